"""Answering a market consultation: as a firm, or without an account by a link in a letter."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.layout.components import (
    Badge,
    Crumb,
    FormPage,
    Help,
    Link,
    Tone,
)
from meerwaarde.rules.lifecycle import CONSULTATION_RESPONSE
from meerwaarde.stages.market.forms.consultations import (
    AnswersForm,
    GuestForm,
)
from meerwaarde.stages.market.pages.consultations.one import Ask
from meerwaarde.stages.market.pages.consultations.session import SeatPanel
from meerwaarde.stages.market.pages.consultations.words import file_links, in_days, public_crumbs, said
from meerwaarde.stages.market.queries.consultations import (
    Consultation,
    ConsultationResponse,
)


@dataclass(frozen=True, kw_only=True)
class RespondPage(FormPage):
    """Answering, per question."""

    badge_text: str
    files: tuple[Link, ...]
    ask: Ask | None = None
    can_take_back: bool
    seat: SeatPanel | None = None


def respond_page(
    found: Consultation,
    response: ConsultationResponse,
    form: AnswersForm,
    *,
    crumbs: tuple[Crumb, ...],
    ask: Ask | None,
    cancel_url: str = "",
    seat: SeatPanel | None = None,
) -> RespondPage:
    """Answering as a firm, or with a link."""
    name = CONSULTATION_RESPONSE.state(response.state).name
    when = _("You can change your answers until %(day)s.") % {"day": in_days(found.closes_on)}
    early = _("The authority reads answers as they come in.")
    late = _("Nobody of the authority reads them before closing.")
    return RespondPage(
        title=_("Answer: %(title)s") % {"title": found.title},
        intro=f"{when} {early if found.read_early else late}",
        crumbs=crumbs,
        badge=Badge(label=said(name), tone=Tone.POSITIVE if response.state == "sent" else Tone.NEUTRAL),
        badge_text=response.firm_name,
        form=form,
        submit=_("Send") if response.state != "sent" else _("Send the changed answers"),
        cancel_url=cancel_url,
        extra_submits=(("do", "save", _("Save, send later")),) if response.state != "sent" else (),
        files=file_links(found),
        ask=ask,
        can_take_back=response.state == "sent",
        seat=seat,
        help=(
            Help(
                title=_("What happens with your answer?"),
                points=(
                    _("The report tells what the market said, without saying who said what."),
                    _("What you mark as confidential is never in the report."),
                    _("Answering gives no advantage in the tender, and obliges you to nothing."),
                ),
            ),
        ),
    )


def guest_page(found: Consultation, form: GuestForm) -> FormPage:
    """Answering without an account."""
    return FormPage(
        title=_("Answer without an account"),
        intro=_("We send you a link. With it you answer, and change your answers until closing."),
        crumbs=public_crumbs(found),
        form=form,
        submit=_("Send me the link"),
        cancel_url=reverse("public_consultations:detail", args=[found.public_id]),
        help=(
            Help(
                title=_("Why we ask this"),
                text=_(
                    "%(authority)s uses your name and address only for this consultation. They are taken "
                    "away half a year after it closes. Your answers stay, with the name of your firm."
                )
                % {"authority": found.organisation.name},
            ),
        ),
    )
