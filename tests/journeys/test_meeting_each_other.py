"""Two people meet: an authority plans it, one comes by log-in and one by a letter, and both want it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from browser import PHONE, axe_violations, overflow, page_at
from outgoing import letter, link_in
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.journey]

GUEST = "fenna@wilgenwerk.example"
TITLE = "Meubels die blijven"


def sound(page: Page) -> None:
    assert axe_violations(page) == []
    assert overflow(page) == []


def send(page: Page) -> None:
    page.locator("main form button[type=submit]").first.click()


def plans_it(page: Page, running) -> str:  # type: ignore[no-untyped-def]
    """A meeting with a part of the programme, announced; gives the address of its public page."""
    page.goto(running.url("/veenmeer/markt/bijeenkomsten/nieuw/"))
    page.get_by_label("Naam van de bijeenkomst").fill(TITLE)
    page.get_by_label("Waar is het voor?").fill("Wie meubels opknapt en wie ze nodig heeft.")
    page.get_by_label("Dag", exact=True).fill("1-1-2020")
    page.get_by_label("Begint om").fill("13:30")
    page.get_by_label("Eindigt om").fill("16:30")
    page.get_by_label(re.compile("^Plaats")).fill("Kringloop De Draai, Veenmeer")
    page.get_by_label(re.compile("spreken, vanaf")).fill("15:00")
    page.get_by_label(re.compile("spreken, tot")).fill("16:00")
    send(page)
    expect(page.get_by_role("alert").first).to_contain_text("ligt in het verleden")
    sound(page)
    coming = date.today() + timedelta(days=40)  # noqa: DTZ011 (the day as the visitor's browser has it)
    page.get_by_label("Dag", exact=True).fill(f"{coming:%d-%m-%Y}")
    send(page)
    page.get_by_role("link", name="Onderdeel toevoegen").click()
    page.get_by_label("Begint om").fill("13:30")
    page.get_by_label("Wat gebeurt er?").fill("Rondleiding langs de werkbanken")
    send(page)
    page.get_by_role("button", name="Aankondigen").click()
    expect(page.locator("h1")).to_contain_text(TITLE)
    sound(page)
    address = page.get_by_role("link", name="Openbare pagina").get_attribute("href")
    assert address is not None
    return address


def comes_by_letter(page: Page, running, folder: Path, address: str) -> str:  # type: ignore[no-untyped-def]
    """Without an account: a letter, a confirmed address, an own page; gives the address of that page."""
    page.goto(running.url(address))
    expect(page.locator("main")).to_contain_text("Rondleiding langs de werkbanken")
    page.get_by_role("link", name="Aanmelden").click()
    page.get_by_label(re.compile("Naam van uw bedrijf")).fill("Wilgenwerk")
    page.get_by_label("Uw eigen naam").fill("Fenna Rozema")
    page.get_by_label("Uw e-mailadres").fill(GUEST)
    page.get_by_label(re.compile("Wat zoekt of biedt u")).fill("Stoelen die wij opnieuw bekleden")
    send(page)
    expect(page.get_by_role("alert").first).to_be_visible()  # without consent nothing is kept
    page.get_by_label(re.compile("Ik vind het goed")).check()
    sound(page)
    send(page)
    link = link_in(letter(folder, GUEST, TITLE), "/plaats/")
    page.goto(running.url(link))
    page.get_by_role("button", name="Bevestig mijn adres").click()
    expect(page.locator("main")).to_contain_text("U hebt een plaats")
    return link


def test_contact_is_shared_once_both_want_to_meet(  # type: ignore[no-untyped-def]
    running, chromium: Browser, log_in: Callable, letters: Path
) -> None:
    with log_in("soraya") as soraya:
        address = plans_it(soraya, running)
    with page_at(chromium, PHONE) as fenna, log_in("wessel", authority="groenploeg-de-wissel") as wessel:
        own = comes_by_letter(fenna, running, letters, address)
        wessel.goto(running.url("/groenploeg-de-wissel/markt/bijeenkomsten/"))
        wessel.get_by_role("link", name=TITLE).click()
        wessel.get_by_label(re.compile("Wat zoekt of biedt u")).fill("Hout uit oude parkbanken")
        wessel.get_by_role("button", name="Aanmelden").click()
        expect(wessel.get_by_role("status").first).to_contain_text("U hebt een plaats")
        expect(wessel.locator("main")).not_to_contain_text(GUEST)
        wessel.get_by_text("Ik wil Fenna Rozema ontmoeten").click()
        wessel.get_by_label("Waarover wilt u praten?").fill("Ik heb veertig eiken planken.")
        wessel.locator("details[open]").get_by_role("button", name="Vragen om kennis te maken").click()
        expect(wessel.locator("main")).to_contain_text("Gevraagd, nog geen antwoord")
        expect(wessel.locator("main")).not_to_contain_text(GUEST)
        sound(wessel)
        assert "@groenploeg-de-wissel" not in letter(letters, GUEST, "veertig eiken planken")

        fenna.goto(running.url(own))
        expect(fenna.locator("main")).to_contain_text("Ik heb veertig eiken planken.")
        expect(fenna.locator("main")).not_to_contain_text("wessel@")
        sound(fenna)
        fenna.get_by_role("button", name="Ja, ik wil Wessel Groenhof spreken").click()
        expect(fenna.locator("main")).to_contain_text("wessel@groenploeg-de-wissel.example")
        expect(fenna.locator("main")).to_contain_text("15:00")
        wessel.reload()
        expect(wessel.locator("main")).to_contain_text(GUEST)
        expect(wessel.locator("main")).to_contain_text("15:00")
        assert "wessel@groenploeg-de-wissel.example" in letter(letters, GUEST, "allebei kennismaken")
