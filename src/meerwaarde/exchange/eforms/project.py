"""The procurement project: of the whole notice and of each lot, in the same form."""

from __future__ import annotations

from collections.abc import Callable
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


class _Draft:
    """A project while its elements pass by."""

    __slots__ = ("additional", "contract", "descriptions", "estimate", "main", "names", "nuts", "place")

    def __init__(self, place: str) -> None:
        self.place = place
        self.names: list[etree._Element] = []
        self.descriptions: list[etree._Element] = []
        self.main: str | None = None
        self.additional: list[str] = []
        self.contract: Contract = "unknown"
        self.estimate: Amount | None = None
        self.nuts: dict[str, None] = {}


def read_project(element: etree._Element, place: str, gathering: Gathering) -> Project:
    """Reads one project; its texts are heard under `place` ("" for the whole, else lots/ID/)."""
    draft = _Draft(place)
    for child in element:
        part = _PARTS.get(child.tag)
        if part is not None:
            part(child, draft, gathering)
    return Project(
        title=gathering.say(draft.names),
        description=gathering.say(draft.descriptions),
        cpv=draft.main,
        additional=tuple(draft.additional),
        contract=draft.contract,
        estimate=draft.estimate,
        nuts=tuple(draft.nuts),
    )


def _title(element: etree._Element, draft: _Draft, gathering: Gathering) -> None:
    draft.names.append(element)
    gathering.note(element, draft.place, "title")


def _description(element: etree._Element, draft: _Draft, gathering: Gathering) -> None:
    draft.descriptions.append(element)
    gathering.note(element, draft.place, "description")


def _note(element: etree._Element, draft: _Draft, gathering: Gathering) -> None:
    gathering.note(element, draft.place, "note")


def _options(element: etree._Element, draft: _Draft, gathering: Gathering) -> None:
    gathering.note_children(element, tags.OPTIONS, draft.place, "options")


def _contract(element: etree._Element, draft: _Draft, gathering: Gathering) -> None:
    draft.contract = gathering.code(element.text, CONTRACTS, "unknown", f"{draft.place}contract")


def _main_cpv(element: etree._Element, draft: _Draft, gathering: Gathering) -> None:
    code = _cpv(element, draft.place, gathering)
    draft.main = draft.main or code


def _additional_cpv(element: etree._Element, draft: _Draft, gathering: Gathering) -> None:
    code = _cpv(element, draft.place, gathering)
    if code is not None:
        draft.additional.append(code)


def _total(element: etree._Element, draft: _Draft, gathering: Gathering) -> None:
    amount = element.find(tags.ESTIMATE)
    if amount is not None:
        where = f"{draft.place}estimate"
        draft.estimate = amount_of(amount.text, amount.get("currencyID"), where, gathering.complaints)


def _location(element: etree._Element, draft: _Draft, gathering: Gathering) -> None:
    for place in element:
        if place.tag == tags.ADDRESS:
            for part in place:
                code = stripped(part.text) if part.tag == tags.NUTS else None
                if code is not None:
                    draft.nuts[code] = None


_PARTS: Final[dict[str, Callable[[etree._Element, _Draft, Gathering], None]]] = {
    tags.NAME: _title,
    tags.DESCRIPTION: _description,
    tags.NOTE: _note,
    tags.TYPE_CODE: _contract,
    tags.MAIN_CPV: _main_cpv,
    tags.ADDITIONAL_CPV: _additional_cpv,
    tags.TENDER_TOTAL: _total,
    tags.LOCATION: _location,
    tags.EXTENSION_OPTIONS: _options,
}


def _cpv(classification: etree._Element, place: str, gathering: Gathering) -> str | None:
    given = stripped(classification[0].text) if len(classification) else None
    code = cpv_code(given)
    if code is None:
        gathering.complaints.append(unreadable("cpv", f"{place}cpv", given or ""))
    return code
