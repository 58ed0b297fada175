"""From an intake to an advice: the route, the lots, what the rules say, which instruments fit, what is asked.

Everything is worked out from the intake and the law of one day; nothing reads a clock, a file of the user or
the network. What is not known is asked for, never guessed, and only where the answer could change by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import msgspec

from meerwaarde.rules.case import Case
from meerwaarde.rules.catalogue import rules
from meerwaarde.rules.estimate import Estimate, estimate, known_lots_total, lots_total
from meerwaarde.rules.faults import Fault, UnusableIntake
from meerwaarde.rules.grounds import (
    Advice,
    Finding,
    InstrumentFit,
    LotRoute,
    Question,
    sorted_findings,
)
from meerwaarde.rules.instruments import CODES, instruments
from meerwaarde.rules.intake import Intake, Route
from meerwaarde.rules.law import ConsultedLaw, Law, Parameter
from meerwaarde.rules.lots import Exempted, exempted, exemption
from meerwaarde.rules.money import CENT, euro
from meerwaarde.rules.procedures import ASK_DAY, ROUTE, allowed_route
from meerwaarde.rules.receipt import keep, receipt
from meerwaarde.rules.text import Text
from meerwaarde.rules.thresholds import threshold, threshold_article


class Conclusions(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What follows for one value of the whole."""

    route: Route | None
    lots: tuple[LotRoute, ...]
    findings: tuple[Finding, ...]
    instruments: tuple[InstrumentFit, ...]
    questions: tuple[Question, ...]


def advise(intake: Intake, law: Law) -> Advice:
    """The advice on an intake under a law; the day is that of the law.

    Raises `UnusableIntake` only where the lots are worth more than the whole. Any other intake has an answer:
    where the estimate is not known, only what holds for every estimate is said.
    """
    consulted = ConsultedLaw(law)
    if consulted.get(OLDEST_LAW) is None:
        return _before_the_law(intake, law)
    valued = estimate(intake, consulted)
    if valued.amount is None:
        found = _for_every_estimate(intake, consulted)
    else:
        _refuse_lots_above(intake, valued.amount)
        found = conclude(intake, valued.amount, consulted)
    limit = threshold(intake.buyer, intake.contract, consulted)
    kept = keep(consulted.used)
    return Advice(
        route=found.route,
        threshold=limit,
        estimate=valued.amount,
        estimate_text=valued.text,
        lots=found.lots,
        findings=sorted_findings(found.findings),
        instruments=found.instruments,
        open_questions=_once(_still_open(valued, found) + found.questions),
        receipt=receipt(intake, law.day, kept),
        used=kept.used,
    )


def _before_the_law(intake: Intake, law: Law) -> Advice:
    """The advice on a day before the oldest law that is known here: only the day is asked."""
    if intake.estimate is not None:
        _refuse_lots_above(intake, intake.estimate)
    kept = keep(())
    return Advice(
        route=None,
        threshold=None,
        estimate=intake.estimate,
        estimate_text=NO_LAW,
        lots=tuple(LotRoute(lot.id, None, exempt=False) for lot in intake.lots or ()),
        findings=(),
        instruments=tuple(InstrumentFit(code, "conditions", NO_LAW) for code in CODES),
        open_questions=(Question("day", ASK_DAY, (ROUTE,)),),
        receipt=receipt(intake, law.day, kept),
        used=kept.used,
    )


def build_case(intake: Intake, amount: Decimal, law: Law) -> tuple[Case, tuple[Question, ...]]:
    """The case that every rule reads, with what must still be asked to know its route and its lots."""
    limit = threshold(intake.buyer, intake.contract, law)
    if limit is not None:
        threshold_article(intake.buyer, intake.contract, law)
    allowed = allowed_route(amount, intake.contract, intake.policy, limit)
    chosen = _exempted(intake, amount, law, limit)
    routes, about_lots = _lot_routes(intake, allowed.route, chosen, limit)
    case = Case(
        intake=intake,
        law=law,
        day=law.day,
        estimate=amount,
        threshold=limit,
        route=allowed.route,
        lots=routes,
        exempted=chosen,
    )
    return case, allowed.questions + about_lots + _lots_questions(intake, amount)


def conclude(intake: Intake, amount: Decimal, law: Law) -> Conclusions:
    """All that follows when the whole is worth `amount` euros."""
    case, questions = build_case(intake, amount, law)
    findings: list[Finding] = []
    asked = list(questions)
    for rule in rules():
        for answer in rule.check(case):
            if isinstance(answer, Question):
                asked.append(answer)
            else:
                findings.append(answer)
    fits, about_instruments = instruments(case)
    return Conclusions(
        route=case.route,
        lots=case.lots,
        findings=tuple(findings),
        instruments=tuple(fits),
        questions=(*asked, *about_instruments),
    )


def _exempted(intake: Intake, amount: Decimal, law: Law, limit: Parameter | None) -> Exempted:
    """Lots leave the European rules only where those rules hold for the whole."""
    if not intake.lots or limit is None or amount < limit.amount:
        return Exempted()
    return exempted(intake.lots, amount, exemption(intake, law))


def _lot_routes(
    intake: Intake, route: Route | None, chosen: Exempted, limit: Parameter | None
) -> tuple[tuple[LotRoute, ...], tuple[Question, ...]]:
    """Each lot follows the whole; an exempt lot follows the policy at its own value, which may ask for it."""
    routes: list[LotRoute] = []
    questions: list[Question] = []
    for place, lot in enumerate(intake.lots or ()):
        if place in chosen.positions and lot.estimate is not None:
            own = allowed_route(lot.estimate, intake.contract, intake.policy, limit)
            routes.append(LotRoute(lot.id, own.route, exempt=True))
            questions += own.questions
        else:
            routes.append(LotRoute(lot.id, route, exempt=False))
    return tuple(routes), tuple(questions)


