"""Winners of an award notice: contract → tender → tendering party → organisations."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from meerwaarde.exchange.eforms import tags
from meerwaarde.exchange.eforms.gathering import Gathering, stripped
from meerwaarde.exchange.eforms.organisations import Organisation, Organisations
from meerwaarde.exchange.notice import Winner
from meerwaarde.exchange.notice.values import amount_of


def read_winners(
    result: etree._Element | None, organisations: Organisations, gathering: Gathering
) -> tuple[Winner, ...]:
    """Who won, per tender in the order of the notice, with the amount of that tender (BT-720).

    A tender wins when a contract was concluded on it (efac:SettledContract). Where the notice holds no
    contracts, the tenders of the lots with a chosen winner (BT-142) that rank first, or have no rank, do.
    In a consortium every member is a winner; the amount stands with its leader.
    """
    if result is None:
        return ()
    tenders: dict[str, etree._Element] = {}
    parties: dict[str, etree._Element] = {}
    contracts: list[etree._Element] = []
    lot_results: list[etree._Element] = []
    for child in result:
        tag = child.tag
        if tag == tags.LOT_TENDER:
            tenders[_number(child) or ""] = child
        elif tag == tags.TENDERING_PARTY:
            parties[_number(child) or ""] = child
        elif tag == tags.SETTLED_CONTRACT:
            contracts.append(child)
        elif tag == tags.LOT_RESULT:
            lot_results.append(child)
    won = list(_tenders_of(contracts)) or list(_first_ranked(lot_results, tenders))
    winners: list[Winner] = []
    for number in dict.fromkeys(won):
        tender = tenders.get(number)
        if tender is not None:
            winners.extend(_winners_of(tender, parties, organisations, gathering))
    return tuple(winners)


def _number(element: etree._Element) -> str | None:
    return stripped(element.findtext(tags.ID))


def _tenders_of(parts: Iterable[etree._Element]) -> Iterable[str]:
    for part in parts:
        for tender in part.iterchildren(tags.LOT_TENDER):
            number = _number(tender)
            if number is not None:
                yield number


def _first_ranked(lot_results: Iterable[etree._Element], tenders: dict[str, etree._Element]) -> Iterable[str]:
    chosen = [part for part in lot_results if stripped(part.findtext(tags.RESULT_CODE)) == "selec-w"]
    for number in _tenders_of(chosen):
        tender = tenders.get(number)
        if tender is not None and (stripped(tender.findtext(tags.RANK)) or "1") == "1":
            yield number


def _winners_of(
    tender: etree._Element,
    parties: dict[str, etree._Element],
    organisations: Organisations,
    gathering: Gathering,
) -> Iterable[Winner]:
    party = parties.get(stripped(tender.findtext(f"{tags.TENDERING_PARTY}/{tags.ID}")) or "")
    if party is None:
        return
    payable = tender.find(f"{tags.MONETARY_TOTAL}/{tags.PAYABLE}")
    amount = (
        None
        if payable is None
        else amount_of(payable.text, payable.get("currencyID"), "winners/amount", gathering.complaints)
    )
    lot = stripped(tender.findtext(f"{tags.TENDER_LOT}/{tags.ID}"))
    for organisation in _members(party, organisations):
        yield Winner(
            name=organisation.name,
            ids=organisation.ids,
            size=organisation.size,
            amount=amount.amount if amount else None,
            currency=amount.currency if amount else None,
            lot=lot,
        )
        amount = None


def _members(party: etree._Element, organisations: Organisations) -> list[Organisation]:
    tenderers = list(party.iterchildren(tags.TENDERER))
    tenderers.sort(key=lambda member: member.findtext(tags.GROUP_LEAD) != "true")
    found = (organisations.get(_number(member), "winners") for member in tenderers)
    return [organisation for organisation in found if organisation is not None]
