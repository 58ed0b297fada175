"""What holds for every intake: an answer, the same one, never lighter for more money, never by splitting."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meerwaarde.rules.advise import advise
from meerwaarde.rules.answer import advise_bytes, encode
from meerwaarde.rules.grounds import Advice
from meerwaarde.rules.intake import Buyer, Contract, Intake, Lot, Policy, Route
from meerwaarde.rules.law import Entry, Law, Table
from meerwaarde.rules.lots import best_subset
from meerwaarde.rules.procedures import lighter
from meerwaarde.rules.thresholds import threshold_name

sys.path.insert(0, str(Path(__file__).parent))
from intakes import AMOUNTS, DAYS, INTAKES

TODAY = date(2026, 11, 22)
BUYERS = st.sampled_from(["central", "decentral", "utility", "defence"])
CONTRACTS = st.sampled_from(
    ["supplies", "services", "works", "social_services", "concession", "design_contest"]
)
POLICIES = st.builds(Policy, single_until=AMOUNTS, multiple_until=AMOUNTS | st.just("european"))
EXEMPT_SHARE = Decimal("0.2")
ENOUGH = settings(max_examples=200, deadline=None)


def _told(advice: Advice) -> tuple[object, ...]:
    """What people act on: everything but the receipt and the wording of amounts."""
    return (
        advice.route,
        advice.lots,
        [(finding.rule, finding.severity, finding.lot) for finding in advice.findings],
        [(fit.code, fit.fit) for fit in advice.instruments],
        [question.field for question in advice.open_questions],
    )


@ENOUGH
@given(INTAKES, DAYS)
def test_every_readable_intake_has_the_same_answer_twice(intake: Intake, day: date) -> None:
    first, second = advise(intake, Law.on(day)), advise(intake, Law.on(day))
    assert encode(first) == encode(second)


@ENOUGH
@given(INTAKES, DAYS)
def test_every_answer_points_only_at_grounds_that_it_carries(intake: Intake, day: date) -> None:
    document = msgspec.json.decode(encode(advise(intake, Law.on(day))))
    known = set(document["grounds"])
    assert set(document["receipt"]["parameters"]) == known
    for part in document["findings"] + document["instruments"]:
        assert set(part["grounds"]) <= known
    for finding in document["findings"]:
        assert finding["grounds"], f"{finding['rule']} speaks without grounds"
        assert finding["what_now"], f"{finding['rule']} does not say what can be done"


@ENOUGH
@given(INTAKES, DAYS)
def test_the_written_form_of_an_intake_gives_the_same_answer(intake: Intake, day: date) -> None:
    given_day = msgspec.structs.replace(intake, day=day)
    answer, code = advise_bytes(msgspec.json.encode(given_day), TODAY)
    if given_day.estimate is None and not given_day.lots:
        assert code == 2
    else:
        assert code == 0
        assert answer == encode(advise(given_day, Law.on(day)))


@ENOUGH
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_document_makes_it_fail_without_saying_why(document: bytes) -> None:
    answer, code = advise_bytes(document, TODAY)
    assert code == 2
    assert msgspec.json.decode(answer)["error"].keys() == {"code", "message", "where", "what_now"}


def _route(amount: Decimal, buyer: Buyer, contract: Contract, policy: Policy, day: date) -> Route | None:
    intake = Intake(buyer=buyer, contract=contract, estimate=amount, policy=policy)
    return advise(intake, Law.on(day)).route  # type: ignore[return-value]


@ENOUGH
@given(st.tuples(AMOUNTS, AMOUNTS), BUYERS, CONTRACTS, POLICIES, DAYS)
def test_a_higher_estimate_never_means_a_lighter_route(
    amounts: tuple[Decimal, Decimal], buyer: Buyer, contract: Contract, policy: Policy, day: date
) -> None:
    less, more = sorted(amounts)
    for_less, for_more = (
        _route(less, buyer, contract, policy, day),
        _route(more, buyer, contract, policy, day),
    )
    if for_less is None or for_more is None:
        assert for_less is for_more
    else:
        assert not lighter(for_more, for_less)


LOTS = st.lists(
    st.builds(
        Lot,
        id=st.just(""),
        estimate=AMOUNTS,
        exempt=st.sampled_from([None, None, True, False]),
        homogeneous=st.sampled_from([None, True, False]),
    ),
    min_size=1,
    max_size=7,
).map(
    lambda lots: tuple(
        msgspec.structs.replace(lot, id=f"lot {place}") for place, lot in enumerate(lots, start=1)
    )
)


@ENOUGH
@given(LOTS, BUYERS, CONTRACTS, POLICIES, DAYS)
def test_splitting_never_lowers_the_route_and_exempts_a_fifth_at_most(
    lots: tuple[Lot, ...], buyer: Buyer, contract: Contract, policy: Policy, day: date
) -> None:
    whole = sum((lot.estimate or Decimal(0) for lot in lots), Decimal(0))
    undivided = Intake(buyer=buyer, contract=contract, estimate=whole, policy=policy)
    divided = msgspec.structs.replace(undivided, lots=lots)
    before, after = advise(undivided, Law.on(day)), advise(divided, Law.on(day))
    assert after.route == before.route
    values = {lot.id: lot.estimate or Decimal(0) for lot in lots}
    exempt = sum((values[lot.id] for lot in after.lots if lot.exempt), Decimal(0))
    assert exempt <= whole * EXEMPT_SHARE
    assert all(lot.route == after.route for lot in after.lots if not lot.exempt)


@ENOUGH
@given(st.lists(st.integers(1, 5_000), max_size=9), st.integers(0, 12_000))
def test_the_choice_of_lots_is_the_best_there_is(values: list[int], limit: int) -> None:
    sums = (sum(some) for size in range(len(values) + 1) for some in combinations(values, size))
    best = max(total for total in sums if total <= limit)
    picked = best_subset(values, limit)
    assert sum(values[index] for index in picked) == best
    assert picked == best_subset(values, limit)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 8_000_000), min_size=31, max_size=60), st.integers(0, 40_000_000))
def test_many_lots_stay_within_the_room_and_close_to_it(values: list[int], limit: int) -> None:
    total = sum(values[index] for index in best_subset(values, limit))
    assert total <= limit
    if sum(values) > limit >= max(values):
        assert total >= limit - max(values)


CHANGES = [date(2020, 1, 1), date(2022, 1, 1), date(2024, 1, 1), date(2026, 1, 1)]


@ENOUGH
@given(INTAKES, st.sampled_from(CHANGES))
def test_the_days_around_a_change_differ_by_the_threshold_alone(intake: Intake, change: date) -> None:
    intake = msgspec.structs.replace(intake, related_contracts=None)
    name = threshold_name(intake.buyer, intake.contract)
    before = Law.on(change - timedelta(days=1))
    old = before[name]
    entry = Entry(change, None, old.value, old.entry.source, old.entry.checked, old.entry.certainty)
    with_old_threshold = Law.on(change, {name: Table(old.label, old.unit, (entry,))})
    assert _told(advise(intake, before)) == _told(advise(intake, with_old_threshold))


# For these fields some values are tried; a field that is not asked may not change what the rules say.
TRIED = {
    "procedure_chosen": ["single", "multiple", "national", "european", "european_light"],
    "merged": [True, False],
    "joint_buyers": [1, 3],
    "cross_border_interest": [True, False],
    "invitees": [0, 1, 3, 6],
    "lots": [()],
    "motivations": [
        (),
        ("lots", "merging", "invitees", "deviation_from_policy", "procedure", "deviation_from_gids"),
    ],
}
OWN_RULES = {"R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R38"}


@ENOUGH
@given(INTAKES, DAYS, st.sampled_from(sorted(TRIED)))
def test_a_field_that_is_not_asked_changes_nothing(intake: Intake, day: date, field: str) -> None:
    def told(known: Intake) -> list[tuple[str, str]]:
        findings = advise(known, Law.on(day)).findings
        return [(finding.rule, finding.severity) for finding in findings if finding.rule in OWN_RULES]

    unknown = msgspec.structs.replace(intake, **{field: None})
    if unknown.estimate is None:
        return
    asked = {question.field for question in advise(unknown, Law.on(day)).open_questions}
    if field in asked:
        return
    for value in TRIED[field]:
        assert told(msgspec.structs.replace(unknown, **{field: value})) == told(unknown), value


@pytest.mark.parametrize("day", [date(2017, 12, 31), date(2028, 1, 1)])
def test_outside_the_known_years_nothing_is_extrapolated(day: date) -> None:
    intake = Intake(buyer="decentral", contract="services", estimate=Decimal(1_000_000))
    advice = advise(intake, Law.on(day))
    assert advice.threshold is None
    assert advice.route is None
    assert "day" in {question.field for question in advice.open_questions}
