"""The step "Suppliers": ticking, giving grounds, asking and answering, each with its own door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.sheets import csv_file, excel_file
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.invitation import invitation_reasons
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.lifecycle import INVITEE, StepRefused
from meerwaarde.rules.money import cents
from meerwaarde.stages.market import actions as market
from meerwaarde.stages.market.queries import candidates_named, supplier_to_ask, supplier_with_kvk
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.forms import NewFirmForm, QuoteForm, WhereForm
from meerwaarde.stages.procurement.pages import (
    kept_search_page,
    shortlist_page,
    shortlist_rows,
    work_shown,
)
from meerwaarde.stages.procurement.queries.evidence import evidence_of
from meerwaarde.stages.procurement.views.fetching import fetch, typed

VERBS: Final = frozenset(step.verb for step in INVITEE.steps)
LONGEST_VERSION: Final = 10


@dataclass(frozen=True)
class Desk:
    """A procurement with its list and the search, as one request sees them."""

    actor: Actor
    procurement: queries.Procurement
    advised: queries.Advised
    invitees: list[queries.Invitee]
    search: queries.Search


def _desk(actor: Actor, public_id: str, *, also: tuple[str, ...] = ()) -> Desk:
    procurement, today = fetch(actor, public_id), timezone.localdate()
    advised = queries.advised(actor, procurement, queries.lots_of(procurement), today)
    invitees = queries.invitees_of(procurement)
    asked_for = (*(one.supplier.public_id for one in invitees), *also)
    search = queries.search_for(actor, procurement, advised, today, also=asked_for)
    return Desk(actor, procurement, advised, invitees, search)


@door("procurements.read")
@require_GET
def shortlist(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Who can deliver this, whom one asks, and whether the rules are kept."""
    return _show(request, actor, public_id)


@door("procurements.edit")
@require_POST
def shortlist_tick(request: HttpRequest, actor: Actor, public_id: str, supplier: str) -> HttpResponse:
    """Put a supplier on the list, or with `on` empty take it off."""
    procurement = fetch(actor, public_id)
    firm = supplier_to_ask(actor, supplier)
    standing = queries.standing_of(procurement, firm) if firm else None
    if firm is None:
        raise Http404

    def tick() -> str:
        at = timezone.now()
        if request.POST.get("on"):
            found = _desk(actor, public_id, also=(supplier,)).search.of(supplier)
            assert found is not None
            actions.put_on_list(actor, procurement, found, at=at)
            return _("“%(name)s” stands on the list.") % {"name": firm.name}
        if standing is not None and standing.state != "left_out":
            actions.take(actor, standing, "leave_out", expected_version=standing.version, at=at)
        return _("“%(name)s” is off the list.") % {"name": firm.name}

    return _done(request, actor, public_id, tick)


@door("procurements.edit")
@require_POST
def shortlist_reason(request: HttpRequest, actor: Actor, public_id: str, invitee_id: str) -> HttpResponse:
    """Say on which objective ground a firm is asked."""
    invitee = _fetch_invitee(actor, public_id, invitee_id)
    reason, text = request.POST.get("reason", ""), typed(request, "text", 2_000)
    if reason not in {"", *_codes(invitee.procurement)}:
        raise Http404

    def give() -> str:
        version = _version(request, invitee)
        try:
            actions.give_reason(
                actor, invitee, expected_version=version, reason=reason, text=text, at=timezone.now()
            )
        except Changed as changed:
            now = changed.current
            assert isinstance(now, queries.Invitee)
            raise Told(
                _(
                    "A colleague changed this just before you. It now says: “%(now)s”. "
                    "You typed: “%(yours)s”. Change it again if yours must stand there."
                )
                % {"now": now.reason_text, "yours": text}
            ) from changed
        return _("The ground was saved.")

    return _done(request, actor, public_id, give)


