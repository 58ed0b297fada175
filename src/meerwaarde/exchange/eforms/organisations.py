"""The organisations of an eForms notice, looked up by the number that other parts refer to."""

from __future__ import annotations

from typing import Final

import msgspec
from lxml import etree

from meerwaarde.exchange.eforms import tags
from meerwaarde.exchange.eforms.gathering import Gathering, stripped
from meerwaarde.exchange.notice import Complaint, Identifier, Size
from meerwaarde.exchange.notice.values import dutch_identifier

_SIZES: Final[dict[str, Size]] = {
    "micro": "micro",
    "small": "small",
    "medium": "medium",
    "sme": "sme",
    "large": "large",
}


class Organisation(msgspec.Struct, frozen=True):
    """An organisation as the notice describes it (BT-500, BT-501, BT-507, BT-165)."""

    name: str | None
    ids: tuple[Identifier, ...]
    nuts: str | None
    size: Size


class Organisations:
    """Finds organisations; only those that are asked for are read, for most are courts and mediators."""

    def __init__(self, section: etree._Element | None, gathering: Gathering) -> None:
        self._gathering = gathering
        self._identified: dict[str, etree._Element] = {}
        if section is not None:
            for identification in section.iter(tags.PARTY_IDENTIFICATION):
                if len(identification):
                    self._identified.setdefault((identification[0].text or "").strip(), identification)

    def get(self, number: str | None, where: str) -> Organisation | None:
        """The organisation with this number; None with a complaint where the notice does not hold it."""
        known = stripped(number)
        identification = self._identified.get(known) if known else None
        party = None if identification is None else identification.getparent()
        # A buyer may be named by one of its contact points (TPO-…): that is the same organisation.
        if party is not None and party.tag == tags.TOUCH_POINT:
            organization = party.getparent()
            party = None if organization is None else organization.find(tags.COMPANY)
        if party is None:
            self._gathering.complaints.append(
                Complaint(
                    where,
                    f"De organisatie {known or '(zonder nummer)'} staat niet in de aankondiging.",
                    f"The organisation {known or '(without number)'} is not in the notice.",
                    "organisation_missing",
                )
            )
            return None
        return self._organisation(party)

    def _organisation(self, company: etree._Element) -> Organisation:
        names: list[etree._Element] = []
        numbers: list[etree._Element] = []
        nuts: str | None = None
        country: str | None = None
        size: Size = "unknown"
        for child in company:
            tag = child.tag
            if tag == tags.PARTY_NAME:
                names.extend(child)
            elif tag == tags.LEGAL_ENTITY:
                numbers.extend(child.iterchildren(tags.COMPANY_ID))
            elif tag == tags.POSTAL_ADDRESS:
                for part in child:
                    if part.tag == tags.NUTS:
                        nuts = stripped(part.text)
                    elif part.tag == tags.COUNTRY and len(part):
                        country = stripped(part[0].text)
            elif tag == tags.COMPANY_SIZE:
                size = self._gathering.code(child.text, _SIZES, "unknown", "size")
        ids = (_identifier(number, country) for number in numbers)
        return Organisation(self._gathering.say(names), tuple(filter(None, ids)), nuts, size)


def _identifier(number: etree._Element, country: str | None) -> Identifier | None:
    value = stripped(number.text)
    if value is None:
        return None
    if country == "NLD":
        return dutch_identifier(value)
    return Identifier((number.get("schemeName") or "national").lower(), value)
