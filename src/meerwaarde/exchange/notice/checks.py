"""What every notice should have: a complaint for each part that misses."""

from __future__ import annotations

from typing import Final

import msgspec

from meerwaarde.exchange.notice.records import Complaint, Notice
from meerwaarde.exchange.notice.values import missing

# A registration of a company form announces no purchase at all.
_WITHOUT_PURCHASE: Final = frozenset({"registration_notice"})


def checked(notice: Notice) -> Notice:
    """The notice, with complaints for a missing id, buyer, title or CPV code; each complaint once."""
    complaints: list[Complaint] = list(notice.complaints)
    if notice.id is None:
        complaints.append(missing("id"))
    if notice.kind not in _WITHOUT_PURCHASE:
        if not notice.buyers:
            complaints.append(missing("buyers"))
        if notice.title is None:
            complaints.append(missing("title"))
        if notice.cpv.main is None:
            complaints.append(missing("cpv"))
    if not complaints:
        return notice
    return msgspec.structs.replace(notice, complaints=tuple(dict.fromkeys(complaints)))
