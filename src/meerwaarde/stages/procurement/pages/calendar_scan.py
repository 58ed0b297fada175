"""What a scan found, for people: one line in full, all lines in a list that is sorted and taken along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.sheets import Cell as Value
from meerwaarde.platform.layout.addresses import addresses
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    EmptyState,
    FindingCard,
    InstrumentCard,
    Level,
    ListPage,
    Row,
    Severity,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.platform.work.pages import Progress as WorkProgress
from meerwaarde.platform.work.pages import progress_of
from meerwaarde.platform.work.queries import Job
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.law import Law
from meerwaarde.rules.market_depth import STEP_NAMES
from meerwaarde.rules.procurement_calendar.promise import GRADE_NAMES
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.forms.calendar import CalendarFilterForm
from meerwaarde.stages.procurement.pages import calendar_words as words
from meerwaarde.stages.procurement.pages.advising import instrument_name, route_in_words
from meerwaarde.stages.procurement.queries import CalendarFilter, ExpectedProcurement, Marks

TONES = {"much": Tone.POSITIVE, "some": Tone.INFO, "open": Tone.NEUTRAL}
MOST_CARDS = 6


@dataclass(frozen=True)
class MatrixLevel:
    """What the matrix expects of a theme."""

    icon: str
    name: str
    level: Level
    own: str = ""
    """What somebody chose for this line, where that is another level."""


@dataclass(frozen=True)
class SignalShown:
    """Something that counts, and for how much."""

    points: str
    text: str


@dataclass(frozen=True)
class ScanShown:
    """What the scan of one line found."""

    badge: Badge
    score: str
    signals: tuple[SignalShown, ...]
    unknown: tuple[str, ...]
    route: str
    lighter: str
    fault: str
    findings: tuple[FindingCard, ...]
    instruments: tuple[InstrumentCard, ...]
    asked: tuple[str, ...]
    market: str
    market_now: str
    matrix: tuple[MatrixLevel, ...]
    stale: str
    day: str


@dataclass(frozen=True, kw_only=True)
class ScanPage(ListPage):
    """All lines with what their scan found, most to gain first."""

    progress: WorkProgress | None
    start: Action | None
    stale: str
    never: str
    exports: tuple[Action, ...]


def _own(chosen: queries.LevelExpected | None, matrix: int) -> str:
    if chosen is None or chosen.of_matrix or chosen.level == matrix:
        return ""
    return _("This line: level %(level)d") % {"level": chosen.level}


def promise_badge(scan: Mapping[str, Any] | None) -> Badge | None:
    """How much there is to gain, in words; None where nobody looked yet."""
    if not scan:
        return None
    grade = scan["grade"]
    return Badge(label=words.said(GRADE_NAMES[grade]), tone=TONES[grade])


def scan_shown(
    one: ExpectedProcurement,
    marks: Marks,
    today: date,
    expected: Mapping[Theme, queries.LevelExpected] = MappingProxyType({}),
) -> ScanShown | None:
    """The scan of one line in full; None where there is none. `expected` is how far one means to go."""
    scan = one.scan
    if not scan:
        return None
    law = Law.on(date.fromisoformat(scan["law_day"]))
    stale = queries.stale(one, marks, today)
    badge = promise_badge(scan)
    assert badge is not None
    return ScanShown(
        badge=badge,
        score=_score(scan),
        signals=tuple(
            SignalShown(f"+{points}" if points else "0", _in(text)) for _c, points, text in scan["signals"]
        ),
        unknown=tuple(_in(text) for text in scan["unknown"]),
        route=route_in_words(scan["route"]),
        lighter=_("At the lowest amount: %(route)s.") % {"route": route_in_words(scan["lighter"])}
        if scan["lighter"]
        else "",
        fault=_in(scan["fault"]) if scan["fault"] else "",
        findings=tuple(_finding(each) for each in scan["findings"]),
        instruments=tuple(
            InstrumentCard(name=instrument_name(each["code"], law), fit=each["fit"], why=_in(each["why"]))
            for each in sorted(scan["instruments"], key=lambda each: each["fit"] != "fits")
            if each["fit"] != "no"
        )[:MOST_CARDS],
        asked=tuple(_in(text) for text in scan["asked"]),
        market=_in(scan["market"]["why"]) if scan["market"] else "",
        market_now=_in(scan["market"]["what_now"]) if scan["market"] and scan["market"]["what_now"] else "",
        matrix=tuple(
            MatrixLevel(
                f"theme_{theme}",
                words.said(theme_name(theme)),
                Level(scan["matrix"][theme]),
                _own(expected.get(theme), scan["matrix"][theme]),
            )
            for theme in THEMES
            if scan["matrix"] and theme in scan["matrix"]
        ),
        stale=words.said(stale) if stale else "",
        day=_("Scanned on %(day)s, under the law of %(law)s.")
        % {"day": _day(scan["day"]), "law": _day(scan["law_day"])},
    )


def _score(scan: Mapping[str, Any]) -> str:
    return _("%(points)s of %(highest)s points") % {"points": scan["points"], "highest": scan["highest"]}


def _finding(each: Mapping[str, Any]) -> FindingCard:
    return FindingCard(
        severity=Severity(each["severity"]),
        text=_in(each["text"]),
        what_now=_in(each["what_now"]) if each["what_now"] else "",
        rule=each["rule"],
    )


def _in(text: Mapping[str, str]) -> str:
    """A kept text in the reader's language."""
    return text["en" if words.language().startswith("en") else "nl"].replace("€ ", "€\u00a0")


