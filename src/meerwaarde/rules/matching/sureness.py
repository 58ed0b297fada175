"""How sure a match is: how much of what was looked at is met, against what nobody knows yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from meerwaarde.rules.matching.records import Match, Reason
from meerwaarde.rules.text import Text

Grade = Literal["strong", "possible", "too_little"]

GRADES: dict[Grade, Text] = {
    "strong": Text(nl="Sterk", en="Strong"),
    "possible": Text(nl="Mogelijk", en="Possible"),
    "too_little": Text(nl="Te weinig bekend", en="Too little known"),
}
"""What people call the grades, the surest first."""

_DECIDES = ("offer", "region", "capacity", "reserved")
"""What decides whether a supplier can deliver at all; the other points say how well it fits."""

_LEAST_MET = 2
"""With one thing met alone nobody is sure of a match."""

_ASPECTS: dict[str, Text] = {
    "offer": Text(nl="het aanbod", en="the offer"),
    "region": Text(nl="de regio", en="the region"),
    "capacity": Text(nl="de omvang", en="the size"),
    "reserved": Text(nl="het voorbehoud", en="the reservation"),
    "theme": Text(nl="de thema's", en="the themes"),
    "kind": Text(nl="de soort onderneming", en="the kind of enterprise"),
}


class Sureness(msgspec.Struct, frozen=True):
    """A grade with the sentence that says where it comes from."""

    grade: Grade
    why: Text


def sureness(match: Match) -> Sureness:
    """How sure this match is; see `sureness_of`."""
    return sureness_of(match.met, match.not_met, match.unknown)


def sureness_of(met: Sequence[Reason], not_met: Sequence[Reason], unknown: Sequence[Reason]) -> Sureness:
    """The grade that three lists of reasons give.

    Strong: the offer is met, nothing that decides stays open or speaks against it, and of all that was looked
    at at least two things and more than half are met. Too little known: the offer itself is not sure and
    nothing else that decides is met, or less is met than is unknown. Possible: all others. Whose turn it is
    says nothing of a match and does not count.
    """
    yes, no, open_ = _aspects(met), _aspects(not_met), _aspects(unknown)
    looked = len(yes) + len(no) + len(open_)
    decided_yes = [code for code in yes if code in _DECIDES]
    if (
        "offer" in yes
        and len(yes) >= _LEAST_MET
        and not any(code in _DECIDES for code in (*no, *open_))
        and 2 * len(yes) > looked
    ):
        return Sureness("strong", _said(yes, no, open_))
    if len(yes) < len(open_) or not decided_yes:
        return Sureness("too_little", _said(yes, no, open_))
    return Sureness("possible", _said(yes, no, open_))


def _aspects(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """What the reasons speak of, each once, in the order given."""
    return tuple(dict.fromkeys(one.code for one in reasons if one.code in _ASPECTS))


def _said(yes: Sequence[str], no: Sequence[str], open_: Sequence[str]) -> Text:
    nl, en = [], []
    for codes, one_nl, one_en in (
        (yes, "klopt", "right"),
        (no, "klopt niet", "not right"),
        (open_, "onbekend", "not known"),
    ):
        if codes:
            nl.append(f"{one_nl}: {_listed(codes, 'nl')}")
            en.append(f"{one_en}: {_listed(codes, 'en')}")
    if not nl:
        return Text(nl="Er is niets bekend om te vergelijken.", en="Nothing is known to compare.")
    return Text(nl=f"{'; '.join(nl).capitalize()}.", en=f"{'; '.join(en).capitalize()}.")


def _listed(codes: Sequence[str], language: str) -> str:
    names = [_ASPECTS[code].in_language(language) for code in codes]
    word = " en " if language == "nl" else " and "
    return word.join(filter(None, (", ".join(names[:-1]), names[-1])))
