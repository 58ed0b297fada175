"""The matrix as people write it: entries take each other's place, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import Http404

HOUR = timedelta(hours=1)


@pytest.fixture
def new_category(cast: Any, at: datetime) -> Callable[..., Any]:
    from meerwaarde.stages.policy.actions import CategoryValues, add_category

    def add(name: str = "Schoonmaak", cpv: str = "9091", **more: Any) -> Any:
        return add_category(actor=cast.pia, at=at, values=CategoryValues(name=name, cpv=cpv, **more))

    return add


@pytest.fixture
def write(cast: Any, at: datetime) -> Callable[..., Any]:
    from meerwaarde.stages.policy.actions import EntryValues, write_entries

    def cells(category: Any, later: timedelta = timedelta(), more: Any = None, **levels: int) -> Any:
        values = [
            EntryValues(category=category, theme=theme, level=level, **(more or {}))
            for theme, level in levels.items()
        ]
        return write_entries(actor=cast.pia, at=at + later, entries=values)

    return cells


def test_a_new_entry_takes_the_place_of_the_old_one_which_stays(
    cast: Any, new_category: Any, write: Any
) -> None:
    from meerwaarde.stages.policy import queries

    cleaning = new_category()
    write(cleaning, climate=1, more={"opportunity": "Koud water.", "reason": "Eerste keer."})
    write(cleaning, HOUR, climate=2, more={"reason": "Proef geslaagd."})
    newest, oldest = queries.cell_history(cast.pia, cleaning, "climate")
    assert (newest.level, newest.current, newest.opportunity) == (2, True, "Koud water.")
    assert (oldest.level, oldest.current, oldest.ended_at) == (1, False, newest.written_at)


def test_what_stands_so_already_is_left_alone(new_category: Any, write: Any) -> None:
    cleaning = new_category()
    assert len(write(cleaning, climate=1, circular=0)) == 2
    assert write(cleaning, HOUR, climate=1, circular=0) == []


def test_the_matrix_can_be_read_as_it_was(cast: Any, at: datetime, new_category: Any, write: Any) -> None:
    from meerwaarde.stages.policy import queries

    cleaning = new_category()
    write(cleaning, climate=1)
    write(cleaning, HOUR, climate=3)
    levels = [
        queries.read_matrix(cast.rik, at=moment).levels().get(cleaning.public_id)
        for moment in (at - HOUR, at, at + HOUR / 2, at + HOUR)
    ]
    assert levels == [None, {"climate": 1}, {"climate": 1}, {"climate": 3}]


def test_what_was_written_in_one_go_is_taken_back_in_one_go(
    cast: Any, at: datetime, new_category: Any, write: Any
) -> None:
    from meerwaarde.stages.policy import queries
    from meerwaarde.stages.policy.actions import take_back

    cleaning = new_category()
    write(cleaning, climate=1, more={"opportunity": "Koud water."})
    write(cleaning, HOUR, climate=3, circular=2, social_return=3)
    write(cleaning, 2 * HOUR, social_return=1)
    assert take_back(actor=cast.pia, at=at + 3 * HOUR, written_at=at + HOUR) == (1, 1)
    now = queries.read_matrix(cast.pia).levels()[cleaning.public_id]
    assert now == {"climate": 1, "social_return": 1}
    before = queries.read_matrix(cast.pia, at=at + HOUR).levels()[cleaning.public_id]
    assert before == {"climate": 3, "circular": 2, "social_return": 3}


def test_who_was_first_in_a_cell_is_not_written_over(cast: Any, at: datetime, new_category: Any) -> None:
    from meerwaarde.stages.policy.actions import Changed, EntryValues, write_entries

    cleaning = new_category()
    first = EntryValues(category=cleaning, theme="climate", level=1, seen="")
    write_entries(actor=cast.pia, at=at, entries=[first])
    second = EntryValues(category=cleaning, theme="climate", level=2, seen="")
    with pytest.raises(Changed):
        write_entries(actor=cast.pia, at=at + HOUR, entries=[second])


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"level": 4}, "level"),
        ({"theme": "weather"}, "theme"),
        ({"examples": ("x" * 301,)}, "examples"),
        ({"opportunity": "x" * 4_001}, "opportunity"),
    ],
)
def test_values_that_cannot_be_are_refused_with_a_sentence(
    cast: Any, at: datetime, new_category: Any, values: dict[str, Any], field: str
) -> None:
    from meerwaarde.stages.policy.actions import EntryValues, Refused, write_entries

    usual = {"category": new_category(), "theme": "climate", "level": 1}
    with pytest.raises(Refused) as refused:
        write_entries(actor=cast.pia, at=at, entries=[EntryValues(**{**usual, **values})])
    assert set(refused.value.problems) == {field}


def test_the_row_for_a_cpv_code_is_that_of_the_longest_beginning(
    cast: Any, new_category: Any, write: Any, django_assert_num_queries: Any
) -> None:
    from meerwaarde.stages.policy.queries import matrix_row

    cleaning = new_category()
    new_category("Milieudiensten", "90")
    write(cleaning, climate=2, circular=1, more={"examples": ("Navulbare flessen",)})
    with django_assert_num_queries(2):
        row = matrix_row(cast.ann, ["45000000", "90911200"])
    assert row is not None
    assert (row.name, row.beginning, row.cpv) == ("Schoonmaak", "9091", "90911200")
    assert row.levels == {"climate": 2, "circular": 1}
    assert row.entries["climate"].examples == ("Navulbare flessen",)
    assert matrix_row(cast.ann, "45000000") is None
    assert matrix_row(cast.ann, None) is None
    assert matrix_row(cast.eve, "90911200") is None


@pytest.mark.parametrize(
    ("cpv", "part"),
    [
        ("9091", "“Schoonmaak”"),
        ("773, 7731", "7731 valt al onder 773"),
        ("schoonmaak", "schoonmaak"),
        ("9999", "9999"),
    ],
)
def test_cpv_codes_that_overlap_or_do_not_exist_are_refused(new_category: Any, cpv: str, part: str) -> None:
    from meerwaarde.stages.policy.actions import Refused

    new_category()
    with pytest.raises(Refused) as refused:
        new_category("Groen", cpv)
    assert part in refused.value.problems["cpv"]


def test_a_name_stands_once(new_category: Any) -> None:
    from meerwaarde.stages.policy.actions import Refused

    new_category()
    with pytest.raises(Refused) as refused:
        new_category(" schoonmaak ", "773")
    assert set(refused.value.problems) == {"name"}


def test_an_archived_category_comes_back_with_what_was_written(
    cast: Any, at: datetime, new_category: Any, write: Any
) -> None:
    from meerwaarde.stages.policy import actions, queries

    cleaning = new_category()
    write(cleaning, climate=2)
    actions.archive_category(actor=cast.pia, at=at + HOUR, category=cleaning)
    assert queries.read_matrix(cast.pia).categories == ()
    assert queries.read_matrix(cast.pia, at=at).levels() == {cleaning.public_id: {"climate": 2}}
    new_category("Facilitair", "9091")
    with pytest.raises(actions.Refused) as refused:
        actions.restore_category(actor=cast.pia, at=at + HOUR, category=cleaning)
    assert "“Facilitair”" in refused.value.problems["cpv"]


def test_only_who_keeps_policy_writes(cast: Any, at: datetime, new_category: Any) -> None:
    from meerwaarde.platform.access.doors import NotYourRole
    from meerwaarde.stages.policy.actions import EntryValues, write_entries

    given = EntryValues(category=new_category(), theme="climate", level=1)
    with pytest.raises(NotYourRole):
        write_entries(actor=cast.bob, at=at, entries=[given])


def test_a_category_of_another_authority_does_not_exist(cast: Any, at: datetime, new_category: Any) -> None:
    from dataclasses import replace

    from meerwaarde.stages.policy.actions import EntryValues, write_entries

    given = EntryValues(category=new_category(), theme="climate", level=1)
    stranger = replace(cast.pia, organisation_id=cast.eve.organisation_id, slug="duinrade")
    with pytest.raises(Http404):
        write_entries(actor=stranger, at=at, entries=[given])


def test_one_fact_tells_of_every_level(cast: Any, at: datetime, new_category: Any, write: Any) -> None:
    from meerwaarde.platform.journal.models import Event

    cleaning = new_category()
    write(cleaning, climate=2, circular=1)
    fact = Event.objects.filter(action="matrix.write").get()
    assert json.loads(fact.body)["values"]["levels"] == {"schoonmaak": {"climate": 2, "circular": 1}}
