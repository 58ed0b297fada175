"""Keeping a file that came in; and that taking one along is a fact: who, what, when, not what it held."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from meerwaarde.gates.files import shown_name
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.models import StoredFile
from meerwaarde.platform.documents.queries import files_past_term, folder_of, kept_file, path_of
from meerwaarde.platform.journal.actions import Plain, System, record, record_about
from meerwaarde.platform.organisations.records import Record

READ_IN_FOR: Final = timedelta(days=90)
"""How long a file stays that was put ready to be read in: time to mend its rows, and no longer."""


def keep_file(
    *,
    actor: Actor,
    at: datetime,
    name: str,
    media_type: str,
    content: bytes,
    kept_until: date | None = None,
) -> StoredFile:
    """Keep the bytes as they came in; the same content of one organisation is kept once.

    `kept_until` None means as long as what it belongs to; of content that is here already the longest term
    holds. Whoever calls has checked what the actor may.
    """
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        if (kept := kept_file(actor.organisation_id, digest)) is not None:
            if kept.kept_until is not None and (kept_until is None or kept_until > kept.kept_until):
                fields = kept.change(kept_until=kept_until)
                record(actor, "file.keep", kept, at=at, fields=fields)
            return kept
        entered = StoredFile.enter(
            organisation_id=actor.organisation_id,
            name=shown_name(name),
            media_type=media_type,
            digest=digest,
            size=len(content),
            content=content,
            brought_in_at=at,
            kept_until=kept_until,
        )
        record(actor, "file.keep", entered, at=at, fields=("media_type", "digest", "size"))
    return entered


def keep_large_file(
    *, actor: Actor, at: datetime, name: str, media_type: str, brought: Path, digest: str
) -> StoredFile:
    """Keep a file that is too large for a row: it is moved from where it was brought to, never copied.

    `brought` lies in the data folder and has the SHA-256 `digest`. The same content of one organisation is
    kept once. Whoever calls has checked what the actor may.
    """
    with transaction.atomic():
        if (kept := kept_file(actor.organisation_id, digest)) is not None:
            brought.unlink()
            return kept
        folder = folder_of(actor.organisation_id)
        folder.mkdir(parents=True, exist_ok=True)
        entered = StoredFile.enter(
            organisation_id=actor.organisation_id,
            name=shown_name(name),
            media_type=media_type,
            digest=digest,
            size=brought.stat().st_size,
            content=b"",
            on_disk=True,
            brought_in_at=at,
        )
        record(actor, "file.keep", entered, at=at, fields=("media_type", "digest", "size"))
        # Last: where the row is not written, the file lies where it lay and can be brought again.
        brought.replace(path_of(entered))
    return entered


def strike_files(*, at: datetime) -> int:
    """Strike the files whose term has passed; gives how many. One that something still needs stays."""
    struck = 0
    for file in files_past_term(timezone.localdate(at)):
        owner = System(file.organisation.public_id, file.organisation_id)
        try:
            with transaction.atomic():
                record(owner, "file.strike", file, at=at, fields=("kept_until",))
                file.strike()
                if file.on_disk:
                    path = path_of(file)
                    transaction.on_commit(partial(path.unlink, missing_ok=True))
        except ProtectedError:
            continue
        struck += 1
    return struck


def record_list_export(
    actor: Actor, what: str, form: str, *, at: datetime, plain: Mapping[str, Plain] | None = None
) -> None:
    """That the actor took a list along: `what` names the list ("goals"), `form` is csv or xlsx."""
    with transaction.atomic():
        record_about(actor, "list.export", "list", what, at=at, plain={"form": form, **(plain or {})})


def record_note_export(actor: Actor, about: Record, form: str, *, at: datetime) -> None:
    """That the actor took the strategy note of a procurement along."""
    with transaction.atomic():
        record(actor, "note.export", about, at=at, plain={"form": form})


def record_notice_export(actor: Actor, about: Record, *, at: datetime) -> None:
    """That the actor took the original file of a notice along."""
    with transaction.atomic():
        record(actor, "notice.export", about, at=at)


def record_proof_opened(actor: Actor, about: Record, *, at: datetime) -> None:
    """That the actor read a document that a firm brought to prove who it is."""
    with transaction.atomic():
        record(actor, "proof.open", about, at=at)
