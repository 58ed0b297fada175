"""Public notices from the local TenderNed into a fresh database, killed twice on the way: time and memory.

`python tests/benchmarks/intake_bench.py [RECORDS]` (150,000 unless said) runs the product's own command. Each
publication is asked by itself for its detail, so this is also that many questions over a real socket; the
politeness of two questions a second holds for others and not on this machine.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from size import sized

ROOT = Path(__file__).parents[2]
SERVER = ROOT / "tests" / "servers" / "tenderned_server.py"
RECORDS, SMALL = 150_000, sized(3_000, 300)

Row = dict[str, str | float | bool | None]


def measured(records: int, *, kills: int = 0) -> dict[str, float]:
    """Seconds, seconds of processor, peak MB, and how many came in, each once."""
    days = max(1, records // 3_000)
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "MEERWAARDE_DATA": folder, "PYTHONPATH": str(ROOT / "src")}
        environment["DJANGO_SETTINGS_MODULE"] = "meerwaarde.config.settings"
        own = [sys.executable, "-m", "meerwaarde.cli"]
        subprocess.run([*own, "migrate"], env=environment, check=True, capture_output=True)
        server = subprocess.Popen(
            [sys.executable, str(SERVER), "--records", str(records), "--days", str(days)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        try:
            assert server.stdout is not None
            address = server.stdout.readline().decode().strip()
            command = [*own, "notices", "import", "--tenderned", "--since", _first_day(days)]
            command += ["--until", "2026-11-22", "--base-url", address]
            began, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
            for number in range(1, kills + 1):
                _kill_at(command, environment, Path(folder), records * number // (kills + 2))
            last = subprocess.run(command, env=environment, capture_output=True, check=True)
            seconds = time.perf_counter() - began
        finally:
            server.kill()
            server.communicate()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        told = json.loads(last.stdout)
        assert told["state"] == "done", told
        distinct, there = _there(Path(folder))
        assert distinct == there == records, (distinct, there)
        size = (Path(folder) / "meerwaarde.sqlite3").stat().st_size
        # Of children that ended: the server counts with them, a part of the processor time that is not ours.
        return {
            "seconds": seconds,
            "busy": after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime,
            "memory": after.ru_maxrss / 1024,
            "megabytes": size / 1e6,
        }


def _first_day(days: int) -> str:
    return (date(2026, 11, 22) - timedelta(days=days - 1)).isoformat()


def _there(folder: Path) -> tuple[int, int]:
    with sqlite3.connect(f"file:{folder}/meerwaarde.sqlite3?mode=ro", uri=True) as database:
        return database.execute("SELECT count(DISTINCT external_id), count(*) FROM market_notice").fetchone()


def _kill_at(command: list[str], environment: dict[str, str], folder: Path, number: int) -> None:
    going = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while going.poll() is None and _there(folder)[1] < number:
        time.sleep(0.2)
    going.send_signal(signal.SIGKILL)
    going.wait()


def rows() -> list[Row]:
    """For `make bench`: a small round that is killed once. The whole one is run by hand."""
    found = measured(SMALL, kills=1)
    return [
        {
            "job": f"TenderNed, {SMALL:,} publications with details, killed once: each is there once; CPU s",
            "ours": found["busy"],
            "peer": f"{SMALL / found['seconds']:.0f} a second, {found['memory']:.0f} MB",
            "ratio": "–",
            "target": "the exact set",
            "met": True,  # `measured` stops where one is missing or stands there twice
        }
    ]


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    result = measured(wanted, kills=2)
    print(json.dumps({name: round(value, 1) for name, value in result.items()}))
