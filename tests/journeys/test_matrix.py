"""The matrix in a real browser: filter, walk, change a cell, and find it back in the intake."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browser import PHONE, axe_violations, overflow, to_room
from filling import begin, fill_purpose, fill_scope, next_step
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.journey]

WORDS = "Vraag om compost van eigen blad."


def change_a_cell(page: Page) -> None:
    to_room(page, "Matrix")
    page.get_by_label("Woorden").fill("groenonderhoud")
    page.get_by_label("Cluster").select_option(label="Openbare ruimte")
    page.get_by_role("button", name="Filters toepassen").click()
    expect(page.get_by_role("rowheader", name="Groenonderhoud en planten")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Catering en voedsel")).to_have_count(0)
    page.locator("[data-cell]").first.focus()
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    panel = page.locator("#vak")
    expect(panel.get_by_role("heading", name="Groenonderhoud en planten")).to_be_focused()
    panel.get_by_text("Wijzig dit vak").click()
    panel.locator("input[name=level][value='3']").check()
    panel.get_by_label("Wat is hier mogelijk?").fill(WORDS)
    panel.get_by_label("Waarom verandert het?").fill("De composthoop is klaar.")
    panel.get_by_role("button", name="Vak opslaan").click()
    expect(page.locator("main")).to_contain_text("Het vak is opgeslagen")
    assert "cluster=Openbare" in page.url
    assert axe_violations(page) == []
    assert overflow(page) == []


def test_a_cell_that_is_changed_stands_in_the_intake(log_in: Any) -> None:
    with log_in("pieter") as page:
        change_a_cell(page)
    with log_in("anneke") as page:
        file = begin(
            page, "Blad en snoeihout van de begraafplaatsen", "Nette begraafplaatsen, het hele jaar."
        )
        fill_purpose(page)
        fill_scope(page, "60.000")
        next_step(page)
        why = page.locator("textarea[name=motivation_procedure]")
        why.evaluate("field => field.closest('details')?.setAttribute('open', '')")
        why.fill("Het bedrag ligt ver onder de drempel.")
        next_step(page)
        page.goto(f"{file}themas/")
        main = page.locator("main")
        expect(main).to_contain_text("Volgens de matrix is dit")
        expect(main).to_contain_text(WORDS)
        expect(main).to_contain_text("Wat is hier nog meer mogelijk?")
        assert axe_violations(page) == []
        page.get_by_role("button", name=re.compile(r"Neem niveau 3 over\W+Circulair")).click()
        expect(page.locator("input[name=circular][value='3']")).to_be_checked()
        page.get_by_role("button", name="Opslaan", exact=True).click()
        expect(page.locator(".mw-advice")).to_contain_text("Lager dan uw organisatie")


def test_on_a_phone_every_category_is_a_card_with_its_themes(log_in: Any) -> None:
    with log_in("rik", width=PHONE) as page:
        to_room(page, "Matrix")
        card = page.locator("tbody tr", has_text="Catering en voedsel")
        expect(card.get_by_text("Klimaat", exact=True)).to_be_visible()
        assert axe_violations(page) == []
        assert overflow(page) == []
        card.locator("[data-cell]").first.click()
        expect(page.locator("h1")).to_contain_text("Catering en voedsel")
        assert overflow(page) == []


def test_without_a_script_a_cell_is_a_page_with_its_form(log_in: Any) -> None:
    with log_in("pieter", java_script_enabled=False) as page:
        page.goto(page.url.rstrip("/") + "/beleid/matrix/")
        page.locator("[data-cell]").first.click()
        page.locator("summary", has_text="Wijzig dit vak").click()
        page.locator("input[name=level][value='1']").check()
        page.get_by_role("button", name="Vak opslaan").click()
        expect(page.locator("main")).to_contain_text(re.compile("Het vak is opgeslagen|niets gewijzigd"))
