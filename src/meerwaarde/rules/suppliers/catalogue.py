"""The lists that describe a supplier: credentials, size classes, turnover bands, forms, areas, places.

The wording comes from `parameters/suppliers`; each credential is a file of its own, because each rests on a
source of its own. What an authority decides itself may lie over it, as over any parameter.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.text import Text

Makes = Literal["social", "sustainable_innovator", "none"]


class CredentialLevel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A step within a credential; it may make something else of a supplier than the credential at large."""

    code: str
    name: Text
    makes: Makes


class CredentialKind(msgspec.Struct, frozen=True, kw_only=True):
    """A recognition that suppliers may hold; `source` tells what its entry rests on and how sure that is."""

    code: str
    name: Text
    issuer: str
    register: str | None
    """Where anyone can look it up."""
    months_valid: int | None
    """How long it lasts where the credential itself gives no end; None means that it has no end."""
    makes: Makes
    bears_on_2_82: bool
    """Whether it says something about article 2.82; it never proves the share of 30% by itself."""
    what: Text
    levels: tuple[CredentialLevel, ...]
    source: Parameter

    def level_named(self, code: str) -> CredentialLevel | None:
        """The level with this code; None where the credential knows no such level."""
        return next((level for level in self.levels if level.code == code), None)

    def makes_of(self, level: str) -> Makes:
        """What a supplier with this level is. Without a known level: what the credential makes at large."""
        if not self.levels:
            return self.makes
        known = self.level_named(level)
        return self.makes if known is None else known.makes


class _CredentialEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    issuer: str
    register: str | None
    months_valid: int | None
    makes: Makes
    bears_on_2_82: bool
    what: Text
    levels: tuple[CredentialLevel, ...]


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A code with what people call it."""

    code: str
    name: Text


class SizeClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A size class of Recommendation 2003/361; `small` counts where policy favours small firms."""

    code: str
    name: Text
    what: Text
    small: bool


class TurnoverBand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Turnover a year in EUR: from `since_eur` up to but not including `until_eur`; None has no end."""

    code: str
    name: Text
    since_eur: Decimal
    until_eur: Decimal | None


class Province(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A province by its NUTS 2 code; `earlier` are codes that it had in older versions of NUTS."""

    code: str
    name: Text
    earlier: tuple[str, ...]


class Municipality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A municipality by its CBS code, with the NUTS 2 code of its province."""

    code: str
    name: str
    province: str


def credential_kinds(law: Law) -> dict[str, CredentialKind]:
    """All credentials known on the day of `law`, by code."""
    folder = "suppliers/credentials/"
    found = (_credential(parameter, folder) for parameter in law.within(folder))
    return {kind.code: kind for kind in found}


def _credential(parameter: Parameter, folder: str) -> CredentialKind:
    entry = msgspec.convert(parameter.value, _CredentialEntry)
    return CredentialKind(
        code=parameter.name.removeprefix(folder),
        name=parameter.label,
        issuer=entry.issuer,
        register=entry.register,
        months_valid=entry.months_valid,
        makes=entry.makes,
        bears_on_2_82=entry.bears_on_2_82,
        what=entry.what,
        levels=entry.levels,
        source=parameter,
    )


def size_classes(law: Law) -> tuple[SizeClass, ...]:
    """Micro to large; raises `NoParameter` on a day of which none are known."""
    return msgspec.convert(law["suppliers/size_classes"].value, tuple[SizeClass, ...])


def turnover_bands(law: Law) -> tuple[TurnoverBand, ...]:
    """The bands from low to high; raises `NoParameter` on a day of which none are known."""
    return msgspec.convert(law["suppliers/turnover_bands"].value, tuple[TurnoverBand, ...])


def legal_forms(law: Law) -> tuple[Choice, ...]:
    """The forms in the order of choosing; raises `NoParameter` on a day of which none are known."""
    return msgspec.convert(law["suppliers/legal_forms"].value, tuple[Choice, ...])


def impact_areas(law: Law) -> tuple[Choice, ...]:
    """The areas of the Code of Social Enterprises; raises `NoParameter` where none are known."""
    return msgspec.convert(law["suppliers/impact_areas"].value, tuple[Choice, ...])


def provinces(law: Law) -> tuple[Province, ...]:
    """The twelve provinces, from north to south; raises `NoParameter` where none are known."""
    return msgspec.convert(law["suppliers/provinces"].value, tuple[Province, ...])


def areas(law: Law) -> tuple[Choice, ...]:
    """Parts of the country and districts by NUTS code, as far as we know their names."""
    return msgspec.convert(law["suppliers/areas"].value, tuple[Choice, ...])


def municipalities(law: Law) -> tuple[Municipality, ...]:
    """The municipalities whose province is known to us, which is not all of them."""
    return msgspec.convert(law["suppliers/municipalities"].value, tuple[Municipality, ...])
