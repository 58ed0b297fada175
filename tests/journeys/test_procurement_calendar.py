"""A buyer's own list becomes a calendar that is scanned, made public, followed by the market, and begun."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import xlsxwriter
from browser import PHONE, axe_violations, faint_parts, overflow
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.journey]

ROWS = (
    ("Inkoopplanning Veenmeer",),
    (),
    ("Kenmerk", "Onderwerp", "Kwartaal", "Geraamde waarde", "Opdrachtgever", "CPV", "Soort opdracht"),
    ("J-1", "Herstel van fietsenstallingen", "Q2 2028", "60.000 - 90.000", "Wie Ook", "50000000", "Diensten"),
    ("J-2", "Beheer van moestuinen", "3e kwartaal 2028", "40.000", "", "77310000", "Diensten"),
    ("J-3", "Zonder goed kwartaal", "Q5 2028", "10.000", "", "", ""),
)


def sound(page: Page) -> None:
    """Nothing wrong for who hears, squints or looks at a phone."""
    assert not axe_violations(page)
    assert not faint_parts(page)
    assert not overflow(page)


@pytest.fixture
def planning(tmp_path: Path) -> Path:
    path = tmp_path / "planning.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Planning")
        for line, cells in enumerate(ROWS):
            sheet.write_row(line, 0, cells)
    return path


def test_from_a_spreadsheet_to_the_market_and_back(log_in: Any, running: Any, planning: Path) -> None:
    with log_in("bas") as page:
        home = running.url("/veenmeer/inkopen/kalender/")
        page.goto(home)
        sound(page)
        page.get_by_role("link", name="Bestand inlezen").first.click()
        page.get_by_label(re.compile("Uw lijst")).set_input_files(str(planning))
        page.get_by_role("button", name="Klaarzetten").click()
        sound(page)
        page.get_by_role("button", name="Proberen zonder over te nemen").click()
        sound(page)
        waits = page.get_by_role("region", name="Deze rijen wachten op u")
        expect(waits).to_contain_text("een jaar heeft vier kwartalen")
        waits.get_by_role("link", name=re.compile("Deze rij verbeteren")).click()
        sound(page)
        page.get_by_label("Kwartaal").fill("Q4 2028")
        page.get_by_role("button", name="Deze rij bewaren").click()
        page.get_by_role("button", name="3 rijen overnemen").click()
        expect(page.get_by_text("Overgenomen. Het staat op de kalender.")).to_be_visible()

        page.goto(f"{home}doorlichting/?q=J-")
        page.get_by_role("button", name="Doorlichten wat deze filters tonen").click()
        expect(page.get_by_text("De doorlichting is begonnen.", exact=False)).to_be_visible()
        for _try in range(60):
            page.goto(f"{home}doorlichting/?q=J-")
            if not page.get_by_text("Nog niet doorgelicht").count():
                break
            page.wait_for_timeout(1_000)
        expect(page.get_by_role("row", name=re.compile("moestuinen"))).to_contain_text("punten")
        sound(page)
        page.get_by_role("link", name="Beheer van moestuinen").click()
        sound(page)
        line = page.url

        page.get_by_role("link", name="Openbaar maken").click()
        sound(page)
        page.get_by_label("Beheer van moestuinen").check()
        page.get_by_label(re.compile("Bij wie kan de markt terecht")).fill("bas.oldeman@veenmeer.example")
        page.get_by_role("button", name="Maak openbaar wat is aangevinkt").click()
        expect(page.get_by_text("algemeen adres", exact=False).first).to_be_visible()
        assert page.get_by_label("Beheer van moestuinen").is_checked()
        page.get_by_label(re.compile("Bij wie kan de markt terecht")).fill("inkoop@veenmeer.example")
        page.get_by_role("button", name="Maak openbaar wat is aangevinkt").click()
        expect(page.get_by_text("De regel is nu openbaar.")).to_be_visible()

        market = page.context.browser
        assert market is not None
        visitor = market.new_page(
            viewport={"width": PHONE, "height": 900}, locale="nl-NL", reduced_motion="reduce"
        )
        visitor.goto(running.url("/openbaar/veenmeer/kalender/?q=moestuinen"))
        expect(visitor.get_by_role("link", name="Beheer van moestuinen")).to_be_visible()
        sound(visitor)
        answer = visitor.request.get(running.url("/openbaar/veenmeer/kalender/feed/"))
        feed = ElementTree.fromstring(answer.body())
        titles = {entry.findtext("{*}title") for entry in feed.findall("{*}entry")}
        assert "Beheer van moestuinen" in titles
        assert "Herstel van fietsenstallingen" not in titles

        page.goto(line)
        page.get_by_role("button", name="Inkoop beginnen").click()
        expect(
            page.get_by_text("De inkoop is begonnen met wat de kalender zei.", exact=False)
        ).to_be_visible()
        assert "Beheer van moestuinen" in page.content()
        visitor.reload()
        expect(visitor.get_by_text("De inkoop is begonnen").first).to_be_visible()
        visitor.close()
        page.goto(line)
        expect(page.get_by_role("link", name="Naar de inkoop")).to_be_visible()
