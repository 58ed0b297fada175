"""Keeping the rows that the counts of rules rest on, whenever a file or its explanations change."""

from __future__ import annotations

from datetime import datetime

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


def keep_standings(
    actor: Actor, procurement: Procurement, *, at: datetime, found: Advised | None = None
) -> None:
    """Count this file anew; writes only what differs. `found` spares an advice that was just given.

    Counts are a picture of the file as it stood when it changed last; the journal keeps the facts.
    """
    now = found or advised(actor, procurement, lots_of(procurement), timezone.localdate(at))
    wanted = standings_now(procurement, now.assessments)
    kept = {(one.rule, one.rule_code, one.theme, one.standing) for one in standings_kept(procurement)}
    if kept != {(one.rule, one.rule_code, one.theme, one.standing) for one in wanted}:
        RuleStanding.replace(procurement, wanted)
