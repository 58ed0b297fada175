"""A firm offers, the civic organisation answers, and afterwards both say what was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import NotYourRole, must
from meerwaarde.platform.journal.actions import System, record
from meerwaarde.rules.lifecycle import NEED_OFFER, Step
from meerwaarde.rules.needs import ASKER, FIRM, quantity_fault, same
from meerwaarde.rules.personal_traces import traces
from meerwaarde.stages.market.actions.needs import letters
from meerwaarde.stages.market.actions.suppliers_checks import Refused
from meerwaarde.stages.market.models import Need, NeedConfirmation, NeedOffer
from meerwaarde.stages.market.queries import needs as queries

LONGEST_WHY: Final = 500
LONGEST_REMARK: Final = 2_000
SIDE_OF: Final = {"civic": ASKER, "supplier": FIRM}
SAYS_WHY: Final = ("decline", "cancel")


@dataclass(frozen=True, kw_only=True)
class OfferValues:
    """What a firm offers: how much in the unit of the need, on or from which day, and a remark."""

    quantity: Decimal
    on: date | None = None
    remark: str = ""


def make_offer(*, actor: Actor, need: Need, values: OfferValues, at: datetime) -> NeedOffer:
    """Offer something on a public need. A second click finds the offer that stands already."""
    must(actor, "needs.offer")
    today = timezone.localdate(at)
    if need.state != "open" or need.asker_id is None:
        raise Refused({"": _("Nothing can be offered on this need here any more.")})
    if need.until < today:
        raise Refused({"": _("The last day of this need has passed. Nothing can be offered any more.")})
    _check_offer(values, need, today)
    try:
        with transaction.atomic():
            offer = NeedOffer.enter(
                need=need,
                firm_id=actor.organisation_id,
                firm_name=queries.name_of(actor),
                offered_by_id=actor.membership_id,
                quantity=values.quantity,
                on=values.on,
                remark=values.remark.strip()[:LONGEST_REMARK],
                created=at,
            )
            record(
                actor, "needoffer.enter", offer, at=at, fields=["need", "firm", "quantity", "on", "remark"]
            )
            letters.write_offer(offer, "enter", ASKER, offer.remark, at)
    except IntegrityError as twice:
        raise Refused(
            {"": _("Your firm offered something on this need already. Wait for the answer, or withdraw it.")}
        ) from twice
    return offer


def _check_offer(values: OfferValues, need: Need, today: date) -> None:
    problems: dict[str, str] = {}
    language = get_language() or "nl"
    if fault := quantity_fault(values.quantity):
        problems["quantity"] = fault.in_language(language)
    if queries.covers([need])[need.pk].left == 0:
        problems[""] = _("Others agreed to give all of this already. Look whether another need fits you.")
    if values.on is not None and values.on < today:
        problems["on"] = _("This day has passed. Choose a later one.")
    if found := traces(values.remark):
        problems["remark"] = found[0].text.in_language(language)
    if problems:
        raise Refused(problems)


def step_offer(*, actor: Actor, offer: NeedOffer, verb: str, text: str, at: datetime) -> None:
    """Accept, decline, withdraw or call off. To decline and to call off one says why; the other reads it."""
    step = _step(actor, offer, verb)
    side = SIDE_OF[actor.kind]
    why = text.strip()
    if verb in SAYS_WHY and not why:
        raise Refused({"text": _("Say why: the other side reads it.")})
    if len(why) > LONGEST_WHY:
        raise Refused({"text": _("This is too long. Use at most 500 characters.")})
    if verb == "accept" and offer.need.state != "open":
        raise Refused({"": _("This need is not public any more. Open it again to accept an offer.")})
    moments = {"agreed_at": at} if verb == "accept" else {"ended_at": at, "ended_by": side, "why": why}
    with transaction.atomic():
        changed = offer.change(state=step.until, **moments)
        record(actor, f"needoffer.{verb}", offer, at=at, fields=changed)
        letters.write_offer(offer, verb, FIRM if side == ASKER else ASKER, why, at)


def _step(actor: Actor, offer: NeedOffer, verb: str) -> Step:
    """The step of the actor's own side; the other side's agreement is asked by its own people."""
    permissions = {step.permission for step in NEED_OFFER.steps if step.verb == verb}
    if not permissions or verb == "confirm":
        raise Http404
    if not any(map(actor.may, permissions)):
        raise NotYourRole(min(permissions), actor.kind)
    _own(actor, offer)
    return NEED_OFFER.step(verb, offer.state, actor.role)


def _own(actor: Actor, offer: NeedOffer) -> None:
    whose = offer.need.asker_id if actor.kind == "civic" else offer.firm_id
    if whose != actor.organisation_id:
        raise Http404


def confirm_given(*, actor: Actor, offer: NeedOffer, quantity: Decimal, note: str, at: datetime) -> NeedOffer:
    """Say what was given, in the unit of the need. Once both sides say the same it is settled.

    Saying something else later replaces it, as long as the other side did not say the same. Raises
    `StepRefused` when it is settled or no agreement.
    """
    if not (actor.may("needs.ask") or actor.may("needs.offer")):
        raise NotYourRole("needs.offer", actor.kind)
    _own(actor, offer)
    side, other = (ASKER, FIRM) if actor.kind == "civic" else (FIRM, ASKER)
    if fault := quantity_fault(quantity, nothing_allowed=True):
        raise Refused({"quantity": fault.in_language(get_language() or "nl")})
    if found := traces(note):
        raise Refused({"note": found[0].text.in_language(get_language() or "nl")})
    with transaction.atomic():
        offer.renew()  # holds the row: of two who confirm at once the second sees what the first said
        offer.refresh_from_db()
        NEED_OFFER.step("confirm", offer.state, actor.role)
        said = queries.confirmations_of(offer)
        own = said.get(side)
        values: dict[str, Any] = {
            "quantity": quantity,
            "note": note.strip()[:LONGEST_WHY],
            "by_id": actor.membership_id,
        }
        if own is None:
            NeedConfirmation.enter(offer=offer, side=side, at=at, **values)
        else:
            own.change(at=at, **values)
        agreed = same(quantity, said[other].quantity if other in said else None)
        if agreed:
            offer.change(state="confirmed", ended_at=at)
        plain = {"side": side, "quantity": str(quantity)}
        record(actor, "needoffer.confirm" if agreed else "needoffer.say", offer, at=at, plain=plain)
        if agreed:
            letters.write_offer(offer, "settled", other, "", at)
        elif other in said:
            for each in (side, other):
                letters.write_offer(offer, "differs", each, "", at)
        else:
            letters.write_offer(offer, "said", other, "", at)
    return offer


def remind_to_confirm(*, at: datetime) -> int:
    """Write who did not confirm yet, at most once in two weeks per agreement; gives how many agreements."""
    reminded = 0
    for offer in queries.agreements_to_remind(timezone.localdate(at)):
        said = {one.side for one in offer.confirmations.all()}
        silent = [side for side in (ASKER, FIRM) if side not in said] or [ASKER, FIRM]
        with transaction.atomic():
            offer.change(reminded_at=at)
            record(System(), "needoffer.remind", offer, at=at)
            for side in silent:
                letters.write_offer(offer, "remind" if said != {ASKER, FIRM} else "differs", side, "", at)
        reminded += 1
    return reminded
