"""A person's own calendar link: made, shown once, ended."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import one_at_a_time
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.refusal import Refused
from meerwaarde.stages.policy.models import CalendarLink

SECRET_BYTES = 32


def make_calendar_link(*, actor: Actor, at: datetime) -> str:
    """Give the secret of a new link, the only time that it can be read; the link before it ends."""
    must(actor, "plans.progress")
    if actor.membership_id is None:
        raise Refused({"": _("A calendar link belongs to a person. Log in yourself to make one.")})
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        _end(actor, at)
        made = CalendarLink.enter(
            membership_id=actor.membership_id, digest=queries.digest_of(secret), made_at=at
        )
        record(actor, "calendarlink.make", made, at=at, fields=["membership", "made_at"])
    return secret


def end_calendar_link(*, actor: Actor, at: datetime) -> None:
    """The address no longer gives anything."""
    must(actor, "plans.progress")
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        _end(actor, at)


def _end(actor: Actor, at: datetime) -> None:
    held = queries.calendar_link(actor)
    if held is not None:
        record(actor, "calendarlink.end", held, at=at, fields=held.change(ended_at=at))
