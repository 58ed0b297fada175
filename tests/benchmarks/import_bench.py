"""A list of 20,000 suppliers taken over, from the bytes to the search index: against 60 seconds.

The list is the messy one of the tests (`tests/journeys/suppliers_file.py`). Each size gets a fresh SQLite
database of its own; `python tests/benchmarks/import_bench.py postgres://…` measures on an empty PostgreSQL
database instead. Growth holds 20,000 rows against 2,000: ten times the rows should take ten times as long.

Run: python tests/benchmarks/import_bench.py
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from size import sized

ROOT = Path(__file__).parents[2]
SMALL, LARGE = sized(2_000, 100), sized(20_000, 1_000)
SECONDS = 60.0
MOST_GROWTH = 13.0

Row = dict[str, str | float | bool | None]

TAKE_OVER = """
import json, resource, sys, time
from datetime import date
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.utils import timezone
from suppliers_file import supplier_csv
from meerwaarde.platform.access.actor import installation_at
from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.stages.market.actions import supplier_imports as actions
from meerwaarde.stages.market.queries import supplier_imports as queries
rows = int(sys.argv[1])
slug = f"bench-{rows}"
actor = installation_at(Organisation.enter(slug=slug, name=slug, kind="authority"))
document = supplier_csv(rows)
began, busy = time.perf_counter(), time.process_time()
batch = actions.upload_list(actor, document=document, file_name="b.csv", source=slug, at=timezone.now())
mapping = queries.proposal_of(actor, batch)[0].mapping
actions.check_list(actor, batch=batch, mapping=mapping, at=timezone.now())
checked = time.perf_counter()
for _done, _total in actions.take_over_here(actor, batch=batch):
    pass
ended = time.perf_counter()
batch.refresh_from_db()
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
seconds = {"check": checked - began, "take": ended - checked, "busy": time.process_time() - busy}
print(json.dumps({**seconds, "counts": batch.counts, "memory": memory}))
"""


def measured(rows: int, url: str = "") -> dict[str, float]:
    """Seconds of the dry run and of taking over, and the memory in MB, on a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", TAKE_OVER, str(rows)],
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            env={
                **os.environ,
                "DATABASE_URL": url or f"sqlite:///{folder}/bench.sqlite3",
                "MEERWAARDE_DATA": folder,
                "SECRET_KEY": "only-for-the-bench",
                "DJANGO_SETTINGS_MODULE": "meerwaarde.config.settings",
                "PYTHONPATH": str(ROOT / "tests" / "journeys"),
            },
        )
    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer["counts"]["new"] == rows, answer
    return answer


def rows(url: str = "") -> list[Row]:
    """The rows of the table of speeds."""
    small, large = measured(SMALL, url), measured(LARGE, url)
    seconds = large["check"] + large["take"]
    growth = large["take"] / small["take"]
    return [
        {
            "job": f"{LARGE} suppliers taken over, index and facets ({LARGE / seconds:.0f} rows/s)",
            "ours": f"{seconds:.1f} s ({large['busy']:.1f} s of one core), {large['memory']} MB",
            "peer": f"{SECONDS:.0f} s",
            "ratio": seconds / SECONDS,
            "target": "≤ 1",
            "met": seconds <= SECONDS,
        },
        {
            "job": "ten times the suppliers",
            "ours": f"{large['take']:.1f} s",
            "peer": f"{small['take']:.1f} s for {SMALL}",
            "ratio": growth,
            "target": f"≤ {MOST_GROWTH:.0f}",
            "met": growth <= MOST_GROWTH,
        },
    ]


if __name__ == "__main__":
    for row in rows(sys.argv[1] if len(sys.argv) > 1 else ""):
        print(row)
