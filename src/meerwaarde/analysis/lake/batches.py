"""The lake itself: reading what manifests list, and writing a batch whole or not at all."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from meerwaarde.analysis.lake.disk import made, naming_no_room, open_lock, settle, sync_folder, write_whole
from meerwaarde.analysis.lake.records import (
    FORMAT,
    AlreadyThere,
    Content,
    Damaged,
    LineFile,
    Manifest,
    NotThere,
    Source,
    Total,
)

_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


class Lake:
    """All batches under one folder. Reading needs no lock; what writes takes the authority's."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)

    # reading

    def authorities(self) -> tuple[str, ...]:
        """Codes of the authorities that have a batch, sorted."""
        folder = self.root / "batches"
        if not folder.is_dir():
            return ()
        return tuple(sorted(one.name for one in folder.iterdir() if any(one.glob("*.json"))))

    def batches(self, authority: str) -> tuple[Manifest, ...]:
        """Manifests of the authority, oldest first. Raises `Damaged` for one that cannot be read."""
        folder = self.root / "batches" / _checked(authority)
        read = [_read_manifest(path) for path in sorted(folder.glob("*.json"))]
        return tuple(sorted(read, key=lambda one: (one.made, one.batch)))

    def batch(self, authority: str, batch: str) -> Manifest:
        """One manifest. Raises `NotThere`, `Damaged`."""
        path = self._manifest(authority, batch)
        if not path.is_file():
            raise NotThere(f"There is no batch {batch} of {authority} in the lake.")
        return _read_manifest(path)

    def holding(self, authority: str, sha256: str, part: str = "") -> Manifest | None:
        """The batch that was read from these very bytes (and this part of them), if any."""
        wanted = (sha256, part)
        batches = self.batches(authority)
        return next((one for one in batches if (one.source.sha256, one.source.part) == wanted), None)

    def lines(self, authority: str | None = None, years: Iterable[int] | None = None) -> list[Path]:
        """Paths of the Parquet files that manifests list, of one or all authorities, of all or these years.

        Raises `Damaged` where a listed file is gone or has another size: a figure never lacks lines silently.
        """
        wanted = None if years is None else frozenset(years)
        return [
            self._sound(file)
            for code in ([authority] if authority is not None else self.authorities())
            for manifest in self.batches(code)
            for file in manifest.files
            if wanted is None or file.year in wanted
        ]

    def refused(self, authority: str, batch: str) -> Path | None:
        """Path of the refused lines of a batch, None where it has none. Raises `NotThere`, `Damaged`."""
        if not self.batch(authority, batch).refused:
            return None
        path = self._refused(authority, batch)
        if not path.is_file():
            raise Damaged(f"{path} is gone, while its manifest speaks of refused lines.")
        return path

    def years(self, authority: str) -> tuple[int, ...]:
        """Years of which the authority has lines, sorted."""
        return tuple(sorted({file.year for one in self.batches(authority) for file in one.files}))

    def dimensions(self, authority: str) -> Path:
        """Folder of what is known about the authority's creditors and categories; made where absent."""
        return made(self.root / "dimensions" / _checked(authority))

    def rollups(self, authority: str, year: int) -> Path:
        """Folder of the authority's roll-ups of a year; made where absent."""
        return made(self.root / "rollups" / _checked(authority) / f"year={year}")

    # writing

    @contextmanager
    def draft(self, authority: str, batch: str) -> Iterator[Draft]:
        """A folder to write a batch in; gone when the block ends, whether it was committed or not.

        Raises `AlreadyThere` at once where the batch exists, and `NoRoom` for an OSError that says the disk
        is full. A draft of a process that was killed is cleared away by `sweep`.
        """
        if self._manifest(authority, batch).is_file():
            raise AlreadyThere(batch)
        with naming_no_room():
            folder = made(self.root / "drafts") / f"{authority}.{batch}.{secrets.token_hex(6)}"
            with self._locked(authority):  # a sweep may not come between the folder and its lock
                folder.mkdir()
                alive = open_lock(folder / ".alive")
                fcntl.flock(alive, fcntl.LOCK_EX)
            try:
                yield Draft(self, authority, batch, folder)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(alive)

    def withdraw(self, authority: str, batch: str) -> Manifest:
        """Take a batch out, its manifest first; what it held is returned. Raises `NotThere`."""
        with self._locked(authority):
            manifest = self.batch(authority, batch)
            path = self._manifest(authority, batch)
            path.unlink()
            sync_folder(path.parent)
            for file in manifest.files:
                (self.root / file.path).unlink(missing_ok=True)
            self._refused(authority, batch).unlink(missing_ok=True)
        return manifest

    def sweep(self) -> tuple[Path, ...]:
        """Remove what no manifest lists: drafts whose process is gone, files of a commit cut off half-way.

        Returns what was removed. Drafts of living processes and files of anything else stay.
        """
        removed: list[Path] = []
        for folder in sorted((self.root / "drafts").glob("*.*.*")):
            with self._locked(folder.name.split(".")[0]):
                if _abandoned(folder):
                    shutil.rmtree(folder, ignore_errors=True)
                    removed.append(folder)
        for code in sorted(self._codes_on_disk()):
            with self._locked(code):
                removed += self._sweep_files(code)
        return tuple(removed)

    def _sweep_files(self, code: str) -> list[Path]:
        manifests = self.batches(code)
        listed = {self.root / file.path for one in manifests for file in one.files}
        listed |= {self._refused(code, one.batch) for one in manifests if one.refused}
        found = [
            *(self.root / "lines" / f"authority={code}").glob("year=*/*.parquet"),
            *(self.root / "refused" / code).glob("*.parquet"),
            *(self.root / "batches" / code).glob(".*.new"),
        ]
        orphans = sorted(path for path in found if path not in listed)
        for path in orphans:
            path.unlink()
        return orphans

    def _codes_on_disk(self) -> set[str]:
        codes = {one.name.removeprefix("authority=") for one in (self.root / "lines").glob("authority=*")}
        return codes | {one.name for room in ("refused", "batches") for one in (self.root / room).glob("*")}

    @contextmanager
    def _locked(self, authority: str) -> Iterator[None]:
        """One writer per authority; the system lets go of the lock when a process ends, however it ends."""
        descriptor = open_lock(made(self.root / "locks") / f"{_checked(authority)}.lock")
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _manifest(self, authority: str, batch: str) -> Path:
        return self.root / "batches" / _checked(authority) / f"{_checked(batch)}.json"

    def _refused(self, authority: str, batch: str) -> Path:
        return self.root / "refused" / _checked(authority) / f"{_checked(batch)}.parquet"

    def _sound(self, file: LineFile) -> Path:
        path = self.root / file.path
        try:
            size = path.stat().st_size
        except FileNotFoundError:
            raise Damaged(
                f"{path} is gone, while a manifest lists it. Put it back or withdraw the batch."
            ) from None
        if size != file.bytes:
            raise Damaged(f"{path} has {size} bytes, where its manifest says {file.bytes}.")
        return path


