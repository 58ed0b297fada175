"""What allauth asks of us: accounts are made by an administrator, never by signing up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Log-in without sign-up; every log-in leads to the first page of the person."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
