"""What an authority knows about its creditors and categories, as files beside the lines.

    dimensions/<code>/creditors.parquet   `CREDITOR_COLUMNS`, one row per (supplier, supplier_id)
    dimensions/<code>/categories.json     ordered `CategoryRule`s; without the file the source's own words
    stand dimensions/<code>/exclusions.json     ordered `ExclusionRule`s: what is no procurement
    dimensions/<code>/themes.json         category → its foremost theme
    dimensions/<code>/authority.json      {"size_class": …}

Null is unknown, and unknown is never guessed. Of rules the first that matches wins.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

CREDITOR_COLUMNS: Mapping[str, str] = {
    "creditor": "int32",
    "supplier": "string",
    "supplier_id": "string",
    "firm": "string",
    "link": "string",
    "social": "boolean",
    "innovator": "boolean",
    "local": "boolean",
    "regional": "boolean",
    "small": "boolean",
    "legal_form": "string",
    "municipality": "string",
    "deprivation": "float64",
}
"""Column → Ibis type of creditors.parquet."""


class CategoryRule(msgspec.Struct, frozen=True, kw_only=True):
    """Which category a line gets.

    `match` is a creditor's number in creditors.parquet, an account or a source's own category (equal, letter
    case apart), or a text that the description holds.
    """

    by: Literal["creditor", "account", "category", "text"]
    match: str
    category: str
    confidence: float | None = None
    decided_by: str | None = None


class ExclusionRule(msgspec.Struct, frozen=True, kw_only=True):
    """Which lines are no procurement (benefits, taxes, transfers inside the house), and why.

    One of `contains` and `equals` is given; letter case does not count.
    """

    id: str
    by: Literal["account", "category", "supplier", "description"]
    contains: str | None = None
    equals: str | None = None
    why: str = ""

    def __post_init__(self) -> None:
        if (self.contains is None) == (self.equals is None):
            raise ValueError(f"Exclusion {self.id} needs one of `contains` and `equals`.")
        if self.id == PROCUREMENT:
            raise ValueError(f"{PROCUREMENT!r} is the name of what stays, and cannot name an exclusion.")


PROCUREMENT = "procurement"
"""The `kind` of a line that no exclusion takes out."""


class Dimensions(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of one authority and where its creditors are; `digest` changes when any of it does."""

    authority: str
    creditors: str | None
    """Path of creditors.parquet, None where nothing is known yet."""
    categories: tuple[CategoryRule, ...] | None
    """None: no rules at all, and the words of the source stand."""
    exclusions: tuple[ExclusionRule, ...]
    digest: str


_RULES = ("categories.json", "exclusions.json")


def read_dimensions(root: Path, authority: str) -> Dimensions:
    """The dimensions of an authority in the lake at `root`; none of the files needs to be there.

    Raises `msgspec.ValidationError` for a rule that cannot be read: a rule is never left out silently.
    """
    folder = root / "dimensions" / authority
    creditors = folder / "creditors.parquet"
    categories, exclusions = (_read(folder / name) for name in _RULES)
    digest = hashlib.sha256()
    for content in (_read(creditors), categories, exclusions):
        digest.update(b"-" if content is None else hashlib.sha256(content).digest())
    return Dimensions(
        authority=authority,
        creditors=str(creditors) if creditors.is_file() else None,
        categories=None
        if categories is None
        else msgspec.json.decode(categories, type=tuple[CategoryRule, ...]),
        exclusions=()
        if exclusions is None
        else msgspec.json.decode(exclusions, type=tuple[ExclusionRule, ...]),
        digest=digest.hexdigest(),
    )


def read_themes(root: Path, authority: str) -> dict[str, str]:
    """Category → its foremost theme; empty where the authority named none."""
    content = _read(root / "dimensions" / authority / "themes.json")
    return {} if content is None else msgspec.json.decode(content, type=dict[str, str])


class AuthorityFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the comparison between authorities needs."""

    size_class: str | None = None


def read_size_class(root: Path, authority: str) -> str | None:
    """The size class of an authority, such as `50k_100k`; None where unknown."""
    content = _read(root / "dimensions" / authority / "authority.json")
    return None if content is None else msgspec.json.decode(content, type=AuthorityFacts).size_class


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
