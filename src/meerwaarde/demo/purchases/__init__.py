"""Small purchases of the authorities: from a bunch of flowers to a day out."""

from __future__ import annotations

from meerwaarde.demo.purchases.veenmeer_2024_2025 import FIRST_YEAR
from meerwaarde.demo.purchases.veenmeer_2026 import SECOND_YEAR

VEENMEER_PURCHASES = (*FIRST_YEAR, *SECOND_YEAR)
