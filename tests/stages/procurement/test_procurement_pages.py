"""The journey through the browser's eyes: forms, advice beside them, two people, double clicks, strangers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.models import Procurement

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Client]


def url(name: str, procurement: Procurement | None = None, *more: str) -> str:
    ids = [procurement.public_id] if procurement else []
    return reverse(f"procurement:{name}", args=["veenmeer", *ids, *more])


def opened(client: Client, address: str) -> dict[str, str]:
    """What a browser would send back: the form as it stands on the page."""
    page = client.get(address).context["page"]
    form = page.form
    sent = {field.html_name: _text(field) for field in form if _text(field) is not None}
    if isinstance(sent.get("cpv_more"), list):
        sent["cpv_more"] = ", ".join(sent["cpv_more"])
    if getattr(page, "rows", None) is not None:
        management = page.rows.management_form
        sent |= {field.html_name: str(field.value()) for field in management}
    return sent


def _text(field: Any) -> Any:
    value = field.value()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, list):
        return value
    return None if value is None else str(value).replace(".", ",") if _is_decimal(value) else str(value)


def _is_decimal(value: Any) -> bool:
    return type(value).__name__ == "Decimal"


def test_a_procurement_begins_with_a_name_and_only_once(browse: Browse, cast: Any) -> None:
    client = browse("ann")
    sent = opened(client, url("start")) | {"title": "Onderhoud wijkparken"}
    first, second = client.post(url("start"), sent), client.post(url("start"), sent)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert queries.visible_to(cast.ann).count() == 1


def test_without_a_name_the_form_keeps_what_was_typed(browse: Browse, cast: Any) -> None:
    client = browse("ann")
    answer = client.post(
        url("start"), opened(client, url("start")) | {"need": "Droge werkplekken", "title": ""}
    )
    assert answer.status_code == 422
    assert "Droge werkplekken" in answer.content.decode()
    assert "#id_title" in answer.content.decode()


@pytest.mark.parametrize("name", ["purpose", "scope", "approach", "ambition"])
def test_every_step_opens_saves_and_leads_on(browse: Browse, filled: Procurement, name: str) -> None:
    client = browse("ann")
    answer = client.post(url(name, filled), opened(client, url(name, filled)))
    assert answer.status_code == 302, answer.context["page"].form.errors
    again = Procurement.objects.get(pk=filled.pk)
    assert again.version == filled.version, "Saving what stands there changes nothing"


@pytest.mark.parametrize("name", ["detail", "rules", "purpose", "scope", "approach", "ambition"])
def test_pages_of_an_empty_file_help_on(browse: Browse, begun: Procurement, name: str) -> None:
    answer = browse("ann").get(url(name, begun))
    assert answer.status_code == 200
    assert "⟦missing" not in answer.content.decode()


def test_the_advice_changes_while_one_types_and_nothing_is_saved(browse: Browse, filled: Procurement) -> None:
    client, version = browse("ann"), filled.version
    sent = opened(client, url("scope", filled))

    def route(estimate: str) -> Any:
        answer = client.post(url("live_advice", filled, "scope"), sent | {"estimate": estimate})
        assert answer.status_code == 200
        return answer.context["panel"].route

    assert route("49.999,99") != route("50.000")
    assert route("215.999,99") == route("50.000")
    assert "Europe" in route("216.000")
    assert Procurement.objects.get(pk=filled.pk).version == version


def test_the_live_advice_is_what_saving_would_give(browse: Browse, filled: Procurement, cast: Any) -> None:
    client = browse("ann")
    sent = opened(client, url("scope", filled)) | {
        "estimate": "300.000",
        "divided": "yes",
        "lots-TOTAL_FORMS": "2",
        "lots-0-code": "A",
        "lots-0-estimate": "240.000",
        "lots-1-code": "B",
        "lots-1-estimate": "60.000",
    }
    beside = client.post(url("live_advice", filled, "scope"), sent).context["panel"]
    assert client.post(url("scope", filled), sent).status_code == 302
    after = client.get(url("scope", filled)).context["page"].panel
    assert beside == after
    assert after.route


def test_typing_half_an_amount_never_breaks_the_advice(browse: Browse, filled: Procurement) -> None:
    client = browse("ann")
    sent = opened(client, url("scope", filled))
    for typed in ("", "€", "60,000", "-5", "1e99", "9" * 40, "zestig"):
        answer = client.post(
            url("live_advice", filled, "scope"), sent | {"estimate": typed, "cpv": "schoonm"}
        )
        assert answer.status_code == 200


@pytest.mark.parametrize("typed", ["-5", "abc", "1e6", "99999999999999999"])
def test_an_amount_that_cannot_be_read_is_not_called_unknown(
    browse: Browse, filled: Procurement, typed: str
) -> None:
    client = browse("ann")
    sent = opened(client, url("scope", filled))
    panel = client.post(url("live_advice", filled, "scope"), sent | {"estimate": typed}).context["panel"]
    assert panel.first == "Dit bedrag kunnen wij niet lezen."
    assert panel.first_now.startswith("Vul een bedrag in")
    assert not panel.findings


@pytest.mark.parametrize("field", ["estimate", "monthly_amount"])
def test_a_contract_worth_nothing_is_asked_about(browse: Browse, filled: Procurement, field: str) -> None:
    client = browse("ann")
    sent = opened(client, url("scope", filled)) | {field: "0,00"}
    panel = client.post(url("live_advice", filled, "scope"), sent).context["panel"]
    assert panel.first == "Klopt nul?"
    refused = client.post(url("scope", filled), sent)
    assert refused.status_code == 422
    assert "Vul een bedrag boven nul in, of laat het veld leeg" in refused.content.decode()


@pytest.mark.parametrize("day", ["31-12-2017", "1-1-2028"])
def test_a_day_without_a_threshold_is_the_headline(browse: Browse, filled: Procurement, day: str) -> None:
    client = browse("ann")
    sent = opened(client, url("scope", filled))
    told = "Voor deze dag is geen Europese drempel bekend."
    for start, expected in ((day, True), ("1-6-2026", False)):
        answer = client.post(url("live_advice", filled, "scope"), sent | {"start_on": start})
        words = answer.content.decode()
        assert (told in words) is expected
        assert ("Met de wet en de bedragen van" in words) is not expected


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"cpv": "12345678"}, "cpv"),
        ({"cpv_more": "99999999"}, "cpv_more"),
        ({"estimate": "-1"}, "estimate"),
        ({"estimate": "60,000"}, "estimate"),
        ({"estimate": "9" * 20}, "estimate"),
        ({"duration_months": "-3"}, "duration_months"),
        ({"duration_months": "drie"}, "duration_months"),
        ({"start_on": "31-2-2027"}, "start_on"),
        ({"contract": "toverij"}, "contract"),
        (
            {"divided": "yes", "lots-TOTAL_FORMS": "1", "lots-0-code": "A", "lots-0-estimate": "60.001"},
            "divided",
        ),
        (
            {"divided": "yes", "lots-TOTAL_FORMS": "1", "lots-0-code": "A", "lots-0-estimate": "veel"},
            "__all__",
        ),
    ],
)
def test_bad_input_is_kept_and_told_at_its_field(
    browse: Browse, filled: Procurement, typed: dict[str, str], field: str
) -> None:
    client = browse("ann")
    answer = client.post(url("scope", filled), opened(client, url("scope", filled)) | typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert field in answer.context["page"].form.errors
    for value in typed.values():
        if value not in ("toverij", "yes", "1"):
            assert value in page
    assert Procurement.objects.get(pk=filled.pk).version == filled.version


def test_dutch_amounts_and_days_are_read(browse: Browse, filled: Procurement) -> None:
    client = browse("ann")
    sent = opened(client, url("scope", filled)) | {"estimate": "€ 61.234,50", "start_on": "1 februari 2027"}
    assert client.post(url("scope", filled), sent).status_code == 302
    stored = Procurement.objects.get(pk=filled.pk)
    assert (stored.estimate_cents, stored.value_cents) == (61_234_50, 61_234_50)
    assert stored.start_on == date(2027, 2, 1)


def test_the_valuation_counts_options_and_extensions(browse: Browse, filled: Procurement) -> None:
    client = browse("ann")
    sent = opened(client, url("scope", filled)) | {
        "worth": "months",
        "monthly_amount": "1.000",
        "months": "24",
        "extension_months": "12",
        "options_amount": "500",
    }
    assert client.post(url("scope", filled), sent).status_code == 302
    stored = Procurement.objects.get(pk=filled.pk)
    assert stored.estimate_cents is None
    assert stored.value_cents == 36_500_00


def test_a_day_after_the_known_figures_may_be_saved_and_is_told(browse: Browse, filled: Procurement) -> None:
    client = browse("ann")
    sent = opened(client, url("scope", filled)) | {"start_on": "1-2-2028"}
    assert client.post(url("scope", filled), sent).status_code == 302
    panel = client.get(url("scope", filled)).context["page"].panel
    assert panel.route == ""


def test_two_people_in_different_steps_do_not_meet(browse: Browse, filled: Procurement) -> None:
    ann, bob = browse("ann"), browse("bob")
    of_ann, of_bob = opened(ann, url("purpose", filled)), opened(bob, url("ambition", filled))
    assert bob.post(url("ambition", filled), of_bob | {"climate": "2"}).status_code == 302
    assert ann.post(url("purpose", filled), of_ann | {"need": "Iets anders"}).status_code == 302
    stored = Procurement.objects.get(pk=filled.pk)
    assert (stored.need, stored.themes["climate"]) == ("Iets anders", 2)


def test_the_impact_lot_is_one_click(browse: Browse, filled: Procurement) -> None:
    client = browse("ann")
    sent = opened(client, url("scope", filled)) | {"estimate": "300.000", "impact_lot": "1"}
    answer = client.post(url("scope", filled), sent)
    assert answer.status_code == 302
    assert [lot.estimate_cents for lot in queries.lots_of(filled)] == [240_000_00, 60_000_00]


def test_without_script_a_row_is_added_by_the_server(browse: Browse, filled: Procurement) -> None:
    client = browse("ann")
    sent = opened(client, url("scope", filled)) | {"add_row": "lots", "estimate": "1.234"}
    answer = client.post(url("scope", filled), sent)
    assert answer.status_code == 200
    assert len(answer.context["page"].rows.forms) == 1
    assert 'value="1.234"' in answer.content.decode()


def test_a_second_click_on_submit_says_it_was_done(browse: Browse, filled: Procurement) -> None:
    client = browse("ann")
    sent = {"version": str(filled.version)}
    assert client.post(url("submit", filled), sent).status_code == 302
    assert client.post(url("submit", filled), sent).status_code == 302
    assert Procurement.objects.get(pk=filled.pk).state == "submitted"


def test_a_block_is_told_when_submitting(browse: Browse, begun: Procurement) -> None:
    client = browse("ann")
    answer = client.post(url("submit", begun), {"version": str(begun.version)})
    assert answer.status_code == 422
    assert answer.context["page"].blocked
    assert Procurement.objects.get(pk=begun.pk).state == "draft"


def test_the_whole_way_to_a_settled_strategy(browse: Browse, filled: Procurement) -> None:
    ann, bob = browse("ann"), browse("bob")
    assert ann.post(url("submit", filled)).status_code == 302
    assert bob.post(
        url("instrument", filled, "market_consultation"), {"choice": "use", "why": "Eerst praten"}
    )
    assert bob.post(url("advise", filled)).status_code == 302
    page = bob.get(url("detail", filled)).context["page"]
    assert page.stored
    assert page.advices
    stored = bob.get(page.advices[0].url)
    assert stored.context["page"].same
    assert bob.post(url("decide", filled)).status_code == 302
    settled = browse("wim").get(url("detail", filled)).context["page"]
    assert settled.buttons == ()
    assert settled.instruments[0].code == "market_consultation"
    assert settled.instruments[0].reason == "Eerst praten"
    assert bob.get(url("scope", filled)).status_code == 302


def test_a_role_without_the_step_gets_no_button_and_no_way(browse: Browse, filled: Procurement) -> None:
    assert browse("bob").post(url("submit", filled)).status_code == 403
    assert browse("wim").get(url("scope", filled)).status_code == 403
    assert browse("wim").get(url("detail", filled)).status_code == 200
    assert browse("rik").get(url("list")).status_code == 403


@pytest.mark.parametrize(
    "name",
    ["detail", "purpose", "scope", "approach", "ambition", "rules"],
)
def test_a_stranger_gets_the_404_of_what_does_not_exist(
    browse: Browse, filled: Procurement, name: str
) -> None:
    eve = browse("eve")
    foreign = eve.get(reverse(f"procurement:{name}", args=["duinrade", filled.public_id]))
    nothing = eve.get(reverse(f"procurement:{name}", args=["duinrade", "zzzzzzzzzzzz"]))
    elsewhere = eve.get(url(name, filled))
    assert foreign.status_code == nothing.status_code == elsewhere.status_code == 404
    assert foreign.content == nothing.content == elsewhere.content


@pytest.mark.parametrize("name", ["list", "home"])
def test_lists_ask_the_database_equally_often_at_any_size(
    browse: Browse, many: Callable[[int], None], name: str
) -> None:
    client = browse("bob")
    address = url("list") if name == "list" else reverse("authority:home", args=["veenmeer"])

    def asked() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    many(5)
    few = asked()
    many(45)
    assert asked() == few


def test_the_list_pages_filters_and_sorts(
    browse: Browse, many: Callable[[int], None], filled: Procurement
) -> None:
    many(30)
    client = browse("bob")
    first = client.get(url("list")).context["page"].table
    second = client.get(first.next_url).context["page"].table
    titles = [row.cells[0].text for row in (*first.rows, *second.rows)]
    assert len(titles) == len(set(titles)) == 31
    assert second.next_url == ""
    dear = client.get(url("list") + "?sort=value").context["page"].table
    assert dear.rows[0].cells[0].text == filled.title
    rest = client.get(dear.next_url).context["page"].table
    assert len({row.cells[0].text for row in (*dear.rows, *rest.rows)}) == 31
    by_title = client.get(url("list") + "?sort=title").context["page"].table
    assert [row.cells[0].text for row in by_title.rows] == sorted(row.cells[0].text for row in by_title.rows)
    found = client.get(url("list") + "?q=wijkparken").context["page"].table
    assert [row.cells[0].text for row in found.rows] == [filled.title]
    none = client.get(url("list") + "?contract=works&state=nonsense").context["page"].table
    assert none.rows == ()


def test_exports_hold_the_same_rows_and_no_formula(browse: Browse, cast: Any, at: datetime) -> None:
    actions.start(cast.ann, title='=HYPERLINK("http://x")', start_key="0" * 32, at=at)
    client = browse("bob")
    text = client.get(reverse("procurement:export", args=["veenmeer", "csv"]))
    assert b"'=HYPERLINK" in text.content
    book = client.get(reverse("procurement:export", args=["veenmeer", "xlsx"]))
    assert book.content[:2] == b"PK"
    assert client.get(reverse("procurement:export", args=["veenmeer", "exe"])).status_code == 404


def test_cpv_codes_are_found_by_dutch_words(browse: Browse, cast: Any) -> None:
    answer = browse("ann").get(reverse("procurement:cpv", args=["veenmeer"]) + "?q=schoonmaak")
    codes = re.findall(r'data-code="(\d{8})"', answer.content.decode())
    assert any(code.startswith("909") for code in codes)


def test_goals_are_served_only_from_the_own_authority(
    browse: Browse, filled: Procurement, cast: Any, goal: Any
) -> None:
    foreign = type(goal).enter(
        organisation_id=cast.eve.organisation_id,
        wording="Een doel van een ander.",
        source_type="motion",
        document="Motie",
        since_year=2026,
        until_year=2030,
        theme="climate",
    )
    client = browse("ann")
    page = client.get(url("purpose", filled))
    assert "Een doel van een ander." not in page.content.decode()
    sent = opened(client, url("purpose", filled)) | {"goals": [foreign.public_id]}
    assert client.post(url("purpose", filled), sent).status_code == 422
    assert [one.pk for one in queries.goals_of(filled)] == [goal.pk]


def test_the_thread_runs_both_ways(browse: Browse, filled: Procurement, goal: Any) -> None:
    page = browse("ann").get(url("detail", filled)).context["page"]
    assert goal.public_id in page.thread[0].url
    there = browse("ann").get(reverse("policy:goal", args=["veenmeer", goal.public_id]))
    assert url("detail", filled) in there.content.decode()


@pytest.mark.parametrize(("kind", "begins"), [("docx", b"PK"), ("pdf", b"%PDF-")])
def test_the_strategy_note_is_a_download(
    browse: Browse, filled: Procurement, begun: Procurement, kind: str, begins: bytes
) -> None:
    answer = browse("wim").get(url("strategy_note", filled, kind))
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert filled.number in answer["Content-Disposition"]
    assert browse("wim").get(url("strategy_note", filled, "exe")).status_code == 404
    assert browse("eve").get(url("strategy_note", filled, kind)).status_code == 404
    page = browse("wim").get(url("detail", filled)).content.decode()
    assert url("strategy_note", filled, kind) in page


def test_related_contracts_are_rows_that_the_advice_adds_up(browse: Browse, filled: Procurement) -> None:
    client = browse("ann")
    sent = opened(client, url("approach", filled)) | {
        "has_related_contracts": "yes",
        "related-TOTAL_FORMS": "2",
        "related-0-cpv": "77310000",
        "related-0-estimate": "200.000",
        "related-0-day": "1-9-2026",
    }
    beside = client.post(url("live_advice", filled, "approach"), sent).context["panel"]
    assert any(card.rule.startswith("R04") for card in beside.findings)
    assert client.post(url("approach", filled), sent).status_code == 302
    stored = Procurement.objects.get(pk=filled.pk).particulars["related_contracts"]
    assert stored == [{"cpv": "77310000", "estimate": "200000", "day": "2026-09-01"}]
    again = opened(client, url("approach", filled))
    assert again["has_related_contracts"] == "yes"
    wrong = client.post(url("approach", filled), sent | {"related-0-estimate": "veel"})
    assert wrong.status_code == 422
    assert "veel" in wrong.content.decode()


@pytest.mark.parametrize(
    "sent", [{}, {"lots-TOTAL_FORMS": "veel"}, {"lots-TOTAL_FORMS": "-1"}, {"add_row": "lots"}]
)
def test_a_form_without_its_rows_never_breaks(
    browse: Browse, filled: Procurement, sent: dict[str, str]
) -> None:
    client = browse("ann")
    assert client.post(url("scope", filled), sent).status_code in (200, 422)
    assert client.post(url("live_advice", filled, "scope"), sent).status_code == 200


def test_odd_addresses_are_no_accident(browse: Browse, filled: Procurement) -> None:
    client = browse("ann")
    assert client.get(url("list") + "?na=%00&sort=x&state=%00&q=%00").status_code == 200
    assert client.get(url("start") + "?aankondiging=%00").status_code == 404
    assert client.post(url("live_advice", filled, "doel"), {}).status_code == 404
    assert client.post(url("instrument", filled, "toverij"), {"choice": "use"}).status_code == 404
    noted = client.post(url("instrument", filled, "share"), {"choice": "use", "why": "samen\x00 doen"})
    assert noted.status_code == 302
    assert Procurement.objects.get(pk=filled.pk).instruments["share"]["why"] == "samen doen"


def test_who_cannot_change_the_file_is_not_led_to_its_fields(browse: Browse, filled: Procurement) -> None:
    def leads(name: str) -> set[str]:
        panel = browse(name).get(url("detail", filled)).context["page"].panel
        return {question.url for question in panel.questions}

    assert "" not in leads("ann")
    assert leads("wim") <= {"", reverse("policy:frameworks", args=["veenmeer"])}


@pytest.mark.parametrize("version", ["9" * 5000, "-1", "²", "twee"])
def test_a_version_that_no_page_ever_held_breaks_nothing(
    browse: Browse, filled: Procurement, version: str
) -> None:
    answer = browse("ann").post(url("withdraw", filled), {"version": version})
    assert answer.status_code == 302
    filled.refresh_from_db()
    assert filled.state == "withdrawn"


def test_the_tile_of_what_runs_opens_a_list_of_as_many(browse: Any, filled: Procurement, cast: Any) -> None:
    ann, running = browse("ann"), reverse("procurement:list", args=["veenmeer"]) + "?state=running"
    assert running in ann.get("/veenmeer/").content.decode()
    assert filled.title in ann.get(running).content.decode()
    actions.withdraw(cast.ann, filled, expected_version=filled.version, at=timezone.now())
    assert filled.title not in ann.get(running).content.decode()
