"""A dossier is written whole or not at all, and whatever is done to it afterwards is found."""

from __future__ import annotations

import ast
import hashlib
import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.exchange.dossier import verify as verifier
from meerwaarde.exchange.dossier.verify import Unusable, Verdict, canonical, main, verify
from meerwaarde.exchange.dossier.write import EventLine, ObjectLine, write_dossier
from meerwaarde.gates.refusal import Refused

MADE = datetime(2026, 11, 22, 10, tzinfo=UTC)
FILE = Path(verifier.__file__)
MINE, OTHER = "veenmeer2222", "leverancier2"

Line = dict[str, Any]


def sealed(body: dict[str, Any], previous: str) -> Line:
    digest = hashlib.sha256(previous.encode() + b"\n" + rfc8785.dumps(body)).hexdigest()
    return {"body": body, "hash": digest, "previous": previous}


def chain_of(key: str, length: int, seed: int = 1) -> list[Line]:
    """A chain as the journal makes it."""
    chance = random.Random(f"{key}{seed}")
    lines: list[Line] = []
    for sequence in range(1, length + 1):
        body = {
            "format": 1,
            "chain": key,
            "sequence": sequence,
            "moment": "2026-11-22T09:00:00.000000Z",
            "actor": {"person": chance.choice(["aaa", "bbb"]), "membership": "m", "role": "buyer"},
            "action": chance.choice(["goal.record", "procurement.submit"]),
            "object": {"kind": "goal", "id": f"g{chance.randrange(9)}"},
            "fields": ["titel", "één"],
            "values": {"amount": chance.randrange(10**9), "é": None},
            "commitments": {"title": "ab" * 32},
        }
        lines.append(sealed(body, lines[-1]["hash"] if lines else "0" * 64))
    return lines


def event_lines(lines: list[Line]) -> Iterator[EventLine]:
    for line in lines:
        body = rfc8785.dumps(line["body"]).decode()
        yield EventLine(line["body"]["chain"], line["body"]["sequence"], body, line["previous"], line["hash"])


def write(out: Path, *chains: list[Line]) -> Path:
    objects = [ObjectLine("goal", f"g{n}", {"theme": "climate", "year": 2026}) for n in range(9)]
    events = [line for chain in chains for line in event_lines(chain)]
    write_dossier(out, name="Gemeente Veenmeer", slug="veenmeer", made=MADE, events=events, objects=objects)
    return out


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return write(tmp_path / "dossier", chain_of(MINE, 60), chain_of(OTHER, 20))


def journal_of(dossier: Path) -> list[Line]:
    return [json.loads(line) for line in (dossier / "journal.jsonl").read_text("utf-8").splitlines()]


def rewrite_journal(dossier: Path, lines: list[Line], *, cover_up: bool = True) -> None:
    """Put these lines in the journal; the attacker mends the file's entry in the manifest as well."""
    (dossier / "journal.jsonl").write_bytes(b"".join(rfc8785.dumps(line) + b"\n" for line in lines))
    if cover_up:
        mend_manifest(dossier)


def mend_manifest(dossier: Path, *, chains: bool = False) -> None:
    manifest = json.loads((dossier / "manifest.json").read_text("utf-8"))
    for entry in manifest["files"]:
        content = (dossier / entry["path"]).read_bytes()
        entry |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    if chains:
        found: dict[str, Line] = {}
        for line in journal_of(dossier):
            found[line["body"]["chain"]] = line
        manifest["chains"] = [
            {"chain": key, "events": line["body"]["sequence"], "head": line["hash"]}
            for key, line in sorted(found.items())
        ]
    (dossier / "manifest.json").write_text(json.dumps(manifest), "utf-8")


# A whole dossier


def test_a_dossier_is_whole(dossier: Path) -> None:
    verdict = verify(dossier)
    assert verdict.damage == ()
    assert verdict.events == 80
    assert [(chain.chain, chain.events) for chain in verdict.chains] == [(OTHER, 20), (MINE, 60)]
    assert sorted(path.relative_to(dossier).as_posix() for path in dossier.rglob("*") if path.is_file()) == [
        "README.txt",
        "checkpoints/README.txt",
        "journal.jsonl",
        "manifest.json",
        "objects/goal.jsonl",
    ]


