"""One's own background work: how far it is, stopping it, and fetching what it made."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import NotYourRole, door
from meerwaarde.platform.work import actions, pages, queries
from meerwaarde.platform.work.jobs import kind_of
from meerwaarde.platform.work.models import Job
from meerwaarde.platform.work.run import folder_of


@door("search.use")
@require_GET
def jobs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What one started, newest first."""
    return render(
        request, "layout/list.html", {"page": pages.jobs_page(actor, request.GET.get("before", ""))}
    )


@door("search.use")
@require_GET
def detail(request: HttpRequest, actor: Actor, job: str) -> HttpResponse:
    """One job with its progress."""
    return render(request, "work/detail.html", {"page": pages.job_page(actor, _visible(actor, job))})


@door("search.use")
@require_GET
def progress(request: HttpRequest, actor: Actor, job: str) -> HttpResponse:
    """The part of a page that renews itself while the job goes on."""
    shown = pages.progress_of(actor, _visible(actor, job))
    return render(request, "work/progress.html", {"progress": shown})


@door("search.use")
@require_POST
def stop(request: HttpRequest, actor: Actor, job: str) -> HttpResponse:
    """Ask the job to stop."""
    if actions.stop(_visible(actor, job), actor, at=timezone.now()):
        messages.success(request, _("The task stops after the step it is at now."))
    else:
        messages.info(request, _("The task had already ended."))
    return redirect("work:detail", actor.slug, job)


@door("search.use")
@require_GET
def result(request: HttpRequest, actor: Actor, job: str) -> FileResponse:
    """The file that a job made, as a download and nothing else."""
    found = _visible(actor, job)
    kind = kind_of(found.name)
    if kind is not None and kind.permission and not actor.may(kind.permission):
        raise NotYourRole(kind.permission)
    name = pages.file_of(found)
    path = folder_of(found) / name if name else None
    if path is None or not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def _visible(actor: Actor, job: str) -> Job:
    found = queries.job_of(actor, job)
    if found is None:
        raise Http404
    return found
