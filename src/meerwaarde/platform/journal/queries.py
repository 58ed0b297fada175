"""Reads of the journal, always of one chain."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from meerwaarde.platform.journal.actions import commitment, event_hash
from meerwaarde.platform.journal.models import GENESIS, Chain, Event, Salt
from meerwaarde.platform.organisations.queries import Department, Membership, Person

__all__ = ["GENESIS", "Chain", "Event"]

CHUNK = 2_000


@dataclass(frozen=True)
class Wanted:
    """Which events of a chain somebody asks for; empty means all. Days are whole days in the Netherlands."""

    action: str = ""
    person: str = ""
    kind: str = ""
    object_id: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class EventVerdict:
    """What recomputing one event says: each of the three must hold."""

    hash_fits: bool
    link_fits: bool
    columns_fit: bool

    @property
    def intact(self) -> bool:
        return self.hash_fits and self.link_fits and self.columns_fit


def events_of(organisation_id: int, wanted: Wanted | None = None) -> QuerySet[Event]:
    """The events of an organisation, newest first."""
    found = Event.objects.filter(chain__organisation_id=organisation_id).order_by("-sequence")
    return found if wanted is None else found.filter(**_conditions(wanted))


def events_about(organisation_id: int, kind: str, object_id: str) -> QuerySet[Event]:
    """The history of one object, newest first."""
    return events_of(organisation_id, Wanted(kind=kind, object_id=object_id))


def events_about_all(organisation_id: int, objects: Mapping[str, Iterable[str]]) -> QuerySet[Event]:
    """The events about several objects, newest first; `objects` are public ids by kind."""
    wanted = Q(pk__in=())
    for kind, ids in objects.items():
        wanted |= Q(object_kind=kind, object_id__in=list(ids))
    return events_of(organisation_id).filter(wanted)


def touched_last(
    organisation_id: int, kind: str, object_ids: Iterable[str], *, but: str
) -> dict[str, datetime]:
    """When each of these objects was last in the hands of anybody but this person."""
    found = events_of(organisation_id).filter(object_kind=kind, object_id__in=list(object_ids))
    of_others = found.exclude(person=but).order_by().values_list("object_id")
    return dict(of_others.annotate(newest=Max("moment")))


def event_of(organisation_id: int, sequence: int) -> Event | None:
    """One event by its number."""
    return events_of(organisation_id).filter(sequence=sequence).first()


def in_order(
    organisation_id: int, wanted: Wanted | None = None, *, after: int = 0, last: int
) -> Iterator[list[Event]]:
    """Events from the oldest on, after one number and up to another.

    They come in chunks, so that a chain of any length fits in memory.
    """
    while True:
        rows = list(
            events_of(organisation_id, wanted)
            .filter(sequence__gt=after, sequence__lte=last)
            .order_by("sequence")[:CHUNK]
        )
        if rows:
            yield rows
        if len(rows) < CHUNK:
            return
        after = rows[-1].sequence


def chains() -> QuerySet[Chain]:
    """Every chain of the installation, by key."""
    return Chain.objects.order_by("key")


def chain_of(organisation_id: int) -> Chain | None:
    """The chain of an organisation; None while nothing has happened there yet."""
    return Chain.objects.filter(organisation_id=organisation_id).first()


def persons_of(organisation_id: int) -> dict[str, str]:
    """Everybody who holds or held a role at the organisation: public id → name."""
    return dict(
        Person.objects.filter(memberships__organisation_id=organisation_id)
        .distinct()
        .order_by("name", "public_id")
        .values_list("public_id", "name")
    )


def departments_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Departments as an auditor needs them."""
    for department in Department.objects.filter(organisation_id=organisation_id).order_by("pk"):
        yield department.public_id, {"code": department.code, "name": department.name}


def roles_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Who held which role from when until when; a person by public id alone."""
    found = Membership.objects.filter(organisation_id=organisation_id).select_related("person", "department")
    for membership in found.order_by("pk").iterator(chunk_size=CHUNK):
        yield (
            membership.public_id,
            {
                "person": membership.person.public_id,
                "role": membership.role,
                "department": membership.department.public_id if membership.department else None,
                "since": membership.since.isoformat(),
                "until": membership.until.isoformat() if membership.until else None,
                "ended_on": membership.ended_on.isoformat() if membership.ended_on else None,
            },
        )


def verdict_on(event: Event) -> EventVerdict:
    """Recompute one event from what is stored, and look at the one before it."""
    before = (
        Event.objects.filter(chain_id=event.chain_id, sequence=event.sequence - 1)
        .values_list("hash", flat=True)
        .first()
    )
    expected = GENESIS if event.sequence == 1 else before
    return EventVerdict(
        hash_fits=event.hash == event_hash(event.previous, event.body),
        link_fits=event.previous == expected,
        columns_fit=_columns_fit(event),
    )


def proves(event: Event, field: str, value: object) -> bool | None:
    """Whether the event committed to this value of a field.

    None where it cannot be known any more or never could: another field, or the salt is erased.
    """
    committed = json.loads(event.body)["commitments"].get(field)
    salt = Salt.objects.filter(object_kind=event.object_kind, object_id=event.object_id).first()
    if committed is None or salt is None:
        return None
    return hmac.compare_digest(committed, commitment(bytes(salt.value), field, value))


def _conditions(wanted: Wanted) -> dict[str, Any]:
    conditions: dict[str, Any] = {
        "action": wanted.action,
        "person": wanted.person,
        "object_kind": wanted.kind,
        "object_id": wanted.object_id,
        "moment__gte": wanted.since and _start_of(wanted.since),
        "moment__lt": wanted.until and _start_of(wanted.until + timedelta(days=1)),
    }
    return {name: value for name, value in conditions.items() if value}


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _columns_fit(event: Event) -> bool:
    """The columns that lists and filters use say the same as what was hashed."""
    try:
        body = json.loads(event.body)
        told = (
            body["sequence"],
            body["actor"]["person"],
            body["actor"]["role"],
            body["action"],
            body["object"]["kind"],
            body["object"]["id"],
            datetime.fromisoformat(body["moment"]),
        )
    except (ValueError, KeyError, TypeError):
        return False
    return told == (
        event.sequence,
        event.person,
        event.role,
        event.action,
        event.object_kind,
        event.object_id,
        event.moment,
    )
