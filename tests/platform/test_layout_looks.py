"""The style guide in a real browser: readable for everybody, at every width, with and without script."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def load_browser() -> ModuleType:
    path = Path(__file__).resolve().parents[1] / "journeys" / "browser.py"
    spec = importlib.util.spec_from_file_location("journeys_browser", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


browser = load_browser()
pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
]
GUIDE = "/stijlgids/"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser.launched() as started:
        yield started


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_everybody_can_read_the_style_guide(
    chromium: Any, live_server: Any, width: int, language: str
) -> None:
    with browser.page_at(chromium, width, language=language) as page:
        page.goto(live_server.url + GUIDE)
        assert page.locator("html").get_attribute("lang") == language
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
        assert browser.axe_violations(page) == []
        assert browser.faint_parts(page) == []
        assert browser.overflow(page) == []


@pytest.mark.parametrize("path", ["/account/inloggen/", "/bestaat-niet/"])
@pytest.mark.parametrize("width", [1440, 320])
def test_everybody_can_read_the_door(chromium: Any, live_server: Any, path: str, width: int) -> None:
    with browser.page_at(chromium, width) as page:
        page.goto(live_server.url + path)
        assert browser.axe_violations(page) == []
        assert browser.faint_parts(page) == []
        assert browser.overflow(page) == []


def test_the_contrast_test_sees_what_is_faint(chromium: Any, live_server: Any) -> None:
    with browser.page_at(chromium) as page:
        page.goto(live_server.url + GUIDE)
        browser.evaluate(page, "document.querySelector('.mw-footer__text').style.color = '#9bb'")
        browser.evaluate(page, "document.querySelector('.mw-chart__drawing text').style.fill = '#ddd'")
        browser.evaluate(page, "document.querySelector('#id_title').style.borderColor = '#ddd'")
        found = browser.faint_parts(page)
        assert len(found) == 3, found


def test_the_overflow_test_sees_what_is_too_wide(chromium: Any, live_server: Any) -> None:
    with browser.page_at(chromium, 320) as page:
        page.goto(live_server.url + GUIDE)
        browser.evaluate(page, "document.querySelector('.mw-heading').style.minWidth = '500px'")
        assert browser.overflow(page)


def test_the_page_is_walked_with_the_keyboard(chromium: Any, live_server: Any) -> None:
    with browser.page_at(chromium) as page:
        page.goto(live_server.url + GUIDE)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className").startswith("nl-skip-link")
        box = page.locator(".nl-skip-link").bounding_box()
        assert box["y"] >= 0  # visible once it has the focus
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        style = "getComputedStyle(document.activeElement)"
        assert page.evaluate(f"{style}.outlineStyle") == "solid"
        assert page.evaluate(f"parseFloat({style}.outlineWidth)") >= 3


def test_a_code_is_chosen_with_the_keyboard(chromium: Any, live_server: Any) -> None:
    with browser.page_at(chromium) as page:
        page.goto(live_server.url + GUIDE)
        field = page.locator("#id_cpv")
        field.press_sequentially("rein")
        page.wait_for_selector("#id_cpv_list:not([hidden]) [role=option]")
        assert field.get_attribute("aria-expanded") == "true"
        field.press("ArrowDown")
        assert field.get_attribute("aria-activedescendant") == "id_cpv_list_0"
        assert browser.axe_violations(page) == []
        field.press("Enter")
        assert field.input_value() == "90910000"
        assert field.get_attribute("aria-expanded") == "false"
        assert "Reinigingsdiensten" in page.locator(".mw-code__chosen").first.inner_text()


def test_the_menu_opens_and_closes_on_a_phone(chromium: Any, live_server: Any) -> None:
    with browser.page_at(chromium, 390) as page:
        page.goto(live_server.url + GUIDE)
        navigation, button = page.locator("#navigation"), page.locator("[data-menu]")
        assert not navigation.is_visible()
        button.click()
        assert navigation.is_visible()
        assert button.get_attribute("aria-expanded") == "true"
        assert browser.axe_violations(page) == []
        navigation.locator("a").first.press("Escape")
        assert not navigation.is_visible()
        assert page.evaluate("document.activeElement.hasAttribute('data-menu')")


def test_without_script_the_navigation_stands_open(chromium: Any, live_server: Any) -> None:
    with browser.page_at(chromium, 390, java_script_enabled=False) as page:
        page.goto(live_server.url + GUIDE)
        assert page.locator("#navigation").is_visible()
        assert not page.locator("[data-menu]").is_visible()


def test_a_lot_is_added_without_a_trip_to_the_server(chromium: Any, live_server: Any) -> None:
    with browser.page_at(chromium) as page:
        page.goto(live_server.url + GUIDE)
        page.locator("[data-rows-add]").click()
        assert page.locator("input[name=lots-TOTAL_FORMS]").input_value() == "3"
        assert page.evaluate("document.activeElement.name") == "lots-2-name"
        assert page.locator("[data-row]").nth(2).locator("legend").inner_text().endswith("3")


def test_what_was_typed_survives_a_closed_page(chromium: Any, live_server: Any) -> None:
    with browser.page_at(chromium) as page:
        page.goto(live_server.url + GUIDE)
        page.locator("#id_title").fill("Schoon stadhuis")
        page.locator("#id_level input").nth(2).check()
        page.wait_for_timeout(500)
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(live_server.url + GUIDE)
        assert page.locator("#id_title").input_value() == ""
        page.locator("[data-draft=restore]").click()
        assert page.locator("#id_title").input_value() == "Schoon stadhuis"
        assert page.locator("#id_level input").nth(2).is_checked()
        assert not page.locator(".mw-draft").count()


def test_what_was_saved_leaves_no_draft(chromium: Any, live_server: Any) -> None:
    with browser.page_at(chromium) as page:
        page.goto(live_server.url + GUIDE)
        page.locator("#id_title").fill("Schoon stadhuis")
        page.locator("#id_cpv").fill("90911200")
        page.locator("#id_estimate").fill("veel")
        page.locator("#id_contract").select_option("services")
        page.locator("#id_level input").first.check()
        page.wait_for_timeout(500)
        send = page.locator("form[data-draft-key] .mw-form__actions button")
        send.click()
        page.wait_for_selector(".mw-error-summary:focus")
        assert page.evaluate("localStorage.length") == 1  # not saved, so the draft stays
        page.locator("#id_estimate").fill("60.000")
        with page.expect_navigation():
            send.click()
        assert not page.locator("[data-focus]").count()
        assert page.evaluate("localStorage.length") == 0
        page.goto(live_server.url + GUIDE)
        assert not page.locator(".mw-draft").count()


def test_what_was_typed_survives_an_expired_session(chromium: Any, live_server: Any, cast: Any) -> None:
    def log_in() -> None:
        page.locator("#id_login").fill("ada@veenmeer.example")
        page.locator("#id_password").fill("een lang wachtwoord")
        page.locator("form[data-guard] button[type=submit]").click()

    with browser.page_at(chromium) as page:
        page.goto(live_server.url + "/veenmeer/organisatie/collega/")
        assert page.locator("[data-draft-waits]").is_hidden(), "nothing was typed yet"
        log_in()
        page.locator("#id_name").fill("Saskia de Vries")
        page.context.clear_cookies(name="session")
        page.locator("form[data-draft-key] .mw-form__actions button").click()
        page.wait_for_url("**/account/inloggen/**")
        assert page.locator("[data-draft-waits]").is_visible()
        log_in()
        page.wait_for_url("**/veenmeer/organisatie/collega/")
        assert page.locator("#id_name").input_value() == ""
        page.locator("[data-draft=restore]").click()
        assert page.locator("#id_name").input_value() == "Saskia de Vries"


def test_a_lost_connection_is_told_and_keeps_the_page(chromium: Any, live_server: Any) -> None:
    with browser.page_at(chromium) as page:
        page.goto(live_server.url + GUIDE)
        page.locator("#id_title").fill("Schoon stadhuis")
        page.context.set_offline(True)
        page.locator("form[data-draft-key] button[type=submit]").last.click()
        assert page.locator("#toasts .mw-message--warning").is_visible()
        assert page.locator("#id_title").input_value() == "Schoon stadhuis"
        page.context.set_offline(False)
        page.wait_for_selector("#toasts .mw-message--success")


def test_a_double_click_sends_a_form_once(chromium: Any, live_server: Any) -> None:
    with browser.page_at(chromium) as page:
        page.goto(live_server.url + GUIDE)
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
        page.locator("form[data-draft-key] .mw-form__actions button").dblclick()
        page.wait_for_selector(".mw-error-summary:focus")
        assert len(sent) == 1


def test_in_print_the_content_remains_and_the_frame_goes(chromium: Any, live_server: Any) -> None:
    with browser.page_at(chromium) as page:
        page.goto(live_server.url + GUIDE)
        page.emulate_media(media="print")
        for gone in (".mw-nav", ".mw-search", ".mw-footer", ".mw-breadcrumb"):
            assert not page.locator(gone).first.is_visible()
        assert page.locator(".mw-kpi").first.is_visible()
        assert page.locator(".mw-brand__authority").is_visible()
