"""Reads of the market; with the actions the rooms that later stages may enter."""

from meerwaarde.stages.market.queries.notices import (
    PAGE,
    VERDICTS,
    Findable,
    Notice,
    NoticeFile,
    NoticeFilter,
    NoticeRecord,
    everything_findable,
    findable,
    kinds,
    listed,
    notice,
    notices_for_dossier,
    original,
    read_record,
    visible_to,
)

__all__ = [
    "PAGE",
    "VERDICTS",
    "Findable",
    "Notice",
    "NoticeFile",
    "NoticeFilter",
    "NoticeRecord",
    "everything_findable",
    "findable",
    "kinds",
    "listed",
    "notice",
    "notices_for_dossier",
    "original",
    "read_record",
    "visible_to",
]
