"""The contracts of the house hold, and each is shown to bite: a planted violation turns it red."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PLANTED = {
    "Storeys: imports go down only": ("rules/text.py", "from meerwaarde.stages import policy"),
    "The journey of a euro: a stage knows only the stages before it": (
        "stages/policy/queries/__init__.py",
        "from meerwaarde.stages.market import queries as later",
    ),
    "Platform: home sees all, layout knows nobody": (
        "platform/organisations/queries.py",
        "from meerwaarde.platform.journal import queries as above",
    ),
    "Rooms inside each stage": (
        "stages/policy/models/goals.py",
        "from meerwaarde.stages.policy import actions",
    ),
    "apps.py of a stage imports only its slots and tasks": (
        "stages/policy/apps.py",
        "from meerwaarde.stages.policy import models",
    ),
    "Rules, language, gates, exchange and analysis are plain Python": (
        "exchange/interfaces/__init__.py",
        "import django",
    ),
    "Adapters do not know each other": (
        "exchange/ted/read.py",
        "from meerwaarde.exchange.eforms import read as other",
    ),
}


def lint(folder: Path) -> str:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--config", folder / ".importlinter", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The source without what is built, to plant in."""
    shutil.copy(ROOT / ".importlinter", tmp_path)
    leave = shutil.ignore_patterns("__pycache__", "static", "*.bin", "*.mo", "*.po")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=leave)
    return tmp_path


def test_every_contract_is_planted() -> None:
    names = {
        line.removeprefix("name = ")
        for line in (ROOT / ".importlinter").read_text().splitlines()
        if line.startswith("name = ")
    }
    assert names == set(PLANTED)


def test_all_contracts_are_kept(copy: Path) -> None:
    assert "0 broken" in lint(copy)


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_violation_breaks_the_contract(name: str, copy: Path) -> None:
    file, line = PLANTED[name]
    path = copy / "src/meerwaarde" / file
    path.write_text(path.read_text() + f"\n{line}\n")
    assert f"{name} BROKEN" in lint(copy)
