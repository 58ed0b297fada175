"""Search and the list of suppliers at 100,000: rows C (database) and E of the performance table.

Each database gets a process of its own that fills it and asks it: SQLite always, PostgreSQL where its
programs stand in /usr/lib/postgresql (a server of our own on a socket in a temporary folder, ended
afterwards). The first 10,000 suppliers are filled as the product does; the database copies them, rows and
index alike, under other numbers. Both answer the same 200 stored questions; the first 20 must be equal.
Neighbours on the machine make waiting times wander, so CPU time and ratios tell more. CPU is that of our
process; of PostgreSQL the server's comes on top.

Run: python tests/benchmarks/directory_bench.py [number of suppliers]
"""

from __future__ import annotations

import json
import os
import pwd
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from size import sized

Row = dict[str, str | float | bool | None]

SUPPLIERS = sized(100_000, 2_000)
AT_ONCE = 500
DISTINCT = 10_000
FIRST = 20
MOST_MS = 60.0
MOST_CPU_MS = 12.0
MOST_LAST_TO_FIRST = 1.3
LEAST_NAME_GAIN = 10.0
DAY = date(2026, 11, 22)
RARE_PARTS = ("polderdijk", "waterhuizen", "kampzijl", "hoogdaal", "oeverkerk b", "xyzzy")
COMMON_PARTS = ("de", "werk", "linden", "stichting")


def rows() -> list[Row]:
    """Three to four minutes at 100,000 suppliers on a busy machine, both databases together."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else SUPPLIERS
    with tempfile.TemporaryDirectory() as folder:
        answers = {"SQLite": _measured(count, folder, "")}
    with postgresql() as url:
        if url:
            with tempfile.TemporaryDirectory() as folder:
                answers["PostgreSQL"] = _measured(count, folder, url)
    found = [row for name, answer in answers.items() for row in _of(name, answer)]
    if len(answers) > 1:
        equal = sum(
            one == other for one, other in zip(*(answer["first"] for answer in answers.values()), strict=True)
        )
        asked = len(answers["SQLite"]["first"])
        found.append(_row("C equal first 20 on both databases", equal, asked, "all", met=equal == asked))
    return found


def _of(name: str, answer: dict[str, Any]) -> Iterator[Row]:
    yield _row(
        f"C search in {name}, p95 ms of 200 questions",
        answer["search_p95"],
        MOST_MS,
        "<= 60 ms",
        met=answer["search_p95"] <= MOST_MS,
    )
    yield _row(
        f"C the same, CPU ms p95 (median in the next column), {name}",
        answer["search_cpu_p95"],
        answer["search_cpu_p50"],
        "told",
        met=None,
    )
    yield _row(
        f"C filling the index, ms CPU per supplier, {name}", answer["fill_cpu_ms"], 1.0, "told", met=None
    )
    yield _row(f"C bytes of the index per supplier, {name}", answer["bytes"], 1.0, "told", met=None)
    last = answer["last_cpu_ms"] / answer["first_cpu_ms"]
    yield _row(
        f"E last page against first, CPU ms, {name}",
        answer["last_cpu_ms"],
        answer["first_cpu_ms"],
        "<= 1.3x",
        met=last <= MOST_LAST_TO_FIRST,
    )
    yield _row(
        f"E the list, CPU ms per request, {name}",
        answer["first_cpu_ms"],
        MOST_CPU_MS,
        "<= 12 ms",
        met=answer["first_cpu_ms"] <= MOST_CPU_MS,
    )
    same = answer["queries"][1] == answer["queries"][0]
    yield _row(
        f"E queries on first and last page, {name}", *map(float, answer["queries"][:2]), "equal", met=same
    )
    yield _row(
        f"E the list p95 ms against an empty page, {name}",
        answer["list_p95"],
        answer["empty_p95"],
        "told",
        met=None,
    )
    yield _row(
        f"E names read into memory by a process, once (learning their runs in the next column), ms, {name}",
        answer["names_first_ms"],
        answer["names_learning_ms"],
        "told",
        met=None,
    )
    for kind, parts in (("rare", RARE_PARTS), ("common", COMMON_PARTS)):
        ours, peer = answer["names"][kind]
        what = "CPU ms" if name == "SQLite" else "ms"
        yield _row(
            f"E {kind} part of a name ({parts[0]}, …), count and page, {what} against icontains, {name}",
            ours,
            peer,
            ">= 10x faster",
            met=peer / ours >= LEAST_NAME_GAIN,
        )


def _row(job: str, ours: float, peer: float, target: str, *, met: bool | None) -> Row:
    return {
        "job": job,
        "ours": float(ours),
        "peer": float(peer),
        "ratio": round(ours / peer, 3) if peer else 0.0,
        "target": target,
        "met": met,
    }


def _measured(count: int, folder: str, url: str) -> dict[str, Any]:
    environment = {
        **os.environ,
        "MEERWAARDE_DATA": folder,
        "DJANGO_SETTINGS_MODULE": "meerwaarde.config.settings",
    }
    environment.pop("DATABASE_URL", None)
    if url:
        environment["DATABASE_URL"] = url
    done = subprocess.run(
        [sys.executable, __file__, "--work", str(count)],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a throw-away server; empty where its programs are not here."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if not programs:
        yield ""
        return
    with tempfile.TemporaryDirectory(prefix="meerwaarde-pg.") as folder:
        as_postgres: list[str] = []
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(folder, account.pw_uid, account.pw_gid)
            as_postgres = ["runuser", "-u", "postgres", "--"]

        def run(program: str, *arguments: str) -> None:
            command = [*as_postgres, str(programs[-1] / program), *arguments]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

        made = ["-U", "meerwaarde", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"]
        run("initdb", "-D", f"{folder}/data", *made)
        settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}'"
        run("pg_ctl", "-D", f"{folder}/data", "-l", f"{folder}/log", "-w", "-o", settings, "start")
        try:
            run("createdb", "-h", folder, "-U", "meerwaarde", "meerwaarde")
            yield f"postgres://meerwaarde@/meerwaarde?host={folder}"
        finally:
            run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")


# --- what the process of one database does -----------------------------------------------------------------


def work(count: int, *, filled_before: bool = False) -> dict[str, Any]:
    """Fill the database that the environment names, ask it, and say what it took."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    filled = {"fill_cpu_ms": 0.0} if filled_before else _fill(count)
    _settle()
    return {**filled, "bytes": _index_bytes() / count, **_search(), **_names(), **_pages()}


