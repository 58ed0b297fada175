"""The steps of a file with payments: brought in, its columns chosen, checked, counted in the figures."""

from __future__ import annotations

from meerwaarde.rules.lifecycle.shared import CHECKED, UPLOADED, WITHDRAWN
from meerwaarde.rules.lifecycle.table import Lifecycle, State, Step
from meerwaarde.rules.text import Text

MAPPED, CONFIRMED = "mapped", "confirmed"

SPEND_BATCH = Lifecycle(
    "spendbatch",
    states=(
        State(UPLOADED, Text(nl="Kolommen kiezen", en="Columns to choose"), waits_for="spend.import"),
        State(MAPPED, Text(nl="Wordt gelezen", en="Being read")),
        State(CHECKED, Text(nl="Te bevestigen", en="To be confirmed"), waits_for="spend.import"),
        State(CONFIRMED, Text(nl="Telt mee", en="Counts in the figures")),
        State(WITHDRAWN, Text(nl="Ingetrokken", en="Withdrawn"), final=True),
    ),
    steps=(
        Step("map", UPLOADED, MAPPED, "spend.import", Text(nl="Laten lezen", en="Have it read")),
        Step("map", CHECKED, MAPPED, "spend.import", Text(nl="Opnieuw laten lezen", en="Have it read again")),
        Step("check", MAPPED, CHECKED, "spend.import", Text(nl="Controle tonen", en="Show the check")),
        Step(
            *("put_back", MAPPED, UPLOADED, "spend.import"),
            Text(nl="Terug naar de kolommen", en="Back to the columns"),
        ),
        Step("confirm", CHECKED, CONFIRMED, "spend.import", Text(nl="Mee laten tellen", en="Let it count")),
        Step("withdraw", UPLOADED, WITHDRAWN, "spend.import", Text(nl="Intrekken", en="Withdraw")),
        Step("withdraw", CHECKED, WITHDRAWN, "spend.import", Text(nl="Intrekken", en="Withdraw")),
        Step("withdraw", CONFIRMED, WITHDRAWN, "spend.import", Text(nl="Intrekken", en="Withdraw")),
    ),
)
