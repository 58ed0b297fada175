"""Who can deliver something small, soon, here: social suppliers first, with what a person needs to choose."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Value, When

from meerwaarde.language.fold import fold
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.search.queries import search
from meerwaarde.rules.intake import SupplierKind
from meerwaarde.rules.law import Law
from meerwaarde.rules.money import cents
from meerwaarde.rules.suppliers import (
    CredentialKind,
    cpv_group,
    credential_kinds,
    credential_name,
    is_local,
    kinds_on,
    read_region,
    serves,
    standing,
    wanted_region_facets,
)
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import Credential, Offering, Supplier, SupplierFacet
from meerwaarde.stages.market.queries.candidates import TimesAsked
from meerwaarde.stages.market.queries.suppliers import credential_facts, own_regions, suppliers_visible_to

Near = Literal["place", "region", "delivers", "unknown"]
SAME_CLASS: Final = 4
"""Digits of the CPV code that an offer shares with what is sought."""
MOST_WEIGHED: Final = 120
"""Suppliers that one question looks at; more would make typing slow, and nobody reads on."""
FOUND_BY_WORDS: Final = 40
NEVER: Final = TimesAsked(0)
KINDS_FIRST: Final[tuple[SupplierKind, ...]] = ("social", "sustainable_innovator")


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What somebody wants to buy now. The amount is EUR excl. VAT; "" and None mean not said."""

    what: str
    cpv: str = ""
    amount: Decimal | None = None
    place: str = ""
    needed_on: date | None = None
    day: date
    """The day on which one looks."""


@dataclass(frozen=True, kw_only=True)
class Deliverer:
    """A supplier that can deliver what is sought, as far as it is known. Amounts are cents excl. VAT."""

    key: int
    id: str
    name: str
    place: str
    kinds: tuple[SupplierKind, ...]
    makes_it_so: tuple[Text, ...]
    """The verified recognitions that make it social or an innovator."""
    impact: str
    offer: str
    price_from_cents: int | None
    price_until_cents: int | None
    price_unit: str
    lead_days: int | None
    in_time: bool | None
    near: Near
    phone: str
    email: str
    website: str

    @property
    def first(self) -> bool:
        """Whether it is a social enterprise or another sustainable innovator, which come first."""
        return any(kind in KINDS_FIRST for kind in self.kinds)


def suppliers_seen_by(actor: Actor) -> QuerySet[Supplier]:
    """The suppliers of the directory that are not archived, for who may read it."""
    return suppliers_visible_to(actor).filter(archived_at__isnull=True)


def deliverer(actor: Actor, public_id: str, sought: Sought) -> Deliverer | None:
    """One supplier of the directory, whether or not it would come up for this; None where there is none."""
    rows = _told(suppliers_seen_by(actor).filter(public_id=public_id))
    return next((_deliverer(row, sought, _wanted(actor, sought)) for row in rows), None)


