"""Reads of applications: by their own link, and by the coordinators of the authority that decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.platform.organisations.queries import Organisation, authorities, memberships_at
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.roles import ROLES
from meerwaarde.stages.market.models import (
    ApplicationMessage,
    ApplicationProof,
    ClaimCode,
    FirmApplication,
    Supplier,
)

__all__ = ["ApplicationMessage", "ApplicationProof", "ClaimCode", "FirmApplication"]

OPEN = ("draft", "confirmed", "asked")
"""States in which something may still happen."""
APPLICATIONS_ON_A_PAGE = 25
DECIDERS = tuple(role.code for role in ROLES if "admissions.decide" in role.permissions)


# --- by the link of the applicant -----------------------------------------------------------------------


def application_by_link(public_id: str, day: date) -> FirmApplication | None:
    """The application that a signed link names, as long as it is kept."""
    return (
        FirmApplication.objects.select_related("supplier__organisation", "handler", "admitted_as")
        .filter(public_id=public_id, keep_until__gte=day)
        .first()
    )


def open_application(kvk: str, email: str) -> FirmApplication | None:
    """What this address asked for this firm already and is not decided."""
    return FirmApplication.objects.filter(kvk=kvk, email=email, state__in=OPEN).first()


def letters_lately(email: str, at: datetime) -> int:
    """How many confirmation letters went to this address in the last day."""
    since = at - timedelta(days=1)
    rows = FirmApplication.objects.filter(email=email, started_at__gte=since)
    return sum(rows.values_list("letters", flat=True))


def code_for(supplier: Supplier, digest: str, day: date) -> ClaimCode | None:
    """The code of this firm with this digest that still works."""
    return ClaimCode.objects.filter(
        supplier=supplier, digest=digest, used_at__isnull=True, until__gte=day
    ).first()


# --- by those who decide --------------------------------------------------------------------------------


def applications_visible_to(actor: Actor) -> QuerySet[FirmApplication]:
    """Confirmed ones that this authority decides, and those that no authority keeps. Drafts are nobody's."""
    if not actor.may("admissions.decide"):
        return FirmApplication.objects.none()
    here = Q(handler_id=actor.organisation_id) | Q(handler__isnull=True)
    return FirmApplication.objects.filter(here, confirmed_at__isnull=False)


def application(actor: Actor, public_id: str) -> FirmApplication | None:
    """One application with what it claims."""
    return (
        applications_visible_to(actor)
        .select_related("supplier__organisation", "handler", "admitted_as", "decided_by__person")
        .filter(public_id=public_id)
        .first()
    )


def listed_applications(actor: Actor, *, decided: bool, after: str = "") -> tuple[list[FirmApplication], str]:
    """One page: what waits with what waits longest first, or what was decided with the newest first."""
    rows = applications_visible_to(actor).select_related("supplier", "decided_by__person")
    if decided:
        rows = rows.exclude(state__in=OPEN).order_by("-pk")
        rows = rows.filter(pk__lt=_key(rows, after)) if after else rows
    else:
        rows = rows.filter(state__in=OPEN).order_by("pk")
        rows = rows.filter(pk__gt=_key(rows, after)) if after else rows
    found = list(rows[: APPLICATIONS_ON_A_PAGE + 1])
    shown = found[:APPLICATIONS_ON_A_PAGE]
    return shown, shown[-1].public_id if len(found) > APPLICATIONS_ON_A_PAGE else ""


def _key(rows: QuerySet[FirmApplication], public_id: str) -> int:
    return rows.filter(public_id=public_id).values_list("pk", flat=True).first() or 0


def applications_waiting(actor: Actor) -> list[FirmApplication]:
    """What lies with the coordinators now, longest first: enough for a home."""
    rows = applications_visible_to(actor).filter(state="confirmed").order_by("waits_since", "pk")
    return list(rows[:20])


