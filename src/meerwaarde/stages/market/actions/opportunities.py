"""Opportunities come from the calendars of authorities, and follow their line: changed, begun, taken back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.search.actions import index, remove
from meerwaarde.stages.market.models import Opportunity
from meerwaarde.stages.market.queries.opportunities import findable_opportunity, opportunity_by_reference


@dataclass(frozen=True, kw_only=True)
class OpportunityValues:
    """What the market sees of an expected procurement: no person, no department."""

    title: str
    year: int
    quarter: int
    description: str = ""
    value_low_cents: int | None = None
    value_high_cents: int | None = None
    duration_months: int | None = None
    contract: str = ""
    cpv: tuple[str, ...] = ()
    category: str = ""
    """Its name."""
    themes: tuple[str, ...] = ()
    contact: str = ""


def open_opportunity(actor: Actor, *, reference: str, values: OpportunityValues, at: datetime) -> Opportunity:
    """Let the market see this, or see what it says now. `reference` is the public id of the line.

    What was taken back before opens again under the same address.
    """
    must(actor, "calendar.write")
    said = {**asdict(values), "cpv": list(values.cpv), "themes": list(values.themes)}
    with transaction.atomic():
        known = opportunity_by_reference(reference)
        if known is None:
            opened = Opportunity.enter(
                organisation_id=actor.organisation_id,
                reference=reference,
                published_at=at,
                changed_at=at,
                **said,
            )
            record(actor, "opportunity.publish", opened, at=at, fields=(*said, "reference", "published_at"))
            _make_findable(actor, opened)
            return opened
        assert known.organisation_id == actor.organisation_id
        if known.withdrawn_at is not None:
            changed = known.change(**said, withdrawn_at=None, begun_at=None, published_at=at, changed_at=at)
            record(actor, "opportunity.publish", known, at=at, fields=changed)
        else:
            if not any(getattr(known, name) != value for name, value in said.items()):
                return known
            changed = known.change(**said, changed_at=at)
            record(actor, "opportunity.change", known, at=at, fields=changed)
        _make_findable(actor, known)
    return known


def withdraw_opportunity(actor: Actor, *, reference: str, at: datetime) -> None:
    """The market sees this no more; nothing happens where it did not."""
    must(actor, "calendar.write")
    with transaction.atomic():
        known = opportunity_by_reference(reference)
        if known is None or known.withdrawn_at is not None:
            return
        assert known.organisation_id == actor.organisation_id
        record(
            actor,
            "opportunity.withdraw",
            known,
            at=at,
            fields=known.change(withdrawn_at=at, changed_at=at),
        )
        remove(kind="opportunity", object_id=known.public_id)


def begin_opportunity(actor: Actor, *, reference: str, at: datetime) -> None:
    """The procurement itself has begun: a public line stays and says so; another needs nothing."""
    must(actor, "calendar.write")
    with transaction.atomic():
        known = opportunity_by_reference(reference)
        if known is None or known.withdrawn_at is not None or known.begun_at is not None:
            return
        assert known.organisation_id == actor.organisation_id
        record(actor, "opportunity.begin", known, at=at, fields=known.change(begun_at=at, changed_at=at))


def _make_findable(actor: Actor, opportunity: Opportunity) -> None:
    index(organisation_id=None, **asdict(findable_opportunity(opportunity, actor.organisation_name)))
