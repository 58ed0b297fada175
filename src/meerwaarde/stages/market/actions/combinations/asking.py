"""Beginning a combination for a chance, and asking firms into it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.http import Http404

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.combinations import MOST_TOGETHER
from meerwaarde.rules.lifecycle import COMBINATION
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.combinations.letters import write_invitation
from meerwaarde.stages.market.models import Combination, CombinationPart, Notice, Supplier
from meerwaarde.stages.market.queries.combinations import one_at_a_time, running_for
from meerwaarde.stages.market.queries.fits import Fit
from meerwaarde.stages.market.queries.suppliers import own_supplier

HOW_MANY = Text(
    nl=f"Kies één of twee partners: een combinatie telt hoogstens {MOST_TOGETHER} bedrijven.",
    en=f"Choose one or two partners: a combination has at most {MOST_TOGETHER} firms.",
)
FULL = Text(
    nl=f"In uw combinatie voor deze opdracht zitten al {MOST_TOGETHER} bedrijven. Stop die eerst.",
    en=f"Your combination for this contract has {MOST_TOGETHER} firms already. End it first.",
)
ASKED = Text(
    nl="Dit bedrijf werd al gevraagd voor deze opdracht. Zie “Combinaties” voor het antwoord.",
    en="This firm was asked already for this contract. See “Combinations” for its answer.",
)


def start_combination(
    *, actor: Actor, fit: Fit, partners: Sequence[tuple[Supplier, str]], plan: str, at: datetime
) -> Combination:
    """Begin a combination for a chance: `partners` with what each brings. They are asked by letter.

    The same partners for the same chance a second time give the combination that runs already.
    """
    leader = _leader(actor)
    asked = [(one, brings) for one, brings in partners if one.pk != leader.pk]
    if not 1 <= len(asked) < MOST_TOGETHER:
        raise Refused(HOW_MANY)
    with transaction.atomic():
        one_at_a_time(leader)  # a double click waits here, and then finds the first
        known = running_for(leader, fit.thing)
        if known is not None and _same_partners(known, asked):
            return known
        made = _begin(actor, leader, fit, plan, at)
        for supplier, brings in asked:
            invite(actor, made, supplier, brings=brings, role="partner", at=at)
    return made


def ask_partner(
    *, actor: Actor, fit: Fit, supplier: Supplier, brings: str, role: str, at: datetime
) -> CombinationPart:
    """Ask one firm for a chance, as partner or subcontractor; it joins what runs for it, or begins it."""
    leader = _leader(actor)
    if supplier.pk == leader.pk:
        raise Refused(HOW_MANY)
    with transaction.atomic():
        one_at_a_time(leader)
        whole = running_for(leader, fit.thing)
        if whole is None:
            whole = _begin(actor, leader, fit, "", at)
            return invite(actor, whole, supplier, brings=brings, role=role, at=at)
        parts = list(whole.parts.all())
        if any(part.supplier_id == supplier.pk for part in parts):
            raise Refused(ASKED)
        if sum(part.state != "left" for part in parts) >= MOST_TOGETHER - 1:
            raise Refused(FULL)
        step = COMBINATION.step("ask", whole.state, actor.role)
        changed = whole.change(state=step.until, formed_at=None)
        record(actor, "combination.ask", whole, at=at, fields=changed)
        return invite(actor, whole, supplier, brings=brings, role=role, at=at)


def invite(
    actor: Actor, whole: Combination, supplier: Supplier, *, brings: str, role: str, at: datetime
) -> CombinationPart:
    """Put a firm in a combination as asked, and write to it."""
    part = CombinationPart.enter(
        combination=whole, supplier=supplier, brings=brings[:300], role=role, invited_at=at
    )
    record(actor, "combinationpart.invite", part, at=at, fields=["combination", "supplier", "role"])
    write_invitation(part, at)
    return part


def _same_partners(known: Combination, asked: Sequence[tuple[Supplier, str]]) -> bool:
    parts = {part.supplier_id for part in known.parts.all() if part.state != "left"}
    return parts == {one.pk for one, _brings in asked}


def _begin(actor: Actor, leader: Supplier, fit: Fit, plan: str, at: datetime) -> Combination:
    thing = fit.thing
    made = Combination.enter(
        leader=leader,
        name=thing.title[:120],
        plan=plan.strip(),
        notice=thing if isinstance(thing, Notice) else None,
        opportunity=None if isinstance(thing, Notice) else thing,
        created=at,
    )
    record(actor, "combination.start", made, at=at, fields=["leader", "name", "notice", "opportunity"])
    return made


def _leader(actor: Actor) -> Supplier:
    must(actor, "combinations.form")
    leader = own_supplier(actor)
    if leader is None:
        raise Http404
    return leader
