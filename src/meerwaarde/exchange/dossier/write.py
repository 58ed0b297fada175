"""Write a dossier: a folder that appears whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Any, NamedTuple, Protocol

import msgspec
import rfc8785

from meerwaarde.exchange.dossier.verify import GENESIS, JOURNAL, KIND, MANIFEST, VERSION
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

OBJECT_KIND = re.compile(r"[a-z][a-z0-9_]{0,59}")

HASHING = (
    'hash = SHA-256(previous + "\\n" + body), in which body is the canonical JSON (RFC 8785) of the field '
    '"body" and previous the hash of the event before it, or 64 zeros'
)
README = """\
Auditdossier van {name}
=======================

journal.jsonl   wat er gebeurde: een gebeurtenis per regel, elk met het controlegetal van de vorige
objects/        waar die gebeurtenissen over gaan, zonder persoonsgegevens
checkpoints/    plaats voor ondertekende controlegetallen die anderen bewaren
manifest.json   wat er in deze map hoort, met een controlegetal per bestand

Controleer het dossier met `meerwaarde verify MAP` of met het losse bestand verify.py van Meerwaarde
(`python verify.py MAP`). Het heeft deze installatie niet nodig.

Audit dossier of {name}: journal.jsonl holds what happened, one event per line, each with the hash of the one
before it; objects/ what they are about, without personal data; checkpoints/ the place of signed hashes that
others keep; manifest.json what belongs here. Check it with `meerwaarde verify FOLDER` or `python verify.py
FOLDER`.
"""
CHECKPOINTS = """\
Hier komen ondertekende controlegetallen, zodra de installatie ze aan anderen geeft.
Deze versie maakt ze nog niet.

Signed checkpoints will stand here once the installation hands them to others.
This version makes none yet.
"""


class EventToWrite(Protocol):
    """Whatever has these can be written as an event. `body` is canonical JSON and goes out as it stands."""

    @property
    def chain(self) -> str: ...
    @property
    def sequence(self) -> int: ...
    @property
    def body(self) -> str: ...
    @property
    def previous(self) -> str: ...
    @property
    def hash(self) -> str: ...


class ObjectToWrite(Protocol):
    """Whatever has these can be written as an object: plain JSON values, without personal data."""

    @property
    def kind(self) -> str: ...
    @property
    def public_id(self) -> str: ...
    @property
    def values(self) -> Mapping[str, Any]: ...


class EventLine(NamedTuple):
    """One event as the journal keeps it."""

    chain: str
    sequence: int
    body: str
    previous: str
    hash: str


class ObjectLine(NamedTuple):
    """One thing that events speak of."""

    kind: str
    public_id: str
    values: Mapping[str, Any]


class ChainSummary(msgspec.Struct, frozen=True):
    """A chain in the dossier: its key, how many events, and the hash of the last."""

    chain: str
    events: int
    head: str


class Summary(msgspec.Struct, frozen=True):
    """What was written: the folder, its chains, and how many objects and files."""

    folder: str
    events: int
    objects: int
    files: int
    chains: tuple[ChainSummary, ...]


def write_dossier(
    out: Path,
    *,
    name: str,
    slug: str,
    made: datetime,
    events: Iterable[EventToWrite],
    objects: Iterable[ObjectToWrite],
    software: str | None = None,
) -> Summary:
    """Write the dossier of one authority to the new folder `out`.

    `name` and `slug` name the authority, `made` is the moment of writing, `software` the writer (by default
    this version). Events come chain by chain in the
    order of their numbers; objects in any order. Both are read once and never held in memory as a whole.
    Raises Refused ("folder_exists", "folder_unwritable") and leaves nothing behind when anything goes wrong.
    """
    with _appearing(out) as folder:
        (folder / "README.txt").write_text(README.format(name=name), encoding="utf-8")
        (folder / "checkpoints").mkdir()
        (folder / "checkpoints" / "README.txt").write_text(CHECKPOINTS, encoding="utf-8")
        chains = _write_events(folder / JOURNAL, events)
        number = _write_objects(folder / "objects", objects)
        files = [_entry(folder, path) for path in sorted(folder.rglob("*")) if path.is_file()]
        manifest = {
            "format": KIND,
            "version": VERSION,
            "made": made.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            "software": _this_software() if software is None else software,
            "authority": {"name": name, "slug": slug},
            "hashing": HASHING,
            "chains": [msgspec.to_builtins(chain) for chain in chains],
            "checkpoints": [],
            "files": files,
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=2)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return Summary(
        folder=str(out),
        events=sum(chain.events for chain in chains),
        objects=number,
        files=len(files),
        chains=tuple(chains),
    )


@contextmanager
def _appearing(out: Path) -> Iterator[Path]:
    """A folder to write in, which takes its name only when all went well."""
    if out.exists() or out.is_symlink():
        raise _exists(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".unfinished", dir=out.parent))
    except OSError as error:
        raise _unwritable(out, error) from None
    try:
        yield folder
        for path in folder.rglob("*"):
            _to_disk(path)
        folder.chmod(0o755)
        try:
            folder.rename(out)  # onto an empty folder it would succeed, so that one was refused above
        except OSError:
            raise _exists(out) from None
        _to_disk(out.parent)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _write_events(path: Path, events: Iterable[EventToWrite]) -> list[ChainSummary]:
    counts: dict[str, int] = {}
    heads: dict[str, str] = {}
    with path.open("w", encoding="utf-8", newline="\n") as lines:
        for event in events:
            lines.write(f'{{"body":{event.body},"hash":"{event.hash}","previous":"{event.previous}"}}\n')
            counts[event.chain] = counts.get(event.chain, 0) + 1
            heads[event.chain] = event.hash
    return [ChainSummary(key, counts[key], heads.get(key, GENESIS)) for key in sorted(counts)]


def _write_objects(folder: Path, objects: Iterable[ObjectToWrite]) -> int:
    folder.mkdir()
    number = 0
    with ExitStack() as stack:
        files: dict[str, IO[bytes]] = {}
        for thing in objects:
            if thing.kind not in files:
                if not OBJECT_KIND.fullmatch(thing.kind):
                    raise ValueError(f"A kind of object is a word in lower case, not {thing.kind!r}")
                files[thing.kind] = stack.enter_context((folder / f"{thing.kind}.jsonl").open("wb"))
            files[thing.kind].write(rfc8785.dumps({**thing.values, "id": thing.public_id}) + b"\n")
            number += 1
    return number


def _this_software() -> str:
    try:
        return f"meerwaarde {version('meerwaarde')}"
    except PackageNotFoundError:
        return "meerwaarde"


def _entry(folder: Path, path: Path) -> dict[str, Any]:
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": digest}


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _exists(out: Path) -> Refused:
    return Refused(
        "folder_exists",
        Text(
            nl=f"{out} bestaat al; een dossier wordt nooit overschreven.",
            en=f"{out} exists already; a dossier is never overwritten.",
        ),
        str(out),
        Text(nl="Geef een map die nog niet bestaat.", en="Name a folder that does not exist yet."),
    )


def _unwritable(out: Path, error: OSError) -> Refused:
    return Refused(
        "folder_unwritable",
        Text(
            nl=f"In {out.parent} kan niet worden geschreven ({error.strerror}).",
            en=f"{out.parent} cannot be written to ({error.strerror}).",
        ),
        str(out),
        Text(nl="Controleer het pad en de rechten.", en="Check the path and the permissions."),
    )
