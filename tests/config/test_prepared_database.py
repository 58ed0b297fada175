"""What starting the product does to its database beyond migrating it."""

from __future__ import annotations

import pytest
from django.db import connection

from meerwaarde.config.server import renew_statistics


@pytest.mark.django_db
def test_the_database_knows_its_tables_again(cast: object) -> None:
    if connection.vendor != "sqlite":
        renew_statistics()  # PostgreSQL renews its own; this asks nothing of it
        return
    renew_statistics()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'organisations_membership'")
        assert cursor.fetchone()[0] > 0
