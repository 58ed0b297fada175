"""What is asked of firms before they may take part: place, turnover and references."""

from __future__ import annotations

from collections.abc import Iterable

from meerwaarde.rules.case import Case
from meerwaarde.rules.catalogue import rule
from meerwaarde.rules.duties.deciding import Condition, above, grounds, negated, speak_when, statutory
from meerwaarde.rules.grounds import Finding, Question
from meerwaarde.rules.money import percent
from meerwaarde.rules.text import Text

TURNOVER = "instruments/limits/turnover_maximum"
REFERENCE = "instruments/limits/reference_maximum"
COUNT = "instruments/limits/references_per_competence"

ASK_TURNOVER = Text(
    nl="Een omzeteis sluit kleine en nieuwe ondernemingen uit. Vul 0 in als u er geen stelt.",
    en="A turnover requirement shuts out small and new firms. Fill in 0 when you set none.",
)
ASK_REASONS = Text(
    nl="Een omzeteis mag alleen met zwaarwegende argumenten in de stukken.",
    en="A turnover requirement needs weighty arguments in the documents.",
)
NO_TURNOVER = Text(
    nl="Laat de omzeteis weg, of zet de zwaarwegende argumenten in de aanbestedingsstukken.",
    en="Drop the turnover requirement, or put the weighty arguments in the procurement documents.",
)


@rule(
    "R14",
    name=Text(nl="Geen eis aan de vestigingsplaats", en="No requirement on the place of establishment"),
    severities=("block", "warn"),
    reach=Text(
        nl=(
            "Blokkeert vanaf de drempel, en bij sociale en andere specifieke diensten bij elke waarde. "
            "Waarschuwt bij andere opdrachten onder de drempel en op dagen waarvan geen drempel bekend is."
        ),
        en=(
            "Blocks from the threshold, and for social and other specific services at any value. Warns "
            "for other contracts below the threshold and on days of which no threshold is known."
        ),
    ),
    basis=("articles/case_c_436_20", "articles/aw_1_8", "articles/aw_1_4"),
    reads=("location_required", "contract"),
)
def place_of_establishment(case: Case) -> Iterable[Finding | Question]:
    """A firm from elsewhere must be able to take part; local benefit may be asked of everyone."""

    def finding() -> Finding:
        return Finding(
            "R14",
            "block" if case.social_services else statutory(case),
            Text(
                nl=(
                    "U eist dat een onderneming in een bepaalde plaats gevestigd is. Dat sluit anderen "
                    "zonder "
                    "reden uit."
                ),
                en=(
                    "You demand that a firm is established in a certain place. That shuts out others without "
                    "reason."
                ),
            ),
            grounds(case, "articles/case_c_436_20", "articles/aw_1_8", "articles/aw_1_4"),
            Text(
                nl=(
                    "Vraag wat de opdracht ter plaatse moet opleveren, van elke inschrijver gelijk. Onder de "
                    "drempel kunt u zonder grensoverschrijdend belang op objectieve criteria bedrijven uit "
                    "de "
                    "buurt uitnodigen."
                ),
                en=(
                    "Ask what the contract must bring to the place, of every bidder alike. Below the "
                    "threshold, without cross-border interest, you may invite firms from nearby on objective "
                    "criteria."
                ),
            ),
            "location_required",
        )

    why = Text(
        nl="Een eis aan de vestigingsplaats mag niet als voorwaarde of criterium bij de inschrijving.",
        en="The place of establishment may not be a condition or criterion when bidding.",
    )
    yield from speak_when(
        "R14", (Condition(case.intake.location_required, "location_required", why),), finding
    )


@rule(
    "R22",
    name=Text(
        nl="Evenredige eisen aan omzet en ervaring",
        en="Proportionate requirements on turnover and experience",
    ),
    severities=("warn",),
    reach=Text(
        nl=(
            "Waarschuwt bij elke waarde: een omzeteis zonder zwaarwegende argumenten in de stukken, een "
            "omzeteis boven 300%, een referentie boven 60% en meer dan één referentie per "
            "kerncompetentie. De Gids Proportionaliteit is pas toe of leg uit: wie afwijkt motiveert dat, "
            "en blijft gewaarschuwd. Vanaf de drempel komt R43 ernaast voor de omzeteis. Een eis van 0 is "
            "geen eis."
        ),
        en=(
            "Warns at any value: a turnover requirement without weighty arguments in the documents, one "
            "above 300%, a reference above 60% and more than one reference per core competence. The "
            "Proportionality Guide is comply or explain: whoever departs from it gives reasons, and stays "
            "warned. From the threshold R43 comes beside it for turnover. A requirement of 0 is none."
        ),
    ),
    basis=(
        "articles/gids_3_5d",
        "articles/gids_3_5f",
        "articles/gids_3_5g",
        "articles/aw_2_93",
        TURNOVER,
        REFERENCE,
        COUNT,
    ),
    reads=(
        "turnover_requirement_percentage",
        "reference_requirement_percentage",
        "references_per_competence",
        "motivations",
    ),
)
def proportionate_requirements(case: Case) -> Iterable[Finding | Question]:
    """Small and social enterprises must be able to take part: the limits of the Guide."""
    yield from _turnover_without_reasons(case, "R22", "articles/gids_3_5d")
    yield from _turnover_too_high(case, "R22", "articles/gids_3_5d")
    yield from _reference_too_large(case)
    yield from _too_many_references(case)


