"""Who stands on the shortlist of a procurement, and what that says to the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.invitation import Inviting, Listed, inviting
from meerwaarde.rules.lifecycle import CHOSEN, DECLINED, INVITED, QUOTED
from meerwaarde.stages.market.queries import Supplier, suppliers_by_id
from meerwaarde.stages.procurement.models import Invitee, Procurement, ShortlistSearch
from meerwaarde.stages.procurement.queries.reading import visible_to


def invitees_of(procurement: Procurement) -> list[Invitee]:
    """The firms on the list, also those that were taken off, with their suppliers; in their order."""
    return list(
        Invitee.objects.filter(procurement=procurement).select_related("supplier", "added_by__person")
    )


def invitee(actor: Actor, procurement_id: str, invitee_id: str) -> Invitee | None:
    """One firm on the list of a procurement that this actor may see."""
    return (
        Invitee.objects.filter(
            procurement__in=visible_to(actor), procurement__public_id=procurement_id, public_id=invitee_id
        )
        .select_related("procurement", "supplier")
        .first()
    )


def standing_of(procurement: Procurement, supplier: Supplier) -> Invitee | None:
    """How a supplier stands on the list of a procurement, if it does."""
    return (
        Invitee.objects.filter(procurement=procurement, supplier=supplier)
        .select_related("procurement", "supplier")
        .first()
    )


def next_position(procurement: Procurement) -> int:
    """The place of the next firm on the list."""
    last = Invitee.objects.filter(procurement=procurement).aggregate(models.Max("position"))
    return (last["position__max"] or 0) + 1


def another_is_chosen(invitee: Invitee) -> bool:
    """Whether another firm of the same list is the one that was chosen."""
    others = Invitee.objects.filter(procurement=invitee.procurement, state=CHOSEN)
    return others.exclude(pk=invitee.pk).exists()


def search_was_kept(procurement: Procurement) -> bool:
    """Whether a search already stands as evidence."""
    return ShortlistSearch.objects.filter(procurement=procurement).exists()


def searches_of(procurement: Procurement) -> list[ShortlistSearch]:
    """The searches that were kept, newest first."""
    return list(ShortlistSearch.objects.filter(procurement=procurement).select_related("by__person"))


def search_kept(actor: Actor, procurement_id: str, search_id: str) -> ShortlistSearch | None:
    """One kept search of a procurement that this actor may see."""
    return (
        ShortlistSearch.objects.filter(
            procurement__in=visible_to(actor), procurement__public_id=procurement_id, public_id=search_id
        )
        .select_related("procurement", "by__person")
        .first()
    )


def suppliers_in(actor: Actor, kept: ShortlistSearch) -> dict[str, Supplier]:
    """The suppliers that came out of a kept search, by public id, in the order of that search."""
    order = [row["supplier"] for row in kept.found]
    found = suppliers_by_id(actor, order)
    return {public_id: found[public_id] for public_id in order if public_id in found}


def as_listed(invitees: Iterable[Invitee]) -> list[Listed]:
    """The firms as the rules about inviting read them."""
    return [
        Listed(one.state, tuple(one.kinds), bool(one.reason and one.reason_text.strip())) for one in invitees
    ]


def inviting_of(procurement: Procurement) -> Inviting | None:
    """What the list says; None where it is empty. One query, or none where the invitees were prefetched."""
    return inviting(as_listed(procurement.invitees.all()))


def with_invited(raw: Mapping[str, Any], found: Inviting | None) -> dict[str, Any]:
    """The intake with what follows from the list; without a list what a person typed stays.

    Where every firm has its ground, the choice of those invited counts as motivated (R09).
    """
    if found is None:
        return dict(raw)
    followed = {
        **raw,
        "invitees": found.invitees,
        "social_enterprises_invited": found.per_kind["social"],
    }
    motivated = raw.get("motivations")
    if found.grounded and motivated is not None and "invitees" not in motivated:
        followed["motivations"] = sorted([*motivated, "invitees"])
    return followed


def asked_of_firm(actor: Actor, supplier_id: str) -> list[Invitee]:
    """For which procurements the actor's own firm was asked, the newest first.

    A firm learns that it was considered only when it was asked: what is merely on a list is not among these.
    """
    if not actor.may("firm.read"):
        return []
    asked = Invitee.objects.filter(
        supplier__public_id=supplier_id,
        supplier__firm_id=actor.organisation_id,
        invited_on__isnull=False,
        state__in=(INVITED, DECLINED, QUOTED, CHOSEN),
    )
    return list(asked.select_related("procurement__organisation").order_by("-invited_on", "-pk")[:50])
