"""The organisation as a whole: what the sessions of its departments add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.pictures import Poster
from meerwaarde.platform.documents.sheets import Cell as SheetCell
from meerwaarde.platform.layout.charts import Band, Chart, Series, poster, radar
from meerwaarde.platform.layout.charts.web import hyphenated
from meerwaarde.platform.layout.components import Action, Cell, Column, EmptyState, Kpi, Page, Row, Table
from meerwaarde.rules.ambition_web.aggregation import (
    AreaWhole,
    Result,
    Spread,
    latest_per_group,
    together,
)
from meerwaarde.stages.policy.pages.ambition_webs.web import crumbs
from meerwaarde.stages.policy.pages.ambition_webs.words import day_of, halves, picture
from meerwaarde.stages.policy.pages.words import language
from meerwaarde.stages.policy.queries import ambition_webs as queries
from meerwaarde.stages.policy.queries.ambition_webs import AmbitionWeb, WebSession

ORGANISATION = ""
"""The group of sessions over the web of the organisation itself."""


@dataclass(frozen=True)
class Multiple:
    """The small web of one department, with the way to it."""

    name: str
    url: str
    note: str
    chart: Chart


@dataclass(frozen=True, kw_only=True)
class WholePage(Page):
    """The whole web, the departments beside each other, and the same in a table."""

    chart: Chart | None
    kpis: tuple[Kpi, ...]
    multiples: tuple[Multiple, ...]
    table: Table
    downloads: tuple[Action, ...]
    explanation: str
    empty: EmptyState | None


@dataclass(frozen=True)
class Whole:
    """All settled sessions over generic webs, added up. `own` is what the organisation's own web agreed."""

    web: AmbitionWeb | None
    names: dict[str, str]
    areas: tuple[AreaWhole, ...]
    departments: dict[str, dict[str, Result]]
    sessions: list[WebSession]
    own: dict[str, Result]
    policy: dict[str, int | None]

    def latest(self, department: str) -> WebSession | None:
        """The newest settled session of a department."""
        found = [one for one in self.sessions if one.web.department and one.web.department.code == department]
        return max(found, key=lambda one: (one.settled_at, one.pk), default=None)


def read_whole(actor: Actor) -> Whole:
    """The sum over the departments, in the order of the areas of the organisation's own web."""
    sessions = queries.sessions_of_organisation(actor)
    web = queries.web_of_organisation(actor)
    settled = queries.as_settled(sessions)
    names = {outcome.area.code: outcome.area.name for one in sessions for outcome in one.outcomes.all()}
    own_areas = queries.areas_of_web(web) if web else []
    names |= {area.code: area.name for area in own_areas}
    of_departments = [one for one in settled if one.group != ORGANISATION]
    return Whole(
        web,
        names,
        together(of_departments, [area.code for area in own_areas]),
        latest_per_group(of_departments),
        sessions,
        latest_per_group(one for one in settled if one.group == ORGANISATION).get(ORGANISATION, {}),
        {area.code: area.policy_level for area in own_areas},
    )


def whole_page(actor: Actor) -> WholePage:
    """The page for everybody who reads webs."""
    whole = read_whole(actor)
    return WholePage(
        title=_("The organisation as a whole"),
        intro=_("What the sessions of your departments add up to, area by area."),
        crumbs=crumbs(actor),
        chart=whole_chart(whole),
        kpis=_kpis(whole),
        multiples=_multiples(actor, whole),
        table=_table(whole),
        downloads=_downloads(actor) if whole.departments or whole.own else (),
        explanation=_(
            "Of each department the latest level counts that was agreed for an area. "
            "The middle is the median; what is unknown is not counted as zero."
        ),
        empty=None if whole.departments or whole.own else _nothing(actor),
    )


