"""Reads of goals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left, Lower

from meerwaarde.language.analyser import Analyser
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations.queries import (
    Department,
    Membership,
    departments_of,
    memberships_at,
)
from meerwaarde.rules.lifecycle import ADOPTED
from meerwaarde.rules.roles import permissions_of
from meerwaarde.stages.policy.models import Goal
from meerwaarde.stages.policy.queries.keyset import Slice, keyset

SORTS = {"wording": "sorted_by", "theme": "theme", "until": "until_year", "newest": "pk"}
"""What the list can be sorted by, and the field that does it."""

ALIKE = 0.5
"""Share of the telling words of two goals together that both must have before they look alike."""


@dataclass(frozen=True)
class GoalFilter:
    """What a person asked of the list; empty means everything that is not archived."""

    text: str = ""
    theme: str = ""
    source: str = ""
    year: int | None = None
    measured: str = ""
    """"yes", "not_yet" (not measurable yet, with why) or "missing"."""
    archived: bool = False


def goals_visible_to(actor: Actor) -> QuerySet[Goal]:
    """Goals of the actor's own authority, archived ones too, for roles that read goals."""
    if not actor.may("goals.read"):
        return Goal.objects.none()
    return Goal.objects.filter(organisation_id=actor.organisation_id)


def goal(actor: Actor, public_id: str) -> Goal | None:
    """One goal with its people; None for a stranger and for what does not exist."""
    return (
        goals_visible_to(actor)
        .select_related("portfolio_holder", "department", "owner__person", "parent", "passage__document")
        .filter(public_id=public_id)
        .first()
    )


def goal_to_change(actor: Actor, public_id: str) -> Goal | None:
    """The goal, held until the transaction ends."""
    return goals_visible_to(actor).select_for_update().filter(public_id=public_id).first()


def goals_by_id(actor: Actor, public_ids: list[str]) -> list[Goal]:
    """The goals with these public ids, as far as the actor may see them."""
    return list(goals_visible_to(actor).filter(public_id__in=public_ids).order_by("pk"))


def current_goals(actor: Actor) -> QuerySet[Goal]:
    """The goals to work towards: visible and not archived, by theme and wording."""
    return goals_visible_to(actor).filter(archived_at__isnull=True).order_by("theme", "wording", "pk")


def with_instruments(goals: QuerySet[Goal]) -> QuerySet[Goal]:
    """Count the rules of adopted frameworks that serve each goal, and bring its people along."""
    in_force = Q(rules__struck_at__isnull=True, rules__framework__state=ADOPTED)
    return goals.select_related("portfolio_holder", "department", "owner__person").annotate(
        rule_count=Count("rules", filter=in_force, distinct=True), sorted_by=Lower(Left("wording", 100))
    )


def filtered(goals: QuerySet[Goal], wanted: GoalFilter) -> QuerySet[Goal]:
    """The goals that fit what was asked."""
    goals = goals.filter(archived_at__isnull=not wanted.archived)
    if wanted.theme:
        goals = goals.filter(theme=wanted.theme)
    if wanted.source:
        goals = goals.filter(source_type=wanted.source)
    if wanted.year:
        goals = goals.filter(since_year__lte=wanted.year, until_year__gte=wanted.year)
    if wanted.measured == "yes":
        goals = goals.exclude(indicator="")
    elif wanted.measured == "not_yet":
        goals = goals.exclude(not_measurable_because="")
    elif wanted.measured == "missing":
        goals = goals.filter(indicator="", not_measurable_because="")
    for word in wanted.text.split()[:8]:
        goals = goals.filter(
            Q(wording__icontains=word)
            | Q(explanation__icontains=word)
            | Q(document__icontains=word)
            | Q(indicator__icontains=word)
        )
    return goals


def listed(actor: Actor, wanted: GoalFilter, *, sort: str, descending: bool, cursor: str) -> Slice[Goal]:
    """One page of the list, with the number of rules under each goal."""
    rows = filtered(with_instruments(goals_visible_to(actor)), wanted)
    return keyset(rows, SORTS[sort], descending=descending, cursor=cursor)


