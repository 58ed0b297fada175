"""Fetching public notices: rounds, their windows of days, and what is done with each publication."""

from meerwaarde.stages.market.actions.intake.fetching import Lost, work_off
from meerwaarde.stages.market.actions.intake.openings import (
    SOURCES,
    base_of,
    newest_of_tenderned,
    odd_setting,
    opened,
    today,
)
from meerwaarde.stages.market.actions.intake.runs import (
    JOB,
    end_run,
    is_busy,
    plan_run,
    start_fetching,
    stop_run,
    switched_on,
)
from meerwaarde.stages.market.actions.intake.sources import FromTed, FromTenderNed, Source, TooFull
from meerwaarde.stages.market.actions.intake.taking import Counts, Publication, prepare, take_in

__all__ = [
    "JOB",
    "SOURCES",
    "Counts",
    "FromTed",
    "FromTenderNed",
    "Lost",
    "Publication",
    "Source",
    "TooFull",
    "base_of",
    "end_run",
    "is_busy",
    "newest_of_tenderned",
    "odd_setting",
    "opened",
    "plan_run",
    "prepare",
    "start_fetching",
    "stop_run",
    "switched_on",
    "take_in",
    "today",
    "work_off",
]
