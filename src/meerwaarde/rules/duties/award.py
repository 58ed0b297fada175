"""Award criteria: reasons for lowest price or cost, room for social value, weights that add up."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from meerwaarde.rules.case import Case
from meerwaarde.rules.catalogue import rule
from meerwaarde.rules.duties.deciding import Condition, below, grounds, negated, speak_when, statutory
from meerwaarde.rules.grounds import Finding, Question
from meerwaarde.rules.intake import Award, Motivation
from meerwaarde.rules.law import Parameter
from meerwaarde.rules.money import percent
from meerwaarde.rules.text import Text

COMPARISON = "instruments/limits/social_value_weight_comparison"
WHOLE = Decimal(100)

ASK_AWARD = Text(
    nl=(
        "Gunnen op laagste prijs of laagste kosten vraagt een motivering; op kwaliteit horen er gewichten "
        "bij."
    ),
    en="Award on lowest price or lowest cost needs reasons; award on quality comes with weights.",
)
MOTIVATION: dict[Award, Motivation] = {"price": "lowest_price", "cost": "lowest_cost"}
CRITERION: dict[Award, Text] = {
    "price": Text(nl="laagste prijs", en="lowest price"),
    "cost": Text(nl="laagste kosten", en="lowest cost"),
}


@rule(
    "R18",
    name=Text(nl="Laagste prijs of laagste kosten motiveren", en="Reasons for lowest price or lowest cost"),
    severities=("block", "warn"),
    reach=Text(
        nl=(
            "Blokkeert vanaf de drempel, waarschuwt eronder en op dagen waarvan geen drempel bekend is. "
            "Nooit bij sociale en andere specifieke diensten (artikel 2.39 lid 2). Voor concessies, "
            "prijsvragen en defensie gelden eigen regels over gunning; de regel vraagt daar uit "
            "voorzichtigheid hetzelfde. De motivering hoort bij het gekozen criterium: die voor laagste "
            "prijs dekt laagste kosten niet."
        ),
        en=(
            "Blocks from the threshold, warns below it and on days of which no threshold is known. Never "
            "for social and other specific services (article 2.39, paragraph 2). Concessions, design "
            "contests and defence have rules of their own on award; out of caution the rule asks the same "
            "there. The reasons belong to the chosen criterion: those for lowest price do not cover "
            "lowest cost."
        ),
    ),
    basis=("articles/aw_2_114", "articles/aw_1_4"),
    reads=("contract", "award", "motivations"),
)
def lowest_price_or_cost(case: Case) -> Iterable[Finding | Question]:
    """Best price-quality ratio is the rule; whoever departs from it motivates that in the documents."""
    if case.social_services or case.intake.award == "quality":
        return
    award = case.intake.award
    if award is None:
        yield Question("award", ASK_AWARD, ("R18",))
        return
    criterion = CRITERION[award]

    def finding() -> Finding:
        return Finding(
            "R18",
            statutory(case),
            Text(
                nl=f"U gunt op {criterion.nl} en de stukken motiveren dat niet.",
                en=f"You award on {criterion.en} and the documents give no reasons for that.",
            ),
            grounds(case, "articles/aw_2_114", "articles/aw_1_4"),
            Text(
                nl=(
                    "Gun op de beste prijs-kwaliteitverhouding, of zet de motivering in de "
                    "aanbestedingsstukken."
                ),
                en="Award on the best price-quality ratio, or put the reasons in the procurement documents.",
            ),
            "award",
        )

    why = Text(
        nl=f"Gunnen op {criterion.nl} kan alleen met een motivering.",
        en=f"Award on {criterion.en} needs reasons.",
    )
    motivated = case.motivated(MOTIVATION[award])
    yield from speak_when("R18", (Condition(negated(motivated), "motivations", why),), finding)


@rule(
    "R19",
    name=Text(nl="Gewicht van sociale waarde", en="Weight of social value"),
    severities=("warn", "info"),
    reach=Text(
        nl=(
            "Waarschuwt bij elke waarde als de organisatie een minimum heeft vastgesteld en het gewicht "
            "eronder blijft. Zonder eigen minimum alleen een opmerking onder de Britse 10%, want dat is "
            "hier geen plicht. Wie gunt op laagste prijs of laagste kosten geeft sociale waarde geen "
            "gewicht, tenzij de gewichten iets anders zeggen."
        ),
        en=(
            "Warns at any value where the authority set a minimum and the weight stays below it. Without "
            "an own minimum only a remark below the UK's 10%, because that is no duty here. Whoever "
            "awards on lowest price or lowest cost gives social value no weight, unless the weights say "
            "otherwise."
        ),
    ),
    basis=("articles/aw_1_4", "articles/aw_2_115", COMPARISON, "articles/ppn_002"),
    reads=("policy", "weights", "award"),
)
def weight_of_social_value(case: Case) -> Iterable[Finding | Question]:
    """The authority's own minimum, else the UK figure as a comparison."""
    policy, weight = case.intake.policy, _social_weight(case)
    minimum = policy.social_value_minimum if policy else None
    if minimum is not None:
        yield from _below_own_minimum(case, weight, minimum)
        return
    yield Question(
        "policy.social_value_minimum",
        Text(
            nl="Heeft uw organisatie een minimumgewicht voor sociale waarde vastgesteld?",
            en="Did your authority set a minimum weight for social value?",
        ),
        ("R19",),
    )
    comparison = case.law.get(COMPARISON)
    if comparison is not None:
        yield from _below_comparison(case, weight, comparison)


