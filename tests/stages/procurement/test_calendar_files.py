"""A buyer's own list becomes lines of the calendar: read, mended, compared, taken over, found again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.documents.actions import READ_IN_FOR, strike_files
from meerwaarde.platform.documents.models import StoredFile
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.work import planning
from meerwaarde.platform.work.models import Job
from meerwaarde.platform.work.run import execute
from meerwaarde.stages.market.models import Opportunity
from meerwaarde.stages.procurement import actions as deeds
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.actions import calendar_import as actions
from meerwaarde.stages.procurement.models import CalendarImport, ExpectedProcurement

HOME = "/veenmeer/inkopen/kalender/inlezen/"
HEADER = ("Kenmerk", "Onderwerp", "Kwartaal", "Geraamde waarde", "Opdrachtgever", "Einddatum contract", "CPV")


def sheet(*rows: tuple[Any, ...], header: tuple[str, ...] = HEADER) -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet("Planning")
        page.write(0, 0, "Inkoopplanning 2027")
        for line, cells in enumerate((header, *rows), 2):
            for column, cell in enumerate(cells):
                if str(cell).startswith("="):
                    page.write_formula(line, column, cell, value="berekend")
                else:
                    page.write(line, column, cell)
    return target.getvalue()


GOOD = (
    ("A-1", "Onderhoud wijkparken", "Q3 2027", "100.000 - 250.000", "Ann", "30-09-2027", "77310000-6"),
    ("A-2", "Schoolvervoer", "2027-Q2", 1_200_000, "Iemand Anders", "", ""),
    ("A-3", "Kantoormeubilair", "3e kwartaal 2027", "tot 50.000", "", "", ""),
)


@pytest.fixture
def tried(cast: Any, at: datetime) -> Callable[..., tuple[CalendarImport, queries.ImportJudged]]:
    """`tried(document)` uploads, takes the proposed columns, and tries."""

    def one(document: bytes, name: str = "planning.xlsx") -> tuple[CalendarImport, queries.ImportJudged]:
        batch = actions.upload_calendar(cast.bob, document=document, file_name=name, at=at)
        chosen = {column.index: column.role for column in queries.columns_of(batch) if column.role}
        return batch, actions.choose_columns(cast.bob, batch, mapping=chosen, at=at)

    return one


def test_a_list_as_buyers_keep_it_becomes_lines(cast: Any, tried: Any, at: datetime) -> None:
    batch, found = tried(sheet(*GOOD))
    assert found.counts["new"] == 3
    assert not ExpectedProcurement.objects.exists()
    assert actions.take_over(cast.bob, batch, at=at)
    parks, transport, furniture = ExpectedProcurement.objects.order_by("reference")
    assert (parks.year, parks.quarter, parks.value_low_cents, parks.value_high_cents) == (
        2027,
        3,
        100_000_00,
        250_000_00,
    )
    assert parks.client is not None
    assert parks.client.person.name == "Ann"
    assert parks.cpv == ["77310000"]
    assert (transport.client, transport.client_name) == (None, "Iemand Anders")
    assert furniture.value_high_cents == 50_000_00
    fact = Event.objects.get(action="calendarimport.step").body
    assert parks.public_id in fact
    assert "wijkparken" not in fact


def test_a_second_file_finds_its_lines_and_shows_what_differs(cast: Any, tried: Any, at: datetime) -> None:
    batch, _found = tried(sheet(*GOOD))
    actions.take_over(cast.bob, batch, at=at)
    moved = ("A-1", "Onderhoud wijkparken", "Q4 2027", "", "", "", "")
    again, found = tried(sheet(moved, *GOOD[1:], ("", "Nieuwe brug", "Q1 2028", "", "", "", "")))
    assert (found.counts["new"], found.counts["differs"], found.counts["same"]) == (1, 1, 2)
    (changed,) = found.of("differs")
    assert changed.differences == (("quarter", 3, 4),)
    actions.take_over(cast.bob, again, at=at)
    parks = ExpectedProcurement.objects.get(reference="A-1")
    assert (parks.quarter, parks.value_high_cents) == (4, 250_000_00)
    assert ExpectedProcurement.objects.count() == 4
    _third, found = tried(sheet(("", "Nieuwe brug", "Q1 2028", "", "", "", "")))
    assert found.counts["same"] == 1


def test_what_stays_ours_is_not_changed(cast: Any, tried: Any, at: datetime) -> None:
    batch, _found = tried(sheet(*GOOD))
    actions.take_over(cast.bob, batch, at=at)
    again, found = tried(sheet(("A-1", "Onderhoud wijkparken", "Q4 2027", "", "", "", "")))
    actions.keep_ours(cast.bob, again, numbers=[found.rows[0].number], at=at)
    actions.take_over(cast.bob, again, at=at)
    assert ExpectedProcurement.objects.get(reference="A-1").quarter == 3


@pytest.mark.parametrize(
    ("row", "role"),
    [
        (("B", "", "Q3 2027", "", "", "", ""), "title"),
        (("B", "Iets", "Q5 2027", "", "", "", ""), "quarter"),
        (("B", "Iets", "", "", "", "", ""), "quarter"),
        (("B", "Iets", "Q3 2027", "250.000 - 100.000", "", "", ""), "value"),
        (("B", "Iets", "Q3 2027", "veel", "", "", ""), "value"),
        (("B", "Iets", "Q3 2027", "", "", "31-02-2027", ""), "ends_on"),
        (("B", "Iets", "Q3 2027", "", "", "", "99999999"), "cpv"),
        (("A-1", "Nog een", "Q3 2027", "", "", "", ""), "reference"),
        (("B", "Iets", "Q3 2050", "", "", "", ""), "quarter"),
    ],
)
def test_a_row_that_cannot_be_waits_with_its_reason_until_it_is_mended(
    cast: Any, tried: Any, at: datetime, row: tuple[str, ...], role: str
) -> None:
    batch, found = tried(sheet(GOOD[0], row))
    (refused,) = found.of("refused")
    assert [fault.role for fault in refused.row.faults] == [role]
    assert refused.row.faults[0].what_now.nl
    actions.take_over(cast.bob, batch, at=at)
    assert ExpectedProcurement.objects.count() == 1
    mended = {"reference": "B-9", "title": "Gemend", "quarter": "Q3 2027"}
    judged = actions.mend_row(cast.bob, batch, number=refused.number, words=mended, at=at)
    assert judged is not None
    assert not judged.row.refused
    assert ExpectedProcurement.objects.get(reference="B-9").title == "Gemend"


def test_formula_cells_give_what_they_show_and_typed_formulas_are_refused(tried: Any) -> None:
    _batch, found = tried(sheet(("A", '="Par"&"ken"', "Q3 2027", "", "", "", "")))
    assert found.rows[0].row.words["title"] == "berekend"
    text = b"Onderwerp;Kwartaal\n=HYPERLINK(1);Q3 2027\n"
    _batch, found = tried(text, "lijst.csv")
    assert found.of("refused")[0].row.faults[0].role == "title"


def test_nothing_that_has_no_place_is_lost(cast: Any, tried: Any, at: datetime) -> None:
    header = (
        "Onderwerp",
        "Kwartaal",
        "Afdeling",
        "Categorie",
        "Thema",
        "Toelichting",
        "Looptijd",
        "Soort opdracht",
    )
    row = ("Parken", "Q1 2026", "Groendienst", "Groen", "klimaat, geluk", "Zie nota", "4 jaar", "Diensten")
    batch, found = tried(sheet(row, header=header))
    assert {fault.role for fault in found.rows[0].row.warnings} == {
        "quarter",
        "department",
        "category",
        "themes",
    }
    actions.take_over(cast.bob, batch, at=at)
    line = ExpectedProcurement.objects.get()
    for kept in ("Zie nota", "Groendienst", "Groen", "geluk"):
        assert kept in line.description
    assert (line.themes, line.duration_months, line.contract) == (["climate"], 48, "services")
    _again, found = tried(sheet(row, header=header))
    assert found.counts["same"] == 1


def test_a_begun_line_stays_and_a_public_one_takes_the_market_along(
    cast: Any, tried: Any, at: datetime
) -> None:
    batch, _found = tried(sheet(*GOOD))
    actions.take_over(cast.bob, batch, at=at)
    begun = ExpectedProcurement.objects.get(reference="A-1")
    deeds.begin_procurement(cast.bob, begun, at=at)
    deeds.publish_lines(cast.bob, [ExpectedProcurement.objects.get(reference="A-3")], contact="", at=at)
    again, found = tried(
        sheet(
            ("A-1", "Parken", "Q4 2027", "", "", "", ""),
            ("A-3", "Kantoormeubilair", "Q4 2027", "", "", "", ""),
        )
    )
    assert (found.counts["settled"], found.counts["differs"]) == (1, 1)
    actions.take_over(cast.bob, again, at=at)
    assert ExpectedProcurement.objects.get(reference="A-1").quarter == 3
    assert Opportunity.objects.get().quarter == 4


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b"", "file_empty"),
        (b"%PDF-1.7 geen tabel", "file_kind_not_accepted"),
        (b"Onderwerp;Kwartaal\n", "table_empty"),
        (b"Onderwerp;Kwartaal\n" + b"Park;Q3 2027\n" * 5_001, "table_too_large"),
    ],
)
def test_what_is_no_list_is_refused_before_it_is_kept(
    cast: Any, at: datetime, document: bytes, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        actions.upload_calendar(cast.bob, document=document, file_name="x.csv", at=at)
    assert refused.value.code == code
    assert not CalendarImport.objects.exists()


def test_a_long_file_is_taken_over_in_the_background_and_goes_on(cast: Any, tried: Any, at: datetime) -> None:
    rows = "\n".join(f"{place};Inkoop {place};Q3 2027" for place in range(620))
    batch, found = tried(f"Kenmerk;Onderwerp;Kwartaal\n{rows}\n".encode(), "lang.csv")
    assert found.counts["new"] == 620
    assert not actions.take_over(cast.bob, batch, at=at)
    batch.change(taken_until=found.rows[99].number)  # as if a worker had died after its first part
    execute(batch.job, beat_every=0)
    batch.refresh_from_db()
    assert batch.state == "done"
    assert ExpectedProcurement.objects.count() == 520


def test_the_pages_lead_from_file_to_calendar(browse: Callable[[str], Client]) -> None:
    bob = browse("bob")
    wrong = bob.post(HOME, {"file": SimpleUploadedFile("x.pdf", b"%PDF-1.4")})
    assert wrong.status_code == 422
    bad = ("C", "Zonder kwartaal", "", "", "", "", "")
    answer = bob.post(HOME, {"file": SimpleUploadedFile("plan.xlsx", sheet(*GOOD, bad))})
    columns = answer["Location"]
    assert "Onderwerp" in bob.get(columns).content.decode()
    nothing = bob.post(columns, {f"column_{place}": "-" for place in range(7)})
    assert nothing.status_code == 422
    roles = ("reference", "title", "quarter", "value", "client", "ends_on", "cpv")
    page = bob.post(columns, {f"column_{place}": role for place, role in enumerate(roles)})["Location"]
    shown = bob.get(page).content.decode()
    assert "Zonder kwartaal" in shown
    assert bob.post(f"{page}overnemen/").status_code == 302
    assert ExpectedProcurement.objects.count() == 3
    number = queries.judged_import(_bob(), CalendarImport.objects.get(), _today()).of("refused")[0].number
    assert bob.get(f"{page}rij/{number}/").status_code == 200
    still = bob.post(f"{page}rij/{number}/", {"title": "Zonder kwartaal", "quarter": "straks"})
    assert still.status_code == 422
    assert "straks" in still.content.decode()
    assert bob.post(f"{page}rij/{number}/", {"title": "Nu wel", "quarter": "Q1 2028"}).status_code == 302
    assert ExpectedProcurement.objects.filter(title="Nu wel").exists()
    assert bob.get(f"{page}bestand/").status_code == 200
    assert browse("eve").get(page).status_code == 404


def _bob() -> Any:
    from meerwaarde.platform.access.actor import actor_of
    from meerwaarde.platform.organisations.models import Membership

    return actor_of(Membership.objects.select_related("person", "organisation").get(person__name="Bob"))


def _today() -> Any:
    from django.utils import timezone

    return timezone.localdate()


def test_what_has_no_place_pushes_out_no_description(cast: Any, tried: Any, at: datetime) -> None:
    batch, _found = tried(
        sheet(("Parken", "Q3 2027", "Onze eigen tekst"), header=("Onderwerp", "Kwartaal", "Toelichting"))
    )
    actions.take_over(cast.bob, batch, at=at)
    for _time in range(2):
        batch, _found = tried(
            sheet(("Parken", "Q3 2027", "Groen"), header=("Onderwerp", "Kwartaal", "Afdeling"))
        )
        actions.take_over(cast.bob, batch, at=at)
    assert (
        ExpectedProcurement.objects.get().description
        == "Onze eigen tekst\nAfdeling volgens het bestand: Groen"
    )


def test_a_file_goes_after_its_term_and_what_was_taken_over_stays(
    cast: Any, tried: Any, at: datetime, browse: Callable[[str], Client]
) -> None:
    refused = ("A-9", "Zonder kwartaal", "", "", "Iemand Anders", "", "")
    batch, found = tried(sheet(*GOOD, refused))
    number = found.of("refused")[0].number
    actions.take_over(cast.bob, batch, at=at)
    actions.mend_row(cast.bob, batch, number=number, words={"client": "Iemand Anders"}, at=at)
    assert StoredFile.objects.get().kept_until == at.date() + READ_IN_FOR
    last = at + READ_IN_FOR
    assert (actions.let_files_go(at=last), strike_files(at=last)) == (0, 0)
    after = last + timedelta(days=1)
    assert strike_files(at=after) == 0  # the import still holds it
    assert (actions.let_files_go(at=after), actions.let_files_go(at=after)) == (1, 0)
    assert strike_files(at=after) == 1
    assert not StoredFile.objects.exists()
    batch = CalendarImport.objects.get()
    assert (batch.file, batch.mended, batch.state, batch.file_name) == (None, {}, "done", "planning.xlsx")
    assert ExpectedProcurement.objects.count() == 3
    assert Event.objects.filter(action="calendarimport.let_go").count() == 1
    shown = browse("bob").get(f"{HOME}{batch.public_id}/").content.decode()
    assert "na zijn bewaartermijn verwijderd" in shown
    assert "3 inkopen" in shown
    assert "planning.xlsx" in browse("bob").get(HOME).content.decode()


def test_of_a_file_that_is_gone_nothing_is_taken_over_or_mended(
    cast: Any, tried: Any, at: datetime, browse: Callable[[str], Client]
) -> None:
    batch, found = tried(sheet(*GOOD))
    actions.let_files_go(at=at + READ_IN_FOR + timedelta(days=1))
    batch = CalendarImport.objects.get()
    assert batch.state == "stopped"
    with pytest.raises(Refused) as refused:
        actions.take_over(cast.bob, batch, at=at)
    assert refused.value.code == "file_struck"
    number = found.rows[0].number
    assert actions.mend_row(cast.bob, batch, number=number, words={"client": "Wie dan ook"}, at=at) is None
    assert CalendarImport.objects.get().mended == {}
    page = f"{HOME}{batch.public_id}/"
    bob = browse("bob")
    told = bob.post(f"{page}overnemen/", follow=True).content.decode()
    assert "Lees het bestand opnieuw in" in told
    assert f"{page}overnemen/" not in told
    assert bob.get(f"{page}kolommen/").status_code == 302
    assert bob.get(f"{page}rij/{number}/").status_code == 404


def test_the_same_file_read_in_again_is_kept_once_and_longer(cast: Any, tried: Any, at: datetime) -> None:
    tried(sheet(*GOOD))
    later = at + timedelta(days=30)
    actions.upload_calendar(cast.bob, document=sheet(*GOOD), file_name="nogmaals.xlsx", at=later)
    assert StoredFile.objects.get().kept_until == later.date() + READ_IN_FOR
    assert set(CalendarImport.objects.values_list("file_name", flat=True)) == {
        "planning.xlsx",
        "nogmaals.xlsx",
    }
    assert actions.let_files_go(at=at + READ_IN_FOR + timedelta(days=1)) == 0


def test_files_go_by_a_job_that_comes_back_each_day(tried: Any, at: datetime) -> None:
    tried(sheet(*GOOD))
    StoredFile.objects.update(kept_until=date(2020, 1, 1))
    assert planning.tick(at=at) >= 1
    execute(Job.objects.get(name="calendar.let_files_go").public_id, beat_every=0)
    assert CalendarImport.objects.get().file is None
