"""A service of € 60,000: one rule followed by whom one asks, one explained by one and approved by another."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from browser import axe_violations, faint_parts, overflow
from filling import begin, fill_purpose, fill_scope, next_step
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

pytestmark = [pytest.mark.journey]

TITLE = "Groen rond vier schoolpleinen"
WHY = (
    "De pleinen liggen op zand en worden elke dag bespeeld. De ecoloog keek op 3 november mee: "
    "niveau 2 vraagt een inheemse beplanting die hier binnen een jaar is vertrapt."
)


def sound(page: Page) -> None:
    assert axe_violations(page) == []
    assert faint_parts(page) == []
    assert overflow(page) == []


def rule(page: Page, words: str) -> Locator:
    return page.locator("article.mw-card").filter(has_text=words)


def fill_approach(page: Page) -> None:
    for name, text in (
        ("motivation_procedure", "Het bedrag ligt ver onder de drempel en de markt is klein."),
        ("motivation_invitees", "Drie bedrijven met ervaring op schoolpleinen, een daarvan sociaal."),
        ("motivation_lots", "Het werk hangt samen en is te klein om te delen."),
    ):
        field = page.locator(f"textarea[name={name}]")
        field.evaluate("e => e.closest('details')?.setAttribute('open', '')")
        field.fill(text)
    next_step(page)
    page.locator("input[name=social_return][value='2']").check()
    page.locator("input[name=environment_biodiversity][value='1']").check()


def put_on_the_list(page: Page, places: range) -> list[str]:
    """Tick these firms, and say of each on which ground it is asked."""
    names = []
    for place in places:
        firm = page.locator("#who .mw-firm").nth(place)
        names.append(firm.locator(".mw-firm__name a").first.inner_text())
        firm.get_by_role("checkbox").check()
        expect(page.locator("#id_list .mw-firm")).to_have_count(len(names))
    for place in range(len(names)):
        listed = page.locator("#id_list .mw-firm").nth(place)
        ground = listed.locator("select[name=reason]")
        ground.evaluate("e => e.closest('details')?.setAttribute('open', '')")
        ground.select_option(index=1)
        listed.locator("textarea[name=text]").fill(f"Deed dit eerder bij {place + 1} scholen in de buurt.")
        listed.get_by_role("button", name=re.compile("Reden opslaan")).click()
        expect(page.locator("#id_list .mw-firm").nth(place)).to_contain_text(f"bij {place + 1} scholen")
    return names


def explain(page: Page) -> None:
    rule(page, "Milieu en biodiversiteit").get_by_role("link", name="Leg uit").click()
    page.get_by_label("Niet in verhouding").check()
    evidence = page.locator(".mw-reason__evidence:visible").locator("input[type=text], textarea")
    for field in evidence.all():
        field.fill("verslag ecoloog.pdf in het dossier")
    page.get_by_label(re.compile("Waarom kan dat hier niet")).fill(WHY)
    sound(page)
    page.get_by_role("button", name="Voorleggen aan een collega").click()


def test_one_of_three_quotes_an_explanation_and_a_note(log_in, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with log_in("anneke") as page:
        file = begin(page, TITLE, "Speelplekken met schaduw en weinig regels.")
        fill_purpose(page)
        fill_scope(page, "60.000")
        next_step(page)
        fill_approach(page)
        page.get_by_role("button", name=re.compile("Opslaan en")).first.click()
        page.goto(f"{file}leveranciers/")
        kept = page.locator("main")
        expect(kept).to_contain_text("Nog 1 ondernemer te vragen")
        names = put_on_the_list(page, range(3))
        expect(kept).not_to_contain_text("Nog 1 ondernemer te vragen")
        sound(page)
        page.goto(f"{file}regels/")
        for words in ("minstens één impactonderneming", "één van de drie offertes"):
            expect(rule(page, words)).to_contain_text("Voldaan")
        expect(rule(page, "Milieu en biodiversiteit")).to_contain_text("Open")
        explain(page)
        told = page.url
        expect(page.locator("main")).to_contain_text("Wacht op een collega")
        sound(page)
    with log_in("robert") as page:
        page.goto(told)
        page.locator("#oordeel textarea").fill("Duidelijk. Neem bij de volgende pleinen wel inheems mee.")
        sound(page)
        page.get_by_role("button", name="Ik ga akkoord").click()
        expect(page.locator("main")).to_contain_text("Neem bij de volgende pleinen")
    with log_in("anneke") as page:
        page.goto(file)
        page.get_by_role("button", name="Indienen").click()
        expect(page.locator("main")).to_contain_text("Ingediend")
    with log_in("bas") as page:
        page.goto(file)
        page.get_by_role("button", name="Advies afronden").click()
        expect(page.locator("main")).to_contain_text("Geadviseerd")
        note = note_of(page, tmp_path)
    for expected in (*names, "De pleinen liggen op zand", "Robert", "€ 60.000"):
        assert expected in note, expected


def note_of(page: Page, folder: Path) -> str:
    with page.expect_download() as coming:
        page.get_by_role("link", name=re.compile(r"Strategienota \(PDF\)")).click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    text = "\n".join(one.extract_text() for one in PdfReader(BytesIO(path.read_bytes())).pages)
    return " ".join(text.replace("\xa0", " ").split())
