"""Impact enterprises that a regular firm may ask along for a notice or a calendar item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.impact_partners import Willing, willing
from meerwaarde.rules.matching import Match, SupplierProfile, Sureness, match, reasons, sureness
from meerwaarde.stages.market.models import CombinationPart, Supplier
from meerwaarde.stages.market.queries.candidates import candidates
from meerwaarde.stages.market.queries.combinations import running_for
from meerwaarde.stages.market.queries.fits import Fit, names_of

MOST: Final = 30


@dataclass(frozen=True)
class ImpactPartner:
    """One that may be asked: how, why, how it matches, and what it said where it was asked already."""

    supplier: Supplier
    willing: Willing
    match: Match
    sure: Sureness
    part: CombinationPart | None


def impact_partners(
    actor: Actor, leader: Supplier, found: Fit, today: date, *, role: str = "", kind: str = ""
) -> tuple[ImpactPartner, ...]:
    """Verified impact enterprises that want to be asked along for this, what fits best first.

    `role` and `kind` narrow to one way of taking part and one kind of enterprise. The number of queries does
    not depend on how many there are.
    """
    if not actor.may("combinations.form"):
        return ()
    able = {}
    for one in candidates(actor, found.need, day=today):
        supplier = one.supplier
        how = willing(one.profile, subcontracts=supplier.subcontracts, combines=supplier.combines)
        kinds = one.profile.kinds or ()
        if how is None or supplier.pk == leader.pk or (kind and kind not in kinds):
            continue
        if not role or role in how.roles:
            able[supplier.public_id] = (one, how)
    profiles = [one.profile for one, _how in able.values()]
    ranked = match([found.need], profiles, MOST, names=names_of)[0] if profiles else ()
    out = {one.supplier for one in ranked}
    beside = [_beside(found, one.profile) for name, (one, _how) in able.items() if name not in out]
    whole = running_for(leader, found.thing)
    asked = {part.supplier_id: part for part in whole.parts.all()} if whole else {}
    return tuple(
        ImpactPartner(
            supplier=able[one.supplier][0].supplier,
            willing=able[one.supplier][1],
            match=one,
            sure=sureness(one),
            part=asked.get(able[one.supplier][0].supplier.pk),
        )
        for one in (*ranked, *beside)[:MOST]
    )


def _beside(found: Fit, profile: SupplierProfile) -> Match:
    met, not_met, unknown = reasons(found.need, profile, names=names_of)
    return Match(supplier=profile.id, score=0.0, met=met, not_met=not_met, unknown=unknown)
