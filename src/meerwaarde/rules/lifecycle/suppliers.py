"""The steps of suppliers: their recognitions, the lists they come from, how a firm comes in, its region."""

from __future__ import annotations

from meerwaarde.rules.lifecycle.shared import (
    CHECKED,
    CHECKING,
    DONE,
    REFUSED,
    RUNNING,
    STOPPED,
    UPLOADED,
    WITHDRAWN,
)
from meerwaarde.rules.lifecycle.table import Lifecycle, State, Step
from meerwaarde.rules.text import Text

CLAIMED, VERIFIED = "claimed", "verified"

CREDENTIAL = Lifecycle(
    "credential",
    states=(
        State(
            CLAIMED,
            Text(nl="Opgegeven, niet gecontroleerd", en="Claimed, not checked"),
            waits_for="suppliers.verify",
        ),
        State(VERIFIED, Text(nl="Gecontroleerd", en="Verified")),
        State(REFUSED, Text(nl="Niet aangetoond", en="Not shown")),
        State(WITHDRAWN, Text(nl="Ingetrokken", en="Withdrawn"), final=True),
    ),
    steps=(
        Step(
            "verify",
            CLAIMED,
            VERIFIED,
            "suppliers.verify",
            Text(nl="Controle vastleggen", en="Record the check"),
        ),
        Step(
            "verify", VERIFIED, VERIFIED, "suppliers.verify", Text(nl="Opnieuw controleren", en="Check again")
        ),
        Step(
            "verify", REFUSED, VERIFIED, "suppliers.verify", Text(nl="Toch akkoord", en="Approve after all")
        ),
        Step(
            "refuse",
            CLAIMED,
            REFUSED,
            "suppliers.verify",
            Text(nl="Afwijzen met reden", en="Refuse, with why"),
        ),
        Step("withdraw", CLAIMED, WITHDRAWN, "suppliers.verify", Text(nl="Intrekken", en="Withdraw")),
        Step("withdraw", VERIFIED, WITHDRAWN, "suppliers.verify", Text(nl="Intrekken", en="Withdraw")),
        Step("withdraw", REFUSED, WITHDRAWN, "suppliers.verify", Text(nl="Intrekken", en="Withdraw")),
        # A firm takes back what it said itself. After a change of its claim somebody looks again.
        Step("take_back", CLAIMED, WITHDRAWN, "firm.write", Text(nl="Terugnemen", en="Take back")),
        Step("take_back", VERIFIED, WITHDRAWN, "firm.write", Text(nl="Terugnemen", en="Take back")),
        Step("take_back", REFUSED, WITHDRAWN, "firm.write", Text(nl="Terugnemen", en="Take back")),
        Step("claim", REFUSED, CLAIMED, "firm.write", Text(nl="Opnieuw opgeven", en="Claim again")),
    ),
)

SUPPLIER_IMPORT = Lifecycle(
    "supplierimport",
    states=(
        State(UPLOADED, Text(nl="Klaar om kolommen te kiezen", en="Ready to choose columns")),
        State(CHECKING, Text(nl="Bezig met de proef", en="Dry run under way")),
        State(CHECKED, Text(nl="Proef gedraaid", en="Dry run done")),
        State(RUNNING, Text(nl="Bezig met overnemen", en="Being taken over")),
        State(DONE, Text(nl="Overgenomen", en="Taken over")),
        State(STOPPED, Text(nl="Gestopt", en="Stopped")),
    ),
    steps=(
        Step("check", UPLOADED, CHECKING, "suppliers.import", Text(nl="Proef draaien", en="Dry run")),
        Step(
            *("check", CHECKED, CHECKING, "suppliers.import"),
            Text(nl="Opnieuw proefdraaien", en="Dry run again"),
        ),
        Step(
            *("check", STOPPED, CHECKING, "suppliers.import"),
            Text(nl="Opnieuw proefdraaien", en="Dry run again"),
        ),
        Step(
            *("show", CHECKING, CHECKED, "suppliers.import"),
            Text(nl="Uitkomst van de proef tonen", en="Show the outcome of the dry run"),
        ),
        Step(
            *("put_back", CHECKING, UPLOADED, "suppliers.import"),
            Text(nl="Terug naar de kolommen", en="Back to the columns"),
        ),
        Step("start", CHECKED, RUNNING, "suppliers.import", Text(nl="Overnemen", en="Take over")),
        Step("start", STOPPED, RUNNING, "suppliers.import", Text(nl="Verder gaan", en="Go on")),
        Step("finish", RUNNING, DONE, "suppliers.import", Text(nl="Afronden", en="Finish")),
        Step("stop", UPLOADED, STOPPED, "suppliers.import", Text(nl="Stoppen", en="Stop")),
        Step("stop", CHECKED, STOPPED, "suppliers.import", Text(nl="Stoppen", en="Stop")),
        Step("stop", RUNNING, STOPPED, "suppliers.import", Text(nl="Stoppen", en="Stop")),
    ),
)

