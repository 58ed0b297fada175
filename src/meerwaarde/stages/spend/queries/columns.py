"""Questions to lines that lie in Parquet files: one short-lived engine per question, in memory alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class Columns:
    """Files by a name, to be asked with SQL; `with Columns(here=paths) as columns: columns.rows("…")`."""

    def __init__(self, **files: Sequence[Path]) -> None:
        self._files = files

    def __enter__(self) -> Self:
        import duckdb  # noqa: PLC0415 (a tenth of a second that only spend pays)

        self._engine = duckdb.connect(":memory:", config={"threads": 2})
        for name, paths in self._files.items():
            if paths:
                listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
                self._engine.execute(
                    f"CREATE VIEW {name} AS SELECT * "  # noqa: S608 (names of our own, paths of our own)
                    f"FROM read_parquet([{listed}], hive_partitioning = false)"
                )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.close()

    def rows(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the engine answers; values fill the question marks."""
        found: list[tuple[Any, ...]] = self._engine.execute(question, list(values)).fetchall()
        return found
