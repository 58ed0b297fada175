"""The procurement project: of the whole notice and of each lot, in the same form."""

from __future__ import annotations

from typing import Final

import msgspec
from lxml import etree

from meerwaarde.exchange.eforms import tags
from meerwaarde.exchange.eforms.gathering import Gathering, stripped
from meerwaarde.exchange.notice import Amount, Contract
from meerwaarde.exchange.notice.values import amount_of, cpv_code, unreadable

CONTRACTS: Final[dict[str, Contract]] = {"works": "works", "supplies": "supplies", "services": "services"}


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
    names: list[etree._Element] = []
    descriptions: list[etree._Element] = []
    main: str | None = None
    additional: list[str] = []
    contract: Contract = "unknown"
    estimate: Amount | None = None
    nuts: dict[str, None] = {}
    for child in element:
        part = _PARTS.get(child.tag)
        if part is None:
            continue
        if part == "type":
            contract = gathering.code(child.text, CONTRACTS, "unknown", f"{place}contract")
        elif part == "location":
            code = stripped(child.findtext(tags.NUTS_PATH))
            if code is not None:
                nuts[code] = None
        elif part == "main":
            main = _cpv(child, place, gathering)
        elif part == "additional":
            code = _cpv(child, place, gathering)
            if code is not None:
                additional.append(code)
        elif part == "total":
            estimate = _estimate(child, place, gathering)
        elif part == "options":
            gathering.hear(child.iterchildren(tags.OPTIONS), f"{place}options")
        else:
            gathering.note(child, f"{place}{part}")
            if part == "title":
                names.append(child)
            elif part == "description":
                descriptions.append(child)
    return Project(
        title=gathering.say(names),
        description=gathering.say(descriptions),
        cpv=main,
        additional=tuple(additional),
        contract=contract,
        estimate=estimate,
        nuts=tuple(nuts),
    )


_PARTS: Final = {
    tags.NAME: "title",
    tags.DESCRIPTION: "description",
    tags.NOTE: "note",
    tags.TYPE_CODE: "type",
    tags.MAIN_CPV: "main",
    tags.ADDITIONAL_CPV: "additional",
    tags.TENDER_TOTAL: "total",
    tags.LOCATION: "location",
    tags.EXTENSION_OPTIONS: "options",
}


def _cpv(classification: etree._Element, place: str, gathering: Gathering) -> str | None:
    given = stripped(classification[0].text) if len(classification) else None
    code = cpv_code(given)
    if code is None and given is not None:
        gathering.complaints.append(unreadable("cpv", f"{place}cpv", given))
    return code


def _estimate(total: etree._Element, place: str, gathering: Gathering) -> Amount | None:
    amount = total.find(tags.ESTIMATE)
    if amount is None:
        return None
    return amount_of(amount.text, amount.get("currencyID"), f"{place}estimate", gathering.complaints)
