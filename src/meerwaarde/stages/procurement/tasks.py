"""What the stage procurement does in the background."""

from __future__ import annotations

from django.utils import timezone

from meerwaarde.platform.access.actor import installation_at
from meerwaarde.platform.organisations.queries import authorities
from meerwaarde.platform.work import planning
from meerwaarde.platform.work.jobs import Answer, job
from meerwaarde.platform.work.run import Run
from meerwaarde.rules.text import Text
from meerwaarde.stages.procurement.actions import COUNT_JOB, count_again
from meerwaarde.stages.procurement.queries import files_to_count

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
