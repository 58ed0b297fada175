"""The codes of needs and offers in words."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.layout.components import Badge, ShareBar, Tone
from meerwaarde.platform.layout.notation import format_day, format_number
from meerwaarde.rules.lifecycle import NEED, NEED_OFFER
from meerwaarde.rules.needs import KINDS, ONE_OF, UNITS, Cover
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.queries.needs import Need, NeedOffer

NEED_TONES = {
    "open": Tone.POSITIVE,
    "submitted": Tone.WARNING,
    "questioned": Tone.WARNING,
    "refused": Tone.NEGATIVE,
}
OFFER_TONES = {
    "offered": Tone.WARNING,
    "agreed": Tone.INFO,
    "confirmed": Tone.POSITIVE,
    "cancelled": Tone.NEGATIVE,
}


def said(text: Text) -> str:
    """A text of the rules in the reader's language."""
    return text.in_language(get_language() or "nl")


def amount(quantity: Decimal, unit: str) -> str:
    """ "40 uur", "1 plek"; the number and its unit stay on one line."""
    units = ONE_OF if quantity == 1 else UNITS
    return f"{format_number(quantity, get_language() or 'nl')}\u00a0{said(units[unit])}"


def kind(need: Need) -> str:
    return said(KINDS[need.kind])


def day(one: date | datetime | None) -> str:
    """A day in words; "" where there is none."""
    if one is None:
        return ""
    return format_day(timezone.localdate(one) if isinstance(one, datetime) else one, get_language() or "nl")


def need_badge(need: Need, today: date) -> Badge:
    """Where a need stands; one whose last day has passed says so."""
    if need.state == "open" and need.until < today:
        return Badge(label=_("Last day passed"), tone=Tone.NEUTRAL)
    return Badge(label=said(NEED.state(need.state).name), tone=NEED_TONES.get(need.state, Tone.NEUTRAL))


def offer_badge(offer: NeedOffer) -> Badge:
    """Where an offer stands; two confirmations that differ say so."""
    if differs(offer):
        return Badge(label=_("The answers differ"), tone=Tone.WARNING)
    state = NEED_OFFER.state(offer.state)
    return Badge(label=said(state.name), tone=OFFER_TONES.get(offer.state, Tone.NEUTRAL))


def differs(offer: NeedOffer) -> bool:
    """Whether both sides said what was given, and not the same."""
    return offer.state == "agreed" and len({one.quantity for one in offer.confirmations.all()}) > 1


def cover_bar(cover: Cover, unit: str) -> ShareBar:
    """How far a need is covered."""
    left, language = cover.left, get_language() or "nl"
    return ShareBar(
        label=_("Agreed so far"),
        share=cover.share,
        value=_("%(agreed)s of %(asked)s")
        % {"agreed": format_number(cover.agreed, language), "asked": amount(cover.asked, unit)},
        note=_("%(left)s still needed") % {"left": amount(left, unit)}
        if left
        else _("Everything is promised"),
    )
