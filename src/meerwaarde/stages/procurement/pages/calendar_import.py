"""Files for the calendar: which there are, what their columns mean, and what taking them over would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.actions import READ_IN_FOR
from meerwaarde.platform.documents.sheets import Cell as Value
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    EmptyState,
    FormPage,
    Help,
    Kpi,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_euro
from meerwaarde.platform.organisations.queries import Department, Membership
from meerwaarde.platform.work.pages import Progress as WorkProgress
from meerwaarde.platform.work.pages import progress_of
from meerwaarde.platform.work.queries import Job
from meerwaarde.rules.lifecycle import CALENDAR_IMPORT, CHECKED, DONE, RUNNING, STOPPED, UPLOADED
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.forms.calendar_import import (
    CalendarColumnsForm,
    CalendarFileForm,
    MendForm,
)
from meerwaarde.stages.procurement.pages import calendar_words as words
from meerwaarde.stages.procurement.queries import CalendarImport
from meerwaarde.stages.procurement.queries.calendar_import import ImportJudged, RowJudged
from meerwaarde.stages.procurement.queries.calendar_rows import ROLE_WORDS, CalendarRole

TONES = {
    UPLOADED: Tone.INFO,
    CHECKED: Tone.INFO,
    RUNNING: Tone.INFO,
    DONE: Tone.POSITIVE,
    STOPPED: Tone.WARNING,
}
MOST_SHOWN = 100
"""Rows of one kind that a page shows."""


@dataclass(frozen=True, kw_only=True)
class ImportsPage(FormPage):
    """Choosing a file, and the files of before."""

    before: Table


@dataclass(frozen=True)
class FaultyRow:
    """A row that a person must mend, or wants to look at."""

    number: int
    title: str
    faults: tuple[str, ...]
    mend_url: str
    out: Action | None


@dataclass(frozen=True)
class DifferingRow:
    """A row that would change a line: per field what stands here and what the file says."""

    number: int
    title: str
    url: str
    table: Table
    keep: bool


@dataclass(frozen=True, kw_only=True)
class ImportPage(Page):
    """What taking a file over would do, or did."""

    figures: tuple[Kpi, ...]
    notes: tuple[str, ...]
    refused: tuple[FaultyRow, ...]
    refused_more: str
    warned: tuple[FaultyRow, ...]
    warned_more: str
    left_out: tuple[FaultyRow, ...]
    differing: tuple[DifferingRow, ...]
    differing_more: str
    new: Table
    new_more: str
    keep_url: str
    may_take: bool
    take: Action | None
    progress: WorkProgress | None
    done: str


@dataclass(frozen=True, kw_only=True)
class MendPage(FormPage):
    """One row to mend."""


def imports_page(actor: Actor, form: CalendarFileForm) -> ImportsPage:
    """Choosing a file, with the files of before below it."""
    home = reverse("calendar:quarters", args=[actor.slug])
    return ImportsPage(
        title=_("Read in a file"),
        intro=_("Take over the list that you keep in a spreadsheet. First you see what would happen."),
        crumbs=(Crumb(_("Procurement calendar"), home),),
        form=form,
        submit=_("Put ready"),
        cancel_url=home,
        multipart=True,
        before=_before(actor),
        help=(
            Help(
                title=_("What must be in it?"),
                points=(
                    _("Headings in the first row, one procurement per row."),
                    _("A subject and a quarter, for example “Q3 2027” or “3e kwartaal 2027”."),
                    _("If you can: value, client, department, CPV code, end of the contract."),
                    _("Your own reference: then a next file finds the same lines again."),
                ),
            ),
            Help(
                title=_("Nothing is lost"),
                text=_("A row that cannot be read waits until you mend it. An empty cell erases nothing."),
            ),
        ),
    )


def _before(actor: Actor) -> Table:
    rows = queries.imports_visible_to(actor)[:20]
    return Table(
        caption=_("Files of before"),
        columns=(
            Column(label=_("File")),
            Column(label=_("State")),
            Column(label=_("Rows taken in"), numeric=True),
            Column(label=_("Refused"), numeric=True),
            Column(label=_("Read in on"), compact=True),
        ),
        rows=tuple(
            Row(
                (
                    Cell(
                        text=one.file_name,
                        url=reverse("calendar:import", args=[actor.slug, one.public_id]),
                        note=one.started_by.person.name if one.started_by else "",
                    ),
                    Cell(badge=import_badge(one)),
                    Cell(
                        text=str(one.counts.get("new", 0) + one.counts.get("differs", 0))
                        if one.counts
                        else ""
                    ),
                    Cell(text=str(one.counts.get("refused", 0)) if one.counts else ""),
                    Cell(text=format_day(timezone.localdate(one.started_at), words.language(), "short")),
                )
            )
            for one in rows
        ),
        empty=EmptyState(title=_("No file was read in yet"), drawing="paper"),
    )


def import_badge(batch: CalendarImport) -> Badge:
    """The state in words."""
    return Badge(label=words.said(CALENDAR_IMPORT.state(batch.state).name), tone=TONES[batch.state])


def columns_page(actor: Actor, batch: CalendarImport, form: CalendarColumnsForm) -> FormPage:
    """What the columns mean."""
    return FormPage(
        title=_("What do the columns mean?"),
        intro=_("We made a proposal by the headings. Change what is not right."),
        crumbs=_crumbs(actor),
        badge=import_badge(batch),
        form=form,
        submit=_("Try without taking over"),
        cancel_url=reverse("calendar:imports", args=[actor.slug]),
        help=(
            Help(
                title=_("What is not read"),
                text=_(
                    "A column that you do not read stays in your own file. "
                    "We keep the file for %(days)d days, so that you can mend its rows."
                )
                % {"days": READ_IN_FOR.days},
            ),
        ),
    )


def _crumbs(actor: Actor) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Procurement calendar"), reverse("calendar:quarters", args=[actor.slug])),
        Crumb(_("Read in a file"), reverse("calendar:imports", args=[actor.slug])),
    )


def import_page(actor: Actor, batch: CalendarImport, found: ImportJudged, job: Job | None) -> ImportPage:
    """What taking over would do, or what is left after it was done."""
    kept, done = batch.file is not None, batch.state == DONE
    counts = found.counts if kept else {**found.counts, **batch.counts}
    refused, differing = found.of("refused"), found.of("differs")
    warned = [one for one in found.of("new", "differs", "same") if one.row.warnings]
    running = batch.state == RUNNING and job is not None and not job.ended
    open_now = kept and (batch.state in (CHECKED, STOPPED) or (batch.state == RUNNING and not running))
    return ImportPage(
        title=batch.file_name,
        intro=_("This is what we read. Nothing goes on the calendar until you take it over.")
        if open_now
        else "",
        crumbs=_crumbs(actor),
        badge=import_badge(batch),
        actions=_actions(actor, batch, refused),
        figures=_figures(counts, done),
        notes=tuple(words.said(note) for note in found.notes),
        refused=tuple(_faulty(actor, batch, one) for one in refused[:MOST_SHOWN]),
        refused_more=_more(len(refused)),
        warned=tuple(_warned(actor, batch, one) for one in warned[:MOST_SHOWN]) if not done else (),
        warned_more=_more(len(warned)) if not done else "",
        left_out=tuple(_faulty(actor, batch, one) for one in found.of("left_out")[:MOST_SHOWN]),
        differing=tuple(_differing(actor, batch, one) for one in differing[:MOST_SHOWN]),
        differing_more=_more(len(differing)),
        new=_new_rows(found.of("new")[:MOST_SHOWN]),
        new_more=_more(found.counts["new"]),
        keep_url=reverse("calendar:import_keep", args=[actor.slug, batch.public_id]),
        may_take=open_now,
        take=_take(actor, batch, found) if open_now else None,
        progress=progress_of(actor, job) if running and job is not None else None,
        done=_done(batch) if done else "",
    )


def _done(batch: CalendarImport) -> str:
    counts = batch.counts
    return _("%(new)s procurements were added and %(changed)s changed.") % {
        "new": counts.get("new", 0),
        "changed": counts.get("differs", 0),
    }


def _take(actor: Actor, batch: CalendarImport, found: ImportJudged) -> Action:
    ours = set(batch.kept_ours)
    count = sum(one.number not in ours for one in found.of("new", "differs"))
    url = reverse("calendar:import_take", args=[actor.slug, batch.public_id])
    label = ngettext("Take over %(count)d row", "Take over %(count)d rows", count) % {"count": count}
    if not count:
        return Action(label=label, why_not=_("nothing in this file is new or different."))
    return Action(label=label, url=url, icon="done", kind="primary", post=True)


def _actions(actor: Actor, batch: CalendarImport, refused: Sequence[RowJudged]) -> tuple[Action, ...]:
    found = []
    if batch.state in (UPLOADED, CHECKED):
        url = reverse("calendar:import_columns", args=[actor.slug, batch.public_id])
        found.append(Action(label=_("Choose the columns again"), url=url, icon="edit"))
    if refused:
        url = reverse("calendar:import_refused", args=[actor.slug, batch.public_id])
        found.append(Action(label=_("Refused rows as a file"), url=url, icon="download", kind="quiet"))
    if batch.state in (UPLOADED, CHECKED):
        url = reverse("calendar:import_stop", args=[actor.slug, batch.public_id])
        found.append(Action(label=_("Do not take over"), url=url, icon="close", post=True, kind="quiet"))
    return tuple(found)


def _figures(counts: dict[str, int], done: bool) -> tuple[Kpi, ...]:
    shown = (
        ("new", _("New"), _("Added to the calendar.") if done else _("Will be added."), "add"),
        ("differs", _("Changed"), _("Stand on the calendar, and the file says something else."), "edit"),
        ("same", _("The same"), _("Stand on the calendar just so."), "done"),
        ("settled", _("Begun or dropped"), _("Stay as they are here."), "lock"),
        ("refused", _("Refused"), _("Wait until you mend them."), "warning"),
    )
    return tuple(
        Kpi(label=label, value=str(counts[name]), note=note, icon=icon)
        for name, label, note, icon in shown
        if counts[name] or name in ("new", "refused")
    )


def _more(number: int) -> str:
    left = number - MOST_SHOWN
    if left <= 0:
        return ""
    return ngettext("And %(count)d row more.", "And %(count)d rows more.", left) % {"count": left}


def _faulty(actor: Actor, batch: CalendarImport, one: RowJudged) -> FaultyRow:
    out = one.outcome == "left_out"
    url = reverse("calendar:import_leave", args=[actor.slug, batch.public_id, one.number])
    return FaultyRow(
        number=one.number,
        title=one.row.words.get("title", "") or _("Without a subject"),
        faults=tuple(
            f"{words.said(ROLE_WORDS[fault.role])}: {words.said(fault.text)} {words.said(fault.what_now)}"
            for fault in one.row.faults
            if fault.refuses
        ),
        mend_url=""
        if out
        else reverse("calendar:import_row", args=[actor.slug, batch.public_id, one.number]),
        out=Action(
            label=_("Take in after all") if out else _("Leave out"),
            url=url,
            post=True,
            kind="quiet",
            icon="previous" if out else "close",
            hidden=(("out", "" if out else "1"),),
        ),
    )


def _warned(actor: Actor, batch: CalendarImport, one: RowJudged) -> FaultyRow:
    return FaultyRow(
        number=one.number,
        title=one.row.words.get("title", ""),
        faults=tuple(
            f"{words.said(ROLE_WORDS[fault.role])}: {words.said(fault.text)} {words.said(fault.what_now)}"
            for fault in one.row.warnings
        ),
        mend_url=reverse("calendar:import_row", args=[actor.slug, batch.public_id, one.number]),
        out=None,
    )


def _differing(actor: Actor, batch: CalendarImport, one: RowJudged) -> DifferingRow:
    line = one.line
    assert line is not None
    return DifferingRow(
        number=one.number,
        title=line.title,
        url=reverse("calendar:line", args=[actor.slug, line.public_id]),
        keep=one.number in batch.kept_ours,
        table=Table(
            caption=_("What differs in %(title)s") % {"title": line.title},
            caption_hidden=True,
            columns=(Column(label=_("Field")), Column(label=_("Here")), Column(label=_("In the file"))),
            rows=tuple(
                Row(
                    (
                        Cell(text=_field(name)),
                        Cell(text=_value(name, stands) or "–"),
                        Cell(text=_value(name, given) or "–"),
                    )
                )
                for name, stands, given in one.differences
            ),
        ),
    )


_ROLES: dict[str, CalendarRole] = {
    "value_low_cents": "value_low",
    "value_high_cents": "value_high",
    "duration_months": "duration",
    "current_contract_ends_on": "ends_on",
    "client_name": "client",
}


def _field(name: str) -> str:
    role: Any = _ROLES.get(name, name)
    return words.said(ROLE_WORDS[role])


def _value(name: str, value: Any) -> str:
    if value in (None, "", [], ()):
        return ""
    match name:
        case "value_low_cents" | "value_high_cents":
            return format_euro(value, words.language())
        case "current_contract_ends_on":
            return format_day(value, words.language(), "short")
        case "contract":
            return words.contract_name(value)
        case "themes":
            return ", ".join(mark.name for mark in words.theme_marks(list(value)))
        case "cpv":
            return ", ".join(value)
    if isinstance(value, Department):
        return value.name
    return value.person.name if isinstance(value, Membership) else str(value)


def _new_rows(rows: Sequence[RowJudged]) -> Table:
    return Table(
        caption=_("New on the calendar"),
        caption_hidden=True,
        columns=(
            Column(label=_("Row"), numeric=True),
            Column(label=_("Subject")),
            Column(label=_("Quarter"), compact=True),
            Column(label=_("Value")),
            Column(label=_("Client")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=str(one.number)),
                    Cell(text=(one.row.values or {}).get("title", "")),
                    Cell(text=_quarter(one)),
                    Cell(text=_worth(one)),
                    Cell(text=one.row.words.get("client", "")),
                )
            )
            for one in rows
        ),
    )


def _quarter(one: RowJudged) -> str:
    values = one.row.values or {}
    return _("Q%(number)s %(year)s") % {"number": values["quarter"], "year": values["year"]}


def _worth(one: RowJudged) -> str:
    values = one.row.values or {}
    return words.worth_of(values.get("value_low_cents"), values.get("value_high_cents"))


def mend_page(actor: Actor, batch: CalendarImport, number: int, form: MendForm) -> MendPage:
    """One row to mend."""
    back = reverse("calendar:import", args=[actor.slug, batch.public_id])
    return MendPage(
        title=_("Mend row %(number)s") % {"number": number},
        intro=_("Your own file stays as it is; here you say what the row should have said."),
        crumbs=(*_crumbs(actor), Crumb(batch.file_name, back)),
        form=form,
        submit=_("Save this row"),
        cancel_url=back,
    )


def refused_rows(found: ImportJudged) -> list[list[Value]]:
    """The refused rows with why, in the columns by which they can be read in again."""
    roles = sorted(
        {role for one in found.of("refused") for role in one.row.words}, key=list(ROLE_WORDS).index
    )
    head: list[Value] = [*(words.said(ROLE_WORDS[role]) for role in roles), _("Row"), _("Why refused")]
    rows: list[list[Value]] = [head]
    for one in found.of("refused"):
        why = " ".join(words.said(fault.text) for fault in one.row.faults if fault.refuses)
        rows.append([*(one.row.words.get(role, "") for role in roles), one.number, why])
    return rows
