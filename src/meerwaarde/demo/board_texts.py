"""The texts in which the boards of the story promised things, and the smaller goals that came of them.

Only the chapters that bear on procurement are brought in. The words of a goal stand in the text exactly as
the goal has them, on the page that the goal names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from meerwaarde.demo import duinrade
from meerwaarde.demo.goals import AGREEMENT, NEW_GOALS, SOCIAL, SPACE
from meerwaarde.demo.shape import DemoGoal, on
from meerwaarde.demo.zuiderveen import policy as zuiderveen


@dataclass(frozen=True, kw_only=True)
class DemoText:
    """A text that is pasted in. `marked` are sentences of which no goal was made yet, `aside` no promises."""

    by: str
    at: datetime
    title: str
    source_type: str
    since_year: int
    until_year: int
    words: str
    marked: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


SAID = {goal.key: goal.wording for goal in (*NEW_GOALS, *duinrade.GOALS, *zuiderveen.GOALS)}

VEENMEER = DemoText(
    by="pieter",
    at=on("2026-06-11 12:52"),
    title=AGREEMENT,
    source_type="coalition_agreement",
    since_year=2026,
    until_year=2030,
    words=f"""Bladzijde 14
2. Werk, inkoop en meedoen
Veenmeer geeft elk jaar veel geld uit aan wat anderen voor ons maken en doen. Dat geld is van onze \
inwoners. \
{SAID["waarde"]}
De afgelopen jaren hebben wij vooral op de prijs gelet. Wat goedkoop leek, bleek soms duur: spullen die \
snel \
kapotgingen, of een bedrijf dat zijn mensen niet kon houden.
Daarom beginnen wij voortaan bij de vraag wat een inkoop voor de stad en de dorpen kan doen. Pas daarna \
kiezen wij hoe wij kopen. Wij spreken vooraf af welke resultaten wij willen zien en vertellen de raad \
elk jaar \
wat ervan terechtkwam.

Bladzijde 15
2.1 Werk voor wie nu langs de kant staat
Ruim duizend inwoners van Veenmeer willen werken, maar vinden geen plek. Bedrijven zoeken tegelijk mensen. \
{SAID["banen"]}
Wij vragen dat niet met een formulier achteraf. Wij zoeken samen met de aannemer of leverancier naar \
plekken \
die passen, ca. een halfjaar voordat het werk begint. Wat kan een werkgever zelf, en waar helpt de \
gemeente bij?
Leerplekken in het groen en in de bouw krijgen voorrang. Wij zorgen dat elke leerling een vaste \
begeleider heeft.

Bladzijde 16
2.2 Een eerlijke kans
{SAID["streek"]}
Wie de opdracht krijgt, volgt altijd uit de beste inschrijving. Wij geven geen voorkeur aan bedrijven \
omdat ze \
uit de buurt komen; dat mag niet en dat willen wij niet. Wij leren de bedrijven in de streek wel kennen.
Wij organiseren elk jaar twee marktdagen waarop inkopers en ondernemers elkaar ontmoeten.
Als het Rijk de regels voor kleine opdrachten verruimt, kijken wij daar opnieuw naar.

Bladzijde 19
3. Gebouwen waar iedereen binnenkomt
Onze 34 gebouwen zijn van iedereen. Nog niet iedereen komt er makkelijk binnen. {SAID["toegankelijk"]}
Bij elke verbouwing toetsen ervaringsdeskundigen het plan, o.a. mensen met een rolstoel en mensen die \
slecht zien.

Bladzijde 27
5. Groen en water
Veenmeer ligt laag en is groen. {SAID["natuur"]}
Dat betekent dat een berm er soms rommelig uitziet. Wij leggen met borden uit waarom.
Voor bermen en oevers vragen wij om beheer dat dieren en planten helpt, en niet om een aantal maaibeurten.

