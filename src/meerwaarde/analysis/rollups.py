"""Roll-ups: lines added up once per authority and year, so that a question need not read the lines again.

    rollups/<code>/creditors.parquet                     every creditor that occurs, with its number
    rollups/<code>/year=<yyyy>/suppliers.<build>.parquet  `SUPPLIER_COLUMNS`, sorted
    rollups/<code>/year=<yyyy>/totals.<build>.parquet     the same without creditor and firm
    rollups/<code>/year=<yyyy>/receipt.json               what they rest on; written last, names the two files
    rollups/national.<build>.parquet, national.json       the totals of all authorities in one file
    rollups/overview.<build>.parquet                      `OVERVIEW_COLUMNS` of all authorities

A partition is built again only when its receipt no longer says what is there. Readers follow receipts: they
see the old figures or the new ones, never a mixture. Nothing here knows the clock, so equal input gives equal
files.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from meerwaarde.analysis.dimensions import CREDITOR_COLUMNS, Dimensions, read_dimensions
from meerwaarde.analysis.engine import DuckDB, Engine, connect
from meerwaarde.analysis.lake import Lake, replacing, write_whole
from meerwaarde.analysis.ledger import LINE_SCHEMA, MARKS, ledger
from meerwaarde.analysis.tables import Column, Table, ibis

VERSION = 1
"""Raised when the same lines would give other roll-ups: all are then built again."""

_SUMS: Mapping[str, str] = {
    "lines": "int64",
    "cents": "int64",
    "credit_cents": "int64",
    "days_sum": "int64",
    "days_lines": "int64",
    "late_lines": "int64",
}
_MARKS: Mapping[str, str] = {
    "link": "string",
    "social": "boolean",
    "innovator": "boolean",
    "local": "boolean",
    "regional": "boolean",
    "small": "boolean",
    "legal_form": "string",
}
TOTAL_COLUMNS: Mapping[str, str] = {
    "authority": "string",
    "year": "int32",
    "quarter": "int32",
    "department": "string",
    "category": "string",
    "kind": "string",
    "band": "string",
    **_MARKS,
    **_SUMS,
}
"""Column → Ibis type of the totals. Sums are whole cents, lines and days."""

OVERVIEW_COLUMNS: Mapping[str, str] = {
    **{name: TOTAL_COLUMNS[name] for name in ("authority", "year", "department", "category", "kind")},
    **_SUMS,
}
"""Column → Ibis type of the overview: few rows, for what is asked most."""

SUPPLIER_COLUMNS: Mapping[str, str] = {
    **{name: kind for name, kind in TOTAL_COLUMNS.items() if name not in _SUMS},
    "creditor": "int32",
    "firm": "string",
    **_SUMS,
}
"""Column → Ibis type of the roll-up by supplier."""


class Band(msgspec.Struct, frozen=True):
    """A value band by its code; it begins at `least` cents (None: the lowest band, credits included)."""

    code: str
    least: int | None = None


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller decides, for the law's numbers stand elsewhere: bands of a year, and the payment
    term."""

    bands: Callable[[int], Sequence[Band]]
    """Bands in ascending order for the payments of a year."""
    term_days: int
    """A bill paid after more days than these is late."""


