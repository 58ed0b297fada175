"""Publications into public notices: new ones, changed ones, and what they say of those before them."""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Final

import msgspec

from meerwaarde.exchange.notice import Notice as NoticeRecord
from meerwaarde.exchange.notice.privacy import masked
from meerwaarde.platform.organisations.records import insert_objects
from meerwaarde.platform.search.actions import Described, describe, index_many
from meerwaarde.stages.market.actions.notice_columns import columns_of
from meerwaarde.stages.market.models import Notice, NoticeRaw
from meerwaarde.stages.market.queries import address_of_public, findable_public
from meerwaarde.stages.market.queries.intake import (
    EARLY_END,
    known_publications,
    no_longer_given,
    procedures_of,
    public_on,
)

CALLS: Final = frozenset({"contract_notice", "prior_information_notice", "prior_information_notice_as_call"})
AWARDS: Final = frozenset({"contract_award_notice", "design_contest_result", "completion_notice"})
_FLAGS: Final = ("latest", "corrected", "awarded", "withdrawn")
Flags = tuple[bool, bool, bool, bool]


@dataclass(frozen=True)
class Publication:
    """One publication as it came: what it says, a digest of that, and its bytes by part."""

    number: str
    record: NoticeRecord
    digest: str
    raws: tuple[tuple[str, bytes], ...]
    awaits_detail: bool = False


def of_file(record: NoticeRecord, sha256: str, place: int) -> Publication:
    """A publication that stood in a file: without a number it is known by the file and its place there."""
    number = (record.id or "").replace("\x00", "")[:120] or f"sha256:{sha256[:32]}/{place}"
    said = msgspec.json.encode(record, order="deterministic")
    return Publication(number, record, hashlib.sha256(said).hexdigest(), (("release", said),))


@dataclass(frozen=True)
class Counts:
    """What taking in did."""

    fresh: int = 0
    changed: int = 0
    incomplete: int = 0


@dataclass(frozen=True)
class Prepared:
    """A publication with everything worked out that needs no database."""

    publication: Publication
    columns: dict[str, Any]
    raws: tuple[tuple[str, str, int, bytes], ...]
    described: Described
    """For the index; whose it is, is filled in when that is known."""


def prepare(publication: Publication) -> Prepared:
    """The costly half of taking in, done before the transaction: columns, hashes, compression.

    What is shown and searched holds no e-mail addresses; the raw record does, and is not shown.
    """
    columns = columns_of(masked(publication.record))
    return Prepared(
        publication,
        columns,
        tuple(
            (part, hashlib.sha256(said).hexdigest(), len(said), zlib.compress(said, 6))
            for part, said in publication.raws
        ),
        describe(**asdict(findable_public(Notice(external_id=publication.number, **columns)))),
    )


def take_in(source: str, prepared: Sequence[Prepared], *, at: datetime, file_id: int | None = None) -> Counts:
    """Write publications in the transaction of the caller; what is there already and says the same stays.

    However often and in whatever order they come, each stands there once.
    """
    if not prepared:
        return Counts()
    by_number = {one.publication.number: one for one in prepared}
    known = known_publications(source, by_number)
    fresh = [_fresh(source, one, file_id, at) for number, one in by_number.items() if number not in known]
    insert_objects(fresh)
    back = no_longer_given(source, known.values())
    changed = [
        notice
        for number, notice in known.items()
        if number in back or _differs(notice, by_number[number].publication)
    ]
    for notice in changed:
        _renew(notice, by_number[notice.external_id], file_id, at)
    touched = [*fresh, *changed]
    NoticeRaw.keep(
        NoticeRaw(notice=notice, part=part, sha256=sha256, size=size, content=content, fetched_at=at)
        for notice in touched
        for part, sha256, size, content in by_number[notice.external_id].raws
    )
    settle_procedures(source, {notice.procedure_id for notice in touched if notice.procedure_id}, at=at)
    found_by = [
        replace(
            by_number[notice.external_id].described,
            object_id=notice.public_id,
            url=address_of_public(notice.public_id),
        )
        for notice in touched
    ]
    index_many(found_by, organisation_id=None)
    return Counts(len(fresh), len(changed), sum(one.publication.awaits_detail for one in prepared))


