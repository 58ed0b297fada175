"""The stored advice: the same as beside the form, and the same again after the law changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from meerwaarde.rules.law import national
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.models import Procurement

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def completed(cast: Any, filled: Procurement, at: datetime) -> Any:
    actions.submit(cast.ann, filled, expected_version=filled.version, at=at)
    return actions.complete_advice(cast.bob, filled, expected_version=filled.version, at=at)


def test_the_stored_advice_is_the_one_that_stood_beside_the_form(
    cast: Any, filled: Procurement, at: datetime
) -> None:
    beside = queries.advised(cast.ann, filled, queries.lots_of(filled), TODAY)
    actions.submit(cast.ann, filled, expected_version=filled.version, at=at)
    stored = actions.complete_advice(cast.bob, filled, expected_version=filled.version, at=at)
    stored.refresh_from_db()
    assert queries.advice_in(stored) == beside.advice
    assert stored.route == "multiple"


def test_the_policy_of_the_authority_sets_the_route(cast: Any, filled: Procurement, at: datetime) -> None:
    found = queries.advised(cast.ann, filled, [], TODAY)
    assert found.advice is not None
    assert found.advice.route == "multiple"
    elsewhere = queries.advise_on(
        cast.eve, {**found.raw, "procedure_chosen": None}, TODAY, department=None, purpose_stated=True
    )
    assert elsewhere.advice is not None
    assert elsewhere.advice.route is None
    assert "policy" in {question.field for question in elsewhere.advice.open_questions}


def test_a_rerun_gives_the_same_after_a_parameter_changed(
    completed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    completed.refresh_from_db()
    assert queries.run_again(completed).same
    name = "thresholds/supplies_services_decentral"
    table = national()[name]
    lowered = tuple(msgspec.structs.replace(entry, value=10_000) for entry in table.entries)
    changed = {**national(), name: msgspec.structs.replace(table, entries=lowered)}
    monkeypatch.setattr("meerwaarde.rules.law.national", lambda: changed)
    again = queries.run_again(completed)
    assert (again.same, again.intact) == (True, True)


def test_a_tampered_advice_is_not_intact(completed: Any) -> None:
    completed.intake["estimate"] = "1"
    assert not queries.run_again(completed).intact


def test_the_file_keeps_the_stored_advice_once_it_is_completed(
    cast: Any, completed: Any, filled: Procurement
) -> None:
    file = queries.file_of(cast.wim, queries.procurement(cast.wim, filled.public_id), date(2027, 6, 1))
    assert file.stored
    assert file.day == TODAY
    assert file.advice == queries.advice_in(completed)
    assert [goal.theme for goal in file.goals] == ["social_return"]
    assert file.cpv[0].nl
    assert [one.code for one in file.alternatives if one.considered] == ["share"]
    assert [one.standing for one in file.assessments] == ["satisfied"]
    assert [event.action for event in file.history][:2] == ["procurement.advise", "procurement.submit"]
    assert {event.by for event in file.history} == {"Ann", "Bob"}


def test_a_day_before_the_tables_gets_no_advice_and_says_what_to_do(cast: Any, filled: Procurement) -> None:
    found = queries.advised(cast.ann, queries.as_if(filled, {"start_on": date(2016, 1, 1)}), [], TODAY)
    assert found.advice is None
    assert found.fault is not None
    assert found.fault.code == "no_parameter"
    assert "2018" in found.fault.what_now.nl


def test_a_day_after_the_tables_is_not_extrapolated(cast: Any, filled: Procurement) -> None:
    found = queries.advised(cast.ann, queries.as_if(filled, {"start_on": date(2028, 2, 1)}), [], TODAY)
    assert found.advice is not None
    assert (found.advice.threshold, found.advice.route) == (None, None)
    assert "day" in {question.field for question in found.advice.open_questions}
