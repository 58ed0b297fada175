"""Where the suppliers are that a search finds: a map of the country with its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.charts import Around, Chart, Dot, MapWords, Province, country
from meerwaarde.platform.layout.components import Cell, Column, Row, Table
from meerwaarde.rules import distance
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.forms import supplier_query
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.pages.narrowing import Address

_NEAREST = 8


@dataclass(frozen=True, kw_only=True)
class SupplierMap:
    """The drawing, what is not in it, and the same in a table whose rows lead to the list."""

    chart: Chart
    unknown: str
    rough: str
    places: Table


def supplier_map(actor: Actor, wanted: queries.SupplierFilter, day: date, address: Address) -> SupplierMap:
    """Per province how many have their address there; `address` leads to the list with one filter more."""
    found = queries.by_area(actor, wanted, day)
    areas = distance.postcode_areas()
    per_province: dict[str, int] = {}
    for code, number in found.items():
        if code in areas:
            province = areas[code].province
            per_province[province] = per_province.get(province, 0) + number
    asked = supplier_query(wanted)
    known = sum(per_province.values())
    unknown = sum(number for code, number in found.items() if code not in areas)
    provinces = [
        Province(
            code=one.code,
            name=words.said(one.name),
            count=(number := per_province.get(one.code, 0)),
            url=address({**asked, "seat": one.code}) if number else "",
            said=ngettext("%(name)s: %(number)s supplier", "%(name)s: %(number)s suppliers", number)
            % {"name": words.said(one.name), "number": number},
            chosen=wanted.seat == one.code,
        )
        for one in rules.provinces(Law.on(day))
    ]
    return SupplierMap(
        chart=country("where", _words(known), provinces, dots=_dots(found), around=_around(wanted)),
        unknown=ngettext(
            "Of %(number)s supplier we do not know where it is; it stands in the list, not on the map.",
            "Of %(number)s suppliers we do not know where they are; they stand in the list, not on the map.",
            unknown,
        )
        % {"number": unknown}
        if unknown
        else "",
        rough=_(
            "Places are told by the first two digits of the postcode, so the map and distances are rough. "
            "Near the border of a province a supplier may be drawn on the other side."
        ),
        places=_places(found, wanted, asked, address),
    )


def _words(known: int) -> MapWords:
    return MapWords(
        title=_("Where these suppliers are"),
        description=ngettext(
            "A map of the provinces with %(number)s supplier. Choose a province to see who is there.",
            "A map of the provinces with %(number)s suppliers. Choose a province to see who is there.",
            known,
        )
        % {"number": known},
        headings=(_("Province"), _("Suppliers")),
        dots=_("Where they are, about; larger is more"),
        around=_("The distance that you chose, about"),
    )


def _dots(found: dict[str, int]) -> list[Dot]:
    areas = distance.postcode_areas()
    return [
        Dot(areas[code].latitude, areas[code].longitude, number)
        for code, number in sorted(found.items(), key=lambda pair: -pair[1])
        if code in areas
    ]


def _around(wanted: queries.SupplierFilter) -> Around | None:
    if not wanted.near:
        return None
    origin = distance.postcode_areas()[wanted.near]
    return Around(origin.latitude, origin.longitude, wanted.km)


def _places(
    found: dict[str, int], wanted: queries.SupplierFilter, asked: dict[str, str], address: Address
) -> Table:
    """The areas with most, or with a place: the nearest ones; each leads to who is around it."""
    areas = distance.postcode_areas()
    far = distance.areas_within(wanted.near) if wanted.near else {}
    known = [code for code in found if code in areas]
    order = sorted(known, key=lambda code: (far.get(code, 0), -found[code], code))[:_NEAREST]
    rows = [
        Row(
            (
                Cell(
                    text=_("Around %(place)s") % {"place": areas[code].name},
                    url=address({**asked, "near": areas[code].name, "km": str(distance.RADII[0])}),
                    note=words.said(distance.in_words(far[code])) if far else "",
                ),
                Cell(text=str(found[code])),
            )
        )
        for code in order
    ]
    return Table(
        caption=_("The nearest places") if far else _("Places with most suppliers"),
        columns=(Column(label=_("Place")), Column(label=_("Suppliers there"), numeric=True)),
        rows=tuple(rows),
    )
