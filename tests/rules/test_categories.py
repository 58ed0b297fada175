"""Which category a CPV code falls under, and how two matrices differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.ambition import LEVELS, THEMES
from meerwaarde.rules.categories import (
    Belonging,
    belongs_to,
    changes,
    coverage,
    overlaps,
    read_beginnings,
)

OFFICE = {"cleaning": ("9091",), "waste": ("905",), "environment": ("90",), "ict": ("302", "48", "72")}

beginning = st.text("123456789", min_size=2, max_size=5)
lists = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3),
    st.lists(beginning, unique=True, max_size=4).map(tuple),
    max_size=5,
)
codes = st.text("123456789", min_size=8, max_size=8)
levels = st.dictionaries(
    st.text("abc", min_size=1, max_size=2),
    st.dictionaries(st.sampled_from(THEMES), st.sampled_from(LEVELS)),
    max_size=4,
)


def test_the_longest_beginning_decides() -> None:
    assert belongs_to("90911200", OFFICE) == Belonging("cleaning", "9091")
    assert belongs_to("90511000", OFFICE) == Belonging("waste", "905")
    assert belongs_to("90700000", OFFICE) == Belonging("environment", "90")
    assert belongs_to("45000000", OFFICE) is None


def test_what_people_type_becomes_beginnings() -> None:
    found, wrong = read_beginnings("90910000-9; 72,48\n 9091 schoonmaak 1 00300000")
    assert found == ("9091", "72", "48")
    assert wrong == ("schoonmaak", "1", "00300000")


def test_two_categories_with_the_same_beginning_are_a_tie_that_names_both() -> None:
    (fault,) = overlaps({**OFFICE, "facilities": ("9091",)})
    assert fault.tie
    said = fault.said({"cleaning": "Schoonmaak", "facilities": "Facilitair"}).nl
    assert "9091" in said
    assert "“Schoonmaak”" in said
    assert "“Facilitair”" in said


def test_a_beginning_inside_one_of_the_same_category_says_nothing() -> None:
    (fault,) = overlaps({"green": ("773", "7731")})
    assert not fault.tie
    assert "7731 valt al onder 773" in fault.said({}).nl


def test_a_narrower_beginning_counts_where_another_category_lies_between() -> None:
    assert overlaps({"a": ("90", "90911"), "b": ("909",)}) == ()


def test_divisions_are_whole_partly_or_not_reached() -> None:
    found = coverage(OFFICE, ("90", "30", "45"))
    assert (found.whole, found.partly, found.none) == (("90",), ("30",), ("45",))


@given(lists, codes)
def test_a_code_belongs_to_one_category_whatever_the_order(held: dict, code: str) -> None:
    turned = {name: tuple(reversed(held[name])) for name in reversed(list(held))}
    assert belongs_to(code, held) == belongs_to(code, turned)


@given(lists, codes)
def test_nothing_longer_fits_than_what_decided(held: dict, code: str) -> None:
    found = belongs_to(code, held)
    fitting = [len(one) for beginnings in held.values() for one in beginnings if code.startswith(one)]
    assert (found is None) == (not fitting)
    if found is not None:
        assert len(found.beginning) == max(fitting)


@given(lists, codes)
def test_leaving_out_a_beginning_that_says_nothing_changes_no_answer(held: dict, code: str) -> None:
    if any(one.tie for one in overlaps(held)):
        return
    empty = [one for one in overlaps(held) if not one.tie]
    for one in empty:
        less = {**held, one.category: tuple(b for b in held[one.category] if b != one.beginning)}
        before, after = belongs_to(code, held), belongs_to(code, less)
        assert (before and before.category) == (after and after.category)


@given(lists)
def test_every_division_stands_once_in_the_coverage(held: dict) -> None:
    divisions = tuple(str(number) for number in range(10, 100))
    found = coverage(held, divisions)
    assert sorted((*found.whole, *found.partly, *found.none)) == sorted(divisions)


@given(levels, levels)
def test_changes_lead_from_one_matrix_to_the_other_and_back(before: dict, after: dict) -> None:
    there, back = changes(before, after), changes(after, before)
    assert {(c.category, c.theme, c.before, c.after) for c in there} == {
        (c.category, c.theme, c.after, c.before) for c in back
    }
    copy = {category: dict(row) for category, row in before.items()}
    for one in there:
        row = copy.setdefault(one.category, {})
        row.pop(one.theme, None)
        if one.after is not None:
            row[one.theme] = one.after
    assert {name: row for name, row in copy.items() if row} == {
        name: row for name, row in after.items() if row
    }


def test_an_empty_cell_that_is_filled_counts_from_zero() -> None:
    (found,) = changes({}, {"cleaning": {"climate": 2}})
    assert (found.before, found.after, found.step) == (None, 2, 2)
