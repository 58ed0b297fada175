"""Where a free text names a guest, and what is left of it without the name."""

from __future__ import annotations

import pytest

from meerwaarde.rules.ambition_web.forgetting import names_guest, without_name


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Karel", "Karel", True),
        ("J. de Vries", "Jan de Vries", True),
        ("Hoveniers Terp en KAREL", "Karel Oldeman", True),
        ("Team inkoop", "Karel Oldeman", False),
        ("Van der Meer", "Piet van der Veen", False),
        ("Karelse Bouw", "Karel", False),
        ("Bo", "Bo Li", True),
        ("", "Karel", False),
    ],
)
def test_a_name_is_found_by_its_telling_words(text: str, name: str, expected: bool) -> None:
    assert names_guest(text, name) is expected


def test_the_name_goes_and_the_rest_of_the_text_stays() -> None:
    told = "In januari afgesproken.\nAfgesproken eigenaar: Jan (Terp)."
    assert without_name(told, "jan (terp)") == "In januari afgesproken.\nAfgesproken eigenaar: –."
    assert without_name(told, "Jan") == "In januari afgesproken.\nAfgesproken eigenaar: – (Terp)."
    assert without_name(told, " ") == told
