"""Instruments that lie in what you ask and how you judge it."""

from __future__ import annotations

from meerwaarde.rules.case import Case
from meerwaarde.rules.instruments.judgement import Ask, Judgement, fits, on_conditions, unfit
from meerwaarde.rules.text import Text

OUTCOME_MONTHS = "instruments/limits/outcome_months"

ASK_AWARD: Ask = (
    "award",
    Text(
        nl="Gunt u op kwaliteit, op laagste kosten of op laagste prijs?",
        en="Do you award on quality, on lowest cost or on lowest price?",
    ),
)
ASK_TERM: Ask = (
    "duration_months",
    Text(
        nl="Resultaat voor de samenleving kost tijd. Hoelang loopt de opdracht?",
        en="Results for society take time. How long does the contract run?",
    ),
)
ASK_EQUIVALENT: Ask = (
    "label_or_equivalent",
    Text(nl="Een gelijkwaardig keurmerk moet ook meetellen.", en="An equivalent label must count too."),
)


def market_consultation(case: Case) -> Judgement:
    """Ask the market beforehand, in proportion to the value."""
    grounds = ("articles/aw_2_25", "articles/aw_1_6")
    if case.procedure == "single":
        return on_conditions(
            "Kan, als u het klein houdt: een paar telefoontjes of een bezoek passen bij dit bedrag.",
            "Possible when kept small: a few calls or a visit fit this amount.",
            *grounds,
        )
    return fits(
        "Vraag vooraf aan de markt, ook aan sociale ondernemingen, wat kan. Deel de uitkomst met iedereen.",
        "Ask the market beforehand, social enterprises too, what is possible. Share the outcome with "
        "everyone.",
        *grounds,
    )


def functional_specification(case: Case) -> Judgement:
    """Describe the need, not the product."""
    grounds = ("articles/aw_2_76", "articles/aw_2_75")
    if case.intake.contract == "works":
        return on_conditions(
            "Kan als er nog ontwerpvrijheid is: beschrijf de functie en laat de aannemer de oplossing "
            "kiezen.",
            "Possible while the design is open: describe the function and let the builder choose the "
            "solution.",
            *grounds,
        )
    return fits(
        "Beschrijf wat u wilt bereiken en hoe u dat beoordeelt. De markt kiest de oplossing.",
        "Describe what you want to achieve and how you judge it. The market chooses the solution.",
        *grounds,
    )


def award_criterion_social_value(case: Case) -> Judgement:
    """Points for social value, linked to the contract."""
    grounds = ("articles/aw_2_115", "articles/aw_2_113a")
    return _without_comparison(case, grounds) or fits(
        "U gunt op kwaliteit. Geef punten voor sociale waarde die met de opdracht samenhangt.",
        "You award on quality. Give points for social value that relates to the contract.",
        *grounds,
    )


def outcome_award_criterion(case: Case) -> Judgement:
    """Points for a measurable result in society; that needs time and influence."""
    grounds = ("articles/aw_2_115", "articles/aw_2_113a", OUTCOME_MONTHS)
    without = _without_comparison(case, grounds)
    if without is not None and without.fit == "no":
        return without
    if case.intake.contract == "supplies":
        return on_conditions(
            "Kan alleen als de leverancier het resultaat met de levering zelf kan beïnvloeden.",
            "Possible only when the supplier can influence the result with the supply itself.",
            *grounds,
            asks=without.asks if without else (),
        )
    enough = case.law.get(OUTCOME_MONTHS)
    months = case.intake.duration_months
    if months is None or without is not None:
        asks = (*(without.asks if without else ()), *((ASK_TERM,) if months is None else ()))
        return on_conditions(
            "Kan als u op kwaliteit gunt en de looptijd lang genoeg is om verschil te meten.",
            "Possible when you award on quality and the term is long enough to measure a difference.",
            *grounds,
            asks=asks,
        )
    if enough is not None and months < enough.amount:
        return on_conditions(
            f"De looptijd van {months} maanden is kort. Kies een resultaat dat snel zichtbaar is.",
            f"The term of {months} months is short. Choose a result that shows quickly.",
            *grounds,
        )
    return fits(
        "U gunt op kwaliteit en de looptijd is lang genoeg. Zorg voor een beginmeting.",
        "You award on quality and the term is long enough. Make sure of a baseline.",
        *grounds,
    )


