"""Where the money went: one year beside the year before, and the way to the lines under each figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.charts import Chart, Series, line
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    EmptyState,
    Help,
    Kpi,
    Link,
    Page,
    Row,
    Table,
)
from meerwaarde.stages.spend.pages.words import euro_of, month_name, number_of
from meerwaarde.stages.spend.queries.figures import NOT_TOLD, Figures, Part


@dataclass(frozen=True, kw_only=True)
class FiguresPage(Page):
    """One year of spend."""

    years: tuple[tuple[Link, bool], ...]
    """Each year with lines, and whether it is the one shown."""
    kpis: tuple[Kpi, ...]
    chart: Chart | None
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    empty: EmptyState | None


def figures_page(actor: Actor, figures: Figures | None) -> FiguresPage:
    """The figures of one year, or what to do where nothing counts yet."""
    return FiguresPage(
        title=_("Where the money went"),
        intro=_("What your authority paid, from the files that finance confirmed."),
        actions=_actions(actor),
        years=() if figures is None else _years(actor, figures),
        kpis=() if figures is None else _kpis(actor, figures),
        chart=None if figures is None else _months(figures),
        tables=() if figures is None else _tables(actor, figures),
        notes=() if figures is None else tuple(_notes(figures)),
        empty=_empty(actor) if figures is None else None,
        help=(
            Help(
                title=_("What do these figures say?"),
                points=(
                    _("They are amounts paid or invoiced, as the financial system tells them."),
                    _("Not all of it is procurement: subsidies or transfers may be among it."),
                    _("Who a creditor really is, is not settled yet: one firm may stand under two names."),
                ),
            ),
        ),
    )


def lines_url(actor: Actor, **asked: object) -> str:
    """The address of the lines under a figure; "" for who may see no lines."""
    if not actor.may("spend.lines"):
        return ""
    given = {name: value for name, value in asked.items() if value not in ("", None)}
    return f"{reverse('spend:lines', args=[actor.slug])}?{urlencode(given)}"


def _actions(actor: Actor) -> tuple[Action, ...]:
    if not actor.may("spend.import"):
        return ()
    files = Action(
        label=_("Files of payments"), url=reverse("spend:batches", args=[actor.slug]), icon="upload"
    )
    return (files,)


def _years(actor: Actor, figures: Figures) -> tuple[tuple[Link, bool], ...]:
    here = reverse("spend:figures", args=[actor.slug])
    return tuple((Link(str(year), f"{here}?jaar={year}"), year == figures.year) for year in figures.years)


def _kpis(actor: Actor, figures: Figures) -> tuple[Kpi, ...]:
    year = figures.year
    without = figures.without_category
    return (
        Kpi(
            label=_("Paid in %(year)s") % {"year": year},
            value=euro_of(figures.cents),
            note=_beside(figures),
            icon="spend",
            url=lines_url(actor, jaar=year),
        ),
        Kpi(
            label=_("Creditors"),
            value=number_of(figures.creditors),
            note=_("the ten largest: %(share)s of the money") % {"share": share(figures.top_cents, figures)},
            icon="supplier",
        ),
        Kpi(
            label=_("Without a category"),
            value=share(without, figures),
            note=euro_of(without),
            icon="help",
            share=_part(without, figures),
            url=lines_url(actor, jaar=year, categorie=NOT_TOLD),
        ),
    )


def _beside(figures: Figures) -> str:
    if figures.before is None:
        return _("nothing of %(year)s counts yet") % {"year": figures.year - 1}
    difference = figures.cents - figures.before
    if difference >= 0:
        return _("%(amount)s more than in %(year)s") % {
            "amount": euro_of(difference),
            "year": figures.year - 1,
        }
    return _("%(amount)s less than in %(year)s") % {"amount": euro_of(-difference), "year": figures.year - 1}


def _months(figures: Figures) -> Chart:
    names = [month_name(f"{figures.year}-{month:02}", short=True).split()[0] for month in range(1, 13)]
    series = [Series(str(figures.year), _euros(figures.months))]
    if figures.before is not None:
        series.append(Series(str(figures.year - 1), _euros(figures.months_before)))
    known = [value for one in series for value in one.values if value is not None]
    return line(
        "spend-months",
        _("Euros per month"),
        _("What was paid per month in %(year)s, beside the year before.") % {"year": figures.year},
        names,
        series,
        first_heading=_("Month"),
        floor=min(0.0, *known),
        say=lambda value: euro_of(round(value * 100)),
    )


def _euros(months: Sequence[int | None]) -> tuple[float | None, ...]:
    return tuple(None if cents is None else cents / 100 for cents in months)


def _tables(actor: Actor, figures: Figures) -> tuple[Table, ...]:
    year = figures.year
    months = tuple(
        Row(
            (
                Cell(text=month_name(f"{year}-{month:02}"), url=lines_url(actor, jaar=year, maand=month)),
                Cell(
                    text="" if cents is None else euro_of(cents), note=_("no lines") if cents is None else ""
                ),
                Cell(text="" if cents is None else share(cents, figures)),
            )
        )
        for month, cents in enumerate(figures.months, 1)
    )
    tables = [
        _table(
            actor,
            figures,
            (_("By department"), "afdeling", _("Department not told")),
            figures.departments,
        ),
        _table(actor, figures, (_("By category"), "categorie", _("Without a category")), figures.categories),
    ]
    if figures.top:
        tables.append(_table(actor, figures, (_("Largest creditors"), "leverancier", ""), figures.top))
    tables.append(Table(caption=_("By month"), columns=_columns(_("Month")), rows=months))
    return tuple(tables)


def _table(actor: Actor, figures: Figures, words: tuple[str, str, str], parts: Sequence[Part]) -> Table:
    """One table; `words` are its caption, the name of the filter, and what stands for lines without it."""
    caption, name, not_told = words
    rows = [
        Row(
            (
                Cell(
                    text=part.name or not_told,
                    url=lines_url(actor, jaar=figures.year, **{name: part.name or NOT_TOLD}),
                    note=ngettext("%(number)s line", "%(number)s lines", part.lines)
                    % {"number": number_of(part.lines)},
                ),
                Cell(text=euro_of(part.cents)),
                Cell(text=share(part.cents, figures)),
            )
        )
        for part in parts
    ]
    rest = figures.cents - sum(part.cents for part in parts)
    if rest:
        rows.append(
            Row((Cell(text=_("All others")), Cell(text=euro_of(rest)), Cell(text=share(rest, figures))))
        )
    headings = {"afdeling": _("Department"), "categorie": _("Category"), "leverancier": _("Supplier")}
    return Table(caption=caption, columns=_columns(headings[name]), rows=tuple(rows))


def _columns(first: str) -> tuple[Column, ...]:
    return (
        Column(label=first),
        Column(label=_("Amount"), numeric=True),
        Column(label=_("Share"), numeric=True),
    )


def _notes(figures: Figures) -> list[str]:
    files = ngettext(
        "These figures rest on %(number)s file that finance confirmed.",
        "These figures rest on %(number)s files that finance confirmed.",
        figures.files,
    )
    notes = [files % {"number": number_of(figures.files)}]
    for code, lines, cents in figures.other_currencies:
        told = ngettext(
            "%(number)s line in %(code)s (%(amount)s) is not in these totals.",
            "%(number)s lines in %(code)s (%(amount)s) are not in these totals.",
            lines,
        )
        notes.append(told % {"number": number_of(lines), "code": code, "amount": number_of(cents / 100)})
    return notes


def _empty(actor: Actor) -> EmptyState:
    if actor.may("spend.import"):
        return EmptyState(
            title=_("Nothing counts yet"),
            text=_("Bring in a file of payments and confirm it. Then you see here where the money went."),
            action=Action(
                label=_("Bring in a file"),
                url=reverse("spend:upload", args=[actor.slug]),
                icon="upload",
                kind="primary",
            ),
        )
    return EmptyState(
        title=_("Nothing counts yet"),
        text=_("Finance brings in the payments. Ask your financial controller for a file of the past year."),
    )


def share(cents: int, figures: Figures) -> str:
    """A part of the total in whole percents; a dash where there is no total."""
    return "–" if figures.cents <= 0 else f"{number_of(round(100 * cents / figures.cents))}%"


def _part(cents: int, figures: Figures) -> float | None:
    return None if figures.cents <= 0 else min(1.0, max(0.0, cents / figures.cents))
