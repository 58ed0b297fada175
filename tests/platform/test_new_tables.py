"""Tables that are made together may point at each other, and go together."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState
from django.db.utils import IntegrityError

from meerwaarde.platform.organisations.new_tables import NewTables


def _table(name: str, other: str) -> CreateModel:
    return CreateModel(
        name,
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("size", models.IntegerField(default=1)),
            ("other", models.ForeignKey(f"fair.{other}", models.PROTECT, null=True, related_name="+")),
        ],
        options={"constraints": [models.CheckConstraint(condition=models.Q(size__gt=0), name=f"{name}_big")]},
    )


@pytest.mark.usefixtures("committed_db")
def test_tables_that_point_at_each_other_come_and_go_together() -> None:
    together = NewTables([_table("stall", "visit"), _table("visit", "stall")])
    before, after = ProjectState(), ProjectState()
    assert not after.apps.all_models["fair"]  # drawn already, as when a migration before this one was run
    together.state_forwards("fair", after)
    with connection.schema_editor() as editor:
        together.database_forwards("fair", editor, before, after)
    try:
        stall, visit = (after.apps.get_model("fair", name) for name in ("stall", "visit"))
        first = stall.objects.create(other=visit.objects.create())
        assert stall.objects.get(other__size=1) == first
        with pytest.raises(IntegrityError, match="stall_big"):
            stall.objects.create(size=0)
        stall.objects.update(other=None)
    finally:
        with connection.schema_editor() as editor:
            together.database_backwards("fair", editor, after, before)
    assert not {"fair_stall", "fair_visit"} & set(connection.introspection.table_names())
    assert together.describe() == "Create 2 models at once"
