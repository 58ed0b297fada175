"""A draft and the level above it: choosing, taking over, leaving out, following, and what then holds."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.journal.queries import events_about
from meerwaarde.rules.compliance import InviteImpactEnterprise, Scope, SocialReturn, StatePurpose
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions import (
    Changed,
    Frozen,
    Level,
    OwnThemeValues,
    Refused,
    adopt_framework,
    change_rule,
    change_theme_set,
    choose_above,
    draft_framework,
    draft_next_version,
    follow_newer,
    leave_out,
    publish_framework,
    record_theme_set,
    relate_rule,
    strike_rule,
    take_over,
    use_theme_set,
    withdraw_publication,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
BASE = Level(base="national_mvoi")


@pytest.fixture
def region(cast: Any, at: datetime) -> Any:
    """A policy adviser of a cooperation, who may publish."""
    from meerwaarde.platform.access.actor import actor_of
    from meerwaarde.platform.organisations.models import Membership, Organisation, Person

    organisation = Organisation.objects.create(
        slug="regio", name="Regio Noord", authority_type="cooperation", kind="authority"
    )
    person = Person.objects.create_user("rena@regio.example", "een lang wachtwoord", name="Rena")
    return actor_of(
        Membership.objects.create(
            person=person, organisation=organisation, role="policy_adviser", since=date(2026, 1, 1)
        )
    )


@pytest.fixture
def regional(region: Any, at: datetime) -> Any:
    """A published framework of the region with two rules."""
    return publish(region, at, ((StatePurpose(), "must"), (InviteImpactEnterprise(), "tenzij")))


def publish(actor: Any, at: datetime, rules: Any, *, day: date = date(2026, 2, 1), older: Any = None) -> Any:
    from meerwaarde.stages.policy.actions import add_rule

    if older is None:
        draft = draft_framework(actor=actor, at=at, title="Regiokader")
    else:
        draft = draft_next_version(actor=actor, at=at, framework=older)
        for rule in queries.rules_of(draft):
            strike_rule(actor=actor, at=at, rule=rule)
    for number, (demand, strength) in enumerate(rules, start=1):
        add_rule(
            actor=actor,
            at=at,
            framework=draft,
            code=f"R{number}",
            strength=strength,
            scope=Scope(),
            demand=demand,
            explanation="Omdat de regio het wil.",
        )
    adopt_framework(
        actor=actor,
        at=at,
        framework=draft,
        expected_version=draft.version,
        body="board",
        adopted_on=day,
        valid_from=day,
    )
    found = queries.framework(actor, draft.public_id)
    publish_framework(actor=actor, at=at, framework=found)
    return queries.framework(actor, draft.public_id)


@pytest.fixture
def following(cast: Any, at: datetime, new_draft: Any, regional: Any) -> Any:
    """A draft of Veenmeer under the framework of the region."""
    draft = new_draft()
    choose_above(actor=cast.pia, at=at, framework=draft, expected_version=1, level=Level(above=regional))
    return queries.framework(cast.pia, draft.public_id)


def kinds(framework: Any) -> list[tuple[str, str]]:
    return [
        (one.kind, (one.own or one.above).code)  # type: ignore[union-attr]
        for one in queries.differences_of(framework, TODAY)
    ]


def rule_of(framework: Any, code: str) -> Any:
    return next(one for one in queries.rules_of(framework) if one.code == code)


# Choosing a level, taking over, leaving out


def test_everything_above_is_open_until_it_is_taken_over(cast, at, following):
    assert kinds(following) == [("open", "R1"), ("open", "R2")]
    taken = take_over(actor=cast.pia, at=at, framework=following)
    assert [(one.code, one.relation) for one in taken] == [("R1", "takes_over"), ("R2", "takes_over")]
    assert kinds(following) == []
    assert take_over(actor=cast.pia, at=at, framework=following) == ()


def test_a_second_click_takes_nothing_over_twice(cast, at, following, regional):
    key = rule_of(regional, "R1").public_id
    (taken,) = take_over(actor=cast.pia, at=at, framework=following, above_rules=[key, key])
    assert take_over(actor=cast.pia, at=at, framework=following, above_rules=[key]) == ()
    assert [one.public_id for one in queries.rules_of(following)] == [taken.public_id]
    assert kinds(following) == [("open", "R2")]


def test_rules_that_mean_the_same_are_tied_when_the_level_is_chosen(cast, at, new_draft, new_rule, regional):
    draft = new_draft()
    same = new_rule(draft, InviteImpactEnterprise(), explanation="Ja.")
    new_rule(draft, SocialReturn(Decimal(5)), explanation="Past bij ons.")
    choose_above(actor=cast.pia, at=at, framework=draft, expected_version=1, level=Level(above=regional))
    draft = queries.framework(cast.pia, draft.public_id)
    assert rule_of(draft, same.code).relation == "takes_over"
    assert kinds(draft) == [("open", "R1"), ("own", "K2")]


def test_a_left_out_rule_needs_a_reason(cast, at, following, regional):
    key = rule_of(regional, "R2").public_id
    with pytest.raises(Refused) as refused:
        leave_out(actor=cast.pia, at=at, framework=following, above_rule=key, reason="  ")
    assert list(refused.value.problems) == ["reason"]
    leave_out(actor=cast.pia, at=at, framework=following, above_rule=key, reason="Wij kopen dit niet.")
    assert ("left_out", "R2") in kinds(following)
    take_over(actor=cast.pia, at=at, framework=following, above_rules=[key])
    assert kinds(following) == [("open", "R1")]


def test_a_changed_rule_knows_by_itself_how_it_stands(cast, at, following, regional):
    take_over(actor=cast.pia, at=at, framework=following)
    invite = rule_of(following, "R2")
    values = {"code": "R2", "scope": Scope(), "demand": InviteImpactEnterprise()}
    change_rule(actor=cast.pia, at=at, rule=invite, expected_version=1, strength="must", **values)
    assert kinds(following) == [("sharpens", "R2")]
    change_rule(
        actor=cast.pia,
        at=at,
        rule=invite,
        expected_version=2,
        strength="tenzij",
        **{**values, "scope": Scope(contracts=("services",))},
    )
    assert rule_of(following, "R2").relation == "deviates"


def test_only_public_frameworks_in_force_can_be_followed(cast, at, region, regional, new_draft):
    withdraw_publication(actor=region, at=at, framework=regional)
    draft = new_draft()
    for level in (
        Level(above=regional),
        Level(base="bestaat-niet"),
        Level(base="national_mvoi", above=regional),
    ):
        with pytest.raises(Refused):
            choose_above(actor=cast.pia, at=at, framework=draft, expected_version=1, level=level)


def test_strangers_and_other_roles_change_nothing(cast, at, following, region):
    with pytest.raises(NotYourRole):
        take_over(actor=cast.bob, at=at, framework=following)
    for attempt in (
        lambda: take_over(actor=region, at=at, framework=following),
        lambda: choose_above(actor=region, at=at, framework=following, expected_version=2, level=BASE),
        lambda: leave_out(actor=region, at=at, framework=following, above_rule="x", reason="x"),
        lambda: follow_newer(actor=region, at=at, framework=following),
    ):
        with pytest.raises(Http404):
            attempt()


def test_who_comes_second_is_told(cast, at, following):
    with pytest.raises(Changed):
        choose_above(actor=cast.pia, at=at, framework=following, expected_version=1, level=BASE)


# Adoption


def test_adoption_waits_for_every_reason_and_says_which(cast, at, following, adopt, regional):
    take_over(actor=cast.pia, at=at, framework=following, above_rules=[rule_of(regional, "R1").public_id])
    with pytest.raises(Refused, match="R2"):
        adopt(following)
    take_over(actor=cast.pia, at=at, framework=following)
    change_rule(
        actor=cast.pia,
        at=at,
        rule=rule_of(following, "R2"),
        expected_version=1,
        code="R2",
        strength="must",
        scope=Scope(),
        demand=InviteImpactEnterprise(),
    )
    with pytest.raises(Refused, match="R2"):
        adopt(following)
    relate_rule(
        actor=cast.pia,
        at=at,
        rule=rule_of(following, "R2"),
        expected_version=2,
        above_rule=rule_of(regional, "R2").public_id,
        reason="De raad wil geen uitzondering.",
    )
    adopted = adopt(following)
    (difference,) = queries.differences_of(adopted, TODAY)
    assert (difference.kind, difference.reason) == ("sharpens", "De raad wil geen uitzondering.")


def test_nothing_of_an_adopted_framework_changes(cast, at, following, adopt, regional):
    take_over(actor=cast.pia, at=at, framework=following)
    adopted = adopt(following)
    key = rule_of(regional, "R1").public_id
    for attempt in (
        lambda: choose_above(actor=cast.pia, at=at, framework=adopted, expected_version=9, level=BASE),
        lambda: take_over(actor=cast.pia, at=at, framework=adopted),
        lambda: leave_out(actor=cast.pia, at=at, framework=adopted, above_rule=key, reason="Nee."),
        lambda: relate_rule(
            actor=cast.pia,
            at=at,
            rule=rule_of(adopted, "R1"),
            expected_version=1,
            above_rule="",
            reason="",
        ),
    ):
        with pytest.raises(Frozen):
            attempt()


def test_who_opened_the_draft_before_its_adoption_changes_nothing_after_it(
    cast, at, *, following, adopt, regional
):
    """Two people at once: what was fetched as a draft is looked at again inside the transaction."""
    take_over(actor=cast.pia, at=at, framework=following)
    opened, rule = queries.framework(cast.pia, following.public_id), rule_of(following, "R1")
    adopt(queries.framework(cast.pia, following.public_id))
    assert opened.draft
    for attempt in (
        lambda: take_over(actor=cast.pia, at=at, framework=opened),
        lambda: strike_rule(actor=cast.pia, at=at, rule=rule),
        lambda: choose_above(
            actor=cast.pia, at=at, framework=opened, expected_version=opened.version, level=BASE
        ),
    ):
        with pytest.raises(Frozen):
            attempt()
    assert len(queries.rules_of(opened)) == 2


# A newer version above


def test_followers_are_told_and_one_step_makes_the_draft(cast, at, *, following, adopt, region, regional):
    take_over(actor=cast.pia, at=at, framework=following)
    adopted = adopt(following)
    assert queries.newer_above(adopted, TODAY) is None
    assert queries.followers_behind(cast.pia, TODAY) == []
    newer = publish(
        region,
        at,
        ((StatePurpose(), "must"), (SocialReturn(Decimal(5)), "tenzij")),
        day=date(2026, 6, 1),
        older=regional,
    )
    ((behind, told),) = queries.followers_behind(cast.pia, TODAY)
    assert behind.pk == adopted.pk
    assert [(one.kind, (one.newer or one.older).code) for one in told.changes] == [
        ("ended", "R2"),
        ("added", "R2"),
    ]
    draft = follow_newer(actor=cast.pia, at=at, framework=adopted)
    assert draft.draft
    assert draft.above_id == newer.pk
    demands = [one.as_policy_rule().demand for one in queries.rules_of(draft)]
    assert demands == [StatePurpose(), SocialReturn(Decimal(5))]
    assert [one.code for one in queries.rules_of(draft, struck=True)] == ["R2"]
    assert kinds(draft) == []
    with pytest.raises(Refused):
        follow_newer(actor=cast.pia, at=at, framework=draft)


def test_a_reason_is_asked_again_where_the_rule_above_changed(
    cast, at, *, new_draft, new_rule, adopt, region
):
    first = publish(region, at, ((SocialReturn(Decimal(5)), "tenzij"),))
    draft = new_draft()
    own = new_rule(draft, SocialReturn(Decimal(2)))
    choose_above(actor=cast.pia, at=at, framework=draft, expected_version=1, level=Level(above=first))
    own = queries.rule(cast.pia, own.public_id)
    relate_rule(
        actor=cast.pia,
        at=at,
        rule=own,
        expected_version=own.version,
        above_rule=rule_of(first, "R1").public_id,
        reason="Weinig handen.",
    )
    adopted = adopt(queries.framework(cast.pia, draft.public_id))
    publish(region, at, ((SocialReturn(Decimal(7)), "tenzij"),), day=date(2026, 6, 1), older=first)
    (rule,) = queries.rules_of(follow_newer(actor=cast.pia, at=at, framework=adopted))
    assert (rule.relation, rule.relation_reason) == ("deviates", "")


def test_who_followed_the_manifest_is_told_that_it_ended(cast, new_draft, adopt):
    then = datetime(2025, 9, 10, 9, 0, tzinfo=UTC)
    draft = new_draft()
    choose_above(actor=cast.pia, at=then, framework=draft, expected_version=1, level=BASE)
    take_over(actor=cast.pia, at=then, framework=draft)
    draft = queries.framework(cast.pia, draft.public_id)
    adopt_framework(
        actor=cast.pia,
        at=then,
        framework=draft,
        expected_version=draft.version,
        body="council",
        adopted_on=date(2025, 9, 9),
        valid_from=date(2025, 10, 1),
    )
    adopted = queries.framework(cast.pia, draft.public_id)
    assert queries.newer_above(adopted, date(2025, 12, 31)) is None
    told = queries.newer_above(adopted, TODAY)
    assert {one.kind for one in told.changes} == {"ended"}
    now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    renewed = follow_newer(actor=cast.pia, at=now, framework=adopted)
    assert {one.code[0] for one in queries.rules_of(renewed)} == {"L"}
    assert kinds(renewed) == []


def test_what_was_taken_over_stays_when_the_level_above_is_no_longer_public(
    cast, at, *, following, adopt, region, regional
):
    take_over(actor=cast.pia, at=at, framework=following)
    adopted = adopt(following)
    withdraw_publication(actor=region, at=at, framework=regional)
    above = queries.above_of(adopted, TODAY)
    assert above.hidden
    assert above.rules == ()
    assert queries.newer_above(adopted, TODAY) is None
    held = queries.rules_in_force(cast.pia.organisation_id, TODAY)
    assert {type(one.demand) for one in held} == {StatePurpose, InviteImpactEnterprise}


# An authority and its department


@pytest.fixture
def groundwork(cast: Any, at: datetime, new_draft: Any, new_rule: Any, adopt: Any) -> Any:
    """Veenmeer's own framework in force: one rule without exception, one to comply with or explain."""
    draft = new_draft()
    new_rule(draft, StatePurpose(), strength="must")
    new_rule(draft, SocialReturn(Decimal(5)))
    return adopt(draft)


