"""Action plans: what people do with them, what is refused and why, and who sees what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import Http404

from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.policy.models import Framework

pytestmark = pytest.mark.django_db

PERIOD = {"since": date(2026, 1, 1), "until": date(2027, 12, 31)}


@pytest.fixture
def new_plan(cast: Any, at: datetime) -> Callable[..., Any]:
    from meerwaarde.stages.policy.actions import PlanValues, start_plan

    def start(take_over_from: Any = None, **changes: Any) -> Any:
        values = PlanValues(**{"title": "Actieplan", **PERIOD, **changes})
        return start_plan(actor=cast.pia, at=at, plan=values, take_over_from=take_over_from)

    return start


@pytest.fixture
def new_action(cast: Any, at: datetime) -> Callable[..., Any]:
    from meerwaarde.stages.policy.actions import ActionValues, add_action

    def add(
        plan: Any, *, by: str = "pia", origin: str = "manual", origin_ref: str = "", **changes: Any
    ) -> Any:
        usual = {"title": "Trainen", "starts_on": date(2026, 9, 1), "ends_on": date(2026, 12, 1)}
        action = ActionValues(**{**usual, **changes})
        return add_action(
            actor=getattr(cast, by), at=at, plan=plan, action=action, origin=origin, origin_ref=origin_ref
        )

    return add


@pytest.fixture
def adopted(cast: Any, at: datetime, new_plan: Any, new_action: Any) -> Any:
    """A plan with a goal and an action of Ann, adopted by the council."""
    from meerwaarde.stages.policy import actions, queries

    plan = new_plan()
    goal = actions.add_plan_goal(
        actor=cast.pia,
        at=at,
        plan=plan,
        values=actions.PlanGoalValues(
            wording="Een op de twintig kleine inkopen gaat naar een sociale firma."
        ),
    )
    new_action(plan, plan_goal=goal, owner=membership(cast.ann))
    adopt(cast, at, plan)
    return queries.plan(cast.pia, plan.public_id)


def membership(actor: Any) -> Any:
    from meerwaarde.platform.organisations.models import Membership

    return Membership.objects.select_related("person").get(pk=actor.membership_id)


def adopt(cast: Any, at: datetime, plan: Any, **changes: Any) -> None:
    from meerwaarde.stages.policy.actions import adopt_plan

    given = {"body": "council", "adopted_on": date(2026, 2, 3), "expected_version": plan.version, **changes}
    adopt_plan(actor=cast.pia, at=at, plan=plan, **given)


def refused(wanted: Callable[[], object]) -> dict[str, str]:
    from meerwaarde.stages.policy.actions import Refused

    with pytest.raises(Refused) as caught:
        wanted()
    return caught.value.problems


def facts(action: str) -> int:
    from meerwaarde.platform.journal.models import Event

    return Event.objects.filter(action=action).count()


def test_one_thing_gives_one_action_at_most(cast: Any, at: datetime, new_plan: Any, new_action: Any) -> None:
    from meerwaarde.stages.policy import actions, queries

    plan = new_plan()
    first = new_action(plan, by="pia", origin="web", origin_ref="weboutcome:abc")
    problems = refused(lambda: new_action(plan, title="Nog eens", origin_ref="weboutcome:abc"))
    assert "Trainen" in problems[""]
    other = new_plan(title="Ander plan")
    assert refused(lambda: new_action(other, origin_ref="weboutcome:abc"))
    assert queries.actions_from(cast.pia, ["weboutcome:abc", "weboutcome:x"]) == {"weboutcome:abc": first}
    actions.move_action(actor=cast.pia, at=at, action=first, verb="drop", expected_version=first.version)
    assert queries.actions_from(cast.pia, ["weboutcome:abc"]) == {}
    assert new_action(other, origin_ref="weboutcome:abc").origin_ref


def test_a_facilitator_brings_in_what_a_session_agreed_and_nothing_else(
    new_plan: Any, new_action: Any
) -> None:
    from meerwaarde.platform.access.doors import NotYourRole

    plan = new_plan()
    assert new_action(plan, by="bob", origin="web", origin_ref="weboutcome:1").origin == "web"
    with pytest.raises(NotYourRole):
        new_action(plan, by="bob", origin="manual")
    with pytest.raises(NotYourRole):
        new_action(plan, by="carla", origin="web", origin_ref="weboutcome:2")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": date(2026, 5, 2), "ends_on": date(2026, 5, 1)}, "ends_on"),
        ({"starts_on": date(2025, 12, 31)}, "starts_on"),
        ({"ends_on": date(2028, 1, 1)}, "ends_on"),
        ({"title": "  "}, "title"),
        ({"hours": Decimal(-1)}, "hours"),
        ({"budget_cents": 10**13}, "budget_cents"),
    ],
)
def test_what_cannot_be_planned_is_said_at_its_field(
    new_plan: Any, new_action: Any, changes: dict[str, Any], field: str
) -> None:
    plan = new_plan()
    assert set(refused(lambda: new_action(plan, **changes))) == {field}


def test_an_action_may_begin_on_the_first_and_end_on_the_last_day_of_the_plan(
    new_plan: Any, new_action: Any
) -> None:
    action = new_action(new_plan(), starts_on=PERIOD["since"], ends_on=PERIOD["until"])
    assert (action.starts_on, action.ends_on) == (PERIOD["since"], PERIOD["until"])


def test_somebody_of_the_council_or_of_elsewhere_owns_nothing(
    cast: Any, new_plan: Any, new_action: Any
) -> None:
    plan = new_plan()
    assert "owner" in refused(lambda: new_action(plan, owner=membership(cast.rik)))
    assert "owner" in refused(lambda: new_action(plan, owner=membership(cast.eve)))


def test_a_period_that_runs_backwards_or_drops_an_action_is_refused(
    cast: Any, at: datetime, new_plan: Any, new_action: Any
) -> None:
    from meerwaarde.stages.policy.actions import PlanValues, change_plan

    assert set(refused(lambda: new_plan(until=date(2025, 1, 1)))) == {"until"}
    plan = new_plan()
    new_action(plan)
    shorter = PlanValues(title="Actieplan", since=date(2026, 1, 1), until=date(2026, 11, 30))
    problems = refused(
        lambda: change_plan(actor=cast.pia, at=at, plan=plan, expected_version=plan.version, values=shorter)
    )
    assert "Trainen" in problems["until"]


def test_open_actions_come_along_to_the_next_plan_and_say_where_they_came_from(
    cast: Any, at: datetime, new_plan: Any, new_action: Any
) -> None:
    from meerwaarde.stages.policy import actions, queries

    earlier = new_plan(since=date(2024, 1, 1), until=date(2026, 12, 31))
    late = new_action(earlier, title="Nog open", starts_on=date(2024, 2, 1), ends_on=date(2024, 3, 1))
    finished = new_action(earlier, title="Klaar")
    actions.move_action(
        actor=cast.pia, at=at, action=finished, verb="finish", expected_version=finished.version
    )
    following = new_plan(earlier, title="Volgende", since=date(2027, 1, 1), until=date(2027, 12, 31))
    (copy,) = queries.actions_of(following)
    assert (copy.title, copy.origin_ref) == ("Nog open", f"planaction:{late.public_id}")
    assert (copy.starts_on, copy.ends_on) == (date(2027, 1, 1), date(2027, 1, 30))


def test_what_was_adopted_stands_and_the_work_goes_on(
    cast: Any, at: datetime, adopted: Any, new_action: Any
) -> None:
    from meerwaarde.stages.policy import actions, queries

    (goal,) = queries.plan_goals_of(adopted)
    writing = {
        "text": lambda: actions.write_step(actor=cast.pia, at=at, plan=adopted, number=1, text="Anders"),
        "themes": lambda: actions.choose_themes(actor=cast.pia, at=at, plan=adopted, choices={}),
        "moments": lambda: actions.write_moments(actor=cast.pia, at=at, plan=adopted, choices={}),
        "goal": lambda: actions.strike_plan_goal(actor=cast.pia, at=at, plan_goal=goal),
    }
    for wanted in writing.values():
        assert "" in refused(wanted)
    assert new_action(adopted, title="Erbij").plan == adopted
    actions.add_tender(
        actor=cast.pia,
        at=at,
        plan=adopted,
        tender=actions.TenderValues(title="Groen", reference="expected:1"),
    )
    again = actions.TenderValues(title="Groen 2", reference="expected:1")
    assert "" in refused(lambda: actions.add_tender(actor=cast.pia, at=at, plan=adopted, tender=again))
    step = actions.write_step(actor=cast.pia, at=at, plan=adopted, number=7, text="Halverwege")
    assert step.text == "Halverwege"


def test_a_plan_without_a_goal_or_an_action_is_not_adopted(cast: Any, at: datetime, new_plan: Any) -> None:
    plan = new_plan()
    assert "" in refused(lambda: adopt(cast, at, plan))
    assert {"body", "adopted_on", ""} == set(
        refused(lambda: adopt(cast, at, plan, body="ps", adopted_on=date(2030, 1, 1)))
    )


def test_a_plan_is_not_adopted_twice(cast: Any, at: datetime, adopted: Any) -> None:
    with pytest.raises(StepRefused, match="not possible now"):
        adopt(cast, at, adopted)


def test_the_council_reads_a_plan_from_its_adoption_on(
    cast: Any, at: datetime, new_plan: Any, adopted: Any
) -> None:
    from meerwaarde.stages.policy import queries

    draft = new_plan(title="Concept")
    assert queries.plan(cast.rik, draft.public_id) is None
    assert queries.plan(cast.rik, adopted.public_id) == adopted
    assert queries.plan(cast.ada, adopted.public_id) is None
    assert queries.plan(cast.eve, adopted.public_id) is None


def test_the_owner_reports_and_a_hundred_per_cent_is_done(cast: Any, at: datetime, adopted: Any) -> None:
    from meerwaarde.stages.policy import actions, queries

    (action,) = queries.actions_of(adopted)

    def report(who: str, progress: int) -> Any:
        now = queries.action(cast.pia, action.public_id)
        assert now is not None
        actions.report_progress(
            actor=getattr(cast, who),
            at=at,
            action=now,
            expected_version=now.version,
            values=actions.ProgressValues(progress=progress),
        )
        return queries.action(cast.pia, action.public_id)

    assert "Ann" in refused(lambda: report("bob", 10))[""]
    assert report("ann", 10).state == "under_way"
    done = report("ann", 100)
    assert (done.state, done.done_on) == ("done", at.date())
    assert (report("ann", 90).state, report("ann", 90).done_on) == ("under_way", None)
    assert set(refused(lambda: report("ann", 101))) == {"progress"}
    with pytest.raises(Http404):
        report("eve", 5)


def test_who_comes_second_is_told(cast: Any, at: datetime, new_plan: Any) -> None:
    from meerwaarde.stages.policy import actions, queries

    plan = new_plan()
    actions.write_step(actor=cast.pia, at=at, plan=plan, number=1, text="Eerst")
    with pytest.raises(actions.Changed):
        actions.write_step(actor=cast.pia, at=at, plan=plan, number=1, text="Tegelijk", expected_version=0)
    focus = {"climate": actions.ThemeChoice(focus=True, reason="Onze gebouwen.")}
    actions.choose_themes(actor=cast.pia, at=at, plan=plan, choices=focus)
    with pytest.raises(actions.Changed):
        actions.choose_themes(actor=cast.pia, at=at, plan=plan, choices={}, expected_version=0)
    version = queries.version_of_rows(queries.themes_of(plan).values())
    actions.choose_themes(actor=cast.pia, at=at, plan=plan, choices={}, expected_version=version)
    assert not any(row.focus for row in queries.themes_of(plan).values())


def test_focus_without_a_reason_is_refused(cast: Any, at: datetime, new_plan: Any) -> None:
    from meerwaarde.stages.policy import actions

    plan = new_plan()
    focus = {"climate": actions.ThemeChoice(focus=True)}
    assert set(refused(lambda: actions.choose_themes(actor=cast.pia, at=at, plan=plan, choices=focus))) == {
        "climate"
    }


def test_a_struck_goal_leaves_its_actions_in_the_plan(
    cast: Any, at: datetime, new_plan: Any, new_action: Any
) -> None:
    from meerwaarde.stages.policy import actions, queries

    plan = new_plan()
    values = actions.PlanGoalValues(wording="Meer mensen aan het werk.")
    goal = actions.add_plan_goal(actor=cast.pia, at=at, plan=plan, values=values)
    new_action(plan, plan_goal=goal)
    actions.strike_plan_goal(actor=cast.pia, at=at, plan_goal=goal)
    (action,) = queries.actions_of(plan)
    assert action.plan_goal is None


def test_an_evaluation_judges_every_goal_and_its_conclusions_wait_until_settled(
    cast: Any, at: datetime, adopted: Any
) -> None:
    from meerwaarde.stages.policy import actions, queries

    def close() -> None:
        now = queries.plan(cast.pia, adopted.public_id)
        assert now is not None
        actions.evaluate_plan(actor=cast.pia, at=at, plan=now, expected_version=now.version)

    assert "Een op de twintig" in refused(close)[""]
    (goal,) = queries.plan_goals_of(adopted)
    judging = {"actor": cast.pia, "at": at, "plan_goal": goal, "expected_version": goal.version}
    assert set(refused(lambda: actions.judge_plan_goal(**judging, reached=None, verdict="missed"))) == {
        "verdict_note"
    }
    actions.judge_plan_goal(**judging, reached=Decimal(4), verdict="partly", note="Te laat begonnen.")
    assert "" in refused(close)
    drawn = actions.add_conclusion(
        actor=cast.pia,
        at=at,
        plan=adopted,
        values=actions.ConclusionValues(
            text="Begin eerder.", changes="framework", owner=membership(cast.bob)
        ),
    )
    close()
    assert queries.conclusions_waiting(cast.bob) == [drawn]
    settling = {"at": at, "conclusion": drawn, "expected_version": drawn.version}
    assert set(refused(lambda: actions.settle_conclusion(actor=cast.bob, how=" ", **settling))) == {
        "settled_how"
    }
    strange = Framework(organisation_id=cast.eve.organisation_id)
    assert set(
        refused(lambda: actions.settle_conclusion(actor=cast.bob, how="Daar.", seen_in=strange, **settling))
    ) == {"seen_in"}
    changed = Framework.objects.create(organisation_id=cast.bob.organisation_id, title="Kader 2027", number=7)
    actions.settle_conclusion(actor=cast.bob, how="Regel K4.", seen_in=changed, **settling)
    assert queries.conclusions_of(adopted)[0].framework == changed
    assert queries.conclusions_waiting(cast.bob) == []
    assert facts("conclusion.settle") == 1
    assert "" in refused(lambda: actions.settle_conclusion(actor=cast.bob, how="Weer.", **settling))


def test_the_current_plan_is_the_adopted_one_of_today(cast: Any, new_plan: Any, adopted: Any) -> None:
    from meerwaarde.stages.policy import queries

    day = date(2026, 11, 22)
    new_plan(title="Volgend jaar", since=date(2028, 1, 1), until=date(2028, 12, 31))
    assert queries.current_plan(cast.pia, day) == adopted
    later = queries.current_plan(cast.pia, date(2028, 2, 1))
    assert later is not None
    assert later.title == "Volgend jaar"
    assert queries.current_plan(cast.eve, day) is None


def test_own_actions_wait_only_in_a_plan_that_runs(
    cast: Any, at: datetime, adopted: Any, new_plan: Any, new_action: Any
) -> None:
    from meerwaarde.stages.policy import queries

    new_action(new_plan(title="Concept"), owner=membership(cast.ann), title="Nog niet")
    assert [one.title for one in queries.my_actions(cast.ann)] == ["Trainen"]


def test_a_calendar_link_works_until_it_ends_and_a_new_one_ends_it(
    cast: Any, at: datetime, adopted: Any
) -> None:
    from meerwaarde.stages.policy import actions, queries
    from meerwaarde.stages.policy.models import CalendarLink

    day = at.date()
    first = actions.make_calendar_link(actor=cast.ann, at=at)
    reader = queries.reader_of_calendar(first, day)
    assert reader is not None
    assert reader.membership == cast.ann.membership
    assert [one.title for one in queries.actions_for_calendar(reader)] == ["Trainen"]
    assert first not in str(list(CalendarLink.objects.values()))
    second = actions.make_calendar_link(actor=cast.ann, at=at)
    assert queries.reader_of_calendar(first, day) is None
    assert queries.reader_of_calendar(second, day) is not None
    held = membership(cast.ann)
    held.until = day - timedelta(days=1)
    held.save()
    assert queries.reader_of_calendar(second, day) is None
    held.until = None
    held.save()
    actions.end_calendar_link(actor=cast.ann, at=at)
    assert queries.reader_of_calendar(second, day) is None
