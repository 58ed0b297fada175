"""Winners of an award notice: contract → tender → tendering party → organisations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from meerwaarde.exchange.eforms import tags
from meerwaarde.exchange.eforms.gathering import Gathering, by_tag, child_text
from meerwaarde.exchange.eforms.organisations import Organisation, Organisations
from meerwaarde.exchange.notice import Amount, Winner
from meerwaarde.exchange.notice.values import amount_of

_PARTS: Final = frozenset({tags.LOT_RESULT, tags.LOT_TENDER, tags.SETTLED_CONTRACT, tags.TENDERING_PARTY})


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
    parts = by_tag(result, _PARTS)
    tenders = {_number(tender) or "": tender for tender in parts.get(tags.LOT_TENDER, ())}
    parties = {_number(party) or "": party for party in parts.get(tags.TENDERING_PARTY, ())}
    contracts, lot_results = parts.get(tags.SETTLED_CONTRACT, ()), parts.get(tags.LOT_RESULT, ())
    won = list(_tenders_of(contracts)) or list(_first_ranked(lot_results, tenders))
    winners: list[Winner] = []
    for number in dict.fromkeys(won):
        tender = tenders.get(number)
        if tender is not None:
            winners.extend(_winners_of(tender, parties, organisations, gathering))
    return tuple(winners)


def _number(element: etree._Element) -> str | None:
    return child_text(element, tags.ID)


def _tenders_of(parts: Iterable[etree._Element]) -> Iterable[str]:
    for part in parts:
        for tender in part.iterchildren(tags.LOT_TENDER):
            number = _number(tender)
            if number is not None:
                yield number


def _first_ranked(lot_results: Iterable[etree._Element], tenders: dict[str, etree._Element]) -> Iterable[str]:
    chosen = [part for part in lot_results if child_text(part, tags.RESULT_CODE) == "selec-w"]
    for number in _tenders_of(chosen):
        tender = tenders.get(number)
        if tender is not None and (child_text(tender, tags.RANK) or "1") == "1":
            yield number


def _winners_of(
    tender: etree._Element,
    parties: dict[str, etree._Element],
    organisations: Organisations,
    gathering: Gathering,
) -> Iterable[Winner]:
    parts = {child.tag: child for child in tender}
    party = parties.get(child_text(parts.get(tags.TENDERING_PARTY), tags.ID) or "")
    if party is None:
        return
    lot = child_text(parts.get(tags.TENDER_LOT), tags.ID)
    amount = _amount(parts.get(tags.MONETARY_TOTAL), gathering)
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


def _amount(total: etree._Element | None, gathering: Gathering) -> Amount | None:
    for payable in total.iterchildren(tags.PAYABLE) if total is not None else ():
        return amount_of(payable.text, payable.get("currencyID"), "winners/amount", gathering.complaints)
    return None


def _members(party: etree._Element, organisations: Organisations) -> list[Organisation]:
    tenderers = list(party.iterchildren(tags.TENDERER))
    tenderers.sort(key=lambda member: child_text(member, tags.GROUP_LEAD) != "true")
    found = (organisations.get(_number(member), "winners") for member in tenderers)
    return [organisation for organisation in found if organisation is not None]
