"""Suppliers: who may change what, what each change renews, and what the journal keeps of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.search.actions import index
from meerwaarde.platform.search.models import Document
from meerwaarde.platform.search.queries import search
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.rules.suppliers import LAST_DAY
from meerwaarde.stages.market import actions, queries
from meerwaarde.stages.market.actions import CredentialValues, OfferingValues, Refused, SupplierValues
from meerwaarde.stages.market.models import Credential, Supplier, SupplierFacet
from meerwaarde.stages.market.slots.suppliers import documents

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
New = Callable[..., Any]


def facets(supplier: Any, facet: str) -> set[str]:
    rows = SupplierFacet.objects.filter(supplier=supplier, facet=facet)
    return set(rows.values_list("code", flat=True))


def found_by(words: str) -> list[str]:
    return [hit.title for hit in search(None, words, kinds=("supplier",))]


def listed(actor: Any, **wanted: Any) -> list[str]:
    rows = queries.listed_suppliers(actor, queries.SupplierFilter(**wanted), day=DAY).rows
    return [one.name for one in rows]


def claim(cast: Any, supplier: Any, at: datetime, **values: Any) -> Credential:
    given = CredentialValues(**({"code": "pso", "level": "30_plus"} | values))
    return actions.add_credential(actor=cast.bob, at=at, supplier=supplier, values=given)


def verify(actor: Any, held: Credential, at: datetime, **values: Any) -> None:
    given: dict[str, Any] = {"evidence": "Register", "seen_on": DAY, "valid_until": date(2027, 6, 1)}
    actions.verify_credential(
        actor=actor, at=at, credential=held, expected_version=held.version, **(given | values)
    )


class Meanwhile(tuple[str, ...]):
    """Areas that are read after the KvK number was looked up: at that moment a colleague is quicker."""

    act: Callable[[], Any]

    def __iter__(self) -> Any:
        self.act()
        return super().__iter__()


# --- entering and changing ---------------------------------------------------------------------------------


def test_of_two_who_write_the_same_kvk_number_at_once_the_second_is_told(
    cast: Any, new_supplier: New, noon: datetime
) -> None:
    groen = new_supplier()
    areas = Meanwhile(("NL13",))
    areas.act = lambda: queries.supplier_with_kvk("12345678") or new_supplier(name="Ander", kvk="12345678")
    values = SupplierValues(name="Stichting Groenwerk", kvk="12345678", regions=areas)
    with pytest.raises(Refused) as refused:
        actions.change_supplier(
            actor=cast.bob, at=noon, supplier=groen, expected_version=groen.version, values=values
        )
    assert refused.value.known is not None
    assert refused.value.known.name == "Ander"
    assert Supplier.objects.get(pk=groen.pk).kvk == ""


def test_a_new_supplier_is_listed_found_and_told(cast: Any, new_supplier: New) -> None:
    groen = new_supplier(
        kvk="12345678",
        cpv=("77310000",),
        regions=("Drenthe", "GM0014"),
        themes=("social_return",),
        description="Wij houden plantsoenen bij.",
        size_class="small",
        capacity_max=Decimal("25000.50"),
    )
    assert groen.regions == ["NL13", "GM0014"]
    assert groen.small is True
    assert groen.capacity_max_cents == 2_500_050
    assert facets(groen, "cpv") >= {"77", "7731", "77310000"}
    assert facets(groen, "region") == {"NL13", "GM0014", "in:NL1", "in:NL", "in:NL11"}
    assert facets(groen, "theme") == {"social_return"}
    assert found_by("plantsoen") == ["Stichting Groenwerk"]
    assert listed(cast.eve) == ["Stichting Groenwerk"]
    fact = Event.objects.get(action="supplier.add")
    assert fact.object_id == groen.public_id
    for kept_private in ("Groenwerk", "12345678", "plantsoenen"):
        assert kept_private not in fact.body
    assert '"capacity_max_cents":2500050' in fact.body


def test_the_same_kvk_number_shows_who_is_there(cast: Any, new_supplier: New, noon: datetime) -> None:
    first = new_supplier(kvk="12345678")
    with pytest.raises(Refused) as refused:
        new_supplier(by="eve", kvk="1234 5678", name="Groenwerk bv")
    assert refused.value.known == first
    assert "Stichting Groenwerk" in refused.value.problems["kvk"]
    assert Supplier.objects.count() == 1
    new_supplier(name="Zonder nummer")
    new_supplier(name="Ook zonder nummer")
    values = SupplierValues(name="Stichting Groenwerk", kvk="12345678")
    actions.change_supplier(
        actor=cast.bob, at=noon, supplier=first, expected_version=first.version, values=values
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "   "),
        ("name", "x" * 201),
        ("description", "nul\x00"),
        ("kvk", "1234"),
        ("kvk", "11111111"),
        ("postcode", "97 AB"),
        ("website", "javascript:alert(1)"),
        ("website", "data:text/html,x"),
        ("email", "info bedrijf.nl"),
        ("regions", ("Atlantis",)),
        ("legal_form", "gilde"),
        ("size_class", "reusachtig"),
        ("turnover_band", "veel"),
        ("themes", ("geluk",)),
        ("impact_areas", ("geluk",)),
        ("sdgs", (18,)),
        ("target_group_share", Decimal("1.5")),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(new_supplier: New, field: str, value: Any) -> None:
    with pytest.raises(Refused) as refused:
        new_supplier(**{field: value})
    assert list(refused.value.problems) == [field]
    assert not Supplier.objects.exists()


def test_a_supplier_without_any_region_is_allowed(new_supplier: New) -> None:
    assert new_supplier().regions is None
    assert new_supplier(name="Nergens", regions=()).regions == []


def test_only_who_keeps_a_supplier_changes_it(cast: Any, new_supplier: New, noon: datetime) -> None:
    groen = new_supplier()
    values = SupplierValues(name="Overgenomen")
    for actor, refusal in ((cast.eve, Http404), (cast.rik, NotYourRole)):
        with pytest.raises(refusal):
            actions.change_supplier(
                actor=actor, at=noon, supplier=groen, expected_version=groen.version, values=values
            )
        with pytest.raises(refusal):
            actions.archive_supplier(actor=actor, at=noon, supplier=groen)
        with pytest.raises(refusal):
            actions.add_offering(
                actor=actor, at=noon, supplier=groen, values=OfferingValues(kind="work", title="x")
            )
    assert not queries.may_change(cast.eve, groen)
    changed = actions.change_supplier(
        actor=cast.ann, at=noon, supplier=groen, expected_version=groen.version, values=values
    )
    assert changed == ("name",)
    assert found_by("overgenomen") == ["Overgenomen"]


def test_who_comes_second_hears_what_stands_there(cast: Any, new_supplier: New, noon: datetime) -> None:
    groen = new_supplier()
    version = groen.version
    actions.change_supplier(
        actor=cast.bob, at=noon, supplier=groen, expected_version=version, values=SupplierValues(name="Eerst")
    )
    with pytest.raises(actions.Changed):
        actions.change_supplier(
            actor=cast.ann,
            at=noon,
            supplier=groen,
            expected_version=version,
            values=SupplierValues(name="Daarna"),
        )


def test_the_archive_hides_and_gives_back(cast: Any, new_supplier: New, noon: datetime) -> None:
    groen = new_supplier(cpv=("77310000",))
    actions.archive_supplier(actor=cast.bob, at=noon, supplier=groen)
    assert listed(cast.bob) == []
    assert listed(cast.bob, archived=True) == ["Stichting Groenwerk"]
    assert found_by("groenwerk") == []
    actions.restore_supplier(actor=cast.bob, at=noon, supplier=groen)
    assert listed(cast.bob, cpv="77000000") == ["Stichting Groenwerk"]
    assert found_by("groenwerk") == ["Stichting Groenwerk"]


def test_an_offering_renews_facets_and_search(cast: Any, new_supplier: New, noon: datetime) -> None:
    groen = new_supplier(cpv=("77310000",))
    bloem = actions.add_offering(
        actor=cast.bob,
        at=noon,
        supplier=groen,
        values=OfferingValues(kind="product", title="Boeketten", cpv=("03121200",), price_from=Decimal(15)),
    )
    assert facets(groen, "offering") == {"service", "product"}
    assert found_by("boeket") == ["Stichting Groenwerk"]
    with pytest.raises(Refused):
        actions.change_offering(
            actor=cast.bob,
            at=noon,
            offering=bloem,
            expected_version=bloem.version,
            values=OfferingValues(
                kind="product", title="Boeketten", price_from=Decimal(9), price_until=Decimal(5)
            ),
        )
    actions.strike_offering(actor=cast.bob, at=noon, offering=bloem)
    assert facets(groen, "offering") == {"service"}
    assert found_by("boeket") == []


# --- credentials -------------------------------------------------------------------------------------------


def test_a_claim_counts_after_somebody_verified_it(cast: Any, new_supplier: New, noon: datetime) -> None:
    groen = new_supplier()
    held = claim(cast, groen, noon)
    groen.refresh_from_db()
    assert groen.social_until is None
    assert listed(cast.bob, kind="social") == []
    with pytest.raises(NotYourRole):
        verify(cast.bob, held, noon)
    verify(cast.pia, held, noon)
    groen.refresh_from_db()
    assert groen.social_until == date(2027, 6, 1)
    assert listed(cast.bob, kind="social") == listed(cast.bob, credential="pso") == ["Stichting Groenwerk"]
    held.refresh_from_db()
    assert held.verified_by.person.name == "Pia"
    assert held.verified_for.slug == "veenmeer"
    fact = Event.objects.get(action="credential.verify")
    assert cast.pia.membership in fact.body
    assert "Register" not in fact.body


def test_what_ended_yesterday_does_not_count_today(cast: Any, new_supplier: New) -> None:
    new_supplier(pso=DAY - timedelta(days=1), name="Verlopen")
    new_supplier(pso=DAY, name="Nog vandaag")
    assert listed(cast.bob, kind="social") == ["Nog vandaag"]
    assert listed(cast.bob, credential="pso") == ["Nog vandaag"]


def test_a_changed_claim_must_be_verified_again(cast: Any, new_supplier: New, noon: datetime) -> None:
    groen = new_supplier(pso=date(2027, 6, 1))
    (held,) = Credential.objects.all()
    actions.change_credential(
        actor=cast.bob,
        at=noon,
        credential=held,
        expected_version=held.version,
        values=CredentialValues(
            code="pso", level="30_plus", valid_until=date(2030, 1, 1), evidence=held.evidence
        ),
    )
    groen.refresh_from_db()
    held.refresh_from_db()
    assert (held.state, held.verified_on, groen.social_until) == ("claimed", None, None)


def test_what_is_withdrawn_counts_no_more_and_stays_so(cast: Any, new_supplier: New, noon: datetime) -> None:
    groen = new_supplier(pso=date(2027, 6, 1))
    (held,) = Credential.objects.all()
    actions.withdraw_credential(actor=cast.pia, at=noon, credential=held)
    groen.refresh_from_db()
    assert groen.social_until is None
    assert facets(groen, "credential") == set()
    held.refresh_from_db()
    with pytest.raises(StepRefused):
        verify(cast.pia, held, noon)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("evidence", {"evidence": " "}),
        ("seen_on", {"seen_on": DAY + timedelta(days=1)}),
        ("valid_until", {"valid_until": DAY - timedelta(days=1)}),
    ],
)
def test_a_check_says_where_and_when(
    cast: Any, new_supplier: New, noon: datetime, field: str, values: dict[str, Any]
) -> None:
    held = claim(cast, new_supplier(), noon)
    with pytest.raises(Refused) as refused:
        verify(cast.pia, held, noon, **values)
    assert field in refused.value.problems


def test_a_credential_without_end_counts_for_ever(cast: Any, new_supplier: New, noon: datetime) -> None:
    sw = new_supplier(name="Sociaal ontwikkelbedrijf")
    verify(cast.pia, claim(cast, sw, noon, code="sw", level=""), noon, valid_until=None)
    sw.refresh_from_db()
    assert sw.social_until == LAST_DAY


# --- the list ----------------------------------------------------------------------------------------------


def test_each_filter_finds_its_own(cast: Any, new_supplier: New) -> None:
    from meerwaarde.platform.organisations.models import Organisation

    Organisation.objects.filter(slug="veenmeer").update(own_regions=["NL11"])
    new_supplier(
        name="Anders", kvk="12345678", cpv=("90911200",), regions=("NL",), place="Utrecht", size_class="large"
    )
    new_supplier(
        name="Bijna", cpv=("90919200",), regions=("NL112",), themes=("circular",), size_class="micro"
    )
    new_supplier(name="Ceder", regions=("NL41",), place="Breda", by="eve")
    assert listed(cast.bob) == ["Anders", "Bijna", "Ceder"]
    assert listed(cast.bob, cpv="90910000") == ["Anders", "Bijna"]
    assert listed(cast.bob, cpv="90911200") == ["Anders"]
    assert listed(cast.bob, region="NL11") == ["Anders", "Bijna"]
    assert listed(cast.bob, region="NL111") == ["Anders"]
    assert listed(cast.bob, region="NL42") == ["Anders"]
    assert listed(cast.bob, theme="circular") == ["Bijna"]
    assert listed(cast.bob, kind="small") == ["Bijna"]
    assert listed(cast.bob, kind="local") == ["Bijna"]
    assert listed(cast.eve, kind="local") == []
    assert listed(cast.bob, size="large") == ["Anders"]
    assert listed(cast.bob, near="48", km=25) == ["Ceder"]
    assert listed(cast.bob, offering="service") == ["Anders", "Bijna"]
    assert listed(cast.bob, text="eder") == ["Ceder"]
    assert listed(cast.bob, text="1234 5678") == ["Anders"]
    assert listed(cast.bob, text="100% _") == []
    assert listed(cast.ada) == [], "an administrator has no business with suppliers"


@pytest.mark.parametrize("sort", ["name", "newest"])
def test_pages_follow_each_other_without_a_gap(cast: Any, new_supplier: New, sort: str) -> None:
    names = [f"Bedrijf {number % 7}" for number in range(queries.SUPPLIERS_ON_A_PAGE + 5)]
    entered = [new_supplier(name=name).public_id for name in names]
    seen: list[str] = []
    after = ""
    for _page in range(3):
        page = queries.listed_suppliers(cast.bob, queries.SupplierFilter(), day=DAY, sort=sort, after=after)
        seen += [one.public_id for one in page.rows]
        after = page.after
        if not after:
            break
    assert sorted(seen) == sorted(entered)
    assert page.number == len(entered)


@pytest.mark.parametrize("sort", ["name", "newest"])
def test_each_page_of_a_part_of_a_name_tells_how_many_fit_on_all(
    cast: Any, new_supplier: New, sort: str
) -> None:
    most = queries.SUPPLIERS_ON_A_PAGE
    entered = [new_supplier(name=f"Polderdijk {number:02}").public_id for number in range(most + 5)]
    entered.append(new_supplier(name="Groot Polderdijk' OR 1=1 --").public_id)
    new_supplier(name="Terpstra")
    wanted = queries.SupplierFilter(text="olderdij")
    first = queries.listed_suppliers(cast.bob, wanted, day=DAY, sort=sort)
    second = queries.listed_suppliers(cast.bob, wanted, day=DAY, sort=sort, after=first.after)
    assert (first.number, len(first.rows), second.number) == (most + 6, most, most + 6)
    assert {one.public_id for one in (*first.rows, *second.rows)} == set(entered)
    nothing = queries.listed_suppliers(cast.bob, queries.SupplierFilter(text="xyzzy"), day=DAY, sort=sort)
    assert (nothing.number, nothing.rows, nothing.after) == (0, (), "")
    hostile = queries.SupplierFilter(text="dijk' OR 1=1")
    assert queries.listed_suppliers(cast.bob, hostile, day=DAY, sort=sort).rows[0].name.startswith("Groot")


def test_a_part_of_a_name_is_counted_and_listed_in_one_question(cast: Any, new_supplier: New) -> None:
    for number in range(30):
        new_supplier(name=f"Polderdijk {number:02}")
    wanted = queries.SupplierFilter(text="olderdij")
    queries.listed_suppliers(cast.bob, wanted, day=DAY)
    with CaptureQueriesContext(connection) as asked:
        assert queries.listed_suppliers(cast.bob, wanted, day=DAY).number == 30
    assert sum("market_supplier" in one["sql"] for one in asked) == 1


def test_renewing_many_asks_their_parts_once(cast: Any, new_supplier: New) -> None:
    for number in range(6):
        new_supplier(name=f"Bedrijf {number}", cpv=("90911200",))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        actions.renew(Supplier.objects.all(), on=DAY)
    parts = [one for one in asked if "market_offering" in one["sql"] and one["sql"].startswith("SELECT")]
    assert len(parts) == 1


def test_similar_names_are_shown(cast: Any, new_supplier: New) -> None:
    new_supplier(name="Stichting Groenwerk Noord")
    new_supplier(name="Bakkerij De Korenaar")
    found = queries.suppliers_named_like(cast.eve, "groenwerk noord")
    assert [one.name for one in found] == ["Stichting Groenwerk Noord"]
    assert queries.suppliers_named_like(cast.eve, "x") == ()


def test_the_dossier_tells_no_name_number_or_address(cast: Any, new_supplier: New) -> None:
    new_supplier(
        kvk="12345678", postcode="9712 AB", email="info@groenwerk.example", phone="050", cpv=("77310000",)
    )
    organisation = cast.bob.organisation_id
    told = str(list(queries.suppliers_for_dossier(organisation)))
    told += str(list(queries.offerings_for_dossier(organisation)))
    for private in ("Groenwerk", "12345678", "9712", "info@", "050"):
        assert private not in told
    assert "77310000" in told


def test_an_index_made_anew_finds_what_the_one_before_found(new_supplier: Any, cast: Any) -> None:
    new_supplier(cpv=("77310000",), pso=date(2028, 1, 1))
    before = Document.objects.get(kind="supplier").found_by
    (one,) = documents(cast.bob)
    index(organisation_id=None, **{name: value for name, value in asdict(one).items() if name != "everyone"})
    assert Document.objects.get(kind="supplier").found_by == before
