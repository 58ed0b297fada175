"""Who else was at a file: whose hand a step was last in, and what changed since somebody last looked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.queries import events_about, events_about_all, touched_last
from meerwaarde.platform.organisations.queries import names_of_persons
from meerwaarde.stages.procurement.models import (
    ConsultationInFile,
    Explanation,
    Invitee,
    LastLook,
    Procurement,
    SearchInFile,
)

WRITES = {"scope": ("procurement.scope", "procurement.impact_lot")}
"""Actions that write a step, where that is more than the one named after it."""

MOST_EVENTS = 500
"""How far back former values are looked up; a file has tens of events, not hundreds."""


@dataclass(frozen=True)
class FieldChanged:
    """A field that changed. `known` where the journal holds its values; free text it only commits to."""

    name: str
    known: bool
    before: Any = None
    now: Any = None


@dataclass(frozen=True)
class Change:
    """What a colleague did since one last looked; `by` is empty where the person is unknown or erased.

    `noun` and `public_id` say to what: the file itself, an explanation in it, a firm on its list.
    """

    moment: datetime
    action: str
    by: str
    fields: tuple[FieldChanged, ...]
    noun: str
    public_id: str


def last_other_hand(actor: Actor, procurement: Procurement, step: str) -> str:
    """The name of the colleague who saved a step last; empty where that is not known any more."""
    wanted = WRITES.get(step, (f"procurement.{step}",))
    about = events_about(actor.organisation_id, "procurement", procurement.public_id)
    newest = about.filter(action__in=wanted).exclude(person=actor.person).first()
    return names_of_persons({newest.person}).get(newest.person, "") if newest else ""


def looked_at(actor: Actor, procurement: Procurement) -> datetime | None:
    """When this person last opened the file; None at the first visit."""
    look = _looks(actor).filter(procurement=procurement).first()
    return look.at if look else None


def changes_since(actor: Actor, procurement: Procurement, since: datetime) -> tuple[Change, ...]:
    """What others did to a file and to what belongs to it since a moment, newest first."""
    parts = {
        "procurement": [procurement.public_id],
        "explanation": Explanation.objects.filter(procurement=procurement).values_list(
            "public_id", flat=True
        ),
        "invitee": Invitee.objects.filter(procurement=procurement).values_list("public_id", flat=True),
        "searchinfile": SearchInFile.objects.filter(procurement=procurement).values_list(
            "public_id", flat=True
        ),
        "consultationinfile": ConsultationInFile.objects.filter(procurement=procurement).values_list(
            "public_id", flat=True
        ),
    }
    events = list(events_about_all(actor.organisation_id, parts)[:MOST_EVENTS])
    names = names_of_persons({event.person for event in events if event.person})
    known: dict[tuple[str, str], Any] = {}
    found = []
    for event in reversed(events):
        body = json.loads(event.body)
        values: Mapping[str, Any] = body.get("values") or {}
        if event.moment > since and event.person != actor.person:
            fields = tuple(
                FieldChanged(name, name in values, known.get((event.object_id, name)), values.get(name))
                for name in dict.fromkeys([*body.get("fields", ()), *(n for n in values if n == "lots")])
            )
            by = names.get(event.person, "")
            found.append(Change(event.moment, event.action, by, fields, event.object_kind, event.object_id))
        known.update({(event.object_id, name): value for name, value in values.items()})
    return tuple(reversed(found))


def changed_since_looked(actor: Actor, procurements: Iterable[Procurement]) -> frozenset[str]:
    """Public ids of the files that a colleague changed after this person last opened them.

    What was never opened is new, not changed. Two queries, however many files.
    """
    shown = {one.pk: one.public_id for one in procurements}
    looks = _looks(actor).filter(procurement_id__in=shown)
    seen = {shown[pk]: at for pk, at in looks.values_list("procurement_id", "at")}
    if not seen:
        return frozenset()
    touched = touched_last(actor.organisation_id, "procurement", seen, but=actor.person)
    return frozenset(key for key, moment in touched.items() if moment > seen[key])


def _looks(actor: Actor) -> QuerySet[LastLook]:
    """Of this person alone; the installation itself never looks."""
    if actor.person_id is None:
        return LastLook.objects.none()
    return LastLook.objects.filter(person_id=actor.person_id)
