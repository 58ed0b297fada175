"""A coalition agreement comes in as a Word file, is marked, and a sentence of it becomes a goal."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from browser import axe_violations, overflow, to_room
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.journey]

PROMISE = "Wij zorgen dat in 2030 elke leerling van het Vakcollege een leerplek via onze opdrachten vindt."
BESIDE = "Dat vraagt om geduld van iedereen."


def agreement(folder: Path) -> Path:
    """Two pages: a heading, what is promised, and what is only told."""
    document = docx.Document()
    document.add_paragraph("Akkoord van de proef 2026-2030")
    document.add_paragraph(f"Veenmeer telt drie scholen voor vakmensen. {PROMISE} {BESIDE}")
    document.add_page_break()
    document.add_paragraph("Wij kopen onze koffie eerlijk in. Was dat altijd zo?")
    content = io.BytesIO()
    document.save(content)
    path = folder / "akkoord-van-de-proef.docx"
    path.write_bytes(content.getvalue())
    return path


def bring_in(page: Page, path: Path) -> None:
    to_room(page, "Doelen")
    page.get_by_role("link", name="Teksten van het bestuur").click()
    page.get_by_role("link", name="Tekst inbrengen").click()
    assert axe_violations(page) == []
    page.get_by_label("Bestand met de tekst").set_input_files(path)
    page.get_by_role("button", name="Tekst inlezen").click()
    expect(page.locator("h1")).to_contain_text("Akkoord van de proef 2026-2030")


def mark_and_make(page: Page) -> None:
    expect(page.locator(".mw-reading")).to_contain_text("misschien een belofte")
    assert axe_violations(page) == []
    assert not overflow(page)
    box = page.get_by_role("checkbox", name=PROMISE)
    box.focus()
    page.keyboard.press("Space")  # the keyboard is enough
    expect(box).to_be_checked()
    page.get_by_role("button", name="Doel maken").click()
    expect(page.get_by_label("Wat heeft het bestuur beloofd?")).to_have_value(PROMISE)
    expect(page.get_by_label("Titel van het document")).to_have_value("Akkoord van de proef 2026-2030")
    expect(page.get_by_label(re.compile("^Bladzijde"))).to_have_value("1")
    page.get_by_label("Thema", exact=True).select_option(index=1)
    page.get_by_label(re.compile("Nog niet meetbaar")).fill("De school telt pas vanaf 2027.")
    page.get_by_role("button", name="Doel opslaan").click()


def see_it_in_its_surroundings(page: Page) -> None:
    expect(page.locator("h1")).to_contain_text("Wij zorgen dat in 2030")
    around = page.locator("#in-de-tekst")
    expect(around).to_contain_text("Veenmeer telt drie scholen voor vakmensen.")
    expect(around).to_contain_text(BESIDE)
    assert axe_violations(page) == []
    around.get_by_role("link", name=re.compile("Lees verder")).click()
    expect(page.locator(".mw-sentence--goal")).to_contain_text(PROMISE)
    expect(page.locator("main")).to_contain_text("1 gemarkeerd, 1 werden een doel")


def set_aside_and_undo(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Bladzijde 2")).first.click()
    page.get_by_role("checkbox", name="Wij kopen onze koffie eerlijk in.").check()
    page.get_by_role("button", name="Alleen markeren").click()
    expect(page.locator(".mw-sentence--marked")).to_have_count(1)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator(".mw-sentence--marked")).to_have_count(0)


def test_a_sentence_of_a_word_file_becomes_a_goal(log_in, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with log_in("pieter") as page:
        bring_in(page, agreement(tmp_path))
        mark_and_make(page)
        see_it_in_its_surroundings(page)
        set_aside_and_undo(page)


def test_the_thread_can_be_followed_on_a_phone_and_a_wide_screen(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("pieter") as page:
        address = re.sub(r"(/veenmeer/).*", r"\1beleid/draad/", page.url)
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            assert not overflow(page), width
            assert axe_violations(page) == [], width
        page.locator(".mw-thread-wide a.mw-flow__way").first.click()
        expect(page).to_have_url(re.compile("theme="))
