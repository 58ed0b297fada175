"""Finding suppliers: what a person asks of the directory, and the lists that answer it.

One filter serves the page, the map, saved and frozen searches and exports, so that all of them mean the
same by the same question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import Coalesce

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.search.queries import named, search
from meerwaarde.rules import distance
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.stages.market.models import (
    Credential,
    Offering,
    Supplier,
    SupplierFacet,
    SupplierReference,
)
from meerwaarde.stages.market.queries.suppliers import (
    MOST_BY_WORDS,
    grouped,
    own_regions,
    suppliers_visible_to,
)
from meerwaarde.stages.market.queries.values import one_value
from meerwaarde.stages.policy.queries import categories_visible_to

__all__ = ["SupplierReference"]

SUPPLIERS_ON_A_PAGE: Final = 25
MOST_COUNTED: Final = 1_000
"""More than this is told as "more than 1,000": to count a whole directory costs more than it tells."""

SHORTEST_PART: Final = 3
SORTS: Final = ("name", "newest", "relevance", "distance")
SHARES: Final = (10, 30, 50)
"""Per cent of the people at work who belong to the target group: 30 is the bound of article 2.82."""


@dataclass(frozen=True, kw_only=True)
class SupplierFilter:
    """What a person asked of the list; empty means everything."""

    text: str = ""
    kind: str = ""
    cpv: str = ""
    """Eight digits; a group such as 90900000 finds all below it."""
    category: str = ""
    """Code of a category of the reader's own list: all CPV codes that belong to it."""
    region: str = ""
    near: str = ""
    """Two digits of a postcode area."""
    km: int = 0
    """How far from `near`; 0: any distance, `near` only orders."""
    seat: str = ""
    """NUTS code of the province in which it has its address, by its postcode."""
    theme: str = ""
    credential: str = ""
    """Held, verified and not ended."""
    offering: str = ""
    size: str = ""
    share: int = 0
    """Per cent of the people at work who belong to the target group, at least."""
    archived: bool = False

    @property
    def usual_sort(self) -> str:
        """The order that helps most with this question, where nobody chose one."""
        if self.text:
            return "relevance"
        return "distance" if self.near else "name"


class ListedSupplier(NamedTuple):
    """What a list tells of a supplier: values, because rows of a list need no objects."""

    pk: int
    organisation_id: int
    keeper: str
    """The name of the organisation that keeps it."""
    public_id: str
    name: str
    place: str
    area: str
    regions: list[str] | None
    small: bool | None
    social_until: date | None
    innovator_until: date | None


@dataclass(frozen=True)
class SupplierList:
    """One page of suppliers; `after` is where the next begins, empty on the last page.

    `number` is how many fit on all pages together, at most one more than `MOST_COUNTED`.
    """

    rows: tuple[ListedSupplier, ...]
    after: str
    number: int


@dataclass(frozen=True)
class Words:
    """What the index answers to the words of a question; asked once, used for the page and its count."""

    text: str
    ranked: tuple[str, ...]
    """Public ids, best first, at most `MOST_BY_WORDS`."""
    named: tuple[str, ...] | None
    """Public ids of whose name holds the text; None where very many do."""

    @property
    def few(self) -> bool:
        """Whether the words leave so few suppliers that all of them may be read for a page."""
        return self.named is not None and len(self.text) >= SHORTEST_PART


def answering(text: str) -> Words | None:
    """What the index says to these words; None without words."""
    if not text:
        return None
    hits = search(None, text, kinds=("supplier",), limit=MOST_BY_WORDS)
    names = named(None, text, kinds=("supplier",), limit=MOST_BY_WORDS)
    return Words(text, tuple(hit.object_id for hit in hits), names)


