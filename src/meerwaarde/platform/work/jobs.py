"""The register of jobs: `@job("journal.export")` gives a function a name by which actions start it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from meerwaarde.rules.text import Text

if TYPE_CHECKING:
    from meerwaarde.platform.work.run import Run

Answer = Mapping[str, Any] | None
"""What a job leaves behind, as JSON. `file` names a file in `run.folder` that its starter may fetch."""


class JobRefused(Exception):
    """The job cannot be done, for a reason that the person who started it can read and act on."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True)
class JobKind:
    """A kind of job: its name in the data, its title for people, and who may fetch what it makes."""

    name: str
    title: Text
    permission: str
    function: Callable[[Run], Answer]


_KINDS: dict[str, JobKind] = {}


def job(
    name: str, *, title: Text, permission: str = ""
) -> Callable[[Callable[[Run], Answer]], Callable[[Run], Answer]]:
    """Register a function as the job with this name; a stage does so in its `tasks.py`.

    `permission` is asked again when somebody fetches the result: a role may have ended since.
    """

    def accept(function: Callable[[Run], Answer]) -> Callable[[Run], Answer]:
        known = _KINDS.get(name)
        if known is not None and known.function.__qualname__ != function.__qualname__:
            raise ValueError(f"There are two jobs called {name!r}: give each its own name.")
        _KINDS[name] = JobKind(name, title, permission, function)
        return function

    return accept


def kind_of(name: str) -> JobKind | None:
    """The kind of job with this name; None for one that this version no longer has."""
    return _KINDS.get(name)


def known() -> tuple[JobKind, ...]:
    """All kinds, by name."""
    return tuple(_KINDS[name] for name in sorted(_KINDS))
