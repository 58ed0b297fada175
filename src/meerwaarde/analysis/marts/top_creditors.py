"""The largest creditors, with their names where these may be told."""

from __future__ import annotations

from collections.abc import Sequence

from meerwaarde.analysis.marts.explanation import ONLY_PROCUREMENT, Explanation
from meerwaarde.analysis.marts.grouping import checked, procurement, sum_of, with_party
from meerwaarde.analysis.tables import Table, ibis
from meerwaarde.rules.text import Text

EXPLANATION = Explanation(
    code="top_creditors",
    title=Text(nl="Grootste crediteuren", en="Largest creditors"),
    shows=Text(
        nl="Wie het meest betaald kreeg, met het bedrag en het aantal regels.",
        en="Who was paid most, with the amount and the number of lines.",
    ),
    does_not_prove=Text(
        nl="Een bedrijf kan lager staan dan het hoort, zolang zijn schrijfwijzen niet zijn gekoppeld. "
        "Een groot bedrag zegt niets over hoe het contract is gesloten.",
        en="A firm may stand lower than it should as long as its spellings are not linked. "
        "A large amount says nothing about how the contract was made.",
    ),
    exclusions=Text(
        nl="Voor openbaar gebruik staat er geen naam bij wie geen rechtspersoon is, of van wie dat "
        "niet bekend is. " + ONLY_PROCUREMENT.nl,
        en="For public use there is no name for who is no legal person, or of whom that is not known. "
        + ONLY_PROCUREMENT.en,
    ),
)

LEGAL_PERSONS = ("bv", "nv", "foundation", "association", "cooperative", "public_body")
"""Legal forms that are legal persons (Burgerlijk Wetboek 2, art. 1 and 3); of foreign ones it is not
known."""


def top_creditors(
    suppliers: Table,
    creditors: Table,
    by: Sequence[str] = ("authority", "year"),
    *,
    limit: int = 25,
    public: bool = False,
) -> Table:
    """The words of `by`, rank (from 1), party, name, lines, cents: the `limit` largest of each group.

    `creditors` has authority, creditor and supplier. The name is that of the creditor with most money in the
    group; null with `public` for who is not known to be a legal person. Raises `UnknownGroup`.
    """
    groups = checked(suppliers, by)
    table = with_party(procurement(suppliers))
    legal = table.legal_form.isin(LEGAL_PERSONS).fill_null(False)
    keys = list(dict.fromkeys([*groups, "party", "authority", "creditor"]))
    each = table.group_by(keys).agg(lines=sum_of(table.lines), cents=sum_of(table.cents), legal=legal.all())
    first = ibis.row_number().over(
        ibis.window(
            group_by=[*groups, "party"], order_by=[ibis.desc(each.cents), each.authority, each.creditor]
        )
    )
    placed = each.mutate(first=first)
    chief = placed.first == 0
    party = placed.group_by([*groups, "party"]).agg(
        lines=sum_of(placed.lines),
        cents=sum_of(placed.cents),
        creditor=placed.creditor.max(where=chief),
        of_authority=placed.authority.max(where=chief),
        legal=placed.legal.all(),
    )
    rank = ibis.row_number().over(
        ibis.window(group_by=groups, order_by=[ibis.desc(party.cents), party.party])
    )
    ranked = party.mutate(rank=(rank + 1).cast("int32"))
    largest = ranked.filter(ranked["rank"] <= limit)
    named = creditors.select(at=creditors.authority, number=creditors.creditor, name=creditors.supplier)
    joined = largest.left_join(named, [largest.of_authority == named.at, largest.creditor == named.number])
    name = ibis.cases((joined.legal, joined.name), else_=ibis.null("string")) if public else joined["name"]
    return joined.select(
        *groups, "rank", "party", name=name, lines=joined.lines, cents=joined.cents
    ).order_by([*groups, "rank"])
