"""Taking events out of the journal is a fact as well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.actions import Plain, record_about
from meerwaarde.platform.journal.queries import Wanted, chain_of, events_of
from meerwaarde.platform.work.actions import start
from meerwaarde.platform.work.models import Job

AT_ONCE = 2_000
"""So many events are exported while one waits; more go in the background."""


@dataclass(frozen=True)
class Export:
    """What was asked: events up to and including number `last`, and the job if they are many."""

    last: int
    job: Job | None = None


def export(actor: Actor, wanted: Wanted, form: str, language: str, *, at: datetime) -> Export:
    """Record that somebody takes these events along; where they are many, start the job for the file."""
    with transaction.atomic():
        chain = chain_of(actor.organisation_id)
        last = chain.length if chain is not None else 0
        count = events_of(actor.organisation_id, wanted).filter(sequence__lte=last).count()
        asked: dict[str, Any] = as_parameters(wanted)
        facts: dict[str, Plain] = {"format": form, "events": count, "last": last, "filters": asked}
        record_about(actor, "journal.export", "journal", actor.organisation, at=at, plain=facts)
        if count <= AT_ONCE:
            return Export(last)
        parameters = {"format": form, "language": language, "last": last, "filters": asked}
        return Export(last, start("journal.export", actor, parameters, at=at, total=count))


def as_parameters(wanted: Wanted) -> dict[str, Any]:
    """The filters as plain values; only those in use."""
    values = {
        "action": wanted.action,
        "person": wanted.person,
        "kind": wanted.kind,
        "object_id": wanted.object_id,
        "since": wanted.since.isoformat() if wanted.since else "",
        "until": wanted.until.isoformat() if wanted.until else "",
    }
    return {name: value for name, value in values.items() if value}


def from_parameters(asked: dict[str, Any]) -> Wanted:
    """The filters again, from what a job was started with."""
    days: dict[str, Any] = {
        name: date.fromisoformat(asked[name]) for name in ("since", "until") if name in asked
    }
    values: dict[str, Any] = {**asked, **days}
    return Wanted(**values)
