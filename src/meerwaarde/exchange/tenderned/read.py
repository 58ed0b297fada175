"""From TenderNed JSON to Notices: a page of the list, or the detail of one publication.

Any key may miss, and a coded field may arrive as an object or as plain text. The interface gives no
estimate, no winner and no reservation: these stay unknown. Moments are wall-clock time in Amsterdam, without
a zone; the counters of days change daily and are not read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

import msgspec

from meerwaarde.exchange.notice import (
    Buyer,
    Complaint,
    Contract,
    Cpv,
    Kind,
    Lot,
    Notice,
    Procedure,
    Reading,
    Signal,
)
from meerwaarde.exchange.notice.checks import checked
from meerwaarde.exchange.notice.social import find_social
from meerwaarde.exchange.notice.values import cpv_code, iso_day, iso_moment, unreadable
from meerwaarde.rules.text import Text

_KINDS: Final[dict[str, Kind]] = {
    "AAO": "contract_notice",
    "VAK": "prior_information_notice",
    "AGO": "contract_award_notice",
    "VBE": "early_termination_notice",
    "REC": "correction_notice",
    "MAC": "market_consultation",
}
_KINDS_BY_FORM: Final[dict[str, Kind]] = {
    "E1": "market_consultation",
    "E2": "prior_information_notice",
    "E3": "contract_notice",
    "E4": "contract_award_notice",
    "E5": "completion_notice",
    "E6": "modification_notice",
}
_CONTRACTS: Final[dict[str, Contract]] = {
    "D": "services",
    "L": "supplies",
    "W": "works",
    "diensten": "services",
    "leveringen": "supplies",
    "werken": "works",
}
_PROCEDURES: Final[dict[str, Procedure]] = {
    "OPE": "open",
    "NOP": "restricted",
    "openbaar": "open",
    "openbare procedure": "open",
    "niet-openbaar": "restricted",
    "niet-openbare procedure": "restricted",
    "mededingingsprocedure met onderhandeling": "negotiated",
    "onderhandeling met aankondiging": "negotiated",
    "onderhandelingsprocedure met aankondiging": "negotiated",
    "onderhandelingsprocedure met voorafgaande oproep tot mededinging": "negotiated",
    "onderhandelingsprocedure zonder aankondiging": "negotiated_without_call",
    "onderhandelingsprocedure zonder voorafgaande oproep tot mededinging": "negotiated_without_call",
    "onderhandeling zonder aankondiging": "negotiated_without_call",
    "concurrentiegerichte dialoog": "competitive_dialogue",
    "innovatiepartnerschap": "innovation_partnership",
    "meervoudig onderhands": "limited",
    "enkelvoudig onderhands": "direct_award",
}
_LIGHT_REGIME: Final = frozenset({"EF12", "EF13", "EF14", "EF20", "EF21", "EF33", "EF34", "EF35"})
_UNDIVIDED: Final = "1"

C = TypeVar("C")


def read(document: bytes) -> Reading[Notice]:
    """Notices of a page (`content`) or of one publication; anything else is a complaint, never an error."""
    try:
        given = msgspec.json.decode(document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return Reading((), (_no_notice(f" ({str(error)[:120]})"),))
    if isinstance(given, dict) and isinstance(given.get("content"), list):
        return Reading(tuple(_entry(entry) for entry in given["content"]))
    if isinstance(given, dict) and "publicatieId" in given:
        return Reading((_notice(given),))
    return Reading((), (_no_notice(""),))


# Counters that fall by one each day, and the place in a list: when these change, nothing has changed.
_COUNTING: Final = frozenset(
    {"aantalDagenTotSluitingsDatum", "numberOfDaysBeforeAanmeldenInschrijven", "score"}
)


def read_publication(entry: bytes, detail: bytes | None, *, why_no_detail: Text | None = None) -> Notice:
    """One publication from its entry in the list and its detail; what the list says comes first.

    Without a detail the notice is kept, with a complaint that says why. Never raises: what cannot be read
    is a complaint.
    """
    listed, told = _object(entry), _object(detail or b"{}")
    notice = _notice({**told, **{name: value for name, value in listed.items() if value not in (None, "")}})
    if detail is not None:
        return notice
    why = why_no_detail or Text(nl="zij zijn niet opgehaald", en="they were not fetched")
    missing = Complaint(
        "detail",
        f"De gegevens van deze publicatie ontbreken nog: {why.nl.rstrip('.')}.",
        f"The particulars of this publication are still missing: {why.en.rstrip('.')}.",
        "detail_missing",
    )
    return msgspec.structs.replace(notice, complaints=(missing, *notice.complaints))


def meaning(document: bytes | None) -> str:
    """32 hex digits that are equal for two answers that say the same, whatever they count; "" for None."""
    if document is None:
        return ""
    said = {name: value for name, value in _object(document).items() if name not in _COUNTING}
    return hashlib.sha256(msgspec.json.encode(said, order="deterministic")).hexdigest()[:32]


def _object(document: bytes) -> dict[str, Any]:
    try:
        said = msgspec.json.decode(document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _no_notice(detail: str) -> Complaint:
    return Complaint(
        "document",
        f"Dit bestand van TenderNed bevat geen publicatie{detail}.",
        f"This file of TenderNed holds no publication{detail}.",
        "no_notice",
    )


def _entry(entry: object) -> Notice:
    if isinstance(entry, dict):
        return _notice(entry)
    return Notice(source="tenderned", complaints=(_no_notice(""),))


def _notice(entry: Mapping[str, Any]) -> Notice:
    complaints: list[Complaint] = []
    title = _text(entry.get("aanbestedingNaam"))
    description = _text(entry.get("opdrachtBeschrijving"))
    cpv = _cpv(entry.get("cpvCodes"), complaints)
    nuts = tuple(filter(None, (_code(code) for code in _list(entry.get("nutsCodes")))))
    form = _code(entry.get("publicatiecode")) or ""
    light_regime = [Signal("publicatiecode", "light_regime", form)] if form in _LIGHT_REGIME else []
    lot = Lot(id=_UNDIVIDED, title=title, cpv=cpv.main, nuts=nuts)
    passages = {text: where for where, text in (("title", title), ("description", description)) if text}
    buyer = _text(entry.get("opdrachtgeverNaam"))
    return checked(
        Notice(
            source="tenderned",
            id=_text(entry.get("publicatieId")),
            procedure_id=_text(entry.get("kenmerk")),
            kind=_kind(entry, form),
            published=iso_day(_text(entry.get("publicatieDatum"))),
            buyers=(Buyer(buyer),) if buyer else (),
            title=title,
            description=description,
            cpv=cpv,
            contract=_known(entry, ("typeOpdracht", "typeOpdrachtCode"), _CONTRACTS, "unknown"),
            procedure=_known(entry, ("procedure", "procedureCode"), _PROCEDURES, "unknown"),
            deadline=_moment(_text(entry.get("sluitingsDatum"))),
            lots=(lot,),
            social=find_social(passages, (lot,), light_regime),
            complaints=tuple(complaints),
        )
    )


def _kind(entry: Mapping[str, Any], form: str) -> Kind:
    if entry.get("isVroegtijdigeBeeindiging") is True:
        return "early_termination_notice"
    by_form = _KINDS_BY_FORM.get(form.removeprefix("EF"))
    if by_form is not None:
        return by_form
    return _known(entry, ("typePublicatie", "aankondigingCode"), _KINDS, "unknown")


def _known(entry: Mapping[str, Any], fields: Iterable[str], known: Mapping[str, C], unknown: C) -> C:
    for field in fields:
        for said in _said(entry.get(field)):
            if said in known:
                return known[said]
            if said.lower() in known:
                return known[said.lower()]
    return unknown


def _said(value: object) -> Iterable[str]:
    """Code and label of a coded field, or the field itself where it came as plain text."""
    given = (value.get("code"), value.get("omschrijving")) if isinstance(value, dict) else (value,)
    return filter(None, map(_text, given))


def _code(value: object) -> str | None:
    return next(iter(_said(value)), None)


def _cpv(given: object, complaints: list[Complaint]) -> Cpv:
    main: str | None = None
    others: list[str] = []
    for entry in _list(given):
        said = _code(entry)
        code = cpv_code(said)
        if code is None:
            complaints.append(unreadable("cpv", "cpv", said or ""))
        elif main is None and isinstance(entry, dict) and entry.get("isHoofdOpdracht") is True:
            main = code
        else:
            others.append(code)
    if main is None and others:
        main = others.pop(0)
    return Cpv(main, tuple(dict.fromkeys(code for code in others if code != main)))


def _moment(text: str | None) -> str | None:
    day, _, time = (text or "").partition("T")
    return iso_moment(day, time)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str | None:
    """Text as it is, a number as text: one identifier is text in the list and a number in the detail."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return None