def filtered_suppliers(
    actor: Actor, wanted: SupplierFilter, day: date, words: Words | None = None
) -> QuerySet[Supplier]:
    """Suppliers that fit, in no order. Each facet is one look-up by equality.

    `words` saves asking the index again where somebody did so for the same text.
    """
    rows = suppliers_visible_to(actor).filter(archived_at__isnull=not wanted.archived)
    asked = words or answering(wanted.text)
    if asked:
        rows = rows.filter(_by_words(asked))
    if wanted.cpv:
        rows = rows.filter(_facet("cpv", rules.cpv_group(wanted.cpv)))
    if wanted.category:
        rows = rows.filter(_facet("cpv", *cpv_groups_of(actor, wanted.category)))
    if wanted.region:
        rows = rows.filter(_facet("region", *rules.wanted_region_facets(wanted.region)))
    if wanted.near and wanted.km:
        rows = rows.filter(area__in=list(distance.areas_within(wanted.near, wanted.km)))
    if wanted.seat:
        rows = rows.filter(area__in=areas_of(wanted.seat))
    if wanted.theme:
        rows = rows.filter(_facet("theme", wanted.theme))
    if wanted.offering:
        rows = rows.filter(_facet("offering", wanted.offering))
    if wanted.credential:
        rows = rows.filter(_facet("credential", wanted.credential), _holding(wanted.credential, day))
    if wanted.size:
        rows = rows.filter(size_class=wanted.size)
    if wanted.share:
        rows = rows.filter(target_group_share__gte=wanted.share / 100)
    return rows.filter(_of_kind(actor, wanted.kind, day)) if wanted.kind else rows


def areas_of(province: str) -> list[str]:
    """The postcode areas that lie for the most part in a province."""
    return [area.code for area in distance.postcode_areas().values() if area.province == province]


def own_categories(actor: Actor) -> list[tuple[str, str]]:
    """Code and name of each category of the actor's own list, in its order; empty for who has none."""
    return list(categories_visible_to(actor).filter(archived_at=None).values_list("code", "name"))


def cpv_groups_of(actor: Actor, category: str) -> list[str]:
    """The CPV groups of an own category; of one that is not there: none, so nothing is found."""
    found = categories_visible_to(actor).filter(code=category).values_list("cpv", flat=True).first()
    return [rules.cpv_group(beginning.ljust(8, "0")) for beginning in found or ()]


def _facet(facet: str, *codes: str) -> Q:
    return Q(pk__in=SupplierFacet.objects.filter(facet=facet, code__in=codes).values("supplier_id"))


def _holding(code: str, day: date) -> Q:
    """Verified and not ended; without a last day a check is good for as long as its kind lasts."""
    kind = rules.credential_kinds(Law.on(day)).get(code)
    endless = Q(valid_until=None)
    if kind is not None and kind.months_valid is not None:
        endless &= Q(verified_on__gte=rules.months_later(day, -kind.months_valid))
    held = Credential.objects.filter(endless | Q(valid_until__gte=day), code=code, state="verified")
    return Q(pk__in=held.values("supplier_id"))


def _by_words(words: Words) -> Q:
    """By a part of the name, by the KvK number, or by what the index finds in the whole profile.

    A rare part of a name is looked up in the index, and then few suppliers are left. A part that very many
    names hold is quicker found by reading names until the page is full, and then none may be left out.
    """
    text = words.text
    asked = Q(public_id__in=one_value(sorted({*words.ranked, *(words.named or ())})))
    if words.named is None:
        asked |= Q(name__icontains=text)
    elif not words.few:
        asked |= Q(name__istartswith=text)
    number = rules.read_kvk(text)
    return asked | Q(kvk=number) if rules.kvk_fault(number) is None else asked


def _of_kind(actor: Actor, kind: str, day: date) -> Q:
    """Only what is known to be so: as `rules.suppliers.kinds_on` says."""
    if kind == "social":
        return Q(social_until__gte=day)
    if kind == "sustainable_innovator":
        return Q(innovator_until__gte=day)
    if kind == "small":
        return Q(small=True)
    own = [rules.current_region(area) for area in own_regions(actor)]
    return _facet("region", *own, *(f"in:{area}" for area in own)) if own else Q(pk__in=())


# --- one page -------------------------------------------------------------------------------------------


