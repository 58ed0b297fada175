"""What a source was told before comes back, also where two columns bear one name."""

from __future__ import annotations

from pathlib import Path

from meerwaarde.exchange.payments.read import propose_mapping
from meerwaarde.stages.spend.queries.mappings import Chosen, ChosenColumn, proposed

LINES = "Datum;Leverancier;Leverancier;Bedrag;Omschrijving\n" + "".join(
    f"{day:02}-03-2025;2100{day:02};Bakkerij De Halm B.V.;{day}.250,00;Brood\n" for day in range(1, 20)
)


def test_two_columns_of_one_name_keep_their_own_meaning(tmp_path: Path) -> None:
    file = tmp_path / "maart.csv"
    file.write_text(LINES, encoding="utf-8")
    first = proposed(propose_mapping(file, file.name), None)
    roles = [one.role for one in first.columns]
    assert roles[:4] == ["date", "supplier_id", "supplier", "amount"]
    again = proposed(propose_mapping(file, file.name), first)
    assert [one.role for one in again.columns] == roles


def test_a_meaning_that_was_chosen_before_is_proposed_for_no_other_column(tmp_path: Path) -> None:
    file = tmp_path / "april.csv"
    file.write_text(LINES, encoding="utf-8")
    before = Chosen(columns=(ChosenColumn(0, "Omschrijving", "supplier"),))
    roles = [one.role for one in proposed(propose_mapping(file, file.name), before).columns]
    assert roles[4] == "supplier"
    assert roles.count("supplier") == 1
