"""The doors to enquiries: for who asks, and for a firm that was asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.gates.refusal import Refused as Turned
from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.forms import refusal_in_words
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import AskFor
from meerwaarde.platform.layout.notation.spoken import said
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.law import Law
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.rules.suppliers import months_later
from meerwaarde.rules.turns import months_counted
from meerwaarde.stages.market.actions import enquiries as actions
from meerwaarde.stages.market.forms.enquiries import (
    AskForm,
    DocumentForm,
    EnquiryForm,
    NoForm,
    OutcomeForm,
    YesForm,
)
from meerwaarde.stages.market.models import Enquiry, EnquiryFile, Lead
from meerwaarde.stages.market.pages import enquiries as pages
from meerwaarde.stages.market.pages.around import CURSOR
from meerwaarde.stages.market.queries import enquiries as queries
from meerwaarde.stages.market.queries.candidates import TimesAsked
from meerwaarde.stages.market.queries.suppliers import own_regions
from meerwaarde.stages.market.views.fetching import typed_again

UNPROCESSABLE = 422
FIGURES = ("stap", "jaar", "bedrijf", "nieuw", "kant")
"""What an address may ask to open of the figures."""
STEPS = {
    "remind": actions.remind_silent,
    "close": actions.close_enquiry,
    "withdraw": actions.withdraw_enquiry,
}


@door("enquiries.write")
@require_GET
def enquiries(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One's own enquiries."""
    page = pages.enquiries_page(actor, queries.listed_enquiries(actor, cursor=request.GET.get(CURSOR, "")))
    return render(request, "layout/list.html", {"page": page})


@door("enquiries.write")
@require_http_methods(["GET", "POST"])
def enquiry_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write what one wants to ask."""
    reference = (request.POST.get("reference") or request.GET.get("inkoop", ""))[:12]
    about = next(iter(slots.ask_for.collect(actor, reference)), None) if reference else None
    form, status = EnquiryForm(request.POST or None, initial=_begin(about)), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                made = actions.write_enquiry(
                    actor=actor,
                    values=replace(
                        _values(form),
                        regions=about.regions if about else own_regions(actor),
                        reference=about.reference if about else "",
                    ),
                    at=timezone.now(),
                )
            except Refused as refused:
                form.add_error("closes_on", said(refused.text))
            else:
                return redirect("market:enquiry", actor.slug, made.public_id)
    page = pages.enquiry_form_page(actor, form, about)
    return render(request, "layout/form.html", {"page": page}, status=status)


def _values(form: EnquiryForm) -> actions.EnquiryValues:
    told = form.cleaned_data
    return actions.EnquiryValues(
        kind=told["kind"],
        title=told["title"],
        text=told["text"],
        cpv=(told["cpv"],) if told["cpv"] else (),
        estimate=told["estimate"],
        closes_at=form.closes_at(),
    )


@door("enquiries.write")
@require_http_methods(["GET", "POST"])
def enquiry_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change a draft. What was sent stands, for everybody gets the same."""
    one = _own(actor, public_id)
    if one.state != "draft":
        messages.info(request, said(actions.TEXT_STANDS))
        return redirect("market:enquiry", actor.slug, public_id)
    form, status = EnquiryForm(request.POST or None, initial=EnquiryForm.initial_of(one)), HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            version = form.cleaned_data["version"] or one.version
            try:
                actions.change_enquiry(
                    actor=actor,
                    enquiry=one,
                    values=_values(form),
                    expected_version=version,
                    at=timezone.now(),
                )
            except Refused as refused:
                at_day = refused.text == actions.CLOSES_SOON
                form.add_error("closes_on" if at_day else None, said(refused.text))
            except Changed:
                now = _own(actor, public_id)
                form, status = EnquiryForm(typed_again(request, now.version)), HTTPStatus.CONFLICT
                form.is_valid()
                form.tell_changed(EnquiryForm.initial_of(now))
            else:
                messages.success(request, _("Saved. Choose whom you ask."))
                return redirect("market:enquiry", actor.slug, public_id)
    page = pages.enquiry_form_page(actor, form, one=one)
    return render(request, "layout/form.html", {"page": page}, status=status)


