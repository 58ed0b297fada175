"""Reminding who says nothing, and closing on the moment that was promised."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor, installation_at
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import organisation
from meerwaarde.rules.lifecycle import ENQUIRY
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.enquiries.common import TOO_LATE, must_own
from meerwaarde.stages.market.actions.enquiries.letters import write_all, write_asker
from meerwaarde.stages.market.models import Enquiry
from meerwaarde.stages.market.queries import enquiries as queries

REMIND_BEFORE: Final = timedelta(days=3)
"""So long before closing who said nothing is reminded. Our own choice, no law."""


REMINDED = Text(
    nl="Wie nog niets zei, is al herinnerd. Dat gebeurt één keer.",
    en="Who said nothing yet was reminded already. That happens once.",
)


def close_enquiry(*, actor: Actor, enquiry: Enquiry, at: datetime) -> None:
    """Close it, and open what was answered. Only once its moment passed, so that nobody is cut short."""
    must_own(actor, enquiry)
    step = ENQUIRY.step("close", enquiry.state, actor.role)
    if at < enquiry.closes_at and queries.silent_leads(enquiry):
        raise Refused(
            Text(
                nl="Nog niet iedereen antwoordde. De vraag sluit vanzelf op de sluitingsdag.",
                en="Not everybody answered yet. The enquiry closes by itself on its closing day.",
            )
        )
    with transaction.atomic():
        changed = enquiry.change(state=step.until, closed_at=at)
        record(actor, "enquiry.close", enquiry, at=at, fields=changed)


def close_due(*, at: datetime) -> int:
    """Close what is past its moment, and tell who asked that the answers can be read."""
    due = queries.due_for_closing(at)
    for enquiry in due:
        with transaction.atomic():
            changed = enquiry.change(state="closed", closed_at=at)
            record(_installation(enquiry), "enquiry.close", enquiry, at=at, fields=changed)
            write_asker(enquiry, at)
    return len(due)


def remind_silent(*, actor: Actor, enquiry: Enquiry, at: datetime) -> int:
    """Remind who said nothing yet; once per enquiry. Gives how many were written to."""
    must_own(actor, enquiry)
    if not queries.is_open(enquiry, at):
        raise Refused(TOO_LATE)
    if enquiry.reminded_at is not None:
        raise Refused(REMINDED)
    return _remind(actor, enquiry, at)


def remind_due(*, at: datetime) -> int:
    """Remind who said nothing of each enquiry that closes soon."""
    due = queries.due_for_reminder(at, at + REMIND_BEFORE)
    return sum(_remind(_installation(one), one, at) for one in due)


def _installation(enquiry: Enquiry) -> Actor:
    return installation_at(organisation(enquiry.organisation_id))


def _remind(actor: Actor, enquiry: Enquiry, at: datetime) -> int:
    silent = queries.silent_leads(enquiry)
    with transaction.atomic():
        changed = enquiry.change(reminded_at=at)
        record(actor, "enquiry.remind", enquiry, at=at, fields=changed, plain={"reminded": len(silent)})
        write_all(enquiry, silent, "remind", at)
    return len(silent)
