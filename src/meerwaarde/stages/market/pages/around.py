"""The pages before and after a page of a list."""

from __future__ import annotations

from typing import Any, TypedDict
from urllib.parse import urlencode

from meerwaarde.stages.policy.queries import Slice

CURSOR = "bladzijde"
"""The name in an address for where a page of a list begins."""


class Around(TypedDict):
    """What a table needs to lead on and back; empty where there is nothing."""

    previous_url: str
    next_url: str


def around(here: str, found: Slice[Any]) -> Around:
    """The addresses beside a page of the list that lies at `here`."""
    return Around(
        previous_url=f"{here}?{urlencode({CURSOR: found.before})}" if found.before else "",
        next_url=f"{here}?{urlencode({CURSOR: found.after})}" if found.after else "",
    )
