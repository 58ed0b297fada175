"""An intake that cannot be used is refused with what is wrong, where, and what can be done now."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from meerwaarde.rules.answer import advise_bytes
from meerwaarde.rules.read_intake import UnusableIntake, read_intake

GOOD: dict[str, Any] = {"buyer": "decentral", "contract": "services", "estimate": "60000"}
TODAY = date(2026, 11, 22)


def _fault(document: bytes) -> Any:
    with pytest.raises(UnusableIntake) as refused:
        read_intake(document)
    return refused.value.fault


def _with(**fields: Any) -> bytes:
    return json.dumps({**GOOD, **fields}).encode()


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b'{"estimate": NaN}', "not_json"),
        (b'{"estimate": Infinity}', "not_json"),
        (b"[]", "not_an_object"),
        (b"null", "not_an_object"),
        (json.dumps(GOOD).encode("utf-16"), "wrong_encoding"),
        ('{"buyer": "café"}'.encode("latin-1"), "wrong_encoding"),
        (b"[" * 100_000, "too_deep"),
        (b'{"cpv": "' + b"9" * 1_000_001 + b'"}', "too_large"),
    ],
)
def test_a_document_that_is_no_intake(document: bytes, code: str) -> None:
    assert _fault(document).code == code


@pytest.mark.parametrize(
    ("fields", "code", "where"),
    [
        ({"buyer": "gemeente"}, "unknown_code", "buyer"),
        ({"contract": None}, "unknown_code", "contract"),
        ({"estimate": "216.000,00"}, "dutch_amount", "estimate"),
        ({"estimate": "€ 216.000,-"}, "dutch_amount", "estimate"),
        ({"estimate": "216.000"}, "too_many_decimals", "estimate"),
        ({"estimate": "1.001"}, "too_many_decimals", "estimate"),
        ({"estimate": "veel"}, "not_a_number", "estimate"),
        ({"estimate": "NaN"}, "not_a_number", "estimate"),
        ({"estimate": "-Infinity"}, "not_a_number", "estimate"),
        ({"estimate": "-1"}, "negative_amount", "estimate"),
        ({"estimate": "1000000000000.01"}, "absurd_amount", "estimate"),
        ({"estimate": True}, "not_a_number", "estimate"),
        ({"estimate": []}, "not_a_number", "estimate"),
        ({"day": "22-11-2026"}, "not_a_date", "day"),
        ({"day": "2026-02-30"}, "not_a_date", "day"),
        ({"merged": "ja"}, "wrong_type", "merged"),
        ({"invitees": "3"}, "wrong_type", "invitees"),
        ({"invitees": -1}, "out_of_range", "invitees"),
        ({"invitees": 10**400}, "out_of_range", "invitees"),
        ({"labour_share": "65"}, "out_of_range", "labour_share"),
        ({"labour_share": "65%"}, "not_a_number", "labour_share"),
        ({"social_return_percentage": "-5"}, "out_of_range", "social_return_percentage"),
        ({"duration_months": 12_000}, "out_of_range", "duration_months"),
        ({"themes": {"climate": 4}}, "out_of_range", "themes.climate"),
        ({"themes": {"klimaat": 1}}, "unknown_code", "themes"),
        ({"themes": {"climate": "2"}}, "wrong_type", "themes.climate"),
        ({"motivations": ["lots", "percelen"]}, "unknown_code", "motivations[1]"),
        ({"cpv": ["schoonmaak"]}, "not_a_cpv", "cpv[0]"),
        ({"cpv": ["9091120"]}, "not_a_cpv", "cpv[0]"),
        ({"cpv": ["90911200-"]}, "not_a_cpv", "cpv[0]"),
        ({"cpv": "90911200"}, "wrong_type", "cpv"),
        ({"lots": {"A": 1}}, "wrong_type", "lots"),
        ({"lots": [None]}, "wrong_type", "lots[0]"),
        ({"lots": [{"id": "A", "estimate": "1,50"}]}, "dutch_amount", "lots[0].estimate"),
        ({"lots": [{"id": "A"}, {"id": "A"}]}, "duplicate_lot", "lots[1].id"),
        ({"lots": [{"id": " "}]}, "lot_id", "lots[0].id"),
        ({"lots": [{}] * 501}, "too_many", "lots"),
        ({"policy": {"multiple_until": "Europees"}}, "not_a_number", "policy.multiple_until"),
        ({"policy": {"multiple_until": "-1"}}, "negative_amount", "policy.multiple_until"),
        ({"policy": {"quotes": [{"kind": "sociaal"}]}}, "unknown_code", "policy.quotes[0].kind"),
        ({"related_contracts": [{"cpv": "1"}]}, "not_a_cpv", "related_contracts[0].cpv"),
    ],
)
def test_a_field_that_cannot_be_used(fields: dict[str, Any], code: str, where: str) -> None:
    fault = _fault(_with(**fields))
    assert (fault.code, fault.where) == (code, where)
    for text in (fault.message, fault.what_now):
        assert text.nl
        assert text.en
        assert text.nl != text.en


def test_an_unknown_code_lists_what_is_allowed() -> None:
    assert "central, decentral, defence, utility" in _fault(_with(buyer="gemeente")).what_now.nl


def test_a_dutch_amount_is_answered_with_how_to_write_it() -> None:
    assert '"216000.00"' in _fault(_with(estimate="216.000,00")).what_now.nl
    assert '"2026-11-22"' in _fault(_with(day="22-11-2026")).what_now.nl


@pytest.mark.parametrize("missing", ["buyer", "contract", "estimate"])
def test_a_field_that_may_not_be_missing(missing: str) -> None:
    document = {name: value for name, value in GOOD.items() if name != missing}
    answer, code = advise_bytes(json.dumps(document).encode(), TODAY)
    error = json.loads(answer)["error"]
    assert code == 2
    assert (error["code"], error["where"]) == ("missing", missing)


@pytest.mark.parametrize(
    "given", ['"215999.99"', "215999.99", '"215999.990"'.replace('0"', '"'), '" 215999.99"']
)
def test_an_amount_is_read_exactly_as_string_or_number(given: str) -> None:
    document = f'{{"buyer": "decentral", "contract": "services", "estimate": {given}}}'.encode()
    assert read_intake(document).intake.estimate == Decimal("215999.99")


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read_intake(b"\xef\xbb\xbf" + _with()).intake.estimate == Decimal(60_000)


def test_a_cpv_code_may_have_its_check_digit() -> None:
    document = _with(
        cpv=["90911200-8"], lots=[{"cpv": "90919200-4"}], related_contracts=[{"cpv": "90919200-4"}]
    )
    intake = read_intake(document).intake
    assert intake.cpv == ("90911200",)
    assert intake.lots is not None
    assert intake.related_contracts is not None
    assert (intake.lots[0].cpv, intake.related_contracts[0].cpv) == ("90919200", "90919200")


def test_unknown_stays_unknown_and_none_stays_none() -> None:
    intake = read_intake(_with(lots=[], themes={}, motivations=None, themes_of_old=1)).intake
    assert (intake.lots, intake.themes, intake.motivations, intake.policy) == ((), {}, None, None)


def test_a_theme_of_unknown_level_is_unknown() -> None:
    assert read_intake(_with(themes={"climate": None})).intake.themes is None
    assert read_intake(_with(themes={"climate": None, "circular": 2})).intake.themes == {"circular": 2}


def test_lots_without_a_name_are_numbered_around_those_that_have_one() -> None:
    lots = read_intake(_with(lots=[{}, {"id": "1"}, {"estimate": "5"}])).intake.lots
    assert lots is not None
    assert len({lot.id for lot in lots}) == 3


def test_fields_that_are_not_known_are_named_with_what_was_meant() -> None:
    document = _with(estimat="1", zzz=1, policy={"single_untill": "1"}, lots=[{"id": "A", "estimated": "1"}])
    ignored = {left.field: left.did_you_mean for left in read_intake(document).ignored_fields}
    assert ignored == {
        "estimat": "estimate",
        "zzz": None,
        "policy.single_untill": "policy.single_until",
        "lots[0].estimated": "lots[0].estimate",
    }
    answer, code = advise_bytes(document, TODAY)
    assert code == 0
    assert len(json.loads(answer)["ignored_fields"]) == 4


def test_lots_above_the_whole_are_refused_and_below_it_are_asked() -> None:
    lots = [{"id": "A", "estimate": "40000"}, {"id": "B", "estimate": "20000.01"}]
    answer, code = advise_bytes(_with(lots=lots), TODAY)
    assert code == 2
    assert json.loads(answer)["error"]["code"] == "lots_above_estimate"
    lots[1]["estimate"] = "19999.99"
    answer, code = advise_bytes(_with(lots=lots), TODAY)
    assert code == 0
    assert "lots" in {question["field"] for question in json.loads(answer)["open_questions"]}


def test_the_day_of_the_door_holds_where_the_intake_names_none() -> None:
    answer, _ = advise_bytes(_with(estimate="215000"), date(2023, 5, 1))
    assert json.loads(answer)["receipt"]["day"] == "2023-05-01"
    assert json.loads(answer)["route"] == "european"


def test_without_a_day_the_day_is_asked() -> None:
    def asked(document: bytes) -> list[str]:
        return [
            question["field"] for question in json.loads(advise_bytes(document, TODAY)[0])["open_questions"]
        ]

    assert asked(_with()).count("day") == 1
    assert asked(_with(day=None)).count("day") == 1
    assert "day" not in asked(_with(day="2026-11-22"))


@pytest.mark.parametrize(
    "day", ["0001-01-01", "1999-05-05", "2016-06-30", "2016-07-01", "2017-12-31", "2028-01-01"]
)
@pytest.mark.parametrize("buyer", ["decentral", "utility", "defence"])
@pytest.mark.parametrize("contract", ["supplies", "works", "social_services", "concession"])
def test_on_a_day_without_a_threshold_only_the_day_opens_the_route(
    day: str, buyer: str, contract: str
) -> None:
    lots = [{"id": "A", "estimate": "40000", "exempt": True}, {"id": "B", "estimate": "20000"}]
    fields = {
        "buyer": buyer,
        "contract": contract,
        "lots": lots,
        "procedure_chosen": "single",
        "reserved": "2.82a",
    }
    answer, code = advise_bytes(_with(day=day, **fields), TODAY)
    advice = json.loads(answer)
    assert code == 0
    assert advice["route"] is None
    assert advice["threshold"] is None
    assert "day" in {question["field"] for question in advice["open_questions"]}
    assert [lot["exempt"] for lot in advice["lots"]] == [False, False]
    assert len(advice["instruments"]) == 25
    lots[1]["estimate"] = "20000.01"
    assert advise_bytes(_with(day=day, **fields), TODAY)[1] == 2


@pytest.mark.parametrize(
    ("policy", "route", "field"),
    [
        (None, None, "policy"),
        ({"social_value_minimum": "10"}, None, "policy"),
        ({"single_until": "20000"}, None, "policy.multiple_until"),
        ({"single_until": "60000"}, "single", None),
    ],
)
def test_the_policy_that_an_exempt_lot_needs_is_asked(
    policy: dict[str, str] | None, route: str | None, field: str | None
) -> None:
    lots = [{"id": "A", "estimate": "350000"}, {"id": "B", "estimate": "50000"}]
    answer, _ = advise_bytes(_with(estimate="400000", day="2026-11-22", lots=lots, policy=policy), TODAY)
    advice = json.loads(answer)
    assert advice["lots"][1] == {"id": "B", "route": route, "exempt": True}
    asked = {question["field"] for question in advice["open_questions"] if "route" in question["asked_by"]}
    assert asked == ({field} if field else set())


@pytest.mark.parametrize("given", ["1e5", '"1E+5"', "100000", '"100000"'])
def test_an_amount_is_written_without_an_exponent(given: str) -> None:
    document = b'{"buyer": "decentral", "contract": "services", "estimate": %s}' % given.encode()
    assert json.loads(advise_bytes(document, TODAY)[0])["estimate"]["amount"] == "100000"
