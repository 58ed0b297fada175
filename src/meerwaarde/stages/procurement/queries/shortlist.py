"""Suppliers for a procurement: what is sought, who comes out and why, and who was asked how often."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, cast

from django.db.models import Count, Max

from meerwaarde.exchange.cpv.read import load as cpv_catalogue
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations.queries import organisation
from meerwaarde.rules.compliance.reach import OPEN_TO_ALL
from meerwaarde.rules.intake import Route
from meerwaarde.rules.invitation import ASKED, first_kinds
from meerwaarde.rules.law import Law
from meerwaarde.rules.market_depth import MarketDepth, market_depth
from meerwaarde.rules.matching import Match, Need, match, reasons
from meerwaarde.rules.money import from_cents
from meerwaarde.rules.suppliers import COUNTRY, months_later, region_name, wider
from meerwaarde.rules.text import Text
from meerwaarde.rules.turns import months_counted
from meerwaarde.stages.market.queries import Candidate, Supplier, TimesAsked, candidates
from meerwaarde.stages.market.queries import enquiries as market
from meerwaarde.stages.procurement.models import Invitee, Procurement, QuickPurchase
from meerwaarde.stages.procurement.queries.advising import Advised
from meerwaarde.stages.procurement.queries.reading import visible_to

SHOWN: Final = 20
"""Suppliers that a page shows; the others are found by name."""


@dataclass(frozen=True)
class Ranked:
    """A supplier with how it matches; the offer that is nearest stands first on the page."""

    candidate: Candidate
    match: Match

    @property
    def supplier(self) -> Supplier:
        """The row of the directory."""
        return self.candidate.supplier


@dataclass(frozen=True, kw_only=True)
class Search:
    """What was sought on a day, and who came out in which order."""

    need: Need
    day: date
    ranked: tuple[Ranked, ...]
    others: Mapping[str, Ranked]
    """Suppliers that were asked for by id and did not come out by themselves."""
    looked_at: tuple[Candidate, ...]
    """All that were weighed, those asked for by id among them."""

    def of(self, supplier: str) -> Ranked | None:
        """How one supplier matches, whether it came out or was asked for."""
        found = next((one for one in self.ranked if one.supplier.public_id == supplier), None)
        return found or self.others.get(supplier)


EUROPEAN: Final = ("european", "european_light")
"""Routes that the law demands from a threshold on, whatever an authority chooses."""


def procedure_of(advised: Advised) -> Route | None:
    """The route that was chosen, or else the lightest that the advice allows; None where unknown."""
    if advised.intake is not None and advised.intake.procedure_chosen:
        return advised.intake.procedure_chosen
    return cast("Route | None", advised.advice.route) if advised.advice else None


def nobody_is_invited(advised: Advised) -> bool:
    """Whether every firm may take part: by the procedure, or because the value asks for a European one.

    A lighter procedure that was chosen there does not open the way to inviting; handing in is blocked too.
    """
    lightest = advised.advice.route if advised.advice else None
    return procedure_of(advised) in OPEN_TO_ALL or lightest in EUROPEAN


def delivery_regions(actor: Actor, procurement: Procurement) -> tuple[str, ...]:
    """Where it must be delivered: what the file says, or else the authority's own regions."""
    if procurement.delivery_regions is not None:
        return tuple(procurement.delivery_regions)
    return tuple(organisation(actor.organisation_id).own_regions)


def need_of(actor: Actor, procurement: Procurement, advised: Advised) -> Need:
    """What is sought, as matching reads it."""
    value, intake = procurement.value_cents, advised.intake
    return Need(
        id=procurement.public_id,
        text=f"{procurement.title} {procurement.need}".strip(),
        cpv=None if procurement.cpv is None else tuple(procurement.cpv),
        regions=delivery_regions(actor, procurement) or None,
        estimate=None if value is None else from_cents(value),
        duration_months=procurement.duration_months,
        themes=tuple(theme for theme, level in (procurement.themes or {}).items() if level),
        first=() if nobody_is_invited(advised) else first_kinds(advised.rules, procedure_of(advised)),
        reserved=intake.reserved_type if intake and intake.reserved else None,
        day=advised.day,
    )


