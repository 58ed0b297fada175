"""What the register adds to other pages: its place in the navigation, and what an administrator misses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.mandates import register_of
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Action, NavItem, Wait
from meerwaarde.platform.organisations.queries import mandates_of
from meerwaarde.rules.mandates import ACTS


@slots.navigation.register("register.mandates", order=91)
def mandates(actor: Actor) -> list[NavItem]:
    """Beside the other pages of the administrator; colleagues come here from what waits for approval."""
    if not actor.may("mandates.manage"):
        return []
    return [
        NavItem(
            label=_("Mandates"),
            url=reverse("mandates:list", args=[actor.slug]),
            icon="oversight",
            group="organisation",
        )
    ]


@slots.home_actions.register("register.mandates", order=90)
def register(actor: Actor) -> list[Action]:
    """The way to the register from the home of an administrator."""
    if not actor.may("mandates.manage"):
        return []
    return [Action(label=_("Mandates"), url=reverse("mandates:list", args=[actor.slug]), icon="oversight")]


@slots.waits.register("register.nobody", order=90)
def nobody_approves(actor: Actor) -> list[Wait]:
    """An authority in which nobody holds a mandate that is always needed: work would get stuck."""
    if not actor.may("mandates.manage"):
        return []
    today = timezone.localdate()
    held = {entry.act for entry in register_of(actor.organisation_id) if entry.in_force(today)}
    return [
        Wait(
            label=_("Register who may approve explanations"),
            url=f"{reverse('mandates:add', args=[actor.slug])}?act={act.code}",
            note=_("Nobody holds a mandate for this now, so nobody can approve."),
            icon="oversight",
        )
        for act in ACTS.values()
        if act.always and act.code not in held
    ]


def mandates_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The register as an auditor needs it: who might approve what, from when until when."""
    for mandate in mandates_of(organisation_id):
        yield mandate.public_id, exporters.plain_values(mandate)


exporters.register("mandate", mandates_for_dossier)
