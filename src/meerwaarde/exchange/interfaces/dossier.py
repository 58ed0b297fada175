"""The JSON forms of an audit dossier: its manifest, one line of its journal, and the verdict of a check.

`exchange/dossier/verify.py` cannot use these, because it stands alone; a test holds its output to them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from meerwaarde.exchange.interfaces.forms import register
from meerwaarde.rules.text import Text

Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Count = Annotated[int, msgspec.Meta(ge=0)]

DamageKind = Literal[
    "edited",
    "deleted",
    "swapped",
    "inserted",
    "truncated",
    "rewritten",
    "unreadable_line",
    "wrong_event_format",
    "file_changed",
    "missing_file",
    "extra_file",
]


class DossierAuthority(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose dossier it is."""

    name: str
    slug: str


class DossierChain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One chain of events: its key, how many there are, and the hash of the last."""

    chain: str
    events: Count
    head: Sha256


class DossierFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the dossier, with its size in bytes."""

    path: str
    bytes: Count
    sha256: Sha256


class DossierManifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`manifest.json`: what belongs in the folder. `checkpoints` is empty until they are signed."""

    format: Literal["meerwaarde-dossier"]
    version: Literal[1]
    made: str
    software: str
    authority: DossierAuthority
    hashing: str
    chains: tuple[DossierChain, ...]
    checkpoints: tuple[dict[str, Any], ...]
    files: tuple[DossierFile, ...]


class EventActor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who did it, by public ids; empty for the installation itself."""

    person: str
    membership: str
    role: str


class EventObject(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What it is about."""

    kind: str
    id: str


class EventBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is hashed. `commitments` are HMAC-SHA256 over field, zero byte and value in canonical JSON."""

    format: Literal[1]
    chain: str
    sequence: Annotated[int, msgspec.Meta(ge=1)]
    moment: str
    actor: EventActor
    action: str
    object: EventObject
    fields: tuple[str, ...]
    values: dict[str, Any]
    commitments: dict[str, Sha256]


class DossierEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of `journal.jsonl`."""

    body: EventBody
    hash: Sha256
    previous: Sha256


class DossierDamage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that is wrong, and where as far as that can be known; lines count from 1."""

    kind: DamageKind
    file: str
    chain: str | None
    sequence: int | None
    line: int | None
    text: Text


class DossierChainSeen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A chain as it was found; the last hash is "" where the last line cannot be read."""

    chain: str
    events: Count
    head: Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{64})?$")]
    intact: bool


class DossierPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lowest event that cannot be trusted."""

    chain: str
    sequence: int


class DossierVerdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `meerwaarde verify --json` prints with exit code 0 or 1."""

    dossier: str
    verdict: Literal["intact", "damaged"]
    format_version: Literal[1]
    events: Count
    files: Count
    chains: tuple[DossierChainSeen, ...]
    first_bad: DossierPlace | None
    damage: tuple[DossierDamage, ...]
    damage_not_listed: Count
    not_proven: Text


register("dossier_event", DossierEvent)
register("dossier_manifest", DossierManifest)
register("dossier_verdict", DossierVerdict)
