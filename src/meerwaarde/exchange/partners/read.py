"""From the form of partner platforms to Notices: JSON, or a table with the same names as headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, cast, get_args

import msgspec

from meerwaarde.exchange.notice import (
    Amount,
    Buyer,
    Complaint,
    Contract,
    Cpv,
    Identifier,
    Kind,
    Lot,
    Notice,
    Procedure,
    Reading,
    Reserved,
)
from meerwaarde.exchange.notice.checks import checked
from meerwaarde.exchange.notice.social import find_social
from meerwaarde.exchange.notice.values import cpv_code, dutch_number, iso_day, iso_moment
from meerwaarde.exchange.partners.records import FORMAT, PartnerNotice
from meerwaarde.exchange.spreadsheets.read import read_table
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

_PLATFORM: Final = re.compile(r"[a-z0-9][a-z0-9-]{1,30}")
_DUTCH_DAY: Final = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})(.*)", re.DOTALL)
_KVK: Final = re.compile(r"\d{8}")
_NAMES: Final = tuple(PartnerNotice.__struct_fields__)
_SEVERAL: Final = frozenset({"cpv", "nuts"})


def read(document: bytes) -> Reading[Notice]:
    """The notices of a JSON file in the form of partners.

    A notice that cannot be read is a record with the reason in its complaints. Raises `Refused` where the
    file as a whole is not in this form.
    """
    try:
        given = msgspec.json.decode(document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _not_the_form("") from error
    if not isinstance(given, dict) or given.get("format") != FORMAT or given.get("version") != 1:
        raise _not_the_form("format, version")
    listed = given.get("notices")
    if not isinstance(listed, list):
        raise _not_the_form("notices")
    platform = _platform(given.get("platform"))
    return Reading(tuple(_notice(one, platform) for one in listed))


def read_rows(document: bytes, name: str, *, platform: str) -> Reading[Notice]:
    """The notices of a table (CSV, XLSX or ODS), a notice per row; several codes with a semicolon.

    Raises `Refused` for what is no table, or one without the columns `id` and `title`.
    """
    table = read_table(document, name, known=lambda heading: heading.strip().lower() in _NAMES)
    places = {heading.strip().lower(): place for place, heading in enumerate(table.header)}
    if not {"id", "title"} <= places.keys():
        raise _not_the_form("id, title")
    known = _platform(platform)
    return Reading(tuple(_notice(_row(line.cells, places), known) for line in table.rows))


def _row(cells: tuple[str, ...], places: Mapping[str, int]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for name in _NAMES:
        place = places.get(name)
        cell = cells[place].strip() if place is not None and place < len(cells) else ""
        if cell:
            said[name] = [one.strip() for one in cell.split(";") if one.strip()] if name in _SEVERAL else cell
    return said


def _notice(given: object, platform: str) -> Notice:
    try:
        said = msgspec.convert(given, PartnerNotice)
    except msgspec.ValidationError as error:
        why = Complaint(
            "document",
            f"Deze aankondiging is niet te lezen ({str(error)[:160]}).",
            f"This notice cannot be read ({str(error)[:160]}).",
            "no_notice",
        )
        return Notice(source="partner", complaints=(why,))
    complaints: list[Complaint] = []
    codes = list(dict.fromkeys(_codes(said.cpv, complaints)))
    reserved = _one_of(said.reserved, get_args(Reserved), "reserved", complaints)
    lot = Lot(
        id="1",
        title=said.title,
        cpv=codes[0] if codes else None,
        nuts=said.nuts,
        reserved=cast(Reserved, reserved),
    )
    passages = {
        text: where for where, text in (("title", said.title), ("description", said.description)) if text
    }
    return checked(
        Notice(
            source="partner",
            id=f"{platform}:{said.id.strip()}"[:120] if said.id.strip() else None,
            procedure_id=f"{platform}:{said.procedure_id}" if said.procedure_id else None,
            kind=cast(Kind, _one_of(said.kind, get_args(Kind), "kind", complaints)),
            published=_day(said.published, "published", complaints),
            buyers=_buyers(said, complaints),
            title=said.title.strip() or None,
            description=said.description,
            cpv=Cpv(codes[0], tuple(codes[1:])) if codes else Cpv(),
            contract=cast(Contract, _one_of(said.contract, get_args(Contract), "contract", complaints)),
            procedure=cast(Procedure, _one_of(said.procedure, get_args(Procedure), "procedure", complaints)),
            estimate=_estimate(said.estimate, complaints),
            deadline=_moment(said.deadline, complaints),
            lots=(lot,),
            social=find_social(passages, (lot,), []),
            complaints=tuple(complaints),
        )
    )


def _codes(given: Iterable[str], complaints: list[Complaint]) -> Iterable[str]:
    for one in given:
        code = cpv_code(one)
        if code is None:
            complaints.append(_unreadable("cpv", one))
        else:
            yield code


def _one_of(said: str, known: tuple[str, ...], where: str, complaints: list[Complaint]) -> str:
    if said in known:
        return said
    complaints.append(_unreadable(where, said))
    return "unknown"


def _buyers(said: PartnerNotice, complaints: list[Complaint]) -> tuple[Buyer, ...]:
    if not said.buyer and not said.buyer_kvk:
        return ()
    kvk = (said.buyer_kvk or "").strip()
    if kvk and not _KVK.fullmatch(kvk):
        complaints.append(_unreadable("buyer_kvk", kvk))
        kvk = ""
    return (Buyer(said.buyer, (Identifier("kvk", kvk),) if kvk else ()),)


def _estimate(said: str | None, complaints: list[Complaint]) -> Amount | None:
    if not said:
        return None
    amount = dutch_number(said)
    if amount is None or amount.startswith("-"):
        complaints.append(_unreadable("estimate", said))
        return None
    return Amount(amount, "EUR")


def _day(said: str | None, where: str, complaints: list[Complaint]) -> str | None:
    day = iso_day(_iso(said))
    if said and day is None:
        complaints.append(_unreadable(where, said))
    return day


def _moment(said: str | None, complaints: list[Complaint]) -> str | None:
    written = _iso(said).replace(" ", "T", 1)
    day, _, time = written.partition("T")
    moment = iso_moment(day, time)
    if said and moment is None:
        complaints.append(_unreadable("deadline", said))
    return moment


def _unreadable(column: str, said: str) -> Complaint:
    """A value that is none of its column: kept in the sentence, shortened, and unknown in the notice."""
    shown = " ".join(said.split())[:60]
    return Complaint(
        column,
        f"De waarde “{shown}” in {column} is niet te lezen.",
        f"The value “{shown}” in {column} cannot be read.",
        "value_unreadable",
    )


def _iso(said: str | None) -> str:
    """A day as Dutch tables write it (22-11-2026) as ISO writes it; anything else as it is."""
    found = _DUTCH_DAY.fullmatch((said or "").strip())
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}{found[4]}" if found else (said or "").strip()


def _platform(said: object) -> str:
    if isinstance(said, str) and _PLATFORM.fullmatch(said):
        return said
    raise Refused(
        "platform_unknown",
        Text(
            nl="De naam van het platform ontbreekt of klopt niet.",
            en="The name of the platform is not right.",
        ),
        "platform",
        Text(
            nl="Geef een naam van kleine letters, cijfers en streepjes, zoals voorbeeld-platform.",
            en="Give a name of small letters, digits and hyphens, such as example-platform.",
        ),
    )


def _not_the_form(where: str) -> Refused:
    return Refused(
        "not_the_partner_form",
        Text(
            nl="Dit bestand heeft niet de vorm voor partnerplatforms.",
            en="This file does not have the form for partner platforms.",
        ),
        where,
        Text(
            nl="Vergelijk het met `meerwaarde schema partner_notices`.",
            en="Compare it with `meerwaarde schema partner_notices`.",
        ),
    )
