"""Every fact that any code writes has a sentence in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from meerwaarde.rules.journal_actions import KINDS, SENTENCES, kind_name, sentence
from meerwaarde.rules.lifecycle import LIFECYCLES
from meerwaarde.rules.text import Text

SOURCE = Path(__file__).parents[2] / "src/meerwaarde"
WRITERS = {"record": 1, "record_about": 1}


def actions_in(source: str) -> Iterator[tuple[int, str | None]]:
    """The line and the action of every call that writes a fact; None where the action is worked out."""
    tree = ast.parse(source)
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "meerwaarde.platform.journal.actions"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        name = node.func.id
        if name not in WRITERS or (name not in imported and "def _append" not in source):
            continue
        action = node.args[WRITERS[name]] if len(node.args) > WRITERS[name] else None
        known = isinstance(action, ast.Constant) and isinstance(action.value, str)
        yield node.lineno, str(action.value) if known and isinstance(action, ast.Constant) else None


def all_actions() -> list[tuple[str, str | None]]:
    return [
        (f"{path.relative_to(SOURCE)}:{line}", action)
        for path in sorted(SOURCE.rglob("*.py"))
        for line, action in actions_in(path.read_text("utf-8"))
    ]


def test_the_source_is_really_read() -> None:
    found = {action for _place, action in all_actions()}
    assert {"goal.record", "job.start", "journal.export", "salt.erase"} <= found
    planted = "from meerwaarde.platform.journal.actions import record\nrecord(actor, 'never.listed', thing)"
    assert list(actions_in(planted)) == [(2, "never.listed")]
    assert list(actions_in("record(actor, 'another function', thing)")) == []


def test_every_fact_has_a_sentence() -> None:
    unlisted = [f"{place} {action}" for place, action in all_actions() if action and action not in SENTENCES]
    assert not unlisted, "list these in rules/journal_actions/:\n" + "\n".join(unlisted)


def codes_in_actions() -> Iterator[tuple[str, str]]:
    """Texts in the rooms that write which look like the code of a fact: some are handed on to `record`."""
    nouns = {action.partition(".")[0] for action in SENTENCES}
    for path in sorted(SOURCE.rglob("*.py")):
        if "actions" not in path.relative_to(SOURCE).with_suffix("").parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            noun, _, verb = node.value.partition(".")
            if noun in nouns and verb.replace("_", "").isalpha() and verb.islower():
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node.value


def test_what_is_handed_on_to_the_journal_has_a_sentence_too() -> None:
    found = list(codes_in_actions())
    assert ("goal.measure" in {code for _place, code in found}) is True
    unlisted = [f"{place} {code}" for place, code in found if code not in SENTENCES]
    assert not unlisted, "list these in rules/journal_actions/:\n" + "\n".join(unlisted)


def test_every_step_of_a_lifecycle_has_a_sentence() -> None:
    for lifecycle in LIFECYCLES:
        for step in lifecycle.steps:
            assert f"{lifecycle.noun}.{step.verb}" in SENTENCES


@pytest.mark.parametrize("action", SENTENCES)
def test_sentences_name_who_did_it_in_both_languages(action: str) -> None:
    text = SENTENCES[action]
    noun, _, verb = action.partition(".")
    assert noun
    assert verb
    for spoken in (text.nl, text.en):
        assert spoken.startswith("{who} ")
        assert not spoken.endswith(".")
        assert "{" not in spoken.replace("{who}", "")
    assert text.nl != text.en


def test_a_sentence_reads_as_one() -> None:
    assert sentence("goal.record", "Pia Vos", "nl") == "Pia Vos legde een doel vast"
    assert sentence("goal.record", "Pia Vos", "en") == "Pia Vos recorded a goal"
    assert sentence("job.end", "", "nl") == "Het systeem sloot een taak op de achtergrond af"
    assert sentence("later.invention", "Pia", "en") == "Pia did something (later.invention)"
    assert sentence("goal.record", "{action} {0}", "nl") == "{action} {0} legde een doel vast"


def test_kinds_are_named() -> None:
    assert all(isinstance(text, Text) and text.nl and text.en for text in KINDS.values())
    assert (kind_name("goal", "nl"), kind_name("unheard_of", "nl")) == ("Doel", "unheard_of")
