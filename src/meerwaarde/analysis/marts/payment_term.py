"""How fast bills are paid, and whether small firms wait longer."""

from __future__ import annotations

from collections.abc import Sequence

from meerwaarde.analysis.marts.explanation import Explanation
from meerwaarde.analysis.marts.grouping import checked, procurement, sum_of, together
from meerwaarde.analysis.tables import Table
from meerwaarde.rules.text import Text

EXPLANATION = Explanation(
    code="payment_term",
    title=Text(nl="Betaaltermijn", en="Payment term"),
    shows=Text(
        nl="Het gemiddelde aantal dagen tussen factuur en betaling, en welk deel te laat is betaald. "
        "Kleine bedrijven staan naast de andere.",
        en="The average number of days between invoice and payment, and which part was paid late. "
        "Small firms stand beside the others.",
    ),
    does_not_prove=Text(
        nl="De termijn begint bij ontvangst van de factuur, en die datum staat niet in de regels. "
        "Een betwiste factuur lijkt hier op een late. Data per maand in plaats van per dag maken het "
        "getal onzeker.",
        en="The term begins when the invoice is received, and that day is not in the lines. "
        "A disputed invoice looks like a late one here. Dates by month instead of day make the "
        "number uncertain.",
    ),
    exclusions=Text(
        nl="Alleen regels met een factuurdatum, geen creditnota's, en een betaling op of na de "
        "factuurdatum en binnen "
        "366 dagen. Alleen inkoop, alleen euro's. Hoeveel regels meetellen, staat erbij.",
        en="Only lines with an invoice date, no credit notes, and a payment on or after that date and within "
        "366 days. Only procurement, only euros. How many lines count is shown.",
    ),
)


def payment_term(totals: Table, by: Sequence[str] = ()) -> Table:
    """The words of `by`, small, lines, counted_lines, days (their sum), late_lines.

    The average is `parts.tenths(days, counted_lines)`, the late part `parts.parts(late_lines,
    counted_lines)`. Raises `UnknownGroup`.
    """
    table = procurement(totals)
    groups = list(dict.fromkeys([*checked(table, by), "small"]))
    return together(
        table,
        groups,
        lines=sum_of(table.lines),
        counted_lines=sum_of(table.days_lines),
        days=sum_of(table.days_sum),
        late_lines=sum_of(table.late_lines),
    )
