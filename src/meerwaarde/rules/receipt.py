"""What makes an advice repeatable: which rules, which parameters, which input, which day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from meerwaarde.rules.grounds import Receipt
from meerwaarde.rules.intake import Intake
from meerwaarde.rules.law import Parameter

RULES = Path(__file__).parent
EDITION = "1"
"""Raised by hand when the meaning of an answer changes; the digest beside it follows the code by itself."""

_CANONICAL = msgspec.json.Encoder(order="sorted")


@lru_cache(maxsize=1)
def rules_version() -> str:
    """The edition of the rules with a short digest of their source: `1+3f2a…`."""
    digest = hashlib.sha256()
    for path in sorted(RULES.rglob("*.py")):
        digest.update(path.relative_to(RULES).as_posix().encode())
        digest.update(path.read_bytes())
    return f"{EDITION}+{digest.hexdigest()[:12]}"


def receipt(intake: Intake, day: date, used: tuple[Parameter, ...]) -> Receipt:
    """The receipt of an advice on `intake`; `used` are the parameters that the rules read, by name."""
    return Receipt(
        version=rules_version(),
        parameters_digest=parameters_digest(used),
        parameters=tuple([parameter.name for parameter in used]),
        day=day.isoformat(),
        input_digest=input_digest(intake),
    )


def input_digest(intake: Intake) -> str:
    """SHA-256 over the intake as canonical JSON: keys sorted, unknown fields as null."""
    return hashlib.sha256(_CANONICAL.encode(intake)).hexdigest()


def parameters_digest(parameters: Iterable[Parameter]) -> str:
    """SHA-256 over the entries in full, in the order of their names: a changed source is a changed digest."""
    return hashlib.sha256(b"".join([_entry_digest(parameter) for parameter in parameters])).hexdigest()


# One parameter is one object for as long as its table is in memory, so its digest is worked out once. The
# object is kept beside the digest: its number cannot be given to another one meanwhile.
_DIGESTS: dict[int, tuple[Parameter, bytes]] = {}
_MOST_DIGESTS = 20_000


def _entry_digest(parameter: Parameter) -> bytes:
    known = _DIGESTS.get(id(parameter))
    if known is not None:
        return known[1]
    found = hashlib.sha256(_CANONICAL.encode(parameter)).digest()
    if len(_DIGESTS) >= _MOST_DIGESTS:
        _DIGESTS.clear()
    _DIGESTS[id(parameter)] = (parameter, found)
    return found
