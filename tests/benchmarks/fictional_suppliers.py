"""A hundred thousand fictional suppliers with the words of real trades, for measuring alone.

Each has a trade: a CPV class with its labels, from which its texts draw, so that some words are rare and some
are everywhere, as in a real directory. The same seed gives the same suppliers on any machine.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import search_bench

from meerwaarde.rules.matching import SupplierProfile

_PLACES = """
Beuk Berk Duin Eiken Gaast Haven Hoog Kamp Laak Linden Meer Molen Oever Polder Veld Water Zand
""".split()  # noqa: SIM905 (words read better than a list)
_ENDS = """
berg beek broek daal dijk dorp drecht ham huizen kerk lo rade stede veen wijk woude zijl
""".split()  # noqa: SIM905 (words read better than a list)
_FORMS = ("bv", "vof", "stichting", "coöperatie", "groep", "holding", "& zonen", "diensten")
_COMMON = """
wij werken met vakmensen en met mensen die een kans verdienen voor gemeenten scholen zorg en
bedrijven in de hele regio met aandacht voor kwaliteit planning veiligheid duurzaamheid en een
eerlijke prijs ook voor spoed onderhoud advies beheer transport levering montage en nazorg met vaste
aanspreekpunten sinds jaren een begrip wij denken mee over materiaal afval energie water verpakking opleiding
begeleiding leerwerkplek vervoer opslag huur reparatie hergebruik ontwerp bouw inrichting schoon groen
catering administratie techniek toezicht kleding drukwerk hout metaal textiel voeding computers verlichting
""".split()  # noqa: SIM905 (words read better than a list)
_NUTS = [f"NL{part}" for part in (11, 12, 13, 21, 22, 23, 35, 32, 36, 34, 41, 42)]


@cache
def trades() -> dict[str, list[str]]:
    """CPV class of four digits to the labels below it."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, label in search_bench.dutch_labels().items():
        found[code[:4]].append(label)
    return {name: labels for name, labels in found.items() if len(labels) > 2}


def suppliers(count: int, seed: int = 22) -> Iterator[tuple[SupplierProfile, str, str]]:
    """So many suppliers, each with its place and a summary of what it offers."""
    draw = random.Random(seed)
    names = sorted(trades())
    for number in range(count):
        trade = names[min(int(draw.paretovariate(0.6)) - 1, len(names) - 1)]
        place = draw.choice(_PLACES) + draw.choice(_ENDS)
        title = f"{draw.choice(_PLACES)}{draw.choice(_ENDS)} {_short(draw, trade)} {draw.choice(_FORMS)}"
        offers = draw.choices(trades()[trade], k=draw.randint(5, 14))
        text = " ".join((*offers, *draw.choices(_COMMON, k=draw.randint(40, 260)), place))
        yield _profile(draw, f"s{number:06}", title, text, trade), place, offers[0]


def _short(draw: random.Random, trade: str) -> str:
    words = [word for word in trades()[trade][0].replace(",", " ").split() if len(word) > 4]
    return draw.choice(words).lower() if words else "werken"


def _profile(draw: random.Random, name: str, title: str, text: str, trade: str) -> SupplierProfile:
    most = draw.choice((None, 25_000, 100_000, 500_000, 5_000_000))
    return SupplierProfile(
        id=name,
        name=title,
        text=f"{title} {text}",
        cpv=None if draw.random() < 0.2 else (f"{trade}0000",),
        regions=None if draw.random() < 0.1 else tuple(draw.sample(_NUTS, draw.randint(1, 3))),
        kinds=draw.choice((None, (), ("social",), ("small",), ("local", "small"))),
        themes=draw.choice((None, (), ("social_return",), ("circular", "climate"))),
        capacity_max=None if most is None else Decimal(most),
        times_asked=draw.choice((0, 0, 0, 1, 2, 6)),
    )


def questions(count: int = 200, seed: int = 7) -> list[str]:
    """What people ask a directory: a word or two of a trade, a name, a place with a trade."""
    draw = random.Random(seed)
    names = sorted(trades())
    asked = []
    for number in range(count):
        label = draw.choice(trades()[draw.choice(names)])
        words = [word for word in label.replace(",", " ").split() if len(word) > 3] or ["schoonmaak"]
        place = draw.choice(_PLACES) + draw.choice(_ENDS)
        asked.append(
            (
                draw.choice(words),
                " ".join(words[:2]),
                label,
                f"{draw.choice(words)} {place}",
                f"{place} {draw.choice(_COMMON)}",
            )[number % 5]
        )
    return asked
