"""How promising an expected procurement is for societal value, in words. It points; it never shuts.

A low score says that little is known or that the time is short, never that nothing is possible: the lowest
grade asks to look openly. What is not known counts as nothing and is named, with what would make it known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, get_args

import msgspec

from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.market_depth import STEP_NAMES, Step
from meerwaarde.rules.text import Text

POINTS: Final = "calendar/promise"
Grade = Literal["much", "some", "open"]
GRADES: Final[tuple[Grade, ...]] = get_args(Grade)

GRADE_NAMES: Final[dict[Grade, Text]] = {
    "much": Text(nl="Veel te winnen", en="Much to gain"),
    "some": Text(nl="Iets te winnen", en="Something to gain"),
    "open": Text(nl="Nog open", en="Still open"),
}


class Outlook(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is known of an expected procurement; None where nobody knows."""

    matrix: Mapping[Theme, int] | None = None
    """Level per theme that its category can yield."""
    market: Step | None = None
    fits: int | None = None
    """How many instruments fit without conditions."""
    quarters_left: int = 0
    """From the quarter of today to that of the line; negative where that has passed."""
    themes: tuple[Theme, ...] = ()
    """What the line itself names already."""


class Signal(msgspec.Struct, frozen=True, gc=False):
    """One thing that counts: its code, the points it gives, and why."""

    code: Literal["matrix", "market", "instruments", "time", "themes"]
    points: int
    text: Text


class Promise(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The points together, of at most `highest`, the grade, and the signals in a fixed order."""

    points: int
    highest: int
    grade: Grade
    signals: tuple[Signal, ...]
    unknown: tuple[Text, ...]
    """What was not known, and what would make it known."""
    grounds: tuple[Parameter, ...]

    @property
    def name(self) -> Text:
        """The grade in words."""
        return GRADE_NAMES[self.grade]


def promise(outlook: Outlook, law: Law) -> Promise:
    """How promising this is; more of anything never lowers the points. Raises NoParameter as `law` does."""
    table = law[POINTS]
    value = table.value
    signals: list[Signal] = []
    unknown: list[Text] = []
    for found in (
        _matrix(outlook.matrix, value["matrix"]),
        _market(outlook.market, value["market"]),
        _instruments(outlook.fits, value["instruments"]),
        _time(outlook.quarters_left, value["time"]),
        _themes(outlook.themes, value["themes"]),
    ):
        if isinstance(found, Signal):
            signals.append(found)
        else:
            unknown.append(found)
    points = sum(signal.points for signal in signals)
    grades = value["grades"]
    grade: Grade = "much" if points >= grades["much"] else "some" if points >= grades["some"] else "open"
    return Promise(
        points=points,
        highest=_highest(value),
        grade=grade,
        signals=tuple(signals),
        unknown=tuple(unknown),
        grounds=(table,),
    )


def _highest(value: Mapping[str, Any]) -> int:
    market, matrix = max(value["market"].values()), max(value["matrix"])
    return int(matrix + market + value["instruments"]["many"] + value["time"]["enough"] + value["themes"])


def _matrix(levels: Mapping[Theme, int] | None, points: list[int]) -> Signal | Text:
    if levels is None:
        return Text(
            nl="Kies een categorie, dan telt mee wat de matrix daarvan verwacht.",
            en="Choose a category, and what the matrix expects of it counts as well.",
        )
    best = max((levels.get(theme, 0) for theme in THEMES), default=0)
    if not best:
        return Signal(
            "matrix",
            points[0],
            Text(
                nl="De matrix noemt voor deze categorie nog geen kansen; u kunt de eerste vinden.",
                en="The matrix names no opportunities for this category yet; you can find the first.",
            ),
        )
    names = [theme_name(theme) for theme in THEMES if levels.get(theme, 0) == best]
    return Signal(
        "matrix",
        points[best],
        Text(
            nl=f"De matrix verwacht hier niveau {best} op {_list([one.nl for one in names], 'en')}.",
            en=f"The matrix expects level {best} here on {_list([one.en for one in names], 'and')}.",
        ),
    )


def _market(step: Step | None, points: Mapping[str, int]) -> Signal | Text:
    if step is None:
        return Text(
            nl="Kies een CPV-code, dan kijken wij hoeveel leveranciers dit kunnen.",
            en="Choose a CPV code, and we look how many suppliers can do this.",
        )
    name = STEP_NAMES[step]
    return Signal(
        "market",
        points[step],
        MARKET_THIN
        if step == "consult_first"
        else Text(nl=f"De markt laat toe: {name.nl}.", en=f"The market allows: {name.en}."),
    )


def _instruments(fits: int | None, points: Mapping[str, int]) -> Signal | Text:
    if fits is None:
        return Text(
            nl="Vul het soort opdracht en de waarde in, dan weten wij welke instrumenten passen.",
            en="Fill in the type of contract and the value, and we know which instruments fit.",
        )
    earned = points["many"] if fits >= points["many_from"] else points["some"] if fits else 0
    if not fits:
        text = Text(
            nl="Nog geen instrument past zonder voorwaarden; met voorwaarden kan er vaak meer.",
            en="No instrument fits without conditions yet; with conditions there is often more.",
        )
    elif fits == 1:
        text = Text(
            nl="Eén instrument past zonder voorwaarden.", en="One instrument fits without conditions."
        )
    else:
        text = Text(
            nl=f"{fits} instrumenten passen zonder voorwaarden.",
            en=f"{fits} instruments fit without conditions.",
        )
    return Signal("instruments", earned, text)


def _time(left: int, points: Mapping[str, int]) -> Signal:
    if left >= points["enough_from"]:
        text = Text(
            nl=f"Er is nog tijd om doel en behoefte te kiezen: {left} kwartalen.",
            en=f"There is time left to choose purpose and need: {left} quarters.",
        )
        return Signal("time", points["enough"], text)
    if left >= points["little_from"]:
        text = Text(
            nl="Het volgende kwartaal is het zover: begin nu met doel en markt.",
            en="It is due next quarter: begin with purpose and market now.",
        )
        return Signal("time", points["little"], text)
    return Signal(
        "time",
        0,
        Text(
            nl="De tijd is kort; een voorwaarde in het contract of een kleiner perceel kan vaak nog wel.",
            en="Time is short; a condition in the contract or a smaller lot is often still possible.",
        ),
    )


def _themes(themes: tuple[Theme, ...], points: int) -> Signal:
    chosen = [theme_name(theme) for theme in THEMES if theme in themes]
    if not chosen:
        return Signal(
            "themes",
            0,
            Text(nl="De regel noemt nog geen thema.", en="The line names no theme yet."),
        )
    return Signal(
        "themes",
        points,
        Text(
            nl=f"De regel noemt al {_list([one.nl for one in chosen], 'en')}.",
            en=f"The line names {_list([one.en for one in chosen], 'and')} already.",
        ),
    )


def _list(parts: list[str], last: str) -> str:
    lowered = [_lower(part) for part in parts]
    return lowered[0] if len(lowered) == 1 else f"{', '.join(lowered[:-1])} {last} {lowered[-1]}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


MARKET_THIN: Final = Text(
    nl="Wij kennen nog weinig leveranciers hiervoor: consulteer eerst de markt.",
    en="We know few suppliers for this yet: consult the market first.",
)
