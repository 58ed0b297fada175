"""What the page about responsibilities shows: who carries what, what nobody carries, what is running."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    EmptyState,
    FindingCard,
    FormPage,
    Help,
    Page,
    Row,
    Severity,
    Table,
    Workload,
)
from meerwaarde.platform.layout.notation import format_day, format_number
from meerwaarde.platform.organisations.queries import Membership
from meerwaarde.rules.responsibility import DUTIES, DepartmentLoad, DutyInfo, gaps
from meerwaarde.rules.roles import role
from meerwaarde.stages.policy.forms.parts import said
from meerwaarde.stages.policy.queries import standing as reads
from meerwaarde.stages.policy.queries.standing import Responsibility


@dataclass(frozen=True)
class Carrier:
    """Somebody who carries a duty: name, role, since when; `end` where this may be ended."""

    name: str
    role: str
    since: str
    note: str
    end: Action | None


@dataclass(frozen=True)
class DutyCard:
    """A duty with everybody who carries it; `where` is the department, "" for the whole authority."""

    title: str
    meaning: str
    where: tuple[tuple[str, tuple[Carrier, ...]], ...]
    nobody: str


@dataclass(frozen=True, kw_only=True)
class ResponsibilityPage(Page):
    """Who carries what."""

    gaps: tuple[FindingCard, ...]
    whole: EmptyState | None
    duties: tuple[DutyCard, ...]
    loads: Table


def responsibility_page(
    actor: Actor, carried: Sequence[Responsibility], people: Sequence[Membership]
) -> ResponsibilityPage:
    """Duties, gaps and running work on one page."""
    work = slots.workloads.collect(actor)
    departments = reads.departments_here(actor)
    found = gaps(reads.holders(list(carried)), _department_loads(departments, work))
    write = actor.may("responsibilities.write")
    give = reverse("policy:responsibility_new", args=[actor.slug])
    return ResponsibilityPage(
        title=_("Who carries what"),
        intro=_(
            "Procurement with impact belongs to the client, not to the buyer. Here you see who carries it."
        ),
        actions=(
            *(
                (Action(label=_("Record who carries a duty"), url=give, icon="add", kind="primary"),)
                if write
                else ()
            ),
            Action(label=_("Print"), prints=True, icon="print", kind="quiet"),
        ),
        gaps=tuple(
            FindingCard(severity=Severity.WARN, text=said(gap.text), what_now=said(gap.what_now), rule="")
            for gap in found
        ),
        whole=None if found else _all_carried(),
        duties=tuple(_duty_card(actor, duty, carried, departments, write=write) for duty in DUTIES),
        loads=_loads(people, work),
        help=(
            Help(
                title=_("Why this page"),
                points=(
                    _("The client or budget holder owns the value of a procurement."),
                    _("Finance may own the framework: then money and value are weighed together."),
                    _("The MVOI team joins the trades and looks for the clients."),
                    _("Advisers coach. They do not take over the work."),
                ),
            ),
        ),
    )


def responsibility_form_page(actor: Actor, form: Any) -> FormPage:
    """Record who carries a duty."""
    home = reverse("policy:responsibilities", args=[actor.slug])
    return FormPage(
        title=_("Record who carries a duty"),
        crumbs=(),
        form=form,
        submit=_("Save"),
        cancel_url=home,
        help=(
            Help(
                title=_("The duties"),
                points=tuple(f"{said(duty.name)}: {said(duty.meaning)}" for duty in DUTIES),
            ),
        ),
    )


def _all_carried() -> EmptyState:
    return EmptyState(
        title=_("Everything is carried"),
        text=_("Every department has an owner, and somebody carries each of the other duties."),
        drawing="done",
    )


def _department_loads(
    departments: Sequence[tuple[str, str]], work: Sequence[Workload]
) -> tuple[DepartmentLoad, ...]:
    running: dict[str, int] = defaultdict(int)
    without: dict[str, int] = defaultdict(int)
    for one in work:
        if one.kind != "procurement":
            continue
        running[one.department] += one.count
        if not one.membership:
            without[one.department] += one.count
    return tuple(DepartmentLoad(code, name, running[code], without[code]) for code, name in departments)


def _duty_card(
    actor: Actor,
    duty: DutyInfo,
    carried: Sequence[Responsibility],
    departments: Sequence[tuple[str, str]],
    *,
    write: bool,
) -> DutyCard:
    by_place: dict[str, list[Carrier]] = defaultdict(list)
    for one in carried:
        if one.duty == duty.code:
            place = one.department.code if one.department else ""
            by_place[place].append(_carrier(actor, one, write=write))
    names = {"": _("The whole authority") if duty.per_department else "", **dict(departments)}
    return DutyCard(
        said(duty.name),
        said(duty.meaning),
        tuple((names[code], tuple(by_place[code])) for code in names if by_place.get(code)),
        "" if by_place else _("Nobody yet."),
    )


def _carrier(actor: Actor, one: Responsibility, *, write: bool) -> Carrier:
    return Carrier(
        one.membership.person.name,
        said(role(one.membership.role).name),
        _("since %(day)s") % {"day": format_day(one.since, get_language() or "nl", "short")},
        one.note,
        Action(
            label=_("End"),
            url=reverse("policy:responsibility_end", args=[actor.slug, one.public_id]),
            post=True,
            kind="quiet",
            icon="close",
        )
        if write
        else None,
    )


def _loads(people: Sequence[Membership], work: Sequence[Workload]) -> Table:
    """A line per person, a column per kind of work; who carries most stands first."""
    kinds = list(dict.fromkeys(one.label for one in work))
    held: dict[str, dict[str, Workload]] = defaultdict(dict)
    for one in work:
        if one.membership:
            known = held[one.membership].get(one.label)
            if known is None:
                held[one.membership][one.label] = one
            else:
                total = known.count + one.count
                held[one.membership][one.label] = replace(known, count=total)
    busy = [person for person in people if person.public_id in held]
    busy.sort(key=lambda person: -sum(one.count for one in held[person.public_id].values()))
    language = get_language() or "nl"

    def cell(found: Workload | None) -> Cell:
        if found is None or not found.count:
            return Cell(text="")
        return Cell(text=format_number(found.count, language), url=found.url)

    return Table(
        caption=_("Who has what running"),
        columns=(Column(label=_("Colleague")), *(Column(label=kind, numeric=True) for kind in kinds)),
        rows=tuple(
            Row(
                (
                    Cell(text=person.person.name, note=said(role(person.role).name)),
                    *(cell(held[person.public_id].get(kind)) for kind in kinds),
                )
            )
            for person in busy
        ),
        empty=EmptyState(
            title=_("Nothing is running"),
            text=_("As soon as somebody starts a procurement or plans an action, it stands here."),
        ),
    )
