"""A file of payments is brought in: whole or in parts, kept as it came, and never twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meerwaarde.platform.documents import incoming
from meerwaarde.platform.documents.models import StoredFile
from meerwaarde.platform.journal.models import Event
from meerwaarde.stages.spend.models import SpendBatch, SpendSource

HOME = "/veenmeer/uitgaven/bestanden/"
PAYMENTS = b"Crediteur;Datum;Bedrag\nDrukkerij Inkt;01-02-2025;1.234,56\n"
KEY = "0123456789abcdef" * 2


@pytest.fixture
def dirk(browse: Callable[[str], Client]) -> Client:
    return browse("dirk")


def upload(client: Client, document: bytes, name: str = "betalingen.csv", source: str = "") -> Any:
    return client.post(f"{HOME}nieuw/", {"file": SimpleUploadedFile(name, document), "source": source})


def part(client: Client, offset: int, content: bytes, key: str = KEY) -> Any:
    address = f"{HOME}deel/?sleutel={key}&vanaf={offset}"
    return client.post(address, content, content_type="application/octet-stream")


def test_a_file_is_kept_as_it_came(dirk: Client, data_folder: Path) -> None:
    answer = upload(dirk, PAYMENTS, source="Financieel  systeem")
    batch = SpendBatch.objects.get()
    assert answer["Location"] == f"{HOME}{batch.public_id}/kolommen/"
    assert (batch.state, batch.kind, batch.size) == ("uploaded", "csv", len(PAYMENTS))
    assert batch.sha256 == hashlib.sha256(PAYMENTS).hexdigest()
    assert batch.source.name == "Financieel systeem"
    original = dirk.get(f"{HOME}{batch.public_id}/origineel/")
    assert b"".join(original) == PAYMENTS
    assert original["Content-Type"] == "application/octet-stream"
    assert not list((data_folder / "files" / "incoming").iterdir())
    facts = list(Event.objects.order_by("pk").values_list("action", flat=True))
    assert facts == ["spendsource.enter", "file.keep", "spendbatch.upload", "list.export"]


def test_parts_become_one_file_and_a_part_that_comes_twice_does_no_harm(dirk: Client) -> None:
    assert part(dirk, 0, PAYMENTS[:20]).json() == {"held": 20}
    again = part(dirk, 0, PAYMENTS[:20])  # its first answer was lost on the way
    assert (again.status_code, again.json()) == (409, {"held": 20})
    assert part(dirk, 20, PAYMENTS[20:]).json() == {"held": len(PAYMENTS)}
    answer = dirk.post(f"{HOME}nieuw/", {"key": KEY, "name": "groot.csv"})
    assert answer.status_code == 302
    batch = SpendBatch.objects.get()
    assert batch.sha256 == hashlib.sha256(PAYMENTS).hexdigest()
    assert (batch.file_name, batch.source.name) == ("groot.csv", "groot")


def test_parts_of_another_person_are_not_found(
    dirk: Client, cast: Any, browse: Callable[[str], Client]
) -> None:
    part(dirk, 0, PAYMENTS)
    path = incoming.incoming(cast.dirk, KEY)
    assert path.is_file()
    assert incoming.incoming(cast.bob, KEY) != path


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "ABCDEF" * 6, KEY + "0"])
def test_a_key_is_never_a_path(dirk: Client, key: str) -> None:
    assert part(dirk, 0, b"x", key=key).status_code == 400
    answer = dirk.post(f"{HOME}nieuw/", {"key": key or "x", "name": "groot.csv"})
    assert answer.status_code == 422


def test_a_file_above_the_limit_is_refused_and_nothing_of_it_stays(
    dirk: Client, settings: Any, data_folder: Path
) -> None:
    settings.SPEND_MOST_BYTES = 30
    assert part(dirk, 0, b"x" * 30).status_code == 200
    assert part(dirk, 30, b"x").status_code == 413
    assert not list((data_folder / "files" / "incoming").iterdir())


def test_a_part_needs_the_token_of_the_form(dirk: Client, cast: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = dirk.cookies
    assert part(strict, 0, PAYMENTS).status_code == 403


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (b"", "Het bestand is leeg."),
        (b"\xef\xbb\xbf\r\n", "Het bestand is leeg."),
        (b"%PDF-1.7 x", "kan geen betalingen bevatten"),
        (b"PK\x03\x04 broken", "beschadigd of onvolledig"),
        (b"\x89PNG\r\n\x1a\n\x00\x01\x02\x03", "kan geen betalingen bevatten"),
        (b"<?xml version='1.0'?><other/>", "kan geen betalingen bevatten"),
    ],
)
def test_what_holds_no_payments_is_refused_with_why(
    dirk: Client, document: bytes, said: str, data_folder: Path
) -> None:
    answer = upload(dirk, document)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not SpendBatch.objects.exists()
    assert not [path for path in (data_folder / "files").rglob("*") if path.is_file()]


def test_no_file_is_said_at_the_field(dirk: Client) -> None:
    answer = dirk.post(f"{HOME}nieuw/", {"source": "Financieel systeem"})
    assert answer.status_code == 422
    assert "Kies een bestand." in answer.content.decode()


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        (b"<?xml version='1.0'?><auditfile xmlns='http://www.auditfiles.nl/XAF/3.2'/>", "xaf"),
        (b"<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'/>", "ubl"),
        ("\ufeffnaam\tdatum\n".encode("utf-16-le"), "csv"),
        (b"naam\nx\n", "csv"),
    ],
)
def test_the_kind_follows_from_the_content(dirk: Client, document: bytes, kind: str) -> None:
    upload(dirk, document, name="wat-dan-ook.bin")
    assert SpendBatch.objects.get().kind == kind


def test_exactly_the_same_file_leads_to_where_it_is(dirk: Client) -> None:
    upload(dirk, PAYMENTS)
    batch = SpendBatch.objects.get()
    answer = dirk.post(f"{HOME}nieuw/", {"file": SimpleUploadedFile("anders.csv", PAYMENTS)}, follow=True)
    assert answer.redirect_chain == [(f"{HOME}{batch.public_id}/", 302)]
    assert "precies dit bestand" in answer.content.decode()
    assert SpendBatch.objects.count() == StoredFile.objects.count() == 1


def test_a_withdrawn_file_may_come_again_and_its_bytes_are_kept_once(dirk: Client) -> None:
    upload(dirk, PAYMENTS)
    first = SpendBatch.objects.get()
    assert dirk.post(f"{HOME}{first.public_id}/intrekken/", {"why": " "}).status_code == 422
    answer = dirk.post(f"{HOME}{first.public_id}/intrekken/", {"why": "Verkeerde maand"}, follow=True)
    assert "Verkeerde maand" in answer.content.decode()
    first.refresh_from_db()
    assert (first.state, first.why_withdrawn) == ("withdrawn", "Verkeerde maand")
    again = dirk.post(f"{HOME}{first.public_id}/intrekken/", {"why": "nog eens"})
    first.refresh_from_db()
    assert (again.status_code, first.why_withdrawn) == (302, "Verkeerde maand")
    upload(dirk, PAYMENTS)
    assert SpendBatch.objects.count() == 2
    assert StoredFile.objects.count() == SpendSource.objects.count() == 1


def test_the_list_asks_equally_often_for_many_files_as_for_one(dirk: Client) -> None:
    def asked() -> tuple[int, str]:
        dirk.get(HOME)
        with CaptureQueriesContext(connection) as captured:
            answer = dirk.get(HOME)
        return len(captured), answer.content.decode()

    assert "Nog geen betalingen ingelezen" in asked()[1]
    upload(dirk, PAYMENTS)
    few, text = asked()
    assert "Kolommen kiezen" in text
    for number in range(12):
        upload(dirk, PAYMENTS + f"Bouwbedrijf {number};02-02-2025;10,00\n".encode(), name=f"b{number}.csv")
    many, text = asked()
    assert "b11.csv" in text
    assert many == few <= 15


def test_what_never_became_whole_is_swept(cast: Any, data_folder: Path) -> None:
    incoming.take_part(cast.dirk, KEY, 0, b"half", most_bytes=100)
    path = incoming.incoming(cast.dirk, KEY)
    assert incoming.sweep(now=path.stat().st_mtime + 60) == 0
    assert incoming.sweep(now=path.stat().st_mtime + 3 * 24 * 60 * 60) == 1
    assert not path.exists()
