"""Files of firms in, a file of links out: CSV in UTF-8, or Parquet. No database."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from meerwaarde.analysis.linkage.exact import NOWHERE
from meerwaarde.analysis.linkage.lessons import Decision
from meerwaarde.analysis.linkage.spellings import Firms
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

if TYPE_CHECKING:
    from meerwaarde.analysis.linkage.link import Links

_NEEDED = ("id", "name")
_KNOWN_AS = {"naam": "name", "plaats": "place", "kvk-nummer": "kvk", "kvknummer": "kvk", "btw": "vat"}
_YES = frozenset({"1", "true", "yes", "same", "ja", "linked"})
_NO = frozenset({"0", "false", "no", "different", "nee", "none"})
OUT_COLUMNS = ("left_id", "right_id", "score", "decision")


def read_firms(path: Path) -> Firms:
    """The firms of a file: columns id and name, and place, kvk and vat where it has them; others are left.

    CSV (comma, semicolon or tab; UTF-8) or Parquet by its ending. A name may be empty: such a row can be
    found by its number only. Raises `Refused` where the file cannot be read, lacks a column, or gives an id
    twice or not at all.
    """
    table = _columns(path)
    missing = [name for name in _NEEDED if name not in table]
    if missing:
        raise _missing(path, missing, table)
    count = len(table["id"])
    ids = [one.strip() for one in table["id"]]
    _check_ids(path, ids)
    empty: Sequence[str] = [""] * count
    return Firms(
        ids,
        table["name"],
        table.get("place", empty),
        table.get("kvk", empty),
        table.get("vat", empty),
    )


def read_decisions(path: Path) -> list[Decision]:
    """What people decided: columns left_id, right_id and same (true or false). Raises `Refused`."""
    table = _columns(path)
    if missing := [name for name in ("left_id", "right_id", "same") if name not in table]:
        raise _missing(path, missing, table)
    decisions = []
    rows = zip(table["left_id"], table["right_id"], table["same"], strict=True)
    for row, (left, right, same) in enumerate(rows, start=1):
        said = same.strip().lower()
        if said not in _YES | _NO:
            raise Refused(
                "decision_unreadable",
                Text(
                    nl=f"Besluit {row} zegt “{said[:20]}”; bekend zijn true en false.",
                    en=f"Decision {row} says “{said[:20]}”; known are true and false.",
                ),
                str(path),
                Text(nl="Schrijf true of false in de kolom same.", en="Write true or false in column same."),
            )
        decisions.append(Decision(left.strip(), right.strip(), said in _YES))
    return decisions


def write_links(path: Path, left: Firms, right: Firms, links: Links) -> None:
    """One row per left firm in the order given: left_id, right_id, score, decision.

    right_id and score are those of the best candidate, also where the decision is none; right_id is empty and
    score nought where nothing looks like it. Parquet by its ending, else CSV. Written whole or not at all.
    Raises `Refused` where the file cannot be written.
    """
    rows = (
        (one, right.ids[firm] if firm != NOWHERE else "", score, decision)
        for one, firm, score, decision in zip(
            left.ids, links.right.tolist(), links.score.tolist(), links.decision, strict=True
        )
    )
    beside = path.with_name(f".{path.name}.part")
    try:
        if path.suffix == ".parquet":
            _write_parquet(beside, rows)
        else:
            _write_csv(beside, rows)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Refused(
            "file_unwritable",
            Text(
                nl=f"{path} kan niet worden geschreven ({error.strerror}).",
                en=f"{path} cannot be written ({error.strerror}).",
            ),
            str(path),
            Text(nl="Controleer de map, de rechten en de ruimte.", en="Check folder, permissions and space."),
        ) from error


Row = tuple[str, str, float, str]


def _write_csv(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file, lineterminator="\n")
        sheet.writerow(OUT_COLUMNS)
        sheet.writerows((one, firm, f"{score:.6f}", decision) for one, firm, score, decision in rows)


def _write_parquet(path: Path, rows: Iterable[Row]) -> None:
    import polars as pl  # noqa: PLC0415 (extra `analysis`)

    columns = dict(zip(OUT_COLUMNS, (pl.String, pl.String, pl.Float64, pl.String), strict=True))
    pl.DataFrame(list(rows), schema=columns, orient="row").write_parquet(path)


def _columns(path: Path) -> dict[str, list[str]]:
    try:
        return _of_parquet(path) if path.suffix == ".parquet" else _of_csv(path)
    except OSError as error:
        raise Refused(
            "file_unreadable",
            Text(
                nl=f"{path} kan niet worden gelezen ({error.strerror}).",
                en=f"{path} cannot be read ({error.strerror}).",
            ),
            str(path),
            Text(nl="Controleer het pad en de rechten.", en="Check the path and the permissions."),
        ) from error


def _of_parquet(path: Path) -> dict[str, list[str]]:
    import polars as pl  # noqa: PLC0415 (extra `analysis`)

    try:
        table = pl.read_parquet(path.read_bytes())
    except (pl.exceptions.PolarsError, ValueError) as error:
        raise Refused(
            "parquet_unreadable",
            Text(nl=f"{path} is geen leesbaar Parquet-bestand.", en=f"{path} is no readable Parquet file."),
            str(path),
            Text(nl="Schrijf het bestand opnieuw, of gebruik CSV.", en="Write the file again, or use CSV."),
        ) from error
    return {
        _heading(name): table.get_column(name).cast(pl.String, strict=False).fill_null("").to_list()
        for name in table.columns
    }


def _of_csv(path: Path) -> dict[str, list[str]]:
    text = _decoded(path, path.read_bytes())
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        headings = [_heading(one) for one in next(lines, [])]
        if not headings:
            raise _empty(path)
        rows = list(_whole_rows(path, lines, len(headings)))
    except csv.Error as error:
        raise Refused(
            "csv_unreadable",
            Text(
                nl=f"Regel {lines.line_num} van {path} is geen CSV ({error}).",
                en=f"Line {lines.line_num} of {path} is no CSV ({error}).",
            ),
            f"{path}:{lines.line_num}",
            Text(nl="Kijk naar de aanhalingstekens in die regel.", en="Look at the quotes in that line."),
        ) from error
    return {heading: [row[number] for row in rows] for number, heading in enumerate(headings)}


def _whole_rows(path: Path, lines: Iterator[list[str]], width: int) -> Iterator[list[str]]:
    for number, row in enumerate(lines, start=2):
        if len(row) == width:
            yield row
        elif row:
            raise Refused(
                "columns_differ",
                Text(
                    nl=f"Rij {number} van {path} heeft {len(row)} kolommen in plaats van {width}.",
                    en=f"Row {number} of {path} has {len(row)} columns instead of {width}.",
                ),
                f"{path}:{number}",
                Text(
                    nl="Zet waarden waarin het scheidingsteken staat tussen aanhalingstekens.",
                    en="Put values that hold the delimiter between quotes.",
                ),
            )


def _decoded(path: Path, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _encoding(path, "UTF-16", 1)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _encoding(path, "Windows-1252", line) from error
    if "\x00" in text:
        raise _encoding(path, "UTF-16", text.count("\n", 0, text.index("\x00")) + 1)
    return text


def _encoding(path: Path, perhaps: str, line: int) -> Refused:
    return Refused(
        "encoding_wrong",
        Text(
            nl=f"{path} is geen UTF-8: regel {line} bevat andere tekens, misschien {perhaps}.",
            en=f"{path} is not UTF-8: line {line} holds other signs, perhaps {perhaps}.",
        ),
        f"{path}:{line}",
        Text(nl="Bewaar het bestand als CSV UTF-8.", en="Save the file as CSV UTF-8."),
    )


def _empty(path: Path) -> Refused:
    return Refused(
        "file_empty",
        Text(nl=f"{path} is leeg.", en=f"{path} is empty."),
        str(path),
        Text(
            nl="Geef een bestand met de kolommen id, name, place en kvk.",
            en="Give a file with the columns id, name, place and kvk.",
        ),
    )


def _missing(path: Path, missing: list[str], table: dict[str, list[str]]) -> Refused:
    named, there = ", ".join(missing), ", ".join(table)[:200]
    return Refused(
        "column_missing",
        Text(
            nl=f"In {path} ontbreekt: {named}. Er staat: {there}.",
            en=f"{path} lacks: {named}. It has: {there}.",
        ),
        str(path),
        Text(
            nl="Geef de kolommen deze namen; place en kvk mogen ontbreken.",
            en="Give the columns these names; place and kvk may be absent.",
        ),
    )


def _check_ids(path: Path, ids: Sequence[str]) -> None:
    seen: set[str] = set()
    for row, one in enumerate(ids, start=1):
        if not one or one in seen:
            what = ("zonder id", "has no id") if not one else (f"herhaalt id {one}", f"repeats id {one}")
            raise Refused(
                "id_twice" if one else "id_missing",
                Text(nl=f"Rij {row} van {path}: {what[0]}.", en=f"Row {row} of {path} {what[1]}."),
                f"{path}: {row}",
                Text(nl="Geef elke rij een eigen id.", en="Give every row an id of its own."),
            )
        seen.add(one)


def _heading(name: str) -> str:
    folded = name.strip().lower()
    return _KNOWN_AS.get(folded, folded)
