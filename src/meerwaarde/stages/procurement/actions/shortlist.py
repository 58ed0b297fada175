"""Choosing whom to ask: on the list and off it, on which ground, what came of it, and the search kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import one_at_a_time
from meerwaarde.rules.compliance.reach import OPEN_TO_ALL
from meerwaarde.rules.invitation import LOCAL_IS_NOT_ENOUGH, proposal, says_only_local
from meerwaarde.rules.lifecycle import INVITEE, LEFT_OUT, WITHDRAWN
from meerwaarde.rules.suppliers import current_region
from meerwaarde.rules.text import Text
from meerwaarde.stages.procurement.actions.standing import keep_standings
from meerwaarde.stages.procurement.models import Invitee, Procurement, ShortlistSearch
from meerwaarde.stages.procurement.queries import (
    Ranked,
    Search,
    advised,
    another_is_chosen,
    lots_of,
    next_position,
    nobody_is_invited,
    search_was_kept,
    standing_of,
)

LANGUAGE = "nl"
"""A proposed ground is written in the language of the authority's own texts."""


class NotOnList(Exception):
    """This cannot be done with the list now; the text says why and what can be done."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def put_on_list(actor: Actor, procurement: Procurement, found: Ranked, *, at: datetime) -> Invitee:
    """Put a supplier on the list with the ground that its match proposes; who was taken off comes back.

    Who stands on it already stays as it is, so that ticking twice, or two people at once, changes nothing.
    """
    _refuse_unless_open(actor, procurement, at)
    supplier = found.supplier
    known = standing_of(procurement, supplier)
    if known is not None:
        if known.state == LEFT_OUT:
            take(actor, known, "put_back", expected_version=known.version, at=at)
        return known
    offered = proposal(found.match, times_asked=found.candidate.profile.times_asked)
    with transaction.atomic():
        invitee, fresh = Invitee.enter_once(
            procurement=procurement,
            supplier=supplier,
            values={
                "position": next_position(procurement),
                "reason": offered.code if offered else "",
                "reason_text": offered.text.in_language(LANGUAGE) if offered else "",
                "added_by_id": actor.membership_id,
                "added_at": at,
                **_as_it_is_now(found),
            },
        )
        if fresh:
            fields = ("procurement", "supplier", "state", "reason", "reason_text", "kinds", "newcomer")
            record(actor, "invitee.add", invitee, at=at, fields=fields)
    return invitee


def give_reason(
    actor: Actor, invitee: Invitee, *, expected_version: int, reason: str, text: str, at: datetime
) -> tuple[str, ...]:
    """Say on which objective ground this firm is asked. That it is near is never one by itself."""
    _refuse_unless_open(actor, invitee.procurement, at)
    if says_only_local(text):
        raise NotOnList(LOCAL_IS_NOT_ENOUGH)
    with transaction.atomic():
        changed = invitee.change(expected_version, reason=reason, reason_text=text)
        if changed:
            record(actor, "invitee.change", invitee, at=at, fields=changed)
    return changed


def ask(
    actor: Actor,
    invitee: Invitee,
    *,
    expected_version: int,
    search: Search,
    at: datetime,
) -> None:
    """Record that this firm is asked for a quote. With the first one the search is kept as evidence.

    What kind of firm it is, is what holds today. Raises `NotOnList` for who left the directory meanwhile.
    """
    _refuse_unless_open(actor, invitee.procurement, at, by_value=True)
    if not (invitee.reason and invitee.reason_text.strip()):
        raise NotOnList(REASON_FIRST)
    if says_only_local(invitee.reason_text):
        raise NotOnList(LOCAL_IS_NOT_ENOUGH)
    found = search.of(invitee.supplier.public_id)
    if found is None:
        raise NotOnList(NOT_IN_DIRECTORY)
    with transaction.atomic():
        if not search_was_kept(invitee.procurement):
            keep_search(actor, invitee.procurement, search, at=at)
        take(
            actor,
            invitee,
            "invite",
            expected_version=expected_version,
            at=at,
            values={**_as_it_is_now(found), "invited_on": timezone.localdate(at)},
        )


def take(
    actor: Actor,
    invitee: Invitee,
    verb: str,
    *,
    expected_version: int,
    at: datetime,
    values: Mapping[str, Any] | None = None,
) -> None:
    """One step of the table. Raises `StepRefused` for what it does not list, `Changed` where it moved on."""
    _refuse_unless_open(actor, invitee.procurement, at)
    step = INVITEE.step(verb, invitee.state, actor.role)
    written = dict(values or {})
    if verb == "take_back":
        written["invited_on"] = None
    if verb in ("decline", "quote"):
        written["answered_on"] = timezone.localdate(at)
    with transaction.atomic():
        if verb == "choose":
            one_at_a_time(actor.organisation_id)  # of two who choose at once, the second sees the first
            _refuse_second_choice(invitee)
        changed = invitee.change(expected_version, state=step.until, **written)
        record(actor, f"invitee.{verb}", invitee, at=at, fields=changed)
        keep_standings(actor, invitee.procurement, at=at)


def keep_search(actor: Actor, procurement: Procurement, search: Search, *, at: datetime) -> ShortlistSearch:
    """Keep what was sought and who came out in which order, as evidence of an objective choice."""
    must(actor, "procurements.edit")
    asked = msgspec.to_builtins(search.need)
    with transaction.atomic():
        kept = ShortlistSearch.enter(
            procurement=procurement,
            at=at,
            by_id=actor.membership_id,
            asked={**asked, "looked_at": len(search.looked_at)},
            found=[
                {"supplier": one.supplier.public_id, "score": round(one.match.score * 1000)}
                for one in search.ranked
            ],
        )
        coded = {name: value for name, value in asked.items() if name != "text"}
        record(
            actor, "shortlist.search", kept, at=at, fields=("procurement", "found"), plain={"asked": coded}
        )
    return kept


def say_where(
    actor: Actor,
    procurement: Procurement,
    *,
    expected_version: int,
    regions: Sequence[str] | None,
    at: datetime,
) -> tuple[str, ...]:
    """Say where it must be delivered; None means the authority's own regions again."""
    _refuse_unless_open(actor, procurement, at)
    codes = None if regions is None else list(dict.fromkeys(current_region(code) for code in regions))
    with transaction.atomic():
        changed = procurement.change(expected_version, delivery_regions=codes)
        if changed:
            record(actor, "procurement.delivery", procurement, at=at, fields=changed)
    return changed


