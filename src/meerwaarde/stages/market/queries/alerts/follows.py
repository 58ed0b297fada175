"""What of a notice can be followed, and what somebody follows already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules import alerts as rules
from meerwaarde.stages.market.models import Notice
from meerwaarde.stages.market.queries.alerts.own import alerts_of
from meerwaarde.stages.market.queries.alerts.things import procedure_key
from meerwaarde.stages.market.queries.alerts.words import name_of_value


def followed_by(actor: Actor, notice: Notice) -> set[str]:
    """What of this notice this person follows."""
    wanted = {(one.follows, one.subject) for one in followable(notice).values()}
    mine = alerts_of(actor).filter(paused_at=None).exclude(subject="")
    return {
        follows for follows, subject in mine.values_list("follows", "subject") if (follows, subject) in wanted
    }


@dataclass(frozen=True)
class Followable:
    """One thing of a notice that can be followed, and the profile that does so."""

    follows: str
    subject: str
    name: str
    wanted: rules.Wanted


def followable(notice: Notice) -> dict[str, Followable]:
    """What of this notice can be followed: its procedure, its buyer, its category."""
    found = {}
    if notice.organisation_id is None:
        key = procedure_key(notice)
        wanted = rules.Wanted(procedures=(key,))
        found["procedure"] = Followable("procedure", key, notice.title or notice.external_id, wanted)
    if notice.buyer_key and notice.buyer_name:
        wanted = rules.Wanted(buyers=(notice.buyer_key,))
        found["buyer"] = Followable("buyer", notice.buyer_key, notice.buyer_name, wanted)
    group = notice.cpv[:_GROUP].rstrip("0")
    if len(group) >= rules.FEWEST_DIGITS:
        called = name_of_value("cpv", group).in_language(get_language() or "nl")
        wanted = rules.Wanted(cpv=(group,))
        found["category"] = Followable("category", group, f"{called or 'CPV'} ({group})", wanted)
    return found


_GROUP: Final = 4
"""Digits of a CPV group that people see as one trade: 9091, cleaning."""
