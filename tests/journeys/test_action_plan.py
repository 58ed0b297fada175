"""A plan from its first day to its adoption, as a policy adviser walks it: goal, action, picture, file."""

from __future__ import annotations

import re

import pytest
from browser import axe_violations, overflow, to_room
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.journey]

GOAL = "In 2027 krijgen twaalf mensen uit onze gemeente een vaste baan via een opdracht."


def sound(page: Page) -> None:
    """No mistake that a machine can see, and nothing that sticks out."""
    assert axe_violations(page) == []
    assert overflow(page) == []


def start(page: Page) -> str:
    to_room(page, "Actieplan")
    page.get_by_role("link", name="Actieplan beginnen").click()
    page.get_by_label("Naam van het plan").fill("Actieplan van de wandeling")
    page.get_by_label("Begint op").fill("1-1-2027")
    page.get_by_label("Eindigt op").fill("1-12-2026")
    page.get_by_role("button", name="Plan beginnen").click()
    expect(page.locator("main")).to_contain_text("Het plan eindigt voordat het begint")
    expect(page.get_by_label("Naam van het plan")).to_have_value("Actieplan van de wandeling")
    page.get_by_label("Eindigt op").fill("31-12-2027")
    sound(page)
    page.get_by_role("button", name="Plan beginnen").click()
    expect(page.locator("h1")).to_contain_text("Actieplan van de wandeling")
    sound(page)
    return page.url


def take_stock(page: Page, plan: str) -> None:
    page.goto(f"{plan}stap/1/")
    expect(page.locator("main")).to_contain_text("Beloften met een geldende regel")
    sound(page)
    page.get_by_role("link", name="Dit opschrijven").click()
    page.get_by_label("Wat het plan zegt").fill(
        "Wij vragen al vier jaar social return en kennen onze ondernemers."
    )
    sound(page)
    page.get_by_role("button", name="Tekst opslaan").click()
    expect(page.locator("main")).to_contain_text("Wij vragen al vier jaar social return")


def choose_themes(page: Page, plan: str) -> None:
    page.goto(f"{plan}themas/")
    page.locator("input[name=focus_social_return]").check()
    page.get_by_role("button", name="Thema’s opslaan").click()
    expect(page.locator("main")).to_contain_text("Zeg waarom dit thema")
    page.locator("textarea[name=reason_social_return]").fill("Hier zoeken de meeste mensen werk.")
    sound(page)
    page.get_by_role("button", name="Thema’s opslaan").click()
    expect(page.locator("main")).to_contain_text("Blijft open")


def set_goal(page: Page, plan: str) -> None:
    page.goto(f"{plan}stap/3/")
    page.get_by_role("link", name="Doel stellen").first.click()
    check = page.locator("main [aria-live]").filter(has_text="Tijdgebonden")
    page.get_by_label("Wat wordt er anders?").fill("Waar mogelijk vaste banen.")
    expect(check).to_contain_text("waar mogelijk", timeout=15_000)
    page.get_by_label("Wat wordt er anders?").fill(GOAL)
    page.get_by_label("Welk doel van het bestuur dient het?").select_option(index=1)
    page.get_by_label("Wat gaat u tellen?").fill("Mensen met een vaste baan")
    page.get_by_label("Waar staat u nu?").fill("3")
    page.get_by_label("Waar wilt u uitkomen?").fill("12")
    page.get_by_label("Wie staat erachter?").fill("Besproken met drie opdrachtgevers.")
    page.get_by_label("Eigenaar").select_option(label="Soraya Boonstra")
    page.get_by_label("Wat maakt het haalbaar?").fill("De uren staan in de begroting.")
    page.get_by_label("Gehaald op").fill("31-12-2027")
    expect(check).not_to_contain_text("Vul die in", timeout=15_000)
    sound(page)
    page.get_by_role("button", name="Doel opslaan").click()
    expect(page.locator("main")).to_contain_text(GOAL)
    expect(page.locator("main")).to_contain_text("SMART")


