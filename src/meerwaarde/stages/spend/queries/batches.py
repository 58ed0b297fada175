"""Reads of files with payments and of the sources they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db.models import QuerySet

from meerwaarde.analysis.lake import Lake
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.queries import path_of
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.rules.lifecycle import CHECKED, UPLOADED, WITHDRAWN
from meerwaarde.stages.spend.models import SpendBatch, SpendSource

__all__ = ["SpendBatch", "SpendSource"]

ROWS_ON_A_PAGE: Final = 25


def batches_visible_to(actor: Actor) -> QuerySet[SpendBatch]:
    """Files with payments of the actor's own authority, for who brings them in."""
    if not actor.may("spend.import"):
        return SpendBatch.objects.none()
    return SpendBatch.objects.filter(organisation_id=actor.organisation_id).select_related("source")


def batch_of(actor: Actor, public_id: str) -> SpendBatch | None:
    """One file, or None for a stranger and for what does not exist."""
    return batches_visible_to(actor).filter(public_id=public_id).select_related("file").first()


def listed_batches(actor: Actor, *, before: str = "") -> list[SpendBatch]:
    """A page of files, newest first, and one more when there is a next."""
    rows = batches_visible_to(actor).select_related("source", "brought_in_by__person")
    if before.isalnum():
        rows = rows.filter(pk__lt=batches_visible_to(actor).filter(public_id=before).values("pk")[:1])
    return list(rows.order_by("-pk")[: ROWS_ON_A_PAGE + 1])


def same_file(actor: Actor, sha256: str) -> SpendBatch | None:
    """The file with exactly these bytes that was brought in before and not withdrawn."""
    return batches_visible_to(actor).filter(sha256=sha256).exclude(state=WITHDRAWN).first()


def sources_of(actor: Actor) -> list[SpendSource]:
    """The sources that this authority brought files in from, by name."""
    if not actor.may("spend.import"):
        return []
    return list(SpendSource.objects.filter(organisation_id=actor.organisation_id).order_by("name")[:200])


def source_named(actor: Actor, name: str) -> SpendSource | None:
    """The source of this name."""
    return next((one for one in sources_of(actor) if one.name == name), None)


def source_with_header(actor: Actor, kind: str, header: str) -> SpendSource | None:
    """The source whose files have these headings; None where there are several or none."""
    found = [one for one in sources_of(actor) if one.kind == kind and header and one.header == header]
    return found[0] if len(found) == 1 else None


def waiting_of(actor: Actor) -> list[SpendBatch]:
    """Files that this person brought in and that wait for columns or for a confirmation."""
    mine = batches_visible_to(actor).filter(brought_in_by_id=actor.membership_id)
    return list(mine.filter(state__in=(UPLOADED, CHECKED)).order_by("-pk")[:5])


def original_of(batch: SpendBatch) -> Path:
    """Where the file stands as it came in."""
    return path_of(batch.file)


def lake() -> Lake:
    """The payments that count."""
    return Lake(Path(settings.DATA) / "lake")


def waiting() -> Lake:
    """The payments that were read and wait to be confirmed: beside the lake, never in a figure."""
    return Lake(Path(settings.DATA) / "spend" / "waiting")


def batches_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every file by its digest, its mapping and what it added up to; its lines stay out."""
    rows = SpendBatch.objects.filter(organisation_id=organisation_id)
    for one in rows.order_by("pk").iterator():
        yield one.public_id, plain_values(one)


def sources_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every source."""
    for one in SpendSource.objects.filter(organisation_id=organisation_id).order_by("pk").iterator():
        yield one.public_id, plain_values(one)


def batch_names(actor: Actor, public_ids: Iterable[str]) -> dict[str, str]:
    """What people call these files."""
    found = batches_visible_to(actor).filter(public_id__in=list(public_ids)).order_by()
    return dict(found.values_list("public_id", "file_name"))