def others_for_the_same(found: FirmApplication) -> list[FirmApplication]:
    """Other confirmed applications for the same KvK number: two people may claim one firm."""
    rows = FirmApplication.objects.filter(kvk=found.kvk, confirmed_at__isnull=False).exclude(pk=found.pk)
    return list(rows.order_by("-pk")[:10])


def kept_by_its_firm(found: FirmApplication) -> bool:
    """Whether the firm that is claimed was admitted already and keeps its own profile."""
    return found.supplier is not None and found.supplier.firm_id is not None


def messages_of(found: FirmApplication) -> list[ApplicationMessage]:
    """The dialogue, in order."""
    rows = ApplicationMessage.objects.filter(application=found).select_related("by__person")
    return list(rows.order_by("pk"))


def proofs_of(found: FirmApplication) -> list[ApplicationProof]:
    """The documents without their content."""
    return list(ApplicationProof.objects.filter(application=found).defer("content").order_by("pk"))


def proof(actor: Actor, public_id: str, proof_id: str) -> ApplicationProof | None:
    """One document with its content, for who decides."""
    found = application(actor, public_id)
    if found is None:
        return None
    return ApplicationProof.objects.filter(application=found, public_id=proof_id).first()


def codes_of(supplier: Supplier, day: date) -> list[ClaimCode]:
    """Codes of a firm that still work."""
    rows = ClaimCode.objects.filter(supplier=supplier, used_at__isnull=True, until__gte=day)
    return list(rows.select_related("organisation"))


# --- whose queue ----------------------------------------------------------------------------------------


def handler_for(supplier: Supplier | None, place: str, day: date) -> Organisation | None:
    """Which authority decides: who keeps the profile, else who counts the place as its own, else all (None).

    Only an authority where somebody may decide; of several the one with the smallest area.
    """
    if supplier is not None:
        kept_by = supplier.organisation if supplier.firm_id is None else _admitter_of(supplier)
        return kept_by if kept_by is not None and _somebody_decides(kept_by, day) else None
    area = rules.read_region(f"gemeente {place}") or rules.read_region(place) if place.strip() else None
    if area is None:
        return None
    around = {area, *rules.wider(area)}
    fitting = [
        one for one in authorities() if around.intersection(map(rules.current_region, one.own_regions))
    ]
    for one in sorted(fitting, key=lambda one: (len(one.own_regions), one.pk)):
        if _somebody_decides(one, day):
            return one
    return None


def _admitter_of(supplier: Supplier) -> Organisation | None:
    """Who let the firm in that keeps this profile now."""
    admitted = FirmApplication.objects.filter(admitted_as_id=supplier.firm_id).select_related("handler")
    found = admitted.order_by("-pk").first()
    return found.handler if found else None


def _somebody_decides(authority: Organisation, day: date) -> bool:
    return memberships_at(authority.pk, day).filter(role__in=DECIDERS).exists()


# --- terms, names and the dossier -----------------------------------------------------------------------


def applications_past_term(day: date) -> list[FirmApplication]:
    """Whose person's data must go on this day."""
    return list(FirmApplication.objects.filter(keep_until__lt=day).exclude(email="").order_by("pk")[:500])


def application_names(actor: Actor, public_ids: set[str]) -> dict[str, str]:
    """What the journal calls these applications: by the firm."""
    found = applications_visible_to(actor).filter(public_id__in=list(public_ids))
    return dict(found.values_list("public_id", "firm_name"))


def applications_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Applications that this authority decided, by codes: no name, no address, no text."""
    rows = FirmApplication.objects.filter(handler_id=organisation_id).select_related(
        "supplier", "handler", "admitted_as"
    )
    for one in rows.order_by("pk").iterator():
        yield one.public_id, plain_values(one)


def applications_of_person(email: str) -> list[FirmApplication]:
    """What somebody registered with this address."""
    return list(FirmApplication.objects.filter(email__iexact=email).order_by("pk")) if email else []
