"""Reads of combinations: who could do a thing together, and what one's own firm takes part in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.combinations import Coverage, Partner, Together, coverage, replacements, together
from meerwaarde.rules.matching import Need
from meerwaarde.stages.market.models import Combination, CombinationPart, Notice, Opportunity, Supplier
from meerwaarde.stages.market.queries.candidates import Candidate, candidates, profile_of
from meerwaarde.stages.market.queries.fits import names_of, need_of
from meerwaarde.stages.market.queries.suppliers import own_supplier

MOST_SETS = 3


@dataclass(frozen=True)
class WhatNow:
    """Where a combination stands that is one firm short: what is still covered, and who could step in."""

    coverage: Coverage
    others: tuple[tuple[Partner, Supplier], ...]


def sets_among(
    need: Need, found: Sequence[Candidate], *, having: str = ""
) -> tuple[tuple[Together, ...], Mapping[str, Supplier]]:
    """Sets of these suppliers that together cover more of a need, and the suppliers by public id.

    Who says that it does not combine is left out.
    """
    willing = [one for one in found if one.supplier.combines is not False]
    sets = together(need, [one.profile for one in willing], top=MOST_SETS, having=having, names=names_of)
    return sets, {one.supplier.public_id: one.supplier for one in willing}


def sets_with(
    actor: Actor, supplier: Supplier, need: Need, today: date
) -> tuple[tuple[Together, ...], Mapping[str, Supplier]]:
    """With whom a firm could do a thing that it cannot do alone. Partners have an account, to be asked."""
    if not actor.may("combinations.form"):
        return (), {}
    own = Candidate(supplier, profile_of(supplier, today))
    others = [
        one
        for one in candidates(actor, need, day=today)
        if one.supplier.pk != supplier.pk and one.supplier.firm_id
    ]
    return sets_among(need, [own, *others], having=supplier.public_id)


def combinations_visible_to(actor: Actor) -> QuerySet[Combination]:
    """Those that one's own firm leads or was asked into; nobody else sees them before a buyer asks."""
    supplier = own_supplier(actor) if actor.may("combinations.form") else None
    if supplier is None:
        return Combination.objects.none()
    return (
        Combination.objects.filter(Q(leader=supplier) | Q(parts__supplier=supplier))
        .distinct()
        .select_related("leader__firm", "notice", "opportunity__organisation")
        .prefetch_related("parts__supplier")
        .order_by("-pk")
    )


def combination(actor: Actor, public_id: str) -> Combination | None:
    """One that one's own firm leads or was asked into."""
    return combinations_visible_to(actor).filter(public_id=public_id).first()


def own_part(actor: Actor, public_id: str) -> CombinationPart | None:
    """The part that one's own firm has in a combination, by the public id of that part."""
    rows = CombinationPart.objects.filter(combination__in=combinations_visible_to(actor))
    rows = rows.filter(supplier__firm_id=actor.organisation_id, public_id=public_id)
    return rows.select_related("combination__leader__firm", "supplier").first()


def led_part(actor: Actor, public_id: str) -> CombinationPart | None:
    """A part of a combination that one's own firm leads."""
    rows = CombinationPart.objects.filter(combination__in=combinations_visible_to(actor))
    rows = rows.filter(combination__leader__firm_id=actor.organisation_id, public_id=public_id)
    return rows.select_related("combination__leader__firm", "supplier__firm").first()


def one_at_a_time(leader: Supplier) -> None:
    """Until the transaction ends, others who begin or ask for this firm wait."""
    Supplier.objects.select_for_update(no_key=True).get(pk=leader.pk)


def running_for(leader: Supplier, thing: Notice | Opportunity) -> Combination | None:
    """The newest combination that a firm leads for a notice or calendar item, and that did not end."""
    target = "notice" if isinstance(thing, Notice) else "opportunity"
    rows = Combination.objects.filter(leader=leader, **{target: thing}).exclude(state="ended")
    return rows.order_by("-pk").first()


def what_now(actor: Actor, whole: Combination, today: date) -> WhatNow | None:
    """For the leader of one that is a firm short: is who said yes enough, and who else could be asked.

    None for anybody else, for one that lacks nobody, and where what it was for is gone.
    """
    thing = whole.notice or whole.opportunity
    leads = actor.may("combinations.form") and whole.leader.firm_id == actor.organisation_id
    if not leads or thing is None or whole.state != "incomplete":
        return None
    need, parts = need_of(thing, today), list(whole.parts.all())
    states = {part.supplier_id: part.state for part in parts}
    rows = Supplier.objects.filter(pk__in=[whole.leader_id, *states])
    members = {one: profile_of(one, today) for one in rows.prefetch_related("offerings", "credentials")}
    free = [
        one
        for one in candidates(actor, need, day=today)
        if one.supplier not in members and one.supplier.firm_id and one.supplier.combines is not False
    ]
    states[whole.leader_id] = "accepted"
    sure = [seen for one, seen in members.items() if states[one.pk] == "accepted"]
    likely = [seen for one, seen in members.items() if states[one.pk] in ("accepted", "invited")]
    others = replacements(need, likely, [one.profile for one in free], names=names_of)
    by_id = {one.supplier.public_id: one.supplier for one in free}
    return WhatNow(coverage(need, sure, names=names_of), tuple((one, by_id[one.supplier]) for one in others))


def left_to_lead(actor: Actor) -> list[Combination]:
    """Combinations that one's own firm leads and in which somebody said no."""
    rows = combinations_visible_to(actor).filter(leader__firm_id=actor.organisation_id)
    return list(rows.filter(state="incomplete"))


def waiting_parts(actor: Actor) -> list[CombinationPart]:
    """Combinations into which one's own firm was asked and did not answer."""
    supplier = own_supplier(actor) if actor.may("combinations.form") else None
    if supplier is None:
        return []
    rows = CombinationPart.objects.filter(supplier=supplier, state="invited").exclude(
        combination__state="ended"
    )
    return list(rows.select_related("combination__leader"))


def firms_by_id(actor: Actor, public_ids: Sequence[str]) -> list[Supplier]:
    """Suppliers with an account that do not refuse to combine."""
    if not actor.may("combinations.form"):
        return []
    rows = Supplier.objects.filter(public_id__in=public_ids, firm__isnull=False, archived_at=None)
    return list(rows.exclude(combines=False).select_related("firm").order_by("pk"))


def formed_led_by(suppliers: Sequence[Supplier]) -> dict[int, Combination]:
    """The newest settled combination that each of these suppliers leads, by key of the supplier."""
    rows = Combination.objects.filter(leader__in=list(suppliers), state="formed").order_by("pk")
    return {one.leader_id: one for one in rows}
