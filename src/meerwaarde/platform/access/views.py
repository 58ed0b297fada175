"""Where a person lands after logging in, and where an administrator arranges people and roles."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meerwaarde.platform.access import actions
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import CHOSEN_MEMBERSHIP, door, person_door
from meerwaarde.platform.access.forms import DepartmentForm, GrantForm, RegionsForm, SecondFactorForm
from meerwaarde.platform.access.invitation import invite
from meerwaarde.platform.access.pages import grant_page, people_page, start_page
from meerwaarde.platform.organisations import queries
from meerwaarde.platform.organisations.queries import Membership, Person
from meerwaarde.rules.suppliers import region_name

UNPROCESSABLE = 422


@person_door
def start(request: HttpRequest) -> HttpResponse:
    """With one role straight to its home; with more a choice, or an invitation; with none an explanation."""
    held, invited = _held(request), _invited(request)
    if len(held) == 1 and not invited:
        return _home(held[0])
    return render(request, "access/start.html", {"page": start_page(held, invited)})


@person_door
@require_POST
def answer_invitation(request: HttpRequest) -> HttpResponse:
    """Say yes or no to an invitation of a firm or a civic organisation."""
    wanted = request.POST.get("membership", "")
    asked = next((one for one in _invited(request) if one.public_id == wanted), None)
    if asked is None:  # answered already, or taken back
        messages.info(request, _("This invitation is not open any more."))
        return redirect("access:start")
    told = {"organisation": asked.organisation.name}
    if request.POST.get("answer") == "yes":
        actions.accept_invitation(membership=asked, at=timezone.now())
        messages.success(request, _("You now work at %(organisation)s.") % told)
        return _home(asked)
    actions.decline_invitation(membership=asked, at=timezone.now())
    messages.success(request, _("You said no. The people of %(organisation)s did not see your name.") % told)
    return redirect("access:start")


@person_door
@require_POST
def choose_role(request: HttpRequest) -> HttpResponse:
    """Work in this role at this authority from now on, until another choice."""
    wanted = request.POST.get("membership", "")
    chosen = next((membership for membership in _held(request) if membership.public_id == wanted), None)
    if chosen is None:
        raise Http404
    request.session[CHOSEN_MEMBERSHIP.format(slug=chosen.organisation.slug)] = chosen.public_id
    messages.success(
        request, _("You now work at %(organisation)s.") % {"organisation": chosen.organisation.name}
    )
    return _home(chosen)


@door("organisation.manage", at_a_firm="firm.manage")
def people(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who holds which role; departments; second factor."""
    return _people(request, actor)


@door("organisation.manage", at_a_firm="firm.manage")
@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give a colleague a role; a new colleague gets an invitation."""
    today = timezone.localdate()
    form = GrantForm(
        request.POST or None,
        organisation_id=actor.organisation_id,
        kind=actor.kind,
        initial={"since": today},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            membership, new = actions.grant_role(
                actor=actor,
                email=given["email"],
                name=given["name"],
                role=given["role"],
                department=form.chosen_department(),
                since=given["since"],
                at=timezone.now(),
            )
        except actions.Refused as refused:
            form.add_error("role", refused.text.in_language(get_language() or "nl"))
        else:
            if not new and not membership.invited_as:
                messages.success(request, _("The role is given."))
            elif invite(request, membership):
                told = (
                    _("An invitation is on its way. Your colleague joins after saying yes.")
                    if membership.invited_as
                    else _("The role is given and an invitation is on its way.")
                )
                messages.success(request, told)
            else:
                messages.warning(
                    request,
                    _(
                        "The role is given, but the invitation could not be sent. "
                        "Ask your colleague to choose a password through “Forgot your password?”."
                    ),
                )
            return redirect("access:people", actor.slug)
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "layout/form.html", {"page": grant_page(actor, form)}, status=status)


@door("organisation.manage", at_a_firm="firm.manage")
@require_POST
def end(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """End a role at once."""
    membership = queries.membership_at(actor.organisation_id, public_id)
    if membership is None:
        raise Http404
    try:
        actions.end_role(actor=actor, membership=membership, at=timezone.now())
    except actions.Refused as refused:
        messages.error(request, refused.text.in_language(get_language() or "nl"))
    else:
        messages.success(
            request,
            _("The role has ended. You can undo that today. What was done in it stays in the journal."),
        )
    return redirect("access:people", actor.slug)


@door("organisation.manage", at_a_firm="firm.manage")
@require_POST
def resume(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Undo the end of a role, on the day itself."""
    membership = queries.membership_at(actor.organisation_id, public_id)
    if membership is None:
        raise Http404
    try:
        actions.resume_role(actor=actor, membership=membership, at=timezone.now())
    except actions.Refused as refused:
        messages.error(request, refused.text.in_language(get_language() or "nl"))
    else:
        messages.success(request, _("The colleague has this role again."))
    return redirect("access:people", actor.slug)


