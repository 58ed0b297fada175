"""A whole session with five browsers at once: two colleagues, two firms, and whoever leads it."""

from __future__ import annotations

import re
from contextlib import ExitStack

import pytest
from browser import PHONE, WIDE, axe_violations, faint_parts, overflow, page_at, picture
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.journey]
SOON = 10_000
"""Milliseconds on a busy machine; the page itself asks each second."""


def sound(page: Page) -> None:
    assert axe_violations(page) == []
    assert faint_parts(page) == []
    assert overflow(page) == []


def choose(page: Page, place: int, now: int, then: int) -> None:
    """Tap both levels of the area at this place."""
    area = page.locator("[data-area]").nth(place)
    area.locator(f'input[name^="present-"][value="{now}"]').check()
    area.locator(f'input[name^="desired-"][value="{then}"]').check()


def score(page: Page, levels: list[tuple[int, int]]) -> None:
    for place, (now, then) in enumerate(levels):
        choose(page, place, now, then)
    expect(page.locator("#session-kept")).to_have_text("Alles is bewaard.", timeout=SOON)


def as_guest(page: Page, link: str, name: str, party: str) -> None:
    page.goto(link)
    page.get_by_label("Uw naam").fill(name)
    page.get_by_label(re.compile("^Uw organisatie")).fill(party)
    page.get_by_role("button", name="Meedoen", exact=True).click()
    expect(page.locator("[data-scores]")).to_be_visible()


def as_colleague(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name=re.compile("^Meedoen als ")).click()
    expect(page.locator("[data-scores]")).to_be_visible()


def to_the_prepared_session(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Bermmaaisel: hoe ver gaat de proef")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bermmaaisel")


def what_follows(desk: Page) -> None:
    """The report is a file, the intake takes the agreed level over, and it can be undone."""
    settled = desk.url
    report = desk.get_by_role("link", name="Verslag (PDF)").get_attribute("href")
    assert report is not None
    taken = desk.request.get(f"{desk.url.split('/veenmeer/')[0]}{report}")
    assert taken.body().startswith(b"%PDF")
    picture(desk, "session-follows")
    desk.get_by_role("button", name="Overnemen in de intake").click()
    expect(desk.get_by_text("De afgesproken niveaus staan in de intake.")).to_be_visible()
    expect(desk.get_by_text("Staat in de intake")).to_be_visible()
    desk.goto(settled)
    expect(desk.get_by_text("Staat in de intake")).to_be_visible()


def to_the_matrix(pieter: Page, desk: Page) -> None:
    """Who keeps the matrix takes the agreement over; nothing is left to take over then."""
    pieter.goto(desk.url)
    part = pieter.locator("#naar-matrix")
    part.get_by_role("button", name="Alles overnemen in de matrix").click()
    expect(pieter.get_by_text(re.compile("van de matrix (is|zijn) geschreven"))).to_be_visible()
    expect(part.get_by_role("button")).to_have_count(0)
    expect(part.get_by_text("Staat in de matrix")).to_have_count(2)
    sound(pieter)


