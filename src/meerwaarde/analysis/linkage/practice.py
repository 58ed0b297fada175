"""Practice for the scorer where nobody has decided anything yet: a register, written down as creditors are.

Firms of the register are spelled the way administrations do, and half of the creditors are firms that are
hidden from the register, for a scorer must also learn to say that a firm is not there. Everything follows
from the seed.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from meerwaarde.analysis.linkage.exact import NOWHERE
from meerwaarde.analysis.linkage.normalise import FORM_AT_END
from meerwaarde.analysis.linkage.spellings import Firms, Integers

ENOUGH = 800
"""A register smaller than this is too small to practise on; fictional firms are used."""
FICTIONAL = 3_000
_OF_THE_WORLD = 3
"""The practice register holds one of so many firms: outside it live more namesakes than in it."""


@dataclass(frozen=True)
class Practice:
    """Creditors whose firm is known. `truth`: per left row its row on the right, or -1 where it is hidden."""

    left: Firms
    right: Firms
    truth: Integers


def practice(register: Firms, size: int = 1_600, seed: int = 1) -> Practice:
    """`size` creditors (fewer for a small register), half of whom the returned register does not hold.

    That register is a third of the given one, for a name that is unique in a register need not be so in life.
    """
    draw = random.Random(seed)  # noqa: S311 (practice, no secret)
    if len(register) < ENOUGH:
        register = fictional_firms(FICTIONAL, seed, with_places=practises_with_places(register))
    kept = sorted(draw.sample(range(len(register)), len(register) // _OF_THE_WORLD))
    hidden = sorted(set(range(len(register))) - set(kept))
    half = min(size // 2, len(kept))
    chosen = [*draw.sample(kept, half), *draw.sample(hidden, half)]
    place_of = {row: number for number, row in enumerate(kept)}
    right = Firms(
        [register.ids[row] for row in kept],
        [register.names[row] for row in kept],
        [register.places[row] for row in kept],
        [None] * len(kept),
    )
    towns = sorted({place for place in register.places if place}) or [""]
    spelled = [respelled(register.names[row], register.places[row], towns, draw) for row in chosen]
    left = Firms(
        [str(number) for number in range(len(chosen))],
        [name for name, _ in spelled],
        [place for _, place in spelled],
        [None] * len(chosen),
    )
    return Practice(left, right, np.array([place_of.get(row, NOWHERE) for row in chosen], dtype=np.int64))


def practises_with_places(register: Firms) -> bool:
    """Whether fictional firms in place of this register have places."""
    return not len(register) or any(register.places)


def respelled(name: str, place: str, towns: list[str], draw: random.Random) -> tuple[str, str]:
    """Name and place as a creditor administration might hold them."""
    for change, chance in (
        (_other_form, 0.55),
        (_other_connection, 0.35),
        (_shortened, 0.25),
        (_word_away, 0.13),
        (_order_changed, 0.08),
        (_mistyped, 0.3),
        (_mistyped, 0.12),
        (_glued, 0.05),
        (_with_tail, 0.05),
    ):
        if draw.random() < chance:
            name = change(name, draw)
    if place and draw.random() < 0.08:
        name = f"{name} {place}"
    if draw.random() < 0.5:
        name = name.upper()
    if draw.random() < 0.15:
        name = name[: draw.choice((20, 20, 24, 25, 30, 35))].rstrip()
    where = draw.random()
    if where < 0.3:
        place = ""
    elif where < 0.36:
        place = draw.choice(towns)
    elif where < 0.42 and place:
        place = _mistyped(place, draw)
    return name, place.upper() if place and draw.random() < 0.3 else place


_WRITTEN = {
    "bv": ("B.V.", "BV", "b.v.", "B V", ""),
    "nv": ("N.V.", "NV", ""),
    "vof": ("V.O.F.", "VOF", "vof", ""),
    "st": ("Stichting", "St.", "Stg", ""),
    "ltd": ("Ltd", "Limited", "LTD.", ""),
}


def _other_form(name: str, draw: random.Random) -> str:
    said = name.split()
    for number, word in enumerate(said):
        form = FORM_AT_END.get((word.lower().replace(".", ""),))
        if form in _WRITTEN and len(said) > 1:
            said[number] = draw.choice(_WRITTEN[form])
            return " ".join(word for word in said if word)
    return f"{name} {draw.choice(('B.V.', 'BV', 'VOF'))}" if draw.random() < 0.3 else name


def _other_connection(name: str, draw: random.Random) -> str:
    for sign in (" & ", " en ", " + "):
        if sign in name:
            return name.replace(sign, draw.choice((" & ", " en ", " + ", "&", " ")))
    return name.replace("-", draw.choice((" ", ""))) if "-" in name else name


_SHORT = {
    "aannemersbedrijf": "aann.bedr.", "bouwbedrijf": "bouwbedr.", "installatie": "inst.",
    "technisch": "techn.", "gebroeders": "gebr.", "nederland": "ned.", "stichting": "st.",
    "vereniging": "ver.", "international": "int.",
    "services": "serv.", "management": "mgmt", "group": "grp", "administratie": "adm.", "maatschappij": "mij",
    "schildersbedrijf": "schildersbedr.", "advocaten": "adv.", "consultancy": "cons.", "zonen": "zn",
    "adviesbureau": "adv.bur.", "groep": "gr.", "holding": "hold.", "beheer": "beh.",
}  # fmt: skip


def _shortened(name: str, draw: random.Random) -> str:
    said = name.split()
    long = [number for number, word in enumerate(said) if len(word) > 6]
    known = [number for number in long if said[number].lower() in _SHORT]
    if known:
        at = draw.choice(known)
        said[at] = _SHORT[said[at].lower()]
    elif long:
        at = draw.choice(long)
        said[at] = said[at][: draw.randint(3, len(said[at]) - 2)] + draw.choice((".", ""))
    return " ".join(said)


def _word_away(name: str, draw: random.Random) -> str:
    said = name.split()
    if len(said) < 3:
        return name
    said.pop(draw.randrange(1, len(said)) if draw.random() < 0.7 else 0)
    return " ".join(said)


def _order_changed(name: str, draw: random.Random) -> str:
    said = name.split()
    if len(said) < 2:
        return name
    turn = draw.randrange(1, len(said))
    return " ".join(said[turn:]) + draw.choice((", ", " ")) + " ".join(said[:turn])


def _mistyped(name: str, draw: random.Random) -> str:
    if len(name) < 5:
        return name
    at = draw.randrange(1, len(name) - 1)
    letter = draw.choice("aeiounrstlkdmij")
    return draw.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            name[:at] + name[at] + name[at:],
            name[:at] + letter + name[at + 1 :],
            name.replace("ij", "y", 1),
            name.replace("c", "k", 1),
        )
    )


def _glued(name: str, draw: random.Random) -> str:
    gaps = [at for at, sign in enumerate(name) if sign == " "]
    if not gaps:
        return name
    at = draw.choice(gaps)
    return name[:at] + name[at + 1 :]


def _with_tail(name: str, draw: random.Random) -> str:
    tails = (
        " (G-rekening)",
        " inzake facturen",
        f" {draw.randrange(10_000, 999_999)}",
        " - afd. crediteuren",
    )
    return name + draw.choice(tails)


_FAMILIES = (
    "Jansen", "de Vries", "van den Berg", "Bakker", "Visser", "Smit", "Meijer", "de Boer", "Mulder",
    "de Groot",
    "Bos", "Vos", "Peters", "Hendriks", "van Leeuwen", "Dekker", "Brouwer", "de Wit", "Dijkstra", "Smits",
    "van der Meer", "Koster", "Prins", "Blom", "Huisman", "Peeters", "van Dam", "Kuipers", "Veenstra",
    "Kramer",
    "Schouten", "Postma", "Willems", "van Wijk", "Verhoeven", "Maas", "Hoekstra", "Koning", "Terpstra", "Kok",
)  # fmt: skip
_TRADES = (
    "Schilders", "Bouw", "Aannemersbedrijf", "Installatietechniek", "Groenvoorziening", "Schoonmaak",
    "Transport",
    "Advies", "Administratie", "Catering", "Drukkerij", "Elektrotechniek", "Loodgieters", "Automatisering",
    "Beveiliging", "Bestratingen", "Dakbedekking", "Meubelen", "Consultancy", "Zorg", "Makelaardij",
    "Sloopwerken",
    "Hoveniers", "Taxi", "Verhuur", "Metaal", "Techniek", "Training", "Communicatie", "Architecten",
)  # fmt: skip
_SYLLABLES = (
    "no", "va", "del", "ta", "pris", "ma", "vi", "taal", "kom", "pas", "lu", "men", "ori", "zef", "aqua",
    "ter", "vec", "tor", "he", "lios", "kern", "an", "ker", "lin", "ste", "fe", "nix", "si", "ri", "op", "ti",
    "fo", "cus", "im", "puls", "ba", "lans", "bo", "ra", "den", "gro", "wes", "mar", "zo", "ly", "quin", "xa",
)  # fmt: skip
_TOWNS = (
    "Veenmeer", "Oosterwolde", "Duinstede", "Rivierdam", "Heidekerk", "Polderhaven", "Bergdorp", "Zandvoorde",
    "Klaverdrecht", "Molenwijk", "Waterhorst", "Lindelo", "Beekveld", "Noorderzijl", "Kasteelbroek",
)  # fmt: skip


def _invented(draw: random.Random) -> str:
    return "".join(draw.choices(_SYLLABLES, k=draw.choice((2, 2, 3)))).capitalize()


def fictional_firms(count: int, seed: int, *, with_places: bool = True) -> Firms:
    """Firms that do not exist; some have a name that many bear, most one that few do."""
    draw = random.Random(seed)  # noqa: S311 (practice, no secret)
    names, places = [], []
    for _ in range(count):
        family, trade, fancy = draw.choice(_FAMILIES), draw.choice(_TRADES), _invented(draw)
        second = draw.choice(_FAMILIES)
        core = draw.choice(
            (
                f"{family} {trade}",
                f"{trade} {family}",
                f"{family} & {second} {trade}",
                f"{fancy} {trade}",
                f"{fancy}{trade.lower()} {draw.choice(_TOWNS)}",
                f"{family} {fancy} {trade}",
                f"{draw.choice('ABCDEFGHJKLMPRSTW')}.{draw.choice('ACHJMPW')}. {family} {trade}",
                f"Stichting {fancy} {trade}",
                f"{fancy} {_invented(draw)}",
                f"{fancy} {draw.randrange(1, 400)} {trade}",
                f"{fancy} {trade} {draw.choice(('I', 'II', 'III', 'Noord', 'Zuid', 'Oost', 'West'))}",
            )
        )
        names.append(
            core
            if core.startswith("Stichting")
            else f"{core} {draw.choice(('B.V.', 'VOF', 'N.V.', ''))}".strip()
        )
        places.append(draw.choice(_TOWNS) if with_places else "")
    return Firms([str(number) for number in range(count)], names, places, [None] * count)
