"""Recording the goals and frameworks of the story through the actions of the stage policy."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.shape import DemoFramework, DemoGoal, DemoRule, Happening, NextVersion
from meerwaarde.demo.text_acts import enter_goal
from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.policy import actions
from meerwaarde.stages.policy.queries import Framework, framework


def goal_happenings(cast: Cast, told: DemoGoal) -> list[Happening]:
    """Writing down one promise, and archiving it where its time is over."""
    happenings = [Happening(told.at, partial(_record, cast, told))]
    if told.archived_at is not None:
        happenings.append(Happening(told.archived_at, partial(_archive, cast, told, told.archived_at)))
    return happenings


def _archive(cast: Cast, told: DemoGoal, at: datetime) -> None:
    actions.archive_goal(actor=cast.actor(told.by), at=at, goal=cast.goals[told.key])


def _record(cast: Cast, told: DemoGoal) -> None:
    baseline, baseline_year = told.baseline or (None, None)
    target, target_year = told.target or (None, None)
    values = actions.GoalValues(
        wording=told.wording,
        explanation=told.explanation,
        source_type=told.source_type,
        document=told.document,
        page=told.page,
        since_year=told.since_year,
        until_year=told.until_year,
        theme=told.theme,
        sdgs=told.sdgs,
        portfolio_holder=cast.members[told.holder].person if told.holder else None,
        portfolio=told.portfolio,
        department=cast.departments[told.department],
        owner=cast.members[told.owner],
        parent=cast.goals[told.parent] if told.parent else None,
        indicator=actions.Indicator(
            indicator=told.indicator,
            unit=told.unit,
            baseline=baseline,
            baseline_year=baseline_year,
            target=target,
            target_year=target_year,
            not_measurable_because=told.not_measurable_because,
        ),
    )
    cast.goals[told.key] = enter_goal(cast, told, values)


def framework_happenings(cast: Cast, told: DemoFramework | NextVersion) -> list[Happening]:
    """Drafting a version, and adopting it where a body has decided."""
    if isinstance(told, NextVersion):
        return [Happening(told.at, lambda: _draft_next(cast, told))]
    happenings = [Happening(told.at, lambda: _draft(cast, told))]
    if told.adopted_at is not None:
        happenings.append(Happening(told.adopted_at, lambda: _adopt(cast, told)))
    return happenings


def _draft(cast: Cast, told: DemoFramework) -> None:
    actor = cast.actor(told.by)
    drafted = actions.draft_framework(
        actor=actor, at=told.at, title=told.title, explanation=told.explanation, bounds=told.bounds
    )
    _add_rules(cast, actor, told.at, drafted, told.rules)
    cast.frameworks.append(drafted)


def _adopt(cast: Cast, told: DemoFramework) -> None:
    """The version drafted last is the one that the body decides about."""
    assert told.adopted_at is not None, told.title
    assert told.adopted_on is not None, told.title
    assert told.valid_from is not None, told.title
    drafted = framework(cast.actor(told.by), cast.frameworks[-1].public_id)
    assert drafted is not None, told.title
    actions.adopt_framework(
        actor=cast.actor(told.by),
        at=told.adopted_at,
        framework=drafted,
        expected_version=drafted.version,
        body=told.body,
        adopted_on=told.adopted_on,
        valid_from=told.valid_from,
    )


def _draft_next(cast: Cast, told: NextVersion) -> None:
    actor = cast.actor(told.by)
    drafted = actions.draft_next_version(actor=actor, at=told.at, framework=cast.frameworks[-1])
    actions.change_framework(
        actor=actor,
        at=told.at,
        framework=drafted,
        expected_version=drafted.version,
        title=told.title,
        explanation=told.explanation,
        bounds=told.bounds,
    )
    _add_rules(cast, actor, told.at, drafted, told.more)


def _add_rules(
    cast: Cast, actor: Actor, at: datetime, drafted: Framework, rules: tuple[DemoRule, ...]
) -> None:
    for rule in rules:
        actions.add_rule(
            actor=actor,
            at=at,
            framework=drafted,
            strength=rule.strength,
            scope=rule.scope,
            demand=rule.demand,
            explanation=rule.explanation,
            goals=[cast.goals[key] for key in rule.goals],
        )
