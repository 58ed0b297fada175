"""What was in the search index before it was packed. In a file of its own: what commits cleans up itself."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from meerwaarde.platform.search import actions, queries
from meerwaarde.platform.search.models import Posting
from meerwaarde.platform.search.terms import weights


@pytest.mark.usefixtures("committed_db")
def test_what_was_indexed_before_stays_findable() -> None:
    """The migration takes the old rows over: one for each term of each document."""
    executor = MigrationExecutor(connection)
    executor.migrate([("search", "0001_initial")])
    try:
        old = executor.loader.project_state([("search", "0001_initial")]).apps
        document = old.get_model("search", "Document").objects.create(
            kind="goal", object_id="g1", url="/g1/", title="Schoon water", length=2
        )
        for term, weight in weights("Schoon water", "").items():
            old.get_model("search", "Posting").objects.create(
                document=document, scope=0, term=term, weight=weight
            )
    finally:
        executor.loader.build_graph()
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert [hit.object_id for hit in queries.search(None, "water")] == ["g1"]
    assert actions.remove(kind="goal", object_id="g1")
    assert not Posting.objects.exists()
