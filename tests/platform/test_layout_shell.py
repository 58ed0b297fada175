"""What stands around every page: drawn by functions, and what is typed stays text."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from meerwaarde.platform.layout import drawn
from meerwaarde.platform.layout.components import Link, NavItem
from meerwaarde.platform.layout.context import NavEntry, NavGroup, PersonMenu, Shell

HOSTILE = '<script>alert("1")</script>{0}'
ESCAPED = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;{0}"
LINKS = tuple((what, f"/{what}/") for what in ("authorities", "password", "second_factor", "sign_out"))


def entry(label: str, *, current: bool = False) -> NavEntry:
    return NavEntry(NavItem(label=label, url=f"/{label}/", icon="goal"), current)


def never() -> str:
    raise AssertionError("only a form asks for the token: asking sets a cookie")


def test_who_is_not_logged_in_sees_no_person_no_bar_and_no_search() -> None:
    written = drawn.header(Shell(), never)
    assert 'class="mw-brand" href="/"' in written
    for part in ("mw-person", "mw-nav", "mw-search", "mw-menu-button", "mw-header__demo"):
        assert part not in written
    assert "<form" not in drawn.footer(Shell(), never)


def test_a_person_finds_every_way_and_signs_out_with_a_token() -> None:
    person = PersonMenu(name="Samira", role="Inkoper", links=LINKS)
    with override("nl"):
        written = drawn.header(Shell(person=person, search_url="/zoek/"), lambda: "the-token")
    for what in ("authorities", "password", "second_factor"):
        assert f'<a class="mw-person__item" href="/{what}/">' in written
    assert (
        '<form method="post" action="/sign_out/">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="the-token">' in written
    )
    assert 'action="/zoek/" method="get" role="search"' in written
    assert "Uitloggen" in written or "Afmelden" in written


def test_an_unknown_way_of_a_person_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        drawn.header(Shell(person=PersonMenu("Samira", "", (("elsewhere", "/"),))), never)


def test_the_bar_marks_the_page_and_the_part_it_lies_in() -> None:
    parts = (
        entry("start"),
        NavGroup("Beleid", "framework", (entry("doelen", current=True), entry("kaders"))),
        NavGroup("Markt", "supplier", (entry("firmas"), entry("kansen"))),
    )
    written = drawn.header(Shell(navigation=parts), never)
    assert written.count('aria-current="page"') == 1
    assert '<a class="mw-nav__item" href="/doelen/" aria-current="page">' in written
    assert '<a class="mw-nav__link" href="/start/">' in written
    assert written.count("mw-nav__head--current") == 1
    assert written.count("<details") == 2
    assert 'aria-controls="navigation"' in written


def test_a_choice_of_language_comes_back_to_this_page_with_a_token() -> None:
    languages = (("nl", "Nederlands", True), ("en", "English", False))
    shell = Shell(language_url="/taal/", languages=languages, path="/terp/?a=1&b=2")
    written = drawn.footer(shell, lambda: "the-token")
    assert 'name="next" value="/terp/?a=1&amp;b=2"' in written
    assert 'name="csrfmiddlewaretoken" value="the-token"' in written
    assert 'value="nl" lang="nl" aria-current="true"' in written
    assert 'value="en" lang="en">' in written


def test_what_is_typed_stays_text_in_every_place() -> None:
    shell = Shell(
        authority=HOSTILE,
        home_url=HOSTILE,
        navigation=(
            NavEntry(NavItem(label=HOSTILE, url=HOSTILE, icon="goal"), current=True),
            NavGroup(HOSTILE, "goal", (NavEntry(NavItem(label=HOSTILE, url=HOSTILE, icon="goal"), False),)),
        ),
        person=PersonMenu(name=HOSTILE, role=HOSTILE, links=tuple((what, HOSTILE) for what, _ in LINKS)),
        search_url=HOSTILE,
        language_url=HOSTILE,
        languages=((HOSTILE, HOSTILE, True),),
        path=HOSTILE,
        support=(Link(HOSTILE, HOSTILE),),
    )
    for written, places in (
        (drawn.header(shell, lambda: HOSTILE), 15),
        (drawn.footer(shell, lambda: HOSTILE), 8),
    ):
        assert written.count(ESCAPED) == places
        assert "<script" not in written


def test_spoken_texts_follow_the_language_of_the_reader() -> None:
    with override("nl"):
        dutch = drawn.spoken()
    with override("en"):
        english = drawn.spoken()
    assert "The connection was lost." in english
    assert "The connection was lost." not in dutch
    with override("nl"):
        assert drawn.spoken() == dutch
    keys = ("say-connection-lost", "say-connection-back", "say-server-error", "say-draft", "say-busy")
    for key in keys:
        assert f'<template id="{key}">' in dutch


def test_every_page_loads_its_style_sheet_and_its_scripts() -> None:
    written = drawn.head_files()
    assert written.count("<script src=") == 9
    assert written.count(" defer></script>") == 9
    assert 'rel="stylesheet"' in written
