"""What comes back by itself: jobs that the worker starts when their moment has come."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from meerwaarde.platform.journal.actions import System
from meerwaarde.platform.work.actions import start
from meerwaarde.platform.work.models import Planned

_EVERY: dict[str, timedelta] = {}


def every(name: str, interval: timedelta) -> None:
    """Start the job of this name again and again; a stage says so in its `tasks.py`."""
    _EVERY[name] = interval


def tick(*, at: datetime) -> int:
    """Start what is due; each moment once, however many workers tick. Missed moments are not made up for."""
    started = 0
    for name, interval in sorted(_EVERY.items()):
        if not Planned.is_due(name, at):
            continue  # reading first: most rounds then write nothing
        with transaction.atomic():
            Planned.enter(name, at)
            if Planned.take(name, at, at + interval):
                start(name, System(), {}, at=at)
                started += 1
    return started
