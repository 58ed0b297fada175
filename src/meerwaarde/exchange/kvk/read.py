"""Answers of the trade register to records: basisprofielen v1 (1.4) and zoeken v2, as KvK documents them.

Sources: https://developers.kvk.nl/documentation . The forms were read there and in public code, never tried
with a key of our own: what is missing or of another kind is passed over and said, not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import msgspec

from meerwaarde.exchange.kvk.records import KvkActivity, KvkHit, KvkProfile, KvkReading, KvkSearch
from meerwaarde.gates.refusal import Refused
from meerwaarde.language.fold import fold
from meerwaarde.rules.suppliers.numbers import kvk_fault, read_kvk
from meerwaarde.rules.text import Text

_FORMS: Final[tuple[tuple[str, str], ...]] = (
    ("besloten vennootschap", "bv"),
    ("naamloze vennootschap", "nv"),
    ("commanditaire vennootschap", "cv"),
    ("vennootschap onder firma", "vof"),
    ("eenmanszaak", "sole_trader"),
    ("stichting", "foundation"),
    ("cooperatie", "cooperative"),
    ("vereniging", "association"),
    ("maatschap", "maatschap"),
    ("publiekrechtelijk", "public_body"),
)


def read_profile(document: bytes) -> KvkReading:
    """The base profile in an answer; raises `Refused` (kvk_unreadable) where it is none."""
    said = _object(document)
    number = read_kvk(_text(said.get("kvkNummer")))
    if kvk_fault(number):
        raise _unreadable("kvkNummer")
    complaints: list[str] = []
    inside = _map(said.get("_embedded"))
    branch, owner = _map(inside.get("hoofdvestiging")), _map(inside.get("eigenaar"))
    registered = _map(said.get("materieleRegistratie"))
    form = _text(owner.get("uitgebreideRechtsvorm")) or _text(owner.get("rechtsvorm"))
    profile = KvkProfile(
        kvk=number,
        name=_text(said.get("naam")) or _text(branch.get("eersteHandelsnaam")),
        statutory_name=_text(said.get("statutaireNaam")),
        trade_names=_names(said.get("handelsnamen")),
        legal_form=_form(form),
        legal_form_said=form,
        place=_place(branch.get("adressen")) or _place(owner.get("adressen")),
        website=_website(branch.get("websites")) or _website(owner.get("websites")),
        people=_number(said.get("totaalWerkzamePersonen"), "totaalWerkzamePersonen", complaints),
        activities=_activities(said.get("sbiActiviteiten")),
        branches=_number(said.get("totaalAantalVestigingen"), "totaalAantalVestigingen", complaints)
        if "totaalAantalVestigingen" in said
        else _number(
            _map(inside.get("vestigingen")).get("totaalAantalVestigingen"), "vestigingen", complaints
        ),
        began_on=_day(registered.get("datumAanvang"), "datumAanvang", complaints),
        ended_on=_day(registered.get("datumEinde"), "datumEinde", complaints),
        no_mail=_yes(said.get("indNonMailing")) is True,
    )
    if not profile.name and not profile.statutory_name:
        complaints.append("naam")
    return KvkReading(profile, tuple(complaints))


def read_search(document: bytes) -> KvkSearch:
    """What a search found; hits without a number are passed over."""
    said = _object(document)
    hits = []
    for one in _maps(said.get("resultaten")):
        number = read_kvk(_text(one.get("kvkNummer")))
        if not kvk_fault(number):
            address = _map(_map(one.get("adres")).get("binnenlandsAdres"))
            hits.append(
                KvkHit(
                    kvk=number,
                    name=_text(one.get("naam")),
                    place=_text(address.get("plaats")) or _text(one.get("plaats")),
                    kind=_text(one.get("type")),
                    active=_yes(one.get("actief")),
                )
            )
    total = said.get("totaal")
    return KvkSearch(tuple(hits), total if isinstance(total, int) else len(hits))


def fault_code(document: bytes) -> str:
    """The code of an error answer ("IPD0005"); "" where it holds none."""
    try:
        said = _object(document)
    except Refused:
        return ""
    return next((_text(one.get("code")) for one in _maps(said.get("fout")) if one.get("code")), "")


def _object(document: bytes) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(document)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise _unreadable("") from error
    if not isinstance(found, dict):
        raise _unreadable("")
    return found


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _maps(value: Any) -> Iterable[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    clean = " ".join(value.split()) if isinstance(value, str) else ""
    return "".join(sign for sign in clean if sign.isprintable())[:200]


def _names(value: Any) -> tuple[str, ...]:
    ordered = sorted(
        _maps(value), key=lambda one: one["volgorde"] if isinstance(one.get("volgorde"), int) else 999
    )
    return tuple(dict.fromkeys(name for one in ordered if (name := _text(one.get("naam")))))[:20]


def _form(said: str) -> str:
    folded = fold(said)
    return next((code for words, code in _FORMS if words in folded), "")


def _place(value: Any) -> str:
    """Of the visiting address, else of the first that names a place; a shielded address names none."""
    open_ones = [one for one in _maps(value) if _yes(one.get("indAfgeschermd")) is not True]
    visiting = [one for one in open_ones if "bezoek" in _text(one.get("type")).lower()]
    return next((_text(one.get("plaats")) for one in (*visiting, *open_ones) if one.get("plaats")), "")


def _website(value: Any) -> str:
    first = (
        next((one for one in value if isinstance(one, str) and one.strip()), "")
        if isinstance(value, list)
        else ""
    )
    bare = first.strip()
    if not bare or any(sign.isspace() for sign in bare):
        return ""
    return bare[:300] if bare.startswith(("http://", "https://")) else f"https://{bare}"[:300]


def _activities(value: Any) -> tuple[KvkActivity, ...]:
    return tuple(
        KvkActivity(
            _text(one.get("sbiCode")),
            _text(one.get("sbiOmschrijving")),
            _yes(one.get("indHoofdactiviteit")) is True,
        )
        for one in _maps(value)
        if one.get("sbiCode")
    )[:20]


def _number(value: Any, name: str, complaints: list[str]) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**7:
        return value
    complaints.append(name)
    return None


def _day(value: Any, name: str, complaints: list[str]) -> date | None:
    """ "20150417"; a month or day of 00 means that only the year is known, and the first is taken."""
    text = _text(value).replace("-", "")
    if not text:
        return None
    try:
        return date(int(text[:4]), int(text[4:6]) or 1, int(text[6:8]) or 1)
    except ValueError:
        complaints.append(name)
        return None


def _yes(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"ja": True, "nee": False}.get(_text(value).lower())


def _unreadable(where: str) -> Refused:
    return Refused(
        "kvk_unreadable",
        Text(
            nl="KvK gaf een antwoord dat wij niet begrijpen.",
            en="KvK gave an answer that we do not understand.",
        ),
        where,
        Text(nl="Probeer het later opnieuw.", en="Try again later."),
    )
