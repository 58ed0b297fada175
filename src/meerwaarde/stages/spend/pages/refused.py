"""Lines that cannot be counted: why, and as a file that can be mended and brought in again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from meerwaarde.exchange.payments.records import ROLE_NAMES
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.sheets import BYTE_ORDER_MARK, csv_lines, guarded
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    Crumb,
    EmptyState,
    ListPage,
    Row,
    Table,
)
from meerwaarde.stages.spend.pages.words import address_of, crumbs_to, language, reason_name
from meerwaarde.stages.spend.queries import refusals as queries
from meerwaarde.stages.spend.queries.batches import SpendBatch
from meerwaarde.stages.spend.queries.mappings import REASON_COLUMN, RETURN_COLUMN, Chosen, chosen_of
from meerwaarde.stages.spend.queries.refusals import RefusedLine

_PLAIN_NUMBER = re.compile(r"[-+(]?[0-9.,\s€]+[)-]?")


def refused_page(actor: Actor, batch: SpendBatch, after: int) -> ListPage:
    """Refused lines in the order of the file."""
    rows = queries.refused_lines(batch, actor.slug, after=after)
    shown = rows[: queries.ROWS_ON_A_PAGE]
    here = address_of("refused", actor, batch)
    download = Action(
        label=_("Download with reasons"), url=address_of("refused_file", actor, batch), icon="download"
    )
    return ListPage(
        title=_("Refused lines"),
        intro=_(
            "These lines do not count. Download them with the reasons, mend them, "
            "and bring that file in: only the mended lines are then added."
        ),
        crumbs=(*crumbs_to(actor), Crumb(batch.file_name, address_of("batch", actor, batch))),
        actions=(download,) if rows else (),
        table=Table(
            caption=_("Lines that cannot be read"),
            caption_hidden=True,
            columns=(
                Column(label=_("Line"), compact=True),
                Column(label=_("What is wrong")),
                Column(label=_("The line as it stands in the file")),
            ),
            rows=tuple(_row(one) for one in shown),
            empty=EmptyState(
                title=_("No line was refused"),
                text=_("Every line of this file can be counted."),
                drawing="done",
            ),
            next_url=f"{here}?na={shown[-1].line}" if len(rows) > len(shown) else "",
            previous_url=here if after else "",
        ),
    )


def refused_file(batch: SpendBatch, lines: list[RefusedLine]) -> bytes:
    """The refused lines under the headings of their file, with why: it can be brought in again."""
    return BYTE_ORDER_MARK + b"".join(_lines_of(batch, lines))


def _lines_of(batch: SpendBatch, lines: list[RefusedLine]) -> Iterator[bytes]:
    headings = [column.header for column in (chosen_of(batch) or Chosen()).columns]
    ours = [place for place, one in enumerate(headings) if one in (REASON_COLUMN, RETURN_COLUMN)]
    own = [one for place, one in enumerate(headings) if place not in ours]
    yield csv_lines([[*own, REASON_COLUMN, RETURN_COLUMN]])
    for one, cells in zip(lines, queries.cells_of(batch, lines), strict=True):
        kept = [cell for place, cell in enumerate(cells) if place not in ours]
        kept += [""] * (len(own) - len(kept))
        yield _guarded([*kept, reason_name(one.reason), f"{batch.public_id}/{one.line}"])


def _guarded(cells: list[str]) -> bytes:
    """A line in which a negative amount stays one: only what a spreadsheet could run gets an apostrophe."""
    text = io.StringIO()
    safe = [cell if _PLAIN_NUMBER.fullmatch(cell) else guarded(cell) for cell in cells]
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow(safe)
    return text.getvalue().encode()


def _row(one: RefusedLine) -> Row:
    where = ROLE_NAMES[one.column].in_language(language()) if one.column in ROLE_NAMES else ""  # type: ignore[index]
    value = f": “{one.value[:60]}”" if one.value else ""
    return Row(
        (
            Cell(text=str(one.line)),
            Cell(text=reason_name(one.reason), note=f"{where}{value}"),
            Cell(text=one.raw[:300]),
        )
    )
