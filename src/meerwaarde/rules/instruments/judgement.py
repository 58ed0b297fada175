"""What is said of one instrument in one case: does it fit, why, on which grounds, and what is still asked."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from meerwaarde.rules.case import Case
from meerwaarde.rules.grounds import Fit
from meerwaarde.rules.text import Text

Ask = tuple[str, Text]
"""A field that is not known and could change the fit, with why it is asked."""


class Judgement(msgspec.Struct, frozen=True, gc=False):
    """The fit of one instrument; `grounds` are names of parameters."""

    fit: Fit
    why: Text
    grounds: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()


Judge = Callable[[Case], Judgement]


def fits(nl: str, en: str, *grounds: str) -> Judgement:
    """The instrument can be used as the case stands."""
    return Judgement("fits", Text(nl=nl, en=en), grounds)


def on_conditions(nl: str, en: str, *grounds: str, asks: tuple[Ask, ...] = ()) -> Judgement:
    """The instrument can be used when the conditions in the sentence are met."""
    return Judgement("conditions", Text(nl=nl, en=en), grounds, asks)


def unfit(nl: str, en: str, *grounds: str) -> Judgement:
    """The instrument cannot be used here, and the sentence says why not."""
    return Judgement("no", Text(nl=nl, en=en), grounds)


THRESHOLD_UNKNOWN = on_conditions(
    "De drempel op deze dag is niet bekend. Kijk eerst of de opdracht Europees moet.",
    "The threshold on this day is not known. First see whether the contract must be European.",
    "articles/aw_1_4",
)
