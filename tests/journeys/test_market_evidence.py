"""A buyer freezes a search, lays it in a file, and rests an explanation on it; then reads it in the note."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from browser import PHONE, axe_violations, faint_parts, overflow
from docx import Document
from filling import begin, fill_scope, next_step
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.journey]
TITLE = "Begrazing met schapen in Drenthe"
TEXT = (
    "Wij zochten in de hele lijst naar een sociale onderneming die dit werk aanbiedt. Niemand noemt het. "
    "Ook de regio kende niemand. Daarom vragen wij nu een gewoon bedrijf en zoeken wij volgend jaar opnieuw."
)


def sound(page: Page) -> None:
    assert axe_violations(page) == []
    assert overflow(page) == []
    assert faint_parts(page) == []


def freeze(page: Page, ours: str) -> None:
    page.goto(f"{ours}/veenmeer/markt/leveranciers/?q=schapen+begrazing&region=NL13")
    page.get_by_role("link", name="Vastleggen als bewijs").click()
    page.get_by_label("Wat zocht u?").fill(TITLE)
    page.get_by_role("button", name="Leg deze zoekopdracht vast").click()
    expect(page.locator("main")).to_contain_text("Bewijs bij een inkoop")


def test_from_a_frozen_search_to_an_explanation(log_in: Any, tmp_path: Path) -> None:
    with log_in("bas") as page:
        ours = page.url.split("/veenmeer/")[0]
        file = begin(page, "Begrazing van de heide", "Een heide die niet dichtgroeit.")
        page.goto(f"{file}wat-en-hoeveel/")
        fill_scope(page, "60.000")
        next_step(page)
        freeze(page, ours)
        sound(page)
        page.get_by_role("link", name="In het dossier van een inkoop leggen").click()
        sound(page)
        chosen = page.get_by_label("In het dossier van welke inkoop?")
        expect(chosen).to_contain_text("Begrazing van de heide")
        chosen.select_option(file.rstrip("/").rsplit("/", 1)[1])
        page.get_by_label("Wat laat het zien voor deze inkoop?").fill("Niemand in Drenthe biedt dit aan.")
        page.get_by_role("button", name="In het dossier leggen").click()
        evidence = page.locator("#bewijs")
        expect(evidence).to_contain_text(TITLE)
        expect(evidence).to_contain_text("Niemand in Drenthe biedt dit aan.")
        expect(page.get_by_role("button", name="Ongedaan maken")).to_be_visible()
        sound(page)
        page.goto(f"{file}regels/")
        rule = page.locator("article.mw-card").filter(has_text="Milieu en biodiversiteit")
        rule.get_by_role("link", name="Leg uit").click()
        page.get_by_label("Geen aanbod in de markt").check()
        page.get_by_label(re.compile("Waarom kan dat hier niet")).fill(TEXT)
        for one in page.get_by_label("Of kies het uit dit dossier").filter(visible=True).all():
            one.select_option(index=1)
        sound(page)
        page.get_by_role("button", name="Voorleggen aan een collega").click()
        expect(page.locator("main")).to_contain_text(TITLE)
        page.get_by_role("link", name=re.compile("In dit dossier")).first.click()
        expect(page.locator("#bewijs")).to_contain_text("Bewijs voor")
        expect(page.locator("#bewijs").get_by_role("link", name="Uit het dossier halen")).to_have_count(0)
        with page.expect_download() as taken:
            page.get_by_role("link", name="Strategienota (Word)").click()
        note = tmp_path / "nota.docx"
        taken.value.save_as(note)
        kept = Document(str(note))
        words = [one.text for one in kept.paragraphs]
        words += [cell.text for table in kept.tables for row in table.rows for cell in row.cells]
        assert "Niemand in Drenthe biedt dit aan." in " ".join(words)


def test_on_a_phone_evidence_is_taken_out_and_put_back(log_in: Any) -> None:
    with log_in("bas", width=PHONE) as page:
        ours = page.url.split("/veenmeer/")[0]
        begin(page, "Schoonmaak van de werf", "Een schone werf.")
        page.goto(f"{ours}/veenmeer/markt/consultaties/")
        page.get_by_role("link", name="Schoonmaak overdag met vaste ploegen").click()
        page.get_by_role("link", name="In het dossier van een inkoop leggen").click()
        page.get_by_label("In het dossier van welke inkoop?").select_option(index=1)
        page.get_by_role("button", name="In het dossier leggen").click()
        evidence = page.locator("#bewijs")
        expect(evidence).to_contain_text("Er is een geschikte markt")
        expect(evidence).to_contain_text("2 partijen antwoordden")
        sound(page)
        evidence.get_by_role("link", name="Uit het dossier halen").click()
        page.get_by_role("button", name="Uit het dossier halen").click()
        expect(page.locator("main")).to_contain_text("Schrijf waarom")
        sound(page)
        page.get_by_label("Waarom is het geen bewijs meer?").fill("Gaat over andere gebouwen.")
        page.get_by_role("button", name="Uit het dossier halen").click()
        expect(page.locator("#bewijs")).to_contain_text("Uit dit dossier gehaald")
        page.get_by_role("button", name="Ongedaan maken").click()
        expect(page.locator("#bewijs").get_by_role("link", name="Uit het dossier halen")).to_be_visible()
