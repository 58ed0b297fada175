"""One screen: what, how much, where and when, who can deliver it, and one tap that records the choice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.exchange.cpv.read import CpvNotBuilt
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, Badge, Crumb, FormPage, Link, Tone
from meerwaarde.platform.layout.notation import format_amount, format_day, format_euro
from meerwaarde.rules.law import Law
from meerwaarde.rules.money import cents
from meerwaarde.rules.quick_purchase import common_things
from meerwaarde.stages.market import queries as market
from meerwaarde.stages.policy.queries import QuickLimit
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.forms import QuickForm
from meerwaarde.stages.procurement.forms.scope import cpv_name
from meerwaarde.stages.procurement.pages import quick_words as words
from meerwaarde.stages.procurement.pages.row_of_matrix import TipsShown, tips_for


@dataclass(frozen=True, kw_only=True)
class DelivererCard:
    """One supplier that can deliver, as one reads it on a phone."""

    id: str
    name: str
    badges: tuple[Badge, ...]
    why: tuple[str, ...]
    offer: str
    facts: tuple[tuple[str, str], ...]
    """Icon and text: price, where, and within how many days."""
    late: str
    phone: str
    email: str
    url: str
    """The page that tells why it is social, and who verified that."""


@dataclass(frozen=True, kw_only=True)
class QuickPanel:
    """What can be said now: who can deliver, or why this is no quick purchase."""

    searched: str
    over: str
    normal: Action | None
    social: tuple[DelivererCard, ...]
    others: tuple[DelivererCard, ...]
    nobody: str
    first: str
    """What to fill in before anybody can be shown."""
    reasons: tuple[tuple[str, str], ...]
    """Code and name; empty where no reason is asked."""
    asking: str
    """The question with the reasons, for the supplier that was just chosen or in general."""
    recordable: bool
    found: str
    """How many can deliver, for a person on a phone who has not scrolled yet."""
    tips: TipsShown | None = None
    """What the matrix says is possible with such a thing: to inspire, it stops nobody."""
    oob: bool = False


@dataclass(frozen=True, kw_only=True)
class LastPurchase:
    """What this person bought last, to buy once more with one tap."""

    text: str
    note: str
    url: str
    amount: str
    start_key: str


@dataclass(frozen=True, kw_only=True)
class QuickPage(FormPage):
    """The screen. Without an amount of the authority it says so, and who can set one."""

    things: tuple[tuple[str, str], ...]
    limit: str
    no_limit: str
    no_limit_link: Link | None
    panel: QuickPanel | None
    last: LastPurchase | None
    live_url: str
    names_url: str
    normal: Action | None
    more_open: bool
    reason_first: bool = False


def quick_page(
    actor: Actor,
    form: QuickForm,
    *,
    limit: QuickLimit | None,
    shown: queries.Shown | None,
    day: date,
    last: queries.QuickPurchase | None = None,
    chosen: str = "",
) -> QuickPage:
    """The screen for one purchase. `chosen` is the supplier for which only the reason is still asked."""
    language = words.language()
    return QuickPage(
        title=_("Quick purchase"),
        intro=_("For small things: say what you need, see who can deliver it, and record your choice."),
        crumbs=(Crumb(_("Quick purchases"), reverse("quick:list", args=[actor.slug])),),
        form=form,
        submit=_("Show suppliers"),
        draft_key="quick:buy",
        things=tuple((one.code, one.name.in_language(language)) for one in common_things(Law.on(day))),
        limit=_("Possible below %(amount)s excluding VAT (%(framework)s).")
        % {"amount": format_euro(cents(limit.amount), language), "framework": limit.framework.title}
        if limit
        else "",
        no_limit="" if limit else _no_limit(),
        no_limit_link=None if limit else _frameworks(actor),
        panel=quick_panel(actor, form, limit=limit, shown=shown, chosen=chosen) if limit else None,
        last=_last(actor, last) if last and limit else None,
        live_url=reverse("quick:suppliers", args=[actor.slug]),
        names_url=reverse("quick:names", args=[actor.slug]),
        normal=normal_procurement(actor, form),
        more_open=any(name in form.errors for name in ("cpv", "department")),
        reason_first=bool(chosen),
    )


def quick_panel(
    actor: Actor,
    form: QuickForm,
    *,
    limit: QuickLimit | None,
    shown: queries.Shown | None,
    chosen: str = "",
    oob: bool = False,
) -> QuickPanel:
    """Who can deliver what is typed now."""
    amount: Decimal | None = form.given("amount")
    over = limit is None or (amount is not None and amount >= limit.amount)
    found = shown.deliverers if shown and not over else ()
    new = shown.newcomers if shown else frozenset()
    cards = [_card(actor, one, new) for one in found]
    asks = bool(shown and not over and shown.reason_needed)
    return QuickPanel(
        searched=_searched(shown) if shown and not over else "",
        over=_over(limit) if over else "",
        normal=normal_procurement(actor, form) if over else None,
        social=tuple(card for card, one in zip(cards, found, strict=True) if one.first),
        others=tuple(card for card, one in zip(cards, found, strict=True) if not one.first),
        nobody=_("We know no supplier for this yet. Type below from whom you buy.")
        if shown and not over and not found
        else "",
        first=_("Say what you buy, and you see here who can deliver it.") if not shown and not over else "",
        reasons=words.reasons_on(shown.sought.day) if asks and shown else (),
        asking=_asking(next((card.name for card in cards if card.id == chosen), "")),
        recordable=bool(shown) and not over,
        found=ngettext(
            "%(count)d supplier can deliver this", "%(count)d suppliers can deliver this", len(found)
        )
        % {"count": len(found)}
        if found
        else "",
        tips=tips_for(actor, shown.sought.cpv) if shown and not over else None,
        oob=oob,
    )


def _asking(chosen: str) -> str:
    """The question above the reasons. It names who was chosen, so that nobody wonders if the tap counted."""
    question = _("Why not from one of the social suppliers? Tap the reason: that records it at once.")
    if not chosen:
        return question
    return " ".join((_("You chose %(name)s.") % {"name": chosen}, question))


def normal_procurement(actor: Actor, form: QuickForm) -> Action | None:
    """The way to a normal procurement, with what was typed."""
    if not actor.may("procurements.start"):
        return None
    typed = _typed(form)
    url = reverse("procurement:start", args=[actor.slug])
    query = urlencode({name: value for name, value in typed.items() if value})
    return Action(
        label=_("Start a normal procurement"), url=f"{url}?{query}" if query else url, icon="procurement"
    )


def _typed(form: QuickForm) -> dict[str, str]:
    language = words.language()
    what, amount = form.given("what", ""), form.given("amount")
    if not what:
        return {}
    parts = [str(what)]
    if amount is not None:
        parts.append(_("about € %(amount)s excluding VAT") % {"amount": format_amount(amount, language)})
    if form.given("place"):
        parts.append(str(form.given("place")))
    if form.given("needed_on"):
        parts.append(format_day(form.given("needed_on"), language))
    return {"titel": str(what), "nodig": ", ".join(parts), "afdeling": form.given("department", "")}


def _card(actor: Actor, one: market.Deliverer, new: frozenset[str]) -> DelivererCard:
    language = words.language()
    badges = words.kind_badges(one.kinds)
    if one.id in new:
        badges = (*badges, Badge(label=_("New here"), tone=Tone.INFO))
    near = str(words.NEAR[one.near])
    lead = words.lead_of(one)
    return DelivererCard(
        id=one.id,
        name=one.name,
        badges=badges,
        why=tuple(text.in_language(language) for text in one.makes_it_so)
        + ((one.impact,) if one.impact and one.first else ()),
        offer=one.offer,
        facts=tuple(
            (icon, text)
            for icon, text in (
                ("spend", words.price_of(one)),
                ("place", f"{one.place}: {near.lower()}" if one.place else near),
                ("clock", lead if one.in_time is not False else ""),
            )
            if text
        ),
        late=_("Perhaps too late: %(lead)s.") % {"lead": lead.lower()} if one.in_time is False else "",
        phone=one.phone,
        email=one.email,
        url=reverse("market:supplier", args=[actor.slug, one.id]),
    )


def _searched(shown: queries.Shown) -> str:
    code = shown.sought.cpv
    if not code:
        return _("We search by your words.")
    try:
        name = cpv_name(code)
    except CpvNotBuilt:
        name = None
    return _("We search for: %(name)s (CPV %(code)s).") % {"name": name or "", "code": code}


def _over(limit: QuickLimit | None) -> str:
    if limit is None:
        return _no_limit()
    amount = format_euro(cents(limit.amount), words.language())
    return _("Quick purchases stay below %(amount)s. For more you start a normal procurement.") % {
        "amount": amount
    }


def _no_limit() -> str:
    return _(
        "Your authority has not set yet below which amount one may buy quickly. A policy adviser sets it "
        "in the framework, under “Words and amounts”. Until then a purchase begins as a normal procurement."
    )


def _frameworks(actor: Actor) -> Link | None:
    if not actor.may("frameworks.read"):
        return None
    return Link(_("To the frameworks"), reverse("policy:frameworks", args=[actor.slug]))


def _last(actor: Actor, purchase: queries.QuickPurchase) -> LastPurchase:
    language = words.language()
    amount = format_euro(purchase.amount_cents, language)
    return LastPurchase(
        text=_("%(what)s from %(supplier)s")
        % {"what": purchase.what, "supplier": words.supplier_of(purchase)},
        note=f"{amount} · {words.bought_on(purchase)}",
        url=reverse("quick:repeat", args=[actor.slug, purchase.public_id]),
        amount=format_amount(Decimal(purchase.amount_cents) / 100, "nl"),
        start_key=queries.new_start_key(),
    )
