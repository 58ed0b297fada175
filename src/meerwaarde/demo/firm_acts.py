"""Firms that come in themselves: four were let in and keep their profile, one is in talk, one claims.

They come after everything that authorities did with their profiles: from then on the firms keep them.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import partial

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.people import MARKET_PEOPLE, DemoPerson
from meerwaarde.demo.pictures import doors, flower_bed, lunch
from meerwaarde.demo.shape import Happening, on
from meerwaarde.platform.access.actions import accept_invitation, grant_role
from meerwaarde.platform.access.actor import Actor, actor_of
from meerwaarde.platform.organisations.queries import memberships_of, person_by_email
from meerwaarde.stages.market.actions import OfferingValues, add_offering, admissions, firm_parts
from meerwaarde.stages.market.actions.sources import share_openly
from meerwaarde.stages.market.queries import Supplier, offerings_of, own_supplier
from meerwaarde.stages.market.queries.admissions import FirmApplication, open_application

Reference = firm_parts.ReferenceValues
Figure = firm_parts.FigureValues

NUMBERS = {
    "groenploeg-de-wissel": ("90001203", "Groenploeg De Wissel", "Hoogeveen"),
    "sloop-en-oogst": ("90001716", "Sloop & Oogst", "Lelystad"),
    "tafel-en-toekomst": ("90001017", "Tafel & Toekomst", "Assen"),
    "norgerbrink": ("90001724", "Bouwbedrijf Norgerbrink", "Norg"),
}
CAME_IN = {
    "groenploeg-de-wissel": "2026-01-13",
    "sloop-en-oogst": "2026-03-17",
    "tafel-en-toekomst": "2026-05-19",
    "norgerbrink": "2026-09-08",
}
"""The day on which a firm registered, was let in and filled its profile."""
WORDS = {
    "groenploeg-de-wissel": "Wij onderhouden plantsoenen en bermen met mensen die lang thuis zaten.",
    "sloop-en-oogst": "Wij halen gebouwen voorzichtig uit elkaar en verkopen wat nog goed is.",
    "tafel-en-toekomst": "Wij koken lunches in een keuken waar mensen het vak leren.",
    "norgerbrink": "Wij verbouwen scholen en dorpshuizen, en zoeken partners met leerplekken.",
}
REFERENCES = {
    "groenploeg-de-wissel": (
        Reference(
            client="Gemeente Veenmeer",
            year=2025,
            what="Twee jaar beheer van bermen, met zes leerplekken.",
            amount_band="50k_200k",
            client_agrees=True,
        ),
        Reference(client="Een woningcorporatie", year=2024, what="Binnentuinen vergroend met bewoners."),
    ),
    "sloop-en-oogst": (
        Reference(
            client="Waterschap Zuiderveen",
            year=2025,
            what="Gemaalgebouw ontmanteld; 82% van het materiaal kreeg een nieuwe plek.",
            amount_band="50k_200k",
            client_agrees=True,
        ),
    ),
    "tafel-en-toekomst": (
        Reference(
            client="Gemeente Veenmeer",
            year=2026,
            what="Lunches voor raad en bezoekers, elke werkdag.",
            amount_band="50k_200k",
            client_agrees=True,
        ),
    ),
}
FIGURES = {
    "groenploeg-de-wissel": (
        Figure(
            what="kregen vanuit de bijstand een vast contract",
            amount=Decimal(9),
            unit="mensen",
            year=2025,
        ),
        Figure(what="ingezaaid met inheems bloemenmengsel", amount=Decimal("3.4"), unit="hectare", year=2025),
    ),
    "sloop-en-oogst": (
        Figure(what="materiaal dat opnieuw werd gebruikt", amount=Decimal(412), unit="ton", year=2025),
    ),
    "tafel-en-toekomst": (
        Figure(what="haalden hier hun diploma", amount=Decimal(11), unit="leerlingen", year=2025),
    ),
}
CONTACTS = {
    "groenploeg-de-wissel": ("Wessel Groenhof", "wessel", "Bedrijfsleider", "offers"),
    "sloop-en-oogst": ("Noortje Balkema", "noortje", "Eigenaar", "together"),
}
OPEN = ("sloop-en-oogst", "tafel-en-toekomst")
"""Firms that share their profile as open data; the others have not decided."""

PICTURES = {
    "groenploeg-de-wissel": (
        "Wijkgroen en plantsoenen",
        flower_bed,
        "Tekening van een bloeiend plantvak met bomen erachter",
    ),
    "sloop-en-oogst": (
        "Geoogste binnendeuren en kozijnen",
        doors,
        "Tekening van vijf gebruikte deuren op een rij",
    ),
    "tafel-en-toekomst": ("Lunch op locatie", lunch, "Tekening van soep, brood en salade op een tafel"),
}
"""A picture for one offering of a firm, with what is to be seen on it."""
LOOKS = {
    "groenploeg-de-wissel": (("authority", 6), ("firm", 2), ("everybody", 7)),
    "sloop-en-oogst": (("authority", 4), ("firm", 3), ("everybody", 4)),
    "tafel-en-toekomst": (("authority", 3), ("firm", 1), ("everybody", 5)),
    "norgerbrink": (("authority", 1), ("everybody", 1)),
}
"""How often each kind of reader opened a profile this month."""
READ_ON = date(2026, 11, 17)


def firm_happenings(cast: Cast, slug: str, encoded_password: str) -> list[Happening]:
    """What firms do themselves, in the story of Veenmeer, whose coordinator lets them in."""
    if slug != "veenmeer":
        return []
    happenings = []
    for firm, day in CAME_IN.items():
        came, let_in, told = (on(f"{day} {hour}") for hour in ("09:10", "14:30", "15:20"))
        happenings += [
            Happening(came, partial(_register, firm, came)),
            Happening(let_in, partial(_admit, cast, firm, encoded_password, let_in)),
            Happening(told, partial(_tell, firm, told)),
        ]
    talk: dict[str, FirmApplication] = {}
    happenings.append(Happening(on("2026-11-19 10:05"), partial(_new_firm, talk)))
    happenings.append(Happening(on("2026-11-19 13:20"), partial(_is_asked, cast, talk)))
    happenings.append(Happening(on("2026-11-19 16:45"), partial(_answers, talk)))
    happenings.append(Happening(on("2026-11-19 16:50"), partial(_shows_proof, talk)))
    happenings.append(Happening(on("2026-11-20 16:40"), _claim))
    happenings.append(Happening(on("2026-11-20 17:00"), _read))
    return happenings


def _people(firm: str) -> list[DemoPerson]:
    return [person for person in MARKET_PEOPLE if person.authority == firm]


def _register(firm: str, at: datetime) -> None:
    kvk, name, place = NUMBERS[firm]
    owner = _people(firm)[0]
    _come_in(
        admissions.ApplicationValues(
            kvk=kvk,
            firm_name=name,
            place=place,
            website=f"https://www.{firm}.example",
            offers=WORDS[firm],
            person_name=owner.name,
            email=owner.email,
        ),
        at,
    )


def _come_in(values: admissions.ApplicationValues, at: datetime) -> FirmApplication:
    """Register and confirm the address, as with the link from the letter."""
    admissions.start_application(values=values, language="nl", at=at)
    found = open_application(values.kvk, values.email)
    assert found is not None, values.kvk
    admissions.confirm_address(application=found, at=at)
    return found


def _admit(cast: Cast, firm: str, encoded_password: str, at: datetime) -> None:
    kvk, _name, _place = NUMBERS[firm]
    owner, *others = _people(firm)
    found = open_application(kvk, owner.email)
    assert found is not None, firm
    admissions.admit_firm(
        actor=cast.actor("soraya"), application=found, expected_version=found.version, at=at
    )
    boss = _actor(owner, at.date())
    for person in others:
        asked, _new = grant_role(
            actor=boss,
            email=person.email,
            name=person.name,
            role=person.role,
            department=None,
            since=at.date(),
            at=at,
        )
        accept_invitation(membership=asked, at=at)
    for person in (owner, *others):
        known = person_by_email(person.email)
        assert known is not None
        known.change(password=encoded_password)


def _actor(person: DemoPerson, day: date) -> Actor:
    known = person_by_email(person.email)
    assert known is not None, person.email
    return actor_of(memberships_of(known, day).select_related("person", "organisation")[0])


def _own(actor: Actor) -> Supplier:
    found = own_supplier(actor)
    assert found is not None, actor.slug
    return found


def _tell(firm: str, at: datetime) -> None:
    """The profile in the firm's own hands: references, figures, whom to ask for, open to everybody.

    The builder opens it and leaves it at that; its page says what is missing.
    """
    actor = _actor(_people(firm)[0], at.date())
    supplier = _own(actor)
    for reference in REFERENCES.get(firm, ()):
        firm_parts.save_reference(actor=actor, at=at, supplier=supplier, values=reference)
    for figure in FIGURES.get(firm, ()):
        firm_parts.save_figure(actor=actor, at=at, supplier=supplier, values=figure)
    if firm in CONTACTS:
        name, local, function, purpose = CONTACTS[firm]
        values = firm_parts.ContactValues(
            name=name,
            function=function,
            email=f"{local}@{firm}.example",
            purpose=purpose,
            keep_until=date(2027, 11, 1),
            agreed=True,
        )
        firm_parts.save_contact(actor=actor, at=at, supplier=supplier, values=values)
    if firm == "sloop-en-oogst":
        _one_offering_more(actor, supplier, at)
    if firm in PICTURES:
        _picture(actor, supplier, firm, at)
    firm_parts.publish_profile(actor=actor, at=at, supplier=_own(actor), public=True)
    if firm in OPEN:
        share_openly(actor=actor, at=at, supplier=_own(actor), agree=True)


def _picture(actor: Actor, supplier: Supplier, firm: str, at: datetime) -> None:
    title, drawn, alt = PICTURES[firm]
    offering = next(one for one in offerings_of([supplier])[supplier.pk] if one.title == title)
    firm_parts.add_picture(
        actor=actor, at=at, offering=offering, name=f"{drawn.__name__}.png", content=drawn(), alt=alt
    )


def _read() -> None:
    """Who looked at the profiles; only how many is kept."""
    for firm, looks in LOOKS.items():
        supplier = _own(_actor(_people(firm)[0], READ_ON))
        for reader, times in looks:
            for _time in range(times):
                firm_parts.count_look(supplier=supplier, reader=reader, day=READ_ON)


def _one_offering_more(actor: Actor, supplier: Supplier, at: datetime) -> None:
    values = OfferingValues(
        kind="product",
        title="Geoogste binnendeuren en kozijnen",
        description="Schoongemaakt, opgemeten en met foto in onze voorraad.",
        cpv=("44221000",),
        price_from=Decimal(35),
        price_until=Decimal(120),
        price_unit="per stuk",
        minimum=Decimal(100),
        maximum=Decimal(25_000),
        lead_days=10,
        capacity="200 deuren per maand",
    )
    add_offering(actor=actor, at=at, supplier=supplier, values=values)


def _new_firm(talk: dict[str, FirmApplication]) -> None:
    """A firm that is new in the directory."""
    talk["firm"] = _come_in(
        admissions.ApplicationValues(
            kvk="90007321",
            firm_name="Fietskoeriers Het Rondje",
            place="Assen",
            website="https://www.het-rondje.example",
            offers="Wij bezorgen post en pakjes per bakfiets. De helft van de koeriers leerde hier fietsen.",
            person_name="Jonas Klinkhamer",
            email="jonas@het-rondje.example",
        ),
        on("2026-11-19 10:05"),
    )


def _is_asked(cast: Cast, talk: dict[str, FirmApplication]) -> None:
    found = talk["firm"]
    admissions.ask_firm(
        actor=cast.actor("soraya"),
        application=found,
        expected_version=found.version,
        text="Wat leuk dat u zich meldt. Staat het bedrijf op uw eigen naam, of tekent er nog iemand mee?",
        at=on("2026-11-19 13:20"),
    )


def _answers(talk: dict[str, FirmApplication]) -> None:
    admissions.answer_question(
        application=talk["firm"],
        text="Mijn zus en ik zijn samen eigenaar. Ik lever het uittreksel erbij aan.",
        at=on("2026-11-19 16:45"),
    )


def _shows_proof(talk: dict[str, FirmApplication]) -> None:
    admissions.bring_proof(
        application=talk["firm"],
        name="uittreksel-kvk.pdf",
        content=b"%PDF-1.4\n% verzonnen uittreksel voor de demonstratie\n",
        at=on("2026-11-19 16:50"),
    )


def _claim() -> None:
    """Somebody asks for a profile that an authority keeps, from an address that proves nothing."""
    _come_in(
        admissions.ApplicationValues(
            kvk="90001708",
            firm_name="Hennephuis Bouw",
            place="Oude Pekela",
            website="",
            offers="Wij bouwen met hennep en leem.",
            person_name="Ties Leemans",
            email="ties.leemans@postbus.example",
        ),
        on("2026-11-20 16:40"),
    )
