"""Scanning lines of the calendar: one at once, all in the background; naming one as promising in a plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record, record_about
from meerwaarde.platform.work.actions import start as start_job
from meerwaarde.platform.work.queries import Job
from meerwaarde.rules.text import Text
from meerwaarde.stages.policy import actions as policy
from meerwaarde.stages.policy.queries import ActionPlan, current_plan
from meerwaarde.stages.policy.queries import category as category_of
from meerwaarde.stages.procurement.models import ExpectedProcurement
from meerwaarde.stages.procurement.queries.calendar_scan import Scanner

JOB: Final = "calendar.scan"
MOST: Final = 5_000


class NoPlan(Exception):
    """There is no action plan in which a promising tender can be named: says what to do."""

    text = Text(
        nl="Er is nog geen actieplan voor dit jaar. Begin dat eerst, dan kan deze inkoop erin.",
        en="There is no action plan for this year yet. Begin that first; then this procurement can be in it.",
    )


def start_scan(actor: Actor, lines: Iterable[ExpectedProcurement], *, at: datetime) -> Job:
    """Let these lines be scanned in the background; the job goes on where it stopped."""
    must(actor, "calendar.write")
    wanted = [one.public_id for one in lines][:MOST]
    with transaction.atomic():
        record_about(
            actor,
            "expectedprocurement.scan",
            "calendar",
            actor.organisation,
            at=at,
            plain={"lines": len(wanted)},
        )
        return start_job(JOB, actor, {"lines": wanted}, at=at, total=len(wanted))


def scan_line(actor: Actor, line: ExpectedProcurement, *, at: datetime) -> bool:
    """Scan one line while the person waits. False where somebody changed it at the same moment."""
    return scan_lines(actor, [line], at=at) == 1


def scan_lines(actor: Actor, lines: Iterable[ExpectedProcurement], *, at: datetime) -> int:
    """Scan a few lines at once; gives how many were kept: who saves meanwhile goes first."""
    must(actor, "calendar.write")
    scanner = Scanner(actor, timezone.localdate(at))
    found = [(one, scanner.look(one)) for one in lines]
    kept = 0
    with transaction.atomic():
        for line, scan in found:
            if line.keep_scan(scan, at):
                record(actor, "expectedprocurement.scan", line, at=at)
                kept += 1
    return kept


def name_promising(
    actor: Actor, line: ExpectedProcurement, *, at: datetime, plan: ActionPlan | None = None
) -> ActionPlan:
    """Name a line as a promising tender in the action plan. All others stay as open as they were.

    Without `plan` it is the plan that runs now. Raises `NoPlan`, and what the plan refuses.
    """
    must(actor, "plans.write")
    running = plan or current_plan(actor, timezone.localdate(at))
    if running is None:
        raise NoPlan
    policy.add_tender(
        actor=actor,
        at=at,
        plan=running,
        tender=policy.TenderValues(
            title=line.title,
            why=why_promising(line),
            category=category_of(actor, line.category) if line.category else None,
            year=line.year,
            quarter=line.quarter,
            reference=f"expectedprocurement:{line.public_id}",
        ),
    )
    return running


def why_promising(line: ExpectedProcurement) -> str:
    """What the scan said that counts for it, as the first words of the reason; Dutch, like the plan."""
    signals = (line.scan or {}).get("signals", ())
    return " ".join(text["nl"] for _code, points, text in signals if points)
