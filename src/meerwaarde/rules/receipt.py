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


class Kept(msgspec.Struct, frozen=True, gc=False):
    """What a receipt says of the parameters that were read, worked out once per set of them."""

    used: tuple[Parameter, ...]
    names: tuple[str, ...]
    digest: str


def receipt(intake: Intake, day: date, kept: Kept) -> Receipt:
    """The receipt of an advice on `intake`, for which the rules read what is `kept`."""
    return Receipt(
        version=rules_version(),
        parameters_digest=kept.digest,
        parameters=kept.names,
        day=day.isoformat(),
        input_digest=input_digest(intake),
    )


# Many intakes read the same parameters, and a parameter is one object for as long as its table is in memory.
# A set is known by the numbers of its objects; the objects are kept beside it, so that no number is reused.
_KEPT: dict[tuple[int, ...], Kept] = {}
_MOST_KEPT = 500


def keep(read: tuple[Parameter, ...]) -> Kept:
    """A set of parameters in the order of their names, with the digest over all of them."""
    numbers = tuple(map(id, read))
    known = _KEPT.get(numbers)
    if known is None:
        used = tuple(sorted(read, key=lambda parameter: parameter.name))
        known = Kept(used, tuple(parameter.name for parameter in used), parameters_digest(used))
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        _KEPT[numbers] = _KEPT[tuple(map(id, used))] = known
    return known


def input_digest(intake: Intake) -> str:
    """SHA-256 over the intake as canonical JSON: keys sorted, unknown fields as null."""
    return hashlib.sha256(_CANONICAL.encode(intake)).hexdigest()


def parameters_digest(parameters: Iterable[Parameter]) -> str:
    """SHA-256 over the entries in full, in the order of their names: a changed source is a changed digest."""
    digest = hashlib.sha256()
    for parameter in parameters:
        digest.update(hashlib.sha256(_CANONICAL.encode(parameter)).digest())
    return digest.hexdigest()
