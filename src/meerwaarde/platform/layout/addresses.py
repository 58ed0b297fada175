"""Addresses of many things at once, and of a list that is narrowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_PLACE = "0"
_SHORTER = {"text": "q"}
"""Fields of a filter that have another name in an address."""


def addresses(name: str, *before: str) -> Callable[[str], str]:
    """Gives the address of one thing after another: looked up once, not for each row of a list.

    `before` are the parts of the address that are the same for all, such as the authority. Only for public
    ids, which are letters and digits: anything else is looked up as always.
    """
    example = reverse(name, args=[*before, _PLACE])
    start, _place, end = example.rpartition(f"/{_PLACE}/")

    def address(public_id: str) -> str:
        if public_id.isascii() and public_id.isalnum():
            return f"{start}/{public_id}/{end}"
        return reverse(name, args=[*before, public_id])

    return address


def filter_as_query(wanted: DataclassInstance) -> dict[str, str]:
    """A filter as it stands in an address, without what was not asked; True is a box that is ticked."""
    return {
        _SHORTER.get(name, name): "on" if value is True else str(value)
        for name, value in asdict(wanted).items()
        if value
    }
