"""Reading eForms notices against twelve compiled XPaths and against parsing alone (row B2).

Ours is the whole reader: the gate, the tree, the Notice with its lots, organisations and winners, and the
judgement of social signals. The peers do less. Both are lxml with the safe flags of the gate (no entities, no
network, no huge tree, no DTD), given the document as it is:

- twelve compiled XPaths fetch the texts of twelve fields of the notice, each by searching the tree (`//`);
- parsing alone builds the tree and nothing more.

Ours leaves out blank text and comments while parsing; that is a choice of the design and part of what is
measured. What it would be against a parser that makes the same choice, and against XPaths that name the whole
path as the eForms SDK does, stands in rows without a target (`where_the_time_goes`), with the parts of ours.

Time is CPU time, taken in turn; the ratio is the median over the turns. What the reader remembers between
notices is forgotten before each turn. The notices are the valid examples of the eForms SDK where
MEERWAARDE_REAL_DATA names their folder, else our own samples, repeated.

Run: python tests/benchmarks/notices_bench.py
"""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import NamedTuple, cast

from lxml import etree

from meerwaarde.exchange import eforms
from meerwaarde.exchange.eforms.gathering import Gathering
from meerwaarde.exchange.eforms.lots import read_lots
from meerwaarde.exchange.eforms.project import read_project
from meerwaarde.exchange.eforms.tags import LOT_TAGS, PROJECT
from meerwaarde.exchange.notice import Lot, values
from meerwaarde.exchange.notice.social import find_social
from meerwaarde.gates.xml import open_xml

ROUNDS = 15
REPEATED = 30
SAMPLES = Path(__file__).parent.parent / "exchange" / "samples"
XPATH_TARGET, PARSE_TARGET = 1.4, 1.25

Row = dict[str, str | float | bool]
Fields = dict[str, list[str | None]]

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:Common"
_NAMES = {
    "cac": f"{_UBL}AggregateComponents-2",
    "cbc": f"{_UBL}BasicComponents-2",
    "ext": f"{_UBL}ExtensionComponents-2",
    "efac": "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1",
    "efext": "http://data.europa.eu/p27/eforms-ubl-extensions/1",
}
_PLAIN = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_LEAN = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    collect_ids=False,
    remove_blank_text=True,
    remove_comments=True,
    remove_pis=True,
)


class _Path(NamedTuple):
    """One field: where its path starts, and how it ends."""

    start: str
    end: str


_LOT = "/*/cac:ProcurementProjectLot"
_TERMS = f"{_LOT}/cac:TenderingTerms"
_EXTENSION = "/*/ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension"
FIELDS = {
    "notice": _Path("/*", "cbc:ID[@schemeName='notice-id']"),
    "type": _Path("/*", "cbc:NoticeTypeCode"),
    "dispatched": _Path("/*", "cbc:IssueDate"),
    "procedure": _Path("/*/cac:TenderingProcess", "cbc:ProcedureCode"),
    "lot": _Path(_LOT, "cbc:ID[@schemeName='Lot']"),
    "title": _Path(f"{_LOT}/cac:ProcurementProject", "cbc:Name"),
    "cpv": _Path(
        f"{_LOT}/cac:ProcurementProject", "cac:MainCommodityClassification/cbc:ItemClassificationCode"
    ),
    "reserved": _Path(
        f"{_TERMS}/cac:TendererQualificationRequest/cac:SpecificTendererRequirement",
        "cbc:TendererRequirementTypeCode[@listName='reserved-procurement']",
    ),
    "strategic": _Path(
        f"{_LOT}/cac:ProcurementProject/cac:ProcurementAdditionalType",
        "cbc:ProcurementTypeCode[@listName='strategic-procurement']",
    ),
    "criterion": _Path(
        f"{_TERMS}/cac:AwardingTerms/cac:AwardingCriterion", "cac:SubordinateAwardingCriterion/cbc:Name"
    ),
    "deadline": _Path(f"{_LOT}/cac:TenderingProcess", "cac:TenderSubmissionDeadlinePeriod/cbc:EndDate"),
    "organisation": _Path(
        f"{_EXTENSION}/efac:Organizations/efac:Organization/efac:Company", "cac:PartyName/cbc:Name"
    ),
}
_SEARCHING = {
    field: etree.XPath(f"//{path.end}", namespaces=_NAMES, smart_strings=False)
    for field, path in FIELDS.items()
}
_WHOLE_PATHS = {
    field: etree.XPath(f"{path.start}/{path.end}", namespaces=_NAMES, smart_strings=False)
    for field, path in FIELDS.items()
}


def _fetcher(paths: dict[str, etree.XPath], parser: etree.XMLParser) -> Callable[[bytes], Fields]:
    """A reader that parses and then fetches the texts of the fields, one XPath for each."""

    def fetch(document: bytes) -> Fields:
        root = etree.fromstring(document, parser)
        found = {field: cast("list[etree._Element]", find(root)) for field, find in paths.items()}
        return {field: [element.text for element in elements] for field, elements in found.items()}

    return fetch


def parse_alone(document: bytes) -> etree._Element:
    """A tree and nothing more."""
    return etree.fromstring(document, _PLAIN)


def parse_lean(document: bytes) -> etree._Element:
    """A tree without blank text and comments, as the gate makes it, without the gate's checks."""
    return etree.fromstring(document, _LEAN)


