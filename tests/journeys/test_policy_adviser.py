"""A promise becomes a goal, the goal a rule, and the rule policy: as a policy adviser walks it."""

from __future__ import annotations

import re

import pytest
from browser import axe_violations, overflow, to_room
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.journey]

PROMISE = "In 2029 rijdt elke bus die wij inhuren met een chauffeur die bij ons een vak leerde."


def record_goal(page: Page) -> None:
    to_room(page, "Doelen")
    page.get_by_role("link", name="Doel vastleggen").click()
    page.get_by_label("Wat heeft het bestuur beloofd?").fill(PROMISE)
    page.get_by_label("Thema", exact=True).select_option(index=1)
    page.get_by_label("Waar staat het?").select_option(label="Motie")
    page.get_by_label("Titel van het document").fill("Motie 2026-31, Chauffeurs in opleiding")
    page.get_by_label("Vanaf het jaar").fill("2027")
    page.get_by_label("Tot en met het jaar").fill("2029")
    page.get_by_label(re.compile("Nog niet meetbaar")).fill("De vervoerders tellen nog niet op één manier.")
    page.get_by_role("button", name="Doel opslaan").click()
    expect(page.locator("h1")).to_contain_text("In 2029 rijdt elke bus")
    expect(page.locator("main")).to_contain_text("Nog niet meetbaar")


def draft_framework(page: Page) -> None:
    to_room(page, "Kaders")
    page.get_by_role("link", name="Kader opstellen").click()
    page.get_by_label("Titel", exact=True).fill("Vervoer dat iets oplevert")
    page.get_by_label(re.compile("Voor wie")).select_option(label="Bedrijfsvoering")
    page.get_by_role("button", name="Concept opslaan").click()
    expect(page.locator("h1")).to_contain_text("Vervoer dat iets oplevert")


def add_rule(page: Page) -> None:
    page.get_by_role("link", name="Regel toevoegen").click()
    page.get_by_role("link", name="Social return").click()
    sentence = page.locator("[aria-live]").filter(has_text="Vul de velden in")
    expect(sentence).to_be_visible()
    page.get_by_label("Deel van de opdrachtsom, minstens").fill("7,5")
    page.get_by_label("Diensten", exact=True).check()
    page.get_by_label(re.compile("Vanaf een raming")).fill("100.000")
    page.get_by_label(re.compile("Pas toe of leg uit")).check()
    page.get_by_label(PROMISE).check()
    spoken = page.locator("main [aria-live]")
    expect(spoken.filter(has_text="7,5% van de opdrachtsom")).to_be_visible(timeout=10_000)
    expect(spoken.filter(has_text=re.compile("Deze regel (zou|geldt)"))).to_be_visible(timeout=10_000)
    assert axe_violations(page) == []
    page.get_by_role("button", name="Regel opslaan").click()
    expect(page.locator("main")).to_contain_text("7,5% van de opdrachtsom")


def adopt(page: Page) -> None:
    page.get_by_role("link", name="Vaststelling vastleggen").click()
    page.get_by_label(re.compile("^College van")).check()
    page.get_by_label("Datum van het besluit").fill("17-11-2026")
    page.get_by_label("Geldt vanaf").fill("18-11-2026")
    page.get_by_role("button", name="Vaststelling vastleggen").click()
    expect(page.locator("main")).to_contain_text(re.compile("Vastgesteld|Geldt", re.I))
    assert page.get_by_role("link", name="Regel toevoegen").count() == 0  # what is adopted is frozen


def test_from_a_promise_to_a_rule_that_holds(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("pieter") as page:
        record_goal(page)
        goal = page.url
        expect(page.locator("main")).to_contain_text("Een belofte zonder instrument")
        draft_framework(page)
        add_rule(page)
        adopt(page)
        page.goto(goal)
        expect(page.locator("main")).to_contain_text("7,5% van de opdrachtsom")
        expect(page.locator("main")).not_to_contain_text("Een belofte zonder instrument")
        page.get_by_role("link", name=re.compile("7,5% van de opdrachtsom")).first.click()
        expect(page.locator("main")).to_contain_text("Vervoer dat iets oplevert")
        assert axe_violations(page) == []
        assert overflow(page) == []


def test_a_goal_half_filled_in_leads_to_what_is_missing(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("pieter", width=320) as page:
        to_room(page, "Doelen")
        page.get_by_role("link", name="Doel vastleggen").click()
        page.get_by_label("Wat heeft het bestuur beloofd?").fill("Een belofte zonder bron.")
        page.get_by_label("Vanaf het jaar").fill("mrt")
        page.get_by_role("button", name="Doel opslaan").click()
        summary = page.get_by_role("alert", name="Controleer wat u hebt ingevuld")
        expect(summary).to_be_visible()
        assert page.get_by_label("Wat heeft het bestuur beloofd?").input_value() == "Een belofte zonder bron."
        assert page.get_by_label("Vanaf het jaar").input_value() == "mrt"
        summary.get_by_role("link").last.click()
        assert page.evaluate("document.activeElement.tagName") in {"INPUT", "TEXTAREA", "SELECT"}
        assert axe_violations(page) == []
        assert overflow(page) == []
