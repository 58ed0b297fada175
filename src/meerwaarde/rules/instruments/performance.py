"""Instruments that lie in the contract: what the contractor does while performing it."""

from __future__ import annotations

from decimal import Decimal

from meerwaarde.rules.case import Case
from meerwaarde.rules.duties.social_return import LABOUR, LITTLE, USUAL
from meerwaarde.rules.instruments.judgement import Ask, Judgement, fits, on_conditions, unfit
from meerwaarde.rules.money import euro, percent
from meerwaarde.rules.text import Text

CONDITION = "articles/aw_2_80"
SMALL_CONTRACT = "instruments/limits/social_return_small_contract"
SHORTEST_TERM = "instruments/limits/social_return_months"
OUTCOME_MONTHS = "instruments/limits/outcome_months"

ASK_LABOUR: Ask = (
    "labour_share",
    Text(
        nl="Hoeveel van de opdrachtsom is arbeid? Daarvan hangt af wat in verhouding is.",
        en="How much of the contract sum is labour? What is proportionate depends on it.",
    ),
)
ASK_TERM: Ask = (
    "duration_months",
    Text(
        nl="Hoelang loopt de opdracht? Afspraken over mensen en resultaat kosten tijd.",
        en="How long does the contract run? Agreements on people and results take time.",
    ),
)
DESIGN_ONLY = unfit(
    "Een prijsvraag heeft geen uitvoering. Maak de afspraak in de opdracht die erna komt.",
    "A design contest has no performance. Make the agreement in the contract that follows it.",
    CONDITION,
)


def contract_condition_social_return(case: Case) -> Judgement:
    """A share of the sum for work or training, in proportion to the labour in the contract."""
    if case.intake.contract == "design_contest":
        return DESIGN_ONLY
    labour, bound = case.intake.labour_share, case.law.get(LABOUR)
    enough = None if labour is None or bound is None else labour >= bound.amount
    if case.intake.contract == "supplies":
        return _on_supplies(enough)
    small = _too_small_or_short(case)
    if small is not None:
        return small
    if enough is None:
        return on_conditions(
            "Kan met een percentage dat past bij de arbeid in de opdracht.",
            "Possible with a percentage that fits the labour in the contract.",
            CONDITION,
            "articles/cvae_290",
            asks=(ASK_LABOUR,) if labour is None else (),
        )
    if not enough:
        little = case.law.get(LITTLE)
        shown = little.amount if little else Decimal(0)
        return on_conditions(
            f"Er zit weinig arbeid in. Vraag hoogstens {percent(shown)}, of kies een ander instrument.",
            f"There is little labour in it. Ask {percent(shown, 'en')} at most, or choose another "
            "instrument.",
            CONDITION,
            LITTLE,
            LABOUR,
        )
    usual = case.law.get(USUAL)
    shown = usual.amount if usual else Decimal(0)
    return fits(
        f"Er zit genoeg arbeid in. Een voorwaarde tot {percent(shown)} is gebruikelijk.",
        f"There is enough labour in it. A condition up to {percent(shown, 'en')} is usual.",
        CONDITION,
        USUAL,
        LABOUR,
        "articles/cvae_290",
    )


def _on_supplies(enough: bool | None) -> Judgement:
    grounds = ("articles/cvae_social_return_supplies", CONDITION)
    if enough is False:
        return unfit(
            "Social return op een levering is in beginsel onevenredig, en hier zit weinig arbeid in.",
            "Social return on supplies is disproportionate in principle, and there is little labour here.",
            *grounds,
            LABOUR,
        )
    return on_conditions(
        "Op een levering is social return in beginsel onevenredig. Het kan met een motivering van de "
        "arbeid erin.",
        "On supplies social return is disproportionate in principle. It needs reasons from the labour in it.",
        *grounds,
        asks=(ASK_LABOUR,) if enough is None else (),
    )


def _too_small_or_short(case: Case) -> Judgement | None:
    small, shortest = case.law.get(SMALL_CONTRACT), case.law.get(SHORTEST_TERM)
    months = case.intake.duration_months
    if small is not None and case.estimate <= small.amount:
        return on_conditions(
            f"Bij {euro(case.estimate)} past alleen iets kleins, zoals een stageweek of een inkoop bij een "
            "ander.",
            f"At {euro(case.estimate, 'en')} only something small fits, such as a short placement or a "
            "purchase.",
            CONDITION,
            "articles/cvae_290",
            SMALL_CONTRACT,
        )
    if shortest is not None and months is not None and months < shortest.amount:
        return on_conditions(
            f"De looptijd van {months} maanden is kort voor werk of leren. Vraag iets dat in die tijd kan.",
            f"The term of {months} months is short for work or training. Ask something that fits that time.",
            CONDITION,
            SHORTEST_TERM,
        )
    return None


