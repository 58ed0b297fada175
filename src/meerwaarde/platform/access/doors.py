"""Every view is a door: it says who may enter before anything is fetched.

`@door("goals.read")` asks for a log-in, a membership at the organisation of the address (an authority, a
firm or a civic organisation: their roles carry different permissions), and the permission. A stranger
gets the same 404 as for an address that does not exist; a colleague without the permission gets a 403
that says which roles do have it. `@public_door` is for pages without a log-in, `@person_door` for pages
of the person and not of an authority.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor, actor_of
from meerwaarde.platform.organisations.queries import (
    Membership,
    Person,
    memberships_entering,
    memberships_of,
)
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.roles import all_permissions, roles_at

View = Callable[Concatenate[HttpRequest, Actor, ...], HttpResponseBase]
PlainView = Callable[Concatenate[HttpRequest, ...], HttpResponseBase]
CHOSEN_MEMBERSHIP = "membership:{slug}"
"""Session key: in which of several roles a person works at an authority."""


class NotYourRole(PermissionDenied):
    """A colleague asks for what another role does; carries the roles that may, at the same kind of place."""

    def __init__(self, permission: str, kind: str = "authority") -> None:
        self.roles = tuple(role for role in roles_at(kind) if permission in role.permissions)
        super().__init__(permission)


def door(permission: str, *, at_a_firm: str = "") -> Callable[[View], PlainView]:
    """Admit members of the organisation in the address whose role carries the permission.

    `at_a_firm`: the permission that opens the same page at a firm or civic organisation.
    """
    if not {permission, at_a_firm or permission} <= all_permissions():
        raise ValueError(f"No role carries {permission} or {at_a_firm}")

    def guard(view: View) -> PlainView:
        @wraps(view)
        def guarded(request: HttpRequest, authority: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            membership = _membership(request, authority)
            if _needs_second_factor(request, membership):
                return redirect("mfa_activate_totp")
            actor = actor_of(membership)
            request.actor = actor  # type: ignore[attr-defined]
            asked = permission if actor.kind == "authority" else at_a_firm or permission
            if not actor.may(asked):
                raise NotYourRole(asked, actor.kind)
            try:
                return view(request, actor, *args, **kwargs)
            except Changed:
                return _conflict()

        guarded.door = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def must(actor: Actor, permission: str) -> None:
    """The door asked this already; an action that is called from elsewhere asks it again."""
    if not actor.may(permission):
        raise NotYourRole(permission, actor.kind)


def _conflict() -> HttpResponse:
    """Two people in the same instant; pages that can show both versions do so before this."""
    return HttpResponse(render_to_string("409.html"), status=HTTPStatus.CONFLICT)


def public_door(view: PlainView) -> PlainView:
    """Open to everybody, logged in or not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Changed:
            return _conflict()

    guarded.door = "public"  # type: ignore[attr-defined]
    return guarded


def person_door(view: PlainView) -> PlainView:
    """Open to everybody who is logged in, whatever they are a member of."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        try:
            return view(request, *args, **kwargs)
        except Changed:
            return _conflict()

    guarded.door = "person"  # type: ignore[attr-defined]
    return guarded


def _membership(request: HttpRequest, slug: str) -> Membership:
    """The membership in which this person acts here; none means a stranger."""
    assert isinstance(request.user, Person)
    held = memberships_entering(request.user, slug, timezone.localdate())
    if not held:
        raise Http404
    chosen = request.session.get(CHOSEN_MEMBERSHIP.format(slug=slug))
    return next((membership for membership in held if membership.public_id == chosen), held[0])


def _needs_second_factor(request: HttpRequest, membership: Membership) -> bool:
    """From the authority's date on, nobody enters without a second factor."""
    since = membership.organisation.second_factor_since
    if since is None or since > timezone.localdate():
        return False
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 (its models load after the apps)
    from allauth.mfa.utils import is_mfa_enabled  # noqa: PLC0415

    return not is_mfa_enabled(request.user, [Authenticator.Type.TOTP])


def colleague_at(request: HttpRequest, organisation_id: int) -> Membership | None:
    """Who visits a public page as a colleague of this authority; None for everybody else.

    As at every door of an authority, somebody who lacks a second factor that is demanded does not count.
    """
    if not isinstance(request.user, Person):
        return None
    found = memberships_of(request.user, timezone.localdate()).filter(organisation_id=organisation_id)
    held = list(found.select_related("person").order_by("pk"))
    if not held or _needs_second_factor(request, held[0]):
        return None
    chosen = request.session.get(CHOSEN_MEMBERSHIP.format(slug=held[0].organisation.slug))
    return next((membership for membership in held if membership.public_id == chosen), held[0])