@door("procurements.edit")
@require_POST
def shortlist_step(
    request: HttpRequest, actor: Actor, public_id: str, invitee_id: str, verb: str
) -> HttpResponse:
    """Ask, record what came of it, choose, or undo."""
    if verb not in VERBS:
        raise Http404
    invitee = _fetch_invitee(actor, public_id, invitee_id)

    def step() -> str:
        version, at = _version(request, invitee), timezone.now()
        if verb == "invite":
            search = _desk(actor, public_id).search
            actions.ask(actor, invitee, expected_version=version, search=search, at=at)
        else:
            values = _answer(request, verb)
            actions.take(actor, invitee, verb, expected_version=version, at=at, values=values)
        state = INVITEE.state(invitee.state).name.in_language(get_language() or "nl")
        return _("“%(name)s” is now: %(state)s.") % {"name": invitee.supplier.name, "state": state.lower()}

    return _done(request, actor, public_id, step)


@door("procurements.edit")
@require_POST
def shortlist_where(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Say where it must be delivered; the search follows."""
    procurement, form = fetch(actor, public_id), WhereForm(request.POST)
    if not form.is_valid():
        return _show(request, actor, public_id, where=form, status=422)
    opened = request.POST.get("version", "")
    version = int(opened) if opened.isdecimal() and len(opened) < LONGEST_VERSION else procurement.version

    def say() -> str:
        actions.say_where(
            actor,
            procurement,
            expected_version=version,
            regions=form.cleaned_data["where"],
            at=timezone.now(),
        )
        return _("Saved. The list below looks there now.")

    return _done(request, actor, public_id, say)


@door("procurements.edit")
@require_POST
def shortlist_keep(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Keep the search as it is now, as evidence."""
    desk = _desk(actor, public_id)

    def keep() -> str:
        actions.keep_search(actor, desk.procurement, desk.search, at=timezone.now())
        return _("This search was kept as it is now.")

    return _done(request, actor, public_id, keep)


@door("procurements.read")
@require_GET
def shortlist_search(request: HttpRequest, actor: Actor, public_id: str, search_id: str) -> HttpResponse:
    """A search as it was: what was asked, and who came out in which order."""
    kept = queries.search_kept(actor, public_id, search_id)
    if kept is None:
        raise Http404
    page = kept_search_page(actor, kept, queries.suppliers_in(actor, kept))
    return render(request, "procurement/shortlist/kept.html", {"page": page})


@door("procurements.edit")
@require_POST
def shortlist_new_firm(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take a firm into the directory with its name and KvK number, and put it on the list."""
    procurement, form = fetch(actor, public_id), NewFirmForm(request.POST)
    if not form.is_valid():
        return _show(request, actor, public_id, new_firm=form, status=422)
    at = timezone.now()

    def add() -> str:
        values = market.SupplierValues(name=form.cleaned_data["name"], kvk=form.cleaned_data["kvk"])
        known = supplier_with_kvk(values.kvk)
        firm = known or market.add_supplier(actor=actor, at=at, values=values)
        if firm.archived_at is not None:
            raise Told(_("“%(name)s” was taken out of the directory.") % {"name": firm.name})
        found = _desk(actor, public_id, also=(firm.public_id,)).search.of(firm.public_id)
        assert found is not None
        actions.put_on_list(actor, procurement, found, at=at)
        if known:
            return _("“%(name)s” already stood in the directory and stands on your list now.") % {
                "name": firm.name
            }
        return _("“%(name)s” stands in the directory and on your list.") % {"name": firm.name}

    return _done(request, actor, public_id, add)


@door("procurements.read")
@require_GET
def shortlist_export(request: HttpRequest, actor: Actor, public_id: str, kind: str) -> HttpResponse:
    """The list as a sheet: who was considered, who was asked, on which ground."""
    if kind not in ("xlsx", "csv"):
        raise Http404
    desk = _desk(actor, public_id)
    kept = queries.searches_of(desk.procurement)[:1]
    beside = queries.suppliers_in(actor, kept[0]) if kept else {}
    rows = shortlist_rows(desk.invitees, desk.search, beside)
    title = _("Suppliers")
    content = csv_file(rows) if kind == "csv" else excel_file(rows, title)
    actions.record_shortlist_export(actor, desk.procurement, kind, at=timezone.now())
    return download(content, f"{_('suppliers')}-{desk.procurement.number}.{kind}")


class Told(Exception):
    """Nothing was done; the sentence says why and what to do now."""


def _done(request: HttpRequest, actor: Actor, public_id: str, act: Callable[[], str]) -> HttpResponse:
    """Do it and show what stands there now, or say why not. Nothing that others did is overwritten."""
    language = get_language() or "nl"
    try:
        told, refused = act(), False
    except actions.NotOnList as why:
        told, refused = why.text.in_language(language), True
    except StepRefused as why:
        told, refused = why.text.in_language(language), True
    except market.Refused as why:
        told, refused = str(why), True
    except Told as why:
        told, refused = str(why), True
    except Changed:
        told, refused = _("A colleague changed this just before you. Look at it and choose again."), True
    if request.headers.get("HX-Request"):
        desk = _desk(actor, public_id)
        work = work_shown(
            actor, desk.procurement, desk.advised, desk.search, desk.invitees, told=told, refused=refused
        )
        return render(request, "procurement/shortlist/work.html", {"work": work, "live": True})
    (messages.warning if refused else messages.success)(request, told)
    answer = redirect("procurement:shortlist", actor.slug, public_id)
    answer["Location"] += "#id_list"
    return answer


def _show(
    request: HttpRequest,
    actor: Actor,
    public_id: str,
    *,
    where: WhereForm | None = None,
    new_firm: NewFirmForm | None = None,
    status: int = 200,
) -> HttpResponse:
    desk = _desk(actor, public_id)
    asked_name = request.GET.get("naam", "").replace("\x00", "").strip()[:100]
    page = shortlist_page(
        actor,
        desk.procurement,
        desk.advised,
        desk.search,
        desk.invitees,
        searches=queries.searches_of(desk.procurement),
        evidence=evidence_of(actor, desk.procurement, timezone.localdate()),
        named=_named(desk, asked_name) if asked_name else None,
        asked_name=asked_name,
        where=where,
        new_firm=new_firm,
    )
    return render(request, "procurement/shortlist/page.html", {"page": page}, status=status)


def _named(desk: Desk, name: str) -> tuple[queries.Ranked, ...]:
    today = timezone.localdate()
    asked = queries.times_asked(desk.actor, today, apart_from=desk.procurement.pk)
    found = candidates_named(desk.actor, name, day=today, asked=asked)
    return tuple(queries.beside(desk.search.need, one) for one in found)


def _fetch_invitee(actor: Actor, public_id: str, invitee_id: str) -> queries.Invitee:
    found = queries.invitee(actor, public_id, invitee_id)
    if found is None:
        raise Http404
    return found


def _version(request: HttpRequest, invitee: queries.Invitee) -> int:
    opened = request.POST.get("version", "")
    return int(opened) if opened.isdecimal() and len(opened) < LONGEST_VERSION else invitee.version


def _answer(request: HttpRequest, verb: str) -> dict[str, Any]:
    """What is filled in with a step: the amount of a quote, or why a firm declines."""
    if verb == "decline":
        return {"answer": typed(request, "why", 1_000)}
    if verb != "quote":
        return {}
    form: Form = QuoteForm(request.POST)
    if not form.is_valid():
        raise Told(" ".join(str(text) for texts in form.errors.values() for text in texts))
    return {"quote_cents": cents(form.cleaned_data["quote"])}


def _codes(procurement: queries.Procurement) -> set[str]:
    try:
        law = Law.on(queries.day_of(procurement, timezone.localdate()))
        return {one.code for one in invitation_reasons(law)}
    except NoParameter:
        return set()
