"""Reads for everybody: authorities that publish, and the versions that they made public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from meerwaarde.platform.organisations.queries import Organisation, authorities
from meerwaarde.rules.cascade import Change, changes
from meerwaarde.stages.policy.models import Framework
from meerwaarde.stages.policy.queries.cascade import published
from meerwaarde.stages.policy.queries.frameworks import policy_rules, rules_of
from meerwaarde.stages.policy.queries.keyset import Slice, keyset

NEWEST = 50
"""As many publications as a feed tells of."""


@dataclass(frozen=True)
class Publications:
    """The public versions of one authority: in force, still to come, and what held before."""

    now: tuple[Framework, ...]
    coming: tuple[Framework, ...]
    before: tuple[Framework, ...]


def publishers() -> QuerySet[Organisation]:
    """Authorities of which at least one version is public, by name."""
    of_each = published().order_by().filter(organisation=OuterRef("pk"))
    return authorities().filter(Exists(of_each)).order_by("name", "pk")


def publisher(slug: str) -> Organisation | None:
    """One authority that publishes; None for one that does not, as for one that does not exist."""
    return publishers().filter(slug=slug).first()


def publishers_page(cursor: str, size: int) -> Slice[Organisation]:
    """A page of them, for the data."""
    return keyset(publishers(), "name", descending=False, cursor=cursor, size=size)


def published_page(cursor: str, size: int, slug: str = "") -> Slice[Framework]:
    """A page of public versions in the order in which they were written, with the number of their rules."""
    rows = published().annotate(rule_count=Count("rules", filter=Q(rules__struck_at__isnull=True)))
    if slug:
        rows = rows.filter(organisation__slug=slug)
    return keyset(rows, "pk", descending=False, cursor=cursor, size=size)


def newest_published(slug: str = "") -> list[Framework]:
    """The newest publications, for the feed."""
    rows = published().select_related("organisation", "department", "replaces", "theme_set")
    if slug:
        rows = rows.filter(organisation__slug=slug)
    return list(rows.order_by("-published_at", "-pk")[:NEWEST])


def publications_of(organisation: Organisation, day: date) -> Publications:
    """Everything public of one authority, each part newest first; its own framework before departments."""
    return _by_term(_in_order(published().filter(organisation=organisation)), day)


def publications_of_all(day: date) -> list[tuple[Organisation, Publications]]:
    """The same of every authority that publishes, by its name; two queries, however many there are."""
    of_each: dict[int, list[Framework]] = {}
    for row in _in_order(published()):
        of_each.setdefault(row.organisation_id, []).append(row)
    return [(one, _by_term(of_each.get(one.pk, []), day)) for one in publishers()]


def _in_order(rows: QuerySet[Framework]) -> list[Framework]:
    counted = rows.annotate(rule_count=Count("rules", filter=Q(rules__struck_at__isnull=True)))
    return sorted(counted.order_by("-number", "-pk"), key=lambda row: row.department_id or 0)


def _by_term(rows: list[Framework], day: date) -> Publications:
    ended = [row for row in rows if row.valid_until is not None and row.valid_until < day]
    coming = [row for row in rows if row.valid_from is not None and row.valid_from > day]
    now = [row for row in rows if row not in ended and row not in coming]
    return Publications(tuple(now), tuple(coming), tuple(ended))


def published_framework(slug: str, public_id: str) -> Framework | None:
    """One public version at its own authority."""
    rows = published().select_related("organisation", "department", "replaces", "theme_set", "above")
    return rows.filter(organisation__slug=slug, public_id=public_id).first()


def changed_since_before(framework: Framework) -> tuple[Change, ...] | None:
    """What this version changed; None where the version before it is not public."""
    if framework.replaces_id is None:
        return None
    before = published().filter(pk=framework.replaces_id).first()
    if before is None:
        return None
    return changes(policy_rules(rules_of(before)), policy_rules(rules_of(framework)))


def followers(framework: Framework) -> QuerySet[Framework]:
    """Public versions of others that follow this one."""
    return published().filter(above=framework).order_by("organisation__name", "pk")
