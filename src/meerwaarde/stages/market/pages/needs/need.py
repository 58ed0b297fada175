"""One need, as who asks, who offers, who approves and everybody sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.addresses import addresses
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    Event,
    Help,
    Link,
    Page,
    Row,
    ShareBar,
    Table,
    Tone,
)
from meerwaarde.rules.lifecycle import NEED
from meerwaarde.rules.needs import Cover
from meerwaarde.rules.suppliers import region_name
from meerwaarde.stages.market.forms.needs import TextForm
from meerwaarde.stages.market.pages.needs import words
from meerwaarde.stages.market.queries import needs as queries
from meerwaarde.stages.market.queries.needs import Need, NeedMessage, NeedOffer


@dataclass(frozen=True)
class StepBox:
    """A step with what happens then; `form` asks the text that goes with it."""

    verb: str
    label: str
    url: str
    kind: str
    note: str
    form: Any


@dataclass(frozen=True, kw_only=True)
class NeedPage(Page):
    """One need with its offers and what can be done now."""

    what: str
    facts: tuple[Definition, ...]
    cover: ShareBar | None
    steps_now: tuple[StepBox, ...]
    talk: tuple[Event, ...]
    offers: Table | None
    elsewhere: Link | None
    told: str


NOTES = {
    "submit": lambda: _("The authority gets it, and looks whether it is clear."),
    "answer": lambda: _("The authority reads your answer and goes on."),
    "question": lambda: _("The organisation gets a letter and can change the need."),
    "approve": lambda: _("From then on everybody can see it, and firms can offer."),
    "refuse": lambda: _("The organisation reads why, and can submit it again."),
    "take_down": lambda: _("It is no longer public, and agreements about it are called off."),
    "close": lambda: _("No new offers. Agreements stay, and can still be confirmed."),
    "reopen": lambda: _("Firms can offer again."),
}
TEXT_OF = {
    "answer": lambda: _("Your answer"),
    "question": lambda: _("What do you want to know?"),
    "refuse": lambda: _("Why not, and what can the organisation change?"),
    "take_down": lambda: _("Why is it taken down?"),
}
KINDS_OF_BUTTON = {"approve": "primary", "submit": "primary", "answer": "primary", "withdraw": "danger"}


def need_page(actor: Actor, need: Need, today: date, refused: dict[str, Any] | None = None) -> NeedPage:
    """`refused` holds the form of a step that was not accepted, by verb."""
    offers = queries.offers_on(actor, need)
    own = need.asker_id == actor.organisation_id
    talks = own or need.handler_id == actor.organisation_id
    return NeedPage(
        title=need.title,
        intro=f"{need.asker_name} · {words.kind(need)} · {need.place}",
        crumbs=_crumbs(actor, own),
        badge=words.need_badge(need, today),
        actions=_actions(actor, need, today),
        what=need.what,
        facts=_facts(need),
        cover=_cover(need),
        steps_now=_steps(actor, need, offers, refused or {}),
        talk=tuple(_event(one) for one in queries.messages_of(need)) if talks else (),
        offers=_offers(actor, need, offers, everything=talks),
        elsewhere=Link(_("See it on %(platform)s") % {"platform": need.source}, need.source_url)
        if need.source and need.source_url
        else None,
        told=_told(need, own, today),
        help=(_worth(),),
    )


def public_need_page(need: Need, today: date) -> NeedPage:
    """One need for who has no account."""
    home = reverse("public_needs:list")
    return NeedPage(
        title=need.title,
        intro=f"{need.asker_name} · {words.kind(need)} · {need.place}",
        crumbs=(Crumb(_("Needs of the neighbourhood"), home),),
        badge=words.need_badge(need, today),
        actions=slots.public_actions.collect(need.handler.slug),
        what=need.what,
        facts=_facts(need),
        cover=_cover(need),
        steps_now=(),
        talk=(),
        offers=None,
        elsewhere=Link(_("See it on %(platform)s") % {"platform": need.source}, need.source_url)
        if need.source and need.source_url
        else None,
        told=_told(need, own=False, today=today),
        help=(
            Help(
                title=_("Can your firm help?"),
                text=_("Firms log in and offer. Not here yet? Registering takes five minutes."),
                link=Link(_("Register your firm"), reverse("registration:start")),
            ),
        ),
    )


def _worth() -> Help:
    return Help(
        title=_("What is it worth?"),
        text=_(
            "Here everything is counted in hours, pieces or places. What it counts for in a social return "
            "obligation is decided later, with the contract."
        ),
    )


def _facts(need: Need) -> tuple[Definition, ...]:
    return (
        Definition(term=_("Asked by"), text=need.asker_name),
        Definition(term=_("How much"), text=words.amount(need.quantity, need.unit)),
        Definition(term=_("For whom"), text=need.for_whom),
        Definition(
            term=_("Where"),
            text=f"{need.place} ({region_name(need.region)})"
            if need.region and region_name(need.region) not in need.place
            else need.place,
        ),
        Definition(term=_("Until"), text=words.day(need.until)),
        Definition(
            term=_("Looked at by") if need.approved_at else _("Who looks at it"), text=need.handler.name
        ),
        Definition(
            term=_("Public since"), text=words.day(need.approved_at) if need.approved_at else _("Not yet")
        ),
    )


def _cover(need: Need) -> ShareBar | None:
    if need.state not in queries.PUBLIC:
        return None
    cover: Cover = queries.covers([need])[need.pk]
    return words.cover_bar(cover, need.unit)


def _told(need: Need, own: bool, today: date) -> str:
    if need.state == "draft":
        return _("Nobody else sees this yet. Is it right? Then submit it.")
    if need.state == "closed":
        return _("This need is finished. Nothing can be offered any more.")
    if need.state == "open" and need.until < today:
        return (
            _("The last day has passed, so firms do not see it any more. Finish it, or ask anew.")
            if own
            else _("The last day of this need has passed.")
        )
    if need.state == "open" and need.asker_id is None:
        return _("This need comes from %(platform)s. Offers are made there.") % {"platform": need.source}
    return ""


def _crumbs(actor: Actor, own: bool) -> tuple[Crumb, ...]:
    if own:
        return (Crumb(_("Our needs"), reverse("market:own_needs", args=[actor.slug])),)
    return (Crumb(_("Needs of the neighbourhood"), reverse("market:needs", args=[actor.slug])),)


def _actions(actor: Actor, need: Need, today: date) -> tuple[Action, ...]:
    found = []
    if need.asker_id == actor.organisation_id and need.state in ("draft", "questioned", "refused"):
        url = reverse("market:need_edit", args=[actor.slug, need.public_id])
        found.append(Action(label=_("Change"), url=url, icon="edit"))
    if actor.may("needs.offer") and need.state == "open" and need.asker_id is not None:
        url = reverse("market:need_offer_new", args=[actor.slug, need.public_id])
        standing = queries.open_offer_of(need, actor.organisation_id)
        if need.until >= today and standing is None:
            found.append(Action(label=_("Offer help"), url=url, icon="add", kind="primary"))
    return tuple(found)


def _steps(
    actor: Actor, need: Need, offers: Sequence[NeedOffer], refused: dict[str, Any]
) -> tuple[StepBox, ...]:
    """The steps of the side that the actor is on."""
    whose = {"needs.ask": need.asker_id, "needs.approve": need.handler_id}
    found = []
    for step in NEED.possible(need.state, actor.role):
        if whose.get(step.permission) != actor.organisation_id:
            continue
        label = TEXT_OF.get(step.verb)
        found.append(
            StepBox(
                verb=step.verb,
                label=words.said(step.name),
                url=reverse("market:need_step", args=[actor.slug, need.public_id, step.verb]),
                kind=KINDS_OF_BUTTON.get(step.verb, "secondary"),
                note=_withdraw_note(offers) if step.verb == "withdraw" else NOTES[step.verb](),
                form=(refused.get(step.verb) or TextForm(label=label(), auto_id=f"{step.verb}_%s")).shown()
                if label
                else None,
            )
        )
    return tuple(found)


def _withdraw_note(offers: Sequence[NeedOffer]) -> str:
    agreed = sum(one.state == "agreed" for one in offers)
    if agreed:
        return ngettext(
            "One agreement is then called off. The firm gets a letter. This cannot be undone.",
            "%(count)s agreements are then called off. The firms get a letter. This cannot be undone.",
            agreed,
        ) % {"count": agreed}
    return _("Firms that offered get a letter. This cannot be undone.")


def _event(one: NeedMessage) -> Event:
    by = one.by.organisation.name if one.by else ""
    return Event(
        moment=one.at,
        title=_("Answer") if one.from_asker else _("From the authority"),
        text=one.text,
        by=by,
        icon="message",
        tone=Tone.INFO if one.from_asker else Tone.NEUTRAL,
    )


def _offers(actor: Actor, need: Need, offers: Sequence[NeedOffer], *, everything: bool) -> Table | None:
    """All offers for who asked and who approved; for a firm its own alone."""
    if not offers:
        return None
    address = addresses("market:need_offer", actor.slug)
    return Table(
        caption=_("What firms offer") if everything else _("Your offers"),
        caption_hidden=True,
        columns=(
            Column(label=_("Firm")),
            Column(label=_("Offered"), numeric=True),
            Column(label=_("When"), compact=True),
            Column(label=_("State")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=one.firm_name, url=address(one.public_id), note=one.source),
                    Cell(text=words.amount(one.quantity, need.unit)),
                    Cell(text=words.day(one.on)),
                    Cell(badge=words.offer_badge(one)),
                )
            )
            for one in offers
        ),
    )


__all__ = ["Badge", "NeedPage", "StepBox", "need_page", "public_need_page"]