@pytest.fixture
def department(cast: Any) -> Any:
    from meerwaarde.platform.organisations.models import Department

    return Department.objects.get(organisation_id=cast.pia.organisation_id, code="sociaal-domein")


def test_a_department_replaces_what_it_answers_and_keeps_the_rest(
    cast, at, *, groundwork, department, new_draft, new_rule, adopt
):
    part = new_draft(department=department)
    sharper = new_rule(part, SocialReturn(Decimal(7)))
    level = Level(above=groundwork)
    choose_above(actor=cast.pia, at=at, framework=part, expected_version=1, level=level)
    sharper = queries.rule(cast.pia, sharper.public_id)
    key = rule_of(groundwork, "K2").public_id
    relate_rule(
        actor=cast.pia,
        at=at,
        rule=sharper,
        expected_version=sharper.version,
        above_rule=key,
        reason="Hier werken veel mensen.",
    )
    take_over(actor=cast.pia, at=at, framework=part)
    adopt(queries.framework(cast.pia, part.public_id))
    held = queries.rules_in_force(cast.pia.organisation_id, TODAY, department.pk)
    assert [one.demand for one in held] == [StatePurpose(), SocialReturn(Decimal(7))]
    whole = queries.rules_in_force(cast.pia.organisation_id, TODAY)
    assert [one.demand for one in whole] == [StatePurpose(), SocialReturn(Decimal(5))]


