"""Notices of partner platforms: what is right is read, what is odd is kept and said."""

from __future__ import annotations

import json
from typing import Any

import pytest

from meerwaarde.exchange.interfaces import schemas
from meerwaarde.exchange.notices import read_file
from meerwaarde.exchange.partners import FORMAT, PartnerNotice, read, read_rows
from meerwaarde.gates.refusal import Refused

GREEN: dict[str, Any] = {
    "id": "17",
    "procedure_id": "P-4",
    "title": "Onderhoud openbaar groen",
    "description": "Wij vragen 5% social return.",
    "published": "2026-11-20",
    "buyer": "Gemeente Voorbeeld",
    "buyer_kvk": "01234567",
    "cpv": ["77310000-6", "77311000"],
    "contract": "services",
    "procedure": "open",
    "estimate": "180000.00",
    "deadline": "2026-12-18T12:00:00",
    "nuts": ["NL112"],
    "reserved": "res-ws",
}


def file_of(*notices: object, **changed: object) -> bytes:
    whole = {"format": FORMAT, "version": 1, "platform": "voorbeeld-platform", "notices": notices}
    return json.dumps({**whole, **changed}).encode()


def test_a_notice_of_a_partner_is_read_and_known_by_its_platform() -> None:
    (notice,) = read_file(file_of(GREEN)).records
    assert (notice.source, notice.id) == ("partner", "voorbeeld-platform:17")
    assert notice.procedure_id == "voorbeeld-platform:P-4"
    assert (notice.cpv.main, notice.cpv.additional) == ("77310000", ("77311000",))
    assert notice.buyers[0].ids[0].value == "01234567"
    assert notice.estimate is not None
    assert notice.estimate.amount == "180000"
    assert (notice.lots[0].reserved, notice.social.verdict) == ("res-ws", "social")
    assert notice.complaints == ()


def test_a_table_says_the_same_as_the_json() -> None:
    rows = (
        "id;title;description;published;buyer;buyer_kvk;cpv;contract;procedure;estimate;deadline;nuts;reserved;procedure_id\n"
        "17;Onderhoud openbaar groen;Wij vragen 5% social return.;20-11-2026;Gemeente Voorbeeld;01234567;"
        '"77310000-6;77311000";services;open;180.000,00;18-12-2026 12:00;NL112;res-ws;P-4\n'
    )
    (of_table,) = read_rows(rows.encode(), "lijst.csv", platform="voorbeeld-platform").records
    (of_json,) = read(file_of(GREEN)).records
    assert of_table == of_json


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"cpv": ["groen"]}, "cpv"),
        ({"kind": "iets"}, "kind"),
        ({"deadline": "straks"}, "deadline"),
        ({"published": "31-02-2026"}, "published"),
        ({"estimate": "veel"}, "estimate"),
        ({"estimate": "-5"}, "estimate"),
        ({"buyer_kvk": "12"}, "buyer_kvk"),
        ({"reserved": "ja"}, "reserved"),
    ],
)
def test_what_is_odd_becomes_unknown_and_is_said(changed: dict[str, object], where: str) -> None:
    (notice,) = read(file_of({**GREEN, **changed})).records
    assert where in {one.where for one in notice.complaints}
    assert notice.title == "Onderhoud openbaar groen"


@pytest.mark.parametrize(
    "odd", [None, 7, "x", {}, {"id": "1"}, {"id": 1, "title": "x"}, {"id": "1", "title": []}]
)
def test_one_odd_notice_does_not_spoil_the_others(odd: object) -> None:
    bad, good = read(file_of(odd, GREEN)).records
    assert bad.complaints[0].code == "no_notice"
    assert good.complaints == ()


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"{",
        b"[]",
        file_of(GREEN, version=2),
        file_of(GREEN, platform="Naam met Hoofdletters"),
        file_of(GREEN, platform=None),
        file_of(notices="x"),
    ],
)
def test_another_form_is_refused_with_what_to_do(document: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read(document)
    assert refused.value.what_now.nl


def test_a_table_without_its_columns_is_refused() -> None:
    with pytest.raises(Refused):
        read_rows(b"naam;plaats\nA;B\n", "lijst.csv", platform="voorbeeld-platform")


def test_the_form_has_a_schema_with_every_field() -> None:
    properties = schemas()["partner_notices"]["$defs"]["PartnerNotice"]["properties"]
    assert set(properties) == set(PartnerNotice.__struct_fields__)
