"""An empty database is made at once, an existing one step by step: both must end at the same tables."""

from __future__ import annotations

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def _models(*, at_once: bool) -> ProjectState:
    """What the migrations make, with those that replace others or with the ones that they replace."""
    loader = MigrationLoader(None, replace_migrations=at_once)
    ends = [
        node for node in loader.graph.leaf_nodes() if at_once or not loader.disk_migrations[node].replaces
    ]
    assert ends
    return loader.project_state(ends)


def test_at_once_and_step_by_step_lead_to_the_same_models() -> None:
    """Whoever installs today and whoever installed a year ago have the same tables and constraints."""
    assert any(migration.replaces for migration in MigrationLoader(None).disk_migrations.values())
    at_once, by_steps = _models(at_once=True), _models(at_once=False)
    assert at_once.models.keys() == by_steps.models.keys()
    for one, other in ((at_once, by_steps), (by_steps, at_once)):
        changes = MigrationAutodetector(one, other)._detect_changes()
        assert not changes, changes
