"""Which impact enterprises a regular firm may ask along for a purchase, and why each of them.

Asked is only who says that it wants to: as a subcontractor, or in a combination. Whether it is an impact
enterprise must be verified; what a firm says of itself is no ground.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from meerwaarde.rules.matching.records import SupplierProfile
from meerwaarde.rules.text import Text

Role = Literal["partner", "subcontractor"]

ROLES: Final[dict[Role, Text]] = {
    "subcontractor": Text(nl="Als onderaannemer", en="As a subcontractor"),
    "partner": Text(nl="In een combinatie", en="In a combination"),
}
"""How an impact enterprise can take part, in the order in which a page offers it."""

IMPACT_KINDS: Final = {
    "social": Text(
        nl="Is een sociale onderneming; dat is nagekeken.", en="Is a social enterprise; this was verified."
    ),
    "sustainable_innovator": Text(
        nl="Is een duurzame innovator; dat is nagekeken.",
        en="Is a sustainable innovator; this was verified.",
    ),
}
_SUBCONTRACTS = Text(nl="Wil als onderaannemer werken.", en="Wants to work as a subcontractor.")
_COMBINES = Text(nl="Wil in een combinatie meedoen.", en="Wants to take part in a combination.")


class Willing(msgspec.Struct, frozen=True):
    """That a firm can be asked along: in which roles, and the sentences that say why."""

    roles: tuple[Role, ...]
    why: tuple[Text, ...]


def willing(profile: SupplierProfile, *, subcontracts: bool | None, combines: bool | None) -> Willing | None:
    """How an impact enterprise can be asked along; None for who is none, or does not say that it wants to."""
    kinds = [text for kind, text in IMPACT_KINDS.items() if kind in (profile.kinds or ())]
    if not kinds or not (subcontracts or combines):
        return None
    roles: list[Role] = []
    why = list(kinds)
    if subcontracts:
        roles.append("subcontractor")
        why.append(_SUBCONTRACTS)
    if combines:
        roles.append("partner")
        why.append(_COMBINES)
    return Willing(tuple(roles), tuple(why))
