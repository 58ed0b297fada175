"""One file of payments: what is in it, what the check found, and what can be done now."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.charts import Chart
from meerwaarde.platform.layout.components import Action, Definition, FormPage, Kpi, Page, Table
from meerwaarde.platform.work.pages import Progress as WorkProgress
from meerwaarde.platform.work.pages import progress_of
from meerwaarde.platform.work.queries import job_of
from meerwaarde.rules.lifecycle import CHECKED, CONFIRMED, MAPPED, UPLOADED, WITHDRAWN
from meerwaarde.stages.spend.forms import WithdrawForm
from meerwaarde.stages.spend.pages.checked import counts_of, doubles_table, doubts_of, months_chart
from meerwaarde.stages.spend.pages.words import (
    address_of,
    crumbs_to,
    moment_of,
    number_of,
    period_of,
    reason_name,
    size_of,
    state_badge,
    steps_of,
)
from meerwaarde.stages.spend.queries.batches import SpendBatch
from meerwaarde.stages.spend.queries.checks import months_of_source
from meerwaarde.stages.spend.queries.mappings import WITH_COLUMNS


@dataclass(frozen=True, kw_only=True)
class BatchPage(Page):
    """One file."""

    lead: str
    live_url: str
    """Where the page comes from anew while the file is read; empty when that has ended."""
    progress: WorkProgress | None
    counts: tuple[Kpi, ...]
    chart: Chart | None
    doubts: tuple[str, ...]
    no_doubts: str
    reasons: tuple[Definition, ...]
    doubles: Table | None
    facts: tuple[Definition, ...]


def batch_page(actor: Actor, batch: SpendBatch) -> BatchPage:
    """One file as it stands now."""
    job = job_of(actor, batch.job) if batch.job else None
    running = batch.state == MAPPED and job is not None and not job.ended
    failed = batch.state == UPLOADED and job is not None
    read = batch.state in (CHECKED, CONFIRMED) and bool(batch.checks)
    doubts = doubts_of(batch) if read else ()
    return BatchPage(
        title=batch.file_name,
        intro=batch.source.name,
        crumbs=crumbs_to(actor),
        badge=state_badge(batch),
        steps=() if batch.state == WITHDRAWN else steps_of(batch.state),
        lead=_lead(batch),
        live_url=address_of("batch", actor, batch) if running else "",
        progress=progress_of(actor, job) if job is not None and (running or failed) else None,
        counts=counts_of(actor, batch) if read else (),
        chart=months_chart(batch, months_of_source(batch)) if read else None,
        doubts=doubts,
        no_doubts=_("Nothing stands out in this file.") if read and not doubts else "",
        reasons=_reasons(batch) if read else (),
        doubles=doubles_table(batch) if read else None,
        actions=() if running else tuple(_steps_to_take(actor, batch)),
        facts=_facts(actor, batch),
    )


def withdraw_page(actor: Actor, batch: SpendBatch, form: WithdrawForm) -> FormPage:
    """Why a file is withdrawn."""
    counts = batch.state == CONFIRMED
    return FormPage(
        title=_("Withdraw this file"),
        intro=_("Its lines disappear from all figures. The file itself and your reason are kept.")
        if counts
        else _("It will not count in the figures. The file itself and your reason are kept."),
        crumbs=crumbs_to(actor),
        form=form,
        submit=_("Withdraw"),
        cancel_url=address_of("batch", actor, batch),
    )


def _lead(batch: SpendBatch) -> str:
    if batch.state == UPLOADED:
        if batch.kind not in WITH_COLUMNS:
            return _("The file is kept. Have it read: it says itself what everything means.")
        return _("The file is kept. Choose first what its columns mean.")
    if batch.state == MAPPED:
        return _("The file is being read. You can leave this page; the work goes on.")
    if batch.state == CONFIRMED:
        return _("This file counts in the figures.")
    if batch.state == WITHDRAWN:
        return _("This file was withdrawn: %(why)s") % {"why": batch.why_withdrawn}
    return _("Nothing counts yet. Look at the totals, and confirm when they are right.")


def _steps_to_take(actor: Actor, batch: SpendBatch) -> list[Action]:
    withdraw = Action(
        label=_("Withdraw"), url=address_of("withdraw", actor, batch), icon="close", kind="quiet"
    )
    columns = address_of("columns", actor, batch)
    if batch.state in (UPLOADED, MAPPED):
        choose = (
            Action(label=_("Choose the columns"), url=columns, icon="edit", kind="primary")
            if batch.kind in WITH_COLUMNS
            else Action(label=_("Have the file read"), url=columns, icon="next", kind="primary", post=True)
        )
        return [choose, withdraw] if batch.state == UPLOADED else [choose]
    if batch.state == CHECKED:
        why_not = "" if batch.lines else _("No line of this file can be counted. Change the columns first.")
        count = Action(
            label=_("Let it count"),
            url=address_of("confirm", actor, batch),
            icon="done",
            kind="primary",
            post=True,
            why_not=why_not,
        )
        change = Action(label=_("Change the columns"), url=columns, icon="edit")
        return [count, *((change,) if batch.kind in WITH_COLUMNS else ()), withdraw]
    return [withdraw] if batch.state == CONFIRMED else []


def _reasons(batch: SpendBatch) -> tuple[Definition, ...]:
    reasons = sorted(batch.checks.get("reasons", {}).items(), key=lambda one: -one[1])
    return tuple(
        Definition(
            term=reason_name(code),
            text=ngettext("%(number)s line", "%(number)s lines", number) % {"number": number_of(number)},
        )
        for code, number in reasons
    )


def _facts(actor: Actor, batch: SpendBatch) -> tuple[Definition, ...]:
    brought_by = batch.brought_in_by.person.name if batch.brought_in_by is not None else ""
    facts = [
        Definition(term=_("Source"), text=batch.source.name),
        Definition(
            term=_("File"),
            text=batch.file_name,
            url=address_of("original", actor, batch),
            note=size_of(batch.size),
        ),
        Definition(term=_("Brought in on"), text=moment_of(batch.brought_in_at), note=brought_by),
    ]
    if period := period_of(batch):
        facts.append(Definition(term=_("Period"), text=period))
    if batch.confirmed_at is not None:
        facts.append(Definition(term=_("Confirmed on"), text=moment_of(batch.confirmed_at)))
    if batch.withdrawn_at is not None:
        facts.append(Definition(term=_("Withdrawn on"), text=moment_of(batch.withdrawn_at)))
    facts.append(
        Definition(term=_("Digest (SHA-256)"), text=batch.sha256[:16] + "…", note=_("of the file as it came"))
    )
    return tuple(facts)
