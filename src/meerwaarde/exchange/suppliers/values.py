"""What one cell says: a value, or why it cannot be read and what to do about that.

Nothing is guessed: what can mean two things is refused with both readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Final

import msgspec

from meerwaarde.exchange.spreadsheets.days import day_of
from meerwaarde.exchange.suppliers.records import CredentialClaim
from meerwaarde.exchange.suppliers.words import Lists, plain
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.suppliers.numbers import kvk_fault, read_kvk, read_postcode
from meerwaarde.rules.suppliers.regions import read_region
from meerwaarde.rules.text import Text

_PARTS: Final = re.compile(r"[;|\n,]+")
_MOST_EUROS: Final = Decimal(10) ** 12


class Trouble(msgspec.Struct, frozen=True):
    """Why a cell cannot be read, or (with `refuses` False) what to know about how it was read."""

    code: str
    text: Text
    what_now: Text
    refuses: bool = True


Say = Callable[[Trouble], None]
"""Takes what is to be said about a cell."""


def kvk(text: str, say: Say) -> str:
    """Eight digits, or "" where they cannot be read."""
    number = read_kvk(text.removesuffix(".0"))
    if kvk_fault(number) is None:
        if len(re.sub(r"\D", "", text.removesuffix(".0"))) < 8:
            say(_zeros(text, number))
        return number
    say(_bad_kvk(text, number))
    return ""


def postcode_and_place(text: str, say: Say) -> tuple[str, str]:
    """ "9711 AB Groningen" is a postcode and a place; four digits alone are kept as they are."""
    found = re.match(r"\s*([1-9]\d{3}\s?[A-Za-z]{2})\b[\s,/-]*(.*)", text)
    if found and (code := read_postcode(found[1])):
        return code, found[2].strip()
    if re.fullmatch(r"[1-9]\d{3}", text.strip()):
        return text.strip(), ""
    say(
        Trouble(
            "postcode_unreadable",
            Text(nl=f"“{_short(text)}” is geen postcode.", en=f"“{_short(text)}” is no postcode."),
            Text(
                nl="Schrijf vier cijfers en twee letters, zoals 9711 AB.",
                en="Write four digits and two letters, such as 9711 AB.",
            ),
        )
    )
    return "", ""


def choice(text: str, known: Mapping[str, str], what: Text, say: Say) -> str:
    """The code of a word in a list, or ""."""
    found = known.get(plain(text)) or known.get(plain(re.sub(r"\(.*?\)", "", text)))
    if found is None:
        say(_unknown(text, what, known))
    return found or ""


def cpv(text: str, exists: Callable[[str], bool] | None, say: Say) -> tuple[str, ...]:
    """Codes of eight digits; names behind them and check digits fall away."""
    codes: list[str] = []
    for part in filter(None, map(str.strip, _PARTS.split(text))):
        found = re.match(r"(\d{7,8})(?:-\d)?(?!\d)", part)
        code = found[1].zfill(8) if found else ""
        if code and (exists is None or exists(code)):
            codes.append(code)
        elif found or re.search(r"\d", part) or not codes:
            say(
                Trouble(
                    "cpv_unknown",
                    Text(
                        nl=f"CPV-code “{_short(part)}” bestaat niet.",
                        en=f"CPV code “{_short(part)}” does not exist.",
                    ),
                    Text(
                        nl="Schrijf codes van acht cijfers, gescheiden door een puntkomma.",
                        en="Write codes of eight digits, separated by a semicolon.",
                    ),
                )
            )
    return tuple(dict.fromkeys(codes))


def theme_codes(text: str, known: Lists, say: Say) -> tuple[Theme, ...]:
    """Codes of the six themes."""
    found: list[Theme] = []
    for part in _several(text, known.themes):
        code = known.themes.get(plain(part))
        if code is None:
            say(_unknown(part, Text(nl="thema", en="theme"), known.themes))
        else:
            found.append(code)
    return tuple(dict.fromkeys(found))


def regions(text: str, known: Lists, say: Say) -> tuple[str, ...]:
    """NUTS and municipality codes; names of provinces and of municipalities that we know are read too."""
    found = []
    for part in filter(None, map(str.strip, _PARTS.split(text))):
        code = read_region(part)
        if code is None:
            say(_unknown(part, Text(nl="regio", en="region"), known.regions))
        else:
            found.append(code)
    return tuple(dict.fromkeys(found))


def share(text: str, one_is_all: bool | None, say: Say) -> Decimal | None:
    """Between 0 and 1, from "45%", "45", "0,45" or "0.45".

    `one_is_all`: whether a bare 1 in this column means 100% (True) or 1% (False); None where that is unknown.
    """
    bare = re.sub(r"\s|procent|percent", "", text.lower())
    said_percent = bare.endswith("%")
    number = _number(bare.removesuffix("%"))
    if number is None or number < 0 or number > 100:
        say(
            Trouble(
                "share_unreadable",
                Text(
                    nl=f"“{_short(text)}” is geen aandeel tussen 0% en 100%.",
                    en=f"“{_short(text)}” is no share between 0% and 100%.",
                ),
                Text(nl="Schrijf bijvoorbeeld 45% of 0,45.", en="Write for example 45% or 0.45."),
            )
        )
        return None
    if number == 1 and not said_percent and one_is_all is not True:
        if one_is_all is None:
            return Decimal(1)
        say(
            Trouble(
                "share_two_readings",
                Text(nl="“1” kan 1% of 100% betekenen.", en="“1” may mean 1% or 100%."),
                Text(nl="Schrijf 1% of 100%.", en="Write 1% or 100%."),
            )
        )
        return None
    return number / 100 if said_percent or number > 1 else number


def amount(text: str, say: Say) -> Decimal | None:
    """Euros in Dutch or English notation: "€ 60.000,-", "1.234,50", "60k", "1,5 mln"."""
    bare = re.sub(r"(?i)\s|€|eur(o|os)?|excl\.?|btw", "", text).lower()
    bare = re.sub(r"(?<=\d)[.,](-{1,2}|–|—|=)$", "", bare)
    factor = Decimal(1)
    if found := re.fullmatch(r"(.*\d)(k|duizend|mln|miljoen|m)\.?", bare):
        bare, factor = found[1], Decimal(1_000 if found[2] in {"k", "duizend"} else 1_000_000)
    number = _euros(bare)
    if number is not None and 0 <= number * factor <= _MOST_EUROS:
        return number * factor
    say(
        Trouble(
            "amount_unreadable",
            Text(
                nl=f"“{_short(text)}” is geen bedrag dat wij zeker kunnen lezen.",
                en=f"“{_short(text)}” is no amount that we can read for sure.",
            ),
            Text(nl="Schrijf bijvoorbeeld 60.000 of 1.234,50.", en="Write for example 60.000 or 1.234,50."),
        )
    )
    return None


def credentials(text: str, known: Lists, day: date, say: Say) -> tuple[CredentialClaim, ...]:
    """Claims such as "pso:2027-01-31; B Corp (t/m 31-12-2026); PSO trede 3". What ended is kept, and said."""
    claims: list[CredentialClaim] = []
    for part in filter(None, map(str.strip, re.split(r"[;|\n]+|,(?=\s*[A-Za-z])", text))):
        name, until = _name_and_end(part, say)
        if name is None:
            continue
        found = _credential(name, known)
        if found is None:
            say(_unknown(name, Text(nl="keurmerk", en="credential"), known.credentials))
            continue
        if until is not None and until < day:
            say(_expired(name, until))
        claims.append(CredentialClaim(found[0], found[1], until))
    return tuple(dict.fromkeys(claims))


def website(text: str, say: Say) -> str:
    """A web address, with https:// where none is named."""
    bare = text.strip()
    address = bare if re.match(r"(?i)https?://", bare) else f"https://{bare}"
    if re.fullmatch(r"(?i)https?://[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?", address) and len(address) <= 300:
        return address
    say(
        Trouble(
            "website_unreadable",
            Text(nl=f"“{_short(text)}” is geen webadres.", en=f"“{_short(text)}” is no web address."),
            Text(nl="Schrijf het zoals www.voorbeeld.nl.", en="Write it like www.voorbeeld.nl."),
        )
    )
    return ""


