"""What the patterns in explanations are read from, and the things that each was seen in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.compliance.sentences import CONTRACT_NAMES
from meerwaarde.rules.law import Law
from meerwaarde.rules.lifecycle import APPROVED, PROPOSED, WITHDRAWN
from meerwaarde.rules.money import from_cents
from meerwaarde.rules.tenzij_patterns import Held, Limit, Pattern, Told, Worth, limits_of, patterns
from meerwaarde.rules.text import Text
from meerwaarde.rules.thresholds import threshold
from meerwaarde.stages.policy import queries as policy
from meerwaarde.stages.procurement.models import Explanation, Procurement
from meerwaarde.stages.procurement.queries.explanations import explanations_visible_to
from meerwaarde.stages.procurement.queries.reading import visible_to
from meerwaarde.stages.procurement.queries.tenzij_register import RegisterFilter, register_rows


@dataclass(frozen=True)
class PatternSeen:
    """A pattern with the things that it was seen in."""

    pattern: Pattern
    explanations: tuple[Explanation, ...]
    procurements: tuple[Procurement, ...]


def patterns_in(actor: Actor, since: date | None, until: date | None, today: date) -> tuple[PatternSeen, ...]:
    """The patterns in the files begun in a period; as many queries for many files as for few."""
    limits, ground = limits_of(Law.on(today))
    found = patterns(
        _told(actor, since, until),
        _held(actor, since, until, today),
        _worth(actor, since, until),
        _amounts(actor, today),
        limits=limits,
        ground=ground,
    )
    told = _explanations(actor, {one for each in found for one in each.explanations})
    files = _files(actor, {one for each in found for one in each.procurements})
    return tuple(
        PatternSeen(
            one,
            tuple(told[each] for each in one.explanations if each in told),
            tuple(files[each] for each in one.procurements if each in files),
        )
        for one in found
    )


def _told(actor: Actor, since: date | None, until: date | None) -> list[Told]:
    rows = explanations_visible_to(actor).filter(state__in=(PROPOSED, APPROVED))
    rows = rows.exclude(procurement__state=WITHDRAWN).order_by()
    if since:
        rows = rows.filter(procurement__started_at__date__gte=since)
    if until:
        rows = rows.filter(procurement__started_at__date__lte=until)
    return [
        Told(
            id=public_id,
            procurement=file,
            rule_code=code,
            department=department or "",
            text=text,
            writer=writer or "",
            approver=approver or "",
        )
        for public_id, file, code, department, text, writer, approver in rows.values_list(
            "public_id",
            "procurement__public_id",
            "rule_code",
            "department__name",
            "text",
            "proposed_by__person__public_id",
            "approver__person__public_id",
        )
    ]


def _held(actor: Actor, since: date | None, until: date | None, today: date) -> list[Held]:
    rows = register_rows(actor, RegisterFilter(since=since, until=until), today).order_by()
    files: dict[str, set[int]] = {}
    explained: dict[str, set[tuple[int, str]]] = {}
    for code, file, now, told in rows.values_list("rule_code", "procurement_id", "now", "told"):
        files.setdefault(code, set()).add(file)
        if now == "explained" and told:
            explained.setdefault(code, set()).add((file, told))
    return [
        Held(
            rule_code=code,
            procurements=len(those),
            explained=tuple(sorted(told for _file, told in explained.get(code, ()))),
        )
        for code, those in files.items()
    ]


def _worth(actor: Actor, since: date | None, until: date | None) -> list[Worth]:
    rows = visible_to(actor).exclude(state=WITHDRAWN).filter(value_cents__isnull=False).order_by()
    if since:
        rows = rows.filter(started_at__date__gte=since)
    if until:
        rows = rows.filter(started_at__date__lte=until)
    return [
        Worth(procurement=public_id, value=from_cents(value), contract=contract)
        for public_id, value, contract in rows.values_list("public_id", "value_cents", "contract")
        if value is not None
    ]


def _amounts(actor: Actor, today: date) -> tuple[Limit, ...]:
    """The amounts at which more is asked: those of the authority's own framework and the EU thresholds."""
    found: dict[tuple[Decimal, Text], list[str]] = {}
    bounds = policy.policy_bounds(actor.organisation_id, today)
    for route in bounds.routes if bounds else ():
        if route.single_until is not None:
            found.setdefault((route.single_until, ONE_QUOTE), []).append(route.contract)
        if route.multiple_until is not None:
            found.setdefault((route.multiple_until, SEVERAL_QUOTES), []).append(route.contract)
    law = Law.on(today)
    for contract in CONTRACT_NAMES:
        limit = threshold(actor.buyer, contract, law)  # type: ignore[arg-type]
        if limit is not None:
            found.setdefault((limit.amount, EUROPEAN), []).append(contract)
    return tuple(
        Limit(amount=amount, name=name, contracts=tuple(contracts))
        for (amount, name), contracts in found.items()
    )


def _explanations(actor: Actor, wanted: Iterable[str]) -> dict[str, Explanation]:
    rows = explanations_visible_to(actor).filter(public_id__in=set(wanted)).order_by("-pk")
    return {one.public_id: one for one in rows.select_related("procurement")}


def _files(actor: Actor, wanted: Iterable[str]) -> dict[str, Procurement]:
    rows = visible_to(actor).filter(public_id__in=set(wanted)).order_by("-value_cents")
    return {one.public_id: one for one in rows}


ONE_QUOTE = Text(nl="tot daar is één offerte genoeg", en="up to there one quote is enough")
SEVERAL_QUOTES = Text(nl="tot daar zijn enkele offertes genoeg", en="up to there several quotes are enough")
EUROPEAN = Text(nl="de Europese drempel", en="the EU threshold")
