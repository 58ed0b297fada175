"""The objective grounds for asking a firm, and which of them a match proposes."""

from __future__ import annotations

import re

import msgspec

from meerwaarde.rules.law import Law
from meerwaarde.rules.matching.records import Match, Reason
from meerwaarde.rules.text import Text


class InvitationReason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ground on which a firm is asked."""

    code: str
    name: Text
    when: Text
    """In which case this ground fits."""
    not_enough: Text
    """What does not carry this ground."""


class Proposal(msgspec.Struct, frozen=True):
    """A ground and its line of text, as a person may take it over or change it."""

    code: str
    text: Text


def invitation_reasons(law: Law) -> tuple[InvitationReason, ...]:
    """The grounds in force on the day of `law`, in the order in which people choose them.

    Raises `NoParameter` on a day of which none are known.
    """
    return msgspec.convert(law["invitation/reasons"].value, tuple[InvitationReason, ...])


def proposal(match: Match, *, times_asked: int | None) -> Proposal | None:
    """The ground that the match gives, with what was met as its text; None where the match gives none.

    What kind of firm it is and where it is established are no grounds by themselves, so nothing is proposed
    for a firm of which only that is known.
    """
    met = {reason.code: reason for reason in match.met}
    if "offer" not in met:
        return None
    if times_asked == 0:
        return Proposal("rotation", _together(NOT_ASKED_LATELY, met["offer"]))
    if "theme" in met:
        return Proposal("expertise", _together(met["theme"].text, met["offer"]))
    if "capacity" in met and "region" in met:
        return Proposal("capacity_region", _together(met["capacity"].text, met["region"], met["offer"]))
    return Proposal("offer", met["offer"].text)


def says_only_local(text: str) -> bool:
    """Whether a reason says no more than that the firm is near: that alone never carries an invitation."""
    words = [word for word in re.findall(r"\w+", text.casefold()) if word not in _FILLERS]
    return bool(words) and all(word.startswith(_NEARNESS) for word in words)


def _together(first: Text, *others: Reason) -> Text:
    return Text(
        nl=" ".join((first.nl, *(other.text.nl for other in others))),
        en=" ".join((first.en, *(other.text.en for other in others))),
    )


_NEARNESS = (
    "loka",
    "local",
    "buurt",
    "nabij",
    "dichtbij",
    "plaatselijk",
    "regio",
    "region",
    "gemeente",
    "nearby",
    "near",
    "gevestigd",
    "established",
)
_SAYS_NOTHING = """
een de het is in uit van dit deze die onze ons eigen zit komt onderneming ondernemer bedrijf firma partij want
omdat en a an the from of this our own firm company comes because it and
"""
_FILLERS = frozenset(_SAYS_NOTHING.split())

NOT_ASKED_LATELY = Text(
    nl="De laatste tijd niet door ons gevraagd, en het aanbod past.",
    en="Not asked by us lately, and the offer fits.",
)
"""Turns are counted over some months, so nothing here says that a firm was never asked."""
LOCAL_IS_NOT_ENOUGH = Text(
    nl="Alleen dat een ondernemer uit de buurt komt, is nooit een objectieve reden (artikel 1.4). "
    "Zeg wat hij voor deze opdracht kan, of waarom nabijheid hiervoor nodig is.",
    en="That a firm comes from nearby is never an objective reason by itself (article 1.4). "
    "Say what it can do for this contract, or why being near is needed for it.",
)