def _without_comparison(case: Case, grounds: tuple[str, ...]) -> Judgement | None:
    """Why a criterion does not simply fit: one quote, only price or cost, or not known yet."""
    award = case.intake.award
    if case.procedure == "single":
        return unfit(
            "U vraagt één offerte, dus er valt niets te vergelijken. Maak er een contractafspraak van.",
            "You ask one quote, so there is nothing to compare. Make it an agreement in the contract.",
            *grounds,
        )
    if award in ("price", "cost"):
        return unfit(
            "U gunt alleen op prijs of kosten. Kies de beste prijs-kwaliteitverhouding om punten te geven.",
            "You award on price or cost alone. Choose the best price-quality ratio to give points.",
            *grounds,
            "articles/aw_2_114",
        )
    if case.intake.contract == "design_contest":
        return on_conditions(
            "Kan als de jury sociale waarde beoordeelt en dat vooraf bekend is.",
            "Possible when the jury judges social value and this is known beforehand.",
            *grounds,
        )
    if award is None:
        return on_conditions(
            "Kan als u gunt op de beste prijs-kwaliteitverhouding.",
            "Possible when you award on the best price-quality ratio.",
            *grounds,
            asks=(ASK_AWARD,),
        )
    return None


def label_as_proof(case: Case) -> Judgement:
    """A label proves; equivalent proof counts; a label of the organisation goes by paragraph 5."""
    article = "articles/aw_2_78a"
    required, equivalent = case.intake.label_required, case.intake.label_or_equivalent
    if required and equivalent is False:
        return on_conditions(
            "Kan alleen met de woorden 'of gelijkwaardig'.",
            "Possible only with the words 'or equivalent'.",
            article,
        )
    if case.intake.contract in ("services", "social_services", "concession", "design_contest"):
        return on_conditions(
            "Kan als het keurmerk alleen over de opdracht gaat. De PSO meet de organisatie: vraag de "
            "passende eisen.",
            "Possible when the label concerns the contract only. The PSO measures the firm: ask what fits.",
            article,
        )
    if equivalent:
        return fits(
            "Een keurmerk of gelijkwaardig bewijs past, zolang alle eisen met de opdracht samenhangen.",
            "A label or equivalent proof fits, as long as all its requirements relate to the contract.",
            article,
        )
    return on_conditions(
        "Kan als het keurmerk met de opdracht samenhangt en gelijkwaardig bewijs meetelt.",
        "Possible when the label relates to the contract and equivalent proof counts.",
        article,
        # Where no label is demanded there are no words to add: the condition stands, and nothing is asked.
        asks=(ASK_EQUIVALENT,) if equivalent is None and required is not False else (),
    )


def life_cycle_cost(case: Case) -> Judgement:
    """All costs over the life span; external costs of the environment only."""
    grounds = ("articles/aw_2_115a", "articles/aw_2_114")
    contract, award = case.intake.contract, case.intake.award
    if contract in ("social_services", "design_contest"):
        return unfit(
            "Hier is geen product met een levensduur. Sociale effecten horen in een gunningscriterium.",
            "There is no product with a life span here. Social effects belong in an award criterion.",
            *grounds,
        )
    if case.procedure == "single":
        return on_conditions(
            "U vraagt één offerte. Reken de kosten over de levensduur uit om te zien of kopen verstandig is.",
            "You ask one quote. Reckon the costs over the life span to see whether buying is wise.",
            *grounds,
        )
    if award is None:
        return on_conditions(
            "Kan als u op laagste kosten gunt, of de kosten in de prijs-kwaliteitverhouding meetelt.",
            "Possible when you award on lowest cost, or count the costs in the price-quality ratio.",
            *grounds,
            asks=(ASK_AWARD,),
        )
    if award == "price":
        return on_conditions(
            "Kan als u de laagste prijs vervangt door kosten over de hele levensduur.",
            "Possible when you replace lowest price by costs over the whole life span.",
            *grounds,
        )
    if contract in ("services", "concession"):
        return on_conditions(
            "Kan waar de dienst veel energie, voertuigen of materiaal gebruikt.",
            "Possible where the service uses much energy, vehicles or material.",
            *grounds,
        )
    return fits(
        "Vergelijk aanschaf, gebruik, onderhoud en einde van de levensduur, met schade aan het milieu in "
        "geld.",
        "Compare purchase, use, upkeep and end of life, with harm to the environment in money.",
        *grounds,
    )
