"""An approval carries the file that it was given for: not one that grew, and not the approver's own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.mandating import MandateGiven, change_mandate, register_mandate
from meerwaarde.stages.policy.models import Framework
from meerwaarde.stages.procurement import actions
from meerwaarde.stages.procurement.models import Explanation, Procurement
from meerwaarde.stages.procurement.pages.explained import explanation_rows


@pytest.fixture
def told(cast: Any, filled: Procurement, framework: Framework, at: datetime) -> Explanation:
    """Why a file does not follow rule K1, as it waits for a colleague."""
    actions.save_ambition(
        cast.ann, filled, expected_version=filled.version, themes={"climate": 1}, why="", at=at
    )
    return actions.explain(
        cast.ann,
        filled,
        rule=framework.rules.get().public_id,
        reason="no_market",
        text="Zeven hoveniers in de regio gevraagd; geen van hen kan dit werk nu uitvoeren.",
        evidence=(),
        review_on=date(2027, 5, 1),
        at=at,
    )


def given(role: str, amount: int | None = None) -> MandateGiven:
    return MandateGiven(
        act="approve_explanation",
        role=role,
        since=date(2026, 1, 1),
        source="Mandaatbesluit 2026",
        amount=None if amount is None else Decimal(amount),
    )


def approve(actor: Actor, told: Explanation, at: datetime) -> None:
    actions.approve_explanation(actor, told, expected_version=told.version, verdict="", at=at)


def save_estimate(cast: Any, file: Procurement, estimate: str, at: datetime) -> None:
    actions.save_scope(
        cast.ann,
        file,
        expected_version=file.version,
        part={"estimate": estimate},
        start_on=None,
        divided=False,
        lots=(),
        at=at,
    )


def settle(cast: Any, file: Procurement, at: datetime) -> None:
    actions.submit(cast.ann, file, expected_version=file.version, at=at)
    actions.complete_advice(cast.bob, file, expected_version=file.version, at=at)
    actions.decide(cast.bob, file, expected_version=file.version, at=at)


@pytest.mark.parametrize(("estimate", "carried"), [("70000", True), ("70000.01", False)])
def test_an_approval_carries_the_file_up_to_the_amount_of_its_mandate(
    *, cast: Any, told: Explanation, at: datetime, estimate: str, carried: bool
) -> None:
    register_mandate(actor=cast.ada, given=given("policy_adviser", 70_000), at=at)
    approve(cast.pia, told, at)
    file = told.procurement
    save_estimate(cast, file, estimate, at)
    if carried:
        settle(cast, file, at)
        assert file.state == "decided"
    else:
        with pytest.raises(actions.Blocked, match=r"K1.* rose above the mandate"):
            settle(cast, file, at)
        assert Procurement.objects.get().state == "advised"


def test_a_mandate_that_is_lowered_later_leaves_what_was_approved(
    cast: Any, told: Explanation, at: datetime
) -> None:
    mandate = register_mandate(actor=cast.ada, given=given("policy_adviser", 70_000), at=at)
    approve(cast.pia, told, at)
    lowered = given("policy_adviser", 10_000)
    change_mandate(actor=cast.ada, mandate=mandate, given=lowered, expected_version=mandate.version, at=at)
    settle(cast, told.procurement, at)
    assert told.procurement.state == "decided"


def test_who_approved_before_becoming_the_buyer_does_not_settle_on_it(
    cast: Any, told: Explanation, at: datetime
) -> None:
    register_mandate(actor=cast.ada, given=given("buyer"), at=at)
    approve(cast.bob, told, at)
    with pytest.raises(actions.Blocked, match=r"K1.* is now the client or the buyer"):
        settle(cast, told.procurement, at)


def test_what_was_opened_before_the_strategy_was_settled_cannot_be_changed_after_it(
    cast: Any, told: Explanation, at: datetime
) -> None:
    register_mandate(actor=cast.ada, given=given("policy_adviser"), at=at)
    approve(cast.pia, told, at)
    opened = Explanation.objects.select_related("procurement").get()
    settle(cast, told.procurement, at)
    with pytest.raises(actions.NotExplainable, match="fixed"):
        actions.withdraw_explanation(cast.ann, opened, expected_version=opened.version, at=at)
    assert Explanation.objects.get().state == "approved"


def test_who_judges_sees_the_value_that_the_mandate_is_held_against(
    *, cast: Any, browse: Any, told: Explanation, at: datetime
) -> None:
    register_mandate(actor=cast.ada, given=given("policy_adviser"), at=at)
    save_estimate(cast, told.procurement, "71234", at)
    page = reverse("explanations:explanation", args=["veenmeer", told.public_id])
    assert "71.234" in browse("pia").get(page).content.decode()
    approve(cast.pia, Explanation.objects.select_related("procurement").get(), at)
    assert Explanation.objects.get().value_cents == 71_234_00


def test_the_file_for_a_spreadsheet_speaks_one_language_and_knows_our_day(told: Explanation) -> None:
    just_after_midnight = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    told.change(proposed_at=just_after_midnight)
    with override("en"):
        _head, row = explanation_rows([told])
    asked = told.evidence[0]["asked"]
    assert asked["en"] in str(row)
    assert asked["nl"] not in str(row)
    assert "2026-11-23" in row
