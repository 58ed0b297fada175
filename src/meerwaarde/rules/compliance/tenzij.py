"""MVOI, tenzij: the reasons for departing from a rule, and the evidence that each of them needs."""

from __future__ import annotations

import msgspec

from meerwaarde.rules.law import Law
from meerwaarde.rules.text import Text


class TenzijReason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reason code that a file may give for not following a rule of comply or explain."""

    code: str
    name: Text
    when: Text
    """In which case this reason fits."""
    evidence: tuple[Text, ...]
    """What the file must hold before someone approves the reason."""
    not_enough: Text
    """What does not carry this reason."""


def tenzij_reasons(law: Law) -> tuple[TenzijReason, ...]:
    """The reasons in force on the day of `law`, in the order in which people choose them.

    Raises `NoParameter` on a day of which no reasons are known.
    """
    return msgspec.convert(law["tenzij/reasons"].value, tuple[TenzijReason, ...])
