"""Which recognitions somebody should look at, the most pressing first, and whom to remind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Case, DateField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.stages.market.models import Credential, Supplier
from meerwaarde.stages.market.queries.suppliers import credential_facts

QUEUE_ON_A_PAGE: Final = 25
RANKS: Final = {"doubted": (0,), "ended": (1,), "ending": (2, 5), "claimed": (3, 4)}
"""What a person may narrow the queue to, with the ranks of `rules.suppliers.due`."""
_LOOKED_BACK: Final = timedelta(days=365)
"""What ended longer ago than this waits for nobody any more; it stands on the page of the supplier."""


@dataclass(frozen=True)
class Queued:
    """A recognition that waits, with why."""

    held: Credential
    standing: rules.Standing
    due: rules.Due


@dataclass(frozen=True)
class Queue:
    """A page of what waits; `after` is where the next begins, "" on the last."""

    rows: tuple[Queued, ...]
    after: str = ""


def credentials_to_check(actor: Actor, day: date) -> QuerySet[Credential]:
    """What this authority should look at: claims at its own suppliers and at firms that keep their own
    profile, and what it verified itself and ends, ended or is doubted."""
    if not actor.may("suppliers.verify"):
        return Credential.objects.none()
    here = actor.organisation_id
    terms, _entry = rules.recheck(Law.on(day))
    claims = Q(state="claimed") & (Q(valid_until=None) | Q(valid_until__gte=day))
    claims &= Q(supplier__organisation_id=here) | Q(supplier__firm__isnull=False)
    own = Q(verified_for_id=here) | Q(verified_for=None, supplier__organisation_id=here)
    limit = day + timedelta(days=terms.first_days)
    verified = (
        Q(state="verified") & own & (~Q(doubt="") | _ends(until=limit, since=day - _LOOKED_BACK, day=day))
    )
    rows = Credential.objects.filter(claims | verified, supplier__archived_at=None)
    return rows.exclude(Q(state="verified", doubt="") & Exists(_renewed()))


def _renewed() -> QuerySet[Credential]:
    """A check of the same recognition that holds longer: then the earlier one asks for nothing."""
    return Credential.objects.filter(
        supplier=OuterRef("supplier"),
        code=OuterRef("code"),
        state="verified",
        valid_until__gt=OuterRef("valid_until"),
    )


def _ends(*, until: date, since: date, day: date) -> Q:
    """Verified credentials whose last day lies between: as `rules.suppliers.ends_on` works it out."""
    ends = Q(valid_until__lte=until, valid_until__gte=since)
    for kind in rules.credential_kinds(Law.on(day)).values():
        if kind.months_valid is not None:
            ends |= Q(
                code=kind.code,
                valid_until=None,
                verified_on__lte=_seen_by(until, kind.months_valid),
                verified_on__gte=_seen_by(since, kind.months_valid),
            )
    return ends


def _seen_by(last: date, months: int) -> date:
    """The latest day of a check that is good up to `last`: the days of a month differ, so look for it."""
    seen = rules.months_later(last, -months)
    while rules.months_later(seen + timedelta(days=1), months) <= last:
        seen += timedelta(days=1)
    return seen


def queue(actor: Actor, day: date, *, about: str = "", after: str = "") -> Queue:
    """A page of what waits, the most pressing first. Two queries."""
    terms, _entry = rules.recheck(Law.on(day))
    rows = credentials_to_check(actor, day).annotate(rank=_rank(day, terms), since=_since())
    if about in RANKS:
        rows = rows.filter(rank__in=RANKS[about])
    if (place := _place(after)) is not None:
        rank, since, pk = place
        beyond = Q(since__gt=since) | Q(since=since, pk__gt=pk)
        rows = rows.filter(Q(rank__gt=rank) | Q(rank=rank) & beyond)
    rows = rows.select_related("supplier__organisation", "supplier__firm", "verified_for")
    found: list[Any] = list(rows.order_by("rank", "since", "pk")[: QUEUE_ON_A_PAGE + 1])
    shown = found[:QUEUE_ON_A_PAGE]
    kinds = rules.credential_kinds(Law.on(day))
    last = shown[-1] if len(found) > QUEUE_ON_A_PAGE else None
    return Queue(
        tuple(one for one in (queued(held, day, kinds, terms) for held in shown) if one is not None),
        f"{last.rank}:{last.since.isoformat()}:{last.pk}" if last else "",
    )


def counted_queue(actor: Actor, day: date) -> dict[str, int]:
    """How many wait, by what the queue can be narrowed to. One query."""
    terms, _entry = rules.recheck(Law.on(day))
    ranks = credentials_to_check(actor, day).annotate(rank=_rank(day, terms)).order_by()
    counted: dict[int, int] = {}
    for rank in ranks.values_list("rank", flat=True)[:5_000]:
        counted[rank] = counted.get(rank, 0) + 1
    return {name: sum(counted.get(rank, 0) for rank in places) for name, places in RANKS.items()}


def queued(
    held: Credential, day: date, kinds: dict[str, rules.CredentialKind], terms: rules.Recheck
) -> Queued | None:
    """What the rules say of a recognition that may wait; None where it does not."""
    authority = held.verified_for.name if held.verified_for else ""
    (standing,) = rules.standing([credential_facts(held, verified_for=authority)], day, kinds)
    waits_since = timezone.localdate(held.claimed_at or held.supplier.added_at)
    due = rules.due(standing, day, terms, doubt=held.doubt, waits_since=waits_since)
    return None if due is None else Queued(held, standing, due)


def _rank(day: date, terms: rules.Recheck) -> Case:
    """The rank of `rules.suppliers.due`, worked out by the database so that it can sort."""
    soon = day + timedelta(days=terms.second_days)
    long_ago = day - timedelta(days=terms.claim_waits_days)
    ended = _ends(until=day - timedelta(days=1), since=date(1900, 1, 1), day=day)
    return Case(
        When(~Q(doubt=""), then=Value(0)),
        When(Q(state="verified") & ended, then=Value(1)),
        When(Q(state="verified") & _ends(until=soon, since=day, day=day), then=Value(2)),
        When(state="verified", then=Value(5)),
        When(
            Q(claimed_at__date__lte=long_ago) | Q(claimed_at=None, supplier__added_at__date__lte=long_ago),
            then=Value(3),
        ),
        default=Value(4),
        output_field=IntegerField(),
    )


def _since() -> Coalesce:
    """Within a rank: what ends first, or what waits longest."""
    return Coalesce(
        Case(When(state="verified", then=F("valid_until")), output_field=DateField()),
        F("verified_on"),
        TruncDate("claimed_at"),
        TruncDate("supplier__added_at"),
        output_field=DateField(),
    )


def _place(after: str) -> tuple[int, date, int] | None:
    parts = after.split(":")
    try:
        return int(parts[0]), date.fromisoformat(parts[1]), int(parts[2])
    except (ValueError, IndexError):
        return None


def credentials_ending(day: date) -> Iterator[tuple[Credential, date, int]]:
    """Verified recognitions of firms with an account that fall under a reminder: with last day and term."""
    law = Law.on(day)
    kinds = rules.credential_kinds(law)
    terms, _entry = rules.recheck(law)
    rows = Credential.objects.filter(
        _ends(until=day + timedelta(days=terms.first_days), since=day, day=day),
        state="verified",
        supplier__firm__isnull=False,
        supplier__archived_at=None,
    ).exclude(Exists(_renewed()))
    for held in rows.select_related("supplier__firm", "verified_for").order_by("pk").iterator(chunk_size=500):
        (standing,) = rules.standing([credential_facts(held)], day, kinds)
        term = rules.reminder_due(standing, day, terms)
        if term is not None and standing.until is not None:
            yield held, standing.until, term


def verified_by_me(actor: Actor, day: date) -> list[Queued]:
    """What this person verified and ends soon or ended: for the waits on the home. At most 20. One query."""
    law = Law.on(day)
    terms, _entry = rules.recheck(law)
    kinds = rules.credential_kinds(law)
    mine = credentials_to_check(actor, day).filter(state="verified", verified_by_id=actor.membership_id)
    rows = mine.annotate(since=_since()).select_related("supplier", "verified_for").order_by("since", "pk")
    return [one for one in (queued(held, day, kinds, terms) for held in rows[:20]) if one is not None]


def own_due(supplier: Supplier, day: date) -> list[Queued]:
    """Verified recognitions of a firm that end soon or ended, of a profile fetched with its credentials."""
    law = Law.on(day)
    terms, _entry = rules.recheck(law)
    kinds = rules.credential_kinds(law)
    held = [one for one in supplier.credentials.all() if one.state == "verified"]
    return [one for one in (queued(each, day, kinds, terms) for each in held) if one is not None]
