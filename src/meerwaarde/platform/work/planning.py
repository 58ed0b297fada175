"""What comes back by itself, and what an upgrade asks for once: jobs that the worker starts in due time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import transaction

from meerwaarde.platform.journal.actions import System
from meerwaarde.platform.work.actions import start
from meerwaarde.platform.work.models import Planned

_EVERY: dict[str, timedelta] = {}
_WHEN: dict[str, Callable[[datetime], bool]] = {}
_ONCE: set[str] = set()
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def every(name: str, interval: timedelta, *, when: Callable[[datetime], bool] | None = None) -> None:
    """Start the job of this name again and again; a stage says so in its `tasks.py`.

    With `when` only at moments at which there is something to do: short intervals then cost one small
    question, and no job that finds nothing.
    """
    _EVERY[name] = interval
    if when is not None:
        _WHEN[name] = when


def once(name: str) -> None:
    """Start the job of this name one single time in the life of an installation.

    For what an upgrade must do to rows of before, and what takes too long for a migration. A later upgrade
    that needs it again gives the job another name.
    """
    _ONCE.add(name)


def tick(*, at: datetime) -> int:
    """Start what is due; each moment once, however many workers tick. Missed moments are not made up for."""
    planned = {name: at + interval for name, interval in _EVERY.items()} | dict.fromkeys(_ONCE, NEVER)
    started = 0
    for name, following in sorted(planned.items()):
        if not Planned.is_due(name, at):
            continue  # reading first: most rounds then write nothing
        if name in _WHEN and not _WHEN[name](at):
            continue
        with transaction.atomic():
            Planned.enter(name, at)
            if Planned.take(name, at, following):
                start(name, System(), {}, at=at)
                started += 1
    return started
