"""The phases, statements and scale of the self-assessment, as they hold on a day."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.text import Text

LEVELS = (0, 1, 2, 3)


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phase, or one of the parts beside the phases."""

    code: str
    name: Text
    meaning: Text


class ScaleLevel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A level of the scale, in order from 0."""

    name: Text
    meaning: Text


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What people say how far it is true: with what to show for it, and the action that would help."""

    code: str
    part: str
    text: Text
    evidence: Text
    action: Text


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From which average a part is carried, up to which level a statement is weak, what spread is wide."""

    carried: Decimal
    weak: int
    spread: int


class Content(msgspec.Struct, frozen=True):
    """Everything that a round needs, with the parameters it came from."""

    phases: tuple[Part, ...]
    others: tuple[Part, ...]
    statements: tuple[Statement, ...]
    scale: tuple[ScaleLevel, ...]
    limits: Limits
    sources: tuple[Parameter, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The phases in order, and then the other parts."""
        return (*self.phases, *self.others)

    def of(self, part: str) -> tuple[Statement, ...]:
        """The statements of a part, in order."""
        return tuple(one for one in self.statements if one.part == part)

    def statement(self, code: str) -> Statement:
        """The statement with this code; raises KeyError where there is none."""
        for one in self.statements:
            if one.code == code:
                return one
        raise KeyError(code)


def content(law: Law) -> Content:
    """The self-assessment as it holds on the day of `law`; raises `NoParameter` where it does not."""
    names = ("phases", "parts", "statements", "scale", "limits")
    found = {name: law[f"self_assessment/{name}"] for name in names}
    return Content(
        phases=msgspec.convert(found["phases"].value, tuple[Part, ...]),
        others=msgspec.convert(found["parts"].value, tuple[Part, ...]),
        statements=msgspec.convert(found["statements"].value, tuple[Statement, ...]),
        scale=msgspec.convert(found["scale"].value, tuple[ScaleLevel, ...]),
        limits=msgspec.convert(found["limits"].value, Limits, strict=False),
        sources=tuple(found.values()),
    )
