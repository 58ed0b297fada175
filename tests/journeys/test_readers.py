"""Who reads and checks: the alderman with the list of promises, the controller with the journal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from browser import axe_violations, picture, to_room
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey]


def test_the_alderman_prints_the_promises(log_in, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with log_in("willemijn") as page:
        page.get_by_role("link", name="Alle beloften, om te lezen en af te drukken").click()
        expect(page.locator("h1")).to_have_text("Beloften van het bestuur")
        promised = [one[:60] for one in page.locator("main article h2").all_inner_texts()]
        assert len(promised) >= 12
        page.emulate_media(media="print")
        for away in ("header nav", "footer", ".mw-search"):
            expect(page.locator(away).first).to_be_hidden()
        # On paper the cards give way to one table with a row per promise.
        table = page.locator(".mw-only-print tbody tr")
        expect(table.first).to_be_visible()
        rows = page.locator(".mw-only-print tbody th").all_inner_texts()
        assert [row.split("\n")[0][:60] for row in rows] == promised
        assert picture(page, "promises", tmp_path).stat().st_size > 10_000
        paper = page.pdf(format="A4")
        assert paper.startswith(b"%PDF")


def test_the_controller_finds_one_event_and_takes_the_journal_along(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("dirk") as page:
        to_room(page, "Journaal")
        everything = page.get_by_role("row").count()
        page.get_by_label(re.compile("^Waarover")).select_option(label="Beleidskader")
        page.get_by_label(re.compile("^Vanaf")).fill("01-11-2026")
        page.get_by_role("button", name="Filters toepassen").click()
        page.wait_for_url(re.compile("kind="))
        rows = page.locator("main tbody tr")
        assert 0 < rows.count() < everything - 1
        expect(rows.first).to_contain_text("Beleidskader")
        with page.expect_download() as coming:
            page.get_by_role("button", name="Uitvoeren als JSON").click()
        lines = Path(coming.value.path()).read_text(encoding="utf-8").splitlines()
        assert lines
        assert all(json.loads(line) for line in lines)
        rows.first.get_by_role("link").first.click()
        expect(page.get_by_text("Echt", exact=True)).to_be_visible()
        expect(page.locator("main")).to_contain_text("Zojuist nagerekend")
        page.get_by_text("Wat is vastgelegd in het controlegetal").click()
        expect(page.locator("main")).to_contain_text('"action":"framework.')
        assert axe_violations(page) == []
