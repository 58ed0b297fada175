"""Making an adopted framework public, and taking it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.refusal import refuse_if, seen
from meerwaarde.stages.policy.models import Framework


def publish_framework(*, actor: Actor, at: datetime, framework: Framework) -> None:
    """Let everybody read this version: as a page, as data and in the feed. A draft stays inside."""
    must(actor, "frameworks.adopt")
    with transaction.atomic():
        held = seen(queries.framework_to_change(actor, framework.public_id))
        if held.draft:
            refuse_if({"": _("A draft is not public. Record its adoption first.")})
        if held.published_at is None:
            record(actor, "framework.publish", held, at=at, fields=held.change(published_at=at))


def withdraw_publication(*, actor: Actor, at: datetime, framework: Framework) -> None:
    """Take a version from the public pages; who follows it keeps what was taken over."""
    must(actor, "frameworks.adopt")
    with transaction.atomic():
        held = seen(queries.framework_to_change(actor, framework.public_id))
        if held.published_at is not None:
            fields = held.change(published_at=None)
            record(actor, "framework.withdraw_publication", held, at=at, fields=fields)
