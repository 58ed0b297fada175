"""Whatever the bytes: a record with complaints or a refusal, quickly and within 512 MB, never a crash."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meerwaarde.exchange import ocds, tenderned
from meerwaarde.exchange.notice import Notice
from meerwaarde.exchange.notices import is_refused, read_file, read_paths
from meerwaarde.gates.refusal import Refused

SAMPLES = Path(__file__).parent / "samples"
DOCUMENTS = [
    path.read_bytes()
    for path in sorted(SAMPLES.iterdir())
    if path.name.startswith(("eforms_", "ted_", "ocds_", "tenderned_"))
]
XML_DOCUMENTS = [document for document in DOCUMENTS if document.startswith(b"<?xml")]
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def read_or_refused(document: bytes) -> tuple[Notice, ...]:
    try:
        return read_file(document).records
    except Refused:
        return ()


@given(st.binary(max_size=300))
def test_any_bytes(document: bytes) -> None:
    read_or_refused(document)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_a_damaged_document(data: st.DataObject) -> None:
    document = bytearray(data.draw(st.sampled_from(DOCUMENTS)))
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(document)))
        length = data.draw(st.integers(0, 200))
        document[start : start + length] = data.draw(st.binary(max_size=20))
    read_or_refused(bytes(document))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_a_well_formed_document_with_odd_values_is_read(data: st.DataObject) -> None:
    """Texts between tags are replaced, so that the XML stays whole and only the values are odd."""
    document = data.draw(st.sampled_from(XML_DOCUMENTS)).decode()
    odd = data.draw(st.text(st.characters(exclude_categories=["C"], exclude_characters="<&>"), max_size=30))
    parts = document.split(">")
    filled = [index for index, part in enumerate(parts) if part.partition("<")[0].strip()]
    for index in data.draw(st.lists(st.sampled_from(filled), min_size=1, max_size=6)):
        parts[index] = odd + "<" + parts[index].partition("<")[2]
    (notice,) = read_file(">".join(parts).encode()).records
    assert notice.source in {"eforms", "ted"}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_a_document_that_lacks_an_element_is_read(data: st.DataObject) -> None:
    from lxml import etree

    root = etree.fromstring(data.draw(st.sampled_from(XML_DOCUMENTS)))
    elements = [element for element in root.iterdescendants() if isinstance(element.tag, str)]
    for element in data.draw(st.lists(st.sampled_from(elements), min_size=1, max_size=5)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    assert len(read_file(etree.tostring(root)).records) == 1


@given(JSON_VALUES)
def test_any_json(value: object) -> None:
    document = json.dumps(value).encode()
    read_or_refused(document)
    ocds.read(document)
    tenderned.read(document)


KEYS = ["tender", "awards", "parties", "buyer", "tag", "planning", "date", "language", "id", "ocid", "title"]


@given(st.dictionaries(st.sampled_from(KEYS), JSON_VALUES))
def test_any_release(value: dict[str, object]) -> None:
    assert isinstance(ocds.read_release(json.dumps(value).encode()), Notice)


PUBLICATION_KEYS = ["publicatieId", "cpvCodes", "nutsCodes", "procedure", "typeOpdracht", "sluitingsDatum"]


@given(st.dictionaries(st.sampled_from(PUBLICATION_KEYS), JSON_VALUES))
def test_any_publication(value: dict[str, object]) -> None:
    tenderned.read(json.dumps({"content": [value, value]}).encode())


HOSTILE_FILES = {
    "gelach.xml": b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><TED_EXPORT>&b;</TED_EXPORT>',
    "groot.xml": b"<a>" + b"x" * 60_000_000 + b"</a>",
    "diep.xml": b"<a>" * 200_000,
    "dicht.xml": b"<a>" + b"<b c=''/>" * 2_700_000 + b"</a>",
    "diep.json": b'{"ocid": ' + b"[" * 3_000_000,
    "groot.json": b'{"ocid": "' + b"x" * 60_000_000 + b'"}',
    "lijst.json": b"[" + b"{}," * 8_000_000 + b"{}]",
    "lange_regel.jsonl": b'{"ocid": "a"}\n{"ocid": "' + b"x" * 40_000_000 + b'"}\n{"ocid": "b"}\n',
}


PEAK_MEMORY = (
    "for line in open('/proc/self/status'):\n    if line.startswith('VmHWM'): print(line.split()[1])\n"
)
"""The most memory of this program alone, in kB: `getrusage` also counts the parent it was forked from."""


def test_hostile_files_are_refused_in_time_and_within_512_mb(tmp_path: Path) -> None:
    for name, content in HOSTILE_FILES.items():
        (tmp_path / name).write_bytes(content)
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from meerwaarde.exchange.notices import is_refused, read_paths\n"
        "for notice in read_paths([Path(sys.argv[1])]):\n"
        "    refused = is_refused(notice)\n"
        "    print(Path(notice.file).name, refused, notice.complaints[0].code if refused else '-', sep='|')\n"
        f"{PEAK_MEMORY}"
    )

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (700_000_000, 700_000_000))

    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=limited,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    assert time.monotonic() - started < 5 * len(HOSTILE_FILES)
    *said, memory = done.stdout.split()
    assert int(memory) < 512_000
    outcome = [line.split("|") for line in said]
    refused = {name for name, is_refused, _ in outcome if is_refused == "True"}
    assert refused == set(HOSTILE_FILES)
    # The two good lines around the long one are still read.
    assert [is_refused for name, is_refused, _ in outcome if name == "lange_regel.jsonl"] == [
        "False",
        "True",
        "False",
    ]


def test_a_long_file_of_releases_is_read_line_by_line(tmp_path: Path) -> None:
    line = (SAMPLES / "ocds_releases.jsonl").read_bytes().splitlines()[0] + b"\n"
    file = tmp_path / "veel.jsonl"
    file.write_bytes(line * 70_000)
    assert file.stat().st_size > 25_000_000
    count = 0
    for notice in read_paths([file]):
        assert not is_refused(notice)
        assert notice.id == "r4"
        count += 1
        if count == 5_000:  # the rest would only repeat itself
            break
    assert count == 5_000


@pytest.mark.parametrize("name", ["a.xml", "a.json"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    (notice,) = read_paths([tmp_path / name])
    assert is_refused(notice)
    assert notice.complaints
