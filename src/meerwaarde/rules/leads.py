"""What came of a chance: what both sides say afterwards, and the funnel that many of them make."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

import msgspec

from meerwaarde.rules.text import Text

ASK_AFTER: Final = timedelta(days=60)
"""So long after an answer both sides are asked what came of it. Our own choice, no law."""

FUNNEL: Final = ("suggested", "seen", "interested", "invited", "quoted", "deal")
"""The steps of the funnel, the widest first."""

STEP_NAMES: Final[dict[str, Text]] = {
    "suggested": Text(nl="Voorgesteld", en="Suggested"),
    "seen": Text(nl="Gezien", en="Seen"),
    "interested": Text(nl="Interesse", en="Interested"),
    "invited": Text(nl="Gevraagd", en="Asked"),
    "quoted": Text(nl="Aangeboden", en="Quoted"),
    "deal": Text(nl="Opdracht", en="Contract"),
    "declined": Text(nl="Niet relevant", en="Not relevant"),
    "contested": Text(nl="Beide kanten verschillen", en="Both sides differ"),
}


STEP_MEANS: Final[dict[str, Text]] = {
    "suggested": Text(
        nl="Elke keer dat een bedrijf iets als kans zag staan, of dat een bedrijf iets werd gevraagd.",
        en="Every time that something was shown to a firm as a chance, or that a firm was asked something.",
    ),
    "seen": Text(
        nl="Het bedrijf opende de kans of de vraag, of antwoordde erop.",
        en="The firm opened the chance or the enquiry, or answered it.",
    ),
    "interested": Text(
        nl="Het bedrijf zei interesse te hebben, of deed een aanbod.",
        en="The firm said that it is interested, or made an offer.",
    ),
    "invited": Text(nl="Een inkoper vroeg dit bedrijf.", en="A buyer asked this firm."),
    "quoted": Text(nl="Het bedrijf deed een aanbod.", en="The firm made an offer."),
    "deal": Text(
        nl="Beide kanten zeggen dat het een opdracht werd, of één kant zei het en de andere nog niets.",
        en="Both sides say that it became a contract, or one said so and the other nothing yet.",
    ),
    "declined": Text(
        nl="Het bedrijf zei dat het niet past, met een reden.",
        en="The firm said that it does not fit, with a reason.",
    ),
    "contested": Text(
        nl="De ene kant zegt dat het een opdracht werd, de andere dat het er geen werd.",
        en="One side says that it became a contract, the other that it did not.",
    ),
}
"""What each figure counts. `declined` and `contested` stand beside the funnel."""


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """One chance as the funnel counts it: which steps it reached, and what both sides said.

    Or so many (`times`) that are alike in all of this; the amounts, EUR cents, are then those of all.
    """

    supplier: str = ""
    """Its name; "" for many at once, whose silent ones are then named by the caller."""
    times: int = 1
    seen: bool = False
    interested: bool = False
    invited: bool = False
    quoted: bool = False
    declined: bool = False
    sealed: bool = False
    """Asked in something that is still open: what was answered may not be known yet, not even by counting."""
    firm_said: str = ""
    buyer_said: str = ""
    buyer_cents: int | None = None
    firm_cents: int | None = None


class Funnel(msgspec.Struct, frozen=True, kw_only=True):
    """How many chances reached each step of `FUNNEL`; `silent` names suppliers that were asked and said
    nothing; `contested` counts chances of which both sides say something else; amounts are EUR cents."""

    reached: dict[str, int]
    declined: int
    silent: tuple[str, ...]
    contested: int
    amount_cents: int

    def share(self, step: str, of: str) -> float | None:
        """Which part of one step reached another; None where nobody reached the first."""
        return self.reached[step] / self.reached[of] if self.reached[of] else None


def outcome(firm_said: str, buyer_said: str) -> str:
    """`deal` or `no_deal` where both agree or one of them spoke alone; "" where nobody did or they differ."""
    said = {firm_said, buyer_said} - {""}
    return next(iter(said)) if len(said) == 1 else ""


def reached(one: Followed) -> frozenset[str]:
    """The steps of `STEP_MEANS` that a chance counts in, whatever came after: who quoted has seen it.

    Of what is sealed only that it was asked.
    """
    if one.sealed:
        return frozenset({"suggested", "invited"} if one.invited else {"suggested"})
    steps = {
        "suggested": True,
        "seen": one.seen or one.interested or one.quoted or one.declined,
        "interested": one.interested or one.quoted,
        "invited": one.invited,
        "quoted": one.quoted,
        "deal": outcome(one.firm_said, one.buyer_said) == "deal",
        "declined": one.declined,
        "contested": bool(one.firm_said and one.buyer_said and one.firm_said != one.buyer_said),
    }
    return frozenset(step for step, yes in steps.items() if yes)


def funnel(followed: Iterable[Followed]) -> Funnel:
    """The figures of many chances.

    Steps are counted as reached, whatever came after: who quoted was asked and has seen it. Who was asked and
    neither quoted nor declined is silent. What became a contract counts with the buyer's amount, or else with
    that of the firm.
    """
    counted = dict.fromkeys(FUNNEL, 0)
    silent: dict[str, None] = {}
    declined = contested = amount = 0
    for one in followed:
        steps = reached(one)
        for step in FUNNEL:
            counted[step] += one.times * (step in steps)
        declined += one.times * ("declined" in steps)
        contested += one.times * ("contested" in steps)
        if one.supplier and one.invited and not (one.sealed or one.quoted or one.declined):
            silent[one.supplier] = None
        if "deal" in steps:
            amount += one.buyer_cents if one.buyer_cents is not None else one.firm_cents or 0
    return Funnel(
        reached=counted,
        declined=declined,
        silent=tuple(silent),
        contested=contested,
        amount_cents=amount,
    )


def asks_afterwards(quoted_on: date | None, said: str, today: date) -> bool:
    """Whether one side is asked now what came of a chance."""
    return quoted_on is not None and not said and today >= quoted_on + ASK_AFTER
