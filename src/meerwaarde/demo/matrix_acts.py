"""The matrix of the story: who took over what, and what changed since, with the reason of that day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.shape import Happening, on
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.categories.shipped_list import shipped_categories
from meerwaarde.stages.policy import actions, queries
from meerwaarde.stages.policy.queries import Category


@dataclass(frozen=True)
class Told:
    """A cell that somebody changed."""

    by: str
    at: str
    category: str
    theme: str
    level: int
    reason: str
    opportunity: str | None = None
    examples: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Own:
    """A category of an authority's own list, with levels in the order of the manifest."""

    code: str
    name: str
    cluster: str
    explanation: str
    cpv: str
    levels: tuple[int, int, int, int, int, int]
    words: dict[str, str]
    """Theme to what is possible."""


VEENMEER = (
    Told(
        "pieter", "2026-04-02 11:20", "green", "social_return", 3,
        "Het college wil dat de wijkploegen groeien.",
        "Groen is bij ons werk voor de wijkploegen. Vraag altijd eerst of een ploeg dit kan doen.",
        ("Wijkploeg Veenkant houdt twee parken bij", "Klein perceel voor een sociale onderneming"),
    ),
    Told(
        "mirte", "2026-04-16 09:45", "roads", "circular", 3,
        "De proef met omgekeerde klinkers in de Turfstraat is geslaagd.",
        "Klinkers omkeren en terugleggen is bij ons de gewone keuze. Nieuw kopen leg je uit.",
        ("Turfstraat: 1.800 m² klinkers omgekeerd", "Opslag voor vrijgekomen banden op de werf"),
    ),
    Told(
        "mirte", "2026-05-07 14:10", "computers", "circular", 3,
        "Opgeknapte telefoons voldoen in de proef bij twee afdelingen.",
        None,
        ("Opgeknapte telefoons op twee afdelingen", "Oude laptops naar scholieren in Veenmeer"),
    ),
    Told(
        "pieter", "2026-05-21 10:05", "cleaning", "diversity_inclusion", 3,
        "Schoonmakers vroegen om dagdienst. De proef in het gemeentehuis bevalt.",
        "Overdag schoonmaken geeft contact en betere uren. Vraag het ook voor de sporthallen.",
        ("Dagdienst in het gemeentehuis", "Taalles op het werk"),
    ),
    Told(
        "mirte", "2026-06-04 13:30", "catering", "circular", 2,
        "We meten verspilling pas sinds april. Eerst meten, dan verder.",
    ),
    Told(
        "mirte", "2026-09-24 15:00", "catering", "circular", 3,
        "Na een half jaar meten weten we genoeg: een derde minder verspilling is haalbaar.",
        "Spreek af dat de verspilling elk jaar daalt, en laat het aandeel zien in het restaurant.",
        ("Soep van groente die overbleef", "Weegschaal bij de afwas"),
    ),
    Told(
        "pieter", "2026-06-18 09:15", "passenger_transport", "climate", 2,
        "De laadpunten bij de vervoerder zijn er pas in 2028. Tot die tijd vragen we een groeipad.",
        "Vraag een groeipad naar vervoer zonder uitstoot, met een aandeel per schooljaar.",
    ),
    Told(
        "mirte", "2026-07-02 11:00", "lighting_and_traffic", "environment_biodiversity", 3,
        "Bewoners en ecoloog willen donkere routes langs het Veenpark.",
        "Houd routes voor dieren donker. Vraag lampen die alleen aangaan als er iemand komt.",
        ("Donkere route langs het Veenpark",),
    ),
    Told(
        "mirte", "2026-08-27 10:40", "workwear", "supply_chain_responsibility", 2,
        "We kunnen nog niet zelf controleren. Eerst meedoen met een groep van gemeenten.",
    ),
    Told(
        "mirte", "2026-10-08 16:20", "workwear", "supply_chain_responsibility", 3,
        "We doen nu mee met de inkoopgroep die fabrieken bezoekt.",
        "Vraag een openbare lijst van fabrieken en doe mee met de bezoeken van de inkoopgroep.",
        ("Openbare lijst van fabrieken", "Bezoekverslag als bijlage bij het contract"),
    ),
    Told(
        "pieter", "2026-10-22 09:30", "architects", "circular", 2,
        "Eerst ervaring opdoen met de sporthal, daarna weer omhoog.",
    ),
    Told(
        "pieter", "2026-11-12 11:10", "software", "diversity_inclusion", 3,
        "De raad vroeg aandacht voor inwoners die slecht zien.",
        "Laat inwoners die slecht zien of moeilijk lezen elke site testen voordat zij opengaat.",
        ("Testpanel van twaalf inwoners",),
    ),
)  # fmt: skip

ART = Own(
    "art",
    "Kunst en cultuur",
    "Zorg en ondersteuning",
    "Voorstellingen, beelden en lessen in cultuur.",
    "923, 9252",
    (0, 1, 1, 0, 3, 2),
    {
        "climate": "Vraag om spullen die per fiets of trein kunnen komen.",
        "circular": "Bewaar decors en leen ze uit aan scholen.",
        "diversity_inclusion": "Kies makers uit de hele gemeente, en vraag wie er niet komt.",
        "social_return": "Geef jonge makers zonder opleiding een betaalde plek.",
    },
)

