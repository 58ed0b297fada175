"""What fits a firm: ranked with reasons, judged, and ranked otherwise by what was said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meerwaarde.exchange.notice import Cpv, Lot
from meerwaarde.exchange.notice import Notice as NoticeRecord
from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.journal.queries import events_of
from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.stages.market import actions
from meerwaarde.stages.market.actions import leads
from meerwaarde.stages.market.models import Lead, Notice, Supplier
from meerwaarde.stages.market.queries import fits as queries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def firm(market_cast: Any, new_supplier: Callable[..., Any]) -> Supplier:
    """Groenwerk cleans in the north and keeps its own profile."""
    supplier = new_supplier(name="Groenwerk", cpv=("90911200",), regions=("NL11", "NL34"))
    Supplier.objects.filter(pk=supplier.pk).update(firm=Organisation.objects.get(slug="groenwerk"))
    return Supplier.objects.get(pk=supplier.pk)


def notice(number: str, cpv: str = "90911200", nuts: str = "NL113", **changed: Any) -> Notice:
    said = NoticeRecord(
        source="tenderned",
        id=number,
        kind="contract_notice",
        published="2026-11-10",
        title=f"Schoonmaak {number}",
        cpv=Cpv(cpv),
        deadline="2027-01-19T17:00:00",
        lots=(Lot(id="1", nuts=(nuts,)),),
    )
    known = {"external_id": number, "imported_at": NOW, "changed_at": NOW}
    return Notice.enter(**{**actions.columns_of(said), **known, "source": "tenderned", **changed})


def found(actor: Any, supplier: Supplier) -> list[queries.Fit]:
    return list(queries.fits(actor, supplier, TODAY))


def test_only_what_is_open_and_of_the_same_trade_comes_out(market_cast: Any, firm: Supplier) -> None:
    good = notice("1")
    notice("2", cpv="45233120")
    notice("3", withdrawn=True)
    notice("4", awarded=True)
    notice("5", closes_on=date(2026, 11, 21))
    notice("6", kind="contract_award_notice")
    notice("7", organisation=Organisation.objects.get(slug="duinrade"))
    (one,) = found(market_cast.vera, firm)
    assert (one.kind, one.public_id, one.sure.grade) == ("notice", good.public_id, "strong")
    assert found(market_cast.cees, firm) == []


def test_who_has_told_too_little_to_fit_anything_is_led_to_the_profile(
    firm: Supplier, browse: Callable[[str], Any]
) -> None:
    notice("1", cpv="45233120")
    page = browse("vera").get("/groenwerk/markt/passend/").content.decode()
    assert 'href="/groenwerk/profiel/"' in page.split("<main", 1)[1]


def test_a_call_that_was_corrected_is_still_a_chance(market_cast: Any, firm: Supplier) -> None:
    """Only its correction is the latest of the procedure; one of an award closes no more."""
    notice("1", latest=False, corrected=True)
    correction = notice("2", kind="correction_notice")
    notice("3", kind="correction_notice", closes_on=None, closes_at=None)
    notice("4", kind="correction_notice", closes_on=date(2026, 11, 21))
    assert [one.public_id for one in found(market_cast.vera, firm)] == [correction.public_id]


def test_what_was_said_lowers_what_is_alike_and_taking_it_back_undoes_that(
    market_cast: Any, firm: Supplier
) -> None:
    zeeland, also_zeeland, north = notice("1", nuts="NL341"), notice("2", nuts="NL342"), notice("3")
    first = queries.fit(market_cast.vera, firm, "notice", zeeland.public_id, TODAY)
    assert first is not None
    lead = leads.say_not_relevant(
        actor=market_cast.vera, fit=first, reason="not_here", text="Te ver rijden", at=NOW
    )
    ranked = [one for one in found(market_cast.vera, firm) if one.state != "declined"]
    assert [one.public_id for one in ranked] == [north.public_id, also_zeeland.public_id]
    assert ranked[0].lowered is None
    assert ranked[1].lowered is not None
    assert "Zeeland niet zoekt" in ranked[1].lowered.text.nl
    leads.take_back(actor=market_cast.vera, lead=lead, at=NOW)
    assert all(one.lowered is None for one in found(market_cast.vera, firm))
    verbs = [event.action for event in events_of(market_cast.vera.organisation_id)]
    assert verbs.count("lead.decline") == verbs.count("lead.undo") == 1


def test_something_else_needs_words(market_cast: Any, firm: Supplier) -> None:
    one = queries.fit(market_cast.vera, firm, "notice", notice("1").public_id, TODAY)
    assert one is not None
    for reason in ("other", "invented", ""):
        with pytest.raises(Refused):
            leads.say_not_relevant(actor=market_cast.vera, fit=one, reason=reason, text=" ", at=NOW)
    assert not Lead.objects.exists()


def test_the_page_counts_what_was_suggested_once_and_what_was_seen(
    market_cast: Any, firm: Supplier, browse: Callable[[str], Client]
) -> None:
    one, client = notice("1"), browse("vera")
    for _again in range(2):
        page = client.get(reverse("market:fits", args=["groenwerk"]))
        assert page.status_code == 200
    assert [card.title for card in page.context["page"].cards] == ["Schoonmaak 1"]
    assert list(Lead.objects.values_list("state", flat=True)) == ["suggested"]
    client.get(reverse("market:fit", args=["groenwerk", "notice", one.public_id]))
    assert Lead.objects.get().state == "seen"


def test_not_relevant_through_the_page_and_back(
    market_cast: Any, firm: Supplier, browse: Callable[[str], Client]
) -> None:
    one, client = notice("1"), browse("sam")
    at = ["groenwerk", "notice", one.public_id]
    empty = client.post(reverse("market:fit_decline", args=at), {"reason": "other", "text": ""})
    assert empty.status_code == 422
    assert "wat er niet past" in empty.content.decode()
    done = client.post(reverse("market:fit_decline", args=at), {"reason": "too_far", "text": "Ver"})
    assert done.status_code == 302
    assert client.get(reverse("market:fits", args=["groenwerk"])).context["page"].cards == ()
    shown = client.get(reverse("market:fits", args=["groenwerk"]), {"show": "declined"})
    assert len(shown.context["page"].cards) == 1
    client.post(reverse("market:fit_step", args=[*at, "undo"]))
    client.post(reverse("market:fit_step", args=[*at, "interest"]))
    assert (Lead.objects.get().state, Lead.objects.get().reason) == ("interested", "")


def test_the_list_asks_equally_often_however_long_it_is(
    market_cast: Any, firm: Supplier, browse: Callable[[str], Client]
) -> None:
    client, counts = browse("vera"), []
    for number in ("1", "2", "3"):
        notice(number)
        client.get(reverse("market:fits", args=["groenwerk"]))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse("market:fits", args=["groenwerk"]))
        counts.append(len(asked))
    assert counts[1] == counts[2]


def test_a_firm_without_a_profile_is_told_what_to_do(
    market_cast: Any, browse: Callable[[str], Client]
) -> None:
    page = browse("vera").get(reverse("market:fits", args=["groenwerk"]))
    assert "nog geen profiel" in page.content.decode()


def test_the_start_page_of_a_firm_shows_what_fits_best(browse: Any, market_cast: Any, firm: Supplier) -> None:
    for number in ("1", "2", "3", "4"):
        notice(number)
    answered = notice("5")
    one = queries.fit(market_cast.vera, firm, "notice", answered.public_id, TODAY)
    assert one is not None
    leads.say_interest(actor=market_cast.vera, fit=one, at=NOW)
    client = browse("vera")
    part = reverse("market:first_fits", args=["groenwerk"])
    assert part in client.get("/groenwerk/").content.decode()
    said = client.get(part).content.decode()
    assert said.count("<li>") == 3
    assert "Schoonmaak 5" not in said
    assert browse("cees").get(reverse("market:first_fits", args=["buurtkracht"])).status_code == 403
