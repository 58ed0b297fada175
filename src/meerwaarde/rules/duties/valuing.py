"""R03 and R04: an estimate close to the threshold, and contracts that may belong together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from meerwaarde.rules.case import Case
from meerwaarde.rules.catalogue import rule
from meerwaarde.rules.grounds import Finding, Question
from meerwaarde.rules.intake import RelatedContract
from meerwaarde.rules.money import euro
from meerwaarde.rules.text import Text

# In the CPV the first three of the eight digits name the group (Regulation (EC) No 213/2008).
GROUP_DIGITS = 3


@rule(
    "R03",
    name=Text(nl="Raming vlak onder de drempel", en="Estimate just below the threshold"),
    severities=("warn",),
    reach=Text(
        nl="Waarschuwt als de raming onder de drempel ligt en er hoogstens de marge (10%) van af is.",
        en="Warns where the estimate lies below the threshold by no more than the margin (10%).",
    ),
    basis=("estimate/near_threshold_margin", "articles/aw_2_15", "articles/aw_2_14"),
    reads=("estimate",),
)
def near_threshold(case: Case) -> Iterator[Finding | Question]:
    """A small slip in the estimate would make the procedure unlawful: check what counts."""
    if case.threshold is None or case.european:
        return
    margin = case.law["estimate/near_threshold_margin"]
    limit = case.threshold.amount
    if case.estimate < limit * (100 - margin.amount) / 100:
        return
    rest = limit - case.estimate
    yield Finding(
        "R03",
        "warn",
        Text(
            nl=f"De raming ligt {euro(rest)} onder de Europese drempel van {euro(limit)}.",
            en=f"The estimate lies {euro(rest, 'en')} below the EU threshold of {euro(limit, 'en')}.",
        ),
        (case.threshold, margin, case.law["articles/aw_2_15"], case.law["articles/aw_2_14"]),
        Text(
            nl="Controleer of de btw eruit is en of alle opties, verlengingen en percelen meetellen.",
            en="Check that VAT is left out and that all options, extensions and lots are counted.",
        ),
        "estimate",
    )


@rule(
    "R04",
    name=Text(nl="Soortgelijke opdrachten samen boven de drempel", en="Similar contracts together above it"),
    severities=("warn",),
    reach=Text(
        nl=(
            "Onder de drempel. Waarschuwt als deze opdracht en andere uit dezelfde CPV-groep binnen twaalf "
            "maanden "
            "samen de drempel bereiken. Dat is een vermoeden en geen bewijs van splitsen."
        ),
        en=(
            "Below the threshold. Warns where this contract and others of the same CPV group within twelve "
            "months "
            "reach the threshold together. That is a suspicion and no proof of splitting."
        ),
    ),
    basis=("articles/aw_2_14", "articles/aw_2_15a", "articles/aw_2_21", "estimate/related_months"),
    reads=("related_contracts", "cpv", "estimate"),
)
def split_contracts(case: Case) -> Iterator[Finding | Question]:
    """Splitting needs intent (2.14): the sum alone raises the question, it does not answer it."""
    if case.threshold is None or case.european:
        return
    related = case.intake.related_contracts
    if related is None:
        yield Question("related_contracts", ASK_RELATED, ("R04",))
        return
    certain = case.estimate
    open_questions: list[Question] = []
    for place, contract in enumerate(related):
        belongs, asked = _belongs(case, contract, place)
        if belongs and contract.estimate is not None:
            certain += contract.estimate
        open_questions += asked
    limit = case.threshold.amount
    if certain >= limit:
        yield _suspicion(case, certain, limit)
    elif open_questions and _could_reach(case, related, limit):
        yield from open_questions


def _belongs(case: Case, contract: RelatedContract, place: int) -> tuple[bool, list[Question]]:
    """Whether a contract surely counts with this one, and what to ask where that is not known."""
    group, period = _same_group(case.intake.cpv, contract.cpv), _within_period(case, contract.day)
    if group is False or period is False:
        return False, []
    questions = []
    if group is None and case.intake.cpv is None:
        questions.append(Question("cpv", ASK_CPV, ("R04",)))
    for known, field in ((contract.cpv, "cpv"), (contract.day, "day"), (contract.estimate, "estimate")):
        if known is None:
            questions.append(Question(f"related_contracts[{place}].{field}", ASK_DETAIL, ("R04",)))
    return bool(group and period), questions


def _same_group(codes: tuple[str, ...] | None, other: str | None) -> bool | None:
    if codes == ():
        return False
    if codes is None or other is None:
        return None
    return any(code[:GROUP_DIGITS] == other[:GROUP_DIGITS] for code in codes)


def _within_period(case: Case, other: date | None) -> bool | None:
    if other is None:
        return None
    months = int(case.law["estimate/related_months"].value)
    first, last = sorted((case.day, other))
    apart = (last.year - first.year) * 12 + last.month - first.month
    return apart < months or (apart == months and last.day <= first.day)


def _could_reach(case: Case, related: tuple[RelatedContract, ...], limit: Decimal) -> bool:
    """Whether all that may belong together would reach the threshold; an unknown value could."""
    total = case.estimate
    for contract in related:
        if _same_group(case.intake.cpv, contract.cpv) is False or _within_period(case, contract.day) is False:
            continue
        if contract.estimate is None:
            return True
        total += contract.estimate
    return total >= limit


def _suspicion(case: Case, total: Decimal, limit: Decimal) -> Finding:
    law = case.law
    threshold = (case.threshold,) if case.threshold else ()
    return Finding(
        "R04",
        "warn",
        Text(
            nl=(
                f"Met soortgelijke opdrachten binnen twaalf maanden komt het totaal op {euro(total)}, "
                "boven of op de "
                f"drempel van {euro(limit)}. Dat roept de vraag op of het één opdracht is."
            ),
            en=(
                f"With similar contracts within twelve months the total is {euro(total, 'en')}, at or "
                "above the "
                f"threshold of {euro(limit, 'en')}. That raises the question whether it is one contract."
            ),
        ),
        (*threshold, law["articles/aw_2_14"], law["articles/aw_2_15a"], law["articles/aw_2_21"]),
        Text(
            nl="Raam de opdrachten samen, of leg vast waarom ze los van elkaar staan.",
            en="Estimate the contracts together, or record why they stand apart.",
        ),
        "related_contracts",
    )


ASK_RELATED = Text(
    nl=(
        "Welke soortgelijke opdrachten zijn er binnen twaalf maanden? Samen kunnen ze boven de drempel "
        "komen. Zeg het ook als er geen zijn."
    ),
    en=(
        "Which similar contracts are there within twelve months? Together they could pass the threshold. "
        "Tell it too if there are none."
    ),
)
ASK_CPV = Text(
    nl="Welke CPV-code heeft deze opdracht? Dan is te zien welke andere opdrachten erbij horen.",
    en="Which CPV code has this contract? Then it can be seen which other contracts belong to it.",
)
ASK_DETAIL = Text(
    nl="Van deze soortgelijke opdracht ontbreekt een gegeven dat bepaalt of zij meetelt.",
    en="Of this similar contract a fact is missing that decides whether it counts.",
)
