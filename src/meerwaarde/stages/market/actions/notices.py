"""What people do with notices: take them in from a file."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from meerwaarde.exchange.notice import Complaint
from meerwaarde.exchange.notice import Notice as NoticeRecord
from meerwaarde.exchange.notices import read_file
from meerwaarde.gates.files import accept
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.search.actions import index
from meerwaarde.stages.market.actions.notice_columns import columns_of
from meerwaarde.stages.market.models import Notice, NoticeFile
from meerwaarde.stages.market.queries import findable

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