def test_chains_may_stand_interleaved(tmp_path: Path) -> None:
    mine, other = chain_of(MINE, 30), chain_of(OTHER, 30)
    mixed = [line for pair in zip(mine, other, strict=True) for line in pair]
    assert verify(write(tmp_path / "mixed", mixed)).intact


def test_an_authority_in_which_nothing_happened_has_a_dossier_too(tmp_path: Path) -> None:
    assert verify(write(tmp_path / "empty")).intact


def test_the_lines_are_canonical(dossier: Path) -> None:
    for line in (dossier / "journal.jsonl").read_bytes().splitlines():
        assert rfc8785.dumps(json.loads(line)) == line


# The attacks of TRUST T20: naive ones in the chain, and those that compute the chain anew


def edit(lines: list[Line], at: int, chance: random.Random) -> list[Line]:
    lines[at]["body"]["values"]["amount"] += 1
    return lines


def edit_and_hash(lines: list[Line], at: int, chance: random.Random) -> list[Line]:
    lines[at]["body"]["action"] = "goal.strike"
    lines[at] = sealed(lines[at]["body"], lines[at]["previous"])
    return lines


def delete(lines: list[Line], at: int, chance: random.Random) -> list[Line]:
    return lines[:at] + lines[at + 1 :]


def swap(lines: list[Line], at: int, chance: random.Random) -> list[Line]:
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    return lines


def insert(lines: list[Line], at: int, chance: random.Random) -> list[Line]:
    forged = json.loads(json.dumps(lines[at]["body"])) | {"action": "goal.forge"}
    return [*lines[:at], sealed(forged, lines[at]["previous"]), *lines[at:]]


def insert_with_a_wrong_hash(lines: list[Line], at: int, chance: random.Random) -> list[Line]:
    forged = json.loads(json.dumps(lines[at])) | {"hash": chance.randbytes(32).hex()}
    return [*lines[:at], forged, *lines[at:]]


def truncate(lines: list[Line], at: int, chance: random.Random) -> list[Line]:
    return lines[:at]


NAIVE: dict[str, tuple[Callable[..., list[Line]], str]] = {
    "edit": (edit, "edited"),
    "edit and hash": (edit_and_hash, "edited"),
    "delete": (delete, "deleted"),
    "swap": (swap, "swapped"),
    "insert": (insert, "inserted"),
    "insert badly": (insert_with_a_wrong_hash, "inserted"),
    "truncate": (truncate, "truncated"),
}


@pytest.mark.parametrize("name", NAIVE)
def test_naive_attacks_are_found_with_their_place(name: str, dossier: Path) -> None:
    attack, kind = NAIVE[name]
    chance = random.Random(name)
    for _ in range(100):
        whole, at = chain_of(MINE, 60), chance.randrange(59)
        rewrite_journal(dossier, attack(whole, at, chance) + chain_of(OTHER, 20))
        verdict = verify(dossier)
        assert not verdict.intact
        first = verdict.first_bad
        assert first is not None
        assert (first.kind, first.chain, first.sequence) == (kind, MINE, at + 1)
        assert [chain.intact for chain in verdict.chains] == [True, False]


def test_the_last_event_deleted_is_a_truncation(dossier: Path) -> None:
    rewrite_journal(dossier, chain_of(MINE, 59) + chain_of(OTHER, 20))
    first = verify(dossier).first_bad
    assert first is not None
    assert (first.kind, first.sequence) == ("truncated", 60)


def chained_anew(lines: list[Line], start: int = 0) -> list[Line]:
    for place in range(start, len(lines)):
        body = lines[place]["body"] | {"sequence": place + 1}
        lines[place] = sealed(body, lines[place - 1]["hash"] if place else "0" * 64)
    return lines


@pytest.mark.parametrize(
    "attack", [edit, delete, insert], ids=lambda attack: f"{attack.__name__} and chain anew"
)
def test_a_chain_computed_anew_does_not_fit_the_manifest(attack: Callable[..., Any], dossier: Path) -> None:
    chance = random.Random(attack.__name__)
    for _ in range(100):
        at = chance.randrange(59)
        lines = chained_anew(attack(chain_of(MINE, 60), at, chance), at)
        rewrite_journal(dossier, lines + chain_of(OTHER, 20))
        verdict = verify(dossier)
        assert {damage.kind for damage in verdict.damage} <= {"rewritten", "truncated", "inserted"}
        assert not verdict.intact


