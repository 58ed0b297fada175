"""Needs and agreements from and to another platform: by its own keys, so that twice is the same as once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.exchange.community_exchanges import (
    ExchangeDocument,
    ExchangeReading,
    NeedAgreement,
    PublishedNeed,
)
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import organisation
from meerwaarde.rules.needs import ASKER, FIRM, quantity_fault, same
from meerwaarde.rules.personal_traces import traces
from meerwaarde.stages.market.actions.needs import letters
from meerwaarde.stages.market.actions.needs.asking import NeedValues, checked
from meerwaarde.stages.market.actions.needs.finding import keep_findable
from meerwaarde.stages.market.actions.suppliers_checks import Refused
from meerwaarde.stages.market.models import Need, NeedConfirmation, NeedOffer
from meerwaarde.stages.market.queries import needs as queries

READ_AGAIN: Final = frozenset({"title", "what", "for_whom", "kind"})
"""When these change, what was approved is no longer what stands there: the authority looks again."""
LANDED: Final = ("closed", "withdrawn")


@dataclass
class Taken:
    """What became of the rows, by outcome; `refused` holds row, id and the reason."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("new", "changed", "same"), 0))
    refused: list[dict[str, Any]] = field(default_factory=list)

    def count(self, outcome: str) -> None:
        self.counts[outcome] += 1


class _Tried(Exception):
    """Ends a dry run: everything that was written is undone."""


def take_in(*, actor: Actor, reading: ExchangeReading, at: datetime, dry_run: bool = False) -> Taken:
    """Take needs and agreements in. New needs wait for approval, as those of one's own organisations do.

    By the platform and its key a row is known again, so taking in twice changes nothing. A row that cannot
    be is refused with why and holds up no other. A dry run tells the same and leaves nothing.
    """
    must(actor, "needs.approve")
    taken = Taken()
    language = get_language() or "nl"
    for complaint in reading.complaints:
        why = complaint.text.in_language(language)
        taken.refused.append({"row": complaint.row, "id": complaint.id, "why": why})
    try:
        with transaction.atomic():
            document = reading.document
            for one in document.needs:
                _each(taken, one.id, lambda one=one: _need(actor, document, one, at))
            for agreed in document.agreements:
                _each(taken, agreed.id, lambda agreed=agreed: _agreement(actor, document, agreed, at))
            if dry_run:
                raise _Tried
    except _Tried:
        pass
    return taken


def _each(taken: Taken, key: str, take: Any) -> None:
    try:
        with transaction.atomic():
            taken.count(take())
    except Refused as refused:
        taken.refused.append({"row": None, "id": key, "why": " ".join(refused.problems.values())})


def _need(actor: Actor, document: ExchangeDocument, one: PublishedNeed, at: datetime) -> str:
    known = queries.need_from(document.platform, one.id)
    if known is not None and known.handler_id != actor.organisation_id:
        raise Refused({"": _("Another authority took this need in already.")})
    if known is None and one.state != "open":
        return "same"  # it was over before we heard of it
    if traces(one.asker):
        raise Refused({"asker": _("The name of the organisation holds data of a person.")})
    today = timezone.localdate(at)
    if known is not None and (one.state in LANDED or known.state in LANDED):
        return _over(actor, known, one, at)
    written = checked(
        NeedValues(
            title=one.title,
            kind=one.kind,
            what=one.what,
            quantity=one.quantity,
            unit=one.unit,
            for_whom=one.for_whom,
            place=one.place,
            until=one.until,
        ),
        today,
    )
    written |= {"asker_name": " ".join(one.asker.split())[:200], "source_url": _web(one.url)}
    if known is None:
        made = Need.enter(
            **written,
            handler=organisation(actor.organisation_id),
            entered_by_id=actor.membership_id,
            state="submitted",
            created=at,
            changed_at=at,
            waits_since=at,
            source=document.platform,
            source_id=one.id,
        )
        record(actor, "need.import", made, at=at, fields=[*written, "handler", "source", "source_id"])
        return "new"
    changed = known.change(**written)
    if not changed:
        return "same"
    again: dict[str, Any] = {"state": "submitted", "waits_since": at} if READ_AGAIN & set(changed) else {}
    known.change(changed_at=at, **again)
    keep_findable(known)
    record(actor, "need.import", known, at=at, fields=[*changed, *(["state"] if again else [])])
    return "changed"


