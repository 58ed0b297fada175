"""The doors to the procurement calendar: its views, its lines, and what is done with them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.sheets import csv_file, excel_file
from meerwaarde.platform.layout.undo import undoable
from meerwaarde.platform.organisations.queries import departments_of, membership_at, memberships_at
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.lifecycle import DROPPED, EXPECTED_PROCUREMENT, StepRefused
from meerwaarde.rules.procurement_calendar import Quarter
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.queries import contact_of
from meerwaarde.stages.policy import queries as policy
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.forms.calendar import (
    CalendarFilterForm,
    LineForm,
    PublishForm,
    quarter_of_code,
)
from meerwaarde.stages.procurement.pages.calendar import (
    calendar_list_page,
    calendar_page,
    calendar_rows,
    years_page,
)
from meerwaarde.stages.procurement.pages.calendar_ical import calendar_ical
from meerwaarde.stages.procurement.pages.calendar_line import differences, line_form_page, line_page
from meerwaarde.stages.procurement.pages.calendar_publish import MOST_PREVIEWS, publish_page

MOST_ROWS = 10_000
"""An export is for a person with a spreadsheet; more than this is a data set, and has its own way out."""
KEPT = "undo:calendar"
"""Session key: one saved line at a time can be undone, the last one of this browser."""
STEPS = ("take_back", "restore", "drop", "publish")


@door("calendar.read")
@require_GET
def quarters(request: HttpRequest, actor: Actor) -> HttpResponse:
    """By quarter."""
    form = filter_form(actor, request.GET)
    page = calendar_page(actor, form, _since(request), timezone.localdate())
    return render(request, "procurement/calendar/quarters.html", {"page": page})


@door("calendar.read")
@require_GET
def lines(request: HttpRequest, actor: Actor) -> HttpResponse:
    """As a list."""
    page = calendar_list_page(
        actor,
        filter_form(actor, request.GET),
        sort=request.GET.get("volgorde", ""),
        cursor=request.GET.get("cursor", ""),
    )
    return render(request, "procurement/calendar/list.html", {"page": page})


@door("calendar.read")
@require_GET
def years(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Contracts and their successors over the quarters."""
    form = filter_form(actor, request.GET)
    page = years_page(actor, form, _since(request), timezone.localdate())
    return render(request, "procurement/calendar/years.html", {"page": page})


