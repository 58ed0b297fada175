"""Buying together: which plans of two authorities are alike, who carries which share, what it means in law.

Authorities that expect to buy the same at nearly the same time can do so together. Each goes on answering for
its own policy; the value of the whole decides which rules hold (Aanbestedingswet 2012, art. 2.14 and 2.15).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal

import msgspec

from meerwaarde.rules.intake import Buyer, Contract
from meerwaarde.rules.law import Law
from meerwaarde.rules.procurement_calendar import Quarter
from meerwaarde.rules.text import Text
from meerwaarde.rules.thresholds import threshold

MOST_APART: Final = 2
"""Quarters between two plans that can still be brought together."""

CLASS_DIGITS: Final = 4
GROUP_DIGITS: Final = 3
"""A CPV code is a division (2 digits), a group (3), a class (4) or finer; a division is too wide to share."""

WORKS: Final = "45"
CATEGORY_DIGITS: Final = 5
"""Classes of works are wide: 4523 holds roads and pipelines alike. Works share a category, or nothing."""

Strength = Literal["same", "like"]


class Plan(msgspec.Struct, frozen=True):
    """What one authority expects to buy. `cpv` are codes of eight digits; values are euros excl. VAT."""

    id: str
    cpv: tuple[str, ...]
    quarter: Quarter
    contract: str = ""
    value: Decimal | None = None


class Overlap(msgspec.Struct, frozen=True):
    """Two plans that fit: how strongly, how many quarters the other is later (negative: earlier), and why."""

    strength: Strength
    later: int
    reasons: tuple[Text, ...]


def overlap(ours: Plan, theirs: Plan, *, most_apart: int = MOST_APART) -> Overlap | None:
    """Whether two plans could be one; None where they differ in what they buy or lie too far apart.

    "same" is the same CPV class, "like" the same group; of works only the same category counts. Works are
    never one with supplies or services.
    """
    depth = max((_shared(one, other) for one in ours.cpv for other in theirs.cpv), default=0)
    later = ours.quarter.until(theirs.quarter)
    works = any(code.startswith(WORKS) for code in (*ours.cpv, *theirs.cpv))
    if depth < (CATEGORY_DIGITS if works else GROUP_DIGITS) or abs(later) > most_apart:
        return None
    known = {ours.contract, theirs.contract} - {""}
    if "works" in known and len(known) > 1:
        return None
    strength: Strength = "same" if depth >= CLASS_DIGITS else "like"
    what = (
        Text(nl="Het gaat om dezelfde soort inkoop.", en="It is the same kind of purchase.")
        if strength == "same"
        else Text(nl="Het gaat om een verwante inkoop.", en="It is a related purchase.")
    )
    return Overlap(strength, later, (what, _when(later)))


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


def _shared(one: str, other: str) -> int:
    """How many leading digits two codes have in common, as far as both of them say something."""
    deep = min(len(one.rstrip("0")), len(other.rstrip("0")))
    same = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        same += 1
    if same >= deep:
        return deep  # the one lies within the other: as deep as the wider of the two reaches
    return same


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
