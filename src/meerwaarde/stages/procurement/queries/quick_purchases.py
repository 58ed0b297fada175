"""Reads of quick purchases: the list, the figures, and what one department buys again and again."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.rules.money import from_cents
from meerwaarde.rules.quick_purchase import SAME_THING, Bought, Repeated, repeated, year_before
from meerwaarde.stages.policy import queries as policy
from meerwaarde.stages.procurement.models import QuickPurchase

QUICK_PAGE: Final = 25


@dataclass(frozen=True)
class QuickFilter:
    """What a person asked of the list; empty means everything."""

    text: str = ""
    department: str = ""
    since: date | None = None
    until: date | None = None
    social: str = ""
    """"yes", "no" or everything."""
    mine: bool = False
    undone: bool = False
    """Those that were undone as well."""


@dataclass(frozen=True)
class QuickTotals:
    """Counts and sums of purchases that stand. Amounts are cents excl. VAT."""

    count: int
    cents: int
    social_count: int
    social_cents: int

    @property
    def share_of_count(self) -> float | None:
        """From 0 to 1; None where nothing was bought."""
        return self.social_count / self.count if self.count else None

    @property
    def share_of_money(self) -> float | None:
        """From 0 to 1; None where nothing was bought."""
        return self.social_cents / self.cents if self.cents else None


@dataclass(frozen=True)
class PerGroup:
    """How much one department bought, or how often one reason was given."""

    name: str
    totals: QuickTotals


def quick_purchases_seen_by(actor: Actor) -> QuerySet[QuickPurchase]:
    """Quick purchases of the actor's own authority, for roles that read them."""
    if not actor.may("quick_purchases.read"):
        return QuickPurchase.objects.none()
    return QuickPurchase.objects.filter(organisation_id=actor.organisation_id)


def standing_purchases(actor: Actor) -> QuerySet[QuickPurchase]:
    """Those that were not undone: these count."""
    return quick_purchases_seen_by(actor).filter(undone_at__isnull=True)


def quick_purchase(actor: Actor, public_id: str) -> QuickPurchase | None:
    """One purchase, or None for a stranger and for what does not exist."""
    related = ("department", "supplier", "bought_by__person", "repeats")
    return quick_purchases_seen_by(actor).select_related(*related).filter(public_id=public_id).first()


def quick_purchase_by_start_key(actor: Actor, key: str) -> QuickPurchase | None:
    """The purchase that an earlier sending of the same form recorded."""
    return quick_purchases_seen_by(actor).filter(start_key=key).first()


def euros_of(purchase: QuickPurchase) -> Decimal:
    """The amount in euros, excl. VAT."""
    return from_cents(purchase.amount_cents)