def test_a_department_cannot_leave_out_a_rule_without_exception(
    cast, at, *, groundwork, department, new_draft, new_rule, adopt
):
    part = new_draft(department=department)
    new_rule(part, InviteImpactEnterprise(), explanation="Omdat het kan.")
    choose_above(actor=cast.pia, at=at, framework=part, expected_version=1, level=Level(above=groundwork))
    for code in ("K1", "K2"):
        key = rule_of(groundwork, code).public_id
        leave_out(actor=cast.pia, at=at, framework=part, above_rule=key, reason="Past hier niet.")
    part = queries.framework(cast.pia, part.public_id)
    with pytest.raises(Refused, match="K1"):
        adopt(part)
    take_over(actor=cast.pia, at=at, framework=part, above_rules=[rule_of(groundwork, "K1").public_id])
    adopt(part)
    held = queries.rules_in_force(cast.pia.organisation_id, TODAY, department.pk)
    assert [type(one.demand) for one in held] == [StatePurpose, InviteImpactEnterprise]


def test_taking_over_from_the_own_authority_keeps_the_goals(cast, at, adopted, department, new_draft):
    part = new_draft(department=department)
    choose_above(actor=cast.pia, at=at, framework=part, expected_version=1, level=Level(above=adopted))
    (taken,) = take_over(actor=cast.pia, at=at, framework=part)
    assert [goal.pk for goal in taken.goals.all()] == [
        goal.pk for goal in queries.rules_of(adopted)[0].goals.all()
    ]


