"""What the first page shows, and the page on which an administrator manages people and roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    EmptyState,
    FormPage,
    Help,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.platform.organisations.queries import Department, Membership, Organisation
from meerwaarde.rules.roles import role


@dataclass(frozen=True)
class RoleChoice:
    """One role to work in."""

    membership: str
    role: str
    department: str


@dataclass(frozen=True)
class AuthorityChoice:
    """An authority with the roles that this person holds there."""

    name: str
    roles: tuple[RoleChoice, ...]


@dataclass(frozen=True)
class InvitationShown:
    """Somebody asks this person to work along."""

    membership: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class StartPage(Page):
    """`authorities` is empty for somebody without a role: the page then says whom to ask."""

    invitations: tuple[InvitationShown, ...]
    authorities: tuple[AuthorityChoice, ...]
    nowhere: EmptyState


@dataclass(frozen=True)
class PersonRow:
    """A role that somebody holds, and where it can be ended; `resume_url` undoes an end of today."""

    name: str
    email: str
    role: str
    department: str
    since: str
    until: str
    end_url: str
    resume_url: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PeoplePage(Page):
    """Who holds which role, the departments, and the second factor."""

    people: tuple[PersonRow, ...]
    of_authority: bool
    """Departments, second factor and regions are an authority's; a firm has its people alone."""
    departments: Table
    department_form: Any
    department_url: str
    second_factor: Badge
    second_factor_form: Any
    second_factor_url: str
    regions_form: Any
    regions_url: str


def start_page(memberships: Iterable[Membership], invited: Iterable[Membership] = ()) -> StartPage:
    """Invitations first, then a person's roles by authority, in the order of their names."""
    grouped: dict[str, list[RoleChoice]] = {}
    for membership in memberships:
        grouped.setdefault(membership.organisation.name, []).append(
            RoleChoice(
                membership=membership.public_id,
                role=role_name(membership.role),
                department=membership.department.name if membership.department else "",
            )
        )
    asked = tuple(map(_invitation, invited))
    choose = _("Choose the role in which you work now. You can change it at any time.")
    return StartPage(
        title=_("Where do you want to work?"),
        intro=choose if grouped else "",
        invitations=asked,
        authorities=tuple(AuthorityChoice(name, tuple(roles)) for name, roles in sorted(grouped.items())),
        nowhere=EmptyState(
            title=_("You have no role yet"),
            text=_("Ask the administrator of your organisation to give you one. Then log in again."),
            drawing="people",
        ),
    )


def _invitation(membership: Membership) -> InvitationShown:
    named = {"organisation": membership.organisation.name}
    return InvitationShown(
        membership.public_id,
        _("%(organisation)s invites you") % named,
        _("You would work there as: %(role)s. When you say yes, its people see your name.")
        % {"role": role_name(membership.role)},
    )


def people_page(
    actor: Actor,
    authority: Organisation,
    memberships: Iterable[Membership],
    departments: Iterable[Department],
    *,
    department_form: Any,
    second_factor_form: Any,
    regions_form: Any,
    today: date,
) -> PeoplePage:
    """Everything that an administrator arranges, on one page."""
    since = authority.second_factor_since
    demanded = since is not None and since <= today
    return PeoplePage(
        title=_("Organisation") if actor.kind == "authority" else _("Our people"),
        of_authority=actor.kind == "authority",
        intro=_("Who works here in which role, and how they log in."),
        actions=(
            Action(
                label=_("Add a colleague"),
                url=reverse("access:grant", args=[actor.slug]),
                icon="add",
                kind="primary",
            ),
        ),
        people=tuple(_person(actor, membership) for membership in memberships),
        departments=Table(
            caption=_("Departments"),
            caption_hidden=True,
            columns=(Column(label=_("Department")),),
            rows=tuple(Row((Cell(text=part.name),)) for part in departments),
            empty=EmptyState(title=_("No departments yet"), text=_("Add the first one below.")),
        ),
        department_form=department_form,
        department_url=reverse("access:add_department", args=[actor.slug]),
        second_factor=Badge(
            label=_("Required")
            if demanded
            else _("From %(day)s") % {"day": format_day(since, _language())}
            if since
            else _("Not required"),
            tone=Tone.POSITIVE if demanded else Tone.WARNING,
        ),
        second_factor_form=second_factor_form,
        second_factor_url=reverse("access:second_factor", args=[actor.slug]),
        regions_form=regions_form,
        regions_url=reverse("access:own_regions", args=[actor.slug]),
    )


def grant_page(actor: Actor, form: Any) -> FormPage:
    """The form for a colleague and a role."""
    return FormPage(
        title=_("Add a colleague"),
        intro=_("Somebody may hold several roles; add them one by one."),
        form=form,
        submit=_("Give this role"),
        cancel_url=reverse("access:people", args=[actor.slug]),
        draft_key="grant",
        help=(Help(title=_("Which role?"), points=_which_role(actor)),),
    )


def _which_role(actor: Actor) -> tuple[str, ...]:
    if actor.kind != "authority":
        return (
            _("Who manages lets colleagues in and decides whether the page is public."),
            _("A colleague keeps the profile and answers questions."),
            _("Let two people manage: then somebody is always there."),
        )
    return (
        _("The client owns the purpose and the budget of a procurement and hands it in."),
        _("The buyer gives advice and settles the strategy with the client."),
        _("The policy adviser keeps goals and frameworks."),
    )


def _person(actor: Actor, membership: Membership) -> PersonRow:
    return PersonRow(
        name=membership.invited_as or membership.person.name,
        note=_("Invited; did not answer yet") if membership.invited_as and not membership.ended_on else "",
        email=membership.person.email,
        role=role_name(membership.role),
        department=membership.department.name if membership.department else "",
        since=format_day(membership.since, _language(), "short"),
        until=_last_day(membership),
        end_url=reverse("access:end", args=[actor.slug, membership.public_id])
        if membership.until is None and membership.ended_on is None
        else "",
        resume_url=reverse("access:resume", args=[actor.slug, membership.public_id])
        if membership.ended_on
        else "",
    )


def _last_day(membership: Membership) -> str:
    if membership.ended_on:
        return _("Ended today")
    return format_day(membership.until, _language(), "short") if membership.until else ""


def role_name(code: str) -> str:
    """What people call a role."""
    return role(code).name.in_language(_language())


def _language() -> str:
    return get_language() or "nl"
