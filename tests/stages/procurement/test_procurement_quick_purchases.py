"""Quick purchases: recorded once, without approver, with a reason where one is asked; and what adds up."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meerwaarde.platform.journal.queries import events_about
from meerwaarde.platform.organisations.models import Department
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.suppliers import facets_of
from meerwaarde.stages.market.models import Offering, Supplier, SupplierFacet
from meerwaarde.stages.policy.models import Framework
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.models import QuickPurchase, new_start_key

pytestmark = pytest.mark.django_db
LATER = date(2030, 1, 1)


@pytest.fixture
def limit(cast: Any, framework: Framework) -> Framework:
    """The framework in force allows quick purchases below 1,500."""
    Framework.objects.filter(pk=framework.pk).update(
        bounds={**framework.bounds, "quick_purchase_until": "1500"}
    )
    return framework


@pytest.fixture
def supplier(cast: Any, at: datetime) -> Callable[..., Supplier]:
    """`supplier("Bloei", cpv=["03121200"], social=True)`, with a facet for each code and region."""

    def enter(name: str, *, cpv: list[str], social: bool = False, **values: Any) -> Supplier:
        offer = {"price_from_cents": 2500, "price_unit": "per boeket", "lead_days": 1}
        offer |= {key: values.pop(key) for key in tuple(values) if key in {"lead_days", "min_cents"}}
        entered = Supplier.enter(
            organisation_id=cast.bob.organisation_id,
            name=name,
            place="Veendam",
            phone="0598 000 000",
            email="bestel@voorbeeld.example",
            social_until=LATER if social else None,
            added_at=at,
            changed_at=at,
            **values,
        )
        Offering.enter(supplier=entered, kind="product", title=f"Aanbod van {name}", cpv=cpv, **offer)
        SupplierFacet.objects.bulk_create(
            SupplierFacet(supplier=entered, facet=facet, code=code)
            for facet, code in facets_of(cpv=cpv, regions=values.get("regions"))
        )
        return entered

    return enter


@pytest.fixture
def bloei(supplier: Callable[..., Supplier]) -> Supplier:
    return supplier("Bloei", cpv=["03121210"], social=True)


@pytest.fixture
def gewoon(supplier: Callable[..., Supplier]) -> Supplier:
    return supplier("Gewoon Bloemen", cpv=["03121000"])


@pytest.fixture
def record(cast: Any, at: datetime, limit: Framework) -> Callable[..., QuickPurchase]:
    def enter(**changes: Any) -> QuickPurchase:
        values = {
            "what": "Bos bloemen",
            "amount": Decimal(45),
            "start_key": new_start_key(),
            "at": at,
            "supplier_name": "Kiosk op de hoek",
        }
        return actions.record_quick_purchase(changes.pop("actor", cast.ann), **{**values, **changes})

    return enter


def shown(actor: Any, **changes: Any) -> queries.Shown:
    return queries.shown_for(actor, **{"what": "Bos bloemen", "day": date(2026, 11, 22), **changes})


# Who can deliver


def test_social_suppliers_come_first_and_a_newcomer_is_told(cast, gewoon, bloei, supplier, record):
    other = supplier("Anjer", cpv=["03121200"], social=True)
    record(supplier=other.public_id)
    found = shown(cast.ann)
    assert [one.name for one in found.deliverers] == ["Bloei", "Anjer", "Gewoon Bloemen"]
    assert found.newcomers == {bloei.public_id, gewoon.public_id}
    assert found.sought.cpv == "03121200"
    assert [one.first for one in found.deliverers] == [True, True, False]


@pytest.mark.parametrize(
    ("values", "asked", "comes_up"),
    [
        ({}, {}, True),
        ({"cpv": ["55520000"]}, {}, False),
        ({"regions": ["NL13"]}, {"place": "Veendam"}, False),
        ({"regions": ["NL11"]}, {"place": "Veendam"}, True),
        ({"regions": None}, {"place": "Veendam"}, True),
        ({"capacity_min_cents": 10_000}, {"amount": Decimal("99.99")}, False),
        ({"capacity_min_cents": 10_000}, {"amount": Decimal(100)}, True),
        ({"min_cents": 10_000}, {"amount": Decimal(99)}, False),
        ({"archived_at": datetime.fromisoformat("2026-01-01T00:00:00+00:00")}, {}, False),
    ],
)
def test_only_who_can_deliver_comes_up(cast, supplier, values, asked, comes_up):
    supplier("Bloei", **{"cpv": ["03121200"], "social": True, **values})
    assert bool(shown(cast.ann, **asked).deliverers) is comes_up


def test_who_is_too_late_comes_last_and_asks_for_no_reason(cast, supplier, gewoon):
    supplier("Traag", cpv=["03121200"], social=True, lead_days=10)
    found = shown(cast.ann, needed_on=date(2026, 11, 25))
    assert [(one.name, one.in_time) for one in found.deliverers] == [
        ("Gewoon Bloemen", True),
        ("Traag", False),
    ]
    assert not found.reason_needed
    assert shown(cast.ann, needed_on=date(2026, 12, 2)).reason_needed


def test_a_recognition_that_ended_makes_nobody_social(cast, bloei):
    Supplier.objects.filter(pk=bloei.pk).update(social_until=date(2026, 11, 21))
    found = shown(cast.ann)
    assert not found.deliverers[0].first
    assert not found.reason_needed


# Recording


def test_a_purchase_is_recorded_with_who_was_shown_and_what_the_supplier_is(cast, bloei, gewoon, record):
    recorded = record(supplier=bloei.public_id, reason="too_expensive")
    assert re.fullmatch(r"VM-S2026-\d{4}", recorded.number)
    assert recorded.considered == [bloei.public_id, gewoon.public_id]
    assert (recorded.social, recorded.kinds, recorded.reason) == (True, ["social"], "")
    fact = events_about(cast.ann.organisation_id, "quickpurchase", recorded.public_id)[0]
    assert fact.action == "quickpurchase.record"
    assert "Kiosk" not in fact.body
    assert "Bos bloemen" not in fact.body


def test_a_reason_is_asked_only_when_social_suppliers_were_shown(record, gewoon, supplier):
    assert record().reason == ""
    supplier("Bloei", cpv=["03121200"], social=True)
    with pytest.raises(actions.NotQuick) as refused:
        record()
    assert refused.value.field == "reason"
    with pytest.raises(actions.NotQuick):
        record(supplier=gewoon.public_id, reason="made_up")
    assert record(supplier=gewoon.public_id, reason="not_in_time").reason == "not_in_time"


def test_the_same_form_twice_records_one_purchase(record):
    key = new_start_key()
    assert record(start_key=key).pk == record(start_key=key).pk
    assert QuickPurchase.objects.count() == 1


def test_who_undoes_goes_back_and_mends_the_form_records_the_mended_purchase_once(cast, record, at):
    key = new_start_key()
    wrong = record(start_key=key, amount=Decimal(450))
    assert actions.undo_quick_purchase(cast.ann, wrong, at=at)
    mended = record(start_key=key, amount=Decimal(45))
    assert (mended.undone_at, mended.amount_cents) == (None, 4_500)
    assert record(start_key=key, amount=Decimal(45)).pk == mended.pk
    assert queries.totals_of_year(cast.ann, 2026).count == 1


def test_undoing_twice_at_the_same_moment_is_one_fact(cast, record, at):
    recorded = record()
    same = queries.quick_purchase(cast.ann, recorded.public_id)
    assert actions.undo_quick_purchase(cast.ann, recorded, at=at)
    assert not actions.undo_quick_purchase(cast.ann, same, at=at)
    found = events_about(cast.ann.organisation_id, "quickpurchase", recorded.public_id)
    facts = [fact.action for fact in found]
    assert facts.count("quickpurchase.undo") == 1


@pytest.mark.parametrize(("amount", "fine"), [("1499.99", True), ("1500", False), ("60000", False)])
def test_at_the_amount_itself_it_is_no_quick_purchase(record, amount, fine):
    if fine:
        assert record(amount=Decimal(amount)).pk
        return
    with pytest.raises(actions.NotQuick) as refused:
        record(amount=Decimal(amount))
    assert "1.500" in refused.value.text.nl


def test_without_an_amount_of_the_authority_nothing_is_bought_quickly(cast, at, framework):
    with pytest.raises(actions.NotQuick):
        actions.record_quick_purchase(
            cast.ann, what="Taart", amount=Decimal(1), start_key=new_start_key(), at=at, supplier_name="X"
        )


def test_an_exact_name_is_the_supplier_of_the_directory(record, bloei):
    recorded = record(supplier_name=" bloei ")
    assert (recorded.supplier, recorded.supplier_name, recorded.social) == (bloei, "", True)
    with pytest.raises(actions.NotQuick):
        record(supplier_name="  ")


def test_only_who_recorded_it_takes_it_back_once(cast, record, at):
    recorded = record()
    with pytest.raises(actions.NotQuick):
        actions.undo_quick_purchase(cast.bob, recorded, at=at)
    assert actions.undo_quick_purchase(cast.ann, recorded, at=at)
    assert not actions.undo_quick_purchase(cast.ann, recorded, at=at)
    assert queries.totals_of_year(cast.ann, 2026).count == 0
    assert [
        e.action for e in events_about(cast.ann.organisation_id, "quickpurchase", recorded.public_id)
    ] == [
        "quickpurchase.undo",
        "quickpurchase.record",
    ]


# Figures


def test_totals_shares_departments_and_reasons(cast, record, bloei, gewoon):
    part = Department.objects.filter(organisation_id=cast.ann.organisation_id).first()
    record(supplier=bloei.public_id, amount=Decimal(300), department=part)
    record(supplier=gewoon.public_id, amount=Decimal(100), reason="too_expensive")
    record(what="Iets heel anders", amount=Decimal(200))
    totals = queries.totals_of_year(cast.ann, 2026)
    assert (totals.count, totals.cents, totals.social_count, totals.social_cents) == (3, 60_000, 1, 30_000)
    assert totals.share_of_money == 0.5
    parts = queries.per_department(cast.ann, 2026)
    assert [(one.name, one.totals.cents) for one in parts] == [("", 30_000), (part.name, 30_000)]
    assert [(one.name, one.totals.count) for one in queries.per_reason(cast.ann, 2026)] == [
        ("too_expensive", 1)
    ]
    assert queries.totals_of_year(cast.eve, 2026).count == 0


def test_what_is_alike_is_looked_for_in_one_department_alone(cast, record):
    """A page about one purchase reads what is like it, not what the whole authority bought in a year."""
    here = Department.objects.get(organisation_id=cast.ann.organisation_id, code="sociaal-domein")
    there = Department.objects.get(organisation_id=cast.ann.organisation_id, code="bedrijfsvoering")
    for department in (here, here, there, there):
        record(cpv="03121200", amount=Decimal(1000), department=department)
    one = record(cpv="15812000", amount=Decimal(10), department=here)
    with CaptureQueriesContext(connection) as alone:
        assert queries.of_the_same_kind(cast.ann, one, date(2026, 11, 22)) is None
    flowers = QuickPurchase.objects.filter(department=here, cpv="03121200").first()
    found = queries.of_the_same_kind(cast.ann, flowers, date(2026, 11, 22))
    assert (found.times, found.total, found.department) == (2, Decimal(2000), here.public_id)
    assert len(alone) == 2, "what was bought here, and the amount of this one department"
    assert len(queries.bought_again_and_again(cast.ann, date(2026, 11, 22))) == 2


def test_the_same_bought_again_and_again_is_hinted_at(cast, record, at, browse):
    for days in (0, 30):
        one = record(amount=Decimal(800), at=at - timedelta(days=days))
    page = browse("ann").get(reverse("quick:detail", args=["veenmeer", one.public_id])).context["page"]
    assert "2 keer" in page.hint
    assert "1.600" in page.hint.replace("\xa0", " ")
    assert queries.bought_again_and_again(cast.eve, date(2026, 11, 22)) == ()


# Pages


def typed(**changes: Any) -> dict[str, str]:
    values = {"what": "Bos bloemen", "amount": "45", "start_key": new_start_key(), "supplier_name": ""}
    return {**values, **changes}


def test_the_screen_says_who_can_set_the_amount_when_none_is_set(browse, framework):
    text = browse("ann").get(reverse("quick:buy", args=["veenmeer"])).content.decode()
    assert "nog niet vastgesteld" in text
    assert reverse("procurement:start", args=["veenmeer"]) in text
    assert 'id="quick-form"' not in text


def test_one_tap_on_a_supplier_records(browse, limit, bloei):
    client, address = browse("ann"), reverse("quick:buy", args=["veenmeer"])
    answer = client.post(address, typed(supplier=bloei.public_id), follow=True)
    recorded = QuickPurchase.objects.get()
    assert answer.redirect_chain[0][0] == reverse("quick:detail", args=["veenmeer", recorded.public_id])
    assert recorded.supplier == bloei
    assert "Bloei" in answer.content.decode()


def test_without_script_the_suppliers_come_after_a_button_and_a_thing_fills_in_the_words(
    browse, limit, bloei
):
    client, address = browse("ann"), reverse("quick:buy", args=["veenmeer"])
    answer = client.post(address, typed(what="", amount="", thing="flowers"))
    assert answer.status_code == 200
    assert answer.context["page"].form["what"].value() == "Bloemen"
    assert [card.name for card in answer.context["page"].panel.social] == ["Bloei"]
    assert not QuickPurchase.objects.exists()
    shown_ = client.post(address, typed(show="1"))
    assert "Bloei" in shown_.content.decode()


def test_another_supplier_asks_for_the_reason_and_keeps_what_was_typed(browse, limit, bloei, gewoon):
    client, address = browse("ann"), reverse("quick:buy", args=["veenmeer"])
    answer = client.post(address, typed(supplier=gewoon.public_id))
    assert answer.status_code == 422
    page = answer.context["page"]
    assert page.reason_first
    assert page.form["supplier"].value() == gewoon.public_id
    assert 'name="reason" value="too_expensive"' in answer.content.decode()
    assert 'id="quick-why" tabindex="-1" data-focus' in answer.content.decode()
    assert f"U koos {gewoon.name}." in answer.content.decode()
    client.post(address, typed(supplier=gewoon.public_id, reason="too_expensive"))
    assert QuickPurchase.objects.get().reason == "too_expensive"


def test_a_mistake_is_told_at_the_field_and_nothing_is_lost(browse, limit):
    client, address = browse("ann"), reverse("quick:buy", args=["veenmeer"])
    answer = client.post(address, typed(what="", amount="tien", place="Veendam", other="1"))
    assert answer.status_code == 422
    assert set(answer.context["page"].form.errors) == {"what", "amount"}
    assert "Veendam" in answer.content.decode()
    nobody = client.post(address, typed(other="1"))
    assert set(nobody.context["page"].form.errors) == {"supplier_name"}


def test_above_the_amount_the_way_goes_to_a_normal_procurement_with_what_was_typed(browse, limit, bloei):
    client = browse("ann")
    answer = client.post(reverse("quick:suppliers", args=["veenmeer"]), typed(amount="1.500"))
    panel = answer.context["panel"]
    assert panel.over
    assert not panel.social
    begun = client.get(panel.normal.url).context["page"].form
    assert begun["title"].value() == "Bos bloemen"
    assert "1.500" in begun["need"].value()


def test_what_is_typed_live_shows_suppliers_and_asks_the_database_as_often_for_many(browse, limit, supplier):
    client, address = browse("ann"), reverse("quick:suppliers", args=["veenmeer"])

    def asked() -> int:
        client.post(address, typed())
        with CaptureQueriesContext(connection) as captured:
            answer = client.post(address, typed())
        assert answer.status_code == 200
        return len(captured)

    supplier("Bloei", cpv=["03121200"], social=True)
    few = asked()
    for number in range(8):
        supplier(f"Bloem {number}", cpv=["03121200"], social=bool(number % 2))
    assert asked() == few <= 25


def test_a_sign_that_no_database_keeps_breaks_no_search(cast, bloei, browse, limit):
    """PostgreSQL refuses a text with NUL; a page asks for what was meant."""
    address = reverse("quick:names", args=["veenmeer"])
    answer = browse("ann").get(address, {"supplier_name": "Blo\x00ei"})
    assert (answer.status_code, "Bloei" in answer.content.decode()) == (200, True)


def test_names_of_the_directory_come_while_typing(browse, limit, bloei):
    address = reverse("quick:names", args=["veenmeer"])
    assert bloei.public_id in browse("ann").get(address, {"supplier_name": "blo"}).content.decode()
    assert bloei.public_id not in browse("ann").get(address, {"supplier_name": "b"}).content.decode()


def test_once_more_with_one_tap_or_with_another_amount(cast, browse, record, bloei):
    first = record(supplier=bloei.public_id)
    client, address = browse("ann"), reverse("quick:repeat", args=["veenmeer", first.public_id])
    assert first.what in client.get(reverse("quick:buy", args=["veenmeer"])).context["page"].last.text
    client.post(address, {"start_key": new_start_key()})
    client.post(address, {"start_key": new_start_key(), "amount": "60", "needed_on": "1-12-2026"})
    second, third = QuickPurchase.objects.exclude(pk=first.pk).order_by("pk")
    assert (second.amount_cents, second.repeats, second.supplier) == (4500, first, bloei)
    assert (third.amount_cents, third.needed_on) == (6000, date(2026, 12, 1))
    filled = client.get(f"{reverse('quick:buy', args=['veenmeer'])}?herhaal={first.public_id}")
    assert filled.context["page"].form["amount"].value() == Decimal(45)
    beyond = client.post(address, {"start_key": new_start_key(), "amount": "9000"})
    assert "herhaal=" in beyond["Location"]
    assert QuickPurchase.objects.count() == 3


def test_undo_by_a_colleague_says_who_can(browse, record, cast):
    recorded = record()
    address = reverse("quick:undo", args=["veenmeer", recorded.public_id])
    answer = browse("bob").post(address, follow=True)
    assert "die collega" in answer.content.decode()
    browse("ann").post(address)
    recorded.refresh_from_db()
    assert recorded.undone_at is not None


def test_the_list_is_filtered_paged_and_asks_as_often_for_many_as_for_few(cast, browse, record, bloei):
    record(supplier=bloei.public_id)
    client, address = browse("ann"), reverse("quick:list", args=["veenmeer"])

    def asked() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    few = asked()
    for number in range(30):
        record(what=f"Ding {number}", actor=cast.bob)
    assert asked() == few
    page = client.get(address).context["page"]
    assert len(page.table.rows) == 25
    following = client.get(page.table.next_url).context["page"]
    assert len(following.table.rows) == 6
    social = client.get(address, {"social": "yes"}).context["page"]
    assert [row.cells[1].text for row in social.table.rows] == ["Bloei"]
    assert social.figures[0].value == "1"
    mine = client.get(address, {"mine": "on"}).context["page"]
    assert len(mine.table.rows) == 1


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_goes_along_as_a_file_and_that_is_a_fact(cast, browse, record, kind):
    record(what="=1+1")
    answer = browse("dirk").get(reverse("quick:export", args=["veenmeer", kind]))
    assert answer["Cache-Control"] == "private, no-store"
    if kind == "csv":
        assert "'=1+1" in answer.content.decode("utf-8-sig")
    facts = events_about(cast.dirk.organisation_id, "list", "quick_purchases")
    assert [fact.action for fact in facts] == ["list.export"]


def test_the_home_counts_and_offers_to_repeat(browse, record, bloei):
    record(supplier=bloei.public_id)
    page = browse("ann").get(reverse("authority:home", args=["veenmeer"])).content.decode()
    assert "Snel kopen" in page
    assert "100%" in page
    assert "herhaal=" in page


def test_the_page_of_a_supplier_tells_what_was_bought_and_offers_repeating_to_who_may(browse, record, bloei):
    record(supplier=bloei.public_id)
    address = reverse("market:supplier", args=["veenmeer", bloei.public_id])
    assert "herhaal=" in browse("ann").get(address).content.decode()
    read = browse("wim").get(address).content.decode()
    assert "Bos bloemen" in read
    assert "herhaal=" not in read


def test_the_dossier_holds_amounts_and_no_words(cast, record, bloei):
    recorded = record(supplier=bloei.public_id, what="Bloemen voor Jannie")
    [(key, values)] = queries.quick_purchases_for_dossier(cast.ann.organisation_id)
    assert key == recorded.public_id
    assert values["amount_cents"] == 4500
    assert values["supplier"] == bloei.public_id
    assert "Jannie" not in str(values)


def test_of_another_authority_nothing_is_there(browse: Callable[[str], Client], record) -> None:
    recorded = record()
    for name in ("detail", "undo", "repeat"):
        address = reverse(f"quick:{name}", args=["duinrade", recorded.public_id])
        client = browse("eve")
        answer = client.get(address) if name == "detail" else client.post(address)
        assert answer.status_code == 404


def test_the_row_of_the_matrix_inspires_and_stops_nobody(cast, browse, limit, at):
    from meerwaarde.stages.policy.actions import CategoryValues, EntryValues, add_category, write_entries

    added = add_category(actor=cast.pia, at=at, values=CategoryValues(name="Bloemen", cpv="0312"))
    words = {"opportunity": "Vraag een sociale kweker.", "examples": ()}
    levels = dict(zip(THEMES, (2, 1, 3, 1, 0), strict=False))
    entries = [EntryValues(category=added, theme=one, level=level, **words) for one, level in levels.items()]
    write_entries(actor=cast.pia, at=at, entries=entries)
    client, address = browse("ann"), reverse("quick:buy", args=["veenmeer"])
    panel = client.post(address, typed(show="1")).context["page"].panel
    assert panel.tips.category == "Bloemen"
    assert [tip.level.level for tip in panel.tips.tips] == [3, 2, 1]
    assert panel.tips.more == "Nog 1 thema"
    assert {tip.opportunity for tip in panel.tips.tips} == {"Vraag een sociale kweker."}
    live = client.post(reverse("quick:suppliers", args=["veenmeer"]), typed()).content.decode()
    assert "Vraag een sociale kweker." in live
    over = client.post(address, typed(show="1", amount="9000")).context["page"].panel
    assert over.tips is None
    client.post(address, typed(supplier_name="Kweker Jansen"))
    assert QuickPurchase.objects.count() == 1
