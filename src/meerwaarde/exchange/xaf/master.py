"""Head and master data of an audit file: from the texts of an element to its record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from meerwaarde.exchange.xaf.records import (
    AccountKind,
    Address,
    Company,
    Header,
    LedgerAccount,
    Party,
    PartyKind,
    VatCode,
)
from meerwaarde.exchange.xaf.values import day_of, kvk_of, vat_number_of

_PARTIES: Final[Mapping[str, PartyKind]] = {"C": "customer", "S": "supplier", "B": "both", "O": "other"}
_ACCOUNTS: Final[Mapping[str, AccountKind]] = {"B": "balance", "P": "profit_and_loss", "M": "mixed"}
Fields = Mapping[str, str]


def header_of(fields: Fields) -> Header:
    """The header; a currency that is missing is the euro, the currency of Dutch books."""
    return Header(
        fiscal_year=fields.get("fiscalYear"),
        start=day_of(fields.get("startDate", "")),
        end=day_of(fields.get("endDate", "")),
        currency=fields.get("curCode") or "EUR",
        made=day_of(fields.get("dateCreated", "")),
        software=fields.get("softwareDesc"),
        software_version=fields.get("softwareVersion"),
    )


def company_of(fields: Fields) -> Company:
    """The organisation whose books these are."""
    return Company(
        id=fields.get("companyIdent"),
        name=fields.get("companyName"),
        country=fields.get("taxRegistrationCountry"),
        tax_number=fields.get("taxRegIdent"),
    )


def party_of(fields: Fields, addresses: tuple[Address, ...]) -> Party | None:
    """A customer or supplier; None where it has no number, for then nothing can point to it."""
    number = fields.get("custSupID")
    if not number:
        return None
    tax = fields.get("taxRegIdent")
    return Party(
        id=number,
        name=fields.get("custSupName") or None,
        kind=_PARTIES.get(fields.get("custSupTp", ""), "unknown"),
        kvk=kvk_of(fields.get("commerceNr")),
        vat_number=vat_number_of(tax, fields.get("taxRegistrationCountry")),
        tax_number=tax or None,
        addresses=addresses,
    )


def account_of(fields: Fields, concepts: list[str]) -> LedgerAccount | None:
    """An account; its RGS code stands in the taxonomy or, as most software does it, in leadCode.

    A concept of the taxonomy may carry a prefix (`rgs-i:BSchCreHac`).
    """
    number = fields.get("accID")
    if not number:
        return None
    codes = [*(concept.rpartition(":")[2] for concept in concepts), fields.get("leadCode", "")]
    rgs = next((code for code in codes if code[:1] in {"B", "W"} and code[1:2].isupper()), None)
    return LedgerAccount(
        id=number,
        description=fields.get("accDesc") or None,
        kind=_ACCOUNTS.get(fields.get("accTp", ""), "unknown"),
        rgs=rgs,
    )


def vat_code_of(fields: Fields) -> VatCode | None:
    """A VAT code; None where it has no number."""
    number = fields.get("vatID")
    if not number:
        return None
    return VatCode(
        id=number,
        description=fields.get("vatDesc"),
        to_pay=fields.get("vatToPayAccID") or None,
        to_claim=fields.get("vatToClaimAccID") or None,
    )
