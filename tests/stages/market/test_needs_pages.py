"""Needs of the neighbourhood: asked, approved, offered, agreed, and confirmed by both sides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.journal.queries import events_of
from meerwaarde.platform.notify.models import Letter
from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions import Changed, Refused, needs
from meerwaarde.stages.market.queries import needs as queries

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FAR = date(2099, 12, 31)


def values(**changed: Any) -> needs.NeedValues:
    usual: dict[str, Any] = {
        "title": "Hulp bij het schilderen van het buurthuis",
        "kind": "hands",
        "what": "De grote zaal moet opnieuw geverfd worden.",
        "quantity": Decimal(40),
        "unit": "hours",
        "for_whom": "Bezoekers van het buurthuis",
        "place": "Emmen",
        "until": FAR,
    }
    return needs.NeedValues(**{**usual, **changed})


@pytest.fixture
def ask(market_cast: Any) -> Callable[..., queries.Need]:
    """`ask("open", quantity=…)`: a need of Cees at Veenmeer, as far as the state named."""

    def make(state: str = "open", **changed: Any) -> queries.Need:
        veenmeer = Organisation.objects.get(slug="veenmeer")
        need = needs.enter_need(actor=market_cast.cees, values=values(**changed), handler=veenmeer, at=NOW)
        if state in ("submitted", "open"):
            needs.step_need(actor=market_cast.cees, need=need, verb="submit", text="", at=NOW)
        if state == "open":
            needs.step_need(actor=market_cast.pia, need=need, verb="approve", text="", at=NOW)
        return need

    return make


@pytest.fixture
def agree(market_cast: Any, ask: Any) -> Callable[..., queries.NeedOffer]:
    """`agree(quantity=10)`: an agreement of Vera and Cees."""

    def make(quantity: int = 10, need: Any = None, on: date | None = None) -> queries.NeedOffer:
        need = need or ask()
        offer = needs.make_offer(
            actor=market_cast.vera,
            need=need,
            values=needs.OfferValues(quantity=Decimal(quantity), on=on),
            at=NOW,
        )
        needs.step_offer(actor=market_cast.cees, offer=offer, verb="accept", text="", at=NOW)
        return offer

    return make


def given(actor: Any, offer: queries.NeedOffer, quantity: Any, note: str = "") -> None:
    needs.confirm_given(actor=actor, offer=offer, quantity=Decimal(quantity), note=note, at=NOW)


# --- asking ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("what", "Bel 06 12345678 voor meer."),
        ("for_whom", "Voor 111222333"),
        ("title", "Mail mij@buurt.example"),
        ("quantity", Decimal(0)),
        ("until", date(2026, 11, 22)),
        ("unit", "euros"),
        ("kind", "gold"),
        ("place", " "),
    ],
)
def test_what_cannot_be_public_is_refused_at_its_field(
    market_cast: Any, ask: Any, field: str, typed: Any
) -> None:
    with pytest.raises(Refused) as refused:
        ask("draft", **{field: typed})
    assert field in refused.value.problems
    assert "111222333" not in str(refused.value)


def test_a_draft_is_seen_by_nobody_else(market_cast: Any, ask: Any, client: Client) -> None:
    need = ask("draft")
    for name in ("pia", "bob", "vera", "eve"):
        assert queries.need(market_cast.actors[name], need.public_id) is None
    assert queries.need(market_cast.cees, need.public_id) is not None
    assert client.get(f"/openbaar/vragen/{need.public_id}/").status_code == 404


def test_a_draft_does_not_say_that_anybody_has_looked_at_it(
    ask: Any, browse: Callable[[str], Client]
) -> None:
    cees, address = browse("cees"), "/buurtkracht/markt/vragen/"
    draft, public = (
        cees.get(f"{address}{ask(state).public_id}/").content.decode() for state in ("draft", "open")
    )
    told = ("Wie kijkt ernaar", "Bekeken door")
    assert [one in draft for one in told] == [True, False]
    assert [one in public for one in told] == [False, True]


def test_only_the_authority_that_was_asked_approves(market_cast: Any, ask: Any) -> None:
    need = ask("submitted")
    with pytest.raises(NotYourRole):
        needs.step_need(actor=market_cast.bob, need=need, verb="approve", text="", at=NOW)
    with pytest.raises(NotYourRole):
        needs.step_need(actor=market_cast.cees, need=need, verb="approve", text="", at=NOW)
    person = Membership.objects.get(pk=market_cast.eve.membership_id)
    person.role = "policy_adviser"
    person.save()
    from meerwaarde.platform.access.actor import actor_of

    with pytest.raises(Http404):
        needs.step_need(actor=actor_of(person), need=need, verb="approve", text="", at=NOW)
    needs.step_need(actor=market_cast.pia, need=need, verb="approve", text="", at=NOW)
    assert need.region.startswith("GM")
    with pytest.raises(StepRefused):
        needs.step_need(actor=market_cast.pia, need=need, verb="approve", text="", at=NOW)


def test_a_question_goes_to_and_fro_with_letters(market_cast: Any, ask: Any) -> None:
    need = ask("submitted")
    with pytest.raises(Refused):
        needs.step_need(actor=market_cast.pia, need=need, verb="question", text="  ", at=NOW)
    needs.step_need(actor=market_cast.pia, need=need, verb="question", text="Is er verf?", at=NOW)
    with pytest.raises(StepRefused):
        needs.step_need(actor=market_cast.pia, need=need, verb="approve", text="", at=NOW)
    (letter,) = Letter.objects.filter(purpose="market.need")
    assert "Is er verf?" in letter.text
    assert letter.person_id == market_cast.cees.person_id
    needs.step_need(actor=market_cast.cees, need=need, verb="answer", text="Ja, 20 liter.", at=NOW)
    assert [one.from_asker for one in queries.messages_of(need)] == [False, True]
    assert queries.needs_to_approve(market_cast.pia) == [need]


def test_a_refused_need_is_changed_and_submitted_again(market_cast: Any, ask: Any) -> None:
    need = ask("submitted")
    needs.step_need(actor=market_cast.pia, need=need, verb="refuse", text="Te vaag.", at=NOW)
    with pytest.raises(Changed):
        needs.change_need(
            actor=market_cast.cees,
            need=need,
            values=values(title="Schilderen"),
            handler=need.handler,
            expected_version=need.version - 1,
            at=NOW,
        )
    needs.change_need(
        actor=market_cast.cees,
        need=need,
        values=values(title="Schilderen"),
        handler=need.handler,
        expected_version=need.version,
        at=NOW,
    )
    needs.step_need(actor=market_cast.cees, need=need, verb="submit", text="", at=NOW)
    with pytest.raises(Refused):
        needs.change_need(
            actor=market_cast.cees,
            need=need,
            values=values(),
            handler=need.handler,
            expected_version=need.version,
            at=NOW,
        )


def test_what_has_passed_is_not_submitted(market_cast: Any, ask: Any) -> None:
    need = ask("draft", until=date(2026, 11, 24))
    with pytest.raises(Refused):
        needs.step_need(actor=market_cast.cees, need=need, verb="submit", text="", at=NOW + timedelta(days=3))


# --- offering -------------------------------------------------------------------------------------------


def test_what_ended_asks_nothing_more_and_one_of_a_unit_has_its_own_word(
    market_cast: Any, ask: Any, browse: Any
) -> None:
    ask("open", kind="work_placement", unit="places", quantity=Decimal(1))
    finished = ask("open", quantity=Decimal(38))
    needs.step_need(actor=market_cast.cees, need=finished, verb="close", text="", at=NOW)
    page = browse("cees").get("/buurtkracht/markt/vragen/eigen/").content.decode()
    assert page.count("1\xa0plek") == 2
    assert "plekken" not in page
    assert page.count("38\xa0uur") == 1, "asked, and not still needed"


def test_several_offers_cover_a_need(market_cast: Any, ask: Any, agree: Any) -> None:
    need = ask(quantity=Decimal(15))
    agree(10, need=need)
    assert queries.covers([need])[need.pk].left == 5
    agree(5, need=need)
    assert queries.covers([need])[need.pk].left == 0
    with pytest.raises(Refused):
        agree(1, need=need)


def test_an_offer_is_made_once_until_it_is_answered(market_cast: Any, ask: Any) -> None:
    need = ask()
    offered = needs.OfferValues(quantity=Decimal(4))
    first = needs.make_offer(actor=market_cast.vera, need=need, values=offered, at=NOW)
    with pytest.raises(Refused):
        needs.make_offer(actor=market_cast.sam, need=need, values=offered, at=NOW)
    needs.step_offer(actor=market_cast.sam, offer=first, verb="withdraw", text="", at=NOW)
    needs.make_offer(actor=market_cast.vera, need=need, values=offered, at=NOW)


@pytest.mark.parametrize(
    "changed", [{"quantity": Decimal(-1)}, {"remark": "Bel 0512-345678"}, {"on": date(2020, 1, 1)}]
)
def test_an_offer_that_cannot_be_is_refused(market_cast: Any, ask: Any, changed: dict[str, Any]) -> None:
    offered = needs.OfferValues(**{"quantity": Decimal(4), **changed})
    with pytest.raises(Refused) as refused:
        needs.make_offer(actor=market_cast.vera, need=ask(), values=offered, at=NOW)
    assert set(refused.value.problems) == set(changed)


def test_each_side_takes_its_own_steps(market_cast: Any, ask: Any) -> None:
    offer = needs.make_offer(
        actor=market_cast.vera, need=ask(), values=needs.OfferValues(quantity=Decimal(4)), at=NOW
    )
    with pytest.raises(NotYourRole):
        needs.step_offer(actor=market_cast.vera, offer=offer, verb="accept", text="", at=NOW)
    with pytest.raises(NotYourRole):
        needs.step_offer(actor=market_cast.pia, offer=offer, verb="accept", text="", at=NOW)
    with pytest.raises(Refused):
        needs.step_offer(actor=market_cast.cees, offer=offer, verb="decline", text="", at=NOW)
    needs.step_offer(actor=market_cast.cees, offer=offer, verb="decline", text="Al gedaan.", at=NOW)
    with pytest.raises(StepRefused):
        needs.step_offer(actor=market_cast.vera, offer=offer, verb="withdraw", text="", at=NOW)
    assert "Al gedaan." in Letter.objects.get(key__startswith="needoffer.decline").text


def test_a_need_withdrawn_after_agreement_tells_everybody(
    market_cast: Any, ask: Any, agree: Any, browse: Callable[[str], Client]
) -> None:
    need = ask()
    agreed = agree(10, need=need)
    page = browse("cees").get(f"/buurtkracht/markt/vragen/{need.public_id}/").content.decode()
    assert "Eén afspraak" in page
    waiting = needs.make_offer(
        actor=market_cast.vera, need=need, values=needs.OfferValues(quantity=Decimal(2)), at=NOW
    )
    needs.step_need(actor=market_cast.cees, need=need, verb="withdraw", text="", at=NOW)
    agreed.refresh_from_db()
    waiting.refresh_from_db()
    assert (agreed.state, agreed.ended_by, waiting.state) == ("cancelled", "asker", "declined")
    assert Letter.objects.filter(
        person_id=market_cast.vera.person_id, subject__contains="ingetrokken"
    ).exists()
    shown = browse("vera").get(f"/groenwerk/markt/vragen/aanbod/{agreed.public_id}/")
    assert "Niemand is nog iets verschuldigd" in shown.content.decode()
    with pytest.raises(StepRefused):
        given(market_cast.vera, agreed, 10)


# --- confirming -----------------------------------------------------------------------------------------


def test_it_counts_only_when_both_say_the_same(market_cast: Any, agree: Any) -> None:
    offer = agree(10)
    given(market_cast.vera, offer, 10, "Twee zaterdagen")
    offer.refresh_from_db()
    assert offer.state == "agreed"
    assert queries.figures(market_cast.pia)[0].given == 0
    given(market_cast.cees, offer, 8)
    offer.refresh_from_db()
    assert offer.state == "agreed"
    assert Letter.objects.filter(key__startswith="needoffer.differs").count() == 2
    given(market_cast.vera, offer, "8.0")
    offer.refresh_from_db()
    assert offer.state == "confirmed"
    (figures,) = queries.figures(market_cast.pia)
    assert (figures.asked, figures.agreed, figures.given) == (40, 10, 8)
    assert queries.covers([offer.need])[offer.need_id].left == 32
    with pytest.raises(StepRefused):
        given(market_cast.cees, offer, 1)
    said = [event.action for event in events_of(market_cast.vera.organisation_id)]
    assert said.count("needoffer.say") == 1
    assert said.count("needoffer.confirm") == 1


def test_nothing_given_is_an_answer_too(market_cast: Any, agree: Any) -> None:
    offer = agree(10)
    given(market_cast.cees, offer, 0)
    given(market_cast.vera, offer, 0)
    offer.refresh_from_db()
    assert offer.state == "confirmed"
    assert queries.covers([offer.need])[offer.need_id].left == 40


def test_nobody_confirms_for_another(market_cast: Any, agree: Any) -> None:
    offer = agree(10)
    with pytest.raises(NotYourRole):
        given(market_cast.pia, offer, 10)
    other = Organisation.objects.create(slug="ander-bedrijf", name="Ander bedrijf", kind="supplier")
    member = Membership.objects.get(pk=market_cast.vera.membership_id)
    member.organisation = other
    member.save()
    from meerwaarde.platform.access.actor import actor_of

    with pytest.raises(Http404):
        given(actor_of(member), offer, 10)


def test_who_is_silent_is_reminded_and_not_every_day(market_cast: Any, agree: Any) -> None:
    offer = agree(10, on=date(2026, 11, 25))
    given(market_cast.vera, offer, 10)
    before = Letter.objects.count()
    assert needs.remind_to_confirm(at=NOW) == 0
    later = NOW + timedelta(days=4)
    assert needs.remind_to_confirm(at=later) == 1
    (letter,) = Letter.objects.order_by("-pk")[: Letter.objects.count() - before]
    assert letter.person_id == market_cast.cees.person_id
    assert needs.remind_to_confirm(at=later + timedelta(days=1)) == 0
    assert needs.remind_to_confirm(at=later + timedelta(days=15)) == 1


# --- pages ----------------------------------------------------------------------------------------------


def test_a_need_goes_the_whole_way_in_the_browser(
    market_cast: Any, browse: Callable[[str], Client], client: Client
) -> None:
    cees, pia, vera = browse("cees"), browse("pia"), browse("vera")
    typed = {
        "title": "Stoelen voor de huiskamer",
        "kind": "materials",
        "what": "Wij zoeken <b>stevige</b> stoelen.",
        "quantity": "12",
        "unit": "pieces",
        "for_whom": "Ouderen",
        "place": "Emmen",
        "until": "31-12-2099",
        "handler": Organisation.objects.get(slug="veenmeer").public_id,
    }
    wrong = cees.post("/buurtkracht/markt/vragen/nieuw/", {**typed, "what": "Bel 0612345678"})
    assert wrong.status_code == 422
    assert "telefoonnummer" in wrong.content.decode()
    assert "Ouderen" in wrong.content.decode()
    made = cees.post("/buurtkracht/markt/vragen/nieuw/", typed)
    url = made["Location"]
    number = url.rstrip("/").rsplit("/", 1)[1]
    assert "Voorleggen" in cees.get(url).content.decode()
    assert "Leg “Stoelen" in cees.get("/buurtkracht/").content.decode()
    cees.post(f"{url}stap/submit/")
    assert "Stoelen voor de huiskamer" in pia.get("/veenmeer/").content.decode()
    there = f"/veenmeer/markt/vragen/{number}/"
    assert pia.post(f"{there}stap/question/", {"text": ""}).status_code == 422
    pia.post(f"{there}stap/approve/")
    shown = client.get(f"/openbaar/vragen/{number}/").content.decode()
    assert "&lt;b&gt;stevige" in shown
    assert "Stoelen" in client.get("/openbaar/vragen/?kind=materials").content.decode()
    assert "Stoelen" not in client.get("/openbaar/vragen/?kind=money").content.decode()
    assert "Stoelen" in client.get("/openbaar/vragen/feed/").content.decode()
    assert vera.post(f"/groenwerk/markt/vragen/{number}/aanbieden/", {"quantity": "x"}).status_code == 422
    offered = vera.post(
        f"/groenwerk/markt/vragen/{number}/aanbieden/",
        {"quantity": "12", "on": "", "remark": "Uit ons kantoor"},
    )
    offer = offered["Location"].rstrip("/").rsplit("/", 1)[1]
    assert "Beantwoord het aanbod" in cees.get("/buurtkracht/").content.decode()
    cees.post(f"/buurtkracht/markt/vragen/aanbod/{offer}/stap/accept/")
    vera.post(f"/groenwerk/markt/vragen/aanbod/{offer}/bevestigen/", {"quantity": "12", "note": "Gebracht"})
    assert "Zeg wat er gegeven is" in cees.get("/buurtkracht/").content.decode()
    differ = cees.post(
        f"/buurtkracht/markt/vragen/aanbod/{offer}/bevestigen/", {"quantity": "10"}, follow=True
    ).content.decode()
    assert "12" in differ
    assert "verschillen" in differ
    settled = vera.post(
        f"/groenwerk/markt/vragen/aanbod/{offer}/bevestigen/", {"quantity": "10,0"}, follow=True
    ).content.decode()
    assert "Hiermee is het rond" in settled
    figures = pia.get("/veenmeer/markt/vragen/overzicht/").content.decode()
    assert "Materialen" in figures
    assert "10" in figures


def test_the_public_pages_name_no_firm_and_no_person(
    market_cast: Any, ask: Any, agree: Any, client: Client
) -> None:
    need = ask()
    agree(3, need=need)
    shown = client.get(f"/openbaar/vragen/{need.public_id}/").content.decode()
    assert "Groenwerk" not in shown
    assert "Cees" not in shown
    assert "Buurtkracht" in shown


@pytest.mark.parametrize("url", ["/openbaar/vragen/", "/veenmeer/markt/vragen/"])
def test_a_list_asks_equally_often_for_many_needs(
    market_cast: Any,
    ask: Any,
    browse: Callable[[str], Client],
    django_assert_max_num_queries: Any,
    url: str,
) -> None:
    for _number in range(30):
        ask()
    client = browse("pia")
    client.get(url)
    with django_assert_max_num_queries(16):
        page = client.get(url).content.decode()
    assert page.count("Hulp bij het schilderen") == 25
    assert "na=" in page
    after = page.split("na=")[1].split('"')[0]
    assert client.get(f"{url}?na={after}").content.decode().count("Hulp bij het schilderen") == 5
