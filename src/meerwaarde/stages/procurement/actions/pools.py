"""What people do to buy together: propose, take part, say what one needs, check, agree, begin."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import Organisation
from meerwaarde.rules.lifecycle import POOL, POOL_MEMBER
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.queries import regions
from meerwaarde.stages.procurement.actions.editing import save_scope
from meerwaarde.stages.procurement.actions.starting import start
from meerwaarde.stages.procurement.models import ExpectedProcurement, Pool, PoolMember, Procurement
from meerwaarde.stages.procurement.queries.calendar import band_of
from meerwaarde.stages.procurement.queries.calendar_scan import Scanner
from meerwaarde.stages.procurement.queries.pools import members_of_pool, parts, peer_lines

MOST_CENTS = 10**14


class PoolRefused(Exception):
    """What was asked cannot be done; `text` says why and what can."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


@dataclass(frozen=True, kw_only=True)
class PartValues:
    """What one member says of its own part."""

    value_cents: int | None = None
    needs: str = ""


def propose_pool(
    *, actor: Actor, line: ExpectedProcurement, peers: Sequence[str], description: str, at: datetime
) -> Pool:
    """Propose to buy together from a line of one's own; `peers` are public ids of lines of others.

    The one who proposes leads, until it hands that over. A second click finds the pool that is there.
    """
    must(actor, "pools.write")
    if line.organisation_id != actor.organisation_id:
        raise Http404
    asked = peer_lines(actor, peers)
    if not asked:
        raise PoolRefused(
            Text(
                nl="Kies eerst met wie u samen wilt inkopen.",
                en="First choose with whom you want to buy together.",
            )
        )
    region = regions.shared_region(actor, asked[0].organisation_id)
    if region is None:
        raise Http404
    with transaction.atomic():
        line.hold()
        known = PoolMember.joined_with(line, asked)
        if known is not None:
            return known
        made = Pool.enter(
            region=region,
            lead_id=actor.organisation_id,
            title=line.title,
            description=description.strip(),
            year=line.year,
            quarter=line.quarter,
            contract=line.contract,
            cpv=list(line.cpv),
            proposed_at=at,
        )
        fields = ["region", "lead", "title", "year", "quarter", "contract", "cpv", "description"]
        record(actor, "pool.propose", made, at=at, fields=fields)
        own = _ask(actor, made, line.organisation_id, line, at)
        _join(actor, own, at)
        once = {one.organisation_id: one for one in reversed(asked)}
        for theirs in once.values():
            _ask(actor, made, theirs.organisation_id, theirs, at)
    return made


def ask_member(*, actor: Actor, pool: Pool, organisation: Organisation, at: datetime) -> PoolMember:
    """Ask one more authority of the region; only who leads asks."""
    _must_lead(actor, pool)
    if all(one.member_id != organisation.pk for one in regions.members_of([pool.region_id])):
        raise Http404
    with transaction.atomic():
        known = PoolMember.of(pool, organisation.pk)
        return known or _ask(actor, pool, organisation.pk, None, at)


def answer(*, actor: Actor, part: PoolMember, verb: str, reason: str = "", at: datetime) -> None:
    """Join, decline or leave: every authority decides for itself. Who leads hands over before leaving."""
    _must_be_own(actor, part)
    step = POOL_MEMBER.step(verb, part.state, actor.role)
    must(actor, step.permission)
    with transaction.atomic():
        part.pool.hold()
        _must_be_open_to(actor, part, verb, reason)
        if verb == "join":
            _join(actor, part, at)
        else:
            changed = part.change(state=step.until, reason=reason.strip()[:300], answered_at=at)
            record(actor, f"poolmember.{verb}", part, at=at, fields=changed)


