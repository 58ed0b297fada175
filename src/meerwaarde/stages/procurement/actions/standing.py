"""Keeping the rows that the counts of rules rest on, whenever a file or its explanations change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.procurement.models import Procurement, RuleStanding
from meerwaarde.stages.procurement.queries import (
    Advised,
    advised,
    lots_of,
    standings_kept,
    standings_now,
)

COUNT_JOB = "procurements.count_standings"


def keep_standings(
    actor: Actor, procurement: Procurement, *, at: datetime, found: Advised | None = None
) -> None:
    """Count this file anew; writes only what differs. `found` spares an advice that was just given.

    Counts are a picture of the file as it stood when it changed last; the journal keeps the facts.
    """
    now = found or advised(actor, procurement, lots_of(procurement), timezone.localdate(at))
    _keep(procurement, now)


def count_again(actor: Actor, procurements: Iterable[Procurement], *, today: date) -> int:
    """Count files that were there before counting began, or that nobody saved since; gives how many differed.

    A settled file is counted as it stood on the day on which it was settled: what passed since, such as the
    day of review of an explanation, does not undo what was decided.
    """
    differed = 0
    for one in procurements:
        one.hold()
        differed += _keep(one, advised(actor, one, lots_of(one), one.decided_on or today))
    return differed


def _keep(procurement: Procurement, now: Advised) -> bool:
    wanted = standings_now(procurement, now.assessments)
    kept = {(one.rule, one.rule_code, one.theme, one.standing) for one in standings_kept(procurement)}
    if kept == {(one.rule, one.rule_code, one.theme, one.standing) for one in wanted}:
        return False
    RuleStanding.replace(procurement, wanted)
    return True
