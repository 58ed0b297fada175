"""Reads of search boxes that an organisation shows on pages of its own, and what they find: public only."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules import suppliers as rules
from meerwaarde.stages.market.models import (
    EMBED_ACCENTS,
    EMBED_LOOKS,
    EMBED_SIZES,
    SearchEmbed,
    Supplier,
    SupplierFacet,
)
from meerwaarde.stages.market.queries.directory import answering
from meerwaarde.stages.market.queries.firm_parts import public_suppliers
from meerwaarde.stages.market.queries.values import one_value

__all__ = ["EMBED_ACCENTS", "EMBED_LOOKS", "EMBED_SIZES", "SearchEmbed"]

MOST_SHOWN: Final = 10


def embeds_visible_to(actor: Actor) -> QuerySet[SearchEmbed]:
    """Those of the actor's own organisation."""
    if not actor.may("embeds.manage"):
        return SearchEmbed.objects.none()
    return SearchEmbed.objects.filter(organisation_id=actor.organisation_id)


def embed(actor: Actor, public_id: str) -> SearchEmbed | None:
    return embeds_visible_to(actor).filter(public_id=public_id).first()


def embeds(actor: Actor) -> list[SearchEmbed]:
    """In use first, each group by name."""
    found = list(embeds_visible_to(actor))
    return sorted(found, key=lambda one: (one.revoked_at is not None, one.name.casefold()))


def embed_in_use(token: str) -> SearchEmbed | None:
    """The box behind an address; None where there is none or it was revoked."""
    rows = SearchEmbed.objects.filter(token=token, revoked_at=None)
    return rows.select_related("organisation").first()


def public_matches(text: str, kind: str, region: str, day: date) -> tuple[Supplier, ...]:
    """Suppliers that everybody may read and that fit, the best first, at most `MOST_SHOWN` and one more."""
    rows = public_suppliers()
    if kind == "social":
        rows = rows.filter(social_until__gte=day)
    if region:
        codes = rules.wanted_region_facets(region)
        served = SupplierFacet.objects.filter(facet="region", code__in=codes)
        rows = rows.filter(pk__in=served.values("supplier_id"))
    words = answering(text)
    if words is None:
        return tuple(rows.order_by("name", "pk")[: MOST_SHOWN + 1])
    asked = Q(public_id__in=one_value(sorted({*words.ranked, *(words.named or ())})))
    if words.named is None:
        asked |= Q(name__icontains=text)
    place = {public_id: number for number, public_id in enumerate(words.ranked)}
    found = list(rows.filter(asked).order_by("name", "pk")[:200])
    found.sort(key=lambda one: place.get(one.public_id, len(place)))
    return tuple(found[: MOST_SHOWN + 1])
