"""Sentences of Dutch policy texts: where they end, and where they only seem to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.language.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Wij doen dit o.a. voor Jongeren en ouderen.",
        "Het gaat om ca. 400 inwoners.",
        "Zie art. 1.4 van de Aanbestedingswet.",
        "Dat volgt uit art. 2.82, lid 1, sub a. Aanbestedingswet.",
        "Wethouder W. de Boer en drs. J.P. Smit tekenen.",
        "Wij overleggen i.v.m. Europese regels met de regio.",
        "Dat kost € 1.250.000 per jaar, d.w.z. € 26 per inwoner.",
        "1. Werk voor iedereen die dat kan.",
        "b. Spullen die lang meegaan.",
        "De heer Van der Meer vroeg: “Wat levert het op?” en kreeg antwoord.",
        "Het programma loopt tot 31 dec. 2030 door.",
        "Op 1. Januari begint het.",
        "Wij werken met Stichting De Terp e.a. Zuiderveense ondernemers samen.",
        "Een kop zonder punt",
        "Wij noemen dat de ‘tenzij’-regel.",
        "Dat staat in nr. 12 en op blz. 14 van het akkoord.",
    ],
)
def test_one_sentence_stays_one(whole: str) -> None:
    assert cut(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Wij kopen sociaal in. Wij gaan door.", ["Wij kopen sociaal in.", "Wij gaan door."]),
        ("Kan dat? Ja! Wij doen het.", ["Kan dat?", "Ja!", "Wij doen het."]),
        (
            "Wij kopen tafels, stoelen enz. Daarna volgen de lampen.",
            ["Wij kopen tafels, stoelen enz.", "Daarna volgen de lampen."],
        ),
        ("Wij kopen tafels, stoelen enz. bij buren.", ["Wij kopen tafels, stoelen enz. bij buren."]),
        (
            "Dat doen wij vóór 2030. In 2028 kijken wij terug.",
            ["Dat doen wij vóór 2030.", "In 2028 kijken wij terug."],
        ),
        ("(Dat is nieuw.) Wij leren ervan.", ["(Dat is nieuw.)", "Wij leren ervan."]),
        ("“Dat kan.” Zo begint het. ’s Avonds ook.", ["“Dat kan.”", "Zo begint het.", "’s Avonds ook."]),
        ("Dan dit… En dan dat.", ["Dan dit…", "En dan dat."]),
        ("Er is geld. 40 mensen helpen.", ["Er is geld.", "40 mensen helpen."]),
        (
            "2.3 Werk en inkopen\nWij kopen in.\n• met doel;\n• met zorg.",
            ["2.3 Werk en inkopen", "Wij kopen in.", "• met doel;", "• met zorg."],
        ),
    ],
)
def test_where_sentences_end(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_nothing_has_no_sentences() -> None:
    assert cut("") == cut(" \n\n ") == []


@given(st.text(alphabet='aB1. !?\n"”(o.a€', max_size=200))
def test_sentences_hold_every_sign_that_is_no_space_once_and_in_order(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert all(
        "\n" not in text[start:end] and text[start:end].strip() == text[start:end] for start, end in spans
    )