def record_shortlist_export(actor: Actor, procurement: Procurement, form: str, *, at: datetime) -> None:
    """That the actor took the list along as a file."""
    with transaction.atomic():
        record(actor, "shortlist.export", procurement, at=at, plain={"form": form})


def _as_it_is_now(found: Ranked) -> dict[str, Any]:
    """What the firm is today and how it matches, to be kept with it."""
    profile = found.candidate.profile
    return {
        "kinds": list(profile.kinds or ()),
        "newcomer": profile.times_asked == 0,
        "match": msgspec.to_builtins(found.match),
    }


def _refuse_unless_open(
    actor: Actor, procurement: Procurement, at: datetime, *, by_value: bool = False
) -> None:
    must(actor, "procurements.edit")
    if procurement.state == WITHDRAWN:
        raise NotOnList(FILE_WITHDRAWN)
    if _announced(actor, procurement, at, by_value=by_value):
        raise NotOnList(NOBODY_INVITED)


def _announced(actor: Actor, procurement: Procurement, at: datetime, *, by_value: bool) -> bool:
    """Whether everyone may take part. The advice has to say where no procedure was chosen yet, and `by_value`
    also where a lighter one was chosen than the value allows."""
    chosen = procurement.particulars.get("procedure_chosen")
    if chosen and (chosen in OPEN_TO_ALL or not by_value):
        return chosen in OPEN_TO_ALL
    return nobody_is_invited(advised(actor, procurement, lots_of(procurement), timezone.localdate(at)))


def _refuse_second_choice(invitee: Invitee) -> None:
    """One firm is chosen, unless the contract is divided into lots."""
    if not invitee.procurement.divided and another_is_chosen(invitee):
        raise NotOnList(CHOSEN_ALREADY)


REASON_FIRST = Text(
    nl="Zeg eerst op welke objectieve grond u deze ondernemer vraagt. Kies een reden en schrijf één zin.",
    en="First say on which objective ground you ask this firm. Choose a reason and write one sentence.",
)
NOT_IN_DIRECTORY = Text(
    nl="Deze leverancier staat niet meer in de lijst van leveranciers. Vraag een andere ondernemer.",
    en="This supplier is not in the directory any more. Ask another firm.",
)
FILE_WITHDRAWN = Text(
    nl="Dit dossier is ingetrokken. Open het weer om de lijst te wijzigen.",
    en="This file was withdrawn. Reopen it to change the list.",
)
NOBODY_INVITED = Text(
    nl="Bij een aangekondigde procedure mag iedereen meedoen; u nodigt niemand zelf uit.",
    en="In an announced procedure everyone may take part; you invite nobody yourself.",
)
CHOSEN_ALREADY = Text(
    nl="Er is al een leverancier gekozen. Maak die keuze eerst ongedaan.",
    en="A supplier was chosen already. Undo that choice first.",
)
