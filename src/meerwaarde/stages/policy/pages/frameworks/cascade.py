"""A version and the level above it: what it follows, where it differs and why, and what changed above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, Badge, Definition, FormPage, Help, Link
from meerwaarde.rules.cascade import Change, Difference
from meerwaarde.rules.compliance import PolicyRule, sentence
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.frameworks import wording
from meerwaarde.stages.policy.queries import Framework, FrameworkRule, Newer


@dataclass(frozen=True)
class ShownDifference:
    """One difference with the level above: what stands there, what stands here, and why."""

    badge: Badge
    above: str
    own: str
    reason: str
    lacks_reason: bool
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class ShownChange:
    """One rule that came, went or changed above."""

    badge: Badge
    older: str
    newer: str


@dataclass(frozen=True)
class AbovePanel:
    """The part of a framework's page about the level above."""

    name: Link | None
    chain: str
    same: str
    differences: tuple[ShownDifference, ...]
    hidden: str
    newer: tuple[ShownChange, ...]
    newer_told: str
    actions: tuple[Action, ...]
    newer_actions: tuple[Action, ...]
    no_level: str


@dataclass(frozen=True, kw_only=True)
class LevelPage(FormPage):
    """Choose what a draft follows."""


@dataclass(frozen=True, kw_only=True)
class ReasonPage(FormPage):
    """Say why a rule differs from the one above, or is not taken over."""

    above: str
    own: str
    facts: tuple[Definition, ...] = ()


def above_panel(actor: Actor, framework: Framework, stored: Sequence[FrameworkRule], day: date) -> AbovePanel:
    """What a version follows and how it differs; `stored` are its rules."""
    drafting = framework.draft and actor.may("frameworks.draft")
    above = queries.above_of(framework, day)
    if above is None:
        return _without(actor, framework, drafting=drafting)
    found = queries.differences_of(framework, day, stored)
    name, url = wording.above_in_words(above, actor)
    newer = queries.newer_above(framework, day)
    taken = sum(1 for one in stored if one.above_rule) - sum(
        1 for one in found if one.own is not None and one.above is not None
    )
    return AbovePanel(
        name=Link(name, url),
        chain=_chain(actor, framework, day),
        same=ngettext("%(count)d rule is the same as above.", "%(count)d rules are the same as above.", taken)
        % {"count": taken},
        differences=tuple(_shown(actor, framework, one, drafting=drafting) for one in found),
        hidden=_("What was taken over from it stays. Choose another level above in a new version.")
        if above.hidden
        else "",
        newer=tuple(_changed(actor, one) for one in newer.changes) if newer else (),
        newer_told=_newer_told(newer) if newer else "",
        newer_actions=_follow(actor, framework, newer),
        actions=_panel_actions(actor, framework, found) if drafting else (),
        no_level="",
    )


def level_page(actor: Actor, framework: Framework, form: Any) -> LevelPage:
    """Choose the level above."""
    return LevelPage(
        title=_("What does this framework follow?"),
        intro=words.version_name(framework),
        crumbs=(wording.home_crumb(actor), wording.crumb(actor, framework)),
        form=form,
        submit=_("Follow this"),
        cancel_url=_address(actor, framework),
        submit_note=_("Rules that mean the same are tied to each other. The rest you choose one by one."),
        help=(
            Help(
                title=_("Levels"),
                text=_(
                    "The national base stands at the top. A region or sector may build on it, then an "
                    "authority, then a department. Each may ask more or depart, and says why."
                ),
            ),
        ),
    )


def reason_page(
    actor: Actor, framework: Framework, form: Any, *, above: PolicyRule | None, own: PolicyRule | None
) -> ReasonPage:
    """Say why; with the sentence above and the own one beside each other."""
    return ReasonPage(
        title=_("Why is rule %(code)s other than above?") % {"code": own.code}
        if own
        else _("Do not take over rule %(code)s") % {"code": above.code if above else ""},
        intro=words.version_name(framework),
        crumbs=(wording.home_crumb(actor), wording.crumb(actor, framework)),
        form=form,
        submit=_("Save"),
        cancel_url=_address(actor, framework),
        above=_sentence(above),
        own=_sentence(own, actor),
        draft_key=f"reason:{framework.public_id}:{own.id if own else above.id if above else ''}",
    )


