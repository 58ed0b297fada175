"""Reads of buying together: who expects the same, which pools run, and what each member may see.

Members of a region see of each other's plans what they need to find each other: what, when and about how
much. Never the description, the department or the client.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, cast

from django.db.models import Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.platform.organisations.queries import Organisation
from meerwaarde.rules.intake import Buyer, Contract
from meerwaarde.rules.law import Law
from meerwaarde.rules.money import from_cents
from meerwaarde.rules.pooling import (
    GROUP_DIGITS,
    MOST_APART,
    Overlap,
    Plan,
    Together,
    overlap,
    shares,
    together,
)
from meerwaarde.rules.procurement_calendar import Quarter
from meerwaarde.stages.market.queries import regions
from meerwaarde.stages.procurement.models import ExpectedProcurement, Pool, PoolMember
from meerwaarde.stages.procurement.queries.calendar import WAITING, band_of, line_quarter

__all__ = ["Pool", "PoolMember"]

YEARS_AHEAD: Final = 3
MOST_CHANCES: Final = 60
"""Own lines with plans of others, nearest first; a page with more is read by nobody."""


@dataclass(frozen=True)
class Peer:
    """What a member sees of a plan of another member."""

    line: str
    """Public id."""
    organisation: str
    organisation_id: int
    title: str
    quarter: Quarter
    low_cents: int | None
    high_cents: int | None
    overlap: Overlap


@dataclass(frozen=True)
class Chance:
    """A line of one's own with the plans of others that could be one with it."""

    line: ExpectedProcurement
    peers: tuple[Peer, ...]


@dataclass(frozen=True)
class Part:
    """One member of a pool with its share; None where it gave no value."""

    member: PoolMember
    share: Decimal | None


def pools_visible_to(actor: Actor) -> QuerySet[Pool]:
    """The pools in which the actor's authority takes part or was asked."""
    if not actor.may("pools.read"):
        return Pool.objects.none()
    own = PoolMember.objects.filter(organisation_id=actor.organisation_id).values("pool_id")
    return Pool.objects.filter(pk__in=own).select_related("lead", "region", "procurement")


def pool(actor: Actor, public_id: str) -> Pool | None:
    """One pool, or None for a stranger."""
    return pools_visible_to(actor).filter(public_id=public_id).first()


def members_of_pool(one: Pool) -> list[PoolMember]:
    """Everybody who was ever asked; those who take part first."""
    found = PoolMember.objects.filter(pool=one).select_related("organisation", "line", "contact__person")
    order = {"joined": 0, "invited": 1, "left": 2, "declined": 3}
    return sorted(found, key=lambda each: (order[each.state], each.organisation.name))


def own_part(actor: Actor, one: Pool) -> PoolMember | None:
    """The part of the actor's own authority."""
    return (
        PoolMember.objects.filter(pool=one, organisation_id=actor.organisation_id)
        .select_related("pool", "organisation", "line__department", "contact__person")
        .first()
    )


def member_of_pool(one: Pool, public_id: str) -> PoolMember | None:
    """One member of a pool that was fetched for the actor."""
    return PoolMember.objects.filter(pool=one, public_id=public_id).select_related("organisation").first()


def waiting_invitations(actor: Actor) -> list[Pool]:
    """Pools that ask the actor's authority and have no answer yet."""
    own = PoolMember.objects.filter(organisation_id=actor.organisation_id, state="invited").values("pool_id")
    return list(pools_visible_to(actor).filter(pk__in=own, state="open"))


def parts(members: Iterable[PoolMember]) -> tuple[Part, ...]:
    """Who takes part, with shares that add up to a hundred."""
    joined = [one for one in members if one.state == "joined"]
    found = shares([_euros(one.value_cents) for one in joined])
    return tuple(Part(one, share) for one, share in zip(joined, found, strict=True))


def whole(one: Pool, members: Iterable[PoolMember], day: date) -> Together | None:
    """What the sum of the members means; None as long as the kind of contract is unknown."""
    if not one.contract:
        return None
    first = Quarter(one.year, one.quarter).first_day
    law = Law.on(max(first, day))
    buyer, contract = cast("Buyer", one.lead.buyer), cast("Contract", one.contract)
    values = [_euros(each.value_cents) for each in members if each.state == "joined"]
    found = together(values, buyer=buyer, contract=contract, law=law)
    if found.above is None:  # thresholds of a later year are not known yet: today's show the way
        found = together(values, buyer=buyer, contract=contract, law=Law.on(day))
    return found


