"""What the home, the search and other pages learn of the procurement calendar."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
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
from meerwaarde.platform.layout.notation import format_euro, shortened
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.pages import calendar_words as words


@dataclass(frozen=True)
class LinesSection:
    """Lines of the calendar on the page of something else."""

    table: Table
    actions: tuple[Action, ...] = ()


@slots.navigation.register("procurement.calendar", order=41)
def navigation(actor: Actor) -> list[NavItem]:
    """The calendar, for who may read it."""
    if not actor.may("calendar.read"):
        return []
    return [
        NavItem(
            label=_("Procurement calendar"),
            url=reverse("calendar:quarters", args=[actor.slug]),
            icon="day",
            group="procurement",
        )
    ]


@slots.waits.register("procurement.calendar", order=24)
def waits(actor: Actor) -> list[Wait]:
    """Contracts that end within the lead time while nothing has begun."""
    return [
        Wait(
            label=one.title,
            url=reverse("calendar:line", args=[actor.slug, one.public_id]),
            note=_("The contract ends on %(day)s and nothing has begun yet.") % {"day": words.ends_on(one)},
            icon="day",
            due=one.current_contract_ends_on,
        )
        for one in queries.must_begin(actor, timezone.localdate(), most=10)
    ]


@slots.key_figures.register("procurement.calendar", order=24)
def figures(actor: Actor) -> list[Kpi]:
    """What is expected in this quarter and the three after it."""
    if not actor.may("calendar.read"):
        return []
    found = queries.calendar_figures(actor, timezone.localdate())
    if not found.count:
        return []
    return [
        Kpi(
            label=_("Expected in a year"),
            value=format_euro(found.cents, words.language()),
            note=_("%(count)s procurements in four quarters, of which %(public)s public.")
            % {"count": found.count, "public": found.public},
            icon="day",
            url=reverse("calendar:quarters", args=[actor.slug]),
        )
    ]


@slots.page_sections.register("procurement.calendar", order=42)
def of_subject(actor: Actor, subject: slots.Subject) -> list[Section]:
    """What is expected in a category, on the page of that category."""
    if subject.kind != "category" or not actor.may("calendar.read"):
        return []
    found = queries.lines_of_category(actor, subject.public_id)
    if not found:
        return []
    return [
        Section(
            title=_("Expected procurements in this category"),
            template="procurement/parts/section.html",
            content=LinesSection(_table(actor, found)),
            icon="day",
            anchor="calendar",
        )
    ]


@slots.thread_links.register("procurement.calendar", order=42)
def links(actor: Actor, subject: slots.Subject) -> list[ThreadNode]:
    """From a procurement back to the line from which it was begun."""
    if subject.kind != "procurement" or not actor.may("calendar.read"):
        return []
    found = queries.line_of_procurement(actor, subject.public_id)
    if found is None:
        return []
    return [
        ThreadNode(
            kind=_("Expected procurement"),
            label=shortened(found.title, 60),
            url=reverse("calendar:line", args=[actor.slug, found.public_id]),
            icon="day",
            rank=45,
        )
    ]


@slots.kind_names.register("procurement.calendar", order=41)
def kinds() -> list[KindName]:
    """What a hit in the search is."""
    return [
        KindName(
            kind="expectedprocurement",
            label=_("Expected procurement"),
            plural=_("Expected procurements"),
            permission="calendar.read",
            icon="day",
        )
    ]


@slots.search_documents.register("procurement.calendar", order=41)
def documents(actor: Actor) -> list[SearchDocument]:
    """Every line that was not dropped."""
    return [SearchDocument(**asdict(one)) for one in queries.all_lines_findable(actor)]


def _table(actor: Actor, found: list[queries.ExpectedProcurement]) -> Table:
    return Table(
        caption=_("Expected procurements"),
        caption_hidden=True,
        columns=(
            Column(label=_("Procurement")),
            Column(label=_("Quarter"), compact=True),
            Column(label=_("Value"), numeric=True),
            Column(label=_("State")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=one.title, url=reverse("calendar:line", args=[actor.slug, one.public_id])),
                    Cell(text=words.quarter_short(one)),
                    Cell(text=words.worth(one)),
                    Cell(badge=words.line_badge(one.state)),
                )
            )
            for one in found
        ),
    )


exporters.register("expectedprocurement", queries.lines_for_dossier)
link_kind("expectedprocurement", "calendar:line", "calendar.read")
name_kind("expectedprocurement", queries.names_of_lines)
