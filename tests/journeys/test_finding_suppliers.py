"""Finding suppliers in a real browser: as one types, by keyboard, on the map; and the box on another site."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from browser import PHONE, axe_violations, overflow, to_room
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.journey]


def test_a_search_as_one_types_narrows_maps_and_keeps(log_in: Any) -> None:
    with log_in("bas") as page:
        to_room(page, "Leveranciers")
        page.get_by_label("Naam, woorden of KvK-nummer").press_sequentially("groen")
        expect(page.locator("#found")).to_contain_text("beste eerst")
        expect(page).to_have_url(re.compile(r"\?q=groen$"))
        expect(page.get_by_label("Naam, woorden of KvK-nummer")).to_be_focused()
        expect(page.locator(".mw-narrow__count").first).to_be_visible()
        page.get_by_label("In de buurt van").fill("Assen")
        expect(page.locator(".mw-chosen")).to_contain_text("ongeveer 25 km rond Assen")
        page.get_by_label("Hoogstens zo ver weg").select_option("50")
        expect(page.locator(".mw-chosen")).to_contain_text("ongeveer 50 km rond Assen")
        page.get_by_role("link", name="Kaart").click()
        drenthe = page.get_by_role("link", name=re.compile("^Drenthe: "))
        drenthe.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".mw-chosen")).to_contain_text("gevestigd in: Drenthe")
        assert axe_violations(page) == []
        assert overflow(page) == []
        page.get_by_role("link", name="Bewaar deze zoekopdracht").click()
        page.get_by_label("Naam").fill("Groen bij Assen")
        page.get_by_role("button", name="Bewaar deze zoekopdracht").click()
        expect(page.locator("main")).to_contain_text("Niets nieuws sinds")


def test_without_a_script_the_same_search_works_and_on_a_phone_it_fits(log_in: Any) -> None:
    with log_in("bas", java_script_enabled=False) as page:
        page.goto(page.url.split("/veenmeer/")[0] + "/veenmeer/markt/leveranciers/")
        page.get_by_label("Naam, woorden of KvK-nummer").fill("groen")
        page.get_by_role("button", name="Zoeken", exact=True).last.click()
        expect(page.locator("#found")).to_contain_text("beste eerst")
        page.get_by_role("link", name="Toon waarop u kunt verfijnen").click()
        expect(page.locator(".mw-narrow__count").first).to_be_visible()
    with log_in("bas", width=PHONE) as page:
        page.goto(page.url.split("/veenmeer/")[0] + "/veenmeer/markt/leveranciers/?weergave=kaart")
        expect(page.locator(".mw-map")).to_be_visible()
        assert overflow(page) == []


@contextmanager
def foreign_site() -> Iterator[tuple[str, dict[str, str]]]:
    """A site of somebody else on a port of its own: its address, and what it shows under which policy."""
    shows = {"body": "", "policy": ""}

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", shows["policy"])
            self.end_headers()
            self.wfile.write(shows["body"].encode())

        def log_message(self, *_said: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", shows
    finally:
        server.shutdown()
        server.server_close()


def test_the_box_works_on_the_site_that_was_named_and_nowhere_else(log_in: Any) -> None:
    with (
        foreign_site() as (site, here),
        foreign_site() as (other, elsewhere),
        log_in("beheer") as page,
    ):
        ours = page.url.split("/veenmeer/")[0]
        frame, script = made_box(page, ours, site)
        policy = f"default-src 'none'; frame-src {ours}; script-src {ours}"
        for shows in (here, elsewhere):
            shows["body"] = f"<!DOCTYPE html><title>Intranet</title><h1>Intranet</h1>{frame}{script}"
            shows["policy"] = policy
        visitor = page.context.browser.new_context()
        try:
            shown = visitor.new_page()
            shown.goto(site)
            expect(shown.locator("iframe")).to_have_count(2)
            for number in (0, 1):
                box = shown.frame_locator("iframe").nth(number)
                box.get_by_label("Wat heeft u nodig").fill("groen")
                box.get_by_role("button", name="Zoeken").click()
                expect(box.get_by_role("status")).to_be_visible()
                with visitor.expect_page() as opened:
                    box.locator(".mw-box__hits a").first.click()
                opened.value.wait_for_load_state()
                # A page that everybody may read: no log-in stands between.
                assert opened.value.url.startswith(f"{ours}/openbaar/leveranciers/")
                opened.value.close()
            with visitor.expect_page() as opened:
                box.get_by_role("link", name="Zoek in de hele gids").click()
            opened.value.wait_for_load_state()
            assert opened.value.url.startswith(ours)
            opened.value.close()
            blocked = visitor.new_page()
            refusals: list[str] = []
            blocked.on("console", lambda said: refusals.append(said.text))
            blocked.goto(other)
            blocked.wait_for_timeout(1500)
            assert any("frame-ancestors" in one for one in refusals), refusals
        finally:
            visitor.close()


def made_box(page: Page, ours: str, site: str) -> tuple[str, str]:
    """Make a box for this site; returns the two lines to paste."""
    page.goto(f"{ours}/veenmeer/markt/zoekvakken/nieuw/")
    page.get_by_label("Naam").fill("Intranet")
    page.get_by_label("Sites die het mogen tonen").fill(site)
    page.get_by_role("button", name="Maak het zoekvak").click()
    expect(page.frame_locator(".mw-preview").get_by_role("button", name="Zoeken")).to_be_visible()
    assert axe_violations(page) == []
    return (
        page.get_by_label("Kader, werkt zonder script").input_value(),
        page.get_by_label("Of één regel script").input_value(),
    )
