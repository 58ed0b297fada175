"""Colours as a house style writes them, and whether words in them can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

LEAST_CONTRAST: Final = 4.5
"""Between words and what is behind them (WCAG 2.2, success criterion 1.4.3, level AA)."""

_CODE = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})")


@dataclass(frozen=True)
class Colour:
    """A colour of the screen; each part runs from 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def code(self) -> str:
        """As a style sheet writes it: "#1a4f8b"."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 (black) to 1 (white), after WCAG 2.2."""
        red, green, blue = (_linear(part / 255) for part in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    @property
    def on_white(self) -> float:
        """Contrast with white, 1 to 21."""
        return 1.05 / (self.luminance + 0.05)


def read_colour(text: str) -> Colour | None:
    """A colour of six hexadecimal signs after a "#", in any case; None for anything else."""
    found = _CODE.fullmatch(text.strip().lower())
    return Colour(*(int(part, 16) for part in found.groups())) if found else None


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
