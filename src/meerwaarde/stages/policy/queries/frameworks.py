"""Reads of frameworks and their rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import msgspec
from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from meerwaarde.exchange.cpv.read import CpvNotBuilt, load
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations.queries import departments_of
from meerwaarde.rules.compliance import PolicyBounds, PolicyRule, in_order, own_tables, stricter
from meerwaarde.rules.law import Source, Table
from meerwaarde.rules.lifecycle import ADOPTED, FRAMEWORK_DRAFT, REPLACED
from meerwaarde.stages.policy.models import Framework, FrameworkRule, Goal


@dataclass(frozen=True)
class QuickLimit:
    """The amount (EUR excl. VAT, exclusive) below which one buys quickly, and the framework that sets it."""

    amount: Decimal
    framework: Framework


def frameworks_visible_to(actor: Actor) -> QuerySet[Framework]:
    """Versions of the actor's own authority; drafts only for who works inside it, so not for the council."""
    if not actor.may("frameworks.read"):
        return Framework.objects.none()
    own = Framework.objects.filter(organisation_id=actor.organisation_id)
    inside = actor.may("frameworks.draft") or actor.may("procurements.read")
    return own if inside else own.exclude(state=FRAMEWORK_DRAFT)


def framework(actor: Actor, public_id: str) -> Framework | None:
    """One version with its department and what it replaces; None for a stranger and for what is not."""
    return (
        frameworks_visible_to(actor)
        .select_related("organisation", "department", "replaces")
        .filter(public_id=public_id)
        .first()
    )


def framework_to_change(actor: Actor, public_id: str) -> Framework | None:
    """The version, held until the transaction ends, so that it cannot be adopted meanwhile."""
    return frameworks_visible_to(actor).select_for_update().filter(public_id=public_id).first()


def codes_of_rules(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """The codes of these rules, as far as they stand in versions that this actor may see."""
    visible = frameworks_visible_to(actor).order_by()
    found = FrameworkRule.objects.filter(framework__in=visible, public_id__in=public_ids)
    return dict(found.order_by().values_list("public_id", "code"))


def rule(actor: Actor, public_id: str) -> FrameworkRule | None:
    """One rule with its framework and goals, struck ones too."""
    return (
        FrameworkRule.objects.filter(framework__in=frameworks_visible_to(actor), public_id=public_id)
        .select_related("framework", "framework__department")
        .prefetch_related(GOALS)
        .first()
    )


def rules_of(framework: Framework, *, struck: bool = False) -> list[FrameworkRule]:
    """The rules of one version, or what was struck from it."""
    return list(
        framework.rules.filter(struck_at__isnull=not struck)
        .select_related("framework")
        .prefetch_related(GOALS)
        .order_by("position", "pk")
    )


def rules_serving(actor: Actor, goal: Goal) -> list[FrameworkRule]:
    """The rules that serve a goal, in versions that this actor may read: in force first, then drafts."""
    return list(
        FrameworkRule.objects.filter(
            goals=goal, struck_at__isnull=True, framework__in=frameworks_visible_to(actor)
        )
        .exclude(framework__state=REPLACED)
        .select_related("framework", "framework__department")
        .prefetch_related(GOALS)
        .order_by("framework__state", "framework_id", "position", "pk")
    )


def listed_frameworks(actor: Actor) -> list[Framework]:
    """All versions with the number of their rules: drafts, then adopted, then replaced; newest first."""
    rows = frameworks_visible_to(actor).select_related("department")
    rows = rows.annotate(rule_count=Count("rules", filter=Q(rules__struck_at__isnull=True)))
    rank = {FRAMEWORK_DRAFT: 0, ADOPTED: 1}
    return sorted(rows, key=lambda row: (rank.get(row.state, 2), row.department_id or 0, -row.number))


def drafts(actor: Actor) -> QuerySet[Framework]:
    """Drafts that wait for their adoption, oldest first."""
    return frameworks_visible_to(actor).filter(state=FRAMEWORK_DRAFT).order_by("pk")


def next_number(organisation_id: int, department_id: int | None) -> int:
    """The number of the next version of an authority or department; call `one_at_a_time` first."""
    taken = Framework.objects.filter(_level(department_id), organisation_id=organisation_id)
    newest = taken.order_by("-number").values_list("number", flat=True).first()
    return (newest or 0) + 1


def adopted_before(framework: Framework) -> Framework | None:
    """The version that an adoption of this one would replace, held until the transaction ends."""
    return (
        Framework.objects.select_for_update()
        .filter(
            _level(framework.department_id),
            organisation_id=framework.organisation_id,
            state=ADOPTED,
        )
        .exclude(pk=framework.pk)
        .first()
    )


def replaced_by(actor: Actor, framework: Framework) -> Framework | None:
    """The version that came after this one; None for the newest."""
    return frameworks_visible_to(actor).filter(replaces=framework).first()


def frameworks_in_force(
    organisation_id: int, day: date, department_id: int | None = None
) -> tuple[Framework, ...]:
    """The authority's version of that day, and after it the department's own where it has one."""
    levels = Q(department__isnull=True)
    if department_id is not None:
        levels |= Q(department_id=department_id)
    rows = (
        Framework.objects.filter(levels, organisation_id=organisation_id, valid_from__lte=day)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))
        .exclude(state=FRAMEWORK_DRAFT)
        .select_related("organisation", "department")
        .order_by("pk")
    )
    return tuple(sorted(rows, key=lambda row: (row.department_id is not None, row.pk)))


