"""Where a procurement must be delivered, how far a supplier lies from there, how its recognitions stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from meerwaarde.rules import distance
from meerwaarde.rules.law import Law
from meerwaarde.rules.matching import Need
from meerwaarde.rules.suppliers import Standing, credential_kinds, region_name, standing
from meerwaarde.stages.market.queries import Supplier, credential_facts
from meerwaarde.stages.procurement.models import Procurement


@dataclass(frozen=True)
class PlaceSought:
    """From where distances are told: municipalities that we know the place of, by their postcode area."""

    names: Mapping[str, str]
    own: bool
    """Nobody said where: it is the authority's own area."""
    asked: bool
    """Some place is asked, be it one that is too large to measure from."""


def place_sought(procurement: Procurement, need: Need) -> PlaceSought:
    """The municipalities among the places of delivery. A province has no one place to measure from."""
    names: dict[str, str] = {}
    for code in need.regions or ():
        area = distance.area_of_region(code)
        if area is not None:
            names.setdefault(area, region_name(code))
    return PlaceSought(names, own=procurement.delivery_regions is None, asked=bool(need.regions))


def how_far(place: PlaceSought, supplier: Supplier) -> tuple[int, str] | None:
    """Kilometres to the nearest of these places, and which that is; None for a supplier without an area."""
    if not place.names or supplier.area not in distance.postcode_areas():
        return None
    return min((distance.distance(area, supplier.area), name) for area, name in place.names.items())


def credentials_on(supplier: Supplier, day: date) -> tuple[Standing, ...]:
    """Recognitions of a supplier with its credentials at hand, as a reader may see them."""
    facts = [
        credential_facts(one, verified_for=one.verified_for.name if one.verified_for else "")
        for one in supplier.credentials.all()
    ]
    found = standing(facts, day, credential_kinds(Law.on(day)))
    return tuple(one for one in found if one.state not in ("refused", "withdrawn"))
