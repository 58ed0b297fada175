"""The list of categories that comes with the product: our own texts, a proposal to begin with.

The division in groups follows the product groups of the national criteria tool from afar; names, levels and
texts are ours. What rests on something that anyone can look up names its source; all else is unverified.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from meerwaarde.rules.ambition import THEMES, Level
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.text import Text

FOLDER = Path(__file__).with_name("shipped")


class ShippedSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that anyone can look up."""

    code: str
    title: str
    url: str
    checked: date


class Proposal(msgspec.Struct, frozen=True):
    """What a category could yield for a theme; without words at level 0."""

    level: Level
    opportunity: Text
    examples: tuple[Text, ...] = ()
    source: ShippedSource | None = None

    @property
    def certainty(self) -> Literal["sourced", "unverified"]:
        """Sourced means that the theme is known to matter here; the words are ours either way."""
        return "unverified" if self.source is None else "sourced"


class ShippedCategory(msgspec.Struct, frozen=True):
    """A category with its CPV beginnings and a proposal per theme, all six."""

    code: str
    name: Text
    what: Text
    cluster: Text
    cpv: tuple[str, ...]
    themes: dict[Theme, Proposal]


class _WrittenProposal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    level: Level
    nl: str = ""
    en: str = ""
    examples_nl: tuple[str, ...] = ()
    examples_en: tuple[str, ...] = ()
    source: str = ""


class _WrittenCategory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    name: Text
    what: Text
    cpv: tuple[str, ...]
    themes: dict[Theme, _WrittenProposal]


class _WrittenCluster(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cluster: Text
    categories: tuple[_WrittenCategory, ...]


@cache
def shipped_categories() -> tuple[ShippedCategory, ...]:
    """The whole list in its order; read once. Raises `ValueError` where a file is not as it must be."""
    sources = {one.code: one for one in msgspec.convert(_raw("sources.yaml"), tuple[ShippedSource, ...])}
    found = []
    for path in sorted(FOLDER.glob("[0-9]_*.yaml")):
        written = msgspec.convert(_raw(path.name), _WrittenCluster)
        found += [_category(one, written.cluster, sources) for one in written.categories]
    return tuple(found)


def _category(written: _WrittenCategory, cluster: Text, sources: dict[str, ShippedSource]) -> ShippedCategory:
    missing = [theme for theme in THEMES if theme not in written.themes]
    if missing:
        raise ValueError(f"{written.code} says nothing about {', '.join(missing)}")
    themes = {theme: _proposal(written.themes[theme], sources) for theme in THEMES}
    return ShippedCategory(written.code, written.name, written.what, cluster, written.cpv, themes)


def _proposal(written: _WrittenProposal, sources: dict[str, ShippedSource]) -> Proposal:
    examples = zip(written.examples_nl, written.examples_en, strict=True)
    return Proposal(
        written.level,
        Text(nl=written.nl, en=written.en),
        tuple(Text(nl=nl, en=en) for nl, en in examples),
        sources[written.source] if written.source else None,
    )


def _raw(name: str) -> object:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw: object = yaml.load((FOLDER / name).read_bytes(), Loader=loader)  # noqa: S506 (safe loader, C or Python)
    return raw
