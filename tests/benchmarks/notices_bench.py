"""Reading eForms notices against twelve compiled XPaths and against parsing alone (row B2).

The peer of the first row fills the same Notice with the same functions behind the same gate; it only finds
the elements in another way: by twelve compiled XPaths, eleven of them once for each lot, because a value
belongs to its lot. Both readers must give equal records for every notice before anything is timed. The
peer of the second row is lxml alone, with the flags of the gate: no checks, no record, no social signals.

Time is CPU time, in pairs taken in turn; the figure is the median of the ratios of the pairs. What the reader
remembers between notices is forgotten before each turn. The notices are those of the eForms SDK and the real
ones where MEERWAARDE_REAL_DATA names their folder, else our own samples, repeated.

Run: python tests/benchmarks/notices_bench.py
"""

from __future__ import annotations

import importlib
import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from meerwaarde.exchange import eforms
from meerwaarde.exchange.eforms import lots as walk
from meerwaarde.exchange.eforms.gathering import Gathering
from meerwaarde.exchange.notice import Notice, Reading, values

ROUNDS = 15
REPEATED = 30
SAMPLES = Path(__file__).parent.parent / "exchange" / "samples"
XPATH_TARGET, PARSE_TARGET = 1.4, 1.25

Row = dict[str, str | float | bool]

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:Common"
_NAMES = {
    "cac": f"{_UBL}AggregateComponents-2",
    "cbc": f"{_UBL}BasicComponents-2",
    "efac": "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1",
}
# The package shows the function `read` under the name of its module.
_MODULE = importlib.import_module("meerwaarde.exchange.eforms.read")
_PLAIN = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=_NAMES)


LOTS = _compiled("/*/cac:ProcurementProjectLot")
OF_A_LOT = [
    (_compiled(".//cbc:ExecutionRequirementCode[@listName='reserved-execution']"), walk._execution),
    (_compiled(".//cbc:ExecutionRequirementCode[@listName='conditions']"), walk._execution),
    (_compiled(".//cbc:TendererRequirementTypeCode[@listName='reserved-procurement']"), walk._requirement),
    (_compiled(".//efac:SelectionCriteria"), walk._selection),
    (_compiled(".//cac:SubordinateAwardingCriterion"), walk._criterion),
    (_compiled("./cac:ProcurementProject"), walk._project),
    (_compiled(".//cbc:ProcurementTypeCode[@listName='strategic-procurement']"), walk._strategic),
    (_compiled(".//cbc:ProcurementTypeCode[@listName!='strategic-procurement']"), walk._strategic),
    (_compiled(".//cac:TenderSubmissionDeadlinePeriod"), walk._deadline),
    (_compiled(".//cac:ParticipationRequestReceptionPeriod"), walk._deadline),
    (_compiled(".//efac:InterestExpressionReceptionPeriod"), walk._deadline),
]  # fmt: skip


def lots_by_xpath(root: etree._Element, gathering: Gathering) -> list[walk.ReadLot]:
    """The lots, with elements found by XPath instead of in one walk."""
    drafts: list[walk._Draft] = []
    for element in LOTS(root):
        draft = walk._new_draft(element, len(drafts) + 1)
        if draft is None:
            continue
        drafts.append(draft)
        for find, read_part in OF_A_LOT:
            for found in find(element):
                read_part(found, draft, gathering)
    return [draft.finished() for draft in drafts]


def read_by_xpath(document: bytes) -> Reading[Notice]:
    """The peer: as eforms.read, with the lots found by XPath."""
    _MODULE.read_lots = lots_by_xpath
    try:
        return eforms.read(document)
    finally:
        _MODULE.read_lots = walk.read_lots


def parse_alone(document: bytes) -> etree._Element:
    """The other peer: a tree and nothing more."""
    return etree.fromstring(document, _PLAIN)


def documents() -> list[bytes]:
    """The notices to read."""
    folder = os.environ.get("MEERWAARDE_REAL_DATA")
    if folder and (notices := Path(folder) / "eforms").is_dir():
        files = sorted([*notices.glob("notices/*.xml"), *notices.glob("sdk/examples/notices/*.xml")])
        return [file.read_bytes() for file in files]
    return [file.read_bytes() for file in sorted(SAMPLES.glob("eforms_*.xml"))] * REPEATED


def cpu_seconds(read: Callable[[bytes], object], notices: list[bytes]) -> float:
    """CPU seconds for all notices once, with nothing remembered from before."""
    for remembering in (values.cpv_code, values.iso_day, values.iso_moment, values.plain_number):
        remembering.cache_clear()
    started = time.process_time()
    for notice in notices:
        read(notice)
    return time.process_time() - started


def rows() -> list[Row]:
    """Row B2 of the performance table; takes some ten seconds."""
    notices = documents()
    for notice in notices:
        ours, peers = eforms.read(notice).records[0], read_by_xpath(notice).records[0]
        assert ours.lots == peers.lots
        assert ours.social.score == peers.social.score
    timed = [
        (
            cpu_seconds(eforms.read, notices),
            cpu_seconds(read_by_xpath, notices),
            cpu_seconds(parse_alone, notices),
        )
        for _ in range(ROUNDS)
    ]
    ours, xpath, parse = (statistics.median(times) * 1_000 for times in zip(*timed, strict=True))
    against_xpath = statistics.median(xpath_time / our_time for our_time, xpath_time, _ in timed)
    against_parse = statistics.median(our_time / parse_time for our_time, _, parse_time in timed)
    return [
        {
            "job": f"B2 {len(notices)} eForms notices, CPU ms, against twelve compiled XPaths",
            "ours": round(ours, 1),
            "peer": round(xpath, 1),
            "ratio": round(against_xpath, 2),
            "target": f">= {XPATH_TARGET}x as fast",
            "met": against_xpath >= XPATH_TARGET,
        },
        {
            "job": f"B2 {len(notices)} eForms notices, CPU ms, against parsing alone",
            "ours": round(ours, 1),
            "peer": round(parse, 1),
            "ratio": round(against_parse, 2),
            "target": f"<= {PARSE_TARGET}x the time",
            "met": against_parse <= PARSE_TARGET,
        },
    ]


if __name__ == "__main__":
    for row in rows():
        print(json.dumps(row, ensure_ascii=False))
