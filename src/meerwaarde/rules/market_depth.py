"""How deep the market is for a purchase: how many suppliers qualify per instrument, and what that allows.

Counts keep apart what is known and what is not. How dependent a firm becomes is a range, because only the
band of its turnover is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Literal

import msgspec

from meerwaarde.rules.intake import SupplierKind
from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.matching.eligibility import eligible
from meerwaarde.rules.matching.need import Sought
from meerwaarde.rules.matching.reasons import Reasons, reasons_of
from meerwaarde.rules.matching.records import Need, SupplierProfile
from meerwaarde.rules.money import euro, percent
from meerwaarde.rules.text import Text

RESERVE_FROM = "market_depth/reserve_from"
LOT_FROM = "market_depth/lot_from"
CLAUSE_FROM = "market_depth/clause_from"
DEPENDENCY_LIMIT = "market_depth/dependency_limit"
BANDS = "suppliers/turnover_bands"

Step = Literal["reserve", "impact_lot", "clause", "consult_first"]
Qualifies = bool | None
"""True, False, or None for unknown."""

_YEAR = 12


class Dependency(msgspec.Struct, frozen=True, kw_only=True):
    """The contract value per year as a share of a firm's turnover, 0 and up; a bound is None where unknown.

    `least` belongs to the top of the turnover band, `most` to its bottom.
    """

    supplier: str
    least: Decimal | None = None
    most: Decimal | None = None
    too_dependent: Qualifies = None
    why: Text


class InstrumentDepth(msgspec.Struct, frozen=True, kw_only=True):
    """How many suppliers could carry an instrument. Amounts are EUR excl. VAT."""

    instrument: str
    suppliers: tuple[str, ...]
    """Ids of those that surely qualify."""
    perhaps: tuple[str, ...]
    """Ids of those of which something is not known."""
    too_dependent: tuple[str, ...]
    """Those among `suppliers` that would surely lean too much on this contract; they do not count."""
    capacity: Decimal
    """What those that qualify can take on together, as far as known."""
    capacity_unknown: int
    """Of how many of them that is not known."""
    why: Text

    @property
    def qualified(self) -> int:
        """How many count: they qualify, and would not lean too much on this contract."""
        return len(self.suppliers) - len(self.too_dependent)

    @property
    def unknown(self) -> int:
        """How many may qualify."""
        return len(self.perhaps)


class MarketDepth(msgspec.Struct, frozen=True, kw_only=True):
    """The depth per instrument, how dependent firms become, and the strongest step that is possible."""

    per_year: Decimal | None
    """The contract value in one year; None where the estimate or the term is not known."""
    depths: tuple[InstrumentDepth, ...]
    dependencies: tuple[Dependency, ...]
    """Of every supplier that qualifies, or may qualify, for some instrument."""
    advice: Step
    perhaps: Step
    """What may be possible once the unknown has been asked; equal to `advice` where that changes nothing."""
    why: Text
    what_now: Text | None = None
    grounds: tuple[Parameter, ...] = ()

    def depth(self, instrument: str) -> InstrumentDepth:
        """The depth for one instrument. Raises KeyError for an instrument that is not counted."""
        for each in self.depths:
            if each.instrument == instrument:
                return each
        raise KeyError(instrument)


class _Firm(msgspec.Struct, frozen=True):
    profile: SupplierProfile
    reasons: Reasons
    dependency: Dependency


class _Asked(msgspec.Struct, frozen=True):
    law: Law
    estimate: Decimal | None
    lot: Decimal | None


def market_depth(
    need: Need, profiles: Iterable[SupplierProfile], law: Law, *, lot: Decimal | None = None
) -> MarketDepth:
    """The depth of the market among these suppliers for a need, and what it allows.

    `lot` is the value of an impact lot where its size is known. A firm counts as qualified only where
    everything that the instrument asks is known; the same suppliers in another order give the same answer.
    """
    sought = Sought(msgspec.structs.replace(need, day=law.day))
    per_year = value_per_year(need)
    firms = [
        _Firm(profile, reasons_of(sought, profile), _dependency(profile, per_year, law))
        for profile in sorted(profiles, key=lambda profile: profile.id)
    ]
    asked = _Asked(law, need.estimate, lot)
    depths = tuple(_depth(code, test, firms, asked) for code, test in _TESTS.items())
    counted = {supplier for depth in depths for supplier in (*depth.suppliers, *depth.perhaps)}
    by_code = {depth.instrument: depth for depth in depths}
    advice = _strongest(by_code, law, with_unknown=False)
    perhaps = _strongest(by_code, law, with_unknown=True)
    return MarketDepth(
        per_year=per_year,
        depths=depths,
        dependencies=tuple(firm.dependency for firm in firms if firm.profile.id in counted),
        advice=advice,
        perhaps=perhaps,
        why=_why(advice, by_code),
        what_now=_what_now(advice, perhaps, by_code),
        grounds=law.several((RESERVE_FROM, LOT_FROM, CLAUSE_FROM, DEPENDENCY_LIMIT, BANDS)),
    )


def value_per_year(need: Need) -> Decimal | None:
    """The contract value in its heaviest year: spread evenly over its term, a shorter one within a year."""
    if need.estimate is None or need.duration_months is None:
        return None
    return need.estimate * _YEAR / max(need.duration_months, _YEAR)


def _dependency(profile: SupplierProfile, per_year: Decimal | None, law: Law) -> Dependency:
    band, limit = _band(profile, law), law.get(DEPENDENCY_LIMIT)
    if per_year is None or band is None or limit is None:
        return Dependency(supplier=profile.id, why=_dependency_unknown(per_year, band))
    bottom, top = band
    least = per_year / top if top else Decimal(0)
    most = per_year / bottom if bottom else None
    too_dependent: Qualifies = None
    if least > limit.amount:
        too_dependent = True
    elif most is not None and most <= limit.amount:
        too_dependent = False
    return Dependency(
        supplier=profile.id,
        least=least,
        most=most,
        too_dependent=too_dependent,
        why=Text(nl=_leans(least, most, "nl"), en=_leans(least, most, "en")),
    )


def _band(profile: SupplierProfile, law: Law) -> tuple[Decimal, Decimal | None] | None:
    table = law.get(BANDS)
    for row in table.value if table else ():
        if row["code"] == profile.turnover_band:
            top = row["until_eur"]
            return Decimal(row["since_eur"]), None if top is None else Decimal(top)
    return None


def _dependency_unknown(per_year: Decimal | None, band: object) -> Text:
    if per_year is None:
        return Text(
            nl="De waarde per jaar is niet bekend: vul de raming en de looptijd in.",
            en="The value per year is not known: fill in the estimate and the term.",
        )
    if band is None:
        return Text(
            nl="De omzet van deze leverancier is niet bekend.",
            en="The turnover of this supplier is not known.",
        )
    return Text(
        nl="Op deze dag is geen grens voor afhankelijkheid bekend.",
        en="No limit for dependency is known on this day.",
    )


def _leans(least: Decimal, most: Decimal | None, language: str) -> str:
    dutch = language == "nl"
    low = _percent(least, language)
    if most is None:
        return (
            f"Deze opdracht is per jaar minstens {low} van de omzet."
            if dutch
            else f"This contract is at least {low} of the turnover per year."
        )
    high = _percent(most, language)
    if not least:
        return (
            f"Deze opdracht is per jaar hoogstens {high} van de omzet."
            if dutch
            else f"This contract is at most {high} of the turnover per year."
        )
    return (
        f"Deze opdracht is per jaar {low} tot {high} van de omzet."
        if dutch
        else f"This contract is {low} to {high} of the turnover per year."
    )


def _percent(share: Decimal, language: str) -> str:
    """Whole percentages, and one decimal where less than one percent would read as nothing."""
    digits = Decimal("0.1") if share < Decimal("0.01") else Decimal(1)
    return percent((share * 100).quantize(digits), language)


# What each instrument asks of a firm: its trade and region always, and what stands here besides.
Test = Callable[[_Firm, _Asked], Qualifies]


def _whole(firm: _Firm, asked: _Asked) -> Qualifies:
    return _can_take(firm.profile, asked.estimate)


def _reserved(firm: _Firm, asked: _Asked) -> Qualifies:
    found = {"met": True, "not_met": False, "unknown": None}[eligible(firm.profile, asked.law).status]
    return _both(found, _can_take(firm.profile, asked.estimate))


def _impact_lot(firm: _Firm, asked: _Asked) -> Qualifies:
    return _both(_is_a(firm, IMPACT_KINDS), True if asked.lot is None else _can_take(firm.profile, asked.lot))


def _quote(firm: _Firm, asked: _Asked) -> Qualifies:
    return _both(_is_a(firm, ("social",)), _can_take(firm.profile, asked.estimate))


def _part(firm: _Firm, _asked: _Asked) -> Qualifies:
    return _is_a(firm, ("social",))


IMPACT_KINDS: tuple[SupplierKind, ...] = ("social", "sustainable_innovator")

_TESTS: dict[str, Test] = {
    "reserved_contract": _reserved,
    "impact_lot": _impact_lot,
    "quote_from_social_enterprise": _quote,
    "subcontracting_to_social_enterprise": _part,
    "contract_condition_social_return": _whole,
}
"""Codes of instruments, in the order in which people read them."""


def _is_a(firm: _Firm, kinds: Sequence[SupplierKind]) -> Qualifies:
    return None if firm.profile.kinds is None else any(kind in firm.profile.kinds for kind in kinds)


def _can_take(profile: SupplierProfile, amount: Decimal | None) -> Qualifies:
    if amount is None:
        return None
    if profile.capacity_max is not None and amount > profile.capacity_max:
        return False
    if profile.capacity_min is not None and amount < profile.capacity_min:
        return False
    return None if profile.capacity_max is None else True


def _both(*parts: Qualifies) -> Qualifies:
    if any(part is False for part in parts):
        return False
    return None if any(part is None for part in parts) else True


def _looked(reasons: Reasons, code: str) -> Qualifies:
    """What the reasons say of one thing; met in part is unknown, not asked is met."""
    met, not_met, unknown = (any(reason.code == code for reason in one) for one in reasons)
    if unknown or (met and not_met):
        return None
    return not not_met


def _depth(code: str, test: Test, firms: Sequence[_Firm], asked: _Asked) -> InstrumentDepth:
    sure: list[_Firm] = []
    perhaps: list[_Firm] = []
    for firm in firms:
        found = _both(_looked(firm.reasons, "offer"), _looked(firm.reasons, "region"), test(firm, asked))
        if found is not False:
            (sure if found else perhaps).append(firm)
    known = [firm.profile.capacity_max for firm in sure if firm.profile.capacity_max is not None]
    together, silent = sum(known, Decimal(0)), len(sure) - len(known)
    leaning = tuple(firm.profile.id for firm in sure if firm.dependency.too_dependent)
    return InstrumentDepth(
        instrument=code,
        suppliers=tuple(firm.profile.id for firm in sure),
        perhaps=tuple(firm.profile.id for firm in perhaps),
        too_dependent=leaning,
        capacity=together,
        capacity_unknown=silent,
        why=_counts(len(sure), len(perhaps), len(leaning), together, silent),
    )


def _counts(sure: int, perhaps: int, leaning: int, together: Decimal, silent: int) -> Text:
    nl = [f"{_firms(sure, 'nl')} {'voldoet' if sure == 1 else 'voldoen'} zeker."]
    en = [f"{_firms(sure, 'en')} surely {'qualifies' if sure == 1 else 'qualify'}."]
    if perhaps:
        nl.append(f"Van {perhaps} is het nog niet bekend.")
        en.append(f"Of {perhaps} it is not known yet.")
    if leaning:
        nl.append(
            f"Van hen {'wordt' if leaning == 1 else 'worden'} {leaning} te afhankelijk van deze opdracht."
        )
        en.append(f"Of them {leaning} would become too dependent on this contract.")
    if together:
        nl.append(f"Samen kunnen zij {euro(together)} aan.")
        en.append(f"Together they can take on {euro(together, 'en')}.")
    if silent:
        nl.append(f"Van {silent} is niet bekend hoeveel zij aankunnen.")
        en.append(f"Of {silent} it is not known how much they can take on.")
    return Text(nl=" ".join(nl), en=" ".join(en))


def _firms(number: int, language: str) -> str:
    if language == "nl":
        return "Geen leverancier" if not number else f"{number} leverancier{'' if number == 1 else 's'}"
    return "No supplier" if not number else f"{number} supplier{'' if number == 1 else 's'}"


_LADDER: tuple[tuple[Step, str, str], ...] = (
    ("reserve", "reserved_contract", RESERVE_FROM),
    ("impact_lot", "impact_lot", LOT_FROM),
    ("clause", "subcontracting_to_social_enterprise", CLAUSE_FROM),
)
"""From the strongest step down: the step, the instrument whose suppliers count, and how many it takes."""


def _strongest(depths: dict[str, InstrumentDepth], law: Law, *, with_unknown: bool) -> Step:
    for step, instrument, limit in _LADDER:
        needed, depth = law.get(limit), depths[instrument]
        count = depth.qualified + (depth.unknown if with_unknown else 0)
        if needed is not None and count >= needed.amount:
            return step
    return "consult_first"


def _why(advice: Step, depths: dict[str, InstrumentDepth]) -> Text:
    if advice == "consult_first":
        return Text(
            nl="Er is nog geen leverancier gevonden die zeker voldoet. Vraag de markt eerst wat zij kan.",
            en="No supplier was found yet that surely qualifies. Ask the market first what it can do.",
        )
    instrument = {step: instrument for step, instrument, _ in _LADDER}[advice]
    count = depths[instrument].qualified
    nl, en = _ADVICE[advice]
    return Text(nl=nl.format(firms=_firms(count, "nl")), en=en.format(firms=_firms(count, "en")))


_ADVICE: dict[Step, tuple[str, str]] = {
    "reserve": (
        "Zeker geschikt onder artikel 2.82: {firms}. U kunt de hele opdracht voorbehouden.",
        "Surely fit under article 2.82: {firms}. You can reserve the whole contract.",
    ),
    "impact_lot": (
        "Zeker geschikt voor een deel: {firms}. Maak een impactperceel.",
        "Surely fit for a part: {firms}. Make an impact lot.",
    ),
    "clause": (
        "Zeker geschikt om onder een ander te werken: {firms}. Maak het een voorwaarde in het contract.",
        "Surely fit to work under another firm: {firms}. Make it a condition in the contract.",
    ),
}


def _what_now(advice: Step, perhaps: Step, depths: dict[str, InstrumentDepth]) -> Text | None:
    """What is worth asking first: only where the answers could allow a stronger step."""
    if perhaps == advice:
        return None
    instrument = {step: instrument for step, instrument, _ in _LADDER}[perhaps]
    unknown, step = depths[instrument].unknown, STEP_NAMES[perhaps]
    return Text(
        nl=f"Van {unknown} is nog iets niet bekend. Vraag het na: misschien past {step.nl}.",
        en=f"Of {unknown} something is not known yet. Ask: perhaps {step.en} fits.",
    )


STEP_NAMES: dict[Step, Text] = {
    "reserve": Text(nl="een voorbehouden opdracht", en="a reserved contract"),
    "impact_lot": Text(nl="een impactperceel", en="an impact lot"),
    "clause": Text(nl="een voorwaarde in het contract", en="a condition in the contract"),
    "consult_first": Text(nl="eerst de markt consulteren", en="consulting the market first"),
}
