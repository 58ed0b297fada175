"""All marts on a Spark cluster of one master and two workers, equal to the cent with DuckDB.

Real processes on loopback, started from the pyspark wheel and ended by their ids. `make test-spark` runs it.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from spend_dimensions import write_dimensions
from spend_generator import Spend

from meerwaarde.analysis.answers import answer, compared, refresh
from meerwaarde.analysis.engine import Engine, connect
from meerwaarde.analysis.lake import Lake
from meerwaarde.analysis.marts.catalogue import MARTS, Question
from meerwaarde.analysis.marts.grouping import GROUPS
from meerwaarde.analysis.marts.signals import Threshold
from meerwaarde.analysis.rollups import Choices

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(
        importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed (the extra `spark`)"
    ),
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java 17, and there is no java here"),
]

THRESHOLDS = (Threshold(date(2022, 1, 1), None, 20_000_00),)

QUESTIONS = (
    *(Question(mart=name, thresholds=THRESHOLDS, bound=0.2) for name in MARTS),
    Question(by=GROUPS),
    Question(mart="shares", mark="impact", by=("authority", "year", "small")),
    Question(mart="concentration", by=("authority", "category")),
    Question(mart="changes", by=("authority", "department")),
    Question(mart="tail", by=("authority", "year")),
    Question(mart="top_creditors", by=("year",), limit=5, public=True),
    Question(mart="payment_term", by=("authority", "quarter")),
    Question(mart="figures", by=("category",), authorities=("a002",), years=(2023, 2024)),
)


@pytest.fixture(scope="module", autouse=True)
def only_when_asked(request: pytest.FixtureRequest) -> None:
    if "spark" not in (request.config.getoption("-m") or ""):
        pytest.skip("a cluster of its own takes a minute: `make test-spark` runs this")


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory, choices: Choices) -> Lake:
    """5,000 invented payments of three authorities over four years, with their roll-ups."""
    made = Lake(tmp_path_factory.mktemp("spark") / "lake")
    Spend(5_000, authorities=3).write_lake(made.root)
    write_dimensions(made)
    refresh(made, choices)
    return made


@contextmanager
def process(name: str, *arguments: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A Spark daemon in the foreground, ended by its id whatever happens."""
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_NO_DAEMONIZE": "1",
    }
    with log.open("wb") as output:
        started = subprocess.Popen(
            [home / "bin" / "spark-class", f"org.apache.spark.deploy.{name}", *arguments],
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
        )
        try:
            yield started
        finally:
            started.terminate()
            try:
                started.wait(20)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait()


def said(log: Path, pattern: str) -> str:
    """What a daemon writes when it is ready, awaited for a minute at most."""
    for _ in range(240):
        if found := re.search(pattern, log.read_text(errors="replace")):
            return found.group(0)
        time.sleep(0.25)
    raise AssertionError(f"{pattern} never stood in {log}:\n{log.read_text()[-2000:]}")


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A session on a standalone master with two workers of their own, each one core."""
    folder = tmp_path_factory.mktemp("cluster")
    with ExitStack() as ending:
        log = folder / "master.log"
        ports = ("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        ending.enter_context(process("master.Master", *ports, log=log))
        address = said(log, r"spark://127\.0\.0\.1:\d+")
        for number in (1, 2):
            log = folder / f"worker{number}.log"
            size = ("--cores", "1", "--memory", "1g", "--work-dir", str(folder / f"worker{number}"))
            ending.enter_context(process("worker.Worker", *ports, *size, address, log=log))
            said(log, "Successfully registered with master")
        settings = {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.executor.memory": "512m",
            "spark.executor.cores": "1",
            "spark.cores.max": "2",
            "spark.sql.shuffle.partitions": "2",
            "spark.scheduler.minRegisteredResourcesRatio": "1.0",
            "spark.sql.warehouse.dir": str(folder / "warehouse"),
        }
        yield ending.enter_context(connect("spark", master=address, settings=settings))


def test_two_worker_processes_do_the_work(spark: Any) -> None:
    context = spark.session.sparkContext
    assert context.master.startswith("spark://127.0.0.1:")
    assert spark.session.range(0, 1000, numPartitions=4).selectExpr("sum(id)").collect()[0][0] == 499_500
    executors = context._jsc.sc().statusTracker().getExecutorInfos()
    ports = {(one.host(), one.port()) for one in executors}
    assert len(ports) == 3, "the driver and two executors, each with a port of its own"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: f"{one.mart}-{'+'.join(one.by)[:40]}")
def test_equal_to_the_cent(lake: Lake, spark: Engine, question: Question) -> None:
    with connect("duckdb", memory="500MB", threads=1) as duckdb:
        ours = answer(duckdb, lake.root, question)
    theirs = answer(spark, lake.root, question)
    assert ours.rows, "an empty answer proves nothing"
    assert theirs.rows == ours.rows
    assert compared(ours.receipt, theirs.receipt) == ()
