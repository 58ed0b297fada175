"""Agreeing a level for an area, with why, what, who and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import Membership
from meerwaarde.rules.ambition_web.agreeing import Agreement, faults
from meerwaarde.rules.lifecycle import WEB_REVEALED
from meerwaarde.stages.policy.actions.refusal import Refused, refuse_if, seen
from meerwaarde.stages.policy.actions.web_sessions.leading import led
from meerwaarde.stages.policy.models import WebArea, WebOutcome, WebSession
from meerwaarde.stages.policy.queries import web_sessions as queries


@dataclass(frozen=True, kw_only=True)
class AgreementValues:
    """What the table agrees for one area. `owner` is a colleague; `owner_name` somebody else."""

    level: int | None
    present: int | None = None
    reason: str = ""
    measure: str = ""
    owner: Membership | None = None
    owner_name: str = ""
    due_on: date | None = None


def agree(
    *,
    actor: Actor,
    at: datetime,
    session: WebSession,
    area: WebArea,
    values: AgreementValues,
    expected_version: int | None = None,
) -> WebOutcome:
    """Write down what is agreed for an area; again replaces it. A level off policy needs a reason."""
    with transaction.atomic():
        held = led(actor, session)
        if held.state != WEB_REVEALED:
            raise Refused({"": _("You agree after the scores were shown, as long as the talk lasts.")})
        found = seen(queries.area_in(held, area.public_id))
        refuse_if(_problems(actor, at, found, values))
        given = {
            "present": values.present,
            "level": values.level,
            "policy_level": found.policy_level,
            "reason": values.reason.strip(),
            "measure": values.measure.strip(),
            "owner": values.owner,
            "owner_name": "" if values.owner else values.owner_name.strip(),
            "due_on": values.due_on,
        }
        outcome = queries.outcomes_of(held).get(found.pk)
        if outcome is None:
            outcome = WebOutcome.enter(session=held, area=found, **given)
            changed = ("session", "area", *(name for name, value in given.items() if value not in ("", None)))
        else:
            changed = outcome.change(expected_version, **given)
        if changed:
            # A name that is no colleague's may be a guest's: the journal says that there is one, not which.
            fields = [name for name in changed if name != "owner_name"]
            record(actor, "weboutcome.agree", outcome, at=at, fields=fields)
            held.touch()
    return outcome


def _problems(actor: Actor, at: datetime, area: WebArea, values: AgreementValues) -> dict[str, str]:
    said = faults(
        Agreement(
            level=values.level,
            present=values.present,
            policy=area.policy_level,
            reason=values.reason,
            measure=values.measure,
            owned=values.owner is not None or bool(values.owner_name.strip()),
            due_on=values.due_on,
        ),
        timezone.localtime(at).date(),
    )
    problems = {name: text.in_language(actor.language) for name, text in said.items()}
    if values.owner is not None and values.owner.organisation_id != actor.organisation_id:
        problems["owner"] = _("Choose a colleague of your own authority.")
    if values.owner is not None and values.owner_name.strip():
        problems["owner_name"] = _("Choose a colleague or write a name, not both.")
    return problems
