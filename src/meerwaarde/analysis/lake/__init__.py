"""The lake: lines of spend in Parquet, of which only what a manifest lists exists.

    lines/authority=<code>/year=<yyyy>/<batch>.parquet    the counted lines, `LINE_COLUMNS`
    refused/<code>/<batch>.parquet                        the refused ones, `REFUSED_COLUMNS`
    batches/<code>/<batch>.json                           the manifest, written last
    dimensions/<code>/  rollups/<code>/year=<yyyy>/       made from the lines, replaced whole
    drafts/  locks/                                       work in progress

A batch is written in a draft folder on the same disk. `Draft.commit` brings the files to the disk, moves
them to their places and only then puts the manifest there by an atomic rename. Whatever moment power or
process ends: the batch is there whole or not at all, and `Lake.sweep` clears away what a crash left.
Withdrawing takes the manifest away first. Money is whole cents (int64) everywhere.

No clock and no database: moments come in as arguments. Nothing here needs the columnar libraries but
`line_schema` and `refused_schema`, which load pyarrow when called.
"""

from meerwaarde.analysis.lake.batches import Draft, Lake
from meerwaarde.analysis.lake.disk import naming_no_room, replacing, write_whole
from meerwaarde.analysis.lake.records import (
    FORMAT,
    LINE_COLUMNS,
    REFUSED_COLUMNS,
    REQUIRED,
    AlreadyThere,
    Content,
    Damaged,
    LakeError,
    LineFile,
    Manifest,
    NoRoom,
    NotThere,
    Source,
    Total,
    line_schema,
    refused_schema,
)

__all__ = [
    "FORMAT",
    "LINE_COLUMNS",
    "REFUSED_COLUMNS",
    "REQUIRED",
    "AlreadyThere",
    "Content",
    "Damaged",
    "Draft",
    "Lake",
    "LakeError",
    "LineFile",
    "Manifest",
    "NoRoom",
    "NotThere",
    "Source",
    "Total",
    "line_schema",
    "naming_no_room",
    "refused_schema",
    "replacing",
    "write_whole",
]
