"""When to ask again: after what passes by itself, ever later, and never before the other side says so."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

import msgspec

from meerwaarde.gates.outbound.client import Answer
from meerwaarde.gates.outbound.refusals import NoAnswer

PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that say "not now" and not "never"."""


class Patience(msgspec.Struct, frozen=True):
    """How often to ask and how long to wait, in seconds: `first`, then twice as long each time, up to `most`.

    Half of each wait is chance, so that many who were sent away do not come back together. A `Retry-After`
    of at most `longest` is waited out; for a longer one it is better to come back another time.
    """

    attempts: int = 6
    first: float = 1.0
    most: float = 60.0
    longest: float = 300.0

    @property
    def longest_silence(self) -> float:
        """Seconds that all waiting for one answer can take together, without the questions themselves."""
        return (self.attempts - 1) * max(self.most, self.longest)

    def wait_before(self, attempt: int) -> float:
        """Seconds to wait before attempt number `attempt`; the second is the first that waits."""
        full = min(self.most, self.first * 2.0 ** min(attempt - 2, 32))
        return full / 2 + random.uniform(0, full / 2)  # noqa: S311 (spreads visitors, guards nothing)

    def ask(self, question: Callable[[], Answer], *, wait: Callable[[float], None] = time.sleep) -> Answer:
        """The first answer that is not "not now"; when patience ends, the last answer or the last failure.

        Raises `NotLetOut` at once, and `NoAnswer` when it does not pass. `wait` may raise to break off.
        """
        for attempt in range(2, self.attempts + 2):
            last = attempt > self.attempts
            try:
                answer = question()
            except NoAnswer as failure:
                if last or not failure.passing:
                    raise
                wait(self.wait_before(attempt))
                continue
            if answer.status not in PASSING or last:
                return answer
            asked_for = retry_after(answer, now=datetime.now(UTC))
            if asked_for is not None and asked_for > self.longest:
                return answer
            wait(max(asked_for or 0.0, self.wait_before(attempt)))
        raise AssertionError("the last attempt returns or raises")


def retry_after(answer: Answer, *, now: datetime) -> float | None:
    """Seconds that the other side asks us to wait (RFC 9110, 10.2.3); None where it says nothing readable."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        moment = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
