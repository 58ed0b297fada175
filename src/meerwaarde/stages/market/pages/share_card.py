"""The picture that stands beside a shared address of a firm that has no picture of its own."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from meerwaarde.platform.documents.posters import poster_png
from meerwaarde.platform.layout.notation import shortened
from meerwaarde.stages.market import queries

TEMPLATE: Final = Path(__file__).with_suffix(".typ")
WIDTH, HEIGHT = 1200, 630
"""Dots, as sites that show shared pages ask for."""


def share_card(supplier: queries.Supplier, day: date) -> bytes:
    """A PNG with the name, the place, what is offered and whether something was checked."""
    titles = ", ".join(one.title for one in supplier.offerings.all()[:3])
    social = supplier.social_until is not None and supplier.social_until >= day
    return _drawn(
        supplier.name,
        supplier.place,
        shortened(titles, 90),
        _("Recognised as a social enterprise") if social else _("Keeps its own profile"),
    )


@lru_cache(maxsize=64)
def _drawn(name: str, where: str, offers: str, mark: str) -> bytes:
    """Drawing costs a tenth of a second, and a shared page is fetched by many sites at once."""
    return poster_png(
        TEMPLATE,
        {"name": name, "where": where, "offers": offers, "mark": mark, "language": "nl"},
    )
