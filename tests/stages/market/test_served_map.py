"""Where a supplier works, on a map: whole provinces, parts, and never "nowhere" for what nobody said."""

from __future__ import annotations

from datetime import date

import pytest

from meerwaarde.stages.market.pages.served_map import NOT, PART, WHOLE, served_in, served_map

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("codes", "drenthe", "groningen"),
    [
        ({"NL13"}, WHOLE, NOT),
        ({"NL1"}, WHOLE, WHOLE),
        ({"NL"}, WHOLE, WHOLE),
        ({"GM0109"}, PART, NOT),
        ({"NL131", "NL11"}, PART, WHOLE),
    ],
)
def test_a_province_is_served_whole_in_part_or_not(codes: set[str], drenthe: int, groningen: int) -> None:
    assert (served_in("NL13", codes), served_in("NL11", codes)) == (drenthe, groningen)


def test_the_table_tells_the_same_as_the_map_without_numbers() -> None:
    chart = served_map(["NL11", "GM0109"], DAY)
    assert chart is not None
    rows = dict(chart.table.rows)
    assert len(rows) == 12
    assert (rows["Groningen"], rows["Drenthe"], rows["Zeeland"]) == ("helemaal", "voor een deel", "niet")
    assert ">4<" not in chart.svg


def test_what_nobody_said_gives_no_map() -> None:
    assert served_map(None, DAY) is None
    assert served_map([], DAY) is None
