"""The codes of a supplier in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meerwaarde.exchange.cpv.read import load as cpv_catalogue
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Badge, Ground, Tone
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.intake import SupplierKind
from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.money import euro, from_cents
from meerwaarde.rules.roles import role
from meerwaarde.rules.text import Text
from meerwaarde.rules.themes import theme_info
from meerwaarde.stages.market.queries import (
    Credential,
    ListedSupplier,
    Offering,
    Supplier,
    credential_facts,
)
from meerwaarde.stages.market.queries.question import KINDS_CALLED, OFFERINGS_CALLED

KINDS = KINDS_CALLED
OFFERINGS = OFFERINGS_CALLED
STATES = {
    "counts": (gettext_lazy("Counts"), Tone.POSITIVE),
    "claimed": (gettext_lazy("Not checked"), Tone.WARNING),
    "not_yet": (gettext_lazy("Not in force yet"), Tone.INFO),
    "expired": (gettext_lazy("Expired"), Tone.NEGATIVE),
    "refused": (gettext_lazy("Not shown"), Tone.NEGATIVE),
    "withdrawn": (gettext_lazy("Withdrawn"), Tone.NEUTRAL),
}
_KIND_TONES = {"social": Tone.POSITIVE, "sustainable_innovator": Tone.INFO}


def language() -> str:
    return get_language() or "nl"


def said(text: Text) -> str:
    """A text of the rules in the reader's language."""
    return text.in_language(language())


def day_in_words(day: date | None) -> str:
    """The day in the reader's language; empty where there is none or no end."""
    return "" if day is None or day == rules.LAST_DAY else format_day(day, language())


def kind_badges(kinds: Iterable[SupplierKind]) -> tuple[Badge, ...]:
    """What a supplier is, as far as that is known."""
    return tuple(Badge(label=str(KINDS[kind]), tone=_KIND_TONES.get(kind, Tone.NEUTRAL)) for kind in kinds)


def state_badge(standing: rules.Standing) -> Badge:
    """A verified credential that proves nothing about social or innovative "holds", and no more."""
    label, tone = STATES[standing.state]
    if standing.state == "counts" and standing.makes == "none":
        return Badge(label=_("Verified"), tone=Tone.INFO)
    return Badge(label=str(label), tone=tone)


def regions_in_words(regions: Sequence[str] | None) -> str:
    """The areas by name; "unknown" where nobody said, which is no reason to pass somebody over."""
    if not regions:
        return _("Working area unknown")
    if rules.COUNTRY in regions:
        return _("The whole country")
    return ", ".join(rules.region_name(code) for code in regions)


def amounts_in_words(low: int | None, high: int | None) -> str:
    """A range of cents as people write it; empty where neither end is known."""
    first, last = (None if cents is None else euro(from_cents(cents), language()) for cents in (low, high))
    if first and last:
        return first if low == high else _("%(low)s to %(high)s") % {"low": first, "high": last}
    if first:
        return _("from %(low)s") % {"low": first}
    return _("up to %(high)s") % {"high": last} if last else ""


def price_in_words(offering: Offering) -> str:
    """The price indication with its unit."""
    amount = amounts_in_words(offering.price_from_cents, offering.price_until_cents)
    return f"{amount} {offering.price_unit}".strip() if amount else ""


def cpv_in_words(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes with what they are called."""
    named = (
        (code, cpv_catalogue().label(code, "en" if language().startswith("en") else "nl")) for code in codes
    )
    return tuple(f"{code} {name}" if name else code for code, name in named)


def theme_names(codes: Iterable[str], day: date) -> tuple[str, ...]:
    """Themes in words; a code that is no theme of this day is left out."""
    names = dict(theme_choices(day))
    return tuple(names[code] for code in codes if code in names)


def theme_choices(day: date) -> list[tuple[str, str]]:
    """The six themes in the order of the manifest."""
    from meerwaarde.rules.ambition import THEMES  # noqa: PLC0415 (beside its one use)

    law = Law.on(day)
    return [(code, said(theme_info(law, code).name)) for code in THEMES]


def named(choices: Iterable[Any], code: str) -> str:
    """The name of a code in a list of choices; the code itself where the list does not know it."""
    return next((said(choice.name) for choice in choices if choice.code == code), code)


def yes_no(answer: bool | None) -> str:
    """A truth value; empty where nobody said."""
    return "" if answer is None else _("Yes") if answer else _("No")


def who_verified(actor: Actor, held: Credential) -> tuple[str, str]:
    """Who, and for which authority. A colleague is told by name, somebody of another authority by role."""
    authority = held.verified_for.name if held.verified_for else ""
    if held.verified_by is None:
        return "", authority
    if held.verified_for_id == actor.organisation_id:
        return held.verified_by.person.name, authority
    return said(role(held.verified_by.role).name).lower(), authority


def standings(
    actor: Actor, credentials: Iterable[Credential], day: date
) -> tuple[tuple[Credential, rules.Standing], ...]:
    """Each credential beside how it stands on the day."""
    rows = list(credentials)
    facts = []
    for held in rows:
        person, authority = who_verified(actor, held)
        facts.append(credential_facts(held, verified_by=person, verified_for=authority))
    return tuple(zip(rows, rules.standing(facts, day, kinds_on(day)), strict=True))


@lru_cache(maxsize=8)
def kinds_on(day: date) -> dict[str, rules.CredentialKind]:
    """The catalogue of credentials on a day."""
    return rules.credential_kinds(Law.on(day))


def kinds_of(supplier: Supplier | ListedSupplier, day: date, own: Sequence[str]) -> rules.Kinds:
    """What a supplier is on the day, as seen from an authority with these own regions."""
    return rules.kinds_on(
        day,
        social_until=supplier.social_until,
        innovator_until=supplier.innovator_until,
        small=supplier.small,
        regions=supplier.regions,
        own_regions=own,
    )


def grounds(parameters: Iterable[Parameter]) -> tuple[Ground, ...]:
    """Where our catalogue has it from, one click away, and how sure that is."""
    return tuple(
        Ground(
            label=f"{said(parameter.label)} ({parameter.entry.source.title})",
            text=said_what(parameter),
            url=parameter.entry.source.url,
            checked=parameter.entry.checked,
            unverified=parameter.entry.certainty == "unverified",
        )
        for parameter in parameters
    )


def said_what(parameter: Parameter) -> str:
    """What an entry of the catalogue of credentials says that it is."""
    return str(parameter.entry.value["what"]["en" if language().startswith("en") else "nl"])
