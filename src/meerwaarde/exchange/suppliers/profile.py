"""The open supplier profile: what a firm tells of itself and who says so, as JSON for everybody.

Form: `meerwaarde schema supplier-profile`. Names in the JSON are camelCase, amounts are strings in EUR
excl. VAT, shares run from 0 to 1, days are ISO. No person stands in it: no name, e-mail address,
telephone or postcode. What is absent is not known; it is never "no".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

import msgspec

from meerwaarde.gates.files import shown_name
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.text import Text

FORMAT: Final = "meerwaarde-supplier-profile/1"
LICENCE: Final = "CC0-1.0"
MOST_BYTES: Final = 25_000_000
MOST_PROFILES: Final = 50_000
_MEGABYTES: Final = MOST_BYTES // 1_000_000

_Short = Annotated[str, msgspec.Meta(max_length=200)]
_Code = Annotated[str, msgspec.Meta(max_length=40)]
_Long = Annotated[str, msgspec.Meta(max_length=10_000)]
_Kvk = Annotated[str, msgspec.Meta(pattern=r"^(\d{8})?$")]
_Cpv = Annotated[str, msgspec.Meta(pattern=r"^\d{8}$")]
_Goal = Annotated[int, msgspec.Meta(ge=1, le=17)]
_Year = Annotated[int, msgspec.Meta(ge=1900, le=2200)]
_Days = Annotated[int, msgspec.Meta(ge=0, le=32_767)]


class _Camel(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True, forbid_unknown_fields=False
):
    """Names in the JSON are camelCase; what is not known is left out; unknown members are passed over."""


def _amounts(**ends: Decimal | None) -> None:
    """A schema cannot say it of a string: an amount is finite, not negative, and a range runs up."""
    known = [(name, amount) for name, amount in ends.items() if amount is not None]
    for name, amount in known:
        if not amount.is_finite() or not 0 <= amount <= _MOST:
            raise ValueError(f"{name} is no amount from 0 to {_MOST}")
    if len(known) == 2 and known[0][1] > known[1][1]:
        raise ValueError(f"{known[0][0]} is larger than {known[1][0]}")


_MOST: Final = 10**12


class ProfileOffering(_Camel, frozen=True, kw_only=True):
    """A product, service or work. `cpv` are codes of eight digits."""

    kind: Literal["product", "service", "work"]
    title: _Short
    description: _Long = ""
    cpv: tuple[_Cpv, ...] = ()
    category: _Short = ""
    price_from: Decimal | None = None
    price_until: Decimal | None = None
    price_unit: Annotated[str, msgspec.Meta(max_length=60)] = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    lead_days: _Days | None = None

    def __post_init__(self) -> None:
        _amounts(priceFrom=self.price_from, priceUntil=self.price_until)
        _amounts(minimum=self.minimum, maximum=self.maximum)


class ProfileCredential(_Camel, frozen=True, kw_only=True):
    """A recognition and how it stands. Whoever takes the profile in treats it as claimed, and checks again.

    `state` on `stateOn`: claimed, verified, not_yet (in force later) or expired. `register` is where anybody
    can look it up.
    """

    code: _Code
    level: _Code = ""
    issuer: _Short = ""
    number: Annotated[str, msgspec.Meta(max_length=80)] = ""
    state: Literal["claimed", "verified", "not_yet", "expired"] = "claimed"
    state_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    verified_on: date | None = None
    verified_for: _Short = ""
    register: Annotated[str, msgspec.Meta(max_length=300)] = ""


class ProfileSource(_Camel, frozen=True, kw_only=True):
    """Who says what stands in an attribute (its name in this JSON), and when that was last looked at."""

    attribute: _Code
    sayer: Literal["firm", "authority", "register", "kvk"]
    said_on: date
    who: _Short = ""
    """The authority or the register by name; empty where the firm itself says it."""


class SupplierProfile(_Camel, frozen=True, kw_only=True, tag_field="format", tag=FORMAT):
    """One supplier. `regions` are NUTS or municipality codes; absent is unknown, ["NL"] the whole country."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    id: Annotated[str, msgspec.Meta(max_length=80)] = ""
    url: Annotated[str, msgspec.Meta(max_length=300)] = ""
    license: Literal["CC0-1.0"] | None = None
    """Only where the firm agreed; without it the profile is for the reader, not to pass on."""
    changed_at: datetime | None = None
    kvk: _Kvk = ""
    trade_names: tuple[_Short, ...] = ()
    legal_form: _Code = ""
    size_class: _Code = ""
    description: _Long = ""
    website: Annotated[str, msgspec.Meta(max_length=300)] = ""
    place: Annotated[str, msgspec.Meta(max_length=100)] = ""
    regions: tuple[_Code, ...] | None = None
    themes: tuple[Theme, ...] = ()
    impact_areas: tuple[_Code, ...] = ()
    sdgs: tuple[_Goal, ...] = ()
    impact: _Long = ""
    innovation: _Long = ""
    target_groups: _Long = ""
    target_group_share: Decimal | None = None
    main_purpose_integration: bool | None = None
    capacity_min: Decimal | None = None
    capacity_max: Decimal | None = None
    turnover_band: _Code = ""
    turnover_year: _Year | None = None
    subcontracts: bool | None = None
    combines: bool | None = None
    available_from: date | None = None
    offerings: tuple[ProfileOffering, ...] = ()
    credentials: tuple[ProfileCredential, ...] = ()
    sources: tuple[ProfileSource, ...] = ()

    def __post_init__(self) -> None:
        _amounts(capacityMin=self.capacity_min, capacityMax=self.capacity_max)
        share = self.target_group_share
        if share is not None and not (share.is_finite() and 0 <= share <= 1):
            raise ValueError("targetGroupShare runs from 0 to 1")


