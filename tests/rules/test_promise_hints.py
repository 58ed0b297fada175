"""Which sentences look like a promise: a hint with its reasons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.promises import hint

PROMISES = {
    "Wij willen dat iedereen die kan werken, ook werk vindt.": {"will"},
    "Daarom gaan we onze gebouwen verduurzamen.": {"will"},
    "Wij zetten in op werk voor wie langs de kant staat.": {"effort"},
    "We zorgen dat kleine bedrijven mee kunnen doen aan onze opdrachten.": {"effort", "purchase"},
    "De gemeente zal vanaf 2027 alleen nog tweedehands meubels kopen.": {"will", "year", "purchase"},
    "Onze ambitie is een schone stad.": {"will"},
    "In 2030 hebben 150 mensen werk dankzij wat de gemeente inkoopt.": {"figure", "year", "purchase"},
    "Inkopen met waarde wordt de norm.": {"duty", "purchase"},
    "Als wij bedrijven uitnodigen, is er altijd minstens één sociale onderneming bij.": {"duty", "figure"},
    "Elke wijk krijgt dagbesteding, met een open deur naar werk.": {"effort"},
    "Wij maaien minder en gebruiken nergens gif.": {"effort"},
    "Op het plein komt er een markt voor makers uit de buurt.": {"effort"},
    "Wij kopen sociaal en duurzaam in, tenzij dat echt niet kan.": {"effort", "purchase"},
    "Voor zorg betalen wij een reële prijs.": {"effort"},
    "Het college streeft naar een eerlijke keten.": {"effort"},
}
NO_PROMISES = [
    "Veenmeer telt 48.000 inwoners en elf wijken en dorpen.",
    "Inleiding en leeswijzer",
    "De samenleving verandert snel.",
    "Wat betekent dat voor onze inwoners?",
    "De afgelopen jaren hebben we veel bereikt met elkaar.",
    "In 2019 gingen we voor het eerst samen inkopen.",
    "Samen verder bouwen 2026–2030",
    "Veel bewoners kennen hun buren goed.",
    "Als het Rijk voldoende geld geeft, gaan we de brug vernieuwen.",
    "Wij willen",
]


@pytest.mark.parametrize(("sentence", "codes"), PROMISES.items())
def test_what_the_board_says_it_will_do_looks_like_a_promise(sentence: str, codes: set[str]) -> None:
    told = hint(sentence)
    assert told.looks_like_promise
    assert codes <= {sign.code for sign in told.signs}
    assert all(sign.words.lower() in sentence.lower() and sign.why.nl and sign.why.en for sign in told.signs)


@pytest.mark.parametrize("sentence", NO_PROMISES)
def test_what_is_told_asked_or_past_does_not(sentence: str) -> None:
    assert not hint(sentence).looks_like_promise


def test_a_sentence_about_procurement_is_known_as_such() -> None:
    assert hint("Wij kopen sociaal in.").about_procurement
    assert hint("De aanbesteding loopt.").about_procurement
    assert not hint("Wij bouwen een school.").about_procurement


def test_what_speaks_against_is_told() -> None:
    assert [why.en for why in hint("Gaan wij dat ook doen?").against] == ["It is a question."]


@given(st.text(max_size=300))
def test_any_sentence_gets_a_hint_and_capitals_do_not_matter_to_the_rule_of_length(sentence: str) -> None:
    told = hint(sentence)
    assert told == hint(sentence)
    if len(sentence.split()) < 4:
        assert not told.looks_like_promise
