"""The register of mandates: kept by the administrator, asked by whoever approves."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from meerwaarde.platform.access import actions, mandating
from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.access.mandates import mandated, register_of, who_may
from meerwaarde.platform.journal.queries import events_of
from meerwaarde.platform.organisations.models import Department, Mandate, Membership
from meerwaarde.platform.organisations.records import Changed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ASKED: dict[str, Any] = {
    "amount": Decimal(60_000),
    "contract": "services",
    "cpv": ("90911200",),
    "department": "bedrijfsvoering",
    "day": NOW.date(),
}


def register(cast: Any, **values: Any) -> Mandate:
    given = {"act": "approve_explanation", "role": "alderman", "since": date(2026, 1, 1), **values}
    return mandating.register_mandate(actor=cast.ada, given=mandating.MandateGiven(**given), at=NOW)


def names(cast: Any, act: str = "approve_explanation", **asked: Any) -> set[str]:
    found = who_may(cast.ada.organisation_id, act, **{**ASKED, **asked})
    return {held.person.name for held in found}


def test_nobody_approves_without_a_mandate(cast: Any) -> None:
    answer = mandated(cast.wim, "approve_explanation", **ASKED)
    assert not answer.granted
    assert "geen mandaat vastgelegd" in answer.why.nl
    assert names(cast) == set()


def test_a_mandate_of_the_role_counts_for_everybody_in_it(cast: Any) -> None:
    entered = register(cast, amount=Decimal(60_000))
    assert mandated(cast.wim, "approve_explanation", **ASKED).mandate == entered.public_id
    assert not mandated(cast.bob, "approve_explanation", **ASKED).granted
    assert names(cast) == {"Wim"}
    assert names(cast, amount=Decimal("60000.01")) == set()


def test_a_mandate_of_a_person_counts_for_nobody_else(cast: Any) -> None:
    other = actions.grant_role(
        actor=cast.ada,
        email="wilma@veenmeer.example",
        name="Wilma",
        role="alderman",
        department=None,
        since=NOW.date(),
        at=NOW,
    )[0]
    register(cast, membership=other)
    assert names(cast) == {"Wilma"}
    assert not mandated(cast.wim, "approve_explanation", **ASKED).granted


def test_a_department_narrows_it(cast: Any) -> None:
    part = Department.objects.get(organisation_id=cast.ada.organisation_id, code="sociaal-domein")
    register(cast, department=part)
    assert names(cast) == set()
    assert names(cast, department="sociaal-domein") == {"Wim"}


def test_settling_is_left_to_the_role_until_the_register_says_otherwise(cast: Any) -> None:
    assert mandated(cast.bob, "settle_strategy", **ASKED).granted
    assert names(cast, "settle_strategy") == {"Bob"}
    register(cast, act="settle_strategy", role="buyer", amount=Decimal(50_000))
    answer = mandated(cast.bob, "settle_strategy", **ASKED)
    assert "tot en met € 50.000; deze inkoop is € 60.000" in answer.why.nl
    assert names(cast, "settle_strategy") == set()
    assert names(cast, "settle_strategy", amount=Decimal(50_000)) == {"Bob"}


def test_a_mandate_that_begins_later_leaves_settling_to_the_role_until_then(cast: Any) -> None:
    begins = date(2027, 1, 1)
    entered = register(cast, act="settle_strategy", role="buyer", amount=Decimal(50_000), since=begins)
    assert mandated(cast.bob, "settle_strategy", **ASKED).granted
    assert names(cast, "settle_strategy") == {"Bob"}
    assert names(cast, "settle_strategy", day=begins) == set()
    mandating.end_mandate(actor=cast.ada, mandate=entered, at=NOW)
    assert names(cast, "settle_strategy", day=begins) == {"Bob"}


def test_a_mandate_elsewhere_grants_nothing_here(cast: Any) -> None:
    mandating.register_mandate(
        actor=actions.System(organisation=cast.eve.organisation, organisation_id=cast.eve.organisation_id),
        given=mandating.MandateGiven(act="approve_explanation", role="alderman", since=date(2026, 1, 1)),
        at=NOW,
    )
    assert register_of(cast.ada.organisation_id) == ()
    assert not mandated(cast.wim, "approve_explanation", **ASKED).granted


def test_ended_is_ended_at_once_and_can_be_undone_that_day(cast: Any) -> None:
    entered = register(cast)
    mandating.end_mandate(actor=cast.ada, mandate=entered, at=NOW)
    assert "beëindigd op 22-11-2026" in mandated(cast.wim, "approve_explanation", **ASKED).why.nl
    mandating.resume_mandate(actor=cast.ada, mandate=entered, at=NOW)
    assert mandated(cast.wim, "approve_explanation", **ASKED).granted
    mandating.end_mandate(actor=cast.ada, mandate=entered, at=NOW)
    with pytest.raises(actions.Refused, match="on the day itself"):
        mandating.resume_mandate(actor=cast.ada, mandate=entered, at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    told = [e.action for e in events_of(cast.ada.organisation_id) if e.action.startswith("mandate.")]
    assert sorted(told) == ["mandate.end", "mandate.end", "mandate.register", "mandate.resume"]


def test_a_change_by_two_at_once_loses_nothing(cast: Any) -> None:
    entered = register(cast)
    given = mandating.MandateGiven(
        act="approve_explanation", role="alderman", since=date(2026, 1, 1), amount=Decimal(10)
    )
    mandating.change_mandate(actor=cast.ada, mandate=entered, given=given, expected_version=1, at=NOW)
    with pytest.raises(Changed):
        mandating.change_mandate(actor=cast.ada, mandate=entered, given=given, expected_version=1, at=NOW)


def test_what_cannot_be_right_is_refused_by_field(cast: Any) -> None:
    bob = Membership.objects.get(pk=cast.bob.membership_id)
    with pytest.raises(mandating.Faulty) as refused:
        register(cast, until=date(2025, 1, 1), amount=Decimal(0), membership=bob)
    assert set(refused.value.faults) == {"until", "amount", "membership"}
    assert not Mandate.objects.exists()


def test_the_same_mandate_twice_is_allowed_and_seen(cast: Any) -> None:
    first, second = register(cast, amount=Decimal(5)), register(cast)
    assert [e.id for e in mandating.alike(second, register_of(cast.ada.organisation_id))] == [first.public_id]


def test_only_who_manages_mandates_registers_one(cast: Any) -> None:
    with pytest.raises(NotYourRole):
        mandating.register_mandate(
            actor=cast.bob,
            given=mandating.MandateGiven(act="approve_explanation", role="buyer", since=NOW.date()),
            at=NOW,
        )


def test_a_role_that_ended_approves_nothing(cast: Any) -> None:
    register(cast)
    wim = Membership.objects.get(pk=cast.wim.membership_id)
    actions.end_role(actor=cast.ada, membership=wim, at=NOW)
    assert names(cast) == set()
