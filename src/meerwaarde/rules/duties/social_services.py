"""R38: what does and does not hold for social and other specific services, the Youth Act and the Wmo."""

from __future__ import annotations

from collections.abc import Iterator

from meerwaarde.rules.case import Case
from meerwaarde.rules.catalogue import rule
from meerwaarde.rules.grounds import Finding, Question
from meerwaarde.rules.text import Text


@rule(
    "R38",
    name=Text(nl="Sociale diensten, Jeugdwet en Wmo", en="Social services, Youth Act and Social Support Act"),
    severities=("warn",),
    reach=Text(
        nl=(
            "Waarschuwt bij sociale en andere specifieke diensten vanaf 1 juli 2022, bij elke waarde. Gaat "
            "het om zorg of maatschappelijke diensten (CPV-afdeling 85), of is de CPV-code niet bekend, dan "
            "noemt de regel ook de verordening."
        ),
        en=(
            "Warns for social and other specific services from 1 July 2022, at any value. Where it is about "
            "health or social work (CPV division 85), or the CPV code is not known, the rule also names the "
            "ordinance."
        ),
    ),
    basis=("articles/jeugd_wmo_2022", "articles/aw_2_39", "articles/aw_2_38", "social_services/care_cpv"),
    reads=("contract", "cpv"),
)
def social_services(case: Case) -> Iterator[Finding | Question]:
    """The duty to award on the most economically advantageous tender was dropped on 1 July 2022."""
    act = case.law.get("articles/jeugd_wmo_2022")
    if not case.social_services or act is None:
        return
    division = case.law["social_services/care_cpv"]
    codes = case.intake.cpv
    care = not codes or any(code.startswith(str(division.value)) for code in codes)
    grounds = (act, case.law["articles/aw_2_38"], case.law["articles/aw_2_39"], division)
    if not care:
        yield Finding(
            "R38",
            "warn",
            Text(
                nl=(
                    "Bij sociale en andere specifieke diensten gelden de regels over gunningscriteria van "
                    "deel 2 niet."
                ),
                en=(
                    "For social and other specific services the rules on award criteria of Part 2 do not "
                    "hold."
                ),
            ),
            grounds,
            Text(
                nl="Kies zelf hoe u kwaliteit weegt, en maak dat vooraf bekend.",
                en="Choose yourself how to weigh quality, and announce it beforehand.",
            ),
            "contract",
        )
        return
    yield Finding(
        "R38",
        "warn",
        Text(
            nl=(
                "U hoeft niet te gunnen op de economisch meest voordelige inschrijving. Koopt u onder de "
                "Jeugdwet of de "
                "Wmo, dan moet de verordening een goede verhouding van prijs en kwaliteit en de "
                "continuïteit regelen."
            ),
            en=(
                "You need not award on the most economically advantageous tender. If you buy under the "
                "Youth Act or the "
                "Social Support Act, the ordinance must provide for a sound relation of price and quality "
                "and for "
                "continuity."
            ),
        ),
        grounds,
        Text(
            nl=(
                "Controleer de verordening en leg uit hoe prijs, kwaliteit en continuïteit in deze inkoop "
                "terugkomen."
            ),
            en=(
                "Check the ordinance and explain how price, quality and continuity return in this "
                "procurement."
            ),
        ),
        "contract",
    )
