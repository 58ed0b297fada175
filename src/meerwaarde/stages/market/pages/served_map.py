"""Where a supplier works, as a map of the provinces with its table twin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from meerwaarde.platform.layout.charts import Chart, MapWords, Province, country
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.stages.market.pages import supplier_words as words

WHOLE, PART, NOT = 4, 2, 0
"""How dark a province is: served whole, in part, or not."""


def served_map(regions: Iterable[str] | None, day: date) -> Chart | None:
    """The working area; None where nobody said anything, for a white map would say "nowhere"."""
    codes = {rules.current_region(code) for code in regions or ()}
    if not codes:
        return None
    said = {WHOLE: _("all of it"), PART: _("part of it"), NOT: _("not")}
    shown = []
    for one in rules.provinces(Law.on(day)):
        served = served_in(one.code, codes)
        name = words.said(one.name)
        shown.append(
            Province(
                code=one.code, name=name, count=served, value=said[served], said=f"{name}: {said[served]}"
            )
        )
    return country(
        "served",
        MapWords(
            title=_("Working area"),
            description=_("Dark: the whole province. Light: part of it. White: not there."),
            headings=(_("Province"), _("Works there")),
        ),
        shown,
    )


def served_in(province: str, codes: set[str]) -> int:
    """How much of a province lies in these areas: all, part or nothing.

    >>> served_in("NL13", {"NL13"}), served_in("NL13", {"GM0109"}), served_in("NL13", {"NL11"})
    (4, 2, 0)
    """
    if codes & {province, *rules.wider(province)}:
        return WHOLE
    return PART if any(province in rules.wider(code) for code in codes) else NOT
