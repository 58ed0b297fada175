"""The doors to the market."""

from meerwaarde.stages.market.views.notices import import_notice, notice, notices, original

__all__ = ["import_notice", "notice", "notices", "original"]
