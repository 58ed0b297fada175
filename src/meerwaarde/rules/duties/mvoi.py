"""MVOI, tenzij: every purchase serves a theme, or the file says why not."""

from __future__ import annotations

from collections.abc import Iterable

from meerwaarde.rules.ambition import has_ambition
from meerwaarde.rules.case import Case
from meerwaarde.rules.catalogue import rule
from meerwaarde.rules.duties.deciding import Condition, grounds, negated, speak_when
from meerwaarde.rules.grounds import Finding, Question
from meerwaarde.rules.text import Text


@rule(
    "R23",
    name=Text(nl="Maatschappelijke waarde, tenzij", en="Societal value, unless"),
    severities=("block",),
    reach=Text(
        nl=(
            "Blokkeert bij elke waarde en elke opdracht zolang geen thema een niveau van 1 of hoger "
            "heeft. Niets ingevuld is onbekend en wordt gevraagd; bewust geen thema, of overal niveau 0, "
            "spreekt. Een tenzij-reden hoort in het dossier en staat niet in de aanvraag; daarom blijft "
            "de regel spreken tot er een thema of een goedgekeurde reden is."
        ),
        en=(
            "Blocks at any value and for any contract as long as no theme has a level of 1 or higher. "
            "Nothing filled in is unknown and is asked; no theme on purpose, or level 0 everywhere, makes "
            "it speak. A reason to depart belongs in the file and not in the intake; so the rule keeps "
            "speaking until there is a theme or an approved reason."
        ),
    ),
    basis=("articles/aw_1_4", "tenzij/reasons"),
    reads=("themes",),
)
def societal_value_unless(case: Case) -> Iterable[Finding | Question]:
    """Article 1.4, paragraph 2: as much societal value as possible for public money."""

    def finding() -> Finding:
        return Finding(
            "R23",
            "block",
            Text(
                nl=(
                    "In dit dossier staat geen thema met een ambitie. Welke maatschappelijke waarde levert "
                    "deze inkoop?"
                ),
                en=(
                    "This file holds no theme with an ambition. Which societal value does this purchase "
                    "deliver?"
                ),
            ),
            grounds(case, "articles/aw_1_4", "tenzij/reasons"),
            Text(
                nl=(
                    "Kies minstens één thema met niveau 1, 2 of 3. Kan dat echt niet? Leg dan een "
                    "tenzij-reden vast met uitleg, bewijs, wie dat goedkeurt en wanneer u er opnieuw naar "
                    "kijkt."
                ),
                en=(
                    "Choose at least one theme with level 1, 2 or 3. Is that truly impossible? Then record a "
                    "reason to depart, with an explanation, evidence, who approves it and when you look at "
                    "it "
                    "again."
                ),
            ),
            "themes",
        )

    why = Text(
        nl="Welke thema's dient deze inkoop, en met welke ambitie?",
        en="Which themes does this purchase serve, and with what ambition?",
    )
    yield from speak_when(
        "R23", (Condition(negated(has_ambition(case.intake.themes)), "themes", why),), finding
    )
