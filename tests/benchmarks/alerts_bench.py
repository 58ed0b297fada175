"""A fresh notice against 10,000 alerts: matched, kept with its reasons and ready to be told.

A process of its own fills an empty SQLite database. The peer does the same without the index: each profile
is read and judged. Once with alerts as people make them (of which few fit), once with alerts that all fit.

Run: python tests/benchmarks/alerts_bench.py
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Any

from size import sized

Row = dict[str, str | float | bool | None]

PROFILES = sized(10_000, 200)
NOTICES = 5
MOST_SECONDS = 2.0
TRADES = (
    *(
        "schoonmaak",
        "catering",
        "groenonderhoud",
        "meubilair",
        "drukwerk",
        "beveiliging",
        "vervoer",
        "verhuizing",
    ),
    *("bouw", "schilderwerk", "software", "advies", "opleiding", "zorg", "kleding", "afval", "verlichting"),
)


def rows() -> list[Row]:
    """About half a minute, most of it for making the profiles."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "MEERWAARDE_DATA": folder,
            "DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "meerwaarde.config.settings",
        }
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, __file__, "--work"]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return [
        _row(f"a notice matched and kept for {told['few_found']} of {PROFILES} alerts, s", told, "few"),
        _row(f"a notice matched and kept for {told['all_found']} of {PROFILES} alerts, s", told, "all"),
    ]


def _row(job: str, told: dict[str, Any], name: str) -> Row:
    ours, peer = told[f"{name}_seconds"], told[f"{name}_without_index"]
    return {
        "job": f"{job} (CPU {told[f'{name}_cpu']:.2f} s); peer: every alert judged",
        "ours": ours,
        "peer": peer,
        "ratio": ours / peer,
        "target": f"<= {MOST_SECONDS:g} s",
        "met": ours <= MOST_SECONDS,
    }


def work() -> dict[str, Any]:
    """Fill the database and let notices come; only in a process of its own."""
    import django

    django.setup()
    from datetime import UTC, date, datetime

    import msgspec
    from django.core.management import call_command
    from django.db import transaction

    from meerwaarde.exchange.notice import Cpv, Lot
    from meerwaarde.exchange.notice import Notice as NoticeRecord
    from meerwaarde.platform.organisations.models import Membership, Organisation, Person
    from meerwaarde.platform.organisations.records import insert_objects, insert_rows
    from meerwaarde.rules.alerts import Wanted, index_terms, match
    from meerwaarde.stages.market.actions import columns_of
    from meerwaarde.stages.market.actions.alerts import match_changes
    from meerwaarde.stages.market.models import AlertItem, AlertProfile, AlertTerm, Notice
    from meerwaarde.stages.market.queries import alerts as queries

    call_command("migrate", verbosity=0)
    now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    firm = Organisation.objects.create(slug="meting", name="Meting", kind="supplier")
    person = Person.objects.create(email="vera@meting.example", name="Vera")
    Membership.objects.create(person=person, organisation=firm, role="supplier_owner", since=date(2026, 1, 1))
    chance = random.Random(20261122)

    def fill(wishes: list[Wanted]) -> None:
        AlertProfile.objects.all().delete()
        profiles = [
            AlertProfile(
                organisation=firm,
                person=person,
                name=f"Melding {number}",
                wanted=msgspec.to_builtins(wanted),
                email="daily",
                created=now,
            )
            for number, wanted in enumerate(wishes)
        ]
        with transaction.atomic():
            insert_objects(profiles)
            pairs = [
                (profile.pk, term)
                for profile, wanted in zip(profiles, wishes, strict=True)
                for term in index_terms(wanted)
            ]
            insert_rows(AlertTerm, ("profile_id", "term"), pairs)

    def come(number: int) -> tuple[float, float, int, float]:
        """Seconds with the index, seconds of judging all without it, how many were found, CPU seconds."""
        words = "Schoonmaak en groenonderhoud van gebouwen. " + " ".join(chance.choices(TRADES, k=6))
        said = NoticeRecord(
            source="tenderned",
            id=f"1{number}",
            procedure_id=f"2{number}",
            kind="contract_notice",
            published="2026-11-21",
            title="Schoonmaak van gebouwen",
            description=f"{words}. Met social return. " * 12,
            cpv=Cpv("90911200"),
            lots=(Lot(id="1", nuts=("NL131",)),),
        )
        at = datetime(2026, 11, 22, 10, number, tzinfo=UTC)
        values = columns_of(said)
        notice = Notice.enter(
            source="tenderned", external_id=f"1{number}", imported_at=at, changed_at=at, **values
        )
        begun, worked = time.perf_counter(), time.process_time()
        told = match_changes(at=at)
        ours, cpu = time.perf_counter() - begun, time.process_time() - worked
        begun = time.perf_counter()
        found = queries.found_notice(notice)
        judged = 0
        for wanted in AlertProfile.objects.values_list("wanted", flat=True):
            reasons = match(msgspec.convert(wanted, Wanted), found.thing, name=queries.name_of_value)
            judged += reasons is not None
        peer = time.perf_counter() - begun
        assert judged == told.new == AlertItem.objects.filter(notice=notice).count()
        return ours, peer, told.new, cpu

    def measured(first: int) -> tuple[float, float, int, float]:
        came = [come(first + number) for number in range(NOTICES)]
        ours, peer, found, cpu = (statistics.median(one[place] for one in came) for place in range(4))
        return ours, peer, int(found), cpu

    def wish() -> Wanted:
        codes = tuple(f"{chance.randrange(10, 99)}{chance.choice(['', '1', '91', '911'])}" for _ in range(3))
        words = tuple(chance.sample(TRADES, 2)) if chance.random() < 0.3 else ()
        regions = (f"NL{chance.choice(['11', '12', '13', '32', '41'])}",) if chance.random() < 0.7 else ()
        return Wanted(cpv=codes, words=words, regions=regions)

    fill([wish() for _number in range(PROFILES)])
    few = measured(0)
    fill([Wanted(cpv=("9091",), words=("social return",)) for _number in range(PROFILES)])
    whole = measured(20)
    return {
        "few_seconds": few[0],
        "few_without_index": few[1],
        "few_found": few[2],
        "few_cpu": few[3],
        "all_seconds": whole[0],
        "all_without_index": whole[1],
        "all_found": whole[2],
        "all_cpu": whole[3],
    }


if __name__ == "__main__":
    if "--work" in sys.argv:
        print(json.dumps(work()))
    else:
        for row in rows():
            print(row)