def suppliers_called(actor: Actor, name: str, limit: int = 6) -> list[Supplier]:
    """Suppliers by the beginning or a part of their name, those that begin with it first."""
    asked = name.replace("\x00", "").strip()
    if len(asked) < 2:
        return []
    rows = suppliers_seen_by(actor).filter(name__icontains=asked)
    begins = Case(When(name__istartswith=asked, then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(rows.order_by(begins, "name", "pk")[:limit])


def deliverers(
    actor: Actor, sought: Sought, *, times_asked: Mapping[str, TimesAsked] | None = None, limit: int = 12
) -> tuple[Deliverer, ...]:
    """Who can deliver this: in time first, then social, then by fit, nearness and whose turn it is.

    `times_asked` holds, by public id, how often the authority asked a supplier lately: who was asked less
    comes first among equals. Who does not deliver here, or not for so little, is left out.
    """
    if not sought.what.strip() and not sought.cpv:
        return ()
    wanted, turns = _wanted(actor, sought), times_asked or {}
    by_words = _found_by_words(actor, sought.what)
    able_here = _able(actor, sought, wanted)
    found = {row.pk: row for row in _told(able_here.filter(public_id__in=by_words))}
    if sought.cpv:
        with_code = able_here.filter(facets__facet="cpv", facets__code__in=_codes(sought.cpv)).distinct()
        first = with_code.order_by(_social_first(sought.day), "pk")[:MOST_WEIGHED]
        found |= {row.pk: row for row in _told(first)}
    scored = [
        (_fit(row, sought, by_words), _deliverer(row, sought, wanted))
        for row in found.values()
        if _for_so_little(row, sought)
    ]
    able = [(fit, one) for fit, one in scored if fit]
    able.sort(key=lambda pair: _order(pair[0], pair[1], turns))
    return tuple(one for _, one in able[:limit])


def _able(actor: Actor, sought: Sought, wanted: Sequence[str]) -> QuerySet[Supplier]:
    """Who may serve one of the areas, and takes contracts this small; who says nothing about it may well."""
    rows = suppliers_seen_by(actor)
    areas = {facet for area in wanted for facet in wanted_region_facets(area)}
    if areas:
        rows = rows.filter(Q(regions__isnull=True) | Exists(_facets("region", areas)))
    return rows if sought.amount is None else rows.exclude(capacity_min_cents__gt=_cents(sought))


def _order(fit: int, one: Deliverer, turns: Mapping[str, TimesAsked]) -> tuple[object, ...]:
    kind = min((KINDS_FIRST.index(k) for k in one.kinds if k in KINDS_FIRST), default=len(KINDS_FIRST))
    near = ("place", "region", "delivers", "unknown").index(one.near)
    return (
        one.in_time is False,
        kind,
        -fit,
        near,
        turns.get(one.id, NEVER).times,
        one.name.casefold(),
        one.key,
    )


def _fit(row: Supplier, sought: Sought, by_words: Collection[str]) -> int:
    """How well the offer fits, 0 not at all: by the class of the code, by its group, by the words."""
    codes = [code for offering in row.offerings.all() for code in offering.cpv]
    found = 1 if row.public_id in by_words else 0
    if not sought.cpv:
        return found
    group = cpv_group(sought.cpv)[:SAME_CLASS]
    if any(code.startswith(group) for code in codes):
        return found + 3
    return found + (2 if any(code in _codes(sought.cpv) for code in codes) else 0)


def _codes(cpv: str) -> tuple[str, ...]:
    """The facets of who offers this: the class, or the whole group said in one code."""
    return (cpv_group(cpv)[:SAME_CLASS], cpv[:3].ljust(8, "0"))


def _facets(facet: str, codes: Collection[str]) -> QuerySet[SupplierFacet]:
    return SupplierFacet.objects.filter(facet=facet, code__in=codes, supplier=OuterRef("pk"))


def _found_by_words(actor: Actor, what: str) -> tuple[str, ...]:
    found = search(actor.organisation_id, what, kinds=("supplier",), limit=FOUND_BY_WORDS)
    return tuple(one.object_id for one in found)


def _wanted(actor: Actor, sought: Sought) -> tuple[str, ...]:
    """Where it must be delivered: the place where that is a region we know, or else the authority's own."""
    place = read_region(sought.place) if sought.place.strip() else None
    return (place,) if place else own_regions(actor)


def _social_first(day: date) -> Case:
    return Case(
        When(social_until__gte=day, then=Value(0)),
        When(innovator_until__gte=day, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def _told(rows: QuerySet[Supplier]) -> QuerySet[Supplier]:
    verified = Credential.objects.filter(state="verified").order_by("pk")
    return rows.prefetch_related(
        Prefetch("offerings", Offering.objects.order_by("position", "pk")),
        Prefetch("credentials", verified, to_attr="verified"),
    )


def _for_so_little(row: Supplier, sought: Sought) -> bool:
    """Whether any offer goes as low as the amount; who says nothing about it may well."""
    smallest = [offering.min_cents for offering in row.offerings.all()]
    if sought.amount is None or not smallest or None in smallest:
        return True
    return any(cents_ is not None and cents_ <= _cents(sought) for cents_ in smallest)


def _cents(sought: Sought) -> int:
    assert sought.amount is not None
    return cents(sought.amount)


def _deliverer(row: Supplier, sought: Sought, wanted: Sequence[str]) -> Deliverer:
    offer = _best_offer(row, sought)
    kinds = kinds_on(
        sought.day,
        social_until=row.social_until,
        innovator_until=row.innovator_until,
        small=row.small,
        regions=row.regions,
        own_regions=wanted,
    )
    return Deliverer(
        key=row.pk,
        id=row.public_id,
        name=row.name,
        place=row.place,
        kinds=kinds.known,
        makes_it_so=_recognitions(row, sought.day),
        impact=row.impact or row.innovation,
        offer=offer.title if offer else "",
        price_from_cents=offer.price_from_cents if offer else None,
        price_until_cents=offer.price_until_cents if offer else None,
        price_unit=offer.price_unit if offer else "",
        lead_days=offer.lead_days if offer else None,
        in_time=_in_time(offer, sought),
        near=_near(row, sought, wanted),
        phone=row.phone,
        email=row.email,
        website=row.website,
    )


def _best_offer(row: Supplier, sought: Sought) -> Offering | None:
    """The offer that is closest to what is sought: by the code, then by a shared word, then the first."""
    said = set(fold(sought.what).split())
    group = cpv_group(sought.cpv)[:SAME_CLASS] if sought.cpv else "-"

    def closeness(offering: Offering) -> tuple[bool, int]:
        same = any(code.startswith(group) for code in offering.cpv)
        return (same, len(said & set(fold(offering.title).split())))

    return max(row.offerings.all(), key=closeness, default=None)


def _recognitions(row: Supplier, day: date) -> tuple[Text, ...]:
    facts = [credential_facts(one) for one in row.verified]  # type: ignore[attr-defined] # by _told
    return tuple(
        credential_name(one)
        for one in standing(facts, day, _credential_kinds(day))
        if one.state == "counts" and one.makes != "none"
    )


@lru_cache(maxsize=4)
def _credential_kinds(day: date) -> dict[str, CredentialKind]:
    return credential_kinds(Law.on(day))


def _in_time(offer: Offering | None, sought: Sought) -> bool | None:
    if offer is None or offer.lead_days is None or sought.needed_on is None:
        return None
    return sought.day + timedelta(days=offer.lead_days) <= sought.needed_on


def _near(row: Supplier, sought: Sought, wanted: Sequence[str]) -> Near:
    if sought.place.strip() and fold(row.place) == fold(sought.place.strip()):
        return "place"
    if is_local(row.regions, wanted):
        return "region"
    return "delivers" if serves(row.regions, wanted) else "unknown"
