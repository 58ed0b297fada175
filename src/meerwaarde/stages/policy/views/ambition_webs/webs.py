"""The doors to the list of webs, one web, its picture, and its making."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.pictures import Poster, png, poster_pdf
from meerwaarde.stages.policy.actions import Changed, Refused
from meerwaarde.stages.policy.actions import ambition_webs as actions
from meerwaarde.stages.policy.forms.ambition_webs import NewWebForm, WebFilterForm, WebForm, WebOptions
from meerwaarde.stages.policy.pages.ambition_webs.listing import webs_page
from meerwaarde.stages.policy.pages.ambition_webs.setup import web_form_page
from meerwaarde.stages.policy.pages.ambition_webs.web import poster_of, web_page
from meerwaarde.stages.policy.pages.conflict import conflict_between
from meerwaarde.stages.policy.queries import ambition_webs as queries
from meerwaarde.stages.policy.queries import departments
from meerwaarde.stages.policy.queries import matrix as matrix_queries
from meerwaarde.stages.policy.queries.ambition_webs import AmbitionWeb
from meerwaarde.stages.policy.views.typed import anew


@door("webs.agreed")
@require_GET
def webs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The list with its filters."""
    form = WebFilterForm(request.GET, departments=tuple(departments(actor)))
    page = webs_page(actor, form, cursor=request.GET.get("bladzijde", ""))
    return render(request, "policy/ambition_webs.html", {"page": page})


@door("webs.agreed")
@require_GET
def web(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One web with its picture, drift, areas and sessions."""
    page = web_page(actor, fetch_web(actor, public_id))
    return render(request, "policy/ambition_web.html", {"page": page})


@door("webs.agreed")
@require_GET
def web_picture(request: HttpRequest, actor: Actor, public_id: str, form: str) -> HttpResponse:
    """The picture by itself: a drawing, a slide, or a poster with its table."""
    found = fetch_web(actor, public_id)
    if form not in ("svg", "png", "pdf"):
        raise Http404
    made = poster_of(actor, found)
    if made is None:
        raise Http404
    svg, poster = made
    content = as_file(form, svg, poster)
    record_list_export(actor, "ambition_web", form, at=timezone.now(), plain={"web": found.public_id})
    return download(content, f"ambitieweb-{actor.slug}-{found.public_id}.{form}")


@door("webs.facilitate")
@require_http_methods(["GET", "POST"])
def web_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a web: with shipped areas, own ones, or those of another web (`?kopie=`)."""
    template = _template(actor, request.GET.get("kopie", ""))
    options = web_options(actor)
    kind = WebForm if template is not None else NewWebForm
    if request.method == "GET":
        initial = {"kind": request.GET.get("soort", "organisation"), "areas": "six"}
        return _form(request, actor, kind(options=options, initial=initial), template=template)
    form = kind(request.POST, options=options)
    if form.is_valid():
        try:
            made = _made(actor, form, template)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The web is made. What policy asks stands in it."))
            return redirect("policy:ambition_web", actor.slug, made.public_id)
    return _form(request, actor, form, template=template)


@door("webs.facilitate")
@require_http_methods(["GET", "POST"])
def web_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change a web; who comes second sees both texts."""
    found = fetch_web(actor, public_id)
    options = web_options(actor, besides=found)
    if request.method == "GET":
        form = WebForm(options=options, initial=WebForm.typed_from(found))
        return _form(request, actor, form, web=found)
    form = WebForm(request.POST, options=options)
    if form.is_valid():
        try:
            actions.change_web(
                actor=actor,
                at=timezone.now(),
                web=found,
                expected_version=form.cleaned_data["version"] or 0,
                values=form.values(),
            )
        except Refused as refused:
            form.refuse(refused)
        except Changed:
            now = fetch_web(actor, public_id)
            conflict = conflict_between(form, WebForm.typed_from(now))
            again = WebForm(anew(request.POST, now.version), options=options)
            page = web_form_page(actor, again, web=now, conflict=conflict)
            return render(request, "policy/ambition_web_form.html", {"page": page}, status=409)
        else:
            messages.success(request, _("The web is saved."))
            return redirect("policy:ambition_web", actor.slug, public_id)
    return _form(request, actor, form, web=found)


@door("webs.facilitate")
@require_POST
def web_archive(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take the web out of the lists; its page offers to put it back."""
    try:
        actions.archive_web(actor=actor, at=timezone.now(), web=fetch_web(actor, public_id))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The web is in the archive. You can put it back on this page."))
    return redirect("policy:ambition_web", actor.slug, public_id)


@door("webs.facilitate")
@require_POST
def web_restore(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Put the web back."""
    actions.restore_web(actor=actor, at=timezone.now(), web=fetch_web(actor, public_id))
    messages.success(request, _("The web is back in the list."))
    return redirect("policy:ambition_web", actor.slug, public_id)


def as_file(form: str, svg: str, poster: Poster) -> bytes:
    """The picture as svg, png, or pdf."""
    if form == "svg":
        return svg.encode()
    return png(svg) if form == "png" else poster_pdf(poster)


def fetch_web(actor: Actor, public_id: str) -> AmbitionWeb:
    """The web, or the answer that a stranger gets."""
    found = queries.ambition_web(actor, public_id)
    if found is None:
        raise Http404
    return found


def web_options(actor: Actor, *, besides: AmbitionWeb | None = None) -> WebOptions:
    """What a web can name here and now; what it names already stays in the list."""
    categories = matrix_queries.categories(actor)
    if besides is not None:
        known = {one.pk for one in categories}
        categories += [one for one in besides.categories.all() if one.pk not in known]
    return WebOptions(
        departments=tuple(departments(actor)),
        generic=tuple(one for one in queries.generic_webs(actor) if one != besides),
        categories=tuple(categories),
        own_themes=len(queries.own_themes_in_force(actor, timezone.localdate())) >= actions.FEWEST_AREAS,
    )


def _template(actor: Actor, public_id: str) -> AmbitionWeb | None:
    return fetch_web(actor, public_id) if public_id else None


def _made(actor: Actor, form: WebForm, template: AmbitionWeb | None) -> AmbitionWeb:
    if template is not None or not isinstance(form, NewWebForm):
        assert template is not None
        return actions.copy_web(actor=actor, at=timezone.now(), template=template, web=form.values())
    return actions.start_web(
        actor=actor,
        at=timezone.now(),
        web=form.values(),
        areas=form.cleaned_data["areas"],
        own_areas=form.own(),
    )


def _form(
    request: HttpRequest,
    actor: Actor,
    form: WebForm,
    *,
    web: AmbitionWeb | None = None,
    template: AmbitionWeb | None = None,
) -> HttpResponse:
    page = web_form_page(actor, form, web=web, template=template)
    status = 422 if form.is_bound else 200
    return render(request, "policy/ambition_web_form.html", {"page": page}, status=status)
