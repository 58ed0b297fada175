"""Which engine answers: DuckDB in this process, or a Spark cluster of any size; the questions are the same.

Both open Parquet and answer Ibis expressions. Money is whole cents (int64) all the way, so that the answers
are equal to the cent. What a real cluster and object storage need stands in docs/guides/spend-engines.md.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, Self

from meerwaarde.analysis.tables import Table, ibis

ENGINES = ("duckdb", "spark")

SPARK_SETTINGS: Mapping[str, str] = {
    "spark.app.name": "meerwaarde",
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    # a sum that does not fit must fail, never wrap round in silence
    "spark.sql.ansi.enabled": "true",
    # "0363" is the code of an authority, not the number 363
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.sql.shuffle.partitions": "8",
}
"""What every session gets; `settings` of `connect` lies over it."""


class EngineMissing(RuntimeError):
    """The engine that was asked for is not installed here; the message says what is missing."""


class Engine(Protocol):
    """Opens Parquet as Ibis tables and answers expressions over them."""

    name: str

    def open(self, paths: Sequence[str], schema: Mapping[str, str], *, base: str | None = None) -> Table:
        """The rows of these files as one table with the columns of `schema` (name → Ibis type).

        With `base` the names of folders between `base` and a file are columns (`authority=0363`). No paths
        give a table without rows.
        """
        ...

    def small(self, rows: Sequence[tuple[Any, ...]], schema: Mapping[str, str]) -> Table:
        """A table of values that are in hand: a list of rules, not data."""
        ...

    def compiled(self, table: Table) -> str:
        """The expression in the engine's own SQL: worth keeping, for many an answer costs less than this."""
        ...

    def run(self, query: str) -> list[dict[str, Any]]:
        """The answer to what `compiled` gave: one mapping a row, amounts as Python integers."""
        ...

    def rows(self, table: Table) -> list[dict[str, Any]]:
        """The answer to an expression that is asked once."""
        ...

    def close(self) -> None:
        """Give back memory and connections."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


def connect(
    name: str = "duckdb",
    *,
    master: str | None = None,
    memory: str = "2GB",
    threads: int | None = None,
    spill: Path | None = None,
    settings: Mapping[str, str] | None = None,
) -> Engine:
    """An engine by its name.

    `memory` (of DuckDB; more goes to disk, in `spill`), `threads` (of DuckDB), `master` (address of Spark,
    such as `spark://host:7077`, `yarn`, `k8s://https://…`; two threads in this process unless said) and
    `settings` (of either engine, by their own names). Raises `EngineMissing` where the engine is not
    installed, `ValueError` for a name that is none of `ENGINES`.
    """
    if name == "duckdb":
        return DuckDB(memory=memory, threads=threads, spill=spill, settings=settings or {})
    if name == "spark":
        return Spark(master=master, settings=settings or {})
    raise ValueError(f"Unknown engine {name!r}. There are: {', '.join(ENGINES)}.")


class _Both(ABC):
    """What is the same for both engines."""

    connection: Any

    def compiled(self, table: Table) -> str:
        """See `Engine.compiled`."""
        return str(self.connection.compile(table))

    def rows(self, table: Table) -> list[dict[str, Any]]:
        """See `Engine.rows`."""
        return self.run(self.compiled(table))

    @abstractmethod
    def run(self, query: str) -> list[dict[str, Any]]:
        """See `Engine.run`."""

    @abstractmethod
    def close(self) -> None:
        """See `Engine.close`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class DuckDB(_Both):
    """DuckDB in this process; what does not fit in its memory goes to disk."""

    name = "duckdb"

    def __init__(
        self, *, memory: str, threads: int | None, spill: Path | None, settings: Mapping[str, str]
    ) -> None:
        chosen: dict[str, Any] = {"memory_limit": memory, "preserve_insertion_order": False, **settings}
        if threads is not None:
            chosen["threads"] = threads
        if spill is not None:
            chosen["temp_directory"] = str(spill)
        self.connection = ibis.duckdb.connect(**chosen)
        # DuckDB 2.0 derives too narrow bounds for sums over joined tables and then refuses its own sums
        self.connection.raw_sql(
            "SET disabled_optimizers = 'statistics_propagation,compressed_materialization'"
        )
        # its bar would stand on standard output, among what other programs read there
        self.connection.raw_sql("SET enable_progress_bar = false")
        self._tables = 0

    def open(self, paths: Sequence[str], schema: Mapping[str, str], *, base: str | None = None) -> Table:
        """See `Engine.open`."""
        if not paths:
            return self.small((), schema)
        self._tables += 1
        name, listed, folders = f"files_{self._tables}", _sql(list(paths)), _sql(base is not None)
        # "0363" is the code of an authority: the name of a folder is text until the schema says otherwise
        files = f"read_parquet({listed}, hive_partitioning = {folders}, hive_types_autocast = false)"
        query = f"SELECT {_named(schema)} FROM {files}"  # noqa: S608 (names are ours, values are quoted)
        self.connection.raw_sql(f"CREATE TEMP VIEW {name} AS {query}")
        return self.connection.table(name)

    def small(self, rows: Sequence[tuple[Any, ...]], schema: Mapping[str, str]) -> Table:
        """See `Engine.small`."""
        self._tables += 1
        name = f"values_{self._tables}"
        made = self.connection.create_table(name, schema=ibis.schema(dict(schema)), temp=True)
        if rows:
            places = ", ".join("?" for _ in schema)
            self.connection.con.executemany(f"INSERT INTO {name} VALUES ({places})", list(rows))  # noqa: S608 (a name of ours)
        return made

    def run(self, query: str) -> list[dict[str, Any]]:
        """See `Engine.run`."""
        answer = self.connection.raw_sql(query)
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def write(self, table: Table, path: Path, *, order: Sequence[str]) -> None:
        """Write the answer as zstd Parquet in this order; whole numbers stay int64.

        A sum of int64 is wider than int64 in DuckDB, and Parquet would keep it as floating point: hence the
        casts.
        """
        query = self.compiled(table)
        columns = ", ".join(
            f'CAST("{name}" AS BIGINT) AS "{name}"' if kind.is_int64() else f'"{name}"'
            for name, kind in table.schema().items()
        )
        by = ", ".join(f'"{name}" NULLS FIRST' for name in order)
        self.connection.raw_sql(
            f"COPY (SELECT {columns} FROM ({query}) ORDER BY {by}) TO {_sql(str(path))}"  # noqa: S608 (names are ours, values are quoted)
            " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)"
        )

    def close(self) -> None:
        """See `Engine.close`."""
        self.connection.disconnect()


