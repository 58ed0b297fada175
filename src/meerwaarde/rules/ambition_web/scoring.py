"""Scoring alone: what one participant gives one area, and whose scores count when they are shown.

Before the reveal nobody may learn anything of what another gave; all that is told is who is ready. These
records therefore hold no name, no order and no moment.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from meerwaarde.rules.ambition import LEVELS
from meerwaarde.rules.text import Text

Side = Literal["authority", "market", "other"]

SIDES: dict[Side, Text] = {
    "authority": Text(nl="Overheid", en="Authority"),
    "market": Text(nl="Markt", en="Market"),
    "other": Text(nl="Anders", en="Other"),
}
"""For whom a participant speaks: the buying authority, a party on the market, or somebody else."""


class Score(msgspec.Struct, frozen=True):
    """What one participant thinks of one area: the present and the desired level, 0 to 3.

    None is "no opinion", and never counts as zero. `remark` is text of the participant.
    """

    side: Side
    present: int | None = None
    desired: int | None = None
    remark: str = ""

    def __post_init__(self) -> None:
        for level in (self.present, self.desired):
            if level is not None and level not in LEVELS:
                raise ValueError(f"A level of ambition is 0, 1, 2 or 3, not {level}.")


class Presence(msgspec.Struct, frozen=True):
    """From when and until when somebody took part. `removed_at`: taken out by the facilitator."""

    joined_at: datetime
    left_at: datetime | None = None
    removed_at: datetime | None = None


def counts(presence: Presence, revealed_at: datetime | None) -> bool:
    """Whether this participant's scores belong to the picture.

    Who left or was taken out before the reveal takes the scores along. After the reveal the picture stands:
    going home changes nothing. Who joined later has none.
    """
    ended = min(
        (moment for moment in (presence.left_at, presence.removed_at) if moment is not None), default=None
    )
    if revealed_at is None:
        return ended is None
    return presence.joined_at <= revealed_at and (ended is None or ended > revealed_at)
