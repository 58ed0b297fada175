"""Whether the firms on a shortlist keep the rules about inviting: counted live, firm by firm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from meerwaarde.rules.compliance.assess import IMPACT_KINDS, Assessment
from meerwaarde.rules.compliance.demands import AwardToKind, Demand, InviteImpactEnterprise, Quotes
from meerwaarde.rules.intake import SupplierKind
from meerwaarde.rules.lifecycle import CHOSEN, CONSIDERED, DECLINED, INVITED, QUOTED
from meerwaarde.rules.text import Text

ASKED = (INVITED, DECLINED, QUOTED, CHOSEN)
"""States of a firm that was asked for a quote, whatever it answered."""


class Listed(msgspec.Struct, frozen=True):
    """A firm as it stands on a shortlist."""

    state: str
    kinds: tuple[SupplierKind, ...]
    grounded: bool
    """Whether the objective ground for asking it is recorded, with its text."""


class Inviting(msgspec.Struct, frozen=True, kw_only=True):
    """What a shortlist says about whom is invited. While nobody is asked yet the whole list is the plan."""

    invitees: int
    asked: int
    on_list: int
    per_kind: dict[SupplierKind, int]
    grounded: bool
    """Whether every firm that counts has its ground."""
    without_ground: int
    awarded_to: tuple[SupplierKind, ...] | None
    """The kinds of the chosen firm; None while none is chosen."""

    @property
    def planned(self) -> bool:
        """Whether what counts is a plan: nobody was asked yet."""
        return self.asked == 0


class RuleKept(msgspec.Struct, frozen=True):
    """A rule about inviting with how many firms are still to be asked; None where that is no number."""

    assessment: Assessment
    still: int | None


def counted(firms: Iterable[Listed]) -> tuple[Listed, ...]:
    """The firms that count: those that were asked, or while nobody is, all that stand on the list."""
    present = tuple(firm for firm in firms if firm.state in (CONSIDERED, *ASKED))
    asked = tuple(firm for firm in present if firm.state in ASKED)
    return asked or present


def inviting(firms: Sequence[Listed]) -> Inviting | None:
    """What the list says; None where it is empty: then what a person typed in the intake keeps standing."""
    counting = counted(firms)
    if not counting:
        return None
    kinds: tuple[SupplierKind, ...] = ("social", "sustainable_innovator", "local", "small")
    chosen = [firm for firm in firms if firm.state == CHOSEN]
    without = sum(not firm.grounded for firm in counting)
    return Inviting(
        invitees=len(counting),
        asked=sum(firm.state in ASKED for firm in firms),
        on_list=sum(firm.state in (CONSIDERED, *ASKED) for firm in firms),
        per_kind={kind: sum(kind in firm.kinds for firm in counting) for kind in kinds},
        grounded=without == 0,
        without_ground=without,
        awarded_to=tuple(kind for kind in kinds if all(kind in firm.kinds for firm in chosen))
        if chosen
        else None,
    )


def is_about_inviting(demand: Demand) -> bool:
    """Whether a demand is about whom one asks or awards to."""
    return isinstance(demand, Quotes | InviteImpactEnterprise | AwardToKind)


def rules_kept(assessments: Iterable[Assessment], found: Inviting | None) -> tuple[RuleKept, ...]:
    """The rules about inviting that hold or may hold here, with how many firms are still missing."""
    return tuple(
        RuleKept(one, 0 if one.standing == "satisfied" else _still(one.rule.demand, found))
        for one in assessments
        if is_about_inviting(one.rule.demand)
    )


def _still(demand: Demand, found: Inviting | None) -> int | None:
    match demand:
        case Quotes(kind=kind, at_least=at_least):
            # None where the intake counts otherwise than the list: then the sentence of the rule tells.
            return max(at_least - (found.per_kind.get(kind, 0) if found else 0), 0) or None
        case InviteImpactEnterprise():
            return 0 if found and any(found.per_kind.get(kind) for kind in IMPACT_KINDS) else 1
    return None


NOT_YET_ASKED = Text(
    nl="Dit telt wie op de lijst staat. Zodra u de eerste vraagt, telt alleen wie gevraagd is.",
    en="This counts who is on the list. As soon as you ask the first one, only who is asked counts.",
)
