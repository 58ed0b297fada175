"""A list of suppliers as an authority gets it: Dutch, messy, and fictional to the last letter."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable

HEADER = (
    "Bedrijfsnaam",
    "KvK-nr.",
    "Rechtsvorm",
    "Omschrijving",
    "Wat wij bieden",
    "CPV-codes",
    "Thema's",
    "Aandeel doelgroep",
    "Keurmerken",
    "Postcode/Plaats",
    "Werkgebied",
    "Maximale opdracht",
    "Website",
    "E-mail",
    "Contactpersoon",
)
FIRST = ("Noorder", "Wad", "Groen", "Zand", "Heide", "Veen", "Dijk", "Terp", "Laar", "Brink", "Esdoorn")
SECOND = ("zorg", "werk", "hout", "groen", "schoon", "druk", "kok", "bouw", "kring", "licht", "stroom")
FORMS = (("BV", "B.V."), ("", "Stichting"), ("", "Eenmanszaak"), ("U.A.", "Coöperatie"), ("", "vof"))
TRADES = (
    ("Schoonmaak van kantoren en scholen", "90911200"),
    ("Onderhoud van plantsoenen", "77310000-6"),
    ("Catering en lunches", "55520000;15894200"),
    ("Drukwerk en huisstijl", "79810000"),
    ("Hergebruik van meubels", "39130000"),
    ("Fietskoeriers", "64120000"),
)
PLACES = (("9711 AB", "Groningen"), ("9401JK", "Assen"), ("8911 CD", "Leeuwarden"), ("7941 LM", "Meppel"))
REGIONS = ("Groningen", "Drenthe;Fryslân", "NL11;NL13", "GM0014", "", "heel Nederland")
THEMES = ("social return", "circulair;klimaat", "", "diversiteit", "Milieu en biodiversiteit")
CREDENTIALS = (
    "",
    "",
    "PSO trede 2:31-12-2027",
    "b_corp:2028-01-31",
    "Code Sociale Ondernemingen",
    "pso:21-11-2026",
)
SHARES = ("", "45%", "0,6", "35", "")
FAULTS: tuple[Callable[[dict[str, str]], None], ...] = (
    lambda row: row.update({"KvK-nr.": "123"}),
    lambda row: row.update({"KvK-nr.": "000012345678"}),
    lambda row: row.update({"Bedrijfsnaam": ""}),
    lambda row: row.update({"Thema's": "klimat"}),
    lambda row: row.update({"Aandeel doelgroep": "145%"}),
    lambda row: row.update({"Keurmerken": "PSO:31-02-2027"}),
    lambda row: row.update({"E-mail": "verkoop(at)voorbeeld"}),
    lambda row: row.update({"CPV-codes": "99999999"}),
    lambda row: row.update({"Maximale opdracht": "1.23.4"}),
    lambda row: row.update({"Werkgebied": "Grunninge"}),
)
"""Each makes a good row one that must be refused. All are mended by `MENDED`."""

MENDED = {
    "KvK-nr.": "",
    "Bedrijfsnaam": "Verbeterd",
    "Thema's": "",
    "Aandeel doelgroep": "",
    "Keurmerken": "",
    "E-mail": "",
    "CPV-codes": "",
    "Maximale opdracht": "",
    "Werkgebied": "",
}


def supplier_rows(count: int, faults: int = 0, seed: int = 1) -> list[dict[str, str]]:
    """Rows by heading, `faults` of them spread over the list. KvK numbers begin with 00: never given out."""
    chance = random.Random(seed)
    rows = [_row(number, chance) for number in range(count)]
    for place in range(faults):
        FAULTS[place % len(FAULTS)](rows[(place + 1) * count // (faults + 1)])
    return rows


def supplier_csv(count: int, faults: int = 0, seed: int = 1, encoding: str = "cp1252") -> bytes:
    """The rows as a file, with a title above them, as a register exports it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER, delimiter=";", lineterminator="\r\n")
    out.write(f"Overzicht impactondernemers{';' * (len(HEADER) - 1)}\r\n")
    writer.writeheader()
    writer.writerows(supplier_rows(count, faults, seed))
    return out.getvalue().encode(encoding)


def kvk(number: int, seed: int = 1) -> str:
    """The KvK number of the row with this number."""
    return f"00{(number * 7 + seed * 13) % 1_000_000:06d}"


def _row(number: int, chance: random.Random) -> dict[str, str]:
    suffix, form = chance.choice(FORMS)
    offer, cpv = chance.choice(TRADES)
    postcode, place = chance.choice(PLACES)
    name = f"{chance.choice(FIRST)}{chance.choice(SECOND)} {number} {suffix}".strip()
    most = chance.choice(("", "€ 60.000,-", "250.000", "1,5 mln"))
    return {
        "Bedrijfsnaam": name,
        "KvK-nr.": kvk(number),
        "Rechtsvorm": form,
        "Omschrijving": f"Wij doen {offer.lower()} met mensen die elders moeilijk aan het werk komen.",
        "Wat wij bieden": offer,
        "CPV-codes": cpv,
        "Thema's": chance.choice(THEMES),
        "Aandeel doelgroep": chance.choice(SHARES),
        "Keurmerken": chance.choice(CREDENTIALS),
        "Postcode/Plaats": f"{postcode} {place}",
        "Werkgebied": chance.choice(REGIONS),
        "Maximale opdracht": most,
        "Website": f"www.leverancier-{number}.example",
        "E-mail": f"verkoop@leverancier-{number}.example",
        "Contactpersoon": "",
    }
