"""Small purchases of the authorities: from a bunch of flowers to a day out."""

from __future__ import annotations

from meerwaarde.demo.purchases.veenmeer_2024_2025 import FIRST_YEAR
from meerwaarde.demo.purchases.veenmeer_2026_autumn import AUTUMN
from meerwaarde.demo.purchases.veenmeer_2026_spring import SPRING

VEENMEER_PURCHASES = (*FIRST_YEAR, *SPRING, *AUTUMN)
