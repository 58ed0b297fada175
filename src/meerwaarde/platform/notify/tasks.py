"""Work of the outbox that comes back by itself."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from meerwaarde.platform.notify.actions import blank_old
from meerwaarde.platform.notify.queries import something_waits
from meerwaarde.platform.notify.sending import send_waiting
from meerwaarde.platform.work import planning
from meerwaarde.platform.work.jobs import Answer, job
from meerwaarde.platform.work.run import Run
from meerwaarde.rules.text import Text


@job("notify.send", title=Text(nl="Brieven versturen", en="Send letters"))
def send(run: Run) -> Answer:
    """Send the letters that wait. A worker that dies leaves its letter to another one."""
    told = send_waiting()
    return {"sent": told.sent, "later": told.later, "given_up": told.given_up}


@job("notify.tidy", title=Text(nl="Tekst van oude brieven verwijderen", en="Remove the text of old letters"))
def tidy(run: Run) -> Answer:
    """Body and address do not stay past their retention day."""
    return {"blanked": blank_old(day=timezone.localdate())}


planning.every("notify.send", timedelta(seconds=10), when=something_waits)
planning.every("notify.tidy", timedelta(days=1))
