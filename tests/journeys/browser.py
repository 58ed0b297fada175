"""A real browser for the tests: start it, take pictures, and look for what a person would trip over.

Chromium is looked for on the machine (`CHROMIUM`, or the usual places). Where there is none a test is skipped with the
reason; under `CI=true` its absence is a failure.
"""

from __future__ import annotations

import json
import os
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
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --disable-background-networking --no-first-run "
    "--disable-component-update --disable-sync --force-color-profile=srgb --hide-scrollbars"
).split()
WIDE, PHONE, SMALLEST = 1440, 390, 320


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
    """A fresh page without history or cookies, that fails the test on a script error or a refused resource."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="nl-NL" if language == "nl" else "en-GB", **options
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
    return [Faint(**one) for one in evaluate(page, CONTRAST)]


def overflow(page: Page) -> list[str]:
    """Elements that make the page wider than the window."""
    return list(
        evaluate(
            page,
            """(() => { const room = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= room) return [];
            return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > room + 1)
              .map(e => e.tagName + '.' + e.className).slice(0, 8) })()""",
        )
    )


def picture(page: Page, name: str, folder: Path | None = None) -> Path:
    """A picture of the whole page, for people to look at."""
    path = (folder or ROOT / "build" / "pictures") / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True)
    return path


CONTRAST = r"""
(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = '#000'; canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const light = ([r, g, b]) => {
    const part = [r, g, b].map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const ratio = (one, two) => {
    const [a, b] = [light(one), light(two)].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05);
  };
  const ground = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      const colour = rgba(getComputedStyle(e).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const seen = (e) => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    return box.width > 1 && box.height > 1 && style.visibility !== 'hidden' && style.display !== 'none'
      && !e.closest('.mw-visually-hidden, template, [hidden]') && e.checkVisibility({ contentVisibilityAuto: true });
  };
  const hex = (c) => '#' + c.slice(0, 3).map(v => Math.round(v).toString(16).padStart(2, '0')).join('');
  const faint = [];
  const note = (e, text, front, back, needed) => {
    const found = ratio(over(front, back), back);
    if (found < needed - 0.005) faint.push({
      what: `${e.tagName.toLowerCase()}.${e.getAttribute('class') || ''}: ${text.trim().slice(0, 50)}`,
      ratio: Math.round(found * 100) / 100, needed, colours: `${hex(front)} on ${hex(back)}` });
  };
  for (const e of document.querySelectorAll('body *')) {
    if (!seen(e)) continue;
    const style = getComputedStyle(e);
    const text = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('').trim();
    if (text) {
      const inDrawing = e.namespaceURI.endsWith('svg');
      const size = parseFloat(style.fontSize), bold = parseInt(style.fontWeight) >= 700;
      const needed = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
      note(e, text, rgba(inDrawing ? style.fill : style.color), ground(e.closest('div, figure, section') && inDrawing
        ? e.ownerSVGElement.parentElement : e), needed);
    }
    if (e.matches('input:not([type=hidden]):not([type=file]):not([type=checkbox]):not([type=radio]), select, textarea')) {
      note(e, 'edge of ' + (e.name || e.id), rgba(style.borderTopColor), ground(e.parentElement), 3);
      note(e, 'typed text in ' + (e.name || e.id), rgba(style.color), ground(e), 4.5);
      if (e.placeholder) note(e, 'placeholder of ' + (e.name || e.id),
        rgba(getComputedStyle(e, '::placeholder').color), ground(e), 4.5);
    }
    if (e.matches('svg.mw-icon')) note(e, 'icon', rgba(style.color), ground(e), 3);
  }
  return faint;
})()
"""