def _fill(count: int) -> dict[str, Any]:
    from django.utils import timezone

    from meerwaarde.platform.organisations.models import Membership, Organisation, Person
    from meerwaarde.platform.organisations.records import insert_rows
    from meerwaarde.platform.search.actions import describe, index_many
    from meerwaarde.rules.suppliers import facets_of
    from meerwaarde.stages.market.models import Offering, Supplier, SupplierFacet

    keeper = Organisation.enter(slug="bench", name="Gemeente Bench", kind="authority")
    person = Person.objects.create_user("bob@bench.example", "een lang wachtwoord", name="Bob")
    Membership.objects.create(person=person, organisation=keeper, role="buyer", since=DAY)
    now, filling = timezone.now(), 0.0
    distinct = min(count, DISTINCT)
    for start in range(0, distinct, AT_ONCE):
        some = list(_distinct()[start : min(start + AT_ONCE, distinct)])
        made = Supplier.objects.bulk_create(
            Supplier(
                organisation=keeper,
                public_id=profile.id,
                name=profile.name,
                place=place,
                regions=None if profile.regions is None else list(profile.regions),
                small=profile.kinds and "small" in profile.kinds,
                social_until=date(2027, 6, 1) if profile.kinds and "social" in profile.kinds else None,
                added_at=now,
                changed_at=now,
            )
            for profile, place, _summary in some
        )
        Offering.objects.bulk_create(
            Offering(supplier=row, kind="service", title=summary[:200], cpv=list(profile.cpv or ()))
            for row, (profile, _place, summary) in zip(made, some, strict=True)
        )
        facets = (
            (row.pk, facet, code)
            for row, (profile, _place, _summary) in zip(made, some, strict=True)
            for facet, code in facets_of(
                cpv=profile.cpv or (),
                regions=profile.regions,
                themes=profile.themes or (),
                offerings=("service",),
            )
        )
        insert_rows(SupplierFacet, ("supplier_id", "facet", "code"), facets)
        began = time.process_time()
        described = [
            describe(
                kind="supplier",
                object_id=profile.id,
                url=f"/-/leveranciers/{profile.id}/",
                title=profile.name,
                summary=f"{place} · {summary}",
                text=profile.text,
            )
            for profile, place, summary in some
        ]
        index_many(described, organisation_id=None)
        filling += time.process_time() - began
    for copy in range(1, count // DISTINCT):
        _copied(copy)
    return {"fill_cpu_ms": 1000 * filling / distinct}


@cache
def _distinct() -> list[Any]:
    import fictional_suppliers

    return list(fictional_suppliers.suppliers(DISTINCT))


def _copied(copy: int) -> None:
    """The first suppliers once more under other numbers, rows and index alike: the database copies them.

    Analysing the same texts once more tells nothing and takes minutes.
    """
    from django.db import connection, transaction

    from meerwaarde.platform.search.models import Document, Posting, Segment, Titles
    from meerwaarde.stages.market.models import Offering, Supplier, SupplierFacet

    highest = {model: _highest(model) for model in (Supplier, Offering, SupplierFacet, Segment, Document)}
    away: list[tuple[Any, dict[str, int]]] = [
        (Supplier, {"id": highest[Supplier]}),
        (Offering, {"id": highest[Offering], "supplier_id": highest[Supplier]}),
        (SupplierFacet, {"id": highest[SupplierFacet], "supplier_id": highest[Supplier]}),
        (Segment, {"id": highest[Segment]}),
        (Document, {"id": highest[Document], "segment_id": highest[Segment]}),
        (Posting, {"id": _highest(Posting), "segment_id": highest[Segment], "first": highest[Document]}),
        (Titles, {"id": _highest(Titles), "segment_id": highest[Segment], "stamp": 1}),
    ]
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        for model, steps in away:
            columns = [field.column for field in model._meta.concrete_fields]
            taken = [
                f"{quote(column)} + {steps[column] * copy}"
                if column in steps
                else _renamed(quote(column), copy)
                if column in ("public_id", "object_id")
                else _renamed_lines(quote(column), copy)
                if column == "objects_named"
                else quote(column)
                for column in columns
            ]
            table = quote(model._meta.db_table)
            names = ", ".join(map(quote, columns))
            base = highest.get(model) or _highest(model)
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT {', '.join(taken)} FROM {table} WHERE id <= {base}"
            )


