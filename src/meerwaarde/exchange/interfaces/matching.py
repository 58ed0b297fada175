"""The form that `meerwaarde match` prints, one line per notice."""

from __future__ import annotations

import msgspec

from meerwaarde.exchange.interfaces.forms import register
from meerwaarde.rules.matching import Grade


class MatchedSupplier(msgspec.Struct, frozen=True):
    """One supplier for a notice; the reasons are Dutch sentences.

    `sure` (strong, possible, too_little) and `sure_why` are there when they were asked for.
    """

    id: str
    score: float
    met: tuple[str, ...]
    not_met: tuple[str, ...]
    unknown: tuple[str, ...]
    sure: Grade | msgspec.UnsetType = msgspec.UNSET
    sure_why: str | msgspec.UnsetType = msgspec.UNSET


class MatchedNotice(msgspec.Struct, frozen=True):
    """One line of `meerwaarde match`: a notice with its suppliers, best first."""

    notice: str | None
    suppliers: tuple[MatchedSupplier, ...]


register("match", MatchedNotice)
