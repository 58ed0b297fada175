"""What changed in the market, which profiles may want it, and what is due to be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from meerwaarde.rules import alerts as rules
from meerwaarde.stages.market.models import (
    AlertCheck,
    AlertDelivery,
    AlertItem,
    AlertMark,
    AlertProfile,
    AlertTerm,
    Notice,
    Opportunity,
)
from meerwaarde.stages.market.queries.alerts.things import Found

LOOK_BACK: Final = timedelta(minutes=15)
"""What a transaction of long ago commits late is still seen: no import step takes so long."""

FRESH: Final = timedelta(days=14)
"""What was published longer ago is no news: a first import of years tells nobody anything."""

AT_A_TIME: Final = 200
_MOST_PARAMETERS: Final = 900


def changed_notices(at: datetime, most: int = AT_A_TIME) -> list[Notice]:
    """Notices that changed since they were last matched, oldest change first, a part at a time.

    What was published long ago counts only when it changed after it was first taken in.
    """
    fresh = Q(published=None) | Q(published__gte=timezone.localdate(at) - FRESH)
    rows = Notice.objects.filter(fresh | Q(changed_at__gt=F("imported_at")))
    return _unchecked("notice", rows, at, most)


def changed_opportunities(at: datetime, most: int = AT_A_TIME) -> list[Opportunity]:
    """Calendar lines that changed since they were last matched."""
    return _unchecked("opportunity", Opportunity.objects.select_related("organisation"), at, most)


def something_changed(at: datetime) -> bool:
    return bool(changed_notices(at, most=1) or changed_opportunities(at, most=1))


def settled_until(at: datetime) -> datetime:
    """What changed before this moment is committed by now, however long its transaction took."""
    return at - LOOK_BACK


def is_fresh(notice: Notice, at: datetime) -> bool:
    """Whether it is news for who never heard of it."""
    return notice.published is None or notice.published >= timezone.localdate(at) - FRESH


def _unchecked(kind: str, rows: QuerySet[Any], at: datetime, most: int) -> list[Any]:
    mark = AlertMark.objects.filter(kind=kind).first()
    since = mark.until if mark else at - FRESH
    # From the mark itself on: a page of an import is written at one moment, and a part may end within it.
    window = rows.filter(changed_at__gte=since, changed_at__lte=at).order_by("changed_at", "pk")
    left: list[int] = []
    for part in _parts(list(window.values_list("pk", "changed_at"))):
        keys = [key for key, _moment in part]
        done = dict(AlertCheck.objects.filter(kind=kind, key__in=keys).values_list("key", "changed_at"))
        left += [key for key, moment in part if key not in done or done[key] < moment]
        if len(left) >= most:
            break
    by_key = rows.in_bulk(left[:most])
    return [by_key[key] for key in left[:most] if key in by_key]


def candidates_for(found: Found) -> Iterator[tuple[int, Any, str, str]]:
    """Profiles that share a term with it: key, what they want, how often an e-mail, webhook address."""
    keys: set[int] = set()
    for part in _parts(sorted(rules.thing_terms(found.thing))):
        keys |= set(AlertTerm.objects.filter(term__in=part).values_list("profile_id", flat=True).distinct())
    mine = Q() if found.organisation_id is None else Q(organisation_id=found.organisation_id)
    for some in _parts(sorted(keys)):
        rows = AlertProfile.objects.filter(mine, pk__in=some, paused_at=None, ended_at=None)
        yield from rows.values_list("pk", "wanted", "email", "webhook_url")


def items_about(subject: str) -> list[AlertItem]:
    """What profiles that go on already know of this thing."""
    items = AlertItem.objects.filter(subject=subject, profile__paused_at=None, profile__ended_at=None)
    return list(items.select_related("profile"))


def items_due(at: datetime, most: int = 5_000) -> list[AlertItem]:
    """What is to be told by now, with whom it is for."""
    return list(_due(at).order_by("profile_id", "-changed_at", "-pk")[:most])


def still_due(items: Sequence[AlertItem], at: datetime) -> list[AlertItem]:
    """These as they stand now, without what is no longer due; nobody changes them until the transaction ends.

    Between reading and writing another worker may have told them, or found that more happened.
    """
    found: list[AlertItem] = []
    for part in _parts(sorted(item.pk for item in items)):
        rows = _due(at).filter(pk__in=part).select_for_update(of=("self", "profile"))
        found += rows.order_by("pk")
    return sorted(found, key=lambda one: (one.profile_id, one.changed_at, one.pk), reverse=True)


def _due(at: datetime) -> QuerySet[AlertItem]:
    due = AlertItem.objects.filter(tell_at__lte=at, profile__paused_at=None, profile__ended_at=None)
    rows = due.select_related(
        "profile__person", "profile__organisation", "notice", "opportunity__organisation"
    )
    return rows.defer("notice__record")


def working_webhooks(keys: set[int]) -> dict[int, AlertProfile]:
    """The profiles among these that send messages to another system."""
    found: dict[int, AlertProfile] = {}
    for part in _parts(sorted(keys)):
        rows = AlertProfile.objects.filter(pk__in=part, webhook_stopped="").exclude(webhook_url="")
        found |= {one.pk: one for one in rows.select_related("organisation")}
    return found


def something_to_deliver(at: datetime) -> bool:
    return AlertDelivery.waiting(at).exists()


def something_to_tell(at: datetime) -> bool:
    due = AlertItem.objects.filter(tell_at__lte=at, profile__paused_at=None, profile__ended_at=None)
    return due.exists()


def _parts(keys: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(keys), _MOST_PARAMETERS):
        yield keys[start : start + _MOST_PARAMETERS]
