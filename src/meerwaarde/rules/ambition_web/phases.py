"""The phases of the work in which a web is looked at again; a list of data, so that it can be longer."""

from __future__ import annotations

import msgspec

from meerwaarde.rules.law import Law
from meerwaarde.rules.text import Text


class Phase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phase and what a session in it asks."""

    code: str
    name: Text
    question: Text


def phases(law: Law) -> tuple[Phase, ...]:
    """The phases in the order of the work; raises `NoParameter` where none are known on that day."""
    return msgspec.convert(law["ambition_web/phases"].value, tuple[Phase, ...])


def phase(law: Law, code: str) -> Phase | None:
    """One phase; None for a code that the list does not hold."""
    return next((one for one in phases(law) if one.code == code), None)


def next_phase(law: Law, code: str) -> Phase | None:
    """The phase after this one; None after the last and for an unknown code."""
    known = phases(law)
    codes = [one.code for one in known]
    if code not in codes or code == codes[-1]:
        return None
    return known[codes.index(code) + 1]
