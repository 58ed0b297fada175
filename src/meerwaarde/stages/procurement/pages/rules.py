"""The rules of the authority's framework: satisfied or open, each as a sentence with the goals it serves."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, Badge, EmptyState, Link, Page, Tone
from meerwaarde.platform.layout.context import address
from meerwaarde.rules.compliance import STRENGTH_NAMES, Assessment, sentence
from meerwaarde.stages.policy.queries import words_for
from meerwaarde.stages.procurement.pages.frame import frame, may_edit, step_names
from meerwaarde.stages.procurement.pages.questions import place_of
from meerwaarde.stages.procurement.queries import Advised, Procurement

FACT_FIELDS = {"purpose": ("purpose", "purpose_value"), "department": ("", ""), "invited": ("", "")}
"""Facts that rules ask for and that are no fields of the intake: where they are filled in."""


@dataclass(frozen=True)
class RuleShown:
    """One rule with where this procurement stands towards it."""

    code: str
    url: str
    sentence: str
    badge: Badge
    strength: str
    why: str
    what_now: str
    way: Link | None
    goals: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class RulesPage(Page):
    """Open rules first."""

    rules: tuple[RuleShown, ...]
    summary: str
    empty: EmptyState
    onward: tuple[Action, ...]


def rules_page(actor: Actor, procurement: Procurement, advised: Advised) -> RulesPage:
    """The page of the rules that hold, or may hold, for this procurement."""
    shown = rules_shown(actor, procurement, advised.assessments)
    return RulesPage(
        title=step_names()["rules"],
        intro=f"{procurement.number} · {procurement.title}",
        **frame(actor, procurement, "rules", advised),
        rules=shown,
        summary=standing_in_words(advised.assessments),
        empty=EmptyState(
            title=_("No rule of your own holds here"),
            text=_("No adopted framework has a rule for this procurement on the day it starts.")
            if advised.advice
            else _("Choose the type of contract first; then you see which rules hold."),
            drawing="done" if advised.advice else "paper",
        ),
        onward=(
            Action(
                label=_("On to the strategy"),
                url=reverse("procurement:detail", args=[actor.slug, procurement.public_id]),
                icon="next",
                kind="primary",
            ),
        ),
    )


def rules_shown(
    actor: Actor, procurement: Procurement, assessments: tuple[Assessment, ...]
) -> tuple[RuleShown, ...]:
    """Open ones first, then those that are satisfied."""
    words = words_for(actor.organisation_id, [one.rule for one in assessments], get_language() or "nl")
    in_order = sorted(assessments, key=lambda one: one.standing != "open")
    return tuple(_shown(actor, procurement, one, words) for one in in_order)


def standing_in_words(assessments: tuple[Assessment, ...]) -> str:
    """How many rules are satisfied."""
    satisfied = sum(one.standing == "satisfied" for one in assessments)
    return _("%(satisfied)s of %(all)s rules satisfied.") % {"satisfied": satisfied, "all": len(assessments)}


def _shown(actor: Actor, procurement: Procurement, one: Assessment, words: dict[str, str]) -> RuleShown:
    language = get_language() or "nl"
    met = one.standing == "satisfied"
    rule = one.rule
    return RuleShown(
        code=rule.code,
        url=address("policy:rule", actor.slug, rule.id),
        sentence=sentence(rule, words).in_language(language),
        badge=Badge(label=_("Satisfied") if met else _("Open"), tone=Tone.POSITIVE if met else Tone.WARNING),
        strength=STRENGTH_NAMES[rule.strength].in_language(language),
        why=one.why.in_language(language),
        what_now=one.what_now.in_language(language) if one.what_now else "",
        way=_way(actor, procurement, one),
        goals=tuple(Link(goal.wording, address("policy:goal", actor.slug, goal.id)) for goal in rule.goals),
    )


def _way(actor: Actor, procurement: Procurement, one: Assessment) -> Link | None:
    """The step in which the rule can be satisfied."""
    if one.standing == "satisfied" or not may_edit(actor, procurement):
        return None
    wanted = one.unknown[0] if one.unknown else _demanded(one)
    step, field = FACT_FIELDS.get(wanted) or place_of(wanted)
    if not step:
        return None
    page = reverse(f"procurement:{step}", args=[actor.slug, procurement.public_id])
    return Link(_("To the step “%(step)s”") % {"step": step_names()[step]}, f"{page}#id_{field}")


def _demanded(one: Assessment) -> str:
    fields = {
        "ThemeMinimum": "themes",
        "Quotes": "social_enterprises_invited",
        "InviteImpactEnterprise": "social_enterprises_invited",
        "SocialValueWeight": "weights",
        "SocialReturn": "social_return_percentage",
        "StatePurpose": "purpose",
    }
    return fields.get(type(one.rule.demand).__name__, "")
