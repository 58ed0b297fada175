"""Recording a small purchase, and taking that back. No approver: the amount is the authority's own."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import Department, one_at_a_time
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.law import Law
from meerwaarde.rules.money import cents, euro
from meerwaarde.rules.quick_purchase import quick_reasons
from meerwaarde.rules.text import Text
from meerwaarde.stages.market import queries as market
from meerwaarde.stages.procurement.actions.starting import number_prefix
from meerwaarde.stages.procurement.models import QuickPurchase
from meerwaarde.stages.procurement.queries import (
    Shown,
    quick_limit,
    quick_purchase_by_start_key,
    shown_for,
)

RECORDED = (
    "number",
    "what",
    "department",
    "amount_cents",
    "place",
    "needed_on",
    "cpv",
    "supplier",
    "supplier_name",
    "kinds",
    "considered",
    "reason",
    "note",
    "repeats",
)


class NotQuick(Exception):
    """This is no quick purchase, or something is still missing: at which field, what, and what to do."""

    def __init__(self, field: str, text: Text) -> None:
        super().__init__(text.en)
        self.field, self.text = field, text


def record_quick_purchase(
    actor: Actor,
    *,
    what: str,
    amount: Decimal,
    start_key: str,
    at: datetime,
    supplier: str = "",
    supplier_name: str = "",
    reason: str = "",
    cpv: str = "",
    place: str = "",
    needed_on: date | None = None,
    department: Department | None = None,
    note: str = "",
    repeats: QuickPurchase | None = None,
) -> QuickPurchase:
    """Record what was bought from whom. The same `start_key` a second time gives what is there already.

    What was undone does not count as there: who goes back to the form and mends it, records anew.

    `supplier` is the public id of one in the directory; without it `supplier_name` says who it is. A reason
    is asked only where social suppliers could deliver and none of them was chosen. Raises `NotQuick`.
    """
    must(actor, "quick_purchases.record")
    for own in (department, repeats):
        assert own is None or own.organisation_id == actor.organisation_id
    day = timezone.localdate(at)
    _refuse_beyond_limit(actor, day, department, amount)
    shown = shown_for(actor, what=what, day=day, cpv=cpv, amount=amount, place=place, needed_on=needed_on)
    chosen = _chosen(actor, shown, supplier, supplier_name)
    first = chosen is not None and chosen.first
    given = _reason(shown, reason, needed=not first)
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)  # a double click waits here, and then finds the first
        start_key, known = _still_free(actor, start_key)
        if known is not None:
            return known
        recorded = QuickPurchase.enter_numbered(
            actor.organisation_id,
            day.year,
            number_prefix(actor.slug),
            department=department,
            start_key=start_key,
            what=what.strip(),
            amount_cents=cents(amount),
            place=place.strip(),
            needed_on=needed_on,
            cpv=shown.sought.cpv,
            supplier_id=chosen.key if chosen else None,
            supplier_name="" if chosen else supplier_name.strip(),
            kinds=list(chosen.kinds) if chosen else None,
            social=first,
            considered=[one.id for one in shown.deliverers],
            reason=given,
            note=note.strip(),
            repeats=repeats,
            bought_by_id=actor.membership_id,
            bought_at=at,
        )
        record(actor, "quickpurchase.record", recorded, at=at, fields=RECORDED)
    return recorded


def undo_quick_purchase(actor: Actor, purchase: QuickPurchase, *, at: datetime) -> bool:
    """Take back what one recorded oneself; it stays in the list as undone and counts no more.

    False where it was undone already. Raises `NotQuick` for a purchase of a colleague.
    """
    must(actor, "quick_purchases.record")
    if purchase.bought_by_id is None or purchase.bought_by_id != actor.membership_id:
        raise NotQuick("", OF_A_COLLEAGUE)
    if purchase.undone_at is not None:
        return False
    try:
        with transaction.atomic():
            changed = purchase.change(undone_at=at)
            record(actor, "quickpurchase.undo", purchase, at=at, fields=changed)
    except Changed:  # a second tap at the same moment: all that ever changes in a purchase is this
        return False
    return True


def _still_free(actor: Actor, start_key: str) -> tuple[str, QuickPurchase | None]:
    """The key to record under, and what stands under it already.

    After an undone purchase comes a key that follows from its own, so that a double tap still records once.
    """
    known = quick_purchase_by_start_key(actor, start_key)
    while known is not None and known.undone_at is not None:
        start_key = sha256(start_key.encode()).hexdigest()[: len(start_key)]
        known = quick_purchase_by_start_key(actor, start_key)
    return start_key, known


def _refuse_beyond_limit(actor: Actor, day: date, department: Department | None, amount: Decimal) -> None:
    limit = quick_limit(actor, day, department.pk if department else None)
    if limit is None:
        raise NotQuick("amount", NO_LIMIT)
    if amount >= limit.amount:
        nl, en = euro(limit.amount, "nl"), euro(limit.amount, "en")
        raise NotQuick(
            "amount",
            Text(
                nl=f"Snel kopen kan onder {nl}. Begin met dit bedrag een gewone inkoop.",
                en=f"Quick purchases stay below {en}. Start a normal procurement for this amount.",
            ),
        )


def _chosen(actor: Actor, shown: Shown, supplier: str, supplier_name: str) -> market.Deliverer | None:
    """The supplier of the directory that was chosen, also where only its exact name was typed."""
    if supplier:
        found = next((one for one in shown.deliverers if one.id == supplier), None)
        found = found or market.deliverer(actor, supplier, shown.sought)
        if found is None:
            raise NotQuick("supplier_name", GONE)
        return found
    name = supplier_name.strip()
    if not name:
        raise NotQuick("supplier_name", WHO)
    same = [one for one in market.suppliers_called(actor, name) if one.name.casefold() == name.casefold()]
    return market.deliverer(actor, same[0].public_id, shown.sought) if len(same) == 1 else None


def _reason(shown: Shown, reason: str, *, needed: bool) -> str:
    """The code of the reason, where one is asked; a reason that nobody asked for is not kept."""
    if not needed or not shown.reason_needed:
        return ""
    if reason not in {known.code for known in quick_reasons(Law.on(shown.sought.day))}:
        raise NotQuick("reason", WHY)
    return reason


NO_LIMIT = Text(
    nl="Uw organisatie heeft nog geen bedrag voor snel kopen vastgesteld. Begin een gewone inkoop.",
    en="Your authority has not set an amount for quick purchases yet. Start a normal procurement.",
)
GONE = Text(
    nl="Deze leverancier staat niet meer in de lijst. Kies een andere, of typ de naam.",
    en="This supplier is not in the directory any more. Choose another one, or type the name.",
)
WHO = Text(
    nl="Kies een leverancier, of typ de naam van de leverancier.",
    en="Choose a supplier, or type the name of the supplier.",
)
WHY = Text(
    nl="Tik op de reden waarom u niet bij een van de sociale leveranciers koopt.",
    en="Tap the reason why you do not buy from one of the social suppliers.",
)
OF_A_COLLEAGUE = Text(
    nl="Alleen wie deze aankoop vastlegde, kan haar ongedaan maken. Vraag het die collega.",
    en="Only who recorded this purchase can undo it. Ask that colleague.",
)
