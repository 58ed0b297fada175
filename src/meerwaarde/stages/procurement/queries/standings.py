"""How often rules are satisfied, explained or still open, from rows that each change of a file keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, Func, OuterRef, Q, QuerySet, Value, When

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.compliance import Assessment, theme_of
from meerwaarde.rules.lifecycle import APPROVED, WITHDRAWN
from meerwaarde.stages.procurement.models import Explanation, Procurement, RuleStanding
from meerwaarde.stages.procurement.queries.explanations import BANDS, UNKNOWN_BAND, in_band
from meerwaarde.stages.procurement.queries.reading import RUNNING, counted_for, visible_to

Rows = QuerySet[Any]
"""Rows of `RuleStanding` that carry `now`; the type checker does not follow annotations."""


@dataclass(frozen=True)
class Standings:
    """How many of the rules that held were satisfied, explained, or are still open."""

    satisfied: int = 0
    explained: int = 0
    open: int = 0

    @property
    def held(self) -> int:
        """All rules that held."""
        return self.satisfied + self.explained + self.open

    def plus(self, other: Standings) -> Standings:
        """Both together."""
        return Standings(
            self.satisfied + other.satisfied, self.explained + other.explained, self.open + other.open
        )

    @property
    def rate(self) -> float | None:
        """The part that was explained; None where no rule held."""
        return self.explained / self.held if self.held else None


@dataclass(frozen=True)
class Group:
    """The counts of one department, theme or band. `key` is what the list of explanations filters on."""

    key: str
    label: str
    counts: Standings


def standings_visible_to(actor: Actor, today: date) -> Rows:
    """The rows of the files that count for this actor, but for what was withdrawn.

    Each carries `now`: how the rule stands today. In a file that still runs a rule is open again from the day
    after the review date of its explanation, also when nobody touched the file. What was settled stays as it
    was settled.
    """
    files = counted_for(actor).exclude(state=WITHDRAWN).order_by()
    return RuleStanding.objects.filter(procurement__in=files).annotate(now=_now(today))


def standings(actor: Actor, today: date) -> Standings:
    """The whole authority, in one query."""
    return counted(standings_visible_to(actor, today))


def counted(rows: Rows) -> Standings:
    """How rows of `standings_visible_to` stand together, in one query."""
    return Standings(**dict(rows.order_by().values_list("now").annotate(Count("pk"))))


def standings_per_department(rows: Rows) -> tuple[Group, ...]:
    """Per department, by name; what belongs to none has an empty key. One query."""
    key, label = F("procurement__department__public_id"), F("procurement__department__name")
    return tuple(sorted(grouped(rows, key, label), key=lambda group: (not group.label, group.label)))


def standings_per_theme(rows: Rows) -> tuple[Group, ...]:
    """Per theme that a rule is about; what is about none has an empty key. One query."""
    found = grouped(rows, F("theme"), F("theme"))
    return tuple(sorted(found, key=lambda group: (not group.key, group.key)))


def standings_per_band(rows: Rows) -> tuple[Group, ...]:
    """Per band of value, from small to large; bands without rules are left out. One query."""
    whens = [When(in_band(band, "procurement__value_cents"), then=Value(band)) for band in BANDS]
    band = Case(*whens, default=Value(UNKNOWN_BAND), output_field=CharField())
    found = {group.key: group for group in grouped(rows, band, band)}
    return tuple(found[key] for key in (*BANDS, UNKNOWN_BAND) if key in found)


def standings_now(procurement: Procurement, assessments: tuple[Assessment, ...]) -> list[RuleStanding]:
    """The rows of a file that stands so: only rules that hold for certain."""
    return [
        RuleStanding(
            procurement=procurement,
            rule=one.rule.id,
            rule_code=one.rule.code,
            theme=theme_of(one.rule.demand) or "",
            standing=one.standing,
        )
        for one in assessments
        if one.holds
    ]


def files_to_count(actor: Actor, *, after: int, number: int) -> list[Procurement]:
    """The next files whose rules are to be counted, by key; nothing is left after the last one."""
    files = visible_to(actor).exclude(state=WITHDRAWN).filter(pk__gt=after)
    return list(files.select_related("department").prefetch_related("explanations").order_by("pk")[:number])


def standings_kept(procurement: Procurement) -> list[RuleStanding]:
    """The rows that are kept of a file."""
    return list(RuleStanding.objects.filter(procurement=procurement))


def grouped(rows: Rows, key: F | Case | Func, label: F | Case | Func) -> list[Group]:
    """The counts per value of an expression, in no particular order. One query."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    counts = rows.order_by().annotate(key=key, label=label).values_list("key", "label", "now")
    for one, name, standing, number in counts.annotate(Count("pk")):
        found.setdefault((one or "", name or ""), {})[standing] = number
    return [Group(one, name, Standings(**counts)) for (one, name), counts in found.items()]


def _now(today: date) -> Case:
    """The standing as it was kept, but for explanations whose day of review has passed since."""
    holds = Explanation.objects.filter(
        procurement_id=OuterRef("procurement_id"),
        rule_code=OuterRef("rule_code"),
        state=APPROVED,
        review_on__gte=today,
    )
    lapsed = Q(standing="explained", procurement__state__in=RUNNING) & ~Exists(holds)
    return Case(When(lapsed, then=Value("open")), default=F("standing"), output_field=CharField())
