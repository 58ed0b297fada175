"""The doors of a person to what is kept about that person."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.doors import person_door
from meerwaarde.platform.access.erasing import OwnData, erase_person, keeps_alone, own_data
from meerwaarde.platform.journal.actions import System, record
from meerwaarde.platform.layout.components import Action, Definition, FormPage, Help
from meerwaarde.platform.organisations.queries import Person


class EraseForm(forms.Form):
    """That one is sure."""

    sure = forms.BooleanField(
        label=gettext_lazy("I want my data erased. I know that I cannot log in any more.")
    )
    although_last = forms.BooleanField(
        label=gettext_lazy("I know that nobody at my organisation can let colleagues in after me."),
        required=False,
    )


@dataclass(frozen=True, kw_only=True)
class OwnDataPage(FormPage):
    """What is kept, and how it can go."""

    kept: tuple[tuple[str, tuple[Definition, ...]], ...]


@person_door
@require_http_methods(["GET", "POST"])
def own_data_page(request: HttpRequest) -> HttpResponse:
    """What is kept about me; and have it erased."""
    assert isinstance(request.user, Person)
    person, now = request.user, timezone.now()
    form = EraseForm(request.POST if request.method == "POST" else None)
    alone = keeps_alone(person, now)
    if not alone:
        del form.fields["although_last"]
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(person=person, although_last=form.cleaned_data.get("although_last", False), at=now)
        except Refused as refused:
            form.add_error(None, refused.text.in_language(get_language() or "nl"))
        else:
            logout(request)
            messages.success(request, _("Your data are erased. Thank you for what you did here."))
            return redirect("account_login")
    page = OwnDataPage(
        title=_("My data"),
        intro=_("This is what we keep about you as a person. What you did stays, without your name."),
        actions=(Action(label=_("Fetch my data"), url=reverse("access:own_data_file"), icon="download"),),
        form=form,
        submit=_("Erase my data"),
        help=(
            Help(
                title=_("What stays"),
                text=_(
                    "The profile of your firm stays: it is about the firm. The journal keeps that something "
                    "was done, and nobody can find out any more that it was you."
                ),
            ),
        ),
        kept=tuple(_shown(one) for one in own_data.collect(person)),
    )
    status = 422 if form.is_bound else 200
    return render(request, "access/own_data.html", {"page": page}, status=status)


@person_door
@require_GET
def own_data_file(request: HttpRequest) -> HttpResponse:
    """The same as a file that other programs read (AVG article 20)."""
    assert isinstance(request.user, Person)
    found = [{"kind": one.kind, **one.values} for one in own_data.collect(request.user)]
    with transaction.atomic():
        record(System(), "person.export", request.user, at=timezone.now())
    content = json.dumps({"data": found}, ensure_ascii=False, indent=2).encode()
    return HttpResponse(
        content,
        content_type="application/json",
        headers={
            "Content-Disposition": 'attachment; filename="mijn-gegevens.json"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def _shown(one: OwnData) -> tuple[str, tuple[Definition, ...]]:
    kinds = {
        "account": _("Account"),
        "role": _("Role"),
        "contact": _("Contact person"),
        "application": _("Registration"),
    }
    names = {
        "name": _("Name"),
        "email": _("E-mail"),
        "language": _("Language"),
        "organisation": _("Organisation"),
        "role": _("Role"),
        "since": _("Since"),
        "firm": _("Firm"),
        "phone": _("Telephone"),
        "purpose": _("For what"),
        "kept_until": _("Kept until"),
    }
    facts = tuple(
        Definition(term=names.get(name, name), text=value) for name, value in one.values.items() if value
    )
    return kinds.get(one.kind, one.kind), facts
