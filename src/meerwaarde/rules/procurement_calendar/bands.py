"""Bands of value: what an expected procurement is worth, between two amounts or about one."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

import msgspec

from meerwaarde.rules.law import Law
from meerwaarde.rules.money import euro
from meerwaarde.rules.text import Text

BANDS: Final = "calendar/value_bands"
MOST: Final = Decimal(10) ** 12
"""A thousand billion: more than the whole of public procurement, so surely a slip."""


class Band(msgspec.Struct, frozen=True, gc=False):
    """From `low` up to and including `high`, EUR excl. VAT; None is open at that end."""

    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def known(self) -> bool:
        """Whether anything is known of the value."""
        return self.low is not None or self.high is not None

    @property
    def upper(self) -> Decimal | None:
        """The amount that the heaviest route follows from: the top, or the bottom of an open band."""
        return self.high if self.high is not None else self.low


class BandFault(ValueError):
    """What was written is no amount and no band; `text` says why and `what_now` what to write."""

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(text.en)
        self.code, self.text = code, text
        self.what_now = Text(
            nl="Schrijf een bedrag of twee, bijvoorbeeld “100.000” of “100.000 - 250.000”.",
            en="Write an amount or two, for example “100.000” or “100.000 - 250.000”.",
        )


def bands(law: Law) -> tuple[Band, ...]:
    """The bands by which lists are filtered and public lines may be shown, from low to high."""
    tops = [Decimal(top) for top in law[BANDS].value]
    closed = [Band(low, high) for low, high in zip([Decimal(0), *tops], tops, strict=False)]
    return (*closed, Band(tops[-1], None))


def band_text(band: Band) -> Text:
    """A band as people read it; empty where nothing is known."""
    low, high = band.low, band.high
    if low is not None and high is not None:
        if low == high:
            return Text(nl=euro(low, "nl"), en=euro(low, "en"))
        if not low:
            return Text(nl=f"tot {euro(high, 'nl')}", en=f"up to {euro(high, 'en')}")
        return Text(
            nl=f"{euro(low, 'nl')} tot {euro(high, 'nl')}", en=f"{euro(low, 'en')} to {euro(high, 'en')}"
        )
    if high is not None:
        return Text(nl=f"tot {euro(high, 'nl')}", en=f"up to {euro(high, 'en')}")
    if low is not None:
        return Text(nl=f"vanaf {euro(low, 'nl')}", en=f"from {euro(low, 'en')}")
    return Text(nl="", en="")


def read_band(written: str) -> Band:
    """The band in a text: one amount gives a band of that amount alone, an empty text an unknown one.

    Takes "€ 100.000 - € 250.000", "tot 50.000", "< 50k", "> 1 mln", "ca. 80.000", "1,5 miljoen". Raises
    `BandFault` with code unreadable, two_readings ("60,000"), reversed, negative or too_large.
    """
    text = " ".join(written.lower().replace("\u00a0", " ").replace("–", "-").replace("—", "-").split())
    bare = re.sub(
        r"€|\beuros?\b|\beur\b|\bexcl\.?( btw)?\b|\bca\.?|\bcirca\b|\bongeveer\b|\babout\b|≈|~", " ", text
    )
    bare = re.sub(r"(?<=\d)[.,](?:-{1,2}|=)(?=\s|$)", "", " ".join(bare.split())).strip()
    if not bare:
        return Band()
    if re.fullmatch(rf"-\s*{_AMOUNT}", bare):
        raise _fault("negative", written, "een bedrag onder nul", "an amount below zero")
    if found := re.fullmatch(
        rf"(?:tot|t/m|onder|max\.?|maximaal|up to|below|<=?)\s*(?:en met\s*)?({_AMOUNT})", bare
    ):
        return Band(Decimal(0), _amount(found[1], written))
    if found := re.fullmatch(
        rf"(?:vanaf|boven|meer dan|min\.?|minimaal|from|above|over|>=?)\s*({_AMOUNT})", bare
    ):
        return Band(_amount(found[1], written), None)
    pieces = re.split(
        r"\s*(?:-|\btot(?: en met)?\b|t/m|\bto\b|\btussen\b|\bbetween\b|\ben\b|\band\b)\s*", bare
    )
    pieces = [piece for piece in pieces if piece]
    if len(pieces) == 1:
        only = _amount(pieces[0], written)
        return Band(only, only)
    if len(pieces) != 2:
        raise _fault("unreadable", written, "wij lezen er geen bedrag in", "we read no amount in it")
    low, high = (_amount(piece, written, like=pieces[1]) for piece in pieces)
    if high < low:
        raise _fault(
            "reversed", written, "het tweede bedrag is lager dan het eerste", "the second amount is lower"
        )
    return Band(low, high)


_TIMES: Final = {
    **dict.fromkeys(("k", "dzd", "duizend", "thousand"), 1_000),
    **dict.fromkeys(("m", "mln", "mio", "miljoen", "million"), 1_000_000),
}
_AMOUNT: Final = rf"[\d.,' ]*\d[\d.,' ]*(?:\s*(?:{'|'.join(sorted(_TIMES, key=len, reverse=True))})\.?)?"


def _amount(piece: str, written: str, *, like: str = "") -> Decimal:
    """One amount; "1-2 mln" gives its unit to both."""
    found = re.fullmatch(r"([\d.,' ]*\d[\d.,' ]*?)\s*([a-z]*)\.?", piece.strip())
    if found is None or (found[2] and found[2] not in _TIMES):
        raise _fault("unreadable", written, "wij lezen er geen bedrag in", "we read no amount in it")
    unit = found[2]
    other = re.search(r"([a-z]+)\.?$", like)
    if not unit and other and other[1] in _TIMES and "." not in found[1]:
        unit = other[1]
    times = _TIMES.get(unit, 1)
    amount = _digits(re.sub(r"[ ']", "", found[1]), written, fractions=times > 1) * times
    if amount > MOST:
        raise _fault(
            "too_large", written, "dat is meer dan er in heel Nederland wordt ingekocht", "far too large"
        )
    return amount.quantize(Decimal("0.01")).normalize() if amount % 1 else amount.quantize(Decimal(1))


def _digits(digits: str, written: str, *, fractions: bool) -> Decimal:
    if re.fullmatch(r"\d+", digits):
        return Decimal(digits)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", digits) and not (fractions and digits.count(".") == 1):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(,\d{3})+\.\d{1,2}", digits) or re.fullmatch(r"\d{1,3}(,\d{3}){2,}", digits):
        return Decimal(digits.replace(",", ""))
    if re.fullmatch(r"\d+[.,]\d{1,2}", digits) or (fractions and re.fullmatch(r"\d+[.,]\d+", digits)):
        return Decimal(digits.replace(",", "."))
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", digits):
        raise _fault(
            "two_readings",
            written,
            "duizenden schrijven wij met een punt",
            "thousands are written with a point",
        )
    raise _fault("unreadable", written, "wij lezen er geen bedrag in", "we read no amount in it")


def _fault(code: str, written: str, nl: str, en: str) -> BandFault:
    shown = written.strip()[:60]
    return BandFault(code, Text(nl=f"“{shown}”: {nl}.", en=f"“{shown}”: {en}."))
