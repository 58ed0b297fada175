"""The lake: a batch is there whole or not at all, and only what a manifest lists exists."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from meerwaarde.analysis.lake import (
    AlreadyThere,
    Content,
    Damaged,
    Draft,
    Lake,
    LakeError,
    Manifest,
    NoRoom,
    NotThere,
    Source,
    Total,
    line_schema,
    naming_no_room,
    refused_schema,
    replacing,
    write_whole,
)

MADE = "2026-11-22T20:00:00+01:00"


def source(letter: str = "a", part: str = "") -> Source:
    return Source(name="crediteuren.csv", sha256=letter * 64, bytes=10, part=part)


def write_lines(draft: Draft, amounts: Mapping[int, list[int]], refused: int = 0) -> Content:
    """Amounts in cents per year, one line each."""
    for year, cents in amounts.items():
        lines = [
            {"batch": draft.batch, "line": at, "date": date(year, 1, 1), "cents": one, "currency": "EUR"}
            | {"supplier": "Bakker BV"}
            for at, one in enumerate(cents, 1)
        ]
        pq.write_table(pa.Table.from_pylist(lines, line_schema()), draft.lines(year))
    if refused:
        kept = [{"line": at, "reason": "amount_missing", "raw": ";"} for at in range(refused)]
        pq.write_table(pa.Table.from_pylist(kept, refused_schema()), draft.refused)
    count, total = sum(map(len, amounts.values())), sum(map(sum, amounts.values()))
    return Content(
        years={year: Total(lines=len(cents), cents=sum(cents)) for year, cents in amounts.items()},
        refused=refused,
        currencies={"EUR": Total(lines=count, cents=total)},
    )


def add(
    lake: Lake, batch: str, amounts: Mapping[int, list[int]], letter: str = "a", refused: int = 0
) -> Manifest:
    with lake.draft("veenmeer", batch) as draft:
        return draft.commit(write_lines(draft, amounts, refused), source(letter), MADE)


def everything_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


def test_a_batch_is_there_with_its_lines_once_it_is_committed(lake: Lake) -> None:
    add(lake, "b1", {2024: [100, -40], 2025: [7]}, refused=2)

    [manifest] = lake.batches("veenmeer")
    assert (manifest.lines, manifest.refused, manifest.cents) == (3, 2, 67)
    assert [(file.year, file.rows, file.cents) for file in manifest.files] == [(2024, 2, 60), (2025, 1, 7)]
    assert manifest.currencies == {"EUR": Total(lines=3, cents=67)}
    assert lake.batch("veenmeer", "b1") == manifest
    assert [str(path.relative_to(lake.root)) for path in lake.lines("veenmeer")] == [
        "lines/authority=veenmeer/year=2024/b1.parquet",
        "lines/authority=veenmeer/year=2025/b1.parquet",
    ]
    assert pq.ParquetFile(lake.lines("veenmeer")[0]).schema_arrow.equals(line_schema())
    assert lake.refused("veenmeer", "b1") == lake.root / "refused/veenmeer/b1.parquet"
    assert not list((lake.root / "drafts").iterdir())


def test_lines_are_asked_for_per_authority_and_year(lake: Lake) -> None:
    add(lake, "b1", {2024: [1], 2025: [2]})
    with lake.draft("duinrade", "b2") as draft:
        draft.commit(write_lines(draft, {2025: [3]}), source(), MADE)

    assert lake.authorities() == ("duinrade", "veenmeer")
    assert lake.years("veenmeer") == (2024, 2025)
    assert len(lake.lines()) == 3
    assert [path.parent.name for path in lake.lines(years=[2024])] == ["year=2024"]
    assert [path.name for path in lake.lines("duinrade", [2024, 2025])] == ["b2.parquet"]
    assert lake.lines("elders") == []


def test_a_draft_that_is_not_committed_leaves_nothing(lake: Lake) -> None:
    def fail_half_way(draft: Draft) -> None:
        write_lines(draft, {2024: [100]})
        raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"), lake.draft("veenmeer", "b1") as draft:
        fail_half_way(draft)
    assert everything_in(lake.root) == {}
    assert lake.batches("veenmeer") == ()


def test_the_same_batch_and_the_same_source_are_refused_with_the_name_of_what_holds_them(lake: Lake) -> None:
    add(lake, "b1", {2024: [100]}, "a")
    before = everything_in(lake.root)

    with pytest.raises(AlreadyThere) as same_batch:
        add(lake, "b1", {2024: [5]}, "b")
    with pytest.raises(AlreadyThere) as same_source:
        add(lake, "b2", {2024: [100]}, "a")

    assert same_batch.value.batch == same_source.value.batch == "b1"
    assert everything_in(lake.root) == before
    assert lake.holding("veenmeer", "a" * 64) == lake.batch("veenmeer", "b1")
    assert lake.holding("veenmeer", "b" * 64) is None
    assert lake.holding("duinrade", "a" * 64) is None


def test_two_parts_of_one_source_are_two_batches(lake: Lake) -> None:
    for part in ("Blad1", "Blad2"):
        with lake.draft("veenmeer", part) as draft:
            draft.commit(write_lines(draft, {2024: [1]}), source("a", part), MADE)
    assert len(lake.batches("veenmeer")) == 2
    assert lake.holding("veenmeer", "a" * 64) is None
    assert lake.holding("veenmeer", "a" * 64, "Blad2") == lake.batch("veenmeer", "Blad2")


def test_a_withdrawn_batch_is_gone_and_its_source_may_come_again(lake: Lake) -> None:
    add(lake, "b1", {2024: [100]}, "a", refused=1)
    add(lake, "b2", {2024: [7]}, "b")

    assert lake.withdraw("veenmeer", "b1").cents == 100

    assert [one.batch for one in lake.batches("veenmeer")] == ["b2"]
    assert [name for name in everything_in(lake.root) if "b1" in name] == []
    with pytest.raises(NotThere):
        lake.withdraw("veenmeer", "b1")
    with pytest.raises(NotThere):
        lake.refused("veenmeer", "b1")
    add(lake, "b1", {2024: [100]}, "a")
    assert lake.refused("veenmeer", "b1") is None


def test_what_was_counted_must_be_what_was_written(lake: Lake) -> None:
    def counted_not_written(draft: Draft) -> Content:
        content = write_lines(draft, {2024: [1], 2025: [1]})
        draft.lines(2025).unlink()
        return content

    def written_not_counted(draft: Draft) -> Content:
        write_lines(draft, {2024: [1], 2025: [1]})
        return write_lines(draft, {2024: [1]})

    def refused_not_counted(draft: Draft) -> Content:
        write_lines(draft, {2024: [1]}, refused=1)
        return write_lines(draft, {2024: [1]})

    wrong: tuple[Callable[[Draft], Content], ...]
    wrong = (counted_not_written, written_not_counted, refused_not_counted)
    for write in wrong:
        with pytest.raises(Damaged), lake.draft("veenmeer", "b1") as draft:
            draft.commit(write(draft), source(), MADE)
    assert lake.batches("veenmeer") == ()
    assert everything_in(lake.root) == {}


def test_a_file_that_is_gone_or_changed_is_said_never_left_out(lake: Lake) -> None:
    add(lake, "b1", {2024: [100]}, refused=1)
    [file] = lake.lines()
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(Damaged, match="bytes"):
        lake.lines()
    file.unlink()
    with pytest.raises(Damaged, match="gone"):
        lake.lines("veenmeer")
    (lake.root / "refused/veenmeer/b1.parquet").unlink()
    with pytest.raises(Damaged, match="gone"):
        lake.refused("veenmeer", "b1")


@pytest.mark.parametrize("manifest", [b"", b"{", b'{"format": 1}'])
def test_a_manifest_that_cannot_be_read_stops_the_figures(lake: Lake, manifest: bytes) -> None:
    add(lake, "b1", {2024: [100]})
    (lake.root / "batches/veenmeer/b1.json").write_bytes(manifest)
    with pytest.raises(Damaged, match="cannot be read"):
        lake.lines()


def test_a_manifest_of_a_later_format_is_refused(lake: Lake) -> None:
    add(lake, "b1", {2024: [100]})
    path = lake.root / "batches/veenmeer/b1.json"
    path.write_bytes(path.read_bytes().replace(b'"format": 1', b'"format": 2'))
    with pytest.raises(Damaged, match="format 2"):
        lake.batches("veenmeer")


@pytest.mark.parametrize("code", ["", ".", "..", "a/b", "a.b", "../elders", "-a", "a b", "a" * 101, "a\n"])
def test_a_code_that_is_no_name_of_a_folder_is_refused(lake: Lake, code: str) -> None:
    for ask in (lake.batches, lake.dimensions, lambda one: lake.batch("veenmeer", one)):
        with pytest.raises(ValueError, match="cannot name"):
            ask(code)
    with pytest.raises(ValueError, match="cannot name"), lake.draft(code, "b1"):
        pass


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_is_named(number: int) -> None:
    with pytest.raises(NoRoom, match="Nothing was added"), naming_no_room():
        raise OSError(number, "no room")


def test_any_other_trouble_with_the_disk_stays_what_it_is() -> None:
    with pytest.raises(PermissionError), naming_no_room():
        raise PermissionError(errno.EACCES, "closed")


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "file.json"
    write_whole(place, b"old")

    def fail_half_way(new: Path) -> None:
        new.write_bytes(b"ha")
        raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"), replacing(place) as new:
        fail_half_way(new)
    assert everything_in(tmp_path) == {"deep/file.json": b"old"}
    with replacing(place) as new:
        new.write_bytes(b"new")
        assert place.read_bytes() == b"old"
    assert everything_in(tmp_path) == {"deep/file.json": b"new"}


def test_dimensions_and_rollups_have_a_folder(lake: Lake) -> None:
    assert lake.dimensions("veenmeer").is_dir()
    assert lake.rollups("veenmeer", 2024) == lake.root / "rollups/veenmeer/year=2024"
    assert lake.rollups("veenmeer", 2024).is_dir()
    assert lake.authorities() == ()


# what a crash leaves

COMMITTING = """
    import os, signal, sys
    from pathlib import Path
    from meerwaarde.analysis import lake as lakes
    root, fatal = Path(sys.argv[1]), int(sys.argv[2])
    passed = 0
    def dying(call):
        def called(*args, **more):
            global passed
            passed += 1
            if passed == fatal:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **more)
        return called
    # the calls that change what the disk shows, each a moment to die just before
    os.fsync, Path.replace, Path.unlink = dying(os.fsync), dying(Path.replace), dying(Path.unlink)
    Path.mkdir = dying(Path.mkdir)
    sys.path.insert(0, sys.argv[3])
    from test_lake import add, write_lines
    lake = lakes.Lake(root)
    lake.sweep()
    add(lake, "b2", {2024: [10, 20], 2025: [3]}, "b", refused=1)
    lake.withdraw("veenmeer", "b1")
    print(passed)
