"""Instruments: cases that a lawyer can read, promises that hold for every case, and complete descriptions."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from meerwaarde.rules.advise import build_case
from meerwaarde.rules.case import Case
from meerwaarde.rules.grounds import InstrumentFit, Question
from meerwaarde.rules.instruments import CODES, catalogue, impact_lot_room, instrument, instruments
from meerwaarde.rules.intake import Award, Buyer, Contract, Intake, Lot, Policy
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.read_intake import read_intake

TODAY = date(2026, 11, 22)
LAW = Law.on(TODAY)
CASES = [
    case
    for path in sorted((Path(__file__).parent / "instrument_cases").glob("*.yaml"))
    for case in yaml.safe_load(path.read_bytes())["cases"]
]


def case_of(intake: Intake, law: Law = LAW) -> Case:
    assert intake.estimate is not None
    return build_case(intake, intake.estimate, law)[0]


def judged(case: Case) -> tuple[dict[str, InstrumentFit], tuple[Question, ...]]:
    found, questions = instruments(case)
    return {fit.code: fit for fit in found}, questions


@pytest.mark.parametrize("written", CASES, ids=lambda case: f"{case['instrument']}: {case['name']}")
def test_a_written_case_comes_out_as_written(written: dict[str, Any]) -> None:
    code = written["instrument"]
    intake = read_intake(json.dumps(written["intake"]).encode()).intake
    fits, questions = judged(case_of(intake, Law.on(written["day"])))
    assert fits[code].fit == written["fit"], fits[code].why.nl
    assert written.get("says", "") in fits[code].why.nl
    asked = {question.field for question in questions if code in question.asked_by}
    assert asked == set(written.get("asks", asked if written["fit"] == "conditions" else ()))


def test_every_instrument_has_written_cases() -> None:
    assert {case["instrument"] for case in CASES} == set(CODES)


amounts = st.decimals(Decimal(1), Decimal(10_000_000), places=2)
unknown_or_boolean = st.none() | st.booleans()
policies = st.none() | st.builds(
    Policy,
    single_until=st.none() | st.decimals(Decimal(0), Decimal(500_000), places=2),
    multiple_until=st.none() | st.just("european"),
)
shares = st.none() | st.decimals(Decimal(0), Decimal(1), places=2)


@st.composite
def intakes(draw: st.DrawFn) -> Intake:
    """Purchases of every kind, with lots that make up the whole when there are any."""
    values = draw(st.none() | st.lists(st.decimals(Decimal(1), Decimal(2_000_000), places=2), max_size=5))
    lots = None if values is None else tuple(Lot(id=str(n), estimate=v) for n, v in enumerate(values))
    return Intake(
        buyer=draw(st.sampled_from(get_args(Buyer))),
        contract=draw(st.sampled_from(get_args(Contract))),
        estimate=sum(values, Decimal(0)) if values else draw(amounts),
        lots=lots,
        cpv=draw(st.none() | st.just(("85312100",)) | st.just(("90911200",))),
        duration_months=draw(st.none() | st.integers(1, 72)),
        policy=draw(policies),
        award=draw(st.none() | st.sampled_from(get_args(Award))),
        labour_share=draw(shares),
        cross_border_interest=draw(unknown_or_boolean),
        reserved_candidates=draw(st.none() | st.integers(0, 5)),
        label_required=draw(unknown_or_boolean),
        label_or_equivalent=draw(unknown_or_boolean),
    )


@settings(deadline=None)
@given(intakes())
def test_every_instrument_is_judged_with_a_reason_in_both_languages(intake: Intake) -> None:
    found, questions = instruments(case_of(intake))
    assert tuple(fit.code for fit in found) == CODES
    assert all(fit.why.nl.endswith(".") and fit.why.en.endswith(".") for fit in found)
    assert all(fit.grounds for fit in found)
    assert len({question.field for question in questions}) == len(questions)


@settings(deadline=None)
@given(intakes())
def test_only_what_is_unknown_is_asked(intake: Intake) -> None:
    _, questions = instruments(case_of(intake))
    for question in questions:
        known = getattr(intake, question.field)
        # A policy may be given without the amounts, and lots without what makes them exempt.
        assert known is None or question.field in ("policy", "lots")


@settings(deadline=None)
@given(intakes())
def test_an_asking_instrument_fits_on_conditions_only(intake: Intake) -> None:
    fits, questions = judged(case_of(intake))
    for question in questions:
        assert {fits[code].fit for code in question.asked_by} == {"conditions"}


@settings(deadline=None)
@given(intakes())
def test_from_the_threshold_nobody_is_chosen_by_hand(intake: Intake) -> None:
    case = case_of(intake)
    fits, _ = judged(case)
    if case.european:
        assert fits["direct_award"].fit == "no"
        assert fits["quote_from_local_or_small_firm"].fit == "no"
        for code in ("quote_from_social_enterprise", "invite_impact_enterprise"):
            assert fits[code].fit == ("conditions" if case.exempted.positions else "no")


@settings(deadline=None)
@given(intakes())
def test_reserved_services_are_never_works_or_supplies(intake: Intake) -> None:
    fits, _ = judged(case_of(intake))
    if intake.contract in ("works", "supplies"):
        assert fits["reserved_services"].fit == "no"


@settings(deadline=None)
@given(intakes(), amounts)
def test_a_higher_estimate_never_opens_the_way_to_one_quote(intake: Intake, more: Decimal) -> None:
    order = {"no": 0, "conditions": 1, "fits": 2}
    undivided = _undivided(intake)
    assert undivided.estimate is not None
    low, _ = judged(case_of(undivided))
    high, _ = judged(case_of(_undivided(intake, undivided.estimate + more)))
    assert order[high["direct_award"].fit] <= order[low["direct_award"].fit]


def _undivided(intake: Intake, estimate: Decimal | None = None) -> Intake:
    return Intake(
        buyer=intake.buyer,
        contract=intake.contract,
        estimate=estimate or intake.estimate,
        policy=intake.policy,
        cross_border_interest=intake.cross_border_interest,
    )


@settings(deadline=None)
@given(intakes())
def test_an_impact_lot_stays_within_the_amount_and_the_fifth(intake: Intake) -> None:
    case = case_of(intake)
    proposal = impact_lot_room(case)
    if proposal is None:
        return
    assert case.european
    assert 0 < proposal.lot <= proposal.limit.amount
    assert proposal.lot <= proposal.together
    assert case.exempted.total + proposal.together <= case.estimate / 5


@settings(deadline=None)
@given(intakes(), st.dates(date(2018, 1, 1), date(2027, 12, 31)))
def test_the_day_changes_a_fit_only_through_the_threshold(intake: Intake, day: date) -> None:
    first = case_of(intake, Law.on(day))
    second = case_of(intake, Law.on(day + timedelta(days=1)))
    if first.threshold == second.threshold:
        assert [fit.fit for fit in instruments(first)[0]] == [fit.fit for fit in instruments(second)[0]]


@settings(deadline=None)
@given(intakes())
def test_a_day_without_thresholds_is_judged_without_guessing(intake: Intake) -> None:
    fits, _ = judged(case_of(intake, Law.on(date(2029, 6, 1))))
    assert fits["direct_award"].fit != "fits"
    assert fits["small_lots_exemption"].fit != "fits"


def test_every_instrument_is_described() -> None:
    assert tuple(described.code for described in catalogue(LAW)) == CODES


def test_an_instrument_is_not_described_before_its_day() -> None:
    with pytest.raises(NoParameter):
        instrument(Law.on(date(2015, 1, 1)), "buy_used")
    assert catalogue(Law.on(date(2015, 1, 1))) == ()


@pytest.mark.parametrize("code", CODES)
def test_a_description_is_complete_and_rests_on_known_articles(code: str) -> None:
    described = instrument(LAW, code)
    assert described.conditions
    assert described.articles
    for name in described.articles:
        assert LAW.get(name) is not None, name


@pytest.mark.parametrize("code", CODES)
def test_a_description_is_plain(code: str) -> None:
    """At most 25 words in a sentence, in both languages."""
    described = instrument(LAW, code)
    texts = (described.what, *described.conditions, described.example, described.risk, described.reach)
    for text in texts:
        for wording in (text.nl, text.en):
            for sentence in re.split(r"(?<=[.!?])\s+", wording):
                assert len(sentence.split()) <= 25, sentence


def test_local_firms_are_never_a_criterion() -> None:
    described = instrument(LAW, "quote_from_local_or_small_firm")
    assert "Nooit als gunningscriterium" in described.reach.nl


def test_a_reservation_is_never_called_a_direct_award() -> None:
    assert "nooit een gunning aan één partij" in instrument(LAW, "reserved_contract").reach.nl
    assert "niet op artikel 2.82" in instrument(LAW, "direct_award").reach.nl
