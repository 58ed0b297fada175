"""The pages of the matrix: the whole, a cell, a category."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    Event,
    FormPage,
    Help,
    Kpi,
    Level,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_moment
from meerwaarde.rules.ambition import LEVELS, THEMES
from meerwaarde.rules.categories import Coverage
from meerwaarde.rules.compliance.sentences import level_name
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.law import Law
from meerwaarde.rules.themes import theme_info
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.forms.matrix import CellForm, MatrixFilterForm
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.conflict import Conflict
from meerwaarde.stages.policy.pages.matrix import drawn
from meerwaarde.stages.policy.pages.matrix.picture import (
    Picture,
    cell_address,
    clusters_of,
    counted,
    level_said,
    picture,
)
from meerwaarde.stages.policy.queries import Category, MatrixEntry

SHOWN_HISTORY = 3
"""So many earlier entries stand beside the matrix; the page of the cell has them all."""


@dataclass(frozen=True, kw_only=True)
class MatrixPage(Page):
    """The matrix with its filters, its totals and what one can take along."""

    filters: MatrixFilterForm
    filters_used: bool
    filters_time: bool
    """Something of another day is asked."""
    clear_url: str
    picture: Picture
    head: SafeString
    body: SafeString
    foot: SafeString
    found: str
    state: str
    now_url: str
    legend: tuple[tuple[SafeString, str], ...]
    figures: tuple[Kpi, ...]
    downloads: tuple[Action, ...]
    last: str
    coverage: tuple[Definition, ...]
    archived: tuple[tuple[str, str], ...]
    empty: EmptyState | None


@dataclass(frozen=True, kw_only=True)
class CellPage(Page):
    """One cell: what is possible, who said so when and why, and a form to change it."""

    category: str
    category_url: str
    theme: str
    theme_icon: str
    theme_explained: str
    level: Level | None
    level_meaning: str
    mark: SafeString
    opportunity: str
    examples: tuple[str, ...]
    by: str
    reason: str
    web_url: str = ""
    history: tuple[Event, ...]
    earlier: tuple[CellVersion, ...] = ()
    more: str = ""
    url: str
    form: CellForm | None
    back: str = ""
    matrix_url: str = ""
    conflict: Conflict | None = None
    opened: bool = False


@dataclass(frozen=True)
class CellVersion:
    """What stood in the cell before, with the way to put it back."""

    said: str
    by: str
    opportunity: str
    reason: str
    restore: Action | None


@dataclass(frozen=True, kw_only=True)
class CategoryPage(Page):
    """One category: its row, what belongs to it, and what happened."""

    row: Table
    facts: tuple[Definition, ...]
    history: tuple[Event, ...]
    archived: str = ""


@dataclass(frozen=True, kw_only=True)
class CategoryFormPage(FormPage):
    """The form of a category."""

    conflict: Conflict | None = None
    extra: tuple[Help, ...] = field(default=())


def matrix_page(actor: Actor, form: MatrixFilterForm) -> MatrixPage:
    """The whole page. Every read has a fixed number of queries, whatever the size of the matrix."""
    wanted = form.wanted()
    asked = form.asked
    shown = picture(actor, wanted, asked)
    home = reverse("policy:matrix", args=[actor.slug])
    last = queries.last_written(actor)
    in_use = queries.categories(actor)
    return MatrixPage(
        title=_("Matrix: what is possible per category"),
        intro=_(
            "A picture of where societal value can be won. It inspires and never forbids: "
            "more is always possible."
        ),
        actions=_matrix_actions(actor, bool(in_use)),
        filters=form,
        filters_used=wanted.used,
        filters_time=bool(asked.get("op") or asked.get("sinds")),
        clear_url=home,
        picture=shown,
        head=drawn.table_head(shown),
        body=drawn.table_body(shown),
        foot=drawn.table_foot(shown),
        found=counted(shown),
        state=shown.state,
        now_url=f"{home}?{urlencode({k: v for k, v in asked.items() if k != 'op'})}",
        legend=tuple((drawn.mark(level), name) for level, name in zip(LEVELS, shown.legend, strict=True)),
        figures=_figures(shown, bool(wanted.since)),
        downloads=_downloads(actor, asked) if shown.rows else (),
        last=_last(last),
        coverage=_coverage(queries.cpv_coverage(in_use)) if actor.may("matrix.write") and in_use else (),
        archived=tuple(
            (one.name, reverse("policy:category", args=[actor.slug, one.public_id]))
            for one in (queries.archived_categories(actor) if actor.may("matrix.write") else ())
        ),
        empty=None if shown.rows else _nothing(actor, used=wanted.used, any_at_all=bool(in_use), home=home),
    )


def filter_form(actor: Actor, given: Mapping[str, Any]) -> MatrixFilterForm:
    """The filters, with the clusters that this authority uses."""
    return MatrixFilterForm(given, clusters=clusters_of(queries.categories(actor)))


def cell_page(
    actor: Actor,
    category: Category,
    theme: Theme,
    form: CellForm | None = None,
    *,
    back: str = "",
    conflict: Conflict | None = None,
    shortly: bool = False,
) -> CellPage:
    """One cell; `back` is the filter to return to. `shortly` is for beside the matrix."""
    found = queries.cell_history(actor, category, theme)
    now = found[0] if found and found[0].current else None
    earlier = [one for one in found if one is not now]
    home = reverse("policy:matrix", args=[actor.slug])
    address = cell_address(actor, category.public_id, theme)
    info = theme_info(Law.on(timezone.localdate()), theme)
    may = actor.may("matrix.write") and category.archived_at is None
    if form is None and may:
        form = CellForm(initial=CellForm.typed_from(now), labels=level_labels(theme))
    return CellPage(
        title=f"{category.name}: {words.theme_in_words(theme)}",
        crumbs=(
            Crumb(_("Matrix"), home),
            Crumb(category.name, reverse("policy:category", args=[actor.slug, category.public_id])),
        ),
        category=category.name,
        category_url=reverse("policy:category", args=[actor.slug, category.public_id]),
        theme=words.theme_in_words(theme),
        theme_icon=words.theme_icon(theme),
        theme_explained=words.in_words(info.description),
        level=Level(now.level, words.in_words(level_name(now.level))) if now else None,
        level_meaning=words.in_words(info.levels[now.level].meaning) if now else _("Nothing agreed"),
        mark=drawn.mark(now.level if now else None),
        opportunity=now.opportunity if now else "",
        examples=tuple(now.examples) if now else (),
        by=written_by(now) if now else "",
        reason=now.reason if now else "",
        history=(),
        earlier=_versions(actor, earlier[:SHOWN_HISTORY] if shortly else earlier, may=may),
        more=_more(len(earlier) - SHOWN_HISTORY) if shortly and len(earlier) > SHOWN_HISTORY else "",
        url=address,
        form=form if may else None,
        back=back,
        matrix_url=f"{home}?{back}" if back else home,
        conflict=conflict,
        opened=bool(form and form.is_bound) or now is None,
    )


def level_labels(theme: Theme) -> list[str]:
    """What each level asks of this theme, for the choice in a form."""
    info = theme_info(Law.on(timezone.localdate()), theme)
    return [f"{one.level} · {words.in_words(one.meaning)}" for one in info.levels]


def category_page(actor: Actor, category: Category) -> CategoryPage:
    """One category with everything that was ever written for it."""
    entries = {one.theme: one for one in queries.current_entries(actor, [category])}
    home = reverse("policy:matrix", args=[actor.slug])
    return CategoryPage(
        title=category.name,
        intro=category.explanation or _("A category of the matrix."),
        crumbs=(Crumb(_("Matrix"), home),),
        actions=_category_actions(actor, category),
        badge=Badge(label=_("Archived"), tone=Tone.NEUTRAL) if category.archived_at else None,
        row=Table(
            caption=_("What is possible per theme"),
            caption_hidden=True,
            columns=(
                Column(label=_("Theme")),
                Column(label=_("Level")),
                Column(label=_("What is possible here?")),
                Column(label=_("Examples")),
            ),
            rows=tuple(_theme_row(actor, category, theme, entries.get(theme)) for theme in THEMES),
        ),
        facts=_category_facts(actor, category),
        history=tuple(_event(actor, category, one) for one in queries.row_history(actor, category)),
        archived=_("This category is archived. It stands in no matrix, and what was written stays.")
        if category.archived_at
        else "",
    )


def category_form_page(
    actor: Actor, form: Any, category: Category | None = None, conflict: Conflict | None = None
) -> CategoryFormPage:
    """The form for a new category, or for one that exists."""
    home = reverse("policy:matrix", args=[actor.slug])
    crumbs: tuple[Crumb, ...] = (Crumb(_("Matrix"), home),)
    cancel = home
    if category is not None:
        cancel = reverse("policy:category", args=[actor.slug, category.public_id])
        crumbs = (*crumbs, Crumb(category.name, cancel))
    return CategoryFormPage(
        title=_("Change category") if category else _("Add a category"),
        crumbs=crumbs,
        form=form,
        submit=_("Save category"),
        cancel_url=cancel,
        draft_key=f"category:{category.public_id if category else 'new'}",
        conflict=conflict,
        help=(
            Help(
                title=_("Which CPV codes?"),
                points=(
                    _("A short beginning holds a whole branch: 90 is all of waste and cleaning."),
                    _("A longer beginning wins from a shorter one, also at another category."),
                    _("The same beginning cannot stand at two categories."),
                ),
            ),
        ),
    )


def written_by(entry: MatrixEntry) -> str:
    """ "Pia Prins, 22 november 2026 10:30", with where it came from."""
    who = entry.written_by.person.name if entry.written_by else _("The system")
    when = format_moment(entry.written_at, words.language())
    origins = {
        "default": _("from the shipped list"),
        "import": _("from a file"),
        "web": _("agreed in an ambition web"),
    }
    said = f"{who}, {when}"
    return f"{said}, {origins[entry.origin]}" if entry.origin in origins else said


def _versions(actor: Actor, earlier: Sequence[MatrixEntry], *, may: bool) -> tuple[CellVersion, ...]:
    return tuple(
        CellVersion(
            said=level_said(one.level),
            by=written_by(one),
            opportunity=one.opportunity,
            reason=one.reason,
            restore=Action(
                label=_("Put back"),
                url=reverse("policy:entry_restore", args=[actor.slug, one.public_id]),
                post=True,
                kind="quiet",
                icon="previous",
            )
            if may
            else None,
        )
        for one in earlier
    )


def _more(count: int) -> str:
    return ngettext("And %(count)d earlier one", "And %(count)d earlier ones", count) % {"count": count}


def _event(actor: Actor, category: Category, entry: MatrixEntry) -> Event:
    return Event(
        moment=entry.written_at,
        title=f"{words.theme_in_words(entry.theme)}: {level_said(entry.level)}",
        text=entry.reason,
        url=cell_address(actor, category.public_id, entry.theme),
        icon=words.theme_icon(entry.theme),
        by=written_by(entry).partition(",")[0],
    )


def _theme_row(actor: Actor, category: Category, theme: Theme, entry: MatrixEntry | None) -> Row:
    return Row(
        (
            Cell(text=words.theme_in_words(theme), url=cell_address(actor, category.public_id, theme)),
            Cell(level=Level(entry.level, words.in_words(level_name(entry.level))))
            if entry
            else Cell(text=_("Nothing agreed")),
            Cell(text=entry.opportunity if entry else ""),
            Cell(text="; ".join(entry.examples) if entry else ""),
        )
    )


def _category_facts(actor: Actor, category: Category) -> tuple[Definition, ...]:
    named = []
    for beginning in category.cpv:
        name = queries.cpv_name(beginning, words.language())
        named.append(f"{beginning} {name}" if name else beginning)
    return (
        Definition(term=_("Cluster"), text=category.cluster),
        Definition(term=_("CPV codes that begin with"), items=tuple(named)),
    )


def _category_actions(actor: Actor, category: Category) -> tuple[Action, ...]:
    if not actor.may("matrix.write"):
        return ()

    def leads(name: str) -> str:
        return reverse(f"policy:category_{name}", args=[actor.slug, category.public_id])

    if category.archived_at:
        return (Action(label=_("Put back"), url=leads("restore"), post=True, kind="primary"),)
    return (
        Action(label=_("Change category"), url=leads("edit"), icon="edit"),
        Action(label=_("Archive"), url=leads("archive"), post=True, kind="quiet"),
    )


def _matrix_actions(actor: Actor, filled: bool) -> tuple[Action, ...]:
    changes = Action(
        label=_("What changed"), url=reverse("policy:matrix_changes", args=[actor.slug]), icon="clock"
    )
    if not actor.may("matrix.write"):
        return (changes,) if filled else ()
    return (
        Action(
            label=_("Add a category"),
            url=reverse("policy:category_new", args=[actor.slug]),
            icon="add",
            kind="primary",
        ),
        Action(label=_("Read a file"), url=reverse("policy:matrix_import", args=[actor.slug]), icon="upload"),
        Action(label=_("Shipped list"), url=reverse("policy:matrix_default", args=[actor.slug]), icon="copy"),
        *((changes,) if filled else ()),
    )


def _downloads(actor: Actor, asked: Mapping[str, str]) -> tuple[Action, ...]:
    query = f"?{urlencode(asked)}" if asked else ""

    def one(form: str, label: str) -> Action:
        url = reverse("policy:matrix_export", args=[actor.slug, form])
        return Action(label=label, url=f"{url}{query}", icon="download", kind="quiet")

    return (
        one("pdf", _("Poster (PDF, A3)")),
        one("png", _("Picture (PNG)")),
        one("xlsx", _("Excel")),
        one("csv", _("CSV")),
    )


def _figures(shown: Picture, since: bool) -> tuple[Kpi, ...]:
    cells = shown.count * len(THEMES)
    figures = [
        Kpi(
            label=_("Promising cells"),
            value=str(shown.promising),
            note=_("level 2 or 3, of %(count)d") % {"count": cells},
            icon="ambitions",
            share=shown.promising / cells if cells else None,
        )
    ]
    if shown.rows:
        best = max(shown.columns, key=lambda column: column.promising)
        top = max(shown.rows, key=lambda row: row.total)
        figures += [
            Kpi(
                label=_("Theme with most promise"),
                value=best.short,
                note=_("promising in %(count)d categories") % {"count": best.promising},
                icon=words.theme_icon(best.theme),
            ),
            Kpi(
                label=_("Category with most to win"),
                value=top.name,
                note=_("all levels together: %(total)d of 18") % {"total": top.total},
                icon="procurement",
                url=top.url,
            ),
        ]
    if since:
        figures.append(Kpi(label=_("Changed cells"), value=str(shown.changed), icon="clock"))
    return tuple(figures)


def _last(entry: MatrixEntry | None) -> str:
    return _("Last changed: %(by)s") % {"by": written_by(entry)} if entry else ""


def _coverage(found: Coverage | None) -> tuple[Definition, ...]:
    if found is None:
        return ()

    def named(divisions: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"{one} {queries.cpv_name(one, words.language()) or ''}".strip() for one in divisions)

    return (
        Definition(term=_("No category"), items=named(found.none)),
        Definition(term=_("Only a part has a category"), items=named(found.partly)),
    )


def _nothing(actor: Actor, *, used: bool, any_at_all: bool, home: str) -> EmptyState:
    if used and any_at_all:
        return EmptyState(
            title=_("No category fits these filters"),
            text=_("Choose fewer filters, or another day."),
            action=Action(label=_("Show everything"), url=home),
            drawing="search",
        )
    if not actor.may("matrix.write"):
        return EmptyState(
            title=_("There is no matrix yet"),
            text=_("A policy adviser can make one, with the shipped list as a start."),
        )
    return EmptyState(
        title=_("Your matrix is still empty"),
        text=_("Begin with the shipped list: forty categories with a proposal that you can change."),
        action=Action(
            label=_("Look at the shipped list"),
            url=reverse("policy:matrix_default", args=[actor.slug]),
            kind="primary",
        ),
    )
