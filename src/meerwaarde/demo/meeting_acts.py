"""Meetings of the demonstration: one of the past with what came of it, two that are coming, one draft.

At the first market of the region, in June, most firms had no account yet: they came by a link in a letter.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from meerwaarde.demo.cast import at_work
from meerwaarde.demo.shape import Happening, on
from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.market.actions import meetings as actions
from meerwaarde.stages.market.actions.meetings import GuestValues, MeetingValues, PartValues
from meerwaarde.stages.market.queries import meetings as queries
from meerwaarde.stages.market.queries.meetings import Meeting, MeetingPlace

PAST = MeetingValues(
    title="Eerste regiomarkt: kleine opdrachten, grote waarde",
    description="Inkopers uit drie organisaties en bedrijven uit de streek leren elkaar kennen. "
    "Wie vraagt, vertelt wat er dit jaar nog gekocht wordt. Wie levert, vertelt wat het oplevert voor mensen "
    "en natuur. U gaat naar huis met ten minste één afspraak.",
    themes=("social_return", "circular"),
    starts_at=on("2026-06-18 13:30"),
    ends_at=on("2026-06-18 17:00"),
    where="Cultuurhuis De Brink, Veenmeer",
    link="",
    capacity=60,
    pitches_wanted=False,
    register_until=on("2026-06-15 00:00"),
    talks_from=on("2026-06-18 15:00"),
    talks_until=on("2026-06-18 16:30"),
)
PAST_PROGRAMME = (
    PartValues(starts_at=on("2026-06-18 13:30"), title="Welkom", speaker="Wieke Roorda, Regio Noorderwaard"),
    PartValues(
        starts_at=on("2026-06-18 13:45"),
        title="Wat kopen wij dit najaar?",
        speaker="Bas Oldeman (Veenmeer), Eva Duinstra (Duinrade), Lotte Grasdijk (Zuiderveen)",
        text="Drie inkopers, elk tien minuten, met tijd voor vragen.",
    ),
    PartValues(
        starts_at=on("2026-06-18 15:00"),
        title="Elkaar spreken",
        text="Gesprekken van een kwartier, met wie u van tevoren koos.",
    ),
    PartValues(starts_at=on("2026-06-18 16:30"), title="Wat spraken wij af?"),
)
COLLEAGUES = (
    ("bas", "Ik zoek bedrijven voor schoonmaak overdag, vanaf 2027."),
    ("anneke", "Groen in twaalf wijken: wie werkt met mensen uit de buurt?"),
    ("eva", "Kantoormeubels en laptops die een tweede leven krijgen."),
    ("lotte", "Maaiwerk langs water, zonder diesel."),
    ("wessel", "Eén ploeg vrij vanaf september, voor bermen en plantsoenen."),
)
GUESTS = (
    ("Roos Elzinga", "Schoon & Sociaal", "roos@schoonsociaal.example", "Vaste ploegen, overdag."),
    ("Hanna Tolsma", "Veldzicht Groenwerken", "hanna@veldzicht.example", "Elektrisch maaien, ook nat."),
    ("Geke Poelman", "Stichting Tweede Ronde", "geke@tweederonde.example", "Wij knappen meubels op."),
    ("Douwe Snijder", "Snijder Maaibedrijf", "douwe@snijdermaai.example", "Zoek werk in het najaar."),
)
MEETS = (
    ("bas", "roos", True, "Roos laat in september zien hoe een vaste ploeg overdag werkt."),
    ("eva", "geke", True, "Proef met twintig bureaus voor het nieuwe kantoor."),
    ("lotte", "hanna", True, "Samen kijken bij de Veenkade wat elektrisch kan."),
    ("anneke", "hanna", True, "Hanna stuurt haar plan voor leerplekken in het groen."),
    ("lotte", "wessel", True, "Wessel maait in oktober één dijkvak op proef."),
    ("anneke", "roos", False, ""),
)
"""Who asks whom, whether they spoke, and what they agreed."""
CAME = (
    ("bas", "roos", "visit", "Wij keken een ochtend mee. Dat hielp ons bij de consultatie."),
    ("roos", "bas", "visit", ""),
    ("eva", "geke", "order", "Twintig bureaus staan er. Er komen er dertig bij."),
    ("geke", "eva", "order", "Onze eerste opdracht van een gemeente. Twee mensen kregen een contract."),
    ("lotte", "hanna", "quotation", ""),
    ("hanna", "anneke", "contact", ""),
    ("lotte", "wessel", "order", "Het dijkvak is gemaaid, en de ploeg komt volgend jaar terug."),
    ("anneke", "hanna", "nothing", "Het plan kwam, maar ons contract loopt nog tot 2027."),
)
"""Who told what of whom; two of ten did not answer yet."""

COMING = MeetingValues(
    title="Regiomarkt: groen, sloop en eten met waarde",
    description="Onze tweede regiomarkt. Bedrijven en maatschappelijke organisaties vertellen in drie "
    "minuten wat zij doen. Inkopers vertellen wat zij in 2027 kopen. Daarna spreekt u een kwartier met wie u "
    "koos.",
    themes=("circular", "social_return", "environment_biodiversity"),
    starts_at=on("2026-12-10 13:00"),
    ends_at=on("2026-12-10 17:00"),
    where="Cultuurhuis De Brink, Veenmeer",
    link="https://video.noorderwaard.example/regiomarkt",
    capacity=60,
    pitches_wanted=True,
    register_until=on("2026-12-08 00:00"),
    talks_from=on("2026-12-10 15:15"),
    talks_until=on("2026-12-10 16:30"),
)
COMING_PROGRAMME = (
    PartValues(starts_at=on("2026-12-10 13:00"), title="Inloop met soep", speaker="Keuken van De Brink"),
    PartValues(starts_at=on("2026-12-10 13:30"), title="Welkom", speaker="Wieke Roorda, Regio Noorderwaard"),
    PartValues(
        starts_at=on("2026-12-10 13:45"),
        title="Wat kopen wij in 2027?",
        speaker="Pieter Noordhof, Gemeente Veenmeer",
        text="De inkoopkalenders van drie organisaties naast elkaar.",
    ),
    PartValues(
        starts_at=on("2026-12-10 14:15"),
        title="Pitches: natuur en groen",
        theme="environment_biodiversity",
    ),
    PartValues(starts_at=on("2026-12-10 14:45"), title="Pitches: werk voor iedereen", theme="social_return"),
    PartValues(
        starts_at=on("2026-12-10 15:15"),
        title="Elkaar spreken",
        text="Gesprekken van een kwartier. Kies op uw eigen pagina wie u wilt ontmoeten.",
    ),
    PartValues(starts_at=on("2026-12-10 16:30"), title="Napraten"),
)
COMES = (
    ("2026-11-13 09:20", "bas", "Sloop en hergebruik bij de verbouwing van het stadhuis."),
    ("2026-11-13 11:05", "anneke", "Bermen en parken zonder gif, met leerplekken."),
    ("2026-11-14 10:00", "soraya", "Plekken voor mensen die weer aan het werk willen."),
    ("2026-11-16 14:10", "lotte", "Maaien langs water, zonder diesel."),
    ("2026-11-17 08:50", "wessel", "Bermen en plantsoenen; twee ploegen vrij."),
    ("2026-11-18 09:15", "noortje", "Een partner die terreinen daarna weer groen maakt."),
    ("2026-11-19 12:30", "imane", "Leerlingen die een eerste baan zoeken."),
)
PITCHES = (
    (
        "2026-11-18 10:05",
        "wessel",
        "Van bank naar berm",
        "Negen mensen die lang thuis zaten, onderhouden nu een wijk. Wij vertellen wat een opdrachtgever "
        "daarvoor moet doen, en wat vooral niet.",
        "environment_biodiversity",
    ),
    (
        "2026-11-19 15:40",
        "imane",
        "Een lunch als leerplek",
        "Elf leerlingen haalden bij ons hun diploma. Wij laten proeven hoe dat smaakt, en zoeken een keuken "
        "in Duinrade.",
        "social_return",
    ),
    (
        "2026-11-20 11:25",
        "noortje",
        "Dit stadhuis is een magazijn",
        "Deuren, balken en stenen uit één gebouw kregen een nieuwe plek. Wij vertellen wat u vóór de sloop "
        "moet vragen.",
        "circular",
    ),
)
BREAKFAST = MeetingValues(
    title="Ontbijt over social return",
    description="Eén uur, vijf bedrijven en vijf opdrachtgevers. Wij bespreken wat er in een contract wel en "
    "niet werkt. Neem één voorbeeld mee.",
    themes=("social_return",),
    starts_at=on("2026-12-03 08:00"),
    ends_at=on("2026-12-03 09:30"),
    where="Stadhuis van Veenmeer, kantine",
    link="",
    capacity=12,
    pitches_wanted=True,
)
DRAFT = MeetingValues(
    title="Regiomarkt voorjaar",
    description="Thema nog te kiezen, samen met de ambassadeurs.",
    themes=(),
    starts_at=on("2027-04-15 13:00"),
    ends_at=on("2027-04-15 17:00"),
    where="Nog te bepalen",
    link="",
    capacity=60,
    pitches_wanted=True,
)


def meeting_happenings() -> list[Happening]:
    """From the announcement in May to requests that wait in November."""
    doings: list[tuple[str, Callable[[], None]]] = [
        ("2026-05-07 10:00", partial(_announce, PAST, PAST_PROGRAMME, "wieke")),
        ("2026-06-03 09:00", _past_registrations),
        ("2026-06-11 16:00", _past_requests),
        ("2026-06-22 10:30", _past_close),
        ("2026-09-18 06:00", _ask_after),
        ("2026-09-24 11:00", _tell),
        ("2026-11-12 10:00", partial(_announce, COMING, COMING_PROGRAMME, "wieke")),
        *((at, partial(_comes, at, name, seeks)) for at, name, seeks in COMES),
        *((pitch[0], partial(_offer, pitch)) for pitch in PITCHES),
        ("2026-11-20 13:00", _choose),
        ("2026-11-20 14:20", _requests),
        ("2026-11-20 15:00", partial(_announce, BREAKFAST, (), "soraya")),
        ("2026-11-20 16:00", _draft),
    ]
    return [Happening(on(at), act) for at, act in doings]


def _announce(values: MeetingValues, programme: tuple[PartValues, ...], name: str) -> None:
    at = {PAST.title: "2026-05-07 10:00", COMING.title: "2026-11-12 10:00"}.get(
        values.title, "2026-11-20 15:00"
    )
    actor = at_work(name, on(at))
    made = actions.make_meeting(actor=actor, values=values, at=on(at))
    for part in programme:
        actions.add_part(actor=actor, found=made, values=part, at=on(at))
    actions.publish_meeting(actor=actor, found=made, at=on(at))


def _draft() -> None:
    at = on("2026-11-20 16:00")
    wieke = at_work("wieke", at)
    made = actions.make_meeting(actor=wieke, values=DRAFT, at=at)
    actions.add_part(
        actor=wieke, found=made, values=PartValues(starts_at=DRAFT.starts_at, title="Inloop"), at=at
    )


def _past_registrations() -> None:
    found, at = _found(PAST), on("2026-06-03 09:00")
    for name, seeks in COLLEAGUES:
        actions.take_place(actor=at_work(name, at), found=found, seeks=seeks, at=at)
    for person, firm, email, seeks in GUESTS:
        said = GuestValues(firm_name=firm, person_name=person, email=email, seeks=seeks, agrees=True)
        actions.begin_as_guest(found=found, values=said, language="nl", at=at)
        place = queries.place_of_address(found, email)
        assert place is not None
        actions.confirm_guest(place=place, at=at)


def _past_requests() -> None:
    found, at = _found(PAST), on("2026-06-11 16:00")
    for one, other, _talked, _next in MEETS:
        mine, theirs = _place(found, one), _place(found, other)
        actions.ask_to_meet(place=mine, other=theirs, message="", actor=_actor(mine, at), at=at)
        actions.ask_to_meet(place=theirs, other=mine, message="", actor=_actor(theirs, at), at=at)
    douwe, lotte = _place(found, "douwe"), _place(found, "lotte")
    actions.ask_to_meet(place=douwe, other=lotte, message="Ik maai ook in de winter.", at=at)


def _past_close() -> None:
    found, at = _found(PAST), on("2026-06-22 10:30")
    wieke = at_work("wieke", at)
    there = [one.public_id for one in queries.places_of(found, "certain") if one.person_name[:5] != "Douwe"]
    actions.note_attendance(actor=wieke, found=found, present=there, at=at)
    for one, other, talked, agreed in MEETS:
        met = queries.acquaintance_between(_place(found, one), _place(found, other))
        assert met is not None
        actions.note_talk(acquaintance=met, talked=talked, next_step=agreed, actor=wieke, at=at)
    actions.close_meeting(actor=wieke, found=found, at=at)


def _ask_after() -> None:
    actions.ask_what_came(at=on("2026-09-18 06:00"))


def _tell() -> None:
    found, at = _found(PAST), on("2026-09-24 11:00")
    for name, about, came, text in CAME:
        place, other = _place(found, name), _place(found, about)
        question = next(
            one for one in queries.follow_ups_of(place) if one.acquaintance.beside(place).pk == other.pk
        )
        actions.tell_what_came(
            question=question, place=place, came=came, text=text, actor=_actor(place, at), at=at
        )


def _comes(at: str, name: str, seeks: str) -> None:
    actions.take_place(actor=at_work(name, on(at)), found=_found(COMING), seeks=seeks, at=on(at))


def _offer(pitch: tuple[str, str, str, str, str]) -> None:
    at, name, title, text, theme = pitch
    actions.offer_pitch(
        actor=at_work(name, on(at)), found=_found(COMING), title=title, text=text, theme=theme, at=on(at)
    )


def _choose() -> None:
    """Two stand in the programme; the third waits."""
    found, at = _found(COMING), on("2026-11-20 13:00")
    parts = {part.theme: part for part in queries.programme_of(found) if part.theme}
    for pitch in queries.pitches_of(found, "offered"):
        if pitch.theme in parts:
            actions.decide_pitch(
                actor=at_work("wieke", at),
                found=found,
                pitch=pitch,
                verb="choose",
                part=parts[pitch.theme],
                at=at,
            )


def _requests() -> None:
    """Two pairs found each other, one request waits, and one introduction."""
    found, at = _found(COMING), on("2026-11-20 14:20")
    for one, other, said in (
        ("anneke", "wessel", "Ik wil horen hoe u de leerplekken begeleidt."),
        ("imane", "soraya", "Wij zoeken leerlingen; u kent hen misschien."),
    ):
        mine, theirs = _place(found, one), _place(found, other)
        actions.ask_to_meet(place=mine, other=theirs, message=said, actor=_actor(mine, at), at=at)
        actions.ask_to_meet(place=theirs, other=mine, message="", actor=_actor(theirs, at), at=at)
    noortje, wessel = _place(found, "noortje"), _place(found, "wessel")
    actions.ask_to_meet(
        place=noortje,
        other=wessel,
        message="Waar wij slopen, moet het weer groen worden. Doen wij dat samen?",
        actor=_actor(noortje, at),
        at=at,
    )
    actions.introduce(
        actor=at_work("wieke", at),
        found=found,
        one=_place(found, "bas"),
        other=noortje,
        why="Bas verbouwt het stadhuis, en Noortje weet wat er te redden is.",
        at=at,
    )


def _actor(place: MeetingPlace, at: datetime) -> Actor | None:
    """Who has an account; None for who came by a link."""
    return at_work(place.address.split("@")[0], at) if place.membership else None


def _found(values: MeetingValues) -> Meeting:
    return queries.public_meetings().get(title=values.title)


def _place(found: Meeting, name: str) -> MeetingPlace:
    """By the first part of the address."""
    return next(one for one in queries.places_of(found, "certain") if one.address.split("@")[0] == name)
