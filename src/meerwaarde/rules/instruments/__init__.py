"""Which instruments help a purchase deliver more societal value, and whether each fits this case.

Two halves: `instrument(law, code)` and `catalogue(law)` describe an instrument as `parameters/instruments`
words it; `instruments(case)` says for each whether it fits, on which grounds, and what is still asked.
"""

from __future__ import annotations

import msgspec

from meerwaarde.rules.case import Case
from meerwaarde.rules.grounds import InstrumentFit, Question
from meerwaarde.rules.instruments import criteria, invitation, need, performance, reservation
from meerwaarde.rules.instruments.judgement import Judge
from meerwaarde.rules.instruments.reservation import ImpactLot, impact_lot_room
from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.text import Text

__all__ = [
    "CODES",
    "ImpactLot",
    "Instrument",
    "catalogue",
    "impact_lot_room",
    "instrument",
    "instruments",
]

_JUDGES: dict[str, Judge] = {
    "reserved_contract": reservation.reserved_contract,
    "reserved_services": reservation.reserved_services,
    "impact_lot": reservation.impact_lot,
    "small_lots_exemption": reservation.small_lots_exemption,
    "direct_award": invitation.direct_award,
    "quote_from_social_enterprise": invitation.quote_from_social_enterprise,
    "invite_impact_enterprise": invitation.invite_impact_enterprise,
    "market_consultation": criteria.market_consultation,
    "functional_specification": criteria.functional_specification,
    "award_criterion_social_value": criteria.award_criterion_social_value,
    "outcome_award_criterion": criteria.outcome_award_criterion,
    "contract_condition_social_return": performance.contract_condition_social_return,
    "broadened_social_return": performance.broadened_social_return,
    "subcontracting_to_social_enterprise": performance.subcontracting_to_social_enterprise,
    "buy_used": need.buy_used,
    "share": need.share,
    "product_as_a_service": need.product_as_a_service,
    "do_not_buy": need.do_not_buy,
    "social_contract": performance.social_contract,
    "innovation_lot": reservation.innovation_lot,
    "label_as_proof": criteria.label_as_proof,
    "life_cycle_cost": criteria.life_cycle_cost,
    "performance_incentive": performance.performance_incentive,
    "launching_customer": invitation.launching_customer,
    "quote_from_local_or_small_firm": invitation.quote_from_local_or_small_firm,
}

CODES: tuple[str, ...] = tuple(_JUDGES)
"""All instrument codes, in the order in which people read them."""


class Instrument(msgspec.Struct, frozen=True):
    """An instrument as people look it up; `source` is the entry it was read from."""

    code: str
    name: Text
    what: Text
    conditions: tuple[Text, ...]
    articles: tuple[str, ...]
    """Names of the parameters in `articles/` that it rests on."""
    example: Text
    risk: Text
    reach: Text
    """How far it reaches: from which value, for which contracts, and where it stops."""
    source: Parameter


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    what: Text
    conditions: tuple[Text, ...]
    articles: tuple[str, ...]
    example: Text
    risk: Text
    reach: Text


def instrument(law: Law, code: str) -> Instrument:
    """The description of one instrument; raises `NoParameter` where none is known on the day of `law`."""
    source = law[f"instruments/{code}"]
    entry = msgspec.convert(source.value, _Entry)
    return Instrument(
        code=code,
        name=source.label,
        what=entry.what,
        conditions=entry.conditions,
        articles=tuple(f"articles/{name}" for name in entry.articles),
        example=entry.example,
        risk=entry.risk,
        reach=entry.reach,
        source=source,
    )


def catalogue(law: Law) -> tuple[Instrument, ...]:
    """All instruments that are described on the day of `law`, in reading order."""
    return tuple(instrument(law, code) for code in CODES if law.get(f"instruments/{code}") is not None)


def instruments(case: Case) -> tuple[tuple[InstrumentFit, ...], tuple[Question, ...]]:
    """For every instrument whether it fits this case and why (not), and the fields that could change a fit.

    A field is asked once, with the codes of all instruments that wait for it.
    """
    found: list[InstrumentFit] = []
    asked: dict[str, Question] = {}
    for code, judge in _JUDGES.items():
        judgement = judge(case)
        rests_on = case.law.several(judgement.grounds)
        found.append(InstrumentFit(code, judgement.fit, judgement.why, rests_on))
        for field, why in judgement.asks:
            earlier = asked.get(field)
            if earlier is None:
                asked[field] = Question(field, why, (code,))
            else:
                asked[field] = Question(field, earlier.why, (*earlier.asked_by, code))
    return tuple(found), tuple(asked.values())
