"""The steps of consultations and meetings, and of who comes, pitches and gets to know somebody."""

from __future__ import annotations

from meerwaarde.rules.lifecycle.table import Lifecycle, State, Step
from meerwaarde.rules.text import Text

CONSULTATION = Lifecycle(
    "consultation",
    states=(
        State("draft", Text(nl="Concept", en="Draft"), waits_for="consultations.write"),
        State("published", Text(nl="Gepubliceerd", en="Published")),
        State("reported", Text(nl="Verslag gedeeld", en="Reported"), final=True),
        State("withdrawn", Text(nl="Ingetrokken", en="Withdrawn"), final=True),
    ),
    steps=(
        Step("publish", "draft", "published", "consultations.write", Text(nl="Publiceren", en="Publish")),
        Step(
            "report",
            "published",
            "reported",
            "consultations.write",
            Text(nl="Verslag delen", en="Share the report"),
        ),
        Step("withdraw", "draft", "withdrawn", "consultations.write", Text(nl="Intrekken", en="Withdraw")),
        Step(
            "withdraw", "published", "withdrawn", "consultations.write", Text(nl="Intrekken", en="Withdraw")
        ),
    ),
)
"""A market consultation: it opens and closes on its own days, and ends with one report to all."""

CONSULTATION_RESPONSE = Lifecycle(
    "consultationresponse",
    states=(
        State("unconfirmed", Text(nl="Adres nog niet bevestigd", en="Address not confirmed yet")),
        State("draft", Text(nl="Concept", en="Draft"), waits_for="consultations.answer"),
        State("sent", Text(nl="Verstuurd", en="Sent")),
        State("withdrawn", Text(nl="Teruggenomen", en="Taken back"), final=True),
    ),
    steps=(
        Step("confirm", "unconfirmed", "draft", "consultations.answer", Text(nl="Bevestigen", en="Confirm")),
        Step("send", "draft", "sent", "consultations.answer", Text(nl="Versturen", en="Send")),
        Step("send", "sent", "sent", "consultations.answer", Text(nl="Wijzigen", en="Change")),
        Step("withdraw", "draft", "withdrawn", "consultations.answer", Text(nl="Terugnemen", en="Take back")),
        Step("withdraw", "sent", "withdrawn", "consultations.answer", Text(nl="Terugnemen", en="Take back")),
    ),
)
"""What one party answers; it changes until the consultation closes."""

MEETING = Lifecycle(
    "meeting",
    states=(
        State("draft", Text(nl="Concept", en="Draft"), waits_for="events.write"),
        State("published", Text(nl="Aangekondigd", en="Announced")),
        State("closed", Text(nl="Afgerond", en="Closed"), final=True),
        State("cancelled", Text(nl="Gaat niet door", en="Cancelled"), final=True),
    ),
    steps=(
        Step("publish", "draft", "published", "events.write", Text(nl="Aankondigen", en="Announce")),
        Step("close", "published", "closed", "events.write", Text(nl="Afronden", en="Close")),
        Step("cancel", "draft", "cancelled", "events.write", Text(nl="Afgelasten", en="Cancel")),
        Step("cancel", "published", "cancelled", "events.write", Text(nl="Afgelasten", en="Cancel")),
    ),
)
"""A meeting; when it is over follows from its own moments."""

MEETING_PLACE = Lifecycle(
    "meetingplace",
    states=(
        State("unconfirmed", Text(nl="Adres nog niet bevestigd", en="Address not confirmed yet")),
        State("certain", Text(nl="Aangemeld", en="Registered")),
        State("waiting", Text(nl="Op de wachtlijst", en="On the waiting list")),
        State("cancelled", Text(nl="Afgemeld", en="Cancelled")),
    ),
    steps=(
        Step("confirm", "unconfirmed", "certain", "events.join", Text(nl="Bevestigen", en="Confirm")),
        Step("confirm", "unconfirmed", "waiting", "events.join", Text(nl="Bevestigen", en="Confirm")),
        Step("cancel", "certain", "cancelled", "events.join", Text(nl="Afmelden", en="Cancel")),
        Step("cancel", "waiting", "cancelled", "events.join", Text(nl="Afmelden", en="Cancel")),
        Step("move_up", "waiting", "certain", "events.join", Text(nl="Plaats krijgen", en="Get a place")),
        Step("again", "cancelled", "certain", "events.join", Text(nl="Weer aanmelden", en="Register again")),
        Step("again", "cancelled", "waiting", "events.join", Text(nl="Weer aanmelden", en="Register again")),
    ),
)
"""A place at a meeting; who waits moves up when somebody cancels. Guests confirm their address first."""

PITCH = Lifecycle(
    "pitch",
    states=(
        State("offered", Text(nl="Aangeboden", en="Offered"), waits_for="events.write"),
        State("chosen", Text(nl="Gekozen", en="Chosen")),
        State("declined", Text(nl="Niet gekozen", en="Not chosen"), final=True),
        State("withdrawn", Text(nl="Teruggetrokken", en="Withdrawn"), final=True),
    ),
    steps=(
        Step("choose", "offered", "chosen", "events.write", Text(nl="Kiezen", en="Choose")),
        Step("decline", "offered", "declined", "events.write", Text(nl="Niet kiezen", en="Do not choose")),
        Step("withdraw", "offered", "withdrawn", "events.join", Text(nl="Terugtrekken", en="Withdraw")),
        Step("withdraw", "chosen", "withdrawn", "events.join", Text(nl="Terugtrekken", en="Withdraw")),
    ),
)
"""A pitch at a meeting: a firm offers it, the organiser chooses."""

ACQUAINTANCE = Lifecycle(
    "acquaintance",
    states=(
        State("asked", Text(nl="Gevraagd", en="Asked")),
        State("met", Text(nl="Beiden willen", en="Both want to"), final=True),
        State("declined", Text(nl="Liever niet", en="Rather not")),
        State("withdrawn", Text(nl="Teruggenomen", en="Taken back")),
    ),
    steps=(
        Step("agree", "asked", "met", "events.join", Text(nl="Graag", en="Gladly")),
        Step("agree", "declined", "met", "events.join", Text(nl="Toch graag", en="Gladly after all")),
        Step("decline", "asked", "declined", "events.join", Text(nl="Liever niet", en="Rather not")),
        Step("decline", "declined", "declined", "events.join", Text(nl="Liever niet", en="Rather not")),
        Step("withdraw", "asked", "withdrawn", "events.join", Text(nl="Terugnemen", en="Take back")),
        Step("withdraw", "declined", "withdrawn", "events.join", Text(nl="Terugnemen", en="Take back")),
        Step("again", "withdrawn", "asked", "events.join", Text(nl="Opnieuw vragen", en="Ask again")),
    ),
)
"""Two people at a meeting. Contact is shared once both agreed; a no can be changed and is told to nobody."""
