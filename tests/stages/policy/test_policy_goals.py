"""Recording and changing goals: what is allowed, what is refused, and what the journal keeps."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.journal.queries import events_about
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions import (
    Changed,
    Indicator,
    Refused,
    archive_goal,
    change_goal,
    describe_indicator,
    record_goal,
    restore_goal,
)

pytestmark = pytest.mark.django_db


def facts(cast, goal) -> list[str]:
    return [event.action for event in events_about(cast.pia.organisation_id, "goal", goal.public_id)]


def test_a_goal_is_recorded_with_one_fact_that_holds_no_text(cast, new_goal):
    goal = new_goal(sdgs=(8, 10, 8), portfolio="Wethouder Werk")
    assert (goal.sdgs, goal.organisation_id) == ([8, 10], cast.pia.organisation_id)
    (event,) = events_about(cast.pia.organisation_id, "goal", goal.public_id)
    assert event.action == "goal.record"
    assert goal.wording not in event.body
    assert "Wethouder" not in event.body
    assert '"theme":"social_return"' in event.body


@pytest.mark.parametrize("who", ["bob", "wim", "rik", "ada"])
def test_only_who_keeps_goals_records_one(cast, at, goal_values, who):
    with pytest.raises(NotYourRole):
        record_goal(actor=getattr(cast, who), at=at, goal=goal_values())
    assert not queries.goals_visible_to(cast.pia).exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"wording": "  "}, "wording"),
        ({"document": ""}, "document"),
        ({"source_type": "rumour"}, "source_type"),
        ({"theme": "happiness"}, "theme"),
        ({"since_year": 20}, "since_year"),
        ({"until_year": 2025}, "until_year"),
        ({"sdgs": (18,)}, "sdgs"),
        (
            {"indicator": Indicator(indicator="Plaatsen", not_measurable_because="Nog niet")},
            "not_measurable_because",
        ),
        ({"indicator": Indicator(target=Decimal(5), target_year=2030)}, "indicator"),
        ({"indicator": Indicator(indicator="Plaatsen", target=Decimal(5))}, "target_year"),
        ({"indicator": Indicator(indicator="Plaatsen", baseline_year=2025)}, "baseline"),
        (
            {"indicator": Indicator(indicator="Plaatsen", target=Decimal(10) ** 12, target_year=2030)},
            "target",
        ),
        (
            {
                "indicator": Indicator(
                    indicator="Plaatsen",
                    baseline=Decimal(1),
                    baseline_year=2026,
                    target=Decimal(5),
                    target_year=2025,
                )
            },
            "target_year",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(cast, at, goal_values, changes, field):
    with pytest.raises(Refused) as refused:
        record_goal(actor=cast.pia, at=at, goal=goal_values(**changes))
    assert list(refused.value.problems) == [field]
    assert not queries.goals_visible_to(cast.pia).exists()


def test_people_and_departments_of_another_authority_are_refused(cast, at, goal_values):
    from meerwaarde.platform.organisations.models import Department, Membership

    elsewhere = Department.enter(organisation_id=cast.eve.organisation_id, code="duin", name="Duin")
    owner = Membership.objects.get(pk=cast.eve.membership_id)
    with pytest.raises(Refused) as refused:
        record_goal(actor=cast.pia, at=at, goal=goal_values(department=elsewhere, owner=owner))
    assert set(refused.value.problems) == {"department", "owner"}


def test_a_change_names_only_what_changed(cast, at, new_goal, goal_values):
    goal = new_goal()
    changed = change_goal(
        actor=cast.pia, at=at, goal=goal, expected_version=1, values=goal_values(theme="circular")
    )
    assert changed == ("theme",)
    assert facts(cast, goal) == ["goal.change", "goal.record"]


def test_a_change_of_nothing_leaves_no_fact(cast, at, new_goal, goal_values):
    goal = new_goal()
    assert change_goal(actor=cast.pia, at=at, goal=goal, expected_version=1, values=goal_values()) == ()
    assert facts(cast, goal) == ["goal.record"]


def test_who_comes_second_sees_what_stands_there_and_writes_nothing(cast, at, new_goal, goal_values):
    goal = new_goal()
    change_goal(actor=cast.pia, at=at, goal=goal, expected_version=1, values=goal_values(page="13"))
    with pytest.raises(Changed) as changed:
        change_goal(actor=cast.pia, at=at, goal=goal, expected_version=1, values=goal_values(page="14"))
    assert changed.value.current.page == "13"
    assert queries.goal(cast.pia, goal.public_id).page == "13"
    assert facts(cast, goal) == ["goal.change", "goal.record"]


def test_who_keeps_figures_describes_the_indicator_but_not_the_goal(cast, at, new_goal, goal_values):
    goal = new_goal()
    indicator = Indicator(indicator="Plaatsen", unit="personen", target=Decimal("40.5"), target_year=2030)
    describe_indicator(actor=cast.dirk, at=at, goal=goal, expected_version=1, indicator=indicator)
    assert queries.goal(cast.dirk, goal.public_id).target == Decimal("40.5")
    with pytest.raises(NotYourRole):
        change_goal(actor=cast.dirk, at=at, goal=goal, expected_version=2, values=goal_values())
    with pytest.raises(NotYourRole):
        describe_indicator(actor=cast.bob, at=at, goal=goal, expected_version=2, indicator=indicator)


def test_archiving_can_be_undone_and_loses_nothing(cast, at, new_goal):
    goal = new_goal()
    archive_goal(actor=cast.pia, at=at, goal=goal)
    assert not queries.current_goals(cast.pia).exists()
    restore_goal(actor=cast.pia, at=at, goal=goal)
    restore_goal(actor=cast.pia, at=at, goal=goal)
    assert queries.current_goals(cast.pia).get().wording == goal.wording
    assert facts(cast, goal) == ["goal.restore", "goal.archive", "goal.record"]


@pytest.mark.parametrize("act", [archive_goal, restore_goal])
def test_a_goal_of_another_authority_does_not_exist(cast, at, new_goal, act):
    from dataclasses import replace

    goal = new_goal()
    stranger = replace(cast.eve, permissions=cast.pia.permissions)
    assert queries.goal(stranger, goal.public_id) is None
    with pytest.raises(Http404):
        act(actor=stranger, at=at, goal=goal)


def test_the_database_refuses_what_no_action_would_write(new_goal):
    goal = new_goal()
    for broken in (
        {"wording": ""},
        {"theme": "happiness"},
        {"until_year": 2020},
        {"indicator": "Plaatsen", "not_measurable_because": "Nog niet"},
        {"unit": "personen"},
        {"indicator": "Plaatsen", "target": Decimal(4)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            goal.change(**broken)
        goal.refresh_from_db()


def test_goals_that_say_nearly_the_same_are_found(cast, new_goal):
    goal = new_goal(wording="Minstens vijf procent van onze inkoop gaat naar sociale ondernemingen.")
    new_goal(wording="Al onze gebouwen zijn in 2030 zuinig met energie.")
    found = queries.alike(cast.pia, "Vijf procent van de inkoop gaat naar sociale ondernemingen")
    assert [other.public_id for other in found] == [goal.public_id]
    assert queries.alike(cast.pia, goal.wording, besides=goal.public_id) == []
    assert queries.alike(cast.pia, "inkoop") == []


def test_goals_without_an_indicator_wait_for_their_owner_or_for_who_keeps_goals(cast, new_goal):
    from meerwaarde.platform.organisations.models import Membership

    owned = new_goal(owner=Membership.objects.get(pk=cast.dirk.membership_id))
    loose = new_goal(wording="Wij kopen zonder verspilling in.")
    new_goal(wording="Wij meten dit al.", indicator=Indicator(indicator="Plaatsen"))
    new_goal(wording="Wij meten dit nog niet.", indicator=Indicator(not_measurable_because="Geen cijfers"))
    assert list(queries.without_indicator(cast.dirk)) == [owned]
    assert list(queries.without_indicator(cast.pia)) == [loose]
    assert not queries.without_indicator(cast.bob).exists()
