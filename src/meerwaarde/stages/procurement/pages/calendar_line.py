"""One line of the calendar: what it says, what was found, what can be done now; and its form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.exchange.cpv.read import CpvNotBuilt
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    Crumb,
    Definition,
    FormPage,
    Help,
    Page,
    Row,
    Table,
    ThreadNode,
)
from meerwaarde.platform.layout.notation import format_day, shortened
from meerwaarde.rules.lifecycle import BEGUN, DROPPED, EXPECTED, EXPECTED_PROCUREMENT, EXPECTED_PUBLIC
from meerwaarde.rules.procurement_calendar import Quarter
from meerwaarde.stages.market.queries import opportunity_by_reference
from meerwaarde.stages.policy.queries import current_plan
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.forms.calendar import LineForm
from meerwaarde.stages.procurement.forms.scope import cpv_name
from meerwaarde.stages.procurement.pages import calendar_words as words
from meerwaarde.stages.procurement.pages.calendar_scan import ScanShown, scan_shown
from meerwaarde.stages.procurement.queries import ExpectedProcurement


@dataclass(frozen=True, kw_only=True)
class LinePage(Page):
    """One line."""

    facts: tuple[Definition, ...]
    description: str
    marks: tuple[words.ThemeMark, ...]
    warnings: tuple[str, ...]
    scan: ScanShown | None
    scan_now: Action | None
    promising: Action | None
    public: str
    public_url: str


@dataclass(frozen=True, kw_only=True)
class LineFormPage(FormPage):
    """The form of a line; `differs` shows what a colleague saved meanwhile."""

    differs: Table | None = None


def line_page(actor: Actor, one: ExpectedProcurement, today: date) -> LinePage:
    """What the line says, and what was found for it."""
    marks, expected = queries.marks_of(actor), queries.levels_expected(actor, one)
    public = opportunity_by_reference(one.public_id) if one.state in (EXPECTED_PUBLIC, BEGUN) else None
    seen = public is not None and public.withdrawn_at is None
    return LinePage(
        title=one.title,
        intro=" · ".join(part for part in (words.quarter_long(one), words.worth(one)) if part),
        crumbs=(Crumb(_("Procurement calendar"), reverse("calendar:quarters", args=[actor.slug])),),
        badge=words.line_badge(one.state),
        actions=_actions(actor, one),
        thread=_thread(actor, one),
        facts=_facts(actor, one),
        description=one.description,
        marks=words.level_marks(one.themes, expected),
        warnings=_warnings(one, today),
        scan=scan_shown(one, marks, today, expected),
        scan_now=_post(actor, one, "line_scan", _("Scan this line"), "ambitions")
        if actor.may("calendar.write") and one.state != DROPPED
        else None,
        promising=_promising(actor, one, today),
        public=_("The market sees this line since %(day)s.") % {"day": _local_day(public.published_at)}
        if seen and public is not None
        else "",
        public_url=reverse("public_calendar:opportunity", args=[actor.slug, public.public_id])
        if seen and public is not None
        else "",
        sections=slots.page_sections.collect(actor, slots.Subject("expectedprocurement", one.public_id)),
    )


def _local_day(moment: Any) -> str:
    return format_day(timezone.localdate(moment), words.language())


def _post(actor: Actor, one: ExpectedProcurement, name: str, label: str, icon: str, **more: Any) -> Action:
    url = reverse(f"calendar:{name}", args=[actor.slug, one.public_id])
    return Action(label=label, url=url, icon=icon, post=True, **more)


STEP_ICONS = {"drop": "remove", "restore": "previous", "take_back": "lock"}


def _actions(actor: Actor, one: ExpectedProcurement) -> tuple[Action, ...]:
    found: list[Action] = []
    if one.procurement is not None:
        url = reverse("procurement:detail", args=[actor.slug, one.procurement.public_id])
        found.append(Action(label=_("To the procurement"), url=url, icon="procurement", kind="primary"))
    if actor.may("calendar.write") and one.state != DROPPED:
        url = reverse("calendar:edit", args=[actor.slug, one.public_id])
        found.append(Action(label=_("Edit"), url=url, icon="edit"))
    steps = {step.verb: step for step in EXPECTED_PROCUREMENT.possible(one.state, actor.role)}
    if "begin" in steps and actor.may("procurements.start"):
        label = words.said(steps["begin"].name)
        found.insert(0, _post(actor, one, "begin", label, "procurement", kind="primary"))
    if "publish" in steps:
        url = reverse("calendar:publish", args=[actor.slug]) + f"?regel={one.public_id}"
        found.append(Action(label=words.said(steps["publish"].name), url=url, icon="external"))
    for verb in ("take_back", "restore", "drop"):
        if verb in steps:
            url = reverse("calendar:step", args=[actor.slug, one.public_id, verb])
            kind = "quiet" if verb == "drop" else "secondary"
            found.append(
                Action(
                    label=words.said(steps[verb].name), url=url, icon=STEP_ICONS[verb], post=True, kind=kind
                )
            )
    return tuple(found)


def _promising(actor: Actor, one: ExpectedProcurement, today: date) -> Action | None:
    """The button that names a line in the action plan, or why it cannot be done now."""
    if not actor.may("plans.write") or one.state == DROPPED:
        return None
    label = _("Name as promising in the action plan")
    if current_plan(actor, today) is None:
        return Action(label=label, why_not=_("there is no action plan yet."))
    return _post(actor, one, "promising", label, "goal")


def _warnings(one: ExpectedProcurement, today: date) -> tuple[str, ...]:
    """What asks for attention: a quarter that passed, a contract that ends before its successor begins."""
    found: list[str] = []
    if one.state not in (EXPECTED, EXPECTED_PUBLIC):
        return ()
    quarter = queries.line_quarter(one)
    if quarter < Quarter.of(today):
        found.append(_("Its quarter has passed. Choose a later one, begin it, or drop it."))
    end = one.current_contract_ends_on
    if end is not None and end < today:
        found.append(
            _("The current contract has ended already, on %(day)s.") % {"day": words.ends_on(one, "long")}
        )
    elif end is not None and end < quarter.first_day:
        found.append(
            _("The current contract ends on %(day)s, before this procurement begins. Is there a gap?")
            % {"day": words.ends_on(one, "long")}
        )
    elif end is not None and (months := queries.lead_months(today)) is not None:
        begin_by = queries.months_before(end, months)
        if quarter.first_day > begin_by:
            found.append(
                _("The contract ends on %(day)s. To be in time, begin before %(begin)s.")
                % {"day": words.ends_on(one, "long"), "begin": format_day(begin_by, words.language())}
            )
    return tuple(found)


def _facts(actor: Actor, one: ExpectedProcurement) -> tuple[Definition, ...]:
    names = queries.category_names(actor)
    term = _("%(count)s months") % {"count": one.duration_months} if one.duration_months else ""
    facts = [
        Definition(term=_("Quarter"), text=words.quarter_long(one)),
        Definition(term=_("Value"), text=words.worth(one)),
        Definition(term=_("Term"), text=term),
        Definition(term=_("Type of contract"), text=words.contract_name(one.contract)),
        Definition(term=_("CPV codes"), items=tuple(code_in_words(code) for code in one.cpv)),
        Definition(term=_("Category of the matrix"), text=names.get(one.category, "")),
        Definition(term=_("Department"), text=one.department.name if one.department else ""),
        Definition(term=_("Client"), text=words.client_of(one)),
        Definition(term=_("End of current contract"), text=words.ends_on(one, "long")),
        Definition(term=_("Your own reference"), text=one.reference),
    ]
    return tuple(facts)


def code_in_words(code: str) -> str:
    """A CPV code with its name, where the list is there."""
    try:
        return f"{code} {cpv_name(code) or ''}".strip()
    except CpvNotBuilt:
        return code


def _thread(actor: Actor, one: ExpectedProcurement) -> tuple[ThreadNode, ...]:
    own = ThreadNode(
        kind=_("Expected procurement"),
        label=shortened(one.title, 60),
        icon="day",
        rank=45,
        current=True,
    )
    nodes = [own]
    if one.procurement is not None and actor.may("procurements.read"):
        nodes.append(
            ThreadNode(
                kind=_("Procurement"),
                label=shortened(one.procurement.title, 60),
                url=reverse("procurement:detail", args=[actor.slug, one.procurement.public_id]),
                icon="procurement",
                rank=50,
            )
        )
    return slots.thread(actor, slots.Subject("expectedprocurement", one.public_id), *nodes)


def line_form_page(
    actor: Actor, form: LineForm, one: ExpectedProcurement | None = None, *, differs: Table | None = None
) -> LineFormPage:
    """Adding or changing a line."""
    home = reverse("calendar:quarters", args=[actor.slug])
    crumbs = [Crumb(_("Procurement calendar"), home)]
    back = home
    if one is not None:
        back = reverse("calendar:line", args=[actor.slug, one.public_id])
        crumbs.append(Crumb(shortened(one.title, 60), back))
    return LineFormPage(
        title=_("Change a line of the calendar") if one else _("Add a procurement to the calendar"),
        intro=_("Only subject and quarter are needed. The more you fill in, the more the scan can say."),
        crumbs=tuple(crumbs),
        form=form,
        submit=_("Save") if one else _("Put on the calendar"),
        submit_note=_("The market sees your change at once: this line is public.")
        if one and one.state == EXPECTED_PUBLIC
        else "",
        cancel_url=back,
        draft_key=f"calendar:{one.public_id if one else 'new'}",
        help=_helps(),
        differs=differs,
    )


def _helps() -> tuple[Help, ...]:
    return (
        Help(
            title=_("Why early?"),
            text=_("Most societal value is won before the market is asked: in purpose and need."),
        ),
        Help(
            title=_("What becomes public?"),
            text=_("Nothing, until you make a line public. Client, department and reference never do."),
        ),
    )


def differences(form: LineForm, now: ExpectedProcurement) -> Table:
    """What was typed beside what stands there now; `form` was sent and is valid."""
    stands = LineForm.typed_from(now)
    rows = []
    for name, field in form.fields.items():
        if name == "version":
            continue
        theirs, mine = _shown(form, name, stands.get(name)), _shown(form, name, form.cleaned_data.get(name))
        if theirs != mine:
            rows.append(Row((Cell(text=str(field.label)), Cell(text=theirs or "–"), Cell(text=mine or "–"))))
    return Table(
        caption=_("What differs"),
        columns=(
            Column(label=_("Field")),
            Column(label=_("Stands there now")),
            Column(label=_("You typed")),
        ),
        rows=tuple(rows),
    )


def _shown(form: LineForm, name: str, value: Any) -> str:
    field: Any = form.fields[name]
    if value in (None, "", []):
        return ""
    if choices := getattr(field, "choices", None):
        known = {str(code): str(label) for code, label in choices}
        chosen = value if isinstance(value, list | tuple) else [value]
        return ", ".join(sorted(known.get(str(one), str(one)) for one in chosen))
    if isinstance(value, list | tuple):
        return ", ".join(value)
    return str(field.widget.format_value(value) or "").strip()
