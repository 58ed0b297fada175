"""The steps of who fits whom: a match, a question to the market, a combination of firms."""

from __future__ import annotations

from meerwaarde.rules.lifecycle.table import Lifecycle, State, Step
from meerwaarde.rules.text import Text

LEAD = Lifecycle(
    "lead",
    states=(
        State("suggested", Text(nl="Voorgesteld", en="Suggested"), waits_for="leads.answer"),
        State("seen", Text(nl="Gezien", en="Seen"), waits_for="leads.answer"),
        State("interested", Text(nl="Interesse", en="Interested")),
        State("declined", Text(nl="Niet relevant", en="Not relevant")),
        State("invited", Text(nl="Gevraagd", en="Asked"), waits_for="leads.answer"),
        State("quoted", Text(nl="Aangeboden", en="Quoted")),
        State("deal", Text(nl="Opdracht geworden", en="Became a contract"), final=True),
        State("no_deal", Text(nl="Geen opdracht geworden", en="Became no contract"), final=True),
    ),
    steps=(
        Step("see", "suggested", "seen", "leads.answer", Text(nl="Bekijken", en="Look")),
        *(
            Step("interest", state, "interested", "leads.answer", Text(nl="Interesse", en="Interested"))
            for state in ("suggested", "seen", "declined")
        ),
        *(
            Step("decline", state, "declined", "leads.answer", Text(nl="Niet relevant", en="Not relevant"))
            for state in ("suggested", "seen", "interested", "invited")
        ),
        Step(
            "undo", "declined", "seen", "leads.answer", Text(nl="Toch wel relevant", en="Relevant after all")
        ),
        Step("undo", "interested", "seen", "leads.answer", Text(nl="Geen interesse", en="Not interested")),
        *(
            Step("quote", state, "quoted", "leads.answer", Text(nl="Aanbieden", en="Quote"))
            for state in ("invited", "declined", "interested")
        ),
        Step("decline", "quoted", "declined", "leads.answer", Text(nl="Toch niet", en="Not after all")),
    ),
)
"""What comes of a match. What both sides say afterwards ends it: `rules/leads.py`.

An offer can become a no as long as nobody has read it: actions allow it until the enquiry closes.
"""

ENQUIRY = Lifecycle(
    "enquiry",
    states=(
        State("draft", Text(nl="Concept", en="Draft"), waits_for="enquiries.write"),
        State("open", Text(nl="Open", en="Open")),
        State("closed", Text(nl="Gesloten", en="Closed")),
        State("withdrawn", Text(nl="Ingetrokken", en="Withdrawn"), final=True),
    ),
    steps=(
        Step("send", "draft", "open", "enquiries.write", Text(nl="Versturen", en="Send")),
        Step("close", "open", "closed", "enquiries.write", Text(nl="Sluiten", en="Close")),
        Step("withdraw", "draft", "withdrawn", "enquiries.write", Text(nl="Intrekken", en="Withdraw")),
        Step("withdraw", "open", "withdrawn", "enquiries.write", Text(nl="Intrekken", en="Withdraw")),
    ),
)
"""A question or a request for a price: it closes on its own day, and only then answers are read."""

COMBINATION = Lifecycle(
    "combination",
    states=(
        State("forming", Text(nl="In voorbereiding", en="Being formed")),
        State(
            "incomplete",
            Text(nl="Er viel een bedrijf af", en="A firm dropped out"),
            waits_for="combinations.form",
        ),
        State("formed", Text(nl="Gevormd", en="Formed")),
        State("ended", Text(nl="Gestopt", en="Ended"), final=True),
    ),
    steps=(
        Step("form", "forming", "formed", "combinations.form", Text(nl="Vastleggen", en="Settle")),
        *(
            Step("lack", state, "incomplete", "combinations.form", Text(nl="Bedrijf mist", en="Firm missing"))
            for state in ("forming", "formed")
        ),
        *(
            Step(
                "replace",
                state,
                "forming",
                "combinations.form",
                Text(nl="Ander bedrijf vragen", en="Replace"),
            )
            for state in ("incomplete", "forming")
        ),
        *(
            Step(
                "go_on",
                state,
                "formed",
                "combinations.form",
                Text(nl="Doorgaan met wie ja zei", en="Go on with who said yes"),
            )
            for state in ("incomplete", "forming")
        ),
        *(
            Step(
                "ask", state, until, "combinations.form", Text(nl="Nog een bedrijf vragen", en="Ask one more")
            )
            for state, until in (
                ("forming", "forming"),
                ("incomplete", "incomplete"),
                ("formed", "forming"),
            )
        ),
        *(
            Step("end", state, "ended", "combinations.form", Text(nl="Stoppen", en="End"))
            for state in ("forming", "incomplete", "formed")
        ),
    ),
)
"""Suppliers that take a contract together; only its leader takes these steps.

Whoever says no leaves it incomplete, never hanging: the leader asks another, goes on with the rest, or ends
it. Going on settles it with who said yes, and lets go of the others.
"""

COMBINATION_PART = Lifecycle(
    "combinationpart",
    states=(
        State("invited", Text(nl="Gevraagd", en="Asked"), waits_for="combinations.form"),
        State("accepted", Text(nl="Doet mee", en="Takes part")),
        State("declined", Text(nl="Doet niet mee", en="Does not take part")),
        State("left", Text(nl="Staat er niet meer in", en="No longer in it"), final=True),
    ),
    steps=(
        Step("accept", "invited", "accepted", "combinations.form", Text(nl="Meedoen", en="Take part")),
        Step("decline", "invited", "declined", "combinations.form", Text(nl="Niet meedoen", en="Decline")),
        Step("decline", "accepted", "declined", "combinations.form", Text(nl="Niet meedoen", en="Decline")),
        *(
            Step("release", state, "left", "combinations.form", Text(nl="Loslaten", en="Let go"))
            for state in ("invited", "declined")
        ),
    ),
)
"""A partner in a combination: each firm decides for itself; only the leader lets go of who is not in."""
