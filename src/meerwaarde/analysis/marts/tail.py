"""The long tail: how many suppliers share the last fifth of the money."""

from __future__ import annotations

from collections.abc import Sequence

from meerwaarde.analysis.marts.explanation import ONLY_PROCUREMENT, Explanation
from meerwaarde.analysis.marts.grouping import checked, per_party, sum_of, together
from meerwaarde.analysis.tables import Table, ibis
from meerwaarde.rules.text import Text

EXPLANATION = Explanation(
    code="tail",
    title=Text(nl="De lange staart", en="The long tail"),
    shows=Text(
        nl="De kop is het kleinste aantal leveranciers dat samen vier vijfde van het geld krijgt. "
        "De staart zijn alle anderen, met hun regels en hun bedrag.",
        en="The head is the smallest number of suppliers that together get four fifths of the money. "
        "The tail is all others, with their lines and their amount.",
    ),
    does_not_prove=Text(
        nl="Een lange staart is niet verkeerd. Zij kost werk, en geeft juist kleine en lokale "
        "bedrijven een plaats.",
        en="A long tail is not wrong. It costs work, and gives small and local firms a place.",
    ),
    exclusions=ONLY_PROCUREMENT,
)

HEAD_FIFTHS = 4


def tail(suppliers: Table, by: Sequence[str] = ("authority", "year")) -> Table:
    """The words of `by`, suppliers, cents, lines, head, head_cents, tail, tail_cents, tail_lines.

    Suppliers with a credit or zero on balance are in the tail. Raises `UnknownGroup`.
    """
    groups = checked(suppliers, by)
    each = per_party(suppliers, groups)
    order = [ibis.desc(each.cents), each.party]
    so_far = each.cents.sum().over(ibis.window(group_by=groups, order_by=order, preceding=None, following=0))
    paid = ibis.cases((each.cents > 0, each.cents), else_=0).sum().over(ibis.window(group_by=groups))
    running = each.mutate(before=so_far - each.cents, paid=paid)
    in_head = (running.cents > 0) & (running.before * 5 < running.paid * HEAD_FIFTHS)
    placed = running.mutate(in_head=in_head)
    return together(
        placed,
        groups,
        suppliers=placed.count(),
        cents=sum_of(placed.cents),
        lines=sum_of(placed.lines),
        head=placed.in_head.sum().fill_null(0),
        head_cents=sum_of(placed.cents, placed.in_head),
        tail=(~placed.in_head).sum().fill_null(0),
        tail_cents=sum_of(placed.cents, ~placed.in_head),
        tail_lines=sum_of(placed.lines, ~placed.in_head),
    )
