#!/usr/bin/env python3
"""Check an exported audit dossier. One file, Python 3.9 or later, the standard library alone.

    python verify.py DOSSIER [--json] [--language nl|en]

Exit code 0: the dossier is whole. 1: it is damaged, and this says where. 2: this is not a dossier that can be
checked. With --json standard output is one JSON document.

What is checked. `journal.jsonl` holds one event per line: {"body": …, "hash": …, "previous": …} in
canonical JSON (RFC 8785). The hash is SHA-256 over the hash before it (as text), a line feed, and the
canonical body. The first event of a chain points at 64 zeros; numbers rise by one. `manifest.json` tells per
chain how many events there are and the last hash, and per file its size and SHA-256.

What this cannot prove. Somebody who may rewrite the whole folder can cut off the last events, or change an
event and compute everything after it anew, manifest included. Only a checkpoint kept by somebody else shows
that: a last hash that was handed over earlier. Compare the last hash printed here with it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

KIND, VERSION, EVENT_FORMAT = "meerwaarde-dossier", 1, 1
GENESIS = "0" * 64
MANIFEST, JOURNAL = "manifest.json", "journal.jsonl"
WHOLE, DAMAGED, UNUSABLE = 0, 1, 2

LONGEST_LINE = 16 * 1024 * 1024
LARGEST_NUMBER = 2**53 - 1
MOST_DAMAGE = 1_000
"""So many places are listed; the rest is counted."""

OPENING = b'{"body":'
CLOSING = re.compile(rb',"hash":"([0-9a-f]{64})","previous":"([0-9a-f]{64})"\}\Z')
CLOSING_LENGTH = len(b',"hash":"","previous":""}') + 2 * 64
SAFE_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")

Words = dict[str, str]

KINDS: dict[str, tuple[str, str]] = {
    "edited": (
        "Gebeurtenis {sequence} is veranderd: de inhoud past niet bij haar controlegetal.",
        "Event {sequence} was changed: its content does not fit its hash.",
    ),
    "deleted": (
        "Gebeurtenis {sequence} ontbreekt: de nummering springt.",
        "Event {sequence} is missing: the numbers jump.",
    ),
    "swapped": (
        "Gebeurtenis {sequence} staat niet op haar plaats: de volgorde is veranderd.",
        "Event {sequence} is not in its place: the order was changed.",
    ),
    "inserted": (
        "Gebeurtenis {sequence} is ingevoegd: dit nummer hoort hier niet of komt twee keer voor.",
        "Event {sequence} was inserted: this number does not belong here or occurs twice.",
    ),
    "truncated": (
        "Vanaf gebeurtenis {sequence} ontbreekt het einde: het manifest noemt er meer.",
        "From event {sequence} on the end is missing: the manifest tells of more.",
    ),
    "rewritten": (
        "De keten is opnieuw berekend: het laatste controlegetal is niet dat van het manifest.",
        "The chain was computed anew: its last hash is not that of the manifest.",
    ),
    "unreadable_line": (
        "Regel {line} is geen gebeurtenis in de afgesproken vorm (verwacht: gebeurtenis {sequence}).",
        "Line {line} is not an event in the agreed form (expected: event {sequence}).",
    ),
    "wrong_event_format": (
        "Gebeurtenis {sequence} heeft een vorm die dit programma niet kent.",
        "Event {sequence} has a form that this program does not know.",
    ),
    "file_changed": (
        "Het bestand {file} is veranderd: het past niet bij het manifest.",
        "The file {file} was changed: it does not fit the manifest.",
    ),
    "missing_file": (
        "Het bestand {file} ontbreekt.",
        "The file {file} is missing.",
    ),
    "extra_file": (
        "Het bestand {file} hoort niet in dit dossier: het manifest noemt het niet.",
        "The file {file} does not belong in this dossier: the manifest does not mention it.",
    ),
}

NOT_PROVEN: Words = {
    "nl": "Zonder controlegetal dat een ander bewaart, is niet te zien of het hele dossier is herschreven. "
    "Vergelijk het laatste controlegetal van elke keten met een controlegetal dat u eerder kreeg.",
    "en": "Without a hash that somebody else keeps, one cannot see whether the whole dossier was rewritten. "
    "Compare the last hash of each chain with one that you received earlier.",
}


@dataclass(frozen=True)
class Damage:
    """One thing that is wrong: what kind, in which file, and where in it as far as that can be known."""

    kind: str
    file: str
    chain: str | None = None
    sequence: int | None = None
    line: int | None = None

    @property
    def text(self) -> Words:
        """The sentence for people, in Dutch and in English."""
        values = {"file": self.file, "sequence": self.sequence, "line": self.line}
        dutch, english = KINDS[self.kind]
        return {"nl": dutch.format(**values), "en": english.format(**values)}

    def as_json(self) -> dict[str, Any]:
        """The form that `--json` prints."""
        place = {"file": self.file, "chain": self.chain, "sequence": self.sequence, "line": self.line}
        return {"kind": self.kind, **place, "text": self.text}


@dataclass(frozen=True)
class ChainSeen:
    """One chain as it was found: how many events, and the hash of the last."""

    chain: str
    events: int
    head: str
    intact: bool


@dataclass(frozen=True)
class Verdict:
    """What checking a dossier says.

    `damage` starts with the lowest bad event; `more` counts what is not listed.
    """

    dossier: str
    events: int
    chains: tuple[ChainSeen, ...]
    files: int
    damage: tuple[Damage, ...]
    more: int = 0

    @property
    def intact(self) -> bool:
        """True when nothing is wrong."""
        return not self.damage

    @property
    def first_bad(self) -> Damage | None:
        """The lowest event that cannot be trusted, where that can be known."""
        return next((damage for damage in self.damage if damage.sequence is not None), None)

    def as_json(self) -> dict[str, Any]:
        """The form that `--json` prints."""
        first = self.first_bad
        return {
            "dossier": self.dossier,
            "verdict": "intact" if self.intact else "damaged",
            "format_version": VERSION,
            "events": self.events,
            "files": self.files,
            "chains": [vars(chain) for chain in self.chains],
            "first_bad": None if first is None else {"chain": first.chain, "sequence": first.sequence},
            "damage": [damage.as_json() for damage in self.damage],
            "damage_not_listed": self.more,
            "not_proven": NOT_PROVEN,
        }


class Unusable(Exception):
    """This is not a dossier that can be checked."""

    def __init__(self, code: str, message: Words, where: str, what_now: Words) -> None:
        super().__init__(message["en"])
        self.code, self.message, self.where, self.what_now = code, message, where, what_now

    def as_json(self) -> dict[str, Any]:
        """The form in which every command of the product says that its input is unusable."""
        names = ("code", "message", "where", "what_now")
        return {"error": {name: getattr(self, name) for name in names}}


def verify(dossier: str | Path) -> Verdict:
    """Check a dossier folder from its files alone.

    Raises Unusable where there is no dossier, its manifest cannot be read, or its version is not known here.
    """
    folder = Path(dossier)
    manifest = _manifest(folder)
    damage: list[Damage] = []
    present = _files_of(folder)
    listed = {entry["path"]: entry for entry in manifest.get("files", [])} if manifest else {}
    if manifest is None:
        damage.append(Damage("missing_file", MANIFEST))
    journal = _Journal({chain["chain"]: chain for chain in manifest["chains"]} if manifest else None)
    digests: dict[str, tuple[int, str]] = {}
    if JOURNAL in present:
        with (folder / JOURNAL).open("rb") as lines:
            digests[JOURNAL] = journal.read(lines)
    journal.finish()
    for path in sorted(set(listed) | present):
        if path not in present:
            damage.append(Damage("missing_file", path))
        elif manifest and path not in listed:
            damage.append(Damage("extra_file", path))
        elif manifest:
            size, digest = digests.get(path) or _digest(folder / path)
            if (size, digest) != (listed[path]["bytes"], listed[path]["sha256"]):
                damage.append(Damage("file_changed", path))
    if JOURNAL not in present and JOURNAL not in listed:
        damage.append(Damage("missing_file", JOURNAL))
    found = journal.damage + damage
    return Verdict(
        dossier=str(folder),
        events=sum(chain.count for chain in journal.chains.values()),
        chains=tuple(chain.seen() for _, chain in sorted(journal.chains.items())),
        files=len(present),
        damage=tuple(found[:MOST_DAMAGE]),
        more=max(0, len(found) - MOST_DAMAGE) + journal.uncounted,
    )


def canonical(value: Any) -> bytes:
    """Canonical JSON (RFC 8785) of whole numbers, text, truth values, nothing, lists and objects.

    Raises ValueError for a fraction, a number beyond 2^53 - 1, or text that is not Unicode.
    """
    _refuse_numbers(value)
    return _encoded(value)


def _parsed(body: bytes) -> Any:
    """The value of a canonical body; ValueError where the bytes are not canonical JSON."""
    text = body.decode()
    value, end = _scan(text, 0)
    if end != len(text) or _encoded(value) != body:
        raise ValueError("not canonical")
    return value


def _encoded(value: Any) -> bytes:
    text = _sorted_json(value)
    if text.isascii():
        return text.encode()
    # RFC 8785 sorts names by UTF-16 units; that differs from Python's order for signs beyond U+FFFF.
    return _KEEPING.encode(_in_utf16_order(value)).encode()


def _in_utf16_order(value: Any) -> Any:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return {name: _in_utf16_order(value[name]) for name in names}
    return [_in_utf16_order(item) for item in value] if isinstance(value, list) else value


def _refuse_numbers(value: Any) -> None:
    if isinstance(value, float) or (isinstance(value, int) and abs(value) > LARGEST_NUMBER):
        raise ValueError("a number that not every reader of JSON reads alike")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _refuse_numbers(inner)


def _no_fraction(text: str) -> Any:
    raise ValueError(f"a fraction: {text[:40]}")


def _whole(text: str) -> int:
    number = int(text)
    if -LARGEST_NUMBER <= number <= LARGEST_NUMBER:
        return number
    raise ValueError("a number that not every reader of JSON reads alike")


# Reading and writing JSON is most of the work, so the reader and the writers are made once. The reader gives
# a value and where it ends, and raises StopIteration, of all things, where no value begins.
_DECODER: Any = json.JSONDecoder(parse_float=_no_fraction, parse_int=_whole, parse_constant=_no_fraction)
_scan: Callable[[str, int], tuple[Any, int]] = _DECODER.scan_once
_SORTING = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_KEEPING = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _sorted_json_maker() -> Callable[[Any], str]:
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return _SORTING.encode
    write = make(None, _SORTING.default, json.encoder.encode_basestring, None, ":", ",", True, False, False)
    return lambda value: "".join(write(value, 0))


_sorted_json = _sorted_json_maker()


@dataclass
class _Chain:
    """The state of one chain while its lines pass by."""

    key: str
    count: int = 0
    expected: int = 1
    heads: tuple[str, ...] | None = (GENESIS,)  # what the next event may point at; None: anything
    last: str = GENESIS
    missing: list[tuple[int, int]] = field(default_factory=list)
    doubted: int = 0  # an event whose link is broken, until the next one shows which of the two was replaced
    damage: list[Damage] = field(default_factory=list)

    def seen(self) -> ChainSeen:
        return ChainSeen(self.key, self.count, self.last, not self.damage)

    def itself(self) -> dict[str, Any]:
        """What to compare with where the manifest is gone: the chain can only be checked against itself."""
        return {"events": self.expected - 1, "head": self.last}

    def add(self, sequence: int, previous: str, own: str, line: int) -> None:
        """An event whose own hash fits."""
        self.count += 1
        if sequence < self.expected:
            self._out_of_turn(sequence, own, line)
            return
        if sequence > self.expected:
            self.missing.append((self.expected, sequence - 1))
            self._settle(line)
        else:
            fits = self.heads is None or previous in self.heads
            if self.doubted:
                # If this one points at the doubted event, that is genuine: the one before was replaced.
                self._blame(max(1, self.doubted - 1) if fits else self.doubted, line)
            elif not fits:
                self.doubted = sequence
                self._go_on(sequence, own)
                return
        self.doubted = 0
        self._go_on(sequence, own)

    def add_bad(self, kind: str, own: str, line: int) -> None:
        """A line that is no intact event: it is taken to stand in the place where it is found."""
        self.count += 1
        self._settle(line)
        self._report(kind, self.expected, line)
        self._go_on(self.expected, own)
        self.heads = None

    def finish(self, told: dict[str, Any] | None) -> None:
        """Compare with what the manifest tells of this chain; None where it does not know the chain."""
        if self.doubted:
            original = told is not None and told["head"] == self.last
            self._blame(max(1, self.doubted - 1) if original else self.doubted, None)
        for first, _ in self.missing:
            self._report("deleted", first, None)
        if told is not None:
            events = self.expected - 1
            if events < told["events"]:
                self._report("truncated", events + 1, None)
            elif events > told["events"]:
                self._report("inserted", told["events"] + 1, None)
            elif told["head"] != self.last and not self.damage:
                self._report("rewritten", None, None)
        else:
            self._report("inserted", 1, None)
        self.damage.sort(key=lambda damage: (damage.sequence is None, damage.sequence or 0))

    def _out_of_turn(self, sequence: int, own: str, line: int) -> None:
        for place, (first, last) in enumerate(self.missing):
            if first <= sequence <= last:
                parts = [(first, sequence - 1), (sequence + 1, last)]
                self.missing[place : place + 1] = [part for part in parts if part[0] <= part[1]]
                self._report("swapped", sequence, line)
                return
        # The intact event turns up after a bad line in its place: then that line was the one put in.
        for place, damage in enumerate(self.damage):
            if damage.sequence == sequence and damage.kind in {"edited", "unreadable_line"}:
                self.damage[place] = Damage("inserted", JOURNAL, self.key, sequence, damage.line)
                break
        else:
            self._report("inserted", sequence, line)
        if sequence == self.expected - 1:
            self.heads = None if self.heads is None else (*self.heads, own)
            self.last = own

    def _go_on(self, sequence: int, own: str) -> None:
        self.expected, self.heads, self.last = sequence + 1, (own,), own

    def _settle(self, line: int | None) -> None:
        if self.doubted:
            self._blame(self.doubted, line)
            self.doubted = 0

    def _blame(self, sequence: int, line: int | None) -> None:
        self._report("edited", sequence, line)

    def _report(self, kind: str, sequence: int | None, line: int | None) -> None:
        if len(self.damage) < MOST_DAMAGE:
            self.damage.append(Damage(kind, JOURNAL, self.key, sequence, line))


class _Journal:
    """Reads the journal line by line, whatever its size."""

    def __init__(self, told: dict[str, dict[str, Any]] | None) -> None:
        self.chains: dict[str, _Chain] = {}
        self.damage: list[Damage] = []
        self.uncounted = 0
        self._told = told
        self._current: _Chain | None = None

    def read(self, lines: BinaryIO) -> tuple[int, str]:
        """Take in all lines; gives the size and the SHA-256 of the file on the way."""
        whole, size, number = hashlib.sha256(), 0, 0
        while line := lines.readline(LONGEST_LINE):
            number += 1
            size += len(line)
            whole.update(line)
            self._line(line, number)
        return size, whole.hexdigest()

    def finish(self) -> None:
        """Close all chains; those that the manifest tells of but that are not here are missing whole."""
        for key in sorted(set(self._told or {}) - set(self.chains)):
            self._chain(key)
        for key, chain in sorted(self.chains.items()):
            chain.finish(chain.itself() if self._told is None else self._told.get(key))
            self.damage += chain.damage

    def _line(self, line: bytes, number: int) -> None:
        closing = CLOSING.match(line, len(line) - 1 - CLOSING_LENGTH, len(line) - 1)
        if closing is None or not line.startswith(OPENING) or not line.endswith(b"\n"):
            self._bad("unreadable_line", "", number)
            return
        body = line[len(OPENING) : -1 - CLOSING_LENGTH]
        own, previous = closing.group(1).decode(), closing.group(2).decode()
        try:
            event = _parsed(body)
            key, sequence = event["chain"], event["sequence"]
            if not isinstance(key, str) or type(sequence) is not int:
                raise ValueError("no chain or number")
        except (ValueError, TypeError, KeyError, RecursionError, StopIteration):
            self._bad("unreadable_line", own, number)
            return
        if hashlib.sha256(closing.group(2) + b"\n" + body).hexdigest() != own:
            # Its own words cannot be trusted: not even the chain that it names.
            known = self.chains.get(key) if self._told is None or key in self._told else self._current
            self._current = known or self._current or self._chain(key)
            self._current.add_bad("edited", own, number)
            return
        chain = self._current = self.chains.get(key) or self._chain(key)
        if event.get("format") != EVENT_FORMAT:
            chain.add_bad("wrong_event_format", own, number)
            return
        chain.add(sequence, previous, own, number)

    def _bad(self, kind: str, own: str, number: int) -> None:
        chain = self._current or self._chain(next(iter(sorted(self._told or {"": {}}))))
        chain.add_bad(kind, own, number)

    def _chain(self, key: str) -> _Chain:
        return self.chains.setdefault(key, _Chain(key))


def _manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest, checked for its form; None where a dossier has lost it."""
    if not folder.is_dir():
        raise Unusable(
            "no_dossier",
            {"nl": f"{folder} is geen map.", "en": f"{folder} is not a folder."},
            str(folder),
            {"nl": "Geef de map van een uitgepakt dossier.", "en": "Give the folder of an unpacked dossier."},
        )
    try:
        text = (folder / MANIFEST).read_bytes()
    except OSError:
        if (folder / JOURNAL).is_file():
            return None
        raise Unusable(
            "no_dossier",
            {
                "nl": f"In {folder} staat geen dossier: {MANIFEST} en {JOURNAL} ontbreken.",
                "en": f"{folder} holds no dossier: {MANIFEST} and {JOURNAL} are missing.",
            },
            str(folder),
            {"nl": "Geef de map van een uitgepakt dossier.", "en": "Give the folder of an unpacked dossier."},
        ) from None
    try:
        manifest = json.loads(text)
        kind, version = manifest["format"], manifest["version"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _unreadable_manifest(folder) from None
    if (kind, version) != (KIND, VERSION):
        raise Unusable(
            "unknown_format_version",
            {
                "nl": f"Dit dossier heeft vorm “{kind}”, versie {version}; dit programma kent {VERSION}.",
                "en": f"This dossier has form “{kind}”, version {version}; this program knows {VERSION}.",
            },
            MANIFEST,
            {
                "nl": "Gebruik het controleprogramma dat bij die versie hoort.",
                "en": "Use the program that belongs to that version.",
            },
        )
    if not _well_formed(manifest):
        raise _unreadable_manifest(folder)
    return dict(manifest)


def _well_formed(manifest: dict[str, Any]) -> bool:
    try:
        chains = [(entry["chain"], entry["events"], entry["head"]) for entry in manifest["chains"]]
        files = [(entry["path"], entry["bytes"], entry["sha256"]) for entry in manifest["files"]]
        return all(
            isinstance(name, str) and type(number) is int and isinstance(digest, str)
            for name, number, digest in chains + files
        ) and all(SAFE_PATH.fullmatch(path) for path, _, _ in files)
    except (KeyError, TypeError):
        return False


def _unreadable_manifest(folder: Path) -> Unusable:
    return Unusable(
        "manifest_unreadable",
        {"nl": f"{MANIFEST} is niet te lezen.", "en": f"{MANIFEST} cannot be read."},
        str(folder / MANIFEST),
        {"nl": "Vraag om een nieuwe uitvoer van het dossier.", "en": "Ask for a new export of the dossier."},
    )


def _files_of(folder: Path) -> set[str]:
    """Every file but the manifest; what is no plain file gets a name that no manifest can list."""
    found = set()
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if Path(place, name).is_symlink()]
        for name in names + links:
            path = Path(place, name)
            shown = path.relative_to(folder).as_posix()
            if shown != MANIFEST:
                found.add(shown if stat.S_ISREG(path.lstat().st_mode) else f"{shown} (link)")
    return found