class Currency(msgspec.Struct, frozen=True):
    """Lines and amount (in hundredths) in a currency other than the euro; they are in no figure."""

    lines: int
    cents: int


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What the roll-ups of one authority and year rest on, and what they add up to."""

    authority: str
    year: int
    batches: tuple[tuple[str, str], ...]
    """Batches that hold lines of this year, each with the SHA-256 of its source."""
    dimensions: str
    """SHA-256 over creditors, categories and exclusions."""
    bands: tuple[Band, ...]
    term_days: int
    version: int
    lines: int
    """Euro lines; all of them are in the roll-ups, those that are no procurement under another kind."""
    cents: int
    other_currencies: Mapping[str, Currency]
    suppliers: str
    totals: str

    @property
    def basis(self) -> tuple[Any, ...]:
        """What decides whether they still hold."""
        return (self.batches, self.dimensions, self.bands, self.term_days, self.version)


def build(lake: Lake, authority: str, choices: Choices, *, memory: str = "2GB") -> tuple[Receipt, ...]:
    """Bring all roll-ups of an authority up to date; returns the receipts of all its years, ascending.

    Only years whose lines, dimensions or choices changed are built. `memory` bounds DuckDB; more goes to
    disk. Raises `lake.Damaged` where lines are missing, `RuntimeError` where the sums do not reconcile with
    the lines.
    """
    with _alone(lake.root, authority):
        return _built(lake, authority, choices, memory)


def _built(lake: Lake, authority: str, choices: Choices, memory: str) -> tuple[Receipt, ...]:
    dimensions = read_dimensions(lake.root, authority)
    wanted = {year: _basis(lake, authority, year, dimensions, choices) for year in lake.years(authority)}
    there = {receipt.year: receipt for receipt in receipts(lake.root, authority)}
    for year in there.keys() - wanted.keys():
        _forget(lake.rollups(authority, year))
    stale = [
        year for year, basis in sorted(wanted.items()) if year not in there or there[year].basis != basis
    ]
    if stale:
        with connect("duckdb", memory=memory, spill=lake.root / "drafts" / "spill") as engine:
            assert isinstance(engine, DuckDB)
            number_creditors(engine, lake, dimensions)
            for year in stale:
                _build_year(engine, lake, dimensions, year, choices)
    return receipts(lake.root, authority)


def build_all(lake: Lake, choices: Choices, *, memory: str = "2GB") -> tuple[Receipt, ...]:
    """Bring the roll-ups of all authorities and the national file up to date."""
    made = [one for code in _codes(lake) for one in build(lake, code, choices, memory=memory)]
    gather(lake.root, made, memory=memory)
    return tuple(made)


def _codes(lake: Lake) -> list[str]:
    """Authorities that have lines, and those that had them when their roll-ups were built."""
    return sorted({*lake.authorities(), *(one.authority for one in receipts(lake.root))})


def receipts(root: Path, authority: str | None = None) -> tuple[Receipt, ...]:
    """The receipts of one or all authorities, by authority and year: the roll-ups that exist."""
    found = (root / "rollups").glob(f"{authority or '*'}/year=*/receipt.json")
    read = [msgspec.json.decode(path.read_bytes(), type=Receipt) for path in found]
    return tuple(sorted(read, key=lambda one: (one.authority, one.year)))


def suppliers_paths(root: Path, some: Iterable[Receipt]) -> list[str]:
    """Paths of the roll-ups by supplier under these receipts."""
    return [str(_folder(root, one) / one.suppliers) for one in some]


def totals_paths(root: Path, some: Sequence[Receipt]) -> list[str]:
    """Paths of the totals under these receipts: the one national file where it holds exactly these."""
    national = _national(root)
    if national is not None and national.receipts == _digest(some):
        return [str(root / "rollups" / national.totals)]
    return [str(_folder(root, one) / one.totals) for one in some]


def overview_path(root: Path) -> str | None:
    """Path of the overview of all authorities; None where it does not hold just the roll-ups there are."""
    national = _national(root)
    if national is None or not national.overview or national.receipts != _digest(receipts(root)):
        return None
    return str(root / "rollups" / national.overview)


def creditors_path(root: Path, authority: str) -> Path:
    """Where every creditor that occurs stands with its number (`CREDITOR_COLUMNS`)."""
    return root / "rollups" / authority / "creditors.parquet"


def open_lines(
    engine: Engine, lake: Lake, authority: str | None, years: Iterable[int] | None = None
) -> Table:
    """The lake's lines with authority and year, as `LINE_SCHEMA`."""
    paths = [str(path) for path in lake.lines(authority, years)]
    return engine.open(paths, LINE_SCHEMA, base=str(lake.root / "lines"))


def open_ledger(
    engine: Engine, lake: Lake, authority: str, *, term_days: int, years: Iterable[int] | None = None
) -> Table:
    """The ledger (see `ledger.ledger`) of an authority whose roll-ups were built."""
    lines = open_lines(engine, lake, authority, years)
    creditors = engine.open([str(creditors_path(lake.root, authority))], CREDITOR_COLUMNS)
    return ledger(engine, lines, creditors, read_dimensions(lake.root, authority), term_days=term_days)


