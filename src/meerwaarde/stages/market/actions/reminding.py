"""Looking again before a recognition ends: letters to the firm, 60 and 14 days ahead."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from meerwaarde.stages.market.actions.credential_letters import write_reminder
from meerwaarde.stages.market.queries.proof_queue import credentials_ending


def remind_firms(*, at: datetime) -> int:
    """Write to firms whose recognition falls under a reminder; gives how many letters there are.

    The key of a letter names the term and the last day: however often this runs, each is written once, and a
    recognition that was renewed meanwhile gets its own.
    """
    written = 0
    for held, until, term in credentials_ending(timezone.localdate(at)):
        with transaction.atomic():
            letters = write_reminder(held, until, term, at)
        written += letters
    return written