def _over(actor: Actor, known: Need, one: PublishedNeed, at: datetime) -> str:
    """The other platform finished or withdrew it; what is over here stays over."""
    if known.state in LANDED or one.state == "open":
        return "same"
    changed = known.change(state=one.state, ended_at=at, changed_at=at, waits_since=None)
    keep_findable(known)
    record(actor, "need.import", known, at=at, fields=[name for name in changed if name != "changed_at"])
    return "changed"


def _agreement(actor: Actor, document: ExchangeDocument, one: NeedAgreement, at: datetime) -> str:
    need = queries.need_from(document.platform, one.need) or queries.public_need(one.need)
    if need is None or need.handler_id != actor.organisation_id:
        raise Refused({"need": _("We do not know the need “%(key)s”.") % {"key": one.need}})
    _check_agreement(one)
    known = queries.offer_from(document.platform, one.id)
    if known is None:
        if one.state == "cancelled":
            return "same"
        offer = NeedOffer.enter(
            need=need,
            firm_name=" ".join(one.firm.split())[:200],
            quantity=one.quantity,
            on=one.on,
            state="agreed",
            created=at,
            agreed_at=at,
            source=document.platform,
            source_id=one.id,
        )
        fields = ["need", "quantity", "on", "state", "source", "source_id"]
        record(actor, "needoffer.import", offer, at=at, fields=fields)
        _said_there(actor, offer, one, at)
        return "new"
    if known.need_id != need.pk:
        raise Refused({"need": _("This agreement belongs to another need already.")})
    if known.state != "agreed":
        return "same"
    values: dict[str, Any] = {"quantity": one.quantity, "on": one.on}
    if one.state == "cancelled":
        values |= {"state": "cancelled", "ended_at": at, "ended_by": FIRM}
    changed = known.change(**values)
    if changed:
        record(actor, "needoffer.import", known, at=at, fields=changed)
    told = one.state != "cancelled" and _said_there(actor, known, one, at)
    return "changed" if changed or told else "same"


def _check_agreement(one: NeedAgreement) -> None:
    for quantity, nothing in ((one.quantity, False), (one.given, True)):
        if quantity is not None and (fault := quantity_fault(quantity, nothing_allowed=nothing)):
            raise Refused({"quantity": fault.in_language(get_language() or "nl")})
    if traces(one.firm):
        raise Refused({"firm": _("The name of the firm holds data of a person.")})


def _said_there(actor: Actor, offer: NeedOffer, one: NeedAgreement, at: datetime) -> bool:
    """The platform speaks for the firm; for the asker only where that is of the platform as well.

    One's own civic organisation confirms here itself: until then nothing is settled.
    """
    given: Decimal | None = one.given
    if given is None:
        return False
    said = queries.confirmations_of(offer)
    sides = (FIRM,) if offer.need.asker_id is not None or one.state != "confirmed" else (ASKER, FIRM)
    new = [side for side in sides if side not in said or said[side].quantity != given]
    for side in new:
        if side in said:
            said[side].change(quantity=given, at=at)
        else:
            NeedConfirmation.enter(offer=offer, side=side, quantity=given, at=at)
        record(actor, "needoffer.say", offer, at=at, plain={"side": side, "quantity": str(given)})
    now = {side: confirmed.quantity for side, confirmed in queries.confirmations_of(offer).items()}
    if same(now.get(ASKER), now.get(FIRM)):
        offer.change(state="confirmed", ended_at=at)
        record(actor, "needoffer.confirm", offer, at=at, fields=["state"])
    elif new and offer.need.asker_id is not None:
        offer.renew()
        letters.write_offer(offer, "differs" if ASKER in now else "said", ASKER, "", at)
    return bool(new)


def _web(url: str) -> str:
    return url[:300] if url.startswith(("https://", "http://")) else ""
