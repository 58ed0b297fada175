"""Taking events along: as lines that verify, as sheets without a formula, at once or in the background."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from defusedxml import ElementTree
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.exchange.dossier.verify import verify
from meerwaarde.exchange.dossier.write import write_dossier
from meerwaarde.platform.documents.sheets import DANGEROUS, guarded
from meerwaarde.platform.history import actions as history_actions
from meerwaarde.platform.history.export import Selection, small_file
from meerwaarde.platform.journal.actions import record_about
from meerwaarde.platform.journal.dossier import UnknownAuthority, export_dossier
from meerwaarde.platform.journal.exporters import _EXPORTERS, objects_of, register
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.journal.queries import Wanted
from meerwaarde.platform.organisations.models import Person
from meerwaarde.platform.work.models import Job
from meerwaarde.platform.work.run import execute

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
EXPORT = "/veenmeer/journaal/uitvoeren/"


def facts(actor, number: int, **plain) -> None:
    with transaction.atomic():
        for place in range(number):
            record_about(
                actor, "goal.record", "goal", f"g{place}", at=AT + timedelta(seconds=place), plain=plain
            )


def all_of(actor) -> Selection:
    return Selection(actor.organisation_id, Wanted(), 10**9, "nl")


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def cells_of(content: bytes) -> tuple[list[str], int]:
    """All texts of a workbook, and how many cells are formulas."""
    spreadsheet = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    texts = ["".join(cell.itertext()) for cell in sheet.iter(f"{spreadsheet}c")]
    return texts, len(list(sheet.iter(f"{spreadsheet}f")))


def test_a_small_export_comes_at_once_and_is_a_fact(cast, browse) -> None:
    facts(cast.pia, 3)
    response = browse("ada").post(EXPORT, {"format": "csv"})
    assert response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="journaal.csv"'
    rows = rows_of(response.content)
    assert rows[0][:5] == ["Nummer", "Tijdstip", "Wie", "Rol", "Wat er gebeurde"]
    assert [row[0] for row in rows[1:]] == ["1", "2", "3"]
    assert rows[1][1:6] == [
        "2026-11-20T10:00:00+01:00",
        "Pia",
        "Beleidsadviseur",
        "Pia legde een doel vast",
        "goal.record",
    ]
    fact = Event.objects.get(action="journal.export")
    assert json.loads(fact.body)["values"] == {"format": "csv", "events": 3, "last": 3, "filters": {}}
    assert fact.person == cast.ada.person


def test_the_filters_go_along(cast, browse) -> None:
    facts(cast.pia, 2)
    facts(cast.bob, 1)
    response = browse("ada").post(EXPORT, {"format": "csv", "person": cast.bob.person, "until": "2026-11-21"})
    assert [row[2] for row in rows_of(response.content)[1:]] == ["Bob"]
    values = json.loads(Event.objects.get(action="journal.export").body)["values"]
    assert values["filters"] == {"person": cast.bob.person, "until": "2026-11-21"}


def test_what_cannot_be_exported_is_refused_and_is_no_fact(cast, browse) -> None:
    facts(cast.pia, 1)
    client = browse("ada")
    for asked in ({}, {"format": "pdf"}, {"format": "csv", "since": "gisteren"}):
        assert client.post(EXPORT, asked).status_code == 400
    assert client.get(EXPORT).status_code == 405
    assert not Event.objects.filter(action="journal.export").exists()


def test_json_lines_are_those_of_a_dossier(cast) -> None:
    facts(cast.pia, 3, note="=1+1")
    for line, event in zip(
        small_file(all_of(cast.ada), "jsonl").splitlines(), Event.objects.all(), strict=True
    ):
        assert json.loads(line) == {
            "body": json.loads(event.body),
            "hash": event.hash,
            "previous": event.previous,
        }


EVIL = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    '"=1',
    "'=1",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
    "{=1}",
    "1+1",
    "gewoon",
    "é=1",
    "\x01=1",
)


def test_no_cell_is_a_formula(cast) -> None:
    for name in EVIL:
        Person.objects.filter(public_id=cast.pia.person).update(name=name)
        facts(cast.pia, 1)
        rows = rows_of(small_file(all_of(cast.ada), "csv"))
        for row in rows[1:]:
            for cell in row:
                assert not cell.lstrip(" '\"").startswith(DANGEROUS) or cell.startswith("'")
                assert not cell.startswith(DANGEROUS)
        texts, formulas = cells_of(small_file(all_of(cast.ada), "xlsx"))
        assert formulas == 0
        if name.isprintable():
            assert name in texts


@given(st.text(max_size=40))
def test_a_guarded_text_starts_no_formula_and_loses_nothing(text: str) -> None:
    safe = guarded(text)
    assert safe in (text, f"'{text}")
    assert not safe.startswith(DANGEROUS)
    if text.lstrip(" '\"").startswith(DANGEROUS):
        assert safe == f"'{text}"


@pytest.fixture
def few_at_once(monkeypatch, settings, tmp_path) -> Path:
    """More than two events is a large export here, and files come in this test's folder."""
    monkeypatch.setattr(history_actions, "AT_ONCE", 2)
    settings.DATA = tmp_path
    return tmp_path


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_a_large_export_is_made_in_the_background(cast, browse, few_at_once, form: str) -> None:
    facts(cast.pia, 5)
    client = browse("ada")
    response = client.post(EXPORT, {"format": form})
    job = Job.objects.get()
    assert response["Location"] == f"/veenmeer/werk/{job.public_id}/"
    facts(cast.bob, 4)
    execute(job.public_id, beat_every=0)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 5, 5)
    download = client.get(f"/veenmeer/werk/{job.public_id}/resultaat/")
    content = b"".join(download.streaming_content)
    if form == "xlsx":
        assert cells_of(content)[0].count("goal.record") == 5
    else:
        assert content == small_file(Selection(cast.ada.organisation_id, Wanted(), 5, "nl"), form)
    assert Event.objects.filter(action="journal.export").count() == 1


