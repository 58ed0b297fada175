"""What exactly is wrong with an intake that does not have the right form.

Only read when reading failed: it walks the form of the intake beside the document and words the first fault.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import inspect

from meerwaarde.rules.faults import HOW_TO_WRITE_AMOUNTS, Fault, listed
from meerwaarde.rules.intake import Intake
from meerwaarde.rules.text import Text

_DUTCH_AMOUNT = re.compile(
    r"^\s*(?:€|EUR)?\s*\d{1,3}(?:\.\d{3})*(?:,\d{1,2}|,-)?\s*$|^\s*(?:€|EUR)?\s*\d+,\d{1,2}\s*$"
)
_DUTCH_DATE = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
_LONGEST_SHOWN = 60


def diagnose(raw: dict[str, Any], reason: str) -> Fault:
    """The first fault in a document that `Intake` refused; `reason` is what the reader said of it."""
    return _fault(raw, inspect.type_info(Intake), "") or Fault(
        "wrong_form",
        Text(
            nl=f"De intake heeft niet de juiste vorm ({reason}).",
            en=f"The intake has the wrong form ({reason}).",
        ),
        "",
        Text(
            nl="Vergelijk de intake met `meerwaarde schema intake`.",
            en="Compare the intake with `meerwaarde schema intake`.",
        ),
    )


def _fault(value: Any, form: inspect.Type, where: str) -> Fault | None:
    if isinstance(form, inspect.StructType):
        return _object_fault(value, form, where)
    if isinstance(form, inspect.UnionType):
        return _union_fault(value, form, where)
    if isinstance(form, inspect.VarTupleType):
        return _list_fault(value, form, where)
    if isinstance(form, inspect.DictType):
        return _mapping_fault(value, form, where)
    return _plain_fault(value, form, where)


def _object_fault(value: Any, form: inspect.StructType, where: str) -> Fault | None:
    if not isinstance(value, dict):
        return _expected(where, value, Text(nl="een object met velden", en="an object with fields"))
    for field in form.fields:
        path = f"{where}.{field.encode_name}" if where else field.encode_name
        if path == "policy.multiple_until":
            fault = _upper_bound_fault(value.get("multiple_until"), path)
            if fault is not None:
                return fault
            continue
        if field.encode_name not in value:
            if field.required:
                return _missing(path, field.type)
            continue
        fault = _fault(value[field.encode_name], field.type, path)
        if fault is not None:
            return fault
    return None


def _upper_bound_fault(value: Any, where: str) -> Fault | None:
    """An amount or the word `european`."""
    if value is None or value == "european" or _is_number(value):
        return None
    fault = _amount_fault(where, value)
    also = Text(
        nl=f'{fault.what_now.nl} Of schrijf "european": tot de Europese drempel.',
        en=f'{fault.what_now.en} Or write "european": up to the EU threshold.',
    )
    return msgspec.structs.replace(fault, what_now=also)


def _missing(path: str, form: inspect.Type) -> Fault:
    allowed = listed(form.values) if isinstance(form, inspect.LiteralType) else ""
    return Fault(
        "missing",
        Text(nl=f"Het veld {path} ontbreekt.", en=f"The field {path} is missing."),
        path,
        Text(
            nl=f"Vul {path} in{f': {allowed}' if allowed else ''}.",
            en=f"Fill in {path}{f': {allowed}' if allowed else ''}.",
        ),
    )


def _union_fault(value: Any, form: inspect.UnionType, where: str) -> Fault | None:
    others = [part for part in form.types if not isinstance(part, inspect.NoneType)]
    if value is None and len(others) < len(form.types):
        return None
    faults = [_fault(value, part, where) for part in others]
    return None if None in faults else faults[0]


def _list_fault(value: Any, form: inspect.VarTupleType, where: str) -> Fault | None:
    if not isinstance(value, list):
        return _expected(where, value, Text(nl="een lijst", en="a list"))
    for place, item in enumerate(value):
        fault = _fault(item, form.item_type, f"{where}[{place}]")
        if fault is not None:
            return fault
    return None


def _mapping_fault(value: Any, form: inspect.DictType, where: str) -> Fault | None:
    if not isinstance(value, dict):
        return _expected(where, value, Text(nl="een object met velden", en="an object with fields"))
    for key, item in value.items():
        fault = _fault(key, form.key_type, where) or _fault(item, form.value_type, f"{where}.{key}")
        if fault is not None:
            return fault
    return None


def _plain_fault(value: Any, form: inspect.Type, where: str) -> Fault | None:
    if isinstance(form, inspect.LiteralType):
        if isinstance(value, str) and value in form.values:
            return None
        return _unknown_code(where, value, listed(form.values))
    if isinstance(form, inspect.DecimalType):
        return None if _is_number(value) else _amount_fault(where, value)
    if isinstance(form, inspect.DateType):
        return None if _is_date(value) else _date_fault(where, value)
    if isinstance(form, inspect.BoolType):
        plain = isinstance(value, bool)
        return None if plain else _expected(where, value, Text(nl="true of false", en="true or false"))
    if isinstance(form, inspect.IntType):
        whole = isinstance(value, int) and not isinstance(value, bool)
        return None if whole else _expected(where, value, Text(nl="een heel getal", en="a whole number"))
    if isinstance(form, inspect.StrType):
        return None if isinstance(value, str) else _expected(where, value, Text(nl="een tekst", en="a text"))
    return None


def _is_number(value: Any) -> bool:
    try:
        msgspec.convert(value, Decimal)
    except (msgspec.ValidationError, ArithmeticError):
        return False
    return True


def _is_date(value: Any) -> bool:
    try:
        msgspec.convert(value, date)
    except msgspec.ValidationError:
        return False
    return True


def _shown(value: Any) -> str:
    text = str(value) if isinstance(value, str | int | Decimal) else type(value).__name__
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _expected(where: str, value: Any, wanted: Text) -> Fault:
    place = where or "intake"
    return Fault(
        "wrong_type",
        Text(
            nl=f"{place} moet {wanted.nl} zijn, niet: {_shown(value)}.",
            en=f"{place} must be {wanted.en}, not: {_shown(value)}.",
        ),
        where,
        Text(
            nl=f"Geef bij {place} {wanted.nl}, of laat het veld weg als het onbekend is.",
            en=f"Give {wanted.en} for {place}, or leave the field out where it is not known.",
        ),
    )


def _unknown_code(where: str, value: Any, allowed: str) -> Fault:
    return Fault(
        "unknown_code",
        Text(
            nl=f"{where} kent deze waarde niet: {_shown(value)}.",
            en=f"{where} does not know this value: {_shown(value)}.",
        ),
        where,
        Text(nl=f"Kies uit: {allowed}.", en=f"Choose from: {allowed}."),
    )


def _amount_fault(where: str, value: Any) -> Fault:
    if isinstance(value, str) and _DUTCH_AMOUNT.match(value):
        digits = re.sub(r"[^\d,]", "", value).rstrip(",").replace(",", ".")
        return Fault(
            "dutch_amount",
            Text(
                nl=f"{where} is met een komma of duizendpunt geschreven: {_shown(value)}.",
                en=f"{where} is written with a decimal comma or thousands point: {_shown(value)}.",
            ),
            where,
            Text(nl=f'Schrijf "{digits}".', en=f'Write "{digits}".'),
        )
    return Fault(
        "not_a_number",
        Text(nl=f"{where} is geen getal: {_shown(value)}.", en=f"{where} is not a number: {_shown(value)}."),
        where,
        HOW_TO_WRITE_AMOUNTS,
    )


def _date_fault(where: str, value: Any) -> Fault:
    found = _DUTCH_DATE.match(value) if isinstance(value, str) else None
    example = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else "2026-11-22"
    return Fault(
        "not_a_date",
        Text(nl=f"{where} is geen datum: {_shown(value)}.", en=f"{where} is not a date: {_shown(value)}."),
        where,
        Text(
            nl=f'Schrijf een bestaande dag als jaar-maand-dag, bijvoorbeeld "{example}".',
            en=f'Write an existing day as year-month-day, for example "{example}".',
        ),
    )
