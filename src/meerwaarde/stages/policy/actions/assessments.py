"""What people do with a self-assessment: open a round, answer, agree, close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record, record_about
from meerwaarde.platform.organisations.queries import Department, Membership
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.lifecycle import ASSESSMENT, ASSESSMENT_OPEN
from meerwaarde.rules.self_assessment import LEVELS, Content, content
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.plans import ActionValues, add_action
from meerwaarde.stages.policy.actions.refusal import Refused, refuse_if, seen
from meerwaarde.stages.policy.models import (
    FIRST_YEAR,
    LAST_YEAR,
    ActionPlan,
    AgreedAnswer,
    Assessment,
    AssessmentAnswer,
    PlanAction,
)
from meerwaarde.stages.policy.queries.standing import assessment, assessment_to_change, round_exists

MOST_WORDS = 2000
A_QUARTER = timedelta(days=91)


@dataclass(frozen=True)
class Said:
    """A level (None: not known) and what it rests on."""

    level: int | None
    evidence: str = ""


def content_of(found: Assessment) -> Content:
    """The statements of a round: those that held when its year ended, so that an old round stays readable."""
    return content(Law.on(date(found.year, 12, 31)))


def open_assessment(
    *,
    actor: Actor,
    at: datetime,
    year: int,
    department: Department | None = None,
    lead: Membership | None = None,
    closes_on: date | None = None,
) -> Assessment:
    """Open a round for the whole authority or a department; each has one a year. Raises `Refused`."""
    must(actor, "assessments.lead")
    refuse_if({**_own(actor, department, lead), **_sensible(at, year, closes_on)})
    taken = {
        "year": _("There is a self-assessment of this year already. Open that one, or choose another year.")
    }
    try:
        with transaction.atomic():
            if round_exists(actor, year, department):
                raise Refused(taken)
            entered = Assessment.enter(
                organisation_id=actor.organisation_id,
                department=department,
                year=year,
                lead=lead,
                closes_on=closes_on,
            )
            fields = ["year", "department", "lead", "closes_on"]
            record(actor, "assessment.open", entered, at=at, fields=fields)
    except IntegrityError:  # a colleague opened the same round in the same instant
        raise Refused(taken) from None
    return entered


def _own(actor: Actor, department: Department | None, lead: Membership | None) -> dict[str, str]:
    problems = {}
    if department and department.organisation_id != actor.organisation_id:
        problems["department"] = _("Choose a department of your own authority.")
    if lead and lead.organisation_id != actor.organisation_id:
        problems["lead"] = _("Choose a colleague of your own authority.")
    return problems


def _sensible(at: datetime, year: int, closes_on: date | None) -> dict[str, str]:
    problems = {}
    if not FIRST_YEAR <= year <= LAST_YEAR or not _known(year):
        problems["year"] = _("Fill in a year such as 2026.")
    if closes_on and closes_on < timezone.localdate(at):
        problems["closes_on"] = _(
            "This day has passed. Choose a day that is still to come, or leave it empty."
        )
    return problems


def _known(year: int) -> bool:
    """Whether there were statements in that year."""
    try:
        content(Law.on(date(year, 12, 31)))
    except NoParameter:
        return False
    return True


def answer(*, actor: Actor, at: datetime, found: Assessment, said: Mapping[str, Said]) -> int:
    """Keep what the actor says of these statements; returns how many changed. Raises `Refused`.

    The journal tells that somebody answered, never what.
    """
    must(actor, "assessments.answer")
    with transaction.atomic():
        held = seen(assessment_to_change(actor, found.public_id))
        _refuse_closed(held)
        _check(held, said)
        kept = {row.statement: row for row in held.answers.filter(membership__public_id=actor.membership)}
        changed = 0
        for statement, one in said.items():
            row = kept.get(statement)
            if row is None:
                AssessmentAnswer.enter(
                    assessment=held,
                    membership_id=actor.membership_id,
                    statement=statement,
                    level=one.level,
                    evidence=one.evidence,
                    written_at=at,
                )
                changed += 1
            elif row.change(level=one.level, evidence=one.evidence):
                row.change(written_at=at)
                changed += 1
        if changed:
            record(actor, "assessment.answer", held, at=at)
    return changed


def agree(
    *,
    actor: Actor,
    at: datetime,
    found: Assessment,
    expected_version: int,
    agreed: Mapping[str, Said],
    conclusion: str,
) -> None:
    """Keep what was agreed of these statements, and the conclusion. Raises `Refused`, `Changed`."""
    must(actor, "assessments.lead")
    with transaction.atomic():
        held = seen(assessment_to_change(actor, found.public_id))
        _refuse_closed(held)
        _check(held, agreed)
        kept = {row.statement: row for row in held.agreed.all()}
        levels: dict[str, int | None] = {}
        for statement, one in agreed.items():
            row = kept.get(statement)
            if row is None:
                AgreedAnswer.enter(
                    assessment=held, statement=statement, level=one.level, evidence=one.evidence
                )
                levels[statement] = one.level
            elif row.change(level=one.level, evidence=one.evidence):
                levels[statement] = one.level
        changed = held.change(expected_version, conclusion=conclusion)
        if levels and not changed:
            held.renew()
        if levels or changed:
            record(actor, "assessment.agree", held, at=at, fields=changed, plain={"levels": dict(levels)})


def close_assessment(*, actor: Actor, at: datetime, found: Assessment) -> None:
    """Close the round: nobody answers any more. Refused where nothing was agreed yet."""
    step = ASSESSMENT.step("close", found.state, actor.role)
    must(actor, step.permission)
    with transaction.atomic():
        held = seen(assessment_to_change(actor, found.public_id))
        ASSESSMENT.step("close", held.state, actor.role)
        if not held.agreed.filter(level__isnull=False).exists():
            raise Refused({"": _("Nothing was agreed yet. First record the levels that you agreed on.")})
        record(actor, "assessment.close", held, at=at, fields=held.change(state=step.until, closed_at=at))


def reopen_assessment(*, actor: Actor, at: datetime, found: Assessment) -> None:
    """Open a closed round again; what was answered and agreed is still there."""
    step = ASSESSMENT.step("reopen", found.state, actor.role)
    must(actor, step.permission)
    with transaction.atomic():
        held = seen(assessment_to_change(actor, found.public_id))
        ASSESSMENT.step("reopen", held.state, actor.role)
        record(actor, "assessment.reopen", held, at=at, fields=held.change(state=step.until, closed_at=None))


def plan_and_made(actor: Actor, found: Assessment, day: date) -> tuple[ActionPlan | None, tuple[str, ...]]:
    """The plan that takes new actions, and the statements of this round that became an action already."""
    origins = {_origin(found, one.code): one.code for one in content_of(found).statements}
    made = queries.actions_from(actor, origins)
    return queries.current_plan(actor, day), tuple(origins[ref] for ref in made)


def make_action(*, actor: Actor, at: datetime, found: Assessment, statement: str) -> PlanAction:
    """Put the action that helps a weak statement in the action plan; once. Raises `Refused`.

    It runs from today for three months, or to the end of the plan: whoever keeps the plan chooses better.
    """
    must(actor, "plans.write")
    held = seen(assessment(actor, found.public_id))
    today = timezone.localdate(at)
    plan = queries.current_plan(actor, today)
    if plan is None:
        raise Refused({"": _("There is no action plan yet. Start one first.")})
    known = {one.code: one for one in content_of(held).statements}
    if statement not in known:
        raise Refused({"": _("This statement does not exist any more. Open the page again.")})
    begins = min(max(today, plan.since), plan.until)
    one = known[statement]
    return add_action(
        actor=actor,
        at=at,
        plan=plan,
        action=ActionValues(
            title=one.action.in_language(actor.language),
            starts_on=begins,
            ends_on=min(begins + A_QUARTER, plan.until),
            explanation=one.text.in_language(actor.language),
            department=held.department,
        ),
        origin="assessment",
        origin_ref=_origin(held, statement),
    )


def record_export(*, actor: Actor, at: datetime, found: Assessment) -> None:
    """Somebody took the round along as a file."""
    with transaction.atomic():
        record_about(actor, "assessment.export", "assessment", found.public_id, at=at)


def _origin(found: Assessment, statement: str) -> str:
    return f"round:{found.public_id}:{statement}"


def _refuse_closed(held: Assessment) -> None:
    if held.state != ASSESSMENT_OPEN:
        raise Refused({"": _("This round is closed. Reopen it first, or start a round for the next year.")})


def _check(held: Assessment, said: Mapping[str, Said]) -> None:
    known = {one.code for one in content_of(held).statements}
    problems = {}
    for statement, one in said.items():
        if statement not in known:
            problems[""] = _("One of the statements does not exist any more. Open the page again.")
        elif one.level is not None and one.level not in LEVELS:
            problems[statement] = _("Choose one of the four levels, or “I do not know”.")
        elif len(one.evidence) > MOST_WORDS:
            problems[f"{statement}_evidence"] = _("This is too long. Write at most 2,000 characters.")
    refuse_if(problems)