def _must_be_open_to(actor: Actor, part: PoolMember, verb: str, reason: str) -> None:
    if part.pool.state in ("begun", "ended"):
        raise PoolRefused(
            Text(
                nl="De inkoop is al begonnen of gaat niet door. Overleg met wie de leiding heeft.",
                en="The procurement has begun or was called off. Speak with who leads it.",
            )
        )
    if verb == "leave" and part.pool.lead_id == actor.organisation_id:
        raise PoolRefused(
            Text(
                nl="U heeft de leiding. Draag die eerst over, of besluit dat het niet doorgaat.",
                en="You lead this. Hand that over first, or call it off.",
            )
        )
    if verb in ("decline", "leave") and not reason.strip():
        raise PoolRefused(
            Text(
                nl="Zeg in een zin waarom. Dat helpt de anderen.",
                en="Say why in one sentence. That helps the others.",
            )
        )


def change_part(
    *, actor: Actor, part: PoolMember, values: PartValues, expected_version: int, at: datetime
) -> tuple[str, ...]:
    """Say what one's own part is worth and what must be in it."""
    _must_be_own(actor, part)
    must(actor, "pools.write")
    if values.value_cents is not None and not 0 <= values.value_cents < MOST_CENTS:
        raise PoolRefused(Text(nl="Dit bedrag kan niet kloppen.", en="This amount cannot be right."))
    with transaction.atomic():
        changed = part.change(expected_version, value_cents=values.value_cents, needs=values.needs.strip())
        if changed:
            record(actor, "poolmember.change", part, at=at, fields=changed)
    return changed


def check_own_policy(*, actor: Actor, part: PoolMember, at: datetime) -> dict[str, Any]:
    """Check the whole against the policy of one's own authority: what it asks at the value of everybody.

    Each member keeps its own check; the others only see that it was done.
    """
    _must_be_own(actor, part)
    must(actor, "pools.write")
    line = copy(part.line) if part.line else _as_line(part)
    joined = [one.member for one in parts(members_of_pool(part.pool))]
    total = sum(one.value_cents or 0 for one in joined)
    if total:
        line.value_low_cents, line.value_high_cents = None, total
    found = Scanner(actor, timezone.localdate(at)).look(line)
    with transaction.atomic():
        changed = part.change(
            own_check={**found, "total_cents": total, "members": len(joined)}, checked_at=at
        )
        record(actor, "poolmember.check", part, at=at, fields=[one for one in changed if one == "checked_at"])
    return found


def hand_over(*, actor: Actor, pool: Pool, to: PoolMember, at: datetime) -> None:
    """Let another member lead."""
    _must_lead(actor, pool)
    if to.pool_id != pool.pk or to.state != "joined":
        raise PoolRefused(
            Text(
                nl="Alleen wie meedoet kan de leiding krijgen.",
                en="Only who takes part can lead.",
            )
        )
    with transaction.atomic():
        if changed := pool.change(lead=to.organisation):
            record(actor, "pool.hand_over", pool, at=at, fields=changed)


def take_pool_step(*, actor: Actor, pool: Pool, verb: str, at: datetime) -> None:
    """Agree, discuss again or call off; only who leads does so."""
    _must_lead(actor, pool)
    step = POOL.step(verb, pool.state, actor.role)
    must(actor, step.permission)
    with transaction.atomic():
        pool.hold()
        if verb == "agree":
            _must_be_ready(pool)
        agreed_at = at if verb == "agree" else pool.agreed_at
        changed = pool.change(state=step.until, agreed_at=agreed_at)
        record(actor, f"pool.{verb}", pool, at=at, fields=changed)


