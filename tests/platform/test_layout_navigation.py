"""The bar on top: short it stays as it is, long it folds into parts."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from meerwaarde.platform.layout import drawn, slots
from meerwaarde.platform.layout.components import NavItem
from meerwaarde.platform.layout.context import (
    MOST_IN_A_ROW,
    NAV_GROUPS,
    NavEntry,
    NavGroup,
    _bar_of,
    entries,
    grouped,
    shell_of,
)


def bar(count: int, group: str = "policy") -> tuple[NavItem, ...]:
    return tuple(
        NavItem(label=f"{group} {number}", url=f"/v/{group}/{number}/", icon="goal", group=group)
        for number in range(count)
    )


HOME = NavItem(label="home", url="/v/", icon="home", exact=True)


def test_what_everybody_may_read_has_a_bar_of_its_own() -> None:
    request = RequestFactory().get("/openbaar/vragen/")
    shown = [one for one in shell_of(request).navigation if isinstance(one, NavEntry)]
    addresses = {one.item.url: one.current for one in shown}
    assert addresses["/openbaar/vragen/"] is True
    assert {"/openbaar/", "/openbaar/bijeenkomsten/", "/openbaar/consultaties/", "/account/inloggen/"} <= set(
        addresses
    )
    assert [one.current for one in shown].count(True) == 1
    assert 'href="/openbaar/vragen/" aria-current="page"' in drawn.header(shell_of(request), str)
    assert shell_of(RequestFactory().get("/account/inloggen/")).navigation == ()


def test_a_short_bar_stays_as_it_is() -> None:
    found = grouped(entries((HOME, *bar(MOST_IN_A_ROW - 1)), "/v/"))
    assert len(found) == MOST_IN_A_ROW
    assert not any(isinstance(one, NavGroup) for one in found)


def test_a_long_bar_folds_and_loses_nothing() -> None:
    items = (HOME, *bar(4), *bar(4, "market"), *bar(1, "procurement"))
    found = grouped(entries(items, "/v/market/2/"))
    assert [type(one).__name__ for one in found] == ["NavEntry", "NavGroup", "NavGroup", "NavEntry"]
    below = [entry.item for one in found for entry in (one.entries or (one,))]
    assert below == list(items)
    current = [one for one in found if one.current]
    assert [one.label for one in current if isinstance(one, NavGroup)] == [str(NAV_GROUPS["market"][0])]


def test_an_unknown_part_is_no_part() -> None:
    with pytest.raises(KeyError):
        grouped(entries((HOME, *bar(MOST_IN_A_ROW, "somewhere")), "/v/"))


def test_every_entry_but_home_belongs_to_a_part(cast: Any) -> None:
    seen = {item for actor in cast.actors.values() for item in slots.navigation.collect(actor)}
    assert len(seen) > MOST_IN_A_ROW
    assert {item.label for item in seen if item.group not in NAV_GROUPS} == {"Start"}


def test_the_bar_follows_from_role_and_place_alone(cast: Any) -> None:
    """So it may be kept for the next page: who asks for anything else of an actor fails here."""
    for actor in cast.actors.values():
        place = SimpleNamespace(
            slug=actor.slug,
            role=actor.role,
            kind=actor.kind,
            permissions=actor.permissions,
            may=actor.permissions.__contains__,
        )
        assert slots.navigation.collect(place) == slots.navigation.collect(actor)  # type: ignore[arg-type]


def test_the_bar_asks_the_database_nothing(cast: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        for actor in cast.actors.values():
            slots.navigation.collect(actor)


def test_each_language_role_and_place_has_its_own_bar(cast: Any) -> None:
    ann, ada = cast.actors["ann"], cast.actors["ada"]
    seen = {}
    for language in ("nl", "en", "nl"):
        with override(language):
            for actor in (ann, ada, replace(ann, slug="elders")):
                found = tuple((item.label, item.url) for item in _bar_of(actor))
                assert found == tuple((str(item.label), item.url) for item in slots.navigation.collect(actor))
                assert seen.setdefault((language, actor.role, actor.slug), found) == found
    assert len(set(seen.values())) == len(seen) == 6
