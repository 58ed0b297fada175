"""What people do with responsibilities: give one, end it, take the end back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import Department, Membership, one_at_a_time
from meerwaarde.rules.responsibility import DUTIES
from meerwaarde.stages.policy.actions.refusal import refuse_if, seen
from meerwaarde.stages.policy.models import Responsibility
from meerwaarde.stages.policy.queries.standing import carried_twice, responsibility

PER_DEPARTMENT: dict[str, bool] = {duty.code: duty.per_department for duty in DUTIES}


def give_responsibility(
    *,
    actor: Actor,
    at: datetime,
    duty: str,
    membership: Membership,
    department: Department | None = None,
    since: date,
    note: str = "",
) -> Responsibility:
    """Record that somebody carries a duty from a day. Raises `Refused`."""
    must(actor, "responsibilities.write")
    problems = {}
    if duty not in PER_DEPARTMENT:
        problems["duty"] = _("Choose one of the duties.")
    if membership.organisation_id != actor.organisation_id:
        problems["membership"] = _("Choose a colleague of your own authority.")
    if department and department.organisation_id != actor.organisation_id:
        problems["department"] = _("Choose a department of your own authority.")
    if department and not PER_DEPARTMENT.get(duty, True):
        problems["department"] = _(
            "This duty is carried for the whole authority. Leave the department empty."
        )
    refuse_if(problems)
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        twice = carried_twice(actor, duty, membership, department, since)
        refuse_if({"membership": _("This colleague carries this duty already.")} if twice else {})
        entered = Responsibility.enter(
            organisation_id=actor.organisation_id,
            duty=duty,
            membership=membership,
            department=department,
            since=since,
            note=note,
        )
        fields = ["duty", "membership", "department", "since"]
        record(actor, "responsibility.give", entered, at=at, fields=fields)
    return entered


def end_responsibility(*, actor: Actor, at: datetime, found: Responsibility, today: date) -> None:
    """Let a duty end: yesterday was its last day; what began today or later ends on its first day."""
    must(actor, "responsibilities.write")
    with transaction.atomic():
        held = seen(responsibility(actor, found.public_id))
        ends = max(today - timedelta(days=1), held.since)
        changed = held.change(until=ends, ended=ends >= today)
        if changed:
            record(actor, "responsibility.end", held, at=at, fields=changed)


def resume_responsibility(*, actor: Actor, at: datetime, found: Responsibility) -> None:
    """Take the end of a duty back. Refused where the same colleague got the duty anew meanwhile."""
    must(actor, "responsibilities.write")
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        held = seen(responsibility(actor, found.public_id))
        mine = (held.duty, held.membership, held.department, held.since)
        twice = carried_twice(actor, *mine, but=held.pk)
        refuse_if({"": _("This colleague carries this duty already.")} if twice else {})
        changed = held.change(until=None, ended=False)
        if changed:
            record(actor, "responsibility.change", held, at=at, fields=changed)
