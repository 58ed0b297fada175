"""Who logs in is allauth's answer; who is logged in is read with a statement that is made once."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from meerwaarde.platform.organisations.queries import Person, person_logged_in


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Nobody is logged in any more once the account was closed."""

    def get_user(self, user_id: Any) -> Person | None:
        person = person_logged_in(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
