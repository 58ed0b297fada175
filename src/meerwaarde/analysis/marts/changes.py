"""New and lost suppliers from year to year."""

from __future__ import annotations

from collections.abc import Sequence

from meerwaarde.analysis.marts.explanation import ONLY_PROCUREMENT, Explanation
from meerwaarde.analysis.marts.grouping import checked, per_party, sum_of
from meerwaarde.analysis.tables import Column, Table, ibis
from meerwaarde.rules.text import Text

EXPLANATION = Explanation(
    code="changes",
    title=Text(nl="Nieuwe en verloren leveranciers", en="New and lost suppliers"),
    shows=Text(
        nl="Nieuw is wie dit jaar regels heeft en vorig jaar niet. Verloren is wie vorig jaar regels "
        "had en dit jaar "
        "niet. Zonder gegevens over vorig jaar is het antwoord onbekend.",
        en="New is who has lines this year and had none last year. Lost is who had lines last year "
        "and has none "
        "this year. Without last year's lines the answer is unknown.",
    ),
    does_not_prove=Text(
        nl="Verloren betekent niet weggestuurd: een opdracht kan klaar zijn. In een jaar dat nog "
        "loopt, lijken er te "
        "veel verloren. Een naamswijziging zonder koppeling lijkt op een verlies en een nieuwe.",
        en="Lost does not mean sent away: the work may be done. In a year that still runs too many "
        "seem lost. "
        "A change of name without a link looks like one lost and one new.",
    ),
    exclusions=ONLY_PROCUREMENT,
)


def changes(suppliers: Table, by: Sequence[str] = ("authority",)) -> Table:
    """The words of `by`, year, suppliers, cents, new, new_cents, lost, lost_cents (of the year before).

    The four are null in a year whose year before has no lines in the group. Raises `UnknownGroup`.
    """
    groups = [word for word in checked(suppliers, by) if word != "year"]
    keys = [*groups, "year"]
    each = per_party(suppliers, keys)
    before = each.select(
        *(each[word].name(f"{word}_before") for word in groups),
        party_before=each.party,
        following=(each.year + 1).cast("int32"),
        cents_before=each.cents,
    )
    same = [each.party == before.party_before, each.year == before.following]
    same += [each[word].identical_to(before[f"{word}_before"]) for word in groups]
    now = each.left_join(before, same)
    counted = now.group_by(keys).agg(
        suppliers=now.count(),
        cents=sum_of(now.cents),
        known=now.party_before.count(),
        known_cents=sum_of(now.cents, now.party_before.notnull()),
        known_before_cents=sum_of(now.cents_before),
    )
    earlier = counted.select(
        *(counted[word].name(f"{word}_before") for word in groups),
        following=(counted.year + 1).cast("int32"),
        suppliers_before=counted.suppliers,
        cents_of_before=counted.cents,
    )
    in_turn = [counted.year == earlier.following]
    in_turn += [counted[word].identical_to(earlier[f"{word}_before"]) for word in groups]
    beside = counted.left_join(earlier, in_turn)
    return beside.select(
        *keys,
        "suppliers",
        "cents",
        new=_where_known(beside, beside.suppliers - beside.known),
        new_cents=_where_known(beside, beside.cents - beside.known_cents),
        lost=beside.suppliers_before - beside.known,
        lost_cents=beside.cents_of_before - beside.known_before_cents,
    ).order_by(keys)


def _where_known(table: Table, column: Column) -> Column:
    return ibis.cases((table.suppliers_before.notnull(), column), else_=ibis.null("int64"))
