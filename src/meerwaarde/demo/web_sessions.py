"""More ambition-web sessions of the story, so that departments add up and webs have a past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.session_acts import Agreed, Scorer, ToldSession, session_happenings
from meerwaarde.demo.shape import Happening

ORGANISATION = ToldSession(
    web="organisation",
    by="pieter",
    prepared="2026-09-08 11:00",
    held="2026-09-25 09:30",
    title="Directie en afdelingen: onze gezamenlijke ambitie",
    phase="policy",
    planned_on=date(2026, 9, 25),
    people=(
        Scorer(who="robert", now=(1, 1, 1, 0, 1, 1), then=(2, 2, 2, 1, 2, 2)),
        Scorer(who="anneke", now=(2, 1, 1, 0, 1, 2), then=(3, 2, 2, 1, 2, 3)),
        Scorer(who="farid", now=(1, 1, 0, 0, 2, 2), then=(1, 2, 1, 1, 3, 3)),
        Scorer(who="sietse", now=(1, 2, 1, 0, 1, 1), then=(2, 3, 3, 1, 1, 2)),
        Scorer(who="marjan", now=(1, 1, 2, 1, 1, 1), then=(1, 2, 3, 2, 2, 2)),
        Scorer(who="soraya", now=(1, 1, 1, 0, 1, 2), then=(2, 2, 2, 1, 3, 3)),
    ),
    agreed=(
        Agreed(
            area=0,
            level=2,
            now=1,
            reason="Niet elke afdeling koopt iets waar natuur bij hoort. Waar het kan, gaan wij verder.",
            measure="Elke afdeling noemt twee inkopen waarbij natuur kan winnen.",
            owner="robert",
            due_on=date(2027, 1, 31),
        ),
        Agreed(
            area=1,
            level=2,
            now=1,
            reason="Het klimaatdoel van de raad vraagt meer dan de basis.",
            measure="Uitstoot staat in elke inkoopstrategie, met een streefwaarde.",
            owner="pieter",
            due_on=date(2027, 3, 31),
        ),
        Agreed(
            area=2,
            level=2,
            now=1,
            reason="Hergebruik is bij meubels en klinkers gewoon; de rest volgt.",
            measure="Inkopers leren in een halve dag hoe u hergebruik vraagt.",
            owner="mirte",
            due_on=date(2026, 11, 15),
        ),
        Agreed(
            area=3,
            level=1,
            now=0,
            reason="Wij beginnen bij drie risicoproducten en leren daarvan.",
            measure="Voor werkkleding, natuursteen en apparaten vragen wij waar het vandaan komt.",
            owner_name="Team inkoop",
            due_on=date(2027, 6, 30),
        ),
        Agreed(
            area=4,
            level=2,
            now=1,
            reason="Toegankelijkheid moet vanzelf spreken.",
            measure="Ervaringsdeskundigen lezen mee bij vijf inkopen.",
            owner="farid",
            due_on=date(2027, 4, 30),
            dissent=(
                "soraya",
                "Niveau 3 is haalbaar. Leg dat volgend jaar weer voor.",
                True,
            ),
        ),
        Agreed(
            area=5,
            level=2,
            now=1,
            reason="De afdelingen verschillen te veel voor één hoog niveau.",
            measure="Social return wordt gevraagd naar wat mensen eraan hebben, niet naar uren alleen.",
            owner="soraya",
            due_on=date(2027, 2, 28),
        ),
    ),
)

SOCIAL = ToldSession(
    web="sociaal-domein",
    by="pieter",
    prepared="2026-06-16 09:00",
    held="2026-06-26 10:00",
    title="Sociaal domein: wat is waarde voor inwoners?",
    phase="policy",
    planned_on=date(2026, 6, 26),
    people=(
        Scorer(who="farid", now=(0, 1, 0, 0, 2, 2), then=(1, 1, 1, 1, 3, 3)),
        Scorer(who="soraya", now=(0, 0, 0, 0, 1, 2), then=(0, 1, 1, 1, 3, 3)),
        Scorer(who="samira", now=(1, 1, 0, 1, 2, 1), then=(1, 2, 1, 1, 2, 2)),
        Scorer(
            who="Joke Venema", side="other", party="Cliëntenraad Wmo",
            now=(None, None, None, None, 1, 1), then=(None, None, None, None, 3, 3),
            remarks=((4, "Praat met ons, niet over ons."),),
        ),
    ),
    agreed=(
        Agreed(
            area=1, level=1, now=1,
            reason="Bij vervoer kan veel, bij gesprekken weinig.",
            measure="Bij vervoer vragen wij elektrische bussen.",
            owner="farid", due_on=date(2027, 8, 1),
        ),
        Agreed(
            area=2, level=1, now=0,
            reason="Hulpmiddelen gaan terug naar het depot, verder is er weinig materiaal.",
            measure="Gebruikte hulpmiddelen krijgen voorrang.",
            owner="samira", due_on=date(2027, 1, 15),
        ),
        Agreed(
            area=4, level=3, now=1,
            reason="Dit is waar het sociaal domein voor bestaat.",
            measure="De cliëntenraad schrijft mee aan elke uitvraag.",
            owner="farid", due_on=date(2026, 12, 1),
        ),
        Agreed(
            area=5, level=3, now=2,
            reason="Zorg en welzijn geven werk aan wie moeilijk werk vindt.",
            measure="Eén perceel dagbesteding is voor sociale ondernemingen.",
            owner="soraya", due_on=date(2027, 5, 1),
        ),
    ),
)  # fmt: skip

BUILDINGS = ToldSession(
    web="vastgoed",
    by="pieter",
    prepared="2026-06-23 15:00",
    held="2026-07-02 14:00",
    title="Vastgoed: bouwen en onderhouden met ambitie",
    phase="policy",
    planned_on=date(2026, 7, 2),
    people=(
        Scorer(who="sietse", now=(1, 2, 1, 0, 0, 1), then=(2, 3, 3, 1, 1, 1)),
        Scorer(who="leonie", now=(1, 1, 1, 0, 1, 1), then=(1, 3, 3, 1, 1, 2)),
        Scorer(who="bas", now=(1, 1, 1, 1, 1, 1), then=(1, 2, 2, 1, 1, 2)),
        Scorer(
            who="Harm Duursma", side="market", party="Bouwbedrijf Duursma",
            now=(1, 1, 0, 0, 1, 1), then=(1, 2, 3, 0, 1, 1),
            remarks=((2, "Geef ons de tijd om materiaal te oogsten, dan lukt niveau 3."),),
        ),
    ),
    agreed=(
        Agreed(
            area=0, level=1, now=1,
            reason="Bij renovatie is de ruimte voor natuur klein.",
            measure="Elk dak krijgt een plan voor nestkasten of groen.",
            owner="sietse", due_on=date(2027, 4, 1),
        ),
        Agreed(
            area=1, level=3, now=1,
            reason="Gebouwen geven de meeste uitstoot. Hier willen wij vooroplopen.",
            measure="Bij elke renovatie gaat het gas eruit.",
            owner="leonie", due_on=date(2026, 11, 1),
        ),
        Agreed(
            area=2, level=3, now=1,
            reason="De markt kan materiaal oogsten als wij daar tijd voor geven.",
            measure="De planning heeft acht weken om materiaal te oogsten.",
            owner="sietse", due_on=date(2027, 1, 1),
        ),
        Agreed(
            area=5, level=1, now=1,
            reason="Eerst de bouwblokken op orde, dan hoger.",
            measure="Per project spreken wij leerplekken af met het werkleerbedrijf.",
            owner="leonie", due_on=date(2027, 3, 15),
        ),
    ),
)  # fmt: skip

BRIDGE = ToldSession(
    web="kwelderbrug",
    by="eva",
    prepared="2026-10-16 09:00",
    held="2026-10-30 09:30",
    title="Kwelderbrug: wat geeft het werk terug?",
    phase="preparation",
    planned_on=date(2026, 10, 30),
    people=(
        Scorer(
            who="eva",
            now=(1, 1, 1, 2, 1, 1, 2, 1, 0, 2, 0, 1),
            then=(2, 2, 2, 3, 2, 1, 3, 1, 1, 2, 1, 2),
        ),
        Scorer(
            who="tjeerd",
            now=(1, 0, 1, 2, 1, 2, 2, 1, 0, 1, 0, 1),
            then=(2, 2, 3, 3, 3, 2, 3, 2, 1, 2, 0, 1),
            remarks=((3, "Werk buiten het broedseizoen, dan wint iedereen."),),
        ),
        Scorer(
            who="Freek Stuifzand",
            side="market",
            party="Houtbouw Waddenkust",
            now=(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
            then=(3, 3, 2, 2, 2, 1, 2, 1, 2, 1, 1, 2),
        ),
    ),
    agreed=(
        Agreed(
            area=0, level=2, now=1, reason="Elektrisch varen kan, de aanvoer over land is kort.",
            measure="Werk gebeurt met elektrische werkboten.", owner="eva", due_on=date(2027, 2, 1),
        ),
        Agreed(
            area=1, level=2, now=1, reason="Het oude hout is voor een derde herbruikbaar.",
            measure="Het oude dek wordt gezaagd tot leuning en banken.", owner="eva", due_on=date(2027, 5, 1),
        ),
        Agreed(
            area=3, level=3, now=2, reason="De kwelder is beschermd en kwetsbaar.",
            measure="Er wordt alleen van september tot maart gewerkt, met een ecoloog op het werk.",
            owner="tjeerd", due_on=date(2027, 9, 1),
        ),
        Agreed(
            area=6, level=3, now=2, reason="Mensen komen voor het uitzicht.",
            measure="Een kunstenaar uit Duinrade ontwerpt de leuning.", owner_name="Stichting Kustkunst",
            due_on=date(2027, 4, 1),
        ),
        Agreed(
            area=8, level=1, now=0, reason="Het werk is klein; één leerplek past.",
            measure="De aannemer neemt een leerling timmeren mee.", owner="eva", due_on=date(2027, 9, 1),
        ),
    ),
)  # fmt: skip

MORE = {"veenmeer": (SOCIAL, BUILDINGS, ORGANISATION), "duinrade": (BRIDGE,)}


def more_session_happenings(cast: Cast, slug: str) -> Iterator[Happening]:
    """Every session told here."""
    return session_happenings(cast, slug, MORE.get(slug, ()))