def _day(iso: str) -> str:
    return format_day(date.fromisoformat(iso), words.language(), "short")


# --- all lines --------------------------------------------------------------------------------------------


def scan_page(
    actor: Actor, form: CalendarFilterForm, *, sort: str, cursor: str, today: date, job: Job | None
) -> ScanPage:
    """One page of lines, most to gain first unless asked otherwise."""
    wanted, asked = form.wanted(), form.asked()
    order = sort if sort in queries.LINE_SORTS else "promise"
    found = queries.listed_lines(actor, wanted, sort=order, cursor=cursor)
    here, used = reverse("calendar:scan", args=[actor.slug]), wanted != CalendarFilter()
    sorting = {"volgorde": order} if order != "promise" else {}

    def address(**more: str) -> str:
        query = urlencode({**asked, **sorting, **more})
        return f"{here}?{query}" if query else here

    marks = queries.marks_of(actor) if found.rows else Marks("", "")
    running = job is not None and not job.ended
    outdated = sum(queries.stale(one, marks, today) is not None for one in found.rows)
    never = sum(not one.scan for one in found.rows)
    return ScanPage(
        title=_("Scan of the calendar"),
        intro=_("Where much can be gained, and with what. The score points; it shuts nothing."),
        crumbs=(Crumb(_("Procurement calendar"), reverse("calendar:quarters", args=[actor.slug])),),
        filters=form,
        filters_used=used,
        clear_url=here,
        progress=progress_of(actor, job) if job is not None and running else None,
        start=_start(actor, asked) if found.rows and not running else None,
        stale=ngettext(
            "%(count)d line on this page changed since its scan, or the law or policy did. Scan again.",
            "%(count)d lines on this page changed since their scan, or the law or policy did. Scan again.",
            outdated,
        )
        % {"count": outdated}
        if outdated
        else "",
        never=ngettext(
            "%(count)d line on this page was never scanned.",
            "%(count)d lines on this page were never scanned.",
            never,
        )
        % {"count": never}
        if never
        else "",
        exports=_exports(actor, asked) if found.rows else (),
        table=Table(
            caption=_("What the scan found"),
            caption_hidden=True,
            columns=_columns(order, lambda name: address(volgorde=name)),
            rows=_rows(actor, found.rows, marks, today),
            empty=EmptyState(
                title=_("There is nothing to scan"),
                text=_("Put procurements on the calendar first, or take a filter away."),
                action=Action(
                    label=_("To the calendar"), url=reverse("calendar:quarters", args=[actor.slug])
                ),
                drawing="search" if used else "paper",
            ),
            previous_url=address(cursor=found.before) if found.before else "",
            next_url=address(cursor=found.after) if found.after else "",
        ),
    )


def _start(actor: Actor, asked: dict[str, str]) -> Action | None:
    if not actor.may("calendar.write"):
        return None
    return Action(
        label=_("Scan what these filters show") if asked else _("Scan the whole calendar"),
        url=reverse("calendar:scan_start", args=[actor.slug]),
        icon="ambitions",
        kind="primary",
        post=True,
        hidden=tuple(asked.items()),
    )


