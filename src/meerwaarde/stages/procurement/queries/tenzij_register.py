"""The register of comply or explain: rules that held in procurements of a period, and how they stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.db.models import CharField, Count, F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.categories import belongs_to
from meerwaarde.rules.lifecycle import APPROVED, DECIDED, WITHDRAWN
from meerwaarde.stages.policy import queries as policy
from meerwaarde.stages.procurement.models import Explanation, RuleStanding
from meerwaarde.stages.procurement.queries.explanations import (
    NO_THEME,
    explanations_visible_to,
    in_band,
)
from meerwaarde.stages.procurement.queries.reading import PAGE, RUNNING, counted_for, visible_to
from meerwaarde.stages.procurement.queries.standings import (
    Group,
    Rows,
    Standings,
    counted,
    grouped,
    standings_per_band,
    standings_per_department,
    standings_per_theme,
    standings_visible_to,
)

NONE: Final = "none"
"""What a filter calls things without a department or without a category."""


@dataclass(frozen=True, kw_only=True)
class RegisterFilter:
    """What is counted: files begun from `since` until `until` (both included), narrowed; empty is all."""

    since: date | None = None
    until: date | None = None
    department: str = ""
    theme: str = ""
    category: str = ""
    band: str = ""
    rule: str = ""
    standing: str = ""
    reason: str = ""

    def also(self, **more: str) -> RegisterFilter:
        """The same, narrowed further."""
        return replace(self, **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class ReasonCount:
    """How often a reason carries a departure, and the rule that it is given for most."""

    reason: str
    number: int
    rule_code: str
    for_rule: int


@dataclass(frozen=True)
class Register:
    """All counts of one filter. Each splits the same rows, so that they add up to the same whole."""

    whole: Standings
    procurements: int
    departments: tuple[Group, ...]
    themes: tuple[Group, ...]
    categories: tuple[Group, ...]
    bands: tuple[Group, ...]
    rules: tuple[Group, ...]
    reasons: tuple[ReasonCount, ...]
    past_review: int


@dataclass(frozen=True)
class Kinds:
    """What the authority buys, split by its own categories; by CPV division as long as it has none."""

    names: dict[str, str]
    """Key of the category to its name, in the authority's order."""
    beginnings: dict[str, tuple[str, ...]]

    def key(self, code: str) -> str:
        """The category of a CPV code, or `NONE`."""
        if not self.beginnings:
            return code[:2] or NONE
        found = belongs_to(code, self.beginnings) if code else None
        return found.category if found else NONE

    def place(self, key: str) -> tuple[bool, int, str]:
        """Where a category stands in a list: what belongs to none comes last."""
        order = list(self.names)
        return key == NONE, order.index(key) if key in order else len(order), key


def kinds_of(actor: Actor) -> Kinds:
    """The categories in use. One query."""
    found = policy.categories(actor)
    return Kinds({one.public_id: one.name for one in found}, {one.public_id: tuple(one.cpv) for one in found})


def register(actor: Actor, wanted: RegisterFilter, today: date) -> Register:
    """The counts; as many queries for many files as for few."""
    kinds = kinds_of(actor)
    rows = register_rows(actor, wanted, today, kinds)
    return Register(
        whole=counted(rows),
        procurements=rows.order_by().aggregate(number=Count("procurement", distinct=True))["number"],
        departments=standings_per_department(rows),
        themes=standings_per_theme(rows),
        categories=_per_category(rows, kinds),
        bands=standings_per_band(rows),
        rules=tuple(
            sorted(
                grouped(rows, F("rule_code"), F("rule_code")),
                key=lambda group: (-group.counts.explained, len(group.key), group.key),
            )
        ),
        reasons=_reasons(rows),
        past_review=past_review(actor, today).count(),
    )


