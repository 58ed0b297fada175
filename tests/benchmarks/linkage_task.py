"""The task of linkage: a register, creditors with messy names, and the truth that is held out.

Firms are invented: families, invented words, trades and places, with namesakes in other places. About 6% of
the creditors stand in the register, by 1.65 spellings each; the others are firms that it does not know, many
of them alike. How a name is written comes from `spend_names.misspelled`; a third of the places is not given,
some are those of another branch. Nothing of this is known to `meerwaarde.analysis.linkage.practice`.

Parts (by firm, so that no firm stands in two): train (a quarter: labels are drawn from it), choose (a
quarter: thresholds and other choices) and test (half: for the figures alone).
"""

from __future__ import annotations

import string
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spend_names import misspelled, words

NOWHERE = -1
PARTS = ("train", "choose", "test")

_FIRST = words(
    "Lin Kar Bra Mee Ro Vos Hel Dor Sti Ver Kla Pra Zwa Tol Ger Bol Wij Sma Elz Hui Oos Kui Rap Tim Nij Ster "
    "Ab Hol"
)
_MIDDLE = words("den ke ra ti ven le ma ne ri sse zin bel ten ga do vel mer no ster lan", None)
_LAST = words("man stra ga ma sen ink ers ing ema huis kamp sma veld berg boer beek kers laar mans wijk")
_BRANDS = words("Nova Sol Via Pro Omni Ter Lux Ver Cor Max Vita Opti Sani Medi Eco Uni Geo Info Axi Tri")
_BRAND_ENDS = words(
    "tech plan data zorg bouw net werk flex point line form group mate care link sys trans lab", None
)
_TRADES = words(
    "Bouw Schilders Hoveniers Groenvoorziening Schoonmaak Catering Installatietechniek Automatisering Advies "
    "Transport Drukkerij Beveiliging Kantoorartikelen Zorg Jeugdhulp Wegenbouw Uitzendbureau Opleidingen "
    "Ingenieursbureau Verhuur Reiniging Energie Verlichting Meubelen Archiefdiensten Sloopwerken "
    "Loodgieters Elektrotechniek Makelaardij Notarissen Advocaten Accountants Taxi Grafimedia Bestratingen "
    "Metaalbewerking Timmerwerken Stukadoors Tegelhandel Autobedrijf Garage Bloemen Fysiotherapie Apotheek "
    "Huisartsen Kinderopvang Begeleiding Coaching Consultancy Architecten Landmeters Muziek"
)
_FORMS = ("B.V.", "B.V.", "B.V.", "B.V.", "N.V.", "VOF", "", "", "Stichting")


@dataclass(frozen=True)
class Task:
    """Columns of both sides, ids being row numbers. `truth`: right row per left row or -1; `part`: 0 to 2."""

    left_names: list[str]
    left_places: list[str]
    right_names: list[str]
    right_places: list[str]
    truth: npt.NDArray[np.int64]
    part: npt.NDArray[np.int64]

    def rows(self, part: str) -> npt.NDArray[np.int64]:
        """Left rows of a part."""
        return np.flatnonzero(self.part == PARTS.index(part))


def task(left: int = 200_000, right: int = 20_000, seed: int = 20261122) -> Task:
    """The same task for the same arguments. 200,000 creditors take about half a minute."""
    random = np.random.default_rng(seed)
    places = _places(random, max(20, right // 60))
    outside = int(left * 0.55)
    names = [_firm(random, places) for _ in range(right + outside)]
    where = random.choice(places, right + outside, p=_skew(len(places))).tolist()
    known, owners = int(left * 0.058), []
    bought = random.permutation(right)[: max(1, int(right * 0.35))]
    owners = [bought[: known // 2], random.choice(bought, known)]
    inside = np.concatenate(owners)[:known]
    owner = np.concatenate((inside, right + random.integers(0, outside, left - len(inside))))
    owner = owner[random.permutation(left)]
    spelled = [_written(names[one], where[one], places, random) for one in owner.tolist()]
    return Task(
        [name for name, _ in spelled],
        [place for _, place in spelled],
        names[:right],
        where[:right],
        np.where(owner < right, owner, NOWHERE).astype(np.int64),
        np.array([0, 1, 2, 2])[random.integers(0, 4, right + outside)][owner],
    )


def _skew(count: int) -> npt.NDArray[np.float64]:
    weight = 1 / np.arange(3, count + 3) ** 0.7
    return weight / weight.sum()


def _places(random: np.random.Generator, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        end = random.choice(
            words("dam stede wolde horst broek drecht zijl veen loo wijk haven kerk burg meer dal")
        )
        found.setdefault(f"{random.choice(_FIRST)}{random.choice(_MIDDLE)}{end}")
    return list(found)


def _family(random: np.random.Generator) -> str:
    before = random.choice(("", "", "", "van ", "de ", "van der ", "van den "))
    middle = random.choice(_MIDDLE) if random.random() < 0.6 else ""
    return f"{before}{random.choice(_FIRST)}{middle}{random.choice(_LAST)}"


def _firm(random: np.random.Generator, places: list[str]) -> str:
    trade, kind = str(random.choice(_TRADES)), random.random()
    if kind < 0.3:
        core = f"{_family(random)} {trade}"
    elif kind < 0.4:
        core = f"{trade} {_family(random)}"
    elif kind < 0.5:
        core = f"{_family(random)} & {_family(random)} {trade}"
    elif kind < 0.55:
        core = f"{_family(random)} en Zonen {trade}"
    elif kind < 0.75:
        core = f"{random.choice(_BRANDS)}{random.choice(_BRAND_ENDS)} {trade}"
    elif kind < 0.85:
        letters = "".join(random.choice(list(string.ascii_uppercase), 3))
        core = f"{letters} {trade}"
    elif kind < 0.93:
        core = f"{trade} {random.choice(places)}"
    else:
        initials = ".".join(random.choice(list(string.ascii_uppercase), 2))
        core = f"{initials}. {_family(random)}"
    if random.random() < 0.06:
        core = f"{core} {random.choice(('Nederland', 'Groep', 'Holding', 'Beheer', 'Services', 'II'))}"
    form = str(random.choice(_FORMS))
    return f"Stichting {core}" if form == "Stichting" else f"{core} {form}".strip()


def _written(name: str, place: str, places: list[str], random: np.random.Generator) -> tuple[str, str]:
    written = misspelled(name, place, random) if random.random() < 0.85 else name
    parts = written.split()
    chance = random.random()
    if chance < 0.08 and len(parts) > 2:
        parts.pop(int(random.integers(0, len(parts))))
    elif chance < 0.16:
        longest = max(range(len(parts)), key=lambda at: len(parts[at])) if parts else 0
        if parts and len(parts[longest]) > 7:
            parts[longest] = parts[longest][: int(random.integers(4, 7))] + "."
    elif chance < 0.2 and len(parts) > 1:
        parts = [*parts[1:], parts[0]]
    written = " ".join(parts).replace(" & ", " en ") if random.random() < 0.3 else " ".join(parts)
    told = random.random()
    if told < 0.33:
        return written, ""
    if told < 0.38:
        return written, str(random.choice(places))
    if told < 0.43:
        return written, place[: max(4, len(place) - 3)].upper()
    return written, place.upper() if told < 0.6 else place
