"""One file: what it holds, what was done with it, and what waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.exchange.suppliers import Complaint
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Definition,
    Kpi,
    Page,
)
from meerwaarde.platform.layout.notation import format_number
from meerwaarde.platform.work.pages import Progress as WorkProgress
from meerwaarde.platform.work.pages import progress_of
from meerwaarde.platform.work.queries import job_of
from meerwaarde.rules.lifecycle import CHECKED, CHECKING, DONE, RUNNING, STOPPED, SUPPLIER_IMPORT, UPLOADED
from meerwaarde.stages.market.pages.supplier_imports.words import (
    TONES,
    address_of,
    crumbs_to,
    goes_on,
    moment_of,
    readers_language,
    steps_of,
)
from meerwaarde.stages.market.queries import supplier_imports as queries
from meerwaarde.stages.market.queries.supplier_imports import SupplierImport


@dataclass(frozen=True, kw_only=True)
class ImportPage(Page):
    """One list: how far it is, what it would do or did, and what waits for a person."""

    lead: str
    live_url: str
    """Where the figures come from while work goes on; empty when it has ended."""
    counts: tuple[Kpi, ...]
    progress: WorkProgress | None
    waits: tuple[Action, ...]
    notes: tuple[str, ...]
    facts: tuple[Definition, ...]


def import_page(actor: Actor, batch: SupplierImport, complaints: Sequence[Complaint] = ()) -> ImportPage:
    """One list as it stands now."""
    language = readers_language()
    job = job_of(actor, batch.job) if batch.job else None
    running = goes_on(batch, job)
    told = batch.state in (CHECKING, RUNNING, STOPPED) or (batch.state == UPLOADED and job is not None)
    waiting = queries.waiting_counts(batch)
    return ImportPage(
        title=batch.source,
        intro=_("List “%(file)s”") % {"file": batch.file_name},
        crumbs=crumbs_to(actor),
        badge=Badge(
            label=SUPPLIER_IMPORT.state(batch.state).name.in_language(language), tone=TONES[batch.state]
        ),
        steps=steps_of(batch.state),
        lead=_lead(batch, waiting),
        live_url=address_of("supplier_import", actor, batch) if running else "",
        counts=_counts(actor, batch, waiting),
        progress=progress_of(actor, job) if job is not None and told else None,
        waits=() if running else tuple(_waits(actor, batch, waiting)),
        notes=tuple(_notes(complaints, language)),
        actions=() if running else tuple(_steps_to_take(actor, batch)),
        facts=(
            Definition(term=_("Source"), text=batch.source),
            Definition(
                term=_("File"), text=batch.file_name, url=address_of("supplier_import_original", actor, batch)
            ),
            Definition(term=_("Brought in on"), text=moment_of(batch.started_at)),
            Definition(term=_("Ended on"), text=moment_of(batch.finished_at) if batch.finished_at else ""),
        ),
    )


def _lead(batch: SupplierImport, waiting: dict[str, int]) -> str:
    if batch.state == UPLOADED:
        return _("Choose first what the columns mean. Then you see what taking over would do.")
    if batch.state == CHECKING:
        return _("The list is being tried; nothing is changed. You can leave this page; the work goes on.")
    if batch.state == CHECKED:
        return _("This is a dry run: nothing was changed yet. Look at the figures, then take over.")
    if batch.state == RUNNING:
        return _("The list is being taken over. You can leave this page; the work goes on.")
    if batch.state == STOPPED:
        return _("Taking over was stopped. What was taken over stays. You can go on where it stopped.")
    if waiting:
        return _("The list was taken over. Some rows still wait for you.")
    return _("The list was taken over. Nothing waits for you.")


def _counts(actor: Actor, batch: SupplierImport, waiting: dict[str, int]) -> tuple[Kpi, ...]:
    if not batch.counts:
        return ()
    language = readers_language()
    done = batch.state not in (UPLOADED, CHECKING, CHECKED) and (batch.state == DONE or batch.taken_until > 0)
    refused = address_of("supplier_import_refused", actor, batch)
    differ = address_of("supplier_import_differences", actor, batch)

    def kpi(outcome: str, label: str, note: str, url: str = "") -> Kpi:
        # A row that was left out is not to be mended any more, though the file still counts it as refused.
        number = waiting.get(outcome, 0) if outcome == "refused" else batch.counts.get(outcome, 0)
        return Kpi(label=label, value=format_number(number, language), note=note, url=url)

    left = waiting.get("differs", 0)
    return (
        kpi("new", _("New"), _("were added") if done else _("would be added")),
        kpi("changed", _("Completed"), _("what was empty here is filled")),
        kpi("same", _("The same"), _("nothing changes")),
        kpi(
            "differs",
            _("Differ"),
            _waiting(left) if done else _("you choose after taking over"),
            differ if left else "",
        ),
        kpi("elsewhere", _("Kept elsewhere"), _("another authority keeps these; nothing changes")),
        kpi(
            "refused",
            _("To be mended"),
            _("are not taken over until you mend them"),
            refused if waiting.get("refused") else "",
        ),
    )


def _waiting(left: int) -> str:
    if not left:
        return ""
    return ngettext("%(number)s waits for you", "%(number)s wait for you", left) % {"number": left}


def _waits(actor: Actor, batch: SupplierImport, waiting: dict[str, int]) -> list[Action]:
    found = []
    if number := waiting.get("refused", 0):
        label = ngettext("Mend %(number)s row", "Mend %(number)s rows", number) % {"number": number}
        found.append(
            Action(label=label, url=address_of("supplier_import_refused", actor, batch), icon="edit")
        )
    if (number := waiting.get("differs", 0)) and batch.state != CHECKED:
        label = ngettext("Choose at %(number)s supplier", "Choose at %(number)s suppliers", number)
        url = address_of("supplier_import_differences", actor, batch)
        found.append(Action(label=label % {"number": number}, url=url, icon="task"))
    return found


def _steps_to_take(actor: Actor, batch: SupplierImport) -> list[Action]:
    columns = address_of("supplier_import_columns", actor, batch)
    start = address_of("supplier_import_start", actor, batch)
    stop = address_of("supplier_import_stop", actor, batch)
    go_on = Action(label=_("Go on taking over"), url=start, icon="next", kind="primary", post=True)
    give_up = Action(label=_("Do not take over"), url=stop, icon="close", kind="quiet", post=True)
    if batch.state in (UPLOADED, CHECKING):
        choose = Action(label=_("Choose the columns"), url=columns, icon="edit", kind="primary")
        return [choose, give_up] if batch.state == UPLOADED else [choose]
    if batch.state == CHECKED:
        take = Action(label=_("Take over"), url=start, icon="done", kind="primary", post=True)
        return [take, Action(label=_("Change the columns"), url=columns, icon="edit"), give_up]
    if batch.state == STOPPED and not batch.job:
        return [Action(label=_("Choose the columns"), url=columns, icon="edit")]
    if batch.state in (STOPPED, RUNNING):
        return [go_on]
    return [Action(label=_("To the suppliers"), url=reverse("market:suppliers", args=[actor.slug]))]


def _notes(complaints: Sequence[Complaint], language: str) -> list[str]:
    return [f"{one.text.in_language(language)} {one.what_now.in_language(language)}" for one in complaints]
