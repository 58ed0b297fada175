"""What the leader of a combination decides: another firm instead, on with who said yes, or the end."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import Http404

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.lifecycle import COMBINATION, COMBINATION_PART
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.combinations.asking import ASKED, invite
from meerwaarde.stages.market.actions.combinations.letters import (
    write_ended,
    write_formed,
    write_released,
    write_replaced,
)
from meerwaarde.stages.market.models import Combination, CombinationPart, Supplier
from meerwaarde.stages.market.queries.suppliers import own_supplier

NOBODY_LEFT = Text(
    nl="Nog niemand zei ja, dus er is niemand om mee door te gaan. Vraag een ander bedrijf, of stop.",
    en="Nobody said yes yet, so there is nobody to go on with. Ask another firm, or end it.",
)
NOBODY_SAYS_NO = Text(
    nl="Iedereen zei al ja: de combinatie staat vast.", en="Everybody said yes: the combination is settled."
)


def replace_part(
    *, actor: Actor, part: CombinationPart, supplier: Supplier, brings: str, at: datetime
) -> CombinationPart:
    """Ask another firm instead of one that said no or says nothing; all of them hear it."""
    whole = part.combination
    _must_lead(actor, whole)
    step = COMBINATION.step("replace", whole.state, actor.role)
    if supplier.pk == whole.leader_id or whole.parts.filter(supplier=supplier).exists():
        raise Refused(ASKED)
    with transaction.atomic():
        _release(actor, part, at)
        fresh = invite(actor, whole, supplier, brings=brings, role=part.role, at=at)
        short = whole.parts.filter(state="declined").exists()
        changed = whole.change(state="incomplete" if short else step.until)
        record(actor, "combination.replace", whole, at=at, fields=changed)
        write_replaced(part, fresh, at)
    return fresh


def go_on_without(*, actor: Actor, combination: Combination, at: datetime) -> None:
    """Settle it with who said yes; who said no, or nothing, is let go of and hears so."""
    _must_lead(actor, combination)
    step = COMBINATION.step("go_on", combination.state, actor.role)
    parts = list(combination.parts.select_related("supplier__firm", "combination__leader"))
    gone = [one for one in parts if one.state in ("declined", "invited")]
    if not any(one.state == "accepted" for one in parts):
        raise Refused(NOBODY_LEFT)
    if not gone:
        raise Refused(NOBODY_SAYS_NO)
    with transaction.atomic():
        for part in gone:
            _release(actor, part, at)
        changed = combination.change(state=step.until, formed_at=at)
        record(actor, "combination.go_on", combination, at=at, fields=changed)
        write_formed(combination, at)


def end_combination(*, actor: Actor, combination: Combination, at: datetime) -> None:
    """The leader ends it; everybody in it hears so."""
    _must_lead(actor, combination)
    step = COMBINATION.step("end", combination.state, actor.role)
    with transaction.atomic():
        changed = combination.change(state=step.until, ended_at=at)
        record(actor, "combination.end", combination, at=at, fields=changed)
        write_ended(combination, at)


def _release(actor: Actor, part: CombinationPart, at: datetime) -> None:
    step = COMBINATION_PART.step("release", part.state, actor.role)
    record(actor, "combinationpart.release", part, at=at, fields=part.change(state=step.until))
    write_released(part, at)


def _must_lead(actor: Actor, whole: Combination) -> None:
    must(actor, "combinations.form")
    supplier = own_supplier(actor)
    if supplier is None or whole.leader_id != supplier.pk:
        raise Http404
