"""A firm says whether it takes part."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import Http404

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.lifecycle import COMBINATION, COMBINATION_PART
from meerwaarde.stages.market.actions.combinations.letters import write_dropped_out, write_formed
from meerwaarde.stages.market.models import CombinationPart
from meerwaarde.stages.market.queries.suppliers import own_supplier

MOST_WHY = 300


def answer_part(*, actor: Actor, part: CombinationPart, verb: str, at: datetime, why: str = "") -> None:
    """Take part or not, because. The last yes settles the combination; a no puts its leader to work."""
    must(actor, "combinations.form")
    supplier = own_supplier(actor)
    if supplier is None or part.supplier_id != supplier.pk or verb not in ("accept", "decline"):
        raise Http404
    step = COMBINATION_PART.step(verb, part.state, actor.role)
    said = " ".join(why.split())[:MOST_WHY] if verb == "decline" else ""
    with transaction.atomic():
        # held: of two who answer in the same moment, the second sees what the first said
        part.combination.hold()
        changed = part.change(state=step.until, answered_at=at, why=said)
        record(actor, f"combinationpart.{verb}", part, at=at, fields=changed)
        if verb == "accept":
            _settle(actor, part, at)
        else:
            _lack(actor, part, at)


def _settle(actor: Actor, part: CombinationPart, at: datetime) -> None:
    whole = part.combination
    states = {one.state for one in whole.parts.all()} - {"left"}
    if whole.state == "forming" and states == {"accepted"}:
        record(actor, "combination.form", whole, at=at, fields=whole.change(state="formed", formed_at=at))
        write_formed(whole, at)


def _lack(actor: Actor, part: CombinationPart, at: datetime) -> None:
    whole = part.combination
    if whole.state == "ended":
        return
    if whole.state != "incomplete":
        step = COMBINATION.step("lack", whole.state, actor.role)
        record(actor, "combination.lack", whole, at=at, fields=whole.change(state=step.until, formed_at=None))
    write_dropped_out(part, at)
