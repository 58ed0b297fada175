"""What is known about invented creditors: some marks of some, so that yes, no and unknown all occur."""

from __future__ import annotations

import json
from typing import Any, Final

import polars as pl

from meerwaarde.analysis.dimensions import CREDITOR_COLUMNS
from meerwaarde.analysis.lake import Lake

KINDS: Final = {"int32": pl.Int32, "string": pl.String, "boolean": pl.Boolean, "float64": pl.Float64}
FORMS: Final = ("bv", "sole_trader", "foundation", "vof", None)
SIZES: Final = ("small", "middle", "large")
THEMES: Final = ("climate", "circular", "social_return")


def write_dimensions(lake: Lake) -> None:
    """Creditors, exclusions, themes and size class of every authority; equal lines, equal dimensions."""
    for at, code in enumerate(lake.authorities()):
        folder = lake.dimensions(code)
        pairs = (
            pl.scan_parquet(lake.lines(code), hive_partitioning=False)
            .select("supplier", "supplier_id", "category")
            .unique()
            .collect()
        )
        creditors = pairs.select("supplier", "supplier_id").unique().sort("supplier", "supplier_id")
        _known(creditors).write_parquet(folder / "creditors.parquet")
        categories = pairs["category"].drop_nulls().unique().sort().to_list()
        themes = {category: THEMES[place % 3] for place, category in enumerate(categories) if place % 4}
        _write(folder / "themes.json", themes)
        _write(folder / "exclusions.json", EXCLUSIONS)
        _write(folder / "authority.json", {"size_class": SIZES[at % 3]})


EXCLUSIONS: Final = (
    {"id": "benefits", "by": "description", "contains": "uitkering", "why": "Uitkeringen zijn geen inkoop."},
    {
        "id": "transfers",
        "by": "description",
        "contains": "interne verrekening",
        "why": "Verrekening binnen het huis.",
    },
)


def _known(creditors: pl.DataFrame) -> pl.DataFrame:
    luck = pl.col("supplier").hash(20261122)
    firm = luck % 5000

    def mark(seed: int, yes: int) -> pl.Expr:
        drawn = pl.col("supplier").hash(seed) % 10
        return pl.when(drawn < yes).then(True).when(drawn < 8).then(False)

    link = pl.when(luck % 10 < 6).then(pl.lit("linked")).when(luck % 10 < 7).then(pl.lit("review"))
    return creditors.with_columns(
        creditor=pl.int_range(1, pl.len() + 1, dtype=pl.Int32),
        firm=pl.when(luck % 10 < 7).then(pl.lit("firm-") + firm.cast(pl.String)),
        link=link.otherwise(pl.lit("none")),
        social=mark(1, 1),
        innovator=mark(2, 1),
        local=mark(3, 4),
        regional=mark(4, 6),
        small=mark(5, 5),
        legal_form=(luck % 5).cast(pl.Int64).replace_strict(dict(enumerate(FORMS)), return_dtype=pl.String),
        municipality=pl.lit(None, dtype=pl.String),
        deprivation=pl.when(luck % 7 > 0).then((luck % 100).cast(pl.Float64) / 50 - 1),
    ).select(*(pl.col(name).cast(KINDS[kind]) for name, kind in CREDITOR_COLUMNS.items()))


def _write(path: Any, content: Any) -> None:
    path.write_text(json.dumps(content))
