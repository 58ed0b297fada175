"""Explaining a rule that is not followed: who writes, who judges, what is counted, what stops a step."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor, actor_of
from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.access.mandating import MandateGiven, register_mandate
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.organisations.models import Membership
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.policy.models import Framework
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.models import Explanation, Procurement, RuleStanding

TEXT = (
    "Wij zochten in oktober 2026 bij zeven hoveniers in de regio, ook bij twee sociale ondernemingen. Geen "
    "van hen kan dit specialistische werk doen met mensen die nog geleerd moeten worden. In het voorjaar "
    "kijken wij opnieuw."
)
REVIEW = date(2027, 5, 1)


@pytest.fixture
def open_file(cast: Any, filled: Procurement, at: datetime) -> Procurement:
    """A file in which rule K1 is not followed."""
    actions.save_ambition(
        cast.ann, filled, expected_version=filled.version, themes={"climate": 1}, why="", at=at
    )
    return filled


@pytest.fixture
def rule(framework: Framework) -> str:
    return str(framework.rules.get().public_id)


@pytest.fixture
def told(cast: Any, open_file: Procurement, rule: str, at: datetime) -> Explanation:
    return explain(cast.ann, open_file, rule, at)


@pytest.fixture
def mandate(cast: Any, at: datetime) -> Any:
    return give_mandate(cast, "policy_adviser", at)


def give_mandate(cast: Any, role: str, at: datetime, **values: Any) -> Any:
    given = MandateGiven(
        act="approve_explanation",
        role=role,
        since=values.pop("since", date(2026, 1, 1)),
        source="Mandaatbesluit 2026",
        **values,
    )
    return register_mandate(actor=cast.ada, given=given, at=at)


def explain(actor: Actor, file: Procurement, rule: str, at: datetime, **other: Any) -> Explanation:
    values: dict[str, Any] = {
        "reason": "no_market",
        "text": TEXT,
        "evidence": ["verslag.pdf", "bijlage 2"],
        "review_on": REVIEW,
    }
    return actions.explain(actor, file, rule=rule, at=at, **(values | other))


def standing(actor: Actor, file: Procurement, at: datetime) -> str:
    found = queries.advised(actor, file, queries.lots_of(file), at.date())
    return found.assessments[0].standing


def approve(actor: Actor, told: Explanation, at: datetime) -> None:
    actions.approve_explanation(actor, told, expected_version=told.version, verdict="Goed onderzocht.", at=at)


# Writing


def test_an_explanation_keeps_the_rule_as_it_read_then(told: Explanation, open_file: Procurement) -> None:
    assert (told.state, told.rule_code, told.theme) == ("proposed", "K1", "social_return")
    assert told.sentence["nl"].startswith("Bij elke inkoop")
    assert told.value_cents == open_file.value_cents == 60_000_00
    assert [item["where"] for item in told.evidence] == ["verslag.pdf", "bijlage 2"]
    event = Event.objects.get(action="explanation.propose")
    assert TEXT not in event.body
    assert "no_market" in event.body


def test_who_only_reads_explains_nothing(cast: Any, open_file: Procurement, rule: str, at: datetime) -> None:
    assert explain(cast.bob, open_file, rule, at).state == "proposed"
    with pytest.raises(NotYourRole):
        explain(cast.pia, open_file, rule, at)


def test_a_rule_without_exception_is_not_explained(
    cast: Any, open_file: Procurement, framework: Framework, rule: str, at: datetime
) -> None:
    framework.rules.update(strength="must")
    with pytest.raises(actions.NotExplainable) as refused:
        explain(cast.ann, open_file, rule, at)
    assert "zonder uitzondering" in refused.value.text.nl
    assert not Explanation.objects.exists()


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"reason": "because"}, "redenen"),
        ({"text": "  "}, "zinnen"),
        ({"review_on": date(2026, 11, 21)}, "vanaf vandaag"),
        ({"review_on": date(2028, 11, 23)}, "tot en met 22-11-2028"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_what_to_do(
    *, cast: Any, open_file: Procurement, rule: str, at: datetime, values: dict[str, Any], word: str
) -> None:
    with pytest.raises(actions.NotExplainable) as refused:
        explain(cast.ann, open_file, rule, at, **values)
    assert word in refused.value.text.nl
    assert explain(cast.ann, open_file, rule, at, review_on=date(2028, 11, 22)).state == "proposed"


def test_nothing_is_explained_that_is_followed_or_does_not_hold(
    cast: Any, filled: Procurement, rule: str, at: datetime
) -> None:
    with pytest.raises(actions.NotExplainable, match="satisfied already"):
        explain(cast.ann, filled, rule, at)
    with pytest.raises(actions.NotExplainable, match="does not hold here"):
        explain(cast.ann, filled, "2222222222", at)


def test_what_is_proposed_can_be_changed_and_two_at_once_lose_nothing(
    cast: Any, open_file: Procurement, told: Explanation, rule: str, at: datetime
) -> None:
    opened = told.version
    changed = explain(cast.ann, open_file, rule, at, text=f"{TEXT} Beter.", expected_version=opened)
    assert changed.pk == told.pk
    with pytest.raises(Changed):
        explain(cast.bob, open_file, rule, at, text="Iets anders", expected_version=opened)
    assert Explanation.objects.get().text == f"{TEXT} Beter."


def test_withdrawing_opens_the_rule_again(
    *, cast: Any, open_file: Procurement, told: Explanation, mandate: Any, rule: str, at: datetime
) -> None:
    approve(cast.pia, told, at)
    assert standing(cast.ann, open_file, at) == "explained"
    with pytest.raises(StepRefused):
        actions.withdraw_explanation(cast.pia, told, expected_version=told.version, at=at)
    actions.withdraw_explanation(cast.ann, told, expected_version=told.version, at=at)
    assert standing(cast.ann, open_file, at) == "open"
    assert explain(cast.ann, open_file, rule, at).pk != told.pk


def test_after_settling_nothing_is_explained_or_judged(
    *, cast: Any, open_file: Procurement, told: Explanation, mandate: Any, rule: str, at: datetime
) -> None:
    open_file.change(state="decided")
    told.refresh_from_db()
    for attempt in (
        lambda: explain(cast.ann, open_file, rule, at, expected_version=told.version),
        lambda: approve(cast.pia, told, at),
        lambda: actions.withdraw_explanation(cast.ann, told, expected_version=told.version, at=at),
    ):
        with pytest.raises(actions.NotExplainable, match="fixed"):
            attempt()


# Judging


def test_a_colleague_with_a_mandate_approves(
    cast: Any, told: Explanation, mandate: Any, at: datetime
) -> None:
    approve(cast.pia, told, at)
    assert (told.state, told.approver_id, told.mandate) == (
        "approved",
        cast.pia.membership_id,
        mandate.public_id,
    )
    assert told.decided_on == at.date()
    assert Event.objects.filter(action="explanation.approve").count() == 1


def test_without_a_mandate_nobody_approves(cast: Any, told: Explanation, at: datetime) -> None:
    with pytest.raises(actions.NotExplainable):
        approve(cast.pia, told, at)
    assert Explanation.objects.get().state == "proposed"


def test_a_mandate_that_ended_yesterday_is_refused_with_who_can(
    cast: Any, told: Explanation, at: datetime
) -> None:
    yesterday = at.date() - timedelta(days=1)
    give_mandate(cast, "policy_adviser", at, until=yesterday)
    give_mandate(cast, "finance_controller", at)
    with pytest.raises(actions.NotExplainable) as refused:
        approve(cast.pia, told, at)
    assert "Dirk" in refused.value.text.nl
    approve(cast.dirk, told, at)
    assert told.state == "approved"


def test_a_mandate_up_to_an_amount_holds_up_to_that_amount(
    cast: Any, told: Explanation, at: datetime
) -> None:
    give_mandate(cast, "policy_adviser", at, amount=Decimal("59999.99"))
    with pytest.raises(actions.NotExplainable):
        approve(cast.pia, told, at)
    give_mandate(cast, "alderman", at, amount=Decimal(60_000))
    approve(cast.wim, told, at)


def test_nobody_approves_the_own_file(cast: Any, open_file: Procurement, rule: str, at: datetime) -> None:
    for role in ("client", "buyer"):
        give_mandate(cast, role, at)
    by_leo = explain(cast.leo, open_file, rule, at)
    assert open_file.client_id == cast.ann.membership_id
    with pytest.raises(actions.NotExplainable, match="client of this file"):
        approve(cast.ann, by_leo, at)
    open_file.change(buyer_id=cast.bob.membership_id)
    by_leo = Explanation.objects.get(pk=by_leo.pk)
    with pytest.raises(actions.NotExplainable, match="buyer of this file"):
        approve(cast.bob, by_leo, at)


def test_who_wrote_first_does_not_approve_what_a_colleague_went_on_with(
    cast: Any, open_file: Procurement, rule: str, at: datetime
) -> None:
    for role in ("buyer", "policy_adviser"):
        give_mandate(cast, role, at)
    by_bob = explain(cast.bob, open_file, rule, at)
    assert queries.approvers(cast.ann.organisation_id, by_bob, at.date()) == ["Pia"]
    by_leo = explain(cast.leo, open_file, rule, at, expected_version=by_bob.version)
    assert queries.to_approve(cast.bob, at.date()) == []
    assert queries.approvers(cast.ann.organisation_id, by_leo, at.date()) == ["Pia"]
    with pytest.raises(actions.NotExplainable, match="wrote this explanation yourself"):
        approve(cast.bob, by_leo, at)
    approve(cast.pia, by_leo, at)


def test_another_role_of_the_same_person_is_still_the_same_person(
    cast: Any, told: Explanation, mandate: Any, at: datetime
) -> None:
    second = Membership.objects.create(
        person_id=cast.ann.person_id,
        organisation_id=cast.ann.organisation_id,
        role="policy_adviser",
        since=date(2026, 1, 1),
    )
    with pytest.raises(actions.NotExplainable, match="wrote this explanation yourself"):
        approve(actor_of(second), told, at)
    approve(cast.pia, told, at)


def test_who_does_not_agree_says_why_and_the_writer_improves(
    *, cast: Any, open_file: Procurement, told: Explanation, mandate: Any, rule: str, at: datetime
) -> None:
    with pytest.raises(actions.NotExplainable):
        actions.refuse_explanation(cast.pia, told, expected_version=told.version, verdict=" ", at=at)
    actions.refuse_explanation(
        cast.pia, told, expected_version=told.version, verdict="Waar is het verslag?", at=at
    )
    assert [one.pk for one in queries.to_improve(cast.ann)] == [told.pk]
    again = explain(cast.ann, open_file, rule, at, expected_version=told.version)
    assert (again.state, again.verdict) == ("proposed", "Waar is het verslag?")
    assert queries.to_improve(cast.ann) == []


def test_what_waits_is_shown_to_who_may_judge_it(
    cast: Any, told: Explanation, mandate: Any, at: datetime
) -> None:
    assert [one.pk for one in queries.to_approve(cast.pia, at.date())] == [told.pk]
    for nobody in (cast.ann, cast.dirk, cast.leo, cast.rik, cast.eve):
        assert queries.to_approve(nobody, at.date()) == []


def test_of_another_town_nobody_sees_or_judges_anything(cast: Any, told: Explanation, mandate: Any) -> None:
    assert queries.explanation(cast.pia, told.public_id) is not None
    assert queries.explanation(cast.eve, told.public_id) is None


# Stopping a step


def test_an_open_rule_stops_handing_in_until_it_is_explained(
    cast: Any, open_file: Procurement, rule: str, at: datetime
) -> None:
    with pytest.raises(actions.Blocked) as blocked:
        actions.submit(cast.ann, open_file, expected_version=open_file.version, at=at)
    assert any("K1" in reason.nl for reason in blocked.value.reasons)
    explain(cast.ann, open_file, rule, at)
    actions.submit(cast.ann, open_file, expected_version=open_file.version, at=at)
    assert open_file.state == "submitted"


def test_settling_waits_for_the_approval(
    cast: Any, open_file: Procurement, told: Explanation, mandate: Any, at: datetime
) -> None:
    actions.submit(cast.ann, open_file, expected_version=open_file.version, at=at)
    actions.complete_advice(cast.bob, open_file, expected_version=open_file.version, at=at)
    with pytest.raises(actions.Blocked) as blocked:
        actions.decide(cast.bob, open_file, expected_version=open_file.version, at=at)
    assert "wacht op akkoord" in blocked.value.reasons[0].nl
    approve(cast.pia, Explanation.objects.get(), at)
    actions.decide(cast.bob, open_file, expected_version=open_file.version, at=at)
    assert open_file.state == "decided"


# Counting


def test_every_change_of_a_file_keeps_the_counts(
    cast: Any, open_file: Procurement, rule: str, mandate: Any, at: datetime
) -> None:
    assert queries.standings(cast.pia, at.date()) == queries.Standings(open=1)
    told = explain(cast.ann, open_file, rule, at)
    assert queries.standings(cast.pia, at.date()) == queries.Standings(open=1)
    approve(cast.pia, told, at)
    assert queries.standings(cast.pia, at.date()) == queries.Standings(explained=1)
    rows = queries.standings_visible_to(cast.pia, at.date())
    (theme,) = queries.standings_per_theme(rows)
    (band,) = queries.standings_per_band(rows)
    (department,) = queries.standings_per_department(rows)
    assert (theme.key, band.key, department.key) == ("social_return", "medium", "")
    assert theme.counts == band.counts == department.counts == queries.Standings(explained=1)
    actions.save_ambition(
        cast.ann, open_file, expected_version=open_file.version, themes={"social_return": 1}, why="", at=at
    )
    assert queries.standings(cast.pia, at.date()) == queries.Standings(satisfied=1)
    assert queries.standings(cast.rik, at.date()) == queries.Standings(
        satisfied=1
    )  # the council counts along
    assert queries.standings(cast.eve, at.date()) == queries.Standings()


def test_counts_cost_a_fixed_number_of_queries(
    cast: Any, open_file: Procurement, at: datetime, django_assert_num_queries: Any
) -> None:
    RuleStanding.objects.bulk_create(
        RuleStanding(procurement=open_file, rule=f"r{number}", rule_code=f"K{number}", standing="satisfied")
        for number in range(50)
    )
    with django_assert_num_queries(4):
        assert queries.standings(cast.pia, at.date()).held == 51
        rows = queries.standings_visible_to(cast.pia, at.date())
        queries.standings_per_department(rows)
        queries.standings_per_theme(rows)
        queries.standings_per_band(rows)


# Pages


def post(client: Client, name: str, *args: str, **values: str) -> Any:
    return client.post(reverse(name, args=["veenmeer", *args]), values)


TYPED = {
    "reason": "no_market",
    "text": TEXT,
    "review_on": "1-5-2027",
    "evidence_no_market_0": "verslag.pdf",
}


def test_from_the_rules_to_an_explanation_and_its_approval(
    cast: Any, browse: Any, open_file: Procurement, rule: str, mandate: Any
) -> None:
    ann, pia = browse("ann"), browse("pia")
    rules = ann.get(reverse("procurement:rules", args=["veenmeer", open_file.public_id])).content.decode()
    door = reverse("procurement:explain", args=["veenmeer", open_file.public_id, rule])
    assert door in rules
    assert "Pas toe of leg uit" in rules
    sent = ann.post(door, TYPED)
    told = Explanation.objects.get()
    page = reverse("explanations:explanation", args=["veenmeer", told.public_id])
    assert (sent.status_code, sent["Location"]) == (302, page)
    assert "formaction" not in ann.get(page).content.decode()
    assert "U hebt deze uitleg zelf geschreven" in ann.get(page).content.decode()
    home = pia.get(reverse("authority:home", args=["veenmeer"])).content.decode()
    assert page in home
    shown = pia.get(page).content.decode()
    assert "formaction" in shown
    assert "Nog niet gezegd waar dit staat" in shown
    agreed = post(pia, "explanations:approve", told.public_id, version=str(told.version), verdict="Prima.")
    assert agreed.status_code == 302
    after = ann.get(reverse("procurement:rules", args=["veenmeer", open_file.public_id])).content.decode()
    assert "Uitgelegd" in after
    note = queries.file_of(cast.ann, open_file, date(2026, 11, 22))
    assert note.explanations[0].verdict == "Prima."


def test_on_a_mistake_everything_that_was_typed_stays(browse: Any, open_file: Procurement, rule: str) -> None:
    ann = browse("ann")
    typed = {**TYPED, "reason": "urgency", "review_on": "", "evidence_urgency_0": "mail van 3 november"}
    sent = post(ann, "procurement:explain", open_file.public_id, rule, **typed)
    page = sent.content.decode()
    assert sent.status_code == 422
    assert "Deze reden heeft een einde" in page
    for kept in ("mail van 3 november", "verslag.pdf", "zeven hoveniers"):
        assert kept in page
    assert not Explanation.objects.exists()


def test_a_reason_without_an_end_gets_its_usual_review_date(
    browse: Any, open_file: Procurement, rule: str
) -> None:
    post(browse("ann"), "procurement:explain", open_file.public_id, rule, **{**TYPED, "review_on": ""})
    assert Explanation.objects.get().review_on == date(2027, 11, 22)


def test_who_comes_second_sees_both_versions(
    *, cast: Any, browse: Any, open_file: Procurement, told: Explanation, rule: str, at: datetime
) -> None:
    opened = told.version
    explain(cast.bob, open_file, rule, at, text=f"{TEXT} Van Bob.", expected_version=opened)
    sent = post(browse("ann"), "procurement:explain", open_file.public_id, rule, **TYPED, version=str(opened))
    page = sent.content.decode()
    assert sent.status_code == 409
    assert "Van Bob." in page
    assert "Niets is verloren" in page or "Er is niets verloren" in page


def test_hints_follow_what_is_typed_and_refuse_nothing(
    browse: Any, open_file: Procurement, rule: str
) -> None:
    ann = browse("ann")
    thin = {**TYPED, "text": "Zoals altijd gebruikelijk."}
    shown = post(ann, "procurement:explain_hints", open_file.public_id, rule, **thin).content.decode()
    assert "Gewoonte is geen reden" in shown
    sent = post(ann, "procurement:explain", open_file.public_id, rule, **thin)
    assert sent.status_code == 302


def test_the_list_filters_and_exports_with_a_fact_in_the_journal(
    browse: Any, told: Explanation, django_assert_max_num_queries: Any
) -> None:
    pia, here = browse("pia"), reverse("explanations:list", args=["veenmeer"])
    with django_assert_max_num_queries(14):
        assert told.public_id in pia.get(here).content.decode()
    for address, found in (
        ("?state=proposed&reason=no_market&theme=social_return&band=medium", True),
        ("?state=approved", False),
        ("?band=small", False),
        ("?past_review=on", False),
        ("?theme=none", False),
        ("?reason=nonsense&state=odd", True),
    ):
        assert (told.public_id in pia.get(here + address).content.decode()) is found, address
    taken = pia.get(reverse("explanations:export", args=["veenmeer", "csv"]))
    assert TEXT in taken.content.decode("utf-8-sig")
    assert Event.objects.filter(action="list.export").count() == 1


def test_the_list_pages_without_more_queries(
    cast: Any, browse: Any, told: Explanation, many: Any, django_assert_max_num_queries: Any
) -> None:
    many(30)
    values = {
        field.attname: getattr(told, field.attname)
        for field in Explanation._meta.concrete_fields
        if field.attname not in ("id", "public_id", "procurement_id")
    }
    for file in Procurement.objects.exclude(pk=told.procurement_id):
        Explanation.enter(procurement=file, **values)
    pia, here = browse("pia"), reverse("explanations:list", args=["veenmeer"])
    with django_assert_max_num_queries(14):
        first = pia.get(here).content.decode()
    assert first.count("/uitleg/") > 25
    after = queries.listed_explanations(cast.pia, queries.ExplanationFilter(), date(2026, 11, 22))
    second = pia.get(f"{here}?na={after[queries.PAGE - 1].public_id}").content.decode()
    assert told.public_id in second
    assert told.public_id not in first


def test_the_home_page_tells_the_share_of_rules_that_was_explained(
    cast: Any, browse: Any, told: Explanation, mandate: Any, at: datetime
) -> None:
    approve(cast.pia, told, at)
    home = browse("wim").get(reverse("authority:home", args=["veenmeer"])).content.decode()
    assert "Eigen regels gevolgd" in home
    assert "0 van 1" in home
    assert "standing=explained" in home


def test_an_old_explanation_is_found_by_its_review_date(
    browse: Any, told: Explanation, mandate: Any, cast: Any, at: datetime
) -> None:
    approve(cast.pia, told, at)
    told.change(review_on=date(2026, 11, 21))
    here = reverse("explanations:list", args=["veenmeer"])
    assert told.public_id in browse("pia").get(f"{here}?past_review=on").content.decode()


def test_what_is_past_its_review_is_explained_anew_from_the_rules(
    *,
    browse: Any,
    open_file: Procurement,
    told: Explanation,
    rule: str,
    mandate: Any,
    cast: Any,
    at: datetime,
) -> None:
    approve(cast.pia, told, at)
    ann = browse("ann")
    door = reverse("procurement:explain", args=["veenmeer", open_file.public_id, rule])
    pages = (
        reverse("procurement:rules", args=["veenmeer", open_file.public_id]),
        reverse("explanations:explanation", args=["veenmeer", told.public_id]),
    )
    for page in pages:
        assert door not in ann.get(page).content.decode()
    told.change(review_on=date(2026, 11, 21))
    for page in pages:
        assert door in ann.get(page).content.decode()
    sent = ann.post(door, {**TYPED, "version": str(told.version)})
    assert sent.status_code == 302
    assert Explanation.objects.get().state == "proposed"


# Would this rule bite


def test_a_rule_being_written_says_which_running_procurements_it_bites(
    cast: Any, open_file: Procurement, many: Any, django_assert_max_num_queries: Any
) -> None:
    from meerwaarde.rules.compliance import PolicyRule, Scope, ThemeMinimum

    many(3)  # without a type of contract nothing is judged
    draft = PolicyRule(
        id="",
        code="K9",
        strength="tenzij",
        scope=Scope(contracts=("services",)),
        demand=ThemeMinimum("climate", 1),
    )
    assert [
        (one.procurement.pk, one.assessment.standing) for one in queries.bitten_by(cast.pia, (draft,))
    ] == [(open_file.pk, "satisfied")]
    works = PolicyRule(
        id="",
        code="K9",
        strength="tenzij",
        scope=Scope(contracts=("works",)),
        demand=ThemeMinimum("climate", 1),
    )
    assert queries.bitten_by(cast.pia, (works,)) == []
    assert queries.bitten_by(cast.rik, (draft,)) == []
    with django_assert_max_num_queries(12):
        queries.bitten_by(cast.pia, (draft,))


def test_who_comes_back_reads_that_a_colleague_agreed(
    browse: Any, cast: Any, told: Explanation, mandate: Any
) -> None:
    ann = browse("ann")
    file = reverse("procurement:detail", args=["veenmeer", told.procurement.public_id])
    ann.get(file)
    approve(cast.pia, told, timezone.now())
    text = ann.get(file).content.decode()
    since = text.split("Gewijzigd sinds u hier was")[1].split("</section>")[0]
    assert "Pia" in since
    assert reverse("explanations:explanation", args=["veenmeer", told.public_id]) in since
