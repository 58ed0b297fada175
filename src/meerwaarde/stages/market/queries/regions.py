"""Reads of regions: who takes part, who may see whom, which firms members show each other."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations.queries import (
    Membership,
    Organisation,
    authorities,
    memberships_at,
    organisation,
)
from meerwaarde.stages.market.models import TAKES_PART, Ambassador, RegionMember, RegionPick

__all__ = ["TAKES_PART", "Ambassador", "RegionMember", "RegionPick", "organisation"]


def coordinates(actor: Actor) -> bool:
    """Whether the actor works at an organisation that may coordinate a region."""
    return organisation(actor.organisation_id).authority_type == Organisation.AuthorityType.COOPERATION


def regions_visible_to(actor: Actor) -> QuerySet[RegionMember]:
    """Every member of the regions that the actor's authority coordinates or takes part in.

    An invitation shows the region to who was invited; other invitations are seen by the region alone.
    """
    if not actor.may("regions.read"):
        return RegionMember.objects.none()
    here = actor.organisation_id
    joined = RegionMember.objects.filter(member_id=here, state="joined").values("region_id")
    return RegionMember.objects.filter(
        Q(region_id=here) | Q(member_id=here) | Q(region_id__in=joined, state="joined")
    ).select_related("region", "member")


@dataclass(frozen=True)
class RegionInFigures:
    """Counts of the region that the actor's organisation coordinates."""

    members: int
    invited: int
    with_ambassador: int
    shown: int


def region_in_figures(actor: Actor) -> RegionInFigures:
    """How many take part, wait, have somebody to ask, and which firms they show each other."""
    here = actor.organisation_id
    own = regions_visible_to(actor).filter(region_id=here)
    counted = own.aggregate(
        members=Count("pk", filter=Q(state="joined")), invited=Count("pk", filter=Q(state="invited"))
    )
    joined = [one for one in own if one.state == "joined"]
    return RegionInFigures(
        members=counted["members"],
        invited=counted["invited"],
        with_ambassador=sum(1 for named in ambassadors_of(joined).values() if named),
        shown=len({one.supplier_id for one in picks_of([here])}),
    )


def taking_part(actor: Actor, public_id: str) -> RegionMember | None:
    """One member of a region that the actor may see."""
    return regions_visible_to(actor).filter(public_id=public_id).first()


def region_ids(actor: Actor) -> list[int]:
    """The keys of the regions in which the actor's authority takes part now, or that it coordinates."""
    found = regions_visible_to(actor).filter(
        Q(member_id=actor.organisation_id, state="joined") | Q(region_id=actor.organisation_id)
    )
    return sorted(set(found.values_list("region_id", flat=True)))


def members_of(region_ids: Iterable[int]) -> list[RegionMember]:
    """Who takes part in these regions now, by name."""
    return list(
        RegionMember.objects.filter(region_id__in=list(region_ids), state="joined")
        .select_related("region", "member")
        .order_by("region__name", "member__name")
    )


def peers(actor: Actor) -> dict[int, Organisation]:
    """The other authorities in the regions of the actor, by key."""
    return {
        one.member_id: one.member
        for one in members_of(region_ids(actor))
        if one.member_id != actor.organisation_id
    }


def shared_region(actor: Actor, other_id: int) -> Organisation | None:
    """A region in which the actor's authority and the other both take part; the first by name."""
    here = actor.organisation_id
    found = members_of(region_ids(actor))
    ours = {one.region_id for one in found if one.member_id == here}
    return next((one.region for one in found if one.member_id == other_id and one.region_id in ours), None)


def may_invite(actor: Actor) -> list[Organisation]:
    """Authorities that are not in the actor's region yet."""
    here = actor.organisation_id
    within = RegionMember.objects.filter(region_id=here, state__in=TAKES_PART).values("member_id")
    others = authorities().exclude(pk=here).exclude(authority_type=Organisation.AuthorityType.COOPERATION)
    return list(others.exclude(pk__in=within).order_by("name"))


def ambassadors_of(members: Iterable[RegionMember]) -> dict[int, list[Ambassador]]:
    """Who speaks for buying with impact, per member of a region (by key). One query."""
    found: dict[int, list[Ambassador]] = {}
    rows = Ambassador.objects.filter(
        taking_part__in=[one.pk for one in members],
        ended_at=None,
        membership__ended_on=None,
        membership__person__is_active=True,
    ).select_related("membership__person", "membership__department")
    for one in rows.order_by("membership__person__name", "id"):
        found.setdefault(one.taking_part_id, []).append(one)
    return found


def ambassador(actor: Actor, public_id: str) -> Ambassador | None:
    """An ambassador of the actor's own authority."""
    return (
        Ambassador.objects.filter(public_id=public_id, taking_part__member_id=actor.organisation_id)
        .select_related("taking_part__region", "membership__person")
        .first()
    )


def may_be_ambassador(actor: Actor, day: date) -> list[Membership]:
    """Colleagues who can be named, each once: a person may hold several roles."""
    once: dict[int, Membership] = {}
    for held in memberships_at(actor.organisation_id, day):
        once.setdefault(held.person_id, held)
    return list(once.values())


def picks_of(region_ids: Iterable[int]) -> list[RegionPick]:
    """The firms that members show each other, by name of the firm."""
    return list(
        RegionPick.objects.filter(
            region_id__in=list(region_ids), removed_at=None, supplier__archived_at=None
        ).select_related("region", "supplier", "shown_for")
    )


def pick(actor: Actor, public_id: str) -> RegionPick | None:
    """A firm that the actor's own authority shows, or showed: a second click finds it as well."""
    return (
        RegionPick.objects.filter(public_id=public_id, shown_for_id=actor.organisation_id)
        .select_related("region", "supplier")
        .first()
    )


def picks_of_supplier(actor: Actor, public_id: str) -> list[RegionPick]:
    """In which regions of the actor a firm is shown, and by whom."""
    return [one for one in picks_of(region_ids(actor)) if one.supplier.public_id == public_id]


def own_regions_joined(actor: Actor) -> list[Organisation]:
    """The regions in which the actor's authority takes part now."""
    return [one.region for one in members_of(region_ids(actor)) if one.member_id == actor.organisation_id]


def names_of_members(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """How the journal of an authority calls a member of a region that it may see."""
    rows = regions_visible_to(actor).filter(public_id__in=public_ids)
    return {one.public_id: f"{one.region.name}: {one.member.name}" for one in rows}
