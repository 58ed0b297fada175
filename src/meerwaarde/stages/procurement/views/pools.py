"""The doors of buying together."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.procurement.actions import pools as actions
from meerwaarde.stages.procurement.actions.pools import PoolRefused
from meerwaarde.stages.procurement.forms.pools import AskForm, PartForm, ProposeForm, ReasonForm
from meerwaarde.stages.procurement.pages.pools import (
    decline_page,
    peer_label,
    pool_page,
    pools_page,
    propose_page,
)
from meerwaarde.stages.procurement.queries import pools as queries
from meerwaarde.stages.procurement.queries.pools import Pool, PoolMember
from meerwaarde.stages.procurement.views.calendar import fetch_line

UNPROCESSABLE, CONFLICT = 422, 409


@door("pools.read")
@require_GET
def pools(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What runs, and who expects the same."""
    return render(request, "procurement/pools.html", {"page": pools_page(actor, timezone.localdate())})


@door("pools.read")
@require_GET
def pool(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One joint procurement."""
    return _pool(request, actor, _fetch(actor, public_id))


@door("pools.write")
@require_http_methods(["GET", "POST"])
def pool_propose(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Propose to buy together, from a line of one's own."""
    line = fetch_line(actor, public_id)
    peers = queries.peers_of(actor, line)
    if not peers:
        messages.info(request, _("Nobody in your region expects the same now."))
        return redirect("calendar:pools", actor.slug)
    labels = [peer_label(peer) for peer in peers]
    form = ProposeForm(request.POST or None, peers=peers, labels=labels)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            made = actions.propose_pool(
                actor=actor,
                line=line,
                peers=form.cleaned_data["peers"],
                description=form.cleaned_data["description"],
                at=timezone.now(),
            )
            messages.success(request, _("Your proposal is sent. The others decide themselves."))
            return redirect("calendar:pool", actor.slug, made.public_id)
    page = propose_page(actor, line, form)
    return render(request, "layout/form.html", {"page": page}, status=status)


@door("pools.write")
@require_POST
def pool_join(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take part."""
    found, part = _fetch_own(actor, public_id)
    try:
        actions.answer(actor=actor, part=part, verb="join", at=timezone.now())
    except (PoolRefused, StepRefused) as refused:
        messages.error(request, _said(refused))
    else:
        messages.success(request, _("You take part. Say below what your part is worth and what you need."))
    return redirect("calendar:pool", actor.slug, found.public_id)


@door("pools.write")
@require_http_methods(["GET", "POST"])
def pool_decline(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Not take part, or leave, with why."""
    found, part = _fetch_own(actor, public_id)
    form = ReasonForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            verb = "decline" if part.state == "invited" else "leave"
            reason = form.cleaned_data["reason"]
            try:
                actions.answer(actor=actor, part=part, verb=verb, reason=reason, at=timezone.now())
            except (PoolRefused, StepRefused) as refused:
                messages.error(request, _said(refused))
            else:
                messages.success(request, _("Saved. The others see this with your reason."))
            return redirect("calendar:pool", actor.slug, found.public_id)
    page = decline_page(actor, found, part, form)
    return render(request, "layout/form.html", {"page": page}, status=status)


@door("pools.write")
@require_POST
def pool_part(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Say what one's own part is worth and needs."""
    found, part = _fetch_own(actor, public_id)
    form = PartForm(request.POST)
    if not form.is_valid():
        return _pool(request, actor, found, form=form, status=UNPROCESSABLE)
    try:
        actions.change_part(
            actor=actor,
            part=part,
            values=form.values(),
            expected_version=form.cleaned_data["version"] or 0,
            at=timezone.now(),
        )
    except PoolRefused as refused:
        form.add_error("value", _said(refused))
        return _pool(request, actor, found, form=form, status=UNPROCESSABLE)
    except Changed as changed:
        typed = request.POST.copy()
        typed["version"] = str(changed.current.version)
        form = PartForm(typed)
        form.is_valid()
        now = PartForm.typed_from(changed.current)  # type: ignore[arg-type]
        told = _("A colleague saved this meanwhile: %(value)s. Save again to keep yours.") % {
            "value": " · ".join(str(now[name]) for name in ("value", "needs") if now[name])
        }
        form.add_error(None, told)
        return _pool(request, actor, found, form=form, status=CONFLICT)
    messages.success(request, _("Your part is saved."))
    return redirect("calendar:pool", actor.slug, found.public_id)


@door("pools.write")
@require_POST
def pool_check(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Check the whole against one's own policy."""
    found, part = _fetch_own(actor, public_id)
    actions.check_own_policy(actor=actor, part=part, at=timezone.now())
    messages.success(request, _("Checked. What your own policy asks stands below; only you see it."))
    return redirect("calendar:pool", actor.slug, found.public_id)


@door("pools.write")
@require_POST
def pool_ask(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Ask one more authority."""
    found = _fetch(actor, public_id)
    form = AskForm(request.POST, choices=queries.may_be_asked(actor, found))
    if not form.is_valid():
        return _pool(request, actor, found, ask_form=form, status=UNPROCESSABLE)
    try:
        actions.ask_member(actor=actor, pool=found, organisation=form.chosen(), at=timezone.now())
    except PoolRefused as refused:
        messages.error(request, _said(refused))
    else:
        messages.success(request, _("%(name)s is asked.") % {"name": form.chosen().name})
    return redirect("calendar:pool", actor.slug, found.public_id)


@door("pools.write")
@require_POST
def pool_lead(request: HttpRequest, actor: Actor, public_id: str, member: str) -> HttpResponse:
    """Let another member lead."""
    found = _fetch(actor, public_id)
    to = queries.member_of_pool(found, member)
    if to is None:
        raise Http404
    try:
        actions.hand_over(actor=actor, pool=found, to=to, at=timezone.now())
    except PoolRefused as refused:
        messages.error(request, _said(refused))
    else:
        messages.success(request, _("%(name)s leads from now on.") % {"name": to.organisation.name})
    return redirect("calendar:pool", actor.slug, found.public_id)


@door("pools.write")
@require_POST
def pool_step(request: HttpRequest, actor: Actor, public_id: str, verb: str) -> HttpResponse:
    """Agree, discuss again, begin or call off."""
    found = _fetch(actor, public_id)
    try:
        if verb == "begin":
            begun = actions.begin_pool(actor=actor, pool=found, at=timezone.now())
            messages.success(request, _("The procurement has begun, with the value of everybody together."))
            return redirect("procurement:detail", actor.slug, begun.public_id)
        actions.take_pool_step(actor=actor, pool=found, verb=verb, at=timezone.now())
    except (PoolRefused, StepRefused) as refused:
        messages.error(request, _said(refused))
    else:
        messages.success(request, _("Saved. All members see this."))
    return redirect("calendar:pool", actor.slug, found.public_id)


def _pool(
    request: HttpRequest,
    actor: Actor,
    found: Pool,
    *,
    form: PartForm | None = None,
    ask_form: AskForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = pool_page(actor, found, timezone.localdate(), form=form, ask_form=ask_form)
    return render(request, "procurement/pool.html", {"page": page}, status=status)


def _fetch(actor: Actor, public_id: str) -> Pool:
    found = queries.pool(actor, public_id)
    if found is None:
        raise Http404
    return found


def _fetch_own(actor: Actor, public_id: str) -> tuple[Pool, PoolMember]:
    found = _fetch(actor, public_id)
    part = queries.own_part(actor, found)
    if part is None:
        raise Http404
    return found, part


def _said(refused: PoolRefused | StepRefused) -> str:
    return refused.text.in_language(get_language() or "nl")