def whole_chart(whole: Whole) -> Chart | None:
    """The large web: the middle of the departments over its spread, the organisation's own, and policy."""
    codes = [one.code for one in whole.areas]
    lines = [
        Series(_("Middle of the departments"), tuple(_median(one.agreed) for one in whole.areas)),
        Series(_("Agreed for the organisation"), tuple(_agreed(whole.own, code) for code in codes)),
        Series(_("Policy"), tuple(whole.policy.get(code) for code in codes)),
        Series(_("Present, middle of the departments"), tuple(_median(one.present) for one in whole.areas)),
    ]
    known = [one for one in lines if any(value is not None for value in one.values)]
    ranges = tuple(_range(one.agreed) for one in whole.areas)
    band = Band(_("From the lowest to the highest department"), ranges) if any(ranges) else None
    return picture("whole", _("The organisation as a whole"), _names(whole), known, band=band)


def whole_poster(actor: Actor) -> tuple[str, Poster] | None:
    """The large web by itself, and as a poster with its table; None while there is nothing to draw."""
    whole = read_whole(actor)
    chart = whole_chart(whole)
    if chart is None:
        return None
    title = _("Ambition web of %(organisation)s") % {"organisation": actor.organisation_name}
    svg = poster(chart, title, _count(whole))
    header, *rows = whole_rows(whole)
    return svg, Poster(
        title=title,
        language=language(),
        author=actor.organisation_name,
        svg=svg,
        alt=chart.description,
        table_caption=title,
        header=tuple(str(cell) for cell in header),
        rows=tuple(tuple("–" if cell is None else str(cell) for cell in row) for row in rows),
        note=_count(whole),
    )


def whole_rows(whole: Whole) -> list[list[SheetCell]]:
    """The sum as rows for a spreadsheet: a heading, and a row per area with a column per department."""
    departments = sorted(whole.departments)
    titles = {
        one.web.department.code: one.web.department.name for one in whole.sessions if one.web.department
    }
    header: list[SheetCell] = [
        _("Area"),
        _("Policy"),
        _("Agreed for the organisation"),
        _("Middle of the departments"),
        _("Lowest"),
        _("Highest"),
        _("Departments that agreed on it"),
        *(titles.get(code, code) for code in departments),
    ]
    rows: list[list[SheetCell]] = [header]
    for one in whole.areas:
        agreed = one.agreed
        rows.append(
            [
                whole.names.get(one.code, one.code),
                whole.policy.get(one.code),
                _agreed(whole.own, one.code),
                agreed.median if agreed else None,
                agreed.lowest if agreed else None,
                agreed.highest if agreed else None,
                agreed.known if agreed else 0,
                *(_agreed(whole.departments[code], one.code) for code in departments),
            ]
        )
    return rows


def _names(whole: Whole) -> list[str]:
    return [whole.names.get(one.code, one.code) for one in whole.areas]


def _short(name: str) -> str:
    """A name for a small drawing: without what stands in brackets, and breaking where Dutch breaks."""
    return " ".join(hyphenated(word) for word in name.split(" (", maxsplit=1)[0].split())


def _median(spread: Spread | None) -> float | None:
    return None if spread is None else float(spread.median)


def _range(spread: Spread | None) -> tuple[float, float] | None:
    return None if spread is None else (float(spread.lowest), float(spread.highest))


def _agreed(results: dict[str, Result], code: str) -> int | None:
    found = results.get(code)
    return None if found is None else found.agreed


def _count(whole: Whole) -> str:
    return _("%(departments)d departments, %(sessions)d sessions") % {
        "departments": len(whole.departments),
        "sessions": len(whole.sessions),
    }


