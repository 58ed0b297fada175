"""What the market does in the background: take a list of suppliers over."""

from __future__ import annotations

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from meerwaarde.exchange.suppliers import SupplierRow
from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.work.jobs import Answer, JobRefused, job
from meerwaarde.platform.work.run import NO_LONGER_YOURS, HandBack, LeaseLost, Run
from meerwaarde.rules.lifecycle import RUNNING
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions import supplier_imports as actions
from meerwaarde.stages.market.queries import supplier_imports as queries
from meerwaarde.stages.market.queries.supplier_imports import SupplierImport

GONE = Text(
    nl="Deze lijst staat niet meer klaar om over te nemen. Kijk op de pagina van de lijst.",
    en="This list is no longer ready to be taken over. See the page of the list.",
)
BUSY = Text(
    nl="Anderen wijzigden steeds dezelfde leveranciers. Start het overnemen opnieuw vanaf de lijst.",
    en="Others kept changing the same suppliers. Start again from the page of the list.",
)


@job(
    actions.JOB,
    title=Text(nl="Een lijst met leveranciers overnemen", en="Take over a list of suppliers"),
    permission="suppliers.import",
)
def take_over(run: Run) -> Answer:
    """Go through the list in parts; each part is written whole or not at all, and never twice."""
    actor = run.actor
    if not actor.may("suppliers.import"):
        raise JobRefused(NO_LONGER_YOURS)
    batch = queries.supplier_import(actor, run.parameters["batch"])
    if batch is None or batch.state != RUNNING:
        raise JobRefused(GONE)
    try:
        rows = queries.reading_of(batch, timezone.localdate()).rows
    except Refused as refused:
        raise JobRefused(refused.message) from refused
    try:
        left = [row for row in rows if row.line > batch.taken_until]
        done = len(rows) - len(left)
        run.advance(done, len(rows))
        for part in queries.chunks(left):
            done += len(part)
            _take(run, actor, batch.public_id, list(part), done)
    except (LeaseLost, HandBack, OperationalError, InterfaceError):
        raise  # another worker goes on
    except BaseException:
        actions.note_stop(actor, batch=_again(actor, batch.public_id), at=timezone.now())
        raise
    batch = _again(actor, batch.public_id)
    actions.finish_taking_over(actor, batch=batch, at=timezone.now())
    return {"counts": batch.counts}


def _take(run: Run, actor: Actor, number: str, part: list[SupplierRow], done: int) -> None:
    try:
        actions.take_part_again(
            actor,
            batch=_again(actor, number),
            rows=part,
            within=run.checkpoint,
            told=lambda: run.advance(done),
        )
    except actions.OUT_OF_DATE as error:
        raise JobRefused(BUSY) from error


def _again(actor: Actor, number: str) -> SupplierImport:
    found = queries.supplier_import(actor, number)
    if found is None:
        raise JobRefused(GONE)
    return found
