"""The plan as a document that a council can adopt: decisions first, then the seven steps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Document,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Table,
)
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Table as PageTable
from meerwaarde.rules.action_plan import (
    ALL_STAY_OPEN,
    CLIENT_OWNS,
    MOMENTS,
    STEP_EVALUATION,
    STEP_GOALS,
    STEP_INVENTORY,
    STEP_PROCESS,
    STEP_TENDERS,
    STEP_THEMES,
    STEP_YEAR,
    STEPS,
)
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.lifecycle import PLAN_DRAFT
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.forms.plans.evaluation import CHANGE_CHOICES
from meerwaarde.stages.policy.pages import words as policy_words
from meerwaarde.stages.policy.pages.plans import words
from meerwaarde.stages.policy.pages.plans.planning import gantt_of, sums_per_owner, sums_per_quarter
from meerwaarde.stages.policy.queries import ActionPlan, PlanRead

Blocks = list[Block]


def plan_document(actor: Actor, plan: ActionPlan, day: date) -> Document:
    """The plan in the language of the reader. What is not filled in yet is said, never left out."""
    read = queries.read_plan(plan)
    language = "en" if policy_words.language().startswith("en") else "nl"
    state = words.plan_badge(plan).label
    return Document(
        title=plan.title,
        subtitle=f"{actor.organisation_name} · {words.period_of(plan)} · {state}",
        language=language,
        author=actor.organisation_name,
        subject=_("Action plan for societal value in procurement, in seven steps"),
        moment=words.day_in_words(day),
        blocks=(
            *_cover(actor, read),
            *_decisions(actor, read),
            *_inventory(actor, read),
            *_themes(read),
            *_goals(read),
            *_tenders(read),
            *_process(read),
            *_planning(read, day),
            *_evaluation(read),
        ),
        not_filled_in=_("not filled in"),
        page_word=_("Page"),
        contents_word=_("Contents"),
    )


def _cover(actor: Actor, read: PlanRead) -> Blocks:
    plan = read.plan
    facts = [
        (_("Authority"), actor.organisation_name),
        (_("Period"), words.period_of(plan)),
        (_("Looks after it"), words.owner_name(plan)),
        (_("Framework"), policy_words.version_name(plan.framework) if plan.framework else ""),
    ]
    if plan.adopted_on:
        facts.append(
            (_("Adopted"), f"{plan.get_adopted_by_display()}, {words.day_in_words(plan.adopted_on)}")
        )
    blocks: Blocks = [Heading(_("In short"))]
    if plan.summary:
        blocks.append(Paragraph(plan.summary))
    blocks.append(Facts(tuple(facts)))
    return blocks


def _decisions(actor: Actor, read: PlanRead) -> Blocks:
    """What is asked of the body that decides; once it decided, what it decided."""
    plan, counted = read.plan, read.counted()
    budget = sum(one.budget_cents or 0 for one in counted)
    hours = sum((one.hours for one in counted if one.hours is not None), start=Decimal(0))
    points = [
        _("To adopt “%(title)s” for the period %(period)s.")
        % {"title": plan.title, "period": words.period_of(plan)},
        _("To take the %(count)d goals of chapter 3 as those by which the result is judged.")
        % {"count": len(read.goals)},
        _(
            "To take note of the hours (%(hours)s) and to make the budget (%(budget)s excluding VAT) "
            "available."
        )
        % {"hours": policy_words.figure(hours, "") or "0", "budget": words.money(budget)},
        _("To confirm that the list of promising tenders shuts nothing out: %(open)s")
        % {"open": policy_words.in_words(ALL_STAY_OPEN)},
        _("To receive an evaluation of the goals at the latest three months after the end of the plan."),
    ]
    title = _("Points for decision") if plan.state == PLAN_DRAFT else _("What was decided")
    return [Heading(title), Bullets(tuple(points), numbered=True)]


def _step(read: PlanRead, number: int) -> Blocks:
    """The heading of a step with its question and the plan's own words."""
    step = STEPS[number - 1]
    text = read.text(number)
    blocks: Blocks = [
        Heading(f"{number}. {policy_words.in_words(step.name)}"),
        Paragraph("", strong=policy_words.in_words(step.question)),
    ]
    blocks.extend(Paragraph(part.strip()) for part in text.split("\n\n") if part.strip())
    return blocks


def _inventory(actor: Actor, read: PlanRead) -> Blocks:
    figures = [
        (figure.label, f"{figure.value}{f' ({figure.note})' if figure.note else ''}")
        for figure in slots.plan_inventory.collect(actor)
    ]
    blocks = _step(read, STEP_INVENTORY)
    if figures:
        blocks.append(Facts(tuple(figures)))
    return blocks


def _themes(read: PlanRead) -> Blocks:
    rows = []
    for theme in THEMES:
        row = read.themes.get(theme)
        focus = bool(row and row.focus)
        rows.append(
            (
                policy_words.theme_in_words(theme),
                _("Focus") if focus else _("Stays open"),
                row.reason if row and row.reason else "–",
            )
        )
    return [
        *_step(read, STEP_THEMES),
        Table(
            _("The six themes"),
            (_("Theme"), _("Emphasis"), _("Why")),
            tuple(rows),
            widths=(0.32, 0.16, 0.52),
        ),
    ]


