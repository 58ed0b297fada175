"""All real files: eForms, the examples of the SDK, Dutch TED notices, OCDS and the shapes of TenderNed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from meerwaarde.exchange.notice import Notice
from meerwaarde.exchange.notices import is_refused, read_paths

_FOLDER = os.environ.get("MEERWAARDE_REAL_DATA", "")
DATA = Path(_FOLDER)
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not _FOLDER or not DATA.is_dir(), reason="MEERWAARDE_REAL_DATA names no folder"),
]


def read(*parts: str) -> dict[str, Notice]:
    return {Path(notice.file or "").name: notice for notice in read_paths([DATA.joinpath(*parts)])}


def with_refusals(path: Path) -> list[tuple[Notice, bool]]:
    return [(notice, is_refused(notice)) for notice in read_paths([path])]


def count(notices: dict[str, Notice], holds: Callable[[Notice], object]) -> int:
    return sum(bool(holds(notice)) for notice in notices.values())


def test_the_real_eforms_notices_are_read_in_full() -> None:
    notices = read("eforms", "notices")
    assert len(notices) == 15
    for notice in notices.values():
        assert notice.source == "eforms"
        assert notice.id
        assert notice.procedure_id
        assert notice.title
        assert notice.buyers
        assert notice.buyers[0].name
        assert notice.cpv.main
        assert notice.lots
        assert notice.kind != "unknown"
        assert notice.contract != "unknown"
        assert notice.complaints == ()
        # None of these asks for social value in a code or in Dutch or English words.
        assert notice.social.verdict == "unknown"
    tennet = notices["2024-OJS048-00140913.xml"]
    assert tennet.kind == "qualification_system_notice"
    assert tennet.published == "2024-03-07"
    assert [(number.scheme, number.value) for number in tennet.buyers[0].ids] == [("kvk", "09155985")]
    assert tennet.cpv.main == "45200000"
    assert len(tennet.cpv.additional) == 5
    farys = notices["2024-OJS052-00152054.xml"]
    assert farys.language == "nl"
    assert farys.estimate is not None
    assert (farys.estimate.amount, farys.estimate.currency) == ("12960000", "EUR")
    assert farys.deadline == "2024-05-23T10:15:00+02:00"
    pharmacy = notices["2024-OJS072-00215550-modif.xml"]
    assert pharmacy.winners[1].amount == "2144443.98"
    assert pharmacy.winners[1].currency == "PLN"
    assert pharmacy.lots[0].award_criteria[0].weight == "100"


def test_the_examples_of_the_sdk_are_read_and_the_invalid_ones_complain() -> None:
    notices = read("eforms", "sdk", "examples", "notices")
    assert len(notices) == 92
    assert count(notices, lambda notice: notice.kind == "unknown") == 0
    invalid = {name: notice for name, notice in notices.items() if name.startswith("INVALID_")}
    assert len(invalid) == 12
    # What makes this one invalid is the notice that it changes: the file itself does not show it.
    silent = {name for name, notice in invalid.items() if not notice.complaints}
    assert silent == {"INVALID_change-cn_24_FRA_comments.xml"}
    valid = {name: notice for name, notice in notices.items() if name not in invalid}
    announced = {name: notice for name, notice in valid.items() if notice.kind != "registration_notice"}
    assert len(announced) == 78
    for notice in announced.values():
        assert notice.title
        assert notice.buyers
        assert notice.cpv.main
        assert notice.complaints == ()
    assert count(notices, lambda notice: notice.social.verdict == "social") == 14
    assert len(notices["cn_24_maximal_100_lots.xml"].lots) == 100
    best = notices["can_24_maximal.xml"]
    assert [(winner.name, winner.size, winner.amount) for winner in best.winners] == [
        ("Gyro Soft SA", "large", "9999999.99"),
        ("The best App Ltd.", "micro", None),
        ("Competitor", "large", "9999999.99"),
    ]
    lot = notices["cn_24_maximal.xml"].lots[0]
    assert (lot.reserved, lot.reserved_execution) == ("res-pub-ser", "yes")
    assert (lot.strategic, lot.social_objectives) == (("env-imp",), ("acc-all",))
    assert (lot.environmental, lot.innovation) == (("clim-mitig",), ("proc-innov",))
    assert [(one.type, one.weight, one.unit) for one in lot.award_criteria] == [
        ("cost", "60", "percentage"),
        ("quality", "40", "percentage"),
    ]
    assert {notices[f"cn_{name}.xml"].procedure for name in ("24_open", "24_nego_accel")} == {
        "open",
        "negotiated",
    }


def test_the_dutch_ted_notices_are_read_in_full() -> None:
    notices = read("ted_nl")
    assert len(notices) == 48
    for notice in notices.values():
        assert notice.source == "ted"
        assert notice.id
        assert notice.published
        assert notice.title
        assert notice.buyers
        assert notice.cpv.main
        assert notice.kind != "unknown"
        assert notice.contract != "unknown"
        assert notice.language in {"nl", "en"}
    assert count(notices, lambda notice: notice.winners) == 17
    assert count(notices, lambda notice: notice.deadline) == 11
    assert count(notices, lambda notice: notice.kind == "contract_notice") == 10
    assert count(notices, lambda notice: notice.kind == "contract_notice" and notice.estimate) == 1
    assert {name for name, notice in notices.items() if notice.social.verdict != "unknown"} == {
        "280147-2022.xml",
        "078258-2021.xml",
    }


def test_the_reserved_contract_of_a_municipality() -> None:
    notice = read("ted_nl")["280147-2022.xml"]
    assert notice.id == "280147-2022"
    assert notice.kind == "contract_notice"
    assert notice.buyers[0].name == "Gemeente Oude IJsselstreek"
    assert notice.title == "Inzameling en verwerking van grof huishoudelijk afval en textiel"
    assert notice.cpv.main == "90510000"
    assert notice.cpv.additional == ("90514000", "90512000")
    assert (notice.contract, notice.procedure) == ("services", "open")
    assert notice.estimate is None
    assert notice.published == "2022-05-25"
    assert notice.deadline == "2022-07-04T11:00:00"
    (lot,) = notice.lots
    assert lot.reserved == "res-ws"
    assert lot.nuts == ("NL225",)
    assert [one.weight for one in lot.award_criteria] == ["20", "10", "10", "20", "10", "30"]
    assert notice.social.verdict == "social"
    assert notice.social.score == 1.0
    whats = {signal.what for signal in notice.social.signals}
    assert whats == {"reserved_participation", "reserved_in_text", "article_2_82", "social_enterprise"}


def test_social_return_in_a_motivation_is_quoted() -> None:
    notice = read("ted_nl")["078258-2021.xml"]
    assert [buyer.name for buyer in notice.buyers][1:] == [
        "Gemeente Heemskerk",
        "Gemeente Beverwijk",
        "Gemeente Velsen",
    ]
    quotes = {signal.what: signal.quote for signal in notice.social.signals}
    assert quotes["social_return"].endswith("een investering te doen in SROI.")
    assert notice.social.verdict == "social"


def test_numbers_of_buyers_are_kvk_only_where_that_is_shown() -> None:
    notices = read("ted_nl")
    kvk = {
        (buyer.name, number.value)
        for notice in notices.values()
        for buyer in notice.buyers
        for number in buyer.ids
        if number.scheme == "kvk"
    }
    assert {value for _, value in kvk} == {"09155985"}
    winners = [winner for notice in notices.values() for winner in notice.winners]
    assert sum(any(number.scheme == "kvk" for number in winner.ids) for winner in winners) > 50


def test_ocds_releases_with_damaged_line_breaks() -> None:
    file = DATA / "ocds" / "uk_releases_b5fd17.jsonl"
    read_lines = with_refusals(file)
    assert len(read_lines) == 200
    assert not any(refused for _, refused in read_lines)
    notices = [notice for notice, _ in read_lines]
    assert all(notice.title and notice.buyers and notice.cpv.main for notice in notices)
    assert sum(notice.estimate is not None for notice in notices) >= 150
    assert sum(bool(notice.winners) for notice in notices) == 147
    assert not any(
        "rnrn" in (notice.description or "") or "â€" in (notice.description or "") for notice in notices
    )
    assert any("international" in (notice.description or "").lower() for notice in notices)


def test_packages_and_records_of_ocds() -> None:
    folder = DATA / "ocds" / "sample_data" / "fictional-example" / "1.1"
    read_lines = with_refusals(folder)
    assert len(read_lines) == 14
    assert not any(refused for _, refused in read_lines)
    assert {notice.procedure_id for notice, _ in read_lines} == {"ocds-213czf-000-00001"}


def test_the_shapes_of_tenderned() -> None:
    read_lines = with_refusals(DATA / "tenderned")
    assert [(notice.id, refused) for notice, refused in read_lines] == [
        ("900001", False),
        (None, True),  # the list of documents
        ("900001", False),
        ("900002", False),
    ]
    detail, _, listed, plain = (notice for notice, _ in read_lines)
    assert detail.cpv.main == "85312300"
    assert detail.lots[0].nuts == ("NL111",)
    assert listed.deadline == "2026-11-19T17:00:00"
    assert plain.procedure == "open"  # given as plain text, not as a code
