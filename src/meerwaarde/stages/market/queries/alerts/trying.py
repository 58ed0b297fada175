"""What a profile would have told last month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules import alerts as rules
from meerwaarde.stages.market.models import Notice, Opportunity
from meerwaarde.stages.market.queries.alerts.things import Found, found_notice, found_opportunity
from meerwaarde.stages.market.queries.alerts.words import name_of_value


def would_have_come(actor: Actor, wanted: rules.Wanted, day: date, most: int = 5) -> list[tuple[Found, Any]]:
    """The newest things of the last month that this profile would have told, with the reasons."""
    told: list[tuple[Found, Any]] = []
    seen: set[str] = set()
    for found in _recent(actor, wanted, day):
        reasons = None if found.subject in seen else rules.match(wanted, found.thing, name=name_of_value)
        if reasons and found.event != "withdrawn":
            seen.add(found.subject)
            told.append((found, reasons))
            if len(told) == most:
                break
    return told


MOST_TRIED: Final = 400


def _recent(actor: Actor, wanted: rules.Wanted, day: date) -> Iterator[Found]:
    month = day - timedelta(days=31)
    if not wanted.groups or "expected" in wanted.groups:
        lines = Opportunity.objects.filter(withdrawn_at=None, changed_at__date__gt=month)
        for one in lines.select_related("organisation").order_by("-changed_at")[:MOST_TRIED]:
            yield found_opportunity(one)
    rows = Notice.objects.filter(
        Q(organisation=None) | Q(organisation_id=actor.organisation_id), published__gt=month
    )
    narrowed = rows.filter(_roughly(wanted)).order_by("-published", "-pk")
    for notice in narrowed[:MOST_TRIED]:
        yield found_notice(notice)


def _roughly(wanted: rules.Wanted) -> Q:
    """No more than the database can tell quickly; the rules decide."""
    if wanted.buyers or wanted.procedures or not (wanted.cpv or wanted.words):
        return Q()
    rough = Q(pk=None)
    for code in wanted.cpv:
        rough |= Q(cpv__startswith=code) | Q(record__icontains=f'"{code}')
    for word in wanted.words:
        first = max(word.split(), key=len, default="")
        rough |= Q(title__icontains=first[: max(4, len(first) - 3)])
        rough |= Q(record__description__icontains=first[: max(4, len(first) - 3)])
    return rough
