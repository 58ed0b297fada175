"""What the stage procurement does in the background."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.access.actor import installation_at
from meerwaarde.platform.organisations.queries import authorities
from meerwaarde.platform.work import planning
from meerwaarde.platform.work.jobs import Answer, JobRefused, job
from meerwaarde.platform.work.run import NO_LONGER_YOURS, Run
from meerwaarde.rules.lifecycle import RUNNING
from meerwaarde.rules.text import Text
from meerwaarde.stages.procurement.actions import COUNT_JOB, calendar_import, calendar_scan, count_again
from meerwaarde.stages.procurement.queries import Scanner, files_to_count, lines_by_id
from meerwaarde.stages.procurement.queries import calendar_import as import_of

AT_ONCE = 25
"""Files in one step: so long may others wait who save one of them."""


@job(COUNT_JOB, title=Text(nl="Regels van alle inkopen tellen", en="Count the rules of all procurements"))
def count_standings(run: Run) -> Answer:
    """Give every file the rows that the counts rest on, also those that nobody saved since there are counts.

    Goes on where it was after a restart; doing it again changes nothing.
    """
    done, differed = int(run.cursor.get("done", 0)), int(run.cursor.get("differed", 0))
    for organisation in authorities().filter(pk__gte=run.cursor.get("organisation", 0)).order_by("pk"):
        actor = installation_at(organisation)
        after = run.cursor.get("file", 0) if run.cursor.get("organisation") == organisation.pk else 0
        while files := files_to_count(actor, after=after, number=AT_ONCE):
            after = files[-1].pk
            with run.checkpoint():
                differed += count_again(actor, files, today=timezone.localdate())
                done += len(files)
                run.cursor = {
                    "organisation": organisation.pk,
                    "file": after,
                    "done": done,
                    "differed": differed,
                }
                run.advance(done)
    return {"files": done, "changed": differed}


planning.once(COUNT_JOB)
"""Files from before the counts were kept stand in none until they are saved, or counted once here."""


SCANNED_AT_ONCE = 10
"""Lines in one step of a scan: so often the page hears how far it is."""


@job(
    calendar_scan.JOB,
    title=Text(nl="De inkoopkalender doorlichten", en="Scan the procurement calendar"),
    permission="calendar.read",
)
def scan_calendar(run: Run) -> Answer:
    """Look at every line; after a restart at those not looked at yet. Who saves meanwhile goes first."""
    actor = run.actor
    if not actor.may("calendar.write"):
        raise JobRefused(NO_LONGER_YOURS)
    wanted: list[str] = run.parameters["lines"]
    scanner = Scanner(actor, timezone.localdate())
    done = int(run.cursor.get("done", 0))
    while done < len(wanted):
        part = lines_by_id(actor, wanted[done : done + SCANNED_AT_ONCE])
        found = [(one, scanner.look(one)) for one in part]
        done = min(done + SCANNED_AT_ONCE, len(wanted))
        with run.checkpoint():
            for one, scan in found:
                one.keep_scan(scan, timezone.now())
            run.cursor = {"done": done}
            run.advance(done, len(wanted))
    return {"lines": len(wanted)}


@job(
    calendar_import.JOB,
    title=Text(nl="Een bestand overnemen in de inkoopkalender", en="Take a file over into the calendar"),
    permission="calendar.write",
)
def take_calendar_over(run: Run) -> Answer:
    """Take over the rows of a long file part by part; goes on where it stopped, and takes no row twice."""
    actor = run.actor
    if not actor.may("calendar.write"):
        raise JobRefused(NO_LONGER_YOURS)
    batch = import_of(actor, run.parameters["batch"])
    if batch is None or batch.state != RUNNING:
        raise JobRefused(NOT_READY)
    try:
        calendar_import.take_all(
            actor,
            batch,
            at=timezone.now(),
            within=run.checkpoint,
            told=run.advance,
        )
    except Refused as refused:
        raise JobRefused(refused.message) from refused
    return {"counts": batch.counts}


@job(
    "calendar.let_files_go",
    title=Text(
        nl="Bestanden voor de inkoopkalender na hun bewaartermijn loslaten",
        en="Let go of files for the calendar after their term",
    ),
)
def let_files_go(run: Run) -> Answer:
    """Let go of files past their term, so that they are struck. Stopped halfway, the next round goes on."""
    return {"gone": calendar_import.let_files_go(at=timezone.now())}


planning.every("calendar.let_files_go", timedelta(days=1))


NOT_READY = Text(
    nl="Dit bestand staat niet meer klaar om over te nemen. Kijk op de pagina van het bestand.",
    en="This file is no longer ready to be taken over. See the page of the file.",
)