@door("enquiries.write")
@require_GET
def enquiry(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One enquiry: whom to ask, how far it is, and after closing the answers."""
    return _show(request, actor, _own(actor, public_id))


@door("enquiries.write")
@require_POST
def enquiry_send(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Ask the suppliers that were ticked; with `find` look for more of them first, and keep the ticks."""
    one = _own(actor, public_id)
    ticked = request.POST.getlist("supplier")[: actions.MOST_ASKED + 1]
    if "find" in request.POST and one.state == "draft":
        return _look_up(request, actor, one, ticked)
    found = queries.suggested(actor, one, timezone.localdate(), asked=_asked_lately(actor), also=ticked)
    chosen = [each.supplier for each in found if each.supplier.public_id in ticked]
    return _act(
        request,
        lambda: actions.send_enquiry(actor=actor, enquiry=one, suppliers=chosen, at=timezone.now()),
        _("Sent. Each of them gets a letter."),
        redirect("market:enquiry", actor.slug, public_id),
    )


@door("enquiries.write")
@require_POST
def enquiry_document(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Lay a document with it, for everybody who is asked."""
    one, form = _own(actor, public_id), DocumentForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            actions.add_document(
                actor=actor, enquiry=one, name=upload.name or "", content=upload.read(), at=timezone.now()
            )
        except Turned as turned:
            form.add_error("file", refusal_in_words(turned))
        except Refused as refused:
            form.add_error("file", said(refused.text))
        else:
            messages.success(request, _("The document stands with your enquiry."))
            return redirect("market:enquiry", actor.slug, public_id)
    return _show(request, actor, one, document=form, status=UNPROCESSABLE)


@door("enquiries.write")
@require_GET
def enquiry_document_read(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """A document of one's own enquiry."""
    found = _document(actor, public_id)
    return download(bytes(found.file.content), found.title)


@door("enquiries.write")
@require_POST
def enquiry_document_remove(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take a document away, as long as nobody was asked."""
    found = _document(actor, public_id)
    return _act(
        request,
        lambda: actions.remove_document(actor=actor, document=found, at=timezone.now()),
        _("The document was removed."),
        redirect("market:enquiry", actor.slug, found.enquiry.public_id),
    )


@door("leads.answer")
@require_GET
def asked_document(request: HttpRequest, actor: Actor, public_id: str, file_id: str) -> HttpResponse:
    """A document with what this firm was asked."""
    found = queries.asked_document(actor, public_id, file_id)
    if found is None:
        raise Http404
    return download(bytes(found.file.content), found.title)


@door("enquiries.write")
@require_POST
def enquiry_step(request: HttpRequest, actor: Actor, public_id: str, verb: str) -> HttpResponse:
    """Remind, close or withdraw."""
    one = _own(actor, public_id)
    if verb not in STEPS:
        raise Http404
    return _act(
        request,
        lambda: STEPS[verb](actor=actor, enquiry=one, at=timezone.now()),
        {"remind": _("Who said nothing was reminded."), "close": _("Closed. You can read the answers.")}.get(
            verb, _("Withdrawn. Who was asked gets a letter.")
        ),
        redirect("market:enquiry", actor.slug, public_id),
    )


@door("enquiries.write")
@require_POST
def enquiry_answer(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Answer a question for everybody."""
    asked = queries.question(actor, public_id)
    if asked is None or asked.lead.enquiry is None:
        raise Http404
    text = request.POST.get("text", "").replace("\x00", "")[:2_000]
    return _act(
        request,
        lambda: actions.answer_question(actor=actor, question=asked, text=text, at=timezone.now()),
        _("Answered, for all who were asked."),
        redirect("market:enquiry", actor.slug, asked.lead.enquiry.public_id),
    )


@door("enquiries.write")
@require_GET
def funnel(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What came of all that was asked."""
    wanted = {name: request.GET.get(name, "")[:40] for name in FIGURES}
    months = months_counted(Law.on(timezone.localdate()))
    if actor.may("leads.answer") and wanted.get("kant") != "vrager":
        page = pages.funnel_page(actor, queries.own_chances(actor), wanted=wanted, as_firm=True)
    else:
        turns = slots.turns.collect(actor, date.min)
        page = pages.funnel_page(
            actor, queries.asked_chances(actor), turns=turns, months=months, wanted=wanted
        )
    return render(request, "market/funnel.html", {"page": page})


@door("leads.answer")
@require_GET
def asked_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What this firm was asked."""
    page = pages.asked_list_page(actor, queries.asked_of(actor, cursor=request.GET.get(CURSOR, "")))
    return render(request, "layout/list.html", {"page": page})


@door("leads.answer")
@require_http_methods(["GET", "POST"])
def asked(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What this firm was asked; with a post its answer: yes, no because, or a question."""
    lead = _lead(actor, public_id)
    if request.method == "GET":
        actions.look_at_enquiry(actor=actor, lead=lead, at=timezone.now())
        return render(request, "market/asked.html", {"page": pages.asked_page(actor, lead)})
    assert lead.enquiry is not None
    verb = request.POST.get("verb", "")
    forms: dict[str, Form] = {
        "yes": YesForm(request.POST, priced=lead.enquiry.kind == "quotation", prefix="yes"),
        "no": NoForm(request.POST, prefix="no"),
        "ask": AskForm(request.POST, prefix="ask"),
    }
    if verb not in forms:
        raise Http404
    form = forms[verb]
    if form.is_valid():
        try:
            _answer(actor, lead, verb, form)
        except Refused as refused:
            form.add_error(None, said(refused.text))
        except StepRefused as refused:
            form.add_error(None, said(refused.text))
        else:
            messages.success(request, _("Saved."))
            return redirect("market:asked", actor.slug, public_id)
    page = pages.asked_page(actor, lead, **{verb: form})  # type: ignore[arg-type]
    return render(request, "market/asked.html", {"page": page}, status=UNPROCESSABLE)


@door("enquiries.write")
@require_http_methods(["GET", "POST"])
def lead_outcome(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What came of it, by either side."""
    lead = queries.lead_to_tell(actor, public_id, timezone.now())
    if lead is None or lead.enquiry is None:
        raise Http404
    own = lead.organisation_id == actor.organisation_id
    names = ("market:enquiry", lead.enquiry.public_id) if own else ("market:asked", lead.public_id)
    back = redirect(names[0], actor.slug, names[1])
    form, status = OutcomeForm(request.POST or None), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            told = form.cleaned_data
            actions.tell_outcome(
                actor=actor, lead=lead, said=told["said"], amount=told["amount"], at=timezone.now()
            )
            messages.success(request, _("Thank you. It counts in the figures."))
            return back
    page = pages.outcome_page(actor, lead, form, back.url)
    return render(request, "layout/form.html", {"page": page}, status=status)


def _answer(actor: Actor, lead: Lead, verb: str, form: Form) -> None:
    told, at = form.cleaned_data, timezone.now()
    if verb == "yes":
        actions.say_yes(actor=actor, lead=lead, text=told["text"], amount=told["amount"], at=at)
    elif verb == "no":
        actions.say_no(actor=actor, lead=lead, reason=told["reason"], text=told["text"], at=at)
    else:
        actions.ask_question(actor=actor, lead=lead, text=told["text"], at=at)


def _asked_lately(actor: Actor) -> dict[str, TimesAsked]:
    """By public id how often the organisation turned to a supplier within the months that count."""
    today = timezone.localdate()
    since = months_later(today, -months_counted(Law.on(today)))
    found: dict[str, TimesAsked] = {}
    for turn in slots.turns.collect(actor, since):
        before = found.get(turn.supplier, TimesAsked(0))
        last = max(day for day in (before.last, turn.on) if day)
        found[turn.supplier] = TimesAsked(before.times + 1, last)
    return found


def _begin(about: AskFor | None) -> dict[str, Any]:
    """What an enquiry begins with that is asked for a procurement."""
    if about is None:
        return {}
    return {
        "title": about.title,
        "text": about.text,
        "cpv": next(iter(about.cpv), ""),
        "estimate": about.estimate,
        "reference": about.reference,
    }


def _show(
    request: HttpRequest,
    actor: Actor,
    one: Enquiry,
    *,
    document: DocumentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    chosen = (
        queries.suggested(actor, one, timezone.localdate(), asked=_asked_lately(actor))
        if one.state == "draft"
        else ()
    )
    page = pages.enquiry_page(actor, one, chosen=chosen, document=document)
    return render(request, "market/enquiry.html", {"page": page}, status=status)


def _look_up(request: HttpRequest, actor: Actor, one: Enquiry, ticked: list[str]) -> HttpResponse:
    name = request.POST.get("name", "").replace("\x00", "").strip()[:100]
    today, asked = timezone.localdate(), _asked_lately(actor)
    chosen = queries.suggested(actor, one, today, asked=asked, also=ticked)
    listed = {each.supplier.public_id for each in chosen}
    found = queries.suggested_by_name(actor, one, name, today, asked=asked)
    page = pages.enquiry_page(
        actor,
        one,
        chosen=chosen,
        named=[each for each in found if each.supplier.public_id not in listed],
        ticked=ticked,
        asked_name=name,
    )
    return render(request, "market/enquiry.html", {"page": page})


def _act(request: HttpRequest, act: Callable[[], object], done: str, back: HttpResponse) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, said(refused.text))
    except StepRefused as refused:
        messages.error(request, said(refused.text))
    else:
        messages.success(request, done)
    return back


def _own(actor: Actor, public_id: str) -> Enquiry:
    found = queries.enquiry(actor, public_id)
    if found is None:
        raise Http404
    return found


def _document(actor: Actor, public_id: str) -> EnquiryFile:
    found = queries.own_document(actor, public_id)
    if found is None:
        raise Http404
    return found


def _lead(actor: Actor, public_id: str) -> Lead:
    found = queries.asked_lead(actor, public_id)
    if found is None:
        raise Http404
    return found
