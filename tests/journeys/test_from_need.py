"""From a need of € 60,000 for services to a strategy note, as a client and a buyer walk it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from browser import axe_violations, overflow, to_room
from filling import VALUE, begin, fill_purpose, fill_scope, next_step
from playwright.sync_api import Page, expect
from pypdf import PdfReader

pytestmark = [pytest.mark.journey]


def test_from_a_need_to_a_settled_strategy(log_in, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    title = "Onderhoud van de buurttuinen"
    with log_in("anneke") as page:
        file = begin(page, title, "Tuinen waar buurtbewoners graag komen.")
        fill_purpose(page)
        fill_scope(page, "60.000")
        advice = page.locator(".mw-advice")
        expect(advice).to_contain_text("Meervoudig onderhands")
        page.locator("input[name=estimate]").fill("216.000")
        expect(advice).to_contain_text("Europese procedure", timeout=10_000)
        page.locator("input[name=estimate]").fill("60.000")
        expect(advice).to_contain_text("Meervoudig onderhands", timeout=10_000)
        next_step(page)
        assert page.url == f"{file}aanpak/"
        for name, value in (("invitees", "3"), ("social_enterprises_invited", "1"), ("labour_share", "80")):
            page.locator(f"input[name={name}]").evaluate(
                "e => e.closest('details')?.setAttribute('open', '')"
            )
            page.locator(f"input[name={name}]").fill(value)
        for name, text in (
            ("motivation_procedure", "Het bedrag ligt ver onder de drempel en de markt is klein."),
            ("motivation_invitees", "Drie bedrijven met ervaring in buurttuinen, een daarvan sociaal."),
            ("motivation_lots", "Het werk hangt samen en is te klein om te delen."),
        ):
            field = page.locator(f"textarea[name={name}]")
            field.evaluate("e => e.closest('details')?.setAttribute('open', '')")
            field.fill(text)
        next_step(page)
        page.locator("input[name=social_return][value='2']").check()
        page.locator("input[name=environment_biodiversity][value='2']").check()
        page.get_by_role("button", name="Opslaan en leveranciers zoeken").click()
        page.wait_for_url(f"{file}leveranciers/")
        page.get_by_role("link", name="Verder naar de regels").click()
        expect(page.locator("main")).to_contain_text("Voldaan")
        page.get_by_role("link", name="Verder naar de strategie").click()
        assert axe_violations(page) == []
        assert overflow(page) == []
        page.get_by_role("button", name="Indienen").click()
        expect(page.locator("main")).to_contain_text("Ingediend")
    with log_in("bas") as page:
        waiting = page.get_by_role("link", name=title)
        expect(waiting.first).to_be_visible()
        page.goto(file)
        page.get_by_role("button", name="Advies afronden").click()
        expect(page.locator("main")).to_contain_text("Geadviseerd")
        page.get_by_role("button", name="Strategie vaststellen").click()
        expect(page.locator("main")).to_contain_text("Strategie vastgesteld")
        pdf, word = take(page, "PDF", tmp_path), take(page, "Word", tmp_path)
    text = "\n".join(one.extract_text() for one in PdfReader(BytesIO(pdf)).pages)
    written = docx.Document(BytesIO(word))
    whole = "\n".join(
        [p.text for p in written.paragraphs]
        + [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    )
    for expected in ("€ 60.000", "Meervoudig onderhands", "216.000", "150 mensen", "Controlegetal"):
        assert expected in " ".join(text.replace("\xa0", " ").split()), expected
        assert expected in whole.replace("\xa0", " "), expected
    assert VALUE in whole


def take(page: Page, kind: str, folder: Path) -> bytes:
    with page.expect_download() as coming:
        page.get_by_role("link", name=re.compile(f"Strategienota \\({kind}\\)")).click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path.read_bytes()


def test_a_mistake_keeps_everything_and_leads_to_the_field(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("anneke", width=390) as page:
        file = begin(page, "Een inkoop met fouten", "Iets.")
        page.goto(f"{file}wat-en-hoeveel/")
        page.get_by_label("Diensten", exact=True).check()
        page.get_by_label(re.compile("Wat koopt u")).fill("12345678")
        page.get_by_label("Ik weet het totaalbedrag").check()
        page.locator("input[name=estimate]").fill("-5")
        page.get_by_label(re.compile("Hoeveel maanden")).fill("twaalf")
        page.get_by_role("button", name="Opslaan en verder").click()
        summary = page.get_by_role("alert", name="Controleer wat u hebt ingevuld")
        expect(summary).to_be_visible()
        assert summary.get_by_role("link").count() >= 3
        assert page.locator("input[name=estimate]").input_value() == "-5"
        assert page.get_by_label(re.compile("Hoeveel maanden")).input_value() == "twaalf"
        summary.get_by_role("link").first.click()
        assert page.evaluate("document.activeElement.tagName") in {"INPUT", "TEXTAREA", "SELECT"}
        assert axe_violations(page) == []
        assert overflow(page) == []


def test_two_people_in_one_file_lose_nothing(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("anneke") as one, log_in("bas") as other:
        file = begin(one, "Een dossier voor twee", "Samen werken.")
        other.goto(f"{file}doel/")
        one.get_by_label(re.compile("Voor wie")).fill("Voor de jeugd.")
        one.get_by_role("button", name="Opslaan", exact=True).click()
        other.get_by_label(re.compile("Voor wie")).fill("Voor ouderen.")
        other.get_by_role("button", name="Opslaan", exact=True).click()
        expect(other.locator("main")).to_contain_text("Voor de jeugd.")
        assert other.get_by_label(re.compile("Voor wie")).input_value() == "Voor ouderen."


def test_a_double_click_starts_one_procurement(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("anneke") as page:
        page.goto(page.url.rstrip("/") + "/inkopen/nieuw/")
        page.get_by_label("Hoe noemen we deze inkoop?").fill("Dubbel geklikt")
        page.get_by_role("button", name="Beginnen").dblclick()
        page.wait_for_url(re.compile("/doel/"))
        to_room(page, "Inkopen")
        page.wait_for_url(re.compile("/inkopen/$"))
        expect(page.get_by_role("link", name="Dubbel geklikt")).to_have_count(1)