def _goals(read: PlanRead) -> Blocks:
    blocks = _step(read, STEP_GOALS)
    if not read.goals:
        blocks.append(Paragraph(_("No goals were set yet.")))
        return blocks
    blocks.append(
        Table(
            _("Goals of this plan"),
            (_("Goal"), _("Counted by"), _("From and to"), _("Reached by"), _("Owner")),
            tuple(
                (
                    goal.wording,
                    goal.indicator or "–",
                    words.from_to(goal) or "–",
                    words.day_in_words(goal.due_on, "short") or "–",
                    words.owner_name(goal) or "–",
                )
                for goal in read.goals
            ),
            widths=(0.36, 0.22, 0.16, 0.13, 0.13),
        )
    )
    for place, goal in enumerate(read.goals, start=1):
        facts = [
            (_("Serves"), goal.goal.wording if goal.goal else ""),
            (_("Who stands behind it"), goal.acceptable),
            (_("Why it can be reached"), goal.realistic),
        ]
        blocks.extend(
            (
                Heading(_("Goal %(number)d") % {"number": place}, 2),
                Paragraph(goal.wording),
                Facts(tuple(facts)),
            )
        )
    return blocks


def _tenders(read: PlanRead) -> Blocks:
    blocks = _step(read, STEP_TENDERS)
    blocks.append(Callout("info", _("Open"), policy_words.in_words(ALL_STAY_OPEN)))
    if read.tenders:
        rows = []
        for one in read.tenders:
            when = str(one.year or "–") + (f", {_('quarter')} {one.quarter}" if one.quarter else "")
            title = f"{one.title} ({one.category.name})" if one.category else one.title
            rows.append((title, when, one.why or "–"))
        blocks.append(
            Table(
                _("Where much can be won"),
                (_("Tender"), _("When"), _("What can be won there")),
                tuple(rows),
                widths=(0.34, 0.18, 0.48),
            )
        )
    return blocks


def _process(read: PlanRead) -> Blocks:
    rows = []
    for moment in MOMENTS:
        row = read.moments.get(moment.code)
        rows.append(
            (policy_words.in_words(moment.name), row.how if row else "", (row.who if row else "") or "–")
        )
    return [
        *_step(read, STEP_PROCESS),
        Callout("info", _("Ownership"), policy_words.in_words(CLIENT_OWNS)),
        Table(
            _("The seven moments of a procurement"),
            (_("Moment"), _("What happens here"), _("Who sees to it")),
            tuple(rows),
            widths=(0.24, 0.51, 0.25),
        ),
    ]


def _planning(read: PlanRead, day: date) -> Blocks:
    blocks, counted = _step(read, STEP_YEAR), read.counted()
    if not counted:
        blocks.append(Paragraph(_("No actions were planned yet.")))
        return blocks
    picture = gantt_of(read.plan, counted, day)
    blocks.append(Picture(picture.svg, f"{picture.title}. {picture.description}", picture.title))
    blocks.append(
        Table(
            _("Actions"),
            (_("Action"), _("Owner"), _("When"), _("Hours"), _("Budget"), _("State")),
            tuple(
                (
                    one.title,
                    words.owner_name(one) or "–",
                    words.days_of(one),
                    words.hours_in_words(one.hours) or "–",
                    words.money(one.budget_cents) or "–",
                    words.action_badge(one, day).label,
                )
                for one in counted
            ),
            numeric=frozenset({3, 4}),
            widths=(0.34, 0.15, 0.2, 0.08, 0.12, 0.11),
        )
    )
    blocks.append(Heading(_("Hours and budget"), 2))
    blocks.append(Paragraph(_("Spread evenly over the days of each action. Dropped actions do not count.")))
    blocks.append(_plain(sums_per_quarter(read.plan, read.actions)))
    blocks.append(_plain(sums_per_owner(read.actions)))
    return blocks


def _evaluation(read: PlanRead) -> Blocks:
    blocks = _step(read, STEP_EVALUATION)
    judged = [goal for goal in read.goals if goal.verdict or goal.reached is not None]
    if judged:
        blocks.append(
            Table(
                _("What was reached"),
                (_("Goal"), _("To reach"), _("Reached"), _("Verdict"), _("Why")),
                tuple(
                    (
                        goal.wording,
                        policy_words.figure(goal.target, goal.unit) or "–",
                        policy_words.figure(goal.reached, goal.unit) or "–",
                        words.verdict_badge(goal).label,
                        goal.verdict_note or "–",
                    )
                    for goal in judged
                ),
                widths=(0.32, 0.12, 0.12, 0.14, 0.3),
            )
        )
    if read.conclusions:
        kinds = dict(CHANGE_CHOICES)
        blocks.append(
            Table(
                _("What we conclude, and what changes"),
                (_("Conclusion"), _("What changes"), _("Who, and when"), _("State")),
                tuple(
                    (
                        one.text,
                        one.measure or str(kinds.get(one.changes, "")),
                        ", ".join(
                            part
                            for part in (
                                one.owner.person.name if one.owner else "",
                                words.day_in_words(one.due_on, "short"),
                            )
                            if part
                        )
                        or "–",
                        _("Settled") if one.settled_on else _("Open"),
                    )
                    for one in read.conclusions
                ),
                widths=(0.38, 0.3, 0.2, 0.12),
            )
        )
    if not judged and not read.conclusions and not read.text(STEP_EVALUATION):
        blocks.append(
            Paragraph(
                _(
                    "At the end each goal gets a verdict. Conclusions get an owner and a day, and are "
                    "followed up."
                )
            )
        )
    return blocks


def _plain(table: PageTable) -> Table:
    """A table of the page as a table of the document."""
    return Table(
        table.caption,
        tuple(column.label for column in table.columns),
        tuple(tuple(cell.text for cell in row.cells) for row in table.rows),
        numeric=frozenset(place for place, column in enumerate(table.columns) if column.numeric),
    )
