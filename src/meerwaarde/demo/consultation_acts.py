"""How Veenmeer asks the market: a consultation with its report, and one that is open with answers in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial

from meerwaarde.demo.shape import Happening, on
from meerwaarde.demo.together_acts import colleague
from meerwaarde.stages.market.actions import consultations as actions
from meerwaarde.stages.market.actions.consultations import (
    Conclusion,
    ConsultationValues,
    GuestValues,
    QuestionReport,
    Said,
)
from meerwaarde.stages.market.queries import consultations as queries
from meerwaarde.stages.market.queries.consultations import Consultation

PAST = ConsultationValues(
    title="Schoonmaak overdag met vaste ploegen",
    introduction="Onze gebouwen worden nu 's avonds schoongemaakt. Wij willen weten of het overdag kan, met "
    "vaste ploegen en werk voor mensen die nu aan de kant staan.",
    buys="Schoonmaak van het stadhuis, acht wijkgebouwen en de bibliotheek. Misschien in delen.",
    questions=(
        "Wat is er nodig om overdag schoon te maken?",
        "Hoe groot mag een opdracht zijn zodat een kleiner bedrijf mee kan doen?",
        "Welk deel van het werk past bij mensen met een afstand tot de arbeidsmarkt?",
    ),
    cpv=("90911200",),
    opens_on=date(2026, 9, 7),
    closes_on=date(2026, 10, 2),
    read_early=False,
    session_at=on("2026-09-21 14:00"),
    session_until=on("2026-09-21 16:00"),
    session_where="Wijkgebouw De Brink, Veenmeer",
)
OPEN = ConsultationValues(
    title="Bermen en parken zonder gif en met minder uitstoot",
    introduction="In 2027 loopt ons contract voor het groen af. Wij willen weten welke machines, manieren en "
    "samenwerkingen er zijn.",
    buys="Onderhoud van ongeveer 140 hectare openbaar groen, vanaf 2027, voor vier jaar.",
    questions=(
        "Welk deel van het werk kan nu al met elektrische machines?",
        "Hoe zou u het werk in delen verdelen?",
        "Wat kunt u doen met maaisel en snoeihout uit onze gemeente?",
    ),
    cpv=("77310000",),
    opens_on=date(2026, 11, 9),
    closes_on=date(2026, 12, 11),
    read_early=False,
    session_at=on("2026-12-03 10:00"),
    session_until=on("2026-12-03 12:00"),
    session_seats=40,
    session_where="Stadhuis van Veenmeer, raadzaal",
)
LATER = replace(OPEN, closes_on=date(2026, 12, 18))
WHY_LATER = "Twee bedrijven vroegen om een week meer, omdat zij nu midden in het plantseizoen zitten."
PAST_ANSWERS = (
    (
        GuestValues(
            firm_name="Schoon & Sociaal",
            person_name="Roos Elzinga",
            email="roos@schoonsociaal.example",
            agrees=True,
        ),
        (
            Said(text="Overleg met de gebruikers en stille machines. Na vier weken is iedereen gewend."),
            Said(text="Tot vijf gebouwen per deel. Dan kunnen wij het met eigen mensen doen."),
            Said(
                text="De helft van het dagelijkse werk.",
                confidential="Wij rekenen twaalf uur begeleiding per week voor een ploeg van zes.",
                why="Hieruit volgt onze prijs.",
            ),
        ),
    ),
    (
        GuestValues(
            firm_name="Terphuis Facilitair",
            person_name="Wim Aalders",
            email="wim@terphuis.example",
            agrees=True,
        ),
        (
            Said(text="Een vaste plek voor de ploeg in elk gebouw, en sleutels overdag."),
            Said(text="Voor ons maakt het niet uit. Kleinere delen kosten wel meer toezicht."),
            Said(text="Vergaderzalen, pantry's en vloeren. Ramen op hoogte niet."),
        ),
    ),
)
OPEN_ANSWERS = (
    (
        GuestValues(
            firm_name="Veldzicht Groenwerken",
            person_name="Hanna Tolsma",
            email="hanna@veldzicht.example",
            agrees=True,
        ),
        (
            Said(text="Bladblazen en heggen helemaal. Bermen voor ongeveer een derde."),
            Said(text="Per wijk, en de bermen apart."),
            Said(text="Compost voor de volkstuinen, hout voor banken en paaltjes."),
        ),
    ),
)
REPORT = (
    QuestionReport(
        heard="Overdag kan, als gebruikers weten wat er verandert. Een eigen plek in elk gebouw helpt.",
        followed="yes",
        why="Wij maken in elk gebouw een plek vrij en vertellen gebruikers vooraf wat er verandert.",
    ),
    QuestionReport(
        heard="Kleinere delen geven kleinere bedrijven een kans. Ze vragen van ons meer toezicht.",
        followed="partly",
        why="Wij maken drie delen. Nog kleiner kan niet: dan lukt het toezicht ons niet.",
    ),
    QuestionReport(
        heard="Een groot deel van het dagelijkse werk past. Werk op hoogte niet.",
        followed="yes",
        why="Wij vragen werk voor deze mensen bij het dagelijkse werk, niet bij de ramen.",
    ),
)


def consultation_happenings() -> list[Happening]:
    """From the first consultation in September to the open one of November."""
    return [
        Happening(on("2026-09-04 11:00"), partial(_publish, PAST, on("2026-09-04 11:00"))),
        Happening(on("2026-09-16 09:30"), _past_answers),
        Happening(on("2026-10-09 15:30"), _report),
        Happening(on("2026-11-06 10:15"), partial(_publish, OPEN, on("2026-11-06 10:15"))),
        Happening(on("2026-11-17 16:20"), _open_answers),
        Happening(on("2026-11-18 09:00"), _asked),
        Happening(on("2026-11-19 11:00"), _answered),
        Happening(on("2026-11-19 11:20"), _seated),
        Happening(on("2026-11-20 10:40"), _moved),
    ]


def _past_answers() -> None:
    for guest, said in PAST_ANSWERS:
        _answer(_found(PAST), guest, said, on("2026-09-16 09:30"))


def _report() -> None:
    bas, at = colleague("bas", "veenmeer"), on("2026-10-09 15:30")
    found = _found(PAST)
    actions.note_session(
        actor=bas,
        found=found,
        present={},
        others=["Schoon & Sociaal", "Terphuis Facilitair", "Stichting De Opstap"],
        minutes="Eerst liepen wij door het gebouw. Daarna spraken wij over geluid, sleutels en pauzes.",
        at=at,
    )
    said = {
        question.public_id: told for question, told in zip(queries.questions_of(found), REPORT, strict=True)
    }
    whole = Conclusion(
        conclusion="Wij gaan overdag schoonmaken, in drie delen, met werk voor mensen die dat zoeken.",
        market="suitable",
        next_step="De aankondiging komt in het eerste kwartaal van 2027. Dit verslag zit erbij.",
    )
    actions.save_report(actor=bas, found=found, said=said, whole=whole, at=at)
    actions.report_consultation(actor=bas, found=found, at=at)


def _open_answers() -> None:
    for guest, said in OPEN_ANSWERS:
        _answer(_found(OPEN), guest, said, on("2026-11-17 16:20"))


def _asked() -> None:
    """By the firm that answered first."""
    found = _found(OPEN)
    mine = found.responses.order_by("pk").first()
    for text in ("Horen de sportvelden erbij?", "Mogen wij samen met een ander bedrijf antwoorden?"):
        actions.ask_about(found=found, text=text, response=mine, at=on("2026-11-18 09:00"))


def _answered() -> None:
    found = _found(OPEN)
    asked = queries.inquiries_of(found, answered=False)
    actions.answer_inquiry(
        actor=colleague("bas", "veenmeer"),
        found=found,
        inquiry=next(one for one in asked if "sportvelden" in one.text),
        answer="Nee. Sportvelden hebben een eigen contract tot 2029.",
        at=on("2026-11-19 11:00"),
    )


def _seated() -> None:
    """By the link in the letter."""
    found = _found(OPEN)
    mine = queries.response_of_address(found, OPEN_ANSWERS[0][0].email)
    assert mine is not None
    actions.take_seat_by_link(response=mine, coming=True, people=2, at=on("2026-11-19 11:20"))


def _moved() -> None:
    """A week later than first said: everybody reads it, and who takes part gets a letter."""
    found = _found(OPEN)
    actions.change_published(
        actor=colleague("bas", "veenmeer"),
        found=found,
        values=LATER,
        why=WHY_LATER,
        expected_version=found.version,
        at=on("2026-11-20 10:40"),
    )


def _found(values: ConsultationValues) -> Consultation:
    return queries.consultations_visible_to(colleague("bas", "veenmeer")).get(title=values.title)


def _publish(values: ConsultationValues, at: datetime) -> None:
    bas = colleague("bas", "veenmeer")
    found = actions.make_consultation(actor=bas, values=values, at=at)
    actions.publish_consultation(actor=bas, found=found, at=at)


def _answer(
    found: Consultation, guest: GuestValues, said: tuple[Said, ...], at: datetime
) -> queries.ConsultationResponse:
    actions.begin_as_guest(found=found, values=guest, language="nl", at=at)
    mine = queries.response_of_address(found, guest.email)
    assert mine is not None
    actions.confirm_guest(response=mine, at=at)
    answers = {
        question.public_id: one for question, one in zip(queries.questions_of(found), said, strict=True)
    }
    actions.save_answers(response=mine, said=answers, send=True, at=at)
    return mine
