"""From a file of payments to figures: columns, reading, check, confirming, and mending what was refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.work import run as running
from meerwaarde.platform.work.models import Job
from meerwaarde.platform.work.run import execute
from meerwaarde.stages.spend.models import SpendBatch, SpendSource
from meerwaarde.stages.spend.queries.batches import lake, waiting

FIGURES = "/veenmeer/uitgaven/"
HOME = "/veenmeer/uitgaven/bestanden/"
HEAD = "Crediteur;Boekdatum;Bedrag excl. btw;Omschrijving;Afdeling;Categorie;Factuurnummer"
SUPPLIERS = ("Drukkerij Inkt", "Groenwerk B.V.", "Schoonmaak Terp", "Adviesbureau Brink")


def row(number: int, *, month: int, year: int = 2025, amount: str = "", supplier: str = "") -> str:
    """One payment; each number gives another amount."""
    name = supplier or SUPPLIERS[number % len(SUPPLIERS)]
    amount = amount or f"1.{number:03},50"
    where = ("Sociaal domein", "Openbare ruimte")[number % 2]
    return f"{name};{number % 28 + 1:02}-{month:02}-{year};{amount};Factuur {number};{where};;F{number}"


def sample(rows: list[str] | None = None) -> bytes:
    """Sixty payments over 2025; May is missing."""
    if rows is None:
        months = [month for month in range(1, 13) if month != 5]
        rows = [row(number, month=months[number % 11]) for number in range(60)]
    return "\n".join([HEAD, *rows, ""]).encode()


def cents(numbers: range) -> int:
    return sum((1000 + number) * 100 + 50 for number in numbers)


@pytest.fixture
def dirk(browse: Callable[[str], Client]) -> Client:
    return browse("dirk")


def upload(client: Client, document: bytes, name: str = "betalingen.csv", source: str = "") -> SpendBatch:
    answer = client.post(f"{HOME}nieuw/", {"file": SimpleUploadedFile(name, document), "source": source})
    assert answer.status_code == 302, answer.content.decode()
    return SpendBatch.objects.latest("pk")


def choose(client: Client, batch: SpendBatch, **changes: str) -> Any:
    address = f"{HOME}{batch.public_id}/kolommen/"
    form = client.get(address).context["page"].form
    given = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    given = {name: value for name, value in given.items() if value not in (None, False)}
    return client.post(address, {**given, **changes})


def work(batch: SpendBatch) -> None:
    batch.refresh_from_db()
    execute(Job.objects.get(public_id=batch.job).public_id, beat_every=0)
    batch.refresh_from_db()


def read(client: Client, document: bytes, name: str = "betalingen.csv", source: str = "") -> SpendBatch:
    batch = upload(client, document, name, source)
    assert choose(client, batch).status_code == 302
    work(batch)
    return batch


def confirm(client: Client, batch: SpendBatch) -> str:
    answer = client.post(f"{HOME}{batch.public_id}/bevestigen/", follow=True)
    batch.refresh_from_db()
    return answer.content.decode()


def test_from_file_to_figures(dirk: Client) -> None:
    batch = upload(dirk, sample(), source="Financieel systeem")
    page = dirk.get(f"{HOME}{batch.public_id}/kolommen/")
    assert {one.name: one.initial for one in page.context["page"].form if one.name.startswith("col")} == {
        "column_0": "supplier",
        "column_1": "date",
        "column_2": "amount",
        "column_3": "description",
        "column_4": "department",
        "column_5": "-",
        "column_6": "reference",
    }
    assert "Drukkerij Inkt" in page.content.decode(), "sample values stand beside each column"
    choose(dirk, batch)
    batch.refresh_from_db()
    assert batch.state == "mapped"
    work(batch)
    assert (batch.state, batch.lines, batch.refused, batch.cents) == ("checked", 60, 0, cents(range(60)))
    assert (str(batch.since), str(batch.until)) == ("2025-01-01", "2025-12-27")
    text = dirk.get(f"{HOME}{batch.public_id}/").content.decode()
    assert "mei 2025" in text, "the month that is missing is named"
    assert "Er telt nog niets mee" in dirk.get(FIGURES).content.decode()
    assert "telt nu mee" in confirm(dirk, batch)
    assert batch.state == "confirmed"
    assert lake().batch("veenmeer", batch.public_id).cents == cents(range(60))
    text = dirk.get(FIGURES).content.decode()
    assert "Waar het geld heen ging" in text
    assert "61.800" in text
    actions = Event.objects.filter(action__startswith="spendbatch.").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == [
        f"spendbatch.{verb}" for verb in ("upload", "map", "check", "confirm")
    ]


def test_a_second_click_on_confirm_counts_once(dirk: Client) -> None:
    batch = read(dirk, sample())
    confirm(dirk, batch)
    text = confirm(dirk, batch)
    assert "mw-alert--error" not in text
    assert sum(one.cents for one in lake().batches("veenmeer")) == cents(range(60))
    assert Event.objects.filter(action="spendbatch.confirm").count() == 1


def test_a_crash_between_lake_and_row_is_put_right_by_confirming_again(dirk: Client) -> None:
    batch = read(dirk, sample())
    confirm(dirk, batch)
    SpendBatch.objects.filter(pk=batch.pk).update(state="checked")  # as when the row was never saved
    confirm(dirk, batch)
    assert batch.state == "confirmed"
    assert sum(one.cents for one in lake().batches("veenmeer")) == cents(range(60))


def test_a_withdrawn_file_leaves_the_figures(dirk: Client) -> None:
    batch = read(dirk, sample())
    confirm(dirk, batch)
    dirk.post(f"{HOME}{batch.public_id}/intrekken/", {"why": "Dubbel"})
    assert lake().batches("veenmeer") == ()
    assert waiting().batches("veenmeer") == ()
    assert not lake().lines("veenmeer")


def test_reading_again_after_a_worker_died_gives_exact_totals(dirk: Client) -> None:
    batch = upload(dirk, sample())
    choose(dirk, batch)
    batch.refresh_from_db()
    running.closing.set()  # as when the worker is asked to end at its first step
    try:
        work(batch)
    finally:
        running.closing.clear()
    assert batch.state == "mapped"
    work(batch)
    assert (batch.state, batch.lines, batch.cents) == ("checked", 60, cents(range(60)))
    assert waiting().batch("veenmeer", batch.public_id).lines == 60


def test_what_is_refused_comes_back_mended(dirk: Client) -> None:
    bad = [
        row(60, month=3, amount="12,34,56"),
        row(61, month=3).replace("-03-2025", "-13-2025"),
        row(62, month=3, supplier=" "),
        row(63, month=3, amount="-500,00x"),
    ]
    batch = read(dirk, sample([*(row(n, month=n % 12 + 1) for n in range(60)), *bad]), source="Grootboek")
    assert (batch.lines, batch.refused) == (60, 4)
    assert batch.checks["reasons"] == {
        "amount_unreadable": 2,
        "date_impossible": 1,
        "supplier_missing": 1,
    }
    text = dirk.get(f"{HOME}{batch.public_id}/geweigerd/").content.decode()
    assert text.count("Het bedrag is niet te lezen") == 2
    assert "12,34,56" in text
    confirm(dirk, batch)
    answer = dirk.get(f"{HOME}{batch.public_id}/geweigerd.csv")
    document = answer.content.decode("utf-8-sig")
    assert f"{batch.public_id}/62" in document
    mended = (
        document.replace("12,34,56", "-12,34")
        .replace("-13-2025", "-03-2025")
        .replace("\n ;", "\nSchoonmaak Terp;")
        .replace("'-500,00x", "-500,00")
    )
    again = upload(dirk, mended.encode(), name="verbeterd.csv")
    assert again.source == batch.source, "the numbers of ours say where it comes from"
    choose(dirk, again)
    work(again)
    assert (again.lines, again.refused) == (4, 0)
    assert again.cents == -1234 + cents(range(61, 63)) - 50000
    assert confirm(dirk, again)
    assert sum(one.lines for one in lake().batches("veenmeer")) == 64


def test_a_negative_amount_in_the_download_is_no_formula_and_stays_a_number(dirk: Client) -> None:
    rows = [row(n, month=1) for n in range(5)]
    rows[2] = "Groenwerk B.V.;31-02-2025;-45,00;=1+1;;;F2"
    batch = read(dirk, sample(rows))
    document = dirk.get(f"{HOME}{batch.public_id}/geweigerd.csv").content.decode("utf-8-sig")
    assert ";-45,00;" in document
    assert "'=1+1" in document


def test_the_next_file_of_a_source_is_recognised_by_its_headings(dirk: Client) -> None:
    first = upload(dirk, sample([row(n, month=1) for n in range(9)]), source="Grootboek")
    choose(dirk, first, column_4="-", column_5="department")
    second = upload(dirk, sample([row(n, month=2) for n in range(9)]), name="februari.csv")
    assert second.source == first.source
    page = dirk.get(f"{HOME}{second.public_id}/kolommen/")
    form = page.context["page"].form
    assert form.fields["column_5"].initial == "department"
    assert "Zoals u eerder voor deze bron koos." in page.content.decode()
    assert SpendSource.objects.count() == 1


def test_columns_without_an_amount_are_refused_at_the_form(dirk: Client) -> None:
    batch = upload(dirk, sample())
    answer = choose(dirk, batch, column_2="-")
    assert answer.status_code == 422
    assert "Wijs aan in welke kolom dit staat" in answer.content.decode()
    answer = choose(dirk, batch, column_3="amount")
    assert "Deze betekenis is al aan een andere kolom gegeven" in answer.content.decode()
    batch.refresh_from_db()
    assert batch.state == "uploaded"


def test_doubles_credit_notes_and_other_currencies_are_shown_before_confirming(dirk: Client) -> None:
    head = HEAD.encode() + b";Valuta\n"
    rows = [f"{row(n, month=1)};EUR" for n in range(20)]
    rows += [rows[3], rows[3], f"{row(50, month=2, amount='-250,00')};EUR", f"{row(51, month=2)};USD"]
    batch = read(dirk, head + "\n".join(rows).encode() + b"\n")
    checks = batch.checks
    assert batch.lines == 24
    assert (checks["doubles"]["lines"], checks["doubles"]["cents"]) == (2, 2 * 100350)
    assert checks["credit"] == [1, -25000]
    assert checks["currencies"] == [["USD", 1, 105150]]
    assert batch.cents == cents(range(20)) + 2 * 100350 - 25000
    text = dirk.get(f"{HOME}{batch.public_id}/").content.decode()
    assert "staat in USD" in text
    assert "lijken op een andere regel" in text


def test_lines_that_count_already_through_another_file_are_told(dirk: Client) -> None:
    first = read(dirk, sample([row(n, month=1) for n in range(12)]))
    confirm(dirk, first)
    second = read(dirk, sample([row(n, month=1) for n in range(6, 18)]), name="overlap.csv")
    assert second.checks["elsewhere"] == [6, cents(range(6, 12))]
    assert "tellen al mee via een ander bestand" in dirk.get(f"{HOME}{second.public_id}/").content.decode()


def test_a_file_of_another_authority_is_refused_with_its_name(dirk: Client) -> None:
    head = "Gemeente;Crediteur;Datum;Bedrag\n"
    rows = "".join(f"Gemeente Duinrade;{SUPPLIERS[n % 4]};0{n + 1}-01-2025;{n + 10},50\n" for n in range(8))
    batch = upload(dirk, (head + rows).encode())
    choose(dirk, batch, column_0="authority")
    work(batch)
    assert batch.state == "uploaded"
    text = dirk.get(f"{HOME}{batch.public_id}/").content.decode()
    assert "Dit bestand is van Gemeente Duinrade" in text
    ours = upload(dirk, (head + rows.replace("Duinrade", "Veenmeer")).encode(), name="ons.csv")
    choose(dirk, ours, column_0="authority")
    work(ours)
    assert ours.state == "checked"


def test_the_page_renews_itself_while_the_file_is_read(dirk: Client) -> None:
    batch = upload(dirk, sample())
    choose(dirk, batch)
    page = dirk.get(f"{HOME}{batch.public_id}/").context["page"]
    assert page.live_url == f"{HOME}{batch.public_id}/"
    assert page.actions == ()
    work(batch)
    answer = dirk.get(f"{HOME}{batch.public_id}/", headers={"HX-Request": "true"})
    assert (answer["HX-Retarget"], answer["HX-Reselect"]) == ("#main", "#main")


def test_a_workbook_is_read_with_its_own_row_numbers(dirk: Client) -> None:
    from meerwaarde.platform.documents.sheets import excel_file

    rows: list[list[Any]] = [["Leverancier", "Datum", "Bedrag", "Omschrijving"]]
    rows += [[SUPPLIERS[n % 4], f"2025-0{n % 9 + 1}-15", float(n + 10), f"Factuur {n}"] for n in range(12)]
    rows.append(["Drukkerij Inkt", "2025-02-31", 5.0, "Bestaat niet"])
    batch = read(dirk, excel_file(rows, "Betalingen"), name="betalingen.xlsx")
    assert (batch.kind, batch.lines, batch.refused) == ("xlsx", 12, 1)
    assert batch.cents == 100 * sum(n + 10 for n in range(12))
    assert ">14<" in re.sub(r"\s", "", dirk.get(f"{HOME}{batch.public_id}/geweigerd/").content.decode())


def test_figures_open_to_the_lines_under_them(dirk: Client, browse: Callable[[str], Client]) -> None:
    confirm(dirk, read(dirk, sample()))
    bob = browse("bob")
    page = bob.get(FIGURES).context["page"]
    department = next(table for table in page.tables if table.caption == "Per afdeling")
    url = department.rows[0].cells[0].url
    lines = bob.get(url).context["page"]
    assert "30 regels" in lines.found
    assert len(lines.table.rows) == 30
    everything = bob.get(f"{FIGURES}regels/").context["page"]
    assert len(everything.table.rows) == 50
    rest = bob.get(everything.table.next_url).context["page"]
    assert len(rest.table.rows) == 10
    file = bob.get(f"{FIGURES}regels.csv?jaar=2025&zoek=inkt").content.decode("utf-8-sig")
    assert file.count("Drukkerij Inkt") == 15
    without = bob.get(f"{FIGURES}regels/?categorie=-").context["page"]
    assert "60 regels" in without.found


def test_the_council_sees_figures_and_never_a_creditor(dirk: Client, browse: Callable[[str], Client]) -> None:
    confirm(dirk, read(dirk, sample()))
    for name in ("rik", "wim"):
        text = browse(name).get(FIGURES).content.decode()
        assert "Openbare ruimte" in text
        assert "Drukkerij Inkt" not in text
        assert f"{FIGURES}regels/" not in text
        assert browse(name).get(f"{FIGURES}regels/").status_code == 403
    assert browse("eve").get(FIGURES).status_code == 404


def test_figures_and_lines_ask_the_database_equally_often(dirk: Client) -> None:
    def asked(address: str) -> int:
        dirk.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert dirk.get(address).status_code == 200
        return len(captured)

    confirm(dirk, read(dirk, sample([row(n, month=1) for n in range(5)])))
    few = asked(FIGURES), asked(f"{FIGURES}regels/")
    confirm(dirk, read(dirk, sample([row(n, month=2) for n in range(5, 60)]), name="meer.csv"))
    assert (asked(FIGURES), asked(f"{FIGURES}regels/")) == few
    assert max(few) <= 12
