"""A plan as the story tells it: everything by the short names of people, departments and goals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class DemoAction:
    """An action with where it stands now: `progress` 100 is done, `verb` "drop" is dropped."""

    title: str
    since: date
    until: date
    owner: str = ""
    department: str = ""
    goal: str = ""
    hours: str = ""
    euros: int | None = None
    explanation: str = ""
    progress: int = 0
    note: str = ""
    spent_hours: str = ""
    spent_euros: int | None = None
    done_at: datetime | None = None
    dropped: bool = False


@dataclass(frozen=True)
class DemoPlanGoal:
    """A goal of the plan; `board` is the short name of a goal of the board."""

    key: str
    wording: str
    board: str = ""
    theme: str = ""
    indicator: str = ""
    unit: str = ""
    baseline: str = ""
    target: str = ""
    due: date | None = None
    owner: str = ""
    acceptable: str = ""
    realistic: str = ""
    reached: str = ""
    verdict: str = ""
    verdict_note: str = ""


@dataclass(frozen=True)
class DemoTender:
    title: str
    why: str
    year: int | None = None
    quarter: int | None = None


@dataclass(frozen=True)
class DemoConclusion:
    """What was learned; without `settled` it still waits."""

    text: str
    changes: str
    change: str
    owner: str
    due: date
    settled: str = ""


@dataclass(frozen=True)
class DemoPlan:
    """A plan with its moments: begun, adopted (or not), reported on, evaluated (or not)."""

    title: str
    since: date
    until: date
    by: str
    owner: str
    begun_at: datetime
    summary: str
    texts: dict[int, str]
    focus: dict[str, str]
    goals: tuple[DemoPlanGoal, ...]
    tenders: tuple[DemoTender, ...]
    moments: dict[str, tuple[str, str]]
    actions: tuple[DemoAction, ...]
    body: str = ""
    adopted_on: date | None = None
    adopted_at: datetime | None = None
    reported_at: datetime | None = None
    evaluated_at: datetime | None = None
    conclusions: tuple[DemoConclusion, ...] = ()
    evaluation: str = ""
