"""The register: how often rules are followed, explained or open, and the list behind every number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.charts import Chart
from meerwaarde.platform.layout.charts.bars import Bar, bars
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    EmptyState,
    Kpi,
    ListPage,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_euro, shortened
from meerwaarde.stages.procurement.forms.explanations import BAND_NAMES
from meerwaarde.stages.procurement.forms.tenzij import STANDINGS, HeldForm, RegisterForm
from meerwaarde.stages.procurement.pages.explained import (
    LONGEST_LABEL,
    of_rules,
    share_in_words,
    theme_in_words,
)
from meerwaarde.stages.procurement.pages.explanations import reason_names
from meerwaarde.stages.procurement.pages.tenzij.categories import category_in_words
from meerwaarde.stages.procurement.queries import (
    NO_THEME,
    NONE,
    PAGE,
    Group,
    ReasonCount,
    Register,
    RegisterFilter,
    Standings,
    listed_standings,
    register,
)

TONES = {"satisfied": Tone.POSITIVE, "explained": Tone.INFO, "open": Tone.WARNING}
MOST_BARS = 8
"""Groups in a picture, those with most that is explained first; the table below it has them all."""


@dataclass(frozen=True)
class RegisterBreakdown:
    """One way to split the counts: the picture where anything is explained, and the lists behind them."""

    title: str
    chart: Chart | None
    table: Table


@dataclass(frozen=True, kw_only=True)
class RegisterPage(ListPage):
    """The counts of the register; `table` is that of the reasons."""

    figures: tuple[Kpi, ...]
    summary: str
    note: str
    reasons_chart: Chart | None
    breakdowns: tuple[RegisterBreakdown, ...]
    exports: tuple[Action, ...]
    ways: tuple[Action, ...]
    empty: EmptyState | None


def register_page(actor: Actor, form: RegisterForm, today: date) -> RegisterPage:
    """The register of a period, as one page that can be printed."""
    wanted = form.wanted()
    found = register(actor, wanted, today)
    here, used = reverse("explanations:register", args=[actor.slug]), wanted != RegisterFilter()
    names = reason_names(today)
    return RegisterPage(
        title=_("Comply or explain: the register"),
        intro=_("How often our own rules are followed, how often somebody explains why not, and why."),
        crumbs=(Crumb(_("Explanations"), reverse("explanations:list", args=[actor.slug])),)
        if actor.may("procurements.read")
        else (),
        actions=(Action(label=_("Print"), icon="print", prints=True),),
        filters=form,
        filters_used=used,
        clear_url=here,
        figures=_figures(actor, form, found),
        summary=_summary(found),
        note=_(
            "Counted are the rules that held for procurements begun in this period, without what was "
            "withdrawn. In a running procurement an explanation past its review date counts as open. Of "
            "fewer than %(few)s rules only the number is given."
        )
        % {"few": 10},
        reasons_chart=_reasons_chart(found.reasons, names),
        table=_reasons_table(actor, form, found.reasons, names),
        breakdowns=_breakdowns(actor, form, found),
        exports=_exports(actor, form) if found.whole.held else (),
        ways=_ways(actor),
        empty=None if found.whole.held else _nothing(used),
    )


def register_table(found: Register, today: date) -> list[list[str | int | float | None]]:
    """A heading and a row per group of every way to split the counts."""
    names = reason_names(today)
    head: list[str | int | float | None] = [
        _("Split by"),
        _("Group"),
        _("Rules that held"),
        _("Followed"),
        _("Explained"),
        _("Open"),
        _("Part explained"),
    ]
    whole = Group("", _("Everything"), found.whole)
    rows = [_exported(_("Everything"), whole)]
    for title, groups in _split(found):
        rows.extend(_exported(title, one) for one in groups)
    for one in found.reasons:
        rows.append([_("Reason"), names.get(one.reason, one.reason), None, None, one.number, None, None])
    return [head, *rows]


def held_page(actor: Actor, form: HeldForm, after: str, today: date) -> ListPage:
    """The rules behind a number, newest procurement first."""
    wanted = form.wanted()
    rows = listed_standings(actor, wanted, today, after=after)
    shown, here = rows[:PAGE], reverse("explanations:held", args=[actor.slug])
    used, names, asked = wanted != RegisterFilter(), reason_names(today), form.asked()
    return ListPage(
        title=_("The rules behind the numbers"),
        intro=_("Each line is one rule that held for one procurement, and how it stands."),
        crumbs=(
            Crumb(_("Explanations"), reverse("explanations:list", args=[actor.slug])),
            Crumb(_("Register"), reverse("explanations:register", args=[actor.slug])),
        ),
        filters=form,
        filters_used=used,
        clear_url=here,
        table=Table(
            caption=_("Rules that held"),
            caption_hidden=True,
            columns=(
                Column(label=_("Procurement")),
                Column(label=_("Rule"), compact=True),
                Column(label=_("Theme")),
                Column(label=_("Value"), numeric=True),
                Column(label=_("State")),
            ),
            rows=tuple(_held_row(actor, one, names) for one in shown),
            empty=_nothing(used),
            next_url=f"{here}?{urlencode({**asked, 'na': shown[-1].pk})}" if len(rows) > PAGE else "",
            previous_url=f"{here}?{urlencode(asked)}" if after else "",
        ),
    )


def _held_row(actor: Actor, row: Any, names: dict[str, str]) -> Row:
    language = get_language() or "nl"
    file = row.procurement
    state, told = row.now, row.told if row.now == "explained" else ""
    return Row(
        (
            Cell(
                text=file.title,
                url=reverse("procurement:rules", args=[actor.slug, file.public_id]),
                note=" · ".join((file.number, *((file.department.name,) if file.department else ()))),
            ),
            Cell(text=row.rule_code),
            Cell(text=theme_in_words(row.theme)),
            Cell(text=format_euro(file.value_cents, language) if file.value_cents is not None else ""),
            Cell(
                badge=Badge(label=str(STANDINGS[state]), tone=TONES[state]),
                text=names.get(row.reason, "") if told else "",
                url=reverse("explanations:explanation", args=[actor.slug, told]) if told else "",
            ),
        )
    )


def _figures(actor: Actor, form: RegisterForm, found: Register) -> tuple[Kpi, ...]:
    whole = found.whole
    told = ngettext("In %(count)d procurement.", "In %(count)d procurements.", found.procurements)
    return (
        Kpi(
            label=_("Rules that held"),
            value=str(whole.held),
            note=told % {"count": found.procurements},
            icon="framework",
            url=_behind(actor, form),
        ),
        *(
            Kpi(
                label=str(STANDINGS[standing]),
                value=str(number),
                note=_("Part of all: %(part)s.") % {"part": share_in_words(number, whole.held)},
                icon=icon,
                share=number / whole.held if whole.held else None,
                url=_behind(actor, form, standing=standing),
            )
            for standing, number, icon in (
                ("satisfied", whole.satisfied, "success"),
                ("explained", whole.explained, "message"),
                ("open", whole.open, "warning"),
            )
        ),
        Kpi(
            label=_("Past their review date"),
            value=str(found.past_review),
            note=_("Of the whole authority. Nobody looked again yet whether the reason still holds."),
            icon="clock",
            url=f"{reverse('explanations:list', args=[actor.slug])}?past_review=on"
            if actor.may("procurements.read")
            else "",
        ),
    )


def _summary(found: Register) -> str:
    whole = found.whole
    return _(
        "Of the %(held)s rules that held for procurements, %(satisfied)s were followed and %(explained)s "
        "explained; %(open)s are still open."
    ) % {
        "held": whole.held,
        "satisfied": whole.satisfied,
        "explained": whole.explained,
        "open": whole.open,
    }


def _reasons_chart(reasons: Sequence[ReasonCount], names: dict[str, str]) -> Chart | None:
    if not reasons:
        return None
    return bars(
        "register-reasons",
        _("Reasons"),
        _("How often each reason carries an approved explanation."),
        [Bar(names.get(one.reason, one.reason), float(one.number)) for one in reasons],
        headings=(_("Reason"), _("Times"), ""),
        unknown=_("unknown"),
    )


def _reasons_table(
    actor: Actor, form: RegisterForm, reasons: Sequence[ReasonCount], names: dict[str, str]
) -> Table:
    return Table(
        caption=_("Reasons"),
        caption_hidden=True,
        columns=(
            Column(label=_("Reason")),
            Column(label=_("Times"), numeric=True),
            Column(label=_("Most often for rule"), compact=True),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=names.get(one.reason, one.reason)),
                    Cell(text=str(one.number), url=_behind(actor, form, reason=one.reason)),
                    Cell(
                        text=one.rule_code,
                        note=str(one.for_rule),
                        url=_behind(actor, form, reason=one.reason, rule=one.rule_code),
                    ),
                )
            )
            for one in reasons
        ),
        empty=EmptyState(title=_("No approved explanations in this period"), drawing="done"),
    )


def _split(found: Register) -> tuple[tuple[str, tuple[Group, ...]], ...]:
    """Every way to split, each group with a key for the filter and a name for people."""
    return (
        (
            _("Department"),
            tuple(
                Group(one.key or NONE, one.label or _("No department"), one.counts)
                for one in found.departments
            ),
        ),
        (
            _("Theme"),
            tuple(Group(one.key or NO_THEME, theme_in_words(one.key), one.counts) for one in found.themes),
        ),
        (
            _("Category"),
            tuple(
                Group(one.key, one.label or category_in_words(one.key), one.counts)
                for one in found.categories
            ),
        ),
        (
            _("Value"),
            tuple(Group(one.key, str(BAND_NAMES[one.key]), one.counts) for one in found.bands),
        ),
        (
            _("Rule"),
            tuple(Group(one.key, _("Rule %(code)s") % {"code": one.key}, one.counts) for one in found.rules),
        ),
    )


FIELDS = ("department", "theme", "category", "band", "rule")
"""The filter of each way to split, in the order of `_split`."""


def _breakdowns(actor: Actor, form: RegisterForm, found: Register) -> tuple[RegisterBreakdown, ...]:
    return tuple(
        _breakdown(actor, form, field, title, groups)
        for field, (title, groups) in zip(FIELDS, _split(found), strict=True)
        if groups
    )


def _breakdown(
    actor: Actor, form: RegisterForm, field: str, title: str, groups: Sequence[Group]
) -> RegisterBreakdown:
    def cell(group: Group, number: int, **more: str) -> Cell:
        url = _behind(actor, form, **{field: group.key}, **more) if number else ""
        return Cell(text=str(number), url=url)

    shown = sorted((one for one in groups if one.counts.explained), key=lambda one: -one.counts.explained)
    shown = shown[:MOST_BARS]
    chart = bars(
        f"register-{field}",
        title,
        _("How many of the rules that held were explained instead of followed."),
        [
            Bar(
                f"{shortened(one.label, LONGEST_LABEL)} ({of_rules(one.counts)})", float(one.counts.explained)
            )
            for one in shown
        ],
        headings=(title, _("Explained"), ""),
        unknown=_("unknown"),
        top=float(max((one.counts.held for one in shown), default=1)),
    )
    table = Table(
        caption=title,
        caption_hidden=True,
        columns=(
            Column(label=title),
            Column(label=_("Rules that held"), numeric=True),
            *(Column(label=str(label), numeric=True) for label in STANDINGS.values()),
            Column(label=_("Part explained"), numeric=True),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=one.label),
                    cell(one, one.counts.held),
                    cell(one, one.counts.satisfied, standing="satisfied"),
                    cell(one, one.counts.explained, standing="explained"),
                    cell(one, one.counts.open, standing="open"),
                    Cell(text=share_in_words(one.counts.explained, one.counts.held)),
                )
            )
            for one in groups
        ),
    )
    return RegisterBreakdown(title, chart if shown else None, table)


def _exported(title: str, one: Group) -> list[str | int | float | None]:
    counts: Standings = one.counts
    rate = None if counts.rate is None else round(counts.rate, 4)
    return [title, one.label, counts.held, counts.satisfied, counts.explained, counts.open, rate]


def _behind(actor: Actor, form: RegisterForm, **more: str) -> str:
    """The list behind a number: the filters in use, and what narrows it to this number.

    Who may not open procurements reads the explanations themselves, and of other numbers the count alone.
    """
    asked = form.asked(**more)
    if actor.may("procurements.read"):
        here = reverse("explanations:held", args=[actor.slug])
    elif more.get("standing") == "explained" or "reason" in more:
        here = reverse("explanations:told", args=[actor.slug])
        asked.pop("standing", None)
    else:
        return ""
    return f"{here}?{urlencode(asked)}" if asked else here


def _exports(actor: Actor, form: RegisterForm) -> tuple[Action, ...]:
    asked = urlencode(form.asked())
    return tuple(
        Action(
            label=label,
            url=f"{reverse('explanations:register_export', args=[actor.slug, kind])}?{asked}",
            icon="download",
            kind="quiet",
        )
        for kind, label in (("csv", _("Download as CSV")), ("xlsx", _("Download as Excel")))
    )


def _ways(actor: Actor) -> tuple[Action, ...]:
    told = Action(
        label=_("Read the explanations"), url=reverse("explanations:told", args=[actor.slug]), icon="message"
    )
    if not actor.may("procurements.read"):
        return (told,)
    return (
        told,
        Action(
            label=_("Patterns worth a talk"),
            url=reverse("explanations:patterns", args=[actor.slug]),
            icon="people",
        ),
        Action(
            label=_("Second readings"), url=reverse("explanations:reviews", args=[actor.slug]), icon="view"
        ),
        Action(
            label=_("Samples"), url=reverse("explanations:samples", args=[actor.slug]), icon="measurement"
        ),
    )


def _nothing(used: bool) -> EmptyState:
    if used:
        return EmptyState(
            title=_("No rule held here"), text=_("Try fewer filters or a longer period."), drawing="search"
        )
    return EmptyState(
        title=_("Nothing to count yet"),
        text=_("As soon as a framework is in force and procurements run, the counts stand here."),
    )
