"""The form in which a partner platform gives its notices (`meerwaarde schema partner_notices`)."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

FORMAT: Final = "meerwaarde-notices"


class PartnerNotice(msgspec.Struct, frozen=True, kw_only=True):
    """One notice as a platform gives it; only `id` and `title` must be there.

    `id` is the platform's own number and stays the same for ever; publications of one procedure share
    `procedure_id`. `kind`, `contract`, `procedure` and `reserved` are codes of the notice record. Days and
    moments are ISO 8601. `estimate` is in euros excluding VAT, with a decimal point.
    """

    id: str
    title: str
    procedure_id: str | None = None
    kind: str = "contract_notice"
    published: str | None = None
    description: str | None = None
    buyer: str | None = None
    buyer_kvk: str | None = None
    cpv: tuple[str, ...] = ()
    contract: str = "unknown"
    procedure: str = "unknown"
    estimate: str | None = None
    deadline: str | None = None
    nuts: tuple[str, ...] = ()
    reserved: str = "unknown"


class PartnerNotices(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a platform; `platform` is the name by which its notices are known, in small letters."""

    format: Literal["meerwaarde-notices"]
    version: Literal[1]
    platform: str
    notices: tuple[PartnerNotice, ...]
