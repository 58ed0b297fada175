"""What access adds to pages of others: the way to people and roles for an administrator."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import NavItem


@slots.public_navigation.register("access.log_in", order=90)
def log_in() -> list[NavItem]:
    """From what everybody may read to the own work."""
    return [NavItem(label=_("Log in"), url=reverse("account_login"), icon="person")]


@slots.navigation.register("access.people", order=90)
def people(actor: Actor) -> list[NavItem]:
    """Only who may arrange people sees the entry."""
    if not actor.may("organisation.manage" if actor.kind == "authority" else "firm.manage"):
        return []
    return [
        NavItem(
            label=_("Organisation") if actor.kind == "authority" else _("Our people"),
            url=reverse("access:people", args=[actor.slug]),
            icon="people",
            group="organisation",
        )
    ]
