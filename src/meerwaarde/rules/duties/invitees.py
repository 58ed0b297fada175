"""R09 and R10: on which grounds firms are invited, and how many."""

from __future__ import annotations

from collections.abc import Iterator

from meerwaarde.rules.case import Case
from meerwaarde.rules.catalogue import rule
from meerwaarde.rules.duties.route import ASK_CHOSEN
from meerwaarde.rules.grounds import Finding, Question
from meerwaarde.rules.text import Text

ANNOUNCED = {"national", "european", "european_light"}


@rule(
    "R09",
    name=Text(nl="Objectieve keuze van de genodigden", en="Objective choice of those invited"),
    severities=("block",),
    reach=Text(
        nl=(
            "Bij een onderhandse route, bij elke waarde. Blokkeert als er ondernemers zijn uitgenodigd en "
            "het dossier "
            "niet zegt op welke objectieve gronden juist zij. Zwijgt bij een route met een aankondiging."
        ),
        en=(
            "For routes without a notice, at every value. Blocks where firms are invited and the file does "
            "not say on "
            "which objective grounds these ones. Silent for routes with a notice."
        ),
    ),
    basis=("articles/aw_1_4",),
    reads=("invitees", "procedure_chosen", "motivations"),
)
def invited_on_grounds(case: Case) -> Iterator[Finding | Question]:
    """Who is admitted rests on objective criteria at every value (1.4, paragraph 1, b)."""
    intake, motivated = case.intake, case.motivated("invitees")
    if motivated or case.procedure in ANNOUNCED or intake.invitees == 0:
        return
    if intake.invitees is None:
        yield Question("invitees", ASK_INVITEES, ("R09",))
        return
    if case.procedure is None:
        yield Question("procedure_chosen", ASK_CHOSEN, ("R09",))
    if motivated is None:
        yield Question("motivations", ASK_MOTIVATION, ("R09",))
        return
    yield Finding(
        "R09",
        "block",
        Text(
            nl=(
                f"{_firms_nl(intake.invitees)} uitgenodigd, maar het dossier zegt niet op welke objectieve "
                "gronden."
            ),
            en=f"{_firms_en(intake.invitees)} invited, but the file does not say on which objective grounds.",
        ),
        (case.law["articles/aw_1_4"],),
        Text(
            nl=(
                "Leg vast waarom juist deze ondernemers passen, bijvoorbeeld om hun aanbod, ervaring of "
                "spreiding van "
                "kansen. Een ondernemer mag die motivering schriftelijk opvragen."
            ),
            en=(
                "Record why these firms fit, for example for their offer, experience or the spread of "
                "chances. A firm "
                "may ask for those reasons in writing."
            ),
        ),
        "invitees",
    )


@rule(
    "R10",
    name=Text(nl="Drie tot vijf genodigden", en="Three to five firms invited"),
    severities=("warn", "info"),
    reach=Text(
        nl=(
            "Bij meervoudig onderhands. Waarschuwt bij minder dan drie of meer dan vijf genodigden; meldt "
            "het alleen "
            "als de afwijking van de Gids is gemotiveerd."
        ),
        en=(
            "For the restricted invitation. Warns of fewer than three or more than five firms invited; "
            "only reports it "
            "where the departure from the guide is motivated."
        ),
    ),
    basis=(
        "articles/gids_3_4b",
        "gids/invitees_minimum",
        "gids/invitees_maximum",
        "articles/aw_1_14",
        "articles/aw_1_16",
    ),
    reads=("invitees", "procedure_chosen", "motivations"),
)
def number_of_invitees(case: Case) -> Iterator[Finding | Question]:
    """The Gids is comply or explain: a motivated departure is a fact, not a fault."""
    if case.procedure not in {"multiple", None}:
        return
    found = case.intake.invitees
    if found is None:
        yield Question("invitees", ASK_INVITEES, ("R10",))
        return
    fewest, most = case.law["gids/invitees_minimum"], case.law["gids/invitees_maximum"]
    if fewest.value <= found <= most.value:
        return
    if case.procedure is None:
        yield Question("procedure_chosen", ASK_CHOSEN, ("R10",))
        return
    if case.intake.motivations is None:
        yield Question("motivations", ASK_DEVIATION, ("R10",))
    explained = case.motivated("deviation_from_gids")
    too_few = found < fewest.value
    yield Finding(
        "R10",
        "info" if explained else "warn",
        Text(
            nl=(
                f"Er {'is' if found == 1 else 'zijn'} {found} uitgenodigd; de Gids vraagt {fewest.value} tot "
                f"{most.value}."
            ),
            en=f"{found} invited; the guide asks {fewest.value} to {most.value}.",
        ),
        (case.law["articles/gids_3_4b"], fewest if too_few else most, case.law["articles/aw_1_16"]),
        Text(
            nl=(
                "De afwijking is gemotiveerd; neem die motivering op in de stukken."
                if explained
                else f"Nodig er {fewest.value} tot {most.value} uit, of motiveer de afwijking in de stukken."
            ),
            en=(
                "The departure is motivated; put those reasons in the documents."
                if explained
                else f"Invite {fewest.value} to {most.value}, or give your reasons in the documents."
            ),
        ),
        "invitees",
    )


def _firms_nl(number: int) -> str:
    return "Er is één ondernemer" if number == 1 else f"Er zijn {number} ondernemers"


def _firms_en(number: int) -> str:
    return "One firm is" if number == 1 else f"{number} firms are"


ASK_INVITEES = Text(
    nl="Hoeveel ondernemers nodigt u uit?",
    en="How many firms do you invite?",
)
ASK_DEVIATION = Text(
    nl="Staat in de stukken waarom u van het aantal in de Gids afwijkt?",
    en="Do the documents state why you depart from the number in the guide?",
)
ASK_MOTIVATION = Text(
    nl="Staat in het dossier op welke objectieve gronden u deze ondernemers uitnodigt?",
    en="Does the file state on which objective grounds you invite these firms?",
)
