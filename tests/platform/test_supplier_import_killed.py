"""A worker that takes suppliers over is killed at any moment: no supplier is lost and none is doubled."""

from __future__ import annotations

import json
import random
import signal
import time
from subprocess import Popen
from typing import Any

import pytest

ROWS = 400
START = """
from meerwaarde.platform.access.actor import actor_of
from meerwaarde.platform.organisations.models import Membership, Organisation, Person
from meerwaarde.stages.market.actions import supplier_imports as actions
from meerwaarde.stages.market.queries import supplier_imports as queries
organisation = Organisation.objects.create(slug="veenmeer", name="Veenmeer")
person = Person.objects.create_user("bob@veenmeer.example", "een lang wachtwoord", name="Bob")
bob = actor_of(Membership.objects.create(
    person=person, organisation=organisation, role="buyer", since=date(2026, 1, 1)))
lines = "".join(f"Firma {n};{n:08d};Lunches;55520000;NL11\\n" for n in range(1, int(sys.argv[1]) + 1))
document = ("Naam;KvK;Aanbod;CPV;Regio\\n" + lines).encode()
batch = actions.upload_list(bob, document=document, file_name="l.csv", source="Lijst", at=AT)
actions.check_list(bob, batch=batch, mapping=queries.proposal_of(bob, batch)[0].mapping, at=AT)
actions.start_taking_over(bob, batch=batch, at=AT)
"""
WORK = """
from meerwaarde.platform.work import run as running
from meerwaarde.platform.work.worker import work_loop
from meerwaarde.stages.market.queries import supplier_imports
from meerwaarde.stages.market import tasks
running.BEAT_SECONDS = 0.2
whole = supplier_imports.chunks
tasks.queries.chunks = lambda rows, size=50: whole(rows, 50)
print("ready", flush=True)
work_loop(interval=0.1, silent_after=1.0, keep_every=0.3)
"""
STATE = """
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.search.models import Document
from meerwaarde.stages.market.models import Offering, Supplier, SupplierFacet
from meerwaarde.stages.market.models import SupplierImport, SupplierImportRow
with transaction.atomic():
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    batch = SupplierImport.objects.get()
    print(json.dumps({
        "state": batch.state,
        "until": batch.taken_until,
        "told": sum(batch.counts.values()) if batch.state != "checked" and batch.taken_until else 0,
        "suppliers": Supplier.objects.count(),
        "offerings": Offering.objects.count(),
        "facets": SupplierFacet.objects.values("supplier").distinct().count(),
        "documents": Document.objects.filter(kind="supplier").count(),
        "rows": SupplierImportRow.objects.count(),
        "facts": Event.objects.filter(action="supplierimport.step").count(),
    }))
"""


def worker(own_database: Any) -> Popen[str]:
    process: Popen[str] = own_database.start(WORK)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n", process.stderr and process.stderr.read()
    return process


def end(process: Popen[str], how: int) -> None:
    process.send_signal(how)
    process.wait(timeout=30)
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()


def state(own_database: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(own_database.run(STATE))
    # At every moment everything of a part stands there, or nothing of it.
    done = max(0, found["until"] - 1)
    for what in ("suppliers", "offerings", "facets", "documents", "rows", "told"):
        assert found[what] == done, (what, found)
    assert found["facts"] == -(-done // 50)
    return found


def test_killed_twice_and_every_supplier_stands_there_once(own_database: Any) -> None:
    own_database.run(START, str(ROWS))
    chance = random.Random(20)
    for _kill in range(2):
        process = worker(own_database)
        time.sleep(chance.uniform(0.3, 2.0))
        end(process, signal.SIGKILL)
        state(own_database)
    process = worker(own_database)
    deadline = time.monotonic() + 240  # patience for a busy machine, no promise
    try:
        while (found := state(own_database))["state"] != "done":
            if time.monotonic() > deadline:
                pytest.fail(f"not done in time: {found}")
            time.sleep(0.5)
    finally:
        end(process, signal.SIGTERM)
    assert found["suppliers"] == ROWS