def test_after_a_break_the_file_goes_on_behind_the_checkpoint(cast, few_at_once, monkeypatch) -> None:
    from meerwaarde.platform.journal import queries

    monkeypatch.setattr(queries, "CHUNK", 2)
    facts(cast.pia, 7)
    asked = history_actions.export(cast.ada, Wanted(), "csv", "nl", at=AT)
    assert asked.job is not None
    execute(asked.job.public_id, beat_every=0)
    path = few_at_once / "work" / asked.job.public_id / "journaal.csv"
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    # A worker died: the checkpoint knew four events, half a line more had reached the disk.
    path.write_bytes(b"".join(lines[:6])[:-5])
    Job.objects.filter(pk=asked.job.pk).update(
        state="queued", cursor={"after": 4, "bytes": len(b"".join(lines[:5])), "done": 4}
    )
    execute(asked.job.public_id, beat_every=0)
    assert path.read_bytes() == whole
    # The file stood on another machine: it is made anew.
    path.unlink()
    Job.objects.filter(pk=asked.job.pk).update(state="queued")
    execute(asked.job.public_id, beat_every=0)
    assert path.read_bytes() == whole


def test_who_lost_the_role_no_longer_gets_the_file(cast, browse, few_at_once) -> None:
    facts(cast.pia, 5)
    client = browse("dirk")
    client.post(EXPORT, {"format": "csv"})
    job = Job.objects.get()
    execute(job.public_id, beat_every=0)
    address = f"/veenmeer/werk/{job.public_id}/resultaat/"
    assert client.get(address).status_code == 200
    from meerwaarde.platform.organisations.models import Membership

    Membership.objects.filter(public_id=cast.dirk.membership).update(role="buyer")
    assert client.get(address).status_code == 403


# The dossier


def test_the_dossier_of_an_authority_verifies(cast, tmp_path) -> None:
    facts(cast.pia, 12)
    facts(cast.eve, 3)
    summary = export_dossier("veenmeer", tmp_path / "dossier", write_dossier, at=AT)
    assert (summary.events, summary.chains[0].chain) == (12, cast.ada.organisation)
    verdict = verify(tmp_path / "dossier")
    assert verdict.intact
    assert verdict.events == 12
    fact = Event.objects.get(action="dossier.export")
    assert json.loads(fact.body)["values"] == {"events": 12, "head": summary.chains[0].head}
    assert fact.sequence == 13
    again = export_dossier("veenmeer", tmp_path / "again", write_dossier, at=AT)
    assert again.events == 13


def test_no_name_or_address_is_in_the_dossier(cast, tmp_path) -> None:
    facts(cast.pia, 2)
    Person.objects.filter(public_id=cast.pia.person).update(name="Kanarie van der Zwaluw")
    export_dossier("veenmeer", tmp_path / "dossier", write_dossier, at=AT)
    written = b"".join(path.read_bytes() for path in (tmp_path / "dossier").rglob("*") if path.is_file())
    assert b"Kanarie" not in written
    assert b"@" not in written
    assert cast.pia.person.encode() in written


def test_an_unknown_authority_has_no_dossier(cast, tmp_path) -> None:
    with pytest.raises(UnknownAuthority):
        export_dossier("nergens", tmp_path / "dossier", write_dossier, at=AT)
    assert list(tmp_path.iterdir()) == []


def test_a_kind_has_one_exporter(cast) -> None:
    def roles(organisation_id: int) -> list[tuple[str, dict[str, str]]]:
        return []

    with pytest.raises(ValueError, match="twice"):
        register("membership", roles)
    register("membership", _EXPORTERS["membership"])
    kinds = {kind for kind, _id, _values in objects_of(cast.ada.organisation_id)}
    assert {"membership", "department"} <= kinds
