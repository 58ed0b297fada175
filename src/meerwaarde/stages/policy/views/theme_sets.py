"""The doors to themes in an authority's own words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.rules.law import Law
from meerwaarde.rules.own_themes import examples
from meerwaarde.stages.policy import actions, queries
from meerwaarde.stages.policy.actions import Changed, Frozen, Refused
from meerwaarde.stages.policy.forms.theme_sets import OwnThemes, ThemeSetForm, rows_of, values_of
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.frameworks.theme_sets import theme_set_form_page, theme_sets_page
from meerwaarde.stages.policy.queries import ThemeSet
from meerwaarde.stages.policy.views.frameworks import fetch, frozen
from meerwaarde.stages.policy.views.typed import anew, key, whole

TEMPLATE = "policy/theme_set_form.html"
EMPTY_ROWS = 3


@door("frameworks.read")
@require_GET
def theme_sets(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Own themes and examples."""
    page = theme_sets_page(actor, timezone.localdate())
    return render(request, "policy/theme_sets.html", {"page": page})


@door("frameworks.draft")
@require_http_methods(["GET", "POST"])
def theme_set_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write down own themes, from nothing, from an example or from another set."""
    if request.method == "GET":
        initial, rows = _beginning(request, actor)
        return _render(request, actor, ThemeSetForm(initial=initial), OwnThemes(initial=rows))
    form, themes = ThemeSetForm(request.POST), _rows(request)
    if "add_row" not in request.POST and form.is_valid() and themes.is_valid():
        try:
            actions.record_theme_set(
                actor=actor,
                at=timezone.now(),
                name=form.cleaned_data["name"],
                source=form.cleaned_data["source"],
                themes=values_of(themes),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The own themes are saved. A draft framework can use them now."))
            return redirect("policy:theme_sets", actor.slug)
    return _render(request, actor, form, themes, status=200 if "add_row" in request.POST else 422)


@door("frameworks.draft")
@require_http_methods(["GET", "POST"])
def theme_set_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change own themes that no adopted framework uses."""
    found = _fetch(actor, public_id)
    if request.method == "GET":
        initial = {"name": found.name, "source": found.source, "version": found.version}
        return _render(
            request, actor, ThemeSetForm(initial=initial), OwnThemes(initial=rows_of(found)), found
        )
    form, themes, status = ThemeSetForm(request.POST), _rows(request), 422
    if "add_row" in request.POST:
        status = 200
    elif form.is_valid() and themes.is_valid():
        try:
            actions.change_theme_set(
                actor=actor,
                at=timezone.now(),
                theme_set=found,
                expected_version=form.cleaned_data["version"] or 0,
                name=form.cleaned_data["name"],
                source=form.cleaned_data["source"],
                themes=values_of(themes),
            )
        except Refused as refused:
            form.refuse(refused)
        except Changed:
            form, status = ThemeSetForm(anew(request.POST, _fetch(actor, public_id).version)), 409
            form.add_error(None, _("Somebody changed these themes meanwhile. Save again to keep yours."))
        else:
            messages.success(request, _("The own themes are saved."))
            return redirect("policy:theme_sets", actor.slug)
    return _render(request, actor, form, themes, found, status=status)


@door("frameworks.draft")
@require_POST
def theme_set_archive(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Offer a set no longer."""
    actions.archive_theme_set(actor=actor, at=timezone.now(), theme_set=_fetch(actor, public_id))
    messages.success(request, _("These themes are in the archive. Frameworks that use them keep them."))
    return redirect("policy:theme_sets", actor.slug)


@door("frameworks.draft")
@require_POST
def theme_set_restore(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Offer a set again."""
    actions.restore_theme_set(actor=actor, at=timezone.now(), theme_set=_fetch(actor, public_id))
    messages.success(request, _("These themes can be used again."))
    return redirect("policy:theme_sets", actor.slug)


@door("frameworks.draft")
@require_POST
def framework_themes(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Let a draft speak in own themes, or in the six alone."""
    found, chosen = fetch(actor, public_id), request.POST.get("theme_set", "")
    theme_set = _fetch(actor, key(chosen)) if chosen else None
    try:
        actions.use_theme_set(actor=actor, at=timezone.now(), framework=found, theme_set=theme_set)
    except Frozen:
        return frozen(request, actor, found)
    messages.success(request, _("The draft speaks in these themes now."))
    return redirect("policy:framework", actor.slug, found.public_id)


def _beginning(request: HttpRequest, actor: Actor) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the form begins with: an example, another set, or empty rows."""
    wanted = request.GET.get("voorbeeld", "")
    for one in examples(Law.on(timezone.localdate())):
        if one.code == wanted:
            rows = [{"name": words.in_words(t.name), "themes": list(t.themes)} for t in one.themes]
            source = one.parameter.entry.source.title[:300]
            return {"name": words.in_words(one.parameter.label)[:120], "source": source}, rows
    copied = queries.theme_set(actor, request.GET.get("van", ""))
    if copied is not None:
        name = _("%(name)s (copy)") % {"name": copied.name[:100]}
        return {"name": name, "source": copied.source}, rows_of(copied)
    return {}, [{} for _row in range(EMPTY_ROWS)]


def _rows(request: HttpRequest) -> Any:
    """The rows as sent; the button for a row more adds one."""
    given = request.POST.copy()
    if "add_row" in given:
        given["form-TOTAL_FORMS"] = str(min((whole(given.get("form-TOTAL_FORMS") or "") or 0) + 1, 20))
    return OwnThemes(given)


def _fetch(actor: Actor, public_id: str) -> ThemeSet:
    found = queries.theme_set(actor, public_id)
    if found is None:
        raise Http404
    return found


def _render(
    request: HttpRequest,
    actor: Actor,
    form: ThemeSetForm,
    themes: Any,
    found: ThemeSet | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    page = theme_set_form_page(actor, form, themes, found)
    return render(request, TEMPLATE, {"page": page}, status=status)
