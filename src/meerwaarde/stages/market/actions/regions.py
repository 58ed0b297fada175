"""What people do in a region: invite, take part, name ambassadors, show each other firms."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import Http404

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import Membership, Organisation
from meerwaarde.rules.lifecycle import REGION_MEMBERSHIP
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import Ambassador, RegionMember, RegionPick, Supplier
from meerwaarde.stages.market.queries.regions import coordinates, region_ids

MOST_WHY = 300


def invite_member(*, actor: Actor, member: Organisation, at: datetime) -> RegionMember:
    """Ask an authority into the region that the actor coordinates. A second click finds the first one."""
    must(actor, "regions.manage")
    if not coordinates(actor):
        raise Http404
    try:
        with transaction.atomic():
            invited = RegionMember.enter(region_id=actor.organisation_id, member=member, invited_at=at)
            record(actor, "regionmember.invite", invited, at=at, fields=["region", "member", "invited_at"])
    except IntegrityError as twice:
        raise Refused(
            Text(
                nl=f"{member.name} is al gevraagd of doet al mee.",
                en=f"{member.name} has been asked already, or takes part.",
            )
        ) from twice
    return invited


def answer_invitation(*, actor: Actor, taking_part: RegionMember, verb: str, at: datetime) -> None:
    """Join, decline or leave: the authority itself decides, nobody else for it."""
    if taking_part.member_id != actor.organisation_id:
        raise Http404
    step = REGION_MEMBERSHIP.step(verb, taking_part.state, actor.role)
    must(actor, step.permission)
    moment = "joined_at" if verb == "join" else "ended_at"
    with transaction.atomic():
        changed = taking_part.change(None, **{"state": step.until, moment: at})
        record(actor, f"regionmember.{verb}", taking_part, at=at, fields=changed)
        if verb == "leave":
            _let_go(actor, taking_part, at)


def name_ambassador(
    *, actor: Actor, taking_part: RegionMember, membership: Membership, about: str, at: datetime
) -> Ambassador:
    """Name a colleague who spreads buying with impact; their name is seen by all members of the region."""
    must(actor, "regions.manage")
    if taking_part.member_id != actor.organisation_id or taking_part.state != "joined":
        raise Http404
    assert membership.organisation_id == actor.organisation_id
    try:
        with transaction.atomic():
            named = Ambassador.enter(
                taking_part=taking_part, membership=membership, about=about.strip(), named_at=at
            )
            record(actor, "ambassador.name", named, at=at, fields=["taking_part", "membership", "about"])
    except IntegrityError as twice:
        raise Refused(
            Text(
                nl="Deze collega is al ambassadeur in deze regio.",
                en="This colleague is an ambassador in this region already.",
            )
        ) from twice
    return named


def end_ambassador(*, actor: Actor, ambassador: Ambassador, at: datetime) -> None:
    """From now on this colleague is no ambassador any more."""
    must(actor, "regions.manage")
    if ambassador.taking_part.member_id != actor.organisation_id:
        raise Http404
    with transaction.atomic():
        if changed := ambassador.change(ended_at=ambassador.ended_at or at):
            record(actor, "ambassador.end", ambassador, at=at, fields=changed)


def show_firm(
    *, actor: Actor, region: Organisation, supplier: Supplier, why: str, at: datetime
) -> RegionPick:
    """Show a firm to the other members, with what this authority knows it for."""
    must(actor, "regions.read")
    must(actor, "suppliers.write")
    if region.pk not in region_ids(actor):
        raise Http404
    said = " ".join(why.split())
    if not said or len(said) > MOST_WHY:
        raise Refused(
            Text(
                nl=f"Zeg in één of twee zinnen waarom, in hoogstens {MOST_WHY} tekens.",
                en=f"Say why in one or two sentences of at most {MOST_WHY} characters.",
            )
        )
    try:
        with transaction.atomic():
            shown = RegionPick.enter(
                region=region,
                supplier=supplier,
                why=said,
                shown_for_id=actor.organisation_id,
                shown_by_id=actor.membership_id,
                shown_at=at,
            )
            record(actor, "regionpick.show", shown, at=at, fields=["region", "supplier", "shown_for", "why"])
    except IntegrityError as twice:
        raise Refused(
            Text(
                nl=f"Uw organisatie toont {supplier.name} al in deze regio.",
                en=f"Your organisation shows {supplier.name} in this region already.",
            )
        ) from twice
    return shown


def hide_firm(*, actor: Actor, shown: RegionPick, at: datetime) -> None:
    """The authority does not show this firm any more."""
    must(actor, "suppliers.write")
    if shown.shown_for_id != actor.organisation_id:
        raise Http404
    with transaction.atomic():
        if changed := shown.change(removed_at=shown.removed_at or at):
            record(actor, "regionpick.hide", shown, at=at, fields=changed)


def _let_go(actor: Actor, taking_part: RegionMember, at: datetime) -> None:
    """Who leaves a region has no ambassador there any more, and shows no firms."""
    for one in Ambassador.of(taking_part):
        one.change(ended_at=at)
        record(actor, "ambassador.end", one, at=at, fields=["ended_at"])
    for shown in RegionPick.shown_in(taking_part.region_id, taking_part.member_id):
        shown.change(removed_at=at)
        record(actor, "regionpick.hide", shown, at=at, fields=["removed_at"])