class Spark(_Both):
    """A Spark session: in this process, or on the cluster that `master` names."""

    name = "spark"

    def __init__(self, *, master: str | None, settings: Mapping[str, str]) -> None:
        try:
            from pyspark.sql import SparkSession  # noqa: PLC0415 (an extra of its own)
        except ImportError as missing:
            raise EngineMissing(
                "pyspark is not installed: pip install 'meerwaarde[analysis,spark]'"
            ) from missing
        builder = SparkSession.builder.master(master or "local[2]")
        for key, value in {**SPARK_SETTINGS, **settings}.items():
            builder = builder.config(key, value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")
        self.connection = ibis.pyspark.connect(self.session)
        self._tables = 0

    def open(self, paths: Sequence[str], schema: Mapping[str, str], *, base: str | None = None) -> Table:
        """See `Engine.open`; the paths are those of Spark (`s3a://…`, `hdfs://…`)."""
        if not paths:
            return self.small((), schema)
        reader = self.session.read.option("basePath", base) if base else self.session.read
        frame = reader.parquet(*paths)
        columns = [f"CAST(`{name}` AS {_SPARK_TYPES[kind]}) AS `{name}`" for name, kind in schema.items()]
        return self._named(frame.selectExpr(*columns))

    def small(self, rows: Sequence[tuple[Any, ...]], schema: Mapping[str, str]) -> Table:
        """See `Engine.small`."""
        kinds = ", ".join(f"`{name}` {_SPARK_TYPES[kind]}" for name, kind in schema.items())
        return self._named(self.session.createDataFrame(list(rows), kinds))

    def _named(self, frame: Any) -> Table:
        self._tables += 1
        name = f"meerwaarde_{id(self)}_{self._tables}"
        frame.createOrReplaceTempView(name)
        return self.connection.table(name)

    def run(self, query: str) -> list[dict[str, Any]]:
        """See `Engine.run`."""
        return [row.asDict() for row in self.session.sql(query).collect()]

    def close(self) -> None:
        """See `Engine.close`."""
        self.session.stop()


_SPARK_TYPES = {
    "string": "STRING",
    "int32": "INT",
    "int64": "BIGINT",
    "date": "DATE",
    "boolean": "BOOLEAN",
    "float64": "DOUBLE",
}
_DUCKDB_TYPES = {
    "string": "VARCHAR",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "date": "DATE",
    "boolean": "BOOLEAN",
    "float64": "DOUBLE",
}


def _named(schema: Mapping[str, str]) -> str:
    return ", ".join(f'CAST("{name}" AS {_DUCKDB_TYPES[kind]}) AS "{name}"' for name, kind in schema.items())


def _sql(value: Any) -> str:
    """A value as DuckDB writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_sql(one) for one in value) + "]"
    return "'" + str(value).replace("'", "''") + "'"