def name_tender(page: Page, plan: str) -> None:
    page.goto(f"{plan}kansrijk/")
    page.get_by_label("Welke aanbesteding?").fill("Schoonmaak van de sporthallen")
    page.locator("input[name=year]").fill("2027")
    sound(page)
    page.get_by_role("button", name="Op de lijst zetten").click()
    expect(page.locator("main")).to_contain_text("Alle andere inkopen blijven open voor impact")
    page.get_by_role("link", name="Schoonmaak van de sporthallen").click()
    page.get_by_role("button", name="Van de lijst halen").click()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator("main table")).to_contain_text("Schoonmaak van de sporthallen")


def describe_process(page: Page, plan: str) -> None:
    page.goto(f"{plan}momenten/")
    page.locator("textarea[name=how_need]").fill("De opdrachtgever noemt het doel van het bestuur.")
    page.locator("input[name=who_need]").fill("Opdrachtgever")
    sound(page)
    page.get_by_role("button", name="Momenten opslaan").click()
    expect(page.locator("main")).to_contain_text("Inkoop helpt en adviseert, maar is geen eigenaar")


def plan_action(page: Page, plan: str) -> None:
    page.goto(f"{plan}actie/")
    page.get_by_label("Wat gaat iemand doen?").fill("Afspraken maken met zes opdrachtnemers")
    page.get_by_label("Eigenaar").select_option(label="Soraya Boonstra")
    page.get_by_label("Begint op").fill("1-2-2027")
    page.get_by_label("Eindigt op").fill("30-6-2027")
    page.locator("input[name=hours]").fill("40")
    sound(page)
    page.get_by_role("button", name="Actie toevoegen").click()
    picture = page.get_by_role("img", name=re.compile("Planning van Actieplan van de wandeling"))
    expect(picture).to_be_visible()
    expect(picture).to_contain_text("Afspraken maken met zes opdrachtnemers")
    expect(page.locator("main table").first).to_contain_text("Afspraken maken met zes opdrachtnemers")
    sound(page)


def adopt(page: Page, plan: str) -> None:
    page.goto(plan)
    page.get_by_role("link", name="Vaststelling vastleggen").click()
    page.locator("input[name=body][value=council]").check()
    page.locator("input[name=adopted_on]").fill("17-11-2026")
    sound(page)
    page.get_by_role("button", name="Vaststelling vastleggen").click()
    expect(page.locator("main")).to_contain_text("de tekst staat vast")
    page.goto(f"{plan}stap/1/")
    assert page.get_by_role("link", name="Tekst wijzigen").count() == 0  # what is adopted stands


def evaluate(page: Page, plan: str) -> None:
    page.goto(f"{plan}stap/7/")
    page.get_by_role("link", name="Oordeel geven").click()
    page.get_by_label("Wat is bereikt?").fill("12")
    page.locator("input[name=verdict][value=reached]").check()
    sound(page)
    page.get_by_role("button", name="Oordeel opslaan").click()
    page.get_by_role("link", name="Conclusie vastleggen").click()
    page.get_by_label("Wat hebt u geleerd?").fill("Eerder beginnen helpt.")
    page.locator("input[name=changes][value=other]").check()
    sound(page)
    page.get_by_role("button", name="Conclusie opslaan").click()
    page.get_by_role("link", name="Afhandelen").click()
    page.get_by_label(re.compile("Wat is er veranderd")).fill("Het volgende plan begint in januari.")
    sound(page)
    page.get_by_role("button", name="Het is afgehandeld").click()
    expect(page.locator("main")).to_contain_text("Afgehandeld op")
    sound(page)


def take_along(page: Page, plan: str) -> None:
    page.goto(plan)
    for form in ("Word", "PDF"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=form, exact=True).click()
        file = waiting.value.path().read_bytes()
        assert file[:2] == b"PK" if form == "Word" else file[:5] == b"%PDF-"


def test_from_an_empty_plan_to_one_that_a_council_adopted(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("pieter") as page:
        plan = start(page)
        take_stock(page, plan)
        choose_themes(page, plan)
        set_goal(page, plan)
        name_tender(page, plan)
        describe_process(page, plan)
        plan_action(page, plan)
        adopt(page, plan)
        evaluate(page, plan)
        take_along(page, plan)
    with log_in("soraya", width=390) as page:
        expect(page.locator("main")).to_contain_text("Uw acties")
        sound(page)
    with log_in("rik", width=390) as page:
        page.goto(f"{plan}stap/6/")
        expect(page.locator("main")).to_contain_text("Afspraken maken met zes opdrachtnemers")
        sound(page)
