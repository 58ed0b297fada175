"""A file with payments counts in the figures, or no longer."""

from __future__ import annotations

import os
from datetime import datetime

from django.db import transaction

from meerwaarde.analysis.lake import AlreadyThere, Content, Lake, Manifest, NotThere, Total
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.lifecycle import SPEND_BATCH
from meerwaarde.stages.spend.actions.uploading import PERMISSION
from meerwaarde.stages.spend.models import SpendBatch
from meerwaarde.stages.spend.queries.batches import lake, waiting


def confirm(actor: Actor, *, batch: SpendBatch, at: datetime) -> None:
    """Let the lines count. Raises `StepRefused`, `Changed` and `analysis.lake.LakeError`.

    The lines go into the lake before the row is saved: what a crash leaves in between is put right by
    confirming again, which finds them there.
    """
    must(actor, PERMISSION)
    state = step(actor, "confirm", batch)
    with transaction.atomic():
        batch.change(state=state, confirmed_at=at)
        record(actor, "spendbatch.confirm", batch, at=at, fields=("state",))
        _move_in(actor.slug, batch.public_id, at)


def withdraw(actor: Actor, *, batch: SpendBatch, why: str, at: datetime) -> None:
    """Take a file out of the figures, or leave it out. The original and the fact stay.

    Raises `StepRefused` and `Changed`.
    """
    must(actor, PERMISSION)
    state = step(actor, "withdraw", batch)
    with transaction.atomic():
        batch.change(state=state, withdrawn_at=at, why_withdrawn=" ".join(why.split())[:500])
        record(actor, "spendbatch.withdraw", batch, at=at, fields=("state", "why_withdrawn"))
        for one in (lake(), waiting()):
            forget(one, actor.slug, batch.public_id)


def step(actor: Actor, verb: str, batch: SpendBatch) -> str:
    """The state that a step leads to; raises `StepRefused`. The installation may do what finance may."""
    role = "finance_controller" if actor.role == "system" else actor.role
    return SPEND_BATCH.step(verb, batch.state, role).until


def forget(one: Lake, authority: str, number: str) -> None:
    """Take the lines of a batch out of a lake, if they are there."""
    try:
        one.withdraw(authority, number)
    except NotThere:
        return


def _move_in(authority: str, number: str, at: datetime) -> None:
    """Bring the lines that wait into the lake: the same files under a second name, not written again."""
    ready, target = waiting(), lake()
    manifest = ready.batch(authority, number)
    try:
        with target.draft(authority, number) as draft:
            for file in manifest.files:
                os.link(ready.root / file.path, draft.lines(file.year))
            if (refused := ready.refused(authority, number)) is not None:
                os.link(refused, draft.refused)
            draft.commit(content_of(manifest), manifest.source, at.isoformat())
    except AlreadyThere as there:
        if there.batch != number:
            raise


def content_of(manifest: Manifest) -> Content:
    """What a batch holds, as it is told when its lines are brought to another place."""
    return Content(
        years={file.year: Total(lines=file.rows, cents=file.cents) for file in manifest.files},
        refused=manifest.refused,
        currencies=manifest.currencies,
    )
