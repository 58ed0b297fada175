"""What the trade register says of a firm, as far as a buyer needs it.

Owners, signatories and streets are left out on purpose: of who trades alone those are a person's own.
"""

from __future__ import annotations

from datetime import date

import msgspec


class KvkActivity(msgspec.Struct, frozen=True):
    """An activity by its SBI code."""

    code: str
    name: str
    main: bool = False


class KvkProfile(msgspec.Struct, frozen=True, kw_only=True):
    """A base profile. None and empty: the register did not say."""

    kvk: str
    name: str = ""
    statutory_name: str = ""
    trade_names: tuple[str, ...] = ()
    legal_form: str = ""
    """Our code, "" where the register's words are none that we know."""
    legal_form_said: str = ""
    place: str = ""
    website: str = ""
    people: int | None = None
    """People at work, as the firm reported once; often years old."""
    activities: tuple[KvkActivity, ...] = ()
    branches: int | None = None
    began_on: date | None = None
    ended_on: date | None = None
    no_mail: bool = False
    """The firm does not want unasked mail (non-mailing indicator)."""


class KvkReading(msgspec.Struct, frozen=True):
    """A profile with what could not be read of it."""

    profile: KvkProfile
    complaints: tuple[str, ...] = ()


class KvkHit(msgspec.Struct, frozen=True, kw_only=True):
    """A firm or branch that a search found."""

    kvk: str
    name: str
    place: str = ""
    kind: str = ""
    active: bool | None = None


class KvkSearch(msgspec.Struct, frozen=True):
    """What a search found, and how many there are in all."""

    hits: tuple[KvkHit, ...]
    total: int