def without_indicator(actor: Actor) -> QuerySet[Goal]:
    """Goals of which nobody said yet how one sees that they are reached, and that wait for this actor.

    They wait for their owner; where a goal has none, for everybody who keeps goals.
    """
    if not actor.may("goals.measure"):
        return Goal.objects.none()
    mine = Q(owner_id=actor.membership_id)
    if actor.may("goals.write"):
        mine |= Q(owner__isnull=True)
    open_goals = current_goals(actor).filter(indicator="", not_measurable_because="")
    return open_goals.filter(mine).order_by("pk")


def without_rule(actor: Actor) -> QuerySet[Goal]:
    """Current goals that no rule in force serves: promises without an instrument."""
    return with_instruments(current_goals(actor)).filter(rule_count=0)  # type: ignore[misc] # counted there


def alike(actor: Actor, wording: str, *, besides: str = "") -> list[Goal]:
    """Current goals that say nearly the same, best first, at most three."""
    analyser = Analyser(with_grams=False)
    asked = set(analyser.terms(wording))
    if len(asked) < 3:  # too little to compare by
        return []
    found = []
    for other in current_goals(actor).exclude(public_id=besides).only("public_id", "wording"):
        terms = set(analyser.terms(other.wording))
        shared = len(asked & terms) / len(asked | terms) if terms else 0.0
        if shared >= ALIKE:
            found.append((shared, other))
    return [other for _shared, other in sorted(found, key=lambda pair: (-pair[0], pair[1].pk))[:3]]


MOST_LEVELS = 20
"""A tree of goals that is deeper than this was made by mistake; reading stops there."""


def goals_above(goal: Goal) -> list[Goal]:
    """What stands over a goal, the nearest first."""
    above: list[Goal] = []
    now = goal.parent
    while now is not None and len(above) < MOST_LEVELS and now not in above:
        above.append(now)
        now = now.parent
    return above


def goals_below(actor: Actor, goal: Goal) -> set[int]:
    """The ids of everything under a goal, at any depth: none of it can be chosen as its parent."""
    children: dict[int, list[int]] = {}
    rows = goals_visible_to(actor).filter(parent__isnull=False).order_by()
    for key, parent in rows.values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(key)
    found: set[int] = set()
    open_keys = [goal.pk]
    while open_keys:
        fresh = [key for one in open_keys for key in children.get(one, ()) if key not in found]
        found.update(fresh)
        open_keys = fresh
    return found


def possible_parents(actor: Actor, goal: Goal | None = None) -> list[Goal]:
    """Current goals that another goal can stand under, without making a circle."""
    rows = list(current_goals(actor).only("pk", "public_id", "wording", "theme", "until_year"))
    if goal is None:
        return rows
    below = goals_below(actor, goal) | {goal.pk}
    return [one for one in rows if one.pk not in below]


def subgoals_of(actor: Actor, goal: Goal) -> QuerySet[Goal]:
    """The current goals directly under a goal, with the number of rules that serve each."""
    return with_instruments(current_goals(actor).filter(parent=goal))


def portfolio_holders(actor: Actor, day: date) -> list[Membership]:
    """Who holds the role of alderman at this authority on a day."""
    return [held for held in memberships_at(actor.organisation_id, day) if held.role == "alderman"]


def possible_owners(actor: Actor, day: date) -> list[Membership]:
    """Whose role may keep the indicator of a goal: one never waits for somebody who cannot act."""
    held = memberships_at(actor.organisation_id, day)
    return [one for one in held if "goals.measure" in permissions_of(one.role)]


def departments(actor: Actor) -> list[Department]:
    """The departments of the actor's own authority."""
    return list(departments_of(actor.organisation_id))


def key_counts(actor: Actor) -> dict[str, int]:
    """How many current goals there are, how many have an indicator, and how many a rule in force."""
    goals = with_instruments(current_goals(actor)).order_by()
    return goals.aggregate(
        goals=Count("pk"),
        measured=Count("pk", filter=~Q(indicator="")),
        not_yet=Count("pk", filter=~Q(not_measurable_because="")),
        served=Count("pk", filter=Q(rule_count__gt=0)),
    )
