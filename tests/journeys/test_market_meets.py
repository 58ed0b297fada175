"""The market meets: a firm comes in by itself, shows what it is, hears of a fresh notice and why."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from browser import PHONE, axe_violations, overflow, page_at
from outgoing import letter, link_in
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.journey]

ADDRESS = "sanne@groenkans.example"
PASSWORD = "een-heel-eigen-wachtwoord"


def registers(page: Page, running, folder: Path) -> None:  # type: ignore[no-untyped-def]
    page.goto(running.url("/aanmelden/bedrijf/"))
    page.get_by_label("KvK-nummer").fill("1234")
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("alert").first).to_be_visible()  # too short, and the rest is empty
    page.get_by_label("KvK-nummer").fill("87654321")
    page.get_by_label("Naam van uw bedrijf").fill("Groenkans Veenmeer")
    page.get_by_label(re.compile("Vestigingsplaats|Plaats")).fill("Assen")
    page.get_by_label(re.compile("Wat maakt of doet")).fill(
        "Wij onderhouden parken en plantsoenen met mensen die lang geen werk hadden."
    )
    page.get_by_label(re.compile("Uw eigen naam")).fill("Sanne Vlietstra")
    page.get_by_label(re.compile("Uw e-mailadres")).fill(ADDRESS)
    assert axe_violations(page) == []
    assert overflow(page) == []
    page.locator("main form button[type=submit]").first.click()
    confirm = link_in(letter(folder, ADDRESS, "/bevestigen/"), "/bevestigen/")
    page.goto(running.url(confirm))
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("Uw adres is bevestigd")


def test_a_firm_comes_in_shows_what_it_is_and_hears_of_a_fresh_notice(  # type: ignore[no-untyped-def]
    running, chromium: Browser, log_in: Callable, letters: Path, tmp_path: Path
) -> None:
    with page_at(chromium, PHONE) as visitor:
        registers(visitor, running, letters)
    with log_in("soraya") as soraya:
        soraya.goto(running.url("/veenmeer/markt/aanmeldingen/"))
        soraya.get_by_role("link", name="Groenkans Veenmeer").click()
        soraya.get_by_role("button", name="Bedrijf toelaten").click()
        expect(soraya.locator("main")).to_contain_text("Toegelaten")
    with page_at(chromium) as sanne:
        sanne.goto(running.url(link_in(letter(letters, ADDRESS, "/account/"), "/account/")))
        for field in sanne.locator("input[type=password]").all():
            field.fill(PASSWORD)
        sanne.locator("main form button[type=submit]").first.click()
        sanne.goto(running.url("/"))
        if "inloggen" in sanne.url:
            sanne.get_by_label(re.compile("E-?mail")).fill(ADDRESS)
            sanne.get_by_label(re.compile("^Wachtwoord")).fill(PASSWORD)
            sanne.locator("main form button[type=submit]").first.click()
        sanne.wait_for_url(re.compile("/groenkans-veenmeer/"))
        expect(sanne.locator("h1")).to_contain_text("Sanne")
        claims_a_recognition(sanne, running)
        wants_to_hear(sanne, running)
        with log_in("soraya") as soraya:
            checks_it(soraya, running)
        sanne.goto(running.url("/groenkans-veenmeer/markt/erkenningen/"))
        expect(sanne.locator("main article")).not_to_contain_text("Niet gecontroleerd")
        comes_in(running, tmp_path)
        told = letter(letters, ADDRESS, "Onderhoud van het Stadspark")
        assert "773" in told or "groen" in told.lower()
        sanne.goto(running.url("/groenkans-veenmeer/markt/aankondigingen/"))
        expect(sanne.locator("main")).to_contain_text("Onderhoud van het Stadspark")
        asks_a_partner_along(sanne)
        with log_in("wessel", authority="groenploeg-de-wissel") as wessel:
            takes_part(wessel, running)
        sanne.goto(running.url("/groenkans-veenmeer/markt/combinaties/"))
        whole = sanne.locator("main section", has_text="Onderhoud van het Stadspark").first
        expect(whole).to_contain_text("Gevormd")
        with log_in("bas") as bas:
            invites_it(bas, running)
        sanne.goto(running.url("/groenkans-veenmeer/markt/gevraagd/"))
        sanne.get_by_role("link", name="Het Stadspark, wie houdt het bij?").click()
        expect(sanne.get_by_role("heading", name="Ja, wij kunnen dit")).to_be_visible()
        expect(sanne.locator("main")).to_contain_text("Niemand leest uw antwoord")


def asks_a_partner_along(page: Page) -> None:
    """From the notice to who wants to work along, with why; one click asks it."""
    page.get_by_role("link", name="Onderhoud van het Stadspark").first.click()
    page.get_by_role("link", name="Zoek een impactpartner").click()
    card = page.locator("main article", has_text="Groenploeg De Wissel")
    expect(card).to_contain_text("Is een sociale onderneming; dat is nagekeken.")
    expect(card).to_contain_text("Wil in een combinatie meedoen.")
    assert axe_violations(page) == []
    card.get_by_role("button", name=re.compile("In een combinatie")).click()
    expect(page.get_by_role("status").first).to_contain_text("Groenploeg De Wissel krijgt een brief")
    expect(page.locator("main article", has_text="Groenploeg De Wissel")).to_contain_text("Gevraagd")


def takes_part(page: Page, running) -> None:  # type: ignore[no-untyped-def]
    page.goto(running.url("/groenploeg-de-wissel/markt/combinaties/"))
    whole = page.locator("main section", has_text="Onderhoud van het Stadspark").first
    whole.get_by_role("button", name="Meedoen", exact=True).click()
    expect(page.locator("main section", has_text="Onderhoud van het Stadspark").first).to_contain_text(
        "Gevormd"
    )


def invites_it(page: Page, running) -> None:  # type: ignore[no-untyped-def]
    """A buyer asks the market, finds the firm by name among the others, and sends."""
    page.goto(running.url("/veenmeer/markt/marktvragen/nieuw/"))
    page.get_by_label("Onderwerp").fill("Het Stadspark, wie houdt het bij?")
    page.get_by_label("Uw vraag").fill("Wij zoeken een bedrijf of combinatie voor het groen van het park.")
    page.get_by_label("Antwoorden tot").fill("15-01-2099")
    page.get_by_role("button", name="Verder naar leveranciers").click()
    page.get_by_label("Naam of KvK-nummer").fill("Groenkans")
    page.get_by_role("button", name="Zoek op").click()
    page.get_by_role("checkbox", name=re.compile("Groenkans Veenmeer")).check()
    page.get_by_role("button", name="Versturen naar deze leveranciers").click()
    expect(page.get_by_role("status").first).to_contain_text("krijgt een brief")
    expect(page.locator("main")).to_contain_text("Antwoorden: 0 van 1 leveranciers")


def claims_a_recognition(page: Page, running) -> None:  # type: ignore[no-untyped-def]
    page.goto(running.url("/groenkans-veenmeer/markt/erkenningen/nieuw/"))
    page.locator("main select").first.select_option(label="Regionale erkenning als impactondernemer")
    page.get_by_label(re.compile("Waar is het te zien")).fill("Register van de regio, nummer 12")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("Niet gecontroleerd")


def wants_to_hear(page: Page, running) -> None:  # type: ignore[no-untyped-def]
    page.goto(running.url("/groenkans-veenmeer/markt/meldingen/nieuw/"))
    page.get_by_label(re.compile("Hoe noemt u deze melding")).fill("Groen in het Noorden")
    page.get_by_label(re.compile("CPV-codes of -groepen")).fill("7731")
    page.get_by_label(re.compile("meteen|direct", re.IGNORECASE)).check()
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("Groen in het Noorden")


def checks_it(page: Page, running) -> None:  # type: ignore[no-untyped-def]
    page.goto(running.url("/veenmeer/markt/controleren/"))
    waiting = page.locator("main article", has_text="Groenkans Veenmeer")
    while not waiting.count():  # what waits longest stands first
        page.get_by_role("link", name="Volgende pagina").click()
        page.wait_for_load_state()
    waiting.get_by_role("link", name="Controleren").click()
    page.get_by_label(re.compile("Geldig tot en met")).fill("31-12-2099")
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("status").first).to_be_visible()


def comes_in(running, folder: Path) -> None:  # type: ignore[no-untyped-def]
    """A fresh notice, taken in by the command as an administrator would."""
    fresh = folder / "vers.json"
    fresh.write_text(
        json.dumps(
            {
                "publicatieId": 990001,
                "kenmerk": 590001,
                "publicatieDatum": time.strftime("%Y-%m-%d"),
                "typePublicatie": {"code": "AAO", "omschrijving": "Aankondiging opdracht"},
                "aanbestedingNaam": "Onderhoud van het Stadspark",
                "opdrachtgeverNaam": "Gemeente Terpstad",
                "sluitingsDatum": "2099-01-15T12:00:00",
                "procedure": {"code": "OPE", "omschrijving": "Openbaar"},
                "typeOpdracht": {"code": "D", "omschrijving": "Diensten"},
                "opdrachtBeschrijving": "Groenonderhoud, met werk voor wie lang langs de kant stond.",
                "cpvCodes": [{"code": "77310000-6", "omschrijving": "Groen", "isHoofdOpdracht": True}],
                "nutsCodes": [{"code": "NL131"}],
            }
        ),
        encoding="utf-8",
    )
    data = re.search(r"brieven staan in (\S+)", running.said)
    assert data is not None
    done = subprocess.run(
        [sys.executable, "-m", "meerwaarde.cli", "notices", "import", "--public", str(fresh)],
        env={**os.environ, "MEERWAARDE_DATA": str(Path(data[1]).parent), "MEERWAARDE_DEMO": "1"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
