"""Model passages: complete in both languages, lawful in their words, and with rules that can be made."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance import AwardToKind, Quotes
from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.model_passages import FOLDER, ORIGIN_NAMES, _passage, known, model_passages

DAY = date(2026, 11, 22)


def test_there_are_enough_and_each_theme_and_origin_has_one() -> None:
    passages = model_passages(Law.on(DAY))
    assert 15 <= len(passages) <= 25
    assert {one.theme for one in passages.values()} == set(THEMES)
    assert {one.origin for one in passages.values()} == set(ORIGIN_NAMES)
    assert sum(one.rule is not None for one in passages.values()) >= 12


def test_each_passage_is_complete_short_and_sourced() -> None:
    for passage in model_passages(Law.on(DAY)).values():
        for text in (passage.title, passage.wording, passage.why, passage.lawful):
            assert text.nl
            assert text.en
            assert text.nl != text.en
        for said in (passage.wording, passage.why, passage.lawful):
            for sentence in (*said.nl.split(". "), *said.en.split(". ")):
                assert len(sentence.split()) <= 25, sentence
        assert passage.source.entry.source.title
        assert passage.source.entry.source.url.startswith("https://")
        assert passage.source.entry.certainty in {"sourced", "unverified"}


def test_no_passage_awards_because_of_place() -> None:
    passages = model_passages(Law.on(DAY))
    for passage in passages.values():
        assert "lokale bedrijven" not in passage.wording.nl
        if "gunnen" in passage.wording.nl:
            pytest.fail(f"{passage.code} promises an award")
        if passage.rule and isinstance(passage.rule.demand, AwardToKind):
            assert passage.rule.demand.kind != "local"
    local = [
        one
        for one in passages.values()
        if one.rule and isinstance(one.rule.demand, Quotes) and one.rule.demand.kind == "local"
    ]
    assert local
    assert all("objectieve gronden" in one.wording.nl for one in local)
    assert all("nooit een reden om te gunnen" in one.lawful.nl for one in local)


def test_a_code_is_known_or_not() -> None:
    assert known("fair_chance", DAY)
    assert not known("fair_chance", date(2017, 12, 31))
    assert not known("anders", DAY)
    assert not known("", DAY)


def test_a_file_that_does_not_keep_to_the_form_is_refused() -> None:
    good = Law.on(DAY)[f"{FOLDER}fair_chance"]
    assert isinstance(good, Parameter)
    for change in (
        {"theme": "geluk"},
        {"extra": 1},
        {"rule": {"strength": "soms", "scope": {}, "demand": {}}},
    ):
        entry = msgspec.structs.replace(good.entry, value={**good.value, **change})
        with pytest.raises(msgspec.ValidationError):
            _passage(msgspec.structs.replace(good, entry=entry))
