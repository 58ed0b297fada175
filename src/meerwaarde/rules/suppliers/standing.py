"""What a credential is worth on a day: it counts when somebody verified it and it has not ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, Literal

import msgspec

from meerwaarde.rules.suppliers.catalogue import CredentialKind, Makes

LAST_DAY: Final = date(9999, 12, 31)
"""The end of what has no end."""

State = Literal["counts", "claimed", "not_yet", "expired", "refused", "withdrawn"]


class CredentialFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A credential as it was entered; `state` is claimed, verified, refused or withdrawn.

    Expired is no state: it follows from the days, and so it cannot be forgotten.
    """

    code: str
    level: str = ""
    state: str = "claimed"
    valid_from: date | None = None
    valid_until: date | None = None
    """The last day on which it holds."""
    verified_on: date | None = None
    verified_by: str = ""
    """Who checked it, as a reader may see it: a role or a name."""
    verified_for: str = ""
    """The authority for which it was checked."""
    issuer: str = ""
    number: str = ""
    evidence: str = ""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A credential on a day: whether it counts, until when, and what it makes of the supplier."""

    credential: CredentialFacts
    kind: CredentialKind | None
    """None for a code that the catalogue does not know: shown as it is, never counted."""
    state: State
    until: date | None
    """The last day on which it counts or counted; None where no end is known because nothing was checked."""
    makes: Makes


def ends_on(credential: CredentialFacts, kind: CredentialKind | None) -> date | None:
    """The last day of a verified credential; None for what nobody verified.

    Where it gives no end but its kind lasts so many months, a check is good for so many months.
    """
    if credential.state != "verified" or credential.verified_on is None:
        return None
    if credential.valid_until is not None:
        return credential.valid_until
    if kind is None or kind.months_valid is None:
        return LAST_DAY
    return months_later(credential.verified_on, kind.months_valid)


def standing(
    credentials: Iterable[CredentialFacts], day: date, kinds: Mapping[str, CredentialKind]
) -> tuple[Standing, ...]:
    """Every credential as it stands on `day`, in the order given. One that ended yesterday does not count."""
    return tuple(_standing(credential, day, kinds.get(credential.code)) for credential in credentials)


def _standing(credential: CredentialFacts, day: date, kind: CredentialKind | None) -> Standing:
    until = ends_on(credential, kind)
    return Standing(
        credential=credential,
        kind=kind,
        state=_state(credential, day, until),
        until=credential.valid_until if until is None else until,
        makes="none" if kind is None else kind.makes_of(credential.level),
    )


def _state(credential: CredentialFacts, day: date, until: date | None) -> State:
    if credential.state == "withdrawn":
        return "withdrawn"
    if credential.state == "refused":
        return "refused"
    last = credential.valid_until if until is None else until
    if last is not None and last < day:
        return "expired"
    if until is None:
        return "claimed"
    begins = credential.valid_from
    return "not_yet" if begins is not None and begins > day else "counts"


def social_until(credentials: Iterable[CredentialFacts], kinds: Mapping[str, CredentialKind]) -> date | None:
    """The last day on which something verified makes this a social enterprise.

    `LAST_DAY` where it has no end, None where nothing does. It may lie in the past: then it was one.
    """
    return _until("social", credentials, kinds)


def innovator_until(
    credentials: Iterable[CredentialFacts], kinds: Mapping[str, CredentialKind]
) -> date | None:
    """The last day on which something verified makes this a sustainable innovator; as `social_until`."""
    return _until("sustainable_innovator", credentials, kinds)


def _until(
    what: Makes, credentials: Iterable[CredentialFacts], kinds: Mapping[str, CredentialKind]
) -> date | None:
    ends = []
    for credential in credentials:
        kind = kinds.get(credential.code)
        if kind is not None and kind.makes_of(credential.level) == what:
            ends.append(ends_on(credential, kind))
    return max((end for end in ends if end is not None), default=None)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of the month where that day does not exist."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise ValueError(f"No day {months} months after {day}")  # pragma: no cover (28 is always there)
