"""Messages for other systems: what they say, how they are signed, and what happens when nobody answers.

The signature is HMAC-SHA256 over `<timestamp>.<body>` with the secret of the profile, in the header
`Meerwaarde-Signature: t=<seconds since 1970>,v1=<hexadecimal>`. The id of the message is the same at every
attempt, so that a receiver that hears it twice does one thing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from meerwaarde.gates.outbound import Limits, NoAnswer, NotLetOut, Outbound, retry_after
from meerwaarde.gates.outbound.addresses import allowances, target
from meerwaarde.platform.journal.actions import System, record
from meerwaarde.platform.notify.composing import public_address
from meerwaarde.stages.market.models import AlertDelivery, AlertItem, AlertProfile
from meerwaarde.stages.market.queries import alerts as queries

HOLDING: Final = timedelta(minutes=2)
BACK_OFF: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
"""The wait after each attempt that failed; after the last one the message is given up."""

LONGEST_WAIT: Final = timedelta(days=1)
"""Who asks to come back later than this is asked again after a day all the same."""

KEPT: Final = timedelta(days=30)
"""So long a message stays after it went or was given up: enough to answer "we got nothing"."""

MOST_FAILURES: Final = 3
"""So many messages given up in a row stop the webhook: its owner turns it on again."""

LIMITS: Final = Limits(most_bytes=20_000, seconds=10.0)
MOST: Final = 200
LONGEST_ROUND: Final = timedelta(minutes=1)
"""After so long the rest waits for the next job: other work stands in line behind this one."""


@dataclass
class Sent:
    """How many messages were taken, put off and given up."""

    sent: int = 0
    later: int = 0
    given_up: int = 0


def may_be_called(url: str) -> None:
    """Raises `NotLetOut` for an address that no message will ever go to: not https, a place of our own."""
    target(url, hosts=None, allowed=allowances())


def queue_deliveries(items: Sequence[AlertItem], *, at: datetime) -> None:
    """Put a message ready for each of these items, in the transaction in which they were found.

    None for who no longer works there: the system that it goes to is theirs.
    """
    if not items:
        return
    profiles = queries.working_webhooks({item.profile_id for item in items})
    here = queries.readers_by_key(profiles.values(), timezone.localdate(at))
    for item in items:
        profile = profiles.get(item.profile_id)
        if profile is not None and profile.pk in here:
            AlertDelivery.enter(profile=profile, body=message_of(item, profile, at), next_at=at, created=at)


def message_of(item: AlertItem, profile: AlertProfile, at: datetime) -> str:
    """What a message says: what happened to what, why it came, and where to read on. Public things only."""
    notice, opportunity = item.notice, item.opportunity
    slug = profile.organisation.slug
    said = {
        "event": f"alert.{item.news}",
        "moment": at.isoformat(timespec="seconds"),
        "alert": {"id": profile.public_id, "name": profile.name},
        "subject": item.subject,
        "kind": "opportunity" if opportunity is not None else "notice",
        "title": queries.title_of(item),
        "url": public_address(queries.address_of(item, slug)),
        "reasons": item.reasons,
    }
    if notice is not None:
        said |= {
            "source": notice.source,
            "sourceId": notice.external_id,
            "sourceUrl": notice.address,
            "buyer": notice.buyer_name,
            "published": notice.published.isoformat() if notice.published else None,
            "closes": notice.closes_at.isoformat() if notice.closes_at else None,
        }
    elif opportunity is not None:
        said |= {
            "buyer": opportunity.organisation.name,
            "year": opportunity.year,
            "quarter": opportunity.quarter,
        }
    return json.dumps(said, ensure_ascii=False)


def signature(secret: str, body: str, moment: int) -> str:
    """What proves that a message is ours and of this moment."""
    signed = f"{moment}.{body}".encode()
    return f"t={moment},v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


def deliver_due(
    *, now: Callable[[], datetime] = timezone.now, outbound: Outbound | None = None, most: int = MOST
) -> Sent:
    """Send what waits for other systems, one message after another, each to where its profile says now.

    A place that did not answer is not asked again in the same round: its other messages have failed as well.
    """
    told = Sent()
    hold, until = secrets.token_hex(16), now() + LONGEST_ROUND
    silent: dict[str, str] = {}
    with outbound or Outbound(limits=LIMITS) as way_out:
        for _turn in range(most):
            delivery = AlertDelivery.claim(hold, at=now(), holding=HOLDING) if now() <= until else None
            if delivery is None:
                break
            at = now()
            problem, wait = _deliver(delivery, way_out, at, silent)
            _settle(delivery, problem, wait, now(), told)
    return told


def forget_deliveries(*, at: datetime) -> int:
    """Delete what went or was given up long ago: a message tells what its owner looks for."""
    return AlertDelivery.forget(at - KEPT)


_AT_ONCE: Final = timedelta()


def _deliver(
    delivery: AlertDelivery, way_out: Outbound, at: datetime, silent: dict[str, str]
) -> tuple[str, timedelta]:
    """Sends one; gives what went wrong as a code, "" when it was taken, and the wait that was asked for.

    `silent` holds the places that gave no answer in this round, and gets those that now do not.
    """
    profile = delivery.profile
    if not profile.webhook_url or profile.webhook_stopped or profile.ended_at:
        return "not wanted", _AT_ONCE
    place = urlsplit(profile.webhook_url).netloc.lower()
    if place in silent:
        return silent[place], _AT_ONCE
    moment = int(at.timestamp())
    headers = {
        "Meerwaarde-Id": delivery.public_id,
        "Meerwaarde-Timestamp": str(moment),
        "Meerwaarde-Signature": signature(profile.webhook_secret, delivery.body, moment),
    }
    try:
        answer = way_out.post(profile.webhook_url, delivery.body.encode(), headers=headers)
    except NotLetOut as refused:
        return str(refused.code)[:40], _AT_ONCE
    except NoAnswer as refused:
        return silent.setdefault(place, str(refused.code)[:40]), _AT_ONCE
    asked = timedelta(seconds=min(retry_after(answer, now=at) or 0.0, LONGEST_WAIT.total_seconds()))
    return ("", _AT_ONCE) if answer.fine else (f"answer {answer.status}", asked)


_NEVER: Final = frozenset({"not wanted", "answer 410"})


def _settle(delivery: AlertDelivery, problem: str, wait: timedelta, at: datetime, told: Sent) -> None:
    with transaction.atomic():
        if not problem:
            told.sent += 1
            delivery.settle(state=AlertDelivery.State.SENT, problem="")
            delivery.profile.count_failures(0)
        elif problem not in _NEVER and delivery.attempts <= len(BACK_OFF):
            told.later += 1
            delivery.settle(problem=problem, next_at=at + max(wait, BACK_OFF[delivery.attempts - 1]))
        elif delivery.settle(state=AlertDelivery.State.GIVEN_UP, problem=problem):
            told.given_up += 1
            _count_failure(delivery.profile, problem, at)


def _count_failure(profile: AlertProfile, problem: str, at: datetime) -> None:
    """After a few messages that nobody took no more are sent; its owner sees why."""
    if problem == "not wanted" or profile.webhook_stopped:
        return
    failures = profile.webhook_failures + 1
    gone = problem == "answer 410"  # the receiver says itself that it wants no more
    stopped = problem if gone or failures >= MOST_FAILURES else ""
    profile.count_failures(failures, stopped=stopped[:20])
    if stopped:
        who = System(profile.organisation.public_id, profile.organisation_id)
        record(who, "alertprofile.stop_webhook", profile, at=at, plain={"problem": stopped})
