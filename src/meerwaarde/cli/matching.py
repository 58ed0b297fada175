"""`meerwaarde match`: suppliers of a list for the notices of some files, without a database."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from meerwaarde.cli.streams import DONE, REFUSED, fail, put, read

if TYPE_CHECKING:
    from meerwaarde.exchange.notice import Notice
    from meerwaarde.gates.refusal import Refused

_NOTICES_AT_ONCE = 64


def match_notices(suppliers: Path, paths: list[Path], top: int, *, how_sure: bool = False) -> NoReturn:
    """Print one line per notice with its best suppliers, in the order of the paths.

    A notice that cannot be read, and suppliers that cannot, are said on standard error; the exit code tells.
    """
    import msgspec

    from meerwaarde.exchange.cpv.codes import exists
    from meerwaarde.exchange.matching import cpv_name, matched, need_of, profiles_of
    from meerwaarde.exchange.notices import is_refused, read_paths
    from meerwaarde.exchange.suppliers import read as read_suppliers
    from meerwaarde.gates.refusal import Refused
    from meerwaarde.rules.matching import Pool

    today = date.today()  # noqa: DTZ011 (the day where the person is)
    try:
        listed = read_suppliers(read(str(suppliers)), suppliers.name, day=today, cpv_exists=exists)
        notices = iter(read_paths(paths))
        first = list(islice(notices, 1))
    except Refused as refused:
        _unusable(refused)
    unread = sum(row.record is None for row in listed.rows)
    if unread:
        print(f"{unread} regels van {suppliers} hebben geen naam en tellen niet mee.", file=sys.stderr)
    pool = Pool.of(profiles_of(listed.rows, today))
    refused_notices = 0
    for some in _batches(_chain(first, notices)):
        needs = [need_of(notice, today) for notice in some]
        refused_notices += sum(map(is_refused, some))
        for need, found in zip(needs, pool.match(needs, top, names=cpv_name), strict=True):
            put(msgspec.json.encode(matched(need, found, how_sure=how_sure)))
    if refused_notices:
        print(f"{refused_notices} aankondigingen konden niet worden gelezen.", file=sys.stderr)
    sys.exit(REFUSED if refused_notices or unread else DONE)


def _chain(first: list[Notice], rest: Iterator[Notice]) -> Iterator[Notice]:
    yield from first
    yield from rest


def _batches(notices: Iterable[Notice]) -> Iterator[list[Notice]]:
    all_of_them = iter(notices)
    while some := list(islice(all_of_them, _NOTICES_AT_ONCE)):
        yield some


def _unusable(refused: Refused) -> NoReturn:
    said, now = refused.message, refused.what_now
    fail(refused.code, said.nl, said.en, where=refused.where, nl_now=now.nl, en_now=now.en)
