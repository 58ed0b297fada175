"""Static files are served as servestatic does; pages do not change thread for it."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from meerwaarde.config.static_files import Answer, static_files

seen_in: list[threading.Thread] = []


def page(request: HttpRequest) -> HttpResponse:
    """A page that notices where it is asked."""
    seen_in.append(threading.current_thread())
    with pytest.raises(RuntimeError, match="no running event loop"):
        asyncio.get_running_loop()
    return HttpResponse("a page")


@pytest.fixture
def answer(settings: Any, tmp_path: Path) -> Answer:
    (tmp_path / "style.css").write_text("body { color: teal }")
    settings.STATIC_ROOT = str(tmp_path)
    settings.SERVESTATIC_USE_STATIC_ROOT = True
    settings.SERVESTATIC_USE_MANIFEST = False
    settings.SERVESTATIC_USE_FINDERS = False
    settings.SERVESTATIC_AUTOREFRESH = False
    seen_in.clear()
    return static_files(page)


def test_a_file_is_served_with_its_type_and_age(answer: Answer) -> None:
    found = answer(RequestFactory().get("/static/style.css"))
    assert b"".join(found) == b"body { color: teal }"
    assert found["content-type"].startswith("text/css")
    assert "max-age" in found["cache-control"]
    assert not seen_in


@pytest.mark.parametrize("path", ["/veenmeer/", "/static/none.css", "/static/../settings.py"])
def test_all_else_goes_on_in_the_same_thread(answer: Answer, path: str) -> None:
    assert answer(RequestFactory().get(path)).content == b"a page"
    assert seen_in == [threading.current_thread()]


def test_while_developing_a_new_file_is_found_at_once(settings: Any, answer: Answer, tmp_path: Path) -> None:
    settings.SERVESTATIC_AUTOREFRESH = True
    refreshed = static_files(page)
    (tmp_path / "new.css").write_text("p {}")
    assert b"".join(refreshed(RequestFactory().get("/static/new.css"))) == b"p {}"
