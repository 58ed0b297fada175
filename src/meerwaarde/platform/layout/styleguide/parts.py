"""Example parts: figures, dates, buttons, states, a table, empty states."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.layout import notation
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    DatedItem,
    Definition,
    EmptyState,
    Kpi,
    Level,
    NavItem,
    Row,
    ShareBar,
    Table,
    Tone,
    Wait,
)
from meerwaarde.platform.layout.context import NavEntry
from meerwaarde.platform.layout.styleguide.charts import said
from meerwaarde.platform.layout.styleguide.forms import LEVELS, THEMES


def euro(cents: int) -> str:
    return notation.format_euro(cents, get_language() or "nl")


def navigation(here: str) -> tuple[NavEntry, ...]:
    items = (
        NavItem(label=_("Home"), url=here, icon="home"),
        NavItem(label=_("Goals"), url=here, icon="goal"),
        NavItem(label=_("Framework"), url=here, icon="framework"),
        NavItem(label=_("Procurements"), url=here, icon="procurement"),
        NavItem(label=_("Suppliers"), url=here, icon="supplier"),
    )
    return tuple(NavEntry(item, item.icon == "procurement") for item in items)


def kpis(here: str) -> tuple[Kpi, ...]:
    return (
        Kpi(
            label=_("Running procurements"),
            value="9",
            note=_("3 close within 14 days"),
            icon="procurement",
            url=here,
        ),
        Kpi(
            label=_("Estimated value"), value=euro(3_002_000_000), note=_("Calendar 2026–2027"), icon="spend"
        ),
        Kpi(
            label=_("With societal value"), value="71%", note=_("Goal: 85% in 2027"), icon="goal", share=0.71
        ),
        Kpi(label=_("Promises kept"), value="92%", note=_("11 of 12 promises"), icon="contract", share=0.92),
    )


def shares() -> tuple[ShareBar, ...]:
    reached = (
        ("environment_biodiversity", 2, 3),
        ("climate", 2.4, 3),
        ("circular", 1.6, 2),
        ("supply_chain_responsibility", 1, 2),
        ("diversity_inclusion", 1.8, 2),
        ("social_return", 0.8, 3),
    )
    return tuple(
        ShareBar(
            label=str(THEMES[theme]),
            share=now / wanted,
            value=f"{round(100 * now / wanted)}%",
            note=_("Level %(now)s of ambition %(wanted)s") % {"now": said(now), "wanted": said(wanted)},
            icon=f"theme_{theme}",
        )
        for theme, now, wanted in reached
    )


def dated(here: str) -> tuple[DatedItem, ...]:
    high, middle = Badge(label=_("High"), tone=Tone.POSITIVE), Badge(label=_("Middle"), tone=Tone.WARNING)
    return (
        DatedItem(
            day=date(2026, 11, 27),
            label="Onderhoud openbaar groen 2027–2031",
            url=here,
            note=euro(240_000_000),
            badge=high,
        ),
        DatedItem(
            day=date(2026, 12, 3),
            label="Schoonmaak gemeentelijke gebouwen",
            url=here,
            note=euro(185_000_000),
            badge=high,
        ),
        DatedItem(
            day=date(2026, 12, 15),
            label="Renovatie sporthal De Meent",
            url=here,
            note=euro(395_000_000),
            badge=middle,
        ),
    )


def waits(here: str) -> tuple[Wait, ...]:
    return (
        Wait(
            label=_("Advise on the cleaning of the town hall"),
            url=here,
            due=date(2026, 11, 30),
            note=_("submitted by the client"),
        ),
        Wait(
            label=_("Fill in the measurement of goal 4"),
            url=here,
            icon="measurement",
            badge=Badge(label=_("New"), tone=Tone.INFO),
        ),
    )


def buttons(here: str) -> tuple[Action, ...]:
    return (
        Action(label=_("Save and continue"), url=here, kind="primary"),
        Action(label=_("Print"), url=here, icon="print"),
        Action(label=_("Remove"), url=here, icon="remove", kind="danger", post=True),
        Action(label=_("Not now"), url=here, kind="quiet"),
        Action(label=_("Submit"), why_not=_("First answer the two open questions.")),
    )


def badges() -> tuple[Badge, ...]:
    return (
        Badge(label=_("Draft"), tone=Tone.NEUTRAL),
        Badge(label=_("In preparation"), tone=Tone.INFO),
        Badge(label=_("Adopted"), tone=Tone.POSITIVE),
        Badge(label=_("Waiting"), tone=Tone.WARNING),
        Badge(label=_("Stopped"), tone=Tone.NEGATIVE),
    )


def table(here: str) -> Table:
    published = Badge(label=_("Published"), tone=Tone.POSITIVE)
    preparing = Badge(label=_("In preparation"), tone=Tone.INFO)
    stopped = Badge(label=_("Stopped"), tone=Tone.NEGATIVE)
    these = (
        ("Onderhoud openbaar groen 2027–2031", "Wegen en groen", published, 3, "27-11-2026", 240_000_000),
        (
            "Schoonmaak gemeentelijke gebouwen",
            "Facilitair en catering",
            preparing,
            2,
            "03-12-2026",
            185_000_000,
        ),
        ("Huishoudelijke ondersteuning", "Zorg en welzijn", published, 1, "02-01-2027", 760_000_000),
        ("Inhuur flexibele capaciteit", "Inhuur en advies", stopped, 0, "08-01-2027", 130_000_050),
    )
    return Table(
        caption=_("Procurements"),
        caption_hidden=True,
        columns=(
            Column(label=_("Subject"), sort_url=here),
            Column(label=_("Category"), sort_url=here),
            Column(label=_("State")),
            Column(label=_("Level")),
            Column(label=_("Closes"), sort_url=here, sorted="ascending"),
            Column(label=_("Estimate"), numeric=True),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=name, url=here, note=f"VM-2026-{101 + number}"),
                    Cell(text=category),
                    Cell(badge=badge),
                    Cell(level=Level(level)),
                    Cell(text=closes),
                    Cell(text=euro(cents)),
                )
            )
            for number, (name, category, badge, level, closes, cents) in enumerate(these)
        ),
        previous_url=here,
        next_url=here,
    )


def empties(here: str) -> tuple[EmptyState, ...]:
    add = Action(label=_("Start a procurement"), url=here, icon="add", kind="primary")
    return (
        EmptyState(
            title=_("No procurements yet"),
            text=_("Start with the need: what must it deliver, and for whom?"),
            action=add,
        ),
        EmptyState(
            title=_("Nothing found"), text=_("Try other words, or clear the filters."), drawing="search"
        ),
        EmptyState(
            title=_("Nothing waits for you"),
            text=_("Enjoy it. New tasks appear here by themselves."),
            drawing="done",
        ),
        EmptyState(
            title=_("No colleagues yet"), text=_("Ask the administrator to add them."), drawing="people"
        ),
    )


def definitions(here: str) -> tuple[Definition, ...]:
    return (
        Definition(term=_("Portfolio holder"), text=_("Alderman for Work and Income")),
        Definition(term=_("Source"), text=_("Coalition agreement 2026–2030, page 12"), url=here),
        Definition(term=_("State"), badge=Badge(label=_("Adopted"), tone=Tone.POSITIVE)),
        Definition(term=_("Level"), level=Level(2, str(LEVELS[2]))),
        Definition(term=_("Indicator")),
        Definition(term=_("Serves"), items=(_("More people at work near home"), _("Fewer poor households"))),
    )
