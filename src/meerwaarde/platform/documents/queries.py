"""Reads of kept files."""

from __future__ import annotations

from meerwaarde.platform.documents.models import StoredFile


def kept_file(organisation_id: int, digest: str) -> StoredFile | None:
    """The file of an organisation with this content, without the content itself; None where it has none."""
    return StoredFile.objects.filter(organisation_id=organisation_id, digest=digest).defer("content").first()


def content_of(file: StoredFile) -> bytes:
    """The bytes of a file that somebody was allowed to reach."""
    return bytes(StoredFile.objects.values_list("content", flat=True).get(pk=file.pk))
