"""Which sentences of a board's text look like a promise. A hint for who reads, and never more than that.

A sentence looks like a promise when the board says what it will do, or when it sets a figure or a year by
which something must be so. What was done already, what is asked and what others must do is not marked.
"""

from __future__ import annotations

import re
from typing import Final, Literal

import msgspec

from meerwaarde.rules.text import Text

SignCode = Literal["will", "effort", "duty", "figure", "year", "purchase"]
Doubt = Literal["past", "question", "condition"]


class Sign(msgspec.Struct, frozen=True):
    """What in a sentence points to a promise, and the words in which it does."""

    code: SignCode
    words: str
    why: Text


class Hint(msgspec.Struct, frozen=True):
    """Whether a sentence looks like a promise, with what speaks for it and against it."""

    looks_like_promise: bool
    signs: tuple[Sign, ...]
    against: tuple[Text, ...]
    about_procurement: bool


_WE: Final = r"(?:wij|we|de gemeente|het college|de coalitie|de provincie|het waterschap)"
_WILL: Final = r"(?:willen|wil|gaan|gaat|zullen|zal)"
_EFFORT: Final = (
    r"(?:zetten|zet|zorgen|zorgt|streven|streeft|investeren|investeert|versterken|versterkt|maken|maakt|kiezen|kiest|"
    r"stimuleren|stimuleert|starten|start|benutten|benut|kopen|koopt|geven|geeft|bouwen|bouwt|helpen|helpt|"
    r"vragen|vraagt|nemen|neemt|stoppen|stopt|stellen|stelt|verlagen|verlaagt|verhogen|verhoogt|houden|houdt|"
    r"voeren|voert|richten|richt|leggen|legt|werken|werkt|brengen|brengt|betalen|betaalt|nodigen|nodigt|"
    r"gebruiken|gebruikt|maaien|maait|planten|plant|knippen|knipt|doen|doet|onderzoeken|onderzoekt|sluiten|sluit)"
)
_PATTERNS: Final[tuple[tuple[SignCode, str, Text], ...]] = (
    (
        "will",
        rf"\b(?:{_WE}\s+(?:\w+\s+)?{_WILL}|{_WILL}\s+{_WE})\b|\b(?:onze )?ambitie is\b|\bons doel is\b",
        Text(nl="Het bestuur zegt wat het wil of gaat doen.", en="The board says what it wants or will do."),
    ),
    (
        "effort",
        rf"\b(?:{_WE}\s+{_EFFORT}|{_EFFORT}\s+{_WE})\b|\b(?:er )?komt er\b|\ber komen?\b|\b\w+ komt er een\b|"
        r"\bgaan (?:onze|alle)\b|\bkrijg(?:t|en)\b",
        Text(
            nl="Het bestuur zegt wat het doet of wat inwoners krijgen.",
            en="The board says what it does or what residents get.",
        ),
    ),
    (
        "duty",
        r"\b(?:moet|moeten|wordt|worden|is|zijn)\b.{0,60}"
        r"\b(?:de norm|altijd|standaard|uitgangspunt|verplicht)\b"
        r"|\baltijd\b.{0,40}\b(?:minstens|ten minste)\b",
        Text(nl="De zin maakt iets tot norm.", en="The sentence makes something the norm."),
    ),
    (
        "figure",
        r"(?:\b\d{1,3}(?:\.\d{3})*(?:,\d+)?\s?"
        r"(?:%|procent|mensen|inwoners|banen|woningen|bomen|hectare|ton|wijken)"
        r"|\bde helft\b|\been (?:kwart|derde)\b"
        r"|\b(?:minstens|ten minste|minimaal|maximaal) (?:\d|één|een|twee|drie))",
        Text(
            nl="Er staat een getal in waaraan men later kan meten.",
            en="It holds a figure by which one can measure later.",
        ),
    ),
    (
        "year",
        r"\b(?:in|vanaf|uiterlijk|vóór|voor|tot)\s+(?:eind\s+|begin\s+|het jaar\s+|uiterlijk\s+)?20[2-5]\d\b",
        Text(
            nl="Er staat een jaar in waarin het zo moet zijn.",
            en="It holds a year by which it must be so.",
        ),
    ),
    (
        "purchase",
        r"\b\w*(?:inkop\w*|inkoop\w*|aanbested\w*|opdracht\w*|leverancier\w*|gunn\w*|koop|kopen|koopt|ingehuurd\w*|inhur\w*)\b",
        Text(
            nl="De zin gaat over inkopen of opdrachten.", en="The sentence is about purchasing or contracts."
        ),
    ),
)
_AGAINST: Final[tuple[tuple[Doubt, str, Text], ...]] = (
    (
        "past",
        r"\b(?:hebben|heeft|had|hadden|was|waren|zijn|is)\b[^.]{0,80}\b(?:afgelopen|vorige|eerder|destijds)\b"
        r"|\b(?:afgelopen|vorige) (?:jaren|periode|vier jaar|jaar|collegeperiode)\b|\bin 20(?:1\d|2[0-4])\b",
        Text(nl="De zin kijkt terug.", en="The sentence looks back."),
    ),
    ("question", r"\?\s*[\"”’')\]]*$", Text(nl="Het is een vraag.", en="It is a question.")),
    (
        "condition",
        r"^(?:als|mits|indien|wanneer) (?:het rijk|de provincie|anderen)\b|\bvragen het rijk\b",
        Text(nl="Het hangt van anderen af.", en="It depends on others."),
    ),
)
_COMPILED: Final = tuple((code, re.compile(said, re.IGNORECASE), why) for code, said, why in _PATTERNS)
_COMPILED_AGAINST: Final = tuple((re.compile(said, re.IGNORECASE), why) for _code, said, why in _AGAINST)
_ENOUGH: Final = frozenset({"will", "effort", "duty"})
"""One of these alone makes a sentence look like a promise; a figure needs a year beside it."""
_FEWEST_WORDS: Final = 4


def hint(sentence: str) -> Hint:
    """What in a sentence points to a promise.

    A heading or a few loose words never look like one. The words are Dutch: the texts of boards are.
    """
    found = [
        Sign(code, match[0].strip(), why)
        for code, pattern, why in _COMPILED
        if (match := pattern.search(sentence)) is not None
    ]
    against = tuple(why for pattern, why in _COMPILED_AGAINST if pattern.search(sentence))
    codes = {sign.code for sign in found}
    says_so = bool(codes & _ENOUGH) or {"figure", "year"} <= codes
    long_enough = len(sentence.split()) >= _FEWEST_WORDS
    return Hint(
        looks_like_promise=says_so and long_enough and not against,
        signs=tuple(found),
        against=against,
        about_procurement="purchase" in codes,
    )
