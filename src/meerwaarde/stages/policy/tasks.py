"""What policy does in the background."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from meerwaarde.platform.work import planning
from meerwaarde.platform.work.jobs import Answer, job
from meerwaarde.platform.work.run import Run
from meerwaarde.rules.text import Text
from meerwaarde.stages.policy.actions import remind_owners
from meerwaarde.stages.policy.actions.web_sessions import forget_guests


@job(
    "policy.forget_guests",
    title=Text(nl="Namen van gasten bij sessies verwijderen", en="Remove the names of guests of sessions"),
)
def forget(run: Run) -> Answer:
    """Take away the names of guests whose session is long over. Stopped halfway, the next round goes on."""
    return {"forgotten": forget_guests(at=timezone.now())}


planning.every("policy.forget_guests", timedelta(days=1))


@job(
    "policy.remind",
    title=Text(nl="Herinneringen voor acties versturen", en="Send reminders of actions"),
)
def remind(run: Run) -> Answer:
    """Write to owners of what begins, ends soon or is late. Stopped halfway, nobody is written to twice."""
    return {"sent": remind_owners(at=timezone.now())}


planning.every("policy.remind", timedelta(days=1))
