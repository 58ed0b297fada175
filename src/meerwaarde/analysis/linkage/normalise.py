"""What a firm's name says, whatever the spelling: its words, its legal form, its other names.

Creditor administrations write "JANSEN SCHILDERS BV", "Jansen & Zn. Schilders B.V. (G-rekening)" and
"Schilders Jansen, T/A Janverf" for one firm, and cut what is longer than a field. Dutch and English forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from meerwaarde.language.fold import LONGEST_WORD, words

_FORMS = {
    "bv": ("bv", "b v", "besloten vennootschap"),
    "nv": ("nv", "n v", "naamloze vennootschap"),
    "vof": ("vof", "v o f", "vennootschap onder firma"),
    "cv": ("cv", "c v", "commanditaire vennootschap"),
    "mts": ("maatschap", "mts"),
    "ez": ("eenmanszaak",),
    "st": ("stichting", "stg", "sticht"),
    "ver": ("vereniging", "ver"),
    "coop": (
        "cooperatie", "cooperatieve", "cooperatieve vereniging", "cooperatie ua", "cooperatief",
        "ua", "u a", "wa", "w a", "ba", "b a", "coop",
    ),
    "ltd": ("ltd", "limited", "company ltd", "company limited"),
    "plc": ("plc", "p l c", "public limited company"),
    "llp": ("llp", "l l p", "lp"),
    "cic": ("cic", "c i c", "community interest company"),
    "inc": ("inc", "incorporated", "corp", "corporation", "llc"),
    "gmbh": ("gmbh", "gmbh company kg", "gmbh kg", "ag", "kg", "ug"),
    "bvba": ("bvba", "sprl", "srl", "sarl", "sas", "sa", "spa", "comm v", "gcv"),
    "se": ("se",),
}  # fmt: skip
FORM_AT_END: dict[tuple[str, ...], str] = {
    tuple(spelling.split()): form for form, spellings in _FORMS.items() for spelling in spellings
}
"""Words that end a name → the legal form they say."""

_OPENING = ("bv", "nv", "vof", "cv", "mts", "st", "ver", "coop")
FORM_AT_START = {
    spelling: form
    for spelling, form in FORM_AT_END.items()
    if form in _OPENING and spelling not in {("ver",), ("wa",), ("w", "a"), ("ba",), ("b", "a"), ("ua",)}
}
"""Dutch names also open with it: "Stichting …", "B.V. Aannemersbedrijf …"."""

_TAILS = {
    tuple(tail.split())
    for tail in (
        "rekening", "rent rekening", "rent account", "rent accounts", "invoice payments",
        "invoice payment", "purchase ledger", "accounts receivable", "grekening", "g rekening", "g rek",
        "inzake facturen", "crediteuren", "afd crediteuren", "afdeling crediteuren", "tav crediteuren",
        "crediteurenadministratie", "debiteuren", "afd debiteuren", "debiteurenadministratie", "incasso",
        "niet gebruiken", "niet meer gebruiken", "vervallen", "do not use", "afd", "afdeling",
    )
}  # fmt: skip
"""What a bookkeeper adds behind a name."""

_CONNECTING = frozenset({"en", "and", "und", "et", "the", "de", "het"})
_SAME_WORD = {
    "zn": "zonen", "zoon": "zonen", "zns": "zonen", "gebr": "gebroeders", "bros": "brothers",
    "mij": "maatschappij", "adm": "administratie", "intl": "international", "int": "international",
    "ned": "nederland", "sint": "st", "svcs": "services", "grp": "group", "mgmt": "management",
    "ass": "assurantien", "bouwbedr": "bouwbedrijf", "aannemersbedr": "aannemersbedrijf",
    "techn": "technisch", "inst": "installatie", "univ": "universiteit", "co": "company",
}  # fmt: skip
_OTHER_NAME = re.compile(
    r"\bt\s?/\s?a\b|\bt\.a\.|\btrading as\b|\bh\.?o\.?d\.?n\.?\b"
    r"|\bhandelend onder (?:de )?naam\b|\ba\.?k\.?a\.?\b",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"\ba\s?/\s?c\b", re.IGNORECASE)
_OTHER = "hodn"
_LONGEST_FORM = max(map(len, FORM_AT_END))
_LONGEST_TAIL = max(map(len, _TAILS))
_OWN_NUMBER = 5
"""A number of this many digits at the end is the administration's, not the firm's."""


@dataclass(frozen=True, slots=True)
class FirmName:
    """One name taken apart. `core` is never empty unless the name holds no letter or digit at all.

    `core`: folded words that name the firm, one space between; `form`: short code of the legal form ("" =
    none said); `others`: cores of other names in the same field ("trading as"); `said`: all folded words,
    to compare names that were cut.
    """

    core: str
    form: str
    others: tuple[str, ...]
    said: str


def normalise(name: str) -> FirmName:
    """Take one name apart. Taking the core apart once more gives the same core; never raises.

    "A&S System Integrators B.V." and "AS System Integrators B.V." have the core "as system integrators".
    """
    written = name
    if "/" in name or "." in name or _may_say_other(name):
        name = _ACCOUNT.sub(" rekening ", _OTHER_NAME.sub(f" {_OTHER} ", name))
    said = words(name)
    parts = _parts(said)
    if not parts:
        alone, form = _stripped(words(written))
        return FirmName(alone, form, (), alone)
    stripped = [_stripped(part) for part in parts]
    form = next((form for _, form in stripped if form), "")
    if _OTHER_NAME.search(stripped[0][0]):  # joined letters can spell a marker: "x a k a y"
        again = normalise(stripped[0][0])
        return FirmName(again.core, form or again.form, again.others, " ".join(said))
    return FirmName(stripped[0][0], form, tuple(core for core, _ in stripped[1:]), " ".join(said))


def _may_say_other(name: str) -> bool:
    folded = name.lower()
    return "trading" in folded or "hodn" in folded or "handelend" in folded or "aka" in folded


def _parts(said: list[str]) -> list[list[str]]:
    """The name and the names behind "trading as"; without those that hold nothing."""
    if _OTHER not in said:
        return [said] if said else []
    parts: list[list[str]] = [[]]
    for word in said:
        if word == _OTHER:
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]


def _stripped(said: list[str]) -> tuple[str, str]:
    """The core and the legal form of one name. What would leave nothing is not taken off."""
    kept, form = said, ""
    while True:
        before = kept
        kept = [_SAME_WORD.get(word, word) for word in kept if word not in _CONNECTING] or kept
        kept = _without_tail(kept)
        kept, found = _without_form(kept)
        form = form or found
        kept = _joined(kept)
        if kept == before:
            return " ".join(kept), form


def _without_tail(said: list[str]) -> list[str]:
    if len(said) > 1 and said[-1].isdigit() and len(said[-1]) >= _OWN_NUMBER:
        return said[:-1]
    for length in range(min(_LONGEST_TAIL, len(said) - 1), 0, -1):
        if tuple(said[-length:]) in _TAILS:
            return said[:-length]
    return said


def _without_form(said: list[str]) -> tuple[list[str], str]:
    for length in range(min(_LONGEST_FORM, len(said) - 1), 0, -1):
        if form := FORM_AT_END.get(tuple(said[-length:])):
            return said[:-length], form
        if form := FORM_AT_START.get(tuple(said[:length])):
            return said[length:], form
    return said, ""


def _joined(said: list[str]) -> list[str]:
    """Letters that stand alone belong together: "g b hoses" is "gb hoses"."""
    if not any(len(word) == 1 for word in said):
        return said
    joined: list[str] = []
    alone = False
    for word in said:
        single = len(word) == 1 and word.isalpha()
        if single and alone:
            joined[-1] = (joined[-1] + word)[:LONGEST_WORD]
        else:
            joined.append(word)
        alone = single
    return joined


def place_words(place: str) -> str:
    """A place as it is compared: folded, without articles in front. "'s-Gravenhage" is "den haag"."""
    folded = " ".join(words(place))
    return _SAME_PLACE.get(folded, folded)


_SAME_PLACE = {
    "sgravenhage": "den haag", "gravenhage": "den haag", "s gravenhage": "den haag", "the hague": "den haag",
    "shertogenbosch": "den bosch", "s hertogenbosch": "den bosch", "hertogenbosch": "den bosch",
    "adam": "amsterdam", "rdam": "rotterdam", "a dam": "amsterdam", "r dam": "rotterdam",
}  # fmt: skip


def without_place(core: str, places: frozenset[str]) -> tuple[str, str]:
    """The core without a known place at its end, and that place; ("", "") where none stands there.

    A name never shrinks to one word of fewer than four letters: that would fit any firm.
    """
    said = core.split()
    for length in (3, 2, 1):
        if len(said) > length and (place := " ".join(said[-length:])) in places:
            rest = " ".join(said[:-length])
            return (rest, _SAME_PLACE.get(place, place)) if len(rest) >= 4 else ("", "")
    return "", ""


def known_places(places: Iterable[str]) -> frozenset[str]:
    """The places of a register as `without_place` compares them, also by their other names."""
    known = {place_words(place) for place in places if place} - {""}
    return frozenset(known | {other for other, same in _SAME_PLACE.items() if same in known})