def number_creditors(engine: DuckDB, lake: Lake, dimensions: Dimensions) -> None:
    """Write rollups/<code>/creditors.parquet: the creditors of the dimension and every other that occurs.

    Those that nobody looked at yet get numbers below zero and keep them from one build to the next; all
    that is said of them is null.
    """
    place = creditors_path(lake.root, dimensions.authority)
    place.parent.mkdir(parents=True, exist_ok=True)
    listed = engine.open([dimensions.creditors] if dimensions.creditors else [], CREDITOR_COLUMNS)
    before = engine.open([str(place)] if place.is_file() else [], CREDITOR_COLUMNS)
    pair = ("supplier", "supplier_id")
    lines = open_lines(engine, lake, dimensions.authority)
    occurring = lines.select(*pair).distinct()
    kept = _without(before.filter(before.creditor < 0), listed)
    fresh = _without(_without(occurring, listed), kept)
    lowest = before.creditor.min().fill_null(0)
    order = ibis.row_number().over(ibis.window(order_by=[fresh.supplier, fresh.supplier_id]))
    least = ibis.least(before.aggregate(lowest=lowest).lowest.as_scalar(), 0)
    unknown = {name: ibis.null(kind) for name, kind in CREDITOR_COLUMNS.items() if name not in pair}
    new = fresh.mutate(**{**unknown, "creditor": (least - 1 - order).cast("int32")})
    columns = list(CREDITOR_COLUMNS)
    everybody = ibis.union(ibis.union(listed.select(columns), kept.select(columns)), new.select(columns))
    with replacing(place) as written:
        engine.write(everybody, written, order=["creditor"])


def _without(some: Table, others: Table) -> Table:
    return some.anti_join(
        others, [some.supplier == others.supplier, some.supplier_id.identical_to(others.supplier_id)]
    )


def rolled(entries: Table, bands: Sequence[Band]) -> Table:
    """Ledger → `SUPPLIER_COLUMNS`: one row per creditor, department, category, quarter and kind.

    The band is indicative: it is that of the creditor's total within the year, category and kind at the
    authority, while the law looks at a contract over its whole term.
    """
    keys = [name for name in SUPPLIER_COLUMNS if name not in _SUMS and name != "band"]
    grouped = entries.group_by(keys).agg(
        lines=entries.count(),
        cents=entries.cents.sum(),
        credit_cents=entries.cents.sum(where=entries.cents < 0).fill_null(0),
        days_sum=entries.days.sum().fill_null(0),
        days_lines=entries.days.count(),
        late_lines=entries.late.sum().fill_null(0),
    )
    whole = grouped.cents.sum().over(
        ibis.window(group_by=["authority", "year", "kind", "category", "creditor"])
    )
    valued = grouped.mutate(whole=whole)
    return valued.mutate(band=band_of(valued.whole, bands)).select(list(SUPPLIER_COLUMNS))


def totalled(suppliers: Table) -> Table:
    """`SUPPLIER_COLUMNS` → `TOTAL_COLUMNS`: the same sums without who was paid."""
    keys = [name for name in TOTAL_COLUMNS if name not in _SUMS]
    return suppliers.group_by(keys).agg(**{name: suppliers[name].sum() for name in _SUMS})


def band_of(cents: Column, bands: Sequence[Band]) -> Column:
    """The code of the highest band that begins at or below the amount."""
    lowest, *rest = bands
    steps = [(cents >= band.least, band.code) for band in reversed(rest)]
    return ibis.cases(*steps, else_=lowest.code) if steps else ibis.literal(lowest.code)


def gather(root: Path, some: Sequence[Receipt], *, memory: str = "2GB") -> None:
    """Write the totals of all authorities as one sorted file, and their overview, if not there yet."""
    with _alone(root, "national"):
        _gathered(root, some, memory)


def _gathered(root: Path, some: Sequence[Receipt], memory: str) -> None:
    digest = _digest(some)
    before = _national(root)
    if not some or (before is not None and before.receipts == digest and before.overview):
        return
    made = National(
        receipts=digest,
        totals=f"national.{digest[:16]}.parquet",
        overview=f"overview.{digest[:16]}.parquet",
    )
    with connect("duckdb", memory=memory) as engine:
        assert isinstance(engine, DuckDB)
        table = engine.open([str(_folder(root, one) / one.totals) for one in some], TOTAL_COLUMNS)
        with replacing(root / "rollups" / made.totals) as written:
            engine.write(table, written, order=_ORDER)
        keys = [name for name in OVERVIEW_COLUMNS if name not in _SUMS]
        overview = table.group_by(keys).agg(**{name: table[name].sum() for name in _SUMS})
        with replacing(root / "rollups" / made.overview) as written:
            engine.write(overview, written, order=keys)
    write_whole(root / "rollups" / "national.json", msgspec.json.encode(made))
    for path in (root / "rollups").glob("*.parquet"):
        if path.name not in (made.totals, made.overview):
            path.unlink()


