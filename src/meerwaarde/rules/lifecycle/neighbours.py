"""The steps of needs and what is offered for them, and of questions to a contact point."""

from __future__ import annotations

from meerwaarde.rules.lifecycle.table import Lifecycle, State, Step
from meerwaarde.rules.text import Text

NEED = Lifecycle(
    "need",
    states=(
        State("draft", Text(nl="Concept", en="Draft"), waits_for="needs.ask"),
        State("submitted", Text(nl="Wacht op akkoord", en="Waits for approval"), waits_for="needs.approve"),
        State("questioned", Text(nl="Vraag gesteld", en="Question asked"), waits_for="needs.ask"),
        State("refused", Text(nl="Niet akkoord", en="Not approved")),
        State("open", Text(nl="Openbaar", en="Public")),
        State("closed", Text(nl="Afgerond", en="Finished")),
        State("withdrawn", Text(nl="Ingetrokken", en="Withdrawn"), final=True),
    ),
    steps=(
        Step("submit", "draft", "submitted", "needs.ask", Text(nl="Voorleggen", en="Submit")),
        Step("submit", "refused", "submitted", "needs.ask", Text(nl="Opnieuw voorleggen", en="Submit again")),
        Step("answer", "questioned", "submitted", "needs.ask", Text(nl="Antwoorden", en="Answer")),
        Step(
            "question", "submitted", "questioned", "needs.approve", Text(nl="Iets vragen", en="Ask something")
        ),
        Step("approve", "submitted", "open", "needs.approve", Text(nl="Akkoord geven", en="Approve")),
        Step("refuse", "submitted", "refused", "needs.approve", Text(nl="Niet akkoord", en="Do not approve")),
        Step("close", "open", "closed", "needs.ask", Text(nl="Afronden", en="Finish")),
        Step("reopen", "closed", "open", "needs.ask", Text(nl="Weer openen", en="Reopen")),
        *(
            Step("withdraw", state, "withdrawn", "needs.ask", Text(nl="Intrekken", en="Withdraw"))
            for state in ("draft", "submitted", "questioned", "refused", "open")
        ),
        Step("take_down", "open", "refused", "needs.approve", Text(nl="Van de lijst halen", en="Take down")),
    ),
)
"""What a civic organisation asks for: everybody sees it once an authority approved."""

NEED_OFFER = Lifecycle(
    "needoffer",
    states=(
        State("offered", Text(nl="Aangeboden", en="Offered"), waits_for="needs.ask"),
        State("agreed", Text(nl="Afgesproken", en="Agreed")),
        State("declined", Text(nl="Niet aangenomen", en="Not accepted"), final=True),
        State("withdrawn", Text(nl="Ingetrokken", en="Withdrawn"), final=True),
        State("cancelled", Text(nl="Afgezegd", en="Called off"), final=True),
        State("confirmed", Text(nl="Door beide bevestigd", en="Confirmed by both"), final=True),
    ),
    steps=(
        Step("accept", "offered", "agreed", "needs.ask", Text(nl="Aannemen", en="Accept")),
        Step("decline", "offered", "declined", "needs.ask", Text(nl="Niet aannemen", en="Do not accept")),
        Step("withdraw", "offered", "withdrawn", "needs.offer", Text(nl="Intrekken", en="Withdraw")),
        *(
            Step("cancel", "agreed", "cancelled", permission, Text(nl="Afzeggen", en="Call off"))
            for permission in ("needs.ask", "needs.offer")
        ),
        *(
            Step("confirm", "agreed", "confirmed", permission, Text(nl="Bevestigen", en="Confirm"))
            for permission in ("needs.ask", "needs.offer")
        ),
    ),
)
"""What a firm offers on a need. It is confirmed only when both sides say the same: `rules/needs.py`."""

ASK_BY_LETTER = "contact.by_letter"
"""Carried by no role: by who holds the link from the letter about their own question."""

CONTACT_QUESTION = Lifecycle(
    "contactquestion",
    states=(
        State("unconfirmed", Text(nl="Adres nog niet bevestigd", en="Address not confirmed yet")),
        State("received", Text(nl="Ontvangen", en="Received"), waits_for="contact.answer"),
        State("held", Text(nl="Bij een collega", en="With a colleague"), waits_for="contact.answer"),
        State("answered", Text(nl="Beantwoord", en="Answered")),
    ),
    steps=(
        Step(
            "confirm",
            "unconfirmed",
            "received",
            ASK_BY_LETTER,
            Text(nl="Adres bevestigen", en="Confirm the address"),
        ),
        Step("hand_over", "received", "held", "contact.answer", Text(nl="Toewijzen", en="Assign")),
        Step("hand_over", "held", "held", "contact.answer", Text(nl="Overdragen", en="Hand over")),
        Step("answer", "received", "answered", "contact.answer", Text(nl="Antwoorden", en="Answer")),
        Step("answer", "held", "answered", "contact.answer", Text(nl="Antwoorden", en="Answer")),
        *(
            Step("reopen", "answered", "held", permission, Text(nl="Doorvragen", en="Ask on"))
            for permission in ("contact.ask", "contact.answer", ASK_BY_LETTER)
        ),
    ),
)
"""A question to the contact point of an authority. Whether it is late follows from its last day."""
