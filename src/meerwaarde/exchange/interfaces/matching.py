"""The form that `meerwaarde match` prints, one line per notice."""

from __future__ import annotations

import msgspec

from meerwaarde.exchange.interfaces.forms import register


class MatchedSupplier(msgspec.Struct, frozen=True):
    """One supplier for a notice; the reasons are Dutch sentences."""

    id: str
    score: float
    met: tuple[str, ...]
    not_met: tuple[str, ...]
    unknown: tuple[str, ...]


class MatchedNotice(msgspec.Struct, frozen=True):
    """One line of `meerwaarde match`: a notice with its suppliers, best first."""

    notice: str | None
    suppliers: tuple[MatchedSupplier, ...]


register("match", MatchedNotice)
