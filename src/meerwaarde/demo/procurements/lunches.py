"""Lunches for meetings with residents: just begun, nearly everything is still to be said."""

from __future__ import annotations

from meerwaarde.demo.shape import DemoProcurement, on

LUNCHES = DemoProcurement(
    key="lunches",
    at=on("2026-11-18 16:35"),
    by="anneke",
    department="openbare-ruimte",
    title="Lunches bij bijeenkomsten met bewoners",
    need="Bij elke wijkavond en bewonerslunch willen wij samen kunnen eten. Het gaat om ongeveer twintig "
    "keer per jaar.",
)
