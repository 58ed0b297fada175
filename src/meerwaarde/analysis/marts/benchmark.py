"""Authorities beside others of their size."""

from __future__ import annotations

from collections.abc import Mapping

from meerwaarde.analysis.marts.explanation import ONLY_PROCUREMENT, Explanation
from meerwaarde.analysis.marts.shares import shares
from meerwaarde.analysis.tables import Table, ibis
from meerwaarde.rules.text import Text

LEAST_AUTHORITIES = 3
"""With fewer in a class the sum of the class would tell what the other one did."""

EXPLANATION = Explanation(
    code="benchmark",
    title=Text(nl="Naast overheden van dezelfde grootte", en="Beside authorities of the same size"),
    shows=Text(
        nl="Het bedrag en het deel met het kenmerk van een overheid, naast die van alle overheden in "
        "dezelfde "
        "grootteklasse samen.",
        en="The amount and the marked part of an authority, beside those of all authorities of the "
        "same size class "
        "together.",
    ),
    does_not_prove=Text(
        nl="Verschil is nog geen oordeel: taken, regio en boekhouding verschillen. Een overheid die haar "
        "leveranciers beter kent, heeft minder onbekend en lijkt daardoor beter.",
        en="A difference is not a verdict: tasks, region and bookkeeping differ. An authority that knows its "
        "suppliers better has less unknown, and seems better for it.",
    ),
    exclusions=Text(
        nl="Met minder dan drie overheden in een klasse blijft de klasse leeg. Overheden zonder "
        "bekende grootte "
        "staan niet naast andere. " + ONLY_PROCUREMENT.nl,
        en="With fewer than three authorities in a class the class stays empty. Authorities of "
        "unknown size do not "
        "stand beside others. " + ONLY_PROCUREMENT.en,
    ),
)

SIZE_SCHEMA: Mapping[str, str] = {"authority": "string", "size_class": "string"}


def benchmark(totals: Table, sizes: Table, mark: str = "social") -> Table:
    """year, size_class, authority, own yes/no/unknown/all cents, class_authorities and the same four of the
    class.

    `sizes` has `SIZE_SCHEMA`; `mark` as in `shares`. Those of the class are null below `LEAST_AUTHORITIES`.
    """
    own = shares(totals, mark, ("authority", "year"))
    sized = sizes.select(at=sizes.authority, size_class=sizes.size_class)
    placed = own.left_join(sized, [own.authority == sized.at]).drop("at", "lines")
    alike = ibis.window(group_by=["year", "size_class"])
    counted = placed.mutate(
        class_authorities=placed.count().over(alike),
        **{f"class_{name}": placed[name].sum().over(alike) for name in _AMOUNTS},
    )
    enough = counted.size_class.notnull() & (counted.class_authorities >= LEAST_AUTHORITIES)
    return counted.select(
        "year",
        "size_class",
        "authority",
        *_AMOUNTS,
        "class_authorities",
        **{
            f"class_{name}": ibis.cases((enough, counted[f"class_{name}"]), else_=ibis.null("int64"))
            for name in _AMOUNTS
        },
    ).order_by(["year", "size_class", "authority"])


_AMOUNTS = ("yes_cents", "no_cents", "unknown_cents", "cents")