def _exports(actor: Actor, asked: dict[str, str]) -> tuple[Action, ...]:
    query = f"?{urlencode(asked)}" if asked else ""
    return tuple(
        Action(
            label=label,
            url=reverse("calendar:scan_export", args=[actor.slug, kind]) + query,
            icon="download",
            kind="quiet",
        )
        for kind, label in (("xlsx", _("As Excel file")), ("csv", _("As CSV file")))
    )


def _columns(order: str, address: Any) -> tuple[Column, ...]:
    def column(name: str, label: str, **more: Any) -> Column:
        turned = ("descending" if name in ("value", "promise") else "ascending") if order == name else ""
        return Column(label=label, sort_url=address(name), sorted=turned, **more)

    return (
        column("title", _("Procurement")),
        column("promise", _("To gain")),
        Column(label=_("Why")),
        Column(label=_("Instruments")),
        Column(label=_("Market")),
    )


def _rows(actor: Actor, lines: Sequence[ExpectedProcurement], marks: Marks, today: date) -> tuple[Row, ...]:
    url = addresses("calendar:line", actor.slug)
    return tuple(_row(one, url(one.public_id), marks, today) for one in lines)


def _row(one: ExpectedProcurement, url: str, marks: Marks, today: date) -> Row:
    scan = one.scan
    title = Cell(
        text=one.title, url=url, note=" · ".join(filter(None, (words.worth(one), words.quarter_short(one))))
    )
    if not scan:
        return Row((title, Cell(text=_("Not scanned yet")), Cell(), Cell(), Cell()))
    stale = queries.stale(one, marks, today)
    best = max(scan["signals"], key=lambda signal: signal[1], default=None)
    fits = sum(each["fit"] == "fits" for each in scan["instruments"])
    conditions = sum(each["fit"] == "conditions" for each in scan["instruments"])
    return Row(
        (
            title,
            Cell(badge=promise_badge(scan), note=words.said(stale) if stale else _score(scan)),
            Cell(
                text=_in(best[2]) if best and best[1] else _("Look openly what is possible here."),
                note=route_in_words(scan["route"]) or _("Route not known yet"),
            ),
            Cell(
                text=ngettext("%(count)d fits", "%(count)d fit", fits) % {"count": fits}
                if scan["instruments"]
                else "",
                note=_("%(count)s with conditions") % {"count": conditions} if conditions else "",
            ),
            Cell(text=_market(scan)),
        )
    )


def _market(scan: Mapping[str, Any]) -> str:
    if not scan["market"]:
        return _("Not known yet")
    step = words.said(STEP_NAMES[scan["market"]["step"]])
    return step[:1].upper() + step[1:]


def scan_rows(lines: Sequence[ExpectedProcurement], marks: Marks, today: date) -> list[list[Value]]:
    """A heading and a row per line, for a file."""
    head: list[Value] = [
        _("Reference"),
        _("Subject"),
        _("Quarter"),
        _("Value"),
        _("To gain"),
        _("Points"),
        _("Why"),
        _("What would help to know"),
        _("Route"),
        _("Instruments that fit"),
        _("Instruments with conditions"),
        _("Market"),
        _("Scanned on"),
        _("Out of date because"),
    ]
    return [head, *(_scan_row(one, marks, today) for one in lines)]


def _scan_row(one: ExpectedProcurement, marks: Marks, today: date) -> list[Value]:
    first: list[Value] = [one.reference, one.title, words.quarter_short(one), words.worth(one)]
    scan = one.scan
    if not scan:
        return [*first, _("Not scanned yet"), *([""] * 9)]
    law = Law.on(date.fromisoformat(scan["law_day"]))
    stale = queries.stale(one, marks, today)

    def named(fit: str) -> str:
        return "; ".join(
            instrument_name(each["code"], law) for each in scan["instruments"] if each["fit"] == fit
        )

    badge = promise_badge(scan)
    return [
        *first,
        badge.label if badge else "",
        scan["points"],
        " ".join(_in(text) for _code, points, text in scan["signals"] if points),
        " ".join(_in(text) for text in scan["unknown"]),
        route_in_words(scan["route"]),
        named("fits"),
        named("conditions"),
        _market(scan),
        _day(scan["day"]),
        words.said(stale) if stale else "",
    ]
