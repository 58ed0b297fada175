"""One's own alerts: profiles, what was found for them, and whether their readers still work there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from django.db.models import OuterRef, QuerySet, Subquery

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations.queries import memberships_at
from meerwaarde.rules import alerts as rules
from meerwaarde.stages.market.models import AlertItem, AlertProfile


def alerts_of(actor: Actor) -> QuerySet[AlertProfile]:
    """One's own profiles in this organisation; nobody else's, whatever the role."""
    if actor.person_id is None or not actor.may("alerts.own"):
        return AlertProfile.objects.none()
    return AlertProfile.objects.filter(
        person_id=actor.person_id, organisation_id=actor.organisation_id, ended_at=None
    )


def alert(actor: Actor, public_id: str) -> AlertProfile | None:
    return alerts_of(actor).filter(public_id=public_id).first()


def ended_alert(actor: Actor, public_id: str) -> AlertProfile | None:
    """A profile that was deleted just now, to undo that."""
    if actor.person_id is None:
        return None
    mine = AlertProfile.objects.filter(person_id=actor.person_id, organisation_id=actor.organisation_id)
    return mine.filter(public_id=public_id, ended_at__isnull=False).first()


def follow_of(actor: Actor, follows: str, subject: str) -> AlertProfile | None:
    """The profile with which this person follows that thing, paused or not."""
    return alerts_of(actor).filter(follows=follows, subject=subject[:180]).first()


def stopped_webhooks(actor: Actor) -> list[AlertProfile]:
    """One's own profiles whose messages to another system stopped."""
    return list(alerts_of(actor).exclude(webhook_stopped="").exclude(webhook_url=""))


def last_found(profiles: Sequence[AlertProfile]) -> dict[int, AlertItem]:
    """The newest item of each profile, by its key; one query, however much was found."""
    newest = AlertItem.objects.filter(profile=OuterRef("pk")).order_by("-changed_at", "-pk").values("pk")[:1]
    asked = AlertProfile.objects.filter(pk__in=[one.pk for one in profiles]).order_by()
    items = AlertItem.objects.filter(pk__in=asked.annotate(newest=Subquery(newest)).values("newest"))
    found = items.order_by().select_related("notice", "opportunity").defer("notice__record")
    return {one.profile_id: one for one in found}


def items_of(profile: AlertProfile, most: int = 25) -> list[AlertItem]:
    """What was found last for a profile, newest first."""
    items = profile.items.select_related("notice", "opportunity__organisation").defer("notice__record")
    return list(items[:most])


def wanted_of(profile: AlertProfile) -> rules.Wanted:
    return msgspec.convert(profile.wanted, rules.Wanted)


def readers_by_key(profiles: Iterable[AlertProfile], day: date) -> dict[int, str]:
    """For each profile whose reader still works in its organisation: the address of that organisation."""
    held = list(profiles)
    allowed = {
        (membership.organisation_id, membership.person_id)
        for organisation in {one.organisation_id for one in held}
        for membership in memberships_at(organisation, day)
    }
    return {one.pk: one.organisation.slug for one in held if (one.organisation_id, one.person_id) in allowed}
