"""The list of goals as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from meerwaarde.platform.documents.sheets import csv_file
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.queries import Goal


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
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("Goals"))
        strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for column, heading in enumerate(headings()):
            sheet.write_string(0, column, heading, strong)
        for line, goal in enumerate(goals, start=1):
            for column, cell in enumerate(_cells(goal)):
                if isinstance(cell, str):
                    sheet.write_string(line, column, cell[:32_000], plain)
                elif cell is not None:
                    sheet.write_number(line, column, cell, plain)
        sheet.set_column(0, 1, 50)
        sheet.set_column(2, 19, 18)
        sheet.freeze_panes(1, 1)
    return target.getvalue()


def _cells(goal: Goal) -> list[str | int | Decimal | None]:
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
