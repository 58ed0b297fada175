"""A value held against a JSON Schema, as far as our own schemas go; unknown keywords are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

TOLD_ONLY = {"$schema", "$id", "$defs", "title", "description", "default", "discriminator"}
"""Keywords that say nothing about what is valid."""
FORMATS = {
    "date": date.fromisoformat,
    "date-time": datetime.fromisoformat,
    "decimal": Decimal,
}
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


def validate(value: Any, given: dict[str, Any]) -> None:
    """Hold a value against a JSON Schema; a keyword that this does not know is a failure, not a pass."""
    faults = list(_faults(value, given, given.get("$defs", {}), "$"))
    assert not faults, faults


def _within(keyword: str, value: Any, asked: Any) -> bool:
    return {
        "maxLength": lambda: len(value) <= asked,
        "minLength": lambda: len(value) >= asked,
        "minimum": lambda: value >= asked,
        "maximum": lambda: value <= asked,
        "pattern": lambda: re.search(asked, value) is not None,
    }[keyword]()


def _faults(value: Any, rule: dict[str, Any], defs: dict[str, Any], at: str) -> Iterator[str]:
    for keyword, asked in rule.items():
        if keyword in TOLD_ONLY or (keyword == "additionalProperties" and asked is False):
            continue  # no member that the schema does not name is let through in any case
        if keyword == "$ref":
            yield from _faults(value, defs[asked.rsplit("/", 1)[-1]], defs, at)
        elif keyword == "type":
            if not isinstance(value, TYPES[asked]) or (asked == "integer" and isinstance(value, bool)):
                yield f"{at}: {value!r} is no {asked}"
        elif keyword == "anyOf":
            if all(list(_faults(value, one, defs, at)) for one in asked):
                yield f"{at}: {value!r} is none of these"
        elif keyword in ("maxLength", "minLength", "minimum", "maximum", "pattern"):
            if not isinstance(value, bool | dict | list | None) and not _within(keyword, value, asked):
                yield f"{at}: {value!r} is not within {keyword} {asked}"
        elif keyword == "enum":
            if value not in asked:
                yield f"{at}: {value!r} is not in {asked}"
        elif keyword == "format":
            if isinstance(value, str):
                FORMATS[asked](value)
        elif keyword in ("properties", "required") and not isinstance(value, dict):
            yield f"{at}: {value!r} holds no members"
        elif keyword == "items" and not isinstance(value, list):
            yield f"{at}: {value!r} is no list"
        elif keyword == "properties":
            for name, one in asked.items():
                if name in value:
                    yield from _faults(value[name], one, defs, f"{at}.{name}")
            yield from (f"{at}: {name} is not in the schema" for name in value.keys() - asked.keys())
        elif keyword == "required":
            yield from (f"{at}: {name} is missing" for name in asked if name not in value)
        elif keyword == "items":
            for number, one in enumerate(value):
                yield from _faults(one, asked, defs, f"{at}[{number}]")
        else:
            yield f"{at}: the keyword {keyword} is not known here"
