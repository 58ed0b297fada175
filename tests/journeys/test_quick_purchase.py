"""A quick purchase on a phone: few taps, one field; elsewhere with one-tap reason; undone and repeated."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

import pytest
from browser import PHONE, axe_violations, faint_parts, overflow
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.journey]


@dataclass
class Hand:
    """Counts what a person does: a tap is about two seconds, a short field about five."""

    taps: int = 0
    fields: int = 0

    def tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1

    def fill(self, field: Locator, text: str) -> None:
        field.fill(text)
        self.fields += 1


def sound(page: Page) -> None:
    assert axe_violations(page) == []
    assert faint_parts(page) == []
    assert overflow(page) == []


def to_screen(page: Page, hand: Hand) -> None:
    hand.tap(page.get_by_role("main").get_by_role("link", name="Snel kopen").first)
    expect(page.get_by_role("heading", name="Snel kopen", level=1)).to_be_visible()


def test_flowers_on_a_phone_take_three_taps_and_one_field(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("anneke", width=PHONE) as page:
        hand, began = Hand(), time.monotonic()
        to_screen(page, hand)
        hand.tap(page.get_by_role("button", name="Bloemen", exact=True))
        expect(page.get_by_label("Wat kost het?")).to_be_focused()
        hand.fill(page.get_by_label("Wat kost het?"), "45")
        cards = page.locator("#deliverers .mw-quick__card")
        expect(cards.first).to_contain_text("Sociale onderneming")
        expect(page.locator("#quick-found")).to_contain_text(re.compile("kan dit leveren|kunnen dit leveren"))
        sound(page)
        chosen = cards.first.get_by_role("heading").inner_text()
        hand.tap(cards.first.get_by_role("button", name="Kies en leg vast"))
        expect(page.get_by_role("heading", name="Bloemen", level=1)).to_be_visible()
        print(f"{hand.taps} taps, {hand.fields} field, {time.monotonic() - began:.1f} s by a machine")
        assert (hand.taps, hand.fields) == (3, 1)
        expect(page.locator("main")).to_contain_text(chosen)
        expect(page.locator("main")).to_contain_text("€ 45")
        sound(page)

        page.get_by_role("button", name="Ongedaan maken").click()
        expect(page.locator("main")).to_contain_text("telt niet meer mee")
        page.get_by_role("link", name="Nog een keer").click()
        assert page.get_by_label("Wat koopt u?").input_value() == "Bloemen"
        assert page.get_by_label("Wat kost het?").input_value() == "45"


def test_elsewhere_by_keyboard_asks_one_reason_and_counts(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("anneke", width=PHONE) as page:
        to_screen(page, Hand())
        page.get_by_label("Wat koopt u?").focus()
        page.keyboard.type("boeket voor de receptie")
        page.get_by_label("Wat kost het?").focus()
        page.keyboard.type("30")
        expect(page.get_by_role("button", name="Te duur")).to_be_visible()
        page.get_by_label("Naam van de leverancier").focus()
        page.keyboard.type("Kiosk bij het station")
        page.get_by_role("button", name="Te duur").focus()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_contain_text("Kiosk bij het station")
        expect(page.locator("main")).to_contain_text("Te duur")
        page.goto(re.sub(r"snel/.*", "snel/?", page.url))
        expect(page.get_by_role("heading", name="Hetzelfde als de vorige keer?")).to_be_visible()
        page.get_by_role("button", name="Nog een keer vastleggen").dblclick()
        expect(page.locator("main")).to_contain_text("Herhaalt")
        page.goto(re.sub(r"snel/.*", "snel/overzicht/?mine=on&q=Kiosk", page.url))
        assert page.get_by_role("link", name="boeket voor de receptie").count() == 2
        sound(page)


def test_too_much_goes_on_as_a_normal_procurement_and_nothing_typed_is_lost(log_in) -> None:  # type: ignore[no-untyped-def]
    with log_in("anneke", width=PHONE) as page:
        to_screen(page, Hand())
        page.get_by_label("Wat koopt u?").fill("Bedrijfsuitje voor iedereen")
        page.get_by_label("Wat kost het?").fill("12.000")
        warning = page.locator("#deliverers")
        expect(warning).to_contain_text("Dit is meer dan een snelle inkoop")
        sound(page)
        page.on("dialog", lambda dialog: dialog.accept())
        address = page.url
        warning.get_by_role("link", name="Begin een gewone inkoop").click()
        expect(page.get_by_label("Hoe noemen we deze inkoop?")).to_have_value("Bedrijfsuitje voor iedereen")
        page.goto(address)
        page.get_by_role("button", name=re.compile("Terughalen|Zet terug|terug")).first.click()
        expect(page.get_by_label("Wat koopt u?")).to_have_value("Bedrijfsuitje voor iedereen")
