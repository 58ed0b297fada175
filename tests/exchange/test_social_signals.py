"""What counts as a sign of social purchasing, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.exchange.notice import Lot, Signal
from meerwaarde.exchange.notice.social import (
    CODE_WEIGHTS,
    LIKELY_FROM,
    ROOTS,
    SIGNS,
    SOCIAL_FROM,
    find_social,
)

FOUND = [
    ("De opdrachtnemer besteedt 5% aan social return.", "social_return"),
    ("Social-return verplichting van 2 procent", "social_return"),
    ("Inspanning in het kader van SROI", "social_return"),
    ("De SROI-verplichting bedraagt 5%", "social_return"),
    ("socialreturnparagraaf", "social_return"),
    ("personen met een grote afstand tot de arbeidsmarkt", "target_group"),
    ("Niet alleen mensen met een afstand tot de arbeidsmarkt", "target_group"),
    ("kandidaten uit het doelgroepregister", "target_group"),
    ("inzet van langdurig werklozen", "target_group"),
    ("jobs for long-term unemployed people", "target_group"),
    ("support for disadvantaged workers", "target_group"),
    ("De inschrijver heeft PSO-trede 3 of gelijkwaardig", "pso_certificate"),
    ("een PSO 30+ certificaat", "pso_certificate"),
    ("de Prestatieladder Socialer Ondernemen", "pso_certificate"),
    ("Bewijs: PSO of gelijkwaardig.", "pso"),
    ("Uitkeringsgerechtigden op grond van de Participatiewet", "participation_act"),
    ("Deze opdracht is voorbehouden aan sociale werkplaatsen", "reserved_in_text"),
    ("Het betreft een voorbehouden opdracht.", "reserved_in_text"),
    ("Voorbehouden aan ondernemers die de integratie van kansarmen tot doel hebben", "reserved_in_text"),
    ("The contract is reserved for sheltered workshops", "reserved_in_text"),
    ("als bedoeld in artikel 2.82 Aanbestedingswet 2012", "article_2_82"),
    ("volgens art. 2.82a van de wet", "article_2_82"),
    ("Art 2:82 Aw", "article_2_82"),
    ("open to sheltered workshops", "sheltered_workshop"),
    ("het SW-bedrijf voert uit", "sheltered_workshop"),
    ("beschut werk wordt ingezet", "sheltered_workshop"),
    ("Wij zoeken een sociale onderneming", "social_enterprise"),
    ("participation of social enterprises and VCSEs", "social_enterprise"),
    ("gericht op arbeidsparticipatie", "work_participation"),
    ("vijf leerwerkplekken per jaar", "work_participation"),
    ("De maatschappelijke waarde telt voor 20%", "societal_value"),
    ("10% weighting for Social Value", "societal_value"),
    ("Internationale Sociale Voorwaarden (ISV) zijn van toepassing", "supply_chain_responsibility"),
    ("ISV: due diligence in de keten", "supply_chain_responsibility"),
    ("volgens de OESO-richtlijnen en ILO-conventies", "supply_chain_responsibility"),
    ("Maatschappelijk verantwoord inkopen is uitgangspunt", "responsible_procurement"),
    ("de MVI-criteria en het MVOI-beleid", "responsible_procurement"),
    ("Diversiteit en inclusie wegen mee", "inclusion"),
    ("een inclusieve arbeidsmarkt", "inclusion"),
    ("inclusie van mensen met een beperking", "inclusion"),
]

NOT_FOUND = [
    "De prijs is inclusief btw, inclusief alle bijkomende kosten.",
    "De opdracht behelst ook inclusie van de randen van de Wmo.",
    "inclusion of all travel costs; inclusion in the register",
    "Het werk wordt i.s.v. de wijkraad gedaan, isv met bewoners, in ISV-verband",
    "An independent software vendor (ISV) supplies licences",
    "Alle rechten voorbehouden. All rights reserved.",
    "Wijzigingen voorbehouden; onder voorbehoud van financiering",
    "De gemeente behoudt zich het recht voor. The buyer reserves the right to stop.",
    "reserved parking for visitors",
    "Deze parkeerplaatsen zijn voorbehouden aan bezoekers.",
    "Het bedrag is 2.82, zie paragraaf 12.82",
    "artikel 2.820 en artikel 12.82 en art. 2.82.3",
    "psoriasis, EPSON-printers, PSOC-chips, www.pso/nl, campsoep",
    "Geen social return van toepassing",
    "Social return is niet van toepassing.",
    "SROI: n.v.t.",
    "Er geldt geen SROI-verplichting",
    "Social return is not applicable to this contract",
    "De opdracht is niet voorbehouden aan sociale werkplaatsen",
    "socialisme, sociale zekerheid, sociale woningbouw en social media",
    "Het pilotproject, de film en het silogebouw",
    "MVO-verslag en bmvi",
]


@pytest.mark.parametrize(("text", "what"), FOUND)
def test_a_sign_is_found_with_its_words(text: str, what: str) -> None:
    signals = find_social({text: "conditions"}, ()).signals
    assert what in {signal.what for signal in signals}
    for signal in signals:
        assert signal.where == "conditions"
        assert signal.quote in text


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_only_looks_like_a_sign_is_not_found(text: str) -> None:
    assert find_social({text: "description"}, ()).signals == ()


def test_certified_pso_is_not_counted_twice() -> None:
    social = find_social({"PSO-trede 2 is gewenst; toon het PSO aan.": "conditions"}, ())
    assert [signal.what for signal in social.signals] == ["pso_certificate"]


@pytest.mark.parametrize(
    ("lot", "verdict"),
    [
        (Lot(id="1", reserved="res-ws"), "social"),
        (Lot(id="1", reserved="res-pub-ser"), "social"),
        (Lot(id="1", reserved_execution="yes"), "social"),
        (Lot(id="1", strategic=("soc-obj",)), "social"),
        (Lot(id="1", social_objectives=("work-cond",)), "social"),
        (Lot(id="1", strategic=("env-imp",), environmental=("circ-econ",)), "unknown"),
        (Lot(id="1", reserved="none", reserved_execution="no"), "unknown"),
        (Lot(id="1", strategic=("none",)), "unknown"),
    ],
)
def test_codes_decide(lot: Lot, verdict: str) -> None:
    assert find_social({}, [lot]).verdict == verdict


@pytest.mark.parametrize(
    ("texts", "verdict"),
    [
        (["Vijf procent social return."], "social"),
        (["voorbehouden volgens artikel 2.82"], "social"),
        (["mensen met een afstand tot de arbeidsmarkt"], "likely"),
        (["PSO of gelijkwaardig"], "likely"),
        (["op grond van de Participatiewet"], "unknown"),
        (["op grond van de Participatiewet", "diversiteit en inclusie"], "likely"),
        (["maatschappelijke waarde", "mensen met een afstand tot de arbeidsmarkt"], "social"),
        (["gewone schoonmaak"], "unknown"),
    ],
)
def test_texts_decide_by_weight(texts: list[str], verdict: str) -> None:
    assert find_social(dict.fromkeys(texts, "description"), ()).verdict == verdict


def test_light_regime_alone_says_little() -> None:
    social = find_social({}, (), [Signal("subtype", "light_regime", "20")])
    assert (social.verdict, social.score) == ("unknown", CODE_WEIGHTS["light_regime"])


def test_the_same_sign_in_many_lots_is_shown_three_times_and_counted_once() -> None:
    lots = [Lot(id=str(number), reserved_execution="yes") for number in range(100)]
    social = find_social({}, lots)
    assert len(social.signals) == 3
    assert social.score == CODE_WEIGHTS["reserved_execution"]


def test_every_stem_is_covered_by_a_root() -> None:
    """Otherwise the quick look over all texts would miss a sign."""
    for sign in SIGNS:
        for stem in sign.stems:
            assert any(root in stem for root in ROOTS), stem


def test_a_long_text_is_quoted_briefly_at_whole_words() -> None:
    text = "woord " * 500 + "met social return als voorwaarde " + "slot " * 500
    (signal,) = find_social({text: "description"}, ()).signals
    assert "social return" in signal.quote
    assert len(signal.quote) <= 160
    assert signal.quote in text
    assert set(signal.quote.split()) <= {"woord", "met", "social", "return", "als", "voorwaarde", "slot"}


WORDS = st.sampled_from(
    [
        "social return",
        "geen",
        "PSO",
        "voorbehouden",
        "aan",
        "2.82",
        "artikel",
        "inclusie",
        "niet",
        "\n",
        ".",
        "é",
        "MVI",
    ]
)


@given(st.lists(WORDS, max_size=30), st.lists(WORDS, max_size=10))
def test_more_text_never_lowers_the_score_and_quotes_are_verbatim(first: list[str], more: list[str]) -> None:
    one = {" ".join(first): "a"}
    both = {**one, " ".join(more): "b"}
    before, after = find_social(one, ()), find_social(both, ())
    assert 0.0 <= before.score <= 1.0
    assert after.score >= before.score or " ".join(more) == " ".join(first)
    for signal in after.signals:
        assert signal.quote in "\n\n".join(both)
    expected = (
        "social" if after.score >= SOCIAL_FROM else "likely" if after.score >= LIKELY_FROM else "unknown"
    )
    assert after.verdict == expected
