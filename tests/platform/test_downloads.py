"""A file that somebody takes along: how it is handed over, and that the journal knows."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.sheets import excel_file
from meerwaarde.platform.journal.models import Event


def test_a_file_is_kept_by_the_person_and_by_nothing_between() -> None:
    answer = download(b"a;b", "doelen.csv")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="doelen.csv"'


def test_an_odd_name_stays_inside_its_quotes() -> None:
    shown = download(b"x", 'a"; filename="b.exe')["Content-Disposition"]
    assert shown.startswith("attachment; ")
    assert '"; filename="b.exe"' not in shown


def test_a_workbook_holds_no_formula() -> None:
    with ZipFile(BytesIO(excel_file([["Naam"], ["=HYPERLINK(1)"]], "Lijst [1]"))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


@pytest.mark.parametrize(
    "address",
    ["beleid/doelen/uitvoer.csv", "beleid/beloften/uitvoer.xlsx", "inkopen/export/csv/"],
)
def test_taking_a_list_along_is_a_fact(browse: Callable[[str], Client], address: str) -> None:
    browser = browse("bob")
    before = Event.objects.filter(action="list.export").count()
    answer = browser.get(f"/veenmeer/{address}")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert Event.objects.filter(action="list.export").count() == before + 1