# Publishing


def test_only_what_was_adopted_can_be_made_public(cast, at, new_draft, adopted):
    with pytest.raises(Refused):
        publish_framework(actor=cast.pia, at=at, framework=new_draft())
    with pytest.raises(NotYourRole):
        publish_framework(actor=cast.bob, at=at, framework=adopted)
    assert not queries.published().exists()
    publish_framework(actor=cast.pia, at=at, framework=adopted)
    assert list(queries.published()) == [adopted]
    withdraw_publication(actor=cast.pia, at=at, framework=adopted)
    assert not queries.published().exists()
    told = [one.action for one in events_about(cast.pia.organisation_id, "framework", adopted.public_id)]
    assert told[:2] == ["framework.withdraw_publication", "framework.publish"]


# One thing a person does is one fact; two who act at once come one after the other


def facts() -> list[dict[str, Any]]:
    return [json.loads(body) for body in Event.objects.order_by("pk").values_list("body", flat=True)]


def test_taking_over_many_rules_is_one_fact_that_names_each(cast, at, following):
    before = len(facts())
    taken = take_over(actor=cast.pia, at=at, framework=following)
    assert len(taken) > 1
    (fact,) = facts()[before:]
    assert fact["action"] == "framework.take_over"
    assert [one["rule"] for one in fact["values"]["taken_over"]] == [one.public_id for one in taken]
    assert take_over(actor=cast.pia, at=at, framework=following) == ()
    assert len(facts()) == before + 1, "a second click does nothing, and says nothing"


