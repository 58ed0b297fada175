"""What changed in a consultation after it was published: for everybody, with what stood there before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meerwaarde.stages.market.pages.consultations.words import in_days, in_moments
from meerwaarde.stages.market.queries import consultations as queries
from meerwaarde.stages.market.queries.consultations import Consultation

PARTS = {
    "title": gettext_lazy("What it is about"),
    "introduction": gettext_lazy("Why the market is asked"),
    "buys": gettext_lazy("What may be bought"),
    "cpv": gettext_lazy("CPV code"),
    "questions": gettext_lazy("New questions"),
    "opens_on": gettext_lazy("Opens on"),
    "closes_on": gettext_lazy("Last day to answer"),
    "read_early": gettext_lazy("Answers are read as they come in"),
    "session_at": gettext_lazy("The session begins"),
    "session_until": gettext_lazy("The session ends"),
    "session_seats": gettext_lazy("Places at the session"),
    "session_where": gettext_lazy("Where the session is"),
    "session_link": gettext_lazy("Link to take part online"),
    "document": gettext_lazy("New document"),
}
_DAYS = frozenset({"opens_on", "closes_on"})
_MOMENTS = frozenset({"session_at", "session_until"})
_ADDED = frozenset({"questions", "document"})


@dataclass(frozen=True)
class PartChanged:
    """One part: `before` is empty where nothing stood there."""

    label: str
    before: str
    now: str
    added: bool


@dataclass(frozen=True)
class ChangeShown:
    """What changed at one moment, and why."""

    when: str
    why: str
    parts: tuple[PartChanged, ...]


def changes_shown(found: Consultation) -> tuple[ChangeShown, ...]:
    """The newest first."""
    if found.published_at is None:
        return ()
    return tuple(
        ChangeShown(in_moments(one.at), one.why, tuple(_part(part) for part in one.parts))
        for one in queries.changes_of(found)
    )


def _part(part: Mapping[str, str]) -> PartChanged:
    name = part["part"]
    before, now = (_value(name, part[which]) for which in ("before", "now"))
    return PartChanged(str(PARTS.get(name, name)), before, now, name in _ADDED)


def _value(name: str, kept: str) -> str:
    if not kept:
        return ""
    if name in _DAYS:
        return in_days(date.fromisoformat(kept))
    if name in _MOMENTS:
        return in_moments(datetime.fromisoformat(kept))
    if name == "read_early":
        return _("Yes") if kept == "yes" else _("No")
    return kept
