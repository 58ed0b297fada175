"""What a rule is: its name, its sentence, and the function that finds the elements that break it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import islice
from typing import Final, NamedTuple, cast

import msgspec

from meerwaarde.exchange.ubl.elements import Document, Element, place
from meerwaarde.rules.text import Text

MOST_OF_ONE_RULE: Final = 20


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that a document breaks, where. `blocks`: the invoice cannot be counted until it is mended.

    `also` is the name of the same rule in NLCIUS. `line` is the line in the file (0: unknown).
    """

    rule: str
    text: Text
    path: str
    line: int
    blocks: bool = False
    also: str = ""


class Broken(NamedTuple):
    """The element that breaks a rule and, for sums, what it says and what it should be."""

    element: Element
    said: Decimal | str | None = None
    expected: Decimal | str | None = None


class Rule(NamedTuple):
    """One rule; `find` yields an element or a `Broken` for each place that breaks it."""

    code: str
    text: Text
    find: Callable[[Document], Iterable[Element | Broken]]
    blocks: bool
    also: str

    def findings(self, document: Document) -> list[Finding]:
        """The first places where the document breaks this rule; more help nobody, and cost time."""
        first = islice(self.find(document), MOST_OF_ONE_RULE)
        return [self._finding(one if isinstance(one, Broken) else Broken(one)) for one in first]

    def _finding(self, broken: Broken) -> Finding:
        nl, en = self.text.nl, self.text.en
        if broken.said is not None:
            nl += f" Er staat {_figure(broken.said, 'nl')}"
            en += f" It says {_figure(broken.said, 'en')}"
            if broken.expected is not None:
                nl += f", berekend is {_figure(broken.expected, 'nl')}"
                en += f", computed is {_figure(broken.expected, 'en')}"
            nl, en = f"{nl}.", f"{en}."
        return Finding(
            rule=self.code,
            text=Text(nl=nl, en=en),
            path=place(broken.element),
            line=cast(int, broken.element.sourceline or 0),
            blocks=self.blocks,
            also=self.also,
        )


def _figure(figure: Decimal | str, language: str) -> str:
    if isinstance(figure, str):
        return f"“{figure[:60]}”"
    shown = f"{figure:,.2f}" if figure == figure.quantize(Decimal("0.01")) else f"{figure:,f}"
    return shown if language == "en" else shown.translate(str.maketrans(",.", ".,"))


class Rules:
    """A set of rules in one file, in the order in which they are written."""

    def __init__(self) -> None:
        self.all: list[Rule] = []

    def add(
        self, code: str, nl: str, en: str, *, blocks: bool = False, also: str = ""
    ) -> Callable[
        [Callable[[Document], Iterable[Element | Broken]]], Callable[[Document], Iterable[Element | Broken]]
    ]:
        """The decorator that makes a rule of a function."""

        def kept(
            find: Callable[[Document], Iterable[Element | Broken]],
        ) -> Callable[[Document], Iterable[Element | Broken]]:
            self.all.append(Rule(code, Text(nl=nl, en=en), find, blocks, also))
            return find

        return kept
