"""Reads of notices: everything starts at what this actor may see."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from meerwaarde.exchange.notice import Notice as NoticeRecord
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.rules.alerts import kinds_of
from meerwaarde.stages.market.models import VERDICTS, Notice, NoticeFile
from meerwaarde.stages.market.queries.values import one_value

__all__ = ["VERDICTS", "Notice", "NoticeFile", "NoticeFilter", "NoticeRecord"]

PAGE = 25


@dataclass(frozen=True)
class NoticeFilter:
    """What a person asked of the list; empty means everything."""

    text: str = ""
    verdict: str = ""
    group: str = ""
    """What a reader calls the kind: early, call or result (`rules.alerts.GROUPS`)."""
    buyer: str = ""
    cpv: str = ""
    """The first digits of a code."""
    region: str = ""
    contract: str = ""
    open_at: datetime | None = None
    """Only what can still be tendered for at that moment."""
    since: date | None = None


def visible_to(actor: Actor) -> QuerySet[Notice]:
    """Public notices and those that the actor's own authority took in, for roles that read notices."""
    if not actor.may("notices.read"):
        return Notice.objects.none()
    # Said without OR: SQLite would gather and sort both halves, all 150,000 of them, for a page of 25.
    return Notice.objects.alias(whose=Coalesce("organisation_id", actor.organisation_id)).filter(
        whose=actor.organisation_id
    )


def notices_to_find(actor: Actor, public_ids: Collection[str]) -> Set[str]:
    """Which of these somebody finds who searches: of each procedure the last publication. One query."""
    rows = visible_to(actor).filter(latest=True, public_id__in=one_value(sorted(public_ids)))
    return set(rows.order_by().values_list("public_id", flat=True))


def notice(actor: Actor, public_id: str) -> Notice | None:
    """The notice with its file's name and size, or None for a stranger and for what does not exist."""
    return visible_to(actor).select_related("file").defer("file__content").filter(public_id=public_id).first()


def publications_of(actor: Actor, notice: Notice) -> list[Notice]:
    """Every publication of the procedure of a notice, first to last; the notice alone where none is known."""
    if not notice.procedure_id:
        return [notice]
    rows = visible_to(actor).filter(source=notice.source, procedure_id=notice.procedure_id)
    same = rows.filter(organisation=notice.organisation_id).defer("record")
    return list(same.order_by("published", "pk")[:MOST_PUBLICATIONS])


MOST_PUBLICATIONS = 100


def read_record(notice: Notice) -> NoticeRecord:
    """The stored notice record as the type of the exchange."""
    return msgspec.convert(notice.record, NoticeRecord)


def original(actor: Actor, public_id: str) -> NoticeFile | None:
    """The file as it came in; None for a notice that came from an interface and not in a file."""
    found = visible_to(actor).filter(public_id=public_id).values_list("file_id", flat=True).first()
    return None if found is None else NoticeFile.objects.get(pk=found)


def listed(actor: Actor, wanted: NoticeFilter, *, before: str = "") -> list[Notice]:
    """One page, newest first, and one row more when there is a next. `before`: public id of a notice.

    Of each procedure the last publication stands in the list; the others stand on its page.
    """
    rows = filtered(actor, wanted).defer("record").order_by("-published", "-id")
    last = visible_to(actor).filter(public_id=before).first() if before.isalnum() else None
    if last is not None:
        rows = rows.filter(after_notice(last))
    return list(rows[: PAGE + 1])


def filtered(actor: Actor, wanted: NoticeFilter) -> QuerySet[Notice]:
    """What a person asked of the list."""
    rows = visible_to(actor).filter(latest=True)
    exact = {"verdict": wanted.verdict, "contract": wanted.contract}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.group:
        rows = rows.filter(kind__in=kinds_of(wanted.group))
    if wanted.buyer:
        rows = rows.filter(buyer_name__icontains=wanted.buyer)
    if wanted.cpv:
        rows = rows.filter(_within(wanted.cpv))
    if wanted.region:
        rows = rows.filter(nuts__startswith=wanted.region)
    if wanted.open_at is not None:
        rows = rows.filter(closes_at__gte=wanted.open_at, withdrawn=False, awarded=False)
        rows = rows.exclude(kind__in=kinds_of("result"))
    if wanted.since is not None:
        rows = rows.filter(published__gte=wanted.since)
    for word in wanted.text.split()[:MOST_WORDS]:
        rows = rows.filter(
            Q(title__icontains=word) | Q(buyer_name__icontains=word) | Q(external_id__icontains=word)
        )
    return rows


MOST_WORDS = 8
RARE_CODE = 4
"""From so many digits on a code is rare enough to look up by itself, and then to sort."""


def _within(cpv: str) -> Q:
    """A code or group of codes; a rare one as a range, which both databases find by their index."""
    if len(cpv) < RARE_CODE or not cpv.isdecimal():
        return Q(cpv__startswith=cpv)
    after = str(int(cpv) + 1).zfill(len(cpv))
    return Q(cpv__gte=cpv) & (Q(cpv__lt=after) if len(after) == len(cpv) else Q())


def after_notice(last: Notice) -> Q:
    """What comes after this one, newest first; without a day it stands where its database puts it."""
    nulls_first = connection.features.nulls_order_largest
    if last.published is None:
        rest = Q(published=None, pk__lt=last.pk)
        return rest | Q(published__isnull=False) if nulls_first else rest
    rest = Q(published__lt=last.published) | Q(published=last.published, pk__lt=last.pk)
    return rest if nulls_first else rest | Q(published=None)


@dataclass(frozen=True)
class Findable:
    """What the search index takes of one notice: `text` is searched, title and summary are shown."""

    kind: str
    object_id: str
    url: str
    title: str
    summary: str
    text: str


def findable(slug: str, notice: Notice) -> Findable:
    """A notice is public: all of it may be found by everybody of the authority, or by everybody."""
    return Findable(
        kind="notice",
        object_id=notice.public_id,
        url=reverse("market:notice", args=[slug, notice.public_id]),
        title=notice.title or notice.external_id,
        summary=notice.buyer_name,
        text=notice.record.get("description") or "",
    )


def everything_findable(actor: Actor) -> Iterator[Findable]:
    """The notices that this authority took in itself, for an index that is made anew."""
    for one in visible_to(actor).filter(organisation_id=actor.organisation_id).order_by("pk").iterator():
        yield findable(actor.slug, one)


def kinds(actor: Actor) -> list[str]:
    """The kinds that occur among the notices, for the filter."""
    return list(visible_to(actor).order_by("kind").values_list("kind", flat=True).distinct())


def notices_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every notice by its codes and days, with the digest of the file that it came from."""
    found = Notice.objects.filter(organisation_id=organisation_id).defer("record", "file__content")
    for notice in found.select_related("file"):
        yield notice.public_id, {**plain_values(notice), "sha256": notice.file.sha256 if notice.file else ""}
