"""Whose turn it was: which procurements asked a supplier, and what was bought from it quickly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.invitation import ASKED
from meerwaarde.stages.procurement.models import Invitee, QuickPurchase
from meerwaarde.stages.procurement.queries.reading import visible_to

MOST = 50


@dataclass(frozen=True)
class AskedFrom:
    """One time that a supplier was asked for a quote, or delivered by quick purchase. Ids are public ids."""

    supplier: str
    supplier_name: str
    on: date
    title: str
    about: str


def asked_from(actor: Actor, supplier: str) -> list[Invitee]:
    """The procurements of this authority in which a supplier was asked, newest first."""
    own = Invitee.objects.filter(procurement__in=visible_to(actor), supplier__public_id=supplier)
    rows = own.filter(state__in=ASKED).select_related("procurement")
    return list(rows.order_by("-invited_on", "-pk")[:MOST])


def invitations_since(actor: Actor, since: date) -> list[AskedFrom]:
    """Every question for a quote on a shortlist since a day; `about` is the procurement. One query."""
    own = Invitee.objects.filter(procurement__in=visible_to(actor), state__in=ASKED, invited_on__gte=since)
    names = ("supplier__public_id", "supplier__name", "invited_on", "procurement__title")
    rows = own.order_by("invited_on", "pk").values_list(*names, "procurement__public_id")
    return [AskedFrom(*row) for row in rows]


def purchases_since(actor: Actor, since: date) -> list[AskedFrom]:
    """Every quick purchase at a supplier of the directory since a day. One query."""
    if not actor.may("quick_purchases.read"):
        return []
    own = QuickPurchase.objects.filter(organisation_id=actor.organisation_id, undone_at=None)
    rows = own.filter(bought_at__date__gte=since).exclude(supplier=None).order_by("bought_at", "pk")
    names = ("supplier__public_id", "supplier__name", "bought_at", "what", "public_id")
    return [
        AskedFrom(supplier, name, timezone.localdate(at), what, public_id)
        for supplier, name, at, what, public_id in rows.values_list(*names)
    ]