def _below_own_minimum(case: Case, weight: Decimal | None, minimum: Decimal) -> Iterable[Finding | Question]:
    def finding() -> Finding:
        return Finding(
            "R19",
            "warn",
            Text(
                nl=(
                    f"Sociale waarde weegt minder dan de {percent(minimum)} die uw organisatie heeft "
                    "vastgesteld."
                ),
                en=f"Social value weighs less than the {percent(minimum, 'en')} that your authority set.",
            ),
            grounds(case, "articles/aw_1_4", "articles/aw_2_115"),
            Text(
                nl=(
                    f"Geef sociale waarde minstens {percent(minimum)}, of leg uit waarom u van uw beleid "
                    "afwijkt."
                ),
                en=(
                    f"Give social value at least {percent(minimum, 'en')}, or explain why you depart from "
                    "your "
                    "policy."
                ),
            ),
            "weights.social_value",
        )

    yield from speak_when("R19", (_weight_below(case, weight, minimum),), finding)


def _below_comparison(
    case: Case, weight: Decimal | None, comparison: Parameter
) -> Iterable[Finding | Question]:
    shown = {language: percent(comparison.amount, language) for language in ("nl", "en")}

    def finding() -> Finding:
        return Finding(
            "R19",
            "info",
            Text(
                nl=(
                    f"Sociale waarde weegt minder dan {shown['nl']}, het minimum van de Britse overheid. "
                    "Hier "
                    "is dat vrij."
                ),
                en=(
                    f"Social value weighs less than {shown['en']}, the minimum of UK government. Here you "
                    "are "
                    "free."
                ),
            ),
            grounds(case, COMPARISON, "articles/ppn_002"),
            Text(
                nl=(
                    "Kijk of meer gewicht past bij uw doelen, en overweeg een eigen minimum in het "
                    "inkoopbeleid."
                ),
                en=(
                    "See whether more weight fits your goals, and consider an own minimum in the procurement "
                    "policy."
                ),
            ),
            "weights.social_value",
        )

    yield from speak_when("R19", (_weight_below(case, weight, comparison.amount),), finding)


def _weight_below(case: Case, weight: Decimal | None, minimum: Decimal) -> Condition:
    return Condition(
        below(weight, minimum),
        "weights.social_value" if case.intake.weights else "weights",
        Text(
            nl="Het gewicht laat zien hoeveel sociale waarde meetelt bij de keuze.",
            en="The weight shows how much social value counts in the choice.",
        ),
    )


