"""The doors of a firm to its own profile. Forms, pages and actions are those of any supplier."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.gates.refusal import Refused as Turned
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.forms import refusal_in_words
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.actions import Changed, Refused, firm_parts
from meerwaarde.stages.market.actions.sources import confirm_facts
from meerwaarde.stages.market.forms import cpv_suggestions
from meerwaarde.stages.market.forms.firm_parts import ContactForm, FigureForm, PictureForm, ReferenceForm
from meerwaarde.stages.market.pages.own_profile import (
    asked_page,
    no_profile_page,
    own_profile_page,
    part_form_page,
    picture_form_page,
)
from meerwaarde.stages.market.queries import firm_parts as parts
from meerwaarde.stages.market.views import supplier_parts
from meerwaarde.stages.market.views.fetching import typed_again
from meerwaarde.stages.market.views.suppliers import edit_supplier

FORMS: dict[str, Any] = {"reference": ReferenceForm, "figure": FigureForm, "contact": ContactForm}
SAVE: dict[str, Any] = {
    "reference": firm_parts.save_reference,
    "figure": firm_parts.save_figure,
    "contact": firm_parts.save_contact,
}


@door("firm.read")
@require_GET
def profile(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The own profile, with what it misses."""
    found = queries.own_supplier(actor)
    if found is None:
        return render(request, "market/profile/none.html", {"page": no_profile_page()})
    page = own_profile_page(actor, found, timezone.localdate())
    return render(request, "market/profile/profile.html", {"page": page})


@door("firm.read")
@require_GET
def asked(request: HttpRequest, actor: Actor) -> HttpResponse:
    """For which procurements we were asked, and what would help."""
    page = asked_page(actor, _own(actor), timezone.localdate())
    return render(request, "market/profile/asked.html", {"page": page})