@rule(
    "R43",
    name=Text(nl="Omzeteis volgens de wet", en="Turnover requirement under the Act"),
    severities=("block",),
    reach=Text(
        nl=(
            "Blokkeert vanaf de drempel een omzeteis zonder zwaarwegende argumenten in de stukken en een "
            "omzeteis boven driemaal de raming; motiveren helpt bij dat laatste niet. Bij percelen geldt "
            "het per perceel. De regel zwijgt onder de drempel, waar R22 waarschuwt. Bij sociale en "
            "andere specifieke diensten noemt artikel 2.39 dit artikel niet; de regel kiest daar de "
            "veilige lezing en blokkeert ook. Voor defensie en veiligheid geldt een eigen wet; de regel "
            "vraagt daar uit voorzichtigheid hetzelfde."
        ),
        en=(
            "Blocks from the threshold a turnover requirement without weighty arguments in the documents "
            "and one above three times the estimate; giving reasons does not help for the latter. With "
            "lots it holds per lot. Silent below the threshold, where R22 warns. For social and other "
            "specific services article 2.39 does not name this article; there the rule takes the safe "
            "reading and blocks as well. Defence and security have an Act of their own; out of caution the "
            "rule asks the same there."
        ),
    ),
    basis=("articles/aw_2_90", TURNOVER),
    reads=("turnover_requirement_percentage", "motivations"),
)
def turnover_under_the_act(case: Case) -> Iterable[Finding | Question]:
    """Article 2.90, paragraphs 3 and 5."""
    if not case.european:
        return
    yield from _turnover_without_reasons(case, "R43", "articles/aw_2_90")
    yield from _turnover_too_high(case, "R43", "articles/aw_2_90")


def _turnover_without_reasons(case: Case, rule_id: str, article: str) -> Iterable[Finding | Question]:
    def finding() -> Finding:
        return Finding(
            rule_id,
            "block" if rule_id == "R43" else "warn",
            Text(
                nl="U stelt een omzeteis zonder zwaarwegende argumenten in de stukken.",
                en="You set a turnover requirement without weighty arguments in the documents.",
            ),
            grounds(case, article),
            NO_TURNOVER,
            "turnover_requirement_percentage",
        )

    required = case.intake.turnover_requirement_percentage
    yield from speak_when(
        rule_id,
        (
            Condition(above(required, 0), "turnover_requirement_percentage", ASK_TURNOVER),
            Condition(negated(case.motivated("turnover_requirement")), "motivations", ASK_REASONS),
        ),
        finding,
    )


def _turnover_too_high(case: Case, rule_id: str, article: str) -> Iterable[Finding | Question]:
    highest = case.law.get(TURNOVER)
    if highest is None:
        return

    def finding() -> Finding:
        bound = {language: percent(highest.amount, language) for language in ("nl", "en")}
        return Finding(
            rule_id,
            "block" if rule_id == "R43" else "warn",
            Text(
                nl=f"De omzeteis is hoger dan {bound['nl']} van de waarde van de opdracht of het perceel.",
                en=f"The turnover requirement is above {bound['en']} of the value of the contract or lot.",
            ),
            grounds(case, article, TURNOVER),
            Text(
                nl=f"Verlaag de omzeteis tot hoogstens {bound['nl']}, of laat hem weg.",
                en=f"Lower the turnover requirement to {bound['en']} at most, or drop it.",
            ),
            "turnover_requirement_percentage",
        )

    required = case.intake.turnover_requirement_percentage
    exceeds = Condition(above(required, highest.amount), "turnover_requirement_percentage", ASK_TURNOVER)
    yield from speak_when(rule_id, (exceeds,), finding)


def _reference_too_large(case: Case) -> Iterable[Finding | Question]:
    largest = case.law.get(REFERENCE)
    if largest is None:
        return

    def finding() -> Finding:
        bound = {language: percent(largest.amount, language) for language in ("nl", "en")}
        return Finding(
            "R22",
            "warn",
            Text(
                nl=f"U vraagt een referentie van meer dan {bound['nl']} van de waarde van de opdracht.",
                en=f"You ask for a reference of more than {bound['en']} of the contract value.",
            ),
            grounds(case, "articles/gids_3_5g", REFERENCE, "articles/aw_2_93"),
            Text(
                nl=(
                    f"Vraag een vergelijkbare referentie van hoogstens {bound['nl']}, of motiveer de "
                    "afwijking."
                ),
                en=f"Ask for a comparable reference of {bound['en']} at most, or give reasons for departing.",
            ),
            "reference_requirement_percentage",
        )

    why = Text(
        nl="Een grote referentie sluit kleine ondernemingen uit. Vul 0 in als u er geen vraagt.",
        en="A large reference shuts out small firms. Fill in 0 when you ask none.",
    )
    asked = case.intake.reference_requirement_percentage
    exceeds = Condition(above(asked, largest.amount), "reference_requirement_percentage", why)
    yield from speak_when("R22", (exceeds,), finding)


def _too_many_references(case: Case) -> Iterable[Finding | Question]:
    most = case.law.get(COUNT)
    if most is None:
        return

    def finding() -> Finding:
        return Finding(
            "R22",
            "warn",
            Text(
                nl="U vraagt meer dan één referentie per kerncompetentie.",
                en="You ask for more than one reference per core competence.",
            ),
            grounds(case, "articles/gids_3_5f", COUNT),
            Text(
                nl=(
                    "Vraag er één per kerncompetentie, en laat toe dat één referentie er meer tegelijk "
                    "aantoont."
                ),
                en="Ask for one per core competence, and let one reference show several at once.",
            ),
            "references_per_competence",
        )

    why = Text(
        nl="Meer dan één referentie per kerncompetentie is onevenredig. Vul 0 in als u er geen vraagt.",
        en="More than one reference per core competence is disproportionate. Fill in 0 when you ask none.",
    )
    asked = case.intake.references_per_competence
    yield from speak_when(
        "R22", (Condition(above(asked, most.amount), "references_per_competence", why),), finding
    )
