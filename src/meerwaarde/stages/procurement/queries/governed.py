"""The procurements for which a rule of the framework holds, by the same judgement as the step "Rules"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.compliance import Assessment, Facts, PolicyRule, applies
from meerwaarde.rules.lifecycle import WITHDRAWN
from meerwaarde.rules.money import from_cents
from meerwaarde.stages.policy import queries as policy
from meerwaarde.stages.procurement.models import Procurement
from meerwaarde.stages.procurement.queries.advising import (
    InForce,
    advise_on,
    beyond_intake,
    day_of,
    in_force,
)
from meerwaarde.stages.procurement.queries.intake import raw_intake
from meerwaarde.stages.procurement.queries.reading import RUNNING, visible_to

NEWEST: Final = 50
"""How many procurements are judged for one rule: each of them costs an advice."""


def of_rule(actor: Actor, rule: str) -> list[Procurement]:
    """The procurements for which this rule holds, newest first, of the newest that were not withdrawn.

    The number of queries follows the versions of the framework, never the procurements.
    """
    stored = policy.rule(actor, rule)
    if stored is None or stored.struck_at is not None or stored.framework.draft:
        return []
    judged, versions = stored.as_policy_rule(), _Versions(actor)
    rows = visible_to(actor).exclude(state=WITHDRAWN).exclude(contract="").select_related("department")
    newest = rows.prefetch_related("lots", "invitees", "explanations").order_by("-pk")[:NEWEST]
    return [one for one in newest if _may_hold(judged, one) and _holds(actor, judged, one, versions)]


@dataclass(frozen=True)
class Bitten:
    """A running procurement with how it stands towards a rule that would hold for it."""

    procurement: Procurement
    assessment: Assessment


def bitten_by(actor: Actor, rules: tuple[PolicyRule, ...]) -> list[Bitten]:
    """The running procurements for which these rules would hold if they were in force, newest first.

    They may be such as are still being written. Looks at the newest `NEWEST` running ones; a rule of which
    it is not known yet whether it holds is left out. The number of queries follows the versions in force.
    """
    versions, today = _Versions(actor), timezone.localdate()
    running = visible_to(actor).filter(state__in=RUNNING).exclude(contract="").select_related("department")
    newest = running.prefetch_related("lots", "invitees", "explanations").order_by("-pk")[:NEWEST]
    found = []
    for one in newest:
        if not any(_may_hold(rule, one) for rule in rules):
            continue
        day = day_of(one, today)
        _holding, decided = versions.on(day, one.department_id)
        alone = replace(decided, rules=rules)
        raw = raw_intake(one, one.lots.all(), actor.buyer)
        advised = advise_on(actor, raw, day, **beyond_intake(one), decided=alone, today=today)
        found += [Bitten(one, judged) for judged in advised.assessments if judged.holds]
    return found


class _Versions:
    """What is in force, fetched once for all days and departments on which the same versions hold."""

    def __init__(self, actor: Actor) -> None:
        self.organisation_id = actor.organisation_id
        self.adopted = [one for one in policy.frameworks_visible_to(actor) if not one.draft]
        self.known: dict[tuple[int, ...], InForce] = {}

    def on(self, day: date, department_id: int | None) -> tuple[tuple[str, ...], InForce]:
        """The public ids of the versions that hold, and what they decide."""
        found = [
            one
            for one in self.adopted
            if one.department_id in (None, department_id)
            and one.valid_from is not None
            and one.valid_from <= day
            and (one.valid_until is None or day <= one.valid_until)
        ]
        key = tuple(one.pk for one in found)
        if key not in self.known:
            self.known[key] = in_force(self.organisation_id, day, department_id)
        return tuple(one.public_id for one in found), self.known[key]


def _may_hold(rule: PolicyRule, procurement: Procurement) -> bool:
    """Whether the stored columns leave room for the rule; saves an advice where they do not."""
    value = procurement.value_cents
    facts = Facts(
        estimate=None if value is None else from_cents(value),
        contract=procurement.contract,  # type: ignore[arg-type]
        cpv=None if procurement.cpv is None else tuple(procurement.cpv),
        department=procurement.department.code if procurement.department else None,
    )
    return applies(rule, facts).reach != "not"


def _holds(actor: Actor, rule: PolicyRule, procurement: Procurement, versions: _Versions) -> bool:
    day = day_of(procurement, timezone.localdate())
    holding, decided = versions.on(day, procurement.department_id)
    if rule.framework not in holding:
        return False
    raw = raw_intake(procurement, procurement.lots.all(), actor.buyer)
    found = advise_on(
        actor, raw, day, **beyond_intake(procurement), decided=decided, today=timezone.localdate()
    )
    return any(one.id == rule.id for one in found.rules)
