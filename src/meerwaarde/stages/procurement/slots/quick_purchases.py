"""What the home, the journal and other pages learn of quick purchases."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Action, Kpi, NavItem, Section, Table
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.pages import quick_buy, quick_rows, quick_year_figures


@dataclass(frozen=True)
class QuickSection:
    """What this person bought last, and the way to the next."""

    table: Table
    actions: tuple[Action, ...] = ()


@slots.navigation.register("procurement.quick_purchases", order=41)
def navigation(actor: Actor) -> list[NavItem]:
    """Quick purchases: for who buys the screen itself is one tap further."""
    if not actor.may("quick_purchases.read"):
        return []
    return [
        NavItem(
            label=_("Quick purchase"),
            url=reverse("quick:list", args=[actor.slug]),
            prefix=f"/{actor.slug}/snel/",
            icon="spend",
            group="procurement",
        )
    ]


@slots.home_actions.register("procurement.quick", order=25)
def buy(actor: Actor) -> list[Action]:
    """The screen for small things is one tap away."""
    return [quick_buy(actor, kind="secondary")] if actor.may("quick_purchases.record") else []


@slots.key_figures.register("procurement.quick_figures", order=25)
def figures(actor: Actor) -> list[Kpi]:
    """What was bought quickly this year, and how much of it from social enterprises."""
    if not actor.may("quick_purchases.read"):
        return []
    year, url = timezone.localdate().year, reverse("quick:list", args=[actor.slug])
    totals = queries.totals_of_year(actor, year)
    return list(quick_year_figures(totals, year, url)) if totals.count else []


@slots.home_sections.register("procurement.quick", order=35)
def again(actor: Actor) -> list[Section]:
    """What this person bought last, to repeat."""
    if not actor.may("quick_purchases.record"):
        return []
    newest = queries.newest_of_mine(actor)
    if not newest:
        return []
    return [
        Section(
            title=_("Your last quick purchases"),
            template="procurement/parts/section.html",
            content=QuickSection(quick_rows(actor, newest), (quick_buy(actor, kind="secondary"),)),
            icon="spend",
        )
    ]


@slots.page_sections.register("procurement.quick", order=45)
def of_supplier(actor: Actor, subject: slots.Subject) -> list[Section]:
    """What was bought quickly from a supplier, on its page."""
    if subject.kind != "supplier" or not actor.may("quick_purchases.read"):
        return []
    found = queries.bought_from(actor, subject.public_id)
    if not found:
        return []
    return [
        Section(
            title=_("Bought quickly from this supplier"),
            template="procurement/parts/section.html",
            content=QuickSection(quick_rows(actor, found)),
            icon="spend",
            anchor="quick-purchases",
        )
    ]


exporters.register("quickpurchase", queries.quick_purchases_for_dossier)
link_kind("quickpurchase", "quick:detail", "quick_purchases.read")
name_kind("quickpurchase", queries.names_of_quick_purchases)
