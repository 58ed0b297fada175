"""A profile as open data, and the firm's own file: out, in, and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meerwaarde.exchange.suppliers.profile import read_profiles
from meerwaarde.stages.market import actions as market
from meerwaarde.stages.market.models import Supplier

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Client]
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture
def own(market_cast: Any, new_supplier: Any) -> Any:
    """The profile of Vera's firm, which keeps it itself."""
    supplier = new_supplier(name="Groenwerk", kvk="90000017", cpv=("77310000",), place="Assen")
    firm = market_cast.vera.organisation_id
    supplier.change(firm_id=firm, organisation_id=firm)
    return Supplier.objects.get(pk=supplier.pk)


def at(name: str, *parts: str, place: str = "groenwerk") -> str:
    return reverse(name, args=[place, *parts])


def open_items(client: Client) -> list[Any]:
    items: list[Any] = client.get(reverse("api:suppliers")).json()["items"]
    return items


# --- open data ------------------------------------------------------------------------------------------


def test_the_firm_reads_what_becomes_open_switches_it_on_and_off(own: Any, browse: Browse) -> None:
    vera, anybody = browse("vera"), Client()
    page = vera.get(at("profile:open")).content.decode()
    for told in (
        "Dit wordt open",
        "Dit wordt nooit open",
        "Contactpersonen",
        "kan niet worden teruggedraaid",
    ):
        assert told in page
    assert open_items(anybody) == []
    vera.post(at("profile:open"), {"agree": "yes"})
    assert [one["kvk"] for one in open_items(anybody)] == ["90000017"]
    assert "Open data sinds" in vera.get(at("profile:profile")).content.decode()
    vera.post(at("profile:open"), {"agree": "no"})
    assert open_items(anybody) == []


def test_a_colleague_of_the_firm_reads_the_state_and_does_not_decide(own: Any, browse: Browse) -> None:
    sam = browse("sam")
    assert sam.post(at("profile:open"), {"agree": "yes"}).status_code == 403
    page = sam.get(at("profile:profile")).content.decode()
    assert "Het profiel is geen open data" in page
    assert at("profile:open") not in page


def test_an_authority_shares_what_it_keeps_only_with_when_and_how_the_firm_agreed(
    cast: Any, new_supplier: Any, browse: Browse
) -> None:
    supplier = new_supplier(name="Bakkerij De Brug", kvk="90000025")
    bob, anybody = browse("bob"), Client()
    address = at("market:supplier_open", supplier.public_id, place="veenmeer")
    for agreement in ("", "ja"):
        assert bob.post(address, {"agreement": agreement}).status_code == 422
    assert open_items(anybody) == []
    assert bob.post(address, {"agreement": "E-mail van 3 maart 2026"}).status_code == 302
    assert len(open_items(anybody)) == 1
    page = bob.get(at("market:supplier", supplier.public_id, place="veenmeer")).content.decode()
    assert "E-mail van 3 maart 2026" in page
    assert "3 maart" not in json.dumps(open_items(anybody))
    bob.post(address, {"agree": "no"})
    assert open_items(anybody) == []


def test_nobody_else_decides_for_a_firm(own: Any, new_supplier: Any, browse: Browse) -> None:
    bob, eve = browse("bob"), browse("eve")
    agreed = {"agreement": "E-mail van 3 maart 2026"}
    assert bob.post(at("market:supplier_open", own.public_id, place="veenmeer"), agreed).status_code == 404
    other = new_supplier(name="Bakkerij De Brug")
    assert eve.post(at("market:supplier_open", other.public_id, place="duinrade"), agreed).status_code == 404
    assert open_items(Client()) == []


def test_a_firm_that_left_is_open_no_more(own: Any, browse: Browse, market_cast: Any) -> None:
    from meerwaarde.platform.organisations.models import Organisation

    browse("vera").post(at("profile:open"), {"agree": "yes"})
    assert len(open_items(Client())) == 1
    Organisation.objects.filter(pk=market_cast.vera.organisation_id).update(active=False)
    assert open_items(Client()) == []


# --- the firm's own file --------------------------------------------------------------------------------


def taken_along(client: Client) -> dict[str, Any]:
    answer = client.get(at("profile:file"))
    assert "attachment" in answer["Content-Disposition"]
    (profile,) = read_profiles(answer.content)
    assert profile.name == "Groenwerk"
    told: dict[str, Any] = json.loads(answer.content)
    return told


