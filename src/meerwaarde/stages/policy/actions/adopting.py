"""Recording that a body adopted a framework."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import one_at_a_time
from meerwaarde.rules.lifecycle import FRAMEWORK
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.cascade import adoption_problems
from meerwaarde.stages.policy.actions.finding import find_framework, lose_framework
from meerwaarde.stages.policy.actions.refusal import refuse_if, seen
from meerwaarde.stages.policy.models import Framework

Body = Framework.Body
BODIES: dict[str, tuple[Body, ...]] = {
    "municipality": (Body.COUNCIL, Body.COLLEGE),
    "province": (Body.PROVINCIAL_COUNCIL, Body.PROVINCIAL_EXECUTIVE),
    "water_authority": (Body.GENERAL_BOARD, Body.EXECUTIVE_BOARD),
    "central_government": (Body.MINISTER,),
    "public_body": (Body.BOARD,),
    "cooperation": (Body.BOARD,),
}
"""Who can adopt policy, by type of authority: the body that sets the frame first, then who carries it out."""


def bodies_of(authority_type: str) -> tuple[Body, ...]:
    """The bodies that can adopt a framework at this type of authority; all where the type is not known."""
    return BODIES.get(authority_type, tuple(Body))


def adopt_framework(
    *,
    actor: Actor,
    at: datetime,
    framework: Framework,
    expected_version: int,
    body: str,
    adopted_on: date,
    valid_from: date,
) -> Framework | None:
    """Record the decision of a body, and end the version before it; gives that older version.

    The decision has been taken (`adopted_on` is not later than today); it may be announced for a later day
    (`valid_from`). From here on nothing of this version changes.
    """
    must(actor, "frameworks.adopt")
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        held = seen(queries.framework_to_change(actor, framework.public_id))
        if held.theme_set is not None:
            # Its words are adopted along: who changes them at this moment comes first, or finds them frozen.
            seen(queries.theme_set_to_change(actor, held.theme_set.public_id))
        step = FRAMEWORK.step("adopt", held.state, actor.role)
        older = queries.adopted_before(held)
        today = timezone.localtime(at).date()
        refuse_if(_problems(held, older, body, adopted_on=adopted_on, valid_from=valid_from, today=today))
        refuse_if({"": " ".join(lacking)} if (lacking := adoption_problems(held, today)) else {})
        if older is not None:
            ending = FRAMEWORK.step("replace", older.state, actor.role)
            older.change(state=ending.until, valid_until=valid_from - timedelta(days=1))
            lose_framework(older)
        changed = held.change(
            expected_version,
            state=step.until,
            adopted_by=body,
            adopted_on=adopted_on,
            valid_from=valid_from,
            replaces=older,
        )
        record(actor, "framework.adopt", held, at=at, fields=changed)
        find_framework(actor, held)
    return older


def _problems(
    held: Framework,
    older: Framework | None,
    body: str,
    *,
    adopted_on: date,
    valid_from: date,
    today: date,
) -> dict[str, str]:
    problems = {}
    if body not in bodies_of(held.organisation.authority_type):
        problems["body"] = _("Choose the body of your authority that took the decision.")
    if adopted_on > today:
        problems["adopted_on"] = _(
            "This day has not come yet. Record the decision once it is taken; "
            "it may hold from a later day, which you fill in below."
        )
    if valid_from < adopted_on:
        problems["valid_from"] = _("A framework holds from its adoption at the earliest. Choose a later day.")
    elif older is not None and older.valid_from is not None and valid_from <= older.valid_from:
        problems["valid_from"] = _(
            "Version %(number)s holds from %(day)s. Choose a later day for the version that replaces it."
        ) % {"number": older.number, "day": older.valid_from.strftime("%d-%m-%Y")}
    if not queries.rules_of(held):
        problems[""] = _("A framework without rules asks nothing. Add at least one rule first.")
    return problems
