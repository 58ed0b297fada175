"""One offer: what was offered, what was agreed, and what each side says was given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Badge, Crumb, Definition, Help, Page, Tone
from meerwaarde.rules.lifecycle import NEED_OFFER
from meerwaarde.rules.needs import ASKER, FIRM
from meerwaarde.stages.market.forms.needs import ConfirmForm, TextForm
from meerwaarde.stages.market.pages.needs import words
from meerwaarde.stages.market.pages.needs.need import StepBox
from meerwaarde.stages.market.queries.needs import NeedConfirmation, NeedOffer


@dataclass(frozen=True)
class SideSays:
    """What one side says was given; `quantity` is empty where it said nothing yet."""

    name: str
    quantity: str
    note: str
    day: str
    badge: Badge | None


@dataclass(frozen=True, kw_only=True)
class OfferPage(Page):
    """One offer with both sides of it."""

    facts: tuple[Definition, ...]
    remark: str
    told: str
    sides: tuple[SideSays, ...]
    differ: str
    confirm_form: Any
    confirm_url: str
    confirm_label: str
    steps_now: tuple[StepBox, ...]


NOTES: dict[str, Callable[[], str]] = {
    "accept": lambda: _("The firm gets a letter. From then on you have an agreement."),
    "decline": lambda: _("The firm reads your reason. It may offer again."),
    "withdraw": lambda: _("The organisation gets a letter. Nothing was agreed yet."),
    "cancel": lambda: _(
        "The agreement ends and the other side reads why. What is still needed is asked again."
    ),
}
BUTTONS = {"accept": "primary", "withdraw": "danger", "cancel": "danger"}


def offer_page(
    actor: Actor, offer: NeedOffer, *, confirm: Any = None, refused: dict[str, Any] | None = None
) -> OfferPage:
    """`confirm` and `refused` hold forms that were not accepted, with what was typed."""
    need = offer.need
    said = {one.side: one for one in offer.confirmations.all()}
    side = _side(actor, offer)
    return OfferPage(
        title=_("Offer of %(firm)s") % {"firm": offer.firm_name},
        intro=_("For “%(title)s” of %(asker)s") % {"title": need.title, "asker": need.asker_name},
        crumbs=(Crumb(need.title, reverse("market:need", args=[actor.slug, need.public_id])),),
        badge=words.offer_badge(offer),
        facts=(
            Definition(term=_("Firm"), text=offer.firm_name),
            Definition(term=_("Offered"), text=words.amount(offer.quantity, need.unit)),
            Definition(term=_("When"), text=words.day(offer.on) or _("To be agreed")),
            Definition(term=_("Offered on"), text=words.day(offer.created)),
            Definition(term=_("Agreed on"), text=words.day(offer.agreed_at) or _("Not yet")),
        ),
        remark=offer.remark,
        told=_told(offer, side),
        sides=tuple(_says(one, offer, said.get(one)) for one in (ASKER, FIRM))
        if offer.state in ("agreed", "confirmed")
        else (),
        differ=_(
            "The two differ. Call or meet, look at what really happened, and say it again. "
            "As soon as both say the same it is settled."
        )
        if words.differs(offer)
        else "",
        confirm_form=(confirm or ConfirmForm(unit=need.unit, before=said.get(side)))
        if side and offer.state == "agreed"
        else None,
        confirm_url=reverse("market:need_offer_confirm", args=[actor.slug, offer.public_id]),
        confirm_label=_("Say it again") if side in said else _("Confirm what was given"),
        steps_now=_steps(actor, offer, side, refused or {}),
        help=(
            Help(
                title=_("Both sides confirm"),
                text=_(
                    "What was given counts when the organisation and the firm say the same. "
                    "Nobody else can say it for you."
                ),
            ),
            Help(
                title=_("What is it worth?"),
                text=_(
                    "Here everything is counted in hours, pieces or places. What it counts for in a social "
                    "return obligation is decided later, with the contract."
                ),
            ),
        ),
    )


def _side(actor: Actor, offer: NeedOffer) -> str:
    """Which side the actor is on; "" for the authority, which only looks on."""
    if offer.need.asker_id == actor.organisation_id and actor.may("needs.ask"):
        return ASKER
    if offer.firm_id == actor.organisation_id and actor.may("needs.offer"):
        return FIRM
    return ""


def _says(side: str, offer: NeedOffer, said: NeedConfirmation | None) -> SideSays:
    name = offer.need.asker_name if side == ASKER else offer.firm_name
    if said is None:
        return SideSays(name, "", "", "", Badge(label=_("Said nothing yet"), tone=Tone.WARNING))
    return SideSays(name, words.amount(said.quantity, offer.need.unit), said.note, words.day(said.at), None)


def _told(offer: NeedOffer, side: str) -> str:
    if offer.state == "offered":
        return (
            _("The firm waits for your answer.")
            if side == ASKER
            else _("The organisation has not answered yet.")
        )
    if offer.state == "agreed":
        return _("You have an agreement. Afterwards both sides say here what was given.")
    if offer.state == "confirmed":
        return _("Both sides say the same. This is settled.")
    who = {ASKER: offer.need.asker_name, FIRM: offer.firm_name}.get(offer.ended_by, "")
    first = {
        "declined": _("%(who)s did not accept this offer."),
        "withdrawn": _("%(who)s withdrew this offer. Nothing was agreed."),
        "cancelled": _("%(who)s called the agreement off. Nobody owes anything any more."),
    }[offer.state] % {"who": who}
    return f"{first} {_('Reason:')} {offer.why}" if offer.why else first


def _steps(actor: Actor, offer: NeedOffer, side: str, refused: dict[str, Any]) -> tuple[StepBox, ...]:
    if not side:
        return ()
    found = []
    for step in NEED_OFFER.possible(offer.state, actor.role):
        if step.verb == "confirm":
            continue
        asks = step.verb in ("decline", "cancel")
        form = refused.get(step.verb) or TextForm(label=_("Why?"), auto_id=f"{step.verb}_%s")
        found.append(
            StepBox(
                verb=step.verb,
                label=words.said(step.name),
                url=reverse("market:need_offer_step", args=[actor.slug, offer.public_id, step.verb]),
                kind=BUTTONS.get(step.verb, "secondary"),
                note=NOTES[step.verb](),
                form=form.shown() if asks else None,
            )
        )
    return tuple(found)
