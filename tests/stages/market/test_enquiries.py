"""Asking suppliers: all get the same, nobody reads an answer before closing, and what came of it is asked."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meerwaarde.gates.refusal import Refused as Turned
from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.layout import slots
from meerwaarde.platform.notify.models import Letter
from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.rules.leads import Followed, funnel, reached
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.rules.turns import by_year
from meerwaarde.stages.market.actions import enquiries as actions
from meerwaarde.stages.market.models import Enquiry, Lead, Supplier
from meerwaarde.stages.market.queries import enquiries as queries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
CLOSES = NOW + timedelta(days=10)
AFTER = CLOSES + timedelta(minutes=1)


@pytest.fixture
def firm(market_cast: Any, new_supplier: Callable[..., Any]) -> Supplier:
    made = new_supplier(name="Groenwerk", cpv=("77310000",), regions=("NL",))
    Supplier.objects.filter(pk=made.pk).update(firm=Organisation.objects.get(slug="groenwerk"))
    return Supplier.objects.get(pk=made.pk)


@pytest.fixture
def other(market_cast: Any, new_supplier: Callable[..., Any]) -> Supplier:
    """A supplier without an account, reached at its own address."""
    return new_supplier(name="Tuinders", cpv=("77310000",), email="info@tuinders.example")


def write(bob: Any, kind: str = "quotation", **changed: Any) -> Enquiry:
    values = {
        "kind": kind,
        "title": "Onderhoud van groen",
        "text": "Wie onderhoudt onze plantsoenen?",
        "closes_at": CLOSES,
        "cpv": ("77310000",),
    }
    return actions.write_enquiry(actor=bob, values=actions.EnquiryValues(**{**values, **changed}), at=NOW)


@pytest.fixture
def sent(market_cast: Any, firm: Supplier, other: Supplier) -> Enquiry:
    made = write(market_cast.bob)
    actions.send_enquiry(actor=market_cast.bob, enquiry=made, suppliers=[firm, other], at=NOW)
    return made


def lead_of(one: Enquiry, supplier: Supplier) -> Lead:
    return Lead.objects.select_related("enquiry__organisation", "supplier").get(
        enquiry=one, supplier=supplier
    )


def yes(vera: Any, lead: Lead, amount: int | None = 9_000, at: datetime = NOW) -> None:
    worth = None if amount is None else Decimal(amount)
    actions.say_yes(actor=vera, lead=lead, text="Wij doen dit.", amount=worth, at=at)


def test_who_fits_is_suggested_with_how_sure(market_cast: Any, firm: Supplier, other: Supplier) -> None:
    found = queries.suggested(market_cast.bob, write(market_cast.bob), date(2026, 11, 22), asked={})
    assert {one.supplier.name for one in found} == {"Groenwerk", "Tuinders"}
    own = actions.write_enquiry(
        actor=market_cast.vera,
        values=actions.EnquiryValues(
            kind="question", title="Groen", text="Wie?", cpv=("77310000",), closes_at=CLOSES
        ),
        at=NOW,
    )
    day = date(2026, 11, 22)
    assert queries.suggested(market_cast.vera, own, day, asked={}) == (), "a firm finds whose page is public"
    Supplier.objects.filter(pk=other.pk).update(public_since=NOW)
    assert [one.supplier.name for one in queries.suggested(market_cast.vera, own, day, asked={})] == [
        "Tuinders"
    ], "a firm buys too, and is not suggested to itself"


def test_each_reader_gets_one_letter(market_cast: Any, sent: Enquiry) -> None:
    letters = Letter.objects.filter(key__startswith="enquiry.ask:")
    assert letters.count() == 3  # Vera, Sam, and the address of the other
    assert "info@tuinders.example" in set(letters.values_list("address", flat=True))
    with pytest.raises(StepRefused, match="Send is not possible"):
        actions.send_enquiry(actor=market_cast.bob, enquiry=sent, suppliers=[], at=NOW)
    assert letters.count() == 3


def test_what_cannot_be_sent_says_why(market_cast: Any, firm: Supplier, new_supplier: Any) -> None:
    made, deaf = write(market_cast.bob), new_supplier(name="Onbereikbaar")
    for suppliers, why in (([], "at least one"), ([firm, deaf], "Onbereikbaar"), ([firm] * 51, "at most")):
        with pytest.raises(Refused, match=why):
            actions.send_enquiry(actor=market_cast.bob, enquiry=made, suppliers=suppliers, at=NOW)
    with pytest.raises(Refused, match="still ahead"):
        write(market_cast.bob, closes_at=NOW)
    with pytest.raises(Http404):
        actions.send_enquiry(actor=market_cast.eve, enquiry=made, suppliers=[firm], at=NOW)
    with pytest.raises(NotYourRole):
        write(market_cast.dirk)


def test_nobody_reads_an_answer_before_closing(market_cast: Any, sent: Enquiry, firm: Supplier) -> None:
    yes(market_cast.vera, lead_of(sent, firm))
    assert queries.answers_of(market_cast.bob, sent, NOW) == []
    assert queries.counted_answers(sent) == (2, 1)
    found = queries.answers_of(market_cast.bob, sent, AFTER)
    assert [(one.supplier.name, one.state) for one in found] == [
        ("Groenwerk", "quoted"),
        ("Tuinders", "invited"),
    ]
    assert queries.answers_of(market_cast.eve, sent, AFTER) == []


def test_the_page_of_the_asker_hides_answers_until_closing(
    market_cast: Any, sent: Enquiry, firm: Supplier, browse: Callable[[str], Client]
) -> None:
    yes(market_cast.vera, lead_of(sent, firm))
    Enquiry.objects.update(closes_at=datetime(2099, 1, 1, tzinfo=UTC))
    url = reverse("market:enquiry", args=["veenmeer", sent.public_id])
    before = browse("bob").get(url).content.decode()
    assert "Wij doen dit." not in before
    assert "9.000" not in before
    Enquiry.objects.update(closes_at=datetime(2026, 11, 1, tzinfo=UTC))
    after = browse("bob").get(url).content.decode()
    assert "Wij doen dit." in after
    assert "9.000" in after


def test_an_answer_changes_until_closing_and_comes_too_late_after(
    market_cast: Any, sent: Enquiry, firm: Supplier
) -> None:
    lead = lead_of(sent, firm)
    with pytest.raises(Refused, match="price"):
        yes(market_cast.vera, lead, None)
    actions.say_no(actor=market_cast.vera, lead=lead, reason="no_time", text="", at=NOW)
    yes(market_cast.vera, lead, 9_000)
    yes(market_cast.sam, lead_of(sent, firm), 8_500)
    assert lead_of(sent, firm).answer.amount_cents == 8_500_00
    assert lead_of(sent, firm).reason == ""
    with pytest.raises(Refused, match="closed"):
        yes(market_cast.vera, lead_of(sent, firm), 1, at=AFTER)
    with pytest.raises(Http404):
        actions.say_no(
            actor=market_cast.vera,
            lead=Lead.objects.get(supplier__name="Tuinders"),
            reason="no_time",
            text="",
            at=NOW,
        )


def test_an_answer_to_a_question_goes_to_all_without_a_name(
    market_cast: Any, sent: Enquiry, firm: Supplier
) -> None:
    asked = actions.ask_question(
        actor=market_cast.vera, lead=lead_of(sent, firm), text="Hoe vaak maaien?", at=NOW
    )
    question = queries.question(market_cast.bob, asked.public_id)
    assert question is not None
    assert queries.question(market_cast.eve, asked.public_id) is None
    actions.answer_question(actor=market_cast.bob, question=question, text="Zes keer.", at=NOW)
    told = Letter.objects.filter(key__startswith="enquiry.answer:")
    assert told.count() == 3
    assert not any("Groenwerk" in letter.text for letter in told.filter(address="info@tuinders.example"))
    with pytest.raises(Refused, match="already"):
        actions.answer_question(actor=market_cast.bob, question=question, text="Zeven keer.", at=NOW)


def test_who_is_silent_is_reminded_once(market_cast: Any, sent: Enquiry, firm: Supplier) -> None:
    yes(market_cast.vera, lead_of(sent, firm))
    assert actions.remind_due(at=NOW) == 0
    soon = CLOSES - timedelta(days=1)
    assert actions.remind_due(at=soon) == 1
    assert actions.remind_due(at=soon) == 0
    reminders = Letter.objects.filter(key__startswith="enquiry.remind:")
    assert [one.address for one in reminders] == ["info@tuinders.example"]
    sent.refresh_from_db()
    with pytest.raises(Refused, match="once"):
        actions.remind_silent(actor=market_cast.bob, enquiry=sent, at=soon)


def test_closing_comes_by_itself_and_not_before_everybody_answered(market_cast: Any, sent: Enquiry) -> None:
    with pytest.raises(Refused, match="Not everybody"):
        actions.close_enquiry(actor=market_cast.bob, enquiry=sent, at=NOW)
    assert actions.close_due(at=NOW) == 0
    assert actions.close_due(at=AFTER) == 1
    assert actions.close_due(at=AFTER) == 0
    assert Letter.objects.filter(key=f"enquiry.closed:{sent.public_id}").count() == 1


def test_withdrawing_tells_all_and_takes_no_answers(market_cast: Any, sent: Enquiry, firm: Supplier) -> None:
    actions.withdraw_enquiry(actor=market_cast.bob, enquiry=sent, at=NOW)
    assert Letter.objects.filter(key__startswith="enquiry.withdrawn:").count() == 3
    with pytest.raises(Refused):
        yes(market_cast.vera, lead_of(sent, firm))


def test_both_sides_are_asked_what_came_of_it_and_the_funnel_counts(
    market_cast: Any, sent: Enquiry, firm: Supplier
) -> None:
    yes(market_cast.vera, lead_of(sent, firm))
    later = datetime(2027, 2, 1, tzinfo=UTC)
    for actor in (market_cast.bob, market_cast.vera):
        assert [one.supplier.name for one in queries.to_ask_afterwards(actor, later)] == ["Groenwerk"]
        assert queries.to_ask_afterwards(actor, AFTER) == []
    lead = lead_of(sent, firm)
    actions.tell_outcome(actor=market_cast.bob, lead=lead, said="deal", amount=Decimal(9_500), at=AFTER)
    assert queries.to_ask_afterwards(market_cast.bob, later) == []
    assert lead.state == "quoted", "one side alone ends nothing"
    actions.tell_outcome(actor=market_cast.vera, lead=lead, said="deal", amount=None, at=AFTER)
    assert lead.state == "deal"
    Enquiry.objects.update(state="closed")
    found = queries.figures_of(queries.asked_chances(market_cast.bob)).funnel
    assert (found.reached["invited"], found.reached["quoted"], found.reached["deal"]) == (2, 1, 1)
    assert (found.silent, found.amount_cents) == (("Tuinders",), 9_500_00)
    with pytest.raises(Http404):
        actions.tell_outcome(actor=market_cast.eve, lead=lead, said="deal", amount=None, at=AFTER)


def test_what_came_of_it_waits_for_the_closing_so_that_nobody_learns_who_answered(
    market_cast: Any, firm: Supplier
) -> None:
    """Both sides are asked after sixty days: an enquiry that is open longer would tell who said yes."""
    closes = NOW + timedelta(days=100)
    open_long = write(market_cast.bob, closes_at=closes)
    actions.send_enquiry(actor=market_cast.bob, enquiry=open_long, suppliers=[firm], at=NOW)
    yes(market_cast.vera, lead_of(open_long, firm))
    lead = lead_of(open_long, firm)
    for moment, asked in ((closes - timedelta(days=10), []), (closes + timedelta(days=1), [lead])):
        assert queries.to_ask_afterwards(market_cast.bob, moment) == asked
        found = queries.lead_to_tell(market_cast.bob, lead.public_id, moment)
        assert ([found] if found else []) == asked
    with pytest.raises(Http404):
        actions.tell_outcome(actor=market_cast.bob, lead=lead, said="deal", amount=None, at=NOW)
    assert lead_of(open_long, firm).buyer_said == ""


def test_each_side_reads_with_whom_it_was_and_an_empty_answer_is_no_mistake(
    market_cast: Any, firm: Supplier, browse: Callable[[str], Client]
) -> None:
    asked = write(market_cast.bob)
    actions.send_enquiry(actor=market_cast.bob, enquiry=asked, suppliers=[firm], at=NOW)
    actions.ask_question(actor=market_cast.vera, lead=lead_of(asked, firm), text="Hoe vaak?", at=NOW)
    page = browse("bob").get(reverse("market:enquiry", args=["veenmeer", asked.public_id])).content.decode()
    assert 'name="text"' in page
    assert "html-textarea" not in page, "that class turns an empty box red before anybody typed"
    yes(market_cast.vera, lead_of(asked, firm))
    actions.close_enquiry(actor=market_cast.bob, enquiry=asked, at=NOW)
    Lead.objects.update(quoted_at=NOW - timedelta(days=200))
    for actor, other_side in ((market_cast.vera, "Veenmeer"), (market_cast.bob, "Groenwerk")):
        (wait,) = [one for one in slots.waits.collect(actor) if one.url.endswith("/gevolg/")]
        assert other_side in wait.note


def test_an_answer_is_too_late_once_the_asker_reads_it(market_cast: Any, firm: Supplier) -> None:
    """The firm has its page open while the asker closes: what was read changes no more."""
    asked = write(market_cast.bob)
    actions.send_enquiry(actor=market_cast.bob, enquiry=asked, suppliers=[firm], at=NOW)
    yes(market_cast.vera, lead_of(asked, firm))
    opened_before = lead_of(asked, firm)
    actions.close_enquiry(actor=market_cast.bob, enquiry=asked, at=NOW)
    with pytest.raises(Refused, match="closed"):
        yes(market_cast.vera, opened_before, amount=1)
    with pytest.raises(Refused, match="closed"):
        actions.ask_question(actor=market_cast.vera, lead=opened_before, text="Nog iets?", at=NOW)
    assert lead_of(asked, firm).answer.amount_cents == 9_000_00


def test_nothing_can_have_come_of_a_no(market_cast: Any, sent: Enquiry, firm: Supplier) -> None:
    lead = lead_of(sent, firm)
    actions.say_no(actor=market_cast.vera, lead=lead, reason="no_time", text="", at=NOW)
    with pytest.raises(Http404):
        actions.tell_outcome(actor=market_cast.bob, lead=lead, said="deal", amount=None, at=AFTER)
    assert lead_of(sent, firm).state == "declined"


def test_newcomers_are_counted_once_over_the_years(
    market_cast: Any, sent: Enquiry, firm: Supplier, other: Supplier
) -> None:
    again = write(market_cast.bob, closes_at=CLOSES + timedelta(days=400))
    later = NOW + timedelta(days=300)
    actions.send_enquiry(actor=market_cast.bob, enquiry=again, suppliers=[firm], at=later)
    since = date(2026, 1, 1)
    turns = slots.turns.collect(market_cast.bob, since)
    assert [(one.supplier_name, one.kind, one.on.year) for one in turns] == [
        ("Groenwerk", "enquiry", 2026),
        ("Tuinders", "enquiry", 2026),
        ("Groenwerk", "enquiry", 2027),
    ]
    years = [(year, one.asked, one.firms, one.newcomers) for year, one in by_year(turns, 24)]
    assert years == [(2026, 2, 2, 2), (2027, 1, 1, 0)]
    assert slots.turns.collect(market_cast.eve, since) == ()


@pytest.fixture
def answered(market_cast: Any, sent: Enquiry, firm: Supplier) -> Lead:
    """Groenwerk said yes for 9.000 euros, and the enquiry closed."""
    yes(market_cast.vera, lead_of(sent, firm))
    Enquiry.objects.update(closes_at=datetime(2026, 11, 22, 11, 0, tzinfo=UTC))
    actions.close_due(at=AFTER)
    return lead_of(sent, firm)


PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF"


def test_documents_go_to_all_and_stand_fast_once_sent(
    market_cast: Any, firm: Supplier, other: Supplier, browse: Callable[[str], Client]
) -> None:
    made = write(market_cast.bob)
    with pytest.raises(Turned):
        actions.add_document(
            actor=market_cast.bob, enquiry=made, name="bestek.pdf", content=b"geen pdf;", at=NOW
        )
    for _twice in range(2):
        actions.add_document(actor=market_cast.bob, enquiry=made, name="bestek.pdf", content=PDF, at=NOW)
    (document,) = queries.files_of(made)
    with pytest.raises(Http404):
        actions.add_document(actor=market_cast.eve, enquiry=made, name="x.pdf", content=PDF, at=NOW)
    opened_before = Enquiry.objects.get(pk=made.pk)
    actions.send_enquiry(actor=market_cast.bob, enquiry=made, suppliers=[firm, other], at=NOW)
    with pytest.raises(Refused, match="sent already"):  # by a colleague who has the draft open
        actions.add_document(
            actor=market_cast.bob, enquiry=opened_before, name="later.pdf", content=PDF + b"\n", at=NOW
        )
    assert all("1 document" in one.text for one in Letter.objects.filter(key__startswith="enquiry.ask:"))
    with pytest.raises(Refused, match="sent already"):
        actions.remove_document(
            actor=market_cast.bob, document=queries.own_document(market_cast.bob, document.public_id), at=NOW
        )
    at = ["groenwerk", lead_of(made, firm).public_id, document.public_id]
    answer = browse("vera").get(reverse("market:asked_document", args=at))
    assert (answer.status_code, answer.content) == (200, PDF)
    assert browse("eve").get(reverse("market:asked_document", args=at)).status_code == 404
    own = browse("bob").get(reverse("market:enquiry_document_read", args=["veenmeer", document.public_id]))
    assert own.content == PDF


def test_a_supplier_that_one_knows_is_added_by_name_and_ticks_stay(
    market_cast: Any, firm: Supplier, new_supplier: Any, browse: Callable[[str], Client]
) -> None:
    known = new_supplier(name="Bakkerij Molenzicht", email="info@molenzicht.example")
    made, bob = write(market_cast.bob), browse("bob")
    url = reverse("market:enquiry_send", args=["veenmeer", made.public_id])
    page = bob.post(url, {"find": "1", "name": "molenz", "supplier": [firm.public_id]}).context["page"]
    assert [(one.name, one.ticked) for one in page.choose] == [("Groenwerk", True)]
    assert [(one.name, one.ticked) for one in page.named] == [("Bakkerij Molenzicht", False)]
    bob.post(url, {"supplier": [firm.public_id, known.public_id]})
    assert set(made.leads.values_list("supplier__name", flat=True)) == {"Groenwerk", "Bakkerij Molenzicht"}


def test_nobody_is_reminded_of_what_was_asked_just_now(market_cast: Any, firm: Supplier) -> None:
    made = write(market_cast.bob, closes_at=NOW + timedelta(days=2))
    actions.send_enquiry(actor=market_cast.bob, enquiry=made, suppliers=[firm], at=NOW)
    assert actions.remind_due(at=NOW + timedelta(hours=1)) == 0
    assert actions.remind_due(at=NOW + timedelta(days=1)) == 1


def test_the_answer_to_a_question_stands_in_the_letter(
    market_cast: Any, sent: Enquiry, firm: Supplier
) -> None:
    lead = lead_of(sent, firm)
    asked = actions.ask_question(actor=market_cast.vera, lead=lead, text="Hoe vaak maaien?", at=NOW)
    question = queries.question(market_cast.bob, asked.public_id)
    assert question is not None
    actions.answer_question(actor=market_cast.bob, question=question, text="Zes keer.", at=NOW)
    letter = Letter.objects.get(address="info@tuinders.example", key__startswith="enquiry.answer:")
    assert "Hoe vaak maaien?" in letter.text
    assert "Zes keer." in letter.text


def test_the_figures_tell_nothing_of_what_is_still_open(
    market_cast: Any, sent: Enquiry, firm: Supplier, browse: Callable[[str], Client]
) -> None:
    Enquiry.objects.update(closes_at=datetime(2099, 1, 1, tzinfo=UTC))
    yes(market_cast.vera, lead_of(sent, firm))
    found = queries.figures_of(queries.asked_chances(market_cast.bob)).funnel
    assert (found.reached["invited"], found.reached["quoted"], found.silent) == (2, 0, ())
    url = reverse("market:funnel", args=["veenmeer"])
    page = browse("bob").get(url, {"stap": "invited"}).context["page"]
    assert {row.cells[2].badge.label for row in page.shown.rows} == {"Gevraagd"}
    own = queries.figures_of(queries.own_chances(market_cast.vera)).funnel
    assert own.reached["quoted"] == 1, "the firm knows what it answered itself"


def test_each_figure_opens_to_its_rows(
    market_cast: Any, answered: Lead, browse: Callable[[str], Client]
) -> None:
    url = reverse("market:funnel", args=["veenmeer"])
    page = browse("bob").get(url, {"stap": "quoted"}).context["page"]
    assert [row.cells[0].text for row in page.shown.rows] == ["Groenwerk"]
    page = browse("bob").get(url, {"jaar": "2026"}).context["page"]
    assert sorted(row.cells[0].text for row in page.shown.rows) == ["Groenwerk", "Tuinders"]
    own = browse("vera").get(reverse("market:funnel", args=["groenwerk"]), {"stap": "quoted"}).context["page"]
    assert [row.cells[1].text for row in own.shown.rows] == ["Onderhoud van groen"]
    assert own.turns is None
    other_side = browse("vera").get(reverse("market:funnel", args=["groenwerk"]), {"kant": "vrager"})
    assert other_side.context["page"].turns is not None


def test_a_buyer_asks_and_a_firm_answers_through_their_pages(
    market_cast: Any, firm: Supplier, browse: Callable[[str], Client]
) -> None:
    bob, vera = browse("bob"), browse("vera")
    typed = {
        "kind": "quotation",
        "title": "Groen",
        "text": "Wie onderhoudt groen?",
        "cpv": "77310000",
        "closes_on": "31-12-2098",
    }
    assert bob.post(reverse("market:enquiry_new", args=["veenmeer"]), {}).status_code == 422
    made = bob.post(reverse("market:enquiry_new", args=["veenmeer"]), typed)
    page = bob.get(made.url)
    assert [one.name for one in page.context["page"].choose] == ["Groenwerk"]
    bob.post(page.context["page"].send_url, {"supplier": [firm.public_id]})
    lead = Lead.objects.get()
    url = reverse("market:asked", args=["groenwerk", lead.public_id])
    assert vera.get(url).status_code == 200
    assert Lead.objects.get().seen_at is not None
    wrong = vera.post(url, {"verb": "yes", "yes-text": "Ja", "yes-amount": ""})
    assert wrong.status_code == 422
    assert "Ja" in wrong.content.decode()
    assert vera.post(url, {"verb": "yes", "yes-text": "Ja", "yes-amount": "1.000"}).status_code == 302
    assert Lead.objects.get().state == "quoted"
    assert bob.get(reverse("market:funnel", args=["veenmeer"])).status_code == 200
    assert vera.get(reverse("market:asked_list", args=["groenwerk"])).status_code == 200
    assert vera.get(reverse("market:enquiries", args=["groenwerk"])).status_code == 200


def test_a_yes_becomes_a_no_until_closing_and_counts_as_one(
    market_cast: Any, sent: Enquiry, firm: Supplier, browse: Callable[[str], Client]
) -> None:
    """The offer goes, both sides read the reason, and no figure counts an offer."""
    vera, bob = browse("vera"), browse("bob")
    Enquiry.objects.update(closes_at=datetime(2098, 12, 31, 12, 0, tzinfo=UTC))
    yes(market_cast.vera, lead_of(sent, firm))
    url = reverse("market:asked", args=["groenwerk", lead_of(sent, firm).public_id])
    assert "nee zeggen" in vera.get(url).context["page"].told
    for text in ("Toch te druk.", "Echt te druk."):  # the second time only the words change
        done = vera.post(url, {"verb": "no", "no-reason": "no_time", "no-text": text})
        assert done.status_code == 302
    lead = lead_of(sent, firm)
    assert (lead.state, lead.quoted_at, lead.reason_text) == ("declined", None, "Echt te druk.")
    assert not hasattr(lead, "answer"), "what was offered is gone"
    assert "nog ja zeggen" in vera.get(url).context["page"].told
    assert queries.counted_answers(sent) == (2, 1)
    Enquiry.objects.update(state="closed", closes_at=NOW)
    sent.refresh_from_db()
    assert "De vrager leest die reden" in vera.get(url).context["page"].told
    page = bob.get(reverse("market:enquiry", args=["veenmeer", sent.public_id]))
    (row,) = [row for row in page.context["page"].table.rows if row.cells[0].text == "Groenwerk"]
    assert row.cells[1].badge.label == "Nee"
    assert "Echt te druk." in row.cells[3].text
    assert "9.000" not in page.content.decode()
    found = queries.figures_of(queries.asked_chances(market_cast.bob)).funnel
    assert (found.reached["quoted"], found.declined, found.silent) == (0, 1, ("Tuinders",))
    with pytest.raises(Refused, match="closed"):
        actions.say_no(actor=market_cast.vera, lead=lead, reason="no_time", text="", at=AFTER)


def test_what_became_a_contract_does_not_become_a_no(market_cast: Any, answered: Lead) -> None:
    Lead.objects.update(state="deal")
    Enquiry.objects.update(state="open", closes_at=CLOSES)
    lead = Lead.objects.select_related("enquiry", "supplier").get(pk=answered.pk)
    with pytest.raises(StepRefused):
        actions.say_no(actor=market_cast.vera, lead=lead, reason="no_time", text="", at=NOW)
    assert lead.answer.amount_cents == 9_000_00


def test_a_draft_is_changed_until_it_is_sent(
    market_cast: Any, firm: Supplier, browse: Callable[[str], Client]
) -> None:
    """Two colleagues at once lose nothing, and what was sent stands."""
    made = write(market_cast.bob, closes_at=datetime(2098, 12, 31, 16, 0, tzinfo=UTC))
    bob, url = browse("bob"), reverse("market:enquiry_edit", args=["veenmeer", made.public_id])
    home = bob.get(reverse("market:enquiry", args=["veenmeer", made.public_id])).context["page"]
    assert url in [one.url for one in home.actions]
    opened = bob.get(url).context["page"].form
    assert opened["title"].value() == "Onderhoud van groen"
    typed = {
        "kind": "quotation",
        "title": "Onderhoud van bomen",
        "text": "Wie snoeit?",
        "cpv": "77310000",
        "closes_on": "30-12-2098",
        "version": opened["version"].value(),
    }
    assert bob.post(url, {**typed, "closes_on": "1-1-2020"}).status_code == 422
    assert bob.post(url, typed).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.text, made.closes_at.year) == ("Onderhoud van bomen", "Wie snoeit?", 2098)
    late = bob.post(url, {**typed, "title": "Onderhoud van hagen"})
    assert late.status_code == 409
    assert "Onderhoud van hagen" in late.content.decode()
    assert "Onderhoud van bomen" in late.content.decode()
    actions.send_enquiry(actor=market_cast.bob, enquiry=made, suppliers=[firm], at=NOW)
    assert bob.get(url).status_code == 302
    values = actions.EnquiryValues(kind="question", title="Anders", text="?", closes_at=made.closes_at)
    with pytest.raises(Refused, match="changes no more"):
        actions.change_enquiry(
            actor=market_cast.bob, enquiry=made, values=values, expected_version=made.version, at=NOW
        )
    assert browse("eve").get(url.replace("veenmeer", "duinrade")).status_code == 404


def test_the_database_counts_as_the_rules_do(market_cast: Any, new_supplier: Callable[..., Any]) -> None:
    """Every shape a lead can have, once: the rows behind each step are those that the rules name."""
    said = ("", "deal", "no_deal")
    moments = (None, NOW)
    shapes = itertools.product(("seen", "interested", "declined"), moments, moments, moments, said, said)
    expected: dict[str, set[int]] = {step: set() for step in queries.REACHED}
    followed = []
    for number, (state, seen, invited, quoted, firm_said, buyer_said) in enumerate(shapes):
        supplier = new_supplier(name=f"Firma {number}") if number < 2 else Supplier.objects.first()
        lead = Lead.enter(
            supplier=supplier,
            organisation_id=market_cast.bob.organisation_id,
            enquiry=None,
            state=state,
            reason="no_time" if state == "declined" else "",
            suggested_at=NOW,
            seen_at=seen,
            invited_at=invited,
            quoted_at=quoted,
            firm_said=firm_said,
            buyer_said=buyer_said,
            buyer_amount_cents=number * 100 if number % 2 else None,
            firm_amount_cents=number * 10,
        )
        one = Followed(
            supplier=supplier.name,
            sealed=False,
            seen=seen is not None,
            interested=state == "interested",
            invited=invited is not None,
            quoted=quoted is not None,
            declined=state == "declined",
            firm_said=firm_said,
            buyer_said=buyer_said,
            buyer_cents=lead.buyer_amount_cents,
            firm_cents=lead.firm_amount_cents,
        )
        followed.append(one)
        for step in reached(one):
            expected[step].add(lead.pk)
    chances = queries.asked_chances(market_cast.bob)
    for step, condition in queries.REACHED.items():
        assert set(chances.rows.filter(condition).values_list("pk", flat=True)) == expected[step], step
    counted, ruled = queries.figures_of(chances), funnel(followed)
    assert counted.funnel.reached == ruled.reached
    assert (counted.funnel.declined, counted.funnel.contested) == (ruled.declined, ruled.contested)
    assert counted.funnel.amount_cents == ruled.amount_cents
    assert set(counted.funnel.silent) == set(ruled.silent)
    assert dict(counted.reasons) == {"no_time": ruled.declined}


def test_the_figures_ask_equally_often_and_read_few_rows(
    market_cast: Any, firm: Supplier, browse: Callable[[str], Client]
) -> None:
    bob, url = browse("bob"), reverse("market:funnel", args=["veenmeer"])

    def asked() -> int:
        bob.get(url, {"stap": "suggested"})
        with CaptureQueriesContext(connection) as seen:
            assert bob.get(url, {"stap": "suggested"}).status_code == 200
        return len(seen)

    def more(number: int) -> None:
        for _each in range(number):
            Lead.enter(
                supplier=firm,
                organisation_id=market_cast.bob.organisation_id,
                suggested_at=NOW,
            )

    more(3)
    few = asked()
    more(30)
    assert asked() == few
    assert queries.figures_of(queries.asked_chances(market_cast.bob)).funnel.reached["suggested"] == 33