def settle_procedures(source: str, procedure_ids: Collection[str], *, at: datetime) -> None:
    """Work out of each publication of these procedures what later ones say of it."""
    groups: dict[str, list[Notice]] = defaultdict(list)
    for notice in procedures_of(source, procedure_ids):
        groups[notice.procedure_id].append(notice)
    alike: dict[tuple[Flags, bool], list[int]] = defaultdict(list)
    for members in groups.values():
        for notice, flags in _settled(members):
            # That another publication followed is news, and so is that the one after this was taken away;
            # to be no longer the latest is none by itself.
            latest_again = flags[0] and not notice.latest
            news = (latest_again or flags[1:] != _flags(notice)[1:]) and notice.changed_at != at
            alike[flags, news].append(notice.pk)
    for (flags, news), keys in alike.items():
        Notice.mark(keys, dict(zip(_FLAGS, flags, strict=True)), changed_at=at if news else None)


def withdraw_missing(
    source: str, since: date, until: date, received: Collection[str], *, at: datetime
) -> int:
    """Mark public notices of these days that the source no longer gives; only for a list that is whole.

    Of a procedure the last publication that is still given holds again.
    """
    there = set(received)
    gone = [notice for notice in public_on(source, since, until) if notice.external_id not in there]
    Notice.mark([notice.pk for notice in gone], {"withdrawn": True}, changed_at=at)
    settle_procedures(source, {notice.procedure_id for notice in gone if notice.procedure_id}, at=at)
    return len(gone)


def _fresh(source: str, one: Prepared, file_id: int | None, at: datetime) -> Notice:
    return Notice(
        file_id=file_id,
        source=source,
        external_id=one.publication.number,
        digest=one.publication.digest,
        awaits_detail=one.publication.awaits_detail,
        imported_at=at,
        changed_at=at,
        **one.columns,
    )


def _differs(notice: Notice, came: Publication) -> bool:
    return (notice.digest, notice.awaits_detail) != (came.digest, came.awaits_detail)


def _renew(notice: Notice, one: Prepared, file_id: int | None, at: datetime) -> None:
    """Write what is said now; who read the version before sees that there is another."""
    values = {
        **one.columns,
        "file_id": file_id,
        "digest": one.publication.digest,
        "awaits_detail": one.publication.awaits_detail,
        "withdrawn": False,
        "changed_at": at,
        "version": notice.version + 1,
    }
    for name, value in values.items():
        setattr(notice, name, value)
    Notice.settle([notice], tuple(values))


def _settled(members: list[Notice]) -> Iterator[tuple[Notice, Flags]]:
    """The members of one procedure whose place among the others is another than it was, with that place."""
    later = set[str]()
    ended = any(one.kind == EARLY_END for one in members)
    given = members if ended else [one for one in members if not one.withdrawn]
    latest = max(given or members, key=_place)
    for one in sorted(members, key=_place, reverse=True):
        call = one.kind in CALLS
        corrected = "correction_notice" in later or (call and one.kind in later)
        flags = (
            one.pk == latest.pk,
            corrected and (call or one.kind == "correction_notice"),
            call and bool(later & AWARDS),
            one.withdrawn or ended,
        )
        if flags != _flags(one):
            yield one, flags
        if ended or not one.withdrawn:
            later.add(one.kind)


def _flags(one: Notice) -> Flags:
    return one.latest, one.corrected, one.awarded, one.withdrawn


def _place(one: Notice) -> tuple[date, int, str]:
    number = int(one.external_id) if one.external_id.isdigit() else 0
    return one.published or date.min, number, one.external_id
