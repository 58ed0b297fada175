"""From a sentence in a coalition agreement to a rule, an explanation read twice, and back at the goal."""

from __future__ import annotations

import re

import pytest
from browser import axe_violations, overflow, to_room
from filling import begin, fill_scope, next_step
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.journey]

SENTENCE = "Elk gebouw dat wij laten onderhouden, gebruikt in 2030 minder energie dan nu."
TEXT = f"""Bladzijde 7
Wonen en gebouwen

Onze scholen en buurthuizen staan er goed bij. {SENTENCE} De bibliotheek blijft open op zondag.
"""
TITLE = "Aanvulling op het coalitieakkoord, najaar 2026"
NEED = "Onderhoud van de klokken in vier scholen"
WHY = (
    "De klokken zijn monumenten uit 1931 en lopen op een gewicht. De monumentencommissie vroeg op 9 november "
    "om het uurwerk te laten zoals het is, dus aan het verbruik valt niets te winnen."
)


def sound(page: Page) -> None:
    assert axe_violations(page) == []
    assert overflow(page) == []


def bring_in(page: Page) -> None:
    to_room(page, "Doelen")
    page.get_by_role("link", name=re.compile("Teksten")).first.click()
    page.get_by_role("link", name="Tekst inbrengen").first.click()
    page.get_by_label("Of plak de tekst").fill(TEXT)
    page.get_by_label("Titel van de tekst").fill(TITLE)
    page.get_by_label("Vanaf het jaar").fill("2026")
    page.get_by_label("Tot en met het jaar").fill("2030")
    sound(page)
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("h1")).to_contain_text("Aanvulling op het coalitieakkoord")


def make_goal(page: Page) -> str:
    page.get_by_text(SENTENCE).click()
    page.get_by_role("button", name="Doel maken").click()
    expect(page.get_by_label("Wat heeft het bestuur beloofd?")).to_have_value(SENTENCE)
    expect(page.get_by_label("Titel van het document")).to_have_value(TITLE)
    page.get_by_label("Thema", exact=True).select_option(label="Klimaat")
    page.get_by_label(re.compile("Nog niet meetbaar")).fill("De meters worden in het voorjaar geplaatst.")
    page.get_by_role("button", name="Doel opslaan").click()
    expect(page.locator("h1")).to_contain_text("Elk gebouw dat wij laten onderhouden")
    expect(page.locator("main")).to_contain_text("7")
    expect(page.locator("main")).to_contain_text("Een belofte zonder instrument")
    sound(page)
    return page.url


def adopt_a_rule(page: Page) -> None:
    to_room(page, "Kaders")
    page.get_by_role("link", name="Kader opstellen").click()
    page.get_by_label("Titel", exact=True).fill("Gebouwen die zuinig zijn")
    page.get_by_label(re.compile("Voor wie")).select_option(label="Vastgoed en gebouwen")
    page.get_by_role("button", name="Concept opslaan").click()
    page.get_by_role("link", name="Regel toevoegen").click()
    page.get_by_role("link", name=re.compile("Minimumniveau")).click()
    page.get_by_label("Thema", exact=True).select_option(label="Klimaat")
    page.locator("input[name=level][value='2']").check()
    page.get_by_label(re.compile("Pas toe of leg uit")).check()
    page.get_by_label(SENTENCE).check()
    page.get_by_role("button", name="Regel opslaan").click()
    page.get_by_role("link", name="Vaststelling vastleggen").click()
    page.get_by_label(re.compile("^College van")).check()
    page.get_by_label("Datum van het besluit").fill("17-11-2026")
    page.get_by_label("Geldt vanaf").fill("18-11-2026")
    page.get_by_role("button", name="Vaststelling vastleggen").click()
    expect(page.locator("main")).to_contain_text(re.compile("Vastgesteld|Geldt", re.I))


def rule(page: Page) -> Locator:
    return page.locator("article.mw-card").filter(has_text="Klimaat")


def start_and_explain(page: Page) -> tuple[str, str]:
    file = begin(page, NEED, "De klokken lopen op tijd en blijven zoals ze zijn.")
    page.get_by_label(re.compile("Welke maatschappelijke waarde")).fill("Het erfgoed blijft heel.")
    page.get_by_label(re.compile("Voor wie")).fill("Leerlingen en buren.")
    page.get_by_label(SENTENCE).check()
    page.locator("input[name=share_considered][value=yes]").check()
    page.locator("textarea[name=share_why]").fill("Niemand in de buurt heeft een uurwerkmaker.")
    next_step(page)
    fill_scope(page, "24.000")
    next_step(page)
    next_step(page)
    page.locator("input[name=social_return][value='1']").check()
    page.get_by_role("button", name=re.compile("Opslaan en")).first.click()
    page.goto(f"{file}regels/")
    rule(page).get_by_role("link", name="Leg uit").first.click()
    page.get_by_label("Niet in verhouding").check()
    evidence = page.locator(".mw-reason__evidence:visible").locator("input[type=text], textarea")
    for field in evidence.all():
        field.fill("brief van de monumentencommissie in het dossier")
    page.get_by_label(re.compile("Waarom kan dat hier niet")).fill(WHY)
    page.get_by_role("button", name="Voorleggen aan een collega").click()
    expect(page.locator("main")).to_contain_text("Wacht op een collega")
    return file, page.url


def test_a_sentence_becomes_policy_and_its_exception_is_read_twice(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("pieter") as page:
        bring_in(page)
        goal = make_goal(page)
        adopt_a_rule(page)
    with log_in("sietse") as page:
        file, told = start_and_explain(page)
    with log_in("robert") as page:
        page.goto(told)
        page.get_by_role("button", name="Ik ga akkoord").click()
        expect(page.locator("main")).to_contain_text("Akkoord")
    with log_in("pieter") as page:
        page.goto(told)
        page.get_by_label("Welke collega leest mee?").select_option(label="Dirk Hoogland")
        page.get_by_role("button", name="Vraag deze collega").click()
        expect(page.locator("main")).to_contain_text("is gevraagd om mee te lezen")
    with log_in("dirk") as page:
        page.goto(told)
        page.locator("main").get_by_role("link", name="Naar de lezing").first.click()
        page.get_by_label("Uitleg overtuigt", exact=True).check()
        page.locator("main textarea").first.fill("De brief van de commissie zegt precies dit.")
        page.get_by_role("button", name=re.compile("ordeel")).first.click()
        expect(page.locator("main")).to_contain_text("overtuigt")
        sound(page)
    with log_in("pieter") as page:
        page.goto(goal)
        kept = page.locator("main")
        expect(kept).to_contain_text(NEED)
        expect(kept).to_contain_text("Gebouwen die zuinig zijn")
        expect(kept).not_to_contain_text("Een belofte zonder instrument")
        expect(kept).to_contain_text(TITLE)
        sound(page)
        page.goto(file)
        expect(page.locator("main")).to_contain_text(NEED)
