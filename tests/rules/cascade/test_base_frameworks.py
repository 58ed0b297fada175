"""The national base framework: what holds on a day, what it rests on, and files that break the form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from meerwaarde.rules import base_frameworks as room
from meerwaarde.rules.base_frameworks import BASE_CODES, BASIS_NAMES, base_framework, base_frameworks
from meerwaarde.rules.cascade import compare
from meerwaarde.rules.compliance import sentence
from meerwaarde.rules.law import ParameterFault

TODAY = date(2026, 11, 22)


def test_rules_of_the_ended_manifest_no_longer_hold() -> None:
    during, now = base_framework("national_mvoi", date(2025, 12, 31)), base_framework("national_mvoi", TODAY)
    assert during is not None
    assert now is not None
    assert {one.basis for one in during.rules} == {"law", "agreement", "practice"}
    assert {one.basis for one in now.rules} == {"law", "practice"}
    assert {one.basis for one in now.ended} == {"agreement"}
    assert 8 <= len(during.rules) <= 14
    assert "verlopen" in now.status_text.nl
    assert now.status.certainty == "unverified"
    assert during.status.certainty == "sourced"


def test_every_rule_has_a_source_and_reads_as_a_sentence() -> None:
    for day in (date(2025, 6, 1), TODAY):
        for found in base_frameworks(day):
            for one in (*found.rules, *found.ended):
                assert one.entry.source.url.startswith("https://")
                assert one.entry.source.title
                assert one.basis in BASIS_NAMES
                assert sentence(one.rule).nl.endswith(".")
                assert one.rule.id == one.rule.code
                assert one.explanation.nl == one.rule.explanation


def test_no_two_rules_ask_the_same_at_one_time() -> None:
    found = base_framework("national_mvoi", date(2025, 6, 1))
    assert found is not None
    rules = found.policy_rules
    assert not [(a.code, b.code) for a in rules for b in rules if a.id < b.id and compare(a, b) == "same"]


def test_what_is_not_known_is_not_made_up() -> None:
    assert base_framework("regionaal", TODAY) is None
    assert base_framework("national_mvoi", date(2015, 1, 1)) is None
    assert BASE_CODES == ("national_mvoi",)


def test_a_file_that_breaks_the_form_says_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "national_mvoi"
    folder.mkdir()
    for path in (room.FOLDER / "national_mvoi").glob("*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes())
    broken = (folder / "L2.yaml").read_text(encoding="utf-8").replace("strength: tenzij", "strength: soms")
    (folder / "L2.yaml").write_text(broken, encoding="utf-8")
    monkeypatch.setattr(room, "FOLDER", tmp_path)
    room._tables.cache_clear()
    try:
        with pytest.raises(ParameterFault, match=r"L2\.yaml"):
            base_framework("national_mvoi", TODAY)
    finally:
        room._tables.cache_clear()
