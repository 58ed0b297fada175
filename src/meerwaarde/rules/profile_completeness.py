"""How complete a firm's own profile is, and what each missing part would bring it.

The weights are ours: what a buyer filters on weighs most, then what makes a match sure, then what convinces.
They say nothing about the firm, and no list is ordered by them.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final

import msgspec

from meerwaarde.rules.text import Text

ENOUGH_TO_BE_FOUND: Final = 0.4
"""Below this share a firm is told to complete its profile: what buyers filter on is missing then."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a profile. `section` is the anchor on the page where it is filled in."""

    code: str
    weight: int
    section: str
    name: Text
    why: Text


class Completeness(msgspec.Struct, frozen=True, kw_only=True):
    """`share` is the weight of what is filled in, 0 to 1; `missing` has the heaviest part first."""

    share: float
    done: tuple[Part, ...]
    missing: tuple[Part, ...]


def _part(code: str, weight: int, section: str, name: tuple[str, str], why: tuple[str, str]) -> Part:
    return Part(
        code=code,
        weight=weight,
        section=section,
        name=Text(nl=name[0], en=name[1]),
        why=Text(nl=why[0], en=why[1]),
    )


PARTS: Final[tuple[Part, ...]] = (
    _part(
        "offering",
        15,
        "offers",
        ("Uw aanbod", "What you offer"),
        (
            "Met aanbod vinden inkopers u op wat zij nodig hebben.",
            "With an offering, buyers find you on what they need.",
        ),
    ),
    _part(
        "cpv",
        12,
        "offers",
        ("CPV-codes bij uw aanbod", "CPV codes of what you offer"),
        (
            "Met CPV-codes past u bij aankondigingen en kalenders: daar staat altijd zo'n code.",
            "With CPV codes you match notices and calendars: those always carry one.",
        ),
    ),
    _part(
        "regions",
        12,
        "about",
        ("Waar u levert", "Where you deliver"),
        (
            "Met uw werkgebied vinden overheden in uw buurt u. Zonder blijft het onbekend of u past.",
            "With your working area, authorities near you find you. Without it nobody knows whether you fit.",
        ),
    ),
    _part(
        "recognition",
        8,
        "credentials",
        ("Een erkenning", "A recognition"),
        (
            "Met een gecontroleerde erkenning telt u als sociale onderneming of duurzame vernieuwer.",
            "With a verified recognition you count as a social enterprise or sustainable innovator.",
        ),
    ),
    _part(
        "impact",
        8,
        "says",
        ("Wat u doet voor de samenleving", "What you do for society"),
        (
            "Inkopers lezen hier waarom zij voor u kiezen. Ook de zoekfunctie leest deze tekst.",
            "Buyers read here why they would choose you. The search reads it too.",
        ),
    ),
    _part(
        "themes",
        7,
        "says",
        ("Thema's", "Themes"),
        (
            "Met thema's vinden inkopers u op hun eigen beleid, zoals circulair of klimaat.",
            "With themes, buyers find you on their own policy, such as circular or climate.",
        ),
    ),
    _part(
        "figures",
        6,
        "figures",
        ("Impact in cijfers", "Impact in figures"),
        (
            "Een cijfer met een jaartal overtuigt meer dan een belofte.",
            "A figure with a year convinces more than a promise.",
        ),
    ),
    _part(
        "references",
        6,
        "references",
        ("Een referentie", "A reference"),
        (
            "Een eerdere opdracht laat zien dat u dit werk kunt.",
            "An earlier assignment shows that you can do this work.",
        ),
    ),
    _part(
        "capacity",
        5,
        "about",
        ("Hoe groot een opdracht mag zijn", "How large an assignment may be"),
        (
            "Dan vragen inkopers u voor opdrachten die u aankunt.",
            "Then buyers ask you for assignments that you can handle.",
        ),
    ),
    _part(
        "target_group",
        5,
        "says",
        ("Aandeel mensen uit de doelgroep", "Share of people of the target group"),
        (
            "Vanaf 30% kan een overheid een opdracht voor u voorbehouden (artikel 2.82).",
            "From 30% an authority can reserve an assignment for you (article 2.82).",
        ),
    ),
    _part(
        "price",
        4,
        "offers",
        ("Een prijsindicatie", "An indication of the price"),
        (
            "Voor kleine aankopen kiezen mensen wie een prijs noemt.",
            "For small purchases people choose who names a price.",
        ),
    ),
    _part(
        "contact",
        4,
        "contacts",
        ("Een contactpersoon", "A contact person"),
        (
            "Dan komt een vraag meteen bij de juiste collega.",
            "Then a question reaches the right colleague at once.",
        ),
    ),
    _part(
        "together",
        3,
        "about",
        ("Of u samenwerkt of onderaannemer bent", "Whether you combine or subcontract"),
        ("Zo vinden grotere bedrijven u als partner.", "This is how larger firms find you as a partner."),
    ),
    _part(
        "size",
        3,
        "about",
        ("Hoe groot uw bedrijf is", "How large your firm is"),
        (
            "Overheden willen weten welk deel van hun inkoop naar het mkb gaat.",
            "Authorities want to know which part of their buying goes to small firms.",
        ),
    ),
    _part(
        "picture",
        2,
        "offers",
        ("Een foto van uw aanbod", "A picture of what you offer"),
        ("Een foto zegt snel wat u maakt.", "A picture quickly says what you make."),
    ),
)
"""Every part once; the weights make 100."""

THEIR_WEIGHT: Final = sum(part.weight for part in PARTS)


def completeness(filled: Set[str]) -> Completeness:
    """How complete a profile is of which these parts (codes of `PARTS`) are filled in.

    >>> completeness(set()).share
    0.0
    >>> [part.code for part in completeness({part.code for part in PARTS}).missing]
    []
    """
    done = tuple(part for part in PARTS if part.code in filled)
    missing = tuple(part for part in PARTS if part.code not in filled)
    return Completeness(
        share=sum(part.weight for part in done) / THEIR_WEIGHT,
        done=done,
        missing=tuple(sorted(missing, key=lambda part: -part.weight)),
    )


HELPS: Final = {
    "offer": ("offering", "cpv"),
    "region": ("regions",),
    "capacity": ("capacity",),
    "theme": ("themes",),
    "kind": ("recognition",),
    "reserved": ("target_group",),
}
"""Which parts make clear what a match could not tell, by the code of its reason (`rules.matching`)."""


def would_help(unclear: Sequence[str], filled: Set[str]) -> tuple[Part, ...]:
    """Parts that are not filled in and would have made clear what was not met or not known.

    >>> [part.code for part in would_help(["region", "theme"], {"themes"})]
    ['regions']
    """
    asked = {code for one in unclear for code in HELPS.get(one, ())}
    return tuple(part for part in PARTS if part.code in asked and part.code not in filled)
