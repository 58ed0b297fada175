"""The categories of the matrix."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.stages.policy import actions, queries
from meerwaarde.stages.policy.actions import Changed, Refused
from meerwaarde.stages.policy.forms.matrix import CategoryForm
from meerwaarde.stages.policy.pages.conflict import conflict_between
from meerwaarde.stages.policy.pages.matrix.pages import category_form_page, category_page
from meerwaarde.stages.policy.queries import Category
from meerwaarde.stages.policy.views.typed import anew


@door("matrix.read")
@require_GET
def category(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One category with its row and its history."""
    page = category_page(actor, _fetch(actor, public_id))
    return render(request, "policy/matrix/category.html", {"page": page})


@door("matrix.write")
@require_http_methods(["GET", "POST"])
def category_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Add a category of one's own."""
    form = CategoryForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            entered = actions.add_category(actor=actor, at=timezone.now(), values=form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The category stands in the matrix. Now fill in its levels."))
            return redirect("policy:category", actor.slug, entered.public_id)
    return _form(request, actor, form)


@door("matrix.write")
@require_http_methods(["GET", "POST"])
def category_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change a category; who comes second sees both texts."""
    found = _fetch(actor, public_id)
    if request.method == "GET":
        return _form(request, actor, CategoryForm(initial=CategoryForm.typed_from(found)), found)
    form = CategoryForm(request.POST)
    if form.is_valid():
        try:
            actions.change_category(
                actor=actor,
                at=timezone.now(),
                category=found,
                expected_version=form.cleaned_data["version"] or 0,
                values=form.values(),
            )
        except Refused as refused:
            form.refuse(refused)
        except Changed:
            now = _fetch(actor, public_id)
            conflict = conflict_between(form, CategoryForm.typed_from(now))
            page = category_form_page(actor, CategoryForm(anew(request.POST, now.version)), now, conflict)
            return render(request, "policy/matrix/category_form.html", {"page": page}, status=409)
        else:
            messages.success(request, _("The category is saved."))
            return redirect("policy:category", actor.slug, public_id)
    return _form(request, actor, form, found)


@door("matrix.write")
@require_POST
def category_archive(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take the category out of the matrix; its page offers to put it back."""
    actions.archive_category(actor=actor, at=timezone.now(), category=_fetch(actor, public_id))
    messages.success(request, _("The category is in the archive. You can put it back on this page."))
    return redirect("policy:category", actor.slug, public_id)


@door("matrix.write")
@require_POST
def category_restore(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Put the category back, unless another took over its name or CPV codes."""
    try:
        actions.restore_category(actor=actor, at=timezone.now(), category=_fetch(actor, public_id))
    except Refused as refused:
        for sentence in refused.problems.values():
            messages.warning(request, sentence)
    else:
        messages.success(request, _("The category stands in the matrix again."))
    return redirect("policy:category", actor.slug, public_id)


def _fetch(actor: Actor, public_id: str) -> Category:
    found = queries.category(actor, public_id)
    if found is None:
        raise Http404
    return found


def _form(
    request: HttpRequest, actor: Actor, form: CategoryForm, category: Category | None = None
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    page = category_form_page(actor, form, category)
    return render(request, "policy/matrix/category_form.html", {"page": page}, status=status)
