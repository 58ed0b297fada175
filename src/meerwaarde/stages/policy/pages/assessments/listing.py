"""The rounds of the self-assessment, with how far the departments are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.charts import Chart
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    EmptyState,
    Help,
    Page,
    Row,
    Step,
    Table,
)
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.rules.lifecycle import ASSESSMENT_OPEN
from meerwaarde.rules.self_assessment import (
    Content,
    agreed_scores,
    standing,
)
from meerwaarde.stages.policy.actions.assessments import content_of
from meerwaarde.stages.policy.forms.parts import said
from meerwaarde.stages.policy.pages.assessments.parts import (
    agreed_rounds,
    name_of,
    number_told,
    scores_of,
    state_badge,
)
from meerwaarde.stages.policy.pages.assessments.picture import (
    chart_of,
    mark_of,
    phase_steps,
    source_told,
    stands_told,
)
from meerwaarde.stages.policy.queries.standing import Assessment


@dataclass(frozen=True, kw_only=True)
class AssessmentsPage(Page):
    """All rounds: where the authority stands, year on year, and its departments side by side."""

    stands: str
    phases: tuple[Step, ...]
    chart: Chart | None
    mark: str
    rounds: Table
    departments: Table | None
    source: str


def assessments_page(actor: Actor, rounds: Sequence[Assessment]) -> AssessmentsPage:
    """The rounds of an authority, with the picture of the last one that was agreed on."""
    agreed = agreed_rounds(rounds)
    last = agreed[0] if agreed else None
    before = agreed[1] if len(agreed) > 1 else None
    content = content_of(last) if last else None
    now = standing(content, scores_of(content, last)) if content and last else None
    return AssessmentsPage(
        title=_("Self-assessment"),
        intro=_("Where we stand with procurement, in seven phases, and what would help us further."),
        actions=_open_action(actor),
        help=(
            Help(
                title=_("How it works"),
                points=(
                    _("Several colleagues answer the same statements, each alone."),
                    _("Then you look together where answers differ, and agree on a level."),
                    _("Weak places become proposed actions for the action plan."),
                    _("Next year you see what changed."),
                ),
            ),
        ),
        stands=stands_told(content, now) if content and now else "",
        phases=phase_steps(content, now) if content and now else (),
        chart=chart_of(content, last, now, before) if content and last and now else None,
        mark=mark_of(before),
        rounds=_rounds(actor, rounds),
        departments=_departments(actor, rounds, content) if content else None,
        source=source_told(content) if content else "",
    )


def _open_action(actor: Actor) -> tuple[Action, ...]:
    if not actor.may("assessments.lead"):
        return ()
    url = reverse("policy:assessment_new", args=[actor.slug])
    return (Action(label=_("Start a self-assessment"), url=url, icon="add", kind="primary"),)


def _rounds(actor: Actor, rounds: Iterable[Assessment]) -> Table:
    return Table(
        caption=_("All rounds"),
        columns=(
            Column(label=_("Round")),
            Column(label=_("State")),
            Column(label=_("People"), numeric=True),
            Column(label=_("Answer before"), compact=True),
        ),
        rows=tuple(
            Row(
                (
                    Cell(
                        text=name_of(one),
                        url=reverse("policy:assessment", args=[actor.slug, one.public_id]),
                    ),
                    Cell(badge=state_badge(one)),
                    Cell(text=str(one.people)),  # type: ignore[attr-defined] # annotated by the query
                    Cell(
                        text=format_day(one.closes_on, get_language() or "nl", "short")
                        if one.closes_on and one.state == ASSESSMENT_OPEN
                        else ""
                    ),
                )
            )
            for one in rounds
        ),
        empty=EmptyState(
            title=_("No self-assessment yet"),
            text=_("Find out in an hour where you stand, and what would help most."),
            action=next(iter(_open_action(actor)), None),
            drawing="people",
        ),
    )


def _departments(actor: Actor, rounds: Sequence[Assessment], content: Content) -> Table | None:
    """The last round of each department, part by part."""
    last: dict[int, Assessment] = {}
    for one in rounds:
        if one.department_id is not None and any(row.level is not None for row in one.agreed.all()):
            last.setdefault(one.department_id, one)
    if not last:
        return None
    found = sorted(last.values(), key=lambda one: str(one.department))
    stands = [
        standing(content, agreed_scores(content, {row.statement: row.level for row in one.agreed.all()}))
        for one in found
    ]
    return Table(
        caption=_("Departments side by side"),
        columns=(
            Column(label=_("Section")),
            *(Column(label=f"{one.department} {one.year}", numeric=True) for one in found),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=said(part.name)),
                    *(Cell(text=number_told(now.part(part.code).average)) for now in stands),
                )
            )
            for part in content.parts
        ),
    )
