"""What a quick purchase is looking for, and who can deliver it: read once, for page and record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from meerwaarde.exchange.cpv.read import CpvNotBuilt
from meerwaarde.exchange.cpv.search import search_cpv
from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.law import Law
from meerwaarde.rules.quick_purchase import common_things, thing_in
from meerwaarde.stages.market import queries as market
from meerwaarde.stages.policy import queries as policy
from meerwaarde.stages.procurement.queries.shortlist import times_asked

SURE_ENOUGH: Final = 95.0
"""Score from which the first CPV code that words find is taken for what is meant."""


@dataclass(frozen=True)
class Shown:
    """Who can deliver, with what was sought, and who is new to this authority."""

    sought: market.Sought
    deliverers: tuple[market.Deliverer, ...]
    newcomers: frozenset[str]

    @property
    def reason_needed(self) -> bool:
        """Who buys elsewhere while social suppliers can deliver in time says why, with one tap."""
        return any(one.first and one.in_time is not False for one in self.deliverers)


def guessed_cpv(what: str, day: date) -> str:
    """The CPV code that these words mean, or "" where that is too uncertain."""
    thing = thing_in(what, common_things(Law.on(day)))
    if thing is not None:
        return thing.cpv
    try:
        hits = search_cpv(what[:200], limit=1)["hits"]
    except CpvNotBuilt:
        return ""
    return hits[0]["id"] if hits and hits[0]["score"] >= SURE_ENOUGH else ""


def shown_for(
    actor: Actor,
    *,
    what: str,
    day: date,
    cpv: str = "",
    amount: Decimal | None = None,
    place: str = "",
    needed_on: date | None = None,
) -> Shown:
    """Who can deliver this; a code that was not chosen is guessed."""
    sought = market.Sought(
        what=what,
        cpv=cpv or guessed_cpv(what, day),
        amount=amount,
        place=place,
        needed_on=needed_on,
        day=day,
    )
    turns = times_asked(actor, day)
    found = market.deliverers(actor, sought, times_asked=turns)
    return Shown(sought, found, frozenset(one.id for one in found if one.id not in turns))


def quick_limit(actor: Actor, day: date, department_id: int | None) -> policy.QuickLimit | None:
    """Below which amount this authority, or this department, buys quickly."""
    return policy.quick_limit(actor.organisation_id, day, department_id)