@door("organisation.manage")
@require_POST
def own_regions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say what counts as local here."""
    form = RegionsForm(request.POST)
    if not form.is_valid():
        return _people(request, actor, regions_form=form, status=UNPROCESSABLE)
    actions.set_own_regions(actor=actor, regions=form.cleaned_data["regions"], at=timezone.now())
    messages.success(request, _("The regions are saved."))
    return redirect("access:people", actor.slug)


@door("organisation.manage")
@require_POST
def add_department(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Add a department."""
    form = DepartmentForm(request.POST)
    if not form.is_valid():
        return _people(request, actor, department_form=form, status=UNPROCESSABLE)
    name = form.cleaned_data["name"]
    try:
        actions.add_department(
            actor=actor, code=slugify(name)[:40] or "afdeling", name=name, at=timezone.now()
        )
    except actions.Refused as refused:
        form.add_error("name", refused.text.in_language(get_language() or "nl"))
        return _people(request, actor, department_form=form, status=UNPROCESSABLE)
    messages.success(request, _("The department is added."))
    return redirect("access:people", actor.slug)


@door("organisation.manage")
@require_POST
def second_factor(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Set the day from which a second factor is required."""
    form = SecondFactorForm(request.POST)
    if not form.is_valid():
        return _people(request, actor, second_factor_form=form, status=UNPROCESSABLE)
    actions.demand_second_factor(actor=actor, since=form.cleaned_data["since"], at=timezone.now())
    messages.success(request, _("The day is saved."))
    return redirect("access:people", actor.slug)


def _people(
    request: HttpRequest,
    actor: Actor,
    *,
    department_form: DepartmentForm | None = None,
    second_factor_form: SecondFactorForm | None = None,
    regions_form: RegionsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    authority = queries.organisation(actor.organisation_id)
    today = timezone.localdate()
    page = people_page(
        actor,
        authority,
        [
            *queries.memberships_at(actor.organisation_id, today),
            *queries.invitations_at(actor.organisation_id),
            *queries.ended_today(actor.organisation_id, today),
        ],
        queries.departments_of(actor.organisation_id),
        department_form=department_form or DepartmentForm(),
        second_factor_form=second_factor_form
        or SecondFactorForm(initial={"since": authority.second_factor_since}),
        regions_form=regions_form
        or RegionsForm(initial={"regions": ", ".join(map(region_name, authority.own_regions))}),
        today=today,
    )
    return render(request, "access/people.html", {"page": page}, status=status)


def _held(request: HttpRequest) -> list[Membership]:
    assert isinstance(request.user, Person)
    return list(queries.memberships_of(request.user, timezone.localdate()))


def _invited(request: HttpRequest) -> list[Membership]:
    assert isinstance(request.user, Person)
    return list(queries.invitations_of(request.user))


def _home(membership: Membership) -> HttpResponseRedirect:
    return redirect(reverse("authority:home", args=[membership.organisation.slug]))
