"""Invented names of Dutch firms, and the ways in which a creditor administration may hold them."""

from __future__ import annotations

import string

import numpy as np


def words(text: str, between: str | None = None) -> list[str]:
    """A list that is easier to read as one text."""
    return text.split(between)


_STEMS = words(
    "Linden Waal Berk Horst Kromme Zilver Oever Duin Veen Meer Zand Kroon Ster Anker Molen Eiken Groen "
    "Noorder Zuider Wester Ooster Heide Polder Dijk Haven Brug Toren Akker Weide Bos Rijn Maas Vecht "
    "Amstel Schelde"
)
_ENDS = words(
    "kamp hof stede rode wijk burg dal berg land huis veld zicht rust vaart loo horn beek bron mond werf"
)
_TRADES = words(
    "Bouw Groenvoorziening Schoonmaak Catering Installatietechniek Automatisering Advies Transport Drukkerij "
    "Beveiliging Kantoorartikelen Zorg Jeugdhulp Wegenbouw Schilderwerken Uitzendbureau Opleidingen "
    "Ingenieurs Verhuur Reiniging Energie Verlichting Meubelen Textielservice Archiefdiensten Sloopwerken "
    "Hoveniers"
)
_FORMS = ("B.V.", "B.V.", "B.V.", "B.V.", "N.V.", "VOF", "Stichting", "Coöperatie U.A.", "")
PLACES = words(
    "Veenmeer Duinrade Oosterwolde Kamperveen Zuidhaven Lindeloo Groenoord Havenstad Molendal Heidebeek "
    "Rijnzicht Kroonburg Waalhorst Polderdijk Zandvaart Eikenrode Westermeer Noordwerf Sterrenbos Oeverland"
)


def kvk_numbers(random: np.random.Generator, count: int, start: int = 10_000_000) -> list[str]:
    """Eight digits each, no two equal."""
    steps = random.integers(1, 900, count).cumsum() + start
    return [str(one) for one in steps.tolist()]


def firm_name(random: np.random.Generator) -> str:
    """A trade, an invented place-like word, sometimes a place, and a legal form."""
    stem = f"{random.choice(_STEMS)}{random.choice(_ENDS)}"
    name = (
        f"{stem} {random.choice(_TRADES)}" if random.random() < 0.75 else f"{random.choice(_TRADES)} {stem}"
    )
    if random.random() < 0.15:
        name = f"{name} {random.choice(PLACES)}"
    form = str(random.choice(_FORMS))
    return f"Stichting {name}" if form == "Stichting" else f"{name} {form}".strip()


def misspelled(name: str, place: str, random: np.random.Generator) -> str:
    """One more way in which a creditor administration may hold the name."""
    turns = {
        "plain form": lambda one: one.replace("B.V.", "BV").replace("N.V.", "NV").replace("VOF", "v.o.f."),
        "no form": lambda one: one.replace(" B.V.", "").replace(" N.V.", "").replace("Stichting ", "St. "),
        "capitals": str.upper,
        "place": lambda one: f"{one} {place}",
        "place between": lambda one: f"{one} ({place})",
        "quoted": lambda one: '"{}" {}'.format(*one.split(" ", 1)) if " " in one else one,
        "typo": lambda one: _typo(one, random),
        "cut": lambda one: one[:20].strip(),
    }
    chances = np.array([0.2, 0.15, 0.15, 0.12, 0.06, 0.02, 0.15, 0.15])
    for turn in random.choice(
        list(turns), int(random.integers(1, 4)), replace=False, p=chances / chances.sum()
    ):
        name = turns[str(turn)](name)
    return name


def _typo(name: str, random: np.random.Generator) -> str:
    at = int(random.integers(1, max(2, len(name) - 1)))
    letter = str(random.choice(list(string.ascii_lowercase)))
    kinds = (name[:at] + name[at + 1 :], name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :])
    return kinds[int(random.integers(0, 3))]
