"""Firms that take work together: suggested with why, asked, each deciding for itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meerwaarde.exchange.notice import Cpv, Lot
from meerwaarde.exchange.notice import Notice as NoticeRecord
from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.notify.models import Letter
from meerwaarde.platform.organisations.models import Membership, Organisation, Person
from meerwaarde.rules.journal_actions import SENTENCES
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market import actions as market
from meerwaarde.stages.market.actions import combinations as actions
from meerwaarde.stages.market.actions import enquiries
from meerwaarde.stages.market.models import Combination, CombinationPart, Lead, Notice, Supplier
from meerwaarde.stages.market.queries import combinations as queries
from meerwaarde.stages.market.queries import fits
from meerwaarde.stages.market.queries.impact_partners import impact_partners

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def firms(market_cast: Any, new_supplier: Callable[..., Any]) -> dict[str, Supplier]:
    """Groenwerk keeps gardens, Glans cleans; Vera works at the one, Gijs at the other."""
    from meerwaarde.platform.access.actor import actor_of

    for name, slug in (("gijs", "glans"), ("bea", "boen"), ("vos", "veeg")):
        place = Organisation.objects.create(slug=slug, name=slug.title(), kind="supplier")
        person = Person.objects.create_user(f"{name}@{slug}.example", None, name=name.title())
        market_cast.actors[name] = actor_of(
            Membership.objects.create(
                person=person, organisation=place, role="supplier_owner", since=date(2026, 1, 1)
            )
        )
    made = {}
    for slug, cpv in (
        ("groenwerk", "77310000"),
        ("glans", "90911200"),
        ("boen", "44111400"),
        ("veeg", "44111400"),
    ):
        supplier = new_supplier(name=slug.title(), cpv=(cpv,), regions=("NL",))
        own = Organisation.objects.get(slug=slug)
        Supplier.objects.filter(pk=supplier.pk).update(public_since=NOW, firm=own)
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


def letters(about: str) -> set[str]:
    found = Letter.objects.filter(key__startswith=f"combination.{about}:")
    return {one.person.email if one.person else one.address for one in found}


def says(actor: Any, whole: Combination, supplier: Supplier, verb: str) -> CombinationPart:
    part = queries.own_part(actor, whole.parts.get(supplier=supplier).public_id)
    assert part is not None
    actions.answer_part(actor=actor, part=part, verb=verb, why="Te druk.", at=NOW)
    return part


@pytest.fixture
def three(market_cast: Any, firms: dict[str, Supplier], fit: fits.Fit) -> Combination:
    """Groenwerk asked Glans, that said yes, and Boen, that said no."""
    made = start(market_cast.vera, fit, firms["glans"], firms["boen"])
    says(market_cast.gijs, made, firms["glans"], "accept")
    says(market_cast.bea, made, firms["boen"], "decline")
    made.refresh_from_db()
    return made


def test_two_who_answer_at_once_are_both_heard(
    market_cast: Any, firms: dict[str, Supplier], fit: fits.Fit
) -> None:
    """Both opened the page before either answered."""
    made = start(market_cast.vera, fit, firms["glans"], firms["boen"])
    opened = [
        (actor, queries.own_part(actor, made.parts.get(supplier=firms[name]).public_id))
        for actor, name in ((market_cast.gijs, "glans"), (market_cast.bea, "boen"))
    ]
    for actor, part in opened:
        assert part is not None
        actions.answer_part(actor=actor, part=part, verb="decline", why="Te druk.", at=NOW)
    made.refresh_from_db()
    assert made.state == "incomplete"
    assert {one.state for one in made.parts.all()} == {"declined"}


def test_one_yes_and_one_no_puts_the_leader_to_work(
    market_cast: Any, firms: dict[str, Supplier], three: Combination
) -> None:
    assert three.state == "incomplete"
    assert [one.pk for one in queries.left_to_lead(market_cast.vera)] == [three.pk]
    assert queries.left_to_lead(market_cast.gijs) == []
    assert letters("dropped") == {"gijs@glans.example"}
    assert letters("short") == {"vera@groenwerk.example", "sam@groenwerk.example"}
    now = queries.what_now(market_cast.vera, queries.combination(market_cast.vera, three.public_id), TODAY)
    assert now is not None
    assert now.coverage.said.nl
    assert queries.what_now(market_cast.gijs, three, TODAY) is None


def test_the_leader_goes_on_with_who_said_yes(
    market_cast: Any, firms: dict[str, Supplier], three: Combination
) -> None:
    for stranger in (market_cast.gijs, market_cast.eve):
        with pytest.raises((Http404, NotYourRole)):
            actions.go_on_without(actor=stranger, combination=three, at=NOW)
    actions.go_on_without(actor=market_cast.vera, combination=three, at=NOW)
    three.refresh_from_db()
    assert (three.state, three.formed_at) == ("formed", NOW)
    assert sorted(three.parts.values_list("state", flat=True)) == ["accepted", "left"]
    assert letters("released") == {"bea@boen.example"}
    assert "gijs@glans.example" in letters("formed")
    assert queries.formed_led_by([firms["groenwerk"]]) == {firms["groenwerk"].pk: three}
    with pytest.raises(StepRefused):
        actions.go_on_without(actor=market_cast.vera, combination=three, at=NOW)


def test_nobody_goes_on_alone(market_cast: Any, firms: dict[str, Supplier], fit: fits.Fit) -> None:
    made = start(market_cast.vera, fit, firms["glans"])
    says(market_cast.gijs, made, firms["glans"], "decline")
    made.refresh_from_db()
    with pytest.raises(Refused, match="nobody to go on with"):
        actions.go_on_without(actor=market_cast.vera, combination=made, at=NOW)
    actions.end_combination(actor=market_cast.vera, combination=made, at=NOW)
    assert letters("ended") == {"gijs@glans.example"}


def test_another_firm_is_asked_instead(
    market_cast: Any, firms: dict[str, Supplier], three: Combination
) -> None:
    gone = queries.led_part(market_cast.vera, three.parts.get(supplier=firms["boen"]).public_id)
    assert gone is not None
    assert queries.led_part(market_cast.gijs, gone.public_id) is None
    with pytest.raises(Refused, match="asked already"):
        actions.replace_part(
            actor=market_cast.vera, part=gone, supplier=firms["glans"], brings="Schoon", at=NOW
        )
    fresh = actions.replace_part(
        actor=market_cast.vera, part=gone, supplier=firms["veeg"], brings="Schoon", at=NOW
    )
    three.refresh_from_db()
    assert (three.state, fresh.state) == ("forming", "invited")
    assert letters("replaced") == {"gijs@glans.example"}
    assert letters("released") == {"bea@boen.example"}
    says(market_cast.vos, three, firms["veeg"], "accept")
    three.refresh_from_db()
    assert three.state == "formed"


def test_what_happened_stands_in_the_journal_in_words(
    market_cast: Any, three: Combination, firms: dict[str, Supplier]
) -> None:
    actions.go_on_without(actor=market_cast.vera, combination=three, at=NOW)
    codes = set(Event.objects.values_list("action", flat=True))
    happened = {"combination.lack", "combination.go_on", "combinationpart.release", "combinationpart.decline"}
    assert happened <= codes
    assert all(code in SENTENCES for code in happened)


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
    assert letters("formed") == {"vera@groenwerk.example", "sam@groenwerk.example", "gijs@glans.example"}
    part = made.parts.get()
    actions.answer_part(actor=market_cast.gijs, part=part, verb="decline", why="Geen mensen.", at=NOW)
    made.refresh_from_db()
    assert (made.state, made.formed_at) == ("incomplete", None)
    assert letters("short") == {"vera@groenwerk.example", "sam@groenwerk.example"}
    assert "Geen mensen." in Letter.objects.filter(key__startswith="combination.short:")[0].text


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


@pytest.fixture
def impact(firms: dict[str, Supplier]) -> Supplier:
    """Glans is a verified social enterprise and wants to work as a subcontractor."""
    glans = firms["glans"]
    Supplier.objects.filter(pk=glans.pk).update(social_until=date(2099, 1, 1), subcontracts=True)
    return Supplier.objects.get(pk=glans.pk)


def test_a_regular_firm_finds_impact_partners_with_why(
    market_cast: Any, firms: dict[str, Supplier], fit: fits.Fit, impact: Supplier
) -> None:
    def names(**narrowed: str) -> list[str]:
        rows = impact_partners(market_cast.vera, firms["groenwerk"], fit, TODAY, **narrowed)
        return [one.supplier.name for one in rows]

    assert names() == ["Glans"], "the others are no verified impact enterprises"
    assert names(role="subcontractor", kind="social") == ["Glans"]
    assert names(role="partner") == []
    assert names(kind="sustainable_innovator") == []
    assert impact_partners(market_cast.cees, firms["groenwerk"], fit, TODAY) == ()
    Supplier.objects.filter(pk=impact.pk).update(public_since=None)
    assert names() == [], "who does not let everybody read its page is not found"


def test_one_click_asks_and_the_answer_settles_it(
    market_cast: Any,
    firms: dict[str, Supplier],
    fit: fits.Fit,
    impact: Supplier,
    browse: Callable[[str], Client],
) -> None:
    vera, at = browse("vera"), ["groenwerk", "notice", fit.public_id]
    (card,) = vera.get(reverse("market:impact_partners", args=at)).context["page"].cards
    assert [role for role, _name in card.roles] == ["subcontractor"]
    ask = reverse("market:impact_partner_ask", args=at)
    assert vera.post(ask, {"supplier": card.id, "role": "partner"}).status_code == 404
    for _twice in range(2):
        vera.post(ask, {"supplier": card.id, "role": "subcontractor"})
    part = CombinationPart.objects.get()
    assert (part.role, part.state) == ("subcontractor", "invited")
    letter = Letter.objects.get(key__startswith="combination.invite:")
    assert "onderaannemer" in letter.text
    (card,) = vera.get(reverse("market:impact_partners", args=at)).context["page"].cards
    assert card.roles == ()
    says(market_cast.gijs, part.combination, impact, "accept")
    assert Combination.objects.get().state == "formed"


def test_beginning_twice_gives_the_combination_that_runs(
    market_cast: Any, firms: dict[str, Supplier], fit: fits.Fit
) -> None:
    """A double click sends the same form twice; other partners are another combination."""
    first = start(market_cast.vera, fit, firms["glans"])
    assert start(market_cast.vera, fit, firms["glans"]).pk == first.pk
    assert Letter.objects.filter(key__startswith="combination.invite:").count() == 1
    assert Event.objects.filter(action="combination.start").count() == 1
    assert start(market_cast.vera, fit, firms["boen"]).pk != first.pk
    for whole in Combination.objects.all():
        actions.end_combination(actor=market_cast.vera, combination=whole, at=NOW)
    assert start(market_cast.vera, fit, firms["glans"]).pk != first.pk, "what ended is begun anew"


def test_asking_and_beginning_wait_for_each_other(
    market_cast: Any, firms: dict[str, Supplier], fit: fits.Fit
) -> None:
    """What runs for a chance is looked up with the firm held, in the transaction that writes."""
    with CaptureQueriesContext(connection) as asked:
        actions.ask_partner(
            actor=market_cast.vera,
            fit=fit,
            supplier=firms["glans"],
            brings="Schoonmaak",
            role="partner",
            at=NOW,
        )
    said = [one["sql"] for one in asked.captured_queries]
    begins = next(place for place, one in enumerate(said) if one.startswith("SAVEPOINT"))
    held, looked = (
        next(place for place, one in enumerate(said) if place > begins and f'FROM "{table}"' in one)
        for table in ("market_supplier", "market_combination")
    )
    assert begins < held < looked
    if connection.vendor == "postgresql":
        assert "FOR NO KEY UPDATE" in said[held]
