"""The doors to one's own alerts, and those that open from a letter without a log-in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door, public_door
from meerwaarde.platform.layout.undo import undoable
from meerwaarde.platform.notify.composing import public_address
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules import alerts as rules
from meerwaarde.stages.market.actions import alerts as actions
from meerwaarde.stages.market.forms.alerts import AlertForm, initial_of
from meerwaarde.stages.market.pages import alerts as pages
from meerwaarde.stages.market.queries import alerts as queries
from meerwaarde.stages.market.queries import notices as notice_queries
from meerwaarde.stages.market.queries.alerts import AlertProfile

UNPROCESSABLE, CONFLICT = 422, 409


@door("alerts.own")
@require_GET
def alerts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What one wants to hear of."""
    page = pages.alerts_page(actor, list(queries.alerts_of(actor)))
    return render(request, "layout/list.html", {"page": page})


@door("alerts.own")
@require_GET
def alert(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One alert and what it found last."""
    page = pages.alert_page(actor, _fetch(actor, public_id))
    return render(request, "market/alert.html", {"page": page})


@door("alerts.own")
@require_http_methods(["GET", "POST"])
def alert_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Describe what one wants to hear of; the address may bring words along from a list."""
    day = timezone.localdate()
    if request.method == "GET":
        given = {name: request.GET[name] for name in ("name", "words", "cpv") if name in request.GET}
        return _show(request, actor, AlertForm(day=day, initial=given), None)
    form = AlertForm(request.POST, day=day)
    if form.is_valid() and "try" not in request.POST:
        try:
            made = actions.make_alert(actor=actor, values=form.values(), at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.text.in_language(actor.language))
        else:
            messages.success(request, _("The alert is on. You hear of what fits from now on."))
            return redirect("market:alert", actor.slug, made.public_id)
    return _show(request, actor, form, None)


@door("alerts.own")
@require_http_methods(["GET", "POST"])
def alert_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change what is asked for, or how one is told."""
    day, profile = timezone.localdate(), _fetch(actor, public_id)
    follow = profile.follows != AlertProfile.Follows.SEARCH
    if request.method == "GET":
        form = AlertForm(day=day, follow=follow, initial=initial_of(profile))
        return _show(request, actor, form, profile)
    form = AlertForm(request.POST, day=day, follow=follow)
    if form.is_valid() and "try" not in request.POST:
        values = form.values(queries.wanted_of(profile) if follow else None)
        try:
            actions.change_alert(
                actor=actor,
                profile=profile,
                expected_version=form.cleaned_data["version"] or profile.version,
                values=values,
                at=timezone.now(),
            )
        except Changed:
            form.add_error(
                None, _("This alert was changed in another window. Look again and save once more.")
            )
            return _show(request, actor, form, profile, status=CONFLICT)
        messages.success(request, _("The alert is changed."))
        return redirect("market:alert", actor.slug, public_id)
    return _show(request, actor, form, profile)


@door("alerts.own")
@require_POST
def alert_follow(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Follow the procedure, authority or category of a notice, or stop doing so."""
    notice = notice_queries.notice(actor, request.POST.get("notice", ""))
    what = notice and queries.followable(notice).get(request.POST.get("follows", ""))
    if notice is None or not what:
        raise Http404
    known = queries.follow_of(actor, what.follows, what.subject)
    if known is not None and known.paused_at is None:
        actions.end_alert(actor=actor, profile=known, at=timezone.now())
        messages.success(request, _("You no longer follow this."), extra_tags=_undo(actor, known))
    else:
        values = actions.AlertValues(name=what.name[:120], wanted=what.wanted, email=rules.AT_ONCE)
        try:
            actions.follow(
                actor=actor, follows=what.follows, subject=what.subject, values=values, at=timezone.now()
            )
        except Refused as refused:
            messages.error(request, refused.text.in_language(actor.language))
        else:
            messages.success(request, _("You follow this now. You find it under Alerts."))
    return redirect("market:notice", actor.slug, notice.public_id)


@door("alerts.own")
@require_POST
def alert_pause(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Hear nothing for a while."""
    actions.pause_alert(actor=actor, profile=_fetch(actor, public_id), at=timezone.now())
    messages.success(request, _("The alert is paused. Nothing comes until you turn it on again."))
    return redirect("market:alert", actor.slug, public_id)


@door("alerts.own")
@require_POST
def alert_resume(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Hear of it again."""
    actions.resume_alert(actor=actor, profile=_fetch(actor, public_id), at=timezone.now())
    messages.success(request, _("The alert is on again."))
    return redirect("market:alert", actor.slug, public_id)


@door("alerts.own")
@require_POST
def alert_end(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Delete an alert; the message brings it back."""
    profile = _fetch(actor, public_id)
    actions.end_alert(actor=actor, profile=profile, at=timezone.now())
    messages.success(
        request,
        _("The alert “%(name)s” is deleted.") % {"name": profile.name},
        extra_tags=_undo(actor, profile),
    )
    return redirect("market:alerts", actor.slug)


@door("alerts.own")
@require_POST
def alert_restore(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Bring back what was deleted just now."""
    profile = queries.ended_alert(actor, public_id)
    if profile is None:
        raise Http404
    actions.restore_alert(actor=actor, profile=profile, at=timezone.now())
    messages.success(request, _("The alert is back."))
    return redirect("market:alert", actor.slug, public_id)


@door("alerts.own")
@require_POST
def alert_renew(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Another address for the feed."""
    actions.renew_feed(actor=actor, profile=_fetch(actor, public_id), at=timezone.now())
    messages.success(request, _("The feed has a new address. The old one opens nothing any more."))
    return redirect("market:alert", actor.slug, public_id)


# Without a log-in: the token in the address is the key.


@csrf_exempt  # a one-click POST (RFC 8058) comes from a mail program, which has no cookie of ours
@public_door
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the e-mail. Only a POST does: programs that look at links in letters must not.

    Of an alert that was deleted since, an older letter says that nothing comes any more.
    """
    profiles = queries.profiles_of_stop(token)
    if not profiles and queries.is_stop_token(token):
        return _without_trace(render(request, "market/stop_letters.html", {"page": pages.nothing_to_stop()}))
    profiles = _of_letter(token)
    if request.method == "POST":
        actions.stop_letters(profiles=profiles, at=timezone.now())
        profiles = _of_letter(token)
    with override(profiles[0].person.language or "nl"):
        page = pages.stop_page(profiles, token)
        return _without_trace(render(request, "market/stop_letters.html", {"page": page}))


@public_door
@require_POST
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Undo that."""
    actions.resume_letters(profiles=_of_letter(token), at=timezone.now())
    return redirect("messages:stop", token)


@public_door
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What was found last, as Atom (RFC 4287), for who holds the address."""
    profile = queries.profile_of_feed(token, timezone.localdate())
    if profile is None:
        raise Http404
    language, slug = profile.person.language or "nl", profile.organisation.slug
    with override(language):
        book = Atom1Feed(
            title=profile.name,
            link=public_address(reverse("market:alert", args=[slug, profile.public_id])),
            description=_("What fits your alert, and why."),
            feed_url=public_address(request.path),
            author_name="Meerwaarde",
            language=language,
        )
        for item in queries.items_of(profile, most=50):
            lines = (*queries.facts_of(item, language), queries.why_line(item.reasons, language))
            news = str(item.told if item.news == "nothing" else item.news)
            state = "" if news in ("nothing", "new") else f"{queries.AlertItem.News(news).label}: "
            book.add_item(
                title=f"{state}{queries.title_of(item)}",
                link=public_address(queries.address_of(item, slug)),
                unique_id=f"urn:meerwaarde:alert:{item.public_id}",
                description=" · ".join(line for line in lines if line),
                pubdate=item.found_at,
                updateddate=item.changed_at,
            )
        answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
        book.write(answer, "utf-8")
    return _without_trace(answer)


def _of_letter(token: str) -> list[AlertProfile]:
    profiles = queries.profiles_of_stop(token)
    if not profiles:
        raise Http404
    return profiles


def _without_trace(answer: HttpResponse) -> HttpResponse:
    """A secret in an address is told to nobody else, and kept nowhere."""
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _undo(actor: Actor, profile: AlertProfile) -> str:
    return undoable(reverse("market:alert_restore", args=[actor.slug, profile.public_id]), profile.version)


def _show(
    request: HttpRequest,
    actor: Actor,
    form: AlertForm,
    profile: AlertProfile | None,
    *,
    status: int = 200,
) -> HttpResponse:
    tried = None
    if form.is_bound and "try" in request.POST and form.is_valid():
        tried = form.wanted()
    wrong = form.is_bound and bool(form.errors)
    page: Any = pages.alert_form_page(actor, form, profile, tried, timezone.localdate())
    return render(
        request,
        "market/alert_form.html",
        {"page": page},
        status=UNPROCESSABLE if wrong and status == 200 else status,
    )


def _fetch(actor: Actor, public_id: str) -> AlertProfile:
    found = queries.alert(actor, public_id)
    if found is None:
        raise Http404
    return found
