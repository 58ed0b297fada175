"""How much of the money goes to how few."""

from __future__ import annotations

from collections.abc import Sequence

from meerwaarde.analysis.marts.explanation import ONLY_PROCUREMENT, Explanation
from meerwaarde.analysis.marts.grouping import checked, per_party, sum_of, together
from meerwaarde.analysis.tables import Table, ibis
from meerwaarde.rules.text import Text

EXPLANATION = Explanation(
    code="concentration",
    title=Text(nl="Concentratie", en="Concentration"),
    shows=Text(
        nl="Het deel van de tien grootste leveranciers, en de Herfindahl-index: 10.000 is alles bij "
        "één leverancier, "
        "bijna 0 is over heel veel leveranciers verdeeld.",
        en="The part of the ten largest suppliers, and the Herfindahl index: 10,000 is all with one "
        "supplier, "
        "nearly 0 is spread over very many.",
    ),
    does_not_prove=Text(
        nl="Een hoge index zegt niet dat er te weinig aanbieders zijn. Zij gaat over wat deze "
        "overheid kocht, "
        "niet over de markt. Niet gekoppelde schrijfwijzen maken de index te laag.",
        en="A high index does not say that there are too few providers. It is about what this "
        "authority bought, "
        "not about the market. Spellings that are not linked make the index too low.",
    ),
    exclusions=Text(
        nl="Leveranciers met per saldo een creditbedrag of nul tellen niet mee; hun bedrag staat apart. "
        + ONLY_PROCUREMENT.nl,
        en="Suppliers with a credit or zero on balance do not count; their amount is shown apart. "
        + ONLY_PROCUREMENT.en,
    ),
)

TOP = 10


def concentration(suppliers: Table, by: Sequence[str] = ()) -> Table:
    """The words of `by`, suppliers, cents, top_cents (of the ten largest), largest_cents, squares,
    left_out_cents.

    `squares` is the sum of squared cents as a decimal, for `parts.herfindahl(squares, cents)`; only
    suppliers with more than zero on balance are in it and in `cents`. Raises `UnknownGroup`.
    """
    groups = checked(suppliers, by)
    each = per_party(suppliers, groups)
    rank = ibis.row_number().over(ibis.window(group_by=groups, order_by=[ibis.desc(each.cents), each.party]))
    counts = each.cents > 0
    exact = each.cents.cast("decimal(19, 0)")  # the square is then a decimal of 38 digits on both engines
    ranked = each.mutate(rank=rank, paid=ibis.cases((counts, each.cents), else_=0), square=exact * exact)
    square = ranked.square.sum(where=ranked.cents > 0)
    return together(
        ranked,
        groups,
        suppliers=ranked.paid.count(where=ranked.cents > 0),
        cents=sum_of(ranked.paid),
        top_cents=sum_of(ranked.paid, ranked["rank"] < TOP),
        largest_cents=ranked.paid.max().fill_null(0),
        squares=square,
        left_out_cents=sum_of(ranked.cents, ranked.cents <= 0),
    )
