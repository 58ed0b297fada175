"""The procurement project: of the whole notice and of each lot, in the same form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from lxml import etree

from meerwaarde.exchange.eforms import tags
from meerwaarde.exchange.eforms.gathering import Gathering, by_tag, stripped
from meerwaarde.exchange.notice import Amount, Contract
from meerwaarde.exchange.notice.values import amount_of, cpv_code, unreadable

CONTRACTS: Final[dict[str, Contract]] = {"works": "works", "supplies": "supplies", "services": "services"}
_PARTS: Final = frozenset(
    {
        tags.NAME,
        tags.DESCRIPTION,
        tags.NOTE,
        tags.TYPE_CODE,
        tags.MAIN_CPV,
        tags.ADDITIONAL_CPV,
        tags.TENDER_TOTAL,
        tags.LOCATION,
        tags.EXTENSION_OPTIONS,
    }
)


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """Title (BT-21), description (BT-24), CPV (BT-262, BT-263), nature (BT-23), estimate (BT-27), NUTS."""

    title: str | None = None
    description: str | None = None
    cpv: str | None = None
    additional: tuple[str, ...] = ()
    contract: Contract = "unknown"
    estimate: Amount | None = None
    nuts: tuple[str, ...] = ()


def read_project(element: etree._Element, place: str, gathering: Gathering) -> Project:
    """Reads one project; its texts are heard under `place` ("" for the whole, else lots/ID/)."""
    parts = by_tag(element, _PARTS)
    names, descriptions = parts.get(tags.NAME, ()), parts.get(tags.DESCRIPTION, ())
    gathering.note(names, place, "title")
    gathering.note(descriptions, place, "description")
    gathering.note(parts.get(tags.NOTE, ()), place, "note")
    for extension in parts.get(tags.EXTENSION_OPTIONS, ()):
        gathering.note(extension.iterchildren(tags.OPTIONS), place, "options")
    main = [_cpv(part, place, gathering) for part in parts.get(tags.MAIN_CPV, ())]
    additional = [_cpv(part, place, gathering) for part in parts.get(tags.ADDITIONAL_CPV, ())]
    return Project(
        title=gathering.say(names),
        description=gathering.say(descriptions),
        cpv=next(filter(None, main), None),
        additional=tuple(filter(None, additional)),
        contract=_contract(parts.get(tags.TYPE_CODE, ()), place, gathering),
        estimate=_estimate(parts.get(tags.TENDER_TOTAL, ()), place, gathering),
        nuts=_nuts(parts.get(tags.LOCATION, ())),
    )


def _contract(codes: Sequence[etree._Element], place: str, gathering: Gathering) -> Contract:
    contract: Contract = "unknown"
    for code in codes:
        contract = gathering.code(code.text, CONTRACTS, "unknown", f"{place}contract")
    return contract


def _estimate(totals: Sequence[etree._Element], place: str, gathering: Gathering) -> Amount | None:
    for total in totals:
        for amount in total.iterchildren(tags.ESTIMATE):
            return amount_of(amount.text, amount.get("currencyID"), f"{place}estimate", gathering.complaints)
    return None


def _nuts(locations: Sequence[etree._Element]) -> tuple[str, ...]:
    """Where the work is done, each place once."""
    codes = (stripped(code.text) for location in locations for code in location.iter(tags.NUTS))
    return tuple(dict.fromkeys(filter(None, codes)))


def _cpv(classification: etree._Element, place: str, gathering: Gathering) -> str | None:
    given = stripped(classification[0].text) if len(classification) else None
    code = cpv_code(given)
    if code is None:
        gathering.complaints.append(unreadable("cpv", f"{place}cpv", given or ""))
    return code
