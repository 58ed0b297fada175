"""Taking in a notice from a file, and what to say when that file cannot be used."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Crumb, FormPage, Help
from meerwaarde.stages.market.forms import NoticeFileForm


@dataclass(frozen=True, kw_only=True)
class ImportPage(FormPage):
    """The upload form. `complaints` are about a file that was read but held no notice: sentence and place."""

    complaints: tuple[tuple[str, str], ...] = ()


def import_page(
    actor: Actor, form: NoticeFileForm, complaints: tuple[tuple[str, str], ...] = ()
) -> ImportPage:
    """The form, empty or with what was wrong."""
    return ImportPage(
        title=_("Take in a notice"),
        intro=_("Choose the file of a public notice. Its content is read and shown; nothing is published."),
        crumbs=(Crumb(_("Notices"), reverse("market:notices", args=[actor.slug])),),
        form=form,
        submit=_("Take in"),
        cancel_url=reverse("market:notices", args=[actor.slug]),
        multipart=True,
        complaints=complaints,
        help=(
            Help(
                title=_("Where do I find the file?"),
                points=(
                    _("On TenderNed: open the notice and choose the XML file."),
                    _("On TED: open the notice and choose XML under “Download”."),
                    _("The file ends in .xml and is at most 10 MB. A PDF cannot be read."),
                ),
            ),
        ),
    )