Bladzijde 31
6. Schoon vervoer
Elke dag rijden er voor ons bussen, busjes en bestelwagens door de gemeente. {SAID["vervoer"]}
Wij bundelen bestellingen, zodat er minder wagens nodig zijn. Uiterlijk in 2027 weten wij van elke \
leverancier \
hoe hij bij ons aan de deur komt.
""",
    marked=(
        "Wij organiseren elk jaar twee marktdagen waarop inkopers en ondernemers elkaar ontmoeten.",
        "Wij bundelen bestellingen, zodat er minder wagens nodig zijn.",
    ),
    aside=("Als het Rijk de regels voor kleine opdrachten verruimt, kijken wij daar opnieuw naar.",),
)

DUINRADE = DemoText(
    by="nynke",
    at=on("2026-06-22 09:45"),
    title="Zilvermeeuw vliegt 2026–2030",
    source_type="coalition_agreement",
    since_year=2026,
    until_year=2030,
    words=f"""Bladzijde 8
Werk aan de kust
De kwelder is van ons allemaal. {SAID["zeekraal"]}
Wij betalen een vast loon en geen vergoeding per zak.
Toeristen mogen meehelpen, als zij zich melden bij de brigade.
""",
    marked=("Wij betalen een vast loon en geen vergoeding per zak.",),
)

ZUIDERVEEN = DemoText(
    by="karin",
    at=on("2025-09-08 09:40"),
    title=zuiderveen.PROGRAMME,
    source_type="college_programme",
    since_year=2025,
    until_year=2030,
    words=f"""Bladzijde 24
4. Kades en oevers
Onze kades houden het water tegen en verbinden de natuur. {SAID["oevers"]}
Waar een kade te smal is, overleggen wij met de eigenaar van het land ernaast.
Bladzijde 38
6. Zuiveringen
Zuiveren kost veel stroom. {SAID["energie"]}
Wij beginnen met slibvergisting en zonnepanelen op eigen grond, d.w.z. zonder weiland te gebruiken.
Bladzijde 52
9. Een waterschap om bij te werken
{SAID["meedoen"]}
Wij vragen hetzelfde van de bedrijven die voor ons werken, in verhouding tot de opdracht.
""",
    marked=("Wij vragen hetzelfde van de bedrijven die voor ons werken, in verhouding tot de opdracht.",),
)

TEXTS = {"veenmeer": VEENMEER, "duinrade": DUINRADE, "zuiderveen": ZUIDERVEEN}

SMALLER_GOALS = (
    DemoGoal(
        key="leerplekken",
        by="pieter",
        at=on("2026-06-18 10:05"),
        parent="banen",
        wording="Leerplekken in het groen en in de bouw krijgen voorrang.",
        source_type="coalition_agreement",
        document=AGREEMENT,
        page="15",
        theme="social_return",
        sdgs=(4, 8),
        holder="willemijn",
        portfolio=SOCIAL,
        department="economie-werk",
        owner="soraya",
        indicator="Leerlingen met een leerplek in groen en bouw via onze opdrachten",
        unit="leerlingen per jaar",
        baseline=(Decimal(9), 2025),
        target=(Decimal(30), 2029),
    ),
    DemoGoal(
        key="bermen",
        by="pieter",
        at=on("2026-06-18 10:12"),
        parent="natuur",
        wording="Voor bermen en oevers vragen wij om beheer dat dieren en planten helpt, "
        "en niet om een aantal maaibeurten.",
        source_type="coalition_agreement",
        document=AGREEMENT,
        page="27",
        theme="environment_biodiversity",
        sdgs=(15,),
        holder="gerard",
        portfolio=SPACE,
        department="openbare-ruimte",
        owner="ilse",
        indicator="Bermen en oevers met een bestek op uitkomsten",
        unit="% van de lengte",
        baseline=(Decimal(0), 2025),
        target=(Decimal(80), 2029),
    ),
    DemoGoal(
        key="vertellen",
        by="mirte",
        at=on("2026-06-18 10:20"),
        parent="waarde",
        model_passage="measure_and_tell",
        wording="Elk jaar vertellen wij de raad wat onze inkoop voor inwoners heeft opgeleverd "
        "en wat niet lukte.",
        source_type="college_programme",
        document="Collegeprogramma 2026–2030",
        page="9",
        theme="social_return",
        sdgs=(16,),
        holder="willemijn",
        portfolio=SOCIAL,
        department="bedrijfsvoering",
        owner="robert",
        not_measurable_because="De eerste rapportage komt in het voorjaar van 2027. "
        "Daarna kiezen wij een maatstaf.",
    ),
)
"""Parts of larger promises; one of them was taken over from a model passage."""