@pytest.mark.parametrize("attack", [edit, delete, insert, truncate], ids=lambda attack: attack.__name__)
def test_a_rewritten_folder_is_seen_only_by_who_kept_an_earlier_hash(
    attack: Callable[..., Any], dossier: Path
) -> None:
    """The honest limit: with the manifest rewritten too, only a checkpoint kept elsewhere tells."""
    chance = random.Random(attack.__name__)
    kept = {chain.chain: chain.head for chain in verify(dossier).chains}
    for _ in range(20):
        at = chance.randrange(1, 59)
        lines = chained_anew(attack(chain_of(MINE, 60), at, chance), at)
        rewrite_journal(dossier, lines + chain_of(OTHER, 20))
        mend_manifest(dossier, chains=True)
        verdict = verify(dossier)
        assert verdict.intact
        assert {chain.chain: chain.head for chain in verdict.chains} != kept
        assert "not_proven" in verdict.as_json()


@given(seed=st.integers(0, 10_000))
def test_no_single_changed_byte_goes_unseen(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp() / "one-byte"
    if not folder.exists():
        write(folder, chain_of(MINE, 12))
    chance = random.Random(seed)
    path = chance.choice([path for path in sorted(folder.rglob("*")) if path.is_file()])
    content = path.read_bytes()
    at = chance.randrange(len(content))
    try:
        path.write_bytes(content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :])
        try:
            seen = not verify(folder).intact
        except Unusable:
            seen = True
        harmless = path.name == "manifest.json" and json_equal(content, path.read_bytes())
        assert seen or harmless or told_only_for_people(content, path)
    finally:
        path.write_bytes(content)


def json_equal(before: bytes, after: bytes) -> bool:
    try:
        return bool(json.loads(before) == json.loads(after))
    except ValueError:
        return False


def told_only_for_people(before: bytes, path: Path) -> bool:
    """The manifest's own remarks (name, moment, explanation) are not proof of anything."""
    if path.name != "manifest.json":
        return False
    proof = ("format", "version", "chains", "files")
    one, two = json.loads(before), json.loads(path.read_bytes())
    return all(one[name] == two.get(name) for name in proof)


# Files


def test_a_changed_object_is_found(dossier: Path) -> None:
    path = dossier / "objects" / "goal.jsonl"
    path.write_bytes(path.read_bytes().replace(b"climate", b"circula"))
    assert [(damage.kind, damage.file) for damage in verify(dossier).damage] == [
        ("file_changed", "objects/goal.jsonl")
    ]


@pytest.mark.parametrize("path", ["objects/goal.jsonl", "README.txt", "journal.jsonl"])
def test_a_missing_file_is_found(dossier: Path, path: str) -> None:
    (dossier / path).unlink()
    assert ("missing_file", path) in [(damage.kind, damage.file) for damage in verify(dossier).damage]


def test_without_its_journal_all_events_are_missing(dossier: Path) -> None:
    (dossier / "journal.jsonl").unlink()
    assert [(d.kind, d.chain, d.sequence) for d in verify(dossier).damage if d.chain] == [
        ("truncated", OTHER, 1),
        ("truncated", MINE, 1),
    ]


def test_an_extra_file_is_found(dossier: Path) -> None:
    (dossier / "objects" / "more.jsonl").write_text("{}\n")
    assert [(d.kind, d.file) for d in verify(dossier).damage] == [("extra_file", "objects/more.jsonl")]


