"""The list of goals as a file for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO

import xlsxwriter
from django.utils.translation import gettext as _

from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.queries import Goal

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


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
    """Semicolons and a byte-order mark: what a Dutch spreadsheet program opens without questions."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings())
    for goal in goals:
        writer.writerow([harmless(cell) for cell in _cells(goal)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


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


def harmless(cell: object) -> object:
    """Text that begins like a formula gets an apostrophe, so that no program runs it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _cells(goal: Goal) -> list[str | float | None]:
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
        None if goal.baseline is None else float(goal.baseline),
        goal.baseline_year,
        None if goal.target is None else float(goal.target),
        goal.target_year,
        goal.not_measurable_because,
        ", ".join(str(number) for number in goal.sdgs),
        goal.rule_count,  # type: ignore[attr-defined] # counted by with_instruments
    ]