def email(text: str, say: Say) -> str:
    """An e-mail address."""
    bare = text.strip().removeprefix("mailto:").rstrip(".;")
    if EMAIL.fullmatch(bare) and len(bare) <= 254:
        return bare
    say(
        Trouble(
            "email_unreadable",
            Text(nl=f"“{_short(text)}” is geen e-mailadres.", en=f"“{_short(text)}” is no e-mail address."),
            Text(nl="Schrijf het zoals verkoop@voorbeeld.nl.", en="Write it like verkoop@voorbeeld.nl."),
        )
    )
    return ""


EMAIL: Final = re.compile(r"[^@\s,;:<>()\"']{1,64}@[\w-]+(\.[\w-]+)+")


def phone(text: str, say: Say) -> str:
    """A telephone number as people write it."""
    bare = " ".join(text.split())
    if len(bare) <= 30 and len(re.sub(r"\D", "", bare)) >= 6 and re.fullmatch(r"[+\d\s()./-]+", bare):
        return bare
    say(
        Trouble(
            "phone_unreadable",
            Text(
                nl=f"“{_short(text)}” is geen telefoonnummer.", en=f"“{_short(text)}” is no telephone number."
            ),
            Text(nl="Schrijf het zoals 050 123 45 67.", en="Write it like 050 123 45 67."),
        )
    )
    return ""


def _number(bare: str) -> Decimal | None:
    return Decimal(bare.replace(",", ".")) if re.fullmatch(r"[0-9]{1,12}([.,][0-9]{1,12})?", bare) else None


