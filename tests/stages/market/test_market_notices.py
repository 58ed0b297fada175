"""Notices are taken in once, shown with their signals, and odd files are refused with what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meerwaarde.platform.journal.models import Event
from meerwaarde.stages.market import actions, queries
from meerwaarde.stages.market.models import Notice, NoticeFile

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parents[2] / "exchange" / "samples"
RESERVED = (SAMPLES / "eforms_reserved_contract_notice.xml").read_bytes()
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
Browse = Callable[[str], Client]


def take_in(actor: Any, document: bytes = RESERVED, name: str = "aankondiging.xml") -> actions.Imported:
    return actions.import_notice(actor, document=document, file_name=name, at=NOW)


def release(number: int) -> bytes:
    return json.dumps(
        {
            "ocid": f"ocds-meer-{number}",
            "id": f"{number}",
            "language": "nl",
            "date": "2026-05-01T00:00:00Z",
            "tag": ["tender"],
            "initiationType": "tender",
            "tender": {"id": str(number), "title": f"Opdracht {number:03d}"},
        }
    ).encode()


def upload(client: Client, name: str, content: bytes) -> Any:
    sent = {"file": SimpleUploadedFile(name, content)}
    return client.post(reverse("market:import", args=["veenmeer"]), sent)


def test_a_notice_is_kept_with_its_file_and_the_fact(cast: Any) -> None:
    ((notice, new),) = take_in(cast.bob).notices
    assert new
    assert (notice.source, notice.kind, notice.verdict) == ("eforms", "contract_notice", "social")
    assert bytes(queries.original(cast.bob, notice.public_id).content) == RESERVED
    assert queries.read_record(notice).lots[0].reserved == "res-ws"
    fact = Event.objects.get(action="notice.import")
    assert fact.object_id == notice.public_id
    assert notice.title not in fact.body


def test_taking_in_twice_shows_the_one_that_is_there(cast: Any) -> None:
    ((first, _new),) = take_in(cast.bob).notices
    ((again, new),) = take_in(cast.ann, name="andere-naam.xml").notices
    assert (again.pk, new) == (first.pk, False)
    assert (Notice.objects.count(), NoticeFile.objects.count()) == (1, 1)
    assert Event.objects.filter(action="notice.import").count() == 1


def test_another_authority_takes_in_its_own_and_sees_nothing_of_ours(cast: Any) -> None:
    ((ours, _),) = take_in(cast.bob).notices
    assert queries.notice(cast.eve, ours.public_id) is None
    assert queries.original(cast.eve, ours.public_id) is None
    ((theirs, new),) = take_in(cast.eve).notices
    assert new
    assert theirs.pk != ours.pk
    assert queries.notice(cast.rik, ours.public_id) is None


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("leeg.xml", b"", "leeg"),
        ("nota.pdf", b"%PDF-1.7 iets", "pdf"),
        ("aankondiging.xml", b"%PDF-1.7 iets", "pdf"),
        ("doctype.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DTD"),
        ("../../x", b"\x00\x01\x02\x03", "x"),
        ("codering.xml", '<?xml version="1.0" encoding="utf-8"?><a>é</a>'.encode("latin-1"), "codering.xml"),
        ("anders.xml", b"<recept><titel>Soep</titel></recept>", "anders.xml"),
        ("half.xml", RESERVED[: len(RESERVED) // 2], "half.xml"),
        ("groot.xml", b"<a>" + b"x" * 10_000_001, "10 MB"),
    ],
)
def test_an_odd_file_is_refused_with_what_is_wrong_and_what_to_do(
    browse: Browse, cast: Any, name: str, content: bytes, told: str
) -> None:
    answer = upload(browse("bob"), name, content)
    assert answer.status_code == 422
    page = answer.content.decode()
    (error,) = answer.context["page"].form.errors["file"]
    assert told in error
    assert ".." not in error
    assert "#id_file" in page
    assert Notice.objects.count() == 0


def test_an_upload_leads_to_the_notice_and_a_second_one_to_the_same(browse: Browse, cast: Any) -> None:
    client = browse("bob")
    first, second = (upload(client, "a.xml", RESERVED) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    page = client.get(first["Location"])
    assert page.status_code == 200
    told = page.content.decode()
    assert "Onderhoud openbaar groen" in told
    assert "social return" in told
    assert page.context["page"].complaints
    file = client.get(first["Location"] + "origineel/")
    assert file.content == RESERVED
    assert "attachment" in file["Content-Disposition"]
    assert file["Content-Type"] == "application/octet-stream"


def test_without_a_file_the_form_says_so(browse: Browse, cast: Any) -> None:
    answer = browse("bob").post(reverse("market:import", args=["veenmeer"]), {})
    assert answer.status_code == 422
    assert "file" in answer.context["page"].form.errors


def test_who_may_only_read_does_not_take_in(browse: Browse, cast: Any) -> None:
    ((notice, _new),) = take_in(cast.bob).notices
    assert upload(browse("wim"), "a.xml", RESERVED).status_code == 403
    assert browse("wim").get(reverse("market:notice", args=["veenmeer", notice.public_id])).status_code == 200
    assert browse("rik").get(reverse("market:notices", args=["veenmeer"])).status_code == 403


@pytest.mark.parametrize("name", ["notice", "original"])
def test_a_foreign_notice_is_as_absent_as_no_notice(browse: Browse, cast: Any, name: str) -> None:
    ((notice, _new),) = take_in(cast.bob).notices
    eve = browse("eve")
    foreign = eve.get(reverse(f"market:{name}", args=["duinrade", notice.public_id]))
    nothing = eve.get(reverse(f"market:{name}", args=["duinrade", "zzzzzzzzzzzz"]))
    assert foreign.status_code == nothing.status_code == 404
    assert foreign.content == nothing.content


def test_the_list_pages_filters_and_asks_equally_often(browse: Browse, cast: Any) -> None:
    client, here = browse("bob"), reverse("market:notices", args=["veenmeer"])

    def more(numbers: range) -> None:
        for number in numbers:
            take_in(cast.bob, release(number), "uitgave.json")

    def asked() -> int:
        client.get(here)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(here).status_code == 200
        return len(captured)

    more(range(5))
    few = asked()
    more(range(5, 50))
    assert asked() == few
    first = client.get(here).context["page"].table
    second = client.get(first.next_url).context["page"].table
    titles = [row.cells[0].text for row in (*first.rows, *second.rows)]
    assert titles == [f"Opdracht {number:03d}" for number in range(49, -1, -1)]
    found = client.get(here + "?q=Opdracht+007").context["page"].table
    assert [row.cells[0].text for row in found.rows] == ["Opdracht 007"]
    take_in(cast.bob)
    social = client.get(here + "?verdict=social").context["page"].table
    assert [row.cells[0].text for row in social.rows] == ["Onderhoud openbaar groen"]
