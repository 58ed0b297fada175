"""Signs of a person in a text that everybody will read: citizen service number, telephone number, address.

What is found is refused with a friendly sentence; that nothing is found proves nothing. The number passes
the eleven test of the citizen service number (RvIG, Logisch Ontwerp BSN).
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from meerwaarde.rules.text import Text

_NINE: Final = re.compile(r"(?<![\d.,])(?:\d[ .-]?){8}\d(?![\d])")
_PHONE: Final = re.compile(r"(?<![\d])(?:\+31|0031|0)[\s.-]?(?:\(0\)\s?)?[1-9](?:[\s.-]?\d){8}(?!\d)")
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Trace(msgspec.Struct, frozen=True):
    """One sign: its code, and what to tell who typed it. Never the number itself."""

    code: str
    text: Text


BSN: Final = Trace(
    "bsn",
    Text(
        nl="Hier lijkt een burgerservicenummer te staan. Haal het weg: iedereen leest deze tekst.",
        en="This looks like a citizen service number. Take it out: everybody reads this text.",
    ),
)
PHONE: Final = Trace(
    "phone",
    Text(
        nl="Hier lijkt een telefoonnummer te staan. Haal het weg: contact loopt via deze pagina.",
        en="This looks like a telephone number. Take it out: contact goes through this page.",
    ),
)
EMAIL: Final = Trace(
    "email",
    Text(
        nl="Hier lijkt een e-mailadres te staan. Haal het weg: contact loopt via deze pagina.",
        en="This looks like an e-mail address. Take it out: contact goes through this page.",
    ),
)


def traces(text: str) -> tuple[Trace, ...]:
    """The signs found in a text, each kind once.

    >>> [one.code for one in traces("Bel 06 12345678 of mail a@b.example")]
    ['phone', 'email']
    >>> traces("Wij vragen 120 uur en 1.250 euro, tot en met 31-12-2026.")
    ()
    """
    phones = _PHONE.search(text) is not None
    without = _PHONE.sub(" ", text)
    found = [BSN] if any(passes_eleven_test(one.group()) for one in _NINE.finditer(without)) else []
    if phones:
        found.append(PHONE)
    if _EMAIL.search(text):
        found.append(EMAIL)
    return tuple(found)


def passes_eleven_test(number: str) -> bool:
    """Whether nine digits can be a citizen service number: 9a+8b+...+2h-i divides by eleven.

    >>> passes_eleven_test("111222333"), passes_eleven_test("123456789"), passes_eleven_test("000000000")
    (True, False, False)
    """
    digits = [int(sign) for sign in number if sign.isdigit()]
    if len(digits) != 9 or not any(digits):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11 == 0
