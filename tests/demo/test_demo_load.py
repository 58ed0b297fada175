"""The loader: complete, the same every time, all or nothing, and through the real actions."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

pytestmark = pytest.mark.django_db


def test_the_authority_is_there_with_everything_that_was_promised(loaded: None, actor: Any) -> None:
    from meerwaarde.demo.people import PEOPLE
    from meerwaarde.rules.compliance import DEMAND_NAMES
    from meerwaarde.rules.roles import roles_at
    from meerwaarde.stages.market.queries import NoticeFilter
    from meerwaarde.stages.market.queries import listed as notices_listed
    from meerwaarde.stages.policy.queries import current_goals, listed_frameworks, rules_in_force
    from meerwaarde.stages.procurement.queries import visible_to

    bas = actor("bas@veenmeer")
    assert current_goals(bas).count() == 15
    states = [version.state for version in listed_frameworks(bas)]
    assert states == ["draft", "adopted", "adopted", "replaced"]
    rules = rules_in_force(bas.organisation_id, date(2026, 11, 22), None)
    assert len(rules) == 10
    assert {type(rule.demand).__struct_config__.tag for rule in rules} == set(DEMAND_NAMES)
    assert {rule.strength for rule in rules} == {"must", "tenzij"}
    states = Counter(visible_to(bas).values_list("state", flat=True))
    assert states == {"draft": 9, "submitted": 2, "advised": 4, "decided": 11, "withdrawn": 1}
    assert len(notices_listed(bas, NoticeFilter())) == 7  # one of their own, six public procedures
    held = {person.role for person in PEOPLE if person.authority == "veenmeer"}
    assert held == {role.code for role in roles_at("authority")} - {"regional_coordinator", "ambassador"}


def test_some_promise_has_no_instrument_yet_and_some_cannot_be_measured(loaded: None, actor: Any) -> None:
    from meerwaarde.stages.policy.queries import current_goals, rules_serving

    bas = actor("bas@veenmeer")
    goals = list(current_goals(bas))
    bare = [goal for goal in goals if not rules_serving(bas, goal) and not goal.procurements.exists()]
    assert {goal.theme for goal in bare if goal.parent is None} == {"climate"}
    assert any(goal.not_measurable_because for goal in goals)
    assert {goal.source_type for goal in goals} == set(goals[0].Source.values)


def test_a_visitor_finds_a_finding_that_blocks_and_a_rule_that_is_open(loaded: None, actor: Any) -> None:
    from meerwaarde.stages.procurement.queries import file_of, procurement, visible_to

    bas = actor("bas@veenmeer")
    blocked, open_rules = [], []
    for row in visible_to(bas):
        found = procurement(bas, row.public_id)
        assert found is not None
        file = file_of(bas, found, date(2026, 11, 22))
        if file.advice and any(finding.severity == "block" for finding in file.advice.findings):
            blocked.append(file.state)
        open_rules += [(file.state, one.rule.code) for one in file.assessments if one.standing == "open"]
    assert blocked == ["draft"], "only the draft that is meant to may be blocked"
    assert ("advised", "K10") in open_rules


def test_no_file_uses_an_instrument_that_does_not_fit(loaded: None, actor: Any) -> None:
    from meerwaarde.stages.procurement.queries import file_of, procurement, visible_to

    bas = actor("bas@veenmeer")
    used = []
    for row in visible_to(bas):
        found = procurement(bas, row.public_id)
        assert found is not None
        known = {one.fit.code: one for one in file_of(bas, found, date(2026, 11, 22)).instruments}
        assert found.instruments.keys() <= known.keys()
        used += [one for code, one in known.items() if one.choice == "use"]
    assert len(used) > 10
    assert all(one.fit.fit != "no" and one.reason for one in used)


def test_every_stored_advice_gives_the_same_answer_when_it_is_run_again(loaded: None, actor: Any) -> None:
    from meerwaarde.stages.procurement.queries import advices_of, run_again, visible_to

    kept = [advice for row in visible_to(actor("bas@veenmeer")) for advice in advices_of(row)]
    assert len(kept) == 15
    assert all(run_again(advice).same for advice in kept)


def test_there_is_as_much_as_was_promised(loaded: None) -> None:
    from meerwaarde.demo.load import STORIES

    assert sum(len(story.procurements) for story in STORIES) >= 25
    assert sum(len(story.quick_purchases) for story in STORIES) >= 80
    assert sum(len(story.suppliers) for story in STORIES) >= 60
    moments = [file.at for story in STORIES for file in story.procurements]
    moments += [one.at for story in STORIES for one in story.quick_purchases]
    assert max(moments) - min(moments) > timedelta(days=700)
    firsts = {story.frameworks[0].bounds for story in STORIES}
    assert len(firsts) == len(STORIES), "each authority has a policy of its own"


def test_explanations_stand_in_every_state_and_some_are_thin(loaded: None, actor: Any) -> None:
    from meerwaarde.rules.compliance import still_lacking, tenzij_reasons
    from meerwaarde.rules.law import Law
    from meerwaarde.stages.procurement.queries import explanations_visible_to

    told = [
        one
        for name in ("bas@veenmeer", "eva@duinrade", "lotte@zuiderveen")
        for one in explanations_visible_to(actor(name))
    ]
    assert {one.state for one in told} >= {"proposed", "approved", "refused"}
    assert any(one.state == "approved" and one.review_on < date(2026, 11, 22) for one in told)
    reasons = {one.code: one for one in tenzij_reasons(Law.on(date(2026, 11, 22)))}
    lacking = [
        bool(still_lacking(reasons[one.reason], one.text, [item["where"] for item in one.evidence]))
        for one in told
    ]
    assert 3 <= sum(lacking) <= len(told) - 3
    for one in told:
        assert one.approver_id is None or one.approver_id != one.proposed_by_id


def test_suppliers_are_known_well_and_hardly_and_some_recognitions_are_over(loaded: None, actor: Any) -> None:
    from meerwaarde.stages.market.queries import credentials_of, suppliers_visible_to

    firms = list(suppliers_visible_to(actor("bas@veenmeer")))
    assert len(firms) >= 70
    assert any(firm.regions is None for firm in firms)
    assert any(firm.target_group_share is None for firm in firms)
    day = date(2026, 11, 22)
    social = [firm for firm in firms if firm.social_until is not None and firm.social_until >= day]
    assert len(firms) / 3 < len(social) < len(firms) * 2 / 3
    held = [one for known in credentials_of(firms).values() for one in known]
    assert {one.state for one in held} == {"claimed", "verified", "withdrawn"}
    assert any(one.valid_until == day - timedelta(days=1) for one in held)
    assert any(one.valid_until and day < one.valid_until < day + timedelta(days=60) for one in held)


def test_every_small_purchase_says_why_where_that_is_asked(loaded: None, actor: Any) -> None:
    from meerwaarde.stages.procurement.queries import quick_purchases_seen_by

    bought = list(quick_purchases_seen_by(actor("bas@veenmeer")))
    assert len(bought) == 75
    assert sum(one.social for one in bought) > len(bought) / 2
    assert {one.reason for one in bought} >= {"not_in_time", "does_not_fit", "none_found", "under_contract"}
    assert sum(one.undone_at is not None for one in bought) == 1
    assert sum(one.repeats_id is not None for one in bought) > 5
    assert len({one.bought_by_id for one in bought}) >= 10
    assert len({one.department_id for one in bought}) == 5


def test_a_list_that_was_taken_in_still_has_something_to_settle(loaded: None, actor: Any) -> None:
    from meerwaarde.stages.market.queries.supplier_imports import imports_visible_to

    (batch,) = imports_visible_to(actor("soraya@veenmeer"))
    assert batch.state == "done"
    assert batch.counts == {"new": 12, "differs": 4, "refused": 2}


def test_the_journal_is_one_unbroken_chain_in_the_order_of_time(loaded: None, actor: Any) -> None:
    from meerwaarde.platform.journal.queries import events_of, verdict_on

    for name in ("bas@veenmeer", "eva@duinrade", "lotte@zuiderveen"):
        events = list(events_of(actor(name).organisation_id).order_by("sequence"))
        assert events
        assert all(verdict_on(event).intact for event in events)
        moments = [event.moment for event in events]
        assert moments == sorted(moments)


def test_a_second_factor_is_demanded_a_year_from_loading(loaded: None) -> None:
    from django.utils import timezone

    from meerwaarde.platform.organisations.queries import authority

    for slug in ("veenmeer", "duinrade", "zuiderveen"):
        found = authority(slug)
        assert found is not None
        assert found.second_factor_since == timezone.localdate() + timedelta(days=365)


def test_everybody_logs_in_with_the_password_that_is_printed(loaded: None) -> None:
    from meerwaarde.demo.people import CIVIC_PEOPLE, MARKET_PEOPLE, PASSWORD, PEOPLE
    from meerwaarde.platform.organisations.queries import person_by_email

    for told in (*PEOPLE, *MARKET_PEOPLE, *CIVIC_PEOPLE):
        person = person_by_email(told.email)
        assert person is not None
        assert person.check_password(PASSWORD)


def test_what_was_loaded_can_be_found(loaded: None, actor: Any) -> None:
    from meerwaarde.platform.search.queries import search

    bas, eva = actor("bas@veenmeer"), actor("eva@duinrade")
    assert any("Schoonmaak" in hit.title for hit in search(bas.organisation_id, "schoonmaken"))
    assert not search(bas.organisation_id, "zeekraalbrigade")
    assert search(eva.organisation_id, "zeekraalbrigade")
    assert any("Tafel & Toekomst" in hit.title for hit in search(eva.organisation_id, "catering leren"))


def test_needs_stand_in_every_state_and_of_every_kind(loaded: None, actor: Any) -> None:
    from meerwaarde.rules.needs import KINDS
    from meerwaarde.stages.market.queries import needs

    asked = [
        one
        for name in ("marloes@huiskamer-de-stoof", "jorrit@speelbos-de-wilg")
        for one in needs.own_needs(actor(name))
    ]
    assert {one.kind for one in asked} == set(KINDS)
    states = {"draft", "submitted", "questioned", "open", "closed", "withdrawn"}
    assert {one.state for one in asked} == states
    offers = [one for name in ("soraya@veenmeer", "nynke@duinrade") for one in offers_seen(actor(name))]
    assert {one.state for one in offers} == {"offered", "agreed", "declined", "cancelled", "confirmed"}
    said = [{each.quantity for each in one.confirmations.all()} for one in offers if one.state == "agreed"]
    assert sum(len(quantities) == 2 for quantities in said) == 1, "at one the sides say something else"


def offers_seen(who: Any) -> list[Any]:
    from meerwaarde.stages.market.queries import needs

    return list(needs.offers_visible_to(who))


def test_the_desk_answered_in_time_and_once_late_and_has_questions_waiting(loaded: None, actor: Any) -> None:
    from meerwaarde.stages.market.queries import contacts

    today = date(2026, 11, 22)
    here = contacts.figures(actor("soraya@veenmeer"), today)
    assert (here.answers, here.late, here.waiting, here.overdue) == (3, 0, 2, 1)
    there = contacts.figures(actor("nynke@duinrade"), today)
    assert (there.answers, there.late, there.waiting, there.overdue) == (1, 1, 1, 0)


def test_enquiries_and_chances_stand_in_every_step_of_the_funnel(loaded: None, actor: Any) -> None:
    from meerwaarde.stages.market.queries import enquiries

    bas = actor("bas@veenmeer")
    asked = enquiries.listed_enquiries(bas).rows
    assert {(one.state, one.kind) for one in asked} >= {
        ("draft", "quotation"),
        ("open", "question"),
        ("closed", "quotation"),
    }
    seen = enquiries.figures_of(enquiries.asked_chances(bas)).funnel
    assert all(seen.reached.values())
    assert seen.reached["deal"] == 2
    assert seen.amount_cents == (18_650 + 26_900) * 100
    assert seen.declined > 0
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert enquiries.to_ask_afterwards(bas, now)
    assert enquiries.to_ask_afterwards(actor("noortje@sloop-en-oogst"), now)
    assert len(enquiries.waiting_questions(bas)) == 1


def test_combinations_are_settled_ended_and_waiting_for_a_firm(loaded: None, actor: Any) -> None:
    from meerwaarde.stages.market.queries import combinations

    led = [*combinations.combinations_visible_to(actor("hilde@norgerbrink"))]
    assert {one.state for one in led} == {"formed", "ended", "forming"}
    assert len(combinations.waiting_parts(actor("wessel@groenploeg-de-wissel"))) == 1


def test_searches_are_kept_with_news_and_as_evidence_and_shown_on_a_site(loaded: None, actor: Any) -> None:
    from meerwaarde.stages.market.queries import alerts, embeds, kept_searches

    bas, wessel = actor("bas@veenmeer"), actor("wessel@groenploeg-de-wissel")
    for who in (bas, wessel):
        assert any(new for _saved, new in kept_searches.saved_with_news(who))
        assert alerts.alerts_of(who).exists()
    frozen = kept_searches.frozen_listed(bas)
    assert [one.found_count for one in frozen] == [4, 4]  # furniture, then builders
    boxes = embeds.embeds_visible_to(actor("beheer@veenmeer"))
    assert sorted(one.revoked_at is None for one in boxes) == [False, True]


def test_one_profile_is_nearly_complete_and_one_is_bare(loaded: None, actor: Any) -> None:
    from meerwaarde.stages.market.queries import firm_parts, own_supplier

    today = date(2026, 11, 22)
    rich, bare = (own_supplier(actor(name)) for name in ("wessel@groenploeg-de-wissel", "hilde@norgerbrink"))
    assert rich is not None
    assert bare is not None
    filled, few = (firm_parts.filled_parts(one, today) for one in (rich, bare))
    assert filled > few
    assert len(filled) >= len(few) + 4
    assert firm_parts.looks_at(rich, today).authority > firm_parts.looks_at(bare, today).authority


def test_a_second_load_is_one_query_and_changes_nothing(
    loaded: None, django_assert_num_queries: Any, told_again: Any
) -> None:
    from meerwaarde.demo.load import load

    before = told_again()
    with django_assert_num_queries(1):
        load()
    assert told_again() == before
