"""A stored advice gives the same answer after the tables changed, and says so where it does not."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from meerwaarde.rules import law, receipt
from meerwaarde.rules.advise import advise
from meerwaarde.rules.intake import Intake, Lot, Policy
from meerwaarde.rules.law import Law
from meerwaarde.rules.rerun import StoredAdvice, load, rerun, store

sys.path.insert(0, str(Path(__file__).parent))
from intakes import DAYS, INTAKES

DAY = date(2026, 11, 22)
CLEANING = Intake(
    buyer="decentral",
    contract="services",
    estimate=Decimal(400_000),
    policy=Policy(single_until=Decimal(50_000), multiple_until="european"),
    lots=(Lot(id="small", estimate=Decimal(80_000)), Lot(id="large", estimate=Decimal(320_000))),
    procedure_chosen="multiple",
    labour_share=Decimal("0.65"),
)


@pytest.fixture
def altered_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The tables of a later year: other amounts, and one that is gone."""
    copied = tmp_path / "parameters"
    shutil.copytree(law.PARAMETERS, copied)
    threshold = copied / "thresholds/supplies_services_decentral.yaml"
    threshold.write_text(threshold.read_text().replace("216_000", "999_000"))
    limit = copied / "lots/exempt_lot_services.yaml"
    limit.write_text(limit.read_text().replace("80_000", "10_000"))
    (copied / "gids/invitees_minimum.yaml").unlink()
    yield copied
    monkeypatch.undo()
    law.forget()


def _use(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(law, "PARAMETERS", tables)
    law.forget()


def test_a_stored_advice_gives_the_same_answer_after_the_tables_changed(
    altered_tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = store(CLEANING, advise(CLEANING, Law.on(DAY)))
    _use(altered_tables, monkeypatch)
    assert advise(CLEANING, Law.on(DAY)).route == "multiple", "the new tables would answer otherwise"
    again = rerun(load(stored))
    assert again.same
    assert again.intact
    assert not again.rules_changed
    assert again.advice is not None
    assert again.advice.route == "european"
    assert [lot.exempt for lot in again.advice.lots] == [True, False]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(INTAKES, DAYS)
def test_every_advice_survives_being_stored(intake: Intake, day: date) -> None:
    again = rerun(load(store(intake, advise(intake, Law.on(day)))))
    assert again.same, [text.en for text in again.differences]
    assert again.intact


def test_other_rules_are_named_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = load(store(CLEANING, advise(CLEANING, Law.on(DAY))))
    older = msgspec.structs.replace(stored.advice.receipt, version="1+000000000000")
    again = rerun(StoredAdvice(stored.intake, msgspec.structs.replace(stored.advice, receipt=older)))
    assert again.same
    assert again.rules_changed


def test_a_different_answer_is_shown_difference_by_difference() -> None:
    stored = load(store(CLEANING, advise(CLEANING, Law.on(DAY))))
    kept = tuple(finding for finding in stored.advice.findings if finding.rule != "R01")
    before = msgspec.structs.replace(stored.advice, route="national", findings=kept)
    again = rerun(StoredAdvice(stored.intake, before))
    assert not again.same
    told = " ".join(text.en for text in again.differences)
    assert "route: was national, is now european" in told
    assert "R01 (block) speaks now" in told


def test_a_tampered_entry_is_noticed() -> None:
    stored = load(store(CLEANING, advise(CLEANING, Law.on(DAY))))
    changed = tuple(
        msgspec.structs.replace(parameter, entry=msgspec.structs.replace(parameter.entry, value=999_000))
        if parameter.name.startswith("thresholds/")
        else parameter
        for parameter in stored.advice.used
    )
    again = rerun(StoredAdvice(stored.intake, msgspec.structs.replace(stored.advice, used=changed)))
    assert not again.intact
    assert not again.same


def test_an_entry_that_the_rules_now_need_but_was_not_kept_is_named() -> None:
    stored = load(store(CLEANING, advise(CLEANING, Law.on(DAY))))
    without = tuple(kept for kept in stored.advice.used if kept.name != "lots/exempt_share")
    again = rerun(StoredAdvice(stored.intake, msgspec.structs.replace(stored.advice, used=without)))
    assert not again.same
    assert again.advice is None
    assert "lots/exempt_share" in again.differences[0].nl


def test_the_receipt_names_everything_that_was_used() -> None:
    advice = advise(CLEANING, Law.on(DAY))
    assert advice.receipt.parameters == tuple(parameter.name for parameter in advice.used)
    assert "thresholds/supplies_services_decentral" in advice.receipt.parameters
    assert advice.receipt.version == receipt.rules_version()
    assert advice.receipt.input_digest == receipt.input_digest(CLEANING)
