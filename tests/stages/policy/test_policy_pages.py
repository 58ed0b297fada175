"""The pages of goals, frameworks and promises, as people open them and fill them in."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meerwaarde.rules.compliance import AwardToKind, Quotes, Scope, StatePurpose, ThemeMinimum
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions import Indicator, change_goal, strike_rule

pytestmark = pytest.mark.django_db

GOAL = {
    "wording": "Wij kopen sociaal in.",
    "theme": "social_return",
    "source_type": "coalition_agreement",
    "document": "Coalitieakkoord 2026-2030",
    "since_year": "2026",
    "until_year": "2030",
}
RULE = {"strength": "tenzij", "kind": "social", "at_least": "1", "of": "3", "value_from": "50.000"}


@pytest.fixture(autouse=True)
def in_dutch(settings: Any) -> None:
    settings.LANGUAGE_CODE = "nl"


def at_policy(name: str, *arguments: str) -> str:
    return reverse(f"policy:{name}", args=["veenmeer", *arguments])


# Who may open what

READERS = ["ann", "bob", "pia", "dirk", "wim", "rik"]


@pytest.mark.parametrize("name", ["goals", "frameworks", "promises"])
def test_lists_open_for_everybody_who_reads_policy(browse, name):
    for who in READERS:
        assert browse(who).get(at_policy(name)).status_code == 200, who
    assert browse("ada").get(at_policy(name)).status_code == 403


@pytest.mark.parametrize("name", ["goal_new", "framework_new"])
def test_only_who_writes_policy_gets_a_form(browse, name):
    assert browse("pia").get(at_policy(name)).status_code == 200
    for who in ("bob", "wim", "rik", "dirk"):
        assert browse(who).get(at_policy(name)).status_code == 403, who


def test_a_stranger_gets_the_bytes_of_what_does_not_exist(browse, cast, new_goal, adopted):
    (rule,) = queries.rules_of(adopted)
    eve, pia = browse("eve"), browse("pia")
    missing = pia.get(at_policy("goal", "222222222222"))
    assert missing.status_code == 404
    for name, public_id in (
        ("goal", new_goal().public_id),
        ("goal_edit", new_goal().public_id),
        ("framework", adopted.public_id),
        ("rule", rule.public_id),
    ):
        answer = eve.get(at_policy(name, public_id))
        assert (answer.status_code, answer.content) == (404, missing.content)
        elsewhere = eve.get(reverse(f"policy:{name}", args=["duinrade", public_id]))
        assert elsewhere.status_code == (403 if name == "goal_edit" else 404)


def test_changes_are_sent_and_never_fetched(browse, new_goal, new_draft, new_rule):
    pia, draft = browse("pia"), new_draft()
    for name, thing in (
        ("goal_archive", new_goal()),
        ("goal_restore", new_goal()),
        ("framework_next", draft),
        ("rule_strike", new_rule(draft)),
        ("rule_restore", new_rule(draft)),
    ):
        assert pia.get(at_policy(name, thing.public_id)).status_code == 405


# Lists


def test_the_list_filters_and_says_what_to_do_when_nothing_fits(browse, new_goal):
    new_goal()
    new_goal(wording="Alles wat wij kopen is herbruikbaar.", theme="circular")
    pia = browse("pia")
    found = pia.get(at_policy("goals"), {"theme": "circular"}).content.decode()
    assert "herbruikbaar" in found
    assert "goede voorbeeld" not in found
    nothing = pia.get(at_policy("goals"), {"q": "eenhoorn"}).content.decode()
    assert "Geen doel past bij deze filters" in nothing


@pytest.mark.parametrize(
    "nonsense",
    [
        {"theme": "x"},
        {"year": "dit jaar"},
        {"bladzijde": "%%%"},
        {"bladzijde": "WzEsMl0"},
        {"volgorde": "-pk__x"},
    ],
)
def test_a_filter_that_makes_no_sense_harms_nothing(browse, new_goal, nonsense):
    new_goal()
    answer = browse("pia").get(at_policy("goals"), nonsense)
    assert answer.status_code == 200
    assert "goede voorbeeld" in answer.content.decode()


@pytest.mark.parametrize("sort", ["wording", "-wording", "-until", "newest"])
def test_paging_shows_every_goal_once_and_leads_back(cast, new_goal, sort):
    entered = {
        new_goal(wording=f"Doel {number % 7}", until_year=2030 + number % 3).pk for number in range(60)
    }
    field, descending = sort.removeprefix("-"), sort.startswith("-")

    def page(cursor: str) -> Any:
        return queries.listed(
            cast.pia, queries.GoalFilter(), sort=field, descending=descending, cursor=cursor
        )

    pages, cursor = [], ""
    while True:
        pages.append(page(cursor))
        cursor = pages[-1].after
        if not cursor:
            break
    shown = [goal.pk for one in pages for goal in one.rows]
    assert len(shown) == len(set(shown)) == 60
    assert set(shown) == entered
    assert not pages[0].before
    back = page(pages[1].before)
    assert [goal.pk for goal in back.rows] == [goal.pk for goal in pages[0].rows]


def queries_of(client: Any, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", ["goals", "promises"])
def test_a_list_of_fifty_goals_costs_as_many_queries_as_one_of_five(browse, cast, new_goal, adopted, name):
    from meerwaarde.platform.organisations.models import Membership

    owner = Membership.objects.get(pk=cast.dirk.membership_id)
    assert adopted.state == "adopted"  # with one goal, that its rule serves
    for number in range(4):
        new_goal(wording=f"Doel {number}", owner=owner)
    pia = browse("pia")
    few = queries_of(pia, at_policy(name))
    for number in range(45):
        new_goal(wording=f"Nog een doel {number}", owner=owner)
    assert queries_of(pia, at_policy(name)) == few


def test_a_framework_of_fifty_rules_costs_as_many_queries_as_one_of_five(
    browse, new_draft, new_rule, new_goal
):
    draft, goal = new_draft(), new_goal()
    for _number in range(5):
        new_rule(draft, goals=[goal])
    pia = browse("pia")
    few = queries_of(pia, at_policy("framework", draft.public_id))
    for _number in range(45):
        new_rule(draft, goals=[goal])
    assert queries_of(pia, at_policy("framework", draft.public_id)) == few


def test_many_versions_cost_as_many_queries_as_few(browse, new_draft):
    for _number in range(5):
        new_draft()
    pia = browse("pia")
    few = queries_of(pia, at_policy("frameworks"))
    for _number in range(45):
        new_draft()
    assert queries_of(pia, at_policy("frameworks")) == few


def test_the_export_holds_what_the_list_shows_and_no_formulas(browse, new_goal):
    new_goal(wording='=HYPERLINK("http://x")', theme="circular")
    new_goal()
    pia = browse("pia")
    answer = pia.get(at_policy("goals_export", "csv"), {"theme": "circular"})
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][0] == '\'=HYPERLINK("http://x")'
    book = pia.get(at_policy("goals_export", "xlsx"))
    assert book.content[:2] == b"PK"
    assert pia.get(at_policy("goals_export", "exe")).status_code == 404


def test_the_promises_print_as_one_table_and_export_how_they_stand(browse, new_goal):
    new_goal(wording='=HYPERLINK("http://x")')
    pia = browse("pia")
    page = pia.get(at_policy("promises")).content.decode()
    table = page.partition('class="mw-only-print"')[2].partition("</table>")[0]
    assert "Nog geen instrument" in table
    assert "Portefeuillehouder" in table
    assert "data-print hidden" in page
    answer = pia.get(at_policy("promises_export", "csv"))
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "Belofte"
    assert rows[1][0] == '\'=HYPERLINK("http://x")'
    assert dict(zip(rows[0], rows[1], strict=True))["Geldende regels"] == "0"
    assert pia.get(at_policy("promises_export", "xlsx")).content[:2] == b"PK"
    assert pia.get(at_policy("promises_export", "exe")).status_code == 404


# Goals


def test_a_goal_is_recorded_through_the_form(browse, cast):
    answer = browse("pia").post(
        at_policy("goal_new"), {**GOAL, "sdgs": ["8", "10"], "baseline": ""}, follow=True
    )
    page = answer.content.decode()
    assert "Het doel is vastgelegd." in page
    assert "Een belofte zonder instrument" in page
    assert queries.current_goals(cast.pia).get().sdgs == [8, 10]


def test_what_was_typed_stays_when_something_is_wrong(browse, cast):
    answer = browse("pia").post(
        at_policy("goal_new"),
        {**GOAL, "wording": "", "document": "Mijn akkoord", "until_year": "20x", "target": "veel"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mijn akkoord" in page
    assert 'href="#id_wording"' in page
    assert "Vul een jaar in met vier cijfers" in page
    assert "Vul een getal in, bijvoorbeeld 1.200 of 12,5." in page
    assert not queries.goals_visible_to(cast.pia).exists()


def test_a_refusal_of_the_action_stands_at_its_field(browse):
    answer = browse("pia").post(at_policy("goal_new"), {**GOAL, "until_year": "2025"})
    assert answer.status_code == 422
    assert "De periode eindigt voordat zij begint." in answer.content.decode()


def test_who_comes_second_sees_both_texts_and_can_save_on_purpose(browse, cast, at, new_goal, goal_values):
    goal = new_goal(wording="Eerst stond dit er.")
    change_goal(
        actor=cast.pia,
        at=at,
        goal=goal,
        expected_version=1,
        values=goal_values(wording="Toen schreef Pia dit."),
    )
    pia, url = browse("pia"), at_policy("goal_edit", goal.public_id)
    answer = pia.post(url, {**GOAL, "wording": "Ik typte dit.", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Toen schreef Pia dit." in page
    assert "Ik typte dit." in page
    assert re.search(r'name="version"[^>]*value="2"', page)
    assert pia.post(url, {**GOAL, "wording": "Ik typte dit.", "version": "2"}).status_code == 302
    assert queries.goal(cast.pia, goal.public_id).wording == "Ik typte dit."


def test_the_indicator_form_is_for_who_keeps_figures(browse, cast, new_goal):
    goal = new_goal()
    url = at_policy("goal_indicator", goal.public_id)
    assert browse("bob").get(url).status_code == 403
    sent = {
        "indicator": "Plaatsingen",
        "unit": "personen",
        "target": "1.200",
        "target_year": "2030",
        "version": "1",
    }
    assert browse("dirk").post(url, sent).status_code == 302
    page = browse("wim").get(at_policy("goal", goal.public_id)).content.decode()
    assert "1.200 personen (2030)" in page


def test_archiving_and_putting_back(browse, cast, new_goal):
    goal, pia = new_goal(), browse("pia")
    page = pia.post(at_policy("goal_archive", goal.public_id), follow=True).content.decode()
    assert "Het doel staat in het archief." in page
    assert "goede voorbeeld" not in pia.get(at_policy("goals")).content.decode()
    assert "goede voorbeeld" in pia.get(at_policy("goals"), {"archived": "on"}).content.decode()
    pia.post(at_policy("goal_restore", goal.public_id))
    assert queries.current_goals(cast.pia).count() == 1


def test_while_typing_one_hears_of_goals_that_say_the_same(browse, new_goal):
    new_goal(wording="Minstens vijf procent van onze inkoop gaat naar sociale ondernemingen.")
    url = at_policy("goal_similar")
    answer = browse("pia").post(
        url, {"wording": "Vijf procent van de inkoop gaat naar sociale ondernemingen"}
    )
    assert "zegt" in answer.content.decode()
    assert (
        browse("pia").post(url, {"wording": "Iets heel anders over fietsen en water"}).content.strip() == b""
    )


# Frameworks and rules


def test_a_framework_is_drafted_filled_and_adopted_in_the_browser(browse, cast, new_goal):
    goal, pia = new_goal(), browse("pia")
    sent = {
        "title": "Kader",
        "single_services": "50.000",
        "european_services": "on",
        "social_return_percentage": "5",
    }
    page = pia.post(at_policy("framework_new"), sent, follow=True)
    (draft,) = queries.drafts(cast.pia)
    assert "één offerte tot" in page.content.decode()
    kinds = pia.get(at_policy("rule_kinds", draft.public_id)).content.decode()
    assert kinds.count("Bijvoorbeeld:") == 7
    added = pia.post(
        at_policy("rule_new", draft.public_id, "quotes"), {**RULE, "goals": [goal.public_id]}, follow=True
    ).content.decode()
    assert "minstens één van de drie offertes aan een sociale onderneming" in added
    decision = {
        "body": "council",
        "adopted_on": "15-1-2026",
        "valid_from": "1-2-2026",
        "version": str(draft.version),
    }
    adopted = pia.post(at_policy("framework_adopt", draft.public_id), decision, follow=True).content.decode()
    assert "De vaststelling is vastgelegd." in adopted
    assert "Gemeenteraad" in adopted
    assert "Schrappen" not in adopted
    assert "Nieuwe versie" in adopted
    assert "Regel geldt" in pia.get(at_policy("promises")).content.decode()


def test_every_kind_of_rule_has_a_form(browse, cast, new_draft):
    draft, pia = new_draft(), browse("pia")
    sent: dict[str, dict[str, str]] = {
        "state_purpose": {},
        "theme_minimum": {"theme": "climate", "level": "2"},
        "invite_impact_enterprise": {},
        "quotes": {"kind": "small", "at_least": "2", "of": "3"},
        "award_to_kind": {"kind": "social", "up_to": "25.000"},
        "social_value_weight": {"percentage": "12,5"},
        "social_return": {"percentage": "5"},
    }
    for kind, values in sent.items():
        url = at_policy("rule_new", draft.public_id, kind)
        assert pia.get(url).status_code == 200
        assert pia.post(url, {"strength": "must", **values}).status_code == 302, kind
    rules = queries.policy_rules(queries.rules_of(draft))
    assert [type(rule.demand).__struct_config__.tag for rule in rules] == list(sent)
    for rule in rules:
        assert pia.get(at_policy("rule_edit", rule.id)).status_code == 200
    assert pia.get(at_policy("rule_new", draft.public_id, "happiness")).status_code == 404


def test_a_rule_that_awards_beyond_one_quote_is_warned_about(browse, new_draft, new_rule):
    draft = new_draft()
    new_rule(draft, AwardToKind("social", Decimal(60_000)), scope=Scope(contracts=("services",)))
    page = browse("pia").get(at_policy("framework", draft.public_id)).content.decode()
    assert "één offerte is genoeg tot €\u00a050.000" in page


def test_a_local_firm_cannot_be_chosen_to_award_to(browse, new_draft):
    url = at_policy("rule_new", new_draft().public_id, "award_to_kind")
    answer = browse("pia").post(url, {"strength": "must", "kind": "local", "up_to": "25.000"})
    assert answer.status_code == 422
    assert "Gunnen omdat een bedrijf lokaal is, mag niet." in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value_from": "60.000", "value_until": "50.000"}, "Kies een hoger bedrag."),
        ({"at_least": "4"}, "niet méér van deze offertes"),
        ({"of": "honderd"}, "Vul een heel getal in van 1 tot en met 10."),
        ({"cpv": "schoonmaak"}, "is geen CPV-groep"),
        ({"cpv": "99999"}, "is geen CPV-groep"),
        ({"value_from": "-5"}, "Vul een bedrag in van ten minste"),
    ],
)
def test_a_rule_that_cannot_be_keeps_what_was_typed(browse, new_draft, wrong, said):
    draft = new_draft()
    answer = browse("pia").post(
        at_policy("rule_new", draft.public_id, "quotes"), {**RULE, "explanation": "Mijn reden", **wrong}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Mijn reden" in page
    assert queries.rules_of(draft) == []


def test_the_sentence_follows_what_is_typed(browse):
    url = at_policy("rule_sentence", "quotes")
    pia = browse("pia")
    told = pia.post(url, {**RULE, "contracts": ["services"], "cpv": "909"}).content.decode()
    assert "Bij diensten vanaf €\u00a050.000 in CPV-groep 909 (" in told
    assert "Vul de velden in." in pia.post(url, {**RULE, "of": ""}).content.decode()
    assert browse("bob").post(url, RULE).status_code == 403


def test_a_rule_that_was_changed_meanwhile_shows_both(browse, cast, new_draft, new_rule):
    rule = new_rule(new_draft(), Quotes("social", 1, 3), scope=Scope())
    pia, url = browse("pia"), at_policy("rule_edit", rule.public_id)
    assert pia.post(url, {**RULE, "code": "K1", "version": "1"}).status_code == 302
    answer = pia.post(url, {**RULE, "code": "K1", "kind": "small", "value_from": "70.000", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "50.000" in page
    assert "70.000" in page
    assert "Kleine onderneming" in page


def test_an_adopted_framework_shows_no_form_and_says_why(browse, adopted):
    (rule,) = queries.rules_of(adopted)
    pia = browse("pia")
    for name, arguments in (
        ("framework_edit", [adopted.public_id]),
        ("framework_adopt", [adopted.public_id]),
        ("rule_kinds", [adopted.public_id]),
        ("rule_new", [adopted.public_id, "quotes"]),
        ("rule_edit", [rule.public_id]),
    ):
        page = pia.get(at_policy(name, *arguments), follow=True).content.decode()
        assert "vastgesteld en blijft zoals zij is" in page, name
    for name in ("rule_strike", "rule_restore"):
        page = pia.post(at_policy(name, rule.public_id), follow=True).content.decode()
        assert "vastgesteld en blijft zoals zij is" in page, name
    assert [one.code for one in queries.rules_of(adopted)] == ["K1"]


def test_a_struck_rule_is_offered_to_be_put_back(browse, cast, at, new_draft, new_rule):
    draft = new_draft()
    rule = new_rule(draft, StatePurpose())
    strike_rule(actor=cast.pia, at=at, rule=rule)
    pia = browse("pia")
    assert "Geschrapte regels" in pia.get(at_policy("framework", draft.public_id)).content.decode()
    pia.post(at_policy("rule_restore", rule.public_id))
    assert len(queries.rules_of(draft)) == 1


def test_a_new_version_begins_as_a_copy(browse, cast, adopted):
    page = browse("pia").post(at_policy("framework_next", adopted.public_id), follow=True).content.decode()
    assert "De nieuwe versie is een concept met dezelfde regels." in page
    assert queries.drafts(cast.pia).get().number == 2


def test_the_amounts_that_contradict_are_told_at_their_field(browse):
    sent = {
        "title": "Kader",
        "single_works": "150.000",
        "multiple_works": "100.000",
        "multiple_services": "9",
    }
    answer = browse("pia").post(at_policy("framework_new"), {**sent, "european_services": "on"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dit bedrag is lager dan dat voor één offerte." in page
    assert "Niet allebei." in page


# What flows to other pages


def test_the_thread_runs_from_goal_to_rule_and_back(browse, cast, adopted):
    (rule,) = queries.rules_of(adopted)
    (goal,) = rule.goals.all()
    bob = browse("bob")
    assert at_policy("rule", rule.public_id) in bob.get(at_policy("goal", goal.public_id)).content.decode()
    page = bob.get(at_policy("rule", rule.public_id)).content.decode()
    assert at_policy("goal", goal.public_id) in page
    assert at_policy("framework", adopted.public_id) in page
    page = bob.get(at_policy("framework", adopted.public_id)).content.decode()
    assert at_policy("goal", goal.public_id) in page


def test_home_tells_what_waits_and_what_was_promised(browse, cast, new_goal, new_draft):
    from meerwaarde.platform.organisations.models import Membership, Person

    new_draft(title="Kader dat wacht")
    new_goal(
        wording="Belofte van Wim",
        portfolio_holder=Person.objects.get(pk=cast.wim.person_id),
        owner=Membership.objects.get(pk=cast.dirk.membership_id),
    )
    home = reverse("authority:home", args=["veenmeer"])
    pia, dirk, wim = (browse(who).get(home).content.decode() for who in ("pia", "dirk", "wim"))
    assert "Kader dat wacht" in pia
    assert "Beloften zonder instrument" in pia
    assert "Belofte van Wim" in dirk
    assert "Kader dat wacht" not in dirk
    assert "Uw beloften" in wim
    assert "Belofte van Wim" in wim


def test_goals_and_adopted_rules_are_found_and_drafts_are_not(cast, new_goal, new_draft, new_rule, adopt):
    from meerwaarde.platform.search.queries import search

    goal = new_goal(wording="Wij kopen biologische bloembollen.")
    draft = new_draft(title="Bollenkader")
    rule = new_rule(draft, ThemeMinimum("circular", 2))

    def kinds(words: str) -> set[str]:
        return {hit.kind for hit in search(cast.bob.organisation_id, words)}

    assert kinds("bloembollen") == {"goal"}
    assert kinds("bollenkader") == set()
    adopt(draft)
    assert "framework" in kinds("bollenkader")
    assert "rule" in kinds("circulair")
    assert {one.object_id for one in queries.everything_findable(cast.bob)} == {
        goal.public_id,
        draft.public_id,
        rule.public_id,
    }


def test_goals_can_say_how_many_procurements_serve_them(cast, new_goal):
    from meerwaarde.stages.policy.queries.uses import GoalUse, goal_uses, procurements_per_goal

    goal = new_goal(indicator=Indicator(indicator="Plaatsen"))
    key = "test.uses"
    goal_uses.register(key)(lambda actor, goals: [GoalUse(one, "procurement", 2) for one in goals])
    try:
        counted = procurements_per_goal(cast.pia, [goal.public_id])
    finally:
        goal_uses._functions.pop(key)
    assert counted is not None
    assert counted[goal.public_id] >= 2
