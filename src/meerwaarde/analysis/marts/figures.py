"""What was paid, taken apart by whatever is asked."""

from __future__ import annotations

from collections.abc import Sequence

from meerwaarde.analysis.dimensions import PROCUREMENT
from meerwaarde.analysis.marts.explanation import ONLY_PROCUREMENT, Explanation
from meerwaarde.analysis.marts.grouping import checked, procurement, sum_of, together
from meerwaarde.analysis.tables import Table
from meerwaarde.rules.text import Text

EXPLANATION = Explanation(
    code="figures",
    title=Text(nl="Wat er is betaald", en="What was paid"),
    shows=Text(
        nl="Het bedrag en het aantal regels, uitgesplitst zoals gevraagd. De delen tellen op tot het geheel.",
        en="The amount and the number of lines, taken apart as asked. The parts add up to the whole.",
    ),
    does_not_prove=Text(
        nl="Een betaling zegt niet wanneer het contract is gesloten of wat het over de hele looptijd "
        "waard is. "
        "De waardeklasse is daarom een aanwijzing: de drempel geldt per contract over de looptijd. "
        "De klasse vergelijkt met de drempel voor leveringen en diensten.",
        en="A payment does not say when the contract was made or what it is worth over its term. "
        "So the value band is an indication: the threshold holds per contract over its term. "
        "The band compares with the threshold for supplies and services.",
    ),
    exclusions=ONLY_PROCUREMENT,
)

EXCLUDED = Explanation(
    code="excluded",
    title=Text(nl="Wat geen inkoop is", en="What is no procurement"),
    shows=Text(
        nl="Het bedrag dat een uitsluitingsregel wegliet, per regel. Met wat er is betaald is dit "
        "het hele bestand "
        "in euro's.",
        en="The amount that an exclusion rule left out, per rule. With what was paid this is the "
        "whole file in "
        "euros.",
    ),
    does_not_prove=Text(
        nl="Een regel kan te ruim zijn. Wie de regel maakte en waarom, staat bij de regel.",
        en="A rule may be too wide. Who made it and why stands with the rule.",
    ),
    exclusions=Text(nl="Alleen euro's.", en="Only euros."),
)


def figures(totals: Table, by: Sequence[str] = ()) -> Table:
    """`TOTAL_COLUMNS` → the words of `by`, lines, cents, credit_cents (of the lines below zero); no row for
    none.

    A null in a group means unknown. Raises `UnknownGroup`.
    """
    table = procurement(totals)
    return together(
        table,
        checked(table, by),
        lines=sum_of(table.lines),
        cents=sum_of(table.cents),
        credit_cents=sum_of(table.credit_cents),
    )


def excluded(totals: Table, by: Sequence[str] = ()) -> Table:
    """What is no procurement: the words of `by`, kind (id of the rule), lines, cents."""
    table = totals.filter(totals.kind != PROCUREMENT)
    keys = [*checked(table, by), "kind"]
    return together(table, keys, lines=sum_of(table.lines), cents=sum_of(table.cents))
