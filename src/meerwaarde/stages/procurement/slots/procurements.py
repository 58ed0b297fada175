"""What the pages of other rooms learn of procurements."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    EmptyState,
    KindName,
    Kpi,
    NavItem,
    Row,
    SearchDocument,
    Section,
    Table,
    ThreadNode,
    Wait,
)
from meerwaarde.platform.layout.notation import format_euro, format_percentage
from meerwaarde.rules.lifecycle import ADVISED, DRAFT, SUBMITTED
from meerwaarde.stages.policy.queries import GoalUse, goal_uses
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.pages import MOST_NODES, state_badge


@dataclass(frozen=True)
class ProcurementsSection:
    """The procurements that hang on something, and what can be started from there."""

    table: Table
    actions: tuple[Action, ...] = ()


@slots.navigation.register("procurement.procurements", order=40)
def navigation(actor: Actor) -> list[NavItem]:
    """Procurements, for who may read them."""
    if not actor.may("procurements.read"):
        return []
    return [
        NavItem(
            label=_("Procurements"),
            url=reverse("procurement:list", args=[actor.slug]),
            icon="procurement",
            group="procurement",
        )
    ]


@slots.waits.register("procurement.steps", order=20)
def waits(actor: Actor) -> list[Wait]:
    """The files in which this person has the next step."""
    asked = {
        DRAFT: _("Complete and submit"),
        SUBMITTED: _("Advise"),
        ADVISED: _("Settle the strategy"),
    }
    return [
        Wait(
            label=one.title,
            url=reverse("procurement:detail", args=[actor.slug, one.public_id]),
            note=f"{one.number} · {asked[one.state]}",
            icon="procurement",
            due=one.start_on,
            badge=state_badge(one.state),
        )
        for one in queries.waiting_for(actor)
    ]


@slots.home_actions.register("procurement.start", order=20)
def start(actor: Actor) -> list[Action]:
    """What a client most often comes for is one click away."""
    if not actor.may("procurements.start"):
        return []
    url = reverse("procurement:start", args=[actor.slug])
    return [Action(label=_("Start a procurement"), url=url, icon="add", kind="primary")]


@slots.key_figures.register("procurement.figures", order=20)
def figures(actor: Actor) -> list[Kpi]:
    """How many run, what they are worth, how many aim at social value; nothing where nobody buys yet."""
    if not actor.may("procurements.read"):
        return []
    found, language = queries.figures(actor), get_language() or "nl"
    if not found.running and not actor.may("procurements.start"):
        return []
    running = f"{reverse('procurement:list', args=[actor.slug])}?state={queries.ALL_RUNNING}"
    share = found.share_with_ambition
    return [
        Kpi(label=_("Running procurements"), value=str(found.running), icon="procurement", url=running),
        Kpi(
            label=_("Value of what is running"),
            value=format_euro(found.value_cents, language),
            note=_("Excluding VAT, as far as it is known."),
            icon="spend",
            url=running,
        ),
        Kpi(
            label=_("With ambition on a theme"),
            value="–" if share is None else f"{format_percentage(Decimal(round(share * 100)), language)}%",
            note=_("%(some)s of %(all)s running procurements.")
            % {"some": found.with_ambition, "all": found.running},
            icon="ambitions",
            share=share,
        ),
    ]


@slots.home_sections.register("procurement.running", order=30)
def running(actor: Actor) -> list[Section]:
    """The newest procurements, for who reads along."""
    if not actor.may("procurements.read"):
        return []
    newest = queries.listed(actor, queries.ProcurementFilter())[:5]
    if not newest:
        return []
    return [
        Section(
            title=_("Newest procurements"),
            template="procurement/parts/section.html",
            content=ProcurementsSection(_table(actor, newest, _("Newest procurements"))),
            icon="procurement",
        )
    ]


@slots.page_sections.register("procurement.of_subject", order=40)
def of_subject(actor: Actor, subject: slots.Subject) -> list[Section]:
    """The procurements on the page of a rule or a notice."""
    if not actor.may("procurements.read"):
        return []
    if subject.kind == "rule":
        title = _("Procurements for which this rule holds")
        return [_section(actor, queries.of_rule(actor, subject.public_id), title, ())]
    if subject.kind == "notice":
        title = _("Procurements from this notice")
        return [_section(actor, queries.of_notice(actor, subject.public_id), title, _start(actor, subject))]
    return []


@slots.thread_links.register("procurement.of_subject", order=40)
def links(actor: Actor, subject: slots.Subject) -> list[ThreadNode]:
    """From a goal, a rule or a notice on to the procurements that come of it."""
    found = {
        "goal": queries.of_goal,
        "notice": queries.of_notice,
        "rule": queries.of_rule,
    }.get(subject.kind)
    if found is None:
        return []
    nodes = [
        ThreadNode(
            kind=_("Procurement"),
            label=one.title,
            url=reverse("procurement:detail", args=[actor.slug, one.public_id]),
            icon="procurement",
            rank=50,
        )
        for one in found(actor, subject.public_id)
    ]
    if len(nodes) <= MOST_NODES:
        return nodes
    label = ngettext("%(count)d procurement", "%(count)d procurements", len(nodes)) % {"count": len(nodes)}
    return [ThreadNode(kind=_("Procurement"), label=label, url="#procurements", icon="procurement", rank=50)]


@slots.kind_names.register("procurement", order=40)
def kinds() -> list[KindName]:
    """What a hit in the search is."""
    return [
        KindName(
            kind="procurement",
            label=_("Procurement"),
            plural=_("Procurements"),
            permission="procurements.read",
            icon="procurement",
        )
    ]


@slots.search_documents.register("procurement", order=40)
def documents(actor: Actor) -> list[SearchDocument]:
    """Everything of this stage that may be found."""
    return [SearchDocument(**asdict(one)) for one in queries.everything_findable(actor)]


@goal_uses.register("procurement.procurements", order=40)
def uses(actor: Actor, goals: tuple[str, ...]) -> list[GoalUse]:
    """How many procurements serve each goal."""
    counted = queries.per_goal(actor, goals)
    return [GoalUse(goal, "procurement", counted.get(goal, 0)) for goal in goals]


def _start(actor: Actor, subject: slots.Subject) -> tuple[Action, ...]:
    if not actor.may("procurements.start"):
        return ()
    here = reverse("procurement:start", args=[actor.slug])
    return (
        Action(
            label=_("Start a procurement with this notice"),
            url=f"{here}?aankondiging={subject.public_id}",
            icon="add",
            kind="primary",
        ),
    )


def _section(
    actor: Actor, found: list[queries.Procurement], title: str, actions: tuple[Action, ...]
) -> Section:
    return Section(
        title=title,
        template="procurement/parts/section.html",
        content=ProcurementsSection(_table(actor, found, title), actions),
        icon="procurement",
        anchor="procurements",
    )


def _table(actor: Actor, found: list[queries.Procurement], caption: str) -> Table:
    language = get_language() or "nl"
    return Table(
        caption=caption,
        caption_hidden=True,
        columns=(
            Column(label=_("Procurement")),
            Column(label=_("Value"), numeric=True),
            Column(label=_("State")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(
                        text=one.title,
                        url=reverse("procurement:detail", args=[actor.slug, one.public_id]),
                        note=one.number,
                    ),
                    Cell(text=format_euro(one.value_cents, language) if one.value_cents is not None else ""),
                    Cell(badge=state_badge(one.state)),
                )
            )
            for one in found
        ),
        empty=EmptyState(title=_("No procurements yet"), drawing="paper"),
    )


def _names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these procurements: number and title."""
    found = queries.visible_to(actor).filter(public_id__in=public_ids).order_by()
    rows = found.values_list("public_id", "number", "title")
    return {public_id: f"{number} {title}" for public_id, number, title in rows}


exporters.register("procurement", queries.procurements_for_dossier)
exporters.register("storedadvice", queries.advices_for_dossier)
link_kind("procurement", "procurement:detail", "procurements.read")
name_kind("procurement", _names)
