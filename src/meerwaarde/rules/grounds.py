"""A conclusion, what it rests on, and how to run it again."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

import msgspec

from meerwaarde.rules.law import Parameter
from meerwaarde.rules.text import Text

Severity = Literal["block", "warn", "info"]
Fit = Literal["fits", "conditions", "no"]

SEVERITIES: tuple[Severity, ...] = ("block", "warn", "info")
"""From heaviest to lightest: the order in which people read them."""


class Finding(msgspec.Struct, frozen=True, gc=False):
    """What a rule says about a case: a sentence, how heavy, the grounds, and what can be done now."""

    rule: str
    severity: Severity
    text: Text
    grounds: tuple[Parameter, ...] = ()
    what_now: Text | None = None
    field: str | None = None
    """The field of the intake that it is about, where one is: the page puts the finding beside it."""
    lot: str | None = None


class Question(msgspec.Struct, frozen=True, gc=False):
    """A field that is not known and could change the answer."""

    field: str
    why: Text
    asked_by: tuple[str, ...] = ()
    """Ids of the rules and codes of the instruments that wait for it."""


class InstrumentFit(msgspec.Struct, frozen=True, gc=False):
    """Whether an instrument can be used in this case, and why (not)."""

    code: str
    fit: Fit
    why: Text
    grounds: tuple[Parameter, ...] = ()


class LotRoute(msgspec.Struct, frozen=True, gc=False):
    """The route of one lot; an exempt lot may follow the route that policy gives its own value."""

    id: str
    route: str | None
    exempt: bool


class Receipt(msgspec.Struct, frozen=True, gc=False):
    """What is needed to run an advice again: which rules, which parameters, which input, which day."""

    version: str
    parameters_digest: str
    parameters: tuple[str, ...]
    day: str
    input_digest: str


class Advice(msgspec.Struct, frozen=True, gc=False):
    """The whole answer to an intake; `used` keeps every parameter entry in full for a rerun."""

    route: str | None
    threshold: Parameter | None
    estimate: Decimal | None
    """The value of the whole in euros excluding VAT; None while too little is known."""
    estimate_text: Text
    """How the estimate was found."""
    lots: tuple[LotRoute, ...]
    findings: tuple[Finding, ...]
    instruments: tuple[InstrumentFit, ...]
    open_questions: tuple[Question, ...]
    receipt: Receipt
    used: tuple[Parameter, ...]


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Heaviest first, then by the number of the rule, then by lot."""
    return tuple(sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), int(f.rule[1:]), f.lot or "")))
