"""What other rooms learn of explanations: what waits, how often rules are explained, what journals say."""

from __future__ import annotations

from collections.abc import Set

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Kpi, NavItem, Section, Wait
from meerwaarde.rules.compliance import PolicyRule
from meerwaarde.stages.policy.queries import RuleBite, rule_bites
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.pages.explained import explained_section, rules_figure
from meerwaarde.stages.procurement.pages.explanations import explanation_badge


@slots.waits.register("procurement.explanations", order=25)
def waits(actor: Actor) -> list[Wait]:
    """Explanations to judge for who has the mandate, and what was not approved for who wrote it."""
    asked = [
        *((one, _("Judge the explanation")) for one in queries.to_approve(actor, timezone.localdate())),
        *((one, _("Improve the explanation")) for one in queries.to_improve(actor)),
    ]
    return [
        Wait(
            label=_("Rule %(code)s: %(title)s") % {"code": one.rule_code, "title": one.procurement.title},
            url=reverse("explanations:explanation", args=[actor.slug, one.public_id]),
            note=f"{one.procurement.number} · {what}",
            icon="message",
            badge=explanation_badge(one),
        )
        for one, what in asked
    ]


@slots.navigation.register("procurement.register", order=27)
def register_alone(actor: Actor) -> list[NavItem]:
    """For who reads the register and opens no procurements; others come to it from the explanations."""
    if actor.may("procurements.read") or not actor.may("register.read"):
        return []
    url = reverse("explanations:register", args=[actor.slug])
    return [NavItem(label=_("Comply or explain"), url=url, icon="message", group="policy")]


@slots.key_figures.register("procurement.rules", order=30)
def figure(actor: Actor) -> list[Kpi]:
    """What share of the own rules was followed."""
    found = rules_figure(actor) if actor.may("register.read") else None
    return [found] if found else []


@slots.home_sections.register("procurement.explained", order=40)
def section(actor: Actor) -> list[Section]:
    """Satisfied, explained, open: per department, theme and value."""
    content = explained_section(actor) if actor.may("register.read") else None
    if content is None:
        return []
    return [
        Section(
            title=_("Our own rules: followed or explained"),
            template="procurement/parts/explained.html",
            content=content,
            icon="framework",
            anchor="uitleg",
        )
    ]


@rule_bites.register("procurement.procurements", order=40)
def bites(actor: Actor, rules: tuple[PolicyRule, ...]) -> list[RuleBite]:
    """The running procurements that these rules would hold for, and how they stand towards each."""
    return [
        RuleBite(
            rule=one.assessment.rule.id,
            label=one.procurement.title,
            url=reverse("procurement:detail", args=[actor.slug, one.procurement.public_id]),
            standing=one.assessment.standing,
            note=one.procurement.number,
        )
        for one in queries.bitten_by(actor, rules)
    ]


def _names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these explanations: the file and the rule."""
    found = queries.explanations_visible_to(actor).filter(public_id__in=public_ids).order_by()
    rows = found.values_list("public_id", "procurement__number", "rule_code")
    return {public_id: f"{number} {code}" for public_id, number, code in rows}


exporters.register("explanation", queries.explanations_for_dossier)
link_kind("explanation", "explanations:explanation", "procurements.read")
name_kind("explanation", _names)
