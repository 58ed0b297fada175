"""From the notice of a real municipality, reserved for social enterprises and without a value, to a note."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from browser import axe_violations
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = [pytest.mark.journey]

OWN = Path(__file__).parents[1] / "exchange" / "samples" / "eforms_reserved_contract_notice.xml"


def start_from(page, notice: Path) -> str:  # type: ignore[no-untyped-def]
    page.goto(page.url.rstrip("/") + "/inkopen/nieuw/")
    page.get_by_label("Bestand van de aankondiging").set_input_files(notice)
    page.get_by_role("button", name="Inlezen en verder").click()
    page.wait_for_url(re.compile("aankondiging="))
    page.get_by_role("button", name="Beginnen").click()  # the name comes from the notice
    page.wait_for_url(re.compile("/doel/"))
    return page.url.removesuffix("doel/")


@pytest.mark.real_data
def test_the_real_notice_is_reserved_and_its_value_is_asked(log_in, real_data: Path) -> None:  # type: ignore[no-untyped-def]
    with log_in("bas") as page:
        file = start_from(page, real_data / "ted_nl" / "280147-2022.xml")
        page.get_by_label(re.compile("Welke maatschappelijke waarde")).fill(
            "Werk voor mensen die het nodig hebben."
        )
        page.get_by_label(re.compile("Voor wie")).fill("Mensen met een afstand tot de arbeidsmarkt.")
        page.get_by_label(re.compile("In 2030 hebben 150 mensen")).check()
        page.get_by_role("button", name="Opslaan en verder").click()
        page.wait_for_url(f"{file}wat-en-hoeveel/")
        assert page.get_by_label("Diensten", exact=True).is_checked()
        assert page.get_by_label(re.compile("Wat koopt u")).input_value() == "90510000"
        assert page.locator("input[name=estimate]").input_value() == ""
        expect(page.locator("main")).to_contain_text(re.compile("waard|raming|bedrag", re.I))
        page.get_by_label("Ik weet het totaalbedrag").check()
        page.locator("input[name=estimate]").fill("1.200.000")
        expect(page.locator(".mw-advice")).to_contain_text("Europese procedure", timeout=10_000)
        page.get_by_role("button", name="Opslaan en verder").click()
        page.wait_for_url(f"{file}aanpak/")
        assert page.locator("select[name=reserved]").input_value() == "2.82"
        advice = page.locator(".mw-advice")
        page.locator("input[name=reserved_proof_share]").fill("25")
        expect(advice).to_contain_text("R12", timeout=10_000)
        page.locator("input[name=reserved_proof_share]").fill("45")
        page.get_by_role("button", name="Opslaan en verder").click()
        page.wait_for_url(f"{file}themas/")
        page.goto(file)
        expect(page.locator("main")).to_contain_text("artikel 2.82")
        assert axe_violations(page) == []
        with page.expect_download() as coming:
            page.get_by_role("link", name=re.compile("Strategienota \\(PDF\\)")).click()
        text = "\n".join(
            one.extract_text() for one in PdfReader(BytesIO(Path(coming.value.path()).read_bytes())).pages
        )
        assert "2.82" in text
        assert "1.200.000" in text


def test_a_notice_gives_its_fields_and_the_thread_leads_back(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("bas") as page:
        file = start_from(page, OWN)
        expect(page.locator("main")).to_contain_text("aankondiging")
        page.goto(file)
        page.get_by_role("link", name=re.compile("Groen|groen|Aankondiging|aankondiging")).first.click()
        expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("kapot.xml", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "DOCTYPE"),
        ("brief.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        ("leeg.xml", b"", "leeg"),
    ],
)
def test_an_odd_file_is_refused_kindly(log_in, tmp_path: Path, name: str, content: bytes, says: str) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / name
    file.write_bytes(content)
    with log_in("bas", width=390) as page:
        page.goto(page.url.rstrip("/") + "/inkopen/nieuw/")
        page.get_by_label("Bestand van de aankondiging").set_input_files(file)
        page.get_by_role("button", name="Inlezen en verder").click()
        expect(page.locator("main")).to_contain_text(re.compile(says, re.I))
        assert axe_violations(page) == []
