"""What an audit dossier holds of the board's texts: they are public, so their words too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from meerwaarde.platform.documents.models import StoredFile
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.stages.policy.models import BoardDocument, Passage


def texts_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every text, archived ones too."""
    found = BoardDocument.objects.filter(organisation_id=organisation_id)
    for document in found.select_related("file").defer("file__content"):
        yield document.public_id, {**plain_values(document), "title": document.title}


def passages_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every passage that is marked or was set aside."""
    found = Passage.objects.filter(document__organisation_id=organisation_id).select_related("document")
    for passage in found:
        yield passage.public_id, {**plain_values(passage), "quote": passage.quote}


def files_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every kept file by its hash; its content is not part of the dossier."""
    for file in StoredFile.objects.filter(organisation_id=organisation_id).defer("content"):
        yield file.public_id, plain_values(file)
