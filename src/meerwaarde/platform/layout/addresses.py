"""Addresses of many things at once."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

_PLACE = "0"


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
