"""Pages over 150,000 public notices: the list, what narrows it, one notice, alerts and what one found.

A process of its own fills each database; then every page is asked for in turn by one client in that process.
The peer is the same page over a tenth of the notices: a page that reads what it shows stays where it is.
CPU is that of the process; on PostgreSQL the server's own work shows in the waiting time alone.

Run: python tests/benchmarks/pages_bench.py [--slow MS]   (tells the statements that take longer, with plans)
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

from directory_bench import postgresql
from size import sized

Row = dict[str, str | float | bool | None]

NOTICES = sized(150_000, 2_000)
FOUND = sized(5_000, 100)
"""What one alert found so far."""
TIMES = 9
MOST_GROWTH = 1.3
AT_ONCE = 5_000
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def rows() -> list[Row]:
    """Three to four minutes on a busy machine, both databases together."""
    with tempfile.TemporaryDirectory() as folder:
        answers = {"SQLite": _measured(folder, "")}
    with postgresql() as url:
        if url:
            answers["PostgreSQL"] = _measured("", url)
    return [row for name, told in answers.items() for row in _rows(name, told)]


def _measured(folder: str, url: str) -> dict[str, Any]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "meerwaarde.config.settings"}
    environment.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory() as other:
        environment["MEERWAARDE_DATA"] = folder or other
        if url:
            environment["DATABASE_URL"] = url
        command = [sys.executable, __file__, "--work", *sys.argv[1:]]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    *said, told = done.stdout.splitlines()
    print("\n".join(said), end="\n" if said else "", file=sys.stderr)
    answer: dict[str, Any] = json.loads(told)
    return answer


def _rows(database: str, told: dict[str, Any]) -> list[Row]:
    found: list[Row] = []
    for name in told["large"]:
        few, many = told["small"][name], told["large"][name]
        constant = few["queries"] == many["queries"]
        growth = many["wall"] / few["wall"]
        found.append(
            {
                "job": f"{name}, {NOTICES:,} notices, {database}: ms (CPU {many['cpu']:.1f}; "
                f"{many['queries']} queries, {few['queries']} at a tenth)",
                "ours": many["wall"],
                "peer": few["wall"],
                "ratio": growth,
                "target": f"<= {MOST_GROWTH}x, same queries",
                "met": constant and growth <= MOST_GROWTH,
            }
        )
    return found


# --- what the process of one database does -----------------------------------------------------------------


def work() -> dict[str, Any]:
    """Fill a tenth and measure, fill the rest and measure once more."""
    import django

    django.setup()
    from django.core.management import call_command

    from meerwaarde.config.server import renew_statistics

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    pages = _ready()
    told = {}
    for name, first, until in (("small", 0, NOTICES // 10), ("large", NOTICES // 10, NOTICES)):
        _fill(first, until)
        _looked_at()
        renew_statistics()
        told[name] = _asked(pages())
    return told


def _ready() -> Any:
    from meerwaarde.platform.organisations.models import Membership, Organisation, Person
    from meerwaarde.stages.market.models import AlertProfile

    town = Organisation.enter(slug="bench", name="Gemeente Bench", kind="authority")
    bob = Person.objects.create_user("bob@bench.example", "een lang wachtwoord", name="Bob")
    Membership.objects.create(person=bob, organisation=town, role="buyer", since=date(2026, 1, 1))
    alert = AlertProfile.enter(
        organisation=town, person=bob, name="Schoonmaak", wanted={"cpv": ["9091"]}, email="daily", created=NOW
    )

    def pages() -> dict[str, str]:
        from django.db.models import Max
        from django.urls import reverse

        from meerwaarde.stages.market.models import AlertItem, Notice

        deep = Notice.objects.filter(latest=True).order_by("published", "pk")[40]
        newest = Notice.objects.get(pk=Notice.objects.aggregate(last=Max("pk"))["last"])
        if not AlertItem.objects.exists():
            for notice in Notice.objects.order_by("pk")[:FOUND]:
                AlertItem.objects.create(
                    profile=alert, subject=f"n{notice.pk}", notice=notice, found_at=NOW, changed_at=NOW
                )
        listed = reverse("market:notices", args=["bench"])
        return {
            "list": listed,
            "list, near its end": f"{listed}?na={deep.public_id}",
            "list, a frequent word": f"{listed}?q=schoonmaak",
            "list, a rare word": f"{listed}?q=kampzijl",
            "list, a rare code": f"{listed}?cpv=3915",
            "list, open now": f"{listed}?open=1",
            "list, a rare buyer": f"{listed}?buyer=kampzijl",
            "one notice": reverse("market:notice", args=["bench", newest.public_id]),
            "alerts": reverse("market:alerts", args=["bench"]),
            "one alert": reverse("market:alert", args=["bench", alert.public_id]),
        }

    return pages


def _fill(first: int, until: int) -> None:
    """Notices of five years, as many each day; one in a thousand is of a rare buyer or for a rare code."""
    from meerwaarde.exchange.notice import Buyer, Cpv, Lot
    from meerwaarde.exchange.notice import Notice as NoticeRecord
    from meerwaarde.platform.organisations.records import insert_objects
    from meerwaarde.stages.market.actions import columns_of
    from meerwaarde.stages.market.models import Notice

    trades = (
        "Schoonmaak",
        "Groenonderhoud",
        "Catering",
        "Meubilair",
        "Software",
        "Advies",
        "Vervoer",
        "Zorg",
    )
    for start in range(first, until, AT_ONCE):
        made = []
        for number in range(start, min(start + AT_ONCE, until)):
            rare = number % 1_000 == 7
            said = NoticeRecord(
                source="tenderned",
                id=f"{number}",
                procedure_id=f"p{number // 3}",
                kind=("contract_notice", "change", "contract_award_notice")[number % 3],
                published=(TODAY - timedelta(days=number * 7_919 % 1_800)).isoformat(),
                title=f"{trades[number % 8]} van gebouwen en terreinen {number}",
                description="Met social return en zorg voor het milieu. " * 20,
                buyers=(Buyer(name="Gemeente Kampzijl" if rare else f"Gemeente {trades[number % 7]}dam"),),
                cpv=Cpv("39150000" if rare else f"{9091 + number % 40}0000"),
                lots=(Lot(id="1", nuts=(f"NL{11 + number % 30}",)),),
            )
            columns = {
                **columns_of(said),
                "latest": number % 3 == 2,
                "closes_at": NOW + timedelta(days=20) if number % 40 == 2 else None,
                "changed_at": NOW,
            }
            made.append(Notice(source="tenderned", external_id=said.id, imported_at=NOW, **columns))
        insert_objects(made)


def _looked_at() -> None:
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _asked(pages: dict[str, str]) -> dict[str, Any]:
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from meerwaarde.platform.organisations.models import Person

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(Person.objects.get(email="bob@bench.example"))
    told = {}
    for name, address in pages.items():
        client.get(address)
        with CaptureQueriesContext(connection) as capture:
            answer = client.get(address)
        asked = list(capture.captured_queries)  # now: the next request empties the log
        assert answer.status_code == 200, (name, answer.status_code)
        waited, worked = [], []
        for _ in range(TIMES):
            began, busy = time.perf_counter(), time.process_time()
            client.get(address)
            waited.append(1000 * (time.perf_counter() - began))
            worked.append(1000 * (time.process_time() - busy))
        told[name] = {
            "queries": len(asked),
            "wall": min(waited),
            "cpu": statistics.median(worked),
        }
        _tell_slow(name, asked)
    return told


def _tell_slow(name: str, asked: list[dict[str, str]]) -> None:
    from django.db import connection

    if "--slow" not in sys.argv:
        return
    limit = float(sys.argv[sys.argv.index("--slow") + 1]) / 1000
    for one in asked:
        if float(one["time"]) >= limit and one["sql"].startswith("SELECT"):
            print(f"{name} ({one['time']} s): {one['sql']}")
            explain = (
                "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN (ANALYZE, BUFFERS) "
            )
            try:
                with connection.cursor() as cursor:
                    cursor.execute(explain + one["sql"].replace("%", "%%"))
                    print("\n".join(f"    {line[-1]}" for line in cursor.fetchall()))
            except Exception as trouble:  # SQLite shows a statement with its values not quoted
                print(f"    no plan: {trouble}")


if __name__ == "__main__":
    if "--work" in sys.argv:
        print(json.dumps(work()))
    else:
        for row in rows():
            print(json.dumps(row))
