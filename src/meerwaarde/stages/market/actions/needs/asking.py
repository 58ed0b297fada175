"""A civic organisation asks, an authority approves, asks or refuses; asked is what everybody may read."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import Organisation
from meerwaarde.rules import suppliers as places
from meerwaarde.rules.lifecycle import NEED, Step
from meerwaarde.rules.needs import FIRM, KINDS, UNITS_OF, quantity_fault
from meerwaarde.rules.personal_traces import traces
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.needs import letters
from meerwaarde.stages.market.actions.needs.finding import keep_findable
from meerwaarde.stages.market.actions.suppliers_checks import Refused
from meerwaarde.stages.market.models import Need, NeedMessage
from meerwaarde.stages.market.queries import needs as queries

CHANGEABLE: Final = ("draft", "questioned", "refused")
"""What lies with the asker. What everybody reads is taken back first."""
SAYS_WHY: Final = ("question", "answer", "refuse", "take_down")
"""Steps that carry a text for the other side."""
LONGEST: Final = 4_000
APPROVERS: Final = ("question", "approve", "refuse", "take_down")


@dataclass(frozen=True, kw_only=True)
class NeedValues:
    """What the form asks. `quantity` is in `unit`; `until` is the last day on which it helps."""

    title: str
    kind: str
    what: str
    quantity: Decimal
    unit: str
    for_whom: str
    place: str
    until: date


def enter_need(*, actor: Actor, values: NeedValues, handler: Organisation, at: datetime) -> Need:
    """Write a need down as a draft; nobody else sees it yet."""
    must(actor, "needs.ask")
    written = checked(values, timezone.localdate(at))
    with transaction.atomic():
        need = Need.enter(
            **written,
            asker_id=actor.organisation_id,
            asker_name=queries.name_of(actor),
            handler=handler,
            entered_by_id=actor.membership_id,
            created=at,
            changed_at=at,
        )
        record(actor, "need.enter", need, at=at, fields=[*written, "asker", "handler"])
    return need


def change_need(
    *,
    actor: Actor,
    need: Need,
    values: NeedValues,
    handler: Organisation,
    expected_version: int,
    at: datetime,
) -> None:
    """Change what lies with the asker; raises `Changed` when somebody else saved meanwhile."""
    must(actor, "needs.ask")
    if need.asker_id != actor.organisation_id:
        raise Http404
    if need.state not in CHANGEABLE:
        raise Refused({"": _("This need is with the authority or public already. Withdraw it to change it.")})
    written = checked(values, timezone.localdate(at))
    with transaction.atomic():
        changed = need.change(expected_version, **written, handler=handler)
        if changed:
            need.change(changed_at=at)
            record(actor, "need.change", need, at=at, fields=changed)


def step_need(*, actor: Actor, need: Need, verb: str, text: str, at: datetime) -> None:
    """Submit, approve, ask, refuse, finish, withdraw: what the table of steps lists, by whose it is.

    Raises `Refused` where a reason is missing, `StepRefused` where the step is not possible now.
    """
    step = _step(actor, need, verb)
    said = _said(verb, text)
    today = timezone.localdate(at)
    if verb in ("submit", "answer", "approve") and need.until < today:
        raise Refused({"": _("The last day of this need has passed. Choose a later one first.")})
    with transaction.atomic():
        changed = need.change(state=step.until, changed_at=at, **_moments(actor, verb, at))
        plain = {}
        if said:
            message = NeedMessage.enter(
                need=need,
                by_id=actor.membership_id,
                from_asker=step.permission == "needs.ask",
                text=said,
                at=at,
            )
            plain = {"message": message.public_id}
        keep_findable(need)
        told = [name for name in changed if name in ("state", "approved_at", "ended_at")]
        record(actor, f"need.{verb}", need, at=at, fields=told, plain=plain)
        if verb in APPROVERS:
            letters.write_decision(need, verb, said, at)
        if verb in {"withdraw", "take_down"}:
            _let_go(actor, need, at)


def _step(actor: Actor, need: Need, verb: str) -> Step:
    permission = next((step.permission for step in NEED.steps if step.verb == verb), None)
    if permission is None:
        raise Http404
    must(actor, permission)
    whose = need.asker_id if permission == "needs.ask" else need.handler_id
    if whose != actor.organisation_id:
        raise Http404
    return NEED.step(verb, need.state, actor.role)


def _moments(actor: Actor, verb: str, at: datetime) -> dict[str, Any]:
    if verb == "approve":
        return {"approved_at": at, "approved_by_id": actor.membership_id, "waits_since": None}
    if verb in ("close", "withdraw", "take_down"):
        return {"ended_at": at, "waits_since": None}
    if verb == "reopen":
        return {"ended_at": None}
    return {"waits_since": at}


def _said(verb: str, text: str) -> str:
    said = text.strip()
    if verb not in SAYS_WHY:
        return ""
    if not said:
        raise Refused({"text": _("Write something first: the other side reads it.")})
    if len(said) > LONGEST:
        raise Refused({"text": _("This is too long. Use at most 4,000 characters.")})
    return said


def _let_go(actor: Actor, need: Need, at: datetime) -> None:
    """What hung on a need that ends: offers are not accepted, agreements are called off, all are told."""
    for offer in queries.offers_standing(need):
        agreed = offer.state == "agreed"
        verb = "cancel" if agreed else "decline"
        why = _("The need was withdrawn.")
        changed = offer.change(
            state="cancelled" if agreed else "declined", why=why, ended_at=at, ended_by="asker"
        )
        record(actor, f"needoffer.{verb}", offer, at=at, fields=[name for name in changed if name != "why"])
        letters.write_offer(offer, "ended_with_need" if agreed else "declined_with_need", FIRM, why, at)


def checked(values: NeedValues, today: date) -> dict[str, Any]:
    """The columns of a need from what was typed; `Refused` names each field with what to do."""
    problems: dict[str, str] = {}
    texts = {one.name: str(getattr(values, one.name)).strip() for one in fields(values) if one.type == "str"}
    for field, sentence in (
        ("title", _("Say in a few words what you need.")),
        ("what", _("Describe what it is about, so that a firm can decide.")),
        ("place", _("Say where: the name of a place.")),
    ):
        if not texts[field]:
            problems[field] = sentence
    for field in ("title", "what", "for_whom", "place"):
        if found := traces(texts[field]):
            problems[field] = _spoken(found[0].text)
    if values.kind not in KINDS:
        problems["kind"] = _("Choose what kind of help you need.")
    elif values.unit not in UNITS_OF[values.kind]:
        problems["unit"] = _("This unit does not fit the kind of help. Choose another.")
    if fault := quantity_fault(values.quantity):
        problems["quantity"] = _spoken(fault)
    if values.until < today:
        problems["until"] = _("This day has passed. Choose a later one.")
    if problems:
        raise Refused(problems)
    return {
        "title": texts["title"][:120],
        "kind": values.kind,
        "what": texts["what"][:LONGEST],
        "quantity": values.quantity,
        "unit": values.unit,
        "for_whom": texts["for_whom"][:300],
        "place": texts["place"][:100],
        "region": region_of(texts["place"]),
        "until": values.until,
    }


def region_of(place: str) -> str:
    """The code of the area that a place names; "" where we do not know it."""
    return places.read_region(f"gemeente {place}") or places.read_region(place) or ""


def _spoken(text: Text) -> str:
    return text.in_language(get_language() or "nl")