def _without(actor: Actor, framework: Framework, *, drafting: bool) -> AbovePanel:
    return AbovePanel(
        name=None,
        chain="",
        same="",
        differences=(),
        hidden="",
        newer=(),
        newer_told="",
        newer_actions=(),
        actions=(_choose(actor, framework, primary=True),) if drafting else (),
        no_level=_("This framework follows no other. Every rule is its own."),
    )


def _chain(actor: Actor, framework: Framework, day: date) -> str:
    levels = queries.levels_above(framework, day)
    if len(levels) < 2:
        return ""
    return " ← ".join(wording.above_in_words(one, actor)[0] for one in levels)


def _shown(actor: Actor, framework: Framework, one: Difference, *, drafting: bool) -> ShownDifference:
    lacks = one.kind != "open" and not one.reason.strip()
    return ShownDifference(
        badge=wording.relation_badge(one.kind),
        above=_coded(one.above),
        own=_coded(one.own, actor),
        reason=one.reason,
        lacks_reason=lacks,
        actions=_difference_actions(actor, framework, one) if drafting else (),
    )


def _difference_actions(actor: Actor, framework: Framework, one: Difference) -> tuple[Action, ...]:
    if one.own is not None:
        address = reverse("policy:rule_relate", args=[actor.slug, one.own.id])
        label = _("Change the reason") if one.reason else _("Say why")
        return (Action(label=label, url=address, icon="edit", kind="quiet"),)
    assert one.above is not None
    take = Action(
        label=_("Take over"),
        url=reverse("policy:framework_take_over", args=[actor.slug, framework.public_id]),
        icon="copy",
        kind="quiet",
        post=True,
        hidden=(("rule", one.above.id),),
    )
    leave = Action(
        label=_("Leave out, and say why") if one.kind == "open" else _("Change the reason"),
        url=reverse("policy:framework_leave_out", args=[actor.slug, framework.public_id, one.above.id]),
        icon="remove" if one.kind == "open" else "edit",
        kind="quiet",
    )
    return take, leave


def _panel_actions(actor: Actor, framework: Framework, found: tuple[Difference, ...]) -> tuple[Action, ...]:
    still = [one for one in found if one.kind == "open"]
    other = _choose(actor, framework, primary=False)
    if not still:
        return (other,)
    everything = Action(
        label=_("Take over everything that is still open"),
        url=reverse("policy:framework_take_over", args=[actor.slug, framework.public_id]),
        icon="copy",
        kind="primary",
        post=True,
    )
    return everything, other


def _follow(actor: Actor, framework: Framework, newer: Newer | None) -> tuple[Action, ...]:
    if newer is None or not actor.may("frameworks.draft"):
        return ()
    return (
        Action(
            label=_("Take this over in the draft")
            if framework.draft
            else _("Make a draft that takes this over"),
            url=reverse("policy:framework_follow", args=[actor.slug, framework.public_id]),
            icon="copy",
            kind="primary",
            post=True,
        ),
    )


def _newer_told(newer: Newer) -> str:
    count = len(newer.changes)
    if not count:
        return _("There is a newer version above. It asks the same.")
    told = ngettext(
        "Something changed above: %(count)d rule differs from what this framework was written against.",
        "Something changed above: %(count)d rules differ from what this framework was written against.",
        count,
    )
    return told % {"count": count}


def _changed(actor: Actor, one: Change) -> ShownChange:
    return ShownChange(wording.change_badge(one), _sentence(one.older, actor), _sentence(one.newer, actor))


def _choose(actor: Actor, framework: Framework, *, primary: bool) -> Action:
    return Action(
        label=_("Choose what this framework follows") if primary else _("Follow something else"),
        url=reverse("policy:framework_above", args=[actor.slug, framework.public_id]),
        icon="organisation",
        kind="primary" if primary else "quiet",
    )


def _coded(rule: PolicyRule | None, actor: Actor | None = None) -> str:
    return "" if rule is None else f"{rule.code}: {_sentence(rule, actor)}"


def _sentence(rule: PolicyRule | None, actor: Actor | None = None) -> str:
    """In words; departments by their names only within the own authority."""
    if rule is None:
        return ""
    if actor is None:
        return words.unbroken(words.in_words(sentence(rule)))
    return words.told_rules(actor.organisation_id, (rule,))[rule.id]


def _address(actor: Actor, framework: Framework) -> str:
    return reverse("policy:framework", args=[actor.slug, framework.public_id])
