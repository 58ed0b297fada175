"""Buying together: which plans of two authorities are alike, who carries which share, what it means in law.

Authorities that expect to buy the same at nearly the same time can do so together. Each goes on answering for
its own policy; the value of the whole decides which rules hold (Aanbestedingswet 2012, art. 2.14 and 2.15).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Final, Literal

import msgspec

from meerwaarde.language.analyser import Analyser, analyser_for
from meerwaarde.rules.intake import Buyer, Contract
from meerwaarde.rules.law import Law
from meerwaarde.rules.procurement_calendar import Quarter
from meerwaarde.rules.text import Text
from meerwaarde.rules.thresholds import threshold

MOST_APART: Final = 2
"""Quarters between two plans that can still be brought together."""

CODE_DIGITS: Final = 8
CATEGORY_DIGITS: Final = 5
CLASS_DIGITS: Final = 4
GROUP_DIGITS: Final = 3
"""A CPV code is a division (2 digits), a group (3), a class (4), a category (5) or finer.

A division is too wide to share. A class holds what stands near each other and differs all the same:
9051 holds collecting refuse and treating it. So only a category is the same kind of purchase.
"""

WORKS: Final = "45"
"""Classes of works are wider still: 4523 holds roads and pipelines. Works share a category, or nothing."""

Strength = Literal["same", "like"]


class Plan(msgspec.Struct, frozen=True):
    """What one authority expects to buy. `cpv` are codes of eight digits; values are euros excl. VAT."""

    id: str
    cpv: tuple[str, ...]
    quarter: Quarter
    contract: str = ""
    value: Decimal | None = None
    title: str = ""


class Overlap(msgspec.Struct, frozen=True):
    """Two plans that fit: how strongly, how many quarters the other is later (negative: earlier), and why."""

    strength: Strength
    later: int
    reasons: tuple[Text, ...]


def overlap(ours: Plan, theirs: Plan, *, most_apart: int = MOST_APART) -> Overlap | None:
    """Whether two plans could be one; None where they differ in what they buy or lie too far apart.

    "same" is the same CPV category or code, "like" the same class or group, or a wide code around a narrow
    one; of works only the same category counts. Works are never one with supplies or services. The first
    reason says what of the codes agrees; where the titles share no word, the last one says so.
    """
    shared = max((_shared(one, other) for one in ours.cpv for other in theirs.cpv), default=(0, False))
    depth, within = shared
    later = ours.quarter.until(theirs.quarter)
    works = any(code.startswith(WORKS) for code in (*ours.cpv, *theirs.cpv))
    if depth < (CATEGORY_DIGITS if works else GROUP_DIGITS) or abs(later) > most_apart:
        return None
    known = {ours.contract, theirs.contract} - {""}
    if "works" in known and len(known) > 1:
        return None
    strength: Strength = "same" if depth >= CATEGORY_DIGITS else "like"
    reasons = (_what(depth, within=within), _when(later))
    return Overlap(strength, later, reasons if _share_a_word(ours, theirs) else (*reasons, OTHER_WORDS))


OTHER_WORDS: Final = Text(
    nl="De titels hebben geen woord gemeen. Vraag elkaar of u hetzelfde bedoelt.",
    en="The titles share no word. Ask each other whether you mean the same.",
)


def shares(values: Sequence[Decimal | None]) -> tuple[Decimal | None, ...]:
    """Percentages with one decimal that add up to exactly 100, by value; None for who did not say.

    Of those that are known; all None where nobody said or everything is nil. Rounded by largest remainder.
    """
    known = [value for value in values if value]
    whole = sum(known, Decimal(0))
    if not whole:
        return tuple(None for _ in values)
    exact = [value * 1000 / whole if value else None for value in values]
    tenths = [None if part is None else int(part) for part in exact]
    left = 1000 - sum(part for part in tenths if part is not None)
    by_rest = sorted(
        (place for place, part in enumerate(exact) if part is not None),
        key=lambda place: (-((exact[place] or 0) % 1), place),
    )
    for place in by_rest[:left]:
        tenths[place] = (tenths[place] or 0) + 1
    return tuple(None if part is None else Decimal(part) / 10 for part in tenths)


class Together(msgspec.Struct, frozen=True):
    """What the sum means: the total in euros excl. VAT, how many did not say, and the sentence on the law."""

    total: Decimal
    unknown: int
    above: bool | None
    """Whether the whole is at or above the EU threshold; None where no threshold is known on the day."""
    alone_below: int
    """How many members would stay below it on their own."""
    text: Text
    article: str = "aw_2_15"


def together(values: Sequence[Decimal | None], *, buyer: Buyer, contract: Contract, law: Law) -> Together:
    """The value of the whole against the EU threshold of the one who leads.

    Source: Aanbestedingswet 2012, art. 2.15 (estimate of the whole) and 2.11a (joint procurement).
    """
    total = sum((value for value in values if value), Decimal(0))
    unknown = sum(value is None for value in values)
    limit = threshold(buyer, contract, law)
    if limit is None:
        text = Text(
            nl="Voor deze dag is geen Europese drempel bekend.",
            en="No EU threshold is known for this day.",
        )
        return Together(total, unknown, None, 0, text)
    amount = Decimal(limit.value)
    above = total >= amount
    below = sum(value is not None and value < amount for value in values)
    if above and below:
        text = Text(
            nl="Samen komt u op of boven de Europese drempel. Dan geldt voor allen de Europese procedure.",
            en="Together you reach the EU threshold. Then the European procedure holds for everybody.",
        )
    elif above:
        text = Text(
            nl="De waarde ligt op of boven de Europese drempel, ook voor wie alleen zou inkopen.",
            en="The value reaches the EU threshold, also for who would buy alone.",
        )
    elif unknown:
        text = Text(
            nl="Wat bekend is, blijft onder de Europese drempel. Niet iedereen gaf een waarde op.",
            en="What is known stays below the EU threshold. Not everybody gave a value.",
        )
    else:
        text = Text(
            nl="Samen blijft u onder de Europese drempel.", en="Together you stay below the EU threshold."
        )
    return Together(total, unknown, above, below, text)


def _shared(one: str, other: str) -> tuple[int, bool]:
    """How many leading digits two codes share, and whether one of them is wider and holds the other.

    Equal codes share all eight. A wide code reaches as deep as it says something.
    """
    if one == other:
        return CODE_DIGITS, False
    deep = min(len(one.rstrip("0")), len(other.rstrip("0")))
    same = next((at for at in range(deep) if one[at] != other[at]), deep)
    return same, same == deep


def _what(depth: int, *, within: bool) -> Text:
    """What of the two codes agrees: never more than that."""
    if depth == CODE_DIGITS:
        return Text(
            nl="Dezelfde soort inkoop: de CPV-code is gelijk.",
            en="The same kind of purchase: the CPV code is equal.",
        )
    if depth >= CATEGORY_DIGITS:
        return Text(
            nl="Dezelfde soort inkoop: de CPV-codes vallen in één categorie.",
            en="The same kind of purchase: the CPV codes fall in one category.",
        )
    if within:
        return Text(
            nl="Verwante inkoop: de ene CPV-code is ruim, de andere valt erin.",
            en="A related purchase: one CPV code is wide, and the other falls within it.",
        )
    if depth >= CLASS_DIGITS:
        return Text(
            nl="Verwante inkoop: alleen de CPV-klasse is gelijk.",
            en="A related purchase: only the CPV class is equal.",
        )
    return Text(
        nl="Verwante inkoop: alleen de CPV-groep is gelijk.",
        en="A related purchase: only the CPV group is equal.",
    )


@cache
def _analyser() -> Analyser:
    return Analyser(with_grams=False)


def _share_a_word(ours: Plan, theirs: Plan) -> bool:
    """Whether the titles have a word, a part of one or a meaning in common; unknown titles are no reason."""
    if not (ours.title and theirs.title):
        return True
    return _meet(_analyser(), ours.title, theirs.title) or _meet(
        analyser_for((ours.title, theirs.title), with_grams=False), ours.title, theirs.title
    )


def _meet(analyser: Analyser, one: str, other: str) -> bool:
    said = analyser.terms(one)
    return any(asked.term in said for asked in analyser.question(other))


def _when(later: int) -> Text:
    if later == 0:
        return Text(
            nl="U verwacht het allebei in hetzelfde kwartaal.", en="Both expect it in the same quarter."
        )
    number = abs(later)
    nl = f"{number} kwartaal" if number == 1 else f"{number} kwartalen"
    en = f"{number} quarter" if number == 1 else f"{number} quarters"
    side_nl, side_en = ("later", "later") if later > 0 else ("eerder", "earlier")
    return Text(nl=f"De ander verwacht het {nl} {side_nl}.", en=f"The other expects it {en} {side_en}.")
