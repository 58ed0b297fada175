"""The story of Gemeente Veenmeer: two years of buying, and halfway a new board with promises."""

from __future__ import annotations

from meerwaarde.demo.board_texts import SMALLER_GOALS
from meerwaarde.demo.framework import FRAMEWORKS
from meerwaarde.demo.goals import GOALS
from meerwaarde.demo.mandates import MANDATES
from meerwaarde.demo.places import AROUND_VEENMEER
from meerwaarde.demo.procurements import PROCUREMENTS
from meerwaarde.demo.purchases import VEENMEER_PURCHASES
from meerwaarde.demo.shape import DemoStory, DemoSupplierList, on
from meerwaarde.demo.suppliers import SUPPLIERS

STORY = DemoStory(
    slug="veenmeer",
    begins=on("2024-11-11 09:00"),
    goals=(*GOALS, *SMALLER_GOALS),
    frameworks=FRAMEWORKS,
    procurements=PROCUREMENTS,
    mandates=MANDATES,
    own_regions=AROUND_VEENMEER,
    suppliers=SUPPLIERS,
    lists=(
        DemoSupplierList(
            file="goed-van-hier-2025.csv",
            source="Netwerk Goed van Hier (verzonnen)",
            by="soraya",
            at=on("2025-10-14 15:30"),
        ),
    ),
    quick_purchases=VEENMEER_PURCHASES,
)
