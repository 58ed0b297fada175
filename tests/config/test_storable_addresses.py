"""No address brings a NUL to the database: PostgreSQL would fail where SQLite only finds nothing."""

from __future__ import annotations

import base64
import json

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/frameworks/a%00b",
        "/api/v1/opportunities/a%00b",
        "/openbaar/veenmeer/kaders/a%00b/",
        "/openbaar/veenmeer/kalender/a%00b/",
        "/openbaar/agenda/a%00b.ics",
        "/meedoen/ABCDEFGH%00J/",
        "/meedoen/s/a%00b/",
        "/meedoen/s/a%00b/stand/",
        "/veenmeer/beleid/doelen/a%00b/",
    ],
)
def test_a_path_with_a_nul_does_not_exist(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 404
    assert b"\x00" not in answer.content


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/frameworks?authority=veen%00meer",
        "/api/v1/frameworks?authority=veen%%0000meer",
        "/api/v1/opportunities?authority=veen%00meer&q=a%00b&theme=%00",
        "/openbaar/veenmeer/kalender/?q=a%00b&na=%00",
    ],
)
def test_out_of_a_question_the_nul_falls_away(cast: object, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert b"\x00" not in answer.content


@pytest.mark.parametrize("value", ["\x00", "\ud800", 10**40, "woord"])
def test_a_cursor_written_by_hand_is_the_first_page(cast: object, value: str | int) -> None:
    written = json.dumps(["a", value, 10**30]).encode()
    cursor = base64.urlsafe_b64encode(written).decode().rstrip("=")
    for name in ("frameworks", "publishers"):
        assert Client().get(f"/api/v1/{name}", {"after": cursor}).status_code == 200