def filtered_quick_purchases(actor: Actor, wanted: QuickFilter) -> QuerySet[QuickPurchase]:
    """All that fits a filter, newest first."""
    rows = quick_purchases_seen_by(actor) if wanted.undone else standing_purchases(actor)
    if wanted.department:
        rows = rows.filter(department__public_id=wanted.department)
    if wanted.since:
        rows = rows.filter(bought_at__date__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(bought_at__date__lte=wanted.until)
    if wanted.social in ("yes", "no"):
        rows = rows.filter(social=wanted.social == "yes")
    if wanted.mine:
        rows = rows.filter(bought_by_id=actor.membership_id)
    if wanted.text:
        rows = rows.filter(
            Q(what__icontains=wanted.text)
            | Q(number__icontains=wanted.text)
            | Q(supplier_name__icontains=wanted.text)
            | Q(supplier__name__icontains=wanted.text)
        )
    return rows.select_related("department", "supplier").order_by("-pk")


def listed_quick_purchases(actor: Actor, wanted: QuickFilter, *, after: str = "") -> list[QuickPurchase]:
    """One page and one row more when there is a next. `after` is the public id of the last row before it."""
    rows = filtered_quick_purchases(actor, wanted)
    last = quick_purchases_seen_by(actor).filter(public_id=after).first() if after.isalnum() else None
    if last is not None:
        rows = rows.filter(pk__lt=last.pk)
    return list(rows[: QUICK_PAGE + 1])


def totals_of(rows: QuerySet[QuickPurchase]) -> QuickTotals:
    """One query; what was undone does not count."""
    found = rows.filter(undone_at__isnull=True).order_by().aggregate(**_SUMS)
    return _totals(found)


def totals_of_year(actor: Actor, year: int) -> QuickTotals:
    """What was bought quickly in a calendar year."""
    return totals_of(standing_purchases(actor).filter(year=year))


def per_department(actor: Actor, year: int) -> tuple[PerGroup, ...]:
    """Totals per department, the greatest amount first; no department has an empty name."""
    rows = standing_purchases(actor).filter(year=year).order_by()
    found = [PerGroup(one["name"] or "", _totals(one)) for one in _grouped(rows, "department__name")]
    return tuple(sorted(found, key=lambda one: (-one.totals.cents, one.name)))


def per_reason(actor: Actor, year: int) -> tuple[PerGroup, ...]:
    """How often each reason was given, the most frequent first; the name is the code of the reason."""
    rows = standing_purchases(actor).filter(year=year).exclude(reason="").order_by()
    found = [PerGroup(one["name"], _totals(one)) for one in _grouped(rows, "reason")]
    return tuple(sorted(found, key=lambda one: (-one.totals.count, one.name)))


def newest_of_mine(actor: Actor, limit: int = 3) -> list[QuickPurchase]:
    """What this person bought last, for "once more"."""
    rows = standing_purchases(actor).filter(bought_by_id=actor.membership_id)
    return list(rows.select_related("supplier").order_by("-pk")[:limit])


def bought_from(actor: Actor, supplier: str, limit: int = 10) -> list[QuickPurchase]:
    """What was bought quickly from one supplier (its public id), newest first."""
    rows = standing_purchases(actor).filter(supplier__public_id=supplier)
    return list(rows.select_related("supplier").order_by("-pk")[:limit])


def bought_again_and_again(actor: Actor, day: date) -> tuple[Repeated, ...]:
    """What a department bought repeatedly within twelve months, together at or above its amount.

    Departments are told by their public id; "" is the authority itself.
    """
    return _repeated(actor, standing_purchases(actor), day)


def of_the_same_kind(actor: Actor, purchase: QuickPurchase, day: date) -> Repeated | None:
    """What the department of this purchase bought of the same, where that adds up to the amount.

    Reads no more than that: an authority buys tens of thousands of small things in a year.
    """
    if not purchase.cpv:
        return None
    here = Q(department__isnull=True) if purchase.department is None else Q(department=purchase.department)
    same = standing_purchases(actor).filter(here, cpv__startswith=purchase.cpv[:SAME_THING])
    return next(iter(_repeated(actor, same, day)), None)


def _repeated(actor: Actor, rows: QuerySet[QuickPurchase], day: date) -> tuple[Repeated, ...]:
    lately = rows.filter(bought_at__date__gt=year_before(day)).exclude(cpv="").order_by()
    read = lately.values_list("department_id", "department__public_id", "cpv", "amount_cents", "bought_at")
    per_part: dict[int | None, list[Bought]] = {}
    for key, part, cpv, amount, moment in read:
        one = Bought(part or "", cpv, from_cents(amount), timezone.localdate(moment))
        per_part.setdefault(key, []).append(one)
    found: list[Repeated] = []
    for department_id, bought in per_part.items():
        limit = policy.quick_limit(actor.organisation_id, day, department_id)
        if limit is not None:
            found += repeated(bought, limit.amount, day)
    return tuple(sorted(found, key=lambda one: -one.total))


def names_of_quick_purchases(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls them: number and what was bought."""
    rows = quick_purchases_seen_by(actor).filter(public_id__in=public_ids).order_by()
    found = rows.values_list("public_id", "number", "what")
    return {public_id: f"{number} {what}" for public_id, number, what in found}


def quick_purchases_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every quick purchase, undone ones too: codes, amounts and days, no free text."""
    rows = QuickPurchase.objects.filter(organisation_id=organisation_id).order_by("pk")
    for one in rows.select_related("department", "supplier", "repeats"):
        yield one.public_id, {**plain_values(one), "social": one.social}


def _grouped(rows: QuerySet[QuickPurchase], by: str) -> list[dict[str, Any]]:
    grouped: Any = rows.values(name=F(by)).annotate(**_SUMS)
    return list(grouped)


def _totals(found: dict[str, Any]) -> QuickTotals:
    return QuickTotals(found["count"], found["cents"] or 0, found["social_count"], found["social_cents"] or 0)


_SOCIAL = Q(social=True)
_SUMS: Final[dict[str, Any]] = {
    "count": Count("pk"),
    "cents": Sum("amount_cents"),
    "social_count": Count("pk", filter=_SOCIAL),
    "social_cents": Sum("amount_cents", filter=_SOCIAL),
}
