"""Whether money reaches neighbourhoods where it is needed."""

from __future__ import annotations

from collections.abc import Sequence

from meerwaarde.analysis.marts.explanation import ONLY_PROCUREMENT, Explanation
from meerwaarde.analysis.marts.grouping import checked, procurement, sum_of, together
from meerwaarde.analysis.tables import Table, ibis
from meerwaarde.rules.text import Text

EXPLANATION = Explanation(
    code="deprivation",
    title=Text(nl="Naar buurten die het nodig hebben", en="To neighbourhoods that need it"),
    shows=Text(
        nl="Het bedrag aan leveranciers in buurten met een score op of boven de grens, eronder, en onbekend.",
        en="The amount to suppliers in neighbourhoods with a score at or above the bound, below it, "
        "and unknown.",
    ),
    does_not_prove=Text(
        nl="Het adres van een bedrijf zegt niet waar zijn mensen wonen of waar het werk is gedaan.",
        en="The address of a firm does not say where its people live or where the work was done.",
    ),
    exclusions=ONLY_PROCUREMENT,
)


def deprivation(
    suppliers: Table, creditors: Table, bound: float, by: Sequence[str] = ("authority", "year")
) -> Table:
    """The words of `by`, at_or_above_cents, below_cents, unknown_cents, cents.

    `creditors` has authority, creditor and deprivation (the imported score; its source says what is high).
    Raises `UnknownGroup`.
    """
    table = procurement(suppliers)
    groups = checked(table, by)
    scored = creditors.select(at=creditors.authority, number=creditors.creditor, score=creditors.deprivation)
    joined = table.left_join(scored, [table.authority == scored.at, table.creditor == scored.number])
    high = joined.score >= ibis.literal(bound)
    return together(
        joined,
        groups,
        at_or_above_cents=sum_of(joined.cents, high),
        below_cents=sum_of(joined.cents, ~high),
        unknown_cents=sum_of(joined.cents, high.isnull()),
        cents=sum_of(joined.cents),
    )
