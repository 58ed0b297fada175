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

from meerwaarde.demo.chance_acts import COMBINATIONS, MORNINGS
from meerwaarde.demo.contact_acts import POINTS, QUESTIONS
from meerwaarde.demo.enquiries_told import ENQUIRIES
from meerwaarde.demo.load import STORIES
from meerwaarde.demo.needs_told import NEEDS, PLACES
from meerwaarde.demo.people import CIVIC_PEOPLE, MARKET_PEOPLE, PEOPLE
from meerwaarde.demo.shape import DemoStory
from meerwaarde.exchange.cpv.codes import exists

ROOT = Path(__file__).resolve().parents[2]
MOST_WORDS = 30
EVERYBODY = (*PEOPLE, *MARKET_PEOPLE, *CIVIC_PEOPLE)
DISTINCTIVE = {
    "duinrade": ("zilvermeeuw", "kwelder", "zeekraal"),
    "zuiderveen": ("muskusrat", "slibgisting", "boezemkade"),
    "veenmeer": ("veenhoek", "oosterveld"),
}


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


MARKET = (POINTS, QUESTIONS, NEEDS, PLACES, ENQUIRIES, MORNINGS, COMBINATIONS)
"""What is told of the market beside the stories."""


def sentences(told: Any) -> set[str]:
    """The sentences that people wrote, without codes and file names."""
    written = {text for text in texts(told) if " " in text}
    return {sentence for text in written for sentence in re.split(r"(?<=[.!?])\s+", text)}


@pytest.mark.parametrize("told", [*STORIES, MARKET], ids=lambda told: getattr(told, "slug", "market"))
def test_sentences_are_short_and_words_are_plain(told: Any) -> None:
    found = sentences(told)
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


@pytest.mark.parametrize("slug", list(DISTINCTIVE))
def test_an_authority_has_words_that_no_other_uses(slug: str) -> None:
    """Suppliers are everybody's, so that their texts hold none of these words either."""
    said = {story.slug: " ".join(texts(_private(story))).lower() for story in STORIES}
    shared = " ".join(texts([story.suppliers for story in STORIES])).lower()
    for word in DISTINCTIVE[slug]:
        assert [name for name, text in said.items() if word in text] == [slug]
        assert word not in shared


def _private(story: DemoStory) -> DemoStory:
    return dataclasses.replace(story, suppliers=())


def test_no_firm_is_real() -> None:
    """Numbers that no firm has, telephones that no exchange answers, addresses that lead nowhere."""
    firms = [firm for story in STORIES for firm in story.suppliers]
    assert len({firm.kvk for firm in firms}) == len({firm.name for firm in firms}) == len(firms)
    assert all(re.fullmatch(r"9000\d{4}", firm.kvk) for firm in firms)
    written = (ROOT / "src" / "meerwaarde" / "demo" / "lists" / "goed-van-hier-2025.csv").read_text("utf-8")
    for row in written.splitlines()[1:]:
        number, *_rest, website, _email = row.split(";")
        assert number.startswith("9000")
        assert website.endswith(".example")


def test_what_is_sold_has_a_code_and_a_price_that_runs_up() -> None:
    for firm in (firm for story in STORIES for firm in story.suppliers):
        assert firm.offerings, firm.name
        for one in firm.offerings:
            assert one.cpv, one.title
            assert all(exists(code) for code in one.cpv), one.title
            assert one.price is None or one.price[0] <= one.price[1]
            assert one.price is None or one.unit, one.title


def test_people_buy_from_firms_that_are_there_by_then() -> None:
    known = {firm.key: firm for story in STORIES for firm in story.suppliers}
    for one in (one for story in STORIES for one in story.quick_purchases):
        firm = known.get(one.supplier)
        assert firm is None or firm.at < one.at, one.what
    unknown = {one.supplier for story in STORIES for one in story.quick_purchases} - known.keys()
    assert all(" " in name for name in unknown), "a firm outside the directory has a name, not a key"


def test_addresses_lead_nowhere() -> None:
    assert all(person.email.endswith(".example") for person in EVERYBODY)
    folder = ROOT / "src" / "meerwaarde" / "demo"
    files = [path for path in folder.rglob("*") if path.suffix in (".py", ".xml", ".csv")]
    assert len(files) > 15
    domains = {
        domain
        for path in files
        for domain in re.findall(r"[\w.+-]+@([\w-]+\.[\w.-]*\w)", path.read_text("utf-8"))
    }
    assert all(domain.endswith(".example") for domain in domains)


def test_the_story_names_only_people_that_are_in_the_cast() -> None:
    """A colleague in a text is called by role, so that no name is needed and none can be somebody's."""
    names = {person.name for person in EVERYBODY}
    assert len(names) == len(EVERYBODY) == len({person.local_part for person in EVERYBODY})
    family = {name.split()[-1].lower() for name in names}
    for told in (*STORIES, MARKET):
        words = {word.lower() for text in texts(told) for word in re.findall(r"\w+", text)}
        assert not family & words
