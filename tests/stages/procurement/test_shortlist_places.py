"""The step "Suppliers": about how far a firm is from where it must be delivered, and who says why it fits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.stages.market import actions as market
from meerwaarde.stages.market.queries import candidates_named
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.models import Procurement
from meerwaarde.stages.procurement.queries.places import how_far, place_sought

pytestmark = pytest.mark.django_db
Firm = Callable[..., Any]


def page(browse: Callable[[str], Client], procurement: Procurement) -> str:
    answer = browse("ann").get(f"/veenmeer/inkopen/{procurement.public_id}/leveranciers/")
    return " ".join(answer.content.decode().split())


def sought(cast: Any, procurement: Procurement, today: date) -> Any:
    advised = queries.advised(cast.ann, procurement, queries.lots_of(procurement), today)
    return place_sought(procurement, queries.search_for(cast.ann, procurement, advised, today).need)


def verified(cast: Any, supplier: Any, at: datetime) -> None:
    claim = market.CredentialValues(code="pso", level="30_plus")
    held = market.add_credential(actor=cast.bob, at=at, supplier=supplier, values=claim)
    market.verify_credential(
        actor=cast.pia,
        at=at,
        credential=held,
        expected_version=held.version,
        evidence="Register van PSO-Nederland",
        seen_on=date(2026, 11, 1),
        valid_until=date(2028, 1, 1),
    )


def test_the_nearest_place_of_delivery_counts(
    cast: Any, filled: Procurement, firm: Firm, at: datetime
) -> None:
    filled.change(delivery_regions=["GM0106", "GM0114"])  # Assen and Emmen
    near, far, nowhere = firm("Emmer", area="78"), firm("Maas", area="62"), firm("Ergens")
    place = sought(cast, filled, at.date())
    assert set(place.names.values()) == {"Assen", "Emmen"}
    found = how_far(place, near)
    assert found is not None
    assert found[1] == "Emmen"
    assert found[0] < 25
    away = how_far(place, far)
    assert away is not None
    assert away[0] > 150
    assert how_far(place, nowhere) is None


def test_the_page_tells_distances_in_round_words(
    filled: Procurement, firm: Firm, browse: Callable[[str], Client]
) -> None:
    filled.change(delivery_regions=["GM0106"])
    firm("Maas", area="62")
    firm("Ergens")
    shown = page(browse, filled)
    assert "Gezien vanaf Assen. Dichtbij is op zichzelf geen reden." in shown
    assert "km van Assen" in shown
    assert "afstand onbekend" in shown
    assert "near=Assen" in shown


def test_a_larger_area_or_none_gives_no_distance_and_says_so(
    filled: Procurement, firm: Firm, browse: Callable[[str], Client], cast: Any
) -> None:
    firm("Maas", area="62")
    filled.change(delivery_regions=["NL13"])
    shown = page(browse, filled)
    assert "Geen: een afstand vraagt een gemeente, en dit is een groter gebied." in shown
    assert "km van" not in shown
    filled.change(delivery_regions=None)
    Organisation.objects.filter(pk=cast.ann.organisation_id).update(own_regions=[])
    assert "Geen: niemand zei waar het geleverd moet worden." in page(browse, filled)


def test_reasons_say_who_verified_and_when(
    cast: Any, filled: Procurement, firm: Firm, at: datetime, browse: Callable[[str], Client]
) -> None:
    one = firm("Werkplaats")
    verified(cast, one, at)
    claims = firm("Belofte")
    values = market.CredentialValues(code="pso", level="30_plus")
    market.add_credential(actor=cast.bob, at=at, supplier=claims, values=values)
    reserved = {"reserved": True, "reserved_type": "integration_enterprise"}
    filled.change(particulars={**filled.particulars, **reserved})
    shown = page(browse, filled)
    assert "gecontroleerd door Gemeente Veenmeer op 1 november 2026" in shown
    assert "zegt de onderneming zelf" in shown


def test_a_step_of_a_ladder_is_known_to_matching(cast: Any, firm: Firm, at: datetime) -> None:
    one = firm("Werkplaats", target_group_share=Decimal("0.4"), main_purpose_integration=True)
    verified(cast, one, at)
    (found,) = candidates_named(cast.bob, "Werkplaats", day=at.date())
    assert [(held.code, held.level) for held in found.profile.credentials] == [("pso", "30_plus")]
