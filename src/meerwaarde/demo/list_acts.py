"""Taking in a file of suppliers the way a colleague does: put it ready, try it, and take it over."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.shape import DemoSupplierList, Happening
from meerwaarde.exchange.suppliers import open_list, propose
from meerwaarde.stages.market.actions.supplier_imports import check_list, take_over_here, upload_list

LISTS = Path(__file__).parent / "lists"


def list_happenings(cast: Cast, told: DemoSupplierList) -> list[Happening]:
    """Everything at one moment: whoever has the file at hand goes through the steps at once."""
    return [Happening(told.at, partial(_take_in, cast, told))]


def _take_in(cast: Cast, told: DemoSupplierList) -> None:
    actor = cast.actor(told.by)
    document = (LISTS / told.file).read_bytes()
    batch = upload_list(actor, document=document, file_name=told.file, source=told.source, at=told.at)
    mapping = propose(open_list(document, told.file)).mapping
    check_list(actor, batch=batch, mapping=mapping, at=told.at)
    if told.taken_over:
        for _part in take_over_here(actor, batch=batch, at=told.at):
            pass
