"""Reminding owners of what begins, ends soon or is late: one letter per person per week at most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from meerwaarde.platform.journal.actions import System, record_about
from meerwaarde.platform.layout import notation
from meerwaarde.platform.notify.actions import queue_letter
from meerwaarde.platform.notify.composing import Body, Entry, LetterLink, Part
from meerwaarde.platform.notify.purposes import purpose
from meerwaarde.platform.organisations.queries import Membership
from meerwaarde.rules.lifecycle import PLANNED
from meerwaarde.rules.text import Text
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.models import PlanAction

ONCE_IN = timedelta(days=7)
REMINDER = purpose(
    "plan.remind",
    name=Text(nl="Herinnering aan acties", en="Reminder of actions"),
    why=Text(
        nl="U krijgt deze brief omdat u acties in het actieplan heeft, hooguit eens per week. "
        "Niemand hoeft hierop te antwoorden.",
        en="You get this letter because you have actions in the action plan, at most once a week. "
        "Nobody needs to answer it.",
    ),
)


def remind_owners(*, at: datetime) -> int:
    """Write to everybody who has something to do and was not written to this week; gives how many were.

    Letter and mark are one step: stopped halfway, the next round does not write twice.
    """
    day, written = timezone.localtime(at).date(), 0
    for owner, actions in queries.actions_to_remind(day, ONCE_IN):
        _remind(owner, actions, day, at)
        written += 1
    return written


def _remind(owner: Membership, actions: Sequence[PlanAction], day: date, at: datetime) -> None:
    with override(owner.person.language or "nl"):
        body = _body(owner, actions, day)
        subject = _("Actions of the action plan that ask for attention")
    organisation = owner.organisation
    with transaction.atomic():
        queue_letter(
            key=f"plan.remind:{owner.public_id}:{day}",
            to=owner.person,
            organisation=organisation,
            purpose=REMINDER,
            subject=subject,
            body=body,
            at=at,
        )
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


def _body(owner: Membership, actions: Sequence[PlanAction], day: date) -> Body:
    """In the language of the reader; what is late stands first."""
    keeper = next((one.plan.owner.person.name for one in actions if one.plan.owner), "")
    language = owner.person.language or "nl"
    return Body(
        greeting=_("Hello %(name)s,") % {"name": owner.person.name},
        paragraphs=(
            _("These actions of yours in the plan of %(authority)s ask for attention:")
            % {"authority": owner.organisation.name},
        ),
        parts=(
            Part(
                entries=tuple(
                    Entry(title=one.title, lines=(_why(one, day, language),))
                    for one in sorted(actions, key=lambda each: (each.ends_on, each.pk))
                )
            ),
        ),
        button=LetterLink(_("Your actions"), reverse("authority:home", args=[owner.organisation.slug])),
        after=(
            _("Did something change? Report your progress, or ask %(keeper)s for another day.")
            % {"keeper": keeper or _("who looks after the plan")},
        ),
    )


def _why(action: PlanAction, day: date, language: str) -> str:
    def told(when: date) -> str:
        return notation.format_day(when, language or "nl")

    if action.ends_on < day:
        return _("Late: it would be done by %(day)s.") % {"day": told(action.ends_on)}
    if action.state == PLANNED and action.starts_on >= day and action.ends_on > day + queries.SOON:
        return _("Begins on %(day)s.") % {"day": told(action.starts_on)}
    return _("Ends on %(day)s.") % {"day": told(action.ends_on)}
