"""The steps of frameworks, ambition webs, action plans and self-assessments."""

from __future__ import annotations

from meerwaarde.rules.lifecycle.shared import ACTION_DONE, DROPPED, PLANNED, UNDER_WAY
from meerwaarde.rules.lifecycle.table import Lifecycle, State, Step
from meerwaarde.rules.text import Text

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
