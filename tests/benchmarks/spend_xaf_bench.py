"""An audit file of 600,000 lines, from bytes to spend: against lxml's iterparse per transaction.

Both read the same file from disk, check the same totals and balances, and must give the same payment lines.
The second row reads ten times as many lines, for time and for memory.

Run: python tests/benchmarks/spend_xaf_bench.py
"""

from __future__ import annotations

import datetime
import gc
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from lxml import etree
from size import sized

from meerwaarde.exchange import xaf
from meerwaarde.exchange.payment import PaymentLine
from meerwaarde.exchange.xaf.master import account_of, header_of, party_of, vat_code_of
from meerwaarde.exchange.xaf.records import NAMESPACE
from meerwaarde.exchange.xaf.spend import Booking, Ledger, Line, spend_of
from meerwaarde.exchange.xaf.values import cents_of, day_of

LINES = sized(600_000, 4_000)
ROUNDS = 3
TARGET = 1.4
MOST_GROWTH, MOST_MEMORY = 10.5, 1.2
YEAR = datetime.date(2026, 1, 1)
Row = dict[str, str | float | bool | None]
IN_PARTS = {"P": 0.6, "B": 0.2, "M": 0.1, "S": 0.1}


def book(lines: int) -> xaf.Book:
    """Fictional books with this many lines, of which six in ten are purchases."""
    return xaf.Book(
        header=xaf.Header(fiscal_year="2026", start=YEAR, end=datetime.date(2026, 12, 31), software="Bench"),
        company=xaf.Company(id="1", name="Gemeente Veenmeer", tax_number="NL000000000B01"),
        parties=tuple(
            xaf.Party(
                id=f"{50_000 + n}", name=f"Leverancier {n} B.V.", kind="supplier", kvk=f"{90_000_000 + n}"
            )
            for n in range(2_000)
        ),
        accounts=(
            xaf.LedgerAccount(id="1100", description="Bank", kind="balance", rgs="BLimBan"),
            xaf.LedgerAccount(id="1510", description="Te vorderen btw", kind="balance"),
            xaf.LedgerAccount(id="1600", description="Crediteuren", kind="balance", rgs="BSchCreHac"),
            *(
                xaf.LedgerAccount(id=f"{4_000 + n}", description=f"Kosten {n}", kind="profit_and_loss")
                for n in range(300)
            ),
        ),
        vat_codes=(xaf.VatCode(id="1", description="Hoog", to_claim="1510"),),
        journals=tuple(
            xaf.Journal(
                id=f"D{kind}",
                description="Dagboek",
                kind=kind,
                offset_account="1600" if kind == "P" else None,
                transactions=_Again(partial(_transactions, kind, int(lines * part))),
            )
            for kind, part in IN_PARTS.items()
        ),
    )


