"""Headings as many ledgers write them: the parts of a heading and the values under it tell the role."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from meerwaarde.exchange.payments import Proposal, Role, propose_mapping
from meerwaarde.exchange.payments.words import subjects_of

LEDGERS = (Path(__file__).parent / "samples" / "payments" / "headings.txt").read_text("utf-8").splitlines()
"""A ledger per line, columns apart by |: heading, kind of its values and, behind =, the role that is right.

A role with ? may also stay open, where an account or category in words is all there is.
"""
ASKED: dict[str, Role] = {"d": "date", "a": "amount", "s": "supplier", "x": "description"}
NAMES = (
    *(
        "Bakkerij de Korenaar B.V.",
        "Stichting Groenwerk",
        "Drukkerij Veen BV",
        "Adviesbureau Lint",
        "Zevenhuis Ltd",
    ),
    *(
        "De Waard",
        "PLUIM BEDRIJFSKLEDING",
        "Oranjehof",
        "Duinrade Highways Limited",
        "GEREDIGEERD",
        "Gemeente Duinrade",
    ),
    *("Telecom Noord", "Zorgboerderij Lente", "Van der Wal", "Notaris Hof"),
)
TEXTS = (
    *(
        "Agency staff",
        "Repairs to roof",
        "Stationery",
        "Consultancy fees",
        "Grounds maintenance",
        "Care home fees",
    ),
    *(
        "Taxi contract",
        "Electricity",
        "Legal fees",
        "Catering",
        "Training course",
        "Printing",
        "Vehicle hire",
    ),
)


def value(kind: str, line: int) -> str:
    """One value of a kind; the creditor and its number belong together."""
    dice, creditor = random.Random(f"{kind}{line}"), random.Random(line).randrange(15)
    day, month = dice.randrange(1, 29), dice.randrange(1, 13)
    made = {
        "d": f"{day:02}/{month:02}/2023",
        "iso": f"2023-{month:02}-{day:02}",
        "D": f"{day}-{('Jan', 'Feb', 'Mar', 'Apr')[month % 4]}-23",
        "ym": f"20230{month % 9 + 1}",
        "m": f"{dice.uniform(-50, 9000):.2f}",
        "M": f"£{dice.uniform(500, 90000):,.2f}",
        "e": f"{dice.uniform(5, 900):.2f}".replace(".", ","),
        "z": "0.00",
        "s": NAMES[creditor],
        "sid": str(20000 + creditor * 13),
        "kvk": str(90000001 + creditor * 8),
        "x": dice.choice(TEXTS),
        "X": f"{dice.choice(TEXTS)} {dice.randrange(99)} inv {dice.randrange(999)}",
        "dep": dice.choice(("Adults", "Children", "Place", "Resources", "Housing")),
        "cat": dice.choice(
            ("Premises", "Transport", "Supplies & Services", "Employees", "Third Party", "Transfers")
        ),
        "acc": str(5000 + dice.randrange(30) * 10),
        "cc": f"K{dice.randrange(30):03}",
        "ref": str(51000000 + line * 3 + dice.randrange(2)),
        "inv": f"INV{dice.randrange(99999)}",
        "seq": str(line + 1),
        "body": "Gemeente Veenmeer",
        "code": "E07000123",
        "cr": dice.choice(("Capital", "Revenue")),
        "yr": "2023",
        "per": str(month),
        "eur": "EUR",
        "iban": "NL91ABNA0417164300",
        "pc": f"{dice.randrange(1000, 9999)} AB",
        "uri": "https://id.example/body",
        "yn": dice.choice("YN"),
        "pers": dice.choice(("A. Bos", "B. Kok")),
        "vatno": "NL123456789B01",
        "": "",
    }
    return made[kind]


@pytest.mark.parametrize("ledger", LEDGERS)
def test_date_amount_supplier_and_description_are_found(ledger: str) -> None:
    columns = [cell.rsplit(":", 1) for cell in ledger.split("|")]
    kinds = [kind.partition("=")[0] for _heading, kind in columns]
    right = {kind.partition("=")[2].rstrip("?"): index for index, (_heading, kind) in enumerate(columns)}
    may_stay_open = {kind.partition("=")[2][0] for _heading, kind in columns if kind.endswith("?")}
    rows = ["|".join(heading for heading, _kind in columns)]
    rows += ["|".join(value(kind, line) for kind in kinds) for line in range(120)]
    proposal = propose_mapping("\n".join(rows).encode(), "betalingen.txt")
    assert proposal.is_spend
    for code, role in ASKED.items():
        found = _place(proposal, role)
        if not (found is None and code in may_stay_open):
            assert (role, found) == (role, right.get(code))


@pytest.mark.parametrize(
    ("heading", "subjects"),
    [
        ("Factuurdatum", {"invoice", "date"}),
        ("Crediteurnr.", {"supplier", "number"}),
        ("paydate", {"pay", "date"}),
        ("Directotate", {"department"}),
        ("Expenditure Catergory", {"category"}),
        ("G/L Descripition", {"account", "description"}),
        ("NetBedrag", {"net", "amount"}),
        ("Amsterdam", set()),
        ("", set()),
    ],
)
def test_a_heading_is_taken_apart_and_a_slip_of_the_pen_forgiven(heading: str, subjects: set[str]) -> None:
    assert subjects_of(heading) == subjects


def _place(proposal: Proposal, role: Role) -> int | None:
    return proposal.mapping.index_of(role)
