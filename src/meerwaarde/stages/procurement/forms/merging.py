"""Two people, one step: three versions of each field, and what becomes of them.

A form remembers what stood there when it was opened. Where only one of two people changed a field since,
that version holds and nobody is asked; where both did, and not to the same, somebody chooses. Lots are
compared by their number and field by field; related contracts have no number, and stay when either has them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import QueryDict

from meerwaarde.stages.procurement.forms.step import StepForm

Row = Mapping[str, Any]
MINE, THEIRS = "mine", "theirs"
ROW = "row"
"""First part of the key of a difference in a row: `row:<code>:<field>`; a whole row has no field."""


@dataclass(frozen=True)
class Held:
    """What a step holds or held: the fields of its form by name, and its rows."""

    values: Mapping[str, Any]
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Difference:
    """A field (or a whole row: `field` is empty) that both changed, each in another way.

    `before` is what stood there when the form was opened, where that is `known`.
    """

    key: str
    field: str
    row: str
    before: Any
    theirs: Any
    mine: Any
    known: bool = True


@dataclass(frozen=True)
class Merged:
    """What the form holds after merging; `taken` are the keys of what only the other changed."""

    held: Held
    taken: tuple[str, ...]
    clashes: tuple[Difference, ...]


def packed(held: Held) -> str:
    """As text for a hidden field."""
    plain = {"values": dict(held.values), "rows": [dict(row) for row in held.rows]}
    return json.dumps(plain, default=_plain, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Held | None:
    """What a hidden field kept; None where it is empty or was meddled with."""
    try:
        read = json.loads(text, object_hook=_value)
        return Held(dict(read["values"]), tuple(dict(row) for row in read["rows"]))
    except (ValueError, TypeError, KeyError, InvalidOperation):
        return None


def merged(before: Held | None, theirs: Held, mine: Held, *, numbered: bool) -> Merged:
    """Put three versions together. Without a known `before`, every difference is asked about.

    `numbered` says that rows are known by their `code`.
    """
    values: dict[str, Any] = {}
    taken: list[str] = []
    clashes: list[Difference] = []
    for name, now in theirs.values.items():
        was = before.values.get(name) if before else None
        typed = mine.values.get(name)
        match _outcome(was, now, typed, known=before is not None):
            case "theirs":
                values[name] = now
                taken.append(name)
            case "clash":
                values[name] = typed
                clashes.append(Difference(name, name, "", was, now, typed, before is not None))
            case _:
                values[name] = typed
    of_rows = _numbered_rows if numbered else _loose_rows
    rows, rows_taken, rows_clash = of_rows(before.rows if before else None, theirs.rows, mine.rows)
    return Merged(Held(values, rows), (*taken, *rows_taken), (*clashes, *rows_clash))


def with_choices(mine: Held, shown: Held, chosen: Mapping[str, str]) -> Held:
    """`mine` with the other's version (as it was `shown`) wherever that was chosen."""
    values = dict(mine.values)
    rows = {str(row.get("code")): dict(row) for row in mine.rows}
    other = {str(row.get("code")): dict(row) for row in shown.rows}
    touched = False
    for key, choice in chosen.items():
        if choice != THEIRS:
            continue
        if key in values and key in shown.values:
            values[key] = shown.values[key]
        elif key.startswith(f"{ROW}:"):
            touched = True
            _choose_in_rows(key, rows, other)
    return Held(values, tuple(rows.values()) if touched else mine.rows)


def alike(one: Any, other: Any) -> bool:
    """Whether two values are the same to a person: nothing, an empty text and an empty list are."""
    return bool(_comparable(one) == _comparable(other))


def as_sent(form: forms.BaseForm, name: str, value: Any) -> list[str]:
    """A value as the browser would send it."""
    field = form.fields[name]
    prepared = field.prepare_value(value)
    if isinstance(field.widget, forms.CheckboxInput):
        return ["on"] if value else []
    if isinstance(prepared, list | tuple):
        return [str(one) for one in prepared]
    if isinstance(field.widget, forms.Select | forms.RadioSelect):
        return ["" if prepared is None else str(prepared)]
    shown = field.widget.format_value(prepared)
    return ["" if shown is None else str(shown)]


