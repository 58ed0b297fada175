"""The housekeeping of kept files."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from meerwaarde.platform.documents.actions import strike_files
from meerwaarde.platform.documents.incoming import sweep
from meerwaarde.platform.work import planning
from meerwaarde.platform.work.jobs import Answer, job
from meerwaarde.platform.work.run import Run
from meerwaarde.rules.text import Text


@job(
    "documents.strike",
    title=Text(nl="Bestanden na hun bewaartermijn verwijderen", en="Remove files after their term"),
)
def strike(run: Run) -> Answer:
    """Strike the files whose term has passed. Stopped halfway, the next round goes on."""
    return {"struck": strike_files(at=timezone.now()), "never_whole": sweep()}


planning.every("documents.strike", timedelta(days=1))