def listed_suppliers(
    actor: Actor,
    wanted: SupplierFilter,
    *,
    day: date,
    sort: str = "name",
    after: str = "",
    words: Words | None = None,
) -> SupplierList:
    """One page in one of `SORTS`. `after`: public id of the last supplier before it.

    A sort that this question has no answer to (relevance without words, distance without a place) is by name.
    """
    words = words or answering(wanted.text)
    fitting = filtered_suppliers(actor, wanted, day, words)
    if sort == "relevance" and words is not None:
        return _by_relevance(fitting, words, after)
    rows: QuerySet[Any]
    if sort == "distance" and wanted.near:
        rows = fitting.annotate(far=_rank(wanted.near)).order_by("far", "name", "pk")
    elif sort == "newest":
        rows = fitting.order_by("-pk")
    else:
        rows, sort = fitting.order_by("name", "pk"), "name"
    if after:
        rows = rows.filter(_beyond(actor, after, sort, wanted.near))
    if words is not None and words.few and not after:
        told = rows.annotate(all_of_them=Window(Count("*"))).values_list(*_LISTED, "all_of_them")
        counted = list(told[: SUPPLIERS_ON_A_PAGE + 1])
        found = [ListedSupplier._make(row[: len(_LISTED)]) for row in counted]
        number = min(counted[0][-1], MOST_COUNTED + 1) if counted else 0
    else:
        found = [ListedSupplier._make(row) for row in rows.values_list(*_LISTED)[: SUPPLIERS_ON_A_PAGE + 1]]
        number = _counted(actor, wanted, fitting)
    return _page(found, number)


def _page(found: Sequence[ListedSupplier], number: int) -> SupplierList:
    shown = tuple(found[:SUPPLIERS_ON_A_PAGE])
    return SupplierList(shown, shown[-1].public_id if len(found) > SUPPLIERS_ON_A_PAGE else "", number)


def _by_relevance(rows: QuerySet[Supplier], words: Words, after: str) -> SupplierList:
    """Names that begin with the words first, then as the index ranks, then the rest by name.

    What answers words is bounded (`MOST_COUNTED`), so its order is made here and only one page of values is
    fetched.
    """
    ranked = {public_id: place for place, public_id in enumerate(words.ranked)}
    typed = " ".join(words.text.casefold().split())
    keys = list(rows.order_by("name", "pk").values_list("pk", "public_id", "name")[: MOST_COUNTED + 1])
    last = len(ranked)
    ordered = sorted(
        keys,
        key=lambda key: (not key[2].casefold().startswith(typed), ranked.get(key[1], last)),
    )
    places = {public_id: place for place, (_pk, public_id, _name) in enumerate(ordered, start=1)}
    start = places.get(after, 0)
    part = [pk for pk, _id, _name in ordered[start : start + SUPPLIERS_ON_A_PAGE + 1]]
    values = {row[0]: ListedSupplier._make(row) for row in rows.filter(pk__in=part).values_list(*_LISTED)}
    return _page([values[pk] for pk in part if pk in values], len(keys))


def _rank(origin: str) -> Case:
    """How many kilometres off an area lies, about; what lies somewhere unknown comes last."""
    return Case(
        *(When(area=code, then=Value(far)) for code, far in distance.areas_within(origin).items()),
        default=Value(_UNKNOWN_FAR),
        output_field=IntegerField(),
    )


def _beyond(actor: Actor, after: str, sort: str, near: str = "") -> Q:
    """What comes after this supplier, without asking for it first; after one that nobody knows comes all."""
    last = suppliers_visible_to(actor).filter(public_id=after).order_by()
    if sort == "newest":
        return Q(pk__lt=Coalesce(Subquery(last.values("pk")), _HIGHEST))
    name = Coalesce(Subquery(last.values("name")), Value(""))
    later = Q(name__gte=name) & (Q(name__gt=name) | Q(pk__gt=Coalesce(Subquery(last.values("pk")), 0)))
    if sort != "distance":
        return later
    far = Coalesce(Subquery(last.annotate(far=_rank(near)).values("far")), Value(-1))
    return Q(far__gt=far) | Q(far=far) & later