class National(msgspec.Struct, frozen=True, kw_only=True):
    """Which files hold the totals of all authorities and their overview, and under which receipts."""

    receipts: str
    totals: str
    overview: str = ""


_ORDER = ("authority", "year", "kind", "category", "department", "quarter", "band", *MARKS)


def _build_year(engine: DuckDB, lake: Lake, dimensions: Dimensions, year: int, choices: Choices) -> None:
    authority, bands = dimensions.authority, tuple(choices.bands(year))
    basis = _basis(lake, authority, year, dimensions, choices)
    build = hashlib.sha256(msgspec.json.encode(basis)).hexdigest()[:16]
    folder = lake.rollups(authority, year)
    entries = open_ledger(engine, lake, authority, term_days=choices.term_days, years=[year])
    suppliers, totals = folder / f"suppliers.{build}.parquet", folder / f"totals.{build}.parquet"
    with replacing(suppliers) as written:
        engine.write(rolled(entries, bands), written, order=[*_ORDER, "creditor"])
    by_supplier = engine.open([str(suppliers)], SUPPLIER_COLUMNS)
    with replacing(totals) as written:
        engine.write(totalled(by_supplier), written, order=_ORDER)
    lines, cents, others = _reconciled(engine, lake, authority, year, totals)
    receipt = Receipt(
        authority=authority,
        year=year,
        batches=basis[0],
        dimensions=dimensions.digest,
        bands=bands,
        term_days=choices.term_days,
        version=VERSION,
        lines=lines,
        cents=cents,
        other_currencies=others,
        suppliers=suppliers.name,
        totals=totals.name,
    )
    write_whole(folder / "receipt.json", msgspec.json.format(msgspec.json.encode(receipt), indent=1))
    for path in folder.glob("*.parquet"):
        if path not in (suppliers, totals):
            path.unlink()


def _reconciled(
    engine: DuckDB, lake: Lake, authority: str, year: int, totals: Path
) -> tuple[int, int, dict[str, Currency]]:
    """Lines, cents and other currencies of the partition, counted from the lines; the roll-up must agree."""
    table = open_lines(engine, lake, authority, [year])
    per_currency = {
        row["currency"]: Currency(row["lines"], int(row["cents"]))
        for row in engine.rows(table.group_by("currency").agg(lines=table.count(), cents=table.cents.sum()))
    }
    euros = per_currency.pop("EUR", Currency(0, 0))
    made = engine.open([str(totals)], TOTAL_COLUMNS)
    [sums] = engine.rows(
        made.aggregate(lines=made.lines.sum().fill_null(0), cents=made.cents.sum().fill_null(0))
    )
    if (int(sums["lines"]), int(sums["cents"])) != (euros.lines, euros.cents):
        raise RuntimeError(
            f"The roll-up of {authority} {year} holds {sums['lines']} lines and {sums['cents']} cents, "
            f"the lines {euros.lines} and {euros.cents}. Nothing was replaced; does creditors.parquet name a "
            "supplier twice?"
        )
    return euros.lines, euros.cents, per_currency


def _basis(
    lake: Lake, authority: str, year: int, dimensions: Dimensions, choices: Choices
) -> tuple[Any, ...]:
    batches = tuple(
        sorted(
            (one.batch, one.source.sha256)
            for one in lake.batches(authority)
            if any(file.year == year for file in one.files)
        )
    )
    return (batches, dimensions.digest, tuple(choices.bands(year)), choices.term_days, VERSION)


@contextmanager
def _alone(root: Path, authority: str) -> Iterator[None]:
    """One builder per authority; importing goes on meanwhile, and makes the receipt stale."""
    (root / "locks").mkdir(parents=True, exist_ok=True)
    with (root / "locks" / f"{authority}.rollups.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _folder(root: Path, receipt: Receipt) -> Path:
    return root / "rollups" / receipt.authority / f"year={receipt.year}"


def _forget(folder: Path) -> None:
    """Take away the roll-ups of a year that has no lines any more, the receipt first."""
    (folder / "receipt.json").unlink(missing_ok=True)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


def _national(root: Path) -> National | None:
    try:
        return msgspec.json.decode((root / "rollups" / "national.json").read_bytes(), type=National)
    except FileNotFoundError:
        return None


def _digest(some: Iterable[Receipt]) -> str:
    ordered = sorted(some, key=lambda one: (one.authority, one.year))
    return hashlib.sha256(msgspec.json.encode(ordered)).hexdigest()
