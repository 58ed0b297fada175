"""The contact point: a question has an owner and a last day, seen by both, and is answered by letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.notify.models import Letter
from meerwaarde.platform.organisations.models import Membership
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions import Refused
from meerwaarde.stages.market.actions import contacts as actions
from meerwaarde.stages.market.queries import contacts as queries

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 23, 10, 0, tzinfo=UTC)  # a Wednesday, two days before Christmas


@pytest.fixture
def desk(market_cast: Any) -> queries.ContactPoint:
    """That of Veenmeer: two working days, questions go to Bob."""
    return actions.save_point(
        actor=market_cast.pia,
        values=actions.PointValues(name="Ondernemersloket", email="loket@veenmeer.example", answer_days=2),
        owner=Membership.objects.get(pk=market_cast.bob.membership_id),
        expected_version=None,
        at=NOW,
    )


@pytest.fixture
def asked(market_cast: Any, desk: queries.ContactPoint) -> queries.ContactQuestion:
    return actions.ask(actor=market_cast.vera, point=desk, subject="Groen", text="Mag ik offreren?", at=NOW)


def test_a_question_gets_an_owner_and_a_last_day(market_cast: Any, asked: Any) -> None:
    assert (asked.state, asked.owner_id) == ("held", market_cast.bob.membership_id)
    assert asked.due == date(2026, 12, 28)
    (letter,) = Letter.objects.filter(purpose="contact.owner")
    assert letter.person_id == market_cast.bob.person_id
    assert "Mag ik offreren" not in letter.text
    assert queries.question(market_cast.cees, asked.public_id) is None
    assert queries.question(market_cast.eve, asked.public_id) is None
    assert queries.question(market_cast.sam, asked.public_id) is not None


def test_an_answer_goes_by_letter_and_is_measured(market_cast: Any, asked: Any) -> None:
    late = NOW + timedelta(days=7)
    actions.answer(actor=market_cast.bob, question=asked, text="Ja, graag.", at=late)
    assert "Ja, graag." in Letter.objects.get(purpose="contact.question").text
    figures = queries.figures(market_cast.pia, late.date())
    assert (figures.answers, figures.median_days, figures.late, figures.waiting) == (1, 4, 1, 0)
    with pytest.raises(StepRefused):
        actions.answer(actor=market_cast.bob, question=asked, text="Nog iets.", at=late)
    actions.ask_on(actor=market_cast.vera, question=asked, text="Tot wanneer?", at=late)
    assert (asked.state, asked.due) == ("held", date(2027, 1, 4))
    assert [one.from_asker for one in queries.messages_of(asked)] == [True, False, True]


def test_only_the_authority_answers_and_only_the_asker_asks_on(market_cast: Any, asked: Any) -> None:
    with pytest.raises(NotYourRole):
        actions.answer(actor=market_cast.vera, question=asked, text="Ik zelf.", at=NOW)
    with pytest.raises(Http404):
        actions.answer(actor=market_cast.eve, question=asked, text="Wij niet.", at=NOW)
    with pytest.raises(Http404):
        actions.ask_on(actor=market_cast.cees, question=asked, text="En wij?", at=NOW)
    with pytest.raises(NotYourRole):
        actions.save_point(
            actor=market_cast.bob,
            values=actions.PointValues(name="X", email="x@y.example"),
            owner=None,
            expected_version=None,
            at=NOW,
        )


def test_a_question_is_handed_over_within_the_authority(market_cast: Any, asked: Any) -> None:
    eve = Membership.objects.get(pk=market_cast.eve.membership_id)
    with pytest.raises(Http404):
        actions.hand_over(actor=market_cast.bob, question=asked, to=eve, at=NOW)
    ann = Membership.objects.get(pk=market_cast.ann.membership_id)
    actions.hand_over(actor=market_cast.bob, question=asked, to=ann, at=NOW)
    assert Letter.objects.filter(person_id=market_cast.ann.person_id).count() == 1
    assert [one.pk for one in queries.waiting_for(market_cast.ann)] == [asked.pk]
    assert queries.waiting_for(market_cast.bob) == []


def test_late_is_reminded_once(asked: Any) -> None:
    assert actions.remind_late(at=NOW) == 0
    assert actions.remind_late(at=NOW + timedelta(days=7)) == 1
    assert actions.remind_late(at=NOW + timedelta(days=8)) == 0


@pytest.mark.parametrize(
    ("field", "typed"), [("subject", " "), ("text", ""), ("text", "111222333"), ("text", "x" * 4_001)]
)
def test_what_cannot_be_asked_is_refused(market_cast: Any, desk: Any, field: str, typed: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.ask(actor=market_cast.vera, point=desk, at=NOW, **{"subject": "A", "text": "B", field: typed})
    assert set(refused.value.problems) == {field}


def test_a_visitor_asks_with_a_confirmed_address_and_is_forgotten(
    market_cast: Any, desk: Any, client: Client, browse: Callable[[str], Client]
) -> None:
    typed = {"subject": "Hulp", "text": "Mag dit?", "name": "Doortje", "email": "d@kamer.example"}
    assert client.post("/openbaar/veenmeer/contact/", typed).status_code == 422
    assert client.post("/openbaar/veenmeer/contact/", {**typed, "agree": "on"}).status_code == 200
    found = queries.ContactQuestion.objects.get()
    assert found.state == "unconfirmed"
    assert queries.question(market_cast.pia, found.public_id) is None
    link = re.search(r"/openbaar/veenmeer/contact/bevestigen/\S+", Letter.objects.get().text)
    assert link is not None
    assert client.get(link.group()).status_code == 200
    found.refresh_from_db()
    assert found.state == "unconfirmed"
    follow = client.post(link.group())["Location"]
    bob = browse("bob")
    assert "Hulp" in bob.get("/veenmeer/").content.decode()
    bob.post(f"/veenmeer/markt/aanspreekpunt/{found.public_id}/antwoorden/", {"text": "Ja hoor."})
    assert "Ja hoor." in client.get(follow).content.decode()
    assert client.post(follow, {"text": "En daarna?"}).status_code == 302
    assert "En daarna?" in bob.get(f"/veenmeer/markt/aanspreekpunt/{found.public_id}/").content.decode()
    assert actions.forget_visitors(at=NOW + timedelta(days=3650)) == 1
    found.refresh_from_db()
    assert (found.email, found.person_name, found.subject) == ("", "", "")
    assert client.get(follow).status_code == 404


def test_the_pages_of_both_sides_show_the_same(
    market_cast: Any, asked: Any, browse: Callable[[str], Client], client: Client
) -> None:
    theirs = browse("vera").get("/groenwerk/markt/aanspreekpunt/").content.decode()
    assert "Ondernemersloket" in theirs
    for name, slug in (("vera", "groenwerk"), ("bob", "veenmeer")):
        page = browse(name).get(f"/{slug}/markt/aanspreekpunt/{asked.public_id}/").content.decode()
        assert "Bob" in page
        assert "28 december 2026" in page
    assert "Bob" not in client.get("/openbaar/veenmeer/contact/").content.decode()
    form = browse("pia").get("/veenmeer/markt/aanspreekpunt/instellen/").content.decode()
    assert "loket@veenmeer.example" in form


def test_public_pages_of_an_authority_lead_to_its_desk_while_it_is_public(
    market_cast: Any, client: Client
) -> None:
    from meerwaarde.stages.market import actions as market

    values = market.OpportunityValues(title="Onderhoud wijkparken", year=2027, quarter=2)
    line = market.open_opportunity(market_cast.bob, reference="a", values=values, at=NOW)
    desk = 'href="/openbaar/veenmeer/contact/"'
    places = ("/openbaar/veenmeer/kalender/", f"/openbaar/veenmeer/kalender/{line.public_id}/")
    for place in places:
        assert desk not in client.get(place).content.decode(), place
    point = actions.save_point(
        actor=market_cast.pia,
        values=actions.PointValues(name="Loket", email="loket@veenmeer.example", answer_days=2),
        owner=Membership.objects.get(pk=market_cast.bob.membership_id),
        expected_version=None,
        at=NOW,
    )
    for place in places:
        assert desk in client.get(place).content.decode(), place
    queries.ContactPoint.objects.filter(pk=point.pk).update(public=False)
    for place in places:
        assert desk not in client.get(place).content.decode(), place
