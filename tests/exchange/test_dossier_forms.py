"""What a dossier and its check look like in JSON is what their schemas say."""

from __future__ import annotations

import hashlib
import json
import typing
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
import rfc8785

from meerwaarde.exchange.dossier import verify as verifier
from meerwaarde.exchange.dossier.write import EventLine, ObjectLine, write_dossier
from meerwaarde.exchange.interfaces import schema, schemas
from meerwaarde.exchange.interfaces.dossier import DamageKind, DossierEvent, DossierManifest, DossierVerdict


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    body = rfc8785.dumps(
        {
            "format": 1,
            "chain": "veenmeer2222",
            "sequence": 1,
            "moment": "2026-11-22T09:00:00.000000Z",
            "actor": {"person": "p", "membership": "m", "role": "buyer"},
            "action": "goal.record",
            "object": {"kind": "goal", "id": "g"},
            "fields": ["title"],
            "values": {"year": 2026},
            "commitments": {"title": "ab" * 32},
        }
    ).decode()
    digest = hashlib.sha256(("0" * 64 + "\n" + body).encode()).hexdigest()
    write_dossier(
        tmp_path / "dossier",
        name="Gemeente Veenmeer",
        slug="veenmeer",
        made=datetime(2026, 11, 22, 9, tzinfo=UTC),
        events=[EventLine("veenmeer2222", 1, body, "0" * 64, digest)],
        objects=[ObjectLine("goal", "g", {"year": 2026})],
    )
    return tmp_path / "dossier"


def test_the_manifest_and_the_lines_have_their_form(dossier: Path) -> None:
    manifest = msgspec.json.decode((dossier / "manifest.json").read_bytes(), type=DossierManifest)
    assert manifest.chains[0].events == 1
    event = msgspec.json.decode((dossier / "journal.jsonl").read_bytes(), type=DossierEvent)
    assert event.body.action == "goal.record"


def test_a_verdict_has_its_form_whole_or_damaged(dossier: Path) -> None:
    for harm in (lambda: None, (dossier / "journal.jsonl").unlink, (dossier / "manifest.json").unlink):
        if not (dossier / "journal.jsonl").exists():
            (dossier / "journal.jsonl").write_text("kapot\n")
        harm()
        printed = json.dumps(verifier.verify(dossier).as_json())
        msgspec.json.decode(printed, type=DossierVerdict)


def test_every_kind_of_damage_is_in_the_schema() -> None:
    assert set(typing.get_args(DamageKind)) == set(verifier.KINDS)


def test_the_schemas_are_found_by_name() -> None:
    assert {"dossier_event", "dossier_manifest", "dossier_verdict"} <= set(schemas())
    assert schema("dossier_verdict")["title"] == "dossier_verdict"