"""


@dataclass(frozen=True)
class Ended:
    code: int
    said: str


def run_to(root: Path, fatal: int) -> Ended:
    """Add b2 and withdraw b1 in another process that kills itself before the call with this number."""
    command = [
        sys.executable,
        "-c",
        textwrap.dedent(COMMITTING),
        str(root),
        str(fatal),
        str(Path(__file__).parent),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ))
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return Ended(done.returncode, done.stdout)


def test_killed_before_any_call_to_the_disk_every_batch_is_whole_or_absent(tmp_path: Path) -> None:
    """The ends that are allowed: b1 alone, b1 and b2, b2 alone, with exact totals and all files."""
    whole = Lake(tmp_path / "whole")
    add(whole, "b1", {2024: [100]}, "a", refused=1)
    calls = int(run_to(whole.root, 0).said)
    seen = set()
    for fatal in range(1, calls + 1, max(1, calls // 10)):
        lake = Lake(tmp_path / f"killed-{fatal}")
        add(lake, "b1", {2024: [100]}, "a", refused=1)
        assert run_to(lake.root, fatal).code == -signal.SIGKILL
        totals = {one.batch: one.cents for one in lake.batches("veenmeer")}
        assert totals in ({"b1": 100}, {"b1": 100, "b2": 33}, {"b2": 33})
        rows = sum(pq.read_metadata(path).num_rows for path in lake.lines())
        assert rows == sum(one.lines for one in lake.batches("veenmeer"))
        assert all(lake.refused("veenmeer", batch) for batch in totals)
        seen.add(frozenset(totals))

        lake.sweep()  # and again, to the end that was meant
        if "b2" not in totals:
            add(lake, "b2", {2024: [10, 20], 2025: [3]}, "b", refused=1)
        if "b1" in totals:
            lake.withdraw("veenmeer", "b1")
        assert everything_in(lake.root).keys() == everything_in(whole.root).keys()
        assert lake.sweep() == ()
    assert frozenset({"b1"}) in seen
    assert len(seen) > 1


def test_a_sweep_leaves_the_draft_of_a_living_process(lake: Lake) -> None:
    with lake.draft("veenmeer", "b1") as draft:
        content = write_lines(draft, {2024: [100]})
        assert Lake(lake.root).sweep() == ()
        draft.commit(content, source(), MADE)
    assert lake.batch("veenmeer", "b1").cents == 100


def test_a_sweep_keeps_what_manifests_list_and_says_what_it_removed(lake: Lake) -> None:
    add(lake, "b1", {2024: [100]}, refused=1)
    kept = everything_in(lake.root)
    stray = [
        lake.root / "lines/authority=veenmeer/year=2024/half.parquet",
        lake.root / "lines/authority=elders/year=2020/half.parquet",
        lake.root / "refused/veenmeer/half.parquet",
        lake.root / "batches/veenmeer/.half.json.00.new",
    ]
    for path in stray:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    assert set(lake.sweep()) == set(stray)
    assert everything_in(lake.root) == kept


def test_errors_of_the_lake_have_one_name() -> None:
    assert all(issubclass(one, LakeError) for one in (NoRoom, AlreadyThere, NotThere, Damaged))
