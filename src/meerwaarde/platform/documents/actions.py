"""Taking a list or document along as a file is a fact: who took what, when. Not what stood in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.actions import Plain, record, record_about
from meerwaarde.platform.organisations.records import Record


def record_list_export(
    actor: Actor, what: str, form: str, *, at: datetime, plain: Mapping[str, Plain] | None = None
) -> None:
    """That the actor took a list along: `what` names the list ("goals"), `form` is csv or xlsx."""
    with transaction.atomic():
        record_about(actor, "list.export", "list", what, at=at, plain={"form": form, **(plain or {})})


def record_note_export(actor: Actor, about: Record, form: str, *, at: datetime) -> None:
    """That the actor took the strategy note of a procurement along."""
    with transaction.atomic():
        record(actor, "note.export", about, at=at, plain={"form": form})


def record_notice_export(actor: Actor, about: Record, *, at: datetime) -> None:
    """That the actor took the original file of a notice along."""
    with transaction.atomic():
        record(actor, "notice.export", about, at=at)
