"""The advice on a procurement: its intake under the law of a day and the authority's framework in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import msgspec

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations.queries import Department
from meerwaarde.rules.advise import advise, build_case
from meerwaarde.rules.compliance import (
    Assessment,
    Explained,
    PolicyBounds,
    PolicyRule,
    assess,
    facts_of,
    policy_for,
    still_asked,
)
from meerwaarde.rules.estimate import estimate
from meerwaarde.rules.grounds import Advice
from meerwaarde.rules.instruments import ImpactLot, impact_lot_room
from meerwaarde.rules.intake import Intake, Policy
from meerwaarde.rules.invitation import Inviting
from meerwaarde.rules.law import Law, NoParameter, Table
from meerwaarde.rules.read_intake import Fault, UnusableIntake
from meerwaarde.rules.text import Text
from meerwaarde.stages.policy import queries as policy
from meerwaarde.stages.procurement.models import Lot, Procurement
from meerwaarde.stages.procurement.queries.explained import explained_of
from meerwaarde.stages.procurement.queries.intake import raw_intake, read
from meerwaarde.stages.procurement.queries.listed_firms import inviting_of, with_invited


@dataclass(frozen=True, kw_only=True)
class Advised:
    """What can be said now. Without an advice `fault` says why, or the contract type is not known yet."""

    raw: Mapping[str, Any]
    day: date
    intake: Intake | None = None
    advice: Advice | None = None
    fault: Fault | None = None
    assessments: tuple[Assessment, ...] = ()
    impact_lot: ImpactLot | None = None
    """The room for a lot outside the European rules, where there is any."""
    inviting: Inviting | None = None
    """What the shortlist says; None where nobody stands on it."""

    @property
    def rules(self) -> tuple[PolicyRule, ...]:
        """The rules that hold here; one of which that is not known yet is left out."""
        return tuple(one.rule for one in self.assessments if one.holds)

    @property
    def blocking(self) -> tuple[Text, ...]:
        """What must change before the file can be handed in."""
        if self.fault is not None:
            return (self.fault.message,)
        if self.advice is None:
            return (CONTRACT_UNKNOWN,)
        return tuple(finding.text for finding in self.advice.findings if finding.severity == "block")


@dataclass(frozen=True)
class InForce:
    """What an authority decided for itself, as it holds on a day for one of its departments."""

    tables: dict[str, Table]
    rules: tuple[PolicyRule, ...]
    bounds: PolicyBounds | None
    organisation_id: int

    @cached_property
    def agreed(self) -> policy.AgreedLevels:
        """The levels of the matrix; fetched once, and only where a CPV code is known."""
        return policy.agreed_levels(self.organisation_id)


def in_force(organisation_id: int, day: date, department_id: int | None) -> InForce:
    """The bounds as own law, the rules and the bounds themselves."""
    return InForce(*policy.decided(organisation_id, day, department_id), organisation_id)


def as_if(procurement: Procurement, values: Mapping[str, Any]) -> Procurement:
    """The procurement as it would be with these values, saved nowhere: for the advice beside a form."""
    imagined = copy(procurement)
    for name, value in values.items():
        setattr(imagined, name, value)
    return imagined


def day_of(procurement: Procurement, today: date) -> date:
    """The day whose law holds: that on which the procedure is meant to start, or else today."""
    return procurement.start_on or today


def advised(actor: Actor, procurement: Procurement, lots: Iterable[Lot], today: date) -> Advised:
    """The advice on what is stored."""
    raw = raw_intake(procurement, lots, actor.buyer)
    return advise_on(actor, raw, day_of(procurement, today), **beyond_intake(procurement), today=today)


def beyond_intake(procurement: Procurement) -> dict[str, Any]:
    """What rules of a framework ask of a procurement beyond its intake, and what was explained."""
    return {
        "explained": explained_of(procurement),
        "department": procurement.department,
        "purpose_stated": bool(procurement.purpose_value.strip() and procurement.purpose_for.strip()),
        "inviting": inviting_of(procurement),
    }


def advise_on(
    actor: Actor,
    raw: Mapping[str, Any],
    day: date,
    *,
    department: Department | None,
    purpose_stated: bool,
    explained: tuple[Explained, ...] = (),
    today: date | None = None,
    inviting: Inviting | None = None,
    decided: InForce | None = None,
) -> Advised:
    """The advice on an intake in the form of the interface, with the rules of the framework beside it.

    The same function speaks beside a form that is being filled in and for a completed advice, so the two
    never differ. `today` decides which explanations still hold; without it that is the day of the advice.
    """
    raw = with_invited(raw, inviting)
    if not raw.get("contract"):
        return Advised(raw=raw, day=day, inviting=inviting)
    try:
        intake = read({**raw, "day": day.isoformat()})
        decided = decided or in_force(actor.organisation_id, day, department.pk if department else None)
        law = Law.on(day, own=decided.tables)
        worth = estimate(intake, law).amount
        facts = facts_of(
            msgspec.structs.replace(intake, estimate=worth),
            department=department.code if department else None,
            purpose_stated=purpose_stated,
            invited=inviting.per_kind if inviting else None,
            awarded_to=inviting.awarded_to if inviting else None,
        )
        asked = still_asked(decided.rules, explained, today or day)
        own = policy_for(decided.bounds, intake.contract, rules=asked, facts=facts)
        intake = msgspec.structs.replace(intake, policy=_with_ambition(own, intake, decided))
        found = advise(intake, law)
    except UnusableIntake as unusable:
        return Advised(raw=raw, day=day, fault=unusable.fault, inviting=inviting)
    except NoParameter as missing:
        return Advised(raw=raw, day=day, fault=_no_law(missing), inviting=inviting)
    known = msgspec.structs.replace(facts, procedure=intake.procedure_chosen or found.route)
    return Advised(
        raw=raw,
        day=day,
        intake=intake,
        advice=found,
        assessments=assess(decided.rules, known, explained, day=today or day),
        impact_lot=_impact_lot(intake, found, law),
        inviting=inviting,
    )


def _with_ambition(own: Policy | None, intake: Intake, decided: InForce) -> Policy | None:
    """The policy with the levels that were agreed for what is bought, where that is known."""
    levels = decided.agreed.of(intake.cpv) if intake.cpv else {}
    return msgspec.structs.replace(own or Policy(), ambition=levels) if levels else own


def _impact_lot(intake: Intake, advice: Advice, law: Law) -> ImpactLot | None:
    if advice.estimate is None:
        return None
    case, _questions = build_case(intake, advice.estimate, law)
    return impact_lot_room(case)


def _no_law(missing: NoParameter) -> Fault:
    day = missing.day
    return Fault(
        "no_parameter",
        Text(
            nl=f"Voor {day.day}-{day.month}-{day.year} is geen parameter bekend ({missing.name}). "
            "Wij rekenen niet vooruit of terug.",
            en=f"No parameter is known for {day.isoformat()} ({missing.name}). We do not extrapolate.",
        ),
        "day",
        Text(
            nl="Kies een startdag van 2018 tot en met 2027, "
            "of wacht tot de nieuwe bedragen zijn vastgesteld.",
            en="Choose a start day from 2018 to 2027, or wait until the new amounts are adopted.",
        ),
    )


CONTRACT_UNKNOWN = Text(
    nl="Kies eerst het soort opdracht: daarvan hangt bijna alles af.",
    en="First choose the type of contract: almost everything depends on it.",
)
