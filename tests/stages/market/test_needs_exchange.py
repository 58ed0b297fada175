"""Needs and agreements of another platform come in once, wait for approval, and settle with both sides."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from meerwaarde.exchange.community_exchanges import read_exchange
from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.stages.market.actions import needs
from meerwaarde.stages.market.models import Need, NeedOffer
from meerwaarde.stages.market.queries import needs as queries

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ROW = {
    "id": "DT-1",
    "title": "Schilderen",
    "kind": "hands",
    "what": "De zaal verven.",
    "quantity": "40",
    "unit": "hours",
    "asker": "Warme Kamer",
    "place": "Emmen",
    "until": "2099-12-31",
    "url": "https://doetegoed.example/1",
}
AGREED = {"id": "A-1", "need": "DT-1", "firm": "De Kwast", "quantity": "16"}


def take(actor: Any, *rows: Any, agreements: Any = (), dry_run: bool = False) -> needs.Taken:
    document = {"platform": "Doe tegoed", "needs": list(rows), "agreements": list(agreements)}
    reading = read_exchange(json.dumps(document).encode())
    return needs.take_in(actor=actor, reading=reading, at=NOW, dry_run=dry_run)


def test_taking_in_twice_is_the_same_as_once(cast: Any) -> None:
    assert take(cast.pia, ROW).counts == {"new": 1, "changed": 0, "same": 0}
    assert take(cast.pia, ROW).counts == {"new": 0, "changed": 0, "same": 1}
    (found,) = Need.objects.all()
    assert (found.state, found.asker_id, found.source_id) == ("submitted", None, "DT-1")
    assert queries.needs_to_approve(cast.pia) == [found]


def test_a_dry_run_tells_the_same_and_leaves_nothing(cast: Any) -> None:
    assert take(cast.pia, ROW, dry_run=True).counts["new"] == 1
    assert not Need.objects.exists()


def test_only_who_approves_takes_in(market_cast: Any) -> None:
    for name in ("bob", "vera", "cees"):
        with pytest.raises(NotYourRole):
            take(market_cast.actors[name], ROW)


def test_what_cannot_be_public_is_refused_with_its_reason(cast: Any) -> None:
    taken = take(
        cast.pia,
        ROW,
        {**ROW, "id": "DT-2", "what": "Bel 06 12345678"},
        {**ROW, "id": "DT-3", "unit": "euros"},
        {**ROW, "id": "DT-4", "quantity": "NaN"},
        {**ROW, "id": "DT-5", "until": "2020-01-01"},
        agreements=[{**AGREED, "need": "nowhere"}],
    )
    assert taken.counts["new"] == 1
    assert [one["id"] for one in taken.refused] == ["DT-2", "DT-3", "DT-4", "DT-5", "A-1"]
    assert all(one["why"] for one in taken.refused)


def test_words_that_change_are_looked_at_again(cast: Any) -> None:
    take(cast.pia, ROW)
    need = Need.objects.get()
    needs.step_need(actor=cast.pia, need=need, verb="approve", text="", at=NOW)
    assert take(cast.pia, {**ROW, "quantity": "50"}).counts["changed"] == 1
    need.refresh_from_db()
    assert (need.state, need.quantity) == ("open", 50)
    take(cast.pia, {**ROW, "quantity": "50", "what": "Iets anders."})
    need.refresh_from_db()
    assert need.state == "submitted"
    take(cast.pia, {**ROW, "state": "withdrawn"})
    need.refresh_from_db()
    assert need.state == "withdrawn"
    assert take(cast.pia, ROW).counts["same"] == 1


def test_an_agreement_on_their_need_is_settled_there(cast: Any, client: Client) -> None:
    take(cast.pia, ROW, agreements=[AGREED])
    need, offer = Need.objects.get(), NeedOffer.objects.get()
    needs.step_need(actor=cast.pia, need=need, verb="approve", text="", at=NOW)
    assert queries.covers([need])[need.pk].left == 24
    page = client.get(f"/openbaar/vragen/{need.public_id}/").content.decode()
    assert "https://doetegoed.example/1" in page
    done = {**AGREED, "state": "confirmed", "given": "12"}
    assert take(cast.pia, ROW, agreements=[done]).counts["changed"] == 1
    offer.refresh_from_db()
    assert offer.state == "confirmed"
    assert queries.figures(cast.pia)[0].given == 12
    assert take(cast.pia, ROW, agreements=[done]).counts["same"] == 2


def test_an_agreement_on_our_need_waits_for_our_organisation(market_cast: Any) -> None:
    cees = market_cast.cees
    own = needs.enter_need(
        actor=cees,
        values=needs.NeedValues(
            title="Tuin",
            kind="hands",
            what="Snoeien",
            quantity=Decimal(10),
            unit="hours",
            for_whom="",
            place="Emmen",
            until=date(2099, 1, 1),
        ),
        handler=Organisation.objects.get(slug="veenmeer"),
        at=NOW,
    )
    needs.step_need(actor=cees, need=own, verb="submit", text="", at=NOW)
    needs.step_need(actor=market_cast.pia, need=own, verb="approve", text="", at=NOW)
    said = {**AGREED, "need": own.public_id, "quantity": "8", "state": "confirmed", "given": "8"}
    take(market_cast.pia, agreements=[said])
    offer = NeedOffer.objects.get()
    assert offer.state == "agreed"
    needs.confirm_given(actor=cees, offer=offer, quantity=Decimal(8), note="", at=NOW)
    assert offer.state == "confirmed"
    cancelled = {**AGREED, "id": "A-2", "need": own.public_id, "quantity": "2"}
    take(market_cast.pia, agreements=[cancelled])
    take(market_cast.pia, agreements=[{**cancelled, "state": "cancelled"}])
    assert NeedOffer.objects.get(source_id="A-2").state == "cancelled"


def test_the_api_gives_pages_with_a_tag_and_problems(cast: Any, client: Client) -> None:
    for number in range(27):
        take(cast.pia, {**ROW, "id": f"DT-{number}", "title": f"Vraag {number}"})
    Need.objects.update(state="open", approved_at=NOW)
    first = client.get("/api/v1/needs")
    body = first.json()
    assert len(body["items"]) == 25
    assert body["items"][0]["quantity"] == "40.00"
    assert client.get("/api/v1/needs", headers={"If-None-Match": first["ETag"]}).status_code == 304
    second = client.get(body["next"]).json()
    assert [one["title"] for one in second["items"]] == ["Vraag 1", "Vraag 0"]
    assert second["next"] is None
    one = client.get(f"/api/v1/needs/{body['items'][0]['id']}").json()
    assert one["authority"]["slug"] == "veenmeer"
    missing = client.get("/api/v1/needs/zzzz")
    assert (missing.status_code, missing["Content-Type"]) == (404, "application/problem+json")
    assert client.get("/api/v1/needs?kind=money").json()["items"] == []
