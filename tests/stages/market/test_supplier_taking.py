"""A list of suppliers from upload to directory: what is tried, mended, taken over, and what waits."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from suppliers_file import HEADER, kvk, supplier_csv

from meerwaarde.exchange.suppliers import MappedColumn, SupplierMapping
from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.documents.sheets import csv_file
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.search.queries import search
from meerwaarde.platform.work.models import Job
from meerwaarde.platform.work.run import execute
from meerwaarde.stages.market.actions import supplier_imports as actions
from meerwaarde.stages.market.actions import supplier_settling as settling
from meerwaarde.stages.market.models import Credential, Offering, Supplier, SupplierFacet, SupplierImportRow
from meerwaarde.stages.market.pages import supplier_imports as pages
from meerwaarde.stages.market.queries import supplier_imports as queries

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def ready(actor: Any, document: bytes, name: str = "lijst.csv", source: str = "Impact Noord") -> Any:
    batch = actions.upload_list(actor, document=document, file_name=name, source=source, at=NOW)
    proposal, before = queries.proposal_of(actor, batch)
    actions.check_list(actor, batch=batch, mapping=before or proposal.mapping, at=NOW)
    return batch


def take(actor: Any, batch: Any) -> Any:
    actions.start_taking_over(actor, batch=batch, at=NOW)
    execute(Job.objects.get(public_id=batch.job).public_id, beat_every=0)
    return queries.supplier_import(actor, batch.public_id)


def lines(
    *rows: str, header: str = "Naam;KvK;Plaats;Postcode;E-mail;Maximale opdracht;CPV;Keurmerken"
) -> bytes:
    return "\r\n".join((header, *rows)).encode()


def test_the_dry_run_counts_and_keeps_only_what_must_be_mended(cast: Any) -> None:
    batch = ready(cast.bob, supplier_csv(60, faults=10))
    assert (batch.state, batch.counts["new"], batch.counts["refused"]) == ("checked", 50, 10)
    assert Supplier.objects.count() == 0
    kept = SupplierImportRow.objects.filter(batch=batch)
    assert kept.count() == 10
    assert all(row.faults and row.faults[0]["nl"] and row.faults[0]["now_nl"] for row in kept)
    assert all(row.faults[0]["column"] in HEADER for row in kept)


def test_a_dry_run_again_says_the_same(cast: Any) -> None:
    batch = ready(cast.bob, supplier_csv(30, faults=5))
    before = batch.counts
    actions.check_list(cast.bob, batch=batch, mapping=queries.mapping_of(batch), at=NOW)
    assert batch.counts == before
    assert SupplierImportRow.objects.filter(batch=batch).count() == 5


def test_taken_over_they_can_be_found_filtered_and_read(cast: Any) -> None:
    batch = take(cast.bob, ready(cast.bob, supplier_csv(40, faults=3)))
    assert batch.state == "done"
    assert batch.counts == {"new": 37, "refused": 3}
    assert Supplier.objects.count() == 37
    one = Supplier.objects.get(kvk=kvk(0))
    assert (one.organisation.slug, one.source, one.place != "") == ("veenmeer", "Impact Noord", True)
    assert Offering.objects.count() == 37
    assert {state for (state,) in Credential.objects.values_list("state")} == {"claimed"}
    assert SupplierFacet.objects.filter(facet="cpv", code="9091").exists()
    assert search(None, "schoonmaakwerk", kinds=("supplier",))
    steps = Event.objects.filter(action="supplierimport.step")
    assert steps.count() == 1
    assert kvk(0) not in steps.get().body


def test_the_same_file_again_changes_nothing(cast: Any) -> None:
    take(cast.bob, ready(cast.bob, supplier_csv(25)))
    before = list(Supplier.objects.order_by("pk").values_list("public_id", "version"))
    batch = ready(cast.bob, supplier_csv(25))
    assert queries.same_file(cast.bob, batch.sha256, besides=batch) is not None
    assert batch.counts["same"] == 25
    take(cast.bob, batch)
    assert list(Supplier.objects.order_by("pk").values_list("public_id", "version")) == before
    assert Offering.objects.count() == 25


def test_only_what_is_empty_is_filled_and_what_differs_waits(cast: Any) -> None:
    take(cast.bob, ready(cast.bob, lines("Wasserij Helder;00112233;Assen;;;;;")))
    second = "Wasserij Helder B.V.;00112233;Assen;9401 JK;info@helder.example;60.000;98310000;pso:31-12-2027"
    batch = take(cast.bob, ready(cast.bob, lines(second)))
    one = Supplier.objects.get()
    assert (one.name, one.postcode, one.email) == ("Wasserij Helder", "9401 JK", "info@helder.example")
    assert one.capacity_max_cents == 6_000_000
    assert [held.code for held in one.credentials.all()] == ["pso"]
    row = SupplierImportRow.objects.get(batch=batch)
    assert row.outcome == "differs"
    assert row.differences == [{"field": "name", "ours": "Wasserij Helder", "theirs": "Wasserij Helder B.V."}]


def test_what_another_authority_keeps_is_left_alone(cast: Any) -> None:
    take(cast.eve, ready(cast.eve, lines("Kringloop Zuid;00445566;Duinrade;;;;;")))
    batch = take(cast.bob, ready(cast.bob, lines("Kringloop Noord;00445566;Assen;9401 JK;;;;")))
    assert batch.counts == {"elsewhere": 1}
    one = Supplier.objects.get()
    assert (one.name, one.postcode, one.organisation.slug) == ("Kringloop Zuid", "", "duinrade")


def test_the_same_name_and_postcode_without_a_number_asks_a_person(cast: Any) -> None:
    take(cast.bob, ready(cast.bob, lines("Drukkerij Inkt;00778899;Assen;9401 JK;;;;")))
    batch = take(cast.bob, ready(cast.bob, lines("Drukkerij Inkt;;Assen;9401 JK;;;;"), source="Ander"))
    row = SupplierImportRow.objects.get(batch=batch)
    assert (row.outcome, row.differences[0]["field"]) == ("differs", "identity")
    assert Supplier.objects.count() == 1


def test_without_a_number_a_list_recognises_its_own_suppliers(cast: Any) -> None:
    document = lines("Drukkerij Inkt;;Assen;9401 JK;;;;", "Bakkerij Terp;;Assen;9402 AB;;;;")
    take(cast.bob, ready(cast.bob, document))
    assert ready(cast.bob, document).counts["same"] == 2


def test_a_corrected_row_is_taken_over_with_the_rest(cast: Any) -> None:
    batch = ready(cast.bob, lines("Goed;00112233;;;;;;", "Fout;123;;;;;;", "Weg;9;;;;;;"))
    row = queries.row_of(batch, 3)
    still = actions.correct_row(cast.bob, batch=batch, row=row, values={"name": "Fout", "kvk": "12"}, at=NOW)
    assert still.refused
    good = {"name": "Hersteld", "kvk": "00998877"}
    assert not actions.correct_row(cast.bob, batch=batch, row=row, values=good, at=NOW).refused
    actions.leave_out_row(cast.bob, batch=batch, row=queries.row_of(batch, 4), at=NOW)
    assert (batch.counts["new"], batch.counts["refused"]) == (2, 1)
    batch = take(cast.bob, batch)
    assert sorted(Supplier.objects.values_list("name", flat=True)) == ["Goed", "Hersteld"]
    assert batch.counts == {"new": 2, "refused": 1}
    assert queries.waiting_counts(batch) == {}


def test_a_row_corrected_afterwards_follows_at_once(cast: Any) -> None:
    batch = take(cast.bob, ready(cast.bob, lines("Goed;00112233;;;;;;", "Fout;123;;;;;;")))
    row = queries.row_of(batch, 3)
    actions.correct_row(cast.bob, batch=batch, row=row, values={"name": "Hersteld"}, at=NOW)
    assert Supplier.objects.filter(name="Hersteld").exists()
    assert batch.counts == {"new": 2}


def test_two_corrected_rows_with_one_number_make_one_supplier(cast: Any) -> None:
    batch = ready(cast.bob, lines("Een;00112233;;;;;;", "Twee;123;;;;;;"))
    values = {"name": "Twee", "kvk": "00112233"}
    actions.correct_row(cast.bob, batch=batch, row=queries.row_of(batch, 3), values=values, at=NOW)
    batch = take(cast.bob, batch)
    assert Supplier.objects.get().name == "Een"
    assert batch.counts == {"new": 1, "differs": 1}


def test_shifted_columns_are_refused_and_nothing_is_kept(cast: Any) -> None:
    shifted = lines(*(f"Firma {n};v{n}@x.example;Assen;;;;;" for n in range(6)))
    batch = actions.upload_list(cast.bob, document=shifted, file_name="x.csv", source="X", at=NOW)
    wrong = SupplierMapping((MappedColumn(0, "Naam", "name"), MappedColumn(1, "KvK", "kvk")))
    with pytest.raises(Refused) as refused:
        actions.check_list(cast.bob, batch=batch, mapping=wrong, at=NOW)
    assert refused.value.code == "columns_do_not_fit"
    batch.refresh_from_db()
    assert (batch.state, batch.mapping) == ("uploaded", {})


def test_a_stranger_sees_no_import(cast: Any) -> None:
    batch = ready(cast.bob, supplier_csv(3))
    assert queries.supplier_import(cast.eve, batch.public_id) is None
    assert queries.supplier_import(cast.wim, batch.public_id) is None
    assert queries.supplier_import(cast.pia, batch.public_id) is not None


def test_refused_rows_that_come_back_are_recognised(cast: Any) -> None:
    batch = ready(cast.bob, supplier_csv(5))
    again = f"Naam;Meerwaarde-regel\r\nDe Kok;{batch.public_id}/7\r\n".encode()
    other = actions.upload_list(cast.bob, document=again, file_name="x.csv", source="", at=NOW)
    assert queries.returned_to(cast.bob, queries.table_of(other)) == batch
    assert queries.returned_to(cast.eve, queries.table_of(other)) is None


def asked_who(actor: Any) -> Any:
    """A list with one row that may be the supplier that stands here already."""
    take(actor, ready(actor, lines("Drukkerij Inkt;00778899;Assen;9401 JK;;;;")))
    return take(actor, ready(actor, lines("Drukkerij Inkt;;Assen;9401 JK;;;;"), source="Ander"))


def test_the_same_row_settled_twice_at_one_moment_adds_one_supplier(cast: Any) -> None:
    batch = asked_who(cast.bob)
    again = queries.supplier_import(cast.bob, batch.public_id)
    row, same = queries.row_of(batch, 2), queries.row_of(again, 2)
    settling.settle_row(cast.bob, batch=batch, row=row, theirs=[], at=NOW)
    settling.settle_row(cast.bob, batch=again, row=same, theirs=[], at=NOW)
    assert Supplier.objects.filter(name="Drukkerij Inkt").count() == 2
    assert Event.objects.filter(action="supplierimport.settle").count() == 1


def test_two_people_settle_two_rows_of_one_list_at_once(cast: Any) -> None:
    first = lines("Wasserij Helder;00112233;Assen;;;;;", "Bakkerij Terp;00445566;Assen;;;;;")
    take(cast.bob, ready(cast.bob, first))
    second = lines("Wasserij Helder BV;00112233;Assen;;;;;", "Bakkerij Terp BV;00445566;Assen;;;;;")
    batch = take(cast.bob, ready(cast.bob, second))
    beside = queries.supplier_import(cast.pia, batch.public_id)
    other = queries.row_of(beside, 3)
    row = queries.row_of(batch, 2)
    settling.settle_row(cast.bob, batch=batch, row=row, theirs=["name"], at=NOW)
    settling.settle_row(cast.pia, batch=beside, row=other, theirs=["name"], at=NOW)
    names = sorted(Supplier.objects.values_list("name", flat=True))
    assert names == ["Bakkerij Terp BV", "Wasserij Helder BV"]
    beside.refresh_from_db()
    assert beside.counts == {"changed": 2}


def test_the_journal_holds_no_word_of_a_file_whose_first_row_is_a_person(cast: Any) -> None:
    """Without headings the first supplier is taken for the header: a name, perhaps of who trades alone."""
    document = lines("Eva Testman;00112233;;;;;;", header="Naam;KvK;Jan Verzonnen;Postcode;;;;")
    ready(cast.bob, document)
    assert not [fact for fact in Event.objects.all() if "Jan Verzonnen" in fact.body]
    (_number, plain), *_rest = queries.supplier_imports_for_dossier(cast.bob.organisation_id)
    assert "Jan Verzonnen" not in str(plain)


def refused_lines(batch: Any) -> list[int]:
    return list(queries.rows_of(batch, "refused").values_list("line", flat=True))


def test_rows_that_come_back_mended_are_settled_in_the_first_list(cast: Any) -> None:
    first = take(cast.bob, ready(cast.bob, lines("Goed;00112233;;;;;;", "Fout;123;;;;;;", "Weg;9;;;;;;")))
    back = (
        f"Naam;KvK;Meerwaarde-regel\r\nHersteld;;{first.public_id}/3\r\nNog fout;12;{first.public_id}/4\r\n"
    )
    second = take(cast.bob, ready(cast.bob, back.encode()))
    assert second.counts == {"new": 1, "refused": 1}
    assert refused_lines(first) == [4]
    row = queries.row_of(first, 3)
    assert (row.supplier.name, row.outcome) == ("Hersteld", "refused")
    fact = Event.objects.get(action="supplierimport.mend")
    assert (fact.object_id, json.loads(fact.body)["values"]) == (
        first.public_id,
        {"by": second.public_id, "lines": [3]},
    )
    assert queries.waiting_counts(first) == {"refused": 1}


def test_a_row_with_the_same_number_in_a_next_list_settles_what_was_refused(cast: Any) -> None:
    wrong = lines("Wasserij Helder;00112233;;;geen adres;;;", "Bakkerij;00445566;;;geen adres;;;")
    first = take(cast.bob, ready(cast.bob, wrong))
    other = take(cast.bob, ready(cast.bob, wrong, source="Een andere bron"))
    strange = take(cast.eve, ready(cast.eve, wrong))
    take(cast.bob, ready(cast.bob, lines("Wasserij Helder;00112233;;;;;;")))
    assert refused_lines(first) == [3]
    assert refused_lines(other) == refused_lines(strange) == [2, 3]


def test_a_mended_row_that_came_in_by_file_is_not_taken_over_again(cast: Any) -> None:
    first = ready(cast.bob, lines("Goed;00112233;;;;;;", "Fout;123;;;;;;"))
    back = f"Naam;Meerwaarde-regel\r\nHersteld;{first.public_id}/3\r\n"
    take(cast.bob, ready(cast.bob, back.encode()))
    take(cast.bob, first)
    assert sorted(Supplier.objects.values_list("name", flat=True)) == ["Goed", "Hersteld"]
    assert queries.waiting_counts(first) == {}


def test_refused_rows_taken_along_come_back_as_they_were(cast: Any) -> None:
    """An apostrophe keeps a spreadsheet from reading a text as a formula; it is no part of the text."""
    batch = ready(cast.bob, lines("@Work;123;Assen;;;;;", header="Naam;KvK;Plaats;Omschrijving;;;;"))
    refused = list(queries.rows_of(batch, "refused"))
    refused[0].values["description"] = "- schoonmaak\n- groen"
    document = csv_file(pages.refused_file_rows(batch, refused))
    assert b"'@Work" in document
    again = ready(cast.bob, document, name="verbeterd.csv")
    row = queries.row_of(again, 2)
    assert row.values["name"] == "@Work"
    assert row.values["description"].startswith("- schoonmaak")
