"""Reading explanations a second time: asking a reader, giving a verdict, following it up until it is done."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import Membership, memberships_at
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.roles import permissions_of
from meerwaarde.rules.text import Text
from meerwaarde.stages.procurement.models import (
    FOLLOW_UPS,
    VERDICTS_OF_REVIEW,
    Explanation,
    ExplanationReview,
)
from meerwaarde.stages.procurement.queries import READABLE, open_request, why_not_read, writers_of

REVIEW = "explanations.review"


class NotReadable(Exception):
    """A second reading that cannot be asked for or given: says why, and what now."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def ask_reader(actor: Actor, one: Explanation, *, reader: str, at: datetime) -> ExplanationReview:
    """Ask a colleague to read an explanation again; who was asked before and did not read yet is let off.

    `reader` is the public id of a membership. Raises `NotReadable` for who wrote, approved, asks or buys.
    """
    must(actor, "explanations.approve")
    with transaction.atomic():
        _hold(one)
        held = _reader(actor, one, reader, at)
        waiting = open_request(one)
        if waiting is None:
            asked = ExplanationReview.enter(
                explanation=one, reader=held, asked_by_id=actor.membership_id, asked_at=at
            )
            fields: tuple[str, ...] = ("explanation", "reader", "asked_at")
        elif waiting.reader_id == held.pk:
            return waiting
        else:
            asked = waiting
            fields = asked.change(reader_id=held.pk, asked_by_id=actor.membership_id, asked_at=at)
        asked.reader = held
        record(actor, "explanationreview.ask", asked, at=at, fields=_plainly(fields), plain=_about(one))
    return asked


def judge_reading(
    actor: Actor,
    one: ExplanationReview,
    *,
    expected_version: int,
    verdict: str,
    text: str,
    follow_up: str,
    follow_up_text: str = "",
    at: datetime,
) -> None:
    """Say whether an explanation convinces, why, and what follows. A verdict is given once.

    A reading of a sample is given by whoever may read it; one that was asked of a colleague by them alone.
    """
    must(actor, REVIEW)
    if verdict not in VERDICTS_OF_REVIEW:
        raise NotReadable(CHOOSE_VERDICT)
    if follow_up not in FOLLOW_UPS:
        raise NotReadable(CHOOSE_FOLLOW_UP)
    if not text.strip():
        raise NotReadable(SAY_WHY_IT_CONVINCES)
    with transaction.atomic():
        _hold(one.explanation)
        if (why := may_judge(actor, one)) is not None:
            raise NotReadable(why)
        changed = one.change(
            expected_version,
            reader_id=actor.membership_id,
            read_at=at,
            verdict=verdict,
            text=text.strip(),
            follow_up=follow_up,
            follow_up_text=follow_up_text.strip(),
        )
        record(
            actor,
            "explanationreview.judge",
            one,
            at=at,
            fields=_plainly(changed),
            plain=_about(one.explanation),
        )


def follow_up(
    actor: Actor, one: ExplanationReview, *, expected_version: int, text: str, at: datetime
) -> None:
    """Record that what followed from a verdict is done, and what came of it."""
    must(actor, REVIEW)
    if not text.strip():
        raise NotReadable(SAY_WHAT_CAME)
    if one.read_at is None or one.follow_up == "none":
        raise NotReadable(NOTHING_TO_FOLLOW)
    if one.followed_on is not None:
        raise NotReadable(FOLLOWED_ALREADY)
    with transaction.atomic():
        kept = f"{one.follow_up_text}\n\n{text.strip()}".strip()
        changed = one.change(expected_version, follow_up_text=kept, followed_on=timezone.localdate(at))
        record(
            actor,
            "explanationreview.follow",
            one,
            at=at,
            fields=changed,
            plain=_about(one.explanation),
        )


def may_judge(actor: Actor, one: ExplanationReview) -> Text | None:
    """Why this person cannot give the verdict; None where they can."""
    told = one.explanation
    if one.read_at is not None:
        return READ_ALREADY
    if told.state not in READABLE:
        return NOT_READABLE_NOW
    if one.sample_id is None and one.reader is not None and one.reader.person_id != actor.person_id:
        return ASKED_OF_A_COLLEAGUE
    return why_not_read(actor.person, told, writers_of(told))


def _reader(actor: Actor, one: Explanation, reader: str, at: datetime) -> Membership:
    if one.state not in READABLE:
        raise NotReadable(NOT_READABLE_NOW)
    held = memberships_at(actor.organisation_id, timezone.localdate(at)).filter(public_id=reader).first()
    if held is None:
        raise NotReadable(CHOOSE_READER)
    if (why := why_not_read(held.person.public_id, one, writers_of(one))) is not None:
        raise NotReadable(why)
    if REVIEW not in permissions_of(held.role):
        raise NotReadable(NOT_THEIR_ROLE)
    return held


def _hold(one: Explanation) -> None:
    """From here on nobody writes or judges in this file until this is done; read what stands there now."""
    one.procurement.hold()
    known = one.version
    one.refresh_from_db(fields=["state", "version", "approver", "proposed_by"])
    if one.version != known:
        raise Changed(one)


def _about(one: Explanation) -> dict[str, str | None]:
    return {"procurement": one.procurement.public_id, "rule_code": one.rule_code}


def _plainly(fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.removesuffix("_id") for name in fields if name != "asked_by_id")


CHOOSE_READER = Text(nl="Kies een collega uit de lijst.", en="Choose a colleague from the list.")
NOT_THEIR_ROLE = Text(
    nl="Deze collega heeft geen rol om uitleg na te lezen. Kies iemand uit de lijst.",
    en="This colleague has no role to read explanations again. Choose somebody from the list.",
)
NOT_READABLE_NOW = Text(
    nl="Deze uitleg is ingetrokken of niet goedgekeurd. Een tweede lezing is niet meer nodig.",
    en="This explanation was withdrawn or not approved. A second reading is not needed any more.",
)
READ_ALREADY = Text(
    nl="Hierover is al een oordeel gegeven. Vraag een nieuwe lezing als u het anders ziet.",
    en="A verdict was given already. Ask for a new reading if you see it differently.",
)
ASKED_OF_A_COLLEAGUE = Text(
    nl="Deze lezing is aan een collega gevraagd. Vraag op de pagina van de uitleg een andere lezer.",
    en="This reading was asked of a colleague. Ask another reader on the page of the explanation.",
)
CHOOSE_VERDICT = Text(nl="Kies of de uitleg overtuigt.", en="Choose whether the explanation convinces.")
CHOOSE_FOLLOW_UP = Text(nl="Kies wat er volgt.", en="Choose what follows.")
SAY_WHY_IT_CONVINCES = Text(
    nl="Schrijf in een paar zinnen waarom de uitleg wel of niet overtuigt.",
    en="Write in a few sentences why the explanation does or does not convince.",
)
SAY_WHAT_CAME = Text(
    nl="Schrijf in een paar zinnen wat ervan kwam.", en="Write in a few sentences what came of it."
)
NOTHING_TO_FOLLOW = Text(nl="Uit deze lezing volgt niets meer.", en="Nothing more follows from this reading.")
FOLLOWED_ALREADY = Text(nl="Het vervolg is al vastgelegd.", en="What followed was recorded already.")
