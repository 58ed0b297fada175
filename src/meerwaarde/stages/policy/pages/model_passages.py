"""What the pages about model passages show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    Link,
    ListPage,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.rules.compliance import PolicyRule
from meerwaarde.rules.model_passages import ORIGIN_NAMES, ModelPassage
from meerwaarde.stages.policy.forms.model_passages import ModelPassageFilterForm
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.queries import FrameworkRule, Goal
from meerwaarde.stages.policy.queries import model_passages as queries


@dataclass(frozen=True, kw_only=True)
class ModelPassagePage(Page):
    """One passage: its words, why it works, what makes it lawful, and how to take it over."""

    wording: str
    theme: str
    theme_icon: str
    why: str
    lawful: str
    rule: str
    strength: Badge | None
    facts: tuple[Definition, ...]
    adopt: Action | None
    adopted: tuple[Link, ...]
    rules: tuple[Link, ...]
    rule_form: Any
    rule_url: str
    no_draft: str


def model_passage_on(code: str, day: date) -> ModelPassage | None:
    """The passage with this code, as it is offered on a day."""
    return queries.passages_on(day).get(code)


def from_model(passage: ModelPassage) -> dict[str, Any]:
    """What the form of a goal begins with when it is made of a model passage."""
    return {
        "wording": words.in_words(passage.wording),
        "explanation": words.in_words(passage.why),
        "theme": passage.theme,
    }


def model_passages_page(actor: Actor, form: ModelPassageFilterForm, day: date) -> ListPage:
    """All passages that fit the filter, with what was taken over of each."""
    passages = queries.passages_on(day)
    goals = queries.adopted_goals(actor)
    rules = queries.same_rules(actor, passages.values()) if actor.may("frameworks.read") else {}
    shown = [
        one for one in passages.values() if form.fits(one, adopted=one.code in goals or one.code in rules)
    ]
    shown.sort(key=lambda one: (list(ORIGIN_NAMES).index(one.origin), words.in_words(one.title)))
    home = reverse("policy:model_passages", args=[actor.slug])
    return ListPage(
        title=_("Model passages"),
        intro=_(
            "Sentences to take over in an agreement, in words that the law allows, with the rule to match."
        ),
        crumbs=(Crumb(_("Goals"), reverse("policy:goals", args=[actor.slug])),),
        filters=form,
        filters_used=any(form.data.get(name) for name in form.fields),
        clear_url=home,
        table=Table(
            caption=_("Model passages"),
            caption_hidden=True,
            columns=(
                Column(label=_("Passage")),
                Column(label=_("Theme")),
                Column(label=_("Rule")),
                Column(label=_("Here")),
            ),
            rows=tuple(_row(actor, one, goals.get(one.code, []), rules.get(one.code, [])) for one in shown),
            empty=EmptyState(
                title=_("No model passage fits these filters"),
                text=_("Try fewer filters, or another word."),
                action=Action(label=_("Clear all filters"), url=home),
                drawing="search",
            ),
        ),
        found=_("Model passages"),
    )


def model_passage_page(actor: Actor, passage: ModelPassage, rule_form: forms.Form | None) -> ModelPassagePage:
    """One passage, with its rule in words and what was taken over of it."""
    goals = queries.adopted_goals(actor).get(passage.code, [])
    rules = queries.same_rules(actor, [passage]).get(passage.code, []) if actor.may("frameworks.read") else []
    entry = passage.source.entry
    rule = _as_policy_rule(passage)
    may_draft = actor.may("frameworks.draft") and rule is not None
    return ModelPassagePage(
        title=words.in_words(passage.title),
        intro=words.in_words(ORIGIN_NAMES[passage.origin]),
        crumbs=(
            Crumb(_("Goals"), reverse("policy:goals", args=[actor.slug])),
            Crumb(_("Model passages"), reverse("policy:model_passages", args=[actor.slug])),
        ),
        badge=_state(goals, rules),
        wording=words.in_words(passage.wording),
        theme=words.theme_in_words(passage.theme),
        theme_icon=words.theme_icon(passage.theme),
        why=words.in_words(passage.why),
        lawful=words.in_words(passage.lawful),
        rule="" if rule is None else words.told_rules(actor.organisation_id, (rule,))[rule.id],
        strength=None if rule is None else words.strength_badge(rule),
        facts=(
            Definition(term=_("Source"), text=entry.source.title, url=entry.source.url),
            Definition(term=_("Certainty"), badge=_certainty(passage)),
        ),
        adopt=_adopt(actor, passage, again=bool(goals)),
        adopted=tuple(
            Link(words.shortened(goal.wording), reverse("policy:goal", args=[actor.slug, goal.public_id]))
            for goal in goals
        ),
        rules=tuple(_rule_link(actor, one) for one in rules),
        rule_form=rule_form if may_draft else None,
        rule_url=reverse("policy:model_passage_rule", args=[actor.slug, passage.code]),
        no_draft=_("There is no draft framework to add the rule to. Start a draft first.")
        if may_draft and rule_form is None
        else "",
    )


def _row(actor: Actor, passage: ModelPassage, goals: list[Goal], rules: list[FrameworkRule]) -> Row:
    return Row(
        (
            Cell(
                text=words.in_words(passage.title),
                url=reverse("policy:model_passage", args=[actor.slug, passage.code]),
                note=words.in_words(passage.wording),
            ),
            Cell(text=words.theme_in_words(passage.theme)),
            Cell(text=_("yes") if passage.rule else ""),
            Cell(badge=_state(goals, rules)),
        )
    )


def _state(goals: list[Goal], rules: list[FrameworkRule]) -> Badge | None:
    if goals and rules:
        return Badge(label=_("Goal and rule here"), tone=Tone.POSITIVE)
    if goals:
        return Badge(label=_("Goal here"), tone=Tone.POSITIVE)
    if rules:
        return Badge(label=_("Rule here"), tone=Tone.INFO)
    return None


def _certainty(passage: ModelPassage) -> Badge:
    if passage.source.entry.certainty == "sourced":
        return Badge(label=_("Follows its source"), tone=Tone.POSITIVE)
    return Badge(label=_("Worked out by Meerwaarde; check it"), tone=Tone.WARNING)


def _adopt(actor: Actor, passage: ModelPassage, *, again: bool) -> Action | None:
    if not actor.may("goals.write"):
        return None
    return Action(
        label=_("Take over as another goal") if again else _("Take over as a goal"),
        url=f"{reverse('policy:goal_new', args=[actor.slug])}?voorbeeld={passage.code}",
        icon="goal",
        kind="secondary" if again else "primary",
    )


def _rule_link(actor: Actor, rule: FrameworkRule) -> Link:
    name = f"{rule.code}, {words.version_name(rule.framework)}"
    return Link(name, reverse("policy:rule", args=[actor.slug, rule.public_id]))


def _as_policy_rule(passage: ModelPassage) -> PolicyRule | None:
    if passage.rule is None:
        return None
    asked = passage.rule
    return PolicyRule(
        id=passage.code, code="", strength=asked.strength, scope=asked.scope, demand=asked.demand
    )
