"""The page of a goal with 2,000 things below it, and the picture of the thread with 200 goals.

A process of its own fills an empty SQLite database and asks each page through Django's own client: the whole
way from address to HTML, for a policy adviser. Neighbours on the machine make waiting times wander, so CPU
time stands beside them.

Run: python tests/benchmarks/goal_bench.py
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Any

from size import sized

Row = dict[str, str | float | bool | None]

BELOW = sized(2_000, 200)
GOALS = sized(200, 20)
TIMES = 15
MOST_MS = 300.0


def rows() -> list[Row]:
    """About a minute, most of it for making the tables."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "MEERWAARDE_DATA": folder,
            "DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "meerwaarde.config.settings",
        }
        environment.pop("DATABASE_URL", None)
        done = subprocess.run(
            [sys.executable, __file__, "--work"],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    told = json.loads(done.stdout.splitlines()[-1])
    return [
        _row(f"goal page with {BELOW} things below it, median ms", told["goal_ms"], told["goal_cpu_ms"]),
        _row(f"thread of {GOALS} goals, median ms", told["thread_ms"], told["thread_cpu_ms"]),
        {
            "job": "queries of the goal page: empty goal, full goal",
            "ours": told["queries_full"],
            "peer": told["queries_empty"],
            "ratio": told["queries_full"] / told["queries_empty"],
            "target": "constant per kind",
            "met": told["queries_full"] <= told["queries_empty"] + 12,
        },
    ]


def _row(job: str, wall: float, cpu: float) -> Row:
    return {
        "job": f"{job} (CPU in the next column)",
        "ours": wall,
        "peer": cpu,
        "ratio": wall / cpu,
        "target": f"<= {MOST_MS:.0f} ms",
        "met": wall <= MOST_MS,
    }


def work() -> dict[str, Any]:
    """Fill the database and ask the pages; only in a process of its own."""
    import django

    django.setup()
    from datetime import UTC, date, datetime

    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from meerwaarde.platform.organisations.models import Membership, Organisation, Person
    from meerwaarde.stages.policy.models import (
        ActionPlan,
        Framework,
        FrameworkRule,
        Goal,
        PlanAction,
        PlanGoal,
    )
    from meerwaarde.stages.procurement.models import Procurement

    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    authority = Organisation.objects.create(
        slug="meting", name="Gemeente Meting", second_factor_since=date(2099, 1, 1)
    )
    person = Person.objects.create(email="pia@meting.example", name="Pia")
    Membership.objects.create(
        person=person, organisation=authority, role="policy_adviser", since=date(2026, 1, 1)
    )
    shared = {
        "organisation": authority,
        "source_type": "budget",
        "document": "Begroting",
        "since_year": 2026,
        "until_year": 2030,
    }
    themes = ("climate", "circular", "social_return", "diversity_inclusion")
    goals = Goal.objects.bulk_create(
        Goal(wording=f"Doel {n} over wat er beter moet.", theme=themes[n % 4], **shared) for n in range(GOALS)
    )
    full, empty = Goal.objects.order_by("pk")[:2]
    framework = Framework.objects.create(
        organisation=authority,
        title="Kader",
        number=1,
        state="adopted",
        adopted_by="council",
        adopted_on=date(2026, 1, 1),
        valid_from=date(2026, 1, 1),
    )
    each = BELOW // 5
    Goal.objects.bulk_create(
        Goal(wording=f"Deel {n}", theme="climate", parent=full, **shared) for n in range(each)
    )
    demands = (
        {"demand": "state_purpose"},
        {"demand": "theme_minimum", "theme": "climate", "level": 1},
        {"demand": "social_return", "percentage": "5"},
    )
    rules = FrameworkRule.objects.bulk_create(
        FrameworkRule(
            framework=framework, code=f"K{n}", position=n, strength="tenzij", scope={}, demand=demands[n % 3]
        )
        for n in range(each)
    )
    link = FrameworkRule.goals.through
    link.objects.bulk_create(link(frameworkrule=rule, goal=full) for rule in rules)
    link.objects.bulk_create(
        link(frameworkrule=rules[n % each], goal=goal)
        for n, goal in enumerate(goals)
        if goal.pk != full.pk and n % 3
    )
    plan = ActionPlan.objects.create(
        organisation=authority, title="Plan", since=date(2026, 1, 1), until=date(2027, 12, 31)
    )
    planned = PlanGoal.objects.bulk_create(
        PlanGoal(plan=plan, goal=full, wording=f"Plandoel {n}", theme="climate") for n in range(each)
    )
    PlanAction.objects.bulk_create(
        PlanAction(
            plan=plan,
            plan_goal=planned[n],
            title=f"Actie {n}",
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 6, 1),
        )
        for n in range(each)
    )
    files = Procurement.objects.bulk_create(
        Procurement(
            organisation=authority,
            title=f"Inkoop {n}",
            number=f"M-{n}",
            year=2026,
            sequence=n + 1,
            started_at=now,
            changed_at=now,
        )
        for n in range(each)
    )
    served = Procurement.goals.through
    served.objects.bulk_create(served(procurement=file, goal=full) for file in files)
    served.objects.bulk_create(
        served(procurement=files[n % each], goal=goal)
        for n, goal in enumerate(goals)
        if goal.pk != full.pk and n % 2
    )
    client = Client()
    client.force_login(person)
    goal_url = f"/meting/beleid/doelen/{full.public_id}/"
    told = {}
    for name, url in (("goal", goal_url), ("thread", "/meting/beleid/draad/")):
        walls, cpus = [], []
        for _ in range(TIMES):
            wall, cpu = time.perf_counter(), time.process_time()
            answer = client.get(url)
            walls.append((time.perf_counter() - wall) * 1000)
            cpus.append((time.process_time() - cpu) * 1000)
            assert answer.status_code == 200, (url, answer.status_code, answer.headers)
        told[f"{name}_ms"] = statistics.median(walls)
        told[f"{name}_cpu_ms"] = statistics.median(cpus)
    for name, url in (("full", goal_url), ("empty", f"/meting/beleid/doelen/{empty.public_id}/")):
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        told[f"queries_{name}"] = len(asked)
    return told


if __name__ == "__main__":
    if "--work" in sys.argv:
        print(json.dumps(work()))
    else:
        for row in rows():
            print(row)
