"""Codes of quick purchases in words."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, Badge, Tone
from meerwaarde.platform.layout.notation import format_day, format_euro
from meerwaarde.rules.law import Law
from meerwaarde.rules.quick_purchase import quick_reasons
from meerwaarde.stages.market.queries import Deliverer
from meerwaarde.stages.procurement.queries import QuickPurchase

KINDS = {
    "social": (gettext_lazy("Social enterprise"), "theme_social_return", Tone.POSITIVE),
    "sustainable_innovator": (gettext_lazy("Sustainable innovator"), "need", Tone.POSITIVE),
    "local": (gettext_lazy("Local"), "place", Tone.NEUTRAL),
    "small": (gettext_lazy("Small firm"), "supplier", Tone.NEUTRAL),
}
NEAR = {
    "place": gettext_lazy("In the same place"),
    "region": gettext_lazy("In our own region"),
    "delivers": gettext_lazy("Also delivers here"),
    "unknown": gettext_lazy("Ask whether it delivers here"),
}


def language() -> str:
    """The language of the reader."""
    return get_language() or "nl"


def kind_badges(kinds: tuple[str, ...] | list[str] | None) -> tuple[Badge, ...]:
    """What kind of supplier it is, or was on that day."""
    return tuple(
        Badge(label=str(KINDS[kind][0]), icon=KINDS[kind][1], tone=KINDS[kind][2])
        for kind in kinds or ()
        if kind in KINDS
    )


def reasons_on(day: date) -> tuple[tuple[str, str], ...]:
    """Code and name of each reason, in the order in which people choose."""
    return tuple((one.code, one.name.in_language(language())) for one in quick_reasons(Law.on(day)))


def reason_in_words(code: str, day: date) -> str:
    """The name of a reason; the code itself where the parameters of that day do not know it."""
    return dict(reasons_on(day)).get(code, code)


def price_of(one: Deliverer) -> str:
    """What the offer costs, as far as the supplier says."""
    low, high = one.price_from_cents, one.price_until_cents
    if low is None and high is None:
        return _("Price not known")
    if low is not None and high is not None and low != high:
        told = _("%(low)s to %(high)s") % {
            "low": format_euro(low, language()),
            "high": format_euro(high, language()),
        }
    elif low is not None:
        told = _("from %(low)s") % {"low": format_euro(low, language())}
    else:
        told = _("up to %(high)s") % {"high": format_euro(high or 0, language())}
    return f"{told} {one.price_unit}".strip()


def lead_of(one: Deliverer) -> str:
    """Within how many days it delivers; nothing where that is not known."""
    if one.lead_days is None:
        return ""
    if one.lead_days == 0:
        return _("Delivers the same day")
    return ngettext("Delivers in %(days)d day", "Delivers in %(days)d days", one.lead_days) % {
        "days": one.lead_days
    }


def supplier_of(purchase: QuickPurchase) -> str:
    """The name of whom was bought from."""
    return purchase.supplier.name if purchase.supplier else purchase.supplier_name


def bought_on(purchase: QuickPurchase) -> str:
    return format_day(purchase.bought_at, language(), "short")


def again(actor: Actor, purchase: QuickPurchase, *, kind: str = "secondary") -> Action:
    """The same once more: the screen stands filled in."""
    url = f"{reverse('quick:buy', args=[actor.slug])}?herhaal={purchase.public_id}"
    return Action(label=_("Once more"), url=url, icon="copy", kind=kind)


def buy(actor: Actor, *, kind: str = "primary") -> Action:
    """To the screen for a quick purchase."""
    return Action(
        label=_("Quick purchase"), url=reverse("quick:buy", args=[actor.slug]), icon="spend", kind=kind
    )
