"""A supplier as a list tells of it, and what reading the list had to say.

Form: `meerwaarde schema supplier`.

What the list does not say is None or "", never "no". Amounts are EUR excl. VAT, shares run from 0 to 1, days
are days in the Netherlands.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final, Literal, get_args

import msgspec

from meerwaarde.exchange.suppliers.profile import SupplierProfile
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.text import Text

Role = Literal[
    "id",
    "kvk",
    "name",
    "legal_form",
    "size_class",
    "description",
    "offering",
    "cpv",
    "themes",
    "target_group_share",
    "credentials",
    "place",
    "postcode",
    "regions",
    "capacity_min",
    "capacity_max",
    "website",
    "email",
    "phone",
    "profile",
]
ROLES: Final[tuple[Role, ...]] = get_args(Role)


class CredentialClaim(msgspec.Struct, frozen=True, gc=False):
    """A recognition that the list says a supplier has; `valid_until` is the last day on which it holds."""

    code: str
    level: str = ""
    valid_until: date | None = None


class SupplierRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One supplier of a list."""

    name: str
    id: str = ""
    """Its number in the register or list that it comes from."""
    kvk: str = ""
    legal_form: str = ""
    size_class: str = ""
    description: str = ""
    offering: str = ""
    cpv: tuple[str, ...] | None = None
    themes: tuple[Theme, ...] | None = None
    target_group_share: Decimal | None = None
    credentials: tuple[CredentialClaim, ...] | None = None
    place: str = ""
    postcode: str = ""
    regions: tuple[str, ...] | None = None
    capacity_min: Decimal | None = None
    capacity_max: Decimal | None = None
    website: str = ""
    email: str = ""
    phone: str = ""
    profile: SupplierProfile | None = None
    """All that an open profile tells beyond the columns; None for a list of columns."""


class Complaint(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong or worth knowing, where, and what can be done now.

    `refuses`: the row is not taken in until a person mended it. Line 0 means the file as a whole; `column` is
    the heading in the file, `role` what the column means.
    """

    line: int
    code: str
    text: Text
    what_now: Text
    role: Role | None = None
    column: str = ""
    refuses: bool = True


class SupplierRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the list: what it says in words, by role, and the record that these words make.

    What cannot be read is unknown in the record; there is no record where there is no name.
    """

    line: int
    values: dict[Role, str]
    record: SupplierRecord | None
    complaints: tuple[Complaint, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether a person must mend the row before it is taken in."""
        return self.record is None or any(complaint.refuses for complaint in self.complaints)


class SupplierReading(msgspec.Struct, frozen=True, kw_only=True):
    """A list as it was read: every row, and what concerns the file as a whole."""

    rows: tuple[SupplierRow, ...]
    complaints: tuple[Complaint, ...] = ()

    @property
    def records(self) -> tuple[SupplierRecord, ...]:
        """All suppliers that have a name, those of refused rows as far as they could be read."""
        return tuple(row.record for row in self.rows if row.record is not None)

    @property
    def all_complaints(self) -> tuple[Complaint, ...]:
        """Of the file first, then row by row."""
        return self.complaints + tuple(one for row in self.rows for one in row.complaints)