def test_following_what_changed_above_is_one_fact_that_names_each_rule(cast, at, following, region, regional):
    take_over(actor=cast.pia, at=at, framework=following)
    publish(
        region, at, ((StatePurpose(), "tenzij"), (SocialReturn(Decimal(5)), "must")),
        day=date(2026, 6, 1), older=regional,
    )  # fmt: skip
    before = len(facts())
    follow_newer(actor=cast.pia, at=at, framework=following)
    (fact,) = facts()[before:]
    assert fact["action"] == "framework.follow"
    changed = [one for kind in ("renewed", "struck", "taken_over") for one in fact["values"][kind]]
    assert len(changed) >= 2


def test_adoption_holds_the_words_that_it_adopts(cast, at, new_draft, new_rule, adopt):
    words = OwnThemeValues(name="Groen", themes=("climate",))
    own = record_theme_set(actor=cast.pia, at=at, name="Pijlers", themes=[words])
    draft = new_draft()
    new_rule(draft, StatePurpose())
    use_theme_set(actor=cast.pia, at=at, framework=draft, theme_set=own)
    with CaptureQueriesContext(connection) as captured:
        adopt(queries.framework(cast.pia, draft.public_id))
    asked = [one["sql"] for one in captured]
    held = next(place for place, sql in enumerate(asked) if 'FROM "policy_themeset"' in sql)
    written = next(place for place, sql in enumerate(asked) if sql.startswith('UPDATE "policy_framework"'))
    assert held < written
    if connection.features.has_select_for_update:
        assert any("FOR UPDATE" in sql and '"policy_themeset"' in sql for sql in asked[:written])
    with pytest.raises(Refused):
        change_theme_set(
            actor=cast.pia, at=at, theme_set=own, expected_version=own.version, name="Anders", themes=[words]
        )
