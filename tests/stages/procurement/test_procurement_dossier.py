"""The audit dossier holds every procurement and advice, verifies, and carries no word that people typed."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from meerwaarde.exchange.dossier.verify import verify
from meerwaarde.exchange.dossier.write import write_dossier
from meerwaarde.platform.journal.dossier import export_dossier
from meerwaarde.stages.procurement import actions


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_dossier_tells_the_whole_story_without_names(
    cast: Any, filled: Any, at: datetime, tmp_path: Path
) -> None:
    actions.submit(cast.ann, filled, expected_version=filled.version, at=at)
    actions.complete_advice(cast.bob, filled, expected_version=filled.version, at=at)
    export_dossier("veenmeer", tmp_path / "dossier", write_dossier, at=at)
    assert verify(tmp_path / "dossier").intact
    (procurement,) = lines(tmp_path / "dossier/objects/procurement.jsonl")
    (advice,) = lines(tmp_path / "dossier/objects/storedadvice.jsonl")
    assert procurement["state"] == "advised"
    assert procurement["value_cents"] == 6_000_000
    assert advice["procurement"] == procurement["id"]
    assert advice["receipt"]["parameters_digest"]
    whole = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "dossier").rglob("*.jsonl"))
    for typed in (filled.title, filled.need, filled.purpose_for, "Ann", "ann@"):
        assert typed not in whole
