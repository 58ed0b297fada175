"""Promising tenders: a list that points and shuts nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.plans.standing import plan_to_work_on
from meerwaarde.stages.policy.actions.refusal import refuse_if, seen
from meerwaarde.stages.policy.models import FIRST_YEAR, LAST_YEAR, ActionPlan, Category, PromisingTender

QUARTERS = range(1, 5)


@dataclass(frozen=True, kw_only=True)
class TenderValues:
    """What a person gives to name a tender in which much can be won.

    `reference` is "kind:public id" of what stands behind it in a later stage, such as a line of the calendar.
    """

    title: str
    why: str = ""
    category: Category | None = None
    year: int | None = None
    quarter: int | None = None
    reference: str = ""


def add_tender(*, actor: Actor, at: datetime, plan: ActionPlan, tender: TenderValues) -> PromisingTender:
    """Name a promising tender in a plan. Raises `Refused` where the same thing stands there already."""
    must(actor, "plans.write")
    with transaction.atomic():
        held = plan_to_work_on(actor, plan.public_id)
        values = _checked(actor, held, tender)
        entered = PromisingTender.enter(plan=held, **values)
        given = [name for name, value in values.items() if value not in ("", None)]
        record(actor, "promisingtender.add", entered, at=at, fields=["plan", *given])
    return entered


def change_tender(
    *, actor: Actor, at: datetime, tender: PromisingTender, expected_version: int, values: TenderValues
) -> tuple[str, ...]:
    """Change a promising tender; names what really changed."""
    must(actor, "plans.write")
    with transaction.atomic():
        held = seen(queries.tender_to_change(actor, tender.public_id))
        plan = plan_to_work_on(actor, held.plan.public_id)
        changed = held.change(expected_version, **_checked(actor, plan, values, besides=held.pk))
        if changed:
            record(actor, "promisingtender.change", held, at=at, fields=changed)
    return changed


def strike_tender(*, actor: Actor, at: datetime, tender: PromisingTender) -> TenderValues:
    """Take a tender off the list; gives its values, so that it can be put back."""
    must(actor, "plans.write")
    with transaction.atomic():
        held = seen(queries.tender_to_change(actor, tender.public_id))
        plan_to_work_on(actor, held.plan.public_id)
        record(actor, "promisingtender.strike", held, at=at, fields=["plan"])
        kept = TenderValues(
            title=held.title,
            why=held.why,
            category=held.category,
            year=held.year,
            quarter=held.quarter,
            reference=held.reference,
        )
        held.strike()
    return kept


def _checked(
    actor: Actor, plan: ActionPlan, tender: TenderValues, *, besides: int | None = None
) -> dict[str, Any]:
    problems = {}
    if not tender.title.strip():
        problems["title"] = _("Say which tender it is, for example “Maintenance of public green 2027”.")
    if tender.category and tender.category.organisation_id != actor.organisation_id:
        problems["category"] = _("Choose a category of your own authority.")
    if tender.year is not None and not FIRST_YEAR <= tender.year <= LAST_YEAR:
        problems["year"] = _("Fill in a year such as 2026.")
    if tender.quarter is not None and tender.quarter not in QUARTERS:
        problems["quarter"] = _("A year has four quarters: choose 1, 2, 3 or 4.")
    elif tender.quarter is not None and tender.year is None:
        problems["year"] = _("Say in which year this quarter is.")
    if tender.reference and any(
        one.reference == tender.reference and one.pk != besides for one in queries.tenders_of(plan)
    ):
        problems[""] = _("This tender is on the list of the plan already. You can change it there.")
    refuse_if(problems)
    return asdict(tender) | {"category": tender.category}
