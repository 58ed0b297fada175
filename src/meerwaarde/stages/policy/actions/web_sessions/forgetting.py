"""Names of guests do not stay: after a term they are taken away, and what was said remains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from meerwaarde.platform.journal.actions import System, record
from meerwaarde.rules.ambition_web.forgetting import FORGOTTEN, names_guest, without_name
from meerwaarde.rules.law import Law
from meerwaarde.stages.policy.actions.web_following import origin_ref
from meerwaarde.stages.policy.actions.web_sessions.taking_part import new_secret
from meerwaarde.stages.policy.models import Participant, WebOutcome
from meerwaarde.stages.policy.queries import web_sessions as queries
from meerwaarde.stages.policy.queries.plans import actions_grown_from

AT_ONCE = 200


def guest_days(at: datetime) -> int:
    """How many days the name of a guest stays after the session."""
    return int(Law.on(timezone.localtime(at).date())["ambition_web/guest_days"].value)


def forget_guests(*, at: datetime) -> int:
    """Take away the names and organisations of guests whose session is long over; says of how many.

    Who was named as the owner of a measure goes there too, and in the action that came of it.
    """
    forgotten = 0
    before = at - timedelta(days=guest_days(at))
    while True:
        with transaction.atomic():
            found = list(queries.guests_to_forget(before)[:AT_ONCE])
            _forget_owners(found, at)
            for one in found:
                # The digest of a secret that nobody has: the cookie of that browser opens nothing any more.
                one.change(name=FORGOTTEN, party="", key_digest=queries.digest_of(new_secret()))
        forgotten += len(found)
        if len(found) < AT_ONCE:
            return forgotten


def _forget_owners(guests: Iterable[Participant], at: datetime) -> None:
    """Take the names of these guests out of the measures that they were to look after."""
    names = defaultdict(list)
    for one in guests:
        names[one.session_id].append(one.name)
    for outcome in queries.outcomes_with_a_named_owner(names):
        if any(names_guest(outcome.owner_name, name) for name in names[outcome.session_id]):
            _forget_owner(outcome, at)


def _forget_owner(outcome: WebOutcome, at: datetime) -> None:
    authority = outcome.session.web.organisation
    owner = System(authority.public_id, authority.pk)
    for action in actions_grown_from(origin_ref(outcome)):
        told = without_name(action.explanation, outcome.owner_name)
        if fields := action.change(explanation=told):
            record(owner, "planaction.forget_guest", action, at=at, fields=fields)
    outcome.change(owner_name=FORGOTTEN)
    # As when it was agreed: the journal says that there was a name, not which.
    record(owner, "weboutcome.forget_guest", outcome, at=at)
