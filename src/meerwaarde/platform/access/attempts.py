"""How often something failed lately from one address of a visitor, over all processes together.

For doors without a log-in that a code opens. What succeeds does not count: behind one address a whole room
may join at once. Counted in the table of tallies, as failed log-ins are.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

APP = "meerwaarde"


@dataclass(frozen=True)
class Attempts:
    """At most `most` failures in `minutes` from one address."""

    action: str
    most: int
    minutes: int

    def stopped(self, request: HttpRequest) -> bool:
        """Whether this address failed too often to be heard now. Only reads."""
        (rate,) = self._rates()
        counted = cache.get(ratelimit.get_cache_key(request, app=APP, action=self.action, rate=rate), [])
        failures: int = sum(moment > time.time() - rate.duration for moment in counted)
        return failures >= self.most

    def failed(self, request: HttpRequest) -> None:
        """Count one failure."""
        ratelimit.consume(request, app=APP, action=self.action, config=self._config, limit_get=True)

    @property
    def _config(self) -> dict[str, str]:
        return {self.action: f"{self.most}/{self.minutes}m/ip"}

    def _rates(self) -> list[ratelimit.Rate]:
        rates: list[ratelimit.Rate] = ratelimit.get_rates(app=APP, action=self.action, config=self._config)
        return rates
