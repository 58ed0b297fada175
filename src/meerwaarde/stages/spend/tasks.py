"""What spend does in the background: reading a file, and clearing away what a crash left."""

from __future__ import annotations

from datetime import timedelta

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from meerwaarde.analysis.lake import LakeError
from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.work import planning
from meerwaarde.platform.work.jobs import Answer, JobRefused, job
from meerwaarde.platform.work.run import NO_LONGER_YOURS, HandBack, LeaseLost, Run
from meerwaarde.rules.lifecycle import MAPPED
from meerwaarde.rules.text import Text
from meerwaarde.stages.spend.actions import reading
from meerwaarde.stages.spend.queries.batches import SpendBatch, batch_of, lake, waiting

GONE = Text(
    nl="Dit bestand wacht niet meer op lezen. Kijk op de pagina van het bestand.",
    en="This file does not wait to be read any more. See the page of the file.",
)
NO_ROOM = Text(
    nl="Het bestand kon niet worden bewaard: er is te weinig ruimte of de opslag is beschadigd. "
    "Er telt niets van mee. Vraag de beheerder om hulp en laat het daarna opnieuw lezen.",
    en="The file could not be stored: there is too little room, or the storage is damaged. "
    "Nothing of it counts. Ask the administrator for help, and have it read again after that.",
)


@job(
    reading.JOB,
    title=Text(nl="Een bestand met betalingen lezen", en="Read a file of payments"),
    permission="spend.import",
)
def read(run: Run) -> Answer:
    """Read the file from its beginning; after a restart once more: nothing counts before its end."""
    actor = run.actor
    if not actor.may("spend.import"):
        raise JobRefused(NO_LONGER_YOURS)
    batch = _ready(actor, run.parameters["batch"])
    try:
        found = reading.read_lines(actor, batch=batch, at=timezone.now(), told=run.advance)
    except (LeaseLost, HandBack, OperationalError, InterfaceError):
        raise  # another worker goes on
    except Refused as refused:
        _put_back(actor, batch)
        raise JobRefused(_said(refused)) from refused
    except LakeError as error:
        _put_back(actor, batch)
        raise JobRefused(NO_ROOM) from error
    except BaseException:
        _put_back(actor, batch)
        raise
    with run.checkpoint():
        reading.finish_reading(actor, batch=_ready(actor, batch.public_id), read=found, at=timezone.now())
    return {"lines": found.lines, "refused": found.refused}


@job("spend.sweep", title=Text(nl="Afgebroken leeswerk opruimen", en="Clear away reading that broke off"))
def sweep(run: Run) -> Answer:
    """Files of no batch, left by a crash."""
    return {"removed": len(lake().sweep()) + len(waiting().sweep())}


planning.every("spend.sweep", timedelta(days=1))


def _ready(actor: Actor, number: str) -> SpendBatch:
    found = batch_of(actor, number)
    if found is None or found.state != MAPPED:
        raise JobRefused(GONE)
    return found


def _put_back(actor: Actor, batch: SpendBatch) -> None:
    found = batch_of(actor, batch.public_id)
    if found is not None:
        reading.put_back(actor, batch=found, at=timezone.now())


def _said(refused: Refused) -> Text:
    """What is wrong and what to do, in both languages."""
    return Text(
        nl=f"{refused.message.nl} {refused.what_now.nl}", en=f"{refused.message.en} {refused.what_now.en}"
    )
