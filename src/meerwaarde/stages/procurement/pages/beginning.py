"""Starting a procurement: from a need, from a notice that is here, or from the file of one."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Crumb, FormPage, Help, Link
from meerwaarde.stages.market.queries import Notice
from meerwaarde.stages.procurement.forms import NoticeUploadForm, StartForm


@dataclass(frozen=True, kw_only=True)
class StartPage(FormPage):
    """The form, and beside it the other way in: the file of a notice."""

    notice: Link | None
    upload: Form | None
    notices_url: str
    upload_url: str


def start_page(
    actor: Actor, form: StartForm, *, notice: Notice | None = None, upload: NoticeUploadForm | None = None
) -> StartPage:
    """The page on which a procurement begins."""
    here = reverse("procurement:start", args=[actor.slug])
    return StartPage(
        title=_("Start a procurement"),
        intro=_("A name is enough to begin. Everything else is asked step by step, and nothing gets lost."),
        crumbs=(Crumb(_("Procurements"), reverse("procurement:list", args=[actor.slug])),),
        form=form,
        submit=_("Start"),
        cancel_url=reverse("procurement:list", args=[actor.slug]),
        draft_key="procurement:start",
        notice=Link(notice.title, reverse("market:notice", args=[actor.slug, notice.public_id]))
        if notice
        else None,
        upload=None
        if notice or not actor.may("notices.import")
        else upload or NoticeUploadForm(prefix="notice"),
        upload_url=here,
        notices_url=reverse("market:notices", args=[actor.slug]),
        help=(
            Help(
                title=_("What happens next?"),
                points=(
                    _("First you say what must become better, and for whom."),
                    _("Then you say what and how much. The advice beside the form grows with you."),
                    _("At the end there is a strategy note with all reasons and sources."),
                ),
            ),
        ),
    )
