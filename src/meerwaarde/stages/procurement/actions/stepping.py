"""From one state to the next, only as the table of steps allows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.mandates import mandated
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.compliance import Moment, blocking
from meerwaarde.rules.lifecycle import PROCUREMENT, Step
from meerwaarde.rules.money import from_cents
from meerwaarde.rules.text import Text
from meerwaarde.stages.procurement.actions.standing import keep_standings
from meerwaarde.stages.procurement.models import Procurement, StoredAdvice
from meerwaarde.stages.procurement.queries import Advised, advised, lots_of, outgrown


class Blocked(Exception):
    """Something must change first; carries the sentences that say what."""

    def __init__(self, reasons: tuple[Text, ...]) -> None:
        super().__init__(" ".join(reason.en for reason in reasons))
        self.reasons = reasons


def submit(actor: Actor, procurement: Procurement, *, expected_version: int, at: datetime) -> None:
    """Hand the file in.

    Raises `Blocked` while a finding of the advice blocks, the purpose is not said, or a rule of the framework
    is neither followed nor explained.
    """
    step = PROCUREMENT.step("submit", procurement.state, actor.role)
    with transaction.atomic():
        procurement.hold()  # what is explained now stays so until the file is handed in
        found = _advised(actor, procurement, at)
        reasons = (*found.blocking, *_rules_in_the_way(found, "submit"))
        if not procurement.purpose_value.strip():
            reasons = (PURPOSE_FIRST, *reasons)
        if reasons:
            raise Blocked(reasons)
        values = {"client_id": procurement.client_id or actor.membership_id, "return_note": ""}
        _take(actor, procurement, step, expected_version, at=at, values=values)
        keep_standings(actor, procurement, at=at, found=found)


def withdraw(actor: Actor, procurement: Procurement, *, expected_version: int, at: datetime) -> None:
    """Stop: nothing is lost, and the client can open it again."""
    step = PROCUREMENT.step("withdraw", procurement.state, actor.role)
    _take(actor, procurement, step, expected_version, at=at)


def take_back(actor: Actor, procurement: Procurement, *, expected_version: int, at: datetime) -> None:
    """Take back what was handed in, as long as nobody completed the advice."""
    step = PROCUREMENT.step("take_back", procurement.state, actor.role)
    _take(actor, procurement, step, expected_version, at=at)


def reopen(actor: Actor, procurement: Procurement, *, expected_version: int, at: datetime) -> None:
    """Take up again what was withdrawn."""
    step = PROCUREMENT.step("reopen", procurement.state, actor.role)
    _take(actor, procurement, step, expected_version, at=at)


def complete_advice(
    actor: Actor, procurement: Procurement, *, expected_version: int, at: datetime
) -> StoredAdvice:
    """Complete the advice: it is kept with its input and every entry, so that it can be run again."""
    step = PROCUREMENT.step("advise", procurement.state, actor.role)
    found = _advised(actor, procurement, at)
    if found.advice is None or found.intake is None:
        raise Blocked(found.blocking)
    with transaction.atomic():
        values = {"buyer_id": procurement.buyer_id or actor.membership_id}
        stored = StoredAdvice.enter(
            procurement=procurement,
            made_at=at,
            made_by_id=actor.membership_id,
            day=found.day,
            route=found.advice.route or "",
            rules_version=found.advice.receipt.version,
            intake=msgspec.to_builtins(found.intake),
            answer=msgspec.to_builtins(found.advice),
        )
        plain = {
            "advice": stored.public_id,
            "input_digest": found.advice.receipt.input_digest,
            "parameters_digest": found.advice.receipt.parameters_digest,
            "route": found.advice.route,
        }
        _take(actor, procurement, step, expected_version, at=at, values=values, plain=plain)
        keep_standings(actor, procurement, at=at, found=found)
    return stored


def give_back(
    actor: Actor, procurement: Procurement, *, expected_version: int, note: str, at: datetime
) -> None:
    """Return the file to the client, with what must change."""
    step = PROCUREMENT.step("return", procurement.state, actor.role)
    _take(actor, procurement, step, expected_version, at=at, values={"return_note": note})


def decide(actor: Actor, procurement: Procurement, *, expected_version: int, at: datetime) -> None:
    """Settle the strategy: from here on it is fixed.

    Raises `Blocked` while a rule of the framework is not followed and no colleague has approved why, or where
    that approval does not carry the file as it became since.
    """
    step = PROCUREMENT.step("decide", procurement.state, actor.role)
    with transaction.atomic():
        procurement.hold()  # what was approved stays so until the strategy is settled
        found = _advised(actor, procurement, at)
        if reasons := (*_rules_in_the_way(found, "decide"), *outgrown(procurement, found)):
            raise Blocked(reasons)
        _must_be_mandated(actor, procurement, timezone.localdate(at))
        values = {"decided_on": timezone.localdate(at)}
        _take(actor, procurement, step, expected_version, at=at, values=values)
        keep_standings(actor, procurement, at=at, found=found)


def _rules_in_the_way(found: Advised, moment: Moment) -> tuple[Text, ...]:
    if found.intake is None or found.advice is None:
        return ()
    route = found.intake.procedure_chosen or found.advice.route
    return blocking(found.assessments, moment, route)  # type: ignore[arg-type]


def _advised(actor: Actor, procurement: Procurement, at: datetime) -> Advised:
    return advised(actor, procurement, lots_of(procurement), timezone.localdate(at))


def _must_be_mandated(actor: Actor, procurement: Procurement, day: date) -> None:
    """`Blocked` where the register of mandates does not let this actor settle a purchase of this kind."""
    value, department = procurement.value_cents, procurement.department
    answer = mandated(
        actor,
        "settle_strategy",
        amount=None if value is None else from_cents(value),
        contract=procurement.contract or None,
        cpv=procurement.cpv,
        department=department.code if department else None,
        day=day,
    )
    if not answer.granted:
        raise Blocked(tuple(text for text in (answer.why, answer.what_now) if text))


def _take(
    actor: Actor,
    procurement: Procurement,
    step: Step,
    expected_version: int,
    *,
    at: datetime,
    values: dict[str, Any] | None = None,
    plain: dict[str, Any] | None = None,
) -> None:
    with transaction.atomic():
        changed = procurement.change(expected_version, state=step.until, changed_at=at, **(values or {}))
        fields = {name.removesuffix("_id") for name in changed} - {"changed_at"}
        record(actor, f"procurement.{step.verb}", procurement, at=at, fields=fields, plain=plain)


PURPOSE_FIRST = Text(
    nl="Zeg eerst bij de stap Bedoeling welke maatschappelijke waarde deze inkoop moet opleveren.",
    en="First say in the step Purpose which societal value this purchase must deliver.",
)
