"""The wizard for a list of suppliers, page by page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from suppliers_file import supplier_csv

from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.work import run as running
from meerwaarde.platform.work.models import Job
from meerwaarde.platform.work.run import execute
from meerwaarde.stages.market.actions import supplier_imports as actions
from meerwaarde.stages.market.actions.supplier_imports import AT_ONCE
from meerwaarde.stages.market.models import Supplier, SupplierImport, SupplierImportRow
from meerwaarde.stages.market.queries import supplier_imports as queries

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HOME = "/veenmeer/markt/leveranciers/inlezen/"


def upload(client: Client, document: bytes, source: str = "Impact Noord", name: str = "lijst.csv") -> Any:
    file = SimpleUploadedFile(name, document)
    return client.post(HOME, {"file": file, "source": source})


def columns(client: Client, batch: SupplierImport, **changes: str) -> Any:
    address = f"{HOME}{batch.public_id}/kolommen/"
    form = client.get(address).context["page"].form
    chosen = {name: field.initial for name, field in form.fields.items()}
    return client.post(address, {**chosen, **changes})


def work(batch: SupplierImport) -> None:
    batch.refresh_from_db()
    execute(Job.objects.get(public_id=batch.job).public_id, beat_every=0)
    batch.refresh_from_db()


@pytest.fixture
def bob(browse: Callable[[str], Client]) -> Client:
    return browse("bob")


def checked(client: Client, document: bytes, source: str = "Impact Noord") -> SupplierImport:
    assert upload(client, document, source).status_code == 302
    batch = SupplierImport.objects.latest("pk")
    assert columns(client, batch).status_code == 302
    batch.refresh_from_db()
    return batch


def test_from_file_to_directory(bob: Client) -> None:
    answer = upload(bob, supplier_csv(40, faults=4))
    batch = SupplierImport.objects.get()
    assert answer["Location"] == f"{HOME}{batch.public_id}/kolommen/"
    page = bob.get(answer["Location"])
    assert "De kop betekent: naam." in page.content.decode()
    answer = columns(bob, batch)
    assert answer["Location"] == f"{HOME}{batch.public_id}/"
    text = bob.get(answer["Location"]).content.decode()
    assert "Dit is een proef" in text
    assert Supplier.objects.count() == 0
    bob.post(f"{HOME}{batch.public_id}/overnemen/")
    work(batch)
    assert batch.state == "done"
    assert Supplier.objects.count() == 36
    text = bob.get(f"{HOME}{batch.public_id}/").content.decode()
    assert "4 regels verbeteren" in text


def live(client: Client, batch: SupplierImport) -> Any:
    return client.get(f"{HOME}{batch.public_id}/", headers={"HX-Request": "true"})


def test_a_long_list_is_tried_in_the_background_and_the_page_renews_itself(bob: Client) -> None:
    batch = checked(bob, supplier_csv(AT_ONCE + 120, faults=7))
    assert (batch.state, batch.counts) == ("checking", {})
    page = bob.get(f"{HOME}{batch.public_id}/").context["page"]
    assert page.live_url == f"{HOME}{batch.public_id}/"
    assert (page.actions, page.waits) == ((), ())
    assert "HX-Retarget" not in live(bob, batch)
    running.closing.set()  # as when the worker is asked to end after its first step
    try:
        work(batch)
    finally:
        running.closing.clear()
    assert (batch.state, sum(batch.counts.values())) == ("checking", 0)
    work(batch)
    assert batch.state == "checked"
    assert (batch.counts["new"], batch.counts["refused"]) == (AT_ONCE + 113, 7)
    assert Supplier.objects.count() == 0
    assert SupplierImportRow.objects.filter(batch=batch).count() == 7
    answer = live(bob, batch)
    assert (answer["HX-Retarget"], answer["HX-Reselect"]) == ("#main", "#main")
    assert not answer.context["page"].live_url
    assert "Dit is een proef" in answer.content.decode()


def test_a_dry_run_goes_on_where_the_worker_left_it(bob: Client) -> None:
    batch = checked(bob, supplier_csv(2 * AT_ONCE + 40, faults=9))
    job = Job.objects.get(public_id=batch.job)
    rows = queries.reading_of(batch, AT.date()).rows
    actions.begin_checking(batch)  # what a worker wrote before it died
    first = rows[:AT_ONCE]
    actions.keep_checked(batch, first, queries.judged_counts(batch, first))
    Job.objects.filter(pk=job.pk).update(cursor={"until": first[-1].line})
    work(batch)
    assert sum(batch.counts.values()) == 2 * AT_ONCE + 40
    assert batch.counts["refused"] == SupplierImportRow.objects.filter(batch=batch).count() == 9


def test_a_dry_run_that_is_stopped_leads_back_to_the_columns(bob: Client) -> None:
    batch = checked(bob, supplier_csv(AT_ONCE + 20, faults=3))
    Job.objects.filter(public_id=batch.job).update(stop_requested=True)
    work(batch)
    assert (batch.state, batch.counts) == ("uploaded", {})
    text = bob.get(f"{HOME}{batch.public_id}/").content.decode()
    assert "Kolommen kiezen" in text
    assert columns(bob, batch).status_code == 302
    work(batch)
    assert batch.state == "checked"


def test_while_the_list_is_tried_nobody_mends_a_row(bob: Client) -> None:
    batch = checked(bob, supplier_csv(AT_ONCE + 20, faults=3))
    work(batch)
    row = SupplierImportRow.objects.filter(batch=batch).earliest("line")
    assert columns(bob, batch).status_code == 302
    address = f"{HOME}{batch.public_id}/regels/{row.line}/"
    answer = bob.post(address, {"name": "Kok"}, follow=True)
    assert "nog bezig met deze lijst" in answer.content.decode()
    bob.post(f"{address}weglaten/")
    row.refresh_from_db()
    assert (row.outcome, row.settled_at) == ("refused", None)


def test_rows_are_mended_in_place(bob: Client) -> None:
    batch = checked(bob, b"Naam;KvK\nKok;00112233\nBakker;12\n")
    listed = bob.get(f"{HOME}{batch.public_id}/regels/").content.decode()
    assert "Bakker" in listed
    assert "geen KvK-nummer" in listed
    address = f"{HOME}{batch.public_id}/regels/3/"
    wrong = bob.post(address, {"name": "Bakker", "kvk": "13"})
    assert wrong.status_code == 422
    assert "“13” is geen KvK-nummer." in wrong.content.decode()
    assert 'value="13"' in wrong.content.decode()
    assert bob.post(address, {"name": "Bakker", "kvk": "00223344"}).status_code == 302
    assert bob.get(address).status_code == 404
    batch.refresh_from_db()
    assert (batch.counts["new"], batch.counts["refused"]) == (2, 0)


def test_a_row_is_left_out(bob: Client) -> None:
    batch = checked(bob, b"Naam;KvK\nKok;00112233\nBakker;12\n")
    bob.post(f"{HOME}{batch.public_id}/regels/3/weglaten/")
    assert "Alles in deze lijst" in bob.get(f"{HOME}{batch.public_id}/regels/").content.decode()


def test_mended_rows_come_back_as_a_file(bob: Client) -> None:
    batch = checked(bob, supplier_csv(20, faults=3))
    taken = bob.get(f"{HOME}{batch.public_id}/regels/bestand/")
    assert taken["Cache-Control"] == "private, no-store"
    assert Event.objects.filter(action="list.export").count() == 1
    file = taken.content.decode("utf-8-sig")
    lines = file.splitlines()
    assert lines[0].endswith("Reden;Meerwaarde-regel")
    assert len(lines) == 4
    assert "geen KvK-nummer" in file
    mended = file.replace(";123;", ";;").replace(";000012345678;", ";;")
    answer = upload(bob, mended.encode(), source="", name="teruggekomen.csv")
    again = SupplierImport.objects.latest("pk")
    assert again.source == "Impact Noord"
    assert columns(bob, again).status_code == 302
    again.refresh_from_db()
    assert (again.counts["new"], again.counts["refused"]) == (2, 1), answer


def test_the_columns_of_a_source_are_known_the_next_time(bob: Client) -> None:
    first = b"Naam;Nr;Stad\nKok;a1;Assen\n"
    upload(bob, first)
    batch = SupplierImport.objects.get()
    columns(bob, batch, column_1="-", column_2="description")
    upload(bob, first.replace(b"Kok", b"Bakker"))
    again = SupplierImport.objects.latest("pk")
    form = bob.get(f"{HOME}{again.public_id}/kolommen/").context["page"].form
    assert [field.initial for field in form.fields.values()] == ["name", "-", "description"]


def test_shifted_columns_are_shown_and_refused(bob: Client) -> None:
    rows = "\n".join(f"Firma {number};v{number}@x.example;Assen" for number in range(9))
    upload(bob, f"Naam;KvK;Plaats\n{rows}\n".encode())
    batch = SupplierImport.objects.get()
    page = bob.get(f"{HOME}{batch.public_id}/kolommen/")
    assert "Kolom 2 “KvK” lijkt op e-mailadressen" in page.content.decode()
    answer = columns(bob, batch, column_1="kvk")
    assert answer.status_code == 422
    assert columns(bob, batch, column_1="email").status_code == 302


def test_each_meaning_is_given_once_and_the_name_is_needed(bob: Client) -> None:
    upload(bob, b"Naam;Firma\nKok;Bakker\n")
    batch = SupplierImport.objects.get()
    twice = columns(bob, batch, column_0="name", column_1="name")
    assert "is al aan een andere kolom gegeven" in twice.content.decode()
    none = columns(bob, batch, column_0="-", column_1="-")
    assert "Wijs aan in welke kolom de naam" in none.content.decode()


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (b"", "Het bestand is leeg."),
        (b"%PDF-1.7", "Dit bestand is geen tabel"),
        (b"PK\x03\x04", "beschadigd of onvolledig"),
    ],
)
def test_a_file_that_cannot_be_a_list_says_why(bob: Client, document: bytes, said: str) -> None:
    answer = upload(bob, document)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not SupplierImport.objects.exists()


def test_differences_are_chosen_per_field(bob: Client) -> None:
    header = b"Naam;KvK;Plaats;E-mail\n"
    work_through(bob, header + b"Kok;00112233;Assen;a@kok.example\n")
    batch = work_through(bob, header + b"De Kok;00112233;Emmen;b@kok.example\n")
    address = f"{HOME}{batch.public_id}/verschillen/"
    assert "Kok" in bob.get(address).content.decode()
    form = bob.get(f"{address}2/").context["page"].form
    chosen = {field: "theirs" if name == "place" else "ours" for field, name in form.names.items()}
    assert bob.post(f"{address}2/", chosen).status_code == 302
    supplier = Supplier.objects.get()
    assert (supplier.name, supplier.place, supplier.email) == ("Kok", "Emmen", "a@kok.example")
    assert "Niets wacht op een keuze" in bob.get(address).content.decode()
    assert bob.get(f"{address}2/").status_code == 404


def test_differences_are_taken_over_all_at_once(bob: Client) -> None:
    work_through(bob, b"Naam;KvK;Plaats\nKok;00112233;Assen\nBakker;00223344;Assen\n")
    batch = work_through(bob, b"Naam;KvK;Plaats\nKok;00112233;Emmen\nBakker;00223344;Norg\n")
    bob.post(f"{HOME}{batch.public_id}/verschillen/", {"choice": "theirs"})
    assert sorted(Supplier.objects.values_list("place", flat=True)) == ["Emmen", "Norg"]
    assert not SupplierImportRow.objects.filter(batch=batch, settled_at=None, outcome="differs").exists()


def test_perhaps_the_same_supplier_is_asked(bob: Client) -> None:
    work_through(bob, b"Naam;KvK;Postcode\nKok;00112233;9401 JK\n")
    batch = work_through(bob, b"Naam;Postcode;Plaats\nKok;9401 JK;Assen\n", source="Ander")
    address = f"{HOME}{batch.public_id}/verschillen/2/"
    assert "Is dit dezelfde leverancier?" in bob.get(address).content.decode()
    bob.post(address, {"field_0": "theirs"})
    assert Supplier.objects.get().place == "Assen"


def test_perhaps_the_same_supplier_is_another(bob: Client) -> None:
    work_through(bob, b"Naam;KvK;Postcode\nKok;00112233;9401 JK\n")
    batch = work_through(bob, b"Naam;Postcode;Plaats\nKok;9401 JK;Assen\n", source="Ander")
    bob.post(f"{HOME}{batch.public_id}/verschillen/2/", {"field_0": "ours"})
    assert Supplier.objects.count() == 2


def test_a_stopped_list_goes_on_where_it_was(bob: Client) -> None:
    batch = checked(bob, supplier_csv(30))
    bob.post(f"{HOME}{batch.public_id}/overnemen/")
    batch.refresh_from_db()
    Job.objects.filter(public_id=batch.job).update(stop_requested=True)
    work(batch)
    assert batch.state == "stopped"
    assert "Verder met overnemen" in bob.get(f"{HOME}{batch.public_id}/").content.decode()
    bob.post(f"{HOME}{batch.public_id}/overnemen/")
    work(batch)
    assert batch.state == "done"
    assert Supplier.objects.count() == 30


def test_a_list_is_given_up(bob: Client) -> None:
    batch = checked(bob, supplier_csv(3))
    bob.post(f"{HOME}{batch.public_id}/stoppen/")
    batch.refresh_from_db()
    assert batch.state == "stopped"
    assert Supplier.objects.count() == 0


def test_the_original_is_kept(bob: Client) -> None:
    document = supplier_csv(3)
    batch = checked(bob, document)
    answer = bob.get(f"{HOME}{batch.public_id}/origineel/")
    assert answer.content == document
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["Cache-Control"], answer["Content-Type"]) == (
        "private, no-store",
        "application/octet-stream",
    )
    assert Event.objects.filter(action="list.export").count() == 1


def test_a_list_page_asks_equally_often_however_long_it_is(bob: Client) -> None:
    def asked(address: str) -> int:
        bob.get(address)
        with CaptureQueriesContext(connection) as found:
            assert bob.get(address).status_code == 200
        return len(found)

    few = checked(bob, supplier_csv(10, faults=2))
    address, home = f"{HOME}{few.public_id}/regels/", asked(HOME)
    short = asked(address)
    many = checked(bob, supplier_csv(40, faults=20))
    assert asked(f"{HOME}{many.public_id}/regels/") == short
    assert asked(HOME) == home


def work_through(client: Client, document: bytes, source: str = "Impact Noord") -> SupplierImport:
    batch = checked(client, document, source)
    client.post(f"{HOME}{batch.public_id}/overnemen/")
    work(batch)
    assert batch.state == "done"
    return batch
