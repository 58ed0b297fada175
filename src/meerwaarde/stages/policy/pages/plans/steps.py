"""The page of one step: help, the plan's own words, and what the product knows already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    EmptyState,
    Help,
    Kpi,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.rules.action_plan import (
    ALL_STAY_OPEN,
    CLIENT_OWNS,
    LETTER_NAMES,
    MOMENTS,
    STEP_EVALUATION,
    STEP_GOALS,
    STEP_INVENTORY,
    STEP_PROCESS,
    STEP_TENDERS,
    STEP_THEMES,
    STEPS,
    standings,
)
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.lifecycle import PLAN_ADOPTED, PLAN_DRAFT
from meerwaarde.rules.text import Text
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.forms.plans.evaluation import CHANGE_CHOICES
from meerwaarde.stages.policy.pages import words as policy_words
from meerwaarde.stages.policy.pages.plans import words
from meerwaarde.stages.policy.queries import ActionPlan, Conclusion, PlanGoal, PlanRead


@dataclass(frozen=True, kw_only=True)
class Card:
    """A part of a step: figures, a table, or a sentence, with what can be done there."""

    title: str
    icon: str = ""
    lead: str = ""
    kpis: tuple[Kpi, ...] = ()
    table: Table | None = None
    empty: EmptyState | None = None
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True)
class GoalCard:
    """A goal of the plan with what it still misses."""

    wording: str
    anchor: str
    url: str
    badge: Badge
    facts: tuple[tuple[str, str], ...]
    gaps: tuple[tuple[str, str], ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class StepPage(Page):
    """One step of a plan."""

    number: int
    standing: Badge
    standing_text: str
    statement: str
    own_words_title: str
    text: str
    edit: Action | None
    frozen: str
    cards: tuple[Card, ...]
    goals: tuple[GoalCard, ...]
    before: Action | None
    after: Action | None


def step_page(actor: Actor, plan: ActionPlan, number: int, day: date) -> StepPage:
    """A step with everything that belongs to it (step 6 has a page of its own)."""
    read = queries.read_plan(plan)
    found = standings(queries.facts_of(read, day))
    here, step = found[number - 1], STEPS[number - 1]
    return StepPage(
        title=f"{number}. {policy_words.in_words(step.name)}",
        intro=policy_words.in_words(step.question),
        crumbs=words.crumbs(actor, plan),
        steps=words.path(actor, plan, found, current=number),
        help=(step_help(number),),
        number=number,
        standing=words.standing_badge(here.standing),
        standing_text=policy_words.in_words(here.text),
        statement=_statement(number),
        own_words_title=_("What the plan says"),
        text=read.text(number),
        edit=edit_text(actor, plan, number, written=bool(read.text(number))),
        frozen=frozen_note(plan, number),
        cards=_CARDS[number](actor, read),
        goals=_goal_cards(actor, read) if number in (STEP_GOALS, STEP_EVALUATION) else (),
        before=neighbour(actor, plan, number - 1, "previous"),
        after=neighbour(actor, plan, number + 1, "next"),
    )


def step_help(number: int) -> Help:
    """The help of a step, in our own words."""
    step = STEPS[number - 1]
    return Help(
        title=_("How do you do this?"), points=tuple(policy_words.in_words(point) for point in step.help)
    )


def edit_text(actor: Actor, plan: ActionPlan, number: int, *, written: bool) -> Action | None:
    """The way to the text of a step, for who may write it now."""
    writable = plan.state == PLAN_DRAFT or (plan.state == PLAN_ADOPTED and number == STEP_EVALUATION)
    if not (writable and actor.may("plans.write")):
        return None
    url = reverse("policy:plan_step_text", args=[actor.slug, plan.public_id, number])
    if written:
        return Action(label=_("Change the text"), url=url, icon="edit", kind="quiet")
    return Action(label=_("Write this down"), url=url, icon="edit", kind="secondary")


def frozen_note(plan: ActionPlan, number: int) -> str:
    if plan.state == PLAN_DRAFT or number == STEP_EVALUATION:
        return ""
    return _("This text was adopted on %(day)s and stands.") % {"day": words.day_in_words(plan.adopted_on)}


def neighbour(actor: Actor, plan: ActionPlan, number: int, icon: str) -> Action | None:
    """The way to the step before or after."""
    if not 1 <= number <= len(STEPS):
        return None
    label = f"{number}. {words.step_name(number)}"
    return Action(label=label, url=words.step_url(actor, plan, number), icon=icon, kind="quiet")


def _statement(number: int) -> str:
    said: dict[int, Text] = {STEP_TENDERS: ALL_STAY_OPEN, STEP_PROCESS: CLIENT_OWNS}
    return policy_words.in_words(said[number]) if number in said else ""


def _drafting(actor: Actor, plan: ActionPlan) -> bool:
    return plan.state == PLAN_DRAFT and actor.may("plans.write")


def _working(actor: Actor, plan: ActionPlan) -> bool:
    return plan.state in (PLAN_DRAFT, PLAN_ADOPTED) and actor.may("plans.write")


def _inventory(actor: Actor, _read: PlanRead) -> tuple[Card, ...]:
    figures = slots.plan_inventory.collect(actor)
    nothing = EmptyState(
        title=_("No figures yet"),
        text=_(
            "As soon as colleagues record procurements and purchases here, the figures come by themselves."
        ),
    )
    return (
        Card(
            title=_("What stands here already"),
            icon="measurement",
            lead=_("From your own work in Meerwaarde, as it is today."),
            kpis=figures,
            empty=None if figures else nothing,
        ),
    )


def _themes(actor: Actor, read: PlanRead) -> tuple[Card, ...]:
    plan = read.plan
    rows = []
    for theme in THEMES:
        row = read.themes.get(theme)
        focus = bool(row and row.focus)
        badge = (
            Badge(label=_("Focus"), tone=Tone.POSITIVE)
            if focus
            else Badge(label=_("Stays open"), tone=Tone.NEUTRAL)
        )
        rows.append(
            Row(
                (
                    Cell(text=policy_words.theme_in_words(theme)),
                    Cell(badge=badge),
                    Cell(text=row.reason if row else ""),
                )
            )
        )
    choose = Action(
        label=_("Choose themes"), url=words.plan_url(actor, plan, "plan_themes"), icon="edit", kind="primary"
    )
    return (
        Card(
            title=_("The six themes"),
            icon="ambitions",
            lead=_("Focus means more attention. A theme without focus stays open in every procurement."),
            table=Table(
                caption=_("The six themes"),
                caption_hidden=True,
                columns=(Column(label=_("Theme")), Column(label=_("Emphasis")), Column(label=_("Why"))),
                rows=tuple(rows),
            ),
            actions=(choose,) if _drafting(actor, plan) else (),
        ),
    )


def _goals(actor: Actor, read: PlanRead) -> tuple[Card, ...]:
    if not _drafting(actor, read.plan):
        return ()
    url = words.plan_url(actor, read.plan, "plan_goal_new")
    add = Action(label=_("Set a goal"), url=url, icon="add", kind="primary")
    if read.goals:
        return (Card(title=_("Another goal?"), icon="goal", actions=(add,)),)
    nothing = EmptyState(
        title=_("No goals yet"),
        text=_("Begin with the promise of the board that you can do most about this year."),
        action=add,
    )
    return (Card(title=_("Goals of this plan"), icon="goal", empty=nothing),)


def _tenders(actor: Actor, read: PlanRead) -> tuple[Card, ...]:
    plan, may = read.plan, _working(actor, read.plan)
    add = Action(
        label=_("Name a promising tender"),
        url=words.plan_url(actor, plan, "tender_new"),
        icon="add",
        kind="primary",
    )
    rows = []
    for one in read.tenders:
        edit = reverse("policy:tender_edit", args=[actor.slug, one.public_id]) if may else ""
        when = f"{one.year}" + (f", {_('quarter')} {one.quarter}" if one.quarter else "") if one.year else ""
        rows.append(
            Row(
                (
                    Cell(text=one.title, url=edit, note=one.category.name if one.category else ""),
                    Cell(text=when),
                    Cell(text=one.why),
                )
            )
        )
    return (
        Card(
            title=_("Where much can be won"),
            icon="procurement",
            table=Table(
                caption=_("Where much can be won"),
                caption_hidden=True,
                columns=(
                    Column(label=_("Tender")),
                    Column(label=_("When"), compact=True),
                    Column(label=_("What can be won there")),
                ),
                rows=tuple(rows),
                empty=EmptyState(
                    title=_("Nothing on the list yet"),
                    text=_(
                        "Which contract ends soon? Would residents notice if it were bought in another way?"
                    ),
                ),
            ),
            actions=(add,) if may else (),
        ),
    )


def _process(actor: Actor, read: PlanRead) -> tuple[Card, ...]:
    rows = []
    for moment in MOMENTS:
        row = read.moments.get(moment.code)
        rows.append(
            Row(
                (
                    Cell(text=policy_words.in_words(moment.name)),
                    Cell(text=row.how if row else ""),
                    Cell(text=row.who if row else ""),
                )
            )
        )
    write = Action(
        label=_("Describe the moments"),
        url=words.plan_url(actor, read.plan, "plan_moments"),
        icon="edit",
        kind="primary",
    )
    return (
        Card(
            title=_("The seven moments of a procurement"),
            icon="route",
            table=Table(
                caption=_("The seven moments of a procurement"),
                caption_hidden=True,
                columns=(
                    Column(label=_("Moment")),
                    Column(label=_("What happens here")),
                    Column(label=_("Who sees to it")),
                ),
                rows=tuple(rows),
            ),
            actions=(write,) if _drafting(actor, read.plan) else (),
        ),
    )


def _evaluation(actor: Actor, read: PlanRead) -> tuple[Card, ...]:
    plan = read.plan
    if plan.state == PLAN_DRAFT:
        return ()
    add = Action(
        label=_("Record a conclusion"),
        url=words.plan_url(actor, plan, "conclusion_new"),
        icon="add",
        kind="primary",
    )
    close = Action(
        label=_("Complete the evaluation"),
        url=words.plan_url(actor, plan, "plan_evaluate"),
        post=True,
        kind="secondary",
        hidden=(("version", str(plan.version)),),
    )
    acts: list[Action] = []
    if actor.may("plans.write"):
        acts.append(add)
        if plan.state == PLAN_ADOPTED:
            acts.append(close)
    return (
        Card(
            title=_("What we conclude, and what changes"),
            icon="learning",
            table=Table(
                caption=_("What we conclude, and what changes"),
                caption_hidden=True,
                columns=(
                    Column(label=_("Conclusion")),
                    Column(label=_("What changes")),
                    Column(label=_("Who, and when")),
                    Column(label=_("State")),
                ),
                rows=tuple(_conclusion_row(actor, one) for one in read.conclusions),
                empty=EmptyState(
                    title=_("No conclusions yet"),
                    text=_("What would you do again, and what never again? One sentence is a beginning."),
                ),
            ),
            actions=tuple(acts),
        ),
    )


def _seen_in(actor: Actor, one: Conclusion) -> tuple[str, str]:
    """Where the change of a settled conclusion can be seen: name and address, empty where none was given."""
    found = (
        ("plan_action", one.action, one.action.title if one.action else ""),
        ("framework", one.framework, one.framework.title if one.framework else ""),
        ("category", one.category, one.category.name if one.category else ""),
        ("goal", one.goal, policy_words.shortened(one.goal.wording, 80) if one.goal else ""),
    )
    for route, thing, name in found:
        if thing is not None:
            return name, reverse(f"policy:{route}", args=[actor.slug, thing.public_id])
    return "", ""


def _conclusion_row(actor: Actor, one: Conclusion) -> Row:
    kinds = dict(CHANGE_CHOICES)
    mine = actor.may("plans.write") or one.owner_id == actor.membership_id
    settle = reverse("policy:conclusion_settle", args=[actor.slug, one.public_id])
    edit = reverse("policy:conclusion_edit", args=[actor.slug, one.public_id])
    open_still = one.settled_on is None
    who = one.owner.person.name if one.owner else _("No owner yet")
    if open_still:
        state = Cell(
            text=_("Settle it") if mine else "",
            url=settle if mine else "",
            badge=None if mine else Badge(label=_("Open"), tone=Tone.WARNING),
            note=_("Still to be done") if mine else "",
        )
    else:
        seen_in, link = _seen_in(actor, one)
        state = Cell(
            text=seen_in,
            url=link,
            badge=Badge(
                label=_("Settled on %(day)s") % {"day": words.day_in_words(one.settled_on, "short")},
                tone=Tone.POSITIVE,
            ),
            note=one.settled_how,
        )
    return Row(
        (
            Cell(text=one.text, url=edit if open_still and actor.may("plans.write") else ""),
            Cell(text=one.measure, note=str(kinds.get(one.changes, ""))),
            Cell(text=who, note=words.day_in_words(one.due_on)),
            state,
        )
    )


def _goal_cards(actor: Actor, read: PlanRead) -> tuple[GoalCard, ...]:
    planned = bool(read.counted())
    return tuple(_goal_card(actor, read.plan, goal, planned=planned) for goal in read.goals)


def _goal_card(actor: Actor, plan: ActionPlan, goal: PlanGoal, *, planned: bool) -> GoalCard:
    judged = plan.state != PLAN_DRAFT
    count: int = goal.action_count  # type: ignore[attr-defined] # counted by plan_goals_of
    done: int = goal.done_count  # type: ignore[attr-defined]
    missing = queries.gaps_of(goal, actions=count if planned else None)
    smart = (
        Badge(label="SMART", tone=Tone.POSITIVE)
        if not missing
        else Badge(label=_("Not SMART yet"), tone=Tone.WARNING)
    )
    facts = [
        (_("Serves"), policy_words.shortened(goal.goal.wording, 120) if goal.goal else ""),
        (_("Counted by"), goal.indicator),
        (_("From and to"), words.from_to(goal)),
        (_("Reached by"), words.day_in_words(goal.due_on)),
        (_("Owner"), words.owner_name(goal)),
        (_("Actions"), _("%(done)d of %(count)d done") % {"done": done, "count": count} if count else ""),
    ]
    if judged:
        facts.append((_("Reached so far"), policy_words.figure(goal.reached, goal.unit)))
        if goal.verdict_note:
            facts.append((_("Why"), goal.verdict_note))
    return GoalCard(
        wording=goal.wording,
        anchor=f"doel-{goal.public_id}",
        url=reverse("policy:goal", args=[actor.slug, goal.goal.public_id]) if goal.goal else "",
        badge=words.verdict_badge(goal) if judged else smart,
        facts=tuple((term, text) for term, text in facts if text),
        gaps=()
        if judged
        else tuple(
            (policy_words.in_words(LETTER_NAMES[gap.letter]), policy_words.in_words(gap.text))
            for gap in missing
        ),
        actions=_goal_actions(actor, plan, goal),
    )


def _goal_actions(actor: Actor, plan: ActionPlan, goal: PlanGoal) -> tuple[Action, ...]:
    if not _working(actor, plan):
        return ()

    def address(name: str) -> str:
        return reverse(f"policy:{name}", args=[actor.slug, goal.public_id])

    add = Action(
        label=_("Add an action"),
        url=f"{words.plan_url(actor, plan, 'plan_action_new')}?goal={goal.public_id}",
        icon="add",
        kind="quiet",
    )
    if plan.state == PLAN_DRAFT:
        return (
            Action(label=_("Change"), url=address("plan_goal_edit"), icon="edit", kind="quiet"),
            add,
            Action(
                label=_("Strike"),
                url=address("plan_goal_strike"),
                icon="remove",
                kind="quiet",
                post=True,
            ),
        )
    return (
        Action(label=_("Judge"), url=address("plan_goal_judge"), icon="measurement", kind="secondary"),
        add,
    )


_CARDS = {
    STEP_INVENTORY: _inventory,
    STEP_THEMES: _themes,
    STEP_GOALS: _goals,
    STEP_TENDERS: _tenders,
    STEP_PROCESS: _process,
    STEP_EVALUATION: _evaluation,
}
