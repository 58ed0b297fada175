"""The words of the demonstration: plain Dutch, made-up people, and nothing of one authority at the other."""

from __future__ import annotations

import dataclasses
import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from meerwaarde.demo.load import STORIES
from meerwaarde.demo.people import PEOPLE
from meerwaarde.demo.shape import DemoStory

ROOT = Path(__file__).resolve().parents[2]
MOST_WORDS = 30
DISTINCTIVE = ("zilvermeeuw", "kwelder", "zeekraal")
VEENMEER = next(story for story in STORIES if story.slug == "veenmeer")
DUINRADE = next(story for story in STORIES if story.slug == "duinrade")


def difficult_words() -> dict[str, str]:
    """The word list of the house, from the tool that guards the interface."""
    spec = importlib.util.spec_from_file_location("tools_translations", ROOT / "tools" / "translations.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return dict(module.DIFFICULT)


def texts(told: Any) -> Iterator[str]:
    """Every text in a story, however deep it stands."""
    if isinstance(told, str):
        yield told
    elif dataclasses.is_dataclass(told):
        for one in dataclasses.fields(told):
            yield from texts(getattr(told, one.name))
    elif isinstance(told, msgspec.Struct):
        return
    elif isinstance(told, dict):
        for value in told.values():
            yield from texts(value)
    elif isinstance(told, list | tuple):
        for value in told:
            yield from texts(value)


def sentences(story: DemoStory) -> set[str]:
    """The sentences that people wrote, without codes and file names."""
    written = {text for text in texts(story) if " " in text}
    return {sentence for text in written for sentence in re.split(r"(?<=[.!?])\s+", text)}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)
def test_sentences_are_short_and_words_are_plain(story: DemoStory) -> None:
    found = sentences(story)
    assert len(found) > 15
    too_long = [sentence for sentence in found if len(sentence.split()) > MOST_WORDS]
    assert not too_long
    difficult = difficult_words()
    assert difficult
    hard = [
        (word, sentence)
        for sentence in found
        for word in difficult
        if re.search(rf"\b{re.escape(word)}\b", sentence.lower())
    ]
    assert not hard


def test_nothing_of_duinrade_is_said_in_veenmeer() -> None:
    ours = " ".join(texts(VEENMEER)).lower()
    theirs = " ".join(texts(DUINRADE)).lower()
    for word in DISTINCTIVE:
        assert word in theirs
        assert word not in ours


def test_addresses_lead_nowhere() -> None:
    assert all(person.email.endswith(".example") for person in PEOPLE)
    folder = ROOT / "src" / "meerwaarde" / "demo"
    files = [path for path in folder.rglob("*") if path.suffix in (".py", ".xml")]
    assert len(files) > 15
    domains = {
        domain
        for path in files
        for domain in re.findall(r"[\w.+-]+@([\w-]+\.[\w.-]*\w)", path.read_text("utf-8"))
    }
    assert all(domain.endswith(".example") for domain in domains)


def test_the_story_names_only_people_that_are_in_the_cast() -> None:
    """A colleague in a text is called by role, so that no name is needed and none can be somebody's."""
    names = {person.name for person in PEOPLE}
    assert len(names) == len(PEOPLE)
    family = {name.split()[-1].lower() for name in names}
    for story in STORIES:
        words = {word.lower() for text in texts(story) for word in re.findall(r"\w+", text)}
        assert not family & words
