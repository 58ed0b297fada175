"""Which part went to social enterprises, innovators, local, regional and small firms."""

from __future__ import annotations

from collections.abc import Sequence

from meerwaarde.analysis.marts.explanation import ONLY_PROCUREMENT, Explanation
from meerwaarde.analysis.marts.grouping import MARKS, UnknownGroup, checked, procurement, sum_of, together
from meerwaarde.analysis.tables import Table
from meerwaarde.rules.text import Text

EXPLANATION = Explanation(
    code="shares",
    title=Text(nl="Welk deel ging naar wie", en="Which part went to whom"),
    shows=Text(
        nl="Per kenmerk: het bedrag dat zeker wel, zeker niet, en onbekend is. "
        "Het aandeel is het deel dat zeker wel is, van het hele bedrag.",
        en="Per mark: the amount that certainly is, certainly is not, and is unknown. "
        "The share is the part that certainly is, of the whole amount.",
    ),
    does_not_prove=Text(
        nl="Onbekend is niet hetzelfde als nee. Het werkelijke aandeel ligt tussen het aandeel en "
        "het aandeel plus "
        "het onbekende deel. Een betaling aan een sociale onderneming zegt nog niet welk effect er was.",
        en="Unknown is not the same as no. The true share lies between the share and the share plus "
        "the unknown "
        "part. A payment to a social enterprise does not yet say what effect there was.",
    ),
    exclusions=ONLY_PROCUREMENT,
)


def shares(totals: Table, mark: str, by: Sequence[str] = ()) -> Table:
    """The words of `by`, yes_cents, no_cents, unknown_cents, cents (their sum, the denominator), lines.

    `mark` is one of `grouping.MARKS`, or `impact`: a social enterprise or another sustainable innovator.
    The share itself is `marts.parts.parts(yes_cents, cents)`. Raises `UnknownGroup`.
    """
    if mark not in (*MARKS, "impact"):
        raise UnknownGroup(mark, (*MARKS, "impact"))
    table = procurement(totals)
    holds = table.social | table.innovator if mark == "impact" else table[mark]
    return together(
        table,
        checked(table, by),
        lines=sum_of(table.lines),
        yes_cents=sum_of(table.cents, holds),
        no_cents=sum_of(table.cents, ~holds),
        unknown_cents=sum_of(table.cents, holds.isnull()),
        cents=sum_of(table.cents),
    )
