"""What comes in is measured before a byte of it is kept.

Django looks at the size of form fields but not of files: those it writes to a temporary folder, of any
length, for anybody whose browser once got a form. The check of the form comes after that.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class Bounded(FileUploadHandler):
    """Refuses a request that says it is larger than any form of ours takes; keeps nothing itself."""

    def handle_raw_input(
        self, input_data: Any, META: dict[str, str], content_length: int, *args: Any, **kwargs: Any
    ) -> None:
        """Raises `RequestDataTooBig`, which the page for that tells."""
        if content_length > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0):
            raise RequestDataTooBig("The request is larger than any form takes.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
