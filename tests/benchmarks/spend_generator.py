"""Realistic Dutch spend, wholly invented, as much of it as a benchmark wants, and the truth about it.

`Spend(lines=…, seed=…)` makes the same lines on every machine. What it makes, and why it looks real:

- **Skew.** Authorities, departments, ledger accounts, categories and suppliers follow Zipf's law: a few carry
  most of the lines and money, and the tail is long. Amounts are lognormal around a level of their account.
  About 3% are credit notes: negative.
- **Calendar.** Years in order, days mostly on working days, December full; some authorities miss a month.
- **Messy suppliers.** A firm has one to eight spellings: B.V. or BV or none, capitals, cut off at 20
  characters, the place behind it, a typo, quotes around a part, Stichting as St., VOF as v.o.f. A creditor
  number belongs to one spelling at one authority. The KvK number belongs to the creditor and stands on about
  60% of the lines.
- **What is no procurement.** Benefits to numbered clients (never a person's name) and internal transfers.
- **Faults** in a CSV when asked: amounts and dates that cannot be read, empty suppliers; their number is
  told.

What comes out:

- `spend.write_csv(path)` → one authority's file as a financial package exports it (`HEADER`, semicolons,
  decimal comma, dd-mm-yyyy), and what it must add up to (`Written`). 10 million lines take about a minute.
- `spend.write_lake(root)` → all authorities directly as a lake (`meerwaarde.analysis.lake`), a batch each.
- `spend.blocks(authority, year)` → the lines themselves, polars frames with the columns of the lake.
- `spend.register()` → the firms as a company register has them (id, name, place, kvk), with namesakes
  elsewhere that never get an invoice, and without the 15% that no register knows.
- `spend.truth(authority)` → creditor → register id for linkage (null: in no register). Creditors of
  benefits (number U…) and transfers (I1) are not in it.

Run: python tests/benchmarks/spend_generator.py --lines 100000 --csv /tmp/spend.csv
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
import pyarrow.parquet as pq
from spend_names import PLACES, firm_name, kvk_numbers, misspelled, words

from meerwaarde.analysis.lake import LINE_COLUMNS, Content, Lake, Source, Total, line_schema

BLOCK: Final = 500_000
"""Lines made at a time: what memory holds does not grow with the number of lines."""

HEADER: Final = {
    "supplier_id": "Crediteurnummer",
    "supplier": "Naam crediteur",
    "kvk": "KvK-nummer",
    "invoice_date": "Factuurdatum",
    "date": "Boekdatum",
    "cents": "Bedrag excl. btw",
    "vat_cents": "Btw",
    "gross_cents": "Bedrag incl. btw",
    "currency": "Valuta",
    "department": "Afdeling",
    "account": "Grootboekrekening",
    "category": "Inkooppakket",
    "description": "Omschrijving",
    "reference": "Factuurnummer",
}
"""Role → heading in the CSV, in the order of the columns."""


_DEPARTMENTS = words(
    "Bedrijfsvoering|Sociaal domein|Beheer openbare ruimte|Stadsontwikkeling|Jeugd en onderwijs|Financiën|"
    "Vastgoed|Burgerzaken|Informatievoorziening|Toezicht en handhaving|Sport en cultuur|Griffie",
    "|",
)
_CATEGORIES = words(
    "Jeugdzorg|Wegen en riolering|Inhuur personeel|Software|Schoonmaak|Groenonderhoud|Energie|Wmo-hulp|"
    "Bouwkundig onderhoud|Advies|Leerlingenvervoer|Afvalinzameling|Kantoorartikelen|Catering|Drukwerk|"
    "Beveiliging|Opleidingen|Verzekeringen|Telefonie|Wagenpark|Meubilair|Bedrijfskleding|"
    "Openbare verlichting|Accountancy",
    "|",
)
BENEFITS: Final = "Uitkeringen Participatiewet"
TRANSFERS: Final = "Interne verrekening"
_FAULTS = (
    ("cents", "12,34,56"),
    ("cents", "n.v.t."),
    ("cents", ""),
    ("date", "31-02-2024"),
    ("supplier", ""),
)


@dataclass(frozen=True)
class Written:
    """What a CSV must add up to: lines counted, cents (net of VAT) of those, faults put in."""

    lines: int
    cents: int
    refused: int
    years: dict[int, int]
    """Year → cents of the counted lines."""


@dataclass(frozen=True)
class Spend:
    """The invented spend of a number of authorities; equal arguments make equal lines."""

    lines: int
    seed: int = 20261122
    authorities: int = 1
    years: tuple[int, ...] = (2022, 2023, 2024, 2025)
    firms: int | None = None
    """How many firms send invoices; by default one to 250 lines, 300 at least and 60,000 at most."""
    spellings: int = 8
    """The most spellings of one firm."""
    kvk_share: float = 0.6
    faults: float = 0.0
    """Share of the lines of a CSV that get a fault."""
    codes: tuple[str, ...] = field(default=())
    """Codes of the authorities; a001, a002 and on where not given."""

    @cached_property
    def authority_codes(self) -> tuple[str, ...]:
        """Codes in order of size: the first has most lines."""
        return self.codes or tuple(f"a{at:03d}" for at in range(1, self.authorities + 1))

    @cached_property
    def shares(self) -> dict[str, dict[int, int]]:
        """Authority → year → number of lines; they add up to `lines`."""
        weights = np.outer(
            _zipf(self.authorities, 0.9), np.full(len(self.years), 1 / len(self.years))
        ).ravel()
        ends = np.rint(np.cumsum(weights) * self.lines).astype(int)
        counts = iter(np.diff(ends, prepend=0).tolist())
        return {code: {year: next(counts) for year in self.years} for code in self.authority_codes}

    # firms and their spellings

    @cached_property
    def _firms(self) -> pl.DataFrame:
        """firm, name, place, kvk, known (to the register)."""
        count = self.firms or min(60_000, max(300, self.lines // 250))
        random = self._random(1)
        names = [firm_name(random) for _ in range(count)]
        return pl.DataFrame(
            {
                "firm": np.arange(count, dtype=np.int32),
                "name": names,
                "place": random.choice(PLACES, count),
                "kvk": kvk_numbers(random, count),
                "known": random.random(count) < 0.85,
            }
        )

    @cached_property
    def _creditors(self) -> pl.DataFrame:
        """firm, supplier, kvk, has_kvk; the row number is the spelling, a firm's first one is the usual."""
        random = self._random(2)
        spelled: list[tuple[int, str]] = []
        firms = self._firms
        for firm, name, place in firms.select("firm", "name", "place").iter_rows():
            seen = dict.fromkeys([name])
            for _ in range(int(random.integers(0, self.spellings))):
                seen.setdefault(misspelled(name, place, random))
            spelled += [(firm, one) for one in seen if one]
        table = pl.DataFrame(spelled, schema={"firm": pl.Int32, "supplier": pl.String}, orient="row")
        return table.join(firms.select("firm", "kvk"), on="firm", maintain_order="left").with_columns(
            pl.Series("has_kvk", random.random(len(table)) < self.kvk_share / (1 - _NO_PROCUREMENT)),
        )

    @cached_property
    def _draws(self) -> tuple[Any, Any, Any]:
        """Cumulative weights of firms; first spelling of each firm; number of its spellings."""
        per_firm = self._creditors.group_by("firm", maintain_order=True).len().get_column("len").to_numpy()
        per_firm = per_firm.astype(np.int64)
        return np.cumsum(_zipf(len(per_firm), 0.95)), np.cumsum(per_firm) - per_firm, per_firm

    def register(self) -> pl.DataFrame:
        """id (`r` and a number), name, place, kvk of every firm the register knows, and of namesakes."""
        known = self._firms.filter("known")
        random = self._random(3)
        twins = known.sample(fraction=0.2, seed=self.seed)
        twins = twins.with_columns(
            pl.col("firm") + 10_000_000,
            place=pl.Series(random.choice(PLACES, len(twins))),
            kvk=pl.Series(kvk_numbers(random, len(twins), start=80_000_000)),
        )
        both = pl.concat([known, twins])
        return both.select(pl.format("r{}", "firm").alias("id"), "name", "place", "kvk").sort("id")

    def truth(self, authority: str) -> pl.DataFrame:
        """supplier, supplier_id, id: every creditor that sells, and its id in the register or null."""
        firms = self._firms.filter("known").select("firm", pl.format("r{}", "firm").alias("id"))
        creditors = self._creditors.with_row_index("spelling").join(
            firms, on="firm", how="left", maintain_order="left"
        )
        return creditors.select("supplier", self._supplier_id(authority), "id")

    def _supplier_id(self, authority: str) -> pl.Expr:
        first = 100_000 * (self.authority_codes.index(authority) % 8 + 1)
        return (pl.col("spelling").cast(pl.Int64) + first).cast(pl.String).alias("supplier_id")

    # lines

    def blocks(self, authority: str, year: int) -> Iterator[pl.DataFrame]:
        """The lines of one authority and year, `BLOCK` at a time, with the columns of the lake."""
        count = self.shares[authority][year]
        for start in range(0, count, BLOCK):
            yield self._block(authority, year, start, min(BLOCK, count - start))

    def _block(self, authority: str, year: int, start: int, count: int) -> pl.DataFrame:
        at = self.authority_codes.index(authority)
        random = self._random(4, at, year, start)
        account = np.searchsorted(np.cumsum(_zipf(240, 0.8)), random.random(count)).clip(0, 239)
        cents, vat = _amounts(random, account, count)
        drawn = self._pick(random, at, count)
        paid, invoiced = self._days(random, at, year, count)
        kind = random.random(count)
        names = self._creditors
        categories = pl.Series([*_CATEGORIES, None], dtype=pl.String)
        category = np.where(random.random(count) < 0.1, len(_CATEGORIES), (account * 7) % len(_CATEGORIES))
        frame = pl.DataFrame(
            {
                "spelling": drawn,
                "line": np.arange(start + 2, start + 2 + count, dtype=np.int64),
                "date": pl.Series(paid).cast(pl.Date),
                "invoice_date": pl.Series(invoiced).cast(pl.Date),
                "cents": cents,
                "vat_cents": vat,
                "supplier": names.get_column("supplier").gather(drawn),
                "kvk": names.get_column("kvk").gather(drawn),
                "has_kvk": names.get_column("has_kvk").gather(drawn),
                "account": pl.Series([str(4_000_00 + 125 * one) for one in range(240)]).gather(account),
                "category": categories.gather(category),
                "department": pl.Series(_DEPARTMENTS).gather(_departments(random, account, count)),
                "number": random.integers(1, 99_999, count),
                "kind": kind,
            }
        )
        return self._dressed(frame, authority, year)

    def _dressed(self, frame: pl.DataFrame, authority: str, year: int) -> pl.DataFrame:
        """Texts that follow from what was drawn; benefits and transfers laid over the purchases."""
        benefit = pl.col("kind") < _BENEFIT_SHARE
        transfer = (pl.col("kind") >= _BENEFIT_SHARE) & (pl.col("kind") < _NO_PROCUREMENT)
        client = pl.format("Cliënt {}", pl.col("number"))
        other = benefit | transfer
        dressed = frame.with_columns(
            self._supplier_id(authority),
            batch=pl.lit("generated"),
            currency=pl.lit("EUR"),
            kvk=pl.when(pl.col("has_kvk") & ~other).then("kvk"),
            description=pl.format(
                "{} {}", pl.coalesce("category", pl.lit("Diversen")), pl.col("date").dt.strftime("%m-%Y")
            ),
            reference=pl.format(f"{year % 100}{{}}-{{}}", pl.col("number"), pl.col("spelling") % 97),
        ).with_columns(
            supplier=pl.when(benefit)
            .then(client)
            .when(transfer)
            .then(pl.lit(f"Gemeente {authority}"))
            .otherwise("supplier"),
            supplier_id=pl.when(benefit)
            .then(pl.format("U{}", "number"))
            .when(transfer)
            .then(pl.lit("I1"))
            .otherwise("supplier_id"),
            account=pl.when(benefit)
            .then(pl.lit("610000"))
            .when(transfer)
            .then(pl.lit("990000"))
            .otherwise("account"),
            category=pl.when(~other).then("category"),
            description=pl.when(benefit)
            .then(pl.lit(BENEFITS))
            .when(transfer)
            .then(pl.lit(TRANSFERS))
            .otherwise("description"),
            vat_cents=pl.when(other).then(0).otherwise("vat_cents").cast(pl.Int64),
        )
        return dressed.with_columns(gross_cents=pl.col("cents") + pl.col("vat_cents")).select(*LINE_COLUMNS)

    def _pick(self, random: np.random.Generator, at: int, count: int) -> Any:
        """Spellings drawn: firms by Zipf in an order of the authority's own, the usual spelling most."""
        weights, first, spellings = self._draws
        order = self._random(5, at).permutation(len(first))
        order[: len(order) // 50] = np.arange(len(order) // 50)  # the largest firms are large everywhere
        firm = order[np.searchsorted(weights, random.random(count)).clip(0, len(first) - 1)]
        usual = random.random(count) < 0.55
        which = np.where(usual, 0, (random.random(count) ** 1.7 * spellings[firm]).astype(np.int64))
        return first[firm] + which

    def _days(self, random: np.random.Generator, at: int, year: int, count: int) -> tuple[Any, Any]:
        """Days of payment (days since 1970) and of the invoice before it; some months are missing."""
        own = self._random(6, at, year)
        weights = np.array([8, 8, 8, 8, 8, 8, 6, 5, 8, 9, 9, 13], dtype=float)
        if own.random() < 0.25:
            weights[own.integers(0, 12)] = 0
        starts = (
            np.array([date(year, month, 1).toordinal() for month in range(1, 13)])
            - date(1970, 1, 1).toordinal()
        )
        lengths = np.diff([*starts, date(year + 1, 1, 1).toordinal() - date(1970, 1, 1).toordinal()])
        month = np.searchsorted(np.cumsum(weights / weights.sum()), random.random(count)).clip(0, 11)
        inside = (random.random(count) * lengths[month]).astype(np.int64)
        day = starts[month] + inside
        weekday = (day + 3) % 7  # 1 January 1970 was a Thursday; 0 is Monday
        back = np.where((weekday >= 5) & (inside >= 2), weekday - 4, 0)
        paid = (day - back).astype(np.int32)
        return paid, (paid - random.gamma(4, 7, count).astype(np.int32)).astype(np.int32)

    def _random(self, *key: int) -> np.random.Generator:
        return np.random.Generator(np.random.SFC64(np.random.SeedSequence((self.seed, *key))))

    # files

    def write_csv(self, path: Path, authority: str | None = None) -> Written:
        """Write one authority's lines (the first's unless named) as its financial package would."""
        code = authority or self.authority_codes[0]
        lines = refused = 0
        years: dict[int, int] = {}
        with path.open("wb") as file:
            file.write((";".join(HEADER.values()) + "\r\n").encode())
            for year in self.years:
                for at, block in enumerate(self.blocks(code, year)):
                    shown, counted = self._shown(block, year, at)
                    shown.write_csv(file, separator=";", include_header=False, line_terminator="\r\n")
                    lines, refused = lines + len(counted), refused + len(block) - len(counted)
                    years[year] = years.get(year, 0) + int(counted.get_column("cents").sum())
        return Written(lines, sum(years.values()), refused, years)

    def _shown(self, block: pl.DataFrame, year: int, at: int) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The block as text, with faults put in; and the lines that are without fault."""
        shown = block.select(
            *(_as_text(role, block.schema[role]).alias(role) for role in HEADER),
        )
        if not self.faults:
            return shown, block
        random = self._random(7, year, at)
        fault = np.where(
            random.random(len(block)) < self.faults, random.integers(0, len(_FAULTS), len(block)), -1
        )
        shown = shown.with_columns(fault=pl.Series(fault))
        for which, (role, bad) in enumerate(_FAULTS):
            shown = shown.with_columns(
                pl.when(pl.col("fault") == which).then(pl.lit(bad)).otherwise(role).alias(role)
            )
        return shown.drop("fault"), block.filter(pl.Series(fault < 0))

    def write_lake(self, root: Path) -> None:
        """Write all authorities as a lake, one batch (`generated`) each."""
        lake = Lake(root)
        for code in self.authority_codes:
            with lake.draft(code, "generated") as draft:
                years = {}
                for year in self.years:
                    if not self.shares[code][year]:
                        continue
                    cents = 0
                    with pq.ParquetWriter(draft.lines(year), line_schema(), compression="zstd") as writer:
                        for block in self.blocks(code, year):
                            writer.write_table(block.to_arrow().cast(line_schema()))
                            cents += int(block.get_column("cents").sum())
                    years[year] = Total(lines=self.shares[code][year], cents=cents)
                count, total = (
                    sum(one.lines for one in years.values()),
                    sum(one.cents for one in years.values()),
                )
                content = Content(years=years, refused=0, currencies={"EUR": Total(lines=count, cents=total)})
                said = f"{self.seed} {self.lines} {self.authorities} {self.years} {code}"
                source = Source(name="generated", sha256=hashlib.sha256(said.encode()).hexdigest(), bytes=0)
                draft.commit(content, source, "2026-01-01T00:00:00+01:00")


_BENEFIT_SHARE: Final = 0.05
_NO_PROCUREMENT: Final = 0.08
"""Share of the lines that are benefits, and that are benefits or transfers."""


def _zipf(count: int, power: float) -> Any:
    """Weights of `count` things in order of size, adding up to 1."""
    weights = 1 / np.arange(1, count + 1) ** power
    return weights / weights.sum()


def _amounts(random: np.random.Generator, account: Any, count: int) -> tuple[Any, Any]:
    """Cents net of VAT, and VAT: lognormal around a level of the account, 3% negative."""
    level = np.log(9_000) + (account * 37 % 11) * 0.45
    cents = np.exp(random.normal(level, 1.3)).clip(100, 4e9).astype(np.int64)
    cents = np.where(random.random(count) < 0.03, -cents, cents)
    rate = np.array([21, 21, 21, 9, 0])[account % 5]
    return cents, np.rint(cents * rate / 100).astype(np.int64)


def _departments(random: np.random.Generator, account: Any, count: int) -> Any:
    """A department of the account mostly, else any, the first most."""
    anywhere = np.searchsorted(np.cumsum(_zipf(len(_DEPARTMENTS), 1)), random.random(count)).clip(0, 11)
    return np.where(random.random(count) < 0.7, account % len(_DEPARTMENTS), anywhere)


def _as_text(role: str, kind: pl.DataType) -> pl.Expr:
    """A column as a Dutch financial package writes it."""
    value = pl.col(role)
    if role.endswith("cents"):
        sign = pl.when(value < 0).then(pl.lit("-")).otherwise(pl.lit(""))
        return pl.format(
            "{}{},{}", sign, value.abs() // 100, (value.abs() % 100).cast(pl.String).str.zfill(2)
        )
    return value.dt.strftime("%d-%m-%Y") if kind == pl.Date else value


def _main() -> None:
    parser = argparse.ArgumentParser(description="Write invented spend.")
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--authorities", type=int, default=1)
    parser.add_argument("--csv", type=Path)
    parser.add_argument("--lake", type=Path)
    parser.add_argument("--faults", type=float, default=0.0)
    asked = parser.parse_args()
    spend = Spend(asked.lines, authorities=asked.authorities, faults=asked.faults)
    if asked.csv:
        print(spend.write_csv(asked.csv))
    if asked.lake:
        spend.write_lake(asked.lake)


if __name__ == "__main__":
    _main()