def _kpis(whole: Whole) -> tuple[Kpi, ...]:
    if not whole.departments:
        return ()
    known = [one for one in whole.areas if one.agreed is not None]
    apart = [one for one in known if one.agreed and one.agreed.highest - one.agreed.lowest >= 2]
    below = [
        one
        for one in known
        if one.agreed
        and (asked := whole.policy.get(one.code)) is not None
        and one.agreed.median < Decimal(asked)
    ]
    return (
        Kpi(label=_("Departments with a settled session"), value=str(len(whole.departments)), icon="people"),
        Kpi(
            label=_("Areas on which departments lie far apart"),
            value=str(len(apart)),
            note=_("Two levels or more between the lowest and the highest."),
            icon="ambitions",
        ),
        Kpi(
            label=_("Areas whose middle lies below policy"),
            value=str(len(below)),
            note=_("Policy as it is loaded in the web of the organisation."),
            icon="framework",
        ),
    )


def _multiples(actor: Actor, whole: Whole) -> tuple[Multiple, ...]:
    names = [_short(name) for name in _names(whole)]
    if len(names) < 3:
        return ()
    found = []
    for code in sorted(whole.departments):
        latest = whole.latest(code)
        if latest is None or latest.web.department is None:
            continue
        results = whole.departments[code]
        values = tuple(_agreed(results, one.code) for one in whole.areas)
        series = [
            Series(latest.web.department.name, values),
            Series(_("Middle of the departments"), tuple(_median(one.agreed) for one in whole.areas)),
        ]
        title = latest.web.department.name
        chart = radar(
            f"department-{code}",
            title,
            _("Levels that %(department)s agreed, beside the middle of all departments.")
            % {"department": title},
            names,
            series,
            first_heading=_("Area"),
            say=halves,
        )
        url = reverse("policy:ambition_web", args=[actor.slug, latest.web.public_id])
        note = _("Last session: %(day)s") % {"day": day_of(latest)}
        found.append(Multiple(title, url, note, chart))
    return tuple(found)


def _table(whole: Whole) -> Table:
    rows: Sequence[AreaWhole] = whole.areas
    return Table(
        caption=_("All areas at a glance"),
        caption_hidden=True,
        columns=(
            Column(label=_("Area")),
            Column(label=_("Policy"), numeric=True),
            Column(label=_("Organisation"), numeric=True),
            Column(label=_("In the middle"), numeric=True),
            Column(label=_("Lowest to highest"), numeric=True),
            Column(label=_("Departments"), numeric=True),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=whole.names.get(one.code, one.code)),
                    Cell(text=_shown(whole.policy.get(one.code))),
                    Cell(text=_shown(_agreed(whole.own, one.code))),
                    Cell(text=halves(one.agreed.median) if one.agreed else _("unknown")),
                    Cell(text=f"{one.agreed.lowest}–{one.agreed.highest}" if one.agreed else "–"),
                    Cell(
                        text=_("%(known)d of %(all)d")
                        % {"known": one.agreed.known if one.agreed else 0, "all": one.groups}
                    ),
                )
            )
            for one in rows
        ),
        empty=EmptyState(
            title=_("Nothing to add up yet"), text=_("Settle a session over the web of a department first.")
        ),
    )


def _shown(level: int | None) -> str:
    return "–" if level is None else str(level)


def _downloads(actor: Actor) -> tuple[Action, ...]:
    def address(form: str) -> str:
        return reverse("policy:ambition_webs_whole_export", args=[actor.slug, form])

    labels = (("pdf", _("Poster (PDF)")), ("png", "PNG"), ("svg", "SVG"), ("xlsx", "Excel"), ("csv", "CSV"))
    files = (Action(label=label, url=address(form), icon="download", kind="quiet") for form, label in labels)
    return (Action(label=_("Print"), prints=True, icon="print", kind="quiet"), *files)


def _nothing(actor: Actor) -> EmptyState:
    return EmptyState(
        title=_("No department has settled a session yet"),
        text=_("Make a web for a department and hold a session over it. Its levels appear here."),
        action=Action(
            label=_("Make the web of a department"),
            url=f"{reverse('policy:ambition_web_new', args=[actor.slug])}?soort=department",
            icon="add",
            kind="primary",
        )
        if actor.may("webs.facilitate")
        else None,
        drawing="people",
    )