def test_a_link_is_no_file_of_the_dossier(dossier: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.move(dossier / "objects" / "goal.jsonl", elsewhere)
    (dossier / "objects" / "goal.jsonl").symlink_to(elsewhere)
    (dossier / "more").symlink_to(tmp_path)
    assert {damage.kind for damage in verify(dossier).damage} == {"missing_file", "extra_file"}


def test_a_lost_manifest_leaves_the_chain_to_be_checked(dossier: Path) -> None:
    (dossier / "manifest.json").unlink()
    assert [damage.kind for damage in verify(dossier).damage] == ["missing_file"]
    rewrite_journal(dossier, delete(chain_of(MINE, 60), 7, random.Random()), cover_up=False)
    assert [(d.kind, d.sequence) for d in verify(dossier).damage] == [("deleted", 8), ("missing_file", None)]


def test_an_unknown_chain_is_found(dossier: Path) -> None:
    rewrite_journal(dossier, chain_of(MINE, 60) + chain_of(OTHER, 20) + chain_of("vreemd222222", 3))
    assert [(d.kind, d.chain, d.sequence) for d in verify(dossier).damage] == [
        ("inserted", "vreemd222222", 1)
    ]


@pytest.mark.parametrize(
    "line",
    [
        b"not json\n",
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        b'{"body":{"a":1.5},"hash":"' + b"0" * 64 + b'","previous":"' + b"0" * 64 + b'"}\n',
        b'{"body":{"a":' + b"9" * 5000 + b'},"hash":"' + b"0" * 64 + b'","previous":"' + b"0" * 64 + b'"}\n',
        b'{"body":{"chain":1},"hash":"' + b"0" * 64 + b'","previous":"' + b"0" * 64 + b'"}\n',
        b'{"body":[],"hash":"' + b"0" * 64 + b'","previous":"' + b"0" * 64 + b'"}\n',
        b'{"body":' + b"[" * 50_000 + b',"hash":"' + b"0" * 64 + b'","previous":"' + b"0" * 64 + b'"}\n',
    ],
    ids=["words", "no utf-8", "deep", "fraction", "large number", "no chain", "list", "deep body"],
)
def test_hostile_lines_are_damage_and_never_a_crash(dossier: Path, line: bytes) -> None:
    path = dossier / "journal.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:4], line, *lines[5:]]))
    mend_manifest_bytes(dossier)
    first = verify(dossier).first_bad
    assert first is not None
    assert (first.kind, first.sequence, first.line) == ("unreadable_line", 5, 5)


def mend_manifest_bytes(dossier: Path) -> None:
    mend_manifest(dossier)


def test_an_event_that_is_equal_but_not_canonical_is_damage(dossier: Path) -> None:
    path = dossier / "journal.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    body = json.loads(lines[2])["body"]
    spaced = json.dumps(body, ensure_ascii=False).encode()
    digest = hashlib.sha256(json.loads(lines[2])["previous"].encode() + b"\n" + spaced).hexdigest()
    previous = json.loads(lines[2])["previous"]
    lines[2] = b'{"body":' + spaced + f',"hash":"{digest}","previous":"{previous}"}}\n'.encode()
    path.write_bytes(b"".join(lines))
    first = verify(dossier).first_bad
    assert first is not None
    assert (first.kind, first.sequence) == ("unreadable_line", 3)


def test_an_event_of_another_format_is_named(tmp_path: Path) -> None:
    lines = chain_of(MINE, 5)
    lines[3]["body"]["format"] = 2
    dossier = write(tmp_path / "later", chained_anew(lines))
    assert [(d.kind, d.sequence) for d in verify(dossier).damage] == [("wrong_event_format", 4)]


def test_a_chain_in_ruins_is_counted_and_not_listed_whole(tmp_path: Path) -> None:
    lines = chain_of(MINE, 1500)
    for line in lines:
        line["hash"] = "0" * 64
    verdict = verify(write(tmp_path / "ruins", lines))
    assert len(verdict.damage) == 1000


# Unusable


def unusable(dossier: Path) -> str:
    with pytest.raises(Unusable) as caught:
        verify(dossier)
    assert set(caught.value.as_json()["error"]) == {"code", "message", "where", "what_now"}
    return caught.value.code


def test_what_is_no_dossier_says_so(tmp_path: Path, dossier: Path) -> None:
    assert unusable(tmp_path / "nowhere") == "no_dossier"
    (tmp_path / "empty").mkdir()
    assert unusable(tmp_path / "empty") == "no_dossier"
    assert unusable(dossier / "journal.jsonl") == "no_dossier"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"version": 2}, "unknown_format_version"),
        ({"format": "else"}, "unknown_format_version"),
        ({"chains": None}, "manifest_unreadable"),
        ({"chains": [{"chain": MINE}]}, "manifest_unreadable"),
        ({"files": [{"path": "../../etc/passwd", "bytes": 1, "sha256": "0"}]}, "manifest_unreadable"),
        ({"files": [{"path": "/etc/passwd", "bytes": 1, "sha256": "0"}]}, "manifest_unreadable"),
    ],
)
def test_a_manifest_that_cannot_be_used(dossier: Path, change: dict[str, Any], code: str) -> None:
    manifest = json.loads((dossier / "manifest.json").read_text())
    (dossier / "manifest.json").write_text(json.dumps(manifest | change))
    assert unusable(dossier) == code


