"""Colours of a house style: read, and judged as WCAG does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.colours import Colour, read_colour

PART = st.integers(0, 255)


@pytest.mark.parametrize(
    ("text", "contrast"),
    [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#777777", 4.48), (" #1A4F8B ", 8.28)],
)
def test_contrast_with_white_is_that_of_wcag(text: str, contrast: float) -> None:
    found = read_colour(text)
    assert found is not None
    assert found.on_white == pytest.approx(contrast, abs=0.02)


@pytest.mark.parametrize("text", ["", "#fff", "1a4f8b", "#1a4f8g", "red", "#1a4f8b;}", "url(x)"])
def test_anything_else_is_no_colour(text: str) -> None:
    assert read_colour(text) is None


@given(PART, PART, PART)
def test_a_colour_is_read_as_it_is_written(red: int, green: int, blue: int) -> None:
    colour = Colour(red, green, blue)
    assert read_colour(colour.code) == colour
    assert 1 <= colour.on_white <= 21.0001
