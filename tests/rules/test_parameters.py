"""Every number from the law carries its source, its days and its certainty."""

from __future__ import annotations

import warnings
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from meerwaarde.rules.law import (
    ConsultedLaw,
    Entry,
    Law,
    NoParameter,
    ParameterFault,
    Source,
    Table,
    national,
    read_table,
    shipped_names,
)
from meerwaarde.rules.text import Text
from meerwaarde.rules.thresholds import threshold, threshold_article, threshold_name

OLDEST_CHECK = timedelta(days=400)
BUYERS = ("central", "decentral", "utility", "defence")
CONTRACTS = ("supplies", "services", "works", "social_services", "concession", "design_contest")
WORKS = {2018: 5_548_000, 2020: 5_350_000, 2022: 5_382_000, 2024: 5_538_000, 2026: 5_404_000}
UTILITIES = {2018: 443_000, 2020: 428_000, 2022: 431_000, 2024: 443_000, 2026: 432_000}
EXPECTED = {
    ("central", "services"): {2018: 144_000, 2020: 139_000, 2022: 140_000, 2024: 143_000, 2026: 140_000},
    ("decentral", "services"): {2018: 221_000, 2020: 214_000, 2022: 215_000, 2024: 221_000, 2026: 216_000},
    ("decentral", "design_contest"): {2018: 221_000, 2026: 216_000},
    ("central", "design_contest"): {2026: 140_000},
    ("central", "works"): WORKS,
    ("decentral", "works"): WORKS,
    ("utility", "works"): WORKS,
    ("defence", "works"): WORKS,
    ("decentral", "concession"): WORKS,
    ("utility", "concession"): WORKS,
    ("defence", "concession"): WORKS,
    ("utility", "supplies"): UTILITIES,
    ("utility", "design_contest"): UTILITIES,
    ("defence", "services"): UTILITIES,
    ("defence", "social_services"): UTILITIES,
    ("central", "social_services"): {2018: 750_000, 2026: 750_000},
    ("decentral", "social_services"): {2018: 750_000, 2022: 750_000, 2026: 750_000},
    ("utility", "social_services"): {2018: 1_000_000, 2026: 1_000_000},
}


@pytest.mark.parametrize(("buyer", "contract"), sorted(EXPECTED))
def test_the_threshold_of_every_period(buyer: str, contract: str) -> None:
    for year, amount in EXPECTED[(buyer, contract)].items():
        for day in (date(year, 1, 1), date(year + 1, 12, 31)):
            found = threshold(buyer, contract, Law.on(day))  # type: ignore[arg-type]
            assert found is not None
            assert found.amount == amount


@pytest.mark.parametrize("buyer", BUYERS)
@pytest.mark.parametrize("contract", CONTRACTS)
def test_every_buyer_and_contract_has_a_threshold_and_an_article(buyer: str, contract: str) -> None:
    name = threshold_name(buyer, contract)  # type: ignore[arg-type]
    assert name in shipped_names()
    assert threshold_article(buyer, contract, Law.on(date(2026, 1, 1)))  # type: ignore[arg-type]
    for day in (date(2017, 12, 31), date(2028, 1, 1)):
        assert threshold(buyer, contract, Law.on(day)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("name", shipped_names())
def test_every_table_has_the_form(name: str) -> None:
    table = national()[name]
    assert table.label.nl
    assert table.label.en
    for entry in table.entries:
        assert entry.source.title
        assert entry.source.url.startswith(("http://", "https://"))
        assert entry.certainty in {"sourced", "unverified"}
        if table.unit == "article":
            assert entry.value.keys() == {"nl", "en"}
        if table.unit.startswith("EUR"):
            assert Decimal(str(entry.value)) > 0


def test_what_was_not_checked_for_over_400_days_is_warned_of() -> None:
    assert _stale(date(2026, 11, 22)) == []
    assert _stale(date(2028, 11, 22)), "the check itself works"
    for name in _stale(date.today()):  # noqa: DTZ011 (the one test that is about today)
        warnings.warn(f"{name} was checked over 400 days ago", stacklevel=1)


def _stale(today: date) -> list[str]:
    return [name for name, table in national().items() if table.entries[-1].checked < today - OLDEST_CHECK]


GOOD = """\
label: {nl: "Grens", en: "Bound"}
unit: EUR excl. VAT
entries:
  - since: 2026-01-01
    until: null
    value: 5
    source: {title: "Wet", url: "https://example.org"}
    checked: 2026-11-22
    certainty: sourced
"""


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("    until: null\n", ""),
        ("    certainty: sourced\n", ""),
        ("    checked: 2026-11-22\n", ""),
        ("value: 5", "value: 5.5"),
        ("certainty: sourced", "certainty: sure"),
        ("certainty: sourced", "certainty: sourced\n    note: x"),
        ("until: null", "until: 2025-12-31"),
        ("unit: EUR excl. VAT\n", ""),
        ("entries:", "entries: ["),
        ("since: 2026-01-01", "since: soon"),
    ],
)
def test_a_table_that_breaks_the_form_is_refused(tmp_path: Path, was: str, becomes: str) -> None:
    path = tmp_path / "bound.yaml"
    path.write_text(GOOD)
    assert read_table(path).entries[0].value == 5
    path.write_text(GOOD.replace(was, becomes))
    with pytest.raises(ParameterFault, match=r"bound\.yaml"):
        read_table(path)


def test_entries_may_not_overlap(tmp_path: Path) -> None:
    entry = GOOD.split("entries:\n")[1]
    path = tmp_path / "bound.yaml"
    path.write_text(GOOD + entry.replace("2026-01-01", "2027-01-01"))
    with pytest.raises(ParameterFault, match="overlap"):
        read_table(path)


def test_an_own_decision_lies_over_national_law_and_is_marked() -> None:
    source = Source("Raadsbesluit", "https://example.org/besluit")
    entry = Entry(date(2026, 1, 1), None, 5, source, date(2026, 1, 1), "sourced")
    own = {"gids/invitees_maximum": Table(Text("Eigen", "Own"), "firms", (entry,))}
    law = Law.on(date(2026, 6, 1), own)
    assert law["gids/invitees_maximum"].own
    assert not law["gids/invitees_minimum"].own
    assert not Law.on(date(2025, 6, 1), own)["gids/invitees_maximum"].own


@pytest.mark.parametrize("name", ["thresholds/unknown", "../law", "", "/etc/passwd"])
def test_what_is_not_known_is_said_to_be_unknown(name: str) -> None:
    law = Law.on(date(2026, 6, 1))
    assert law.get(name) is None
    with pytest.raises(NoParameter):
        law[name]


def test_a_consulted_law_remembers_what_was_read() -> None:
    law = ConsultedLaw(Law.on(date(2026, 6, 1)))
    assert law["thresholds/works"].amount == 5_404_000
    assert law.get("thresholds/unknown") is None
    assert [parameter.name for parameter in law.used] == ["thresholds/works"]
    assert {parameter.name for parameter in law.within("gids")} <= {parameter.name for parameter in law.used}
