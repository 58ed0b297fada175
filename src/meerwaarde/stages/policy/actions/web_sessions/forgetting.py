"""Names of guests do not stay: after a term they are taken away, and what was said remains."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from meerwaarde.rules.law import Law
from meerwaarde.stages.policy.actions.web_sessions.taking_part import new_secret
from meerwaarde.stages.policy.queries import web_sessions as queries

AT_ONCE = 200


def guest_days(at: datetime) -> int:
    """How many days the name of a guest stays after the session."""
    return int(Law.on(timezone.localtime(at).date())["ambition_web/guest_days"].value)


def forget_guests(*, at: datetime) -> int:
    """Take away the names and organisations of guests whose session is long over; says of how many."""
    forgotten = 0
    before = at - timedelta(days=guest_days(at))
    while True:
        with transaction.atomic():
            found = list(queries.guests_to_forget(before)[:AT_ONCE])
            for one in found:
                # The digest of a secret that nobody has: the cookie of that browser opens nothing any more.
                one.change(name=queries.FORGOTTEN, party="", key_digest=queries.digest_of(new_secret()))
        forgotten += len(found)
        if len(found) < AT_ONCE:
            return forgotten
