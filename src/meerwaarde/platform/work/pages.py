"""What the pages of background work show."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from django.urls import reverse
from django.utils.translation import get_language
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
    ListPage,
    Page,
    Row,
    ShareBar,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_moment, format_number
from meerwaarde.platform.work.jobs import kind_of
from meerwaarde.platform.work.models import Job
from meerwaarde.platform.work.queries import visible_to

PAGE_SIZE = 50
POLL_SECONDS = 2

TONES = {
    Job.State.QUEUED: Tone.NEUTRAL,
    Job.State.RUNNING: Tone.INFO,
    Job.State.DONE: Tone.POSITIVE,
    Job.State.FAILED: Tone.NEGATIVE,
    Job.State.STOPPED: Tone.WARNING,
}


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a job is. A page of any room may show it: `{% include "work/progress.html" %}` with `progress`.

    `poll_url` is empty when the job has ended: then nothing asks any more.
    """

    anchor: str
    bar: ShareBar
    badge: Badge
    message: str
    poll_url: str
    trigger: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class JobPage(Page):
    """One job: its progress, and who started it when."""

    progress: Progress
    facts: tuple[Definition, ...]


def jobs_page(actor: Actor, before: str) -> ListPage:
    """The jobs that this actor may see, a page at a time."""
    found = visible_to(actor)
    if before.isascii() and before.isdigit() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: PAGE_SIZE + 1])
    shown, more = rows[:PAGE_SIZE], len(rows) > PAGE_SIZE
    address = reverse("work:list", args=[actor.slug])
    return ListPage(
        title=_("Tasks in the background"),
        intro=_("Work that goes on while you do something else. You can leave this page."),
        table=Table(
            caption=_("All tasks of your authority") if actor.may("organisation.manage") else _("Your tasks"),
            columns=(
                Column(label=_("Task")),
                Column(label=_("State")),
                Column(label=_("Started by")),
                Column(label=_("Asked on")),
            ),
            rows=tuple(_row(actor, job) for job in shown),
            empty=EmptyState(
                title=_("There are no tasks"),
                text=_("As soon as you start a large export, it stands here."),
                drawing="done",
            ),
            next_url=f"{address}?before={shown[-1].pk}" if more else "",
        ),
    )


def job_page(actor: Actor, job: Job) -> JobPage:
    """One job with everything about it that a person can use."""
    facts = [
        Definition(term=_("Started by"), text=_starter(job)),
        Definition(term=_("Asked on"), text=_moment(job.created)),
    ]
    if job.started:
        facts.append(Definition(term=_("Began on"), text=_moment(job.started)))
    if job.finished:
        facts.append(Definition(term=_("Ended on"), text=_moment(job.finished)))
    facts.append(Definition(term=_("Number"), text=job.public_id))
    return JobPage(
        title=_title(job),
        crumbs=(Crumb(_("Tasks in the background"), reverse("work:list", args=[actor.slug])),),
        progress=progress_of(actor, job),
        facts=tuple(facts),
    )


def progress_of(actor: Actor, job: Job) -> Progress:
    """The progress of one job, and what can be done with it now."""
    state = Job.State(job.state)
    return Progress(
        anchor=f"job-{job.public_id}",
        bar=ShareBar(label=_title(job), share=_share(job), value=_value(job)),
        badge=Badge(label=str(state.label), tone=TONES[state]),
        message=job.message.in_language(_language()),
        poll_url="" if job.ended else reverse("work:progress", args=[actor.slug, job.public_id]),
        trigger=f"every {POLL_SECONDS}s",
        actions=_actions(actor, job),
    )


def file_of(job: Job) -> str:
    """The bare name of the file that a job made, or nothing."""
    named = (job.result or {}).get("file", "") if job.state == Job.State.DONE else ""
    return PurePath(str(named)).name


def _actions(actor: Actor, job: Job) -> tuple[Action, ...]:
    if not job.ended:
        stop = reverse("work:stop", args=[actor.slug, job.public_id])
        if job.stop_requested:
            return (Action(label=_("Stop"), why_not=_("the task stops after the step it is at now.")),)
        return (Action(label=_("Stop"), url=stop, icon="close", post=True),)
    if file_of(job):
        fetch = reverse("work:result", args=[actor.slug, job.public_id])
        return (Action(label=_("Download the result"), url=fetch, icon="download", kind="primary"),)
    return ()


def _row(actor: Actor, job: Job) -> Row:
    state = Job.State(job.state)
    return Row(
        (
            Cell(text=_title(job), url=reverse("work:detail", args=[actor.slug, job.public_id])),
            Cell(badge=Badge(label=str(state.label), tone=TONES[state]), note=_value(job)),
            Cell(text=_starter(job)),
            Cell(text=_moment(job.created)),
        )
    )


def _title(job: Job) -> str:
    kind = kind_of(job.name)
    return _("A task of an earlier version") if kind is None else kind.title.in_language(_language())


def _starter(job: Job) -> str:
    return job.person.name if job.person is not None else _("Somebody who has left")


def _share(job: Job) -> float:
    if job.state == Job.State.DONE:
        return 1.0
    return min(1.0, job.done / job.total) if job.total else 0.0


def _value(job: Job) -> str:
    language = _language()
    done = format_number(job.done, language)
    if job.total:
        return _("%(done)s of %(total)s") % {"done": done, "total": format_number(job.total, language)}
    if job.done:
        return _("%(done)s done") % {"done": done}
    return ""


def _moment(moment: object) -> str:
    return format_moment(moment, _language())  # type: ignore[arg-type]


def _language() -> str:
    return get_language() or "nl"
