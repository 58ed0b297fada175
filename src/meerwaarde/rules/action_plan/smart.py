"""Whether a goal is SMART, and if not, what it misses: said in sentences, never in a mark.

Specific, measurable, acceptable, realistic, time-bound: the five questions of the field. The rule asks;
it does not refuse. A goal may be adopted with gaps, and the plan then shows them.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from meerwaarde.rules.text import Text

Letter = Literal["S", "M", "A", "R", "T"]
LETTERS: tuple[Letter, ...] = ("S", "M", "A", "R", "T")
LETTER_NAMES: dict[Letter, Text] = {
    "S": Text(nl="Specifiek", en="Specific"),
    "M": Text(nl="Meetbaar", en="Measurable"),
    "A": Text(nl="Acceptabel", en="Acceptable"),
    "R": Text(nl="Realistisch", en="Realistic"),
    "T": Text(nl="Tijdgebonden", en="Time-bound"),
}
FEWEST_WORDS = 6
VAGUE = (
    *(
        "waar mogelijk",
        "zo veel mogelijk",
        "zoveel mogelijk",
        "streven naar",
        "streven we naar",
        "we streven",
    ),
    *("wij streven", "indien mogelijk", "in principe", "bevorderen", "stimuleren", "aandacht voor"),
    *("where possible", "as much as possible", "strive for", "aim to", "if possible", "promote", "encourage"),
)
"""Words with which nobody can be held to a goal. Whole words only, capitals do not count."""


class PlanGoalFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is filled in of a goal; the period is that of the plan."""

    wording: str
    since: date
    until: date
    serves_board_goal: bool = False
    indicator: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    due_on: date | None = None
    has_owner: bool = False
    acceptable: str = ""
    realistic: str = ""
    actions: int | None = None
    """How many actions work on it; None where that is not known yet."""


class Gap(msgspec.Struct, frozen=True):
    """One thing that a goal misses: under which letter, at which field, and what to do."""

    letter: Letter
    field: str
    text: Text


def gaps(goal: PlanGoalFacts) -> tuple[Gap, ...]:
    """Everything that the goal misses, in the order S, M, A, R, T; empty when it is SMART."""
    return (*_specific(goal), *_measurable(goal), *_acceptable(goal), *_realistic(goal), *_time_bound(goal))


def vague_words(wording: str) -> tuple[str, ...]:
    """The words of `VAGUE` that stand in a wording, in the order of that list."""
    folded = " ".join(wording.lower().split())
    return tuple(word for word in VAGUE if re.search(rf"\b{re.escape(word)}\b", folded))


def _specific(goal: PlanGoalFacts) -> list[Gap]:
    found = []
    if len(goal.wording.split()) < FEWEST_WORDS:
        found.append(
            Gap(
                "S",
                "wording",
                Text(
                    nl="Het doel is erg kort. Schrijf wat er verandert, voor wie, en waarmee.",
                    en="The goal is very short. Write what changes, for whom, and by what means.",
                ),
            )
        )
    if vague := vague_words(goal.wording):
        found.append(
            Gap(
                "S",
                "wording",
                Text(
                    nl=f"“{vague[0]}” laat open wat u precies doet. Zeg wat er af is als het doel is "
                    f"gehaald.",
                    en=f"“{vague[0]}” leaves open what you will do. Say what is finished when the goal is "
                    f"reached.",
                ),
            )
        )
    if not goal.serves_board_goal:
        found.append(
            Gap(
                "S",
                "goal",
                Text(
                    nl="Nog niet gezegd is welk doel van het bestuur dit dient. Kies er een.",
                    en="It is not said yet which goal of the board this serves. Choose one.",
                ),
            )
        )
    return found


def _measurable(goal: PlanGoalFacts) -> list[Gap]:
    found = []
    if not goal.indicator.strip():
        found.append(
            Gap(
                "M",
                "indicator",
                Text(
                    nl="Er is geen indicator. Zeg wat u gaat tellen of meten.",
                    en="There is no indicator. Say what you will count or measure.",
                ),
            )
        )
    if goal.target is None:
        found.append(
            Gap(
                "M",
                "target",
                Text(
                    nl="Er is geen streefgetal. Vul in welk getal u wilt halen.",
                    en="There is no target. Fill in the figure that you want to reach.",
                ),
            )
        )
    if goal.baseline is None:
        found.append(
            Gap(
                "M",
                "baseline",
                Text(
                    nl="Er is geen beginwaarde. Zonder die ziet niemand of het beter wordt.",
                    en="There is no figure at the start. Without it nobody sees whether things improve.",
                ),
            )
        )
    elif goal.baseline == goal.target:
        found.append(
            Gap(
                "M",
                "target",
                Text(
                    nl="Begin en streefgetal zijn gelijk: dit doel is al gehaald. Klopt dat?",
                    en="Start and target are equal: this goal is reached already. Is that right?",
                ),
            )
        )
    return found


def _acceptable(goal: PlanGoalFacts) -> list[Gap]:
    found = []
    if not goal.acceptable.strip():
        found.append(
            Gap(
                "A",
                "acceptable",
                Text(
                    nl="Nog niet gezegd is wie achter dit doel staat. Noem wie ermee instemde.",
                    en="It is not said yet who stands behind this goal. Name who agreed with it.",
                ),
            )
        )
    if not goal.has_owner:
        found.append(
            Gap(
                "A",
                "owner",
                Text(
                    nl="Het doel heeft geen eigenaar. Kies iemand die budget en zeggenschap heeft.",
                    en="The goal has no owner. Choose somebody with budget and a say.",
                ),
            )
        )
    return found


def _realistic(goal: PlanGoalFacts) -> list[Gap]:
    found = []
    if not goal.realistic.strip():
        found.append(
            Gap(
                "R",
                "realistic",
                Text(
                    nl="Nog niet gezegd is waarom dit haalbaar is. Noem de uren, het geld of de ervaring.",
                    en="It is not said yet why this can be reached. Name the hours, the money or the "
                    "experience.",
                ),
            )
        )
    if goal.actions == 0:
        found.append(
            Gap(
                "R",
                "actions",
                Text(
                    nl="Geen enkele actie werkt aan dit doel. Plan er een bij stap 6.",
                    en="No action works on this goal. Plan one at step 6.",
                ),
            )
        )
    return found


def _time_bound(goal: PlanGoalFacts) -> list[Gap]:
    if goal.due_on is None:
        text = Text(
            nl="Er is geen dag waarop het doel gehaald moet zijn. Vul die in.",
            en="There is no day by which the goal must be reached. Fill it in.",
        )
    elif goal.due_on > goal.until:
        text = Text(
            nl="De dag valt na het einde van het plan. Kies een eerdere dag of maak het plan langer.",
            en="The day lies after the end of the plan. Choose an earlier day, or make the plan longer.",
        )
    elif goal.due_on < goal.since:
        text = Text(
            nl="De dag valt vóór het begin van het plan. Klopt het jaar?",
            en="The day lies before the plan begins. Is the year right?",
        )
    else:
        return []
    return [Gap("T", "due_on", text)]
