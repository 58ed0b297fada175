"""A real browser for the tests: start it, take pictures, and look for what a person would trip over.

Chromium is looked for on the machine (`CHROMIUM`, or the usual places). Where there is none a test is
skipped with the reason; under `CI=true` its absence is a failure.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "build" / "tests" / "axe.min.js"
CONTRAST = Path(__file__).with_name("contrast.js")
OVERFLOW = """
(() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > room + 1)
    .map((one) => `${one.tagName}.${one.className}`).slice(0, 8);
})()
"""
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
]
WIDE, TABLET, PHONE, SMALLEST = 1440, 768, 390, 320


def executable() -> str | None:
    """Where Chromium is on this machine."""
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome-stable"))
    return named or next((path for path in found if path), None)


def or_skip(what: str) -> None:
    """Skip with a reason; under CI fail instead."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless Chromium; the test is skipped where there is none."""
    path = executable()
    if path is None:
        or_skip("No Chromium on this machine: install the package chromium, or set CHROMIUM to its path.")
    # Playwright's own loop must not make Django think that the test is asynchronous.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def page_at(browser: Browser, width: int = WIDE, *, language: str = "nl", **options: Any) -> Iterator[Page]:
    """A fresh page without history or cookies, that fails the test on a script error or a refused
    resource."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        locale="nl-NL" if language == "nl" else "en-GB",
        reduced_motion="reduce",  # what scrolls slowly stands somewhere else each time one looks
        **options,
    )
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(f"script error: {error}"))
    page.on(
        "console", lambda said: troubles.append(said.text) if "Content Security Policy" in said.text else None
    )
    try:
        yield page
    finally:
        context.close()
    assert not troubles, "\n".join(troubles)


def evaluate(page: Page, expression: str) -> Any:
    """Run a script over the debugging protocol, which a content security policy does not stop."""
    session = page.context.new_cdp_session(page)
    answer = session.send(
        "Runtime.evaluate", {"expression": expression, "awaitPromise": True, "returnByValue": True}
    )
    session.detach()
    if "exceptionDetails" in answer:
        raise AssertionError(json.dumps(answer["exceptionDetails"], indent=1)[:2000])
    return answer["result"].get("value")


def axe_violations(page: Page) -> list[str]:
    """What axe-core finds wrong by WCAG 2.2 AA and its best practices, one line per element."""
    if not AXE.exists():
        or_skip("axe-core is not built yet: run python tools/assets.py.")
    evaluate(page, AXE.read_text(encoding="utf-8") + ";0")
    found = evaluate(page, "axe.run(document).then(result => result.violations)")
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {node['html'][:160]}"
        for one in found
        for node in one["nodes"]
    ]


@dataclass(frozen=True, slots=True)
class Faint:
    """Words or an edge that do not stand out enough from what is behind them."""

    what: str
    ratio: float
    needed: float
    colours: str


def faint_parts(page: Page) -> list[Faint]:
    """Every text and form control whose computed colours lie too close (WCAG 1.4.3 and 1.4.11)."""
    return [Faint(**one) for one in evaluate(page, CONTRAST.read_text(encoding="utf-8"))]


def overflow(page: Page) -> list[str]:
    """Elements that make the page wider than the window."""
    return list(evaluate(page, OVERFLOW))


def give_password(page: Page, email: str, password: str) -> None:
    """Fill in the log-in form, in either language."""
    page.get_by_label(re.compile("E-?mail")).fill(email)
    page.get_by_label(re.compile("^(Wachtwoord|Password)")).fill(password)
    page.locator("main form button[type=submit]").first.click()


def to_room(page: Page, name: str) -> None:
    """Follow the main navigation: on a phone it opens with the menu button first, and a part folds open."""
    bar = page.get_by_role("navigation", name=re.compile("Hoofdmenu|Main navigation"))
    if not bar.is_visible():
        page.get_by_role("button", name="Menu").click()
    link = bar.locator("a", has=page.get_by_text(name, exact=True))
    if not link.is_visible():
        bar.locator("details", has=page.locator("a", has=page.get_by_text(name, exact=True))).locator(
            "summary"
        ).click()
    link.click()


def picture(page: Page, name: str, folder: Path | None = None) -> Path:
    """A picture of the whole page, for people to look at."""
    path = (folder or ROOT / "build" / "pictures") / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True)
    return path
