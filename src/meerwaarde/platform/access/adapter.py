"""What allauth asks of us: an administrator makes accounts, and who fails too often hears until when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

MINUTE = timedelta(minutes=1)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Log-in without sign-up; every log-in leads to the first page of the person."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse what failed too often, before any password is looked at; tells when to try again."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refused:
            again = self._free_again(request, self._get_login_attempts_cache_key(request, **credentials))
            if again is None:
                raise
            raise ValidationError(
                _("This went wrong too often. Try again from %(time)s, or choose a new password."),
                code=refused.code,
                params={"time": f"{timezone.localtime(again + MINUTE):%H:%M}"},
            ) from None

    @staticmethod
    def _free_again(request: HttpRequest, key: str) -> datetime | None:
        """The moment at which no limit on failed log-ins holds any more; None where none does now."""
        moments = []
        for rate in ratelimit.get_rates(app="allauth.account", action="login_failed"):
            counted = ratelimit.get_cache_key(
                request, app="allauth.account", action="login_failed", rate=rate, key=key
            )
            tries = cache.get(counted, [])
            if len(tries) >= rate.amount:  # newest first: room comes when the oldest that counts is over
                moments.append(tries[rate.amount - 1] + rate.duration)
        return datetime.fromtimestamp(max(moments), UTC) if moments else None
