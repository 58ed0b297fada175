"""How a rule of a draft stands to the rule above that it names, worked out and never typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from meerwaarde.rules.cascade import holds_within, relation_of
from meerwaarde.rules.compliance import PolicyRule
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.models import Framework


def relation_values(framework: Framework, rule: PolicyRule, above_rule: str, day: date) -> dict[str, Any]:
    """The columns for a rule that names a rule above; one that is no longer there makes it an own rule."""
    above = queries.above_of(framework, day)
    return relation_to(framework, rule, above.rule(above_rule) if above else None)


def relation_to(framework: Framework, rule: PolicyRule, above: PolicyRule | None) -> dict[str, Any]:
    """The columns for a rule and the rule above that it stands for, if any."""
    relation = relation_of(above, as_read(framework, rule))
    return {"relation": relation, "above_rule": above.id if above else ""}


def as_read(framework: Framework, rule: PolicyRule) -> PolicyRule:
    """The rule as the department reads it, where the framework is of one."""
    if framework.department is None:
        return rule
    return next(iter(holds_within([rule], framework.department.code)), rule)
