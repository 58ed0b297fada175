"""The intake shows its row of the matrix, and R24 speaks from it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from meerwaarde.rules.read_intake import UnusableIntake, read_intake
from meerwaarde.stages.procurement import queries

TODAY = date(2026, 11, 22)


@pytest.fixture
def green(cast: Any, at: datetime) -> Any:
    """The matrix of Veenmeer says what green work can yield."""
    from meerwaarde.stages.policy.actions import CategoryValues, EntryValues, add_category, write_entries

    added = add_category(actor=cast.pia, at=at, values=CategoryValues(name="Groen", cpv="773"))
    words = {"opportunity": "Vraag eerst de wijkploeg.", "examples": ("Wijkploeg Veenkant",)}
    levels = {"social_return": 3, "climate": 1, "circular": 0}
    entries = [EntryValues(category=added, theme=one, level=level, **words) for one, level in levels.items()]
    write_entries(actor=cast.pia, at=at, entries=entries)
    return added


def step(procurement: Any) -> str:
    return f"/veenmeer/inkopen/{procurement.public_id}/themas/"


def r24(actor: Any, procurement: Any) -> list[str]:
    advised = queries.advised(actor, procurement, [], TODAY)
    assert advised.advice is not None
    return [one.text.nl for one in advised.advice.findings if one.rule == "R24"]


def test_lower_than_the_matrix_is_a_warning_and_never_a_block(cast: Any, filled: Any, green: Any) -> None:
    (said,) = r24(cast.ann, filled)
    assert "2 in plaats van 3" in said
    assert "Klimaat 0 in plaats van 1" in said
    advised = queries.advised(cast.ann, filled, [], TODAY)
    assert advised.blocking == ()


def test_without_a_row_the_rule_is_silent(cast: Any, filled: Any) -> None:
    assert r24(cast.ann, filled) == []


def test_an_archived_category_asks_nothing(cast: Any, filled: Any, green: Any, at: datetime) -> None:
    from meerwaarde.stages.policy.actions import archive_category

    archive_category(actor=cast.pia, at=at, category=green)
    assert r24(cast.ann, filled) == []


def test_the_receipt_keeps_what_the_matrix_said(cast: Any, filled: Any, green: Any) -> None:
    from meerwaarde.rules.advise import advise
    from meerwaarde.rules.law import Law
    from meerwaarde.stages.policy.queries import own_law

    advised = queries.advised(cast.ann, filled, [], TODAY)
    assert advised.intake is not None
    assert advised.intake.policy is not None
    assert advised.intake.policy.ambition == {"social_return": 3, "climate": 1, "circular": 0}
    own = own_law(cast.ann.organisation_id, TODAY)
    again = advise(advised.intake, Law.on(TODAY, own=own))
    assert again.receipt == advised.advice.receipt


def test_the_step_shows_the_row_with_its_words(browse: Any, filled: Any, green: Any) -> None:
    page = browse("ann").get(step(filled)).content.decode()
    assert "Volgens de matrix is dit" in page
    assert "Vraag eerst de wijkploeg." in page
    assert "Wijkploeg Veenkant" in page
    assert "Neem niveau 3 over" in page
    assert "Wat is hier nog meer mogelijk?" in page


def test_without_a_row_the_step_still_asks_openly(browse: Any, filled: Any) -> None:
    page = browse("ann").get(step(filled)).content.decode()
    assert "Volgens de matrix is dit" not in page
    assert "Wat is hier nog meer mogelijk?" in page


@pytest.mark.parametrize(
    ("wanted", "levels"), [("social_return", ("3", "")), ("all", ("3", "1")), ("x", ("2", ""))]
)
def test_taking_over_fills_in_and_saves_nothing(
    browse: Any, filled: Any, green: Any, wanted: str, levels: tuple[str, str]
) -> None:
    client = browse("ann")
    typed = {"social_return": "2", "why": "Blijft staan", "more": "", "take_over": wanted}
    answer = client.post(step(filled), typed)
    assert answer.status_code == 200
    form = answer.context["page"].form
    assert (form["social_return"].value(), form["climate"].value() or "") == levels
    assert form["why"].value() == "Blijft staan"
    filled.refresh_from_db()
    assert filled.themes == {"social_return": 2, "circular": 1}


def test_what_more_is_possible_is_kept_in_the_file(browse: Any, filled: Any) -> None:
    client = browse("ann")
    form = client.get(step(filled)).context["page"].form
    sent = {name: form[name].value() or "" for name in form.fields}
    client.post(step(filled), {**sent, "more": "Een moestuin met de school."})
    filled.refresh_from_db()
    assert filled.themes_more == "Een moestuin met de school."
    page = client.get(f"/veenmeer/inkopen/{filled.public_id}/").content.decode()
    assert "Een moestuin met de school." in page


def test_a_level_that_does_not_exist_is_refused() -> None:
    given = b'{"buyer": "decentral", "contract": "services", "policy": {"ambition": {"climate": 4}}}'
    with pytest.raises(UnusableIntake) as refused:
        read_intake(given)
    assert refused.value.fault.where == "policy.ambition.climate"
