"""Power, kill -9 and a full disk in the middle of an import: all lines or none, exact totals after."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

import msgspec
import polars as pl
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from spend_generator import HEADER, Spend, Written

from meerwaarde.analysis.ingest import Layout
from meerwaarde.analysis.lake import Lake

IMPORTING = """
    import os, sys
    from pathlib import Path
    import msgspec
    from meerwaarde.analysis.ingest import Layout, ingest_csv
    from meerwaarde.analysis.lake import AlreadyThere, Lake, NoRoom
    source, root = Path(sys.argv[1]), Path(sys.argv[2])
    layout = msgspec.json.decode(sys.argv[3], type=Layout)

    def tell(call):
        def told(*args, **more):
            print("now", flush=True)
            return call(*args, **more)
        return told

    if len(sys.argv) > 4:  # a disk that is full after so many bytes of one file
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]),) * 2)
    os.fsync, Path.replace = tell(os.fsync), tell(Path.replace)
    lake = Lake(root)
    lake.sweep()
    try:
        with lake.draft("veenmeer", "b1") as draft:
            told = ingest_csv(source, layout, draft, segment=1 << 20, progress=tell(lambda *_: None))
            draft.commit(told.content, told.source("spend.csv"), "2026-11-22T20:00:00+01:00")
    except AlreadyThere:
        print("there already", flush=True)
    except NoRoom as full:
        print(full, flush=True)
        sys.exit(3)
"""
ROLES = {"cents": "amount", "vat_cents": "vat", "gross_cents": "gross"}
LAYOUT = Layout(
    delimiter=";",
    columns=tuple((ROLES.get(name, name), at) for at, name in enumerate(HEADER)),  # type: ignore[misc]
    last_year=2027,
)
MOMENTS = 10


@dataclass(frozen=True)
class Ledger:
    path: Path
    adds_up_to: Written


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    path = tmp_path_factory.mktemp("ledger") / "spend.csv"
    return Ledger(path, Spend(50_000, faults=0.01).write_csv(path))


def importing(ledger: Ledger, root: Path, *more: str) -> subprocess.Popen[str]:
    program = [sys.executable, "-c", textwrap.dedent(IMPORTING)]
    command = [*program, str(ledger.path), str(root), msgspec.json.encode(LAYOUT).decode(), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))


def check_whole(lake: Lake, written: Written) -> None:
    """Totals and lines to the cent, and every line exactly once."""
    [manifest] = lake.batches("veenmeer")
    assert (manifest.lines, manifest.refused) == (written.lines, written.refused)
    assert manifest.cents == written.cents
    assert {file.year: file.cents for file in manifest.files} == written.years
    lines = pl.read_parquet(lake.lines("veenmeer"), hive_partitioning=False)
    refused = pl.read_parquet(lake.refused("veenmeer", "b1"))
    assert (len(lines), int(lines.get_column("cents").sum())) == (written.lines, written.cents)
    numbers = pl.concat([lines.get_column("line"), refused.get_column("line")]).sort().to_list()
    assert numbers == list(range(2, written.lines + written.refused + 2))


def test_killed_at_ten_moments_the_totals_are_exact(ledger: Ledger, tmp_path: Path) -> None:
    """Moments of reading, writing and committing: the child tells where it is and is killed there."""
    told, _ = importing(ledger, tmp_path / "whole").communicate()
    moments = told.count("now")
    assert moments > MOMENTS
    lake = Lake(tmp_path / "lake")
    ends = set()
    for fatal in [1 + at * (moments - 1) // (MOMENTS - 1) for at in range(MOMENTS)]:
        child = importing(ledger, lake.root)
        assert child.stdout is not None
        for _ in range(fatal):
            child.stdout.readline()
        child.send_signal(signal.SIGKILL)
        child.communicate()
        ends.add(child.returncode)
        if lake.batches("veenmeer"):  # killed behind the last step: there, and then whole
            check_whole(lake, ledger.adds_up_to)
            lake.withdraw("veenmeer", "b1")
        assert lake.lines() == []
    assert -signal.SIGKILL in ends

    child = importing(ledger, lake.root)
    child.communicate()
    assert child.returncode == 0
    check_whole(lake, ledger.adds_up_to)
    assert not list((lake.root / "drafts").iterdir())
    said, _ = importing(ledger, lake.root).communicate()
    assert said == "there already\n"
    check_whole(lake, ledger.adds_up_to)


@pytest.mark.parametrize("room", [1_000, 300_000])
def test_a_full_disk_counts_nothing_and_says_so(ledger: Ledger, tmp_path: Path, room: int) -> None:
    lake = Lake(tmp_path / "lake")
    child = importing(ledger, lake.root, str(room))
    said, _ = child.communicate()
    assert child.returncode == 3
    assert "The disk is full. Nothing was added" in said
    assert lake.batches("veenmeer") == ()
    left = [path for path in lake.root.rglob("*") if path.is_file() and path.suffix != ".lock"]
    assert left == []

    importing(ledger, lake.root).communicate()  # once there is room
    check_whole(lake, ledger.adds_up_to)