class _Again:
    """Transactions that are made anew each time they are asked, so that no file needs memory."""

    def __init__(self, make: partial[Iterator[xaf.Transaction]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[xaf.Transaction]:
        return self._make()


def _transactions(kind: str, lines: int) -> Iterator[xaf.Transaction]:
    chance = random.Random(f"{kind}{lines}")
    for number in range(lines // 4):
        net, party = chance.randrange(1_000, 5_000_000), str(50_000 + chance.randrange(2_000))
        half, vat = net // 2, net * 21 // 100
        day = YEAR + datetime.timedelta(days=chance.randrange(365))
        where = {"document": f"F{number}", "date": day, "invoice": f"2026-{number:07d}"}
        parts = [
            (str(4_000 + chance.randrange(300)), half, f"Levering en diensten {number}", half * 21 // 100),
            (str(4_000 + chance.randrange(300)), net - half, "Voorrijkosten", vat - half * 21 // 100),
            ("1510", vat, "Btw hoog", None),
            ("1600" if kind != "B" else "1100", -net - vat, None, None),
        ]
        yield xaf.Transaction(
            number=str(number),
            date=day,
            period=day.month,
            description=f"Factuur {number}",
            postings=tuple(
                xaf.Posting(
                    number=str(position),
                    account=account,
                    cents=cents,
                    description=text,
                    party=party if account == "1600" else None,
                    cost_centre=f"K{number % 40}",
                    vat=(xaf.VatPart(code="1", percentage="21", cents=told),) if told is not None else (),
                    **where,
                )
                for position, (account, cents, text, told) in enumerate(parts, 1)
            ),
        )


def written(lines: int, folder: str) -> Path:
    """The file with these books."""
    path = Path(folder) / f"{lines}.xaf"
    with path.open("wb") as out:
        out.writelines(xaf.write(book(lines)))
    return path


def ours(path: Path) -> Iterator[PaymentLine]:
    """As the product reads it; totals and balances must hold."""
    with path.open("rb") as document:
        file = xaf.read(document)
        yield from file
    assert not file.complaints, file.complaints[:3]


_IN = f"{{{NAMESPACE}}}"


def peer(path: Path) -> Iterator[PaymentLine]:
    """lxml, one transaction at a time, each cleared when it is read; the same records and checks."""
    ledger, debit, credit, count = Ledger(), 0, 0, 0
    cut = len(_IN)
    wanted = ("header", "customerSupplier", "ledgerAccount", "vatCode", "transaction", "transactions")
    for _, element in etree.iterparse(str(path), events=("end",), tag=[_IN + name for name in wanted]):
        name = element.tag[cut:]
        if name == "transaction":
            lines, day, text, sums = _booking(element, count)
            count += len(lines)
            debit, credit = debit + sums[0], credit + sums[1]
            assert sums[0] == sums[1]
            journal = {child.tag[cut:]: child.text for child in element.getparent().iterchildren(*_JOURNAL)}
            sort = ledger.sort(journal.get("jrnTp"), journal.get("desc", ""), journal.get("offsetAccID"))
            if sort != "none" and (sort != "money" or any(line.party for line in lines)):
                offset = journal.get("offsetAccID") if sort == "purchase" else None
                yield from spend_of(Booking(day, text, lines), sort, ledger, offset)[0]
        elif name == "transactions":
            texts = {child.tag[cut:]: child.text for child in element.iterchildren(*_TOTALS)}
            said = cents_of(texts["totalDebit"]), cents_of(texts["totalCredit"])
            assert (int(texts["linesCount"]), said) == (count, (debit, credit))
        else:
            _master(name, {child.tag[cut:]: child.text for child in element}, ledger)
        element.clear()
        before = element.getprevious()
        if before is not None and before.tag == element.tag:
            element.getparent().remove(before)


_JOURNAL = [_IN + name for name in ("jrnTp", "desc", "offsetAccID")]
_TOTALS = [_IN + name for name in ("linesCount", "totalDebit", "totalCredit")]
_LINE, _VAT = _IN + "trLine", _IN + "vat"


def _master(name: str, fields: dict[str, str], ledger: Ledger) -> None:
    if name == "header":
        ledger.currency = header_of(fields).currency
    elif name == "customerSupplier":
        party = party_of(fields, ())
        ledger.parties[party.id] = party
    elif name == "ledgerAccount":
        account = account_of(fields, [])
        ledger.accounts[account.id] = account
    else:
        ledger.know_vat(vat_code_of(fields))


def _booking(
    element: etree._Element, count: int
) -> tuple[list[Line], datetime.date, str | None, tuple[int, int]]:
    cut, lines, debit, credit, day, text = len(_IN), [], 0, 0, YEAR, None
    for child in element:
        if child.tag == _LINE:
            count += 1
            fields, vat = {}, None
            for leaf in child:
                if leaf.tag == _VAT:
                    part = {inner.tag[cut:]: inner.text for inner in leaf}
                    cents = cents_of(part["vatAmnt"])
                    vat = (vat or 0) + (-cents if part["vatAmntTp"] == "C" else cents)
                else:
                    fields[leaf.tag[cut:]] = leaf.text
            cents = cents_of(fields["amnt"])
            if fields["amntTp"] == "D":
                debit += cents
            else:
                credit += cents
                cents = -cents
            reference = fields.get("invRef") or fields.get("docRef")
            lines.append(
                Line(
                    count,
                    fields["accID"],
                    cents,
                    fields.get("custSupID") or "",
                    vat,
                    fields.get("desc") or "",
                    reference or "",
                    fields.get("costID") or "",
                )
            )
        elif child.tag == _IN + "trDt":
            day = day_of(child.text)
        elif child.tag == _IN + "desc":
            text = child.text
    return lines, day, text, (debit, credit)


def measured(reader: str, path: Path) -> dict[str, float]:
    """Busy seconds, peak memory in MB, number and cents of the spend, in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, reader, str(path)],
        check=True,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": ":".join(sys.path), "PATH": ""},
    )
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def _alone(reader: str, path: Path) -> None:
    import resource

    gc.collect()
    busy, count, cents = time.process_time(), 0, 0
    for line in {"ours": ours, "peer": peer}[reader](path):
        count += 1
        cents += line.cents
    busy = time.process_time() - busy
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"busy": busy, "memory": memory, "count": count, "cents": cents}))


def rows() -> list[Row]:
    """Speed against the peer at full size; growth in time and memory from a tenth to full size."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = written(LINES // 10, folder), written(LINES, folder)
        assert list(ours(small)) == list(peer(small)), "other records"
        mine, others = [], []
        for _ in range(ROUNDS):
            mine.append(measured("ours", large))
            others.append(measured("peer", large))
        assert {(one["count"], one["cents"]) for one in (*mine, *others)} == {
            (mine[0]["count"], mine[0]["cents"])
        }
        tenth = [measured("ours", small) for _ in range(ROUNDS)]
        megabytes = large.stat().st_size / 1e6

    def busy(runs: list[dict[str, float]]) -> float:
        return statistics.median(run["busy"] for run in runs)

    def memory(runs: list[dict[str, float]]) -> float:
        return max(run["memory"] for run in runs)

    ratio = busy(others) / busy(mine)
    growth, more = busy(mine) / busy(tenth), memory(mine) / memory(tenth)
    return [
        {
            "job": f"A4 audit file, {LINES:,} lines, {megabytes:.0f} MB",
            "ours": f"{busy(mine):.2f} s, {LINES / busy(mine) / 1000:.0f}k lines/s",
            "peer": f"{busy(others):.2f} s lxml iterparse",
            "ratio": ratio,
            "target": f"≥ {TARGET}x",
            "met": ratio >= TARGET,
        },
        {
            "job": "A4 ten times the lines: time",
            "ours": f"{busy(mine):.2f} s",
            "peer": f"{busy(tenth):.2f} s at a tenth",
            "ratio": growth,
            "target": f"≤ {MOST_GROWTH}x",
            "met": growth <= MOST_GROWTH,
        },
        {
            "job": "A4 ten times the lines: peak memory",
            "ours": f"{memory(mine):.0f} MB",
            "peer": f"{memory(tenth):.0f} MB at a tenth",
            "ratio": more,
            "target": f"≤ {MOST_MEMORY}x",
            "met": more <= MOST_MEMORY,
        },
    ]


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _alone(sys.argv[1], Path(sys.argv[2]))
    else:
        for row in rows():
            print(row)
