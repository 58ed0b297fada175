"""The forms of R2.0.9 (F01_2014 to F25_2014): what the buyer filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from meerwaarde.exchange.notice import (
    Amount,
    AwardCriterion,
    Buyer,
    Complaint,
    Cpv,
    Identifier,
    Lot,
    Procedure,
    Reserved,
    Size,
    WeightUnit,
    Winner,
    YesNo,
)
from meerwaarde.exchange.notice.values import (
    amount_of,
    cpv_code,
    dutch_identifier,
    iso_moment,
    may_be_kvk,
    sum_of_lots,
    unreadable,
    weight_of,
)
from meerwaarde.exchange.ted import codes
from meerwaarde.exchange.ted.xml import attribute, child, children, local, text, within

# TenderNed writes the criteria of a concession into one text.
_NAMED_WEIGHT: Final = re.compile(r"Naam:\s*(.+?)\s*Weegfactor:\s*(\d+(?:[.,]\d+)?)\s*")
_UNDIVIDED: Final = "1"


def buyers_of(form: etree._Element) -> tuple[Buyer, ...]:
    """The contracting authorities, the first one first."""
    body = child(form, "CONTRACTING_BODY")
    addresses = [
        *children(body, "ADDRESS_CONTRACTING_BODY"),
        *children(body, "ADDRESS_CONTRACTING_BODY_ADDITIONAL"),
    ]
    return tuple(
        Buyer(
            text(child(address, "OFFICIALNAME")),
            _buyer_ids(address),
            attribute(child(address, "NUTS"), "CODE"),
        )
        for address in addresses
    )


def _buyer_ids(address: etree._Element) -> tuple[Identifier, ...]:
    """The number of a buyer, as kvk only where that is shown.

    In this field TenderNed wrote its own customer numbers of eight or nine digits beside real KvK numbers.
    Its own numbers never start with a zero, so only a leading zero shows a KvK number.
    """
    value = text(child(address, "NATIONALID"))
    if value is None:
        return ()
    if _is_dutch(address) and value.startswith("0") and may_be_kvk(value):
        return (Identifier("kvk", value),)
    return (Identifier("national", value),)


def _is_dutch(address: etree._Element) -> bool:
    return attribute(child(address, "COUNTRY"), "VALUE") == "NL"


def title_of(form: etree._Element) -> str | None:
    """The title of the (first) object."""
    return text(child(form, "OBJECT_CONTRACT", "TITLE"))


def description_of(form: etree._Element) -> str | None:
    """The short description of the whole, else of its first part."""
    whole = text(child(form, "OBJECT_CONTRACT", "SHORT_DESCR"))
    return whole or next(filter(None, (text(child(part, "SHORT_DESCR")) for part in _parts(form))), None)


def cpv_of(form: etree._Element, complaints: list[Complaint]) -> Cpv:
    """Main code of the object; as additional ones those of its parts, each once."""
    main = attribute(child(form, "OBJECT_CONTRACT", "CPV_MAIN", "CPV_CODE"), "CODE")
    if main is not None and cpv_code(main) is None:
        complaints.append(unreadable("cpv", "cpv", main))
    additional = filter(None, (code for part in _parts(form) for code in _part_codes(part)))
    return Cpv(cpv_code(main), tuple(dict.fromkeys(additional)))


def _part_codes(part: etree._Element) -> Iterator[str | None]:
    for additional in children(part, "CPV_ADDITIONAL"):
        yield cpv_code(attribute(child(additional, "CPV_CODE"), "CODE"))


def _parts(form: etree._Element) -> Iterator[etree._Element]:
    for whole in children(form, "OBJECT_CONTRACT"):
        yield from children(whole, "OBJECT_DESCR")


def procedure_of(form: etree._Element) -> Procedure:
    """The procedure that is marked; unknown where none is."""
    for mark in within(child(form, "PROCEDURE"), *codes.PROCEDURES_IN_FORM):
        return codes.PROCEDURES_IN_FORM[local(mark)]
    return "unknown"


def deadline_of(form: etree._Element) -> str | None:
    """When tenders or requests must be in; TED gives wall-clock time at the buyer, without a zone."""
    procedure = child(form, "PROCEDURE")
    return iso_moment(
        text(child(procedure, "DATE_RECEIPT_TENDERS")), text(child(procedure, "TIME_RECEIPT_TENDERS"))
    )


def lots_of(form: etree._Element, main_cpv: str | None, complaints: list[Complaint]) -> tuple[Lot, ...]:
    """Each object description as a lot; an undivided contract has one with number 1.

    The reservation stands once for the whole form. A box that is not ticked says nothing: unknown.
    """
    reserved, execution = _reservation(form)
    lots: list[Lot] = []
    for part in _parts(form):
        number = text(child(part, "LOT_NO"))
        id_ = number or str(len(lots) + 1)
        if any(lot.id == id_ for lot in lots):  # prior information on several objects numbers each anew
            id_ = f"{id_}-{len(lots) + 1}"
        place = f"lots/{id_}"
        lots.append(
            Lot(
                id=id_,
                title=text(child(part, "TITLE")) or (title_of(form) if number is None else None),
                cpv=_lot_cpv(part, main_cpv, divided=number is not None),
                nuts=tuple(filter(None, (attribute(nuts, "CODE") for nuts in children(part, "NUTS")))),
                estimate=_amount(child(part, "VAL_OBJECT"), f"{place}/estimate", complaints),
                reserved=reserved,
                reserved_execution=execution,
                award_criteria=tuple(_criteria(part, f"{place}/award_criteria", complaints)),
            )
        )
    if not lots and (reserved != "unknown" or execution != "unknown"):
        lots.append(
            Lot(
                id=_UNDIVIDED,
                title=title_of(form),
                cpv=main_cpv,
                reserved=reserved,
                reserved_execution=execution,
            )
        )
    return tuple(lots)


def _lot_cpv(part: etree._Element, main_cpv: str | None, *, divided: bool) -> str | None:
    own = next(filter(None, _part_codes(part)), None)
    return own or main_cpv if divided else main_cpv or own


def _reservation(form: etree._Element) -> tuple[Reserved, YesNo]:
    marks = {
        local(mark)
        for mark in within(
            form,
            "RESTRICTED_SHELTERED_WORKSHOP",
            "RESTRICTED_SHELTERED_PROGRAM",
            "RESERVED_ORGANISATIONS_SERVICE_MISSION",
        )
    }
    reserved: Reserved = "unknown"
    if "RESTRICTED_SHELTERED_WORKSHOP" in marks:
        reserved = "res-ws"
    elif "RESERVED_ORGANISATIONS_SERVICE_MISSION" in marks:
        reserved = "res-pub-ser"
    return reserved, "yes" if "RESTRICTED_SHELTERED_PROGRAM" in marks else "unknown"


def _criteria(part: etree._Element, where: str, complaints: list[Complaint]) -> Iterator[AwardCriterion]:
    for element in within(part, "AC_QUALITY", "AC_COST", "AC_PRICE"):
        type_ = codes.CRITERIA[local(element)]
        given = text(child(element, "AC_WEIGHTING"))
        weight, unit = weight_of(given)
        if given is not None and weight is None:
            complaints.append(unreadable("weight", where, given))
        yield AwardCriterion(type_, text(child(element, "AC_CRITERION")), weight, _unit(unit))
    for group in within(part, "AC"):
        for element in children(group, "AC_CRITERION"):
            said = text(element) or ""
            named = _NAMED_WEIGHT.fullmatch(said)
            if named is None:
                yield AwardCriterion("unknown", said or None)
            else:
                yield AwardCriterion("unknown", named[1], weight_of(named[2])[0])


def _unit(unit: str | None) -> WeightUnit:
    return "percentage" if unit == "percentage" else "points" if unit == "points" else "unknown"


def _amount(element: etree._Element | None, where: str, complaints: list[Complaint]) -> Amount | None:
    return amount_of(text(element), attribute(element, "CURRENCY"), where, complaints)


def estimate_of(form: etree._Element, lots: tuple[Lot, ...], complaints: list[Complaint]) -> Amount | None:
    """The estimate of the whole; else of its lots; else the initial estimate of the only contract awarded."""
    whole = child(form, "OBJECT_CONTRACT", "VAL_ESTIMATED_TOTAL")
    if whole is not None:
        return _amount(whole, "estimate", complaints)
    of_lots = sum_of_lots(lots, complaints)
    initial = list(within(form, "AWARDED_CONTRACT"))
    if of_lots is None and len(initial) == 1:
        return _amount(next(within(initial[0], "VAL_ESTIMATED_TOTAL"), None), "estimate", complaints)
    return of_lots


def winners_of(form: etree._Element, complaints: list[Complaint]) -> tuple[Winner, ...]:
    """Every contractor of every awarded contract; an amount they share stands with the first."""
    winners: list[Winner] = []
    for award in within(form, "AWARD_CONTRACT"):
        lot = text(child(award, "LOT_NO"))
        for contract in children(award, "AWARDED_CONTRACT"):
            amount = _amount(next(within(contract, "VAL_TOTAL"), None), "winners/amount", complaints)
            if amount is None:
                _say_range(contract, complaints)
            for contractor in within(contract, "CONTRACTOR"):
                address = child(contractor, "ADDRESS_CONTRACTOR")
                winners.append(
                    Winner(
                        name=text(child(address, "OFFICIALNAME")),
                        ids=_winner_ids(address),
                        size=_size(contractor),
                        amount=amount.amount if amount else None,
                        currency=amount.currency if amount else None,
                        lot=lot,
                    )
                )
                amount = None
    return tuple(winners)


def _winner_ids(address: etree._Element | None) -> tuple[Identifier, ...]:
    value = text(child(address, "NATIONALID"))
    if address is None or value is None:
        return ()
    number = dutch_identifier(value) if _is_dutch(address) else Identifier("national", value)
    return (number,) if number else ()


def _size(contractor: etree._Element) -> Size:
    if child(contractor, "SME") is not None:
        return "sme"
    return "large" if child(contractor, "NO_SME") is not None else "unknown"


def _say_range(contract: etree._Element, complaints: list[Complaint]) -> None:
    for element in within(contract, "VAL_RANGE_TOTAL"):
        low, high = text(child(element, "LOW")), text(child(element, "HIGH"))
        complaints.append(
            Complaint(
                "winners/amount",
                f"Alleen de laagste en hoogste waarde zijn gegeven: {low} tot {high}.",
                f"Only the lowest and highest value are given: {low} to {high}.",
                "amount_is_range",
            )
        )


def passages_of(form: etree._Element) -> dict[str, str]:
    """Each text about the purchase → where it stands, as a path of lower-case names."""
    passages: dict[str, str] = {}
    _gather(form, "", passages)
    return passages


def _gather(element: etree._Element, path: str, passages: dict[str, str]) -> None:
    for part in element:
        name = local(part)
        if name in codes.NOT_ABOUT_THE_PURCHASE:
            continue
        here = f"{path}/{name.lower()}" if path else name.lower()
        if len(part) == 0 or local(part[0]) == "P":
            said = text(part)
            if said is not None and len(said) > 2:
                passages.setdefault(said, here)
        else:
            _gather(part, here, passages)
