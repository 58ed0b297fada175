"""Suppliers on a page: kinds, price, size and turns in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meerwaarde.platform.layout.components import Badge, Tone
from meerwaarde.platform.layout.notation import format_day, format_euro
from meerwaarde.rules.lifecycle import CHOSEN, CONSIDERED, DECLINED, INVITED, INVITEE, LEFT_OUT, QUOTED
from meerwaarde.rules.matching import GRADES, Grade, SupplierProfile
from meerwaarde.rules.money import cents
from meerwaarde.stages.market.queries import Offering, Supplier
from meerwaarde.stages.procurement.queries import area_in_words

SURE_TONES: dict[Grade, Tone] = {
    "strong": Tone.POSITIVE,
    "possible": Tone.INFO,
    "too_little": Tone.NEUTRAL,
}
TONES = {
    CONSIDERED: Tone.NEUTRAL,
    INVITED: Tone.INFO,
    DECLINED: Tone.WARNING,
    QUOTED: Tone.INFO,
    CHOSEN: Tone.POSITIVE,
    LEFT_OUT: Tone.NEUTRAL,
}
SAME_GROUP = 3
"""Digits of a CPV code from which an offer is of the kind that is sought."""


def kind_names() -> dict[str, str]:
    """Kinds of suppliers without their article."""
    return {
        "social": _("Social enterprise"),
        "sustainable_innovator": _("Sustainable innovator"),
        "local": _("Local"),
        "small": _("Small firm"),
    }


def kind_badges(kinds: Iterable[str]) -> tuple[Badge, ...]:
    """What a firm is, as badges; impact enterprises stand out by more than colour."""
    names = kind_names()
    return tuple(
        Badge(
            label=names[kind],
            tone=Tone.POSITIVE if kind in ("social", "sustainable_innovator") else Tone.NEUTRAL,
            icon="theme_social_return"
            if kind == "social"
            else "theme_circular"
            if kind == "sustainable_innovator"
            else "",
        )
        for kind in kinds
        if kind in names
    )


def kinds_in_words(kinds: Iterable[str]) -> str:
    """The same for a document or a sheet."""
    names = kind_names()
    return ", ".join(names[kind] for kind in kinds if kind in names)


def area_name(code: str) -> str:
    """What people call an area of delivery."""
    known = area_in_words(code)
    return known.in_language(get_language() or "nl") if known else code


def verdict(met: int, not_met: int, unknown: int) -> str:
    """How much fits, as one line: what speaks against a firm is never hidden."""
    parts = [ngettext("%(count)d thing fits", "%(count)d things fit", met) % {"count": met}]
    if not_met:
        against = ngettext("%(count)d does not fit", "%(count)d do not fit", not_met)
        parts.append(against % {"count": not_met})
    if unknown:
        parts.append(ngettext("%(count)d not known", "%(count)d not known", unknown) % {"count": unknown})
    return ", ".join(parts)


def sureness_badge(grade: Grade) -> Badge:
    """How sure a match is."""
    return Badge(label=GRADES[grade].in_language(get_language() or "nl"), tone=SURE_TONES[grade])


def invitee_badge(state: str) -> Badge:
    """How a firm stands on the list."""
    return Badge(label=INVITEE.state(state).name.in_language(get_language() or "nl"), tone=TONES[state])


def turns(profile: SupplierProfile) -> str:
    """How often it was asked lately; empty where nobody counted."""
    language = get_language() or "nl"
    if profile.times_asked is None:
        return ""
    if profile.times_asked == 0:
        return _("New: not asked by us in the last two years")
    if profile.last_asked is None:
        return _("Asked %(times)s× in the last two years") % {"times": profile.times_asked}
    return _("Asked %(times)s× in the last two years, the last time on %(day)s") % {
        "times": profile.times_asked,
        "day": format_day(profile.last_asked, language),
    }


def size_of_contracts(profile: SupplierProfile) -> str:
    """The size of one contract that fits it."""
    language = get_language() or "nl"
    least, most = (
        None if amount is None else format_euro(cents(amount), language)
        for amount in (profile.capacity_min, profile.capacity_max)
    )
    if most is None and least is None:
        return _("Size of contracts not known")
    if most is None:
        return _("Contracts from %(least)s") % {"least": least}
    if not profile.capacity_min:
        return _("Contracts up to %(most)s") % {"most": most}
    return _("Contracts of %(least)s to %(most)s") % {"least": least, "most": most}


def nearest_offer(supplier: Supplier, cpv: Iterable[str]) -> Offering | None:
    """The offer that belongs most to what is sought; the first one where none has a code in common."""
    groups = tuple(code[:SAME_GROUP] for code in cpv)
    offers = list(supplier.offerings.all())
    same = [one for one in offers if groups and any(code.startswith(groups) for code in one.cpv)]
    return next(iter([*same, *offers]), None)


def price_in_words(offer: Offering | None) -> str:
    """An indication, as the supplier gives it."""
    language = get_language() or "nl"
    if offer is None or (offer.price_from_cents is None and offer.price_until_cents is None):
        return _("Price not known")
    low, high = offer.price_from_cents, offer.price_until_cents
    if low is not None and high is not None and low != high:
        said = _("%(low)s to %(high)s") % {
            "low": format_euro(low, language),
            "high": format_euro(high, language),
        }
    elif low is not None:
        said = (
            format_euro(low, language)
            if low == high
            else _("from %(low)s") % {"low": format_euro(low, language)}
        )
    else:
        said = _("up to %(high)s") % {"high": format_euro(high or 0, language)}
    return f"{said} {offer.price_unit}".strip()
