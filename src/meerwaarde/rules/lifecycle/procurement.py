"""The steps of a procurement, of what is explained, invited and expected in it, and of buying together."""

from __future__ import annotations

from meerwaarde.rules.lifecycle.shared import (
    ADVISED,
    APPROVED,
    CHECKED,
    DECIDED,
    DONE,
    DRAFT,
    DROPPED,
    PROPOSED,
    REFUSED,
    RUNNING,
    STOPPED,
    SUBMITTED,
    UPLOADED,
    WITHDRAWN,
)
from meerwaarde.rules.lifecycle.table import Lifecycle, State, Step
from meerwaarde.rules.text import Text

PROCUREMENT = Lifecycle(
    "procurement",
    states=(
        State(DRAFT, Text(nl="Concept", en="Draft"), waits_for="procurements.submit"),
        State(SUBMITTED, Text(nl="Ingediend", en="Submitted"), waits_for="procurements.advise"),
        State(ADVISED, Text(nl="Geadviseerd", en="Advised"), waits_for="procurements.decide"),
        State(DECIDED, Text(nl="Strategie vastgesteld", en="Strategy settled"), final=True),
        State(WITHDRAWN, Text(nl="Ingetrokken", en="Withdrawn"), final=True),
    ),
    steps=(
        Step(
            "submit",
            DRAFT,
            SUBMITTED,
            "procurements.submit",
            Text(nl="Indienen", en="Submit"),
            undoable=True,
        ),
        Step(
            "take_back",
            SUBMITTED,
            DRAFT,
            "procurements.submit",
            Text(nl="Terugnemen", en="Take back"),
        ),
        Step(
            "withdraw",
            DRAFT,
            WITHDRAWN,
            "procurements.withdraw",
            Text(nl="Intrekken", en="Withdraw"),
            undoable=True,
        ),
        Step("withdraw", SUBMITTED, WITHDRAWN, "procurements.withdraw", Text(nl="Intrekken", en="Withdraw")),
        Step("reopen", WITHDRAWN, DRAFT, "procurements.withdraw", Text(nl="Weer openen", en="Reopen")),
        Step(
            "advise",
            SUBMITTED,
            ADVISED,
            "procurements.advise",
            Text(nl="Advies afronden", en="Complete advice"),
        ),
        Step("return", SUBMITTED, DRAFT, "procurements.return", Text(nl="Teruggeven", en="Return")),
        Step("return", ADVISED, DRAFT, "procurements.return", Text(nl="Teruggeven", en="Return")),
        Step(
            "decide",
            ADVISED,
            DECIDED,
            "procurements.decide",
            Text(nl="Strategie vaststellen", en="Settle strategy"),
        ),
    ),
)

EXPLANATION = Lifecycle(
    "explanation",
    states=(
        State(
            PROPOSED, Text(nl="Wacht op akkoord", en="Waits for approval"), waits_for="explanations.approve"
        ),
        State(APPROVED, Text(nl="Akkoord", en="Approved")),
        State(REFUSED, Text(nl="Niet akkoord", en="Not approved"), waits_for="explanations.propose"),
        State(WITHDRAWN, Text(nl="Ingetrokken", en="Withdrawn"), final=True),
    ),
    steps=(
        Step("approve", PROPOSED, APPROVED, "explanations.approve", Text(nl="Akkoord geven", en="Approve")),
        Step(
            "refuse", PROPOSED, REFUSED, "explanations.approve", Text(nl="Niet akkoord", en="Do not approve")
        ),
        Step(
            "propose",
            REFUSED,
            PROPOSED,
            "explanations.propose",
            Text(nl="Opnieuw voorleggen", en="Propose again"),
        ),
        Step("withdraw", PROPOSED, WITHDRAWN, "explanations.propose", Text(nl="Intrekken", en="Withdraw")),
        Step("withdraw", REFUSED, WITHDRAWN, "explanations.propose", Text(nl="Intrekken", en="Withdraw")),
        Step("withdraw", APPROVED, WITHDRAWN, "explanations.propose", Text(nl="Intrekken", en="Withdraw")),
    ),
)

CONSIDERED, INVITED, DECLINED, QUOTED, CHOSEN, LEFT_OUT = (
    "considered",
    "invited",
    "declined",
    "quoted",
    "chosen",
    "left_out",
)

INVITEE = Lifecycle(
    "invitee",
    states=(
        State(CONSIDERED, Text(nl="Op de lijst", en="On the list")),
        State(INVITED, Text(nl="Gevraagd", en="Asked")),
        State(DECLINED, Text(nl="Ziet ervan af", en="Declined"), final=True),
        State(QUOTED, Text(nl="Offerte binnen", en="Quote received")),
        State(CHOSEN, Text(nl="Gekozen", en="Chosen")),
        State(LEFT_OUT, Text(nl="Van de lijst", en="Off the list")),
    ),
    steps=(
        Step("invite", CONSIDERED, INVITED, "procurements.edit", Text(nl="Vragen", en="Ask")),
        Step(
            "leave_out",
            CONSIDERED,
            LEFT_OUT,
            "procurements.edit",
            Text(nl="Van de lijst halen", en="Take off the list"),
            undoable=True,
        ),
        Step(
            "put_back",
            LEFT_OUT,
            CONSIDERED,
            "procurements.edit",
            Text(nl="Terugzetten", en="Put back"),
            undoable=True,
        ),
        Step(
            "take_back",
            INVITED,
            CONSIDERED,
            "procurements.edit",
            Text(nl="Toch niet vragen", en="Do not ask after all"),
            undoable=True,
        ),
        Step("decline", INVITED, DECLINED, "procurements.edit", Text(nl="Ziet ervan af", en="Declines")),
        Step("quote", INVITED, QUOTED, "procurements.edit", Text(nl="Offerte binnen", en="Quote received")),
        Step("choose", INVITED, CHOSEN, "procurements.edit", Text(nl="Kiezen", en="Choose")),
        Step("choose", QUOTED, CHOSEN, "procurements.edit", Text(nl="Kiezen", en="Choose")),
        Step(
            "unchoose",
            CHOSEN,
            INVITED,
            "procurements.edit",
            Text(nl="Keuze ongedaan maken", en="Undo the choice"),
            undoable=True,
        ),
    ),
)

