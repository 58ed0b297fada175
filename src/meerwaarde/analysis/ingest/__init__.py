"""Files of payments into the lake: streamed, every record counted or refused with its reason, none lost."""

from meerwaarde.analysis.ingest.delimited import Progress, ingest_csv
from meerwaarde.analysis.ingest.layout import (
    REASONS,
    ROLES,
    Ingested,
    Layout,
    Reason,
    RefusedLine,
    Role,
)
from meerwaarde.analysis.ingest.records import ingest_records

__all__ = [
    "REASONS",
    "ROLES",
    "Ingested",
    "Layout",
    "Progress",
    "Reason",
    "RefusedLine",
    "Role",
    "ingest_csv",
    "ingest_records",
]
