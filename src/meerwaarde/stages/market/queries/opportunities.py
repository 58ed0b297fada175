"""Reads of opportunities: what authorities made public. Everybody may read them, so no actor is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.db.models import F, IntegerField, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.money import cents
from meerwaarde.rules.procurement_calendar import Band, Quarter
from meerwaarde.stages.market.models import Opportunity
from meerwaarde.stages.market.queries.notices import Findable
from meerwaarde.stages.market.queries.suppliers import EVERYWHERE

__all__ = ["Opportunity"]  # handed on to who reads

OPPORTUNITIES_ON_A_PAGE: Final = 25


@dataclass(frozen=True, kw_only=True)
class OpportunityFilter:
    """What a person asked of the list; empty means everything that is open."""

    text: str = ""
    authority: str = ""
    """Address of the authority."""
    theme: str = ""
    contract: str = ""
    year: int | None = None
    band: Band | None = None
    cpv: str = ""
    """Eight digits; a group such as 90900000 finds all below it."""
    begun: bool = True
    """Those of which the procurement has begun as well."""


def open_opportunities() -> QuerySet[Opportunity]:
    """What is public now, the nearest quarter first; what was taken back is not in it."""
    public = Opportunity.objects.filter(withdrawn_at=None, organisation__active=True)
    return public.select_related("organisation").order_by("year", "quarter", "pk")


def opportunities_of(organisation_id: int) -> QuerySet[Opportunity]:
    """What one authority has public now."""
    return open_opportunities().filter(organisation_id=organisation_id)


def opportunity(public_id: str) -> Opportunity | None:
    """One public line; None for what was taken back and for what does not exist."""
    return open_opportunities().filter(public_id=public_id).first()


def filtered_opportunities(wanted: OpportunityFilter) -> QuerySet[Opportunity]:
    """All that fits a filter, the nearest quarter first."""
    rows = open_opportunities()
    if wanted.authority:
        rows = rows.filter(organisation__slug=wanted.authority)
    if wanted.theme in THEMES:
        rows = rows.filter(themes__icontains=f'"{wanted.theme}"')
    if wanted.contract:
        rows = rows.filter(contract=wanted.contract)
    if wanted.year:
        rows = rows.filter(year=wanted.year)
    if not wanted.begun:
        rows = rows.filter(begun_at=None)
    if digits := wanted.cpv.rstrip("0"):
        rows = rows.filter(cpv__icontains=f'"{digits}')
    if wanted.band is not None:
        rows = rows.annotate(upper=Coalesce("value_high_cents", "value_low_cents"))
        if wanted.band.low:
            rows = rows.filter(upper__gt=cents(wanted.band.low))
        if wanted.band.high is not None:
            rows = rows.filter(upper__lte=cents(wanted.band.high))
    for word in wanted.text.split()[:8]:
        rows = rows.filter(
            Q(title__icontains=word) | Q(description__icontains=word) | Q(category__icontains=word)
        )
    return rows


def listed_opportunities(wanted: OpportunityFilter, *, after: str = "") -> list[Opportunity]:
    """One page and one row more when there is a next. `after` is the public id of the last row before it."""
    place = F("year") * 4 + F("quarter")
    rows = filtered_opportunities(wanted).annotate(place=Coalesce(place, 0, output_field=IntegerField()))
    last = Opportunity.objects.filter(public_id=after).first() if after.isalnum() else None
    if last is not None:
        stood = last.year * 4 + last.quarter
        rows = rows.filter(Q(place__gt=stood) | Q(place=stood, pk__gt=last.pk))
    return list(rows[: OPPORTUNITIES_ON_A_PAGE + 1])


def newest_opportunities(organisation_id: int, most: int = 100) -> list[Opportunity]:
    """What one authority changed last, for a feed."""
    return list(opportunities_of(organisation_id).order_by("-changed_at", "-pk")[:most])


def opportunity_by_reference(reference: str, source: str = "calendar") -> Opportunity | None:
    """What was made of a line, taken back or not."""
    return Opportunity.objects.filter(source=source, reference=reference).first()


def contact_of(organisation_id: int) -> str:
    """The contact that an authority gave last; "" where it gave none."""
    given = Opportunity.objects.filter(organisation_id=organisation_id).exclude(contact="")
    return given.order_by("-changed_at").values_list("contact", flat=True).first() or ""


def authorities_with_opportunities() -> list[tuple[str, str]]:
    """Address and name of every authority that has something public, by name."""
    rows = open_opportunities().order_by("organisation__name")
    return list(rows.values_list("organisation__slug", "organisation__name").distinct())


def years_of_opportunities() -> list[int]:
    """The years in which something is expected."""
    return list(open_opportunities().order_by("year").values_list("year", flat=True).distinct())


def quarter_of(one: Opportunity) -> Quarter:
    """The quarter in which the procurement is expected to begin."""
    return Quarter(one.year, one.quarter)


@lru_cache(maxsize=1)
def _address_before() -> str:
    """Reversing an address takes longer than all the rest; every one is the same but for its end."""
    return reverse("market:opportunity", args=[EVERYWHERE, "x"]).removesuffix("x/")


def findable_opportunity(one: Opportunity, authority: str) -> Findable:
    """What the index keeps of a public line; everybody may find it."""
    themes = [theme_name(theme).nl for theme in THEMES if theme in one.themes]
    return Findable(
        kind="opportunity",
        object_id=one.public_id,
        url=f"{_address_before()}{one.public_id}/",
        title=one.title,
        summary=f"{authority} · {quarter_of(one).text.nl}",
        text="\n".join((one.description, one.category, *themes, *one.cpv)),
    )


def all_opportunities_findable(organisation_id: int) -> Iterator[Findable]:
    """Everything that an authority has public, for an index that is made anew."""
    for one in opportunities_of(organisation_id):
        yield findable_opportunity(one, one.organisation.name)


def opportunity_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal of an authority calls its own opportunities, taken back ones too."""
    own = Opportunity.objects.filter(organisation_id=actor.organisation_id, public_id__in=public_ids)
    return dict(own.order_by().values_list("public_id", "title"))


def opportunities_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every opportunity, taken back ones too. Their words were public, so they stand here as well."""
    for one in Opportunity.objects.filter(organisation_id=organisation_id).order_by("pk"):
        yield one.public_id, {**plain_values(one), "title": one.title, "category": one.category}