def test_five_browsers_from_opening_to_what_was_agreed(log_in, running, chromium: Browser) -> None:  # type: ignore[no-untyped-def]
    with ExitStack() as room:
        desk: Page = room.enter_context(log_in("anneke", width=WIDE))
        bas: Page = room.enter_context(log_in("bas", width=PHONE))
        ilse: Page = room.enter_context(log_in("ilse", width=PHONE))
        firm: Page = room.enter_context(page_at(chromium, PHONE))
        other: Page = room.enter_context(page_at(chromium, WIDE))

        to_the_prepared_session(desk)
        desk.get_by_role("button", name="Openen").click()
        link = desk.get_by_role("link", name="De link voor in een bericht").get_attribute("href")
        assert link is not None
        sound(desk)
        picture(desk, "session-desk-scoring")

        for page in (bas, ilse):
            as_colleague(page, link)
        as_guest(firm, link, "Gerda Papenkamp", "Papierfabriek De Halm")
        as_guest(other, link, "Rob Zandstra", "Maaibedrijf Zandstra")
        expect(desk.locator("#live-people")).to_contain_text("4 mensen doen mee", timeout=SOON)
        expect(desk.locator("#live-people")).to_contain_text("Papierfabriek De Halm")
        sound(firm)
        picture(firm, "session-seat-scoring-390")

        # Everybody scores alone; the firm loses its connection halfway and nothing is lost.
        score(bas, [(1, 2)] * 6)
        score(ilse, [(1, 2)] * 6)
        score(other, [(1, 1)] * 6)
        firm.context.set_offline(True)
        choose(firm, 0, 0, 3)
        expect(firm.locator("#session-kept")).to_contain_text("Nog niet bewaard", timeout=SOON)
        firm.context.set_offline(False)
        score(firm, [(0, 3)] * 6)
        firm.reload()
        expect(firm.locator('input[name^="desired-"][value="3"]:checked')).to_have_count(6)
        before = desk.locator("main").inner_html()
        assert "mw-chart" not in before, "scores on the desk before the reveal"

        for page in (bas, ilse, firm):
            page.get_by_role("button", name="Ik ben klaar").click()
            expect(page.get_by_text("U bent klaar.")).to_be_visible()
        expect(desk.locator("#live-people")).to_contain_text("3 zijn klaar", timeout=SOON)
        expect(other.locator("#session-counts")).to_contain_text("3 zijn klaar", timeout=SOON)

        desk.get_by_role("button", name="Scores tonen").click()
        expect(desk.get_by_text("1 persoon is nog niet klaar.")).to_be_visible()
        desk.get_by_role("button", name="Toch de scores tonen").click()
        for page in (bas, ilse, firm, other):
            expect(page.locator("#live-board")).to_be_visible(timeout=SOON)
            assert "Gerda" not in page.locator("#live-board").inner_html()
        sound(desk)
        sound(firm)
        picture(desk, "session-desk-talk")
        picture(firm, "session-seat-talk-390")

        # The desk goes to the next area, and every screen follows.
        first = desk.locator("#live-board h2").inner_text()
        desk.get_by_role("button", name="Volgend gebied").click()
        expect(desk.locator("#live-board h2")).not_to_have_text(first)
        second = desk.locator("#live-agree h2").inner_text().removeprefix("Afspreken: ")
        for page in (bas, firm):
            expect(page.locator("#live-board h2")).to_contain_text(second, timeout=SOON)

        firm.get_by_label("Uw woorden").fill("Wij kunnen nu al veel meer.")
        firm.get_by_label(re.compile("^Ik zie dit anders")).check()
        firm.get_by_label("Zet mijn naam erbij").check()
        firm.get_by_role("button", name="Op tafel leggen").click()
        expect(bas.locator("#live-board")).to_contain_text(
            "Gerda Papenkamp (Papierfabriek De Halm)", timeout=SOON
        )

        agree = desk.locator("#live-agree")
        agree.get_by_label("Wat er gebeurt").fill("Wij proberen het op één bermvak.")
        agree.locator('input[name="level"][value="2"]').check()
        agree.get_by_label("Waarom").fill("De partijen aan tafel kunnen dit waarmaken.")
        agree.get_by_role("button", name="Afspreken").click()
        expect(firm.locator("#live-board")).to_contain_text("Wij proberen het op één bermvak.", timeout=SOON)

        desk.get_by_role("button", name="Afspraken vastleggen").click()
        desk.get_by_role("button", name="Vastleggen en het openlaten").click()
        for page in (desk, bas, firm, other):
            expect(page.locator("main")).to_contain_text("Wij proberen het op één bermvak.", timeout=SOON)
            expect(page.get_by_role("heading", level=1)).to_contain_text("Afgesproken", timeout=SOON)
        sound(desk)
        sound(firm)
        picture(firm, "session-seat-result-390")
        what_follows(desk)
        with log_in("pieter", width=WIDE) as pieter:
            to_the_matrix(pieter, desk)

        with page_at(chromium, PHONE) as late:
            answer = late.goto(link)
            assert answer is not None
            assert answer.status == 404
            expect(late.get_by_role("heading", level=1)).to_have_text("Hiermee gaat niets open")
            sound(late)


def test_what_was_settled_is_read_by_a_colleague(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("ilse", width=WIDE) as page:
        to_the_settled_session(page)
        expect(page.locator("main")).to_contain_text("Wijkploegen krijgen een eigen perceel")
        expect(page.locator("main")).to_contain_text("Wij kunnen niveau 3 al leveren.")
        expect(page.get_by_role("button", name="Scores tonen")).to_have_count(0)
        sound(page)
        picture(page, "session-result")


def test_what_was_settled_becomes_a_report_and_changes_the_matrix(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("pieter", width=WIDE) as page:
        to_the_settled_session(page)
        for name, kind in (("PDF", "application/pdf"), ("Word", "wordprocessingml")):
            link = page.get_by_role("link", name=f"Verslag ({name})")
            report = page.request.get(link.evaluate("one => one.href"))
            assert report.status == 200
            assert kind in report.headers["content-type"]
        line = "Groenonderhoud en planten: Diversiteit en inclusie"
        to_matrix = page.locator("#naar-matrix li").filter(has_text=line)
        expect(to_matrix).to_contain_text("Nu in de matrix: 1 basis.")
        to_matrix.get_by_role("button").click()
        expect(to_matrix).to_contain_text("Staat in de matrix")
        expect(to_matrix).to_contain_text("Nu in de matrix: 2 significant.")
        to_matrix.get_by_role("link", name=line).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Groenonderhoud en planten")
        sound(page)


def to_the_settled_session(page: Page) -> None:
    page.goto(page.url.rstrip("/") + "/beleid/ambitiewebben/")
    page.get_by_role("link", name="Ambitieweb Openbare ruimte").first.click()
    page.get_by_role("link", name=re.compile("Openbare ruimte: hoe ver gaan wij")).first.click()
    expect(page.locator(".mw-session__boards")).to_be_visible()