def framework_in_force(organisation_id: int, day: date, department_id: int | None = None) -> Framework | None:
    """The version that holds for a department on a day: its own, or else the authority's."""
    found = frameworks_in_force(organisation_id, day, department_id)
    return found[-1] if found else None


def rules_in_force(
    organisation_id: int, day: date, department_id: int | None = None
) -> tuple[PolicyRule, ...]:
    """The rules of the authority and of the department on a day, in the order of a purchase."""
    return policy_rules(_rules_in(frameworks_in_force(organisation_id, day, department_id)))


def policy_bounds(organisation_id: int, day: date, department_id: int | None = None) -> PolicyBounds | None:
    """The bounds of that day, a department's own over the authority's; None where no framework holds."""
    return _together(frameworks_in_force(organisation_id, day, department_id))


def quick_limit(organisation_id: int, day: date, department_id: int | None = None) -> QuickLimit | None:
    """Below which amount quick purchases are allowed, and which framework says so; None: they are not."""
    found = frameworks_in_force(organisation_id, day, department_id)
    together = _together(found)
    if together is None or together.quick_purchase_until is None:
        return None
    amount = together.quick_purchase_until
    source = next((one for one in found if one.policy_bounds.quick_purchase_until == amount), found[0])
    return QuickLimit(amount, source)


def own_law(organisation_id: int, day: date, department_id: int | None = None) -> dict[str, Table]:
    """The bounds as the authority's own entries, for `Law.on(day, own=…)`.

    The source of each is the framework that decides: the authority's, unless its department asks more.
    """
    return _own_law(frameworks_in_force(organisation_id, day, department_id))


def decided(
    organisation_id: int, day: date, department_id: int | None = None
) -> tuple[dict[str, Table], tuple[PolicyRule, ...], PolicyBounds | None]:
    """Own law, rules and bounds of a day at once: `own_law`, `rules_in_force` and `policy_bounds`."""
    found = frameworks_in_force(organisation_id, day, department_id)
    return _own_law(found), policy_rules(_rules_in(found)), _together(found)


def _own_law(in_force: tuple[Framework, ...]) -> dict[str, Table]:
    together = _together(in_force)
    if together is None:
        return {}
    tables = _tables(in_force[-1], together)
    for found in reversed(in_force):
        for name, table in _tables(found, found.policy_bounds).items():
            if name in tables and table.entries[0].value == tables[name].entries[0].value:
                tables[name] = table
    return tables


def bounds_above(framework: Framework, day: date) -> PolicyBounds | None:
    """The bounds of the whole authority that lie over the framework of a department on a day."""
    if framework.department_id is None:
        return None
    return policy_bounds(framework.organisation_id, day)


def policy_rules(rules: Iterable[FrameworkRule]) -> tuple[PolicyRule, ...]:
    """Rules as the pure rules read them, in the order of a purchase."""
    return in_order(rule.as_policy_rule() for rule in rules)


def words_for(organisation_id: int, rules: Iterable[PolicyRule], language: str = "nl") -> dict[str, str]:
    """Words for the codes in these rules: names of departments, and of CPV groups the beginning."""
    asked = tuple(rules)
    names = {}
    if any(rule.scope.departments for rule in asked):
        names = {one.code: one.name for one in departments_of(organisation_id)}
    for group in {group for rule in asked for group in rule.scope.cpv}:
        name = cpv_name(group, language)
        if name:
            names[group] = re.split(r"[,(;]", name)[0].strip().lower()
    return names


def cpv_name(group: str, language: str = "nl") -> str | None:
    """What a CPV group holds, in words; None where it is not a group of the vocabulary."""
    try:
        catalogue = load()
    except CpvNotBuilt:
        return None
    entry = catalogue.get(group.ljust(8, "0"))
    return None if entry is None else (entry.en if language.startswith("en") else entry.nl)


def _level(department_id: int | None) -> Q:
    """The authority itself, or one of its departments."""
    return Q(department__isnull=True) if department_id is None else Q(department_id=department_id)


def _rules_in(frameworks: tuple[Framework, ...]) -> QuerySet[FrameworkRule]:
    return (
        FrameworkRule.objects.filter(framework__in=frameworks, struck_at__isnull=True)
        .select_related("framework")
        .prefetch_related(GOALS)
    )


def _together(found: tuple[Framework, ...]) -> PolicyBounds | None:
    """The stricter of each bound; a department without a framework above it has no quick purchases."""
    if not found:
        return None
    bounds = found[0].policy_bounds
    if found[0].department_id is not None:
        bounds = msgspec.structs.replace(bounds, quick_purchase_until=None)
    for lower in found[1:]:
        bounds = stricter(bounds, lower.policy_bounds)
    return bounds


def _tables(found: Framework, bounds: PolicyBounds) -> dict[str, Table]:
    assert found.valid_from is not None
    assert found.adopted_on is not None
    address = reverse("policy:framework", args=[found.organisation.slug, found.public_id])
    return own_tables(
        bounds,
        since=found.valid_from,
        until=found.valid_until,
        source=Source(f"{found.title}, versie {found.number}", address),
        checked=found.adopted_on,
    )


GOALS = Prefetch("goals", Goal.objects.order_by("pk"))
