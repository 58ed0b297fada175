"""What the pages of the register show: who may now approve what, every entry, and one entry by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.mandates import entry_of, left_to_the_role
from meerwaarde.platform.documents.sheets import Cell as SheetCell
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    FormPage,
    Help,
    ListPage,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_euro
from meerwaarde.platform.layout.slots import Subject
from meerwaarde.platform.organisations.queries import Mandate, Membership
from meerwaarde.platform.register.forms import FilterForm, said
from meerwaarde.rules.compliance.sentences import CONTRACT_NAMES
from meerwaarde.rules.mandates import ACTS, ActKind
from meerwaarde.rules.roles import permissions_of, role


@dataclass(frozen=True)
class Holder:
    """Somebody who may do it now, and how far."""

    name: str
    role: str
    limits: tuple[str, ...]


@dataclass(frozen=True)
class ActCard:
    """Who may do one act today; `nobody` says what that means where there is no holder."""

    title: str
    holders: tuple[Holder, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class MandatesPage(ListPage):
    """The register, with who may do what today above it."""

    acts: tuple[ActCard, ...]
    exports: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class MandatePage(Page):
    """One entry and what can be done with it."""

    facts: tuple[Definition, ...]


def mandates_page(
    actor: Actor,
    form: FilterForm,
    entries: Sequence[Mandate],
    people: Sequence[Membership],
    *,
    today: date,
) -> MandatesPage:
    """The register as everybody who may read it sees it."""
    state, act = form.wanted()
    here = reverse("mandates:list", args=[actor.slug])
    shown = [one for one in entries if act in ("", one.act) and _in_state(one, state, today)]
    return MandatesPage(
        title=_("Mandates"),
        intro=_("Who may approve what, up to which amount. Approvals are checked against this register."),
        actions=_add(actor),
        filters=form,
        filters_used=(state, act) != ("now", ""),
        clear_url=here,
        acts=tuple(_act_card(kind, entries, people, today) for kind in ACTS.values()),
        table=Table(
            caption=_("The register"),
            caption_hidden=True,
            columns=(
                Column(label=_("For whom")),
                Column(label=_("What")),
                Column(label=_("Up to and including"), numeric=True),
                Column(label=_("Limited to")),
                Column(label=_("When")),
            ),
            rows=tuple(_row(actor, one, today) for one in shown),
            empty=_nothing(actor, bool(entries)),
        ),
        exports=(
            Action(
                label=_("Download as CSV"),
                url=f"{reverse('mandates:export', args=[actor.slug])}?{urlencode({'state': 'all'})}",
                icon="download",
                kind="quiet",
            ),
        )
        if entries
        else (),
    )


def mandate_page(actor: Actor, mandate: Mandate, *, today: date) -> MandatePage:
    """One entry: everything that is known of it, and for an administrator what can be done."""
    return MandatePage(
        title=_who(mandate),
        intro=said(ACTS[mandate.act].name),
        crumbs=(Crumb(_("Mandates"), reverse("mandates:list", args=[actor.slug])),),
        badge=state_badge(mandate, today),
        actions=_acts_on(actor, mandate, today),
        facts=(
            Definition(term=_("For whom"), text=_who(mandate)),
            Definition(term=_("What"), text=said(ACTS[mandate.act].name)),
            Definition(term=_("Up to and including"), text=_amount(mandate)),
            Definition(term=_("Limited to"), text=_limits(mandate) or _("Holds for everything")),
            Definition(term=_("From"), text=format_day(mandate.since, _language())),
            Definition(
                term=_("Until and including"),
                text=format_day(mandate.until, _language()) if mandate.until else _("No end yet"),
            ),
            *(
                (Definition(term=_("Ended on"), text=format_day(mandate.ended_on, _language())),)
                if mandate.ended_on
                else ()
            ),
            Definition(term=_("Based on"), text=mandate.source),
        ),
        sections=slots.page_sections.collect(actor, Subject("mandate", mandate.public_id)),
    )


def mandate_form_page(actor: Actor, form: Any, mandate: Mandate | None) -> FormPage:
    """The form for a new entry, or for one that is corrected."""
    back = (
        reverse("mandates:detail", args=[actor.slug, mandate.public_id])
        if mandate
        else reverse("mandates:list", args=[actor.slug])
    )
    return FormPage(
        title=_("Change a mandate") if mandate else _("Register a mandate"),
        intro=_("Take over what the decision says. Approvals are checked against this from now on."),
        crumbs=(Crumb(_("Mandates"), reverse("mandates:list", args=[actor.slug])),),
        form=form,
        submit=_("Save mandate"),
        cancel_url=back,
        draft_key=f"mandate:{mandate.public_id}" if mandate else "mandate",
        help=(
            Help(
                title=_("How does it work?"),
                points=(
                    _("A role says which buttons somebody sees. A mandate says up to which amount."),
                    _("The amount itself is still within the mandate."),
                    _("One mandate must suffice by itself; two mandates are not added up."),
                    _("Nobody approves an explanation of a procurement that is their own."),
                ),
            ),
            Help(
                title=_("Settling a strategy"),
                text=_(
                    "As long as the register holds no mandate for this, the role of buyer is enough. "
                    "From the first one on, everybody needs a mandate for it."
                ),
            ),
        ),
    )


def export_rows(entries: Iterable[Mandate], today: date) -> list[list[SheetCell]]:
    """A heading and a row per entry; amounts in euros, days in ISO."""
    head: list[SheetCell] = [
        _("For whom"),
        _("Role"),
        _("What"),
        _("Up to and including (EUR excluding VAT)"),
        _("Types of contract"),
        _("CPV groups"),
        _("Department"),
        _("From"),
        _("Until and including"),
        _("Ended on"),
        _("State"),
        _("Based on"),
    ]
    return [head, *(_sheet_row(one, today) for one in entries)]


def _sheet_row(mandate: Mandate, today: date) -> list[SheetCell]:
    return [
        mandate.membership.person.name if mandate.membership else _("Everybody in this role"),
        said(role(mandate.role).name),
        said(ACTS[mandate.act].name),
        None if mandate.amount_cents is None else mandate.amount_cents / 100,
        ", ".join(_contracts(mandate)),
        ", ".join(mandate.cpv),
        mandate.department.name if mandate.department else "",
        mandate.since.isoformat(),
        mandate.until.isoformat() if mandate.until else "",
        mandate.ended_on.isoformat() if mandate.ended_on else "",
        state_badge(mandate, today).label,
        mandate.source,
    ]


def state_badge(mandate: Mandate, today: date) -> Badge:
    """In force, still to come, or ended."""
    entry = entry_of(mandate)
    if entry.over(today):
        return Badge(label=_("Ended"), tone=Tone.NEUTRAL)
    if entry.in_force(today):
        return Badge(label=_("In force"), tone=Tone.POSITIVE)
    return Badge(label=_("Still to come"), tone=Tone.INFO)


def _act_card(
    kind: ActKind, entries: Sequence[Mandate], people: Sequence[Membership], today: date
) -> ActCard:
    of_kind = [(one, entry_of(one)) for one in entries if one.act == kind.code]
    in_force = [(one, entry) for one, entry in of_kind if entry.in_force(today)]
    able = [held for held in people if kind.permission in permissions_of(held.role)]
    by_role = left_to_the_role((entry for _one, entry in of_kind), kind.code, today)
    holders = []
    for held in able:
        limits = tuple(_reach(one) for one, entry in in_force if entry.is_for(held.role, held.public_id))
        if limits or by_role:
            holders.append(Holder(held.person.name, said(role(held.role).name), limits))
    note = ""
    if by_role:
        note = _("No mandate for this has begun yet, so the role is enough.")
    elif not holders:
        note = _("Nobody can do this now. Ask the administrator to register a mandate.")
    return ActCard(said(kind.name), tuple(holders), note)


def _row(actor: Actor, mandate: Mandate, today: date) -> Row:
    return Row(
        (
            Cell(
                text=_who(mandate),
                url=reverse("mandates:detail", args=[actor.slug, mandate.public_id]),
                note=mandate.source,
            ),
            Cell(text=said(ACTS[mandate.act].name)),
            Cell(text=_amount(mandate)),
            Cell(text=_limits(mandate)),
            Cell(badge=state_badge(mandate, today), note=_days(mandate)),
        )
    )


def _acts_on(actor: Actor, mandate: Mandate, today: date) -> tuple[Action, ...]:
    if not actor.may("mandates.manage"):
        return ()
    where = [actor.slug, mandate.public_id]
    if mandate.ended_on is not None:
        if mandate.ended_on != today:
            return ()
        return (Action(label=_("Undo the end"), url=reverse("mandates:resume", args=where), post=True),)
    return (
        Action(label=_("Change"), url=reverse("mandates:change", args=where), icon="edit"),
        Action(label=_("End now"), url=reverse("mandates:end", args=where), post=True, kind="danger"),
    )


def _add(actor: Actor) -> tuple[Action, ...]:
    if not actor.may("mandates.manage"):
        return ()
    url = reverse("mandates:add", args=[actor.slug])
    return (Action(label=_("Register a mandate"), url=url, icon="add", kind="primary"),)


def _nothing(actor: Actor, some: bool) -> EmptyState:
    if some:
        return EmptyState(
            title=_("No mandate fits these filters"),
            text=_("Choose “All” to see every mandate."),
            drawing="search",
        )
    add = _add(actor)
    return EmptyState(
        title=_("No mandates yet"),
        text=_("Take over your mandate decision, line by line. Begin with who may approve an explanation.")
        if add
        else _("Ask the administrator of your organisation to register the mandates."),
        action=add[0] if add else None,
    )


def _in_state(mandate: Mandate, state: str, today: date) -> bool:
    return state == "all" or entry_of(mandate).over(today) == (state == "over")


def _who(mandate: Mandate) -> str:
    name = said(role(mandate.role).name)
    if mandate.membership is None:
        return _("Everybody in the role “%(role)s”") % {"role": name}
    return f"{mandate.membership.person.name}, {name}"


def _amount(mandate: Mandate) -> str:
    return _("No limit") if mandate.amount_cents is None else format_euro(mandate.amount_cents, _language())


def _reach(mandate: Mandate) -> str:
    how_far = (
        _("without limit in money")
        if mandate.amount_cents is None
        else _("up to and including %(amount)s") % {"amount": format_euro(mandate.amount_cents, _language())}
    )
    limits = _limits(mandate)
    return f"{how_far} ({limits})" if limits else how_far


def _limits(mandate: Mandate) -> str:
    parts = [*_contracts(mandate)]
    if mandate.cpv:
        parts.append(_("CPV %(groups)s") % {"groups": ", ".join(mandate.cpv)})
    if mandate.department:
        parts.append(_("department %(name)s") % {"name": mandate.department.name})
    return "; ".join(parts)


def _contracts(mandate: Mandate) -> list[str]:
    return [said(CONTRACT_NAMES[code]) for code in mandate.contracts if code in CONTRACT_NAMES]


def _days(mandate: Mandate) -> str:
    """From when until when, in short; without an end where there is none."""
    since = format_day(mandate.since, _language(), "short")
    last = mandate.ended_on or mandate.until
    return _("From %(since)s") % {"since": since} + (
        f" {_('until')} {format_day(last, _language(), 'short')}" if last else ""
    )


def _language() -> str:
    return get_language() or "nl"
