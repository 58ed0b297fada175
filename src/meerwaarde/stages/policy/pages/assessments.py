"""What the pages of the self-assessment show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.charts import Bar, Chart, bars
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    FormPage,
    Help,
    Level,
    Page,
    Progress,
    Row,
    Step,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_number
from meerwaarde.platform.layout.slots import Subject
from meerwaarde.rules.lifecycle import ASSESSMENT, ASSESSMENT_OPEN
from meerwaarde.rules.self_assessment import (
    Content,
    Part,
    Standing,
    Statement,
    StatementScore,
    agreed_scores,
    changes,
    combine,
    proposals,
    standing,
)
from meerwaarde.stages.policy.actions.assessments import content_of
from meerwaarde.stages.policy.forms.parts import said
from meerwaarde.stages.policy.queries import standing as reads
from meerwaarde.stages.policy.queries.standing import AgreedAnswer, Assessment


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
class AssessmentsPage(Page):
    """All rounds: where the authority stands, year on year, and its departments side by side."""

    stands: str
    phases: tuple[Step, ...]
    chart: Chart | None
    mark: str
    rounds: Table
    departments: Table | None
    source: str


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


@dataclass(frozen=True, kw_only=True)
class PartFormPage(FormPage):
    """One part, to answer alone or to agree on together."""

    scale: tuple[str, ...]
    back_url: str = ""


def name_of(found: Assessment) -> str:
    """The round as people call it."""
    whose = found.department.name if found.department else _("the whole authority")
    return _("Self-assessment %(year)s, %(whose)s") % {"year": found.year, "whose": whose}


def assessments_page(actor: Actor, rounds: Sequence[Assessment]) -> AssessmentsPage:
    """The rounds of an authority, with the picture of the last one that was agreed on."""
    agreed = _agreed(rounds)
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
        stands=_stands(content, now) if content and now else "",
        phases=_phases(content, now) if content and now else (),
        chart=_chart(content, last, now, before) if content and last and now else None,
        mark=_mark(before),
        rounds=_rounds(actor, rounds),
        departments=_departments(actor, rounds, content) if content else None,
        source=_source(content) if content else "",
    )


def phase_reached(rounds: Sequence[Assessment]) -> tuple[int, int, str] | None:
    """How many phases the whole authority carries in a row, of how many, and in words; None before any round
    was agreed on."""
    agreed = _agreed(rounds)
    if not agreed:
        return None
    content = content_of(agreed[0])
    now = standing(content, scores_of(content, agreed[0]))
    codes = [phase.code for phase in content.phases]
    count = codes.index(now.phase) + 1 if now.phase else 0
    return count, len(codes), _stands(content, now)


def _agreed(rounds: Sequence[Assessment]) -> list[Assessment]:
    """The rounds of the whole authority that were agreed on, newest first."""
    whole = [one for one in rounds if one.department_id is None]
    return [one for one in whole if any(row.level is not None for row in one.agreed.all())]


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
        crumbs=(_home(actor),),
        badge=_state(found),
        actions=_actions(actor, found, own=bool(own)),
        sections=slots.page_sections.collect(actor, Subject("assessment", found.public_id)),
        facts=_facts(actor, found),
        own=_own(len(own), len(content.statements)) if is_open else "",
        shown=shown,
        hidden=_("You see the answers of colleagues when you have answered everything yourself.")
        if not shown
        else "",
        stands=_stands(content, now) if shown else "",
        phases=_phases(content, now) if shown else (),
        chart=_chart(content, found, now, earlier) if shown else None,
        mark=_mark(earlier) if shown else "",
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


def scores_of(content: Content, found: Assessment) -> tuple[StatementScore, ...]:
    """What was agreed; where nothing was agreed of a statement yet, the middle of the answers."""
    agreed = {code: row.level for code, row in reads.agreed_levels(found).items()}
    said_by_all = combine(content, reads.all_answers(found))
    return tuple(
        StatementScore(
            one.statement,
            agreed.get(one.statement, one.level),
            one.lowest,
            one.highest,
            one.answers,
            one.unknown,
        )
        for one in said_by_all
    )


def part_form_page(actor: Actor, found: Assessment, part: Part, form: Any, *, agreeing: bool) -> PartFormPage:
    """One part to answer, or to agree on."""
    content = content_of(found)
    name = "policy:assessment_agree" if agreeing else "policy:assessment_answer"
    codes = [one.code for one in content.parts]
    place = codes.index(part.code)
    home = reverse("policy:assessment", args=[actor.slug, found.public_id])
    return PartFormPage(
        title=said(part.name),
        intro=said(part.meaning),
        crumbs=(_home(actor), Crumb(name_of(found), home)),
        form=form,
        submit=_("Save and go on") if place + 1 < len(codes) else _("Save"),
        cancel_url=home,
        draft_key=f"assessment:{found.public_id}:{part.code}:{'agree' if agreeing else actor.membership}",
        steps=tuple(
            Step(
                label=said(one.name),
                state=Progress.CURRENT if one.code == part.code else Progress.OPEN,
                url=reverse(name, args=[actor.slug, found.public_id, one.code]),
            )
            for one in content.parts
        ),
        help=(
            Help(
                title=_("The four levels"),
                points=tuple(
                    f"{number} {said(level.name)}: {said(level.meaning)}"
                    for number, level in enumerate(content.scale)
                ),
            ),
            Help(
                title=_("Who sees this"),
                text=_("Everybody sees the levels that were agreed, with what people saw of it.")
                if agreeing
                else _("Colleagues see how answers are spread, never who answered what."),
            ),
        ),
        scale=tuple(said(level.name) for level in content.scale),
        back_url=reverse(name, args=[actor.slug, found.public_id, codes[place - 1]]) if place else "",
    )


def open_form_page(actor: Actor, form: Any) -> FormPage:
    """A new round."""
    return FormPage(
        title=_("Start a self-assessment"),
        intro=_("Colleagues then find it on their home page."),
        crumbs=(_home(actor),),
        form=form,
        submit=_("Start"),
        cancel_url=reverse("policy:assessments", args=[actor.slug]),
        help=(
            Help(
                title=_("Tips"),
                points=(
                    _("Ask people from all trades: clients, buyers, policy, finance, contract management."),
                    _("A department can have a round of its own."),
                    _("Twenty minutes for each person, an hour to agree together."),
                ),
            ),
        ),
    )


def as_rows(found: Assessment) -> list[list[str | int | None]]:
    """The round as a sheet: a line per statement."""
    content = content_of(found)
    parts = {part.code: said(part.name) for part in content.parts}
    evidence = reads.evidence_of(found)
    head: list[str | int | None] = [
        _("Section"),
        _("Statement"),
        _("Level"),
        _("Lowest answer"),
        _("Highest answer"),
        _("People"),
        _("What people see of it"),
    ]
    rows: list[list[str | int | None]] = [head]
    for one, score in zip(content.statements, scores_of(content, found), strict=True):
        seen = "; ".join(evidence.get(one.code, ()))
        rows.append(
            [parts[one.part], said(one.text), score.level, score.lowest, score.highest, score.answers, seen]
        )
    return rows


def answers_told(score: StatementScore) -> str:
    """How colleagues answered, in words."""
    if score.answers == 0:
        return _("Nobody answered this yet.")
    if score.level is None or score.lowest is None or score.highest is None:
        return _("Nobody who answered knows this.")
    if score.lowest == score.highest:
        return _("Everybody who knows says %(level)d.") % {"level": score.lowest}
    return _("Answers run from %(low)d to %(high)d, the middle is %(level)d.") % {
        "low": score.lowest,
        "high": score.highest,
        "level": score.level,
    }


def agreed_told(content: Content, row: AgreedAnswer | None) -> str:
    """What stands there now of a statement, in words."""
    if row is None or row.level is None:
        return _("Stands there now: no level.")
    return _("Stands there now: %(level)s.") % {"level": f"{row.level} {said(content.scale[row.level].name)}"}


def _home(actor: Actor) -> Crumb:
    return Crumb(_("Self-assessment"), reverse("policy:assessments", args=[actor.slug]))


def _open_action(actor: Actor) -> tuple[Action, ...]:
    if not actor.may("assessments.lead"):
        return ()
    url = reverse("policy:assessment_new", args=[actor.slug])
    return (Action(label=_("Start a self-assessment"), url=url, icon="add", kind="primary"),)


def _state(found: Assessment) -> Badge:
    name = said(ASSESSMENT.state(found.state).name)
    return Badge(label=name, tone=Tone.INFO if found.state == ASSESSMENT_OPEN else Tone.NEUTRAL)


def _number(value: Decimal | None) -> str:
    return (
        _("unknown")
        if value is None
        else format_number(value.quantize(Decimal("0.1")), get_language() or "nl")
    )


def _stands(content: Content, now: Standing) -> str:
    names = {part.code: said(part.name) for part in content.parts}
    if now.phase is None:
        first = names[content.phases[0].code]
        text = _("No phase is fully carried yet. The first step is: %(phase)s.") % {"phase": first}
    elif now.following is None:
        text = _("All seven phases are carried.")
    else:
        text = _("We carry the phases up to and including “%(phase)s”. Next comes “%(next)s”.") % {
            "phase": names[now.phase],
            "next": names[now.following],
        }
    if now.ahead:
        ahead = ", ".join(f"“{names[code]}”" for code in now.ahead)
        text += " " + _("Ahead of that we already carry %(phases)s.") % {"phases": ahead}
    return text


def _phases(content: Content, now: Standing) -> tuple[Step, ...]:
    def state(code: str) -> Progress:
        if now.part(code).carried:
            return Progress.DONE
        return Progress.CURRENT if code == now.following else Progress.OPEN

    return tuple(Step(label=said(part.name), state=state(part.code)) for part in content.phases)


def _chart(content: Content, found: Assessment, now: Standing, earlier: Assessment | None) -> Chart:
    before = standing(content, scores_of(content, earlier)) if earlier else None
    marks = {one.part: one.before for one in changes(before, now)} if before else {}
    names = {part.code: said(part.name) for part in content.parts}
    return bars(
        f"assessment-{found.public_id}",
        _("Level per part, %(year)s") % {"year": found.year},
        _("Average level from 0 to 3 per part, in the order in which the phases build on each other.")
        + f" {_mark(earlier)}".rstrip(),
        [
            Bar(
                names[one.part],
                None if one.average is None else float(one.average),
                None if marks.get(one.part) is None else float(marks[one.part] or 0),
            )
            for one in now.parts
        ],
        headings=(_("Section"), str(found.year), str(earlier.year) if earlier else ""),
        unknown=_("unknown"),
        top=3,
        say=lambda value: format_number(Decimal(str(value)).quantize(Decimal("0.1")), get_language() or "nl"),
    )


def _mark(earlier: Assessment | None) -> str:
    """What the small line in the picture means."""
    return _("The line marks %(year)s.") % {"year": earlier.year} if earlier else ""


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
                    Cell(badge=_state(one)),
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
                    *(Cell(text=_number(now.part(part.code).average)) for now in stands),
                )
            )
            for part in content.parts
        ),
    )


def _source(content: Content) -> str:
    source = content.sources[0]
    text = _("The phases follow: %(source)s.") % {"source": source.entry.source.title}
    if any(one.entry.certainty == "unverified" for one in content.sources):
        text += " " + _("The wording of statements and limits is our own and was not yet checked by others.")
    return text


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
