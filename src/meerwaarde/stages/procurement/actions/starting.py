"""Starting a procurement, from a need or from a notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import Department, Membership, one_at_a_time
from meerwaarde.rules.money import cents
from meerwaarde.stages.market.queries import Notice, read_record
from meerwaarde.stages.procurement.actions.editing import LotGiven, value_of
from meerwaarde.stages.procurement.actions.finding import make_findable
from meerwaarde.stages.procurement.models import Lot, Procurement
from meerwaarde.stages.procurement.queries import Filled, by_start_key, columns, filled_from

VOWELS = frozenset("aeiouy")


def start(
    actor: Actor,
    *,
    title: str,
    need: str = "",
    department: Department | None = None,
    start_on: date | None = None,
    notice: Notice | None = None,
    start_key: str,
    at: datetime,
    client: Membership | None = None,
) -> Procurement:
    """Start a procurement. The same `start_key` a second time gives the one that is there already.

    What a notice tells fills fields that stand marked as such; title and need as typed go before it.
    `client` is who asks for it, where that is known; else whoever starts it in that role.
    """
    must(actor, "procurements.start")
    for own in (department, notice, client):
        assert own is None or own.organisation_id == actor.organisation_id
    filled = filled_from(read_record(notice)) if notice else Filled("", "")
    lots = _lots(filled)
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)  # a double click waits here, and then finds the first
        known = by_start_key(actor, start_key)
        if known is not None:
            return known
        started = Procurement.enter_numbered(
            actor.organisation_id,
            timezone.localdate(at).year,
            number_prefix(actor.slug),
            title=(title or filled.title)[:200],
            need=need or filled.need,
            department=department,
            start_on=start_on,
            notice=notice,
            start_key=start_key,
            client_id=client.pk if client else actor.membership_id if actor.role == "client" else None,
            buyer_id=actor.membership_id if actor.role == "buyer" else None,
            started_at=at,
            changed_at=at,
            divided=None if filled.lots is None else bool(filled.lots),
            from_notice=_still_as_noticed(filled, title, need),
            **columns(filled.part, {}),
        )
        Lot.replace(started, [asdict(lot) for lot in lots])
        started.change(value_cents=value_of(started, actor.buyer, at))
        fields = ["number", "state", "title", "department", "start_on", "notice", *columns(filled.part, {})]
        fields += ["client"] if client else []
        record(actor, "procurement.start", started, at=at, fields=fields)
        make_findable(actor, started)
    return started


def number_prefix(slug: str) -> str:
    """Two letters before the numbers of an authority: its first, and the next that opens a syllable.

    "veenmeer" gives VM, "duinrade" DR.
    """
    letters = [sign for sign in slug if sign.isalpha()]
    opening = [
        sign for sign, following in pairwise(letters[1:]) if sign not in VOWELS and following in VOWELS
    ]
    return "".join([*letters[:1], *opening][:2]).upper() or "INK"


def _lots(filled: Filled) -> Sequence[LotGiven]:
    seen: dict[str, LotGiven] = {}
    for place, lot in enumerate(filled.lots or (), start=1):
        code = lot["code"] if lot["code"] not in seen else f"{lot['code'][:16]}-{place}"
        worth = None if lot["estimate"] is None else cents(Decimal(lot["estimate"]))
        seen[code] = LotGiven(code=code, name=lot["name"], estimate_cents=worth, cpv=lot["cpv"])
    return tuple(seen.values())


def _still_as_noticed(filled: Filled, title: str, need: str) -> list[str]:
    typed = {"title": title, "need": need}
    own = {name for name, text in typed.items() if text and text != getattr(filled, name)}
    return [name for name in filled.names if name not in own]
