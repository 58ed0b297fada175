"""Recording small purchases through the action that the screen uses."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.shape import DemoQuickPurchase, Happening
from meerwaarde.stages.procurement import actions, queries


def quick_happenings(cast: Cast, told: DemoQuickPurchase) -> list[Happening]:
    """Recording a purchase, and undoing it where that is told."""
    happenings = [Happening(told.at, partial(_record, cast, told))]
    if told.undone_at is not None:
        happenings.append(Happening(told.undone_at, partial(_undo, cast, told)))
    return happenings


def _record(cast: Cast, told: DemoQuickPurchase) -> None:
    actor = cast.actor(told.by)
    repeats = cast.purchases.get(told.repeats)
    known = cast.suppliers.get(told.supplier)
    recorded = actions.record_quick_purchase(
        actor,
        what=told.what,
        amount=Decimal(told.euros),
        start_key=_start_key(told),
        supplier=known or "",
        supplier_name="" if known else told.supplier,
        reason=told.reason,
        cpv=told.cpv,
        place=told.place,
        needed_on=told.needed_on,
        department=cast.members[told.by].department,
        note=told.note,
        repeats=queries.quick_purchase(actor, repeats) if repeats else None,
        at=told.at,
    )
    if told.key:
        cast.purchases[told.key] = recorded.public_id


def _undo(cast: Cast, told: DemoQuickPurchase) -> None:
    assert told.undone_at is not None
    actor = cast.actor(told.by)
    recorded = queries.quick_purchase_by_start_key(actor, _start_key(told))
    assert recorded is not None, told.what
    actions.undo_quick_purchase(actor, recorded, at=told.undone_at)


def _start_key(told: DemoQuickPurchase) -> str:
    """One person records one purchase at a moment."""
    return f"demo-{told.by}-{told.at:%Y%m%d%H%M}"
