"""What people do with goals."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import Department, Membership, Person, one_at_a_time
from meerwaarde.rules import model_passages
from meerwaarde.rules.ambition import THEMES
from meerwaarde.stages.policy.actions.finding import find_goal
from meerwaarde.stages.policy.actions.refusal import refuse_if, seen
from meerwaarde.stages.policy.actions.texts import take_up
from meerwaarde.stages.policy.models import FIRST_YEAR, LAST_YEAR, Goal, Passage
from meerwaarde.stages.policy.queries import goal_to_change, texts
from meerwaarde.stages.policy.queries.goals import goal as goal_of
from meerwaarde.stages.policy.queries.goals import goals_above

SDGS = range(1, 18)
MOST_FIGURE = Decimal(10) ** 12


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """How one sees whether a goal is reached, or why not yet. All empty: nobody said."""

    indicator: str = ""
    unit: str = ""
    baseline: Decimal | None = None
    baseline_year: int | None = None
    target: Decimal | None = None
    target_year: int | None = None
    not_measurable_because: str = ""


@dataclass(frozen=True, kw_only=True)
class GoalValues:
    """What a person gives to record a goal."""

    wording: str
    source_type: str
    document: str
    since_year: int
    until_year: int
    theme: str
    explanation: str = ""
    page: str = ""
    portfolio_holder: Person | None = None
    portfolio: str = ""
    sdgs: tuple[int, ...] = ()
    department: Department | None = None
    owner: Membership | None = None
    parent: Goal | None = None
    indicator: Indicator = Indicator()


def record_goal(*, actor: Actor, at: datetime, goal: GoalValues) -> Goal:
    """Write down what the board promised. Raises `Refused` where it does not make sense."""
    must(actor, "goals.write")
    with transaction.atomic():
        entered, given = _entered(actor, goal)
        record(actor, "goal.record", entered, at=at, fields=given)
        find_goal(actor, entered)
    return entered


def promote_passage(*, actor: Actor, at: datetime, passage: Passage, goal: GoalValues) -> Goal:
    """Make a goal of a marked passage; one passage may become several. Takes it up when it was set aside."""
    must(actor, "goals.write")
    held = seen(texts.passage(actor, passage.public_id))
    with transaction.atomic():
        if held.set_aside_at is not None:
            take_up(actor=actor, at=at, passage=held)
        entered, given = _entered(actor, goal, passage=held)
        record(actor, "goal.promote", entered, at=at, fields=given)
        find_goal(actor, entered)
    return entered


def adopt_as_goal(*, actor: Actor, at: datetime, model_passage: str, goal: GoalValues) -> Goal:
    """Take a model passage over as a goal of the own authority, in its words or in others."""
    must(actor, "goals.write")
    refuse_if(
        {}
        if model_passages.known(model_passage, timezone.localdate(at))
        else {"": _("This model passage does not exist.")}
    )
    with transaction.atomic():
        entered, given = _entered(actor, goal, model_passage=model_passage)
        record(actor, "goal.adopt_passage", entered, at=at, fields=given)
        find_goal(actor, entered)
    return entered


def change_goal(
    *, actor: Actor, at: datetime, goal: Goal, expected_version: int, values: GoalValues
) -> tuple[str, ...]:
    """Change a goal; names what really changed. Raises `Changed` when somebody else was first."""
    must(actor, "goals.write")
    given = _checked(actor, values, goal)
    return _write(actor, at, "goal.change", goal=goal, expected_version=expected_version, values=given)


def describe_indicator(
    *, actor: Actor, at: datetime, goal: Goal, expected_version: int, indicator: Indicator
) -> tuple[str, ...]:
    """Say how one will see that the goal is reached, or why not yet; for whoever keeps figures."""
    must(actor, "goals.measure")
    refuse_if(_indicator_problems(indicator))
    given = asdict(indicator)
    return _write(actor, at, "goal.measure", goal=goal, expected_version=expected_version, values=given)


def archive_goal(*, actor: Actor, at: datetime, goal: Goal) -> None:
    """Take a goal out of the lists; what hangs on it stays, and it can be put back."""
    must(actor, "goals.write")
    with transaction.atomic():
        held = seen(goal_to_change(actor, goal.public_id))
        if held.archived_at is None:
            record(actor, "goal.archive", held, at=at, fields=held.change(archived_at=at))
            find_goal(actor, held)


def restore_goal(*, actor: Actor, at: datetime, goal: Goal) -> None:
    """Put an archived goal back."""
    must(actor, "goals.write")
    with transaction.atomic():
        held = seen(goal_to_change(actor, goal.public_id))
        if held.archived_at is not None:
            record(actor, "goal.restore", held, at=at, fields=held.change(archived_at=None))
            find_goal(actor, held)


def _entered(actor: Actor, goal: GoalValues, **kept: Any) -> tuple[Goal, list[str]]:
    """The new goal, and the names of the fields that were given."""
    values = {**_checked(actor, goal), **kept}
    entered = Goal.enter(organisation_id=actor.organisation_id, **values)
    return entered, [name for name, value in values.items() if value not in ("", None, [])]


def _write(
    actor: Actor, at: datetime, action: str, *, goal: Goal, expected_version: int, values: dict[str, Any]
) -> tuple[str, ...]:
    with transaction.atomic():
        if values.get("parent") is not None:  # two who turn a circle together would not see each other
            one_at_a_time(actor.organisation_id)
        held = seen(goal_to_change(actor, goal.public_id))
        refuse_if(_circle_problems(held, values.get("parent")))
        changed = held.change(expected_version, **values)
        if changed:
            record(actor, action, held, at=at, fields=changed)
            find_goal(actor, held)
    return changed


def _checked(actor: Actor, goal: GoalValues, known: Goal | None = None) -> dict[str, Any]:
    """The values as the table takes them, or `Refused` with a sentence per field."""
    refuse_if(
        {
            **_goal_problems(actor, goal),
            **_parent_problems(actor, goal.parent, known),
            **_indicator_problems(goal.indicator),
        }
    )
    values = {one.name: getattr(goal, one.name) for one in fields(goal) if one.name != "indicator"}
    return {**values, "sdgs": sorted(set(goal.sdgs)), **asdict(goal.indicator)}


def _goal_problems(actor: Actor, goal: GoalValues) -> dict[str, str]:
    problems = {}
    if not goal.wording.strip():
        problems["wording"] = _("Write down what the board promised.")
    if not goal.document.strip():
        problems["document"] = _("Name the document in which this stands.")
    if goal.source_type not in Goal.Source.values:
        problems["source_type"] = _("Choose what kind of document it is.")
    if goal.theme not in THEMES:
        problems["theme"] = _("Choose one of the six themes.")
    if not FIRST_YEAR <= goal.since_year <= LAST_YEAR:
        problems["since_year"] = _("Fill in a year such as 2026.")
    if not FIRST_YEAR <= goal.until_year <= LAST_YEAR:
        problems["until_year"] = _("Fill in a year such as 2030.")
    elif goal.until_year < goal.since_year:
        problems["until_year"] = _("The period ends before it begins. Check both years.")
    if any(number not in SDGS for number in goal.sdgs):
        problems["sdgs"] = _("The Sustainable Development Goals are numbered 1 to 17.")
    if goal.department and goal.department.organisation_id != actor.organisation_id:
        problems["department"] = _("Choose a department of your own authority.")
    if goal.owner and goal.owner.organisation_id != actor.organisation_id:
        problems["owner"] = _("Choose a colleague of your own authority.")
    return problems


def _parent_problems(actor: Actor, parent: Goal | None, known: Goal | None) -> dict[str, str]:
    if parent is None or (known is not None and known.parent_id == parent.pk):
        return {}  # what stood there stays, also under a goal that was archived meanwhile
    found = goal_of(actor, parent.public_id)
    if found is None:
        return {"parent": _("Choose a goal of your own authority.")}
    if found.archived_at is not None:
        return {"parent": _("That goal is in the archive. Choose one that counts, or put it back first.")}
    return {}


def _circle_problems(goal: Goal, parent: Goal | None) -> dict[str, str]:
    if parent is None or goal.pk not in {above.pk for above in (parent, *goals_above(parent))}:
        return {}
    if parent.pk == goal.pk:
        return {"parent": _("A goal cannot stand under itself. Choose another goal, or none.")}
    return {"parent": _("That goal stands under this one already. Choose another goal, or none.")}


def _indicator_problems(given: Indicator) -> dict[str, str]:
    problems = {}
    figures = (given.unit, given.baseline, given.baseline_year, given.target, given.target_year)
    if given.indicator and given.not_measurable_because:
        problems["not_measurable_because"] = _(
            "Give an indicator, or say why the goal cannot be measured yet. Not both."
        )
    if not given.indicator and any(figure not in (None, "") for figure in figures):
        problems["indicator"] = _("Say what these figures measure, for example “number of placements”.")
    pairs = (("baseline", given.baseline, given.baseline_year), ("target", given.target, given.target_year))
    for name, figure, year in pairs:
        if figure is not None and year is None:
            problems[f"{name}_year"] = _("Say for which year this figure holds.")
        if figure is None and year is not None:
            problems[name] = _("Fill in the figure for this year, or leave the year empty.")
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            problems[f"{name}_year"] = _("Fill in a year such as 2026.")
        if figure is not None and abs(figure) >= MOST_FIGURE:
            problems[name] = _("This figure is too large. Choose a larger unit, such as thousands.")
    if given.baseline_year and given.target_year and given.target_year < given.baseline_year:
        problems["target_year"] = _("The target lies before the baseline. Check both years.")
    return problems
