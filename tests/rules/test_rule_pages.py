"""Every rule has a page, and the page says what the rule does now."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from meerwaarde.rules.catalogue import rules
from meerwaarde.rules.intake import Intake

TOOL = Path(__file__).parents[2] / "tools" / "rule_pages.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rule_pages", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_current(tool: ModuleType) -> None:
    assert tool.stale_pages(tool.pages()) == [], "run: python tools/rule_pages.py"


def test_a_changed_rule_makes_its_page_stale(tool: ModuleType) -> None:
    pages = tool.pages()
    assert tool.stale_pages({**pages, "R01.md": pages["R01.md"] + "x"}) == ["R01.md"]
    assert tool.stale_pages({name: text for name, text in pages.items() if name != "R02.md"}) == ["R02.md"]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_reads_fields_that_exist(rule: object) -> None:
    known = set(Intake.__struct_fields__)
    assert {name.split(".")[0] for name in rule.reads} <= known  # type: ignore[attr-defined]
