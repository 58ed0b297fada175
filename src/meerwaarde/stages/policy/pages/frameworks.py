"""What the pages about frameworks show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import notation, slots
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
    Table,
    ThreadNode,
)
from meerwaarde.rules.compliance import (
    DEMAND_NAMES,
    PolicyRule,
    RouteBounds,
    beyond_one_quote,
    demand_code,
    weaker_than,
)
from meerwaarde.rules.compliance.sentences import CONTRACT_NAMES
from meerwaarde.rules.lifecycle import FRAMEWORK
from meerwaarde.rules.money import euro, percent
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.bites import bites_url, never_of
from meerwaarde.stages.policy.pages.conflict import Conflict
from meerwaarde.stages.policy.queries import Framework, FrameworkRule


@dataclass(frozen=True)
class RuleCard:
    """A rule as people read it, with what may be done with it now."""

    anchor: str
    code: str
    sentence: str
    url: str
    strength: Badge
    explanation: str
    goals: tuple[Link, ...]
    no_goal: str
    warning: str
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class RuleGroup:
    """Rules that ask the same kind of thing."""

    title: str
    rules: tuple[RuleCard, ...]


@dataclass(frozen=True)
class StruckRule:
    """A rule that was taken out of a draft and can be put back."""

    code: str
    sentence: str
    restore: Action | None


@dataclass(frozen=True, kw_only=True)
class FrameworkPage(Page):
    """One version: its rules as sentences, its amounts, and who adopted it when."""

    explanation: str
    facts: tuple[Definition, ...]
    groups: tuple[RuleGroup, ...]
    no_rules: EmptyState | None
    struck: tuple[StruckRule, ...]
    bounds: tuple[Definition, ...]
    no_bounds: str
    note: str
    weaker: tuple[str, ...]
    """Where a department asks less than its authority: what holds then."""
    count: str
    add: Action | None
    bites_url: str
    """Where the page asks what the rules of a draft would do now; empty where nobody drafts."""


@dataclass(frozen=True, kw_only=True)
class FrameworkFormPage(FormPage):
    """The words and amounts of a draft."""

    conflict: Conflict | None = None
    routes: tuple[tuple[str, tuple[Any, ...]], ...] = ()


@dataclass(frozen=True, kw_only=True)
class AdoptPage(FormPage):
    """What is about to be fixed, before it is."""

    sentences: tuple[tuple[str, str], ...] = ()
    replaced: str = ""
    stops: str = ""
    never: tuple[tuple[str, str], ...] = ()
    """Rules that can never hold, by code, and why: adopting them is allowed and seldom meant."""
    weaker: tuple[str, ...] = ()


def frameworks_page(actor: Actor) -> ListPage:
    """All versions that this actor may read."""
    rows = queries.listed_frameworks(actor)
    new = Action(
        label=_("Draft a framework"),
        url=reverse("policy:framework_new", args=[actor.slug]),
        icon="add",
        kind="primary",
    )
    may = actor.may("frameworks.draft")
    return ListPage(
        title=_("Frameworks"),
        intro=_("The rules that the authority gives itself, so that every purchase serves the goals."),
        actions=(new,) if may else (),
        table=Table(
            caption=_("Versions"),
            caption_hidden=True,
            columns=(
                Column(label=_("Framework")),
                Column(label=_("For")),
                Column(label=_("State")),
                Column(label=_("Adopted by")),
                Column(label=_("Holds")),
                Column(label=_("Rules"), numeric=True),
            ),
            rows=tuple(_row(actor, row) for row in rows),
            empty=EmptyState(
                title=_("No framework yet"),
                text=_(
                    "A framework turns goals into rules that hold for every purchase: comply, or explain."
                ),
                action=new if may else None,
            ),
        ),
        found=_("Versions"),
    )


def framework_page(actor: Actor, framework: Framework) -> FrameworkPage:
    """One version with all its rules."""
    subject = slots.Subject("framework", framework.public_id)
    stored = {rule.public_id: rule for rule in queries.rules_of(framework)}
    rules = queries.policy_rules(stored.values())
    told = words.told_rules(actor.organisation_id, rules)
    drafting = framework.draft and actor.may("frameworks.draft")
    bounds = _bounds(framework)
    own = ThreadNode(
        kind=_("Framework"), label=words.version_name(framework), icon="framework", rank=20, current=True
    )
    return FrameworkPage(
        title=words.version_name(framework),
        intro=_("Framework of %(whom)s") % {"whom": _whom(actor, framework)},
        crumbs=(_home(actor),),
        actions=_framework_actions(actor, framework, with_rules=bool(rules)),
        badge=words.state_badge(framework),
        thread=slots.thread(actor, subject, own),
        sections=slots.page_sections.collect(actor, subject),
        explanation=framework.explanation,
        facts=_facts(actor, framework),
        groups=_groups(actor, stored, rules, told, drafting=drafting),
        no_rules=None if rules else _no_rules(actor, framework, drafting=drafting),
        struck=_struck(actor, framework) if drafting else (),
        bounds=bounds,
        no_bounds="" if bounds else _("No amounts of your own: then the advice asks for them every time."),
        note=_draft_note() if framework.draft else "",
        count=ngettext("%(count)d rule", "%(count)d rules", len(rules)) % {"count": len(rules)},
        add=_add_rule(actor, framework) if drafting else None,
        weaker=_weaker(framework),
        bites_url=bites_url(actor, framework) if drafting and rules else "",
    )


def framework_form_page(
    actor: Actor, form: Any, framework: Framework | None = None, conflict: Conflict | None = None
) -> FrameworkFormPage:
    """The form for a new framework, or for a draft."""
    crumbs: tuple[Crumb, ...] = (_home(actor),)
    if framework is not None:
        crumbs = (*crumbs, _crumb(actor, framework))
    return FrameworkFormPage(
        title=_("Change the draft") if framework else _("Draft a framework"),
        intro=_("First the words and the amounts. The rules come after that, one by one."),
        crumbs=crumbs,
        form=form,
        submit=_("Save draft"),
        cancel_url=crumbs[-1].url,
        draft_key=f"framework:{framework.public_id if framework else 'new'}",
        conflict=conflict,
        routes=tuple((name, tuple(fields)) for name, fields in form.routes()),
        help=(
            Help(
                title=_("Amounts of your own"),
                text=_(
                    "Below the European threshold no amounts stand in the law. Your authority sets them, "
                    "per type of contract. At the amount itself the heavier procedure holds."
                ),
            ),
        ),
    )


def adopt_page(actor: Actor, framework: Framework, form: Any, day: date) -> AdoptPage:
    """The decision, with what it fixes and what it ends."""
    rules = queries.policy_rules(queries.rules_of(framework))
    told = words.told_rules(actor.organisation_id, rules)
    before = queries.framework_in_force(actor.organisation_id, day, framework.department_id)
    ends = before is not None and before.department_id == framework.department_id
    return AdoptPage(
        title=_("Record the adoption"),
        intro=words.version_name(framework),
        crumbs=(_home(actor), _crumb(actor, framework)),
        form=form,
        submit=_("Record adoption"),
        cancel_url=reverse("policy:framework", args=[actor.slug, framework.public_id]),
        submit_note=_("After this nothing of this version changes. For a change you make a new version."),
        sentences=tuple((rule.code, told[rule.id]) for rule in rules),
        replaced=_("This version replaces “%(older)s”, which then ends by itself.")
        % {"older": words.version_name(before)}
        if before is not None and ends
        else "",
        never=tuple(
            (rule.code, why) for rule in rules for why in never_of(actor, framework, rules, day)[rule.id]
        ),
        weaker=_weaker(framework),
        stops="" if rules else _("A framework without rules asks nothing. Add at least one rule first."),
        help=(
            Help(
                title=_("Who decides?"),
                text=_(
                    "A coalition agreement is a political promise. Only a decision of a body turns it into "
                    "policy: the council for the framework, the college for how it is carried out."
                ),
            ),
        ),
    )


def _weaker(framework: Framework) -> tuple[str, ...]:
    above = queries.bounds_above(framework, framework.valid_from or timezone.localdate())
    if above is None:
        return ()
    return tuple(words.unbroken(words.in_words(one)) for one in weaker_than(above, framework.policy_bounds))


def rule_cards(
    actor: Actor,
    stored: dict[str, FrameworkRule],
    rules: Sequence[PolicyRule],
    told: dict[str, str],
    *,
    drafting: bool,
) -> tuple[RuleCard, ...]:
    """Rules as cards, in the order given."""
    return tuple(_card(actor, stored[rule.id], rule, told[rule.id], drafting=drafting) for rule in rules)


def _card(actor: Actor, stored: FrameworkRule, rule: PolicyRule, told: str, *, drafting: bool) -> RuleCard:
    def address(name: str) -> str:
        return reverse(f"policy:{name}", args=[actor.slug, rule.id])

    beyond = beyond_one_quote(rule, stored.framework.policy_bounds)
    change = Action(label=_("Change"), url=address("rule_edit"), icon="edit", kind="quiet")
    strike = Action(label=_("Strike"), url=address("rule_strike"), icon="remove", kind="quiet", post=True)
    return RuleCard(
        anchor=f"regel-{rule.id}",
        code=rule.code,
        sentence=told,
        url=address("rule"),
        strength=words.strength_badge(rule),
        explanation=stored.explanation,
        goals=tuple(
            Link(words.shortened(goal.wording), reverse("policy:goal", args=[actor.slug, goal.id]))
            for goal in rule.goals
        ),
        no_goal="" if rule.goals else _("Serves no goal yet"),
        warning=words.unbroken(words.in_words(beyond)) if beyond else "",
        actions=(change, strike) if drafting else (),
    )


def _groups(
    actor: Actor,
    stored: dict[str, FrameworkRule],
    rules: Sequence[PolicyRule],
    told: dict[str, str],
    *,
    drafting: bool,
) -> tuple[RuleGroup, ...]:
    groups = []
    for kind, name in DEMAND_NAMES.items():
        within = [rule for rule in rules if demand_code(rule.demand) == kind]
        if within:
            cards = rule_cards(actor, stored, within, told, drafting=drafting)
            groups.append(RuleGroup(words.in_words(name), cards))
    return tuple(groups)


def _row(actor: Actor, row: Any) -> Row:
    name = Cell(
        text=words.version_name(row), url=reverse("policy:framework", args=[actor.slug, row.public_id])
    )
    adopted = Cell(text=row.get_adopted_by_display() or "–", note=_day(row.adopted_on))
    whom = row.department.name if row.department else _("The whole authority")
    return Row(
        (
            name,
            Cell(text=whom),
            Cell(badge=words.state_badge(row)),
            adopted,
            Cell(text=_term(row) or "–"),
            Cell(text=str(row.rule_count)),
        )
    )


def _framework_actions(actor: Actor, framework: Framework, *, with_rules: bool) -> tuple[Action, ...]:
    def address(name: str) -> str:
        return reverse(f"policy:{name}", args=[actor.slug, framework.public_id])

    possible = {step.verb for step in FRAMEWORK.possible(framework.state, actor.role)}
    actions = []
    if framework.draft and actor.may("frameworks.draft"):
        actions.append(
            Action(label=_("Words and amounts"), url=address("framework_edit"), icon="edit", kind="secondary")
        )
    if "adopt" in possible:
        adopt = Action(label=_("Record adoption"), url=address("framework_adopt"), icon="law", kind="primary")
        why_not = _("add a rule first.")
        actions.append(adopt if with_rules else replace(adopt, why_not=why_not))
    if not framework.draft and actor.may("frameworks.draft"):
        actions.append(Action(label=_("New version"), url=address("framework_next"), icon="copy", post=True))
    return tuple(actions)


def _facts(actor: Actor, framework: Framework) -> tuple[Definition, ...]:
    newer = queries.replaced_by(actor, framework)

    def version(found: Framework | None) -> tuple[str, str]:
        if found is None:
            return "", ""
        return words.version_name(found), reverse("policy:framework", args=[actor.slug, found.public_id])

    older_name, older_url = version(framework.replaces)
    newer_name, newer_url = version(newer)
    facts = [Definition(term=_("For"), text=_whom(actor, framework))]
    if not framework.draft:
        facts += [
            Definition(term=_("Adopted by"), text=framework.get_adopted_by_display()),
            Definition(term=_("Adopted on"), text=_day(framework.adopted_on)),
            Definition(term=_("Holds"), text=_term(framework)),
        ]
    if older_name:
        facts.append(Definition(term=_("Replaces"), text=older_name, url=older_url))
    if newer_name:
        facts.append(Definition(term=_("Replaced by"), text=newer_name, url=newer_url))
    return tuple(facts)


def _bounds(framework: Framework) -> tuple[Definition, ...]:
    """The amounts per type of contract and the percentages, each as a line that one can read aloud."""
    bounds, language = framework.policy_bounds, words.language()
    lines = [
        Definition(
            term=words.in_words(CONTRACT_NAMES[route.contract]).capitalize(), items=_route(route, language)
        )
        for route in bounds.routes
    ]
    minimum, social = bounds.social_value_minimum, bounds.social_return_percentage
    if minimum is not None:
        told = _("social value weighs at least %(percentage)s") % {"percentage": percent(minimum, language)}
        lines.append(Definition(term=_("Award"), text=told))
    if social is not None:
        told = _("usually %(percentage)s of the contract sum") % {"percentage": percent(social, language)}
        lines.append(Definition(term=_("Social return"), text=told))
    if bounds.quick_purchase_until is not None:
        amount = words.unbroken(euro(bounds.quick_purchase_until, language))
        told = _("below %(amount)s, excluding VAT") % {"amount": amount}
        lines.append(Definition(term=_("Quick purchase"), text=told))
    return tuple(lines)


def _route(route: RouteBounds, language: str) -> tuple[str, ...]:
    told = []
    if route.single_until is not None:
        told.append(
            _("one quote up to %(amount)s") % {"amount": words.unbroken(euro(route.single_until, language))}
        )
    if route.until_european:
        told.append(_("several quotes up to the EU threshold"))
    elif route.multiple_until is not None:
        told.append(
            _("several quotes up to %(amount)s")
            % {"amount": words.unbroken(euro(route.multiple_until, language))}
        )
    return tuple(told)


def _struck(actor: Actor, framework: Framework) -> tuple[StruckRule, ...]:
    stored = queries.rules_of(framework, struck=True)
    told = words.told_rules(actor.organisation_id, queries.policy_rules(stored))
    return tuple(
        StruckRule(
            code=rule.code,
            sentence=told[rule.public_id],
            restore=Action(
                label=_("Put back"),
                url=reverse("policy:rule_restore", args=[actor.slug, rule.public_id]),
                post=True,
                kind="quiet",
            ),
        )
        for rule in stored
    )


def _no_rules(actor: Actor, framework: Framework, *, drafting: bool) -> EmptyState:
    return EmptyState(
        title=_("No rules yet"),
        text=_("Begin with one rule that everybody understands, such as stating the purpose beforehand."),
        action=_add_rule(actor, framework) if drafting else None,
    )


def _add_rule(actor: Actor, framework: Framework) -> Action:
    url = reverse("policy:rule_kinds", args=[actor.slug, framework.public_id])
    return Action(label=_("Add a rule"), url=url, icon="add", kind="primary")


def _draft_note() -> str:
    return _("This is a draft. It holds for nothing until a body has adopted it.")


def _whom(actor: Actor, framework: Framework) -> str:
    return framework.department.name if framework.department else actor.organisation_name


def _term(framework: Framework) -> str:
    if framework.valid_from is None:
        return ""
    since = _day(framework.valid_from)
    if framework.valid_until is None:
        return _("from %(since)s") % {"since": since}
    return _("%(since)s until %(until)s") % {"since": since, "until": _day(framework.valid_until)}


def _day(day: date | None) -> str:
    return "" if day is None else notation.format_day(day, words.language())


def _home(actor: Actor) -> Crumb:
    return Crumb(_("Frameworks"), reverse("policy:frameworks", args=[actor.slug]))


def _crumb(actor: Actor, framework: Framework) -> Crumb:
    return Crumb(
        words.version_name(framework), reverse("policy:framework", args=[actor.slug, framework.public_id])
    )