def bring(client: Client, content: Any, name: str = "profiel.json") -> Any:
    written = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post(at("profile:take_in"), {"file": SimpleUploadedFile(name, written)})


def chosen_of(answer: Any) -> tuple[dict[str, Any], list[str]]:
    form = answer.context["page"].form
    return (
        {"profile": form["profile"].value(), "version": form["version"].value()},
        [name for name, _label in form.fields["chosen"].choices],
    )


def test_the_own_file_comes_back_changed_and_only_what_was_ticked_is_taken_over(
    own: Any, browse: Browse
) -> None:
    vera = browse("vera")
    file = taken_along(vera)
    file |= {
        "description": "Groen door mensen die elders moeilijk aan werk komen.",
        "place": "Emmen",
        "capacityMin": "5000.00",
        "themes": ["climate"],
        "offerings": [*file["offerings"], {"kind": "work", "title": "Paden", "cpv": ["45233160"]}],
        "credentials": [{"code": "b_corp", "state": "verified", "validUntil": "2028-01-01"}],
    }
    answer = bring(vera, file)
    assert answer.status_code == 200
    hidden, names = chosen_of(answer)
    assert names == ["description", "place", "themes", "capacity_min", "offerings", "credentials"]
    assert Supplier.objects.get().place == "Assen"  # nothing changed yet
    kept = [name for name in names if name != "place"]
    assert vera.post(at("profile:take_in"), {**hidden, "chosen": kept}).status_code == 302
    now = Supplier.objects.get()
    assert (now.place, now.capacity_min_cents, now.themes) == ("Assen", 500_000, ["climate"])
    assert [one.title for one in now.offerings.order_by("position")] == ["Onderhoud van groen", "Paden"]
    (held,) = now.credentials.all()
    assert (held.code, held.state) == ("b_corp", "claimed")  # what another site verified is a claim here
    again = bring(vera, {**file, "place": "Assen"})
    assert (again.status_code, again["Location"]) == (302, at("profile:profile"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "leeg"),
        (b"{", "kunnen wij niet lezen"),
        (b"%PDF-1.7", "kunnen wij niet lezen"),
        ({"name": "Ander", "kvk": "90000025"}, "ander bedrijf"),
        ({"items": [{"name": "A"}, {"name": "B"}]}, "meer profielen"),
    ],
)
def test_a_file_that_does_not_fit_says_why_and_changes_nothing(
    content: Any, told: str, own: Any, browse: Browse
) -> None:
    if isinstance(content, dict):
        forms = {"name": "meerwaarde-supplier-profile/1", "items": "meerwaarde-supplier-profiles/1"}
        content = {"format": forms[next(iter(content))], **content}
        for one in content.get("items", ()):
            one["format"] = forms["name"]
    answer = bring(browse("vera"), content)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Supplier.objects.get().name == "Groenwerk"


def test_a_value_that_cannot_be_is_refused_as_a_whole(own: Any, browse: Browse) -> None:
    vera = browse("vera")
    file = taken_along(vera) | {"place": "Emmen", "website": "geen adres"}
    hidden, names = chosen_of(bring(vera, file))
    answer = vera.post(at("profile:take_in"), {**hidden, "chosen": names})
    assert answer.status_code == 422
    assert Supplier.objects.get().place == "Assen"


def test_who_comes_second_overwrites_nothing(own: Any, browse: Browse, market_cast: Any) -> None:
    vera = browse("vera")
    hidden, names = chosen_of(bring(vera, taken_along(vera) | {"place": "Emmen"}))
    other = Supplier.objects.get()
    market.change_supplier(
        actor=market_cast.sam,
        at=NOW,
        supplier=other,
        expected_version=other.version,
        values=market.SupplierValues(name="Groenwerk", kvk="90000017", place="Zwolle"),
    )
    answer = vera.post(at("profile:take_in"), {**hidden, "chosen": names})
    assert answer.status_code == 422
    assert Supplier.objects.get().place == "Zwolle"


def test_what_travels_along_is_read_anew(own: Any, browse: Browse) -> None:
    vera = browse("vera")
    hidden, names = chosen_of(bring(vera, taken_along(vera) | {"place": "Emmen"}))
    for forged in (
        "{",
        json.dumps({"format": "meerwaarde-supplier-profile/1", "name": "X", "kvk": "90000025"}),
    ):
        vera.post(at("profile:take_in"), {**hidden, "profile": forged, "chosen": names})
    assert Supplier.objects.get().name == "Groenwerk"
