"""Levels in a grid. It is a table from the start, so it needs no twin."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of levels (0 to 3, None where nothing is agreed), and where wanted a closing value in words."""

    label: str
    levels: tuple[int | None, ...]
    closing: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """`legend` names the levels 0 to 3 in words; `closing` is the heading of the last column, if there is
    one."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    legend: tuple[str, ...]
    description: str = ""
    closing: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.levels) != len(self.columns):
                raise ValueError(
                    f"Row {row.label!r} has {len(row.levels)} levels for {len(self.columns)} columns."
                )
            if any(level is not None and not 0 <= level <= 3 for level in row.levels):
                raise ValueError(f"Row {row.label!r} holds a level outside 0 to 3.")
