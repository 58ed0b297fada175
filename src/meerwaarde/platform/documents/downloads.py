"""Files that people take along: the answer that carries one. Who hands it over writes the fact himself.

with transaction.atomic():
    record_about(actor, "list.export", "list", "goals", at=timezone.now(), plain={"form": form})
return download(content, "doelen.csv")
"""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

MEDIA_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "png": "image/png",
    "json": "application/json",
}
"""By the ending of the name; anything else is bytes."""


def download(content: bytes, name: str) -> HttpResponse:
    """A file to keep: never shown as a page of ours, never guessed at, never kept by a shared machine."""
    kind = MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
