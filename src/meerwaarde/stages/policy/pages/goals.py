"""What the pages about goals show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.addresses import filter_as_query
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
    Link,
    ListPage,
    Page,
    Row,
    ShareBar,
    Table,
    ThreadNode,
    Tone,
)
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.forms.goals import GoalFilterForm, GoalOptions
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.below_goal import BelowPart, below_parts, progress_of_subgoals
from meerwaarde.stages.policy.pages.conflict import Conflict
from meerwaarde.stages.policy.pages.frameworks.wording import own_names
from meerwaarde.stages.policy.queries import FrameworkRule, Goal, texts
from meerwaarde.stages.policy.queries import goals as goals_queries
from meerwaarde.stages.policy.queries.texts import Passage

MOST_RULES = 12
"""Rules that stand on the page of a goal; the others are one click away."""


@dataclass(frozen=True)
class RuleLine:
    """A rule as one sentence under a goal."""

    code: str
    sentence: str
    url: str
    strength: Badge
    where: str


@dataclass(frozen=True)
class RuleLines:
    """Rules in force, or rules that are being written."""

    title: str
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True)
class InText:
    """The passage that a goal was made of, in its surroundings."""

    before: str
    quote: str
    after: str
    document: str
    place: str
    url: str


@dataclass(frozen=True, kw_only=True)
class GoalPage(Page):
    """One goal: what was promised, how one sees it, and everything that hangs on it."""

    wording: str
    source: str
    explanation: str
    facts: tuple[Definition, ...]
    indicator: tuple[Definition, ...]
    measuring: Badge
    measure: Action | None
    rules: tuple[RuleLines, ...]
    more_rules: Link | None
    hint: EmptyState | None
    archived: str
    passage: InText | None
    above: tuple[Link, ...]
    progress: tuple[ShareBar, ...]
    below: tuple[BelowPart, ...]
    nothing_below: str
    not_below: str


@dataclass(frozen=True, kw_only=True)
class GoalFormPage(FormPage):
    """The form of a goal, in parts that a person fills in one after the other."""

    conflict: Conflict | None = None
    similar_url: str = ""
    besides: str = ""
    from_text: InText | None = None


def goals_page(actor: Actor, form: GoalFilterForm, *, sort: str, cursor: str) -> ListPage:
    """The list with its filters; sorting and paging keep the filter."""
    wanted = form.wanted()
    field, descending = sort.removeprefix("-"), sort.startswith("-")
    if field not in queries.SORTS:
        field, descending = "wording", False
    rows = queries.listed(actor, wanted, sort=field, descending=descending, cursor=cursor)
    asked = filter_as_query(wanted)
    home = reverse("policy:goals", args=[actor.slug])

    def address(**more: str) -> str:
        query = urlencode({**asked, "volgorde": sort, **more} if sort else {**asked, **more})
        return f"{home}?{query}" if query else home

    def column(label: str, name: str = "", *, numeric: bool = False) -> Column:
        if not name:
            return Column(label=label, numeric=numeric)
        now = name == field
        turned = f"-{name}" if now and not descending else name
        told = ("descending" if descending else "ascending") if now else ""
        return Column(label=label, sort_url=address(volgorde=turned), sorted=told)

    uses = queries.procurements_per_goal(actor, [goal.public_id for goal in rows.rows])
    columns = [
        column(_("Goal"), "wording"),
        column(_("Period"), "until"),
        column(_("Indicator")),
        column(_("Rules"), numeric=True),
    ]
    if uses is not None:
        columns.append(column(_("Procurements"), numeric=True))
    return ListPage(
        title=_("Goals"),
        intro=_("What the board promised, in its own words, and what is there to make it come true."),
        actions=_list_actions(actor, asked),
        filters=form,
        filters_used=bool(asked),
        clear_url=home,
        table=Table(
            caption=_("Goals"),
            caption_hidden=True,
            columns=tuple(columns),
            rows=tuple(_row(actor, goal, uses) for goal in rows.rows),
            empty=_nothing(actor, used=bool(asked), clear_url=home),
            previous_url=address(bladzijde=rows.before) if rows.before else "",
            next_url=address(bladzijde=rows.after) if rows.after else "",
        ),
        found=_("Goals in the archive") if wanted.archived else _("Goals"),
    )


def goal_page(actor: Actor, goal: Goal) -> GoalPage:
    """One goal, with its rules and with what later stages hang on it."""
    subject = slots.Subject("goal", goal.public_id)
    rules = queries.rules_serving(actor, goal, most=MOST_RULES + 1)
    parts = below_parts(actor, goal)
    return GoalPage(
        title=words.shortened(goal.wording, 80),
        intro=_("Goal of the board, %(period)s") % {"period": words.period(goal)},
        crumbs=(Crumb(_("Goals"), reverse("policy:goals", args=[actor.slug])),),
        actions=_goal_actions(actor, goal),
        badge=Badge(label=_("Archived"), tone=Tone.NEUTRAL) if goal.archived_at else None,
        thread=slots.thread(
            actor,
            subject,
            ThreadNode(
                kind=_("Goal"), label=words.shortened(goal.wording), icon="goal", rank=10, current=True
            ),
        ),
        sections=slots.page_sections.collect(actor, subject),
        wording=goal.wording,
        source=words.source_of(goal),
        explanation=goal.explanation,
        facts=_facts(goal),
        indicator=_indicator(goal),
        measuring=words.measuring_badge(goal),
        measure=_measure(actor, goal),
        rules=_rule_groups(actor, rules[:MOST_RULES]),
        more_rules=_more_rules(actor, goal) if len(rules) > MOST_RULES else None,
        hint=None if any(not rule.framework.draft for rule in rules) else _without_instrument(actor),
        archived=_("This goal is archived. It no longer counts, and what hangs on it stays.")
        if goal.archived_at
        else "",
        passage=None if goal.passage is None else passage_in_text(actor, goal.passage),
        above=_above(actor, goal),
        progress=progress_of_subgoals(actor, goal),
        below=parts,
        nothing_below="" if any(part.count for part in parts) else _("Nothing hangs on this goal yet."),
        not_below=_not_below(parts),
    )


def passage_in_text(actor: Actor, passage: Passage) -> InText:
    """A passage between the words around it, with the way to its place."""
    before, after = texts.surroundings(passage)
    address = reverse("policy:text", args=[actor.slug, passage.document.public_id])
    return InText(
        before=before,
        quote=passage.quote,
        after=after,
        document=passage.document.title,
        place=_("page %(page)s") % {"page": texts.label_of(passage)},
        url=f"{address}?bladzijde={passage.page}#{passage.public_id}",
    )


def goal_form_page(
    actor: Actor,
    form: Any,
    goal: Goal | None = None,
    conflict: Conflict | None = None,
    passage: Passage | None = None,
) -> GoalFormPage:
    """The form for a new goal, or for one that exists."""
    home = reverse("policy:goals", args=[actor.slug])
    crumbs: tuple[Crumb, ...] = (Crumb(_("Goals"), home),)
    if goal is not None:
        address = reverse("policy:goal", args=[actor.slug, goal.public_id])
        crumbs = (*crumbs, Crumb(words.shortened(goal.wording, 60), address))
    return GoalFormPage(
        title=_("Change goal") if goal else _("Record a goal"),
        intro=_("A goal keeps the words of the board, so that everyone can find them back."),
        crumbs=crumbs,
        form=form,
        submit=_("Save goal"),
        cancel_url=crumbs[-1].url,
        draft_key=f"goal:{goal.public_id if goal else passage.public_id if passage else 'new'}",
        conflict=conflict,
        similar_url=reverse("policy:goal_similar", args=[actor.slug]),
        besides=goal.public_id if goal else "",
        from_text=None if passage is None else passage_in_text(actor, passage),
        extra_submits=() if passage is None else (("daarna", "tekst", _("Save, and go on in the text")),),
        help=(
            Help(
                title=_("A goal that works"),
                points=(
                    _("It has the exact words of the document, with the page."),
                    _("Somebody answers for it, and somebody keeps the figures."),
                    _("One can see whether it is reached, or the page says why not yet."),
                ),
            ),
        ),
    )


def indicator_form_page(
    actor: Actor, form: Any, goal: Goal, conflict: Conflict | None = None
) -> GoalFormPage:
    """The indicator alone, for whoever keeps the figures."""
    address = reverse("policy:goal", args=[actor.slug, goal.public_id])
    return GoalFormPage(
        title=_("How do we see that this is reached?"),
        intro=words.shortened(goal.wording, 200),
        crumbs=(
            Crumb(_("Goals"), reverse("policy:goals", args=[actor.slug])),
            Crumb(words.shortened(goal.wording, 60), address),
        ),
        form=form,
        submit=_("Save indicator"),
        cancel_url=address,
        draft_key=f"indicator:{goal.public_id}",
        conflict=conflict,
        help=(
            Help(
                title=_("Choosing an indicator"),
                points=(
                    _("Take something that you can count with what you already have."),
                    _("Measure what changes for people, not only what was bought."),
                    _("Not possible yet? Say what is missing; that is an answer too."),
                ),
            ),
        ),
    )


def goal_options(actor: Actor, day: date, goal: Goal | None = None) -> GoalOptions:
    """Who can be named now; who was named before and left stays in the list of an existing goal."""
    owners = queries.possible_owners(actor, day)
    if goal and goal.owner and goal.owner not in owners:
        owners.append(goal.owner)
    return GoalOptions(
        holders=tuple(queries.portfolio_holders(actor, day)),
        owners=tuple(owners),
        departments=tuple(queries.departments(actor)),
        parents=_possible_parents(actor, goal),
    )


def _possible_parents(actor: Actor, goal: Goal | None) -> tuple[Goal, ...]:
    parents = tuple(goals_queries.possible_parents(actor, goal))
    if goal is not None and goal.parent is not None and goal.parent not in parents:
        return (*parents, goal.parent)  # archived meanwhile; it may stay
    return parents


def _above(actor: Actor, goal: Goal) -> tuple[Link, ...]:
    """The goals that this one stands under, the highest first."""
    return tuple(
        Link(words.shortened(one.wording), reverse("policy:goal", args=[actor.slug, one.public_id]))
        for one in reversed(goals_queries.goals_above(goal))
    )


def _not_below(parts: tuple[BelowPart, ...]) -> str:
    """The kinds of which nothing hangs on the goal, in one line; nothing where no kind has any."""
    empty = [part.title for part in parts if not part.count]
    if not empty or len(empty) == len(parts):
        return ""
    return _("Not there yet: %(kinds)s.") % {"kinds": ", ".join(empty)}


def _more_rules(actor: Actor, goal: Goal) -> Link:
    address = reverse("policy:goal_below", args=[actor.slug, goal.public_id, "regels"])
    return Link(_("All rules that serve this goal"), address)


def _row(actor: Actor, goal: Any, uses: dict[str, int] | None) -> Row:
    none = Badge(label=_("No rule yet"), tone=Tone.WARNING)
    cells = [
        Cell(
            text=words.shortened(goal.wording, 160),
            url=reverse("policy:goal", args=[actor.slug, goal.public_id]),
            note=" · ".join(
                part
                for part in (words.theme_in_words(goal.theme), words.source_of(goal), words.holder_of(goal))
                if part
            ),
        ),
        Cell(text=words.period(goal)),
        Cell(badge=words.measuring_badge(goal), note=words.from_to(goal)),
        Cell(text=str(goal.rule_count)) if goal.rule_count else Cell(badge=none),
    ]
    if uses is not None:
        cells.append(Cell(text=str(uses.get(goal.public_id, 0))))
    return Row(tuple(cells))


def _list_actions(actor: Actor, asked: dict[str, str]) -> tuple[Action, ...]:
    query = f"?{urlencode(asked)}" if asked else ""
    ways = [
        Action(label=label, url=reverse(f"policy:{name}", args=[actor.slug]), icon=icon, kind="quiet")
        for name, label, icon in (
            ("golden_thread", _("The golden thread"), "route"),
            ("goals_tree", _("As a tree"), "lots"),
            ("texts", _("Texts of the board"), "strategy"),
            ("model_passages", _("Model passages"), "story"),
        )
    ]
    exports = [
        Action(
            label=label,
            url=reverse("policy:goals_export", args=[actor.slug, form]) + query,
            icon="download",
            kind="quiet",
        )
        for form, label in (("xlsx", "Excel"), ("csv", "CSV"))
    ]
    if not actor.may("goals.write"):
        return (*ways, *exports)
    new = Action(
        label=_("Record a goal"),
        url=reverse("policy:goal_new", args=[actor.slug]),
        icon="add",
        kind="primary",
    )
    return (new, *ways, *exports)


def _nothing(actor: Actor, *, used: bool, clear_url: str) -> EmptyState:
    if used:
        return EmptyState(
            title=_("No goal fits these filters"),
            text=_("Try fewer filters, or another word."),
            action=Action(label=_("Clear all filters"), url=clear_url),
            drawing="search",
        )
    new = Action(
        label=_("Record a goal"),
        url=reverse("policy:goal_new", args=[actor.slug]),
        icon="add",
        kind="primary",
    )
    return EmptyState(
        title=_("No goals yet"),
        text=_(
            "Begin with the coalition agreement: take one sentence that procurement can help to come true."
        ),
        action=new if actor.may("goals.write") else None,
    )


def _goal_actions(actor: Actor, goal: Goal) -> tuple[Action, ...]:
    def address(name: str) -> str:
        return reverse(f"policy:{name}", args=[actor.slug, goal.public_id])

    if goal.archived_at:
        again = Action(label=_("Put back"), url=address("goal_restore"), post=True, kind="primary")
        return (again,) if actor.may("goals.write") else ()
    if actor.may("goals.write"):
        under = f"{reverse('policy:goal_new', args=[actor.slug])}?onder={goal.public_id}"
        return (
            Action(label=_("Archive"), url=address("goal_archive"), post=True, kind="quiet"),
            Action(label=_("Add a sub-goal"), url=under, icon="add"),
            Action(label=_("Change"), url=address("goal_edit"), icon="edit", kind="primary"),
        )
    if actor.may("goals.measure"):
        return (Action(label=_("Indicator"), url=address("goal_indicator"), icon="measurement"),)
    return ()


def _facts(goal: Goal) -> tuple[Definition, ...]:
    owner = goal.owner.person.name if goal.owner else ""
    department = goal.department.name if goal.department else ""
    own = own_names(goal.theme, queries.own_themes_in_force(goal.organisation_id, timezone.localdate()))
    return (
        Definition(term=_("Theme"), text=words.theme_in_words(goal.theme)),
        *((Definition(term=_("Own theme"), text=own),) if own else ()),
        Definition(term=_("Source"), text=f"{goal.get_source_type_display()}: {words.source_of(goal)}"),
        Definition(term=_("Period"), text=words.period(goal)),
        Definition(term=_("Answers for it"), text=words.holder_of(goal)),
        Definition(term=_("Department"), text=department),
        Definition(term=_("Owner"), text=owner),
        Definition(
            term=_("SDGs"),
            items=tuple(f"{number}. {words.in_words(words.SDG_NAMES[number])}" for number in goal.sdgs),
        ),
    )


def _indicator(goal: Goal) -> tuple[Definition, ...]:
    if goal.not_measurable_because:
        return (Definition(term=_("Not measurable yet, because"), text=goal.not_measurable_because),)
    if not goal.indicator:
        return ()
    start, end = words.figure(goal.baseline, goal.unit), words.figure(goal.target, goal.unit)
    return (
        Definition(term=_("Indicator"), text=goal.indicator),
        Definition(term=_("At the start"), text=f"{start} ({goal.baseline_year})" if start else ""),
        Definition(term=_("To reach"), text=f"{end} ({goal.target_year})" if end else ""),
    )


def _measure(actor: Actor, goal: Goal) -> Action | None:
    """The way to the indicator, for who may say it, as long as nobody has."""
    if goal.indicator or goal.not_measurable_because or not actor.may("goals.measure"):
        return None
    url = reverse("policy:goal_indicator", args=[actor.slug, goal.public_id])
    return Action(label=_("Say how one sees it"), url=url, icon="measurement")


def _rule_groups(actor: Actor, stored: list[FrameworkRule]) -> tuple[RuleLines, ...]:
    """In force first, then what will be, then what is in a draft; what is empty is left out."""
    today = timezone.localdate()
    adopted = [rule for rule in stored if not rule.framework.draft]
    later = [rule for rule in adopted if rule.framework.valid_from and rule.framework.valid_from > today]
    groups = (
        (_("In force"), [rule for rule in adopted if rule not in later]),
        (_("Adopted, in force later"), later),
        (_("In a draft"), [rule for rule in stored if rule.framework.draft]),
    )
    return tuple(RuleLines(title, _rule_lines(actor, rules)) for title, rules in groups if rules)


def _rule_lines(actor: Actor, stored: list[FrameworkRule]) -> tuple[RuleLine, ...]:
    told = words.told_rules(actor.organisation_id, queries.policy_rules(stored))
    return tuple(
        RuleLine(
            code=rule.code,
            sentence=told[rule.public_id],
            url=reverse("policy:rule", args=[actor.slug, rule.public_id]),
            strength=words.strength_badge(rule.as_policy_rule()),
            where=words.version_name(rule.framework),
        )
        for rule in stored
    )


def _without_instrument(actor: Actor) -> EmptyState:
    frameworks = Action(label=_("Go to the frameworks"), url=reverse("policy:frameworks", args=[actor.slug]))
    return EmptyState(
        title=_("A promise without an instrument"),
        text=_("No rule in force serves this goal, so nothing in daily procurement reminds people of it."),
        action=frameworks if actor.may("frameworks.read") else None,
    )


def similar_found(goals: Sequence[Goal]) -> str:
    """The warning above goals that say nearly the same."""
    return ngettext(
        "There is a goal that says nearly the same. Change that one, or go on if yours is different.",
        "There are goals that say nearly the same. Change one of them, or go on if yours is different.",
        len(goals),
    )
