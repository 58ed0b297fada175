"""The housekeeping of background work itself."""

from __future__ import annotations

import shutil
from datetime import timedelta

from django.utils import timezone

from meerwaarde.platform.work import planning
from meerwaarde.platform.work.jobs import Answer, job
from meerwaarde.platform.work.queries import ended_before, forget_tasks
from meerwaarde.platform.work.run import Run, folder_of
from meerwaarde.rules.text import Text

KEEP_RESULTS = timedelta(days=7)
KEEP_TASKS = timedelta(days=30)


@job("work.tidy", title=Text(nl="Oude resultaten opruimen", en="Tidy up old results"))
def tidy(run: Run) -> Answer:
    """Files that were made to be fetched do not stay: after a week whoever wants them makes them anew."""
    now = timezone.now()
    removed = 0
    for old in ended_before(now - KEEP_RESULTS):
        shutil.rmtree(folder_of(old), ignore_errors=True)
        with run.checkpoint():
            old.move(old.state, old.lease, result=None)
            removed += 1
    return {"removed": removed, "tasks": forget_tasks(now - KEEP_TASKS)}


planning.every("work.tidy", timedelta(days=1))
