"""One round of the self-assessment: where the authority stands, by part and by statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.charts import Chart
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Definition,
    Level,
    Page,
    Row,
    Step,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.platform.layout.slots import Subject
from meerwaarde.rules.lifecycle import ASSESSMENT, ASSESSMENT_OPEN
from meerwaarde.rules.self_assessment import (
    Content,
    Part,
    Standing,
    Statement,
    StatementScore,
    proposals,
    standing,
)
from meerwaarde.stages.policy.actions.assessments import content_of
from meerwaarde.stages.policy.forms.parts import said
from meerwaarde.stages.policy.pages.assessments.parts import home_crumb, name_of, scores_of, state_badge
from meerwaarde.stages.policy.pages.assessments.picture import chart_of, mark_of, phase_steps, stands_told
from meerwaarde.stages.policy.queries import standing as reads
from meerwaarde.stages.policy.queries.standing import Assessment


@dataclass(frozen=True)
class PartCard:
    """A part with its statements."""

    title: str
    meaning: str
    badge: Badge
    statements: Table


@dataclass(frozen=True)
class ProposalCard:
    """An action that would help, and the statement that asks for it."""

    title: str
    why: str
    make: Action | None


@dataclass(frozen=True, kw_only=True)
class AssessmentPage(Page):
    """One round."""

    facts: tuple[Definition, ...]
    own: str
    shown: bool
    hidden: str
    stands: str
    phases: tuple[Step, ...]
    chart: Chart | None
    mark: str
    parts: tuple[PartCard, ...]
    proposals: tuple[ProposalCard, ...]
    proposals_note: str
    conclusion: str
    exports: tuple[Action, ...]


def assessment_page(actor: Actor, found: Assessment, made: Sequence[str], *, plan: bool) -> AssessmentPage:
    """One round. `made` are statements that already became an action; `plan` tells whether there is a plan
    for new ones. Until somebody answered everything, the answers of others stay hidden: they would colour the
    own."""
    content = content_of(found)
    own = reads.own_answers(actor, found)
    leads = actor.may("assessments.lead")
    is_open = found.state == ASSESSMENT_OPEN
    shown = not is_open or leads or len(own) == len(content.statements)
    scores = scores_of(content, found) if shown else ()
    now = standing(content, scores)
    earlier = reads.round_before(actor, found)
    return AssessmentPage(
        title=name_of(found),
        intro=_("Each statement has a level from 0 to 3."),
        crumbs=(home_crumb(actor),),
        badge=state_badge(found),
        actions=_actions(actor, found, own=bool(own)),
        sections=slots.page_sections.collect(actor, Subject("assessment", found.public_id)),
        facts=_facts(actor, found),
        own=_own(len(own), len(content.statements)) if is_open else "",
        shown=shown,
        hidden=_("You see the answers of colleagues when you have answered everything yourself.")
        if not shown
        else "",
        stands=stands_told(content, now) if shown else "",
        phases=phase_steps(content, now) if shown else (),
        chart=chart_of(content, found, now, earlier) if shown else None,
        mark=mark_of(earlier) if shown else "",
        parts=_part_cards(content, scores, now, reads.evidence_of(found)) if shown else (),
        proposals=_proposals(actor, found, content, scores, made, plan=plan) if shown else (),
        proposals_note=_("Start an action plan first; then these proposals become actions with one click.")
        if shown and not plan
        else "",
        conclusion=found.conclusion,
        exports=tuple(
            Action(
                label=label,
                url=reverse("policy:assessment_export", args=[actor.slug, found.public_id, form]),
                icon="download",
                kind="quiet",
            )
            for form, label in (("csv", _("Download as CSV")), ("xlsx", _("Download for Excel")))
        )
        if shown
        else (),
    )


def _actions(actor: Actor, found: Assessment, *, own: bool) -> tuple[Action, ...]:
    first = content_of(found).parts[0].code
    given: list[Action] = []
    if found.state == ASSESSMENT_OPEN:
        given.append(
            Action(
                label=_("Change my answers") if own else _("Answer the statements"),
                url=reverse("policy:assessment_answer", args=[actor.slug, found.public_id, first]),
                icon="edit",
                kind="primary",
            )
        )
        if actor.may("assessments.lead"):
            url = reverse("policy:assessment_agree", args=[actor.slug, found.public_id, first])
            given.append(Action(label=_("Agree on levels"), url=url, icon="people"))
    given += [
        Action(
            label=said(step.name),
            url=reverse(f"policy:assessment_{step.verb}", args=[actor.slug, found.public_id]),
            post=True,
            icon="lock" if step.verb == "close" else "edit",
        )
        for step in ASSESSMENT.possible(found.state, actor.role)
    ]
    return tuple(given)


def _facts(actor: Actor, found: Assessment) -> tuple[Definition, ...]:
    people = reads.people_who_answered(found)
    lines = [
        Definition(
            term=_("Answered"),
            text=ngettext("%(count)d person", "%(count)d people", people) % {"count": people},
        ),
        Definition(term=_("Led by"), text=found.lead.person.name if found.lead else ""),
    ]
    if found.closes_on:
        day = format_day(found.closes_on, get_language() or "nl")
        lines.append(Definition(term=_("Answer before"), text=day))
    return tuple(lines)


def _own(answered: int, of: int) -> str:
    if answered == 0:
        return _("You have not answered yet.")
    return _("You answered %(count)d of %(of)d statements.") % {"count": answered, "of": of}


def _part_cards(
    content: Content,
    scores: Sequence[StatementScore],
    now: Standing,
    evidence: dict[str, list[str]],
) -> tuple[PartCard, ...]:
    by_code = {one.statement: one for one in scores}
    return tuple(
        PartCard(
            said(part.name),
            said(part.meaning),
            Badge(label=_("Carried"), tone=Tone.POSITIVE)
            if now.part(part.code).carried
            else Badge(label=_("Not carried yet"), tone=Tone.NEUTRAL),
            _statements(content, part, by_code, evidence),
        )
        for part in content.parts
    )


def _statements(
    content: Content, part: Part, scores: dict[str, StatementScore], evidence: dict[str, list[str]]
) -> Table:
    return Table(
        caption=said(part.name),
        caption_hidden=True,
        columns=(
            Column(label=_("Statement")),
            Column(label=_("Level")),
            Column(label=_("What people see of it")),
        ),
        rows=tuple(
            _line(content, one, scores[one.code], evidence.get(one.code, ())) for one in content.of(part.code)
        ),
    )


def _line(content: Content, one: Statement, score: StatementScore, evidence: Sequence[str]) -> Row:
    spread = ""
    if score.spread >= content.limits.spread:
        spread = _("Answers run from %(low)d to %(high)d: worth a talk.") % {
            "low": score.lowest or 0,
            "high": score.highest or 0,
        }
    level = (
        Cell(text=_("Nobody knows yet"))
        if score.level is None
        else Cell(level=Level(score.level, said(content.scale[score.level].name)))
    )
    return Row((Cell(text=said(one.text)), level, Cell(text=" ".join(evidence), note=spread)))


def _proposals(
    actor: Actor,
    found: Assessment,
    content: Content,
    scores: Sequence[StatementScore],
    made: Sequence[str],
    *,
    plan: bool,
) -> tuple[ProposalCard, ...]:
    names = {part.code: said(part.name) for part in content.parts}

    def make(one: Statement) -> Action | None:
        if not (plan and actor.may("plans.write")):
            return None
        if one.code in made:
            url = reverse("policy:assessment", args=[actor.slug, found.public_id])
            return Action(
                label=_("Stands in the action plan"), url=url, why_not=_("This is already an action.")
            )
        return Action(
            label=_("Make it an action"),
            url=reverse("policy:assessment_propose", args=[actor.slug, found.public_id, one.code]),
            post=True,
            icon="add",
            kind="quiet",
        )

    return tuple(
        ProposalCard(said(one.action), f"{names[one.part]}: {said(one.text)}", make(one))
        for one in proposals(content, scores)
    )
