"""Suppliers that may be able to deliver what is sought: a few hundred out of all, ready to be matched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.db.models.functions import Length

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations.queries import organisation
from meerwaarde.platform.search.queries import search
from meerwaarde.rules.law import Law
from meerwaarde.rules.matching.records import HeldCredential, Need, SupplierProfile
from meerwaarde.rules.money import from_cents
from meerwaarde.rules.suppliers import cpv_group, credential_kinds, ends_on, kinds_on
from meerwaarde.rules.suppliers.catalogue import CredentialKind
from meerwaarde.stages.market.models import Credential, Supplier, SupplierFacet
from meerwaarde.stages.market.queries.suppliers import credential_facts, suppliers_visible_to

MOST: Final = 300
"""Suppliers that are looked at for one purchase, however many the directory holds."""

SHORTEST_SHARED: Final = 3
"""Digits of a CPV code that an offer must share to be looked at: the group."""


@dataclass(frozen=True)
class TimesAsked:
    """How often an authority asked a supplier lately, and on which day for the last time."""

    times: int
    last: date | None = None


@dataclass(frozen=True)
class Candidate:
    """A supplier with its offerings at hand, and how matching sees it."""

    supplier: Supplier
    profile: SupplierProfile


def candidates(
    actor: Actor,
    need: Need,
    *,
    day: date,
    asked: Mapping[str, TimesAsked] | None = None,
    also: Collection[str] = (),
    most: int = MOST,
) -> tuple[Candidate, ...]:
    """At most so many suppliers by shared CPV group and by words, and those in `also` (public ids).

    `asked` holds, by public id, what the authority asked of whom lately; a supplier that is not in it was
    never asked. None means that nobody counted. The number of queries never changes.
    """
    if not (actor.may("suppliers.read") or actor.may("directory.read")):
        return ()
    found = _by_facets(need, day, most // 3)
    words = search(actor.organisation_id, need.text, kinds=("supplier",), limit=most // 3)
    ids = {hit.object_id for hit in words} | set(also)
    rows = (
        suppliers_visible_to(actor)
        .filter(Q(pk__in=found) | Q(public_id__in=ids), archived_at=None)
        .prefetch_related("offerings", _checked())
        .order_by("pk")
    )
    return _seen(actor, rows, day, asked)


def candidates_named(
    actor: Actor, text: str, *, day: date, asked: Mapping[str, TimesAsked] | None = None, most: int = 10
) -> tuple[Candidate, ...]:
    """Suppliers by (a part of) their name or their KvK number, for who wants to add one that they know."""
    wanted = text.strip()
    if not wanted:
        return ()
    digits = "".join(sign for sign in wanted if sign.isdigit())
    named = Q(name__icontains=wanted)
    if len(digits) == _KVK:
        named |= Q(kvk=digits)
    rows = suppliers_visible_to(actor).filter(named, archived_at=None)
    rows = rows.prefetch_related("offerings", _checked())
    return _seen(actor, rows.order_by("name", "pk")[:most], day, asked)


def supplier_to_ask(actor: Actor, public_id: str) -> Supplier | None:
    """A supplier of the directory that can be put on a shortlist; None for a stranger or an archived one."""
    if not actor.may("suppliers.read"):
        return None
    return Supplier.objects.filter(public_id=public_id, archived_at=None).first()


def suppliers_by_id(actor: Actor, public_ids: Collection[str]) -> dict[str, Supplier]:
    """Suppliers by public id, archived ones too: of who was considered once, the name stays."""
    if not actor.may("suppliers.read"):
        return {}
    return {one.public_id: one for one in Supplier.objects.filter(public_id__in=public_ids)}


def _checked() -> Prefetch[Any]:
    """The recognitions, each with the authority for which it was checked."""
    return Prefetch("credentials", Credential.objects.select_related("verified_for"))


def _by_facets(need: Need, day: date, most: int) -> set[int]:
    """The suppliers whose codes are nearest: impact enterprises apart, so that none is crowded out."""
    prefixes = sorted({prefix for code in need.cpv or () for prefix in _prefixes(code)})
    if not prefixes:
        return set()
    rows = SupplierFacet.objects.filter(facet="cpv", code__in=prefixes)
    impact = Q(supplier__social_until__gte=day) | Q(supplier__innovator_until__gte=day)
    return {*_nearest(rows.filter(impact), most), *_nearest(rows, most)}


def _nearest(rows: QuerySet[SupplierFacet], most: int) -> list[int]:
    near = rows.filter(supplier__archived_at=None).order_by().values("supplier")
    ranked = near.annotate(depth=Max(Length("code")), shared=Count("pk"))
    return [row["supplier"] for row in ranked.order_by("-depth", "-shared", "supplier")[:most]]


def _prefixes(code: str) -> list[str]:
    """The group of a code and every longer beginning that says something; a division stands as it is."""
    digits = cpv_group(code)
    return [digits[:length] for length in range(SHORTEST_SHARED, len(digits) + 1)] or [digits]


def _seen(
    actor: Actor, rows: Iterable[Supplier], day: date, asked: Mapping[str, TimesAsked] | None
) -> tuple[Candidate, ...]:
    own = tuple(organisation(actor.organisation_id).own_regions)
    credentials = credential_kinds(Law.on(day))
    return tuple(Candidate(one, _profile(one, day, own, credentials, asked)) for one in rows)


def _profile(
    supplier: Supplier,
    day: date,
    own_regions: tuple[str, ...],
    credentials: Mapping[str, CredentialKind],
    asked: Mapping[str, TimesAsked] | None,
) -> SupplierProfile:
    offerings = list(supplier.offerings.all())
    codes = dict.fromkeys(code for offering in offerings for code in offering.cpv)
    words = (supplier.name, supplier.description, supplier.impact, supplier.innovation)
    counted = None if asked is None else asked.get(supplier.public_id, TimesAsked(0))
    return SupplierProfile(
        id=supplier.public_id,
        name=supplier.name,
        text=" ".join((*words, *(f"{one.title} {one.description}" for one in offerings))),
        cpv=tuple(codes) or None,
        regions=None if supplier.regions is None else tuple(supplier.regions),
        themes=tuple(supplier.themes) or None,
        kinds=kinds_on(
            day,
            social_until=supplier.social_until,
            innovator_until=supplier.innovator_until,
            small=supplier.small,
            regions=supplier.regions,
            own_regions=own_regions,
        ).known,
        credentials=tuple(_held(supplier, credentials)),
        target_group_share=supplier.target_group_share,
        main_purpose_integration=supplier.main_purpose_integration,
        capacity_min=_amount(supplier.capacity_min_cents),
        capacity_max=_amount(supplier.capacity_max_cents),
        turnover_band=supplier.turnover_band or None,
        times_asked=None if counted is None else counted.times,
        last_asked=None if counted is None else counted.last,
    )


def _held(supplier: Supplier, kinds: Mapping[str, CredentialKind]) -> Iterable[HeldCredential]:
    """What it holds or says to hold; what was withdrawn or refused is left out."""
    for one in supplier.credentials.all():
        if one.state in ("refused", "withdrawn"):
            continue
        facts = credential_facts(one)
        yield HeldCredential(
            code=one.code,
            valid_until=ends_on(facts, kinds.get(one.code)) or one.valid_until,
            verified=one.state == "verified",
            level=one.level,
        )


def _amount(value: int | None) -> Decimal | None:
    return None if value is None else from_cents(value)


_KVK: Final = 8


def profile_of(supplier: Supplier, day: date) -> SupplierProfile:
    """How matching sees one supplier, seen from nowhere: who is local depends on who buys.

    `supplier` has its offerings and credentials at hand, as `own_supplier` gives it.
    """
    return _profile(supplier, day, (), credential_kinds(Law.on(day)), None)
