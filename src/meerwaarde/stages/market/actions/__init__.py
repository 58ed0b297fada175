"""What people do in the market: one function is one thing a person does."""

from meerwaarde.stages.market.actions.notices import MOST_BYTES, Imported, day_of, import_notice

__all__ = ["MOST_BYTES", "Imported", "day_of", "import_notice"]
