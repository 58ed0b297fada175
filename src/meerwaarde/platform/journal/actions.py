"""Writing a fact, in the same transaction as the change that it is about."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Protocol

import rfc8785
from django.db import transaction

from meerwaarde.platform.journal.models import INSTALLATION, Chain, Event, Salt
from meerwaarde.platform.organisations.records import Record

FORMAT = 1
"""Version of the event's form; a reader of a dossier checks it."""

LARGEST_NUMBER = 2**53 - 1
"""JSON numbers beyond this differ between readers (RFC 8785, 3.2.2.3): those are kept as text."""

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


class Who(Protocol):
    """Who does something: the ids that an event keeps. No names."""

    @property
    def person(self) -> str: ...
    @property
    def membership(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def organisation(self) -> str: ...
    @property
    def organisation_id(self) -> int | None: ...


@dataclass(frozen=True)
class System:
    """The installation itself: what happens without a person, or before there are any."""

    organisation: str = INSTALLATION
    organisation_id: int | None = None
    person: str = ""
    membership: str = ""
    role: str = "system"


def record(
    who: Who,
    action: str,
    subject: Record,
    *,
    at: datetime,
    fields: Iterable[str] = (),
    plain: Mapping[str, Plain] | None = None,
) -> Event:
    """Append the fact that `who` did `action` to `subject` at that moment.

    Of each changed field the name is kept. Its value is kept in plain only where the model lists the field
    in `JOURNAL_PLAIN` (codes, amounts, dates); of anything else a salted commitment is kept, so that a text
    or a name can be proven later and erased for ever. `plain` adds coded values that are no fields.
    """
    kind = subject._meta.model_name or ""
    open_fields: frozenset[str] = getattr(subject, "JOURNAL_PLAIN", frozenset())
    names = sorted(set(fields))
    values = {name: plain_of(getattr(subject, name)) for name in names if name in open_fields}
    values.update({name: plain_of(value) for name, value in (plain or {}).items()})
    closed = [name for name in names if name not in open_fields]
    salt = Salt.of(kind, subject.public_id) if closed else b""
    return _append(
        who,
        at,
        {
            "action": action,
            "object": {"kind": kind, "id": subject.public_id},
            "fields": list(names),
            "values": values,
            "commitments": {name: commitment(salt, name, getattr(subject, name)) for name in closed},
        },
    )


def record_about(
    who: Who,
    action: str,
    kind: str,
    object_id: str,
    *,
    at: datetime,
    plain: Mapping[str, Plain] | None = None,
) -> Event:
    """Append a fact about something that is no row: a log-in, an export, a check."""
    about = {"action": action, "object": {"kind": kind, "id": object_id}, "fields": [], "commitments": {}}
    return _append(
        who, at, {**about, "values": {name: plain_of(value) for name, value in (plain or {}).items()}}
    )


def forget(who: Who, kind: str, object_id: str, *, at: datetime) -> Event:
    """Erase the salt of one object: its commitments prove nothing any more, to anybody, for ever.

    The chain still verifies, because what was hashed are the commitments and not the values.
    """
    Salt.erase(kind, object_id)
    return record_about(who, "salt.erase", kind, object_id, at=at)


def commitment(salt: bytes, field: str, value: object) -> str:
    """HMAC-SHA256 over field, a zero byte and the value in canonical JSON.

    Says nothing without the salt, proves the value with it.
    """
    message = field.encode() + b"\x00" + rfc8785.dumps(plain_of(value))
    return hmac.new(salt, message, hashlib.sha256).hexdigest()


def event_hash(previous: str, body: str) -> str:
    """SHA-256 over the hash before it (as text), a line feed, and the canonical body."""
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def _append(who: Who, at: datetime, fact: dict[str, Any]) -> Event:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A fact is written in the transaction of the change that it is about.")
    chain = Chain.locked(who.organisation, who.organisation_id)
    moment = at.astimezone(UTC)
    sequence = chain.length + 1
    body = rfc8785.dumps(
        {
            "format": FORMAT,
            "chain": chain.key,
            "sequence": sequence,
            "moment": moment.isoformat(timespec="microseconds").replace("+00:00", "Z"),
            "actor": {"person": who.person, "membership": who.membership, "role": who.role},
            **fact,
        }
    ).decode()
    return chain.append(
        sequence=sequence,
        moment=moment,
        person=who.person,
        role=who.role,
        action=fact["action"],
        object_kind=fact["object"]["kind"],
        object_id=fact["object"]["id"],
        body=body,
        previous=chain.head,
        hash=event_hash(chain.head, body),
    )


def plain_of(value: object) -> Plain:
    """A value as canonical JSON may hold it: whole numbers, text, and lists or mappings of those.

    A fact must never fail on its values, so what JSON cannot hold exactly (fractions, large numbers) is text.
    """
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > LARGEST_NUMBER:
        return str(value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Record):
        return value.public_id
    if isinstance(value, dict):
        return {str(key): plain_of(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_of(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted((plain_of(item) for item in value), key=str)
    return str(value)
