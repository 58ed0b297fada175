"""What a browser sends beside the forms: no number is too large and no id too odd for a plain answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from meerwaarde.stages.policy.views.typed import key, whole

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
HUGE = "9" * 5000
ODD = ("\x00", "a\x00b", HUGE, "-1", "1.5", "٣", "")


@pytest.mark.parametrize("text", ODD)
def test_what_is_no_number_here_is_none(text: str) -> None:
    assert whole(text) is None


def test_a_number_and_an_id_come_through() -> None:
    assert (whole("0"), whole("12")) == (0, 12)
    assert key("q1w2e3r4t5y6") == "q1w2e3r4t5y6"
    assert [key(one) for one in ("\x00", "a\x00b", HUGE, "é")] == ["", "", "", ""]


@pytest.fixture
def text(cast: Any) -> Any:
    from meerwaarde.exchange.texts import read_paste
    from meerwaarde.stages.policy.actions import texts

    words = "Wij kopen sociaal in. Wij betalen op tijd."
    return texts.take_in_text(
        actor=cast.pia,
        at=AT,
        text=read_paste(words),
        values=texts.TextValues(title="Samen verder", source_type="coalition_agreement"),
        original=texts.Original("akkoord.txt", words.encode()),
    )


@pytest.mark.parametrize("page", [HUGE, "\x00", "-1"])
def test_a_page_that_cannot_be_does_not_exist(browse: Any, text: Any, page: str) -> None:
    address = reverse("policy:passages_mark", args=["veenmeer", text.public_id])
    assert browse("pia").post(address, {"bladzijde": page, "zin": "0"}).status_code == 404


def test_sentences_that_cannot_be_are_left_out(browse: Any, text: Any) -> None:
    address = reverse("policy:passages_mark", args=["veenmeer", text.public_id])
    answer = browse("pia").post(address, {"bladzijde": "1", "zin": [HUGE, "\x00", "0"]})
    assert answer.status_code == 302
    assert text.passages.count() == 1


@pytest.fixture
def plan(cast: Any) -> Any:
    from datetime import date

    from meerwaarde.stages.policy import actions

    values = actions.PlanValues(title="Actieplan", since=date(2026, 1, 1), until=date(2027, 12, 31))
    return actions.start_plan(actor=cast.pia, at=AT, plan=values)


@pytest.mark.parametrize("version", [HUGE, "\x00", "9" * 30])
def test_a_version_that_cannot_be_is_an_old_one(browse: Any, plan: Any, version: str) -> None:
    address = reverse("policy:plan_evaluate", args=["veenmeer", plan.public_id])
    assert browse("pia").post(address, {"version": version}).status_code in (302, 409)


@pytest.mark.parametrize("rows", [HUGE, "veel", "\x00", "-3"])
def test_rows_that_cannot_be_counted_are_begun_anew(browse: Any, rows: str) -> None:
    address = reverse("policy:theme_set_new", args=["veenmeer"])
    sent = {"name": "Pijlers", "add_row": "1", "form-TOTAL_FORMS": rows, "form-INITIAL_FORMS": "0"}
    assert browse("pia").post(address, sent).status_code in (200, 422)


def test_a_theme_set_that_cannot_be_does_not_exist(browse: Any, cast: Any) -> None:
    from meerwaarde.stages.policy.actions import draft_framework

    draft = draft_framework(actor=cast.pia, at=AT, title="Kader")
    address = reverse("policy:framework_themes", args=["veenmeer", draft.public_id])
    assert browse("pia").post(address, {"theme_set": "a\x00b"}).status_code == 404
    assert browse("pia").post(address, {"theme_set": ""}).status_code == 302