def register_rows(actor: Actor, wanted: RegisterFilter, today: date, kinds: Kinds | None = None) -> Rows:
    """The rows that a filter leaves; each with `now`, and with `told` and `reason` of what was approved."""
    rows = standings_visible_to(actor, today).annotate(reason=_told("reason"), told=_told("public_id"))
    if wanted.since:
        rows = rows.filter(procurement__started_at__date__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(procurement__started_at__date__lte=wanted.until)
    if wanted.department:
        rows = rows.filter(_department(wanted.department))
    if wanted.theme:
        rows = rows.filter(theme="" if wanted.theme == NO_THEME else wanted.theme)
    if wanted.category:
        rows = _of_category(rows, wanted.category, kinds or kinds_of(actor))
    if wanted.band:
        rows = rows.filter(in_band(wanted.band, "procurement__value_cents"))
    if wanted.rule:
        rows = rows.filter(rule_code=wanted.rule)
    if wanted.reason:
        rows = rows.filter(now="explained", reason=wanted.reason)
    if wanted.standing:
        rows = rows.filter(now=wanted.standing)
    found: Rows = rows
    return found


def listed_standings(
    actor: Actor, wanted: RegisterFilter, today: date, *, after: str = ""
) -> list[RuleStanding]:
    """A page of the rows behind a number and one more; `after` is the key of the last row before it."""
    rows = register_rows(actor, wanted, today).filter(procurement__in=visible_to(actor).order_by())
    return _page(rows, after)


def told_in_register(
    actor: Actor, wanted: RegisterFilter, today: date, *, after: str = ""
) -> list[tuple[RuleStanding, Explanation]]:
    """Explanations that carried a settled strategy, newest first: a page and one more. Two queries.

    Only what was approved and decided upon: what is still being weighed is for who works on it.
    """
    rows = register_rows(actor, wanted.also(standing="explained"), today)
    found = _page(rows.filter(procurement__state=DECIDED, told__isnull=False), after)
    told = Explanation.objects.filter(public_id__in=[one.told for one in found], state=APPROVED)
    texts = {one.public_id: one for one in told.filter(procurement__in=counted_for(actor).order_by())}
    return [(one, texts[one.told]) for one in found if one.told in texts]


def _page(rows: Rows, after: str) -> list[Any]:
    if after.isascii() and after.isdigit() and len(after) < 19:
        rows = rows.filter(pk__lt=int(after))
    return list(rows.select_related("procurement__department").order_by("-pk")[: PAGE + 1])


def past_review(actor: Actor, today: date) -> QuerySet[Explanation]:
    """Approved explanations whose day of review is over, and at which nobody looked again since."""
    looked = Q(reviews__read_at__date__gte=F("review_on"))
    counted_ = Explanation.objects.filter(procurement__in=counted_for(actor).order_by())
    found = counted_.filter(state=APPROVED, review_on__lt=today).exclude(procurement__state=WITHDRAWN)
    return found.exclude(pk__in=counted_.filter(looked).values("pk"))


def to_review_again(actor: Actor, until: date) -> list[Explanation]:
    """Of what this person wrote in files that run: explanations whose day of review is over or near."""
    if actor.person_id is None or not actor.may("explanations.propose"):
        return []
    mine = explanations_visible_to(actor).filter(
        state=APPROVED,
        review_on__lte=until,
        proposed_by__person_id=actor.person_id,
        procurement__state__in=RUNNING,
    )
    return list(mine.select_related("procurement").order_by("review_on", "pk")[:PAGE])


def _told(field: str) -> Subquery:
    """A field of the approved explanation of the rule in the same file."""
    told = Explanation.objects.filter(
        procurement_id=OuterRef("procurement_id"), rule_code=OuterRef("rule_code"), state=APPROVED
    )
    return Subquery(told.order_by("-pk").values(field)[:1])


def _department(key: str) -> Q:
    if key == NONE:
        return Q(procurement__department__isnull=True)
    return Q(procurement__department__public_id=key)


def _reasons(rows: Rows) -> tuple[ReasonCount, ...]:
    found: dict[str, dict[str, int]] = {}
    explained = rows.filter(now="explained").order_by()
    for reason, rule, number in explained.values_list("reason", "rule_code").annotate(Count("pk")):
        found.setdefault(reason or "", {})[rule] = number
    counted_ = []
    for reason, rules in found.items():
        most = min(rules, key=lambda rule: (-rules[rule], rule))
        counted_.append(ReasonCount(reason, sum(rules.values()), most, rules[most]))
    return tuple(sorted(counted_, key=lambda one: (-one.number, one.reason)))


def _per_category(rows: Rows, kinds: Kinds) -> tuple[Group, ...]:
    """Per category of the authority's own list, or per CPV division where it has none."""
    found: dict[str, Standings] = {}
    for one in grouped(rows, FIRST_CODE, FIRST_CODE):
        key = kinds.key(one.key)
        found[key] = found.get(key, Standings()).plus(one.counts)
    return tuple(Group(key, kinds.names.get(key, ""), found[key]) for key in sorted(found, key=kinds.place))


def _of_category(rows: Rows, key: str, kinds: Kinds) -> Rows:
    """The rows whose file falls under a category; which codes do is decided as for the counts."""
    rows = rows.annotate(code=FIRST_CODE)
    codes = set(rows.order_by().values_list("code", flat=True).distinct())
    return rows.filter(code__in=[code for code in codes if kinds.key(code) == key])


FIRST_CODE: Final[Func] = Coalesce(
    KeyTextTransform(0, "procurement__cpv"), Value(""), output_field=CharField()
)
"""The first CPV code of a file: by that one it is counted. Empty where none is known."""
