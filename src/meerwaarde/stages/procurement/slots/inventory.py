"""Where an authority stands, for the first step of an action plan: the figures of the home page."""

from __future__ import annotations

from meerwaarde.platform.layout import slots
from meerwaarde.stages.procurement.slots import explanations, procurements, quick_purchases

slots.plan_inventory.register("procurement.figures", order=30)(procurements.figures)
slots.plan_inventory.register("procurement.rules", order=31)(explanations.figure)
slots.plan_inventory.register("procurement.quick_figures", order=32)(quick_purchases.figures)