def _digest(path: Path) -> tuple[int, str]:
    whole, size = hashlib.sha256(), 0
    with path.open("rb") as content:
        while block := content.read(1 << 20):
            whole.update(block)
            size += len(block)
    return size, whole.hexdigest()


SAYINGS: dict[str, Words] = {
    "whole": {"nl": "Het dossier is heel.", "en": "The dossier is whole."},
    "damaged": {"nl": "Het dossier is beschadigd.", "en": "The dossier is damaged."},
    "first": {
        "nl": "De eerste gebeurtenis die niet te vertrouwen is: nummer {sequence} van keten {chain}.",
        "en": "The first event that cannot be trusted: number {sequence} of chain {chain}.",
    },
    "chain": {
        "nl": "Keten {chain}: {events} gebeurtenissen, laatste controlegetal {head}",
        "en": "Chain {chain}: {events} events, last hash {head}",
    },
    "more": {"nl": "… en nog {more} plaatsen.", "en": "… and {more} more places."},
    "now": {"nl": "Wat nu: {what_now}", "en": "What now: {what_now}"},
}


def told(verdict: Verdict, language: str) -> str:
    """The verdict as plain text for people."""
    lines = [SAYINGS["whole" if verdict.intact else "damaged"][language]]
    if first := verdict.first_bad:
        lines.append(SAYINGS["first"][language].format(sequence=first.sequence, chain=first.chain))
    lines += [f"- {damage.text[language]}" for damage in verdict.damage]
    if verdict.more:
        lines.append(SAYINGS["more"][language].format(more=verdict.more))
    lines += [SAYINGS["chain"][language].format(**vars(chain)) for chain in verdict.chains]
    return "\n".join([*lines, NOT_PROVEN[language]])


def main(arguments: list[str] | None = None) -> int:
    """Run as a command; gives the exit code."""
    parser = argparse.ArgumentParser(description="Check an exported audit dossier.")
    parser.add_argument("dossier", help="the folder of the dossier")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--language", choices=("nl", "en"), default="nl")
    asked = parser.parse_args(arguments)
    try:
        verdict = verify(asked.dossier)
    except Unusable as unusable:
        said = unusable.message[asked.language]
        now = SAYINGS["now"][asked.language].format(what_now=unusable.what_now[asked.language])
        print(json.dumps(unusable.as_json(), ensure_ascii=False) if asked.json else f"{said}\n{now}")
        return UNUSABLE
    print(json.dumps(verdict.as_json(), ensure_ascii=False) if asked.json else told(verdict, asked.language))
    return WHOLE if verdict.intact else DAMAGED


if __name__ == "__main__":
    sys.exit(main())
