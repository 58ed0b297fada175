"""Which frameworks, rules and amounts hold on a day: what an advice reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import msgspec
from django.db.models import Q
from django.urls import reverse

from meerwaarde.rules.compliance import PolicyBounds, PolicyRule, own_tables, stricter
from meerwaarde.rules.law import Source, Table
from meerwaarde.rules.lifecycle import FRAMEWORK_DRAFT
from meerwaarde.stages.policy.models import Framework
from meerwaarde.stages.policy.queries.cascade import rules_held


@dataclass(frozen=True)
class QuickLimit:
    """The amount (EUR excl. VAT, exclusive) below which one buys quickly, and the framework that sets it."""

    amount: Decimal
    framework: Framework


def frameworks_in_force(
    organisation_id: int, day: date, department_id: int | None = None
) -> tuple[Framework, ...]:
    """The authority's version of that day, and after it the department's own where it has one."""
    levels = Q(department__isnull=True)
    if department_id is not None:
        levels |= Q(department_id=department_id)
    rows = (
        Framework.objects.filter(levels, organisation_id=organisation_id, valid_from__lte=day)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))
        .exclude(state=FRAMEWORK_DRAFT)
        .select_related("organisation", "department", "above")
        .order_by()
    )
    return tuple(sorted(rows, key=lambda row: (row.department_id is not None, row.pk)))


def framework_in_force(organisation_id: int, day: date, department_id: int | None = None) -> Framework | None:
    """The version that holds for a department on a day: its own, or else the authority's."""
    found = frameworks_in_force(organisation_id, day, department_id)
    return found[-1] if found else None


def rules_in_force(
    organisation_id: int, day: date, department_id: int | None = None
) -> tuple[PolicyRule, ...]:
    """The rules of the authority and of the department on a day, in the order of a purchase."""
    return rules_held(frameworks_in_force(organisation_id, day, department_id))


def policy_bounds(organisation_id: int, day: date, department_id: int | None = None) -> PolicyBounds | None:
    """The bounds of that day, a department's own over the authority's; None where no framework holds."""
    return _together(frameworks_in_force(organisation_id, day, department_id))


def quick_limit(organisation_id: int, day: date, department_id: int | None = None) -> QuickLimit | None:
    """Below which amount quick purchases are allowed, and which framework says so; None: they are not."""
    found = frameworks_in_force(organisation_id, day, department_id)
    together = _together(found)
    if together is None or together.quick_purchase_until is None:
        return None
    amount = together.quick_purchase_until
    source = next((one for one in found if one.policy_bounds.quick_purchase_until == amount), found[0])
    return QuickLimit(amount, source)


def own_law(organisation_id: int, day: date, department_id: int | None = None) -> dict[str, Table]:
    """The bounds as the authority's own entries, for `Law.on(day, own=…)`.

    The source of each is the framework that decides: the authority's, unless its department asks more.
    """
    return _own_law(frameworks_in_force(organisation_id, day, department_id))


def decided(
    organisation_id: int, day: date, department_id: int | None = None
) -> tuple[dict[str, Table], tuple[PolicyRule, ...], PolicyBounds | None]:
    """Own law, rules and bounds of a day at once: `own_law`, `rules_in_force` and `policy_bounds`."""
    found = frameworks_in_force(organisation_id, day, department_id)
    return _own_law(found), rules_held(found), _together(found)


def _own_law(in_force: tuple[Framework, ...]) -> dict[str, Table]:
    together = _together(in_force)
    if together is None:
        return {}
    tables = _tables(in_force[-1], together)
    for found in reversed(in_force):
        for name, table in _tables(found, found.policy_bounds).items():
            if name in tables and table.entries[0].value == tables[name].entries[0].value:
                tables[name] = table
    return tables


def bounds_above(framework: Framework, day: date) -> PolicyBounds | None:
    """The bounds of the whole authority that lie over the framework of a department on a day."""
    if framework.department_id is None:
        return None
    return policy_bounds(framework.organisation_id, day)


def _together(found: tuple[Framework, ...]) -> PolicyBounds | None:
    """The stricter of each bound; a department without a framework above it has no quick purchases."""
    if not found:
        return None
    bounds = found[0].policy_bounds
    if found[0].department_id is not None:
        bounds = msgspec.structs.replace(bounds, quick_purchase_until=None)
    for lower in found[1:]:
        bounds = stricter(bounds, lower.policy_bounds)
    return bounds


def _tables(found: Framework, bounds: PolicyBounds) -> dict[str, Table]:
    assert found.valid_from is not None
    assert found.adopted_on is not None
    address = reverse("policy:framework", args=[found.organisation.slug, found.public_id])
    return own_tables(
        bounds,
        since=found.valid_from,
        until=found.valid_until,
        source=Source(f"{found.title}, versie {found.number}", address),
        checked=found.adopted_on,
    )
