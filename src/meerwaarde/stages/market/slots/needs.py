"""What the pages of other rooms learn of needs: the bar, what waits, names in the journal."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import asdict

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import KindName, Link, NavItem, SearchDocument, Wait
from meerwaarde.rules.needs import ASKER, FIRM
from meerwaarde.stages.market.queries import needs as queries


@slots.navigation.register("market.needs", order=36)
def needs(actor: Actor) -> list[NavItem]:
    """What is asked, for who reads needs."""
    if not actor.may("needs.read"):
        return []
    return [
        NavItem(
            label=_("Needs of the neighbourhood"),
            url=reverse("market:needs", args=[actor.slug]),
            icon="contract",
            group="market",
        )
    ]


@slots.waits.register("market.needs", order=35)
def waiting(actor: Actor) -> list[Wait]:
    """What this side must do: approve, answer, accept, confirm."""
    return [*_to_approve(actor), *_own(actor), *_offers(actor), *_to_confirm(actor)]


def _to_approve(actor: Actor) -> list[Wait]:
    return [
        Wait(
            label=_("Look at the need “%(title)s”") % {"title": one.title},
            url=_need(actor, one.public_id),
            note=one.asker_name,
            icon="contract",
        )
        for one in queries.needs_to_approve(actor)[:20]
    ]


def _own(actor: Actor) -> list[Wait]:
    """Drafts, questions and refusals, and what has passed its last day."""
    today = timezone.localdate()
    found = []
    for one in queries.own_needs(actor):
        said = {
            "draft": _("Submit “%(title)s”"),
            "questioned": _("Answer the question about “%(title)s”"),
            "refused": _("“%(title)s” was not approved: change it, or withdraw it"),
        }.get(one.state)
        if one.state == "open" and one.until < today:
            said = _("The last day of “%(title)s” has passed: finish it")
        if said:
            label = said % {"title": one.title}
            found.append(Wait(label=label, url=_need(actor, one.public_id), icon="contract"))
    return found[:20]


def _offers(actor: Actor) -> list[Wait]:
    return [
        Wait(
            label=_("Answer the offer of %(firm)s") % {"firm": one.firm_name},
            url=_offer(actor, one.public_id),
            note=one.need.title,
            icon="contract",
        )
        for one in queries.offers_to_answer(actor)
    ]


def _to_confirm(actor: Actor) -> list[Wait]:
    """Agreements whose day has passed and that this side did not confirm, or where the two differ."""
    today = timezone.localdate()
    side, found = (ASKER if actor.may("needs.ask") else FIRM), []
    for one in queries.agreements_of(actor):
        said = {each.side: each.quantity for each in one.confirmations.all()}
        url, note = _offer(actor, one.public_id), one.need.title
        if len(set(said.values())) > 1:
            label = _("The two answers differ: say again what was given")
            found.append(Wait(label=label, url=url, note=note, icon="warning"))
        elif side not in said and (said or (one.on is not None and one.on < today)):
            found.append(Wait(label=_("Say what was given"), url=url, note=note, icon="success"))
    return found[:20]


@slots.public_navigation.register("market.needs", order=40)
def public_entry() -> list[NavItem]:
    """The needs that everybody may read."""
    return [NavItem(label=_("Needs of the neighbourhood"), url=reverse("public_needs:list"), icon="help")]


@slots.entrance_links.register("market.needs", order=40)
def public_needs() -> list[Link]:
    """What is asked, for who has no account."""
    return [Link(label=_("What does the neighbourhood ask?"), url=reverse("public_needs:list"))]


def _need(actor: Actor, public_id: str) -> str:
    return reverse("market:need", args=[actor.slug, public_id])


def _offer(actor: Actor, public_id: str) -> str:
    return reverse("market:need_offer", args=[actor.slug, public_id])


def _need_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    return queries.need_names(actor, public_ids)


def _offer_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    return queries.offer_names(actor, public_ids)


@slots.kind_names.register("market.needs", order=33)
def kinds() -> list[KindName]:
    """What a hit in the search is."""
    return [
        KindName(
            kind="need",
            label=_("Need of the neighbourhood"),
            plural=_("Needs of the neighbourhood"),
            permission="needs.read",
            icon="contract",
            visible=lambda actor, ids: queries.needs_to_find(actor, ids, timezone.localdate()),
        )
    ]


@slots.search_documents.register("market.needs", order=33)
def documents(actor: Actor) -> list[SearchDocument]:
    """What this authority approved. Everybody finds it."""
    return [
        SearchDocument(**asdict(one), everyone=True)
        for one in queries.all_needs_findable(actor.organisation_id)
    ]


link_kind("need", "market:need", "needs.read")
link_kind("needoffer", "market:need_offer", "needs.read")
name_kind("need", _need_names)
name_kind("needoffer", _offer_names)
