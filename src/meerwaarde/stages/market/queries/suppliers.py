"""Reads of the supplier directory: one directory for all authorities of an installation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.urls import reverse

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.platform.organisations.queries import organisation
from meerwaarde.platform.search.queries import named, search
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.distance import area_of
from meerwaarde.rules.law import Law
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import Credential, Offering, Supplier, SupplierFacet
from meerwaarde.stages.market.queries.notices import Findable
from meerwaarde.stages.market.queries.values import one_value

__all__ = ["Credential", "Offering", "Supplier", "SupplierFacet"]

MOST_BY_WORDS: Final = 500
EVERYWHERE: Final = "-"
"""Stands for the reader's authority in the address of what all authorities find."""

KINDS: Final = ("social", "sustainable_innovator", "small", "local")
OFFERING_KINDS: Final = ("product", "service", "work")


def suppliers_visible_to(actor: Actor) -> QuerySet[Supplier]:
    """Suppliers of the installation, whoever keeps them.

    Authorities see all. Firms and civic organisations see themselves and who lets everybody read its page.
    """
    if actor.may("suppliers.read"):
        return Supplier.objects.all()
    if not actor.may("directory.read"):
        return Supplier.objects.none()
    return Supplier.objects.filter(Q(public_since__isnull=False) | Q(firm_id=actor.organisation_id))


def supplier(actor: Actor, public_id: str) -> Supplier | None:
    """The supplier with who keeps it, what it offers and what it can show. Three queries."""
    return (
        suppliers_visible_to(actor)
        .select_related("organisation")
        .prefetch_related("offerings", "credentials__verified_by__person", "credentials__verified_for")
        .filter(public_id=public_id)
        .first()
    )


def own_supplier(actor: Actor) -> Supplier | None:
    """The profile of the actor's own firm; None for an authority, and for a firm that has none yet."""
    if not actor.may("firm.read"):
        return None
    return (
        Supplier.objects.filter(firm_id=actor.organisation_id)
        .select_related("organisation")
        .prefetch_related("offerings", "credentials__verified_by__person", "credentials__verified_for")
        .first()
    )


def kept_supplier(actor: Actor, public_id: str) -> Supplier | None:
    """The supplier as it stands now, for who keeps it: an authority, or the firm itself."""
    found = own_supplier(actor) if actor.kind == "supplier" else supplier(actor, public_id)
    return found if found is not None and found.public_id == public_id and may_change(actor, found) else None


def own_regions(actor: Actor) -> tuple[str, ...]:
    """What counts as local for the actor's authority; empty where it did not say."""
    return tuple(organisation(actor.organisation_id).own_regions)


def may_change(actor: Actor, supplier: Supplier) -> bool:
    """Only who keeps a supplier changes it: the authority that took it in, or the firm itself."""
    keeps = supplier.organisation_id == actor.organisation_id
    return keeps and (actor.may("suppliers.write") or actor.may("firm.write"))


def may_withdraw(actor: Actor, held: Credential) -> bool:
    """A credential is withdrawn by who keeps the supplier, or by the authority that verified it."""
    here = actor.organisation_id
    return actor.may("suppliers.verify") and here in (held.supplier.organisation_id, held.verified_for_id)


def offering(supplier: Supplier, public_id: str) -> Offering | None:
    return Offering.objects.filter(supplier=supplier, public_id=public_id).first()


def credential(supplier: Supplier, public_id: str) -> Credential | None:
    return (
        Credential.objects.select_related("verified_for", "supplier")
        .filter(supplier=supplier, public_id=public_id)
        .first()
    )


def supplier_with_kvk(kvk: str, *, besides: Supplier | None = None) -> Supplier | None:
    """Who has this KvK number already, archived or not, whoever keeps it."""
    found = Supplier.objects.filter(kvk=kvk).select_related("organisation")
    return found.exclude(pk=besides.pk if besides else 0).first() if kvk else None


def suppliers_named_like(actor: Actor, name: str, *, most: int = 5) -> tuple[Supplier, ...]:
    """Suppliers whose name resembles what is typed: the same words, in any spelling that we fold."""
    words = " ".join(name.split())
    if len(words) < 3:
        return ()
    hits = [hit.object_id for hit in search(None, words, kinds=("supplier",), limit=20)]
    found = suppliers_visible_to(actor).select_related("organisation")
    names = named(None, words, kinds=("supplier",), limit=MOST_BY_WORDS)
    named_so = Q(name__icontains=words) if names is None else Q(public_id__in=names)
    near = found.filter(named_so | Q(public_id__in=hits) & Q(name__istartswith=words[:3]))
    return tuple(near.order_by("name", "pk")[:most])


def offerings_of(suppliers: Iterable[Supplier]) -> dict[int, list[Offering]]:
    """What each of these suppliers (by key) offers. One query."""
    rows = Offering.objects.filter(supplier_id__in=[one.pk for one in suppliers])
    return grouped(rows.order_by("position", "pk"))


def credentials_of(suppliers: Iterable[Supplier]) -> dict[int, list[Credential]]:
    """What each of these suppliers (by key) holds or says to hold, with who verified it. One query."""
    rows = Credential.objects.filter(supplier_id__in=[one.pk for one in suppliers])
    return grouped(rows.select_related("verified_for", "verified_by__person").order_by("-valid_until", "pk"))


def grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Parts by the key of the supplier that they belong to."""
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.supplier_id, []).append(row)
    return found


def suppliers_to_find(actor: Actor, public_ids: Collection[str]) -> Set[str]:
    """Which of these somebody finds who searches: what it may see, and nothing of the archive. One query."""
    rows = suppliers_visible_to(actor).filter(archived_at=None, public_id__in=one_value(sorted(public_ids)))
    return set(rows.order_by().values_list("public_id", flat=True))


# --- what rules read ------------------------------------------------------------------------------------


def credential_facts(
    held: Credential, *, verified_by: str = "", verified_for: str = ""
) -> rules.CredentialFacts:
    """A credential as the rules read it; the names are what a reader may see."""
    return rules.CredentialFacts(
        code=held.code,
        level=held.level,
        state=held.state,
        valid_from=held.valid_from,
        valid_until=held.valid_until,
        verified_on=held.verified_on,
        verified_by=verified_by,
        verified_for=verified_for,
        issuer=held.issuer,
        number=held.number,
        evidence=held.evidence,
    )


@dataclass(frozen=True)
class Derived:
    """What follows from a supplier, its offerings and its credentials; written with each change."""

    social_until: date | None
    innovator_until: date | None
    small: bool | None
    area: str
    facets: tuple[tuple[str, str], ...]
    findable: Findable


@dataclass(frozen=True)
class Lists:
    """The catalogues that deriving needs, read once for many suppliers."""

    kinds: Mapping[str, rules.CredentialKind]
    sizes: Mapping[str, rules.SizeClass]

    @classmethod
    def on(cls, day: date) -> Lists:
        law = Law.on(day)
        return cls(rules.credential_kinds(law), {one.code: one for one in rules.size_classes(law)})


def derived(
    supplier: Supplier, offerings: Sequence[Offering], credentials: Sequence[Credential], lists: Lists
) -> Derived:
    """Worked out from rows that may not be saved yet: nothing is read here."""
    facts = [credential_facts(one) for one in credentials]
    held = [one.code for one in credentials if one.state not in ("refused", "withdrawn")]
    return Derived(
        social_until=rules.social_until(facts, lists.kinds),
        innovator_until=rules.innovator_until(facts, lists.kinds),
        small=rules.is_small(supplier.size_class, lists.sizes),
        area=area_of(supplier.postcode, supplier.place),
        facets=rules.facets_of(
            cpv=[code for one in offerings for code in one.cpv],
            regions=supplier.regions,
            themes=supplier.themes,
            credentials=held,
            offerings=[one.kind for one in offerings],
        ),
        findable=findable_supplier(
            supplier, offerings, [lists.kinds[code] for code in held if code in lists.kinds]
        ),
    )


def findable_supplier(
    supplier: Supplier, offerings: Sequence[Offering], held: Sequence[rules.CredentialKind] = ()
) -> Findable:
    """The directory is open to all authorities, so the index keeps it for everyone: no authority's name."""
    said: list[Text] = [kind.name for kind in held]
    return Findable(
        kind="supplier",
        object_id=supplier.public_id,
        url=_address_before() + supplier.public_id + "/",
        title=supplier.name,
        summary=" · ".join(
            part for part in (supplier.place, ", ".join(one.title for one in offerings[:3])) if part
        ),
        text="\n".join(
            part
            for part in (
                *supplier.trade_names,
                supplier.description,
                supplier.impact,
                supplier.innovation,
                supplier.target_groups,
                *(f"{one.title}\n{one.description}\n{one.category}" for one in offerings),
                *(name.nl for name in said),
                *supplier.themes,
            )
            if part
        ),
    )


@cache
def _address_before() -> str:
    """All but the end of an address: looking it up anew for each of a hundred thousand takes seconds."""
    return reverse("market:supplier", args=[EVERYWHERE, _ANY]).removesuffix(f"{_ANY}/")


_ANY = "x"


def all_suppliers_findable(organisation_id: int, day: date) -> Iterator[Findable]:
    """Everything that an authority keeps, for an index that is made anew: the same as each change writes."""
    lists = Lists.on(day)
    kept = Supplier.objects.filter(organisation_id=organisation_id, archived_at=None).order_by("pk")
    for one in kept.prefetch_related("offerings", "credentials").iterator(chunk_size=500):
        yield derived(one, list(one.offerings.all()), list(one.credentials.all()), lists).findable


# --- names and the dossier ------------------------------------------------------------------------------


def supplier_names(actor: Actor, public_ids: Iterable[str]) -> dict[str, str]:
    """What people call these suppliers."""
    found = suppliers_visible_to(actor).filter(public_id__in=list(public_ids)).order_by()
    return dict(found.values_list("public_id", "name"))


def suppliers_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Suppliers that this authority keeps, by codes and amounts: no name, no address, no contact.

    E-mail, telephone and texts stay out altogether, and so do KvK number and postcode: of somebody who
    trades alone those are personal data, and a dossier cannot tell who that is.
    """
    for one in Supplier.objects.filter(organisation_id=organisation_id).order_by("pk").iterator():
        yield one.public_id, plain_values(one)


def offerings_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """What those suppliers offer: kind, CPV and amounts."""
    rows = Offering.objects.filter(supplier__organisation_id=organisation_id).select_related("supplier")
    for one in rows.order_by("pk").iterator():
        yield one.public_id, {**plain_values(one), "supplier": one.supplier.public_id}


def credentials_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """What those suppliers hold, and what this authority verified of others; people by public id."""
    rows = Credential.objects.filter(
        Q(supplier__organisation_id=organisation_id) | Q(verified_for_id=organisation_id)
    )
    for one in rows.select_related("supplier", "verified_by").order_by("pk").iterator():
        yield one.public_id, {**plain_values(one), "supplier": one.supplier.public_id}