_UNKNOWN_FAR: Final = 100_000
_HIGHEST: Final = 2**63 - 1

_LISTED: Final = (
    "pk",
    "organisation_id",
    "organisation__name",
    "public_id",
    "name",
    "place",
    "area",
    "regions",
    "small",
    "social_until",
    "innovator_until",
)


def counted_suppliers(actor: Actor, wanted: SupplierFilter, day: date, words: Words | None = None) -> int:
    """How many fit, at most one more than `MOST_COUNTED`."""
    return _counted(actor, wanted, filtered_suppliers(actor, wanted, day, words))


def _counted(actor: Actor, wanted: SupplierFilter, fitting: QuerySet[Supplier]) -> int:
    if wanted == SupplierFilter() and actor.may("suppliers.read"):
        return _counted_whole()
    return fitting.order_by().values("pk")[: MOST_COUNTED + 1].count()


def _counted_whole() -> int:
    """The list as it opens is asked for most, and counting it is always the same statement."""
    statement, values = _counting(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.fetchone()[0])


@cache
def _counting(vendor: str) -> tuple[str, tuple[Any, ...]]:
    rows = Supplier.objects.filter(archived_at__isnull=True).order_by().values("pk")
    statement, values = rows[: MOST_COUNTED + 1].query.sql_with_params()
    return f"SELECT COUNT(*) FROM ({statement}) found", tuple(values)  # noqa: S608 (a statement of Django)


def offered_by(suppliers: Iterable[Supplier | ListedSupplier]) -> dict[int, list[str]]:
    """What each of these suppliers (by key) offers, in a few words each. One query."""
    found: dict[int, list[str]] = {}
    rows = Offering.objects.filter(supplier_id__in=[one.pk for one in suppliers]).order_by("position", "pk")
    for supplier_id, title in rows.values_list("supplier_id", "title"):
        found.setdefault(supplier_id, []).append(title)
    return found


def shown_by(suppliers: Iterable[Supplier | ListedSupplier]) -> dict[int, list[Credential]]:
    """The credentials of each, no more than a list tells: not for who wants to change them. One query."""
    rows = Credential.objects.filter(supplier_id__in=[one.pk for one in suppliers]).only(*_TOLD)
    return grouped(rows.select_related("verified_for", "verified_by__person").order_by("-valid_until", "pk"))


_TOLD: Final = (
    "supplier_id",
    "code",
    "level",
    "state",
    "valid_from",
    "valid_until",
    "verified_on",
    "issuer",
    "number",
    "evidence",
    "verified_for__name",
    "verified_by__role",
    "verified_by__person__name",
)
"""What a line about a credential says."""


# --- what narrows ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Spread:
    """Of all suppliers that fit: how many stand under each code of each filter. Counts are exact.

    Per name of a field of `SupplierFilter`: code to number. Empty where more than `MOST_COUNTED` fit.
    """

    counts: dict[str, dict[str, int]]
    too_many: bool = False


