"""The steps in which somebody fills in a procurement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.charts import Chart, Series, radar
from meerwaarde.platform.layout.components import FormPage, Help
from meerwaarde.platform.layout.notation import format_amount, format_day
from meerwaarde.rules.compliance import Assessment, ThemeMinimum
from meerwaarde.rules.themes import ThemeInfo
from meerwaarde.stages.policy import queries as policy
from meerwaarde.stages.procurement.forms import ALTERNATIVES, GROUPS, StepForm
from meerwaarde.stages.procurement.forms.merging import ROW, Difference, Held
from meerwaarde.stages.procurement.pages.advising import AdvicePanel, advice_address, advice_panel
from meerwaarde.stages.procurement.pages.frame import FILLED_IN, frame, step_names
from meerwaarde.stages.procurement.pages.questions import place_of
from meerwaarde.stages.procurement.pages.row_of_matrix import RowShown, ThemeAsked, shown_row, themes_asked
from meerwaarde.stages.procurement.queries import Advised, Procurement


@dataclass(frozen=True)
class Clash:
    """A field that both changed: what stands there now, what was typed here, and what it was before.

    `key` names the choice in the form; `chosen` is empty until somebody chose.
    """

    label: str
    now: str
    typed: str
    key: str = ""
    before: str = ""
    known: bool = True
    chosen: str = ""


@dataclass(frozen=True)
class Meeting:
    """Two people met in one step: who the other was, what both changed, and what was taken over by itself."""

    who: str
    clashes: tuple[Clash, ...]
    taken: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FieldGroup:
    """Fields that belong together; open where something is filled in, wrong or asked for."""

    code: str
    title: str
    fields: tuple[BoundField, ...]
    open: bool
    asked: int


@dataclass(frozen=True)
class AlternativeAsked:
    """One alternative to buying: the nudge, and what came out of it."""

    considered: BoundField
    why: BoundField


@dataclass(frozen=True, kw_only=True)
class StepPage(FormPage):
    """A step with, where it matters, the advice beside it."""

    step: str
    meeting: Meeting | None = None
    reload_url: str = ""
    panel: AdvicePanel | None = None
    live_url: str = ""
    rows: Any = None
    groups: tuple[FieldGroup, ...] = ()
    alternatives: tuple[AlternativeAsked, ...] = ()
    radar: Chart | None = None
    row: RowShown | None = None
    asked: tuple[ThemeAsked, ...] = ()
    return_note: str = ""


def step_page(
    actor: Actor,
    procurement: Procurement,
    step: str,
    form: StepForm,
    advised: Advised,
    *,
    rows: Any = None,
    meeting: Meeting | None = None,
    themes: tuple[ThemeInfo, ...] = (),
) -> StepPage:
    """The page of one step."""
    last = step == FILLED_IN[-1]
    _mark_noticed(procurement, form)
    if step == "approach":
        _mark_listed(form, advised)
    live = step in ("scope", "approach", "ambition")
    row = policy.matrix_row(actor, procurement.cpv) if step == "ambition" else None
    return StepPage(
        title=step_names()[step],
        intro=f"{procurement.number} · {procurement.title}",
        **frame(actor, procurement, step, advised),
        step=step,
        form=form,
        submit=_("Save and look for suppliers") if last else _("Save and go on"),
        extra_submits=(("then", "stay", _("Save")),),
        draft_key=f"procurement:{procurement.public_id}:{step}",
        meeting=meeting,
        reload_url=reverse(f"procurement:{step}", args=[actor.slug, procurement.public_id]),
        panel=advice_panel(actor, procurement.public_id, advised, here=step, may_adopt=step == "scope")
        if live
        else None,
        live_url=advice_address(actor, procurement.public_id, step) if live else "",
        rows=rows,
        groups=_groups(form, advised) if step == "approach" else (),
        alternatives=_alternatives(form) if step == "purpose" else (),
        row=shown_row(actor, row) if row else None,
        asked=themes_asked(form, themes, row) if step == "ambition" else (),
        radar=ambition_chart(themes, procurement.themes, advised.assessments) if step == "ambition" else None,
        return_note=procurement.return_note if procurement.state == "draft" else "",
        help=_help(step),
        sections=slots.page_sections.collect(actor, slots.Subject("intake_themes", procurement.public_id))
        if step == "ambition"
        else (),
    )


def meeting_of(
    form: StepForm,
    rows: Any,
    differences: Sequence[Difference],
    taken: Sequence[str],
    held: Held,
    *,
    who: str,
) -> Meeting:
    """What to show where two people met: both versions of each field that both changed."""
    return Meeting(
        who,
        tuple(_clash(form, rows, one) for one in differences),
        tuple((_place(form, rows, key).rstrip("?"), _held_said(form, rows, key, held)) for key in taken),
    )


def _clash(form: StepForm, rows: Any, one: Difference) -> Clash:
    def said(value: Any) -> str:
        if one.row and not one.field:
            return _row_said(rows, value)
        return _said((rows.empty_form if one.row else form)[one.field], value)

    chosen = form.data.get(f"choose.{one.key}", "") if form.is_bound else ""
    return Clash(
        key=one.key,
        label=_place(form, rows, one.key),
        now=said(one.theirs),
        typed=said(one.mine),
        before=said(one.before),
        known=one.known,
        chosen=chosen,
    )


def _place(form: StepForm, rows: Any, key: str) -> str:
    """What people call a field, or a field in a lot."""
    if not key.startswith(f"{ROW}:"):
        return str(form[key].label)
    code, _colon, field = key.removeprefix(f"{ROW}:").rpartition(":")
    if not code:
        return _("Contracts that belong together")
    lot = _("Lot %(code)s") % {"code": code}
    return f"{lot}: {rows.empty_form[field].label}" if field else lot


def _held_said(form: StepForm, rows: Any, key: str, held: Held) -> str:
    if not key.startswith(f"{ROW}:"):
        return _said(form[key], held.values.get(key))
    code, _colon, field = key.removeprefix(f"{ROW}:").rpartition(":")
    row = next((row for row in held.rows if str(row.get("code")) == code), None)
    if not code:
        return "; ".join(_row_said(rows, row) for row in held.rows)
    return _said(rows.empty_form[field], (row or {}).get(field)) if field else _row_said(rows, row)


def _row_said(rows: Any, row: Mapping[str, Any] | None) -> str:
    """What stands in a row, field by field; what is not known is left out."""
    if row is None:
        return _("Not in the list")
    said = ((name, _said(rows.empty_form[name], row.get(name))) for name in rows.empty_form.base_fields)
    return ", ".join(
        f"{rows.empty_form[name].label}: {value}" if isinstance(row.get(name), bool) else value
        for name, value in said
        if value
    )


def ambition_chart(
    themes: tuple[ThemeInfo, ...], chosen: Mapping[str, int] | None, assessments: tuple[Assessment, ...]
) -> Chart:
    """The chosen levels as a web, with what the rules of the framework ask beside them."""
    language = get_language() or "nl"
    asked: dict[str, int] = {}
    for one in assessments:
        if isinstance(one.rule.demand, ThemeMinimum):
            theme = one.rule.demand.theme
            asked[theme] = max(asked.get(theme, 0), one.rule.demand.level)
    series = [
        Series(_("Chosen"), tuple(None if chosen is None else chosen.get(theme.code, 0) for theme in themes))
    ]
    if asked:
        series.append(
            Series(_("Asked by your framework"), tuple(asked.get(theme.code, 0) for theme in themes))
        )
    return radar(
        "ambition",
        _("Ambition per theme"),
        _("Six themes with a level from 0 to 3. The table below holds the same figures."),
        [_short_name(theme.name.in_language(language)) for theme in themes],
        series,
        first_heading=_("Theme"),
    )


def _short_name(name: str) -> str:
    """A name that fits beside a drawing: without what follows a comma or stands between brackets."""
    return name.partition(" (")[0].partition(",")[0]


def _groups(form: StepForm, advised: Advised) -> tuple[FieldGroup, ...]:
    asked = {
        place_of(question.field)[1] for question in (advised.advice.open_questions if advised.advice else ())
    }
    blocked = {
        place_of(finding.field)[1]
        for finding in (advised.advice.findings if advised.advice else ())
        if finding.field and finding.severity == "block"
    }
    groups = []
    for code, (title, names) in GROUPS.items():
        fields = tuple(form[name] for name in names)
        open_here = any(
            field.errors or field.value() not in (None, "", False) or field.name in blocked
            for field in fields
        )
        count = sum(field.name in asked for field in fields)
        groups.append(FieldGroup(code, str(title), fields, open_here or count > 0, count))
    return tuple(groups)


def _alternatives(form: StepForm) -> tuple[AlternativeAsked, ...]:
    return tuple(AlternativeAsked(form[f"{code}_considered"], form[f"{code}_why"]) for code in ALTERNATIVES)


def _mark_listed(form: StepForm, advised: Advised) -> None:
    """Where a shortlist stands, the numbers follow from it: what is typed here waits until it is empty."""
    found = advised.inviting
    if found is None:
        return
    counts = {"invitees": found.invitees, "social_enterprises_invited": found.per_kind["social"]}
    for name, count in counts.items():
        form.fields[name].help_text = _(
            "The list in the step “Suppliers” says %(count)s; that number counts."
        ) % {"count": count}


def _mark_noticed(procurement: Procurement, form: StepForm) -> None:
    """Say at a field that it stands as the notice filled it."""
    weights = ("weight_price", "weight_quality") if "weights" in procurement.from_notice else ()
    more = ("cpv_more",) if "cpv" in procurement.from_notice else ()
    for name in (*procurement.from_notice, *weights, *more):
        if name in form.fields:
            field = form[name]
            field.help_text = f"{_('Taken from the notice: check it.')} {field.help_text}".strip()


def _said(field: BoundField, value: Any) -> str:
    """A value as people read it: choices by their name, amounts and days in their own notation."""
    choices = {str(code): str(label) for code, label in getattr(field.field, "choices", ()) or ()}
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list | tuple):
        return ", ".join(choices.get(str(one), str(one)) for one in value)
    if isinstance(value, Decimal):
        return format_amount(value, get_language() or "nl")
    if isinstance(value, date):
        return format_day(value, get_language() or "nl")
    return choices.get(str(value), str(value)) if value not in (None, "") else ""


def _help(step: str) -> tuple[Help, ...]:
    if step != "purpose":
        return ()
    return (
        Help(
            title=_("Begin with the purpose"),
            points=(
                _("Say what must become better, and for whom. The product comes later."),
                _("Weigh each alternative: sometimes not buying delivers most."),
                _("Choose the goals of the board that this serves. Then everybody sees where it comes from."),
                _("You can save at any moment and come back later."),
            ),
        ),
    )
