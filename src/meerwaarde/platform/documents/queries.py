"""Reads of kept files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings

from meerwaarde.platform.documents.models import StoredFile


def kept_file(organisation_id: int, digest: str) -> StoredFile | None:
    """The file of an organisation with this content, without the content itself; None where it has none."""
    return StoredFile.objects.filter(organisation_id=organisation_id, digest=digest).defer("content").first()


def file_kept_for_a_time(organisation_id: int, digest: str) -> StoredFile | None:
    """The same of what was put ready to be read in; never a file that belongs to something else."""
    found = kept_file(organisation_id, digest)
    return None if found is None or found.kept_until is None else found


def files_past_term(day: date) -> list[StoredFile]:
    """Files of all organisations that should be gone on this day, without their content."""
    found = StoredFile.objects.filter(kept_until__lt=day).select_related("organisation")
    return list(found.defer("content").order_by("pk"))


def content_of(file: StoredFile) -> bytes:
    """The bytes of a file that somebody was allowed to reach."""
    if file.on_disk:
        return path_of(file).read_bytes()
    return bytes(StoredFile.objects.values_list("content", flat=True).get(pk=file.pk))


def path_of(file: StoredFile) -> Path:
    """Where a file stands that is too large for a row; only for one that somebody was allowed to reach."""
    return folder_of(file.organisation_id) / file.digest


def folder_of(organisation_id: int) -> Path:
    """The folder of an organisation for files that are too large for a row."""
    return Path(settings.DATA) / "files" / str(organisation_id)
