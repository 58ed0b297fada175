"""One file of payments: what is in it, what the check found, and what can be done now."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, Definition, FormPage, Page
from meerwaarde.rules.lifecycle import CONFIRMED, MAPPED, UPLOADED, WITHDRAWN
from meerwaarde.stages.spend.forms import WithdrawForm
from meerwaarde.stages.spend.pages.words import (
    address_of,
    crumbs_to,
    moment_of,
    size_of,
    state_badge,
    steps_of,
)
from meerwaarde.stages.spend.queries.batches import SpendBatch


@dataclass(frozen=True, kw_only=True)
class BatchPage(Page):
    """One file."""

    lead: str
    facts: tuple[Definition, ...]


def batch_page(actor: Actor, batch: SpendBatch) -> BatchPage:
    """One file as it stands now."""
    return BatchPage(
        title=batch.file_name,
        intro=batch.source.name,
        crumbs=crumbs_to(actor),
        badge=state_badge(batch),
        steps=() if batch.state == WITHDRAWN else steps_of(batch.state),
        lead=_lead(batch),
        actions=tuple(_steps_to_take(actor, batch)),
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
    return [] if batch.state in (MAPPED, WITHDRAWN) else [withdraw]


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
    if batch.confirmed_at is not None:
        facts.append(Definition(term=_("Confirmed on"), text=moment_of(batch.confirmed_at)))
    if batch.withdrawn_at is not None:
        facts.append(Definition(term=_("Withdrawn on"), text=moment_of(batch.withdrawn_at)))
    facts.append(
        Definition(term=_("Digest (SHA-256)"), text=batch.sha256[:16] + "…", note=_("of the file as it came"))
    )
    return tuple(facts)
