"""Files of registers: bring one in, point out its columns, read the report, decide what it asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    FormPage,
    Help,
    Kpi,
    Link,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.platform.work.pages import Progress, progress_of
from meerwaarde.platform.work.queries import job_of
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.rules.lifecycle import CHECKED, DONE, REGISTER_IMPORT, RUNNING, STOPPED, UPLOADED
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.queries import registers as queries
from meerwaarde.stages.market.queries.registers import RegisterImport, RegisterImportRow

OUTCOMES = {
    "verified": (gettext_lazy("Verified now"), Tone.POSITIVE),
    "still": (gettext_lazy("Still verified"), Tone.POSITIVE),
    "ended": (gettext_lazy("Ended, says the register"), Tone.WARNING),
    "gone": (gettext_lazy("No longer in the register"), Tone.WARNING),
    "level": (gettext_lazy("Other level"), Tone.WARNING),
    "name": (gettext_lazy("Other name"), Tone.WARNING),
    "unknown": (gettext_lazy("Not in our directory"), Tone.NEUTRAL),
    "ours": (gettext_lazy("Looked up later by a colleague"), Tone.INFO),
    "refused": (gettext_lazy("Cannot be read"), Tone.NEGATIVE),
}
_TONES = {
    UPLOADED: Tone.INFO,
    CHECKED: Tone.INFO,
    RUNNING: Tone.INFO,
    DONE: Tone.POSITIVE,
    STOPPED: Tone.WARNING,
}


@dataclass(frozen=True, kw_only=True)
class RegistersPage(FormPage):
    """The upload form, with the files that were brought in before."""

    table: Table


@dataclass(frozen=True)
class ReportRow:
    """One line of the report: whom it is about, what it means, what a person can decide."""

    name: str
    url: str
    told: tuple[str, ...]
    outcome: Badge
    settled: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class RegisterPage(Page):
    """One file: how far it is, what it means, and what it asks."""

    lead: str
    live_url: str
    counts: tuple[Kpi, ...]
    progress: Progress | None
    notes: tuple[str, ...]
    facts: tuple[Definition, ...]
    filters: Any
    shown: str
    """Which outcome is shown; empty for everything."""
    rows: tuple[ReportRow, ...]
    empty: EmptyState
    next_url: str
    clear: Link | None


def registers_page(actor: Actor, form: Any, before: str = "") -> RegistersPage:
    """Bring in a file, or look at an earlier one."""
    rows = queries.listed_registers(actor, before=before)
    shown = rows[: queries.ROWS_ON_A_PAGE]
    here = reverse("market:register_imports", args=[actor.slug])
    return RegistersPage(
        title=_("Check with a file of a register"),
        intro=_("One file checks many recognitions at once, by KvK number. First you see what it would do."),
        crumbs=_crumbs(actor),
        form=form,
        submit=_("Read the file"),
        cancel_url=reverse("market:proof_queue", args=[actor.slug]),
        multipart=True,
        help=(
            Help(
                title=_("What it does"),
                points=(
                    _("Who stands in the register, is verified with the day of the file."),
                    _(
                        "Who ended, is gone, or has another level or name, is put to you. "
                        "Nothing is withdrawn by itself."
                    ),
                    _("Firms that we do not know stand in the report. You can take them in as a list."),
                ),
            ),
        ),
        table=Table(
            caption=_("Files brought in before"),
            columns=(
                Column(label=_("Register")),
                Column(label=_("State")),
                Column(label=_("Verified now"), numeric=True),
                Column(label=_("Of the day"), compact=True),
            ),
            rows=tuple(_listed(actor, one) for one in shown),
            empty=EmptyState(
                title=_("No file was brought in yet"),
                text=_("Ask a register for a list with KvK numbers. Many send one on request."),
            ),
            next_url=f"{here}?na={shown[-1].public_id}" if len(rows) > len(shown) else "",
            previous_url=here if before else "",
        ),
    )


def _listed(actor: Actor, batch: RegisterImport) -> Row:
    return Row(
        (
            Cell(
                text=_register_name(batch),
                url=_address("register_import", actor, batch),
                note=batch.file_name,
            ),
            Cell(badge=_state(batch)),
            Cell(text=str(batch.counts.get("verified", 0))),
            Cell(text=format_day(batch.as_of, _language(), "short")),
        )
    )


def register_columns_page(actor: Actor, batch: RegisterImport, form: Any) -> FormPage:
    """What each column means; as chosen for this register before."""
    again = queries.same_register_file(actor, batch.sha256, besides=batch)
    note = (
        _(
            "You brought in exactly this file before, on %(day)s. "
            "Using it again changes nothing that was checked."
        )
        % {"day": format_day(timezone.localdate(again.started_at), _language())}
        if again
        else ""
    )
    return FormPage(
        title=_("What do the columns mean?"),
        intro=note or _("We made a proposal. Only the KvK number is needed; the rest makes it more certain."),
        crumbs=(*_crumbs(actor), Crumb(_register_name(batch), _address("register_import", actor, batch))),
        form=form,
        submit=_("Make a dry run"),
        submit_note=_("Nothing is changed yet."),
        cancel_url=_address("register_import", actor, batch),
        help=(
            Help(
                title=_("Why is this asked?"),
                text=_(
                    "Each register has other headings. "
                    "Your choice is kept for the next file of this register."
                ),
            ),
        ),
    )


def register_page(actor: Actor, batch: RegisterImport, form: Any, after: int = 0) -> RegisterPage:
    """One file as it stands now."""
    job = job_of(actor, batch.job) if batch.job else None
    running = batch.state == RUNNING and job is not None and not job.ended
    wanted = form.wanted()
    rows = queries.page_of_register_rows(batch, wanted, after=after)
    shown = rows[: queries.ROWS_ON_A_PAGE]
    here = _address("register_import", actor, batch)
    asked = f"outcome={wanted}&" if wanted else ""
    return RegisterPage(
        title=_register_name(batch),
        intro=_("File “%(file)s”, as the register was on %(day)s")
        % {"file": batch.file_name, "day": format_day(batch.as_of, _language())},
        crumbs=_crumbs(actor),
        badge=_state(batch),
        lead=_lead(batch, queries.waiting_in(batch)),
        live_url=here if running else "",
        counts=_counts(batch, here),
        progress=progress_of(actor, job) if job is not None and batch.state in (RUNNING, STOPPED) else None,
        notes=_notes(actor, batch),
        actions=() if running else tuple(_actions(actor, batch)),
        facts=(
            Definition(term=_("Whole register"), text=_("yes") if batch.whole else _("no")),
            Definition(term=_("Where it came from"), text=batch.source_url, url=batch.source_url),
            Definition(
                term=_("Brought in on"), text=format_day(timezone.localdate(batch.started_at), _language())
            ),
            Definition(
                term=_("The file itself goes on"),
                text=format_day(batch.keep_until, _language()) if batch.keep_until else "",
            ),
        ),
        filters=form,
        shown=wanted,
        rows=tuple(_report_row(actor, batch, one) for one in shown),
        empty=EmptyState(
            title=_("Nothing here"),
            text=_("Choose the columns first; then the report stands here.")
            if batch.state == UPLOADED
            else _("The file holds nothing of this kind."),
        ),
        next_url=f"{here}?{asked}na={shown[-1].line}" if len(rows) > len(shown) else "",
        clear=Link(_("Show everything"), here) if wanted else None,
    )


def _report_row(actor: Actor, batch: RegisterImport, row: RegisterImportRow) -> ReportRow:
    label, tone = OUTCOMES[row.outcome]
    supplier = row.supplier
    return ReportRow(
        name=row.our_name or row.name or _("Line %(line)s") % {"line": row.line},
        url=reverse("market:supplier", args=[actor.slug, supplier.public_id]) if supplier else "",
        told=tuple(told(batch, row)),
        outcome=Badge(label=str(label), tone=tone),
        settled=str(_SETTLED.get(row.settled_how, "")),
        actions=_row_actions(actor, batch, row),
    )


_SETTLED = {
    "took": gettext_lazy("Decided: as the register says."),
    "kept": gettext_lazy("Decided: stays as it was."),
}


def told(batch: RegisterImport, row: RegisterImportRow) -> Iterable[str]:
    """What the register says beside what stands here, in sentences."""
    if row.kvk:
        yield _("KvK %(number)s") % {"number": row.kvk}
    if row.outcome == "name":
        yield _("The register says “%(theirs)s”, here it is “%(ours)s”.") % {
            "theirs": row.name,
            "ours": row.our_name,
        }
    if row.outcome == "level":
        yield _("The register says %(theirs)s, here it is %(ours)s.") % {
            "theirs": _level(batch, row.level),
            "ours": _level(batch, row.our_level),
        }
    elif row.level:
        yield _level(batch, row.level)
    if row.valid_until:
        yield _("Valid up to and including %(day)s") % {"day": words.day_in_words(row.valid_until)}
    for fault in row.faults:
        yield fault["en" if _language().startswith("en") else "nl"]


def _row_actions(actor: Actor, batch: RegisterImport, row: RegisterImportRow) -> tuple[Action, ...]:
    """Decisions come after the dry run: before it nothing may change."""
    if batch.state not in (DONE, STOPPED) or row.outcome not in queries.ASKS or row.settled_at:
        return ()
    if row.outcome in ("ended", "gone") and (row.credential is None or row.credential.state != "verified"):
        return ()
    take = {
        "name": _("It is the same firm: verify"),
        "level": _("Take over the level of the register"),
        "ended": _("Withdraw"),
        "gone": _("Withdraw"),
    }[row.outcome]
    url = reverse("market:register_settle", args=[actor.slug, batch.public_id, row.line])
    keep = _("Not the same firm") if row.outcome == "name" else _("Stays as it is")
    return (
        Action(label=take, url=url, post=True, hidden=(("take", "1"),)),
        Action(label=keep, url=url, post=True, kind="quiet", hidden=(("take", ""),)),
    )


def report_rows(batch: RegisterImport, rows: Iterable[RegisterImportRow]) -> list[Sequence[Any]]:
    """The whole report as a sheet."""
    head: list[Sequence[Any]] = [
        (
            *(_("Line"), _("Outcome"), _("KvK number"), _("Name in the register"), _("Name here")),
            *(_("Level in the register"), _("Level here"), _("Number"), _("Valid up to and including")),
            *(_("What is wrong"), _("Decided")),
        )
    ]
    language = "en" if _language().startswith("en") else "nl"
    for row in rows:
        head.append(
            (
                row.line if row.line < queries.GONE_FROM else "",
                str(OUTCOMES[row.outcome][0]),
                row.kvk,
                row.name,
                row.our_name,
                _level(batch, row.level),
                _level(batch, row.our_level),
                row.number,
                row.valid_until.isoformat() if row.valid_until else "",
                " ".join(fault[language] for fault in row.faults),
                str(_SETTLED.get(row.settled_how, "")),
            )
        )
    return head


def outcome_names() -> dict[str, Any]:
    """What people call each outcome."""
    return {code: label for code, (label, _tone) in OUTCOMES.items()}


def _counts(batch: RegisterImport, here: str) -> tuple[Kpi, ...]:
    return tuple(
        Kpi(label=str(OUTCOMES[name][0]), value=str(batch.counts[name]), url=f"{here}?outcome={name}")
        for name in queries.REGISTER_OUTCOMES
        if batch.counts.get(name)
    )


def _notes(actor: Actor, batch: RegisterImport) -> tuple[str, ...]:
    found = []
    again = queries.same_register_file(actor, batch.sha256, besides=batch)
    if again is not None:
        found.append(
            _(
                "You brought in exactly this file before, on %(day)s. "
                "Using it again changes nothing that was checked."
            )
            % {"day": format_day(timezone.localdate(again.started_at), _language())}
        )
    if batch.counts.get("unknown"):
        found.append(
            _(
                "Firms that are not in our directory are not added. "
                "Download the report and take it in as a list."
            )
        )
    return tuple(found)


def _lead(batch: RegisterImport, waiting: int) -> str:
    if batch.state == UPLOADED:
        return _("Choose first what the columns mean. Then you see what the file would do.")
    if batch.state == CHECKED:
        return _("This is a dry run: nothing was changed yet. Look at the report, then use the file.")
    if batch.state == RUNNING:
        return _("The recognitions are being checked. You can leave this page; the work goes on.")
    if batch.state == STOPPED:
        return _("The work was stopped. What was checked stays; you can go on.")
    if waiting:
        return _("The file was used. What you see below as a question, waits for you: nothing was withdrawn.")
    return _("The file was used, and every question was answered.")


def _actions(actor: Actor, batch: RegisterImport) -> Iterable[Action]:
    possible = {step.verb for step in REGISTER_IMPORT.possible(batch.state, actor.role)}
    if batch.counts:
        url = _address("register_report", actor, batch)
        yield Action(label=_("Download the report"), url=url, icon="download", kind="quiet")
    if "stop" in possible and batch.state != RUNNING:
        yield Action(
            label=_("Do not use this file"),
            url=_address("register_stop", actor, batch),
            post=True,
            kind="quiet",
        )
    if "check" in possible:
        yield Action(
            label=_("Choose the columns"),
            url=_address("register_columns", actor, batch),
            kind="primary" if batch.state == UPLOADED else "secondary",
        )
    if "start" in possible and batch.mapping:
        yield Action(
            label=_("Use the file") if batch.state == CHECKED else _("Go on"),
            url=_address("register_start", actor, batch),
            post=True,
            kind="primary",
        )


def _level(batch: RegisterImport, code: str) -> str:
    kind = rules.credential_kinds(Law.on(batch.as_of)).get(batch.code)
    level = kind.level_named(code) if kind else None
    return words.said(level.name) if level else code


def _register_name(batch: RegisterImport) -> str:
    kind = rules.credential_kinds(Law.on(batch.as_of)).get(batch.code)
    return words.said(kind.name) if kind else batch.code


def _state(batch: RegisterImport) -> Badge:
    return Badge(
        label=REGISTER_IMPORT.state(batch.state).name.in_language(_language()), tone=_TONES[batch.state]
    )


def _crumbs(actor: Actor) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Recognitions to check"), reverse("market:proof_queue", args=[actor.slug])),
        Crumb(_("Files of registers"), reverse("market:register_imports", args=[actor.slug])),
    )


def _address(name: str, actor: Actor, batch: RegisterImport) -> str:
    return reverse(f"market:{name}", args=[actor.slug, batch.public_id])


def _language() -> str:
    return get_language() or "nl"
