"""What may stand on the public calendar: never who asks for it, and no address of one person."""

from __future__ import annotations

import re
from collections.abc import Iterable

from meerwaarde.rules.procurement_calendar.quarters import Quarter
from meerwaarde.rules.text import Text

GENERIC = frozenset(
    {
        "inkoop",
        "inkopen",
        "inkoopbureau",
        "inkoopteam",
        "aanbesteden",
        "aanbestedingen",
        "aanbesteding",
        "info",
        "post",
        "gemeente",
        "provincie",
        "waterschap",
        "leveranciers",
        "ondernemers",
        "bedrijven",
        "contact",
        "procurement",
        "tenders",
        "purchasing",
    }
)
"""Words before the @ of addresses that belong to a team and not to a person."""


def faults_before_publishing(
    *, title: str, description: str, quarter: Quarter, names: Iterable[str], today: Quarter
) -> tuple[Text, ...]:
    """Why this line cannot be made public as it stands; empty where it can.

    `names` are those of the client and of the people of the authority. A name counts when all its parts stand
    next to each other, whatever the capitals.
    """
    found: list[Text] = []
    if quarter < today:
        found.append(
            Text(
                nl=f"Het kwartaal is voorbij ({quarter.text.nl}). Kies eerst een later kwartaal.",
                en=f"The quarter has passed ({quarter.text.en}). Choose a later quarter first.",
            )
        )
    said = f"{title}\n{description}"
    found += [
        Text(
            nl=f"De tekst noemt {name}. Namen van mensen worden niet openbaar: haal de naam eerst weg.",
            en=f"The text names {name}. Names of people are not made public: take the name out first.",
        )
        for name in dict.fromkeys(one.strip() for one in names if len(one.strip()) > 3)
        if _stands_in(name, said)
    ]
    if re.search(r"[\w.+-]+@[\w-]+\.\w", said):
        found.append(
            Text(
                nl="De tekst bevat een e-mailadres. Zet een algemeen adres bij “contact” en haal dit weg.",
                en="The text holds an e-mail address. Put a general address at “contact” and take this out.",
            )
        )
    return tuple(found)


def personal_contact(contact: str, names: Iterable[str]) -> Text | None:
    """Why this contact cannot be public; None where it is that of a team or a desk, or empty.

    An address counts as general when what stands before the @ holds a word such as "inkoop" or "info", and no
    part of it is somebody's name.
    """
    said = contact.strip()
    for name in names:
        parts = [part for part in re.split(r"[\s.-]+", name.strip().lower()) if len(part) > 2]
        if (parts and _stands_in(name, said)) or any(
            re.search(rf"(?<![a-z]){re.escape(part)}(?![a-z])", said.lower()) for part in parts[-1:]
        ):
            return Text(
                nl=f"Dit noemt {name.strip()}. Geef een algemeen adres, zoals inkoop@gemeente.nl.",
                en=f"This names {name.strip()}. Give a general address, such as procurement@city.example.",
            )
    for local in re.findall(r"([\w.+-]+)@", said):
        if not any(word in GENERIC for word in re.split(r"[._+-]", local.lower())):
            return Text(
                nl=f"“{local}@…” lijkt van één persoon. Geef een algemeen adres, zoals inkoop@gemeente.nl.",
                en=f"“{local}@…” looks like one person's. Give a general one, such as info@city.example.",
            )
    return None


def _stands_in(name: str, text: str) -> bool:
    whole = r"\s+".join(re.escape(part) for part in name.split())
    return bool(whole) and bool(re.search(rf"(?<!\w){whole}(?!\w)", text, re.IGNORECASE))