REGISTER_IMPORT = Lifecycle(
    "registerimport",
    states=(
        State(UPLOADED, Text(nl="Klaar om kolommen te kiezen", en="Ready to choose columns")),
        State(CHECKED, Text(nl="Proef gedraaid", en="Dry run done")),
        State(RUNNING, Text(nl="Bezig met overnemen", en="Being taken over")),
        State(DONE, Text(nl="Overgenomen", en="Taken over")),
        State(STOPPED, Text(nl="Gestopt", en="Stopped")),
    ),
    steps=(
        Step("check", UPLOADED, CHECKED, "suppliers.verify", Text(nl="Proef draaien", en="Dry run")),
        Step(
            *("check", CHECKED, CHECKED, "suppliers.verify"),
            Text(nl="Opnieuw proefdraaien", en="Dry run again"),
        ),
        Step("start", CHECKED, RUNNING, "suppliers.verify", Text(nl="Overnemen", en="Take over")),
        Step("start", STOPPED, RUNNING, "suppliers.verify", Text(nl="Verder gaan", en="Go on")),
        Step("finish", RUNNING, DONE, "suppliers.verify", Text(nl="Afronden", en="Finish")),
        Step("stop", UPLOADED, STOPPED, "suppliers.verify", Text(nl="Stoppen", en="Stop")),
        Step("stop", CHECKED, STOPPED, "suppliers.verify", Text(nl="Stoppen", en="Stop")),
        Step("stop", RUNNING, STOPPED, "suppliers.verify", Text(nl="Stoppen", en="Stop")),
    ),
)

REGION_MEMBERSHIP = Lifecycle(
    "regionmember",
    states=(
        State("invited", Text(nl="Uitgenodigd", en="Invited"), waits_for="regions.manage"),
        State("joined", Text(nl="Doet mee", en="Takes part")),
        State("declined", Text(nl="Doet niet mee", en="Does not take part"), final=True),
        State("left", Text(nl="Gestopt", en="Left"), final=True),
    ),
    steps=(
        Step("join", "invited", "joined", "regions.manage", Text(nl="Meedoen", en="Take part")),
        Step("decline", "invited", "declined", "regions.manage", Text(nl="Niet meedoen", en="Decline")),
        Step("leave", "joined", "left", "regions.manage", Text(nl="Stoppen", en="Leave")),
    ),
)
"""An authority in a region: the region invites, the authority itself decides."""

APPLY = "admissions.apply"
"""Carried by no role: by who holds the link from the letter of their own application."""

FIRM_APPLICATION = Lifecycle(
    "firmapplication",
    states=(
        State("draft", Text(nl="Adres nog niet bevestigd", en="Address not confirmed yet")),
        State("confirmed", Text(nl="In behandeling", en="Being looked at"), waits_for="admissions.decide"),
        State("asked", Text(nl="Vraag gesteld", en="Question asked")),
        State("admitted", Text(nl="Toegelaten", en="Admitted"), final=True),
        State("refused", Text(nl="Afgewezen", en="Refused"), final=True),
        State("withdrawn", Text(nl="Ingetrokken", en="Withdrawn"), final=True),
    ),
    steps=(
        Step("confirm", "draft", "confirmed", APPLY, Text(nl="Adres bevestigen", en="Confirm the address")),
        Step("ask", "confirmed", "asked", "admissions.decide", Text(nl="Vraag stellen", en="Ask a question")),
        Step("ask", "asked", "asked", "admissions.decide", Text(nl="Nog iets vragen", en="Ask more")),
        Step("answer", "asked", "confirmed", APPLY, Text(nl="Antwoorden", en="Answer")),
        Step("answer", "confirmed", "confirmed", APPLY, Text(nl="Aanvullen", en="Add something")),
        Step("admit", "confirmed", "admitted", "admissions.decide", Text(nl="Toelaten", en="Admit")),
        Step("admit", "asked", "admitted", "admissions.decide", Text(nl="Toelaten", en="Admit")),
        Step(
            "refuse",
            "confirmed",
            "refused",
            "admissions.decide",
            Text(nl="Afwijzen", en="Refuse"),
            undoable=True,
        ),
        Step("refuse", "asked", "refused", "admissions.decide", Text(nl="Afwijzen", en="Refuse")),
        Step("reopen", "refused", "confirmed", "admissions.decide", Text(nl="Weer openen", en="Reopen")),
        Step(
            "take_back",
            "admitted",
            "confirmed",
            "admissions.decide",
            Text(nl="Toelating terugdraaien", en="Undo the admission"),
        ),
        Step("withdraw", "draft", "withdrawn", APPLY, Text(nl="Intrekken", en="Withdraw")),
        Step("withdraw", "confirmed", "withdrawn", APPLY, Text(nl="Intrekken", en="Withdraw")),
        Step("withdraw", "asked", "withdrawn", APPLY, Text(nl="Intrekken", en="Withdraw")),
    ),
)
