"""A procurement filled in by hand, step by step, as more than one journey does it."""

from __future__ import annotations

import re

from browser import to_room
from playwright.sync_api import Page, expect

VALUE = "Tien inwoners die lang thuis zaten, krijgen een vaste plek in het groen."


def next_step(page: Page) -> None:
    page.get_by_role("button", name="Opslaan en verder").click()
    page.wait_for_load_state()


def begin(page: Page, title: str, need: str) -> str:
    to_room(page, "Inkopen")
    page.get_by_role("link", name="Begin een inkoop").click()
    page.get_by_label("Hoe noemen we deze inkoop?").fill(title)
    page.get_by_label(re.compile("Wat is er nodig")).fill(need)
    page.get_by_role("button", name="Beginnen").click()
    page.wait_for_url(re.compile("/doel/"))
    return page.url.removesuffix("doel/")


def fill_purpose(page: Page) -> None:
    page.get_by_label(re.compile("Welke maatschappelijke waarde")).fill(VALUE)
    page.get_by_label(re.compile("Voor wie")).fill("Inwoners van Veenmeer zonder werk.")
    page.get_by_label(re.compile("In 2030 hebben 150 mensen")).check()
    page.locator("input[name=share_considered][value=yes]").check()
    page.locator("textarea[name=share_why]").fill("De buurgemeente heeft een eigen ploeg.")
    next_step(page)


def fill_scope(page: Page, amount: str) -> None:
    page.get_by_label("Diensten", exact=True).check()
    box = page.get_by_label(re.compile("Wat koopt u"))
    box.fill("groenonderhoud")
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    option.click()
    page.get_by_label(re.compile("Hoeveel maanden")).fill("12")
    page.get_by_label("Ik weet het totaalbedrag").check()
    page.locator("input[name=estimate]").fill(amount)
    page.locator("input[name=divided][value=no]").check()
