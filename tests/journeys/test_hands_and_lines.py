"""Without a mouse, without scripts, and without a connection: the work goes on."""

from __future__ import annotations

import re

import pytest
from browser import to_room
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.journey]

FOCUS = """
(() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const label = one.labels?.[0]?.textContent || one.textContent || one.getAttribute("aria-label") || "";
  const around = one.labels?.[0] ? getComputedStyle(one.labels[0]) : style;
  const drawn = (each) => each.outlineStyle !== "none" && parseFloat(each.outlineWidth) >= 2;
  const ring = drawn(style) || drawn(around);
  return { what: `${one.tagName} ${label.trim().replace(/\\s+/g, " ")}`, ring,
           seen: box.bottom > 0 && box.top < innerHeight && box.width > 0 };
})()
"""


def tab_to(page: Page, words: str, most: int = 60) -> None:
    """Press Tab until the words have the focus; on the way every stop shows itself."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        assert stop["ring"], f"no visible focus on {stop['what']}"
        assert stop["seen"], f"the focus is outside the window at {stop['what']}"
        if re.search(words, stop["what"]):
            return
    raise AssertionError(f"{words!r} cannot be reached with {most} times Tab; last: {stop['what']}")


def test_a_procurement_begins_with_the_keyboard_alone(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("anneke") as page:
        page.keyboard.press("Tab")
        assert "inhoud" in page.evaluate(FOCUS)["what"], "the first stop skips to the content"
        tab_to(page, "^SUMMARY Inkoop")
        page.keyboard.press("Enter")
        tab_to(page, "^A Inkopen$")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/inkopen/$"))
        tab_to(page, "Begin een inkoop")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/nieuw/"))
        tab_to(page, "Hoe noemen we deze inkoop")
        page.keyboard.type("Met de toetsen begonnen")
        tab_to(page, "BUTTON Beginnen")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/doel/"))
        tab_to(page, "Welke maatschappelijke waarde")
        page.keyboard.type("Iedereen kan meedoen.")
        tab_to(page, "In 2030 hebben 150 mensen")
        page.keyboard.press("Space")
        tab_to(page, "BUTTON Opslaan en verder")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/wat-en-hoeveel/"))
        page.go_back()
        page.reload()
        assert page.get_by_label(re.compile("In 2030 hebben 150 mensen")).is_checked()


def test_the_main_form_works_without_scripts(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("anneke", width=390, java_script_enabled=False) as page:
        page.goto(page.url.rstrip("/") + "/inkopen/nieuw/")
        page.get_by_label("Hoe noemen we deze inkoop?").fill("Zonder scripts")
        page.get_by_role("button", name="Beginnen").click()
        file = page.url.removesuffix("doel/")
        page.get_by_label(re.compile("Welke maatschappelijke waarde")).fill("Rust in de wijk.")
        page.get_by_role("button", name="Opslaan en verder").click()
        assert page.url == f"{file}wat-en-hoeveel/"
        page.get_by_label("Diensten", exact=True).check()
        page.get_by_label(re.compile("Wat koopt u")).fill("77310000")
        page.get_by_label("Ik weet het totaalbedrag").check()
        page.locator("input[name=estimate]").fill("216.000")
        page.get_by_role("button", name="Opslaan", exact=True).click()
        expect(page.locator(".mw-advice")).to_contain_text("Europees aanbesteden")
        page.get_by_role("button", name="Opslaan en verder").click()
        assert page.url == f"{file}aanpak/"
        page.goto(file)
        expect(page.locator("main")).to_contain_text("€ 216.000")


def test_a_lost_connection_loses_nothing(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("anneke") as page:
        to_room(page, "Inkopen")
        page.get_by_role("link", name="Begin een inkoop").click()
        page.get_by_label("Hoe noemen we deze inkoop?").fill("In de trein begonnen")
        page.get_by_role("button", name="Beginnen").click()
        page.wait_for_url(re.compile("/doel/"))
        page.context.set_offline(True)
        page.get_by_label(re.compile("Voor wie")).fill("Voor wie onderweg is.")
        expect(page.locator("#toasts")).to_contain_text("verbinding")
        page.get_by_role("button", name="Opslaan", exact=True).click()
        assert "/doel/" in page.url, "the form stays where it is"
        assert page.get_by_label(re.compile("Voor wie")).input_value() == "Voor wie onderweg is."
        page.context.set_offline(False)
        expect(page.locator("#toasts")).to_contain_text("is er weer")
        page.get_by_role("button", name="Opslaan", exact=True).click()
        page.wait_for_load_state()
        page.reload()
        assert page.get_by_label(re.compile("Voor wie")).input_value() == "Voor wie onderweg is."