def search_for(
    actor: Actor, procurement: Procurement, advised: Advised, today: date, *, also: Collection[str] = ()
) -> Search:
    """The best suppliers for this procurement, and how those in `also` (public ids) match.

    The number of queries does not depend on how many suppliers, invitees or procurements there are.
    """
    need = need_of(actor, procurement, advised)
    asked = times_asked(actor, today, apart_from=procurement.pk)
    found = candidates(actor, need, day=today, asked=asked, also=also)
    by_id = {one.supplier.public_id: one for one in found}
    matches = match([need], [one.profile for one in found], SHOWN, names=names_of_codes)[0] if found else ()
    ranked = tuple(Ranked(by_id[one.supplier], one) for one in matches)
    out = {one.supplier.public_id for one in ranked}
    others = {wanted: beside(need, by_id[wanted]) for wanted in also if wanted in by_id and wanted not in out}
    return Search(need=need, day=today, ranked=ranked, others=others, looked_at=found)


def depth_for(search: Search, law: Law, advised: Advised) -> MarketDepth:
    """How deep the market is among the suppliers that were looked at, with the room for an impact lot."""
    room = advised.impact_lot
    profiles = [one.profile for one in search.looked_at]
    return market_depth(search.need, profiles, law, lot=room.lot if room else None)


def times_asked(actor: Actor, today: date, *, apart_from: int | None = None) -> dict[str, TimesAsked]:
    """By public id how often the authority turned to a supplier lately: shortlists, purchases, enquiries.

    Three queries. `apart_from` leaves one procurement (its key) out: who is asked now stays a newcomer in it.
    """
    since = counted_since(today)
    own = Invitee.objects.filter(procurement__in=visible_to(actor), state__in=ASKED, invited_on__gte=since)
    rows = own.exclude(procurement=apart_from).order_by().values_list("supplier__public_id")
    found = {
        supplier: TimesAsked(times, last)
        for supplier, times, last in rows.annotate(Count("pk"), Max("invited_on"))
    }
    enquired = market.times_asked(actor, since)
    others = [*_bought(actor, since), *((name, one.times, one.last) for name, one in enquired.items())]
    for supplier, times, last in others:
        before = found.get(supplier, TimesAsked(0))
        newest = max((day for day in (before.last, last) if day), default=None)
        found[supplier] = replace(before, times=before.times + times, last=newest)
    return found


def counted_since(today: date) -> date:
    """The first day from which it counts who was asked."""
    return months_later(today, -months_counted(Law.on(today)))


def _bought(actor: Actor, since: date) -> list[tuple[str, int, date]]:
    own = QuickPurchase.objects.filter(organisation_id=actor.organisation_id, undone_at=None)
    counted = own.filter(bought_at__date__gte=since).exclude(supplier=None).order_by()
    rows = counted.values_list("supplier__public_id").annotate(Count("pk"), Max("bought_at__date"))
    return list(rows)


def beside(need: Need, candidate: Candidate) -> Ranked:
    """How one supplier matches that did not come out of the search by itself."""
    met, not_met, unknown = reasons(need, candidate.profile, names=names_of_codes)
    supplier = candidate.supplier.public_id
    return Ranked(candidate, Match(supplier=supplier, score=0.0, met=met, not_met=not_met, unknown=unknown))


def names_of_codes(code: str) -> Text | None:
    """Words for a CPV code or a region."""
    known = cpv_catalogue().get(code)
    if known is not None:
        return Text(nl=known.nl, en=known.en)
    return area_in_words(code)


def area_in_words(code: str) -> Text | None:
    """What people call an area; of one that we have no name for, of which province it is a part."""
    name = region_name(code)
    if name != code:
        return Text(nl=name, en=name)
    around = next((region_name(area) for area in wider(code)), COUNTRY)
    if around in (code, COUNTRY):
        return None
    return Text(nl=f"een deel van {around} ({code})", en=f"a part of {around} ({code})")
