"""Where the pages about a supplier stand: a firm has its own profile under its own address."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Crumb
from meerwaarde.stages.market.queries import Supplier

_OWN = {
    "supplier": "profile:profile",
    "supplier_edit": "profile:edit",
    "credential_new": "market:own_credential_new",
    "credential_edit": "market:own_credential_edit",
}
"""Routes with another name for the own firm; the others are called the same under its profile."""


def is_own(actor: Actor, supplier: Supplier | None) -> bool:
    """Whether this is the profile of the actor's own firm."""
    return supplier is not None and supplier.firm_id is not None and supplier.firm_id == actor.organisation_id


def address(actor: Actor, supplier: Supplier, route: str, *parts: str) -> str:
    """The address of a page about a supplier, for who reads it."""
    if is_own(actor, supplier):
        return reverse(_OWN.get(route, f"profile:{route}"), args=[actor.slug, *parts])
    return reverse(f"market:{route}", args=[actor.slug, supplier.public_id, *parts])


def crumbs(actor: Actor, supplier: Supplier | None) -> tuple[Crumb, ...]:
    """The way back from a form about a supplier."""
    if supplier is not None and is_own(actor, supplier):
        return (Crumb(_("Our profile"), address(actor, supplier, "supplier")),)
    home = Crumb(_("Suppliers"), reverse("market:suppliers", args=[actor.slug]))
    if supplier is None:
        return (home,)
    return (home, Crumb(supplier.name, address(actor, supplier, "supplier")))