@door("firm.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who we are, where we deliver, what we mean."""
    return edit_supplier(request, actor, _own(actor))


@door("firm.manage")
@require_POST
def publish(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open the page to everybody, or close it."""
    public = request.POST.get("public") == "yes"
    firm_parts.publish_profile(actor=actor, at=timezone.now(), supplier=_own(actor), public=public)
    messages.success(
        request,
        _("Everybody reads your page now. You can close it at any time.")
        if public
        else _("Your page is closed. Only who logs in reads your profile."),
    )
    return redirect("profile:profile", actor.slug)


@door("firm.write")
@require_GET
def cpv(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Codes that may be meant by what is typed."""
    found = cpv_suggestions(request.GET.get("q", "")[:200])
    return render(request, "layout/widgets/suggestions.html", {"suggestions": found})


# --- offerings -----------------------------------------------------------------------------------------


@door("firm.write")
@require_http_methods(["GET", "POST"])
def offering_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Something more that we offer."""
    return supplier_parts.add_offering(request, actor, _own(actor))


@door("firm.write")
@require_http_methods(["GET", "POST"])
def offering_edit(request: HttpRequest, actor: Actor, part: str) -> HttpResponse:
    """Change what we offer."""
    return supplier_parts.edit_offering(request, actor, _own(actor), part)


@door("firm.write")
@require_POST
def offering_strike(request: HttpRequest, actor: Actor, part: str) -> HttpResponse:
    """We do not offer this any more."""
    return supplier_parts.drop_offering(request, actor, _own(actor), part)


@door("firm.write")
@require_POST
def confirm(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What others wrote about us, or we said long ago, is right."""
    supplier = _own(actor)
    try:
        ticked = None if request.POST.get("everything") else request.POST.getlist("fact")
        number = confirm_facts(actor=actor, at=timezone.now(), supplier=supplier, attributes=ticked)
    except Refused as refused:
        messages.error(request, " ".join(refused.problems.values()))
    else:
        told = ngettext(
            "%(number)s fact now counts as said by you.", "%(number)s facts now count as said by you.", number
        )
        messages.success(request, told % {"number": number})
    return redirect(reverse("profile:profile", args=[actor.slug]) + "#confirm")


# --- references, figures, contact persons ---------------------------------------------------------------


@door("firm.write")
@require_http_methods(["GET", "POST"])
def part_new(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    """One reference, figure or contact person more."""
    return _part(request, actor, kind)


@door("firm.write")
@require_http_methods(["GET", "POST"])
def part_edit(request: HttpRequest, actor: Actor, kind: str, part: str) -> HttpResponse:
    """Change one of them; who comes second sees what stands there now."""
    return _part(request, actor, kind, _known(_own(actor), kind, part))


@door("firm.write")
@require_POST
def part_strike(request: HttpRequest, actor: Actor, kind: str, part: str) -> HttpResponse:
    """Take one of them away."""
    supplier = _own(actor)
    found = parts.part_of(supplier, kind, part)
    if found is None:  # tapped twice: the first tap did it
        messages.info(request, _("This was removed already."))
    else:
        firm_parts.strike_part(actor=actor, at=timezone.now(), supplier=supplier, part=found)
        messages.success(request, _("It is removed."))
    return redirect("profile:profile", actor.slug)


def _part(request: HttpRequest, actor: Actor, kind: str, known: Any = None) -> HttpResponse:
    supplier, day = _own(actor), timezone.localdate()
    if request.method == "GET":
        form = FORMS[kind](day=day, initial=_typed(known))
        return _part_form(request, actor, supplier, kind=kind, form=form, known=known)
    form = FORMS[kind](request.POST, day=day)
    status = 422
    if form.is_valid():
        given = {kind: known, "expected_version": form.cleaned_data.get("version") or 0}
        try:
            SAVE[kind](actor=actor, at=timezone.now(), supplier=supplier, values=form.values(), **given)
        except Refused as refused:
            form.refuse(refused)
        except Changed as changed:
            form = FORMS[kind](typed_again(request, changed.current.version), day=day)
            form.is_valid()
            form.tell_changed(_typed(changed.current))
            status = 409
        else:
            messages.success(request, _("It is saved."))
            return redirect("profile:profile", actor.slug)
    return _part_form(request, actor, supplier, kind=kind, form=form, known=known, status=status)


def _part_form(
    request: HttpRequest,
    actor: Actor,
    supplier: queries.Supplier,
    *,
    kind: str,
    form: Any,
    known: Any,
    status: int = 200,
) -> HttpResponse:
    page = part_form_page(actor, supplier, kind, form, known=known.public_id if known else "")
    return render(request, "layout/form.html", {"page": page}, status=status)


def _typed(known: Any) -> dict[str, Any]:
    """The record as its form shows it; whoever stands there agreed when it was saved."""
    if known is None:
        return {}
    return {
        **{field.name: getattr(known, field.name) for field in known._meta.fields},
        "agreed": True,
    }


# --- pictures -------------------------------------------------------------------------------------------


@door("firm.write")
@require_http_methods(["GET", "POST"])
def picture_new(request: HttpRequest, actor: Actor, part: str) -> HttpResponse:
    """A picture of what we offer."""
    supplier = _own(actor)
    offering = supplier_parts.fetch_offering(supplier, part)
    asked = request.method == "POST"
    form = PictureForm(request.POST if asked else None, request.FILES if asked else None)
    if asked and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            firm_parts.add_picture(
                actor=actor,
                at=timezone.now(),
                offering=offering,
                name=upload.name or "",
                content=upload.read(),
                alt=form.cleaned_data["alt"],
            )
        except Turned as turned:
            form.add_error("file", refusal_in_words(turned))
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The picture stands with your offering."))
            return redirect("profile:profile", actor.slug)
    page = picture_form_page(actor, supplier, offering, form)
    status = 422 if asked else 200
    return render(request, "layout/form.html", {"page": page}, status=status)


@door("firm.write")
@require_POST
def picture_strike(request: HttpRequest, actor: Actor, part: str, picture_id: str) -> HttpResponse:
    """Take a picture away."""
    found = parts.picture_of(supplier_parts.fetch_offering(_own(actor), part), picture_id)
    if found is None:
        messages.info(request, _("This was removed already."))
    else:
        firm_parts.strike_picture(actor=actor, at=timezone.now(), picture=found)
        messages.success(request, _("It is removed."))
    return redirect("profile:profile", actor.slug)


@door("firm.read")
@require_GET
def picture(request: HttpRequest, actor: Actor, picture_id: str) -> HttpResponse:
    """A picture of our own offerings."""
    return picture_answer(parts.own_picture_content(actor, picture_id))


def picture_answer(content: bytes | None) -> HttpResponse:
    """A picture that we drew ourselves, so it may be shown; never guessed at."""
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type="image/png")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def _own(actor: Actor) -> queries.Supplier:
    found = queries.own_supplier(actor)
    if found is None:
        raise Http404
    return found


def _known(supplier: queries.Supplier, kind: str, part: str) -> Any:
    found = parts.part_of(supplier, kind, part)
    if found is None:
        raise Http404
    return found
