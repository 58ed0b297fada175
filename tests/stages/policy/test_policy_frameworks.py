"""Frameworks: drafting, adopting, replacing, and what nobody changes after adoption."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse

from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.journal.queries import events_about
from meerwaarde.platform.organisations.queries import departments_of
from meerwaarde.rules.compliance import (
    InviteImpactEnterprise,
    PolicyBounds,
    Quotes,
    Scope,
    StatePurpose,
    ThemeMinimum,
    policy_for,
)
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions import (
    Changed,
    Frozen,
    Refused,
    add_rule,
    adopt_framework,
    change_framework,
    change_rule,
    draft_framework,
    draft_next_version,
    restore_rule,
    strike_rule,
)

pytestmark = pytest.mark.django_db


def facts(cast, kind, thing) -> list[str]:
    return [event.action for event in events_about(cast.pia.organisation_id, kind, thing.public_id)]


# Drafting


def test_versions_count_up_per_authority_and_per_department(cast, new_draft):
    from meerwaarde.platform.organisations.models import Department

    part = Department.objects.get(organisation_id=cast.pia.organisation_id, code="sociaal-domein")
    assert [new_draft().number, new_draft().number, new_draft(department=part).number] == [1, 2, 1]


def test_a_draft_is_changed_and_who_comes_second_sees_it(cast, at, new_draft):
    draft = new_draft()
    values = {
        "actor": cast.pia,
        "at": at,
        "framework": draft,
        "expected_version": 1,
        "bounds": PolicyBounds(),
    }
    assert change_framework(**values, title="Kader", explanation="Kort") == ("title", "explanation", "bounds")
    with pytest.raises(Changed) as changed:
        change_framework(**values, title="Ander kader", explanation="")
    assert changed.value.current.title == "Kader"
    assert facts(cast, "framework", draft) == ["framework.change", "framework.draft"]


def test_only_who_drafts_may_draft(cast, at, new_draft, new_rule):
    draft = new_draft()
    rule = new_rule(draft)
    common = {"actor": cast.bob, "at": at}
    for attempt in (
        lambda: draft_framework(**common, title="Kader"),
        lambda: change_framework(
            **common, framework=draft, expected_version=1, title="x", explanation="", bounds=PolicyBounds()
        ),
        lambda: add_rule(**common, framework=draft, strength="must", scope=Scope(), demand=StatePurpose()),
        lambda: change_rule(
            **common,
            rule=rule,
            expected_version=1,
            code="K1",
            strength="must",
            scope=Scope(),
            demand=StatePurpose(),
        ),
        lambda: strike_rule(**common, rule=rule),
        lambda: restore_rule(**common, rule=rule),
        lambda: draft_next_version(**common, framework=draft),
    ):
        with pytest.raises(NotYourRole):
            attempt()


def test_rules_get_codes_by_themselves_and_a_code_is_used_once(cast, new_draft, new_rule):
    draft = new_draft()
    assert [new_rule(draft).code, new_rule(draft).code, new_rule(draft, code="K7").code] == ["K1", "K2", "K7"]
    with pytest.raises(Refused) as refused:
        new_rule(draft, code="k7")
    assert list(refused.value.problems) == ["code"]


def test_a_rule_serves_goals_and_a_change_of_goals_is_a_change(cast, at, new_draft, new_rule, new_goal):
    goal, draft = new_goal(), new_draft()
    rule = new_rule(draft, goals=[goal])
    assert [served.id for served in queries.rule(cast.pia, rule.public_id).as_policy_rule().goals] == [
        goal.public_id
    ]
    values = {
        "actor": cast.pia,
        "at": at,
        "rule": rule,
        "expected_version": rule.version,
        "code": rule.code,
        "strength": "tenzij",
        "scope": Scope(),
        "demand": InviteImpactEnterprise(),
    }
    assert change_rule(**values, goals=[]) == ("goals",)
    with pytest.raises(Changed):
        change_rule(**{**values, "code": "K9"}, goals=[goal])
    assert facts(cast, "frameworkrule", rule) == ["rule.change", "rule.add"]


def test_a_goal_or_department_of_another_authority_is_refused(cast, at, new_draft, goal_values):
    from meerwaarde.stages.policy.models import Goal

    foreign = Goal.enter(
        organisation_id=cast.eve.organisation_id,
        wording="Van Duinrade",
        source_type="motion",
        document="Motie",
        since_year=2026,
        until_year=2027,
        theme="climate",
    )
    with pytest.raises(Refused) as refused:
        add_rule(
            actor=cast.pia,
            at=at,
            framework=new_draft(),
            strength="must",
            scope=Scope(departments=("duin",)),
            demand=StatePurpose(),
            goals=[foreign],
        )
    assert set(refused.value.problems) == {"departments", "goals"}


def test_a_struck_rule_can_be_put_back_even_when_its_code_was_taken(cast, at, new_draft, new_rule):
    draft = new_draft()
    rule = new_rule(draft)
    strike_rule(actor=cast.pia, at=at, rule=rule)
    assert queries.rules_of(draft) == []
    new_rule(draft, StatePurpose())
    restore_rule(actor=cast.pia, at=at, rule=rule)
    assert sorted(one.code for one in queries.rules_of(draft)) == ["K1", "K2"]
    assert facts(cast, "frameworkrule", rule) == ["rule.restore", "rule.strike", "rule.add"]


# Adopting


def test_an_adoption_is_recorded_with_body_and_days(cast, adopted):
    assert (adopted.state, adopted.adopted_by, adopted.adopted_on) == (
        "adopted",
        "council",
        date(2026, 1, 15),
    )
    assert facts(cast, "framework", adopted)[0] == "framework.adopt"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"body": "ps"}, "body"),
        ({"body": ""}, "body"),
        ({"adopted_on": date(2026, 11, 23), "valid_from": date(2027, 1, 1)}, "adopted_on"),
        ({"valid_from": date(2026, 1, 14)}, "valid_from"),
    ],
)
def test_an_adoption_that_cannot_be_is_refused(new_draft, new_rule, adopt, changes, field):
    draft = new_draft()
    new_rule(draft)
    with pytest.raises(Refused) as refused:
        adopt(draft, **changes)
    assert list(refused.value.problems) == [field]
    draft.refresh_from_db()
    assert draft.draft


def test_a_decision_may_be_announced_for_a_later_day(cast, new_draft, new_rule, adopt, today):
    draft = new_draft()
    new_rule(draft)
    adopt(draft, adopted_on=today, valid_from=date(2027, 1, 1))
    assert queries.framework_in_force(cast.pia.organisation_id, date(2026, 12, 31)) is None
    assert queries.framework_in_force(cast.pia.organisation_id, date(2027, 1, 1)) == draft


def test_a_framework_without_rules_is_not_adopted(new_draft, adopt):
    with pytest.raises(Refused):
        adopt(new_draft())


def test_only_the_policy_adviser_adopts_and_only_once(cast, at, adopted, new_draft, new_rule):
    draft = new_draft()
    new_rule(draft)
    given = {
        "expected_version": 1,
        "body": "council",
        "adopted_on": date(2026, 3, 1),
        "valid_from": date(2026, 3, 1),
    }
    with pytest.raises(NotYourRole):
        adopt_framework(actor=cast.bob, at=at, framework=draft, **given)
    with pytest.raises(StepRefused):
        adopt_framework(actor=cast.pia, at=at, framework=adopted, **given)


def test_a_draft_that_changed_under_the_reader_is_not_adopted(cast, at, new_draft, new_rule, adopt):
    draft = new_draft()
    new_rule(draft)
    change_framework(
        actor=cast.pia,
        at=at,
        framework=draft,
        expected_version=1,
        title="Ander",
        explanation="",
        bounds=PolicyBounds(),
    )
    with pytest.raises(Changed):
        adopt(draft, expected_version=1)
    assert queries.framework(cast.pia, draft.public_id).draft


# Replacing


def test_a_new_version_replaces_the_older_one_and_each_holds_in_its_own_time(cast, at, adopted, adopt):
    organisation = cast.pia.organisation_id
    second = draft_next_version(actor=cast.pia, at=at, framework=adopted)
    assert [rule.code for rule in queries.rules_of(second)] == ["K1"]
    assert [goal.pk for goal in queries.rules_of(second)[0].goals.all()] == [
        goal.pk for goal in queries.rules_of(adopted)[0].goals.all()
    ]
    assert second.bounds == adopted.bounds
    adopt(second, adopted_on=date(2026, 11, 1), valid_from=date(2026, 12, 1))
    older = queries.framework(cast.pia, adopted.public_id)
    assert (older.state, older.valid_until) == ("replaced", date(2026, 11, 30))
    assert queries.framework_in_force(organisation, date(2026, 11, 30)) == older
    assert queries.framework_in_force(organisation, date(2026, 12, 1)) == second
    assert queries.framework(cast.pia, second.public_id).replaces == older


def test_a_version_never_begins_before_the_one_that_it_replaces(cast, at, adopted, adopt):
    second = draft_next_version(actor=cast.pia, at=at, framework=adopted)
    with pytest.raises(Refused) as refused:
        adopt(second, adopted_on=date(2026, 1, 20), valid_from=date(2026, 2, 1))
    assert list(refused.value.problems) == ["valid_from"]
    assert queries.framework(cast.pia, adopted.public_id).state == "adopted"


def test_a_draft_is_not_copied(cast, at, new_draft):
    with pytest.raises(Refused):
        draft_next_version(actor=cast.pia, at=at, framework=new_draft())


# Frozen


def test_no_action_changes_an_adopted_framework(cast, at, adopted):
    (rule,) = queries.rules_of(adopted)
    common = {"actor": cast.pia, "at": at}
    for attempt in (
        lambda: change_framework(
            **common, framework=adopted, expected_version=2, title="x", explanation="", bounds=PolicyBounds()
        ),
        lambda: add_rule(**common, framework=adopted, strength="must", scope=Scope(), demand=StatePurpose()),
        lambda: change_rule(
            **common,
            rule=rule,
            expected_version=2,
            code="K1",
            strength="must",
            scope=Scope(),
            demand=StatePurpose(),
        ),
        lambda: strike_rule(**common, rule=rule),
        lambda: restore_rule(**common, rule=rule),
    ):
        with pytest.raises(Frozen):
            attempt()
    assert queries.rules_of(adopted) == [rule]


def test_no_other_write_path_changes_an_adopted_framework(adopted):
    from meerwaarde.stages.policy.models import FrameworkRule

    (rule,) = queries.rules_of(adopted)
    for attempt in (
        lambda: adopted.change(title="Anders"),
        lambda: adopted.change(bounds={}),
        adopted.strike,
        lambda: FrameworkRule.enter(framework=adopted, code="K9", strength="must", demand={}),
        lambda: rule.change(strength="must"),
        lambda: rule.serve([]),
        rule.strike,
    ):
        with pytest.raises(Frozen):
            attempt()


def test_the_database_holds_one_adopted_version_and_no_half_adoption(adopted, new_draft):
    draft = new_draft()
    decision = {"adopted_by": "council", "adopted_on": date(2026, 3, 1), "valid_from": date(2026, 3, 1)}
    for broken in (
        {"state": "adopted", **decision},
        {"state": "adopted"},
        {"number": 1},
        {"state": "dreamt"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            draft.change(**broken)
        draft.refresh_from_db()


# Reading


@pytest.mark.usefixtures("adopted")
def test_the_rules_of_a_department_come_beside_those_of_the_authority(
    cast, new_draft, new_rule, adopt, today
):
    from meerwaarde.platform.organisations.models import Department

    part = Department.objects.get(organisation_id=cast.pia.organisation_id, code="sociaal-domein")
    own = new_draft(department=part, bounds=PolicyBounds(social_value_minimum=Decimal(25)))
    new_rule(own, ThemeMinimum("social_return", 2), code="S1")
    adopt(own)
    where = cast.pia.organisation_id
    assert [rule.code for rule in queries.rules_in_force(where, today)] == ["K1"]
    assert [rule.code for rule in queries.rules_in_force(where, today, part.pk)] == ["S1", "K1"]
    bounds = queries.policy_bounds(where, today, part.pk)
    assert (bounds.social_value_minimum, bounds.social_return_percentage) == (Decimal(25), Decimal(5))
    assert queries.policy_bounds(where, date(2020, 1, 1)) is None


def test_rules_and_bounds_in_force_become_the_policy_of_an_intake(cast, new_draft, new_rule, adopt, today):
    draft = new_draft()
    new_rule(draft, Quotes("social", 1, 3), scope=Scope(contracts=("services",)))
    adopt(draft)
    where = cast.pia.organisation_id
    policy = policy_for(
        queries.policy_bounds(where, today), "services", rules=queries.rules_in_force(where, today)
    )
    assert (policy.single_until, policy.multiple_until) == (Decimal(50_000), "european")
    assert [(quote.kind, quote.at_least) for quote in policy.quotes] == [("social", 1)]
    law = queries.own_law(where, today)
    assert law["policy/single_until/services"].entries[0].source.title == "Kader inkopen met impact, versie 1"


def test_another_authority_sees_nothing(cast, at, adopted, today):
    (rule,) = queries.rules_of(adopted)
    assert queries.framework(cast.eve, adopted.public_id) is None
    assert queries.rule(cast.eve, rule.public_id) is None
    assert queries.listed_frameworks(cast.eve) == []
    assert queries.rules_in_force(cast.eve.organisation_id, today) == ()
    from dataclasses import replace

    stranger = replace(cast.eve, permissions=cast.pia.permissions)
    with pytest.raises(Http404):
        draft_next_version(actor=stranger, at=at, framework=adopted)


def test_the_council_reads_what_is_adopted_and_no_drafts(cast, adopted, new_draft):
    draft = new_draft()
    assert queries.framework(cast.rik, adopted.public_id) == adopted
    assert queries.framework(cast.rik, draft.public_id) is None
    assert queries.framework(cast.bob, draft.public_id) == draft
    assert queries.framework(cast.ada, adopted.public_id) is None


def test_a_department_lowers_the_amount_for_quick_purchases_and_never_raises_it(
    cast, new_draft, new_rule, adopt, today
):
    """Where the authority sets no amount, a department cannot either."""

    def in_force(amount, **given):
        draft = new_draft(bounds=PolicyBounds(quick_purchase_until=Decimal(amount)), **given)
        new_rule(draft)
        adopt(draft)
        return draft

    where, (lower, higher) = cast.pia.organisation_id, departments_of(cast.pia.organisation_id)[:2]
    in_force(900, department=lower)
    assert queries.quick_limit(where, today, lower.pk) is None
    assert "policy/quick_purchase_until" not in queries.own_law(where, today, lower.pk)
    whole = in_force(1500)
    in_force(5000, department=higher)
    found = {part: queries.quick_limit(where, today, part) for part in (None, lower.pk, higher.pk)}
    assert [limit.amount for limit in found.values()] == [Decimal(1500), Decimal(900), Decimal(1500)]
    assert found[None].framework.pk == found[higher.pk].framework.pk == whole.pk
    assert queries.own_law(where, today, lower.pk)["policy/quick_purchase_until"].entries[0].value == "900"


def test_the_form_keeps_the_amount_for_quick_purchases_and_refuses_one_beyond_one_quote(browse, new_draft):
    draft = new_draft(bounds=PolicyBounds(quick_purchase_until=Decimal(1500)))
    address, client = reverse("policy:framework_edit", args=["veenmeer", draft.public_id]), browse("pia")
    assert 'value="1.500"' in client.get(address).content.decode()
    typed = {"title": draft.title, "single_services": "1.000", "version": draft.version}
    refused = client.post(address, {**typed, "quick_purchase_until": "1.500"})
    assert refused.status_code == 422
    assert "1.000" in str(refused.context["page"].form.errors["quick_purchase_until"])
    assert client.post(address, {**typed, "quick_purchase_until": "750"}).status_code == 302
    draft.refresh_from_db()
    assert draft.policy_bounds.quick_purchase_until == Decimal(750)
    assert (
        "750" in client.get(reverse("policy:framework", args=["veenmeer", draft.public_id])).content.decode()
    )
