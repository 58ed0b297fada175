"""A file that somebody brings: the field that asks for it, and why it is not let in, in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.gates.files import MOST_BYTES, shown_name, too_large
from meerwaarde.gates.refusal import Refused


def refusal_in_words(refused: Refused) -> str:
    """What is wrong with a file and what to do, in the reader's language, with the name of the file."""
    language = get_language() or "nl"
    where = f"“{refused.where}”: " if refused.where else ""
    return f"{where}{refused.message.in_language(language)} {refused.what_now.in_language(language)}"


class UploadField(forms.FileField):
    """One file. `accept` helps to choose it; what is in it is judged by the gate, not by its name.

    A file of more than `most_bytes` is refused before a byte of it is read; an empty one is for the gate to
    refuse, which says what to do.
    """

    default_error_messages = {  # noqa: RUF012 - Django's own shape
        "required": _("Choose a file."),
        "missing": _("Choose a file."),
    }

    def __init__(self, *, accept: str, most_bytes: int = MOST_BYTES, **kwargs: Any) -> None:
        widget = forms.ClearableFileInput(attrs={"accept": accept})
        super().__init__(widget=widget, allow_empty_file=True, **kwargs)
        self.most_bytes = most_bytes

    def to_python(self, data: File[Any] | None) -> File[Any] | None:
        upload = super().to_python(data)
        if upload is not None and upload.size and upload.size > self.most_bytes:
            told = too_large(shown_name(upload.name or ""), upload.size, self.most_bytes)
            raise ValidationError(refusal_in_words(told), code="too_large")
        return upload
