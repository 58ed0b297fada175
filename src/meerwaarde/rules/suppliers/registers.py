"""What a line of a register means for what stands here: verified now, still, or something for a person.

A file never withdraws anything: it may be a month old, or half a register.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher
from typing import Literal

from meerwaarde.language.fold import fold
from meerwaarde.rules.suppliers.standing import Standing

RegisterOutcome = Literal["verified", "still", "ended", "gone", "level", "unknown", "name", "ours", "refused"]

_FORMS = frozenset(
    {"bv", "nv", "stichting", "st", "vof", "cooperatie", "ua", "cv", "eenmanszaak"}
    | {"holding", "groep", "nederland", "de", "het"}
)
_ALIKE = 0.75


def register_outcome(
    ours: Standing | None,
    *,
    same_name: bool,
    level: str,
    valid_until: date | None,
    as_of: date,
) -> RegisterOutcome:
    """What a line says about a supplier that we know by its KvK number; `ours` None: it claimed nothing.

    `as_of` is the day of the register. What a person looked up after that day goes before the file.
    """
    if valid_until is not None and valid_until < as_of:
        return "ended"
    if not same_name:
        return "name"
    held = None if ours is None or ours.state == "withdrawn" else ours.credential
    if held is not None and level and held.level and held.level != level:
        newer = held.verified_on is not None and held.verified_on > as_of
        return "ours" if newer else "level"
    if ours is not None and ours.state in ("counts", "not_yet") and held is not None:
        newer = held.verified_on is not None and held.verified_on > as_of
        return "ours" if newer else "still"
    return "verified"


def same_firm(name: str, ours: Iterable[str]) -> bool:
    """Whether a name in a register can be one of our names for it; an empty name says nothing against it.

    Legal forms and word order do not matter; a shared rare word or a likeness in spelling is enough, for the
    KvK number was the same already.
    """
    theirs = _words(name)
    if not theirs:
        return True
    for one in ours:
        known = _words(one)
        if not known or theirs & known:
            return True
        if SequenceMatcher(None, " ".join(sorted(theirs)), " ".join(sorted(known))).ratio() >= _ALIKE:
            return True
    return False


def _words(name: str) -> set[str]:
    return {word for word in re.split(r"[^\w]+", fold(name)) if len(word) > 1 and word not in _FORMS}
