"""Reads of frameworks and their rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from django.db.models import Count, Prefetch, Q, QuerySet

from meerwaarde.exchange.cpv.read import CpvNotBuilt, load
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations.queries import departments_of
from meerwaarde.rules.compliance import PolicyRule, in_order
from meerwaarde.rules.lifecycle import ADOPTED, FRAMEWORK_DRAFT, REPLACED
from meerwaarde.stages.policy.models import Framework, FrameworkRule, Goal


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
        .select_related("organisation", "department", "replaces", "above", "theme_set")
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


def rules_serving(actor: Actor, goal: Goal, most: int | None = None) -> list[FrameworkRule]:
    """The rules that serve a goal, in versions that this actor may read: in force first, then drafts."""
    rows = rules_serving_rows(actor, goal).prefetch_related(GOALS)
    return list(rows.order_by("framework__state", "framework_id", "position", "pk")[:most])


def rules_serving_rows(actor: Actor, goal: Goal) -> QuerySet[FrameworkRule]:
    """The same, to be counted or read page by page."""
    return (
        FrameworkRule.objects.filter(
            goals=goal, struck_at__isnull=True, framework__in=frameworks_visible_to(actor)
        )
        .exclude(framework__state=REPLACED)
        .select_related("framework", "framework__department")
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


GOALS = Prefetch("goals", Goal.objects.order_by("pk"))
