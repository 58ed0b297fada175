"""The whole file of a procurement as one typed object: what a strategy note, a summary and an export need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from meerwaarde.exchange.cpv.read import load as cpv_catalogue
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.queries import events_about
from meerwaarde.platform.organisations.queries import names_of_persons
from meerwaarde.rules.ambition import THEMES, level_of
from meerwaarde.rules.compliance import Assessment
from meerwaarde.rules.grounds import Advice, InstrumentFit, Question
from meerwaarde.rules.intake import Intake
from meerwaarde.rules.invitation import Inviting
from meerwaarde.rules.lifecycle import ADVISED, DECIDED
from meerwaarde.rules.read_intake import Fault
from meerwaarde.rules.rerun import Comparison, rerun
from meerwaarde.rules.rerun import StoredAdvice as KeptAdvice
from meerwaarde.stages.policy.queries import Goal
from meerwaarde.stages.procurement.models import Explanation, Invitee, Lot, Procurement, StoredAdvice
from meerwaarde.stages.procurement.queries.advising import advised
from meerwaarde.stages.procurement.queries.evidence import Evidence, evidence_of
from meerwaarde.stages.procurement.queries.explanations import explanations_of
from meerwaarde.stages.procurement.queries.listed_firms import invitees_of, searches_of
from meerwaarde.stages.procurement.queries.reading import advices_of, lots_of

ALTERNATIVES = ("do_not_buy", "reuse", "share", "as_a_service", "launching_customer")
"""What is weighed before a product is bought, in the order of the questions."""


@dataclass(frozen=True)
class Alternative:
    """One alternative to buying new; `considered` is None while nobody has said."""

    code: str
    considered: bool | None
    why: str


@dataclass(frozen=True)
class GoalServed:
    """A goal of the board that this procurement serves."""

    public_id: str
    wording: str
    theme: str


@dataclass(frozen=True)
class CpvCode:
    """A code with its labels; empty labels for a code that the list does not have."""

    code: str
    nl: str
    en: str


@dataclass(frozen=True)
class LotOnFile:
    """A lot with the route that the advice gives it."""

    code: str
    name: str
    estimate_cents: int | None
    route: str | None
    exempt: bool


@dataclass(frozen=True)
class WeighedInstrument:
    """An instrument, whether it fits here, and what was decided about it: use, not, or nothing yet ("")."""

    fit: InstrumentFit
    choice: str
    reason: str


@dataclass(frozen=True)
class Happening:
    """A moment in the history of the file; `by` is empty where the person is unknown or erased."""

    moment: datetime
    action: str
    by: str
    role: str


@dataclass(frozen=True, kw_only=True)
class ProcurementFile:
    """Everything that is known of a procurement. Amounts are whole cents excluding VAT.

    `advice` is the stored one from completion of the advice on, and until then what the rules say today;
    `stored` tells which. It is None where too little is known or `fault` says why none can be given.
    """

    public_id: str
    number: str
    title: str
    state: str
    authority: str
    department: str
    client: str
    buyer: str
    notice_title: str
    notice_id: str
    started_at: datetime
    changed_at: datetime
    start_on: date | None
    decided_on: date | None
    day: date
    purpose_value: str
    purpose_for: str
    need: str
    goals: tuple[GoalServed, ...]
    alternatives: tuple[Alternative, ...]
    contract: str
    cpv: tuple[CpvCode, ...]
    duration_months: int | None
    valuation: Mapping[str, object] | None
    value_cents: int | None
    divided: bool | None
    lots: tuple[LotOnFile, ...]
    approach: Mapping[str, Any]
    """The fields of the step "Approach" in the form of the interface; unknown ones absent."""
    intake: Intake | None
    advice: Advice | None
    fault: Fault | None
    stored: bool
    made_at: datetime | None
    instruments: tuple[WeighedInstrument, ...]
    themes: tuple[tuple[str, int | None], ...]
    themes_why: str
    themes_more: str
    motivations: Mapping[str, str]
    assessments: tuple[Assessment, ...]
    explanations: tuple[Explanation, ...]
    """Why the file departs from rules, with who judged that; withdrawn ones left out."""
    history: tuple[Happening, ...]
    firms: tuple[Invitee, ...] = ()
    """Who was considered and asked, in the order of the list; who was taken off is among them."""
    inviting: Inviting | None = None
    searched_at: tuple[datetime, ...] = ()
    """When a search for suppliers was kept as evidence."""
    evidence: tuple[Evidence, ...] = ()
    """What the market showed: frozen searches and consultations; what was taken out is among them."""

    @property
    def reasons(self) -> dict[str, str]:
        """What is motivated and matters: of a contract in lots nobody asks why it is not divided."""
        divided = bool(self.divided or self.lots)
        return {
            code: text for code, text in self.motivations.items() if text and not (divided and code == "lots")
        }

    def newest(self, action: str) -> Happening | None:
        """When something was done for the last time, as far as the history tells."""
        return next((one for one in self.history if one.action == action), None)

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """What the advice still asks."""
        return self.advice.open_questions if self.advice else ()


def file_of(actor: Actor, procurement: Procurement, today: date) -> ProcurementFile:
    """The file of a procurement that this actor may see."""
    lots = lots_of(procurement)
    now = advised(actor, procurement, lots, today)
    kept = advices_of(procurement)[:1] if procurement.state in (ADVISED, DECIDED) else []
    answer = advice_in(kept[0]) if kept else now.advice
    return ProcurementFile(
        public_id=procurement.public_id,
        number=procurement.number,
        title=procurement.title,
        state=procurement.state,
        authority=actor.organisation_name,
        department=procurement.department.name if procurement.department else "",
        client=procurement.client.person.name if procurement.client else "",
        buyer=procurement.buyer.person.name if procurement.buyer else "",
        notice_title=procurement.notice.title if procurement.notice else "",
        notice_id=procurement.notice.public_id if procurement.notice else "",
        started_at=procurement.started_at,
        changed_at=procurement.changed_at,
        start_on=procurement.start_on,
        decided_on=procurement.decided_on,
        day=kept[0].day if kept else now.day,
        purpose_value=procurement.purpose_value,
        purpose_for=procurement.purpose_for,
        need=procurement.need,
        goals=tuple(GoalServed(g.public_id, g.wording, g.theme) for g in goals_of(procurement)),
        alternatives=_alternatives(procurement),
        contract=procurement.contract,
        cpv=tuple(_cpv(code) for code in procurement.cpv or ()),
        duration_months=procurement.duration_months,
        valuation=procurement.valuation,
        value_cents=procurement.value_cents,
        divided=procurement.divided,
        lots=_lots(lots, answer),
        approach=procurement.particulars,
        intake=msgspec.convert(kept[0].intake, Intake) if kept else now.intake,
        advice=answer,
        fault=None if kept else now.fault,
        stored=bool(kept),
        made_at=kept[0].made_at if kept else None,
        instruments=_instruments(procurement, answer),
        themes=_themes(procurement),
        themes_why=procurement.themes_why,
        themes_more=procurement.themes_more,
        motivations=procurement.motivations,
        assessments=now.assessments,
        explanations=tuple(explanations_of(procurement)),
        history=history_of(actor, procurement),
        firms=tuple(invitees_of(procurement)),
        inviting=now.inviting,
        searched_at=tuple(one.at for one in searches_of(procurement)),
        evidence=tuple(evidence_of(actor, procurement, today)),
    )


def goals_of(procurement: Procurement) -> list[Goal]:
    """The goals that a procurement serves."""
    return list(procurement.goals.order_by("pk"))


def advice_in(stored: StoredAdvice) -> Advice:
    """The advice as it was given."""
    return msgspec.convert(stored.answer, Advice)


def run_again(stored: StoredAdvice) -> Comparison:
    """The stored advice on its own entries under the rules of today."""
    return rerun(KeptAdvice(msgspec.convert(stored.intake, Intake), advice_in(stored)))


def history_of(actor: Actor, procurement: Procurement) -> tuple[Happening, ...]:
    """What the journal tells about a file, newest first, with names where they are still known."""
    events = list(events_about(actor.organisation_id, "procurement", procurement.public_id)[:100])
    names = names_of_persons({event.person for event in events if event.person})
    return tuple(
        Happening(event.moment, event.action, names.get(event.person, ""), event.role) for event in events
    )


def _alternatives(procurement: Procurement) -> tuple[Alternative, ...]:
    weighed = procurement.alternatives
    return tuple(
        Alternative(code, weighed.get(code, {}).get("considered"), weighed.get(code, {}).get("why", ""))
        for code in ALTERNATIVES
    )


def _cpv(code: str) -> CpvCode:
    known = cpv_catalogue().get(code)
    return CpvCode(code, known.nl, known.en) if known else CpvCode(code, "", "")


def _lots(lots: list[Lot], advice: Advice | None) -> tuple[LotOnFile, ...]:
    routes = {lot.id: lot for lot in advice.lots} if advice else {}
    return tuple(
        LotOnFile(
            lot.code,
            lot.name,
            lot.estimate_cents,
            routes[lot.code].route if lot.code in routes else None,
            routes[lot.code].exempt if lot.code in routes else False,
        )
        for lot in lots
    )


def _instruments(procurement: Procurement, advice: Advice | None) -> tuple[WeighedInstrument, ...]:
    decided = procurement.instruments
    return tuple(
        WeighedInstrument(
            fit, decided.get(fit.code, {}).get("choice", ""), decided.get(fit.code, {}).get("why", "")
        )
        for fit in (advice.instruments if advice else ())
    )


def _themes(procurement: Procurement) -> tuple[tuple[str, int | None], ...]:
    chosen = procurement.themes
    return tuple((theme, None if chosen is None else level_of(chosen, theme)) for theme in THEMES)
