"""The export of many events, in the background."""

from __future__ import annotations

import os
from pathlib import Path

from meerwaarde.platform.history.actions import from_parameters
from meerwaarde.platform.history.export import (
    MOST_ROWS,
    Selection,
    beginning,
    blocks,
    file_name,
    write_sheet,
)
from meerwaarde.platform.work.jobs import Answer, JobRefused, job
from meerwaarde.platform.work.run import NO_LONGER_YOURS, Run
from meerwaarde.rules.text import Text

TOO_MANY = Text(
    nl="Een Excelbestand kan niet meer dan 1.048.575 gebeurtenissen bevatten. Kies CSV of minder dagen.",
    en="An Excel file cannot hold more than 1,048,575 events. Choose CSV, or choose fewer days.",
)


@job(
    "journal.export",
    title=Text(nl="Het journaal uitvoeren", en="Export the journal"),
    permission="journal.read",
)
def export(run: Run) -> Answer:
    """Make the file of a selection of events, for whoever may still read them."""
    actor = run.actor
    if not actor.may("journal.read"):
        raise JobRefused(NO_LONGER_YOURS)
    asked = run.parameters
    selection = Selection(
        actor.organisation_id, from_parameters(asked["filters"]), asked["last"], asked["language"]
    )
    path = run.folder / file_name(asked["format"])
    if asked["format"] == "xlsx":
        _make_sheet(run, selection, path)
    else:
        _make_lines(run, selection, asked["format"], path)
    return {"file": path.name}


def _make_lines(run: Run, selection: Selection, form: str, path: Path) -> None:
    """Goes on behind the last checkpoint: what a dead worker wrote after that is cut off first."""
    if not path.exists():
        run.cursor.clear()  # made on another machine: begin anew
    with path.open("r+b" if run.cursor else "wb") as file:
        file.truncate(run.cursor.get("bytes", 0))
        file.seek(0, os.SEEK_END)
        if not run.cursor:
            file.write(beginning(selection, form))
        done = run.cursor.get("done", 0)
        for events, block in blocks(selection, form, after=run.cursor.get("after", 0)):
            file.write(block)
            file.flush()
            os.fsync(file.fileno())
            done += len(events)
            with run.checkpoint():
                run.cursor.update(after=events[-1].sequence, bytes=file.tell(), done=done)
                run.advance(min(done, run.job.total or done))


def _make_sheet(run: Run, selection: Selection, path: Path) -> None:
    """A workbook is written in one go; after a break it is made anew."""
    if (run.job.total or 0) > MOST_ROWS:
        raise JobRefused(TOO_MANY)
    unfinished = path.with_suffix(".unfinished")
    for done in write_sheet(selection, str(unfinished)):
        run.advance(done)
    unfinished.replace(path)
