"""The tables of the ten payments, built once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from meerwaarde.analysis.engine import Engine
from meerwaarde.analysis.lake import Lake
from meerwaarde.analysis.opened import Opened
from meerwaarde.analysis.rollups import Choices, build_all

Ask = Callable[[Any], list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def ten_built(
    tmp_path_factory: pytest.TempPathFactory, fill_ten: Callable[[Path], Lake], choices: Choices
) -> Lake:
    lake = fill_ten(tmp_path_factory.mktemp("ten") / "lake")
    build_all(lake, choices)
    return lake


@pytest.fixture
def opened(ten_built: Lake, duckdb: Engine) -> Opened:
    from meerwaarde.analysis.rollups import receipts

    return Opened(duckdb, ten_built.root, receipts(ten_built.root))


@pytest.fixture
def ask(duckdb: Engine) -> Ask:
    """The rows of an expression as tuples."""
    return lambda table: [tuple(row.values()) for row in duckdb.rows(table)]
