"""A register of recognised firms as a file tells of it: who stands in it, with which level, until when."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, get_args

import msgspec

from meerwaarde.rules.text import Text

RegisterRole = Literal["kvk", "name", "level", "number", "valid_until"]
REGISTER_ROLES: Final[tuple[RegisterRole, ...]] = get_args(RegisterRole)

ROLE_WORDS: Final[dict[RegisterRole, Text]] = {
    "kvk": Text(nl="KvK-nummer", en="KvK number"),
    "name": Text(nl="naam van het bedrijf", en="name of the firm"),
    "level": Text(nl="trede of status", en="level or status"),
    "number": Text(nl="nummer van het certificaat", en="number of the certificate"),
    "valid_until": Text(nl="geldig tot en met", en="valid up to and including"),
}


class RegisterMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which column means what, by its heading. Kept per register, for the next file."""

    columns: dict[str, RegisterRole]


class RegisterEntry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One line of the register. A level that the recognition does not know is "" with a complaint."""

    line: int
    kvk: str = ""
    name: str = ""
    level: str = ""
    number: str = ""
    valid_until: date | None = None
    complaints: tuple[Text, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether a person must look before this line can be used."""
        return bool(self.complaints)


class RegisterReading(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file: every line, and the headings that it has."""

    entries: tuple[RegisterEntry, ...]
    header: tuple[str, ...]