def _social_weight(case: Case) -> Decimal | None:
    """The weight of social value in percent; zero when only price or cost decides."""
    weights = case.intake.weights
    if weights is not None and weights.social_value is not None:
        return weights.social_value
    return Decimal(0) if case.intake.award in ("price", "cost") else None


@rule(
    "R20",
    name=Text(nl="Gewichten en beoordelingskader", en="Weights and scoring guide"),
    severities=("block",),
    reach=Text(
        nl=(
            "Blokkeert bij elke waarde, ook bij sociale en andere specifieke diensten: wie gewichten "
            "gebruikt, laat ze optellen tot 100. Een beoordelingskader is nodig zodra kwaliteit of "
            "sociale waarde meetelt. Bij gunnen op alleen prijs of kosten vraagt de regel niets; fout "
            "opgetelde gewichten meldt hij wel."
        ),
        en=(
            "Blocks at any value, also for social and other specific services: whoever uses weights lets "
            "them add up to 100. A scoring guide is needed once quality or social value counts. With "
            "award on price or cost alone the rule asks nothing; it does report weights that do not add "
            "up."
        ),
    ),
    basis=("articles/aw_2_115", "articles/aw_1_9"),
    reads=("award", "weights", "scoring_guide"),
)
def weights_and_scoring_guide(case: Case) -> Iterable[Finding | Question]:
    """Bidders know beforehand how they are judged."""
    yield from _sum_of_weights(case)
    yield from _scoring_guide(case)


def _sum_of_weights(case: Case) -> Iterable[Finding | Question]:
    weights = case.intake.weights
    parts = (weights.price, weights.quality, weights.social_value) if weights else (None, None, None)
    total = sum((part for part in parts if part is not None), Decimal(0))
    complete = None not in parts
    if (complete and total != WHOLE) or total > WHOLE:
        yield Finding(
            "R20",
            "block",
            Text(
                nl=f"De gewichten tellen op tot {percent(total)} en niet tot 100%.",
                en=f"The weights add up to {percent(total, 'en')} and not to 100%.",
            ),
            grounds(case, "articles/aw_2_115", "articles/aw_1_9"),
            Text(
                nl="Pas de gewichten aan tot ze samen 100% zijn.",
                en="Change the weights until they make 100% together.",
            ),
            "weights",
        )
    elif not complete and _qualitative(case) is not False:
        why = Text(
            nl="De gewichten moeten samen 100% zijn.",
            en="The weights must make 100% together.",
        )
        yield Question("weights", why, ("R20",))


def _scoring_guide(case: Case) -> Iterable[Finding | Question]:
    def finding() -> Finding:
        return Finding(
            "R20",
            "block",
            Text(
                nl=(
                    "Er is geen beoordelingskader: inschrijvers weten niet hoe u kwaliteit en sociale waarde "
                    "beoordeelt."
                ),
                en="There is no scoring guide: bidders do not know how quality and social value are judged.",
            ),
            grounds(case, "articles/aw_2_115", "articles/aw_1_9", "articles/aw_2_113a"),
            Text(
                nl="Beschrijf per criterium wat u vraagt, wanneer iets goed is en hoe u het controleert.",
                en="Describe for each criterion what you ask, when it is good and how you check it.",
            ),
            "scoring_guide",
        )

    yield from speak_when(
        "R20",
        (
            Condition(_qualitative(case), "award", ASK_AWARD),
            Condition(
                negated(case.intake.scoring_guide),
                "scoring_guide",
                Text(
                    nl="Inschrijvers moeten vooraf weten hoe u hun inschrijving beoordeelt.",
                    en="Bidders must know beforehand how their tender is judged.",
                ),
            ),
        ),
        finding,
    )


def _qualitative(case: Case) -> bool | None:
    """Whether more than price or cost counts; weights on quality or social value settle it too."""
    weights = case.intake.weights
    if weights and ((weights.quality or 0) > 0 or (weights.social_value or 0) > 0):
        return True
    return None if case.intake.award is None else case.intake.award == "quality"
