"""A layout of its own on one large sheet: PDF/UA-1 for the printer, PNG for a slide or a screen.

Where `pictures` sets a drawing that is made elsewhere, here the template of a stage does the drawing with
Typst. All text travels as data, never as Typst source.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from meerwaarde.platform.documents.pdf import settable


def poster_pdf(template: Path, given: Mapping[str, Any]) -> bytes:
    """The sheet as PDF/UA-1; the compiler itself refuses what would not be accessible."""
    return _one(typst.compile(str(template), pdf_standards=["ua-1"], **_source(given)))


def poster_png(template: Path, given: Mapping[str, Any], *, dots_per_inch: int = 144) -> bytes:
    """The same sheet as PNG on white."""
    return _one(typst.compile(str(template), format="png", ppi=dots_per_inch, **_source(given)))


def _source(given: Mapping[str, Any]) -> dict[str, Any]:
    document = json.dumps(_settable(given), ensure_ascii=False)
    return {"sys_inputs": {"poster": document}, "ignore_system_fonts": True}


def _settable(value: Any) -> Any:
    match value:
        case str():
            return settable(value)
        case Mapping():
            return {name: _settable(one) for name, one in value.items()}
        case list() | tuple():
            return [_settable(one) for one in value]
    return value


def _one(made: object) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("Typst gave more than one file for one sheet.")
    return made
