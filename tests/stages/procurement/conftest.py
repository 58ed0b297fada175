"""A framework in force, goals, and procurements to work with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from meerwaarde.platform.organisations.models import Department
from meerwaarde.stages.policy.models import Framework, Goal
from meerwaarde.stages.procurement import actions
from meerwaarde.stages.procurement.models import Procurement, new_start_key

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_the_day_of_the_story() -> Iterator[None]:
    """Pages advise under the law of today, and these tests know the law of this one day."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def at() -> datetime:
    return NOW


@pytest.fixture
def goal(cast: Any) -> Goal:
    return Goal.enter(
        organisation_id=cast.pia.organisation_id,
        wording="In 2030 werken honderd mensen meer in een baan die bij hen past.",
        source_type="coalition_agreement",
        document="Coalitieakkoord Samen verder",
        since_year=2026,
        until_year=2030,
        theme="social_return",
    )


@pytest.fixture
def framework(cast: Any, goal: Goal) -> Framework:
    """One quote below 50,000, several up to the threshold; social return at level 1 at least."""
    drafted = Framework.enter(
        organisation_id=cast.pia.organisation_id,
        title="Kader impact",
        number=1,
        bounds={
            "routes": [
                {"contract": "services", "single_until": "50000", "until_european": True},
                {"contract": "supplies", "single_until": "50000", "until_european": True},
                {"contract": "works", "single_until": "150000", "multiple_until": "1500000"},
            ]
        },
    )
    rule = drafted.rules.model.enter(
        framework=drafted,
        code="K1",
        strength="tenzij",
        scope={},
        demand={"demand": "theme_minimum", "theme": "social_return", "level": 1},
    )
    rule.serve([goal])
    drafted.change(
        state="adopted", adopted_by="council", adopted_on=date(2026, 1, 8), valid_from=date(2026, 1, 8)
    )
    return drafted


@pytest.fixture
def begun(cast: Any, at: datetime) -> Procurement:
    """What Ann began and has not filled in yet."""
    return actions.start(cast.ann, title="Onderhoud wijkparken", start_key=new_start_key(), at=at)


@pytest.fixture
def filled(cast: Any, begun: Procurement, framework: Framework, goal: Goal, at: datetime) -> Procurement:
    """A service of 60,000 in which nothing blocks any more."""
    return fill(cast.ann, begun, [goal], at)


@pytest.fixture
def many(cast: Any, at: datetime) -> Callable[[int], None]:
    """`many(50)` starts that many procurements."""

    def start(number: int) -> None:
        department = Department.objects.filter(organisation_id=cast.ann.organisation_id).first()
        for place in range(number):
            actions.start(
                cast.ann,
                title=f"Inkoop {place:03d}",
                department=department,
                start_key=new_start_key(),
                at=at,
            )

    return start


@pytest.fixture
def firm(cast: Any, at: datetime) -> Callable[..., Any]:
    """`firm("De Groene Hand", social_until=…)` is a firm for parks, found by its code and by its words."""
    from meerwaarde.platform.search.actions import index
    from meerwaarde.rules.suppliers import facets_of
    from meerwaarde.stages.market.models import Offering, Supplier, SupplierFacet

    def enter(
        name: str, *, cpv: str = "77310000", offer: str = "Onderhoud van parken", **values: Any
    ) -> Supplier:
        known = {"place": "Veenmeer", "regions": ["NL11"], "capacity_max_cents": 20_000_000, **values}
        one = Supplier.enter(
            organisation_id=cast.bob.organisation_id, name=name, added_at=at, changed_at=at, **known
        )
        Offering.enter(
            supplier=one,
            kind="service",
            title=offer,
            cpv=[cpv],
            price_from_cents=4_000,
            price_until_cents=6_000,
            price_unit="per uur",
        )
        pairs = facets_of(cpv=[cpv], regions=one.regions, offerings=["service"])
        SupplierFacet.objects.bulk_create(
            SupplierFacet(supplier=one, facet=facet, code=code) for facet, code in pairs
        )
        index(
            organisation_id=None,
            kind="supplier",
            object_id=one.public_id,
            url="/",
            title=name,
            text=offer,
        )
        return one

    return enter


def fill(actor: Any, procurement: Procurement, goals: list[Goal], at: datetime) -> Procurement:
    """The whole journey up to the themes, as a client would fill it in."""
    actions.save_purpose(
        actor,
        procurement,
        expected_version=procurement.version,
        title=procurement.title,
        purpose_value="Vijftien mensen krijgen een baan.",
        purpose_for="Mensen met een afstand tot de arbeidsmarkt.",
        need="Parken die het hele jaar prettig zijn.",
        alternatives={"share": {"considered": True, "why": "Geen buurgemeente doet mee."}},
        goals=goals,
        at=at,
    )
    actions.save_scope(
        actor,
        procurement,
        expected_version=procurement.version,
        part={"contract": "services", "cpv": ["77310000"], "duration_months": 12, "estimate": "60000"},
        start_on=None,
        divided=False,
        lots=(),
        at=at,
    )
    actions.save_approach(
        actor,
        procurement,
        expected_version=procurement.version,
        part={
            "procedure_chosen": "multiple",
            "cross_border_interest": False,
            "merged": False,
            "joint_buyers": 1,
            "related_contracts": [],
            "invitees": 3,
            "social_enterprises_invited": 1,
            "award": "quality",
            "weights": {"price": "40", "quality": "40", "social_value": "20"},
            "scoring_guide": True,
            "location_required": False,
            "label_required": False,
        },
        motivations={
            "procedure": "Drie partijen kennen dit werk.",
            "invitees": "Gekozen op ervaring met parken.",
            "lots": "Het werk is te klein om te delen.",
        },
        at=at,
    )
    actions.save_ambition(
        actor,
        procurement,
        expected_version=procurement.version,
        themes={"social_return": 2, "circular": 1},
        why="Groenwerk biedt banen.",
        at=at,
    )
    return procurement
