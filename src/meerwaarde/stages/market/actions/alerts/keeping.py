"""Making, changing, pausing and stopping what one wants to hear of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from django.db import transaction

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import System, record
from meerwaarde.rules import alerts as rules
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import AlertItem, AlertProfile, AlertTerm
from meerwaarde.stages.market.queries import alerts as queries

MOST_PROFILES: Final = 100
BROUGHT_BACK_WITHIN: Final = timedelta(days=7)
TOO_MANY = Text(
    nl="U heeft al honderd meldingen. Verwijder eerst een melding die u niet meer nodig heeft.",
    en="You have a hundred alerts already. Delete one first that you no longer need.",
)


@dataclass(frozen=True, kw_only=True)
class AlertValues:
    """What a person fills in."""

    name: str
    wanted: rules.Wanted = field(default_factory=rules.Wanted)
    email: str = rules.DAILY
    feed: bool = False
    webhook_url: str = ""

    def columns(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "wanted": msgspec.to_builtins(self.wanted),
            "email": self.email,
            "feed": self.feed,
            "webhook_url": self.webhook_url,
        }


def make_alert(*, actor: Actor, values: AlertValues, at: datetime) -> AlertProfile:
    """Begin to hear of something."""
    return _make(actor, values, AlertProfile.Follows.SEARCH, "", at)


def follow(*, actor: Actor, follows: str, subject: str, values: AlertValues, at: datetime) -> AlertProfile:
    """Follow one procedure, authority or category; what is followed already stays as it is."""
    known = queries.follow_of(actor, follows, subject)
    if known is not None:
        if known.paused_at is not None:
            resume_alert(actor=actor, profile=known, at=at)
        return known
    return _make(actor, values, follows, subject[:180], at)


def _make(actor: Actor, values: AlertValues, follows: str, subject: str, at: datetime) -> AlertProfile:
    must(actor, "alerts.own")
    if queries.alerts_of(actor).count() >= MOST_PROFILES:
        raise Refused(TOO_MANY)
    with transaction.atomic():
        profile = AlertProfile.enter(
            organisation_id=actor.organisation_id,
            person_id=actor.person_id,
            follows=follows,
            subject=subject,
            created=at,
            **values.columns(),
        )
        AlertTerm.renew(profile, rules.index_terms(values.wanted))
        record(actor, "alertprofile.make", profile, at=at, fields=["follows", "email", "feed"])
    return profile


def change_alert(
    *, actor: Actor, profile: AlertProfile, expected_version: int, values: AlertValues, at: datetime
) -> tuple[str, ...]:
    """Change what is wanted or how; what waited to be told waits no more where letters end."""
    must(actor, "alerts.own")
    columns = values.columns()
    if profile.webhook_stopped or values.webhook_url != profile.webhook_url:
        columns |= {"webhook_stopped": "", "webhook_failures": 0}
    with transaction.atomic():
        changed = profile.change(expected_version, **columns)
        if "wanted" in changed:
            AlertTerm.renew(profile, rules.index_terms(values.wanted))
        if "email" in changed:
            _plan_again(profile, at)
        if changed:
            record(actor, "alertprofile.change", profile, at=at, fields=changed)
    return changed


def pause_alert(*, actor: Actor, profile: AlertProfile, at: datetime) -> None:
    """Hear nothing for a while; what happens meanwhile is not made up for."""
    with transaction.atomic():
        if profile.change(paused_at=at):
            record(actor, "alertprofile.pause", profile, at=at, fields=["paused_at"])


def resume_alert(*, actor: Actor, profile: AlertProfile, at: datetime) -> None:
    """Hear of it again, from now on."""
    with transaction.atomic():
        if profile.change(paused_at=None):
            AlertItem.objects_of(profile).update(tell_at=None, news=AlertItem.News.NOTHING)
            record(actor, "alertprofile.resume", profile, at=at, fields=["paused_at"])


def end_alert(*, actor: Actor, profile: AlertProfile, at: datetime) -> None:
    """Delete a profile; for a week it can be brought back."""
    with transaction.atomic():
        # Its subject is set free, so that the same thing can be followed anew.
        profile.change(ended_at=at, subject="")
        record(actor, "alertprofile.end", profile, at=at, fields=["ended_at"])


def restore_alert(*, actor: Actor, profile: AlertProfile, at: datetime) -> None:
    """Bring back what was deleted just now."""
    with transaction.atomic():
        if profile.change(ended_at=None):
            record(actor, "alertprofile.restore", profile, at=at, fields=["ended_at"])


def strike_ended(*, at: datetime) -> int:
    """Delete for good what was deleted a week ago, with everything found for it."""
    return AlertProfile.strike_ended(at - BROUGHT_BACK_WITHIN)


def renew_feed(*, actor: Actor, profile: AlertProfile, at: datetime) -> None:
    """Give the feed another address; the one before it opens nothing any more."""
    with transaction.atomic():
        profile.change(feed=True, feed_turn=profile.feed_turn + 1)
        record(actor, "alertprofile.renew_feed", profile, at=at, fields=["feed"])


def stop_letters(*, profiles: Sequence[AlertProfile], at: datetime) -> int:
    """Send no more e-mail for these profiles, for who holds the address of a letter; gives how many it ended.

    Nobody logged in, so the fact is the installation's own.
    """
    stopped = 0
    with transaction.atomic():
        for profile in profiles:
            if profile.email == rules.NEVER:
                continue
            profile.change(email=rules.NEVER, email_before=profile.email)
            _plan_again(profile, at)
            record(_system(profile), "alertprofile.stop_letters", profile, at=at, fields=["email"])
            stopped += 1
    return stopped


def resume_letters(*, profiles: Sequence[AlertProfile], at: datetime) -> int:
    """Undo that: letters come as often as they did before."""
    resumed = 0
    with transaction.atomic():
        for profile in profiles:
            if profile.email != rules.NEVER or not profile.email_before:
                continue
            profile.change(email=profile.email_before, email_before="")
            record(_system(profile), "alertprofile.resume_letters", profile, at=at, fields=["email"])
            resumed += 1
    return resumed


def _plan_again(profile: AlertProfile, at: datetime) -> None:
    """Items that wait to be told are told when the new way of telling says so."""
    for item in AlertItem.objects_of(profile).exclude(tell_at=None):
        moment = rules.tell_moment(profile.email, item.said_news, at=at, told_at=item.told_at, planned=None)
        item.change(tell_at=moment)


def _system(profile: AlertProfile) -> System:
    return System(profile.organisation.public_id, profile.organisation_id)
