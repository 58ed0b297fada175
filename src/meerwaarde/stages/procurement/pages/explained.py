"""The list of explanations, and the counts of rules that were satisfied, explained or left open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
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
    EmptyState,
    Kpi,
    Link,
    ListPage,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_euro, format_percentage, shortened
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.lifecycle import EXPLANATION
from meerwaarde.stages.procurement.forms.explanations import BAND_NAMES, ExplanationListForm
from meerwaarde.stages.procurement.pages.evidence import evidence_told
from meerwaarde.stages.procurement.pages.explanations import explanation_badge, reason_name
from meerwaarde.stages.procurement.queries import (
    NO_THEME,
    NONE,
    PAGE,
    Explanation,
    ExplanationFilter,
    Group,
    Standings,
    counted,
    is_past_review,
    listed_explanations,
    standings,
    standings_per_band,
    standings_per_department,
    standings_per_theme,
    standings_visible_to,
)

FEWEST = 10
"""Of fewer rules than this a percentage says more than one knows: then only the count is given."""

LONGEST_LABEL = 34
"""Signs beside a bar; the whole name stands in the table below it."""


@dataclass(frozen=True, kw_only=True)
class ExplanationsPage(ListPage):
    """The list with the ways to take it along."""

    exports: tuple[Action, ...]


@dataclass(frozen=True)
class Breakdown:
    """One way to split the counts: the chart, and the way from each number to the explanations behind it."""

    title: str
    chart: Chart
    table: Table


@dataclass(frozen=True)
class ExplainedSection:
    """The part of the home page about rules: what was followed, what was explained, what is open."""

    summary: str
    note: str
    breakdowns: tuple[Breakdown, ...]
    all: Link


def explanations_page(actor: Actor, form: ExplanationListForm, after: str, today: date) -> ExplanationsPage:
    """One page of explanations. `after` is the public id of the last one of the page before this one."""
    wanted = form.wanted()
    rows = listed_explanations(actor, wanted, today, after=after)
    shown, given = rows[:PAGE], form.in_address()
    here, used = reverse("explanations:list", args=[actor.slug]), wanted != ExplanationFilter()
    return ExplanationsPage(
        title=_("Explanations"),
        intro=_("Where a procurement departs from a rule of comply or explain: why, and who agreed."),
        actions=(
            Action(
                label=_("To the register"),
                url=reverse("explanations:register", args=[actor.slug]),
                icon="outcome",
            ),
        ),
        filters=form,
        filters_used=used,
        clear_url=here,
        table=Table(
            caption=_("Explanations"),
            caption_hidden=True,
            columns=(
                Column(label=_("Rule and procurement")),
                Column(label=_("Reason")),
                Column(label=_("Value"), numeric=True),
                Column(label=_("Holds until"), compact=True),
                Column(label=_("State")),
            ),
            rows=tuple(_row(actor, one, today) for one in shown),
            empty=_nothing(used),
            next_url=f"{here}?{urlencode({**given, 'na': shown[-1].public_id})}" if len(rows) > PAGE else "",
            previous_url=f"{here}?{urlencode(given)}" if after else "",
        ),
        exports=tuple(
            Action(
                label=label,
                url=f"{reverse('explanations:export', args=[actor.slug, kind])}?{urlencode(given)}",
                icon="download",
                kind="quiet",
            )
            for kind, label in (("csv", _("Download as CSV")), ("xlsx", _("Download as Excel")))
        )
        if shown
        else (),
    )


def explanation_rows(found: Iterable[Explanation]) -> list[list[str | int | float | None]]:
    """A heading and a row per explanation; amounts in euros, days in ISO."""
    language = get_language() or "nl"
    head: list[str | int | float | None] = [
        _("Procurement"),
        _("Title"),
        _("Rule"),
        _("What the rule asks"),
        _("Reason"),
        _("Explanation"),
        _("Evidence"),
        _("State"),
        _("Department"),
        _("Value (EUR excluding VAT)"),
        _("Proposed on"),
        _("Judged on"),
        _("Holds until"),
    ]
    rows: list[list[str | int | float | None]] = [
        [
            one.procurement.number,
            one.procurement.title,
            one.rule_code,
            one.sentence.get(language[:2]) or one.sentence.get("nl", ""),
            reason_name(one),
            one.text,
            "; ".join(
                f"{item['asked'][language[:2]]} {evidence_told(item)}".strip() for item in one.evidence
            ),
            EXPLANATION.state(one.state).name.in_language(language),
            one.department.name if one.department else "",
            None if one.value_cents is None else one.value_cents / 100,
            timezone.localdate(one.proposed_at).isoformat(),
            one.decided_on.isoformat() if one.decided_on else "",
            one.review_on.isoformat(),
        ]
        for one in found
    ]
    return [head, *rows]


def _evidence(item: Mapping[str, Any], language: str) -> str:
    return f"{item['asked'][language[:2]]} {evidence_told(item)}".strip()


def rules_figure(actor: Actor) -> Kpi | None:
    """The key figure; None where no rule ever held."""
    counts = standings(actor, timezone.localdate())
    if not counts.held:
        return None
    return Kpi(
        label=_("Own rules followed"),
        value=share_in_words(counts.satisfied, counts.held),
        note=_("Of %(held)s: %(satisfied)s satisfied, %(explained)s explained, %(open)s still open.")
        % {
            "held": counts.held,
            "satisfied": counts.satisfied,
            "explained": counts.explained,
            "open": counts.open,
        },
        icon="framework",
        share=counts.satisfied / counts.held if counts.held >= FEWEST else None,
        url=reverse("explanations:register", args=[actor.slug]),
    )


def explained_section(actor: Actor) -> ExplainedSection | None:
    """Explained per department, theme and band of value; None where no rule ever held. Four queries."""
    rows = standings_visible_to(actor, timezone.localdate())
    counts = counted(rows)
    if not counts.held:
        return None
    themes = tuple(
        Group(one.key or NO_THEME, theme_in_words(one.key), one.counts) for one in standings_per_theme(rows)
    )
    bands = tuple(Group(one.key, str(BAND_NAMES[one.key]), one.counts) for one in standings_per_band(rows))
    departments = tuple(
        Group(one.key or NONE, one.label or _("No department"), one.counts)
        for one in standings_per_department(rows)
    )
    return ExplainedSection(
        summary=_summary(counts),
        note=_("Counted when a file last changed. Of fewer than %(few)s rules only the number is given.")
        % {"few": FEWEST},
        breakdowns=(
            _breakdown(actor, "department", _("Explained per department"), departments),
            _breakdown(actor, "theme", _("Explained per theme"), themes),
            _breakdown(actor, "band", _("Explained per value"), bands),
        ),
        all=Link(_("To the register"), reverse("explanations:register", args=[actor.slug])),
    )


def theme_names(codes: Iterable[str]) -> dict[str, str]:
    """The names of themes by code."""
    return {code: theme_in_words(code) for code in codes}


def _breakdown(actor: Actor, field: str, title: str, groups: tuple[Group, ...]) -> Breakdown:
    behind = "held" if actor.may("procurements.read") else "told"
    here = reverse(f"explanations:{behind}", args=[actor.slug])
    rated = [one for one in groups if one.counts.held]

    def explained(group: Group) -> Cell:
        counts = group.counts
        url = f"{here}?{urlencode({field: group.key, 'standing': 'explained'})}"
        return Cell(text=str(counts.explained), url=url if counts.explained else "")

    chart = bars(
        f"explained-{field}",
        title,
        _("How many of the rules that held were explained instead of followed."),
        [
            Bar(
                f"{shortened(one.label, LONGEST_LABEL)} ({of_rules(one.counts)})", float(one.counts.explained)
            )
            for one in rated
        ],
        headings=(title, _("Explained"), ""),
        unknown=_("unknown"),
        top=float(max((one.counts.held for one in rated), default=1)),
    )
    table = Table(
        caption=title,
        columns=(
            Column(label=title),
            Column(label=_("Explained"), numeric=True),
            Column(label=_("Part"), numeric=True),
            Column(label=_("Satisfied"), numeric=True),
            Column(label=_("Open"), numeric=True),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=one.label),
                    explained(one),
                    Cell(text=share_in_words(one.counts.explained, one.counts.held)),
                    Cell(text=str(one.counts.satisfied)),
                    Cell(text=str(one.counts.open)),
                )
            )
            for one in rated
        ),
        caption_hidden=True,
    )
    return Breakdown(title, chart, table)


def of_rules(counts: Standings) -> str:
    """How many rules something is a part of."""
    return ngettext("of %(count)d rule", "of %(count)d rules", counts.held) % {"count": counts.held}


def share_in_words(part: int, held: int) -> str:
    """A percentage, or of few a count: "3 of 7"."""
    if held < FEWEST:
        return _("%(part)s of %(held)s") % {"part": part, "held": held}
    return f"{format_percentage(Decimal(round(100 * part / held)), get_language() or 'nl')}%"


def _summary(counts: Standings) -> str:
    return _(
        "Of the %(held)s rules that held for procurements, %(satisfied)s were followed and %(explained)s "
        "explained; %(open)s are still open."
    ) % {
        "held": counts.held,
        "satisfied": counts.satisfied,
        "explained": counts.explained,
        "open": counts.open,
    }


def theme_in_words(code: str) -> str:
    """The name of a theme; that a rule is about none."""
    return theme_name(code).in_language(get_language() or "nl") if code else _("Not about one theme")  # type: ignore[arg-type]


def _row(actor: Actor, one: Explanation, today: date) -> Row:
    language, file = get_language() or "nl", one.procurement
    passed = is_past_review(one, today)
    return Row(
        (
            Cell(
                text=f"{one.rule_code} · {file.title}",
                url=reverse("explanations:explanation", args=[actor.slug, one.public_id]),
                note=" · ".join((file.number, *((one.department.name,) if one.department else ()))),
            ),
            Cell(text=reason_name(one)),
            Cell(text=format_euro(one.value_cents, language) if one.value_cents is not None else ""),
            Cell(
                text=format_day(one.review_on, language, "short"),
                badge=Badge(label=_("Passed"), tone=Tone.WARNING) if passed else None,
            ),
            Cell(badge=explanation_badge(one)),
        )
    )


def _nothing(used: bool) -> EmptyState:
    if used:
        return EmptyState(
            title=_("No explanation fits these filters"), text=_("Try fewer filters."), drawing="search"
        )
    return EmptyState(
        title=_("No explanations yet"),
        text=_("Who cannot follow a rule explains that in the step “Rules” of a procurement."),
    )