@cache
def _highest(model: Any) -> int:
    """Of the rows that are there before the first copy."""
    return int(model.objects.order_by("-pk").values_list("pk", flat=True)[0])


def _renamed(column: str, copy: int) -> str:
    """s000123 becomes s020123; an offering's id has other letters and gets a tail, which keeps it once."""
    supplier = f"'s{copy:02}' || substr({column}, 4)"
    other = f"substr({column}, 1, 9) || '{copy:03}'"
    return f"CASE WHEN {column} LIKE 's00____' THEN {supplier} ELSE {other} END"


def _renamed_lines(column: str, copy: int) -> str:
    """The same for the ids of a segment, a line each; all of them are those of suppliers."""
    return f"replace({column}, 's00', 's{copy:02}')"


def _settle() -> None:
    """What a database does by itself in a quiet hour."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _index_bytes() -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT sum(pg_total_relation_size(oid)) FROM pg_class "
                "WHERE relkind = 'r' AND relname LIKE 'search_%'"
            )
        else:
            cursor.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%search_%'")
        return float(cursor.fetchone()[0])


def _search() -> dict[str, Any]:
    import fictional_suppliers

    from meerwaarde.platform.search.queries import search

    asked = fictional_suppliers.questions()
    for text in asked[:40]:
        search(None, text, kinds=("supplier",), limit=FIRST)
    waited, worked, first = [], [], []
    for text in asked:
        seconds, cpu, found = _timed(lambda text=text: search(None, text, kinds=("supplier",), limit=FIRST))
        waited.append(seconds)
        worked.append(cpu)
        first.append([[hit.object_id, hit.score] for hit in found])
    return {
        "search_p95": p95(waited),
        "search_cpu_p95": p95(worked),
        "search_cpu_p50": 1000 * statistics.median(worked),
        "first": first,
    }


def _names() -> dict[str, Any]:
    """Count and page of suppliers with this in their name: bounded as the list does, and plainly.

    Of SQLite the CPU tells most, it works in our process; PostgreSQL works in its own, so there it is time.
    """
    from django.db import connection
    from django.db.models import Count, Window

    from meerwaarde.platform.search.queries import named
    from meerwaarde.platform.search.shelf import READ_BEFORE_RUNS
    from meerwaarde.stages.market.models import Supplier
    from meerwaarde.stages.market.queries.directory import MOST_COUNTED, SHORTEST_PART
    from meerwaarde.stages.market.queries.suppliers import MOST_BY_WORDS, one_value

    which = 0 if connection.vendor == "postgresql" else 1

    def page(rows: Any) -> list[str]:
        return list(rows.order_by("name", "pk").values_list("public_id", flat=True)[:26])

    def plainly(text: str) -> tuple[int, list[str]]:
        rows = Supplier.objects.filter(name__icontains=text)
        return rows.count(), page(rows)

    def ours(text: str) -> tuple[int, list[str]]:
        names = named(None, text, kinds=("supplier",), limit=MOST_BY_WORDS)
        if names is None or len(text) < SHORTEST_PART:
            rows = Supplier.objects.filter(name__icontains=text)
            return rows.order_by().values("pk")[: MOST_COUNTED + 1].count(), page(rows)
        rows = Supplier.objects.filter(public_id__in=one_value(names))
        told = rows.order_by("name", "pk").annotate(all_of_them=Window(Count("*")))
        found = list(told.values_list("public_id", "all_of_them")[:26])
        return (found[0][1] if found else 0), [public_id for public_id, _number in found]

    # What a process does once after a change, and what it does after it was asked a few times.
    first_asked = _timed(lambda: named(None, "xyzzy", kinds=("supplier",)))[which]
    for _ in range(READ_BEFORE_RUNS - 1):  # and the first reading before
        named(None, "xyzzy", kinds=("supplier",))
    learning = _timed(lambda: named(None, "xyzzy", kinds=("supplier",)))[which]
    found: dict[str, tuple[float, float]] = {}
    for kind, parts in (("rare", RARE_PARTS), ("common", COMMON_PARTS)):
        took: tuple[list[float], list[float]] = ([], [])
        for text in parts:
            for _ in range(3):
                mine, theirs = _timed(lambda text=text: ours(text)), _timed(lambda text=text: plainly(text))
                assert mine[2] == (min(theirs[2][0], MOST_COUNTED + 1), theirs[2][1]), text
                took[0].append(mine[which])
                took[1].append(theirs[which])
        found[kind] = (1000 * statistics.mean(took[0]), 1000 * statistics.mean(took[1]))
    return {"names": found, "names_first_ms": 1000 * first_asked, "names_learning_ms": 1000 * learning}


def _pages() -> dict[str, Any]:
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from meerwaarde.platform.organisations.models import Person
    from meerwaarde.stages.market.models import Supplier

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(Person.objects.get(email="bob@bench.example"))
    listed = reverse("market:suppliers", args=["bench"])
    last = Supplier.objects.order_by("-name", "-pk")[26].public_id
    pages = {
        "first": listed,
        "last": f"{listed}?na={last}",
        "empty": reverse("market:supplier_imports", args=["bench"]),
    }
    waited: dict[str, list[float]] = {name: [] for name in pages}
    worked: dict[str, list[float]] = {name: [] for name in pages}
    asked = []
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code == 200, (name, answer.status_code)
        asked.append(len(queries))
    for _ in range(60):
        for name, address in pages.items():
            seconds, cpu, _answer = _timed(lambda address=address: client.get(address))
            waited[name].append(seconds)
            worked[name].append(cpu)
    return {
        "queries": asked[:2],
        "list_p95": p95(waited["first"]),
        "empty_p95": p95(waited["empty"]),
        **{f"{name}_cpu_ms": 1000 * statistics.median(worked[name]) for name in pages},
    }


def _timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    began, cpu = time.perf_counter(), time.process_time()
    found = work()
    return time.perf_counter() - began, time.process_time() - cpu, found


def p95(seconds: list[float]) -> float:
    """In milliseconds."""
    return 1000 * statistics.quantiles(seconds, n=20)[-1]


if __name__ == "__main__":
    if "--work" in sys.argv:
        print(json.dumps(work(int(sys.argv[-1]), filled_before="--filled" in sys.argv)))
    else:
        for line in rows():
            print(json.dumps(line))