def spread(actor: Actor, wanted: SupplierFilter, day: date) -> Spread:
    """What the results can be narrowed by. Four queries, and none of them reads more than `MOST_COUNTED` rows
    of suppliers.

    Each number is what the list counts once that one filter is added.
    """
    columns = ("pk", "size_class", "small", "social_until", "innovator_until", "area", "target_group_share")
    rows = list(filtered_suppliers(actor, wanted, day).order_by().values_list(*columns)[: MOST_COUNTED + 1])
    if len(rows) > MOST_COUNTED:
        return Spread({}, too_many=True)
    pks = [row[0] for row in rows]
    facets: dict[tuple[str, str], set[int]] = {}
    held = SupplierFacet.objects.filter(supplier_id__in=pks, facet__in=("cpv", "region", "theme", "offering"))
    for pk, facet, code in held.values_list("supplier_id", "facet", "code"):
        if facet != "cpv" or len(code) == _DIVISION:
            facets.setdefault((facet, code), set()).add(pk)
    kinds: dict[str, set[int]] = {}
    sizes: dict[str, set[int]] = {}
    seats: dict[str, set[int]] = {}
    shares: dict[str, set[int]] = {}
    provinces = {area.code: area.province for area in distance.postcode_areas().values()}
    for pk, size, small, social, innovator, area, share in rows:
        of_kind = (
            ("social", social is not None and social >= day),
            ("sustainable_innovator", innovator is not None and innovator >= day),
            ("small", small is True),
        )
        for kind, holds in of_kind:
            if holds:
                kinds.setdefault(kind, set()).add(pk)
        if size:
            sizes.setdefault(size, set()).add(pk)
        if area in provinces:
            seats.setdefault(provinces[area], set()).add(pk)
        for least in SHARES:
            if share is not None and share * 100 >= least:
                shares.setdefault(str(least), set()).add(pk)
    own = [rules.current_region(area) for area in own_regions(actor)]
    kinds["local"] = _united(facets, "region", (*own, *(f"in:{area}" for area in own)))
    law = Law.on(day)
    regions = {
        province.code: _united(facets, "region", rules.wanted_region_facets(province.code))
        for province in rules.provinces(law)
    }
    found = {
        "kind": kinds,
        "cpv": {f"{code}000000": held for (facet, code), held in facets.items() if facet == "cpv"},
        "region": regions,
        "seat": seats,
        "theme": {code: held for (facet, code), held in facets.items() if facet == "theme"},
        "offering": {code: held for (facet, code), held in facets.items() if facet == "offering"},
        "credential": _held_now(pks, day),
        "size": sizes,
        "share": shares,
    }
    return Spread(
        {name: {code: len(held) for code, held in codes.items() if held} for name, codes in found.items()}
    )


_DIVISION: Final = 2
"""Digits of a CPV division."""


def _united(facets: dict[tuple[str, str], set[int]], facet: str, codes: Iterable[str]) -> set[int]:
    return set().union(*(facets.get((facet, code), set()) for code in codes))


def _held_now(pks: Sequence[int], day: date) -> dict[str, set[int]]:
    """Which of these suppliers hold what, verified and not ended, as `_holding` asks it."""
    kinds = rules.credential_kinds(Law.on(day))
    found: dict[str, set[int]] = {}
    rows = Credential.objects.filter(supplier_id__in=pks, state="verified")
    for pk, code, until, verified_on in rows.values_list("supplier_id", "code", "valid_until", "verified_on"):
        lasts = kinds[code].months_valid if code in kinds else None
        if until is None and lasts is not None and verified_on is not None:
            ended = verified_on < rules.months_later(day, -lasts)
        else:
            ended = until is not None and until < day
        if not ended:
            found.setdefault(code, set()).add(pk)
    return found


def by_area(actor: Actor, wanted: SupplierFilter, day: date) -> dict[str, int]:
    """How many that fit have their address in each postcode area; "" for where that is not known. One query
    beside what the filter asks."""
    rows = filtered_suppliers(actor, wanted, day).order_by().values_list("area")
    return dict(rows.annotate(number=Count("pk")))


MOST_COMPARED: Final = 4


def suppliers_to_compare(actor: Actor, public_ids: Sequence[str]) -> tuple[Supplier, ...]:
    """The suppliers that were chosen, in the order of choosing, at most `MOST_COMPARED`. One query."""
    asked = list(dict.fromkeys(public_ids))[:MOST_COMPARED]
    found = {one.public_id: one for one in suppliers_visible_to(actor).filter(public_id__in=asked)}
    return tuple(found[public_id] for public_id in asked if public_id in found)


def references_of(suppliers: Iterable[Supplier]) -> dict[int, list[SupplierReference]]:
    """What each of these suppliers (by key) did before, the newest first. One query."""
    rows = SupplierReference.objects.filter(supplier_id__in=[one.pk for one in suppliers])
    return grouped(rows.order_by("-year", "-pk"))
