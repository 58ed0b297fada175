"""Social return in proportion: not on supplies as a matter of course, and not above what the labour bears."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from meerwaarde.rules.case import Case
from meerwaarde.rules.catalogue import rule
from meerwaarde.rules.duties.deciding import Condition, above, below, grounds, negated, speak_when
from meerwaarde.rules.grounds import Finding, Question
from meerwaarde.rules.law import Parameter
from meerwaarde.rules.money import percent
from meerwaarde.rules.text import Text

USUAL = "instruments/limits/social_return_usual"
LITTLE = "instruments/limits/social_return_little_labour"
LABOUR = "instruments/limits/little_labour_share"

ASK_PERCENTAGE = Text(
    nl="Het percentage social return moet in verhouding staan tot de opdracht.",
    en="The percentage of social return must be in proportion to the contract.",
)

ASK_LABOUR = Text(
    nl="Bij weinig arbeid past een lager percentage social return.",
    en="With little labour a lower percentage of social return fits.",
)


@rule(
    "R15",
    name=Text(nl="Social return bij leveringen", en="Social return on supplies"),
    severities=("warn",),
    reach=Text(
        nl=(
            "Waarschuwt bij leveringen van elke waarde, zolang de stukken het aandeel arbeid niet "
            "motiveren. Bij andere opdrachten zwijgt de regel."
        ),
        en=(
            "Warns for supplies of any value, as long as the documents do not give reasons from the "
            "labour share. Silent for other contracts."
        ),
    ),
    basis=("articles/cvae_social_return_supplies", "articles/aw_2_80"),
    reads=("contract", "social_return_percentage", "motivations"),
)
def social_return_on_supplies(case: Case) -> Iterable[Finding | Question]:
    """In principle disproportionate: supplies hold little labour."""
    if case.intake.contract != "supplies":
        return

    def finding() -> Finding:
        return Finding(
            "R15",
            "warn",
            Text(
                nl="Social return op een levering is in beginsel onevenredig: er zit weinig arbeid in.",
                en="Social return on supplies is disproportionate in principle: they hold little labour.",
            ),
            grounds(case, "articles/cvae_social_return_supplies", "articles/aw_2_80"),
            Text(
                nl=(
                    "Motiveer hoeveel arbeid er in de levering zit, of kies iets anders, zoals hergebruik of "
                    "een keurmerk."
                ),
                en=(
                    "Give reasons from the labour in the supply, or choose something else, such as reuse "
                    "or a "
                    "label."
                ),
            ),
            "social_return_percentage",
        )

    yield from speak_when(
        "R15",
        (
            Condition(
                above(case.intake.social_return_percentage, 0), "social_return_percentage", ASK_PERCENTAGE
            ),
            Condition(
                negated(case.motivated("social_return_on_supplies")),
                "motivations",
                Text(
                    nl="Social return op een levering kan alleen met een motivering van het aandeel arbeid.",
                    en="Social return on supplies needs reasons from the labour share.",
                ),
            ),
        ),
        finding,
    )


@rule(
    "R16",
    name=Text(nl="Hoogte van social return", en="Height of social return"),
    severities=("warn",),
    reach=Text(
        nl=(
            "Waarschuwt bij elke waarde boven het gebruikelijke percentage, en bij weinig arbeid boven "
            "het lagere. Precies het percentage mag; een aandeel arbeid van precies de grens telt niet "
            "als weinig."
        ),
        en=(
            "Warns at any value above the usual percentage, and with little labour above the lower one. "
            "Exactly the percentage is allowed; a labour share of exactly the bound does not count as "
            "little."
        ),
    ),
    basis=("articles/cvae_290", USUAL, LITTLE, LABOUR),
    reads=("social_return_percentage", "labour_share"),
)
def height_of_social_return(case: Case) -> Iterable[Finding | Question]:
    """Above 5% always, above 2% where the labour share is under 30%."""
    usual, little, bound = case.law.get(USUAL), case.law.get(LITTLE), case.law.get(LABOUR)
    if usual is None or little is None or bound is None:
        return
    asked, labour = case.intake.social_return_percentage, case.intake.labour_share
    if asked is None:
        yield Question("social_return_percentage", ASK_PERCENTAGE, ("R16",))
        if labour is None:
            yield Question("labour_share", ASK_LABOUR, ("R16",))
    elif asked > usual.amount:
        yield _too_high(case, asked, usual, Text(nl="gebruikelijk", en="usual"), grounds(case, USUAL))
    elif asked > little.amount:
        figures = grounds(case, LITTLE, LABOUR)
        fitting = Text(nl="passend bij weinig arbeid", en="fitting with little labour")
        scarce = Condition(below(labour, bound.amount), "labour_share", ASK_LABOUR)
        yield from speak_when("R16", (scarce,), lambda: _too_high(case, asked, little, fitting, figures))


def _too_high(
    case: Case, asked: Decimal, limit: Parameter, kind: Text, figures: tuple[Parameter, ...]
) -> Finding:
    return Finding(
        "R16",
        "warn",
        Text(
            nl=f"U vraagt {percent(asked)} social return; {percent(limit.amount)} is {kind.nl}.",
            en=f"You ask {percent(asked, 'en')} social return; {percent(limit.amount, 'en')} is {kind.en}.",
        ),
        (*figures, *grounds(case, "articles/cvae_290")),
        Text(
            nl=f"Vraag hoogstens {percent(limit.amount)}, of motiveer waarom meer in verhouding is.",
            en=f"Ask {percent(limit.amount, 'en')} at most, or give reasons why more is proportionate.",
        ),
        "social_return_percentage",
    )
