"""The parts of an OCDS release that we read; every other key is skipped while decoding."""

from __future__ import annotations

from decimal import Decimal

import msgspec


class Value(msgspec.Struct, frozen=True):
    """An amount with its currency."""

    amount: Decimal | None = None
    currency: str | None = None


class Period(msgspec.Struct, frozen=True, rename="camel"):
    """A period; only its end is read."""

    end_date: str | None = None


class Classification(msgspec.Struct, frozen=True):
    """A code of a classification scheme; we read CPV."""

    scheme: str | None = None
    id: str | int | None = None


class Identifier(msgspec.Struct, frozen=True):
    """A number of an organisation in a register."""

    scheme: str | None = None
    id: str | int | float | None = None


class Address(msgspec.Struct, frozen=True):
    """An address; `region` may hold a NUTS code."""

    region: str | None = None


class Details(msgspec.Struct, frozen=True):
    """What the publisher adds about a party; `scale` is its size."""

    scale: str | None = None


class Party(msgspec.Struct, frozen=True, rename="camel"):
    """An organisation with its roles."""

    id: str | int | None = None
    name: str | None = None
    identifier: Identifier | None = None
    additional_identifiers: list[Identifier] | None = None
    address: Address | None = None
    details: Details | None = None
    roles: list[str] | None = None


class Reference(msgspec.Struct, frozen=True):
    """A mention of a party."""

    id: str | int | None = None
    name: str | None = None


class Item(msgspec.Struct, frozen=True, rename="camel"):
    """Something bought."""

    description: str | None = None
    classification: Classification | None = None
    additional_classifications: list[Classification] | None = None


class Sustainability(msgspec.Struct, frozen=True):
    """A goal of the extension ocds_sustainability_extension."""

    goal: str | None = None
    description: str | None = None
    strategies: list[str] | None = None


class OtherRequirements(msgspec.Struct, frozen=True, rename="camel"):
    """Reserved participation: shelteredWorkshop or publicServiceMissionOrganization."""

    reserved_participation: list[str] | None = None


class ContractTerms(msgspec.Struct, frozen=True, rename="camel"):
    """Conditions of performance."""

    reserved_execution: bool | None = None
    performance_terms: str | None = None


class CriterionNumber(msgspec.Struct, frozen=True):
    """A number of a criterion; `weight` says what it counts."""

    number: Decimal | None = None
    weight: str | None = None


class Criterion(msgspec.Struct, frozen=True):
    """An award criterion of the lots extension for the EU."""

    type: str | None = None
    name: str | None = None
    description: str | None = None
    numbers: list[CriterionNumber] | None = None


class AwardCriteria(msgspec.Struct, frozen=True):
    """The award criteria of a lot."""

    criteria: list[Criterion] | None = None


class Lot(msgspec.Struct, frozen=True, rename="camel"):
    """A lot."""

    id: str | int | None = None
    title: str | None = None
    description: str | None = None
    value: Value | None = None
    sustainability: list[Sustainability] | None = None
    other_requirements: OtherRequirements | None = None
    contract_terms: ContractTerms | None = None
    award_criteria: AwardCriteria | None = None


class Suitability(msgspec.Struct, frozen=True):
    """For whom a buyer in the United Kingdom finds the contract suitable."""

    vcse: bool | None = None


class Tender(msgspec.Struct, frozen=True, rename="camel"):
    """The purchase itself."""

    title: str | None = None
    description: str | None = None
    classification: Classification | None = None
    additional_classifications: list[Classification] | None = None
    items: list[Item] | None = None
    value: Value | None = None
    procurement_method: str | None = None
    procurement_method_details: str | None = None
    main_procurement_category: str | None = None
    tender_period: Period | None = None
    lots: list[Lot] | None = None
    suitability: Suitability | None = None
    sustainability: list[Sustainability] | None = None
    other_requirements: OtherRequirements | None = None
    contract_terms: ContractTerms | None = None
    eligibility_criteria: str | None = None
    award_criteria_details: str | None = None


class Award(msgspec.Struct, frozen=True, rename="camel"):
    """A decision on who gets the contract."""

    status: str | None = None
    title: str | None = None
    description: str | None = None
    value: Value | None = None
    suppliers: list[Reference] | None = None
    related_lots: list[str | int] | None = None


class Budget(msgspec.Struct, frozen=True):
    """The money set aside."""

    amount: Value | None = None


class Planning(msgspec.Struct, frozen=True):
    """What was planned."""

    rationale: str | None = None
    budget: Budget | None = None


class Release(msgspec.Struct, frozen=True):
    """One release: what became known at one moment about one contracting process."""

    ocid: str | None = None
    id: str | int | None = None
    date: str | None = None
    language: str | None = None
    tag: list[str] | None = None
    title: str | None = None
    buyer: Reference | None = None
    parties: list[Party] | None = None
    tender: Tender | None = None
    awards: list[Award] | None = None
    planning: Planning | None = None


class Identity(msgspec.Struct, frozen=True):
    """The numbers of a release whose other parts cannot be read."""

    ocid: str | None = None
    id: str | int | None = None


class Record(msgspec.Struct, frozen=True, rename="camel"):
    """All that is known of one contracting process."""

    compiled_release: msgspec.Raw = msgspec.Raw()
    releases: list[msgspec.Raw] | None = None


class Package(msgspec.Struct, frozen=True):
    """A package of releases or records; each is decoded on its own, so that one wrong one spoils no other."""

    releases: list[msgspec.Raw] | None = None
    records: list[Record] | None = None
