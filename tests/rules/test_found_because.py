"""Why a supplier came out of a search, in words that a reader knows."""

from __future__ import annotations

from meerwaarde.rules.found_because import Asked, Facts, reasons


def test_a_theme_is_named_in_words_and_not_by_its_code() -> None:
    told = reasons(Asked(theme="circular"), Facts(name="Sloop & Oogst", themes=("circular",)))
    assert [(one.nl, one.en) for one in told] == [
        ("Noemt het thema “Circulair, ook biobased”.", "Names the theme “Circular, including bio-based”.")
    ]
