"""From what changed in the market to what each profile has news about: the worker's part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction

from meerwaarde.platform.organisations.records import insert_objects
from meerwaarde.rules import alerts as rules
from meerwaarde.stages.market.actions.alerts.webhooks import queue_deliveries
from meerwaarde.stages.market.models import (
    AlertCheck,
    AlertItem,
    AlertMark,
    AlertProfile,
    Notice,
    Opportunity,
)
from meerwaarde.stages.market.queries import alerts as queries
from meerwaarde.stages.market.queries.alerts import Found


@dataclass
class Taken:
    """How many things were looked at, and for how many profiles one was new or had news."""

    looked: int = 0
    new: int = 0
    news: int = 0


def match_changes(*, at: datetime) -> Taken:
    """Match everything that changed since the last time; each thing is done whole or not at all."""
    told = Taken()
    for _turn in range(MOST_TURNS):
        changed: list[Notice | Opportunity] = [*queries.changed_notices(at)]
        changed += queries.changed_opportunities(at)
        for row in changed:
            _take(row, at, told)
        if not changed:
            break
    settled = queries.settled_until(at)
    AlertCheck.forget(settled - queries.FRESH)
    return told


MOST_TURNS = 20
"""What is left after so many parts is for the next job, which begins at once."""


def _take(row: Notice | Opportunity, at: datetime, told: Taken) -> None:
    if isinstance(row, Notice):
        kind, found, fresh = "notice", queries.found_notice(row), queries.is_fresh(row, at)
    else:
        kind, found, fresh = "opportunity", queries.found_opportunity(row), True
    with transaction.atomic():
        if not AlertCheck.take(kind, row.pk, row.changed_at):
            return
        new, news = take_in(found, at=at, fresh=fresh)
        AlertMark.move(kind, min(row.changed_at, queries.settled_until(at)))
    told.new += new
    told.news += news
    told.looked += 1


def take_in(found: Found, *, at: datetime, fresh: bool = True) -> tuple[int, int]:
    """Let every profile know of one thing: gives for how many it was new, and for how many there was news.

    What is not `fresh` is told only to who knows it already.
    """
    known = queries.items_about(found.subject)
    news = _renew(known, found, at)
    new = _enter(found, {item.profile_id for item in known}, at) if fresh else 0
    return new, news


def _enter(found: Found, known: set[int], at: datetime) -> int:
    """An item for each profile that asks for it and does not have it yet."""
    first = rules.next_news("nothing", "nothing", found.event)
    if first == "nothing" or (found.notice is not None and not found.notice.latest):
        return 0  # over already, or a later publication of this procedure says it better
    moments = {
        email: rules.tell_moment(email, first, at=at, told_at=None, planned=None)
        for email in AlertProfile.Email.values
    }
    entered: list[AlertItem] = []
    hooked: list[AlertItem] = []
    for profile_id, wanted, email, webhook in queries.candidates_for(found):
        if profile_id in known:
            continue
        reasons = rules.match(msgspec.convert(wanted, rules.Wanted), found.thing, name=queries.name_of_value)
        if reasons is None:
            continue
        item = AlertItem(
            profile_id=profile_id,
            subject=found.subject,
            notice=found.notice,
            opportunity=found.opportunity,
            reasons=[{"nl": one.text.nl, "en": one.text.en} for one in reasons],
            news=first,
            when=found.when,
            tell_at=moments[email],
            told=AlertItem.News.NOTHING if email != rules.NEVER else first,
            found_at=at,
            changed_at=at,
        )
        entered.append(item)
        if webhook:
            hooked.append(item)
    insert_objects(entered)
    queue_deliveries(hooked, at=at)
    return len(entered)


def _renew(known: Iterable[AlertItem], found: Found, at: datetime) -> int:
    """What profiles that have it already do not know yet; the same change in one statement for all."""
    together: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    hooked: list[AlertItem] = []
    for item in known:
        if not _is_news(item, found):
            continue
        pending = rules.next_news(item.said_told, item.said_news, found.event)
        heard = rules.message_news(item.said_told, item.said_news, found.event)
        if pending == "nothing" and item.news == AlertItem.News.NOTHING:
            continue
        profile = item.profile
        moment = rules.tell_moment(profile.email, pending, at=at, told_at=item.told_at, planned=item.tell_at)
        told = pending if profile.email == rules.NEVER and pending != "nothing" else item.told
        together[(pending, moment, told)].append(item.pk)
        if profile.webhook_url and heard != "nothing":
            item.news, item.notice, item.opportunity = heard, found.notice, found.opportunity
            hooked.append(item)
    latest = {"notice": found.notice, "opportunity": found.opportunity, "when": found.when}
    for (pending, moment, told), keys in together.items():
        AlertItem.rewrite(keys, news=pending, tell_at=moment, told=told, changed_at=at, **latest)
    queue_deliveries(hooked, at=at)
    return sum(len(keys) for keys in together.values())


def _is_news(item: AlertItem, found: Found) -> bool:
    """Whether a reader who has this item learns anything: sources renew their rows for many a reason."""
    if found.event == "awarded":
        return True
    if found.notice is not None and not found.notice.latest:
        return False  # a later publication says it better, also where this one was taken away
    if found.event == "withdrawn":
        return True
    same = found.notice is None or item.notice_id == found.notice.pk
    return not same or item.when != found.when
