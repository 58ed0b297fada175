"""MVOI, tenzij: the reasons for departing from a rule, and the evidence that each of them needs."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

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
    review_months: int | None = None
    """After how many months somebody usually looks again; None where the reason has an end of its own."""


def tenzij_reasons(law: Law) -> tuple[TenzijReason, ...]:
    """The reasons in force on the day of `law`, in the order in which people choose them.

    Raises `NoParameter` on a day of which no reasons are known.
    """
    return msgspec.convert(law["tenzij/reasons"].value, tuple[TenzijReason, ...])


def latest_review(law: Law, day: date) -> date:
    """The last day that an explanation given on `day` may hold before somebody looks again."""
    return _months_later(day, int(law["tenzij/longest_review"].value))


def usual_review(reason: TenzijReason, day: date) -> date | None:
    """The review date to propose; None where the person must say until when the reason holds."""
    return None if reason.review_months is None else _months_later(day, reason.review_months)


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))
