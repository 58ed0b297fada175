"""Reads of what a firm tells more of itself: references, figures, contact persons, pictures, who looked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet, Sum

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.queries import content_of
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.platform.organisations.queries import Person
from meerwaarde.stages.market.models import (
    ContactPerson,
    Credential,
    ImpactFigure,
    Offering,
    OfferingPicture,
    ProfileLook,
    Supplier,
    SupplierReference,
)

__all__ = ["ContactPerson", "ImpactFigure", "OfferingPicture", "ProfileLook", "SupplierReference"]

LOOKED_BACK = timedelta(days=90)


def references_of(supplier: Supplier) -> list[SupplierReference]:
    """Earlier assignments, the newest first."""
    return list(SupplierReference.objects.filter(supplier=supplier).order_by("-year", "-pk"))


def figures_of(supplier: Supplier) -> list[ImpactFigure]:
    """Impact in figures, the newest year first."""
    return list(ImpactFigure.objects.filter(supplier=supplier).order_by("-year", "pk"))


def contacts_of(supplier: Supplier, day: date) -> list[ContactPerson]:
    """Contact persons whose term has not passed."""
    return list(ContactPerson.objects.filter(supplier=supplier, keep_until__gte=day).order_by("pk"))


def contacts_for(actor: Actor, supplier: Supplier, day: date) -> list[ContactPerson]:
    """The same for a reader: authorities that read suppliers, and the firm itself. Nobody else."""
    own = supplier.firm_id is not None and supplier.firm_id == actor.organisation_id
    reads = actor.kind == "authority" and actor.may("suppliers.read")
    return contacts_of(supplier, day) if own or reads else []


def contacts_past_term(day: date) -> list[ContactPerson]:
    """Whom firms may not keep any longer."""
    return list(ContactPerson.objects.filter(keep_until__lt=day).select_related("supplier__firm")[:500])


def pictures_of(offerings: Iterable[Offering]) -> dict[int, list[OfferingPicture]]:
    """Pictures by offering (key), without their content. One query."""
    found: dict[int, list[OfferingPicture]] = {}
    rows = OfferingPicture.objects.filter(offering_id__in=[one.pk for one in offerings])
    for row in rows.order_by("position", "pk"):
        found.setdefault(row.offering_id, []).append(row)
    return found


def picture_of(offering: Offering, public_id: str) -> OfferingPicture | None:
    """One picture of this offering."""
    return (
        OfferingPicture.objects.select_related("offering__supplier", "file")
        .defer("file__content")
        .filter(offering=offering, public_id=public_id)
        .first()
    )


def own_picture_content(actor: Actor, public_id: str) -> bytes | None:
    """The bytes of a picture, for who may read that supplier."""
    rows = OfferingPicture.objects.select_related("file").defer("file__content")
    rows = rows.filter(public_id=public_id)
    if not actor.may("suppliers.read"):
        rows = rows.filter(offering__supplier__firm_id=actor.organisation_id)
    found = rows.first()
    return content_of(found.file) if found else None


def public_picture_content(supplier_id: str, public_id: str) -> bytes | None:
    """The bytes of a picture on a page that is open to everybody."""
    rows = OfferingPicture.objects.select_related("file").defer("file__content")
    found = rows.filter(
        public_id=public_id,
        offering__supplier__public_id=supplier_id,
        offering__supplier__in=public_suppliers(),
    ).first()
    return content_of(found.file) if found else None


def part_of(supplier: Supplier, kind: str, public_id: str) -> Any:
    """One reference, figure or contact person of this supplier; None where it is not there."""
    tables: dict[str, Any] = {
        "reference": SupplierReference,
        "figure": ImpactFigure,
        "contact": ContactPerson,
    }
    model = tables[kind]
    return model._default_manager.filter(supplier=supplier, public_id=public_id).first()


# --- open to everybody ----------------------------------------------------------------------------------


def public_suppliers() -> QuerySet[Supplier]:
    """Admitted firms that said yes to a page for everybody."""
    return Supplier.objects.filter(
        public_since__isnull=False, firm__isnull=False, firm__active=True, archived_at__isnull=True
    )


def public_supplier(public_id: str) -> Supplier | None:
    """One of them with what it offers and can show."""
    return (
        public_suppliers()
        .prefetch_related("offerings", "credentials__verified_for")
        .filter(public_id=public_id)
        .first()
    )


# --- how complete, and who looked -----------------------------------------------------------------------


def filled_parts(supplier: Supplier, day: date) -> frozenset[str]:
    """Codes of `rules.profile_completeness.PARTS` that this profile has."""
    offerings = list(supplier.offerings.all())
    tells = {
        "offering": bool(offerings),
        "cpv": any(one.cpv for one in offerings),
        "regions": bool(supplier.regions),
        "recognition": Credential.objects.filter(supplier=supplier).exclude(state="withdrawn").exists(),
        "impact": bool(supplier.impact),
        "themes": bool(supplier.themes),
        "figures": ImpactFigure.objects.filter(supplier=supplier).exists(),
        "references": SupplierReference.objects.filter(supplier=supplier).exists(),
        "capacity": (supplier.capacity_min_cents, supplier.capacity_max_cents) != (None, None),
        "target_group": supplier.target_group_share is not None,
        "price": any(one.price_from_cents is not None for one in offerings),
        "contact": ContactPerson.objects.filter(supplier=supplier, keep_until__gte=day).exists(),
        "together": supplier.subcontracts is not None or supplier.combines is not None,
        "size": bool(supplier.size_class),
        "picture": OfferingPicture.objects.filter(offering__supplier=supplier).exists(),
    }
    return frozenset(code for code, told in tells.items() if told)


@dataclass(frozen=True)
class Looks:
    """How often a profile was read lately, by kind of reader."""

    authority: int = 0
    firm: int = 0
    civic: int = 0
    everybody: int = 0

    @property
    def all(self) -> int:
        return self.authority + self.firm + self.civic + self.everybody


def looks_at(supplier: Supplier, day: date) -> Looks:
    """Of the last ninety days."""
    rows = ProfileLook.objects.filter(supplier=supplier, day__gt=day - LOOKED_BACK)
    return Looks(**dict(rows.values_list("reader").annotate(times=Sum("times")).order_by()))


# --- the dossier ----------------------------------------------------------------------------------------


def _for_dossier(model: Any, organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    rows = model._default_manager.filter(supplier__organisation_id=organisation_id)
    for one in rows.select_related("supplier").order_by("pk").iterator():
        yield one.public_id, {**plain_values(one), "supplier": one.supplier.public_id}


def references_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """References by year and band."""
    return _for_dossier(SupplierReference, organisation_id)


def figures_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Impact figures by year and amount."""
    return _for_dossier(ImpactFigure, organisation_id)


def contacts_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Contact persons by purpose and term: no name, no address."""
    return _for_dossier(ContactPerson, organisation_id)


def pictures_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Pictures by size."""
    rows = OfferingPicture.objects.filter(offering__supplier__organisation_id=organisation_id)
    for one in rows.select_related("offering").order_by("pk").iterator():
        yield one.public_id, {**plain_values(one), "offering": one.offering.public_id}


def contacts_of_person(person_id: int, email: str) -> list[ContactPerson]:
    """Where somebody stands as a contact: by log-in, or by the address that is theirs."""
    asked = Q(person_id=person_id) | Q(email__iexact=email)
    return list(ContactPerson.objects.filter(asked).select_related("supplier__firm"))


def address_of(actor: Actor) -> str:
    """The address with which this person logs in, in small letters; empty for the installation."""
    person = Person.objects.filter(pk=actor.person_id).only("email").first() if actor.person_id else None
    return person.email.lower() if person else ""


def shown_elsewhere(file_id: int) -> bool:
    """Whether some picture still shows this file."""
    return OfferingPicture.objects.filter(file_id=file_id).exists()
