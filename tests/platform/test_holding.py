"""Who holds a file, or an authority, lets others write rows that refer to it: nobody waits in a circle."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from meerwaarde.platform.journal.models import Chain
from meerwaarde.platform.organisations.queries import Department, one_at_a_time
from meerwaarde.stages.procurement import actions
from meerwaarde.stages.procurement.models import RuleStanding, new_start_key

MOST_SECONDS = 30


@pytest.mark.usefixtures("committed_db")
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one write at a time")
@pytest.mark.parametrize("held", ["file", "authority"])
def test_holding_and_writing_the_journal_in_another_order_ends(cast: Any, held: str) -> None:
    file = actions.start(cast.ann, title="Stoelen", start_key=new_start_key(), at=datetime.now(UTC))
    hold = file.hold if held == "file" else lambda: one_at_a_time(file.organisation_id)
    both = Barrier(2, timeout=MOST_SECONDS)

    def queue_for_the_journal() -> None:
        Chain.locked(cast.bob.organisation, cast.bob.organisation_id)

    def hold_first() -> None:
        hold()
        both.wait()
        queue_for_the_journal()

    def journal_first() -> None:
        queue_for_the_journal()
        both.wait()
        if held == "file":
            RuleStanding.objects.create(procurement=file, rule="r1", rule_code="K1", standing="open")
        else:
            Department.enter(organisation_id=file.organisation_id, code="stoelen", name="Stoelen")

    with ThreadPoolExecutor(2) as people:
        waiting = [people.submit(_in_one_transaction, act) for act in (hold_first, journal_first)]
        for one in waiting:
            one.result(timeout=MOST_SECONDS)


def _in_one_transaction(act: Callable[[], None]) -> None:
    try:
        with transaction.atomic():
            act()
    finally:
        connection.close()