def sent_with(data: QueryDict, form: StepForm, rows: Any, held: Held) -> QueryDict:
    """What was sent, with these values and rows in the place of those that were typed."""
    sent = data.copy()
    for name, value in held.values.items():
        if name in form.fields:
            sent.setlist(form.add_prefix(name), as_sent(form, name, value))
    if rows is not None:
        for key in [key for key in sent if key.startswith(f"{rows.prefix}-") and not key.endswith("_FORMS")]:
            del sent[key]
        sent[f"{rows.prefix}-TOTAL_FORMS"] = str(len(held.rows))
        sent[f"{rows.prefix}-INITIAL_FORMS"] = str(len(held.rows))
        for number, row in enumerate(held.rows):
            for name in rows.empty_form.base_fields:
                sent.setlist(f"{rows.prefix}-{number}-{name}", as_sent(rows.empty_form, name, row.get(name)))
    return sent


def _outcome(before: Any, theirs: Any, mine: Any, *, known: bool) -> str:
    if alike(theirs, mine):
        return "same"
    if known and alike(before, mine):
        return "theirs"
    if known and alike(before, theirs):
        return "mine"
    return "clash"


RowsMerged = tuple[tuple[Row, ...], tuple[str, ...], tuple[Difference, ...]]


def _numbered_rows(before: Sequence[Row] | None, theirs: Sequence[Row], mine: Sequence[Row]) -> RowsMerged:
    was, now, typed = ({str(row["code"]): row for row in rows} for rows in (before or (), theirs, mine))
    kept: list[Row] = []
    taken: list[str] = []
    clashes: list[Difference] = []
    for code in dict.fromkeys([*typed, *now]):
        key = f"{ROW}:{code}:"
        one, other, old = typed.get(code), now.get(code), was.get(code)
        outcome = _outcome(_whole(old), _whole(other), _whole(one), known=before is not None)
        if outcome == "theirs":
            taken.append(key)
            kept.extend([other] if other else [])
        elif outcome == "clash" and one and other:
            row, row_taken, row_clashes = _one_row(code, old, other, one)
            kept.append(row)
            taken.extend(row_taken)
            clashes.extend(row_clashes)
        else:
            kept.extend([one] if one else [])
            if outcome == "clash":
                clashes.append(Difference(key, "", code, old, other, one, before is not None))
    return tuple(kept), tuple(taken), tuple(clashes)


def _one_row(
    code: str, before: Row | None, theirs: Row, mine: Row
) -> tuple[Row, list[str], list[Difference]]:
    row = dict(mine)
    taken, clashes = [], []
    for name, now in theirs.items():
        key, was = f"{ROW}:{code}:{name}", before.get(name) if before else None
        outcome = _outcome(was, now, mine.get(name), known=before is not None)
        if outcome == "theirs":
            row[name] = now
            taken.append(key)
        elif outcome == "clash":
            clashes.append(Difference(key, name, code, was, now, mine.get(name), before is not None))
    return row, taken, clashes


def _loose_rows(before: Sequence[Row] | None, theirs: Sequence[Row], mine: Sequence[Row]) -> RowsMerged:
    """Rows without a number: what either added stays, what either took away goes; a change is both."""
    was, now, typed = ([_whole(row) for row in rows] for rows in (before or (), theirs, mine))
    kept = [row for row, whole in zip(mine, typed, strict=True) if whole in now or whole not in was]
    added = [row for row, whole in zip(theirs, now, strict=True) if whole not in typed and whole not in was]
    return (*kept, *added), (f"{ROW}::",) if added or len(kept) < len(mine) else (), ()


def _choose_in_rows(key: str, rows: dict[str, dict[str, Any]], other: Mapping[str, Row]) -> None:
    code, _colon, field = key.removeprefix(f"{ROW}:").rpartition(":")
    if not field:
        if code in other:
            rows[code] = dict(other[code])
        else:
            rows.pop(code, None)
    elif code in rows and code in other and field in other[code]:
        rows[code][field] = other[code][field]


def _whole(row: Row | None) -> Any:
    return None if row is None else {name: _comparable(value) for name, value in row.items()}


def _comparable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return value.normalize()
    if isinstance(value, dict):
        return value
    if isinstance(value, list | tuple):
        return sorted(map(str, value)) or None
    if isinstance(value, str):
        return "\n".join(line.rstrip() for line in value.strip().splitlines()) or None
    return value


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return {"decimal": str(value)}
        case date():
            return {"day": value.isoformat()}
    return str(value)


def _value(read: dict[str, Any]) -> Any:
    if set(read) == {"decimal"}:
        return Decimal(read["decimal"])
    if set(read) == {"day"}:
        return date.fromisoformat(read["day"])
    return read
