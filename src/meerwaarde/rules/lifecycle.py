"""Tables of steps: the states of a thing and who may bring it from one to the next.

Code, tests, drawings and buttons read the same rows. What is not listed is refused, with a sentence that
says what is possible instead.
"""

from __future__ import annotations

import msgspec

from meerwaarde.rules.roles import permissions_of, role
from meerwaarde.rules.text import Text


class State(msgspec.Struct, frozen=True):
    """A state with its name for people; `waits_for` names the permission of whoever must act next."""

    code: str
    name: Text
    waits_for: str | None = None
    final: bool = False


class Step(msgspec.Struct, frozen=True):
    """From one state to another, by whoever carries the permission."""

    verb: str
    since: str
    until: str
    permission: str
    name: Text
    undoable: bool = False
    """True where the next step may lead straight back without anything being lost."""


class Lifecycle(msgspec.Struct, frozen=True):
    """All states and steps of one noun."""

    noun: str
    states: tuple[State, ...]
    steps: tuple[Step, ...]

    @property
    def first(self) -> str:
        return self.states[0].code

    def state(self, code: str) -> State:
        return next(known for known in self.states if known.code == code)

    def possible(self, state: str, role_code: str) -> tuple[Step, ...]:
        """The steps that this role may take now: the buttons on the page."""
        carried = permissions_of(role_code)
        return tuple(s for s in self.steps if s.since == state and s.permission in carried)

    def step(self, verb: str, state: str, role_code: str) -> Step:
        """The step asked for, or `StepRefused` with what is wrong and what is possible."""
        for known in self.possible(state, role_code):
            if known.verb == verb:
                return known
        raise StepRefused(self, verb, state, role_code)

    def own_step(self, verb: str, state: str, permission: str) -> Step | None:
        """The step of who holds a permission by something else than a role, such as a link; None: not now."""
        asked = (verb, state, permission)
        return next((s for s in self.steps if (s.verb, s.since, s.permission) == asked), None)

    def way_back(self, step: Step) -> Step | None:
        """The step that undoes this one at once, for the same people; None where the table allows none."""
        if not step.undoable:
            return None
        return next(
            (
                back
                for back in self.steps
                if (back.since, back.until, back.permission) == (step.until, step.since, step.permission)
            ),
            None,
        )


class StepRefused(Exception):
    """Not in the table: the message names who may do what from here."""

    def __init__(self, lifecycle: Lifecycle, verb: str, state: str, role_code: str) -> None:
        self.text = _refusal(lifecycle, verb, state, role_code)
        super().__init__(self.text.en)


def _refusal(lifecycle: Lifecycle, verb: str, state: str, role_code: str) -> Text:
    here = lifecycle.state(state).name
    wanted = next((s.name for s in lifecycle.steps if s.verb == verb), Text(nl=verb, en=verb))
    who = role(role_code).name
    from_here = [s for s in lifecycle.steps if s.since == state]

    def options(language: str) -> str:
        if not from_here:
            return {"nl": "niets meer", "en": "nothing more"}[language]
        return ", ".join(s.name.in_language(language).lower() for s in from_here)

    return Text(
        nl=f"{wanted.nl} kan nu niet als {who.nl.lower()}: dit staat op “{here.nl.lower()}”. "
        f"Wat hier wel kan: {options('nl')}.",
        en=f"{wanted.en} is not possible now for a {who.en.lower()}: this is “{here.en.lower()}”. "
        f"Possible here: {options('en')}.",
    )


DRAFT, SUBMITTED, ADVISED, DECIDED, WITHDRAWN = "draft", "submitted", "advised", "decided", "withdrawn"

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

FRAMEWORK_DRAFT, ADOPTED, REPLACED = "draft", "adopted", "replaced"

FRAMEWORK = Lifecycle(
    "framework",
    states=(
        State(FRAMEWORK_DRAFT, Text(nl="Concept", en="Draft"), waits_for="frameworks.adopt"),
        State(ADOPTED, Text(nl="Vastgesteld", en="Adopted")),
        State(REPLACED, Text(nl="Vervangen", en="Replaced"), final=True),
    ),
    steps=(
        Step(
            "adopt",
            FRAMEWORK_DRAFT,
            ADOPTED,
            "frameworks.adopt",
            Text(nl="Vaststelling vastleggen", en="Record adoption"),
        ),
        Step("replace", ADOPTED, REPLACED, "frameworks.adopt", Text(nl="Vervangen", en="Replace")),
    ),
)

PROPOSED, APPROVED, REFUSED = "proposed", "approved", "refused"

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

UPLOADED, CHECKING, CHECKED = "uploaded", "checking", "checked"
RUNNING, DONE, STOPPED = "running", "done", "stopped"

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

WEB_PREPARED, WEB_SCORING, WEB_REVEALED, WEB_SETTLED, WEB_CANCELLED = (
    "prepared",
    "scoring",
    "revealed",
    "settled",
    "cancelled",
)

