"""What the patterns read, and what they give back."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.text import Text

PatternCode = Literal["same_rule", "often", "same_text", "same_pair", "under_limit"]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One explanation. `writer` and `approver` are keys of persons: compared, and never spoken."""

    id: str
    procurement: str
    rule_code: str
    department: str = ""
    """The name of the department; empty where there is none."""
    text: str = ""
    writer: str = ""
    approver: str = ""
    """Empty as long as nobody approved."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """In how many procurements a rule held, and which explanations were approved for it."""

    rule_code: str
    procurements: int
    explained: tuple[str, ...]


class Worth(msgspec.Struct, frozen=True, kw_only=True):
    """The value of one procurement, in euros excluding VAT."""

    procurement: str
    value: Decimal
    contract: str = ""


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """An amount in euros excluding VAT at which more is asked, and what that is."""

    amount: Decimal
    name: Text
    contracts: tuple[str, ...] = ()
    """The types of contract for which it holds; empty: for all."""

    def holds_for(self, one: Worth) -> bool:
        """Whether the limit is about this procurement."""
        return not self.contracts or one.contract in self.contracts


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From where on something is a pattern: `tenzij/patterns`. Shares are from 0 to 1."""

    same_rule_times: int
    often_share: Decimal
    often_fewest: int
    same_text_times: int
    same_pair_times: int
    under_limit_margin: Decimal
    under_limit_times: int


class Pattern(msgspec.Struct, frozen=True, kw_only=True):
    """Something worth a talk: what was seen, where, why it matters and what it does not prove."""

    code: PatternCode
    sentence: Text
    why: Text
    not_proven: Text
    talk: Text
    """What to talk about."""
    explanations: tuple[str, ...] = ()
    procurements: tuple[str, ...] = ()
    ground: Parameter

    @property
    def things(self) -> tuple[str, ...]:
        """Everything that it was seen in."""
        return self.explanations or self.procurements


def limits_of(law: Law) -> tuple[Limits, Parameter]:
    """The lines of the day of `law`, with the parameter that they stand in. Raises `NoParameter`."""
    parameter = law["tenzij/patterns"]
    return msgspec.convert(parameter.value, Limits, strict=False), parameter
