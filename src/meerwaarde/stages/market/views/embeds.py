"""Search boxes for pages of one's own: the box in its frame, and the administrator's doors.

The box is the one page that others may show in a frame, and only those that its owner named. It knows nobody:
it reads no session, sets no cookie and has no script.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.attempts import Attempts
from meerwaarde.platform.access.doors import door, public_door
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.colours import read_colour
from meerwaarde.rules.embed_hosts import frame_ancestors
from meerwaarde.stages.market.actions import Refused
from meerwaarde.stages.market.actions import embeds as actions
from meerwaarde.stages.market.forms.embeds import EmbedForm
from meerwaarde.stages.market.pages import embeds as pages
from meerwaarde.stages.market.queries import embeds as queries

QUESTIONS = Attempts("embed", most=1_000, minutes=5)
"""Questions from one address: a whole town hall stands behind one."""


@public_door
@require_GET
def box(request: HttpRequest, token: str) -> HttpResponse:
    """The search box in its frame."""
    found = queries.embed_in_use(token)
    if found is None:
        raise Http404
    if QUESTIONS.stopped(request):
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    asked = " ".join(request.GET.get("q", "").split())[:100]
    if asked:
        QUESTIONS.failed(request)
    return _framed(_drawn(request, found, asked), frame_ancestors(found.hosts))


@public_door
@require_GET
def script(request: HttpRequest, token: str) -> HttpResponse:
    """One small script that puts the frame in a page, beside itself."""
    found = queries.embed_in_use(token)
    if found is None:
        raise Http404
    url = request.build_absolute_uri(reverse("embeds:box", args=[token]))
    text = render_to_string("market/embed/box.js", {"url": url, "title": _("Search suppliers")})
    answer = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=3600"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@public_door
@require_GET
def style(request: HttpRequest, token: str) -> HttpResponse:
    """The own colour of a box, which its policy lets come from a file alone."""
    found = queries.embed_in_use(token)
    colour = read_colour(found.own_accent) if found is not None else None
    if colour is None:
        raise Http404
    text = f".mw-box--own:not(.mw-box--high_contrast) {{ --box-accent: {colour.code}; }}\n"
    answer = HttpResponse(text, content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=300"
    return answer


def _drawn(
    request: HttpRequest, embed: queries.SearchEmbed, asked: str, *, preview: bool = False
) -> HttpResponse:
    """Written without the request: what knows no request keeps nothing of a reader."""
    language = "en" if request.GET.get("taal") == "en" else "nl"
    with override(language):
        shown = pages.box(
            embed,
            asked,
            only_social=bool(request.GET.get("sociaal")),
            day=timezone.localdate(),
            absolute=request.build_absolute_uri,
            preview=preview,
        )
        return HttpResponse(render_to_string("market/embed/box.html", {"box": shown}))


def _framed(answer: HttpResponse, ancestors: list[str]) -> HttpResponse:
    """Let these show it in a frame: the header that knows only yes or no is left out for this one page."""
    answer.xframe_options_exempt = True
    answer._csp_replace = {  # type: ignore[attr-defined]
        "frame-ancestors": ancestors,
        "script-src": ["'none'"],
        "connect-src": ["'none'"],
    }
    answer["Referrer-Policy"] = "no-referrer"
    return answer


# --- the administrator ----------------------------------------------------------------------------------


@door("embeds.manage")
@require_GET
def embeds(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All search boxes of the organisation."""
    return render(request, "market/embed/list.html", {"page": pages.embeds_page(actor)})


@door("embeds.manage")
@require_http_methods(["GET", "POST"])
def embed_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a search box."""
    form = EmbedForm(request.POST or None, day=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_embed(actor=actor, at=timezone.now(), values=form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The search box is there. Copy the line below into your page."))
            return redirect("market:embed", actor.slug, made.public_id)
    return _form(request, actor, form)


@door("embeds.manage")
@require_http_methods(["GET", "POST"])
def embed(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One search box: what to paste, and its settings."""
    found, day = _fetch(actor, public_id), timezone.localdate()
    if request.method == "GET":
        typed = {
            "name": found.name,
            "hosts": "\n".join(found.hosts),
            "region": found.region,
            "accent": found.accent,
            "own_accent": found.own_accent,
            "look": found.look,
            "size": found.size,
            "version": found.version,
        }
        return _form(request, actor, EmbedForm(initial=typed, day=day), found)
    form = EmbedForm(request.POST, day=day)
    if form.is_valid():
        try:
            actions.change_embed(
                actor=actor,
                at=timezone.now(),
                embed=found,
                expected_version=form.cleaned_data["version"] or 0,
                values=form.values(),
            )
        except Refused as refused:
            form.refuse(refused)
        except Changed:
            form.add_error(None, _("A colleague changed this just before you. Look at it and save again."))
        else:
            messages.success(request, _("The search box is saved."))
            return redirect("market:embed", actor.slug, public_id)
    return _form(request, actor, form, found)


@door("embeds.manage")
@require_GET
def embed_preview(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The box as it will look, in a frame of our own page."""
    found = _fetch(actor, public_id)
    asked = " ".join(request.GET.get("q", "").split())[:100]
    return _framed(_drawn(request, found, asked, preview=True), ["'self'"])


@door("embeds.manage")
@require_POST
def embed_revoke(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Its address shows nothing any more."""
    actions.revoke_embed(actor=actor, at=timezone.now(), embed=_fetch(actor, public_id))
    messages.success(
        request, _("The search box is revoked. On your pages an empty frame is left: remove it.")
    )
    return redirect("market:embed", actor.slug, public_id)


@door("embeds.manage")
@require_POST
def embed_restore(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Its address shows the box again."""
    actions.restore_embed(actor=actor, at=timezone.now(), embed=_fetch(actor, public_id))
    messages.success(request, _("The search box is in use again."))
    return redirect("market:embed", actor.slug, public_id)


def _fetch(actor: Actor, public_id: str) -> Any:
    found = queries.embed(actor, public_id)
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, actor: Actor, form: EmbedForm, found: Any = None) -> HttpResponse:
    page = pages.embed_form_page(actor, form, request.build_absolute_uri, found)
    # A page of ours shows the preview in a frame, which the usual policy does not allow.
    answer = render(
        request, "market/embed/form.html", {"page": page}, status=422 if form.is_bound else HTTPStatus.OK
    )
    answer._csp_update = {"frame-src": ["'self'"]}  # type: ignore[attr-defined]
    return answer
