"""The form that `meerwaarde spend map` prints and `spend import --mapping` takes."""

from __future__ import annotations

from meerwaarde.exchange.interfaces.forms import register
from meerwaarde.exchange.payments import PaymentMapping

__all__ = ["PaymentMapping"]

register("spend_mapping", PaymentMapping)