def _euros(bare: str) -> Decimal | None:
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]{1,2})?", bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]{1,2}", bare):
        return Decimal(bare.replace(",", ""))
    if re.fullmatch(r"[0-9]{1,12}([.,][0-9]{1,2})?", bare):
        return Decimal(bare.replace(",", "."))
    return None


def _several(text: str, known: Mapping[str, str]) -> Iterable[str]:
    """The parts of a cell; one that is known as a whole is not taken apart ("Circulair, ook biobased")."""
    if plain(text) in known:
        return (text,)
    return filter(None, map(str.strip, _PARTS.split(text)))


def _name_and_end(part: str, say: Say) -> tuple[str | None, date | None]:
    found = re.fullmatch(
        r"(.*?)\s*[:(,–-]*\s*(?:t/m|tot en met|geldig tot|geldig t/m|tot|until|valid until)?\s*"
        r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2} [A-Za-z]+\.? \d{4})\)?",
        part,
        re.IGNORECASE,
    )
    if found is None:
        return part.strip(" :"), None
    until = day_of(found[2])
    if until is not None:
        return found[1], until
    say(
        Trouble(
            "day_unreadable",
            Text(
                nl=f"“{_short(found[2])}” is geen datum die bestaat of te lezen is.",
                en=f"“{_short(found[2])}” is no day that exists or can be read.",
            ),
            Text(
                nl="Schrijf dag, maand en jaar, zoals 31-12-2026.",
                en="Write day, month and year, such as 31-12-2026.",
            ),
        )
    )
    return None, None


def _credential(name: str, known: Lists) -> tuple[str, str] | None:
    """The code and level: a name alone, or a name followed by a level of it ("PSO trede 3")."""
    words = plain(name)
    if words in known.credentials:
        return known.credentials[words], ""
    beginnings = (word for word in known.credentials if words.startswith(f"{word} "))
    for beginning in sorted(beginnings, key=len, reverse=True):
        code = known.credentials[beginning]
        level = known.levels[code].get(words.removeprefix(beginning).strip())
        if level is not None:
            return code, level
    return None


def _unknown(text: str, what: Text, known: Mapping[str, str]) -> Trouble:
    near = get_close_matches(plain(text[:100]), known, n=1, cutoff=0.6)
    names = near[0] if near else ", ".join(sorted(set(known.values()))[:8])
    return Trouble(
        f"{what.en.replace(' ', '_')}_unknown",
        Text(
            nl=f"Wij kennen geen {what.nl} “{_short(text)}”.",
            en=f"We know no {what.en} “{_short(text)}”.",
        ),
        Text(nl=f"Bedoelt u “{names}”?", en=f"Do you mean “{names}”?")
        if near
        else Text(nl=f"Kies bijvoorbeeld uit: {names}.", en=f"Choose for example from: {names}."),
    )


def _zeros(text: str, number: str) -> Trouble:
    return Trouble(
        "kvk_zeros_restored",
        Text(
            nl=f"KvK-nummer “{_short(text)}” miste nullen vooraan en is gelezen als {number}.",
            en=f"KvK number “{_short(text)}” lacked leading zeros and was read as {number}.",
        ),
        Text(
            nl="Controleer dit nummer als u twijfelt.",
            en="Check this number if in doubt.",
        ),
        refuses=False,
    )


def _bad_kvk(text: str, number: str) -> Trouble:
    reason = {
        12: ("Dit is een vestigingsnummer.", "This is a number of a branch (vestigingsnummer)."),
        9: ("Dit is een RSIN of ander nummer.", "This is an RSIN or another number."),
    }.get(len(number) if number.isdigit() else 0, ("", ""))
    now = (
        "Zoek het KvK-nummer van acht cijfers op in het handelsregister, of laat het leeg.",
        "Look up the KvK number of eight digits in the trade register, or leave it empty.",
    )
    if re.fullmatch(r"\d[.,]\d+e[+]?\d+", text.strip().lower()):
        reason = ("Excel heeft het nummer afgerond.", "Excel has rounded the number.")
    return Trouble(
        "kvk_unreadable",
        Text(
            nl=f"“{_short(text)}” is geen KvK-nummer. {reason[0]}".strip(),
            en=f"“{_short(text)}” is no KvK number. {reason[1]}".strip(),
        ),
        Text(nl=now[0], en=now[1]),
    )


def _expired(name: str, until: date) -> Trouble:
    return Trouble(
        "credential_expired",
        Text(
            nl=f"“{_short(name)}” liep af op {until:%d-%m-%Y}. Het wordt bewaard, maar telt niet meer.",
            en=f"“{_short(name)}” ended on {until.isoformat()}. It is kept, but counts no more.",
        ),
        Text(
            nl="Vraag de leverancier om een nieuw bewijs als het is verlengd.",
            en="Ask the supplier for new evidence if it was renewed.",
        ),
        refuses=False,
    )


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 60 else f"{one_line[:59]}…"


def bare_number(text: str) -> Decimal | None:
    """A number without a percent sign; None for anything else."""
    return _number(re.sub(r"\s", "", text))
