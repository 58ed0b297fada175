"""A file of a register checks many at once, asks a person where it must, and never withdraws by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from meerwaarde.exchange.registers import RegisterMapping
from meerwaarde.gates.refusal import Refused as Unreadable
from meerwaarde.platform.work.models import Job
from meerwaarde.platform.work.run import execute
from meerwaarde.stages.market import actions as market
from meerwaarde.stages.market.actions import registers as actions
from meerwaarde.stages.market.models import Credential, CredentialEvent, RegisterImportRow, Supplier
from meerwaarde.stages.market.queries import registers as queries

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
AS_OF = date(2026, 11, 20)
HEAD = "KvK-nummer;Bedrijfsnaam;Trede;Geldig tot"


def kvk(number: int) -> str:
    return f"9{number:07d}"


def register(*rows: str) -> bytes:
    return "\n".join((HEAD, *rows)).encode()


def ready(
    actor: Any, document: bytes, *, code: str = "pso", whole: bool = True, name: str = "pso.csv"
) -> Any:
    batch = actions.upload_register(
        actor, document=document, file_name=name, code=code, as_of=AS_OF, at=NOW, whole=whole,
        source_url="https://register.example/export",
    )  # fmt: skip
    table = queries.register_table(batch)
    mapping = queries.proposed_mapping(actor, batch, table)
    actions.try_register(actor, batch=batch, mapping=mapping, at=NOW)
    return batch


def use(actor: Any, batch: Any) -> Any:
    actions.start_register(actor, batch=batch, at=NOW)
    execute(Job.objects.get(public_id=batch.job).public_id, beat_every=0)
    return queries.register_import(actor, batch.public_id)


@pytest.fixture
def directory(cast: Any, new_supplier: Callable[..., Any]) -> dict[str, Any]:
    """Suppliers in every position that a line of a register can find them in."""
    made: dict[str, Any] = {}
    names = ("nothing", "claimed", "verified", "ended", "gone", "level", "name", "later", "lapsed")
    for number, name in enumerate(names):
        made[name] = new_supplier(name=f"Stichting {name.title()}", kvk=kvk(number))

    def claim(name: str, level: str = "3") -> Any:
        values = market.CredentialValues(code="pso", level=level)
        return market.add_credential(actor=cast.bob, at=NOW, supplier=made[name], values=values)

    def check(name: str, *, seen: date = date(2026, 3, 1), until: date = date(2027, 3, 1)) -> None:
        held = claim(name)
        market.verify_credential(
            actor=cast.pia, at=NOW, credential=held, expected_version=held.version,
            evidence="Register", seen_on=seen, valid_until=until,
        )  # fmt: skip

    claim("claimed")
    for name in ("verified", "ended", "gone", "level"):
        check(name)
    check("later", seen=date(2026, 11, 21))
    check("lapsed", seen=date(2024, 3, 1), until=date(2026, 3, 1))
    return made


@pytest.fixture
def document() -> bytes:
    return register(
        f"{kvk(0)};Nothing;Trede 2;31-12-2027",
        f"{kvk(1)};Claimed B.V.;3;31-12-2027",
        f"{kvk(2)};Verified;Trede 3;31-12-2027",
        f"{kvk(3)};Ended;Trede 3;01-10-2026",
        f"{kvk(5)};Level;30+;31-12-2027",
        f"{kvk(6)};Koekoek Transport;Trede 3;31-12-2027",
        f"{kvk(7)};Later;Trede 3;31-12-2027",
        f"{kvk(8)};Lapsed;Trede 3;31-12-2027",
        f"{kvk(77)};Onbekend;Trede 1;31-12-2027",
        "12;Fout;Trede 1;31-12-2027",
    )


EXPECTED = {
    "verified": 3,
    "still": 1,
    "ended": 1,
    "gone": 1,
    "level": 1,
    "name": 1,
    "unknown": 1,
    "ours": 1,
    "refused": 1,
}


@pytest.mark.django_db
def test_the_dry_run_tells_everything_and_changes_nothing(cast: Any, directory: Any, document: bytes) -> None:
    before = list(Credential.objects.order_by("pk").values())
    batch = ready(cast.pia, document)
    assert batch.counts == EXPECTED
    assert list(Credential.objects.order_by("pk").values()) == before
    actions.try_register(
        cast.pia, batch=batch, mapping=queries.mapping_of(batch) or RegisterMapping({}), at=NOW
    )
    assert batch.counts == EXPECTED


@pytest.mark.django_db
def test_used_it_verifies_many_and_withdraws_none(cast: Any, directory: Any, document: bytes) -> None:
    batch = use(cast.pia, ready(cast.pia, document))
    assert (batch.state, batch.counts) == ("done", EXPECTED)

    def held(name: str) -> Credential:
        return Credential.objects.get(supplier=directory[name])

    for name in ("nothing", "claimed", "verified", "lapsed"):
        assert (held(name).state, held(name).verified_on, held(name).valid_until) == (
            "verified", AS_OF, date(2027, 12, 31),
        )  # fmt: skip
        assert held(name).evidence_url == "https://register.example/export"
    assert held("later").verified_on == date(2026, 11, 21)
    doubts = {name: held(name).doubt for name in ("ended", "gone", "level", "later")}
    assert doubts == {"ended": "ended", "gone": "gone", "level": "level", "later": ""}
    assert {held(name).state for name in ("ended", "gone", "level")} == {"verified"}
    assert not Credential.objects.filter(supplier=directory["name"]).exists()
    whats = {
        name: list(CredentialEvent.objects.filter(credential=held(name)).values_list("what", flat=True))[-1]
        for name in ("verified", "claimed", "gone")
    }
    assert whats == {"verified": "confirmed", "claimed": "verified", "gone": "doubted"}
    again = use(cast.pia, ready(cast.pia, document))
    assert again.counts == {**{k: v for k, v in EXPECTED.items() if k != "verified"}, "still": 4}


@pytest.mark.django_db
def test_half_a_register_says_nothing_of_who_is_not_in_it(cast: Any, directory: Any, document: bytes) -> None:
    assert "gone" not in ready(cast.pia, document, whole=False).counts


@pytest.mark.django_db
def test_a_person_decides_about_what_it_asks(cast: Any, directory: Any, document: bytes) -> None:
    batch = use(cast.pia, ready(cast.pia, document))

    def settle(outcome: str, *, take: bool) -> bool:
        row = queries.register_row(batch, RegisterImportRow.objects.get(batch=batch, outcome=outcome).line)
        return actions.settle_register_row(cast.pia, batch=batch, row=row, take=take, at=NOW)

    assert settle("gone", take=True)
    assert not settle("gone", take=False)  # the first decision holds
    assert settle("level", take=True)
    assert settle("name", take=True)
    assert settle("ended", take=False)
    got = {
        name: Credential.objects.get(supplier=directory[name]) for name in ("gone", "level", "name", "ended")
    }
    assert {name: (one.state, one.level, one.doubt) for name, one in got.items()} == {
        "gone": ("withdrawn", "3", ""),
        "level": ("verified", "30_plus", ""),
        "name": ("verified", "3", ""),
        "ended": ("verified", "3", ""),
    }
    assert Supplier.objects.get(pk=directory["level"].pk).social_until == date(2027, 12, 31)
    assert queries.waiting_in(batch) == 0


class Killed(BaseException):
    """The process was killed."""


@pytest.mark.django_db
def test_killed_halfway_it_goes_on_without_loss_or_double(cast: Any, new_supplier: Any) -> None:
    for number in range(600):
        new_supplier(name=f"Firma {number}", kvk=kvk(number))
    gone = new_supplier(name="Weg", kvk=kvk(9000))
    values = market.CredentialValues(code="b_corp")
    held = market.add_credential(actor=cast.bob, at=NOW, supplier=gone, values=values)
    market.verify_credential(
        actor=cast.pia, at=NOW, credential=held, expected_version=held.version, evidence="R",
        seen_on=date(2026, 1, 1),
    )  # fmt: skip
    rows = (f"{kvk(number)};Firma {number};;31-12-2027" for number in range(600))
    batch = ready(cast.pia, register(*rows), code="b_corp")
    actions.start_register(cast.pia, batch=batch, at=NOW)
    parts = iter(range(100))

    @contextmanager
    def within() -> Iterator[None]:
        with transaction.atomic():
            yield
            if next(parts) in (1, 3):  # after the work of the second part, before it is kept
                raise Killed

    for _attempt in range(2):
        with pytest.raises(Killed):
            actions.check_with_register(cast.pia, batch=batch, at=NOW, within=within)
        batch.refresh_from_db()
        assert batch.state == "running"
    actions.check_with_register(cast.pia, batch=batch, at=NOW, within=within)
    batch.refresh_from_db()
    assert (batch.state, batch.counts) == ("done", {"verified": 600, "gone": 1})
    assert Credential.objects.filter(code="b_corp", state="verified").count() == 601
    assert (
        CredentialEvent.objects.filter(
            what="verified", credential__supplier__name__startswith="Firma"
        ).count()
        == 600
    )


@pytest.mark.django_db
def test_what_cannot_be_a_register_is_refused_and_nothing_is_kept(cast: Any) -> None:
    for document in (b"", b"\x89PNG....", b'{"a": 1}', b"[1, 2]"):
        with pytest.raises(Unreadable):
            ready(cast.pia, document)
    with pytest.raises(market.Refused):
        actions.upload_register(
            cast.pia,
            document=b"a;b\n1;2",
            file_name="x.csv",
            code="pso",
            as_of=AS_OF + timedelta(days=30),
            at=NOW,
        )
    with pytest.raises(Exception, match=r"suppliers\.verify"):
        ready(cast.bob, register())
    assert queries.listed_registers(cast.pia) == []


@pytest.mark.django_db
def test_from_upload_to_report_in_the_browser(
    browse: Callable[[str], Client], cast: Any, directory: Any, document: bytes
) -> None:
    pia = browse("pia")
    home = reverse("market:register_imports", args=["veenmeer"])
    given = {"code": "pso", "as_of": "20-11-2026", "whole": "on", "source_url": ""}
    wrong = pia.post(home, {**given, "file": SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n....")})
    assert wrong.status_code == 422
    answer = pia.post(home, {**given, "file": SimpleUploadedFile("pso.csv", document)})
    assert answer.status_code == 302
    columns = answer["Location"]
    page = pia.get(columns).content.decode()
    assert page.count("<select") == 4
    chosen = {"column_0": "kvk", "column_1": "name", "column_2": "level", "column_3": "valid_until"}
    assert pia.post(columns, {**chosen, "column_0": "-"}).status_code == 422
    report = pia.post(columns, chosen)["Location"]
    page = pia.get(report).content.decode()
    assert "Dit is een proef" in page
    assert "Koekoek Transport" in page
    only = pia.get(report, {"outcome": "gone"}).content.decode()
    assert "Stichting Gone" in only
    assert "Koekoek Transport" not in only
    batch = queries.listed_registers(cast.pia)[0]
    sheet = pia.get(reverse("market:register_report", args=["veenmeer", batch.public_id])).content.decode(
        "utf-8-sig"
    )
    assert sheet.count("\n") >= 11
    assert "Onbekend" in sheet
    use(cast.pia, queries.register_import(cast.pia, batch.public_id))
    line = RegisterImportRow.objects.get(batch=batch, outcome="level").line
    settle = reverse("market:register_settle", args=["veenmeer", batch.public_id, line])
    assert pia.post(settle, {"take": "1"}).status_code == 302
    assert "zoals het register zegt" in pia.get(report, {"outcome": "level"}).content.decode()
    second = pia.post(home, {**given, "file": SimpleUploadedFile("pso.csv", document)})["Location"]
    assert "precies dit bestand" in pia.get(second).content.decode()
