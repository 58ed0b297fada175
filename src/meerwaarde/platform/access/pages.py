"""What the first page shows: the authorities and roles in which a person may work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.organisations.queries import Membership
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
class StartPage:
    """`authorities` is empty for somebody without a role: the page then says whom to ask."""

    title: str
    intro: str
    authorities: tuple[AuthorityChoice, ...]


def start_page(memberships: Iterable[Membership]) -> StartPage:
    """Group a person's roles by authority, in the order of their names."""
    grouped: dict[str, list[RoleChoice]] = {}
    language = get_language() or "nl"
    for membership in memberships:
        grouped.setdefault(membership.organisation.name, []).append(
            RoleChoice(
                membership=membership.public_id,
                role=role(membership.role).name.in_language(language),
                department=membership.department.name if membership.department else "",
            )
        )
    return StartPage(
        title=_("Where do you want to work?"),
        intro=_("Choose the role in which you work now. You can change it at any time."),
        authorities=tuple(AuthorityChoice(name, tuple(roles)) for name, roles in sorted(grouped.items())),
    )
