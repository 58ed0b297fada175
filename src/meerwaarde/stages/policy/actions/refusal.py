"""How an action says no: per field what is wrong and what to do, in the reader's language."""

from __future__ import annotations

from typing import TypeVar

from django.http import Http404

Found = TypeVar("Found")


class Refused(Exception):
    """What was given cannot be. `problems` holds a sentence per field; "" is for the whole."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


def seen(found: Found | None) -> Found:
    """What the actor may not see does not exist for it."""
    if found is None:
        raise Http404
    return found


def refuse_if(problems: dict[str, str]) -> None:
    """Raise `Refused` when there is anything to say."""
    if problems:
        raise Refused(problems)