class Draft:
    """A batch in the making: write `lines(year)` and `refused`, then `commit`."""

    def __init__(self, lake: Lake, authority: str, batch: str, folder: Path) -> None:
        self.authority, self.batch, self.folder = authority, batch, folder
        self._lake = lake

    def lines(self, year: int) -> Path:
        """Where the counted lines of this year are written (`line_schema`)."""
        return made(self.folder / "lines" / f"year={year}") / f"{self.batch}.parquet"

    @property
    def refused(self) -> Path:
        """Where the refused lines are written (`refused_schema`), if there are any."""
        return self.folder / f"{self.batch}.refused.parquet"

    def scratch(self, name: str) -> Path:
        """A place for a file that is gone when the draft ends, such as a copy in another encoding."""
        return made(self.folder / "scratch") / name

    def commit(self, content: Content, source: Source, made: str) -> Manifest:
        """Make the batch exist: files to the disk, files to their places, the manifest last.

        Raises `AlreadyThere` where the batch or the same source is in the lake, `Damaged` where the years
        written are not the years counted, `NoRoom` where the disk is full. After an error nothing is counted.
        """
        with naming_no_room(), self._lake._locked(self.authority):
            self._refuse_twice(source)
            files = tuple(self._line_file(year, total) for year, total in sorted(content.years.items()))
            self._check_written(content)
            manifest = Manifest(
                batch=self.batch,
                authority=self.authority,
                source=source,
                made=made,
                files=files,
                lines=sum(file.rows for file in files),
                refused=content.refused,
                cents=sum(file.cents for file in files),
                currencies=dict(content.currencies),
            )
            for file in files:
                settle(self.lines(file.year), self._lake.root / file.path)
            if content.refused:
                settle(self.refused, self._lake._refused(self.authority, self.batch))
            written = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
            write_whole(self._lake._manifest(self.authority, self.batch), written)
        return manifest

    def _refuse_twice(self, source: Source) -> None:
        if self._lake._manifest(self.authority, self.batch).is_file():
            raise AlreadyThere(self.batch)
        if same := self._lake.holding(self.authority, source.sha256, source.part):
            raise AlreadyThere(same.batch)

    def _line_file(self, year: int, total: Total) -> LineFile:
        path = Path("lines", f"authority={self.authority}", f"year={year}", f"{self.batch}.parquet")
        try:
            size = self.lines(year).stat().st_size
        except FileNotFoundError:
            raise Damaged(f"Lines of {year} were counted, but not written.") from None
        return LineFile(path=path.as_posix(), year=year, rows=total.lines, cents=total.cents, bytes=size)

    def _check_written(self, content: Content) -> None:
        written = {
            int(one.parent.name.removeprefix("year=")) for one in self.folder.glob("lines/*/*.parquet")
        }
        if written != set(content.years):
            raise Damaged(
                f"Years written {sorted(written)} are not the years counted {sorted(content.years)}."
            )
        if self.refused.is_file() != bool(content.refused):
            raise Damaged(f"{content.refused} lines were refused, and the file of refused lines disagrees.")


def _abandoned(folder: Path) -> bool:
    descriptor = open_lock(folder / ".alive")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def _read_manifest(path: Path) -> Manifest:
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except msgspec.MsgspecError as trouble:
        raise Damaged(f"{path} cannot be read: {trouble}") from trouble
    if manifest.format != FORMAT:
        raise Damaged(f"{path} has format {manifest.format}; this version reads {FORMAT}.")
    return manifest


def _checked(code: str) -> str:
    """A code that is safe as a name of a folder. Raises ValueError."""
    if not _CODE.fullmatch(code):
        raise ValueError(f"{code!r} cannot name an authority or a batch: letters, digits, - and _ only.")
    return code
