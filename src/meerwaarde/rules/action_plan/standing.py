"""How far a plan is, step by step: what is done, what is thin, and what to do next."""

from __future__ import annotations

from typing import Literal

import msgspec

from meerwaarde.rules.action_plan.steps import (
    STEP_EVALUATION,
    STEP_GOALS,
    STEP_INVENTORY,
    STEP_PROCESS,
    STEP_TENDERS,
    STEP_THEMES,
    STEP_YEAR,
    STEPS,
)
from meerwaarde.rules.text import Text

Standing = Literal["done", "thin", "empty", "later"]
"""`later`: not yet to be done, such as the evaluation of a draft."""

FEWEST_WORDS = 20
"""A step with fewer words than this says too little for somebody who was not there."""


class PlanFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan holds, counted. `words` gives the number of words of the text of each step."""

    words: dict[int, int] = {}
    focus: int = 0
    goals: int = 0
    smart_goals: int = 0
    tenders: int = 0
    moments: int = 0
    moments_of: int = 7
    actions: int = 0
    without_owner: int = 0
    without_hours: int = 0
    late: int = 0
    adopted: bool = False
    judged: int = 0
    conclusions: int = 0
    open_conclusions: int = 0
    past_end: bool = False
    evaluated: bool = False


class StepStanding(msgspec.Struct, frozen=True):
    """One step: how it stands, and the sentence that says so or what to do next."""

    number: int
    standing: Standing
    text: Text


def standings(facts: PlanFacts) -> tuple[StepStanding, ...]:
    """All seven steps in order."""
    return tuple(StepStanding(step.number, *_RULES[step.number](facts)) for step in STEPS)


def next_step(facts: PlanFacts) -> StepStanding | None:
    """The first step that is empty, else the first that is thin; None where all is done for now."""
    found = standings(facts)
    empty = [one for one in found if one.standing == "empty"]
    thin = [one for one in found if one.standing == "thin"]
    return next(iter([*empty, *thin]), None)


Said = tuple[Standing, Text]


def _inventory(facts: PlanFacts) -> Said:
    words = facts.words.get(STEP_INVENTORY, 0)
    if not words:
        return "empty", Text(
            nl="De cijfers staan klaar. Schrijf op wat u erin ziet.",
            en="The figures are ready. Write what you see in them.",
        )
    if words < FEWEST_WORDS:
        return "thin", Text(
            nl="Er staat nog weinig. Wat doet u al, en wat lukt nog niet?",
            en="There is little yet. What do you do already, and what does not work yet?",
        )
    return "done", Text(nl="U weet waar u staat.", en="You know where you stand.")


def _themes(facts: PlanFacts) -> Said:
    if not facts.focus:
        return "empty", Text(
            nl="Kies één tot drie thema’s die extra aandacht krijgen. De rest blijft open.",
            en="Choose one to three themes for extra attention. The rest stays open.",
        )
    if facts.focus > 4:
        return "thin", Text(
            nl=f"{facts.focus} thema’s met focus is veel. Waar begint u?",
            en=f"{facts.focus} themes with focus is much. Where do you begin?",
        )
    return "done", Text(
        nl=f"Thema’s met focus: {facts.focus}. De andere blijven open.",
        en=f"Themes with focus: {facts.focus}. The others stay open.",
    )


def _goals(facts: PlanFacts) -> Said:
    if not facts.goals:
        return "empty", Text(
            nl="Stel het eerste doel. Het formulier helpt u het SMART te maken.",
            en="Set the first goal. The form helps you to make it SMART.",
        )
    if facts.smart_goals < facts.goals:
        open_goals = facts.goals - facts.smart_goals
        return "thin", Text(
            nl=f"SMART: {facts.smart_goals} van {facts.goals} doelen. Bij {open_goals} ontbreekt nog iets.",
            en=f"SMART: {facts.smart_goals} of {facts.goals} goals. Of {open_goals} something is missing.",
        )
    return "done", Text(
        nl=f"Alle doelen zijn SMART: {facts.goals}.", en=f"All goals are SMART: {facts.goals}."
    )


def _tenders(facts: PlanFacts) -> Said:
    if not facts.tenders:
        return "empty", Text(
            nl="Noem de eerste inkoop waarin veel te winnen is. Alle andere blijven open.",
            en="Name the first procurement in which much can be won. All others stay open.",
        )
    if facts.tenders < 3:
        return "thin", Text(
            nl=f"Op de lijst: {facts.tenders}. Kijk in de inkoopkalender wat er nog meer komt.",
            en=f"On the list: {facts.tenders}. Look in the procurement calendar for what else comes.",
        )
    return "done", Text(
        nl=f"Op de lijst: {facts.tenders}. Alle andere inkopen blijven open.",
        en=f"On the list: {facts.tenders}. All other procurement stays open.",
    )


def _process(facts: PlanFacts) -> Said:
    if not facts.moments:
        return "empty", Text(
            nl="Schrijf per moment van het inkoopproces op wat er gebeurt en wie erop let.",
            en="Write per moment of the process what happens and who watches it.",
        )
    if facts.moments < facts.moments_of:
        return "thin", Text(
            nl=f"Ingevuld: {facts.moments} van {facts.moments_of} momenten.",
            en=f"Filled in: {facts.moments} of {facts.moments_of} moments.",
        )
    return "done", Text(nl="Elk moment is beschreven.", en="Every moment is described.")


def _year(facts: PlanFacts) -> Said:
    if not facts.actions:
        return "empty", Text(
            nl="Plan de eerste actie: wie doet wat, en voor welke dag?",
            en="Plan the first action: who does what, before which day?",
        )
    if facts.late:
        return "thin", Text(
            nl=f"Over tijd: {facts.late}. Werk die acties bij, of kies een nieuwe dag.",
            en=f"Late: {facts.late}. Update those actions, or choose a new day.",
        )
    if facts.without_owner:
        return "thin", Text(
            nl=f"Acties zonder eigenaar: {facts.without_owner}. Spreek af wie het doet.",
            en=f"Actions without an owner: {facts.without_owner}. Agree on who does it.",
        )
    if facts.without_hours:
        return "thin", Text(
            nl=f"Acties zonder uren: {facts.without_hours}. Een plan zonder uren is een wens.",
            en=f"Actions without hours: {facts.without_hours}. A plan without hours is a wish.",
        )
    return "done", Text(
        nl=f"Gepland: {facts.actions} acties, elk met een eigenaar en uren.",
        en=f"Planned: {facts.actions} actions, each with an owner and hours.",
    )


def _evaluation(facts: PlanFacts) -> Said:
    if facts.evaluated:
        if facts.open_conclusions:
            return "thin", Text(
                nl=f"Geëvalueerd. Nog af te handelen: {facts.open_conclusions} van {facts.conclusions} "
                f"conclusies.",
                en=f"Evaluated. Still to settle: {facts.open_conclusions} of {facts.conclusions} "
                f"conclusions.",
            )
        return "done", Text(
            nl="Geëvalueerd, en elke conclusie is afgehandeld.",
            en="Evaluated, and every conclusion is settled.",
        )
    if not facts.adopted:
        return "later", Text(
            nl="Dit komt na de vaststelling. Spreek nu vast af wanneer.",
            en="This comes after adoption. Agree now on when.",
        )
    if facts.judged or facts.conclusions:
        return "thin", Text(
            nl=f"Beoordeeld: {facts.judged} van {facts.goals} doelen. Conclusies: {facts.conclusions}.",
            en=f"Judged: {facts.judged} of {facts.goals} goals. Conclusions: {facts.conclusions}.",
        )
    if facts.past_end:
        return "empty", Text(
            nl="Het plan is afgelopen. Geef per doel een oordeel en trek conclusies.",
            en="The plan has ended. Give a verdict per goal and draw conclusions.",
        )
    return "later", Text(
        nl="Dit komt aan het einde. Tussentijds een oordeel geven mag altijd.",
        en="This comes at the end. A verdict in between is always welcome.",
    )


_RULES = {
    STEP_INVENTORY: _inventory,
    STEP_THEMES: _themes,
    STEP_GOALS: _goals,
    STEP_TENDERS: _tenders,
    STEP_PROCESS: _process,
    STEP_YEAR: _year,
    STEP_EVALUATION: _evaluation,
}