def walk_alone(document: bytes) -> int:
    """Gate, tree, and the walk over the wanted tags of the lots, reading nothing from them."""
    return sum(1 for _ in open_xml(document).iter(*LOT_TAGS))


def lots_alone(document: bytes) -> object:
    """Gate, tree, and the lots with their texts: no organisations, no winners, no social signals."""
    return read_lots(open_xml(document), Gathering("NLD"))


def texts_to_judge(document: bytes) -> tuple[dict[str, str], list[Lot]]:
    """What the judgement of social signals is asked about: the texts of a notice, and its lots."""
    root = open_xml(document)
    gathering = Gathering("NLD")
    for project in root.iterchildren(PROJECT):
        read_project(project, "", gathering)
    return gathering.passages, [part.lot for part in read_lots(root, gathering)]


fetch_by_search = _fetcher(_SEARCHING, _PLAIN)
fetch_by_path = _fetcher(_WHOLE_PATHS, _PLAIN)


def documents() -> list[bytes]:
    """The notices to read."""
    folder = os.environ.get("MEERWAARDE_REAL_DATA")
    if folder and (examples := Path(folder) / "eforms" / "sdk" / "examples" / "notices").is_dir():
        files = sorted(file for file in examples.glob("*.xml") if not file.name.startswith("INVALID"))
        return [file.read_bytes() for file in files]
    return [file.read_bytes() for file in sorted(SAMPLES.glob("eforms_*.xml"))] * REPEATED


def agree(document: bytes) -> bool:
    """Whether what our record holds is also what the XPaths find, by either kind of path."""
    record = eforms.read(document).records[0]
    strategic = set(chain.from_iterable(lot.strategic for lot in record.lots))
    reserved = {lot.reserved for lot in record.lots} - {"unknown"}
    return all(
        {record.id} <= {*found["notice"], None}
        and strategic <= set(found["strategic"])
        and reserved <= set(found["reserved"])
        for found in (fetch_by_search(document), fetch_by_path(document))
    )


def cpu_seconds(read: Callable[[bytes], object], notices: list[bytes]) -> float:
    """CPU seconds for all notices once, with nothing remembered from before."""
    for remembering in (values.cpv_code, values.iso_day, values.iso_moment, values.plain_number):
        remembering.cache_clear()
    started = time.process_time()
    for notice in notices:
        read(notice)
    return time.process_time() - started


def _measured(notices: list[bytes], *readers: Callable[[bytes], object]) -> list[list[float]]:
    """For each reader, its CPU milliseconds for all notices in every turn."""
    assert all(map(agree, notices))
    turns = [[cpu_seconds(read, notices) * 1_000 for read in readers] for _ in range(ROUNDS)]
    return [list(times) for times in zip(*turns, strict=True)]


def _ratio(over: list[float], under: list[float]) -> float:
    return statistics.median(one / other for one, other in zip(over, under, strict=True))


def rows() -> list[Row]:
    """Row B2 of the performance table; takes some ten seconds."""
    notices = documents()
    ours, xpath, parse = _measured(notices, eforms.read, fetch_by_search, parse_alone)
    against_xpath, against_parse = _ratio(xpath, ours), _ratio(ours, parse)
    job = f"B2 {len(notices)} eForms notices, whole record, CPU ms, against"
    return [
        {
            "job": f"{job} twelve compiled XPaths",
            "ours": round(statistics.median(ours), 1),
            "peer": round(statistics.median(xpath), 1),
            "ratio": round(against_xpath, 2),
            "target": f">= {XPATH_TARGET}x as fast",
            "met": against_xpath >= XPATH_TARGET,
        },
        {
            "job": f"{job} parsing alone",
            "ours": round(statistics.median(ours), 1),
            "peer": round(statistics.median(parse), 1),
            "ratio": round(against_parse, 2),
            "target": f"<= {PARSE_TARGET}x the time",
            "met": against_parse <= PARSE_TARGET,
        },
    ]


def where_the_time_goes() -> list[Row]:
    """Rows without a target: stricter peers, and the parts of ours, each as a ratio to parsing alone."""
    notices = documents()
    to_judge = {notice: texts_to_judge(notice) for notice in notices}
    readers: dict[str, Callable[[bytes], object]] = {
        "whole record": eforms.read,
        "twelve XPaths with whole paths": fetch_by_path,
        "parsing alone": parse_alone,
        "parsing alone, without blanks and comments": parse_lean,
        "gate": open_xml,
        "gate and walk over the wanted tags": walk_alone,
        "gate and lots": lots_alone,
        "social signals alone": lambda notice: find_social(*to_judge[notice]),
    }
    times = dict(zip(readers, _measured(notices, *readers.values()), strict=True))
    parse, lean = times["parsing alone"], times["parsing alone, without blanks and comments"]
    return [
        {
            "job": f"B2 {what}",
            "CPU ms": round(statistics.median(taken), 1),
            "times parsing alone": round(_ratio(taken, parse), 2),
            "times parsing without blanks": round(_ratio(taken, lean), 2),
        }
        for what, taken in times.items()
    ]


if __name__ == "__main__":
    for row in [*rows(), *where_the_time_goes()]:
        print(json.dumps(row, ensure_ascii=False))
