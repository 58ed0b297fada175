"""A list of 5,000 suppliers with 40 faulty rows: tried, mended by hand and as a file, taken over."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from browser import axe_violations, faint_parts, overflow, to_room
from playwright.sync_api import Page, expect
from suppliers_file import FAULTS, MENDED, supplier_csv

pytestmark = [pytest.mark.journey]

COUNT, FAULTY = 5_000, 40
LOOK, WORKING = 1_500, 60_000
"""Milliseconds that taking over may need on a machine that does other things as well."""


def wrongs() -> list[tuple[str, str]]:
    """What each fault of the list writes, by heading; a name that is gone is an empty text."""
    found = []
    for fault in FAULTS:
        row: dict[str, str] = {}
        fault(row)
        found += row.items()
    return found


WRONG = wrongs()


def sound(page: Page) -> None:
    assert axe_violations(page) == []
    assert faint_parts(page) == []
    assert overflow(page) == []


def figure(page: Page, label: str) -> int:
    """The value of one key figure."""
    tile = page.locator(".mw-kpi").filter(
        has=page.locator(".mw-kpi__label", has_text=re.compile(f"^{label}$"))
    )
    return int(re.sub(r"\D", "", tile.locator(".mw-kpi__value").inner_text()))


def bring_in(page: Page, content: bytes, name: str, source: str = "") -> None:
    page.get_by_label(re.compile("Bestand met leveranciers")).set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    if source:
        page.get_by_label(re.compile("Waar komt deze lijst vandaan")).fill(source)
    page.get_by_role("button", name="Lijst inlezen").click()
    expect(page.get_by_role("heading", name="Wat betekenen de kolommen?")).to_be_visible(timeout=WORKING)
    sound(page)
    page.get_by_role("button", name="Proef draaien").click()
    expect(page.get_by_text("Dit is een proef")).to_be_visible(timeout=WORKING)


def take_over(page: Page) -> None:
    """The work goes on in the background: look again until it is done, as the page says."""
    page.get_by_role("button", name="Overnemen", exact=True).click()
    page.wait_for_load_state()
    done = page.get_by_text(re.compile("De lijst is overgenomen"))
    for _look in range(WORKING // LOOK):
        if done.count():
            return
        page.wait_for_timeout(LOOK)
        page.reload()
    expect(done).to_be_visible()


def mended(content: bytes) -> bytes:
    """The rows of the file with their faults mended, as a person does it in a spreadsheet."""
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert {"Reden"} < set(rows[0])
    for number, row in enumerate(rows):
        for column, wrong in WRONG:
            if row.get(column) == wrong:
                row[column] = MENDED[column] and f"{MENDED[column]} {number}"
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def mend_first_by_hand(page: Page) -> None:
    """The first row has a KvK number of three digits: said at the field, emptied, and right."""
    page.locator("main table a, main .mw-table a").first.click()
    expect(page.locator("main")).to_contain_text("geen KvK-nummer")
    sound(page)
    page.get_by_label(re.compile("KvK")).first.fill("")
    page.get_by_role("button", name=re.compile("Opnieuw controleren|controleren")).click()
    expect(page.locator("main")).to_contain_text("klopt nu")


def test_five_thousand_suppliers_with_forty_faulty_rows(log_in, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with log_in("bas") as page:
        to_room(page, "Leveranciers")
        page.get_by_role("link", name=re.compile("inlezen")).first.click()
        bring_in(page, supplier_csv(COUNT, FAULTY), "impact.csv", "Register van de streek")
        assert figure(page, "Te verbeteren") == FAULTY
        sound(page)
        address = page.url
        page.goto(f"{address}regels/")
        mend_first_by_hand(page)
        page.goto(f"{address}regels/")
        with page.expect_download() as coming:
            page.get_by_role("link", name="Downloaden met redenen").click()
        path = tmp_path / coming.value.suggested_filename
        coming.value.save_as(path)
        page.goto(address)
        assert figure(page, "Te verbeteren") == FAULTY - 1
        take_over(page)
        assert figure(page, "Nieuw") == COUNT - FAULTY + 1
        sound(page)
        page.goto(address.rsplit("/", 2)[0] + "/")
        bring_in(page, mended(path.read_bytes()), "verbeterd.csv")
        expect(page.locator("main")).to_contain_text("Register van de streek")
        assert figure(page, "Te verbeteren") == 0
        take_over(page)
        assert figure(page, "Nieuw") == FAULTY - 1
        to_room(page, "Leveranciers")
        expect(page.locator("#found")).to_contain_text("Meer dan 1.000 leveranciers")
        page.get_by_label(re.compile("^Woorden|Naam")).first.fill("Verbeterd")
        page.locator("main").get_by_role("button", name="Zoeken", exact=True).first.click()
        expect(page.locator("main")).to_contain_text("Verbeterd 1")
        sound(page)
