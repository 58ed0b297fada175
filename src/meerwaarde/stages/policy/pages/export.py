"""The list of goals, and of promises, as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from meerwaarde.platform.documents.sheets import csv_file, excel_file
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.queries import Goal

Shown = str | int | Decimal | None


def headings() -> list[str]:
    """The columns, in the reader's language."""
    return [
        _("Goal"),
        _("Explanation"),
        _("Theme"),
        _("Source"),
        _("Document"),
        _("Page"),
        _("From the year"),
        _("Until the year"),
        _("Portfolio holder"),
        _("Department"),
        _("Owner"),
        _("Indicator"),
        _("Unit"),
        _("At the start"),
        _("Year of that figure"),
        _("To reach"),
        _("Year to reach it"),
        _("Not measurable yet, because"),
        _("Sustainable Development Goals"),
        _("Rules in force"),
    ]


def as_csv(goals: Iterable[Goal]) -> bytes:
    """A file that a Dutch spreadsheet program opens without questions."""
    return csv_file([headings(), *map(_cells, goals)])


def as_xlsx(goals: Iterable[Goal]) -> bytes:
    """A workbook in which every cell is text or a number, never a formula."""
    return excel_file([headings(), *map(_cells, goals)], _("Goals"), wide=2)


def promise_headings() -> list[str]:
    """The columns of the promises, in the reader's language."""
    return [
        _("Promise"),
        _("State"),
        _("Indicator"),
        _("Unit"),
        _("At the start"),
        _("Year of that figure"),
        _("To reach"),
        _("Year to reach it"),
        _("Not measurable yet, because"),
        _("Portfolio holder"),
        _("Theme"),
        _("Source"),
        _("Rules in force"),
        _("Procurements"),
    ]


def promises_as_csv(goals: Iterable[Goal], uses: Mapping[str, int] | None) -> bytes:
    """How every promise stands; `uses` counts procurements by the public id of a goal."""
    return csv_file([promise_headings(), *(_promise_cells(goal, uses) for goal in goals)])


def promises_as_xlsx(goals: Iterable[Goal], uses: Mapping[str, int] | None) -> bytes:
    """The same as a workbook."""
    rows = (_promise_cells(goal, uses) for goal in goals)
    return excel_file([promise_headings(), *rows], _("Promises"))


def _promise_cells(goal: Goal, uses: Mapping[str, int] | None) -> list[Shown]:
    return [
        goal.wording,
        words.promise_badge(goal).label,
        goal.indicator,
        goal.unit,
        _figure(goal.baseline),
        goal.baseline_year,
        _figure(goal.target),
        goal.target_year,
        goal.not_measurable_because,
        words.holder_of(goal),
        words.theme_in_words(goal.theme),
        f"{words.source_of(goal)} ({words.period(goal)})",
        goal.rule_count,  # type: ignore[attr-defined] # counted by with_instruments
        None if uses is None else uses.get(goal.public_id, 0),
    ]


def _cells(goal: Goal) -> list[Shown]:
    return [
        goal.wording,
        goal.explanation,
        words.theme_in_words(goal.theme),
        goal.get_source_type_display(),
        goal.document,
        goal.page,
        goal.since_year,
        goal.until_year,
        words.holder_of(goal),
        goal.department.name if goal.department else "",
        goal.owner.person.name if goal.owner else "",
        goal.indicator,
        goal.unit,
        _figure(goal.baseline),
        goal.baseline_year,
        _figure(goal.target),
        goal.target_year,
        goal.not_measurable_because,
        ", ".join(str(number) for number in goal.sdgs),
        goal.rule_count,  # type: ignore[attr-defined] # counted by with_instruments
    ]


def _figure(value: Decimal | None) -> Decimal | None:
    """Without the noughts that the column adds behind the comma."""
    return None if value is None else value.normalize()
