"""Twelve promises of the board of Veenmeer, and three of the board before, in the words such promises have.

Veenmeer has about 48,000 residents, eleven neighbourhoods and villages, and does not exist.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from meerwaarde.demo.shape import DemoGoal, on

AGREEMENT = "Samen verder bouwen 2026–2030"
PROGRAMME = "Collegeprogramma 2026–2030"
BUDGET = "Programmabegroting 2027"

SOCIAL = "Sociaal domein, werk en inkoop"
SPACE = "Openbare ruimte, duurzaamheid en vastgoed"


def _figure(value: str, year: int) -> tuple[Decimal, int]:
    return Decimal(value), year


def _recorded(minute: int) -> datetime:
    """Pieter and Mirte wrote the goals down on one afternoon in June, one after the other."""
    return on(f"2026-06-11 13:{minute:02d}")


EARLIER_AGREEMENT = "Dichtbij en duurzaam 2022–2026"
NEW_BOARD = on("2026-06-11 12:40")
"""The promises of the board before are put away when those of the new one are written down."""

EARLIER_GOALS = (
    DemoGoal(
        key="kansen-2022",
        by="pieter",
        at=on("2024-11-12 11:10"),
        archived_at=NEW_BOARD,
        wording="Wie lang aan de kant staat, krijgt via onze opdrachten een kans op werk.",
        source_type="coalition_agreement",
        document=EARLIER_AGREEMENT,
        page="9",
        theme="social_return",
        sdgs=(8, 10),
        holder="willemijn",
        portfolio="Werk en inkomen",
        department="economie-werk",
        owner="soraya",
        since_year=2022,
        until_year=2026,
        indicator="Mensen met werk of een leerplek via opdrachten van de gemeente",
        unit="personen",
        baseline=_figure("21", 2022),
        target=_figure("60", 2026),
    ),
    DemoGoal(
        key="afval-2022",
        by="pieter",
        at=on("2024-11-12 11:18"),
        archived_at=NEW_BOARD,
        wording="De gemeente gooit zelf in 2026 de helft minder weg dan in 2022.",
        source_type="coalition_agreement",
        document=EARLIER_AGREEMENT,
        page="17",
        theme="circular",
        sdgs=(12,),
        holder="gerard",
        portfolio="Duurzaamheid",
        department="bedrijfsvoering",
        owner="marjan",
        since_year=2022,
        until_year=2026,
        indicator="Restafval van gemeentelijke gebouwen",
        unit="ton per jaar",
        baseline=_figure("88", 2022),
        target=_figure("44", 2026),
    ),
    DemoGoal(
        key="daken-2022",
        by="pieter",
        at=on("2024-11-12 11:25"),
        archived_at=NEW_BOARD,
        wording="Op elk gemeentelijk dak dat het kan dragen, liggen in 2026 zonnepanelen.",
        source_type="college_programme",
        document="Uitvoeringsplan Duurzaam 2023",
        page="12",
        theme="climate",
        sdgs=(7, 13),
        holder="gerard",
        portfolio="Duurzaamheid",
        department="vastgoed",
        owner="leonie",
        since_year=2022,
        until_year=2026,
        indicator="Gemeentelijke daken met zonnepanelen",
        unit="van de 19 daken",
        baseline=_figure("4", 2022),
        target=_figure("19", 2026),
    ),
)

NEW_GOALS = (
    DemoGoal(
        key="waarde",
        by="pieter",
        at=_recorded(4),
        wording="Van elke euro die wij uitgeven, weten wij vooraf welke waarde hij voor inwoners oplevert. "
        "Inkopen is voor ons beleid en geen bijzaak.",
        source_type="coalition_agreement",
        document=AGREEMENT,
        page="14",
        theme="social_return",
        sdgs=(8, 12),
        holder="willemijn",
        portfolio=SOCIAL,
        department="bedrijfsvoering",
        owner="robert",
        indicator="Inkopen met een doel dat vooraf is vastgelegd",
        unit="% van alle inkopen",
        baseline=_figure("22", 2025),
        target=_figure("90", 2029),
        explanation="Gemeten over alle inkopen vanaf € 10.000, volgens het dossier bij de start.",
    ),
    DemoGoal(
        key="banen",
        by="pieter",
        at=_recorded(11),
        wording="In 2030 hebben 150 mensen die nu langs de kant staan werk of een leerplek "
        "dankzij wat de gemeente inkoopt.",
        source_type="coalition_agreement",
        document=AGREEMENT,
        page="15",
        theme="social_return",
        sdgs=(1, 8, 10),
        holder="willemijn",
        portfolio=SOCIAL,
        department="economie-werk",
        owner="soraya",
        indicator="Mensen met werk of een leerplek via opdrachten van de gemeente",
        unit="personen",
        baseline=_figure("38", 2025),
        target=_figure("150", 2030),
        explanation="Wij tellen wie er minstens zes maanden werkt of leert, en wie na een jaar nog werkt.",
    ),
    DemoGoal(
        key="kans",
        by="mirte",
        at=_recorded(19),
        wording="Sociale ondernemingen krijgen een eerlijke kans. Als wij zelf bedrijven uitnodigen, "
        "is er altijd minstens één sociale onderneming bij.",
        source_type="motion",
        document="Motie 2026-17, Sociaal inkopen, tenzij",
        page="1",
        theme="social_return",
        sdgs=(8, 17),
        holder="willemijn",
        portfolio=SOCIAL,
        department="economie-werk",
        owner="mirte",
        indicator="Onderhandse inkopen waarvoor een sociale onderneming is uitgenodigd",
        unit="%",
        baseline=_figure("9", 2025),
        target=_figure("75", 2028),
    ),
    DemoGoal(
        key="streek",
        by="pieter",
        at=_recorded(26),
        wording="Ook kleine bedrijven kunnen bij ons meedoen. Wij knippen opdrachten op waar dat kan "
        "en vragen niet meer papier dan nodig is.",
        source_type="coalition_agreement",
        document=AGREEMENT,
        page="16",
        theme="diversity_inclusion",
        sdgs=(8, 9),
        holder="willemijn",
        portfolio=SOCIAL,
        department="economie-werk",
        owner="bas",
        indicator="Opdrachten met een klein of middelgroot bedrijf als winnaar",
        unit="%",
        baseline=_figure("58", 2025),
        target=_figure("65", 2029),
        explanation="Wie wint, volgt uit de beste inschrijving. Wij halen drempels weg en geven geen "
        "voorkeur "
        "aan bedrijven uit de buurt.",
    ),
    DemoGoal(
        key="aardgas",
        by="pieter",
        at=_recorded(33),
        wording="Onze eigen gebouwen gaan van het aardgas af. In 2030 gebruiken wij er nog "
        "een kwart van wat wij nu gebruiken.",
        source_type="college_programme",
        document=PROGRAMME,
        page="41",
        theme="climate",
        sdgs=(7, 13),
        holder="gerard",
        portfolio=SPACE,
        department="vastgoed",
        owner="leonie",
        indicator="Aardgas in gemeentelijke gebouwen",
        unit="m³ per jaar",
        baseline=_figure("612000", 2025),
        target=_figure("153000", 2030),
    ),
    DemoGoal(
        key="vervoer",
        by="pieter",
        at=_recorded(38),
        wording="In 2029 rijdt al het vervoer dat wij inhuren zonder uitstoot: "
        "van leerlingenvervoer tot postbezorging.",
        source_type="coalition_agreement",
        document=AGREEMENT,
        page="31",
        theme="climate",
        sdgs=(11, 13),
        holder="gerard",
        portfolio=SPACE,
        department="sociaal-domein",
        owner="farid",
        until_year=2029,
        indicator="Ritten zonder uitstoot in ingehuurd vervoer",
        unit="%",
        baseline=_figure("18", 2025),
        target=_figure("100", 2029),
    ),
    DemoGoal(
        key="tweede-leven",
        by="mirte",
        at=_recorded(44),
        wording="Spullen kopen wij pas nieuw als lenen, repareren of tweedehands niet kan. "
        "Wat wij wel kopen, gaat lang mee en komt daarna terug in de keten.",
        source_type="budget",
        document=BUDGET,
        page="63",
        theme="circular",
        sdgs=(12,),
        holder="gerard",
        portfolio=SPACE,
        department="bedrijfsvoering",
        owner="marjan",
        since_year=2027,
        indicator="Meubels die hergebruikt of tweedehands zijn",
        unit="% van de aanschaf",
        baseline=_figure("12", 2025),
        target=_figure("60", 2029),
    ),
    DemoGoal(
        key="natuur",
        by="pieter",
        at=_recorded(49),
        wording="In onze parken en bermen komt het leven terug. Wij maaien minder, planten inheems "
        "en gebruiken nergens gif.",
        source_type="coalition_agreement",
        document=AGREEMENT,
        page="27",
        theme="environment_biodiversity",
        sdgs=(11, 15),
        holder="gerard",
        portfolio=SPACE,
        department="openbare-ruimte",
        owner="ilse",
        indicator="Openbaar groen met natuurlijk beheer",
        unit="hectare",
        baseline=_figure("46", 2025),
        target=_figure("140", 2030),
    ),
    DemoGoal(
        key="keten",
        by="mirte",
        at=_recorded(53),
        wording="Wij willen geen spullen waar kinderarbeid of onderbetaling achter zit, "
        "ook niet ver weg in de keten.",
        source_type="motion",
        document="Motie 2026-22, Eerlijke spullen op het gemeentehuis",
        page="2",
        theme="supply_chain_responsibility",
        sdgs=(8, 12),
        holder="willemijn",
        portfolio=SOCIAL,
        department="bedrijfsvoering",
        owner="samira",
        not_measurable_because="Van de meeste leveranciers weten wij nog niet waar hun onderdelen vandaan "
        "komen. "
        "In 2027 vragen wij dat bij ICT en bedrijfskleding. Daarna kiezen wij een maatstaf.",
    ),
    DemoGoal(
        key="toegankelijk",
        by="pieter",
        at=_recorded(56),
        wording="Iedereen kan terecht in onze sporthallen, buurthuizen en parken: "
        "met een rolstoel, met weinig geld of met weinig Nederlands.",
        source_type="coalition_agreement",
        document=AGREEMENT,
        page="19",
        theme="diversity_inclusion",
        sdgs=(3, 10, 11),
        holder="willemijn",
        portfolio=SOCIAL,
        department="vastgoed",
        owner="sietse",
        indicator="Gemeentelijke gebouwen die door de toegankelijkheidstoets komen",
        unit="van de 34 gebouwen",
        baseline=_figure("11", 2025),
        target=_figure("34", 2030),
    ),
    DemoGoal(
        key="dichtbij",
        by="pieter",
        at=on("2026-06-11 14:02"),
        wording="Wie thuis vastloopt, vindt dichtbij een zinvolle dag. Elke wijk en elk dorp krijgt "
        "dagbesteding, "
        "met een open deur naar werk.",
        source_type="college_programme",
        document=PROGRAMME,
        page="22",
        theme="diversity_inclusion",
        sdgs=(3, 10),
        holder="willemijn",
        portfolio=SOCIAL,
        department="sociaal-domein",
        owner="farid",
        indicator="Wijken en dorpen met dagbesteding binnen drie kilometer",
        unit="van de 11",
        baseline=_figure("5", 2025),
        target=_figure("11", 2029),
    ),
    DemoGoal(
        key="reele-prijs",
        by="pieter",
        at=on("2026-06-11 14:07"),
        wording="Voor zorg en ondersteuning betalen wij een reële prijs, zodat aanbieders goede mensen "
        "kunnen houden en cliënten hun vaste gezicht.",
        source_type="ordinance",
        document="Verordening maatschappelijke ondersteuning Veenmeer 2026, artikel 18",
        page="",
        theme="diversity_inclusion",
        sdgs=(3, 8),
        holder="willemijn",
        portfolio=SOCIAL,
        department="sociaal-domein",
        owner="carlijn",
        indicator="Medewerkers van aanbieders met een vast contract",
        unit="%",
        baseline=_figure("61", 2025),
        target=_figure("75", 2029),
    ),
)

GOALS = (*EARLIER_GOALS, *NEW_GOALS)
