"""Firms that take work together: suggested with why, asked, each deciding for itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from meerwaarde.exchange.notice import Cpv, Lot
from meerwaarde.exchange.notice import Notice as NoticeRecord
from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.notify.models import Letter
from meerwaarde.platform.organisations.models import Membership, Organisation, Person
from meerwaarde.stages.market import actions as market
from meerwaarde.stages.market.actions import combinations as actions
from meerwaarde.stages.market.actions import enquiries
from meerwaarde.stages.market.models import Combination, Lead, Notice, Supplier
from meerwaarde.stages.market.queries import combinations as queries
from meerwaarde.stages.market.queries import fits

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def firms(market_cast: Any, new_supplier: Callable[..., Any]) -> dict[str, Supplier]:
    """Groenwerk keeps gardens, Glans cleans; Vera works at the one, Gijs at the other."""
    from meerwaarde.platform.access.actor import actor_of

    glans = Organisation.objects.create(slug="glans", name="Glans", kind="supplier")
    gijs = Person.objects.create_user("gijs@glans.example", None, name="Gijs")
    market_cast.actors["gijs"] = actor_of(
        Membership.objects.create(
            person=gijs, organisation=glans, role="supplier_owner", since=date(2026, 1, 1)
        )
    )
    made = {}
    for slug, cpv in (("groenwerk", "77310000"), ("glans", "90911200")):
        supplier = new_supplier(name=slug.title(), cpv=(cpv,), regions=("NL",))
        Supplier.objects.filter(pk=supplier.pk).update(firm=Organisation.objects.get(slug=slug))
        made[slug] = Supplier.objects.prefetch_related("offerings", "credentials").get(pk=supplier.pk)
    return made


@pytest.fixture
def fit(market_cast: Any, firms: dict[str, Supplier]) -> fits.Fit:
    said = NoticeRecord(
        source="tenderned",
        id="1",
        kind="contract_notice",
        published="2026-11-10",
        title="Groen en schoonmaak",
        cpv=Cpv("77310000", ("90911200",)),
        deadline="2098-01-19T17:00:00",
        lots=(Lot(id="1", nuts=("NL113",)),),
    )
    known = {"external_id": "1", "source": "tenderned", "imported_at": NOW, "changed_at": NOW}
    notice = Notice.enter(**{**market.columns_of(said), **known})
    found = fits.fit(market_cast.vera, firms["groenwerk"], "notice", notice.public_id, TODAY)
    assert found is not None
    return found


def start(vera: Any, fit: fits.Fit, *partners: Supplier) -> Combination:
    asked = [(one, "Nodig voor schoonmaak.") for one in partners]
    return actions.start_combination(actor=vera, fit=fit, partners=asked, plan="Samen sterker.", at=NOW)


def test_who_is_needed_is_suggested_with_why(
    market_cast: Any, firms: dict[str, Supplier], fit: fits.Fit
) -> None:
    sets, known = queries.sets_with(market_cast.vera, firms["groenwerk"], fit.need, TODAY)
    assert [[known[one.supplier].name for one in each.partners] for each in sets] == [["Groenwerk", "Glans"]]
    Supplier.objects.filter(name="Glans").update(combines=False)
    assert queries.sets_with(market_cast.vera, firms["groenwerk"], fit.need, TODAY)[0] == ()
    assert queries.sets_with(market_cast.cees, firms["groenwerk"], fit.need, TODAY)[0] == ()


def test_each_decides_for_itself_and_all_in_makes_it_settled(
    market_cast: Any, firms: dict[str, Supplier], fit: fits.Fit
) -> None:
    made = start(market_cast.vera, fit, firms["glans"])
    assert Letter.objects.filter(key__startswith="combination.invite:").count() == 1
    assert queries.combination(market_cast.eve, made.public_id) is None
    (part,) = queries.waiting_parts(market_cast.gijs)
    with pytest.raises(Http404):
        actions.answer_part(actor=market_cast.vera, part=part, verb="accept", at=NOW)
    actions.answer_part(actor=market_cast.gijs, part=part, verb="accept", at=NOW)
    made.refresh_from_db()
    assert (made.state, queries.waiting_parts(market_cast.gijs)) == ("formed", [])
    with pytest.raises(Http404):
        actions.end_combination(actor=market_cast.gijs, combination=made, at=NOW)
    part.refresh_from_db()
    actions.answer_part(actor=market_cast.gijs, part=part, verb="decline", at=NOW)
    made.refresh_from_db()
    assert made.state == "ended"


def test_a_combination_is_two_or_three_firms(
    market_cast: Any, firms: dict[str, Supplier], fit: fits.Fit
) -> None:
    for partners in ((), (firms["groenwerk"],), (firms["glans"],) * 3):
        with pytest.raises(Refused, match="one or two"):
            start(market_cast.vera, fit, *partners)


def test_a_buyer_asks_the_combination_through_its_leader(
    market_cast: Any, firms: dict[str, Supplier], fit: fits.Fit
) -> None:
    made = start(market_cast.vera, fit, firms["glans"])
    (part,) = queries.waiting_parts(market_cast.gijs)
    actions.answer_part(actor=market_cast.gijs, part=part, verb="accept", at=NOW)
    asked = enquiries.write_enquiry(
        actor=market_cast.bob,
        values=enquiries.EnquiryValues(
            kind="question", title="Groen", text="Wie?", closes_at=NOW + timedelta(days=9)
        ),
        at=NOW,
    )
    enquiries.send_enquiry(actor=market_cast.bob, enquiry=asked, suppliers=list(firms.values()), at=NOW)
    assert Lead.objects.get(supplier=firms["groenwerk"]).combination == made
    assert Lead.objects.get(supplier=firms["glans"]).combination is None


def test_through_the_pages(
    market_cast: Any, firms: dict[str, Supplier], fit: fits.Fit, browse: Callable[[str], Client]
) -> None:
    vera, at = browse("vera"), ["groenwerk", "notice", fit.public_id]
    page = vera.get(reverse("market:fit", args=at)).context["page"]
    ((set_shown),) = page.together
    assert [name for _id, name, _brings in set_shown.partners] == ["Glans"]
    vera.post(page.together_url, {"partner": [set_shown.partners[0][0]]})
    shown = vera.get(reverse("market:combinations", args=["groenwerk"]))
    assert [one.name for one in shown.context["page"].combinations] == ["Groen en schoonmaak"]
    made = Combination.objects.get()
    vera.post(reverse("market:combination_end", args=["groenwerk", made.public_id]))
    made.refresh_from_db()
    assert made.state == "ended"