def chances(actor: Actor, today: date) -> tuple[Chance, ...]:
    """Own lines that wait, with what peers plan that is alike. Four queries, however many plans."""
    others = regions.peers(actor)
    if not others or not actor.may("pools.read"):
        return ()
    ours = _plans([actor.organisation_id], today)
    theirs = _plans(others, today)
    by_group: dict[str, list[ExpectedProcurement]] = defaultdict(list)
    for one in theirs:
        for group in {code[:GROUP_DIGITS] for code in one.cpv}:
            by_group[group].append(one)
    taken = _already_together(actor)
    found = []
    for line in ours:
        near = {one.pk: one for code in line.cpv for one in by_group.get(code[:GROUP_DIGITS], ())}
        peers = [
            _peer(one, others[one.organisation_id], fits)
            for one in near.values()
            if (line.pk, one.pk) not in taken and (fits := overlap(_plan(line), _plan(one)))
        ]
        if peers:
            found.append(Chance(line, tuple(sorted(peers, key=_nearest))))
    found.sort(key=lambda chance: (line_quarter(chance.line), chance.line.title))
    return tuple(found[:MOST_CHANCES])


def peers_of(actor: Actor, line: ExpectedProcurement) -> tuple[Peer, ...]:
    """What others in the region plan that is like this one line of one's own."""
    others = regions.peers(actor)
    if not others or line.organisation_id != actor.organisation_id:
        return ()
    first, last = line_quarter(line).later(-MOST_APART), line_quarter(line).later(MOST_APART)
    theirs = ExpectedProcurement.objects.filter(
        organisation_id__in=others, state__in=WAITING, year__range=(first.year, last.year)
    )
    found = [
        _peer(one, others[one.organisation_id], fits)
        for one in theirs
        if (fits := overlap(_plan(line), _plan(one)))
    ]
    return tuple(sorted(found, key=_nearest))


def peer_lines(actor: Actor, public_ids: Iterable[str]) -> list[ExpectedProcurement]:
    """Lines of other members of the actor's regions, to ask their authorities."""
    return list(
        ExpectedProcurement.objects.filter(
            organisation_id__in=regions.peers(actor), state__in=WAITING, public_id__in=list(public_ids)
        ).select_related("organisation")
    )


def pools_of_line(actor: Actor, public_id: str) -> list[Pool]:
    """The pools in which a line of one's own takes part."""
    own = PoolMember.objects.filter(
        organisation_id=actor.organisation_id, line__public_id=public_id, state__in=("joined", "invited")
    )
    return list(pools_visible_to(actor).filter(pk__in=own.values("pool_id")))


def pool_of_procurement(actor: Actor, public_id: str) -> Pool | None:
    """The pool from which a procurement was begun."""
    return pools_visible_to(actor).filter(procurement__public_id=public_id).first()


def names_of_pools(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """How the journal calls pools that the actor may see."""
    return dict(pools_visible_to(actor).filter(public_id__in=public_ids).values_list("public_id", "title"))


def pools_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pools that an authority leads, without words of persons."""
    for one in Pool.objects.filter(lead_id=organisation_id).order_by("pk"):
        yield one.public_id, plain_values(one)


def parts_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The own part of an authority in every pool."""
    for one in PoolMember.objects.filter(organisation_id=organisation_id).order_by("pk"):
        yield one.public_id, plain_values(one)


def may_be_asked(actor: Actor, one: Pool) -> list[Organisation]:
    """Authorities of the region that are not in this pool."""
    asked = set(PoolMember.objects.filter(pool=one).values_list("organisation_id", flat=True))
    members = regions.members_of([one.region_id])
    return [each.member for each in members if each.member_id not in asked]


def _plans(organisations: Iterable[int], today: date) -> Sequence[ExpectedProcurement]:
    now = Quarter.of(today)
    return list(
        ExpectedProcurement.objects.filter(
            Q(year__gt=now.year) | Q(year=now.year, quarter__gte=now.number),
            organisation_id__in=list(organisations),
            state__in=WAITING,
            year__lte=now.year + YEARS_AHEAD,
        ).exclude(cpv=[])
    )


def _already_together(actor: Actor) -> set[tuple[int, int]]:
    """Pairs of an own line and one of another that stand in one pool already."""
    rows = PoolMember.objects.filter(pool__in=pools_visible_to(actor)).exclude(line=None)
    by_pool: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pool_id, organisation_id, line_id in rows.values_list("pool_id", "organisation_id", "line_id"):
        by_pool[pool_id].append((organisation_id, line_id))
    here = actor.organisation_id
    return {
        (ours, theirs)
        for lines in by_pool.values()
        for owner, ours in lines
        if owner == here
        for other, theirs in lines
        if other != here
    }


def _plan(one: ExpectedProcurement) -> Plan:
    return Plan(one.public_id, tuple(one.cpv), line_quarter(one), one.contract, band_of(one).upper, one.title)


def _peer(one: ExpectedProcurement, owner: Organisation, fits: Overlap) -> Peer:
    return Peer(
        line=one.public_id,
        organisation=owner.name,
        organisation_id=owner.pk,
        title=one.title,
        quarter=line_quarter(one),
        low_cents=one.value_low_cents,
        high_cents=one.value_high_cents,
        overlap=fits,
    )


def _nearest(peer: Peer) -> tuple[bool, int, str]:
    return peer.overlap.strength != "same", abs(peer.overlap.later), peer.organisation


def _euros(amount: int | None) -> Decimal | None:
    return None if amount is None else from_cents(amount)