def test_a_manifest_that_is_no_json(dossier: Path) -> None:
    for text in ("", "[]", "null", "[" * 100_000, '{"format": '):
        (dossier / "manifest.json").write_text(text)
        assert unusable(dossier) == "manifest_unreadable"


# The command


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """As an auditor does: the one file, an isolated Python, no installed packages, another folder."""
    return subprocess.run(
        [sys.executable, "-I", "-S", str(FILE), *arguments],
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
    )


def test_the_file_works_alone(dossier: Path, tmp_path: Path) -> None:
    done = run(str(dossier))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Het dossier is heel." in done.stdout
    assert "The dossier is whole." in run(str(dossier), "--language", "en").stdout
    rewrite_journal(dossier, edit(chain_of(MINE, 60), 9, random.Random()) + chain_of(OTHER, 20))
    done = run(str(dossier), "--json")
    assert (done.returncode, done.stderr) == (1, "")
    answer = json.loads(done.stdout)
    assert answer["verdict"] == "damaged"
    assert answer["first_bad"] == {"chain": MINE, "sequence": 10}
    assert set(answer["damage"][0]["text"]) == {"nl", "en"}
    done = run(str(tmp_path / "nowhere"), "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "no_dossier"


def test_it_imports_the_standard_library_alone() -> None:
    tree = ast.parse(FILE.read_text("utf-8"))
    names = {
        (node.module or "").split(".")[0] if isinstance(node, ast.ImportFrom) else alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert names <= sys.stdlib_module_names


def test_every_kind_of_damage_speaks_both_languages() -> None:
    for kind in verifier.KINDS:
        text = verifier.Damage(kind, "f", "c", 3, 4).text
        assert text["nl"] != text["en"]
        assert all("{" not in sentence and sentence.endswith(".") for sentence in text.values())


def test_main_answers_in_this_process_too(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(dossier), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "intact"


# Canonical JSON

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_canonical_json_is_that_of_another_implementation(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


def test_names_are_sorted_by_utf16_units() -> None:
    value = {"\ufb33": 1, "\U0001f600": 2, "é": 3, "a": 4}
    assert canonical(value) == rfc8785.dumps(value)
    assert list(json.loads(canonical(value))) == ["a", "é", "\U0001f600", "\ufb33"]


@pytest.mark.parametrize("value", [1.5, 2**53, [-(2**53)], {"a": float("nan")}, "\ud800"])
def test_what_has_no_one_form_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"number|Out of range|surrogates"):
        canonical(value)


# Writing


def test_an_existing_folder_is_never_written_over(dossier: Path) -> None:
    before = {path: path.read_bytes() for path in dossier.rglob("*") if path.is_file()}
    with pytest.raises(Refused) as caught:
        write(dossier)
    assert caught.value.code == "folder_exists"
    assert {path: path.read_bytes() for path in dossier.rglob("*") if path.is_file()} == before


def test_when_something_goes_wrong_nothing_is_left(tmp_path: Path) -> None:
    def breaking() -> Iterator[EventLine]:
        yield from event_lines(chain_of(MINE, 3))
        raise ConnectionError

    with pytest.raises(ConnectionError):
        write_dossier(tmp_path / "d", name="V", slug="v", made=MADE, events=breaking(), objects=[])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["../up", "Goal", "", "a/b", "a" * 80])
def test_a_kind_never_becomes_a_path(tmp_path: Path, kind: str) -> None:
    with pytest.raises(ValueError, match="kind of object"):
        write_dossier(
            tmp_path / "d", name="V", slug="v", made=MADE, events=[], objects=[ObjectLine(kind, "x", {})]
        )
    assert list(tmp_path.iterdir()) == []


def test_speed_is_told(tmp_path: Path) -> None:
    lines = list(event_lines(chain_of(MINE, 20_000)))
    write_dossier(tmp_path / "d", name="V", slug="v", made=MADE, events=lines, objects=[])
    began = time.perf_counter()
    verdict = verify(tmp_path / "d")
    print(f"\n{20_000 / (time.perf_counter() - began):,.0f} events a second")
    assert verdict.events == 20_000
    assert isinstance(verdict, Verdict)