class SupplierProfiles(
    _Camel, frozen=True, kw_only=True, tag_field="format", tag="meerwaarde-supplier-profiles/1"
):
    """Several suppliers; `next` is the address of the following page, absent on the last."""

    items: tuple[SupplierProfile, ...]
    next: str | None = None


_ENCODER: Final = msgspec.json.Encoder(decimal_format="string")
_ONE: Final = msgspec.json.Decoder(SupplierProfile)
_MANY: Final = msgspec.json.Decoder(SupplierProfiles)


def profile_json(value: SupplierProfile | SupplierProfiles) -> bytes:
    """The bytes of one profile or of several; `read_profiles` reads them back as they were."""
    return _ENCODER.encode(value)


def looks_like_profiles(document: bytes) -> bool:
    """Whether this is JSON at all: it begins with an object or a list."""
    return document[:200].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def read_profiles(document: bytes, name: str = "") -> tuple[SupplierProfile, ...]:
    """The profiles of a file: one profile, `{"items": […]}` or a bare list.

    Raises `Refused` with file_empty, file_too_large or profile_unreadable, which names the member that does
    not fit. One profile that does not fit refuses the file: half a directory is worse than none.
    """
    where = shown_name(name) if name else ""
    document = document.removeprefix(b"\xef\xbb\xbf")
    if not document.strip():
        raise Refused(
            "file_empty",
            Text(nl="Het bestand is leeg.", en="The file is empty."),
            where,
            Text(nl="Kies een ander bestand.", en="Choose another file."),
        )
    if len(document) > MOST_BYTES:
        raise _too_large(where)
    if b"\\u0000" in document:
        raise _unreadable("it holds a sign that no text has (NUL)", where)
    try:
        found = _decoded(document)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise _unreadable(str(error), where) from error
    if len(found) > MOST_PROFILES:
        raise _too_large(where)
    return found


def _decoded(document: bytes) -> tuple[SupplierProfile, ...]:
    if document.lstrip()[:1] == b"[":
        return msgspec.json.decode(document, type=tuple[SupplierProfile, ...])
    raw: Any = msgspec.json.decode(document, type=dict[str, msgspec.Raw])
    return _MANY.decode(document).items if "items" in raw else (_ONE.decode(document),)


def claimed(profile: SupplierProfile) -> Sequence[ProfileCredential]:
    """The recognitions that whoever takes this in records as claims: what ended long ago is none."""
    return [one for one in profile.credentials if one.state != "expired"]


def _unreadable(why: str, where: str) -> Refused:
    place = re.search(r"`\$(.*?)`", why)
    member = place.group(1).lstrip(".") if place else ""
    told = why.split(" - at", maxsplit=1)[0][:160]
    at_nl, at_en = (f", bij “{member}”", f", at “{member}”") if member else ("", "")
    return Refused(
        "profile_unreadable",
        Text(
            nl=f"Dit leveranciersprofiel kunnen wij niet lezen{at_nl}: {told}.",
            en=f"We cannot read this supplier profile{at_en}: {told}.",
        ),
        where,
        Text(
            nl="Vergelijk het bestand met het schema: meerwaarde schema supplier-profile.",
            en="Compare the file with the schema: meerwaarde schema supplier-profile.",
        ),
    )


def _too_large(where: str) -> Refused:
    return Refused(
        "file_too_large",
        Text(
            nl=f"Het bestand is te groot: meer dan {MOST_PROFILES} profielen of {_MEGABYTES} MB.",
            en=f"The file is too large: over {MOST_PROFILES} profiles or {_MEGABYTES} MB.",
        ),
        where,
        Text(nl="Splits het bestand in delen.", en="Split the file into parts."),
    )
