"""A notice as a need and a listed supplier as a profile, so that the one can be matched with the other.

This module stands above the adapters, which do not know each other. What a source does not say stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

import msgspec

from meerwaarde.exchange.cpv.read import CpvNotBuilt, load
from meerwaarde.exchange.interfaces.matching import MatchedNotice, MatchedSupplier
from meerwaarde.exchange.notice import Notice
from meerwaarde.exchange.suppliers import SupplierRecord, SupplierRow
from meerwaarde.rules.intake import ReservedType, SupplierKind, Theme
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.matching import HeldCredential, Match, Need, SupplierProfile, sureness
from meerwaarde.rules.suppliers import is_small, size_classes
from meerwaarde.rules.text import Text
from meerwaarde.rules.themes import themes_of_eforms


def need_of(notice: Notice, day: date) -> Need:
    """What a notice asks. `day` counts where the notice has no day of its own.

    Regions are the places of performance; where the buyer is established says nothing of those. An estimate
    in another currency is left out. A lot that is reserved under article 2.82 makes the need reserved.
    """
    published = _day(notice.published) or day
    main = (notice.cpv.main, *(lot.cpv for lot in notice.lots), *notice.cpv.additional)
    regions = tuple(dict.fromkeys(region for lot in notice.lots for region in lot.nuts))
    return Need(
        id=notice.id or notice.file or "",
        text="\n".join(filter(None, (notice.title, *(lot.title for lot in notice.lots), notice.description))),
        cpv=tuple(dict.fromkeys(code for code in main if code)) or None,
        regions=regions or None,
        estimate=_euros(notice),
        themes=_themes(notice, published),
        reserved=_reserved(notice),
        day=published,
    )


def profiles_of(rows: Iterable[SupplierRow], day: date) -> Iterator[SupplierProfile]:
    """The suppliers of a list, each with an id of its own.

    The id is that of the list, else the KvK number, else the line; a second supplier with the same one gets
    its line behind it. All that a list says is a claim: no credential in it was verified by us.
    """
    small = {each.code: each for each in size_classes(Law.on(day))}
    seen: set[str] = set()
    for row in rows:
        if row.record is None:
            continue
        name = row.record.id or row.record.kvk or f"line-{row.line}"
        while name in seen:
            name = f"{name}#{row.line}"
        seen.add(name)
        kinds: tuple[SupplierKind, ...] = ("small",) if is_small(row.record.size_class, small) else ()
        yield _profile(row.record, name, kinds)


def matched(need: Need, matches: Iterable[Match], *, how_sure: bool = False) -> MatchedNotice:
    """The line that `meerwaarde match` prints; with `how_sure` each supplier has its grade as well."""
    return MatchedNotice(
        need.id or None,
        tuple(_supplier(one, how_sure=how_sure) for one in matches),
    )


def _supplier(one: Match, *, how_sure: bool) -> MatchedSupplier:
    met, not_met, unknown = (
        tuple(reason.text.nl for reason in each) for each in (one.met, one.not_met, one.unknown)
    )
    plain = MatchedSupplier(one.supplier, round(one.score, 3), met, not_met, unknown)
    if not how_sure:
        return plain
    found = sureness(one)
    return msgspec.structs.replace(plain, sure=found.grade, sure_why=found.why.nl)


@cache
def cpv_name(code: str) -> Text | None:
    """What a CPV code is called; None for one that does not exist, and where the list was not built."""
    try:
        entry = load().get(code)
    except CpvNotBuilt:
        return None
    return Text(nl=entry.nl, en=entry.en) if entry else None


def _profile(record: SupplierRecord, name: str, kinds: tuple[SupplierKind, ...]) -> SupplierProfile:
    return SupplierProfile(
        id=name,
        name=record.name,
        text="\n".join(filter(None, (record.name, record.description, record.offering))),
        cpv=record.cpv,
        regions=record.regions,
        themes=record.themes,
        # That a list is silent on what a supplier is, does not mean that it is nothing.
        kinds=kinds or None,
        credentials=tuple(
            HeldCredential(held.code, held.valid_until, level=held.level) for held in record.credentials or ()
        ),
        target_group_share=record.target_group_share,
        capacity_min=record.capacity_min,
        capacity_max=record.capacity_max,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _euros(notice: Notice) -> Decimal | None:
    if notice.estimate is None or notice.estimate.currency not in (None, "EUR"):
        return None
    try:
        amount = Decimal(notice.estimate.amount)
    except InvalidOperation:
        return None
    # A thousand billion is a slip of the pen, and too long for a column of cents.
    return amount if amount.is_finite() and 0 < amount < 10**12 else None


def _themes(notice: Notice, day: date) -> tuple[Theme, ...]:
    codes = {
        "environmental": tuple(code for lot in notice.lots for code in lot.environmental),
        "social": tuple(code for lot in notice.lots for code in lot.social_objectives),
    }
    try:
        return themes_of_eforms(Law.on(day), codes)
    except NoParameter:
        return ()


def _reserved(notice: Notice) -> ReservedType | None:
    if any(lot.reserved == "res-ws" for lot in notice.lots):
        return "integration_enterprise"
    if any(lot.reserved_execution == "yes" for lot in notice.lots):
        return "sheltered_programme"
    return None
