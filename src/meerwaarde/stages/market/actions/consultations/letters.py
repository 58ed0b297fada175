"""Letters about market consultations, each in the language of its reader and once."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from meerwaarde.platform.notify.actions import queue_letter
from meerwaarde.platform.notify.composing import Body, LetterLink
from meerwaarde.platform.notify.purposes import purpose
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import Consultation, ConsultationInquiry, ConsultationResponse
from meerwaarde.stages.market.queries import consultations as queries

ABOUT_CONSULTATION = purpose(
    "consultations.part",
    name=Text(nl="Marktconsultatie", en="Market consultation"),
    why=Text(
        nl="U krijgt deze brief omdat u meedoet aan deze marktconsultatie.",
        en="You get this letter because you take part in this market consultation.",
    ),
)
YOUR_LINK = purpose(
    "consultations.link",
    name=Text(nl="Link om te antwoorden op een marktconsultatie", en="Link to answer a consultation"),
    why=Text(
        nl="U krijgt deze brief omdat iemand met dit adres wil antwoorden op een marktconsultatie. "
        "Was u dat niet? Dan hoeft u niets te doen.",
        en="You get this letter because somebody with this address wants to answer a market consultation. "
        "Was it not you? Then there is nothing to do.",
    ),
)


def write_link(response: ConsultationResponse, token: str, at: datetime) -> None:
    """The link with which somebody without an account confirms the address and answers."""
    with override(response.language):
        queue_letter(
            key=f"consultations.link:{response.public_id}:{response.letters}",
            to=response.email,
            subject=_("Your link to answer: %(title)s") % {"title": response.consultation.title},
            body=Body(
                greeting=_("Hello,"),
                paragraphs=(
                    _("You want to answer the market consultation “%(title)s” of %(authority)s.")
                    % {
                        "title": response.consultation.title,
                        "authority": response.consultation.organisation.name,
                    },
                    _("Confirm your address with the link. With the same link you change your answers."),
                ),
                button=LetterLink(
                    _("Confirm and answer"), reverse("public_consultations:answer", args=[token])
                ),
                after=(_("Keep this link for yourself: who has it reads what you answered."),),
            ),
            purpose=YOUR_LINK,
            at=at,
            organisation=response.consultation.organisation,
            language=response.language,
        )


def write_answered(found: Consultation, inquiry: ConsultationInquiry, at: datetime) -> None:
    """To everybody who takes part: a question was answered."""
    for one in queries.who_takes_part(found):
        with override(_language(one)):
            _to(
                one,
                key=f"consultations.answered:{inquiry.public_id}:{one.public_id}",
                subject=_("A question was answered: %(title)s") % {"title": found.title},
                paragraphs=(
                    _("Somebody asked about this market consultation:"),
                    inquiry.text,
                    _("The answer, for all:"),
                    inquiry.answer,
                ),
                at=at,
            )


def write_reported(found: Consultation, at: datetime) -> None:
    """To everybody who answered: the report, the same for all."""
    for one in queries.firms_that_answered(found):
        with override(_language(one)):
            _to(
                one,
                key=f"consultation.reported:{one.public_id}",
                subject=_("The report: %(title)s") % {"title": found.title},
                paragraphs=(
                    _("Thank you for your answers. %(authority)s shares one report with everybody.")
                    % {"authority": found.organisation.name},
                    _("It says what the market told, what is followed, and why something is not."),
                ),
                at=at,
            )


def write_withdrawn(found: Consultation, why: str, at: datetime) -> None:
    """To everybody who takes part: it stops, and why."""
    for one in queries.who_takes_part(found):
        with override(_language(one)):
            _to(
                one,
                key=f"consultation.withdrawn:{one.public_id}",
                subject=_("Stopped: %(title)s") % {"title": found.title},
                paragraphs=(
                    _("%(authority)s stops this market consultation. This is why:")
                    % {"authority": found.organisation.name},
                    why,
                ),
                at=at,
                link=False,
            )


def _to(
    one: ConsultationResponse,
    *,
    key: str,
    subject: str,
    paragraphs: tuple[str, ...],
    at: datetime,
    link: bool = True,
) -> None:
    reader = one.by.person if one.by else one.email
    if not reader:
        return
    url = reverse("public_consultations:detail", args=[one.consultation.public_id])
    queue_letter(
        key=key,
        to=reader,
        subject=subject,
        body=Body(
            greeting=_("Hello,"),
            paragraphs=paragraphs,
            button=LetterLink(_("To the consultation"), url) if link else None,
        ),
        purpose=ABOUT_CONSULTATION,
        at=at,
        organisation=one.consultation.organisation,
        language=_language(one),
    )


def _language(one: ConsultationResponse) -> str:
    return one.by.person.language if one.by else one.language
