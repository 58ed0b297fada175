"""Changing a consultation that everybody can read already: in the open, with a letter to who follows it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from meerwaarde.gates.attachments import accept_attachment
from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.documents.actions import keep_file
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.consultation import phase, refused_terms
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.consultations import letters
from meerwaarde.stages.market.actions.consultations.holding import (
    ConsultationValues,
    checked_fields,
    own_consultation,
    write_questions,
)
from meerwaarde.stages.market.models import (
    Consultation,
    ConsultationChange,
    ConsultationFile,
    ConsultationFollower,
)
from meerwaarde.stages.market.queries import consultations as queries

MOST_DOCUMENTS: Final = 10
MOST_DOCUMENT_BYTES: Final = 5_000_000
DOCUMENT_KEPT: Final = timedelta(days=5 * 365)
"""How long after closing a document must at least be there: as long as disputes about it may come."""
LONGEST_WHY: Final = 2_000
SHOWN: Final = (
    "title",
    "introduction",
    "buys",
    "cpv",
    "questions",
    "opens_on",
    "closes_on",
    "read_early",
    "session_at",
    "session_until",
    "session_seats",
    "session_where",
    "session_link",
)
"""What can change, in the order of the page."""


def change_published(
    *,
    actor: Actor,
    found: Consultation,
    values: ConsultationValues,
    why: str,
    expected_version: int,
    at: datetime,
) -> ConsultationChange | None:
    """Change what everybody reads; None where nothing is different.

    Questions that stand there stay as they are, for somebody may have answered them; new ones may follow.
    That nobody reads answers early is a promise that stays. Raises `Changed` where a colleague was first.
    """
    own_consultation(actor, found)
    here = phase(found.state, found.opens_on, found.closes_on, timezone.localdate(at))
    if here not in ("coming", "open"):
        raise Refused(NOT_NOW)
    fields = checked_fields(values)
    added = _added_questions(found, values)
    _refuse_broken_promises(found, values, why, timezone.localdate(at))
    before = {name: getattr(found, name) for name in fields}
    parts = [
        {"part": name, "before": _plain(before[name]), "now": _plain(fields[name])}
        for name in SHOWN
        if name != "questions" and before[name] != fields[name]
    ]
    if added:
        parts.append({"part": "questions", "before": "", "now": "\n".join(added)})
    if not parts:
        return None
    if not why.strip():
        raise Refused(SAY_WHY)
    with transaction.atomic():
        changed = found.change(expected_version, changed_at=at, **fields)
        write_questions(found, added, first=len(values.questions) - len(added))
        record(actor, "consultation.change", found, at=at, fields=changed)
        return _tell(actor, found, parts, why, at)


def add_document(*, actor: Actor, found: Consultation, name: str, content: bytes, at: datetime) -> None:
    """A document with the consultation, until it closes; the same one twice is kept once.

    Raises the gate's `Refused` for what is no PDF, Word file or sheet, and for what hides something.
    """
    own_consultation(actor, found)
    today = timezone.localdate(at)
    if found.state not in ("draft", "published") or today > found.closes_on:
        raise Refused(NOT_NOW)
    passed = accept_attachment(name, content, most_bytes=MOST_DOCUMENT_BYTES)
    kept = queries.files_of(found)
    if any(one.file.digest == passed.sha256 for one in kept):
        return
    if len(kept) >= MOST_DOCUMENTS:
        raise Refused(Text(nl="Er staan al tien documenten bij.", en="There are ten documents already."))
    with transaction.atomic():
        stored = keep_file(
            actor=actor,
            at=at,
            name=passed.shown_name,
            media_type=passed.media_type,
            content=content,
            kept_until=found.closes_on + DOCUMENT_KEPT,
        )
        added = ConsultationFile.enter(consultation=found, file=stored, title=passed.shown_name)
        record(actor, "consultationfile.add", added, at=at, fields=["consultation", "file"])
        if found.state == "published":
            found.change(changed_at=at)
            _tell(actor, found, [{"part": "document", "before": "", "now": passed.shown_name}], "", at)


def follow(*, actor: Actor, found: Consultation, wanted: bool, at: datetime) -> None:
    """Hear of changes, answers to questions and the report without answering yet; or no more."""
    must(actor, "consultations.answer")
    if actor.membership_id is None:
        raise Refused(NOT_NOW)
    if wanted and found.state != "published":
        raise Refused(NOT_NOW)
    with transaction.atomic():
        if wanted:
            fresh = ConsultationFollower.keep(found, actor.membership_id, at)
        else:
            fresh = ConsultationFollower.strike(found, actor.membership_id)
        if fresh:
            verb = "follow" if wanted else "unfollow"
            record(actor, f"consultation.{verb}", found, at=at)


def _added_questions(found: Consultation, values: ConsultationValues) -> tuple[str, ...]:
    known = tuple(one.text for one in queries.questions_of(found))
    if values.questions[: len(known)] != known:
        raise Refused(QUESTIONS_STAY)
    return values.questions[len(known) :]


def _refuse_broken_promises(found: Consultation, values: ConsultationValues, why: str, day: date) -> None:
    refused = refused_terms(
        opens=(found.opens_on, values.opens_on), closes=(found.closes_on, values.closes_on), why=why, day=day
    )
    if refused is not None:
        raise Refused(refused)
    if values.read_early and not found.read_early:
        raise Refused(NOT_EARLIER)


def _tell(
    actor: Actor, found: Consultation, parts: list[dict[str, str]], why: str, at: datetime
) -> ConsultationChange:
    change = ConsultationChange.enter(
        consultation=found, at=at, by_id=actor.membership_id, why=why.strip()[:LONGEST_WHY], parts=parts
    )
    record(actor, "consultationchange.tell", change, at=at, fields=["consultation", "why", "parts"])
    letters.write_changed(found, change, at)
    return change


def _plain(value: Any) -> str:
    """A value as it is kept: days and moments as ISO, a promise as yes or no, nothing as ""."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return ", ".join(value) if isinstance(value, list) else str(value)


NOT_NOW = Text(
    nl="Deze consultatie is gesloten of gestopt. Er verandert niets meer aan.",
    en="This consultation is closed or stopped. Nothing changes about it any more.",
)
QUESTIONS_STAY = Text(
    nl="Vragen die er al staan, blijven zoals ze zijn: misschien heeft iemand ze al beantwoord. "
    "Zet nieuwe vragen eronder.",
    en="Questions that stand there stay as they are: somebody may have answered them. "
    "Put new questions below them.",
)
NOT_EARLIER = Text(
    nl="U beloofde dat niemand antwoorden voor de sluitdag leest. Dat blijft zo.",
    en="You promised that nobody reads answers before the closing day. That stays.",
)
SAY_WHY = Text(
    nl="Schrijf waarom u dit wijzigt. Iedereen leest dat, en wie meedoet krijgt een brief.",
    en="Say why you change this. Everybody reads that, and who takes part gets a letter.",
)
