"""A file with payments is brought in: kept as it came, known by its digest, under its source."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction

from meerwaarde.gates.files import kind_of as content_kind
from meerwaarde.gates.files import shown_name
from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.documents.actions import keep_large_file
from meerwaarde.platform.documents.incoming import digest_of
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.text import Text
from meerwaarde.stages.spend.models import SpendBatch, SpendSource
from meerwaarde.stages.spend.queries.batches import same_file, source_named
from meerwaarde.stages.spend.queries.mappings import recognised

PERMISSION: Final = "spend.import"
_HEAD: Final = 4_096
_MEDIA: Final = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xaf": "application/xml",
    "ubl": "application/xml",
}


class BroughtInBefore(Exception):
    """Exactly these bytes are here already; `batch` is where."""

    def __init__(self, batch: SpendBatch) -> None:
        super().__init__(f"This file is here already as {batch.public_id}.")
        self.batch = batch


def upload_file(actor: Actor, *, brought: Path, file_name: str, source: str, at: datetime) -> SpendBatch:
    """Keep a file that lies in the data folder, ready to be read; it is moved from where it lies.

    Raises `gates.refusal.Refused` for what cannot hold payments and `BroughtInBefore`.
    """
    must(actor, PERMISSION)
    shown = shown_name(file_name)
    kind = spend_kind(brought, shown)
    digest = digest_of(brought)
    if (before := same_file(actor, digest)) is not None:
        brought.unlink()
        raise BroughtInBefore(before)
    known = None if source else recognised(actor, brought, shown, kind)
    name = source or (known.name if known else _source_name(shown))
    with transaction.atomic():
        origin = enter_source(actor, name=name, kind=kind, at=at)
        batch = SpendBatch.enter(
            organisation_id=actor.organisation_id,
            source=origin,
            file=keep_large_file(
                actor=actor, at=at, name=shown, media_type=_MEDIA[kind], brought=brought, digest=digest
            ),
            file_name=shown,
            sha256=digest,
            size=0,
            kind=kind,
            brought_in_by_id=actor.membership_id,
            brought_in_at=at,
        )
        batch.change(size=batch.file.size)
        record(actor, "spendbatch.upload", batch, at=at, fields=("sha256", "size", "kind", "source"))
    return batch


def enter_source(actor: Actor, *, name: str, kind: str, at: datetime) -> SpendSource:
    """The source of this name, made where it is new; in the caller's transaction."""
    name = " ".join(name.split())[:120]
    found = source_named(actor, name)
    if found is None:
        found = SpendSource.enter(organisation_id=actor.organisation_id, name=name, kind=kind)
        record(actor, "spendsource.enter", found, at=at, fields=("name", "kind"))
    elif found.kind != kind:
        found.change(kind=kind, header="", mapping={})
        record(actor, "spendsource.map", found, at=at, fields=("kind", "header", "mapping"))
    return found


def spend_kind(path: Path, shown: str) -> str:
    """csv, xlsx, xaf or ubl, by what is in the file and not by its name. Raises `Refused`."""
    with path.open("rb") as source:
        head = source.read(_HEAD)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused(
            "file_empty",
            Text(nl="Het bestand is leeg.", en="The file is empty."),
            shown,
            Text(nl="Kies een ander bestand.", en="Choose another file."),
        )
    if head.startswith(b"PK"):
        return _packed(path, shown)
    kind = content_kind(head)
    if kind == "xml":
        return _kind_of_xml(head, shown)
    if kind in ("pdf", "zip", "json") or (kind is None and _is_binary(head)):
        raise _no_payments(shown)
    return "csv"


def _packed(path: Path, shown: str) -> str:
    try:
        with zipfile.ZipFile(path) as container:
            names = {name.lower() for name in container.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refused(
            "container_broken",
            Text(nl="Dit bestand is beschadigd of onvolledig.", en="This file is damaged or incomplete."),
            shown,
            Text(
                nl="Maak het bestand opnieuw aan en probeer het nog een keer.",
                en="Make the file again and try once more.",
            ),
        ) from error
    if "xl/workbook.xml" in names or "content.xml" in names:
        return "xlsx"
    if any(name.endswith(".xml") for name in names):
        return "ubl"
    raise _no_payments(shown)


def _kind_of_xml(head: bytes, shown: str) -> str:
    text = head.decode("utf-8", errors="replace").lower()
    if "auditfile" in text:
        return "xaf"
    if "<invoice" in text or "<creditnote" in text or ":invoice" in text or ":creditnote" in text:
        return "ubl"
    raise _no_payments(shown)


def _is_binary(head: bytes) -> bool:
    """Whether the signs are hardly text; NUL may be half of them, where the text is UTF-16."""
    return sum(byte < 32 and byte not in (0, 9, 10, 13) for byte in head) > 0.02 * len(head)


def _no_payments(shown: str) -> Refused:
    return Refused(
        "no_payments",
        Text(nl="Dit soort bestand kan geen betalingen bevatten.", en="This kind of file holds no payments."),
        shown,
        Text(
            nl="Kies een CSV, een Excelbestand (.xlsx), een auditbestand (XAF) of e-facturen (UBL).",
            en="Choose a CSV, an Excel file (.xlsx), an audit file (XAF) or e-invoices (UBL).",
        ),
    )


def _source_name(shown: str) -> str:
    return shown.rpartition(".")[0] or shown
