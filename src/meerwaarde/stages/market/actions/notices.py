"""What people do with notices: take them in from a file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from meerwaarde.exchange.notice import Complaint
from meerwaarde.exchange.notice import Notice as NoticeRecord
from meerwaarde.exchange.notices import read_file
from meerwaarde.exchange.partners import read_rows
from meerwaarde.exchange.spreadsheets.read import accept_table
from meerwaarde.gates.files import accept
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.search.actions import index
from meerwaarde.stages.market.actions.intake.taking import Publication, of_file, prepare, take_in
from meerwaarde.stages.market.actions.notice_columns import columns_of
from meerwaarde.stages.market.models import Notice, NoticeFile
from meerwaarde.stages.market.queries import findable
from meerwaarde.stages.market.queries.intake import known_publications

MOST_BYTES: Final = 10_000_000
"""The largest notice of TED known to us is about 6 MB; more is refused before it is read."""


@dataclass(frozen=True)
class Imported:
    """What a file gave: notices with whether each is new, and complaints about the file as a whole."""

    notices: tuple[tuple[Notice, bool], ...]
    complaints: tuple[Complaint, ...]


def import_notice(actor: Actor, *, document: bytes, file_name: str, at: datetime) -> Imported:
    """Read a file and keep its notices; one that was taken in before is shown, never doubled.

    Raises `gates.refusal.Refused` for what cannot be a notice: empty, too large, of another kind, hostile.
    """
    must(actor, "notices.import")
    accepted = accept(file_name, document, kinds=frozenset({"xml", "json"}), most_bytes=MOST_BYTES)
    reading = read_file(
        document, where=accepted.shown_name
    )  # before the transaction: reading takes longer than writing may
    if not reading.records:
        return Imported((), reading.complaints)
    with transaction.atomic():
        file = NoticeFile.keep(
            actor.organisation_id, sha256=accepted.sha256, name=accepted.shown_name, content=document
        )
        taken = tuple(
            _take_in(actor, file, place, found, at) for place, found in enumerate(reading.records, start=1)
        )
    return Imported(taken, reading.complaints)


def import_public_notices(*, document: bytes, file_name: str, at: datetime, platform: str = "") -> Imported:
    """Read a file and keep its notices as public ones, of nobody; what is there already stays as it is.

    But what a partner platform says anew of a notice of its own is a new version: it has no other way.

    `platform`: the file is a table of this partner platform. For who runs the installation. Raises
    `gates.refusal.Refused` as `import_notice` does.
    """
    if platform:
        accepted = accept_table(file_name, document)
        reading = read_rows(document, file_name, platform=platform)
    else:
        accepted = accept(file_name, document, kinds=frozenset({"xml", "json"}), most_bytes=MOST_BYTES)
        reading = read_file(document, where=accepted.shown_name)
    taken: list[tuple[Notice, bool]] = []
    if not reading.records:
        return Imported((), reading.complaints)
    with transaction.atomic():
        file = NoticeFile.keep(None, sha256=accepted.sha256, name=accepted.shown_name, content=document)
        by_source: dict[str, list[Publication]] = defaultdict(list)
        for place, found in enumerate(reading.records, start=1):
            by_source[found.source].append(of_file(found, accepted.sha256, place))
        for source, came in by_source.items():
            numbers = list(dict.fromkeys(one.number for one in came))
            before = known_publications(source, numbers)
            wanted = [prepare(one) for one in came if one.number not in before or source == "partner"]
            take_in(source, wanted, at=at, file_id=file.pk)
            stored = known_publications(source, numbers)
            taken += [(stored[number], number not in before) for number in numbers]
    return Imported(tuple(taken), reading.complaints)


def _take_in(
    actor: Actor, file: NoticeFile, place: int, found: NoticeRecord, at: datetime
) -> tuple[Notice, bool]:
    # A notice without a number is known by the file it stood in.
    number = (found.id or "").replace("\x00", "") or f"sha256:{file.sha256[:32]}/{place}"
    notice, new = Notice.take_in(
        actor.organisation_id,
        found.source,
        number[:120],
        file=file,
        imported_by_id=actor.membership_id,
        imported_at=at,
        changed_at=at,
        **columns_of(found),
    )
    if new:
        fields = ("source", "external_id", "kind", "published", "closes_on", "verdict", "complaints")
        record(actor, "notice.import", notice, at=at, fields=fields, plain={"sha256": file.sha256})
        index(organisation_id=actor.organisation_id, **asdict(findable(actor.slug, notice)))
    return notice, new