@door("calendar.read")
@require_GET
def export(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    """What the filters show, as CSV, Excel or iCal."""
    if kind not in ("csv", "xlsx", "ics"):
        raise Http404
    found = list(queries.filtered_lines(actor, filter_form(actor, request.GET).wanted())[:MOST_ROWS])
    if kind == "ics":
        content = calendar_ical(actor, found, timezone.now(), request.build_absolute_uri)
    else:
        rows = calendar_rows(actor, found)
        content = csv_file(rows) if kind == "csv" else excel_file(rows, _("Procurement calendar"), wide=2)
    record_list_export(actor, "calendar", kind, at=timezone.now())
    return download(content, f"{_('procurement-calendar')}.{kind}")


@door("calendar.read")
@require_GET
def line(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One line with what was found for it."""
    page = line_page(actor, fetch_line(actor, public_id), timezone.localdate())
    return render(request, "procurement/calendar/line.html", {"page": page})


@door("calendar.write")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Put a line on the calendar."""
    if request.method == "GET":
        form = _line_form(actor, None, initial=_begins_with(actor, request))
        return _show_form(request, actor, form)
    form = _line_form(actor, request.POST)
    if form.is_valid():
        try:
            added = actions.add_line(actor, values=form.values(), at=timezone.now())
        except actions.LineRefused as refused:
            form.point_out(refused)
        else:
            messages.success(request, _("It stands on the calendar."))
            return redirect("calendar:line", actor.slug, added.public_id)
    return _show_form(request, actor, form, status=422)


@door("calendar.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change a line; who meets a colleague's change sees both, and loses nothing."""
    found = fetch_line(actor, public_id)
    if found.state == DROPPED:
        messages.info(request, _("This line was dropped. Put it back first, then change it."))
        return redirect("calendar:line", actor.slug, public_id)
    if request.method == "GET":
        form = _line_form(actor, None, found, initial=LineForm.typed_from(found))
        return _show_form(request, actor, form, found)
    form = _line_form(actor, request.POST, found)
    if not form.is_valid():
        return _show_form(request, actor, form, found, status=422)
    before = LineForm.typed_from(found)
    try:
        changed = actions.change_line(
            actor,
            found,
            expected_version=form.cleaned_data["version"] or 0,
            values=form.values(),
            at=timezone.now(),
        )
    except actions.LineRefused as refused:
        form.point_out(refused)
        return _show_form(request, actor, form, fetch_line(actor, public_id), status=422)
    except Changed:
        now = fetch_line(actor, public_id)
        again = _line_form(actor, _anew(request.POST, now.version), now)
        page = line_form_page(actor, again, now, differs=differences(form, now))
        return render(request, "procurement/calendar/form.html", {"page": page}, status=409)
    if changed:
        request.session[KEPT] = {
            "line": found.public_id,
            "version": found.version,
            "before": _as_typed(actor, found, before),
        }
        undo = undoable(reverse("calendar:undo", args=[actor.slug, public_id]), found.version)
        messages.success(request, _("Saved."), extra_tags=undo)
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect("calendar:line", actor.slug, public_id)


@door("calendar.write")
@require_POST
def undo(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Put back what the line said before, unless somebody changed it since."""
    found, kept = fetch_line(actor, public_id), request.session.get(KEPT) or {}
    if (kept.get("line"), str(kept.get("version"))) != (public_id, request.POST.get("version", "")):
        messages.info(request, _("There is nothing to undo here any more."))
        return redirect("calendar:line", actor.slug, public_id)
    typed = QueryDict(kept["before"])
    form = _line_form(actor, typed, found)
    try:
        if not form.is_valid():
            raise actions.LineRefused({"": NOT_BACK})
        actions.change_line(
            actor, found, expected_version=kept["version"], values=form.values(), at=timezone.now()
        )
    except Changed:
        messages.warning(request, _("Somebody changed this line after you. Change it here where needed."))
    except actions.LineRefused as refused:
        messages.warning(request, _said(next(iter(refused.problems.values()))))
    else:
        messages.success(request, _("Undone. What stood there before stands there again."))
    del request.session[KEPT]
    return redirect("calendar:line", actor.slug, public_id)


@door("calendar.write")
@require_POST
def step(request: HttpRequest, actor: Actor, public_id: str, verb: str) -> HttpResponse:
    """Drop, put back, or take back from the public calendar; what can be undone offers that."""
    if verb not in STEPS:
        raise Http404
    found = fetch_line(actor, public_id)
    try:
        taken = actions.take_step(actor, found, verb=verb, at=timezone.now())
    except StepRefused as refused:
        messages.warning(request, _said(refused.text))
    except actions.LineRefused as refused:
        messages.warning(request, _said(next(iter(refused.problems.values()))))
    else:
        back = EXPECTED_PROCUREMENT.way_back(taken)
        said = {
            "drop": _("Dropped. The line stays findable under its state."),
            "restore": _("It stands on the calendar again."),
            "take_back": _("The market does not see this line any more."),
            "publish": _("The market sees this line again."),
        }[verb]
        tag = ""
        if back is not None and actor.may(back.permission):
            tag = undoable(reverse("calendar:step", args=[actor.slug, public_id, back.verb]), found.version)
        messages.success(request, said, extra_tags=tag)
    return redirect("calendar:line", actor.slug, public_id)


@door("procurements.start")
@require_POST
def begin(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Begin the procurement, filled in with what the line says."""
    found = fetch_line(actor, public_id)
    try:
        begun = actions.begin_procurement(actor, found, at=timezone.now())
    except StepRefused as refused:
        messages.warning(request, _said(refused.text))
        return redirect("calendar:line", actor.slug, public_id)
    messages.success(request, _("The procurement has begun with what the calendar said. Complete it here."))
    return redirect("procurement:purpose", actor.slug, begun.public_id)


@door("calendar.publish")
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose lines, see what becomes public, and make it so."""
    now = timezone.now()
    today = Quarter.of(timezone.localdate(now))
    wanted = filter_form(actor, request.GET).wanted()
    found = queries.lines_to_publish(actor, wanted, today, MOST_PREVIEWS + 1)
    if request.method == "GET":
        only = request.GET.get("regel", "")
        if only:
            found = [one for one in queries.lines_by_id(actor, [only]) if one.state == "expected"]
        form = PublishForm(initial={"contact": contact_of(actor.organisation_id)})
        page = publish_page(actor, form, found, {only}, now)
        return render(request, "procurement/calendar/publish.html", {"page": page})
    form = PublishForm(request.POST, names=actions.people_here(actor, now))
    chosen = set(request.POST.getlist("lines"))
    if not form.is_valid() or not chosen:
        page = publish_page(actor, form, found, chosen, now, none_chosen=not chosen)
        return render(request, "procurement/calendar/publish.html", {"page": page}, status=422)
    done, refused = actions.publish_lines(
        actor, queries.lines_by_id(actor, chosen), contact=form.cleaned_data["contact"], at=now
    )
    if done:
        said = _("%(count)s lines are public now.") if len(done) > 1 else _("The line is public now.")
        messages.success(request, said % {"count": len(done)} if len(done) > 1 else said)
    for text in dict.fromkeys(_said(one) for one in refused.values()):
        messages.warning(request, text)
    if len(done) == 1 and not refused:
        return redirect("calendar:line", actor.slug, done[0].public_id)
    return redirect("calendar:publish", actor.slug) if refused else redirect("calendar:quarters", actor.slug)


def fetch_line(actor: Actor, public_id: str) -> queries.ExpectedProcurement:
    """The line that this actor may see."""
    found = queries.line(actor, public_id)
    if found is None:
        raise Http404
    return found


def filter_form(actor: Actor, data: QueryDict) -> CalendarFilterForm:
    """The filters that every view of the calendar shares."""
    return CalendarFilterForm(
        data,
        today=timezone.localdate(),
        departments=departments_of(actor.organisation_id),
        categories=[(one.public_id, one.name) for one in policy.categories_visible_to(actor)],
        years=queries.years_of(actor),
    )


def _since(request: HttpRequest) -> Quarter | None:
    return quarter_of_code(request.GET.get("vanaf", ""))


def _line_form(
    actor: Actor,
    data: QueryDict | None,
    found: queries.ExpectedProcurement | None = None,
    *,
    initial: dict[str, Any] | None = None,
) -> LineForm:
    today = timezone.localdate()
    return LineForm(
        data,
        initial=initial,
        today=today,
        departments=departments_of(actor.organisation_id),
        clients=_clients(actor, today, found),
        categories=_categories(actor, found),
        suggest_url=reverse("procurement:cpv", args=[actor.slug]) if actor.may("procurements.edit") else "",
        kept=queries.line_quarter(found) if found else None,
    )


def _clients(actor: Actor, today: date, found: queries.ExpectedProcurement | None) -> list[Any]:
    """Who may ask for something here, and whom the line has already, even where that role ended."""
    asking = ("client", "project_leader", "contract_manager", "director")
    held = [one for one in memberships_at(actor.organisation_id, today) if one.role in asking]
    if found is not None and found.client is not None and found.client not in held:
        held.append(found.client)
    return held


def _categories(actor: Actor, found: queries.ExpectedProcurement | None) -> list[tuple[str, str]]:
    kept = found.category if found else ""
    return [
        (one.public_id, one.name)
        for one in policy.categories_visible_to(actor)
        if one.archived_at is None or one.public_id == kept
    ]


def _begins_with(actor: Actor, request: HttpRequest) -> dict[str, Any]:
    """One's own department, and oneself where one is a client."""
    own = next((one for one in departments_of(actor.organisation_id) if one.pk == actor.department_id), None)
    me = membership_at(actor.organisation_id, actor.membership) if actor.role == "client" else None
    return {
        "department": own.public_id if own else "",
        "client": me.public_id if me else "",
        "when": request.GET.get("kwartaal", ""),
    }


def _as_typed(actor: Actor, found: queries.ExpectedProcurement, before: dict[str, Any]) -> str:
    """Former values as a form would send them, to be kept in the session."""
    form = _line_form(actor, None, found, initial=before)
    sent = QueryDict(mutable=True)
    for name, field in form.fields.items():
        value = before.get(name)
        if name == "version" or value in (None, "", []):
            continue
        if name == "themes":
            sent.setlist(name, list(value))
        else:
            shown: Any = field.prepare_value(value)
            sent[name] = str(
                field.widget.format_value(shown) if hasattr(field.widget, "format_value") else shown
            )
    for name in ("when", "department", "client", "category", "contract"):
        sent[name] = str(before.get(name) or "")
    return sent.urlencode()


def _show_form(
    request: HttpRequest,
    actor: Actor,
    form: LineForm,
    found: queries.ExpectedProcurement | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    page = line_form_page(actor, form, found)
    return render(request, "procurement/calendar/form.html", {"page": page}, status=status)


def _anew(data: QueryDict, version: int) -> QueryDict:
    """What was typed, on top of what stands there now."""
    typed = data.copy()
    typed["version"] = str(version)
    return typed


def _said(text: Text) -> str:
    return text.in_language(get_language() or "nl")


NOT_BACK = Text(
    nl="Terugzetten lukt niet: wat er stond kan nu niet meer. Verander de regel hier zelf.",
    en="It cannot be put back: what stood there is no longer possible. Change the line here.",
)