def begin_pool(*, actor: Actor, pool: Pool, at: datetime) -> Procurement:
    """Begin the procurement for all members, in the file of the one who leads. A second time gives the same.

    The value is that of everybody together; that several authorities buy is told to the rules.
    """
    must(actor, "procurements.start")
    _must_lead(actor, pool)
    with transaction.atomic():
        pool.hold()
        if pool.procurement is not None:
            return pool.procurement
        step = POOL.step("begin", pool.state, actor.role)
        joined = [one.member for one in parts(members_of_pool(pool))]
        own = next(one for one in joined if one.organisation_id == actor.organisation_id)
        begun = start(
            actor,
            title=pool.title,
            need=_need(pool, joined),
            department=own.line.department if own.line else None,
            start_on=None,
            start_key=hashlib.sha256(f"pool:{pool.public_id}".encode()).hexdigest()[:32],
            at=at,
        )
        total = sum(one.value_cents or 0 for one in joined)
        save_scope(
            actor,
            begun,
            expected_version=begun.version,
            part={
                "contract": pool.contract or None,
                "cpv": list(pool.cpv) or None,
                "duration_months": own.line.duration_months if own.line else None,
                "estimate": f"{total / 100:.2f}" if total else None,
                "joint_buyers": len(joined),
            },
            start_on=begun.start_on,
            divided=None,
            lots=(),
            at=at,
        )
        changed = pool.change(state=step.until, procurement=begun)
        record(actor, "pool.begin", pool, at=at, fields=changed)
    return begun


def _ask(
    actor: Actor, pool: Pool, organisation_id: int, line: ExpectedProcurement | None, at: datetime
) -> PoolMember:
    upper = band_of(line).upper if line else None
    asked = PoolMember.enter(
        pool=pool,
        organisation_id=organisation_id,
        line=line,
        value_cents=int(upper * 100) if upper is not None else None,
    )
    record(actor, "poolmember.ask", asked, at=at, fields=["pool", "organisation", "line", "value_cents"])
    return asked


def _join(actor: Actor, part: PoolMember, at: datetime) -> None:
    changed = part.change(state="joined", contact_id=actor.membership_id, reason="", answered_at=at)
    record(
        actor,
        "poolmember.join",
        part,
        at=at,
        fields=["contact" if one == "contact_id" else one for one in changed],
    )


def _must_be_own(actor: Actor, part: PoolMember) -> None:
    if part.organisation_id != actor.organisation_id:
        raise Http404


def _must_lead(actor: Actor, pool: Pool) -> None:
    """Who takes part, but does not lead, hears who does."""
    must(actor, "pools.write")
    if pool.lead_id != actor.organisation_id:
        raise PoolRefused(
            Text(
                nl=f"{pool.lead.name} heeft de leiding en kan dit doen.",
                en=f"{pool.lead.name} leads this and can do so.",
            )
        )


def _must_be_ready(pool: Pool) -> None:
    """An agreement needs two who take part, and a check by each of them against its own policy."""
    joined = [one.member for one in parts(members_of_pool(pool))]
    if len(joined) < 2:
        raise PoolRefused(
            Text(
                nl="Er is nog niemand die meedoet. Wacht op antwoord of vraag een ander.",
                en="Nobody takes part yet. Wait for an answer or ask somebody else.",
            )
        )
    unchecked = [one.organisation.name for one in joined if one.checked_at is None]
    if unchecked:
        names = ", ".join(unchecked)
        raise PoolRefused(
            Text(
                nl=f"Nog niet getoetst aan het eigen beleid: {names}.",
                en=f"Not checked against the own policy yet: {names}.",
            )
        )


def _as_line(part: PoolMember) -> ExpectedProcurement:
    """A line that was never in the calendar, to check a member that had no plan of its own."""
    pool = part.pool
    return ExpectedProcurement(
        organisation_id=part.organisation_id,
        title=pool.title,
        year=pool.year,
        quarter=pool.quarter,
        contract=pool.contract,
        cpv=list(pool.cpv),
        value_high_cents=part.value_cents,
    )


def _need(pool: Pool, joined: Sequence[PoolMember]) -> str:
    """The need in words: what the pool says, and what each member must find in it."""
    asked = [f"{one.organisation.name}: {one.needs}" for one in joined if one.needs]
    return "\n\n".join(part for part in (pool.description, *asked) if part)
