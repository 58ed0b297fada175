"""The steps in which somebody fills in a procurement, and the advice that changes as one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import PlainView, door
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.themes import ThemeInfo, themes
from meerwaarde.stages.policy import queries as policy
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.forms import (
    AmbitionForm,
    ApproachForm,
    LotFormSet,
    PurposeForm,
    RelatedFormSet,
    ScopeForm,
    StepForm,
    basis_of,
    cpv_suggestions,
    goals_to_serve,
    lots_given,
    merging,
    related_given,
    stored_lots,
    stored_related,
    typed_lots,
    typed_related,
)
from meerwaarde.stages.procurement.pages import (
    STEPS,
    Meeting,
    advice_panel,
    meeting_of,
    place_of,
    step_page,
)
from meerwaarde.stages.procurement.pages.advising import unread_amount
from meerwaarde.stages.procurement.views.fetching import fetch
from meerwaarde.stages.procurement.views.undoing import keep_for_undo

LOTS, RELATED = "lots", "related"
UNPROCESSABLE, CONFLICT = 422, 409
UNSAVED_FAULTS = frozenset({"no_parameter"})
"""Faults that say that no advice can be given yet, and not that something was filled in wrongly."""


class Opened:
    """One step opened for one procurement: its form, what is stored, and how it would be saved."""

    def __init__(
        self, actor: Actor, procurement: queries.Procurement, step: str, data: QueryDict | None
    ) -> None:
        self.actor, self.procurement, self.step = actor, procurement, step
        self.today = timezone.localdate()
        self.lots_stored = queries.lots_of(procurement)
        self.themes = _themes(queries.day_of(procurement, self.today)) if step == "ambition" else ()
        self.stored = self._stored()
        self._data = data
        self.rows = self._rows(data)
        self.form = self._form(data)

    @property
    def basis(self) -> str:
        """The fingerprint of what this step holds now."""
        return basis_of({**self.stored, "rows": self._stored_rows()})

    @property
    def held(self) -> merging.Held:
        """What this step holds now, as the form shows it."""
        return merging.Held(self.stored, tuple(self._stored_rows()))

    def valid(self) -> bool:
        """Whether all can be saved; mistakes in rows stand in the summary too."""
        fine = self.form.is_valid()
        if self.rows is not None and not self.rows.is_valid():
            self._tell_mistakes_in_rows()
            fine = False
        return fine and self._usable()

    def advised(self) -> queries.Advised:
        """The advice on what is filled in now, as far as it can be read, without saving anything."""
        imagined, lots = self.procurement, self.lots_stored
        if self.form.is_bound:
            self.form.is_valid()
            if self.rows is not None:
                self.rows.is_valid()
            imagined = queries.as_if(self.procurement, self._values())
            if self.step == "scope":
                lots = [queries.Lot(**asdict(lot)) for lot in lots_given(self.rows)]
        return queries.advised(self.actor, imagined, lots, self.today)

    def forms(self) -> list[BaseForm]:
        """The form of the step and those of its rows."""
        return [self.form, *(self.rows.forms if self.rows is not None else ())]

    @property
    def changed_meanwhile(self) -> bool:
        """Whether somebody else changed this same step since the form was opened."""
        return bool(self.form.cleaned_data.get("basis") != self.basis)

    def typed(self) -> merging.Held:
        """What this person filled in, in the terms of what is stored. Only where the form is valid."""
        values = {name: self.form.cleaned_data.get(name) for name in self.stored}
        match self.step:
            case "scope":
                return merging.Held(values, typed_lots(self.rows))
            case "approach":
                return merging.Held(values, typed_related(self.rows))
        return merging.Held(values)

    def opened(self) -> merging.Held | None:
        """What stood here when the form was opened, as far as the form still knows."""
        return merging.unpacked(self.form.cleaned_data.get("opened") or "")

    def merged(self) -> merging.Merged:
        """What was typed, what stands here now and what stood here before, put together."""
        return merging.merged(self.opened(), self.held, self.typed(), numbered=self.step == "scope")

    def differing(self, shown: merging.Held) -> tuple[merging.Difference, ...]:
        """Where what was typed differs from another version, whoever changed it."""
        return merging.merged(None, shown, self.typed(), numbered=self.step == "scope").clashes

    def with_(self, held: merging.Held, clashing: Sequence[str] = ()) -> Opened:
        """The same step with other values in it, as if it was opened just now."""
        assert self._data is not None
        sent = merging.sent_with(self._data, self.form, self.rows, held)
        sent["version"], sent["basis"] = str(self.procurement.version), self.basis
        sent["opened"], sent["clashing"] = merging.packed(self.held), "\n".join(clashing)
        return Opened(self.actor, self.procurement, self.step, sent)

    def holding(self, held: merging.Held) -> Opened:
        """The same step with other values in it, opened when it was opened."""
        assert self._data is not None
        sent = merging.sent_with(self._data, self.form, self.rows, held)
        sent["clashing"] = ""
        return Opened(self.actor, self.procurement, self.step, sent)

    def with_levels_of_matrix(self, wanted: str) -> Opened:
        """The same step with the level of the matrix at one theme, or at all; nothing is saved yet."""
        assert self._data is not None
        sent = self._data.copy()
        row = policy.matrix_row(self.actor, self.procurement.cpv)
        for theme, level in (row.levels if row else {}).items():
            if wanted in (theme, "all"):
                sent[theme] = str(level)
        return Opened(self.actor, self.procurement, self.step, sent)

    def choices(self) -> dict[str, str]:
        """What was chosen where both changed something; empty where the choice is still to be made."""
        keys = (self.form.cleaned_data.get("clashing") or "").split("\n")
        sent: Mapping[str, str] = self._data or {}
        return {key.strip(): sent.get(f"choose.{key.strip()}", "") for key in keys if key.strip()}

    def save(self) -> tuple[str, ...]:
        """Write it; raises `Changed` where somebody else changed this same step at this very moment."""
        given = self.form.cleaned_data
        version: int = 0 if self.changed_meanwhile else self.procurement.version
        at = timezone.now()
        match self.form:
            case PurposeForm():
                return actions.save_purpose(
                    self.actor,
                    self.procurement,
                    title=given["title"],
                    purpose_value=given["purpose_value"],
                    purpose_for=given["purpose_for"],
                    need=given["need"],
                    alternatives=self.form.alternatives(),
                    goals=self.form.chosen_goals(),
                    expected_version=version,
                    at=at,
                )
            case ScopeForm():
                return actions.save_scope(
                    self.actor,
                    self.procurement,
                    part=self.form.part(),
                    start_on=given["start_on"],
                    divided=given["divided"],
                    lots=lots_given(self.rows),
                    expected_version=version,
                    at=at,
                )
            case ApproachForm():
                return actions.save_approach(
                    self.actor,
                    self.procurement,
                    part=self.form.part(related_given(self.rows)),
                    motivations=self.form.motivations(),
                    expected_version=version,
                    at=at,
                )
            case AmbitionForm():
                return actions.save_ambition(
                    self.actor,
                    self.procurement,
                    themes=self.form.levels(),
                    why=given["why"],
                    more=given["more"],
                    expected_version=version,
                    at=at,
                )
        raise AssertionError(self.step)

    def show(
        self, request: HttpRequest, *, status: int = 200, meeting: Meeting | None = None
    ) -> HttpResponse:
        """The page of this step."""
        page = step_page(
            self.actor,
            self.procurement,
            self.step,
            self.form,
            self.advised(),
            rows=self.rows,
            meeting=meeting,
            themes=self.themes,
        )
        return render(request, f"procurement/{self.step}.html", {"page": page}, status=status)

    def one_more_row(self) -> None:
        """The rows as typed with an empty one below them, for a browser without script."""
        if self.rows is None or self._data is None:
            return
        data, name = self._data.copy(), f"{self.rows.prefix}-TOTAL_FORMS"
        typed = data.get(name, "")
        data[name] = str(
            min(int(typed) if typed.isdecimal() and len(typed) < 4 else 0, self.rows.max_num) + 1
        )
        self.rows = self._rows(data)

    def _stored(self) -> dict[str, Any]:
        match self.step:
            case "purpose":
                return PurposeForm.stored(self.procurement)
            case "scope":
                return ScopeForm.stored(self.procurement, self.lots_stored)
            case "approach":
                return ApproachForm.stored(self.procurement)
        return AmbitionForm.stored(self.procurement, self.themes)

    def _form(self, data: QueryDict | None) -> StepForm:
        initial = {
            **self.stored,
            "version": self.procurement.version,
            "basis": self.basis,
            "opened": merging.packed(self.held),
        }
        match self.step:
            case "purpose":
                goals = goals_to_serve(self.actor, self.procurement)
                return PurposeForm(data, initial=initial, goals=goals)
            case "scope":
                suggest = reverse("procurement:cpv", args=[self.actor.slug])
                return ScopeForm(data, initial=initial, suggest_url=suggest)
            case "approach":
                return ApproachForm(data, initial=initial)
        return AmbitionForm(data, initial=initial, themes=self.themes)

    def _rows(self, data: QueryDict | None) -> Any:
        """Lots in the one step, related contracts in another, none elsewhere.

        What was sent is read by itself: a row that happens to equal a stored one is no empty row.
        """
        initial = self._stored_rows() if data is None else None
        match self.step:
            case "scope":
                return LotFormSet(data, prefix=LOTS, initial=initial)
            case "approach":
                return RelatedFormSet(data, prefix=RELATED, initial=initial)
        return None

    def _stored_rows(self) -> list[dict[str, Any]]:
        match self.step:
            case "scope":
                return stored_lots(self.lots_stored)
            case "approach":
                return stored_related(self.procurement)
        return []

    def _values(self) -> dict[str, Any]:
        """The columns as they would be; what cannot be read counts as not known."""
        form = self.form
        if isinstance(form, ScopeForm):
            return actions.scope_values(
                self.procurement,
                part=form.part(),
                start_on=form.given("start_on"),
                divided=form.given("divided"),
            )
        if isinstance(form, ApproachForm):
            return actions.approach_values(
                self.procurement,
                part=form.part(related_given(self.rows)),
                motivations=form.motivations(),
            )
        if isinstance(form, AmbitionForm):
            return actions.ambition_values(themes=form.levels(), why="")
        return {}

    def _usable(self) -> bool:
        """Refuse what no purchase can be, at the field it is about: lots above the total, for example."""
        if self.step == "purpose":
            return True
        fault = self.advised().fault
        if fault is None or fault.code in UNSAVED_FAULTS:
            return True
        language = get_language() or "nl"
        field = place_of(fault.where)[1]
        told = f"{fault.message.in_language(language)} {fault.what_now.in_language(language)}"
        self.form.add_error(field if field in self.form.fields else None, told)
        return False

    def _tell_mistakes_in_rows(self) -> None:
        assert self.rows is not None
        for number, row in enumerate(self.rows.forms, start=1):
            for name, errors in row.errors.items():
                label = row.fields[name].label
                self.form.add_error(None, f"{_('Row')} {number}, {label}: {' '.join(errors)}")
        for error in self.rows.non_form_errors():
            self.form.add_error(None, error)


def _step(step: str) -> PlainView:
    @door("procurements.edit")
    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
        procurement = fetch(actor, public_id)
        try:
            actions.refuse_unless_editable(actor, procurement)
        except actions.NotEditable as refused:
            messages.info(request, refused.text.in_language(get_language() or "nl"))
            return redirect("procurement:detail", actor.slug, public_id)
        if request.method == "GET":
            return Opened(actor, procurement, step, None).show(request)
        return _saved(request, actor, procurement, step)

    view.__name__ = view.__qualname__ = step
    return view


purpose, scope, approach, ambition = (_step(step) for step in STEPS[:4])


def _saved(request: HttpRequest, actor: Actor, procurement: queries.Procurement, step: str) -> HttpResponse:
    """Save what was filled in, put together with what somebody else changed meanwhile."""
    opened = Opened(actor, procurement, step, request.POST)
    if "add_row" in request.POST:
        opened.one_more_row()
        return opened.show(request)
    if "take_over" in request.POST and step == "ambition":
        return opened.with_levels_of_matrix(request.POST["take_over"]).show(request)
    if not opened.valid():
        return opened.show(request, status=UNPROCESSABLE)
    choices, shown = opened.choices(), opened.opened() or opened.held
    if choices:
        asked = [one for one in opened.differing(shown) if one.key in choices]
        if not all(choices[one.key] for one in asked):
            opened.form.add_error(None, _("Choose for each part below which version stays."))
            met = _meeting(opened, asked, (), shown)
            return opened.show(request, status=UNPROCESSABLE, meeting=met)
        opened = opened.holding(merging.with_choices(opened.typed(), shown, choices))
        if not opened.valid():
            return opened.show(request, status=UNPROCESSABLE)
    taken: tuple[str, ...] = ()
    if opened.changed_meanwhile:
        found = opened.merged()
        opened = opened.with_(found.held, [one.key for one in found.clashes])
        valid, taken = opened.valid(), found.taken
        if found.clashes or not valid:
            met = _meeting(opened, found.clashes, taken, found.held)
            return opened.show(request, status=CONFLICT, meeting=met)
    before = actions.former(opened.procurement, step)
    try:
        changed = opened.save()
    except Changed:  # in the blink between reading and writing: what was typed meets the newest version
        return _saved(request, actor, fetch(actor, procurement.public_id), step)
    if "impact_lot" in request.POST:
        return _split_off(request, actor, procurement)
    if changed:
        told = _("Saved, together with what a colleague changed here meanwhile.") if taken else _("Saved.")
        tag = keep_for_undo(request, actor, opened.procurement, step, before)
        messages.success(request, told, extra_tags=tag)
    stay = request.POST.get("then") == "stay"
    target = step if stay else STEPS[STEPS.index(step) + 1]
    return redirect(f"procurement:{target}", actor.slug, procurement.public_id)


def _meeting(
    opened: Opened, clashes: Sequence[merging.Difference], taken: Sequence[str], held: merging.Held
) -> Meeting:
    who = queries.last_other_hand(opened.actor, opened.procurement, opened.step)
    return meeting_of(opened.form, opened.rows, clashes, taken, held, who=who)


def _split_off(request: HttpRequest, actor: Actor, procurement: queries.Procurement) -> HttpResponse:
    """Take over the impact lot that the advice proposes on what was just saved."""
    fresh = fetch(actor, procurement.public_id)
    proposal = queries.advised(actor, fresh, queries.lots_of(fresh), timezone.localdate()).impact_lot
    if proposal is None:
        messages.info(request, _("There is no room for such a lot any more."))
    else:
        try:
            actions.add_impact_lot(
                actor,
                fresh,
                name=_("Impact lot"),
                estimate_cents=int(proposal.lot * 100),
                at=timezone.now(),
            )
            messages.success(request, _("The impact lot stands among the lots. You can change it there."))
        except Changed:
            messages.warning(request, _("A colleague just changed the lots. Look and try again."))
    answer = redirect("procurement:scope", actor.slug, procurement.public_id)
    answer["Location"] += "#lots"
    return answer


@door("procurements.edit")
@require_POST
def live_advice(request: HttpRequest, actor: Actor, public_id: str, step: str) -> HttpResponse:
    """The advice on what is typed now; nothing is saved."""
    if step not in STEPS[1:4]:
        raise Http404
    procurement = fetch(actor, public_id)
    opened = Opened(actor, procurement, step, request.POST)
    advised = opened.advised()
    panel = unread_amount(opened.forms()) or advice_panel(
        actor, public_id, advised, here=step, may_adopt=step == "scope"
    )
    return render(request, "procurement/advice.html", {"panel": panel})


@door("procurements.edit")
@require_GET
def cpv(request: HttpRequest, actor: Actor) -> HttpResponse:
    """CPV codes for typed words."""
    found = cpv_suggestions(request.GET.get("q", "")[:200])
    return render(request, "layout/widgets/suggestions.html", {"suggestions": found})


def _themes(day: date) -> tuple[ThemeInfo, ...]:
    """The themes of that day; on a day of which nothing is known, those of today."""
    try:
        return themes(Law.on(day))
    except NoParameter:
        return themes(Law.on(timezone.localdate()))
