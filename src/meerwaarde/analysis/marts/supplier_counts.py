"""How many suppliers were paid."""

from __future__ import annotations

from collections.abc import Sequence

from meerwaarde.analysis.marts.explanation import ONLY_PROCUREMENT, Explanation
from meerwaarde.analysis.marts.grouping import checked, per_party, sum_of, together
from meerwaarde.analysis.tables import Table
from meerwaarde.rules.text import Text

EXPLANATION = Explanation(
    code="supplier_counts",
    title=Text(nl="Aantal leveranciers", en="Number of suppliers"),
    shows=Text(
        nl="Hoeveel verschillende leveranciers regels hebben. Zeker gekoppelde schrijfwijzen tellen "
        "als één bedrijf.",
        en="How many different suppliers have lines. Spellings that are linked for certain count as "
        "one firm.",
    ),
    does_not_prove=Text(
        nl="Eén bedrijf kan hier nog onder twee namen staan zolang de koppeling niet zeker is. "
        "Aantallen van delen tellen niet op: een leverancier kan in meer delen voorkomen.",
        en="One firm may still stand here under two names as long as the link is not certain. "
        "Numbers of parts do not add up: a supplier may occur in several.",
    ),
    exclusions=ONLY_PROCUREMENT,
)


def supplier_counts(suppliers: Table, by: Sequence[str] = ()) -> Table:
    """`SUPPLIER_COLUMNS` → the words of `by`, suppliers, lines, cents. Raises `UnknownGroup`."""
    groups = checked(suppliers, by)
    each = per_party(suppliers, groups)
    return together(each, groups, suppliers=each.count(), lines=sum_of(each.lines), cents=sum_of(each.cents))
