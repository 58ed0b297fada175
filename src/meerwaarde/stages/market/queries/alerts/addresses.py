"""Addresses that open without a log-in, each with a signature in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet

from meerwaarde.rules import alerts as rules
from meerwaarde.stages.market.models import AlertProfile
from meerwaarde.stages.market.queries.alerts.own import readers_by_key

_STOP: Final = "alerts.stop"
_FEED: Final = "alerts.feed"


def stop_token(scope: str) -> str:
    """What stands in the address that stops letters: signed, not to be guessed, the same in each letter."""
    return Signer(sep=".", salt=_STOP).sign(scope)


def scope_of_letter(profiles: Sequence[AlertProfile]) -> str:
    """What a letter about these profiles stops: the one profile, or all that come together as often."""
    first = profiles[0]
    if first.email == rules.AT_ONCE:
        return f"profile-{first.public_id}"
    return f"digest-{first.person.public_id}-{first.organisation.public_id}-{first.email}"


def _unsigned(token: str, salt: str) -> str:
    try:
        return Signer(sep=".", salt=salt).unsign(token)
    except BadSignature:
        return ""


def profiles_of_stop(token: str) -> list[AlertProfile]:
    """The profiles whose letters this address stops: one, or all that came together in one letter."""
    scope = _unsigned(token, _STOP)
    rows = AlertProfile.objects.filter(ended_at=None).select_related("person", "organisation")
    kind, _dash, rest = scope.partition("-")
    if kind == "profile":
        return list(rows.filter(public_id=rest))
    if kind == "digest":
        person, _dash, rest = rest.partition("-")
        organisation, _dash, email = rest.partition("-")
        mine = rows.filter(person__public_id=person, organisation__public_id=organisation).order_by("pk")
        often = ((email,), (rules.DAILY, rules.WEEKLY), (rules.AT_ONCE,))
        return next((found for each in often if (found := _coming_together(mine, each))), [])
    return []


def is_stop_token(token: str) -> bool:
    """Whether we wrote this address in a letter, also where what it stopped is gone."""
    return bool(_unsigned(token, _STOP))


def _coming_together(mine: QuerySet[AlertProfile], often: tuple[str, ...]) -> list[AlertProfile]:
    """Of one's profiles those that come this often, or did until they were stopped.

    Who has them come less or more often since, and stops them from an older letter, means those.
    """
    return list(mine.filter(Q(email__in=often) | Q(email=rules.NEVER, email_before__in=often)))


def feed_token(profile: AlertProfile) -> str:
    """The secret in the address of a feed; a new turn makes another one and ends this one."""
    return Signer(sep=".", salt=_FEED).sign(f"{profile.public_id}-{profile.feed_turn}")


def profile_of_feed(token: str, day: date) -> AlertProfile | None:
    """Whose feed this is, as long as its reader has an account that works and still works there."""
    public_id, _dash, turn = _unsigned(token, _FEED).rpartition("-")
    if not turn:
        return None
    rows = AlertProfile.objects.filter(
        public_id=public_id, feed=True, feed_turn=turn, ended_at=None, person__is_active=True
    )
    found = rows.select_related("person", "organisation").first()
    return found if found is not None and readers_by_key([found], day) else None