EXPECTED, EXPECTED_PUBLIC, BEGUN = "expected", "public", "begun"

EXPECTED_PROCUREMENT = Lifecycle(
    "expectedprocurement",
    states=(
        State(EXPECTED, Text(nl="Verwacht", en="Expected")),
        State(EXPECTED_PUBLIC, Text(nl="Openbaar", en="Public")),
        State(BEGUN, Text(nl="Begonnen", en="Begun")),
        State(DROPPED, Text(nl="Vervallen", en="Dropped")),
    ),
    steps=(
        Step(
            *("publish", EXPECTED, EXPECTED_PUBLIC, "calendar.publish"),
            Text(nl="Openbaar maken", en="Make public"),
            undoable=True,
        ),
        Step(
            *("take_back", EXPECTED_PUBLIC, EXPECTED, "calendar.publish"),
            Text(nl="Niet langer openbaar", en="No longer public"),
            undoable=True,
        ),
        Step("begin", EXPECTED, BEGUN, "calendar.write", Text(nl="Inkoop beginnen", en="Begin")),
        Step("begin", EXPECTED_PUBLIC, BEGUN, "calendar.write", Text(nl="Inkoop beginnen", en="Begin")),
        Step(
            "drop", EXPECTED, DROPPED, "calendar.write", Text(nl="Laten vervallen", en="Drop"), undoable=True
        ),
        Step("drop", EXPECTED_PUBLIC, DROPPED, "calendar.write", Text(nl="Laten vervallen", en="Drop")),
        Step(
            *("restore", DROPPED, EXPECTED, "calendar.write"),
            Text(nl="Terugzetten", en="Put back"),
            undoable=True,
        ),
    ),
)

POOL = Lifecycle(
    "pool",
    states=(
        State("open", Text(nl="In overleg", en="Being discussed")),
        State("agreed", Text(nl="Afgesproken", en="Agreed")),
        State("begun", Text(nl="Inkoop begonnen", en="Procurement begun")),
        State("ended", Text(nl="Gaat niet door", en="Called off"), final=True),
    ),
    steps=(
        Step(
            "agree",
            "open",
            "agreed",
            "pools.write",
            Text(nl="Afspraak vastleggen", en="Record the agreement"),
        ),
        Step("reopen", "agreed", "open", "pools.write", Text(nl="Weer in overleg", en="Discuss again")),
        Step("begin", "agreed", "begun", "pools.write", Text(nl="Inkoop beginnen", en="Begin")),
        Step("end", "open", "ended", "pools.write", Text(nl="Gaat niet door", en="Call off")),
        Step("end", "agreed", "ended", "pools.write", Text(nl="Gaat niet door", en="Call off")),
    ),
)
"""A procurement that several authorities prepare; only the one who leads takes these steps."""

POOL_MEMBER = Lifecycle(
    "poolmember",
    states=(
        State("invited", Text(nl="Gevraagd", en="Asked"), waits_for="pools.write"),
        State("joined", Text(nl="Doet mee", en="Takes part")),
        State("declined", Text(nl="Doet niet mee", en="Does not take part")),
        State("left", Text(nl="Gestopt", en="Left")),
    ),
    steps=(
        Step("join", "invited", "joined", "pools.write", Text(nl="Meedoen", en="Take part")),
        Step("join", "declined", "joined", "pools.write", Text(nl="Toch meedoen", en="Take part after all")),
        Step("join", "left", "joined", "pools.write", Text(nl="Weer meedoen", en="Take part again")),
        Step("decline", "invited", "declined", "pools.write", Text(nl="Niet meedoen", en="Decline")),
        Step("leave", "joined", "left", "pools.write", Text(nl="Stoppen", en="Leave")),
    ),
)

CALENDAR_IMPORT = Lifecycle(
    "calendarimport",
    states=(
        State(UPLOADED, Text(nl="Klaar om kolommen te kiezen", en="Ready to choose columns")),
        State(CHECKED, Text(nl="Proef gedraaid", en="Dry run done")),
        State(RUNNING, Text(nl="Bezig met overnemen", en="Being taken over")),
        State(DONE, Text(nl="Overgenomen", en="Taken over")),
        State(STOPPED, Text(nl="Gestopt", en="Stopped")),
    ),
    steps=(
        Step("check", UPLOADED, CHECKED, "calendar.write", Text(nl="Proef draaien", en="Dry run")),
        Step(
            "check", CHECKED, CHECKED, "calendar.write", Text(nl="Opnieuw proefdraaien", en="Dry run again")
        ),
        Step("start", CHECKED, RUNNING, "calendar.write", Text(nl="Overnemen", en="Take over")),
        Step("start", STOPPED, RUNNING, "calendar.write", Text(nl="Verder gaan", en="Go on")),
        Step("finish", RUNNING, DONE, "calendar.write", Text(nl="Afronden", en="Finish")),
        Step("stop", UPLOADED, STOPPED, "calendar.write", Text(nl="Stoppen", en="Stop")),
        Step("stop", CHECKED, STOPPED, "calendar.write", Text(nl="Stoppen", en="Stop")),
        Step("stop", RUNNING, STOPPED, "calendar.write", Text(nl="Stoppen", en="Stop")),
    ),
)
