"""Reminding owners of what begins, ends soon or is late: one letter per person per week at most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from meerwaarde.platform.journal.actions import System, record_about
from meerwaarde.platform.layout import notation
from meerwaarde.platform.notify.mail import send
from meerwaarde.platform.organisations.queries import Membership
from meerwaarde.rules.lifecycle import PLANNED
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.models import PlanAction

ONCE_IN = timedelta(days=7)


def remind_owners(*, at: datetime) -> int:
    """Write to everybody who has something to do and was not written to this week; gives how many were.

    What was sent is marked in the same step: stopped halfway, the next round does not write twice. Where the
    mail server refuses, nothing is marked and the next night tries again.
    """
    day, sent = timezone.localtime(at).date(), 0
    for owner, actions in queries.actions_to_remind(day, ONCE_IN):
        sent += _remind(owner, actions, day, at)
    return sent


def _remind(owner: Membership, actions: Sequence[PlanAction], day: date, at: datetime) -> bool:
    with override(owner.person.language or "nl"):
        subject, text = _letter(owner, actions, day)
    if not send(owner.person, subject=subject, text=text):
        return False
    organisation = owner.organisation
    with transaction.atomic():
        # As they stand now: while the letter went out, somebody may have changed one.
        for one in queries.actions_to_mark(actions):
            one.change(reminded_on=day)
        record_about(
            System(organisation.public_id, organisation.pk),
            "planaction.remind",
            "membership",
            owner.public_id,
            at=at,
            plain={"actions": [one.public_id for one in actions]},
        )
    return True


def _letter(owner: Membership, actions: Sequence[PlanAction], day: date) -> tuple[str, str]:
    """Subject and text in the language of the reader; what is late stands first."""
    keeper = next((one.plan.owner.person.name for one in actions if one.plan.owner), "")
    lines = [
        _("Hello %(name)s,") % {"name": owner.person.name},
        "",
        _("These actions of yours in the plan of %(authority)s ask for attention:")
        % {"authority": owner.organisation.name},
        "",
    ]
    for one in sorted(actions, key=lambda each: (each.ends_on, each.pk)):
        lines.extend((f"- {one.title}", f"  {_why(one, day, owner.person.language)}", ""))
    lines.extend(
        (
            _("Did something change? Report your progress, or ask %(keeper)s for another day.")
            % {"keeper": keeper or _("who looks after the plan")},
            _("You find your actions in Meerwaarde under “Your actions” on the home page."),
            "",
            _("You get this at most once a week. Nobody needs to answer this mail."),
        )
    )
    return _("Actions of the action plan that ask for attention"), "\n".join(lines)


def _why(action: PlanAction, day: date, language: str) -> str:
    def told(when: date) -> str:
        return notation.format_day(when, language or "nl")

    if action.ends_on < day:
        return _("Late: it would be done by %(day)s.") % {"day": told(action.ends_on)}
    if action.state == PLANNED and action.starts_on >= day and action.ends_on > day + queries.SOON:
        return _("Begins on %(day)s.") % {"day": told(action.starts_on)}
    return _("Ends on %(day)s.") % {"day": told(action.ends_on)}
