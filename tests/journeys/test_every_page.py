"""Every page that a person can reach by clicking: no violation, enough contrast, never wider than the window."""

from __future__ import annotations

import re
from collections import deque
from urllib.parse import urlsplit

import pytest
from browser import PHONE, WIDE, axe_violations, faint_parts, overflow
from playwright.sync_api import Page

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("browser")]

LEAVE = re.compile(
    r"/(uitloggen|origineel|strategienota|uitvoer|export|setlang|tweede-stap|wachtwoord)|\.(csv|xlsx|docx|pdf)$"
)
MOST = 45


def shape(path: str) -> str:
    """Addresses of the same kind of page are one: `/veenmeer/beleid/doelen/*/`."""
    return re.sub(r"/[23456789a-hjkmnp-z]{12}(?=/)|/\d+(?=/)", "/*", path)


def links(page: Page) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    own = urlsplit(page.url).netloc
    return [urlsplit(one).path for one in found if urlsplit(one).netloc == own]


@pytest.mark.parametrize(
    ("person", "width", "language"),
    [
        ("anneke", WIDE, "nl"),
        ("bas", PHONE, "nl"),
        ("pieter", WIDE, "en"),
        ("willemijn", PHONE, "nl"),
        ("beheer", WIDE, "nl"),
        ("rik", 320, "nl"),
    ],
)
def test_every_kind_of_page_is_sound(log_in, running, person: str, width: int, language: str) -> None:  # type: ignore[no-untyped-def]
    troubles: list[str] = []
    with log_in(person, width=width, language=language) as page:
        queue = deque([urlsplit(page.url).path])
        seen = {shape(queue[0])}
        while queue and len(seen) <= MOST:
            path = queue.popleft()
            answer = page.goto(running.url(path))
            if answer is None or answer.status >= 400:
                troubles.append(f"{path}: {answer and answer.status}")
                continue
            troubles += [f"{path}: {one}" for one in axe_violations(page)]
            troubles += [f"{path}: faint {one}" for one in faint_parts(page)]
            troubles += [f"{path}: too wide {one}" for one in overflow(page)]
            if "⟦missing" in page.content():
                troubles.append(f"{path}: a name is missing in the template")
            for found in links(page):
                if not LEAVE.search(found) and shape(found) not in seen:
                    seen.add(shape(found))
                    queue.append(found)
    assert len(seen) >= 5
    assert not troubles, "\n".join(troubles)
