"""Goals under goals, what hangs on a goal, model passages taken over, and the picture of the whole thread."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meerwaarde.platform.journal.queries import events_about
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions import Refused, archive_goal, change_goal
from meerwaarde.stages.policy.models import FrameworkRule, Goal
from meerwaarde.stages.policy.queries import below_goal, golden_thread
from meerwaarde.stages.policy.queries.goals import goals_above, possible_parents
from meerwaarde.stages.policy.queries.golden_thread import ThreadGroup, bands_between
from meerwaarde.stages.procurement.models import Procurement

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_dutch(settings: Any) -> None:
    settings.LANGUAGE_CODE = "nl"


def at_policy(name: str, *arguments: str) -> str:
    return reverse(f"policy:{name}", args=["veenmeer", *arguments])


# Goals under goals


def test_a_goal_cannot_come_to_stand_under_itself_however_long_the_way(
    cast, at, new_goal, goal_values
) -> None:
    top = new_goal(wording="Bovenaan.")
    middle = new_goal(wording="Ertussen.", parent=top)
    low = new_goal(wording="Onderaan.", parent=middle)
    assert goals_above(low) == [middle, top]
    for parent in (top, middle, low):
        with pytest.raises(Refused) as refused:
            change_goal(
                actor=cast.pia,
                at=at,
                goal=top,
                expected_version=top.version,
                values=goal_values(wording="Bovenaan.", parent=parent),
            )
        assert set(refused.value.problems) == {"parent"}
    assert [one.wording for one in possible_parents(cast.pia, middle)] == ["Bovenaan."]


def test_nothing_new_comes_under_an_archived_goal_and_what_stood_there_stays(
    cast, at, new_goal, goal_values
) -> None:
    top = new_goal(wording="Bovenaan.")
    low = new_goal(wording="Onderaan.", parent=top)
    archive_goal(actor=cast.pia, at=at, goal=top)
    top.refresh_from_db()
    with pytest.raises(Refused):
        new_goal(wording="Nieuw.", parent=top)
    changed = change_goal(
        actor=cast.pia,
        at=at,
        goal=low,
        expected_version=low.version,
        values=goal_values(wording="Onderaan, anders gezegd.", parent=top),
    )
    assert changed == ("wording",)


def test_the_goal_of_another_authority_is_no_parent(new_goal, goal_values, cast, at) -> None:
    from meerwaarde.platform.access.actor import Actor

    assert isinstance(cast.eve, Actor)
    strange = Goal.enter(
        organisation_id=cast.eve.organisation_id,
        wording="Van elders.",
        source_type="budget",
        document="Begroting",
        since_year=2026,
        until_year=2027,
        theme="climate",
    )
    with pytest.raises(Refused):
        new_goal(wording="Hier.", parent=strange)


def test_the_tree_shows_what_stands_under_what_and_asks_once(browse, cast, at, new_goal) -> None:
    top = new_goal(wording="Bovenaan.")
    new_goal(wording="Onderaan.", parent=top)
    orphan_top = new_goal(wording="Weg.")
    new_goal(wording="Wees.", parent=orphan_top)
    archive_goal(actor=cast.pia, at=at, goal=orphan_top)
    rik = browse("rik")
    shown = rik.get(at_policy("goals_tree")).content.decode()
    assert re.search(r"Bovenaan\..*<ul class=\"mw-tree\">.*Onderaan\.", shown, re.DOTALL)
    assert "0 van 1 subdoel" in shown
    assert "Het doel erboven staat in het archief." in shown
    assert "Weg." not in shown
    with CaptureQueriesContext(connection) as few:
        rik.get(at_policy("goals_tree"))
    for place in range(12):
        new_goal(wording=f"Nog een doel, nummer {place}.", parent=top)
    with CaptureQueriesContext(connection) as many:
        rik.get(at_policy("goals_tree"))
    assert len(many) == len(few)


def test_the_page_of_a_goal_shows_the_way_up_and_how_far_what_is_below_it_is(
    browse, new_goal, adopted
) -> None:
    top = new_goal(wording="Bovenaan.")
    low = new_goal(wording="Onderaan.", parent=top)
    pia = browse("pia")
    assert at_policy("goal", top.public_id) in pia.get(at_policy("goal", low.public_id)).content.decode()
    shown = pia.get(at_policy("goal", top.public_id)).content.decode()
    assert "Subdoelen met een geldende regel" in shown
    assert "Onderaan." in shown
    assert f"?onder={top.public_id}" in shown


# Everything below a goal


def many_below(goal: Any, cast: Any, framework: Any, count: int) -> None:
    """So many sub-goals, rules and procurements under one goal, entered at once."""
    shared = {"organisation_id": goal.organisation_id, "source_type": "budget", "document": "Begroting"}
    Goal.objects.bulk_create(
        Goal(wording=f"Deel {n}", since_year=2026, until_year=2030, theme="climate", parent=goal, **shared)
        for n in range(count)
    )
    rules = FrameworkRule.objects.bulk_create(
        FrameworkRule(
            framework=framework,
            code=f"X{n}",
            position=100 + n,
            strength="tenzij",
            scope={},
            demand={"demand": "state_purpose"},
        )
        for n in range(count)
    )
    through = FrameworkRule.goals.through
    through.objects.bulk_create(through(frameworkrule=rule, goal=goal) for rule in rules)
    files = Procurement.objects.bulk_create(
        Procurement(
            organisation_id=goal.organisation_id,
            title=f"Inkoop {n}",
            number=f"Z-{n}",
            year=2020,
            sequence=n + 1,
            started_at=NOW,
            changed_at=NOW,
        )
        for n in range(count)
    )
    link = Procurement.goals.through
    link.objects.bulk_create(link(procurement=file, goal=goal) for file in files)


def test_the_page_of_a_goal_asks_equally_often_however_much_hangs_on_it(
    browse, cast, new_goal, adopted
) -> None:
    goal = new_goal(wording="Veel eronder.")
    pia = browse("pia")
    many_below(goal, cast, adopted, 2)
    pia.get(at_policy("goal", goal.public_id))
    with CaptureQueriesContext(connection) as few:
        pia.get(at_policy("goal", goal.public_id))
    Goal.objects.filter(parent=goal).delete()
    goal.rules.all().delete()
    goal.procurements.all().delete()
    many_below(goal, cast, adopted, 60)
    with CaptureQueriesContext(connection) as many:
        shown = pia.get(at_policy("goal", goal.public_id)).content.decode()
    assert len(many) <= len(few) + 2  # words for what is counted above the first rows
    assert "Bekijk alle 60" in shown
    assert shown.count("Deel ") < 40


def test_what_is_below_is_read_page_by_page(browse, cast, new_goal, adopted) -> None:
    goal = new_goal(wording="Veel eronder.")
    many_below(goal, cast, adopted, 30)
    pia = browse("pia")
    for key in ("subdoelen", "regels", "inkopen"):
        first = pia.get(at_policy("goal_below", goal.public_id, key)).content.decode()
        assert "30 in totaal" in first
        cursor = re.search(r"\?bladzijde=([^\"&]+)", first)
        assert cursor is not None, key
        second = pia.get(f"{at_policy('goal_below', goal.public_id, key)}?bladzijde={cursor[1]}")
        assert second.status_code == 200
        assert second.content.decode() != first
    assert pia.get(at_policy("goal_below", goal.public_id, "iets")).status_code == 404
    assert browse("rik").get(at_policy("goal_below", goal.public_id, "inkopen")).status_code == 404


def test_a_kind_below_is_seen_only_by_who_may(cast) -> None:
    council = {kind.key for kind in below_goal.kinds_below(cast.rik)}
    adviser = {kind.key for kind in below_goal.kinds_below(cast.pia)}
    assert "inkopen" in adviser - council
    assert "subdoelen" in council & adviser


# Promises without an instrument


def test_promises_without_an_instrument_say_what_counts_as_one(browse, new_goal, adopted) -> None:
    bare = new_goal(wording="Niemand denkt hieraan.")
    shown = browse("wim").get(at_policy("goals_without_instrument")).content.decode()
    assert bare.wording in shown
    assert "Wat als instrument telt" in shown
    served = adopted.rules.first().goals.first()
    if served is not None:
        assert served.wording not in shown


# Model passages


def test_a_model_passage_becomes_a_goal_and_says_so(browse, cast) -> None:
    pia = browse("pia")
    listed = pia.get(at_policy("model_passages")).content.decode()
    assert "Een eerlijke kans voor sociale ondernemingen" in listed
    form = pia.get(at_policy("goal_new"), {"voorbeeld": "fair_chance"}).content.decode()
    assert "Sociale ondernemingen krijgen een eerlijke kans." in form
    given = {
        "wording": "Sociale ondernemingen krijgen een eerlijke kans.",
        "theme": "social_return",
        "source_type": "coalition_agreement",
        "document": "Samen verder",
        "since_year": "2026",
        "until_year": "2030",
    }
    assert pia.post(f"{at_policy('goal_new')}?voorbeeld=fair_chance", given).status_code == 302
    (goal,) = Goal.objects.filter(model_passage="fair_chance")
    facts = events_about(cast.pia.organisation_id, "goal", goal.public_id)
    assert [fact.action for fact in facts] == ["goal.adopt_passage"]
    assert "Doel hier" in pia.get(at_policy("model_passages")).content.decode()
    fresh = pia.get(at_policy("model_passages"), {"fresh": "on"}).content.decode()
    assert "Een eerlijke kans voor sociale ondernemingen" not in fresh
    assert pia.get(at_policy("goal_new"), {"voorbeeld": "bestaat-niet"}).status_code == 404


def test_the_rule_of_a_model_passage_goes_into_a_draft(browse, cast, new_draft, new_goal) -> None:
    pia = browse("pia")
    none = pia.get(at_policy("model_passage", "fair_chance")).content.decode()
    assert "Begin eerst een concept." in none
    draft, goal = new_draft(), new_goal()
    form = {"framework": draft.public_id, "goal": goal.public_id}
    done = pia.post(at_policy("model_passage_rule", "fair_chance"), form)
    assert done.status_code == 302
    (rule,) = queries.rules_of(draft)
    assert [one.public_id for one in rule.goals.all()] == [goal.public_id]
    facts = events_about(cast.pia.organisation_id, "frameworkrule", rule.public_id)
    assert [fact.action for fact in facts] == ["rule.adopt_passage"]
    shown = pia.get(at_policy("model_passage", "fair_chance")).content.decode()
    assert "Dezelfde regel staat hier al" in shown
    assert pia.post(at_policy("model_passage_rule", "measure_and_tell"), form).status_code == 404
    wrong = pia.post(at_policy("model_passage_rule", "fair_chance"), {"framework": "anders"})
    assert wrong.status_code == 422


# The picture


def test_bands_count_the_goals_that_two_groups_share() -> None:
    themes = (
        ThreadGroup("t-a", "A", frozenset("12")),
        ThreadGroup("t-b", "B", frozenset("3")),
    )
    rules = (ThreadGroup("r-x", "X", frozenset("13")), ThreadGroup("r-none", "Geen", frozenset("2")))
    assert bands_between([themes, rules]) == {
        ("t-a", "r-x"): 1,
        ("t-a", "r-none"): 1,
        ("t-b", "r-x"): 1,
    }


def test_the_picture_counts_promises_and_shows_what_comes_later(browse, new_goal, adopted, cast) -> None:
    new_goal(wording="Zonder regel.", theme="climate")
    shown = browse("pia").get(at_policy("golden_thread")).content.decode()
    assert "De rode draad van" in shown
    for label in ("Klimaat", "Nog geen regel", "Nog geen inkoop", "komt later", "Resultaat"):
        assert label in shown, label
    council = browse("rik").get(at_policy("golden_thread")).content.decode()
    assert "niet open" in council
    assert "Nog geen inkoop" not in council


def test_the_picture_asks_equally_often_however_many_goals(browse, new_goal, adopted) -> None:
    pia = browse("pia")
    new_goal(wording="Eén doel.")
    pia.get(at_policy("golden_thread"))
    with CaptureQueriesContext(connection) as few:
        pia.get(at_policy("golden_thread"))
    for place in range(40):
        new_goal(wording=f"Doel met nummer {place}.", theme=("climate", "circular")[place % 2])
    with CaptureQueriesContext(connection) as many:
        pia.get(at_policy("golden_thread"))
    assert len(many) == len(few)
    narrowed = pia.get(at_policy("golden_thread"), {"theme": "climate"}).content.decode()
    assert "8 andere doelen" in narrowed
    assert golden_thread.MOST_GOALS >= 200


def test_an_authority_without_goals_is_told_where_to_begin(browse) -> None:
    assert "Er is nog geen draad" in browse("pia").get(at_policy("golden_thread")).content.decode()