WEB_SESSION = Lifecycle(
    "websession",
    states=(
        State(WEB_PREPARED, Text(nl="Voorbereid", en="Prepared")),
        State(WEB_SCORING, Text(nl="Iedereen scoort", en="Everybody scores")),
        State(WEB_REVEALED, Text(nl="In gesprek", en="In discussion")),
        State(WEB_SETTLED, Text(nl="Afgesproken", en="Agreed"), final=True),
        State(WEB_CANCELLED, Text(nl="Gaat niet door", en="Cancelled"), final=True),
    ),
    steps=(
        Step("open", WEB_PREPARED, WEB_SCORING, "webs.facilitate", Text(nl="Openen", en="Open")),
        Step("reveal", WEB_SCORING, WEB_REVEALED, "webs.facilitate", Text(nl="Scores tonen", en="Reveal")),
        Step(
            *("settle", WEB_REVEALED, WEB_SETTLED, "webs.facilitate"),
            Text(nl="Afspraken vastleggen", en="Settle what was agreed"),
        ),
        Step("cancel", WEB_PREPARED, WEB_CANCELLED, "webs.facilitate", Text(nl="Afzeggen", en="Cancel")),
        Step("cancel", WEB_SCORING, WEB_CANCELLED, "webs.facilitate", Text(nl="Afzeggen", en="Cancel")),
    ),
)

PLAN_DRAFT, PLAN_ADOPTED, PLAN_EVALUATED = "draft", "adopted", "evaluated"

ACTION_PLAN = Lifecycle(
    "actionplan",
    states=(
        State(PLAN_DRAFT, Text(nl="Concept", en="Draft"), waits_for="plans.adopt"),
        State(PLAN_ADOPTED, Text(nl="Vastgesteld", en="Adopted")),
        State(PLAN_EVALUATED, Text(nl="Geëvalueerd", en="Evaluated"), final=True),
    ),
    steps=(
        Step(
            *("adopt", PLAN_DRAFT, PLAN_ADOPTED, "plans.adopt"),
            Text(nl="Vaststelling vastleggen", en="Record adoption"),
        ),
        Step(
            *("evaluate", PLAN_ADOPTED, PLAN_EVALUATED, "plans.write"),
            Text(nl="Evaluatie afronden", en="Complete the evaluation"),
        ),
    ),
)

PLANNED, UNDER_WAY, ACTION_DONE, DROPPED = "planned", "under_way", "done", "dropped"

PLAN_ACTION = Lifecycle(
    "planaction",
    states=(
        State(PLANNED, Text(nl="Gepland", en="Planned")),
        State(UNDER_WAY, Text(nl="Bezig", en="Under way")),
        State(ACTION_DONE, Text(nl="Klaar", en="Done")),
        State(DROPPED, Text(nl="Vervallen", en="Dropped")),
    ),
    steps=(
        Step("begin", PLANNED, UNDER_WAY, "plans.progress", Text(nl="Beginnen", en="Begin"), undoable=True),
        Step("put_back", UNDER_WAY, PLANNED, "plans.progress", Text(nl="Toch niet", en="Not yet")),
        Step("finish", PLANNED, ACTION_DONE, "plans.progress", Text(nl="Klaar melden", en="Report as done")),
        Step(
            *("finish", UNDER_WAY, ACTION_DONE, "plans.progress"),
            Text(nl="Klaar melden", en="Report as done"),
            undoable=True,
        ),
        Step("resume", ACTION_DONE, UNDER_WAY, "plans.progress", Text(nl="Toch niet klaar", en="Not done")),
        Step("drop", PLANNED, DROPPED, "plans.write", Text(nl="Laten vervallen", en="Drop"), undoable=True),
        Step("drop", UNDER_WAY, DROPPED, "plans.write", Text(nl="Laten vervallen", en="Drop")),
        Step("restore", DROPPED, PLANNED, "plans.write", Text(nl="Terugzetten", en="Put back")),
    ),
)

ASSESSMENT_OPEN, ASSESSMENT_CLOSED = "open", "closed"

ASSESSMENT = Lifecycle(
    "assessment",
    states=(
        State(ASSESSMENT_OPEN, Text(nl="Open", en="Open"), waits_for="assessments.answer"),
        State(ASSESSMENT_CLOSED, Text(nl="Afgesloten", en="Closed")),
    ),
    steps=(
        Step(
            *("close", ASSESSMENT_OPEN, ASSESSMENT_CLOSED, "assessments.lead"),
            Text(nl="Afsluiten", en="Close"),
            undoable=True,
        ),
        Step(
            *("reopen", ASSESSMENT_CLOSED, ASSESSMENT_OPEN, "assessments.lead"),
            Text(nl="Weer openen", en="Reopen"),
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
    ),
)
"""What comes of a match. What both sides say afterwards ends it: `rules/leads.py`."""

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

LIFECYCLES: tuple[Lifecycle, ...] = (
    PROCUREMENT,
    FRAMEWORK,
    EXPLANATION,
    CREDENTIAL,
    SUPPLIER_IMPORT,
    REGISTER_IMPORT,
    INVITEE,
    WEB_SESSION,
    ACTION_PLAN,
    PLAN_ACTION,
    ASSESSMENT,
    EXPECTED_PROCUREMENT,
    REGION_MEMBERSHIP,
    POOL,
    POOL_MEMBER,
    CALENDAR_IMPORT,
    FIRM_APPLICATION,
    LEAD,
    ENQUIRY,
    COMBINATION,
    COMBINATION_PART,
    NEED,
    NEED_OFFER,
    CONTACT_QUESTION,
    CONSULTATION,
    CONSULTATION_RESPONSE,
    MEETING,
    MEETING_PLACE,
    PITCH,
    ACQUAINTANCE,
)
