"""What a person looks at before a file counts: months beside last year, and what may be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.charts import Chart, Series, line
from meerwaarde.platform.layout.components import Cell, Column, Kpi, Row, Table
from meerwaarde.stages.spend.pages.words import address_of, day_of, euro_of, language, month_name, number_of
from meerwaarde.stages.spend.queries.batches import SpendBatch


def counts_of(actor: Actor, batch: SpendBatch) -> tuple[Kpi, ...]:
    """Lines, refused lines and the total."""
    refused = address_of("refused", actor, batch) if batch.refused else ""
    checks = batch.checks
    return (
        Kpi(label=_("Total"), value=euro_of(batch.cents), note=_("of the lines in euros")),
        Kpi(label=_("Lines"), value=number_of(batch.lines), note=_("can be counted")),
        Kpi(label=_("Refused"), value=number_of(batch.refused), note=_("cannot be read"), url=refused),
        Kpi(
            label=_("Credit notes"),
            value=number_of(checks["credit"][0]),
            note=euro_of(checks["credit"][1]) if checks["credit"][0] else _("no negative amounts"),
        ),
    )


def months_chart(batch: SpendBatch, before: Mapping[str, int]) -> Chart | None:
    """Euros per month of this file beside the same month a year earlier; None where it holds none.

    At most the last 24 months: an older file is looked at by year.
    """
    months = {month: cents for month, _lines, cents in batch.checks.get("months", [])}
    months |= dict.fromkeys(batch.checks.get("missing", []), 0)
    if not months:
        return None
    shown = sorted(months)[-24:]
    earlier = [before.get(year_before(month)) for month in shown]
    series = [Series(_("This file"), tuple(months[month] / 100 for month in shown))]
    if any(value is not None for value in earlier):
        series.append(
            Series(_("A year earlier"), tuple(None if one is None else one / 100 for one in earlier))
        )
    return line(
        f"months-{batch.public_id}",
        _("Euros per month"),
        _("What this file adds up to per month, beside the same month a year earlier where that counts."),
        [month_name(month, short=True) for month in shown],
        series,
        first_heading=_("Month"),
        floor=min(0.0, *(one for each in series for one in each.values if one is not None)),
        say=lambda value: euro_of(round(value * 100)),
    )


def doubts_of(batch: SpendBatch) -> tuple[str, ...]:
    """What a person should look at, in sentences; empty where nothing stands out."""
    checks: dict[str, Any] = batch.checks
    found: list[str] = []
    if missing := checks.get("missing"):
        told = ", ".join(month_name(month) for month in missing[:12])
        found.append(_("No lines in: %(months)s. Is a month missing from the file?") % {"months": told})
    if number := checks.get("elsewhere", [0, 0])[0]:
        told = ngettext(
            "%(number)s line (%(amount)s) counts already through another file.",
            "%(number)s lines (%(amount)s) count already through another file.",
            number,
        )
        found.append(told % {"number": number_of(number), "amount": euro_of(checks["elsewhere"][1])})
    if number := checks.get("doubles", {}).get("lines", 0):
        told = ngettext(
            "%(number)s line (%(amount)s) looks like another one in this file: see below.",
            "%(number)s lines (%(amount)s) look like another one in this file: see below.",
            number,
        )
        found.append(told % {"number": number_of(number), "amount": euro_of(checks["doubles"]["cents"])})
    for code, lines, cents in checks.get("currencies", []):
        told = ngettext(
            "%(number)s line is in %(code)s (%(amount)s). It stays out of the totals in euros.",
            "%(number)s lines are in %(code)s (%(amount)s). They stay out of the totals in euros.",
            lines,
        )
        amount = f"{number_of(cents / 100)} {code}"
        found.append(told % {"number": number_of(lines), "code": code, "amount": amount})
    if number := checks.get("future", 0):
        told = ngettext(
            "%(number)s line lies after the day on which the file was read.",
            "%(number)s lines lie after the day on which the file was read.",
            number,
        )
        found.append(told % {"number": number_of(number)})
    for year, lines in checks.get("odd_years", []):
        told = ngettext(
            "Only %(number)s line is of %(year)s. Is that right?",
            "Only %(number)s lines are of %(year)s. Is that right?",
            lines,
        )
        found.append(told % {"number": number_of(lines), "year": year})
    if number := checks.get("unread_invoice_dates", 0):
        told = ngettext(
            "Of %(number)s line the day of the invoice could not be read. The line does count.",
            "Of %(number)s lines the day of the invoice could not be read. The lines do count.",
            number,
        )
        found.append(told % {"number": number_of(number)})
    english = language().startswith("en")
    for where, dutch, other in checks.get("complaints", []):
        found.append(f"{where}: {other if english else dutch}")
    if batch.cents < 0:
        found.append(_("The total is negative. Choose “What was paid stands as a negative amount” then."))
    return tuple(found)


def doubles_table(batch: SpendBatch) -> Table | None:
    """The largest lines that occur more than once."""
    examples = batch.checks.get("doubles", {}).get("examples", [])
    if not examples:
        return None
    return Table(
        caption=_("The same supplier, day, amount and reference"),
        columns=(
            Column(label=_("Supplier")),
            Column(label=_("Day")),
            Column(label=_("Reference")),
            Column(label=_("Amount"), numeric=True),
            Column(label=_("Times"), numeric=True),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=supplier),
                    Cell(text=day_of(date.fromisoformat(on))),
                    Cell(text=reference or _("none")),
                    Cell(text=euro_of(cents)),
                    Cell(text=number_of(times)),
                )
            )
            for supplier, on, cents, reference, times in examples
        ),
    )


def year_before(month: str) -> str:
    """The same month (`2025-03`) a year earlier."""
    return f"{int(month[:4]) - 1:04}{month[4:]}"
