"""The pages of the register: read by everybody who approves, kept by the administrator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from meerwaarde.platform.access.mandating import MandateGiven, register_mandate
from meerwaarde.platform.journal.exporters import objects_of
from meerwaarde.platform.organisations.models import Mandate, Organisation

pytestmark = pytest.mark.django_db
HERE = "/veenmeer/mandaten/"
Browse = Callable[[str], Client]


def filled(cast: Any, **values: Any) -> dict[str, Any]:
    return {
        "act": "approve_explanation",
        "who": f"person:{cast.wim.membership}",
        "amount": "100.000",
        "contracts": ["services"],
        "cpv": "909, 45000000-7",
        "department": "",
        "since": "01-01-2026",
        "until": "",
        "source": "Mandaatbesluit van 12 mei 2026, artikel 4",
        **values,
    }


def register(cast: Any, **values: Any) -> Mandate:
    given = {"act": "approve_explanation", "role": "alderman", "since": date(2026, 1, 1), **values}
    return register_mandate(actor=cast.ada, given=MandateGiven(**given), at=timezone.now())


def text_of(answer: Any) -> str:
    text: str = answer.content.decode().replace("\xa0", " ")
    return text


def test_an_empty_register_says_how_to_begin(browse: Browse) -> None:
    assert "Neem uw mandaatbesluit over" in text_of(browse("ada").get(HERE))
    reader = text_of(browse("ann").get(HERE))
    assert "Vraag de beheerder" in reader
    assert "nieuw/" not in reader
    assert "Leg vast wie akkoord mag geven" in text_of(browse("ada").get("/veenmeer/"))


def test_an_administrator_registers_and_everybody_reads_it(browse: Browse, cast: Any) -> None:
    answer = browse("ada").post(f"{HERE}nieuw/", filled(cast), follow=True)
    entered = Mandate.objects.get()
    assert (entered.role, entered.amount_cents, entered.cpv) == ("alderman", 10_000_000, ["45000000", "909"])
    for text in (text_of(answer), text_of(browse("bob").get(HERE))):
        assert "Wim" in text
        assert "€ 100.000" in text
        assert "diensten; CPV 45000000, 909" in text
        assert "artikel 4" in text
    assert "Leg vast wie akkoord mag geven" not in text_of(browse("ada").get("/veenmeer/"))
    detail = text_of(browse("bob").get(f"{HERE}{entered.public_id}/"))
    assert "Nu beëindigen" not in detail
    assert "Nu beëindigen" in text_of(browse("ada").get(f"{HERE}{entered.public_id}/"))


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"until": "31-12-2025"}, "vóór de eerste dag"),
        ({"amount": "0"}, "meer dan nul"),
        ({"who": "role:council"}, "Kies een van de mogelijkheden"),
        ({"who": "person:bestaatniet"}, "Kies een van de mogelijkheden"),
        ({"act": "settle_strategy", "who": "role:alderman"}, "kan dit mandaat niet dragen"),
        ({"cpv": "schoonmaak"}, "geen CPV-groep"),
        ({"since": "31-02-2026"}, "bestaat niet"),
        ({"source": ""}, "verplicht"),
    ],
)
def test_a_mistake_says_what_is_wrong_and_keeps_the_rest(
    browse: Browse, cast: Any, values: dict[str, Any], says: str
) -> None:
    answer = browse("ada").post(f"{HERE}nieuw/", filled(cast, **values))
    assert answer.status_code == 422
    assert says.lower() in text_of(answer).lower()
    assert not Mandate.objects.exists()


def test_the_same_once_more_is_allowed_and_told(browse: Browse, cast: Any) -> None:
    browse("ada").post(f"{HERE}nieuw/", filled(cast))
    answer = browse("ada").post(f"{HERE}nieuw/", filled(cast, amount="50.000"), follow=True)
    assert "nog een mandaat voor dezelfde mensen" in text_of(answer)
    assert Mandate.objects.count() == 2


def test_an_end_counts_at_once_and_can_be_undone_today(browse: Browse, cast: Any) -> None:
    entered, ada = register(cast), browse("ada")
    ended = text_of(ada.post(f"{HERE}{entered.public_id}/beeindigen/", follow=True))
    assert "Toch niet beëindigen" in ended
    assert "Niemand kan dit nu doen" in text_of(ada.get(HERE))
    assert "wethouder" not in text_of(ada.get(HERE)).split("Het register")[-1].lower()
    assert "wethouder" in text_of(ada.get(f"{HERE}?state=over")).lower()
    ada.post(f"{HERE}{entered.public_id}/toch-niet/")
    assert Mandate.objects.get().ended_on is None
    assert Mandate.objects.filter(pk=entered.pk).update(ended_on=timezone.localdate() - timedelta(days=1))
    late = ada.post(f"{HERE}{entered.public_id}/toch-niet/", follow=True)
    assert "op de dag zelf" in text_of(late)


def test_two_administrators_lose_nothing(browse: Browse, cast: Any) -> None:
    entered = register(cast)
    address = f"{HERE}{entered.public_id}/wijzigen/"
    opened = filled(cast, version="1")
    assert browse("ada").post(address, {**opened, "amount": "10"}).status_code == 302
    second = browse("ada").post(address, {**opened, "amount": "20"})
    assert second.status_code == 409
    assert "Een collega wijzigde dit mandaat" in text_of(second)
    assert 'value="20"' in text_of(second)
    assert browse("ada").post(address, {**opened, "amount": "20", "version": "2"}).status_code == 302
    assert Mandate.objects.get().amount_cents == 2000


def test_the_whole_register_can_be_taken_along(browse: Browse, cast: Any) -> None:
    register(cast, amount=Decimal(5), source="=HYPERLINK()")
    answer = browse("bob").get(f"{HERE}uitvoer.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert "Wethouder" in lines[1]
    assert "5,00" in lines[1]
    assert "'=HYPERLINK()" in lines[1]


def test_a_long_register_asks_the_database_as_often_as_a_short_one(
    browse: Browse, cast: Any, django_assert_max_num_queries: Any
) -> None:
    register(cast)
    ada = browse("ada")
    ada.get(HERE)
    for amount in range(1, 30):
        register(cast, amount=Decimal(amount))
    with django_assert_max_num_queries(12):
        ada.get(HERE)


def test_own_regions_are_typed_as_names_or_codes_and_kept_as_codes(browse: Browse, cast: Any) -> None:
    page = browse("ada").post(
        "/veenmeer/organisatie/regio/", {"regions": "Noord-Drenthe, GM0109 en aa en hunze"}, follow=True
    )
    authority = Organisation.objects.get(slug="veenmeer")
    assert authority.own_regions == ["GM0109", "GM1680", "NL131"]
    assert "Coevorden, Aa en Hunze, Noord-Drenthe" in text_of(page)
    wrong = browse("ada").post("/veenmeer/organisatie/regio/", {"regions": "Assen, Nergenshuizen"})
    assert wrong.status_code == 422
    assert "Wij kennen “Nergenshuizen” niet" in text_of(wrong)


def test_the_end_of_a_role_can_be_undone_on_the_same_page(browse: Browse, cast: Any) -> None:
    ada, bob = browse("ada"), browse("bob")
    where = f"/veenmeer/organisatie/collega/{cast.bob.membership}/"
    page = text_of(ada.post(f"{where}beeindigen/", follow=True))
    assert "Vandaag beëindigd" in page
    assert bob.get("/veenmeer/").status_code == 404
    ada.post(f"{where}toch-niet/")
    assert bob.get("/veenmeer/").status_code == 200


def test_the_register_stands_in_the_dossier_of_an_auditor(cast: Any) -> None:
    entered = register(cast, amount=Decimal(5))
    found = {key: values for kind, key, values in objects_of(cast.ada.organisation_id) if kind == "mandate"}
    assert found[entered.public_id]["amount_cents"] == 500
    assert "source" not in found[entered.public_id]
