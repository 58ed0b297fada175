"""The administrator lets a colleague in and out, and a person switches on a second factor."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time

import pytest
from browser import axe_violations, give_password, page_at, to_room
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.journey]


def test_a_colleague_is_invited_and_a_role_ends(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("beheer") as page:
        to_room(page, "Organisatie")
        page.get_by_role("link", name="Collega toevoegen").click()
        page.get_by_label("E-mailadres").fill("noor@veenmeer.example")
        page.get_by_label("Naam", exact=True).fill("Noor Dijkema")
        page.get_by_label("Rol", exact=True).select_option(label="Inkoper")
        page.get_by_label(re.compile("Afdeling")).select_option(label="Sociaal domein")
        page.get_by_role("button", name="Deze rol geven").click()
        expect(page.get_by_text("een uitnodiging onderweg")).to_be_visible()
        row = page.get_by_role("row").filter(has_text="Noor Dijkema")
        expect(row).to_contain_text("Inkoper")
        row.get_by_role("button", name="Nu beëindigen").click()
        expect(page.get_by_text("De rol is beëindigd")).to_be_visible()
        expect(row).to_contain_text("Vandaag beëindigd")
        row.get_by_role("button", name="Ongedaan maken").click()
        expect(page.get_by_text("De collega heeft deze rol weer")).to_be_visible()
        assert axe_violations(page) == []
        to_room(page, "Journaal")
        expect(page.locator("main table")).to_contain_text("een rol")


def test_the_only_administrator_stays(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("beheer", width=390) as page:
        to_room(page, "Organisatie")
        page.get_by_role("button", name=re.compile("Nu beëindigen.*Beheerder")).click()
        expect(page.get_by_text("de enige in deze rol")).to_be_visible()
        expect(page.locator("h1")).to_have_text("Organisatie")
        assert axe_violations(page) == []


def code_of(secret: str, at: float) -> str:
    """The six digits that an app shows for this secret at this moment (RFC 6238, SHA-1, 30 seconds)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(at // 30)), "sha1")
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def switch_on(page: Page, password: str) -> str:
    page.locator(".mw-person__summary").click()
    page.get_by_role("link", name="Tweede stap").click()
    page.get_by_role("link", name="Zet aan").click()
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Verder").click()
    secret = page.locator(".mw-secret").inner_text().strip()
    assert axe_violations(page) == []
    page.get_by_label(re.compile("[Cc]ode")).fill("000000")
    page.get_by_role("button", name="Zet aan").click()
    expect(page.get_by_role("alert", name=re.compile("Controleer"))).to_be_visible()
    assert page.locator(".mw-secret").inner_text().strip() == secret
    page.get_by_label(re.compile("[Cc]ode")).fill(code_of(secret, time.time()))
    page.get_by_role("button", name="Zet aan").click()
    expect(page.locator("h1")).to_have_text("Herstelcodes")
    assert page.locator(".mw-codes li").count() == 10
    assert axe_violations(page) == []
    return secret


def test_a_second_factor_is_set_up_and_asked_from_then_on(log_in, running, chromium) -> None:  # type: ignore[no-untyped-def]
    with log_in("joost") as page:
        secret = switch_on(page, running.password)
    with page_at(chromium, 390) as page:
        page.goto(running.url("/"))
        give_password(page, "joost@veenmeer.example", running.password)
        expect(page.locator("h1")).to_contain_text("code van uw app")
        assert axe_violations(page) == []
        page.goto(running.url("/veenmeer/inkopen/"))
        assert "/tweede-stap/" in page.url, "half a log-in opens nothing"
        # A code works once, so the one of before does not count again; a neighbouring step does.
        page.get_by_label(re.compile("[Cc]ode")).fill(code_of(secret, time.time() + 30))
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(re.compile("/veenmeer/"))
