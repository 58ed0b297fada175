"""Taking the report of a session along is a fact: who took what, when. Not what stood in it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.stages.policy.models import WebSession


def record_report_export(*, actor: Actor, at: datetime, session: WebSession, form: str) -> None:
    """That the actor took the report along, as pdf or docx."""
    must(actor, "webs.read")
    with transaction.atomic():
        record(actor, "websession.export", session, at=at, plain={"form": form})