def broadened_social_return(case: Case) -> Judgement:
    """Results for the community beside jobs, always linked to the contract."""
    if case.intake.contract == "design_contest":
        return DESIGN_ONLY
    grounds = (CONDITION, "articles/aw_1_4", OUTCOME_MONTHS)
    if case.intake.contract == "supplies":
        return on_conditions(
            "Kan als het hoort bij de levering, zoals spullen laten opknappen of bezorgen in de buurt.",
            "Possible when it belongs to the supply, such as having goods refurbished or delivered nearby.",
            *grounds,
        )
    months, enough = case.intake.duration_months, case.law.get(OUTCOME_MONTHS)
    if months is not None and enough is not None and months < enough.amount:
        return on_conditions(
            f"Kan klein: {months} maanden is kort om verschil in een buurt te meten.",
            f"Possible on a small scale: {months} months is short to measure a difference in a "
            "neighbourhood.",
            *grounds,
        )
    return on_conditions(
        "Kan als het resultaat met de opdracht samenhangt en u afspreekt hoe u het meet.",
        "Possible when the result relates to the contract and you agree how to measure it.",
        *grounds,
        asks=(ASK_TERM,) if months is None else (),
    )


def subcontracting_to_social_enterprise(case: Case) -> Judgement:
    """A part of the work for a social enterprise."""
    if case.intake.contract == "design_contest":
        return DESIGN_ONLY
    grounds = ("articles/aw_2_79", CONDITION)
    if case.intake.reserved is not None:
        return unfit(
            "De opdracht zelf is al voorbehouden. Een eis aan onderaanneming voegt dan niets toe.",
            "The contract itself is reserved already. A demand on subcontracting then adds nothing.",
            *grounds,
        )
    if case.procedure == "single" or case.intake.contract == "supplies":
        return on_conditions(
            "Kan als er een deel is dat een ander kan doen, zoals inpakken, monteren of bezorgen.",
            "Possible when there is a part that another can do, such as packing, assembling or delivering.",
            *grounds,
        )
    return fits(
        "Vraag welk deel naar een sociale onderneming gaat en maak er een voorwaarde van.",
        "Ask which part goes to a social enterprise and make it a condition.",
        *grounds,
    )


def social_contract(case: Case) -> Judgement:
    """Mutual promises about the people who do the work."""
    grounds = (CONDITION, "articles/aw_1_4", LABOUR)
    contract, labour, bound = case.intake.contract, case.intake.labour_share, case.law.get(LABOUR)
    if contract == "design_contest":
        return DESIGN_ONLY
    if contract == "supplies":
        return unfit(
            "Bij een levering werken er weinig mensen voor uw opdracht. Kijk naar de keten of een keurmerk.",
            "With supplies few people work on your contract. Look at the supply chain or a label.",
            *grounds,
        )
    if labour is None or bound is None:
        return on_conditions(
            "Kan als er veel mensen voor uw opdracht werken.",
            "Possible when many people work on your contract.",
            *grounds,
            asks=(ASK_LABOUR,) if labour is None else (),
        )
    if labour < bound.amount:
        return on_conditions(
            "Er zit weinig arbeid in. Beperk het sociaal contract tot de mensen die ter plaatse werken.",
            "There is little labour in it. Limit the social contract to the people who work on site.",
            *grounds,
        )
    return fits(
        "Er werken veel mensen voor deze opdracht. Spreek over en weer af hoe u voor goed werk zorgt.",
        "Many people work on this contract. Agree mutually how you care for good work.",
        *grounds,
    )


def performance_incentive(case: Case) -> Judgement:
    """A bonus or malus; a bonus counts in the estimate."""
    grounds = ("articles/pianoo_performance_incentives", "articles/aw_2_15", OUTCOME_MONTHS)
    if case.intake.contract == "design_contest":
        return DESIGN_ONLY
    months, enough = case.intake.duration_months, case.law.get(OUTCOME_MONTHS)
    if months is None or enough is None:
        return on_conditions(
            "Kan bij een looptijd die lang genoeg is om te meten. Tel een bonus mee in de raming.",
            "Possible with a term that is long enough to measure. Count a bonus in the estimate.",
            *grounds,
            asks=(ASK_TERM,) if months is None else (),
        )
    if months < enough.amount or case.procedure == "single":
        return on_conditions(
            "Kan met een eenvoudige prikkel. De opdracht is kort of klein, dus houd het meten licht.",
            "Possible with a simple incentive. The contract is short or small, so keep measuring light.",
            *grounds,
        )
    left = _below_threshold_by(case)
    if left is not None:
        return fits(
            f"De looptijd is lang genoeg. Met een bonus vanaf {euro(left)} komt de raming op de drempel.",
            f"The term is long enough. With a bonus from {euro(left, 'en')} the estimate reaches the "
            "threshold.",
            *grounds,
        )
    return fits(
        "De looptijd is lang genoeg om te meten en te belonen. Tel een bonus mee in de raming.",
        "The term is long enough to measure and reward. Count a bonus in the estimate.",
        *grounds,
    )


def _below_threshold_by(case: Case) -> Decimal | None:
    """What is left until the threshold; None from the threshold or where it is not known."""
    if case.threshold is None or case.european:
        return None
    return case.threshold.amount - case.estimate