def _lots_questions(intake: Intake, amount: Decimal) -> tuple[Question, ...]:
    """Lots of unknown value, and a part of the whole that no lot accounts for."""
    unknown = tuple(
        Question(f"lots[{place}].estimate", ASK_LOT, ("lots",))
        for place, lot in enumerate(intake.lots or ())
        if lot.estimate is None
    )
    total = lots_total(intake)
    if total is not None and total < amount:
        return (Question("lots", _ask_rest(total, amount), ("lots",)),)
    return unknown


def _refuse_lots_above(intake: Intake, amount: Decimal) -> None:
    total = known_lots_total(intake)
    if total > amount:
        raise UnusableIntake(
            Fault(
                "lots_above_estimate",
                Text(
                    nl=(
                        f"De percelen tellen op tot {euro(total)}; de raming van het geheel is "
                        f"{euro(amount)}."
                    ),
                    en=(
                        f"The lots add up to {euro(total, 'en')}; the estimate of the whole is "
                        f"{euro(amount, 'en')}."
                    ),
                ),
                "lots",
                Text(
                    nl="De raming is de som van de percelen. Verhoog de raming of verlaag een perceel.",
                    en="The estimate is the sum of the lots. Raise the estimate or lower a lot.",
                ),
            )
        )


def _for_every_estimate(intake: Intake, law: Law) -> Conclusions:
    """What holds whatever the whole is worth: tried at both sides of every bound that could matter."""
    tried = [conclude(intake, amount, law) for amount in _telling_amounts(intake, law)]
    first, rest = tried[0], tried[1:]
    return Conclusions(
        route=first.route if all(other.route == first.route for other in rest) else None,
        lots=tuple(
            lot if all(other.lots[place] == lot for other in rest) else LotRoute(lot.id, None, exempt=False)
            for place, lot in enumerate(first.lots)
        ),
        findings=tuple(
            finding for finding in first.findings if all(finding in other.findings for other in rest)
        ),
        instruments=tuple(_common_fit(place, tried) for place in range(len(first.instruments))),
        questions=tuple(
            question
            for question in first.questions
            if all(question.field in {asked.field for asked in other.questions} for other in rest)
        ),
    )


def _telling_amounts(intake: Intake, law: Law) -> tuple[Decimal, ...]:
    """One value in every band between the bounds that rules compare an estimate with."""
    limit = threshold(intake.buyer, intake.contract, law)
    bounds = {Decimal(1)}
    small = law.get("instruments/limits/social_return_small_contract")
    if small is not None:
        bounds |= {small.amount, small.amount + CENT}
    if intake.policy is not None:
        bounds |= {
            bound
            for bound in (intake.policy.single_until, intake.policy.multiple_until)
            if isinstance(bound, Decimal)
        }
    if limit is not None:
        margin = 1 - law["estimate/near_threshold_margin"].amount / 100
        bounds |= {limit.amount * margin - CENT, limit.amount - CENT, limit.amount, limit.amount * 20}
    least = max(known_lots_total(intake), Decimal(1))
    return tuple(sorted({max(bound, least) for bound in bounds}))


def _common_fit(place: int, tried: list[Conclusions]) -> InstrumentFit:
    fits = [found.instruments[place] for found in tried]
    if all(fit.fit == fits[0].fit for fit in fits):
        return fits[0]
    grounds = {ground.name: ground for fit in fits for ground in fit.grounds}
    return InstrumentFit(fits[0].code, "conditions", DEPENDS_ON_ESTIMATE, tuple(grounds.values()))


def _still_open(valued: Estimate, found: Conclusions) -> tuple[Question, ...]:
    """Parts of the valuation that could raise the estimate matter only until the route is the heaviest."""
    if valued.amount is not None and found.route in {"european", "european_light"}:
        return ()
    return valued.questions


def _once(questions: Iterable[Question]) -> tuple[Question, ...]:
    """One question per field, in the order in which they came up, with all who ask it."""
    merged: dict[str, Question] = {}
    for question in questions:
        known = merged.get(question.field)
        if known is None:
            merged[question.field] = question
        elif not set(question.asked_by) <= set(known.asked_by):
            askers = tuple(dict.fromkeys(known.asked_by + question.asked_by))
            merged[question.field] = Question(known.field, known.why, askers)
    return tuple(merged.values())


OLDEST_LAW = "articles/aw_1_4"
"""Where this is not in force, none of the law that the rules rest on is."""
NO_LAW = Text(
    nl="Van de wet op deze dag is hier niets bekend.",
    en="Nothing is known here of the law on this day.",
)
ASK_LOT = Text(
    nl="Wat is dit perceel waard? De som van de percelen is de raming.",
    en="What is this lot worth? The sum of the lots is the estimate.",
)
DEPENDS_ON_ESTIMATE = Text(
    nl="Dit hangt af van de raming, en die is nog niet bekend.",
    en="This depends on the estimate, which is not known yet.",
)


def _ask_rest(total: Decimal, amount: Decimal) -> Text:
    return Text(
        nl=(
            f"De percelen tellen op tot {euro(total)} en de raming is {euro(amount)}. Welk perceel "
            "ontbreekt, "
            "of is de raming lager?"
        ),
        en=(
            f"The lots add up to {euro(total, 'en')} and the estimate is {euro(amount, 'en')}. Which lot is "
            "missing, or is the estimate lower?"
        ),
    )
