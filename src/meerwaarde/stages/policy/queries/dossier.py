"""What an audit dossier holds of policy: codes, amounts, days, and the wording of promises (public)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.stages.policy.models import Framework, FrameworkRule, Goal


def goals_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every goal, archived ones too."""
    for goal in Goal.objects.filter(organisation_id=organisation_id).select_related("department", "owner"):
        yield goal.public_id, {**plain_values(goal), "wording": goal.wording, "document": goal.document}


def frameworks_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every version of every framework."""
    found = Framework.objects.filter(organisation_id=organisation_id).select_related("department", "replaces")
    for framework in found:
        yield framework.public_id, {**plain_values(framework), "title": framework.title}


def rules_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every rule, with the goals that it serves; struck ones too."""
    found = FrameworkRule.objects.filter(framework__organisation_id=organisation_id)
    for rule in found.select_related("framework").prefetch_related("goals"):
        served = sorted(goal.public_id for goal in rule.goals.all())
        yield rule.public_id, {**plain_values(rule), "goals": served}
