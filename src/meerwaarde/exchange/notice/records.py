"""The common notice: what every adapter gives, whatever the source (form: `meerwaarde schema notice`).

What a source does not say stays unknown: None, "unknown" or an empty list, never "no". Amounts are decimal
strings excluding VAT in the currency beside them; days and moments are ISO 8601, with a zone only where the
source gives one.
"""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

import msgspec

Source = Literal["eforms", "ted", "ocds", "tenderned", "partner", "unknown"]
Kind = Literal[
    "market_consultation",
    "prior_information_notice",
    "prior_information_notice_as_call",
    "contract_notice",
    "call_for_interest",
    "design_contest_notice",
    "qualification_system_notice",
    "subcontract_notice",
    "voluntary_transparency_notice",
    "contract_award_notice",
    "design_contest_result",
    "modification_notice",
    "completion_notice",
    "early_termination_notice",
    "correction_notice",
    "registration_notice",
    "unknown",
]
Contract = Literal["works", "supplies", "services", "unknown"]
Procedure = Literal[
    "open",
    "restricted",
    "negotiated",
    "negotiated_without_call",
    "competitive_dialogue",
    "innovation_partnership",
    "limited",
    "direct_award",
    "other_single_stage",
    "other_multiple_stage",
    "unknown",
]
Reserved = Literal["none", "res-ws", "res-pub-ser", "unknown"]
YesNo = Literal["yes", "no", "unknown"]
CriterionType = Literal["quality", "cost", "price", "unknown"]
WeightUnit = Literal["percentage", "points", "decimal", "order", "unknown"]
Size = Literal["micro", "small", "medium", "sme", "large", "unknown"]
Verdict = Literal["social", "likely", "unknown"]

T = TypeVar("T")


class Complaint(msgspec.Struct, frozen=True):
    """What could not be read or is doubtful, and where; the rest of the record stands.

    `why` is the Dutch sentence and `why_en` the same in English; `code` is for programs.
    """

    where: str
    why: str
    why_en: str = ""
    code: str = ""


class Reading(msgspec.Struct, Generic[T], frozen=True):
    """What an adapter made of a document: the records, and what it could not read beyond those records."""

    records: tuple[T, ...]
    complaints: tuple[Complaint, ...] = ()


class Identifier(msgspec.Struct, frozen=True):
    """A number of an organisation; `scheme` is kvk, oin, vat or `national` where its kind is not shown."""

    scheme: str
    value: str


class Buyer(msgspec.Struct, frozen=True):
    """A contracting authority or entity; `nuts` is where it is established."""

    name: str | None
    ids: tuple[Identifier, ...] = ()
    nuts: str | None = None


class Cpv(msgspec.Struct, frozen=True):
    """Codes of the Common Procurement Vocabulary, eight digits each."""

    main: str | None = None
    additional: tuple[str, ...] = ()


class Amount(msgspec.Struct, frozen=True):
    """An amount excluding VAT; `currency` is ISO 4217."""

    amount: str
    currency: str | None = None


class AwardCriterion(msgspec.Struct, frozen=True):
    """An award criterion; `weight` is a number as text and `unit` says what it counts."""

    type: CriterionType
    name: str | None = None
    weight: str | None = None
    unit: WeightUnit = "unknown"


class Lot(msgspec.Struct, frozen=True, kw_only=True):
    """A lot (perceel); a contract that is not divided has one. Codes are those of eForms."""

    id: str
    title: str | None = None
    cpv: str | None = None
    nuts: tuple[str, ...] = ()
    estimate: Amount | None = None
    reserved: Reserved = "unknown"
    reserved_execution: YesNo = "unknown"
    strategic: tuple[str, ...] = ()
    social_objectives: tuple[str, ...] = ()
    environmental: tuple[str, ...] = ()
    innovation: tuple[str, ...] = ()
    gpp: tuple[str, ...] = ()
    award_criteria: tuple[AwardCriterion, ...] = ()


class Winner(msgspec.Struct, frozen=True, kw_only=True):
    """Who was awarded what. Where several winners share one amount, it stands with the first of them."""

    name: str | None
    ids: tuple[Identifier, ...] = ()
    size: Size = "unknown"
    amount: str | None = None
    currency: str | None = None
    lot: str | None = None


class Signal(msgspec.Struct, frozen=True):
    """One sign of social purchasing: `what` is a code, `quote` the words or the code of the notice."""

    where: str
    what: str
    quote: str


class Social(msgspec.Struct, frozen=True):
    """Whether the notice asks for social value; `unknown` never means that it does not."""

    verdict: Verdict = "unknown"
    score: float = 0.0
    signals: tuple[Signal, ...] = ()


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One public notice.

    `published` is the day of publication; where the file holds none (not published yet), the day of
    dispatch. `deadline` is the earliest moment by which tenders or requests must be in. `estimate` is that
    of the whole; where only lots carry one, their sum. `file` is set by the reader of files.
    """

    source: Source
    id: str | None = None
    procedure_id: str | None = None
    kind: Kind = "unknown"
    published: str | None = None
    language: str | None = None
    buyers: tuple[Buyer, ...] = ()
    title: str | None = None
    description: str | None = None
    cpv: Cpv = Cpv()
    contract: Contract = "unknown"
    procedure: Procedure = "unknown"
    estimate: Amount | None = None
    deadline: str | None = None
    lots: tuple[Lot, ...] = ()
    winners: tuple[Winner, ...] = ()
    social: Social = Social()
    complaints: tuple[Complaint, ...] = ()
    file: str | None = None