DUINRADE = (
    Own(
        "kust", "Kust en kwelder", "Buiten", "Onderhoud van kwelders, paden en hekken.", "773, 45243",
        (3, 2, 2, 0, 1, 3),
        {
            "environment_biodiversity": "Werk met de getijden mee en laat de zeekraal staan.",
            "climate": "Vraag om bootjes en karren zonder uitstoot.",
            "circular": "Maak hekken van aangespoeld hout.",
            "diversity_inclusion": "Houd één pad bruikbaar voor iedereen.",
            "social_return": "De zeekraalbrigade doet het werk dat zij aankan als eerste.",
        },
    ),
    Own(
        "strand", "Schoon strand", "Buiten", "Opruimen, bakken en borden op het strand.", "9068, 905",
        (3, 1, 3, 0, 0, 3),
        {
            "environment_biodiversity": "Ruim met de hand waar vogels broeden.",
            "climate": "Gebruik paard of elektrische wagen.",
            "circular": "Laat plastic sorteren en opnieuw gebruiken.",
            "social_return": "Dit is werk voor de zeekraalbrigade.",
        },
    ),
    Own(
        "kantoor", "Kantoor en kantine", "Binnen", "Schoonmaak, lunch en papier.", "9091, 555, 3019",
        (1, 1, 2, 1, 1, 2),
        {
            "environment_biodiversity": "Kies middelen die het water weinig schaden.",
            "climate": "Bestel bij elkaar en laat per fiets bezorgen.",
            "circular": "Eerst gebruikt, dan nieuw.",
            "supply_chain_responsibility": "Eerlijke koffie en thee.",
            "diversity_inclusion": "Lunch voor ieder dieet.",
            "social_return": "Lunch van de dagbesteding aan de haven.",
        },
    ),
    Own(
        "boten", "Boten en wagens", "Binnen", "Reddingsboot, vrachtwagen en bestelauto.", "341, 345",
        (1, 3, 1, 2, 0, 1),
        {
            "environment_biodiversity": "Stille motoren in het broedseizoen.",
            "climate": "Elektrisch waar het kan, en anders samen met buurgemeenten.",
            "circular": "Herstel bij de werf in het dorp.",
            "supply_chain_responsibility": "Vraag naar de herkomst van accu's.",
            "social_return": "Een leerplek op de werf.",
        },
    ),
)  # fmt: skip

ZUIDERVEEN = (
    "roads", "water_and_sewers", "bridges", "engineers", "green", "waste", "electricity", "solar", "cleaning",
    "catering", "workwear", "vehicles", "computers", "software",
)  # fmt: skip

ZUIDERVEEN_CHANGES = (
    Told(
        "karin", "2026-03-17 10:30", "water_and_sewers", "environment_biodiversity", 3,
        "Natuurlijke kades zijn ons programma.",
        "Vraag om kades van riet en hout. Steen leg je uit.",
        ("Rietkade langs de Ringvaart",),
    ),
    Told(
        "karin", "2026-09-15 14:00", "water_and_sewers", "circular", 3,
        "De proef met damwand uit een oud gemaal is geslaagd.",
        "Kijk eerst in het depot: damwand en stenen gaan vaak nog een leven mee.",
        ("Damwand uit een oud gemaal",),
    ),
)  # fmt: skip


def matrix_happenings(cast: Cast, slug: str) -> list[Happening]:
    """What this authority did with its matrix."""
    if slug == "veenmeer":
        whole = tuple(one.code for one in shipped_categories())
        return [
            _take_over(cast, "pieter", on("2026-03-12 10:00"), whole),
            *_own(cast, "pieter", on("2026-03-19 15:30"), (ART,)),
            *_changes(cast, VEENMEER),
        ]
    if slug == "zuiderveen":
        return [
            _take_over(cast, "karin", on("2026-03-10 09:30"), ZUIDERVEEN),
            *_changes(cast, ZUIDERVEEN_CHANGES),
        ]
    if slug == "duinrade":
        return _own(cast, "nynke", on("2026-07-06 10:00"), DUINRADE)
    return []


def _take_over(cast: Cast, by: str, at: datetime, codes: tuple[str, ...]) -> Happening:
    def act() -> None:
        actions.take_over_shipped(actor=cast.actor(by), at=at, codes=codes)

    return Happening(at, act)


def _own(cast: Cast, by: str, at: datetime, told: Iterable[Own]) -> list[Happening]:
    return [Happening(at, partial(_add, cast, by, at, one)) for one in told]


def _add(cast: Cast, by: str, at: datetime, told: Own) -> None:
    values = actions.CategoryValues(
        name=told.name, cluster=told.cluster, explanation=told.explanation, cpv=told.cpv
    )
    added = actions.add_category(actor=cast.actor(by), at=at, values=values, code=told.code)
    entries = [
        actions.EntryValues(
            category=added,
            theme=theme,
            level=level,
            opportunity=told.words.get(theme, ""),
            reason="Eerste versie, met de afdelingen besproken.",
        )
        for theme, level in zip(THEMES, told.levels, strict=True)
    ]
    actions.write_entries(actor=cast.actor(by), at=at, entries=entries)


def _changes(cast: Cast, told: Iterable[Told]) -> list[Happening]:
    return [Happening(on(one.at), partial(_change, cast, one)) for one in told]


def _change(cast: Cast, told: Told) -> None:
    actor = cast.actor(told.by)
    entry = actions.EntryValues(
        category=_category(cast, told),
        theme=told.theme,
        level=told.level,
        opportunity=told.opportunity,
        examples=told.examples,
        reason=told.reason,
    )
    actions.write_entries(actor=actor, at=on(told.at), entries=[entry])


def _category(cast: Cast, told: Told) -> Category:
    return queries.categories_of_codes(cast.actor(told.by), [told.category])[told.category]
