"""What a firm says of a chance: seen, interested, not relevant because, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.lifecycle import LEAD
from meerwaarde.rules.matching.feedback import REASONS
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import Lead, Notice, Opportunity
from meerwaarde.stages.market.queries.fits import Fit
from meerwaarde.stages.market.queries.suppliers import own_supplier

MOST_TEXT = 500
SAY_MORE = Text(
    nl="Zeg bij “iets anders” in een paar woorden wat er niet past.",
    en="With “something else”, say in a few words what does not fit.",
)
CHOOSE = Text(nl="Kies waarom dit niet past.", en="Choose why this does not fit.")


def note_suggested(*, actor: Actor, shown: Sequence[Fit], at: datetime) -> None:
    """Count what a firm was shown, each thing once. The machine suggests, so no person's fact is written."""
    must(actor, "leads.answer")
    supplier = own_supplier(actor)
    if supplier is None:
        raise Http404
    fresh = [one for one in shown if one.lead is None]
    if not fresh:
        return
    with transaction.atomic():
        for one in fresh:
            Lead.suggest(supplier, one.thing, sureness=one.sure.grade, at=at)


@transaction.atomic
def look_at(*, actor: Actor, fit: Fit, at: datetime) -> Lead:
    """A firm opened a chance."""
    lead = _lead(actor, fit, at)
    if lead.state != "suggested":
        return lead
    return _step(actor, lead, "see", at, seen_at=at)


@transaction.atomic
def say_interest(*, actor: Actor, fit: Fit, at: datetime) -> Lead:
    """A firm would like to do this."""
    lead = _lead(actor, fit, at)
    return _step(actor, lead, "interest", at, answered_at=at, seen_at=lead.seen_at or at, reason="")


@transaction.atomic
def say_not_relevant(*, actor: Actor, fit: Fit, reason: str, text: str, at: datetime) -> Lead:
    """A firm says why this does not fit: `reason` is a code of `REASONS`. It counts for later chances."""
    said = " ".join(text.split())[:MOST_TEXT]
    if reason not in REASONS:
        raise Refused(CHOOSE)
    if reason == "other" and not said:
        raise Refused(SAY_MORE)
    lead = _lead(actor, fit, at)
    return _step(
        actor,
        lead,
        "decline",
        at,
        answered_at=at,
        seen_at=lead.seen_at or at,
        reason=reason,
        reason_text=said,
    )


def take_back(*, actor: Actor, lead: Lead, at: datetime) -> Lead:
    """What a firm said of a chance counts no longer."""
    must(actor, "leads.answer")
    supplier = own_supplier(actor)
    if supplier is None or lead.supplier_id != supplier.pk:
        raise Http404
    return _step(actor, lead, "undo", at, answered_at=None, reason="", reason_text="")


def _lead(actor: Actor, fit: Fit, at: datetime) -> Lead:
    must(actor, "leads.answer")
    supplier = own_supplier(actor)
    if supplier is None:
        raise Http404
    thing: Notice | Opportunity = fit.thing
    return Lead.suggest(supplier, thing, sureness=fit.sure.grade, at=at)


def _step(actor: Actor, lead: Lead, verb: str, at: datetime, **values: Any) -> Lead:
    step = LEAD.step(verb, lead.state, actor.role)
    with transaction.atomic():
        changed = lead.change(state=step.until, **values)
        record(actor, f"lead.{verb}", lead, at=at, fields=changed)
    return lead
