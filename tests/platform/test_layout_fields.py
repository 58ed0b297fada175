"""Fields and the form renderer: clear messages, typed text kept, mistakes led to."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from meerwaarde.platform.layout.fields import (
    AmountField,
    CpvField,
    DayField,
    LevelField,
    PercentageField,
    Suggestion,
)

CODES = {"90911200": "Gebouwen schoonmaken", "90910000": "Reinigingsdiensten"}


def suggest(words: str) -> list[Suggestion]:
    return [Suggestion(code, label) for code, label in CODES.items() if words.lower() in label.lower()]


class Need(forms.Form):
    title = forms.CharField(label="Title", help_text="The need, <em>not</em> the product.")
    estimate = AmountField(label="Estimate", lowest=1)
    start = DayField(label="Start", required=False, earliest=date(2018, 1, 1))
    weight = PercentageField(label="Weight", required=False)
    cpv = CpvField(label="CPV", name_of=CODES.get, suggest=suggest, suggest_url="/cpv/")
    level = LevelField(label="Level", labels=("none", "basis", "more", "most"), required=False)
    merged = forms.BooleanField(label="Merged", required=False)


RIGHT = {
    "title": "Schoon stadhuis",
    "estimate": "€ 60.000,-",
    "start": "1-2-2026",
    "weight": "12,5%",
    "cpv": "90911200-8",
    "level": "0",
    "merged": "on",
}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_what_is_typed_the_dutch_way_becomes_values() -> None:
    form = Need(RIGHT)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "title": "Schoon stadhuis",
        "estimate": Decimal(60000),
        "start": date(2026, 2, 1),
        "weight": Decimal("12.5"),
        "cpv": "90911200",
        "level": 0,
        "merged": True,
    }


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("estimate", "60,000", "Do you mean 60.000 or 60?"),
        ("estimate", "0", "at least € 1"),
        ("estimate", "-5", "at least € 1"),
        ("estimate", "9" * 14, "at most € 1.000.000.000.000"),
        ("estimate", "veel", "Fill in an amount in euros"),
        ("start", "01-02-26", "1-2-2026 or 1-2-1926"),
        ("start", "31-2-2026", "does not exist"),
        ("start", "31-12-2017", "on or after 1 January 2018"),
        ("weight", "101", "from 0 to 100"),
        ("weight", "-1", "from 0 to 100"),
        ("cpv", "99999999", "does not exist"),
        ("cpv", "123", "does not exist"),
        ("cpv", "raketten", "no CPV code for “raketten”"),
        ("cpv", "reinig", "Choose one of the codes below"),
        ("level", "4", "Select a valid choice"),
    ],
)
def test_a_mistake_is_told_and_what_was_typed_stays(field: str, typed: str, message: str) -> None:
    form = Need({**RIGHT, field: typed})
    assert list(form.errors) == [field]
    assert message in form.errors[field][0]
    drawn = str(form)
    if field != "level":
        assert f'value="{typed}"' in drawn
    assert drawn.count('role="alert"') == 1
    assert f'href="#id_{field}"' in drawn
    assert "data-focus" in drawn


def test_hostile_text_is_shown_as_text() -> None:
    form = Need({**RIGHT, "cpv": '"><script>alert(1)</script>'})
    assert not form.is_valid()
    assert "<script>" not in str(form)


def test_a_code_is_offered_as_a_button_to_a_browser_without_script() -> None:
    form = Need({**RIGHT, "cpv": "reinig"})
    assert not form.is_valid()
    drawn = " ".join(str(form["cpv"]).split())
    assert '<button class="mw-code__choice" type="submit" name="cpv" value="90910000">' in drawn


def test_suggestions_of_one_person_never_reach_another() -> None:
    Need({**RIGHT, "cpv": "reinig"}).is_valid()
    assert "mw-code__choice" not in str(Need()["cpv"])


def test_the_name_of_a_known_code_stands_below_it() -> None:
    assert "Gebouwen schoonmaken" in str(Need({**RIGHT})["cpv"])


def test_help_error_and_field_are_tied_together() -> None:
    drawn = str(Need({**RIGHT, "title": ""})["title"].as_field_group())
    assert 'aria-describedby="id_title_helptext id_title_error"' in drawn
    assert 'id="id_title_helptext"' in drawn
    assert 'id="id_title_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert "(not required)" not in drawn


def test_what_is_not_required_says_so() -> None:
    assert "(not required)" in str(Need()["start"].as_field_group())


def test_a_group_of_choices_is_a_fieldset_that_a_mistake_can_lead_to() -> None:
    drawn = str(Need({**RIGHT, "level": "9"})["level"].as_field_group())
    assert drawn.count("<fieldset") == 1
    assert "<legend" in drawn
    assert 'id="id_level"' in drawn
    assert drawn.count('type="radio"') == 4


def test_initial_values_are_shown_the_dutch_way_and_count_as_unchanged() -> None:
    start = {"estimate": Decimal("1234567.89"), "start": date(2026, 2, 1), "weight": Decimal("12.5")}
    drawn = str(Need(initial=start))
    assert 'value="1.234.567,89"' in drawn
    assert 'value="01-02-2026"' in drawn
    assert 'value="12,5"' in drawn
    sent = Need({**RIGHT, "estimate": "1.234.567,89"}, initial=start)
    assert "estimate" not in sent.changed_data
    assert "start" not in sent.changed_data


def test_a_form_without_mistakes_has_no_summary() -> None:
    assert 'role="alert"' not in str(Need())
    assert 'role="alert"' not in str(Need(RIGHT))
