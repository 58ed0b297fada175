"""Letters about market consultations, each in the language of its reader and once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.notify.composing import LetterLink
from meerwaarde.platform.notify.purposes import purpose
from meerwaarde.platform.notify.writing import Words, write_letter
from meerwaarde.platform.organisations.queries import Person
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import (
    Consultation,
    ConsultationChange,
    ConsultationInquiry,
    ConsultationResponse,
)
from meerwaarde.stages.market.queries import consultations as queries

ABOUT_CONSULTATION = purpose(
    "consultations.part",
    name=Text(nl="Marktconsultatie", en="Market consultation"),
    why=Text(
        nl="U krijgt deze brief omdat u meedoet aan deze marktconsultatie.",
        en="You get this letter because you take part in this market consultation.",
    ),
)
FOLLOWED_CONSULTATION = purpose(
    "consultations.followed",
    name=Text(nl="Marktconsultatie die u volgt", en="Market consultation that you follow"),
    why=Text(
        nl="U krijgt deze brief omdat u deze marktconsultatie volgt, of naar de bijeenkomst komt.",
        en="You get this letter because you follow this market consultation, or come to its session.",
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
    found = response.consultation

    def words() -> Words:
        return Words(
            subject=_("Your link to answer: %(title)s") % {"title": found.title},
            paragraphs=(
                _("You want to answer the market consultation “%(title)s” of %(authority)s.")
                % {"title": found.title, "authority": found.organisation.name},
                _("Confirm your address with the link. With the same link you change your answers."),
            ),
            button=LetterLink(_("Confirm and answer"), reverse("public_consultations:answer", args=[token])),
            after=(_("Keep this link for yourself: who has it reads what you answered."),),
        )

    write_letter(
        key=f"consultations.link:{response.public_id}:{response.letters}",
        to=response.email,
        words=words,
        purpose=YOUR_LINK,
        at=at,
        language=response.language,
        organisation=found.organisation,
    )


def write_answered(found: Consultation, inquiry: ConsultationInquiry, at: datetime) -> None:
    """To everybody who takes part or follows: a question was answered."""

    def words() -> Words:
        return Words(
            subject=_("A question was answered: %(title)s") % {"title": found.title},
            paragraphs=(
                _("Somebody asked about this market consultation:"),
                inquiry.text,
                _("The answer, for all:"),
                inquiry.answer,
            ),
            button=_to_it(found),
        )

    _tell(found, f"consultations.answered:{inquiry.public_id}", words, queries.who_takes_part(found), at)


def write_changed(found: Consultation, change: ConsultationChange, at: datetime) -> None:
    """To everybody who takes part or follows: something is different, and why."""

    def words() -> Words:
        return Words(
            subject=_("Changed: %(title)s") % {"title": found.title},
            paragraphs=(
                _("%(authority)s changed this market consultation.") % {"authority": found.organisation.name},
                change.why,
                _("On the page you read what stood there and what stands there now."),
            ),
            button=_to_it(found),
        )

    _tell(found, f"consultations.changed:{change.public_id}", words, queries.who_takes_part(found), at)


def write_reported(found: Consultation, at: datetime) -> None:
    """To everybody who answered or follows: the report, the same for all."""

    def words() -> Words:
        return Words(
            subject=_("The report: %(title)s") % {"title": found.title},
            paragraphs=(
                _("%(authority)s shares one report with everybody. Thank you if you answered.")
                % {"authority": found.organisation.name},
                _("It says what the market told, what is followed, and why something is not."),
            ),
            button=_to_it(found),
        )

    _tell(found, "consultations.reported", words, queries.firms_that_answered(found), at)


def write_withdrawn(found: Consultation, why: str, at: datetime) -> None:
    """To everybody who takes part or follows: it stops, and why."""

    def words() -> Words:
        return Words(
            subject=_("Stopped: %(title)s") % {"title": found.title},
            paragraphs=(
                _("%(authority)s stops this market consultation. This is why:")
                % {"authority": found.organisation.name},
                why,
            ),
        )

    _tell(found, "consultations.withdrawn", words, queries.who_takes_part(found), at)


def _tell(
    found: Consultation,
    key: str,
    words: Callable[[], Words],
    parties: Sequence[ConsultationResponse],
    at: datetime,
) -> None:
    """Each party, and each follower that is none of these people, in the language of the reader."""
    told: set[str] = set()
    for one in parties:
        reader = one.by.person if one.by else one.email
        if not reader:
            continue
        if isinstance(reader, Person):
            told.add(reader.public_id)
        write_letter(
            key=f"{key}:{one.public_id}",
            to=reader,
            words=words,
            purpose=ABOUT_CONSULTATION,
            at=at,
            language=_language(one),
            organisation=found.organisation,
        )
    for person in queries.who_follows(found):
        if person.public_id not in told:
            write_letter(
                key=f"{key}:{found.public_id}:{person.public_id}",
                to=person,
                words=words,
                purpose=FOLLOWED_CONSULTATION,
                at=at,
                organisation=found.organisation,
            )


def _to_it(found: Consultation) -> LetterLink:
    url = reverse("public_consultations:detail", args=[found.public_id])
    return LetterLink(_("To the consultation"), url)


def _language(one: ConsultationResponse) -> str:
    return one.by.person.language if one.by else one.language
