"""Every name of the field that the code uses has a row in the glossary."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def glossary() -> ModuleType:
    path = Path(__file__).parents[2] / "tools" / "glossary.py"
    spec = importlib.util.spec_from_file_location("glossary", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_name_is_missing(glossary: ModuleType) -> None:
    assert glossary.missing() == []


def test_the_made_part_is_current(glossary: ModuleType) -> None:
    assert glossary.current(), "python tools/glossary.py write"


def test_the_check_can_fail(glossary: ModuleType) -> None:
    assert len(glossary.names()) > 100
    assert "not_a_word_of_the_field" not in glossary.rows()
