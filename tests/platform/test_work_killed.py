"""Real workers on a real database, killed at any moment: every row is written exactly once."""

from __future__ import annotations

import json
import random
import signal
import time
from subprocess import Popen

import pytest

COUNTING = """
from meerwaarde.platform.journal.actions import System, record_about
from meerwaarde.platform.organisations.models import Department, Organisation
from meerwaarde.platform.work import actions, run as running
from meerwaarde.platform.work.jobs import job
from meerwaarde.platform.work.models import Job
from meerwaarde.platform.work.worker import work_loop
from meerwaarde.rules.text import Text
running.BEAT_SECONDS = 0.2

@job("test.count", title=Text(nl="Tellen", en="Count"))
def count(run):
    organisation = Organisation.objects.get()
    who = System(organisation.public_id, organisation.pk)
    def write(name):
        Department.objects.create(organisation=organisation, code=f"r-{random.getrandbits(60)}", name=name)
    write(run.number)
    row, total = run.cursor.get("row", 0), run.parameters["rows"]
    time.sleep(run.parameters["pause"])
    while row < total:
        with run.checkpoint():
            for row in range(row + 1, min(row + 10, total) + 1):
                write(f"{run.number} {row}")
                time.sleep(0.004)
            record_about(who, "test.count", "check", f"{run.number} {row}", at=AT)
            time.sleep(run.parameters["pause"])
            run.cursor["row"] = row
            run.advance(row, total)
    return {"rows": row}
"""
START = (
    COUNTING
    + """
organisation, _ = Organisation.objects.get_or_create(slug="veenmeer", defaults={"name": "Veenmeer"})
who = System(organisation.public_id, organisation.pk)
for _ in range(int(sys.argv[1])):
    actions.start("test.count", who, {"rows": int(sys.argv[2]), "pause": float(sys.argv[3])}, at=AT)
"""
)
WORK = (
    COUNTING
    + """
print("ready", flush=True)
work_loop(interval=0.1, silent_after=1.0, keep_every=0.3)
"""
)
STATE = (
    COUNTING
    + """
from meerwaarde.platform.journal.models import Event

def told(found):
    written = Department.objects.filter(name__startswith=f"{found.public_id} ")
    rows = list(written.values_list("name", flat=True))
    counted = Event.objects.filter(action="test.count", object_id__startswith=found.public_id)
    return {
        "state": found.state,
        "row": found.cursor.get("row", 0),
        "rows": len(rows),
        "different": len(set(rows)),
        "facts": counted.count(),
        "ends": Event.objects.filter(action="job.end", object_id=found.public_id).count(),
        "runs": Department.objects.filter(name=found.public_id).count(),
    }

with transaction.atomic():
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    answer = [told(found) for found in Job.objects.filter(name="test.count")]
print(json.dumps(answer))
"""
)


def worker(own_database) -> Popen[str]:
    process = own_database.start(WORK)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n", process.stderr and process.stderr.read()
    return process


def end(process: Popen[str], how: int) -> int:
    process.send_signal(how)
    code = process.wait(timeout=30)
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()
    return code


def state(own_database) -> list[dict]:
    found = json.loads(own_database.run(STATE))
    for job in found:
        # At every moment: as many rows, each once, and as many facts as the cursor says.
        assert job["rows"] == job["different"] == job["row"]
        assert job["facts"] == -(-job["row"] // 10)
        assert job["ends"] == (job["state"] == "done")
    return found


def wait_until_done(own_database) -> list[dict]:
    deadline = time.monotonic() + 240  # patience for a machine that does ten things at once, no promise
    while time.monotonic() < deadline:
        found = state(own_database)
        if all(job["state"] == "done" for job in found):
            return found
        time.sleep(0.5)
    pytest.fail(f"not done in time: {found}")


def test_eight_kills_and_every_row_stands_there_once(own_database) -> None:
    own_database.run(START, "1", "500", "0")
    chance = random.Random(14)
    for kill in range(8):
        process = worker(own_database)
        time.sleep(chance.uniform(0.05, 1.6))
        end(process, signal.SIGKILL)
        if kill % 3 == 2:
            state(own_database)
    process = worker(own_database)
    (job,) = wait_until_done(own_database)
    end(process, signal.SIGTERM)
    print(f"\n8 kills, {job['runs']} runs")
    assert (job["row"], job["rows"]) == (500, 500)
    assert job["runs"] > 1


def test_three_workers_share_the_jobs_and_none_runs_twice(own_database) -> None:
    own_database.run(START, "6", "40", "0")
    workers = [worker(own_database) for _ in range(3)]
    found = wait_until_done(own_database)
    for process in workers:
        assert end(process, signal.SIGTERM) == 0
    assert [(job["rows"], job["runs"]) for job in found] == [(40, 1)] * 6


def test_a_worker_asked_to_end_hands_its_job_on(own_database) -> None:
    own_database.run(START, "1", "400", "0")
    process = worker(own_database)
    time.sleep(1)
    assert end(process, signal.SIGTERM) == 0
    (job,) = state(own_database)
    assert job["state"] == "queued"
    assert 0 < job["row"] < 400
    process = worker(own_database)
    (job,) = wait_until_done(own_database)
    end(process, signal.SIGTERM)
    assert (job["rows"], job["runs"]) == (400, 2)


def test_a_slow_step_is_not_taken_for_a_dead_worker(own_database) -> None:
    """Three seconds outside a transaction and three inside, where one second of silence counts as death."""
    own_database.run(START, "1", "10", "3")
    workers = [worker(own_database) for _ in range(2)]
    (job,) = wait_until_done(own_database)
    for process in workers:
        end(process, signal.SIGTERM)
    assert (job["rows"], job["runs"]) == (10, 1)
