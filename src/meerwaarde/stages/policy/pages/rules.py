"""What the pages about one rule of a framework show."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Crumb,
    Definition,
    FormPage,
    Help,
    Link,
    Page,
    ThreadNode,
)
from meerwaarde.rules.compliance import (
    DEMAND_NAMES,
    AwardToKind,
    Demand,
    InviteImpactEnterprise,
    PolicyRule,
    Quotes,
    Scope,
    SocialReturn,
    SocialValueWeight,
    StatePurpose,
    Strength,
    ThemeMinimum,
    demand_code,
    sentence,
)
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.forms.rules import RuleForm, RuleOptions
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.bites import bites_url
from meerwaarde.stages.policy.pages.conflict import Conflict
from meerwaarde.stages.policy.queries import Framework, FrameworkRule

EXAMPLES: dict[str, tuple[Demand, Scope]] = {
    "state_purpose": (StatePurpose(), Scope()),
    "theme_minimum": (ThemeMinimum("circular", 2), Scope(contracts=("supplies",))),
    "invite_impact_enterprise": (
        InviteImpactEnterprise(),
        Scope(contracts=("services",), value_from=Decimal(5000), value_until=Decimal(50_000)),
    ),
    "quotes": (Quotes("social", 1, 3), Scope(value_from=Decimal(50_000))),
    "award_to_kind": (AwardToKind("social", Decimal(25_000)), Scope(contracts=("supplies",))),
    "social_value_weight": (SocialValueWeight(Decimal(20)), Scope(contracts=("services",))),
    "social_return": (SocialReturn(Decimal(5)), Scope(contracts=("works",), value_from=Decimal(250_000))),
}
"""A rule of each kind, to show what it reads like."""


@dataclass(frozen=True)
class KindChoice:
    """A kind of rule that one can add, with how it reads."""

    name: str
    example: str
    url: str


@dataclass(frozen=True, kw_only=True)
class KindsPage(Page):
    """What a rule can ask."""

    kinds: tuple[KindChoice, ...]


@dataclass(frozen=True, kw_only=True)
class RulePage(Page):
    """One rule: the sentence, why it is there, what it serves."""

    sentence: str
    strength: Badge
    explanation: str
    facts: tuple[Definition, ...]
    goals: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class RuleFormPage(FormPage):
    """The form of a rule, with the sentence beside it that changes as one types."""

    sentence: str
    sentence_url: str
    bites_url: str
    kind: str
    kinds_url: str
    demand_fields: tuple[Any, ...]
    scope_fields: tuple[Any, ...]
    rest_fields: tuple[Any, ...]
    conflict: Conflict | None = None


def kinds_page(actor: Actor, framework: Framework) -> KindsPage:
    """Choose what the new rule asks."""
    return KindsPage(
        title=_("What does the rule ask?"),
        intro=_("Choose one thing. A framework is clearest when each rule asks one thing."),
        crumbs=_crumbs(actor, framework),
        kinds=tuple(
            KindChoice(
                name=words.in_words(name),
                example=words.unbroken(words.in_words(sentence(_example(code)))),
                url=reverse("policy:rule_new", args=[actor.slug, framework.public_id, code]),
            )
            for code, name in DEMAND_NAMES.items()
        ),
    )


def rule_page(actor: Actor, stored: FrameworkRule) -> RulePage:
    """One rule, with what later stages hang on it."""
    subject = slots.Subject("rule", stored.public_id)
    rule, framework = stored.as_policy_rule(), stored.framework
    told = words.told_rules(actor.organisation_id, (rule,))[rule.id]
    actions: tuple[Action, ...] = ()
    if framework.draft and actor.may("frameworks.draft"):
        url = reverse("policy:rule_edit", args=[actor.slug, rule.id])
        actions = (Action(label=_("Change"), url=url, icon="edit", kind="primary"),)
    kind = words.in_words(DEMAND_NAMES[demand_code(rule.demand)])
    own = ThreadNode(kind=_("Rule"), label=f"{rule.code} {kind}", icon="route", rank=30, current=True)
    return RulePage(
        title=_("Rule %(code)s") % {"code": rule.code},
        intro=kind,
        crumbs=_crumbs(actor, framework),
        actions=actions,
        badge=words.state_badge(framework),
        thread=slots.thread(actor, subject, own),
        sections=slots.page_sections.collect(actor, subject),
        sentence=told,
        strength=words.strength_badge(rule),
        explanation=stored.explanation,
        facts=(
            Definition(
                term=_("Framework"),
                text=words.version_name(framework),
                url=reverse("policy:framework", args=[actor.slug, framework.public_id]),
            ),
            Definition(
                term=_("For"),
                text=framework.department.name if framework.department else actor.organisation_name,
            ),
        ),
        goals=tuple(
            Link(goal.wording, reverse("policy:goal", args=[actor.slug, goal.id])) for goal in rule.goals
        ),
    )


def rule_form_page(
    actor: Actor,
    form: RuleForm,
    framework: Framework,
    stored: FrameworkRule | None = None,
    conflict: Conflict | None = None,
) -> RuleFormPage:
    """The form for a new rule of a kind, or for one that exists."""
    kind = words.in_words(DEMAND_NAMES[form.kind])
    return RuleFormPage(
        title=_("Change rule %(code)s") % {"code": stored.code} if stored else _("New rule"),
        intro=kind,
        crumbs=_crumbs(actor, framework),
        form=form,
        submit=_("Save rule"),
        cancel_url=reverse("policy:framework", args=[actor.slug, framework.public_id]),
        draft_key=f"rule:{stored.public_id if stored else f'new:{framework.public_id}:{form.kind}'}",
        sentence=typed_sentence(actor, form, stored),
        sentence_url=reverse("policy:rule_sentence", args=[actor.slug, form.kind]),
        bites_url=bites_url(actor, framework, form.kind),
        kind=kind,
        kinds_url="" if stored else reverse("policy:rule_kinds", args=[actor.slug, framework.public_id]),
        demand_fields=tuple(form.demand_fields()),
        scope_fields=tuple(form.scope_fields()),
        rest_fields=tuple(form.rest_fields()),
        conflict=conflict,
        help=(
            Help(
                title=_("Strict or not?"),
                text=_(
                    "“Comply or explain” lets a colleague depart from the rule with a good reason. "
                    "Choose “always” only where no good reason can exist."
                ),
            ),
        ),
    )


def typed_sentence(actor: Actor, form: RuleForm, stored: FrameworkRule | None = None) -> str:
    """The rule as it reads now; empty while something lacks."""
    kept = stored.as_policy_rule() if stored else None
    rule = form.policy_rule() if form.is_bound else kept
    if rule is None:
        return ""
    return words.told_rules(actor.organisation_id, (rule,))[rule.id]


def rule_options(actor: Actor, stored: FrameworkRule | None = None) -> RuleOptions:
    """Goals to serve: the current ones, and those that the rule serves already."""
    goals = list(queries.current_goals(actor))
    if stored is not None:
        goals += [goal for goal in stored.goals.all() if goal not in goals]
    return RuleOptions(goals=tuple(goals), departments=tuple(queries.departments(actor)))


def _example(code: str) -> PolicyRule:
    demand, scope = EXAMPLES[code]
    strength: Strength = "must" if code in ("state_purpose", "social_return") else "tenzij"
    return PolicyRule(id="", code="", strength=strength, scope=scope, demand=demand)


def _crumbs(actor: Actor, framework: Framework) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Frameworks"), reverse("policy:frameworks", args=[actor.slug])),
        Crumb(
            words.version_name(framework),
            reverse("policy:framework", args=[actor.slug, framework.public_id]),
        ),
    )
