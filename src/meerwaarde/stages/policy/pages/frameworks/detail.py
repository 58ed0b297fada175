"""What the page of one version shows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Definition,
    EmptyState,
    Page,
    ThreadNode,
)
from meerwaarde.rules.lifecycle import FRAMEWORK
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.bites import bites_url
from meerwaarde.stages.policy.pages.frameworks.cards import RuleGroup, StruckRule, rule_groups, struck_rules
from meerwaarde.stages.policy.pages.frameworks.cascade import AbovePanel, above_panel
from meerwaarde.stages.policy.pages.frameworks.wording import (
    bounds_in_words,
    day_in_words,
    home_crumb,
    term_in_words,
    theme_set_in_words,
    whom,
)
from meerwaarde.stages.policy.pages.frameworks.writing import weaker
from meerwaarde.stages.policy.queries import Framework


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
    above: AbovePanel
    themes: tuple[Definition, ...]
    theme_choices: tuple[Action, ...]
    bites_url: str
    """Where the page asks what the rules of a draft would do now; empty where nobody drafts."""


def framework_page(actor: Actor, framework: Framework) -> FrameworkPage:
    """One version with all its rules."""
    subject = slots.Subject("framework", framework.public_id)
    stored = {rule.public_id: rule for rule in queries.rules_of(framework)}
    rules = queries.policy_rules(stored.values())
    told = words.told_rules(actor.organisation_id, rules)
    drafting = framework.draft and actor.may("frameworks.draft")
    bounds = bounds_in_words(framework.policy_bounds)
    own = ThreadNode(
        kind=_("Framework"), label=words.version_name(framework), icon="framework", rank=20, current=True
    )
    return FrameworkPage(
        title=words.version_name(framework),
        intro=_("Framework of %(whom)s") % {"whom": whom(actor, framework)},
        crumbs=(home_crumb(actor),),
        actions=_framework_actions(actor, framework, with_rules=bool(rules)),
        badge=words.state_badge(framework),
        thread=slots.thread(actor, subject, own),
        sections=slots.page_sections.collect(actor, subject),
        explanation=framework.explanation,
        facts=_facts(actor, framework),
        groups=rule_groups(actor, stored, rules, told, queries.mapped(framework.theme_set)),
        no_rules=None if rules else _no_rules(actor, framework, drafting=drafting),
        struck=struck_rules(actor, framework) if drafting else (),
        bounds=bounds,
        no_bounds="" if bounds else _("No amounts of your own: then the advice asks for them every time."),
        note=_draft_note() if framework.draft else "",
        count=ngettext("%(count)d rule", "%(count)d rules", len(rules)) % {"count": len(rules)},
        add=add_rule(actor, framework) if drafting else None,
        weaker=weaker(framework),
        above=above_panel(actor, framework, tuple(stored.values()), timezone.localdate()),
        themes=theme_set_in_words(framework.theme_set),
        theme_choices=_theme_choices(actor, framework) if drafting else (),
        bites_url=bites_url(actor, framework) if drafting and rules else "",
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
    actions += _publication(actor, framework)
    if not framework.draft and actor.may("frameworks.draft"):
        actions.append(Action(label=_("New version"), url=address("framework_next"), icon="copy", post=True))
    return tuple(actions)


def _theme_choices(actor: Actor, framework: Framework) -> tuple[Action, ...]:
    """In which themes a draft speaks: each set of the authority, or the six alone."""
    url = reverse("policy:framework_themes", args=[actor.slug, framework.public_id])

    def choice(label: str, public_id: str) -> Action:
        return Action(label=label, url=url, kind="quiet", post=True, hidden=(("theme_set", public_id),))

    sets = [one for one in queries.theme_sets(actor) if one.archived_at is None]
    found = [
        choice(_("Speak in: %(name)s") % {"name": one.name}, one.public_id)
        for one in sets
        if one.pk != framework.theme_set_id
    ]
    if framework.theme_set_id is not None:
        found.append(choice(_("Speak in the six national themes alone"), ""))
    return tuple(found)


def _publication(actor: Actor, framework: Framework) -> list[Action]:
    """Make public, or take back, for who records decisions."""
    if framework.draft or not actor.may("frameworks.adopt"):
        return []
    if framework.published_at is None:
        url = reverse("policy:framework_publish", args=[actor.slug, framework.public_id])
        return [Action(label=_("Make public"), url=url, icon="external", post=True)]
    url = reverse("policy:framework_withdraw", args=[actor.slug, framework.public_id])
    return [Action(label=_("No longer public"), url=url, icon="remove", kind="quiet", post=True)]


def _facts(actor: Actor, framework: Framework) -> tuple[Definition, ...]:
    newer = queries.replaced_by(actor, framework)

    def version(found: Framework | None) -> tuple[str, str]:
        if found is None:
            return "", ""
        return words.version_name(found), reverse("policy:framework", args=[actor.slug, found.public_id])

    older_name, older_url = version(framework.replaces)
    newer_name, newer_url = version(newer)
    facts = [Definition(term=_("For"), text=whom(actor, framework))]
    if not framework.draft:
        facts += [
            Definition(term=_("Adopted by"), text=framework.get_adopted_by_display()),
            Definition(term=_("Adopted on"), text=day_in_words(framework.adopted_on)),
            Definition(term=_("Holds"), text=term_in_words(framework)),
        ]
        public = reverse("public_frameworks:framework", args=[actor.slug, framework.public_id])
        facts.append(
            Definition(term=_("Public"), text=_("Everybody can read it"), url=public)
            if framework.published_at
            else Definition(term=_("Public"), text=_("Only colleagues can read it"))
        )
    if older_name:
        facts.append(Definition(term=_("Replaces"), text=older_name, url=older_url))
    if newer_name:
        facts.append(Definition(term=_("Replaced by"), text=newer_name, url=newer_url))
    return tuple(facts)


def _no_rules(actor: Actor, framework: Framework, *, drafting: bool) -> EmptyState:
    return EmptyState(
        title=_("No rules yet"),
        text=_("Begin with one rule that everybody understands, such as stating the purpose beforehand."),
        action=add_rule(actor, framework) if drafting else None,
    )


def add_rule(actor: Actor, framework: Framework) -> Action:
    url = reverse("policy:rule_kinds", args=[actor.slug, framework.public_id])
    return Action(label=_("Add a rule"), url=url, icon="add", kind="primary")


def _draft_note() -> str:
    return _("This is a draft. It holds for nothing until a body has adopted it.")
