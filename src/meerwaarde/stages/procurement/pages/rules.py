"""The rules of the authority's framework: open, explained or satisfied, each as a sentence with its goals."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, Badge, EmptyState, Link, Page, Tone
from meerwaarde.platform.layout.context import address
from meerwaarde.rules.compliance import STANDING_NAMES, STRENGTH_NAMES, Assessment, Standing, sentence
from meerwaarde.rules.lifecycle import PROPOSED, REFUSED
from meerwaarde.stages.policy.queries import words_for
from meerwaarde.stages.procurement.pages.frame import frame, may_edit, step_names
from meerwaarde.stages.procurement.pages.questions import place_of
from meerwaarde.stages.procurement.queries import (
    EXPLAINABLE,
    Advised,
    Explanation,
    Procurement,
    as_explained,
    explanations_of,
    is_past_review,
)

FACT_FIELDS = {
    "purpose": ("purpose", "purpose_value"),
    "department": ("", ""),
    "invited": ("shortlist", "list"),
    "awarded_to": ("shortlist", "list"),
    "social_enterprises_invited": ("shortlist", "list"),
}
"""Facts that rules ask for and that are no fields of the intake: where they are filled in."""


@dataclass(frozen=True)
class RuleShown:
    """One rule with where this procurement stands towards it."""

    id: str
    code: str
    url: str
    sentence: str
    badge: Badge
    strength: str
    why: str
    what_now: str
    way: Link | None
    goals: tuple[Link, ...]
    explain: Action | None = None
    """To explain why this rule is not followed; to change or read what was explained."""
    no_explanation: str = ""
    """Why nothing can be explained here."""


@dataclass(frozen=True)
class RuleGroup:
    """The rules of one standing, with what that asks of the reader."""

    title: str
    note: str
    rules: tuple[RuleShown, ...]


@dataclass(frozen=True, kw_only=True)
class RulesPage(Page):
    """Open rules first."""

    groups: tuple[RuleGroup, ...]
    summary: str
    empty: EmptyState
    onward: tuple[Action, ...]


def rules_page(actor: Actor, procurement: Procurement, advised: Advised) -> RulesPage:
    """The page of the rules that hold, or may hold, for this procurement."""
    return RulesPage(
        title=step_names()["rules"],
        intro=f"{procurement.number} · {procurement.title}",
        **frame(actor, procurement, "rules", advised),
        groups=_groups(actor, procurement, advised.assessments),
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
    """Open ones first, then what is explained, then those that are satisfied."""
    words = words_for(actor.organisation_id, [one.rule for one in assessments], get_language() or "nl")
    order = list(STANDING_NAMES)
    in_order = sorted(assessments, key=lambda one: order.index(one.standing))
    told = explanations_of(procurement) if assessments else []
    return tuple(_shown(actor, procurement, one, words, told) for one in in_order)


def standing_in_words(assessments: tuple[Assessment, ...]) -> str:
    """How many rules are satisfied, explained, and still open."""
    count = Counter(one.standing for one in assessments)
    parts = [
        ngettext(
            "%(count)d rule asks something of you.", "%(count)d rules ask something of you.", count["open"]
        )
        % {"count": count["open"]}
        if count["open"]
        else _("No rule is open."),
        _("%(satisfied)s of %(all)s rules satisfied.")
        % {"satisfied": count["satisfied"], "all": len(assessments)},
    ]
    if count["explained"]:
        parts.append(
            ngettext("%(count)d is explained.", "%(count)d are explained.", count["explained"])
            % {"count": count["explained"]}
        )
    return " ".join(parts)


def _groups(
    actor: Actor, procurement: Procurement, assessments: tuple[Assessment, ...]
) -> tuple[RuleGroup, ...]:
    notes: dict[Standing, tuple[str, str]] = {
        "open": (
            _("Open"),
            _("Follow these rules. Where that cannot be done here, explain why; a colleague agrees or not."),
        ),
        "explained": (
            _("Explained and approved"),
            _("These rules are not followed, for a reason that is on file."),
        ),
        "satisfied": (_("Satisfied"), _("Here you need not do anything.")),
    }
    shown = rules_shown(actor, procurement, assessments)
    standing = {one.rule.id: one.standing for one in assessments}
    groups = []
    for code, (title, note) in notes.items():
        within = tuple(one for one in shown if standing[one.id] == code)
        if within:
            groups.append(RuleGroup(f"{title} ({len(within)})", note, within))
    return tuple(groups)


def _shown(
    actor: Actor,
    procurement: Procurement,
    one: Assessment,
    words: dict[str, str],
    told: list[Explanation],
) -> RuleShown:
    language, rule = get_language() or "nl", one.rule
    return RuleShown(
        id=rule.id,
        code=rule.code,
        url=address("policy:rule", actor.slug, rule.id),
        sentence=sentence(rule, words).in_language(language),
        badge=_badge(one),
        strength=STRENGTH_NAMES[rule.strength].in_language(language),
        why=one.why.in_language(language),
        what_now=one.what_now.in_language(language) if one.what_now else "",
        way=_way(actor, procurement, one),
        goals=tuple(Link(goal.wording, address("policy:goal", actor.slug, goal.id)) for goal in rule.goals),
        explain=_explain(actor, procurement, one, told),
        no_explanation=_("This rule holds without exception, so there is nothing to explain: follow it.")
        if rule.strength == "must" and one.standing == "open"
        else "",
    )


def _badge(one: Assessment) -> Badge:
    if one.standing == "satisfied":
        return Badge(label=_("Satisfied"), tone=Tone.POSITIVE)
    if one.standing == "explained":
        return Badge(label=_("Explained"), tone=Tone.INFO)
    if one.explained is not None and one.explained.state == PROPOSED:
        return Badge(label=_("Waits for approval"), tone=Tone.INFO)
    if one.explained is not None and one.explained.state == REFUSED:
        return Badge(label=_("Not approved"), tone=Tone.NEGATIVE)
    return Badge(label=_("Open"), tone=Tone.WARNING)


def _explain(
    actor: Actor, procurement: Procurement, one: Assessment, told: list[Explanation]
) -> Action | None:
    """What one can do with the explanation of this rule: begin it, go on with it, or read it."""
    given = next((other for other in told if one.explained and as_explained(other) == one.explained), None)
    editable = actor.may("explanations.propose") and procurement.state in EXPLAINABLE
    anew = given is not None and (given.state == REFUSED or is_past_review(given, timezone.localdate()))
    if given is not None and not (anew and editable):
        url = reverse("explanations:explanation", args=[actor.slug, given.public_id])
        return Action(label=_("Read the explanation"), url=url, icon="message")
    if not editable or not one.holds or one.standing != "open" or one.rule.strength == "must":
        return None
    label = _("Improve the explanation") if given else _("Explain")
    url = reverse("procurement:explain", args=[actor.slug, procurement.public_id, one.rule.id])
    return Action(label=label, url=url, icon="edit")


def _way(actor: Actor, procurement: Procurement, one: Assessment) -> Link | None:
    """The step in which the rule can be satisfied."""
    if one.standing != "open" or not may_edit(actor, procurement):
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
