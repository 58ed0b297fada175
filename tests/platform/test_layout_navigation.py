"""The bar on top: short it stays as it is, long it folds into parts."""

from __future__ import annotations

from typing import Any

import pytest

from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import NavItem
from meerwaarde.platform.layout.context import MOST_IN_A_ROW, NAV_GROUPS, NavGroup, entries, grouped


def bar(count: int, group: str = "policy") -> tuple[NavItem, ...]:
    return tuple(
        NavItem(label=f"{group} {number}", url=f"/v/{group}/{number}/", icon="goal", group=group)
        for number in range(count)
    )


HOME = NavItem(label="home", url="/v/", icon="home", exact=True)


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
