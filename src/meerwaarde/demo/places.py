"""Where the made-up authorities lie: between real municipalities, so that regions mean something."""

from __future__ import annotations

AROUND_VEENMEER = ("GM0106", "GM1680", "GM1730")
"""Assen, Aa en Hunze and Tynaarlo."""
AROUND_DUINRADE = ("GM1966", "GM1979")
"""Het Hogeland and Eemsdelta."""
AROUND_ZUIDERVEEN = ("GM0109", "GM0114", "GM1690")
"""Coevorden, Emmen and De Wolden."""
