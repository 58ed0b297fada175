"""What is too large is refused before it is kept anywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

TOO_LARGE = {"CONTENT_LENGTH": str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}


def sent() -> dict[str, Any]:
    return {"file": SimpleUploadedFile("lijst.csv", b"Naam\r\nDe Kok\r\n"), "source": "Impact Noord"}


def test_a_file_beyond_any_form_is_told_and_not_read(browse: Callable[[str], Client]) -> None:
    address = reverse("market:supplier_imports", args=["veenmeer"])
    answer = browse("bob").post(address, sent(), headers={"accept-language": "nl"}, **TOO_LARGE)
    assert answer.status_code == 413
    assert "25 MB" in answer.content.decode()
    assert browse("bob").post(address, sent()).status_code == 302


@pytest.mark.django_db
def test_a_stranger_with_a_form_fills_no_disk() -> None:
    """The check against forged forms reads the whole request before anybody asks who sends it."""
    stranger = Client(enforce_csrf_checks=True)
    stranger.get(reverse("account_login"))
    answer = stranger.post(reverse("account_login"), sent(), **TOO_LARGE)
    assert answer.status_code == 413
