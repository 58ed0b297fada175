"""The step "Suppliers" in the browser of each role: ticks, live rules, two people, and the files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meerwaarde.platform.journal.models import Event
from meerwaarde.rules.turns import spread
from meerwaarde.stages.market.models import Supplier
from meerwaarde.stages.policy.models import Framework
from meerwaarde.stages.procurement.models import Invitee, Procurement, ShortlistSearch

LONG = date(2030, 1, 1)
Firm = Callable[..., Any]
Browse = Callable[[str], Client]


def at_(route: str, procurement: Procurement, *more: str) -> str:
    return reverse(f"procurement:{route}", args=["veenmeer", procurement.public_id, *more])


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def tick(client: Client, procurement: Procurement, firm: Any, *, on: bool = True, live: bool = True) -> Any:
    headers = {"HX-Request": "true"} if live else {}
    values = {"on": "1"} if on else {}
    return client.post(at_("shortlist_tick", procurement, firm.public_id), values, headers=headers)


@pytest.fixture
def one_of_three(framework: Framework, filled: Procurement) -> Procurement:
    """Own policy asks one of three quotes from a social enterprise."""
    rule = framework.rules.model
    rule.objects.bulk_create(
        [
            rule(
                framework=framework,
                code="K2",
                strength="tenzij",
                scope={},
                demand={"demand": "quotes", "kind": "social", "at_least": 1, "of": 3},
            )
        ]
    )
    return filled


def test_who_can_deliver_stands_with_reasons_in_words(
    browse: Browse, filled: Procurement, firm: Firm
) -> None:
    firm("De Groene Hand", social_until=LONG, themes=["social_return"])
    firm("Ver Weg Groen", regions=["NL42"])
    shown = text_of(browse("ann").get(at_("shortlist", filled)))
    assert "De Groene Hand" in shown
    assert "Sociale onderneming" in shown
    assert "Past" in shown
    assert "€ 40,00 tot € 60,00 per uur" in shown or "€ 40 tot € 60 per uur" in shown
    assert "Nieuw: de laatste twee jaar niet door ons gevraagd" in shown


def test_who_can_do_more_together_is_said_with_why(browse: Browse, filled: Procurement, firm: Firm) -> None:
    Procurement.objects.filter(pk=filled.pk).update(cpv=["77310000", "90911200"])
    firm("De Groene Hand")
    assert "Samen kunnen zij meer" not in text_of(browse("ann").get(at_("shortlist", filled)))
    firm("Glans", cpv="90911200", offer="Schoonmaak")
    page = browse("ann").get(at_("shortlist", filled))
    ((together),) = page.context["page"].together
    assert [name for name, _why in together.partners] == ["De Groene Hand", "Glans"]
    assert all(why.startswith("Nodig voor ") for _name, why in together.partners)
    assert "Samen kunnen zij meer" in text_of(page)


def test_a_tick_counts_at_once_in_the_rule_of_quotes(
    browse: Browse, one_of_three: Procurement, firm: Firm
) -> None:
    social, other = firm("De Groene Hand", social_until=LONG), firm("Groot Groen")
    ann = browse("ann")
    first = text_of(tick(ann, one_of_three, other))
    assert "Nog 1 ondernemer te vragen." in first
    assert "<html" not in first
    second = text_of(tick(ann, one_of_three, social))
    assert "Nog 1 ondernemer te vragen." not in second
    assert "2 ondernemers op de lijst, 0 gevraagd." in second
    off = text_of(tick(ann, one_of_three, social, on=False))
    assert "Nog 1 ondernemer te vragen." in off
    assert "Eén ondernemer is van de lijst gehaald" in off


def test_without_script_a_tick_leads_back_to_the_list(
    browse: Browse, filled: Procurement, firm: Firm
) -> None:
    answer = tick(browse("ann"), filled, firm("De Groene Hand"), live=False)
    assert answer.status_code == 302
    assert answer["Location"].endswith("/leveranciers/#id_list")


def test_who_reads_along_sees_the_list_and_no_buttons(
    browse: Browse, filled: Procurement, firm: Firm
) -> None:
    tick(browse("ann"), filled, firm("De Groene Hand"))
    shown = text_of(browse("dirk").get(at_("shortlist", filled)))
    assert "De Groene Hand" in shown
    assert "shortlist_tick" not in shown
    assert "/leveranciers/zetten/" not in shown
    assert tick(browse("dirk"), filled, Supplier.objects.get()).status_code == 403
    assert browse("eve").get(at_("shortlist", filled)).status_code == 404


def test_asking_answering_and_choosing_one_after_the_other(
    browse: Browse, filled: Procurement, firm: Firm
) -> None:
    ann = browse("ann")
    tick(ann, filled, firm("De Groene Hand", social_until=LONG))
    invitee = Invitee.objects.get()

    def step(verb: str, **values: str) -> str:
        invitee.refresh_from_db()
        given = {"version": str(invitee.version), **values}
        where = at_("shortlist_step", filled, invitee.public_id, verb)
        return text_of(ann.post(where, given, headers={"HX-Request": "true"}))

    assert "is nu: gevraagd" in step("invite")
    assert ShortlistSearch.objects.count() == 1
    assert "bedrag" in step("quote", quote="veel").lower()
    assert "is nu: offerte binnen" in step("quote", quote="59.500")
    assert "is nu: gekozen" in step("choose")
    invitee.refresh_from_db()
    assert invitee.quote_cents == 5_950_000
    assert "is nu: gevraagd" in step("unchoose")


def test_a_firm_that_declines_says_why_and_still_counts_as_asked(
    browse: Browse, filled: Procurement, firm: Firm
) -> None:
    ann = browse("ann")
    tick(ann, filled, firm("De Groene Hand", social_until=LONG))
    invitee = Invitee.objects.get()
    ann.post(at_("shortlist_step", filled, invitee.public_id, "invite"), {"version": invitee.version})
    where = at_("shortlist_step", filled, invitee.public_id, "decline")
    ann.post(where, {"why": "Geen mensen vrij dit voorjaar."})
    shown = text_of(ann.get(at_("shortlist", filled)))
    assert "Geen mensen vrij dit voorjaar." in shown
    assert "1 ondernemer op de lijst, 1 gevraagd." in shown
    again = text_of(ann.post(where, {"why": ""}, headers={"HX-Request": "true"}))
    assert "kan nu niet" in again


def test_of_two_people_both_texts_are_shown(browse: Browse, filled: Procurement, firm: Firm) -> None:
    tick(browse("ann"), filled, firm("De Groene Hand"))
    invitee = Invitee.objects.get()
    where = at_("shortlist_reason", filled, invitee.public_id)
    opened = str(invitee.version)
    mine = {"version": opened, "reason": "offer", "text": "Doet precies dit werk."}
    theirs = {"version": opened, "reason": "performed", "text": "Deed het vorig jaar goed."}
    live = {"HX-Request": "true"}
    assert "De reden is opgeslagen." in text_of(browse("ann").post(where, mine, headers=live))
    told = text_of(browse("bob").post(where, theirs, headers=live))
    assert "Doet precies dit werk." in told
    assert "Deed het vorig jaar goed." in told
    invitee.refresh_from_db()
    assert invitee.reason_text == "Doet precies dit werk."


def test_the_approach_says_that_the_list_goes_before_what_is_typed(
    browse: Browse, filled: Procurement, firm: Firm
) -> None:
    ann = browse("ann")
    assert "dat aantal telt" not in text_of(ann.get(at_("approach", filled)))
    tick(ann, filled, firm("De Groene Hand"))
    assert "zegt 1; dat aantal telt" in text_of(ann.get(at_("approach", filled)))


def test_nearness_alone_is_refused_with_the_reason(browse: Browse, filled: Procurement, firm: Firm) -> None:
    tick(browse("ann"), filled, firm("De Groene Hand"))
    invitee = Invitee.objects.get()
    where = at_("shortlist_reason", filled, invitee.public_id)
    values = {"version": str(invitee.version), "reason": "offer", "text": "Lokaal bedrijf uit de buurt"}
    assert "nooit een objectieve reden" in text_of(
        browse("ann").post(where, values, headers={"HX-Request": "true"})
    )


def test_where_it_must_be_delivered_is_read_as_people_write_it(browse: Browse, filled: Procurement) -> None:
    ann, where = browse("ann"), at_("shortlist_where", filled)
    answer = ann.post(where, {"where": "Groningen, drenthe", "version": str(filled.version)})
    assert answer.status_code == 302
    filled.refresh_from_db()
    assert filled.delivery_regions == ["NL11", "NL13"]
    wrong = ann.post(where, {"where": "Luilekkerland", "version": str(filled.version)})
    assert wrong.status_code == 422
    assert "Luilekkerland" in text_of(wrong)


def test_a_firm_that_is_not_in_the_directory_is_added_with_its_number(
    browse: Browse, filled: Procurement, firm: Firm
) -> None:
    ann, where = browse("ann"), at_("shortlist_new_firm", filled)
    wrong = ann.post(where, {"name": "Hoveniersbedrijf Noord", "kvk": "123"})
    assert wrong.status_code == 422
    assert "Hoveniersbedrijf Noord" in text_of(wrong)
    ann.post(where, {"name": "Hoveniersbedrijf Noord", "kvk": "0101 2345"})
    assert Supplier.objects.get().kvk == "01012345"
    assert Invitee.objects.get().supplier.name == "Hoveniersbedrijf Noord"
    ann.post(where, {"name": "Anders geschreven", "kvk": "01012345"})
    assert Supplier.objects.count() == 1
    found = text_of(ann.get(at_("shortlist", filled), {"naam": "hovenier"}))
    assert "Hoveniersbedrijf Noord" in found
    assert "Luilekkerland" in text_of(ann.get(at_("shortlist", filled), {"naam": "Luilekkerland"}))


def test_in_an_announced_procedure_the_step_says_so(browse: Browse, filled: Procurement, firm: Firm) -> None:
    supplier = firm("De Groene Hand")
    filled.change(particulars={**filled.particulars, "procedure_chosen": "european"})
    shown = text_of(browse("ann").get(at_("shortlist", filled)))
    assert "nodigt niemand zelf uit" in shown
    assert "Hoe diep is de markt?" in shown
    assert "Voldoet u aan de regels?" not in shown
    assert "/leveranciers/zetten/" not in shown
    assert "mag iedereen meedoen" in text_of(tick(browse("ann"), filled, supplier))
    assert not Invitee.objects.exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_taken_along_and_that_is_a_fact(
    browse: Browse, filled: Procurement, firm: Firm, kind: str
) -> None:
    tick(browse("ann"), filled, firm("De Groene Hand", social_until=LONG))
    answer = browse("bob").get(at_("shortlist_export", filled, kind))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert Event.objects.get(action="shortlist.export").object_id == filled.public_id
    if kind == "csv":
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert lines[1].startswith("De Groene Hand;")
        assert "Sociale onderneming" in lines[1]
    assert browse("bob").get(at_("shortlist_export", filled, "exe")).status_code == 404


def test_a_kept_search_is_shown_as_it_was(browse: Browse, filled: Procurement, firm: Firm) -> None:
    supplier = firm("De Groene Hand")
    ann = browse("ann")
    assert ann.post(at_("shortlist_keep", filled)).status_code == 302
    kept = ShortlistSearch.objects.get()
    firm("Later Gekomen")
    supplier.change(archived_at=datetime.fromisoformat("2026-11-22T12:00:00+00:00"))
    shown = text_of(browse("dirk").get(at_("shortlist_search", filled, kept.public_id)))
    assert "De Groene Hand" in shown
    assert "Later Gekomen" not in shown
    assert browse("eve").get(at_("shortlist_search", filled, kept.public_id)).status_code == 404


def test_a_longer_list_asks_the_database_no_more(browse: Browse, filled: Procurement, firm: Firm) -> None:
    ann, page = browse("ann"), at_("shortlist", filled)
    tick(ann, filled, firm("Eerste"))
    ann.get(page)
    with CaptureQueriesContext(connection) as few:
        ann.get(page)
    for number in range(12):
        tick(ann, filled, firm(f"Firma {number}"))
    with CaptureQueriesContext(connection) as many:
        ann.get(page)
    assert len(many) == len(few)


def test_a_file_without_anything_says_what_to_do(browse: Browse, begun: Procurement) -> None:
    shown = text_of(browse("ann").get(at_("shortlist", begun)))
    assert "Kies een CPV-code" in shown
    assert "Kies eerst het soort opdracht" in shown


def test_the_note_says_who_was_considered_and_on_which_ground(
    cast: Any, browse: Browse, one_of_three: Procurement, firm: Firm
) -> None:
    from meerwaarde.platform.documents.word import write_word
    from meerwaarde.stages.procurement import queries
    from meerwaarde.stages.procurement.pages.strategy_note import strategy_note

    tick(browse("ann"), one_of_three, firm("De Groene Hand", social_until=LONG))
    fresh = queries.procurement(cast.ann, one_of_three.public_id)
    assert fresh is not None
    note = strategy_note(queries.file_of(cast.ann, fresh, date(2026, 11, 22)))
    said = str(note.blocks)
    assert "De Groene Hand" in said
    assert "De laatste tijd niet door ons gevraagd" in said
    assert "gevraagd is minstens 1" in said
    assert write_word(note)


def test_rotation_is_visible_at_the_supplier_and_on_the_home_page(
    cast: Any, browse: Browse, filled: Procurement, firm: Firm
) -> None:
    from meerwaarde.platform.layout import slots

    supplier = firm("De Groene Hand")
    subject = slots.Subject("supplier", supplier.public_id)

    def rows(actor: Any) -> list[Any]:
        found = slots.page_sections.collect(actor, subject)
        return [one.content.table.rows for one in found if one.anchor == "asked"]

    assert rows(cast.dirk) == [()]
    ann = browse("ann")
    tick(ann, filled, supplier)
    invitee = Invitee.objects.get()
    ann.post(at_("shortlist_step", filled, invitee.public_id, "invite"), {"version": invitee.version})
    shown = rows(cast.dirk)[0]
    assert shown[0].cells[0].text == filled.title
    assert shown[0].cells[1].badge.label == "Nieuwkomer"
    assert rows(cast.eve) == [()]
    assert rows(cast.rik) == []
    found = spread(slots.turns.collect(cast.wim, date(2025, 1, 1)), 24)
    assert (found.asked, found.newcomers, found.share_of_newcomers) == (1, 1, 1.0)
    assert "Gevraagd aan nieuwkomers" in text_of(browse("wim").get("/veenmeer/"))
    assert slots.turns.collect(cast.eve, date(2025, 1, 1)) == ()


def test_the_dossier_holds_the_list_without_its_texts(
    cast: Any, browse: Browse, filled: Procurement, firm: Firm
) -> None:
    from meerwaarde.stages.procurement import queries

    tick(browse("ann"), filled, firm("De Groene Hand", social_until=LONG))
    browse("ann").post(at_("shortlist_keep", filled))
    firms = dict(queries.invitees_for_dossier(cast.ann.organisation_id))
    searches = dict(queries.searches_for_dossier(cast.ann.organisation_id))
    assert next(iter(firms.values()))["kinds"] == ["social"]
    assert "reason_text" not in next(iter(firms.values()))
    assert "text" not in next(iter(searches.values()))["asked"]
    assert not dict(queries.searches_for_dossier(cast.eve.organisation_id))


def test_on_a_day_without_known_law_the_step_still_opens(
    browse: Browse, filled: Procurement, firm: Firm
) -> None:
    supplier = firm("De Groene Hand")
    filled.change(start_on=date(2035, 1, 8))
    ann = browse("ann")
    shown = text_of(ann.get(at_("shortlist", filled)))
    assert "De Groene Hand" in shown
    assert "staat op de lijst" in text_of(tick(ann, filled, supplier))


def test_without_a_code_the_list_says_that_it_compares_words_only(
    browse: Browse, filled: Procurement, firm: Firm
) -> None:
    hint, ann = "Zonder CPV-code vergelijken wij alleen woorden", browse("ann")
    firm("De Groene Hand")
    assert hint not in text_of(ann.get(at_("shortlist", filled)))
    Procurement.objects.filter(pk=filled.pk).update(cpv=[])
    assert hint in text_of(ann.get(at_("shortlist", filled)))
