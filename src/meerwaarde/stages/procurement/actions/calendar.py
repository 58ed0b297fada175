"""What people do with lines of the procurement calendar: add, change, drop, put back, begin."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import Department, Membership, memberships_at, one_at_a_time
from meerwaarde.platform.search.actions import index, remove
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.lifecycle import EXPECTED_PROCUREMENT, EXPECTED_PUBLIC, Step, StepRefused
from meerwaarde.rules.procurement_calendar import Quarter, faults_before_publishing
from meerwaarde.rules.roles import permissions_of
from meerwaarde.rules.text import Text
from meerwaarde.stages.market import actions as market
from meerwaarde.stages.market.queries import contact_of, opportunity_by_reference
from meerwaarde.stages.procurement.actions.editing import save_ambition, save_scope
from meerwaarde.stages.procurement.actions.starting import start
from meerwaarde.stages.procurement.models import ExpectedProcurement, Procurement
from meerwaarde.stages.procurement.queries.calendar import (
    band_of,
    category_names,
    findable_line,
    levels_expected,
    line_by_reference,
    line_quarter,
)

THRESHOLDS = "thresholds/supplies_services_decentral"
"""Known on the days on which the law of thresholds is known."""


@dataclass(frozen=True, kw_only=True)
class LineValues:
    """A line as a form or a file gives it. Amounts are whole cents excl. VAT."""

    title: str
    year: int
    quarter: int
    reference: str = ""
    description: str = ""
    value_low_cents: int | None = None
    value_high_cents: int | None = None
    duration_months: int | None = None
    contract: str = ""
    cpv: tuple[str, ...] = ()
    category: str = ""
    """Public id."""
    themes: tuple[str, ...] = ()
    levels: Mapping[str, int] = field(default_factory=dict)
    """Theme to the level that was chosen, 0 to 3; a theme without one follows the matrix."""
    department: Department | None = None
    client: Membership | None = None
    client_name: str = ""
    current_contract_ends_on: Any = None

    def columns(self) -> dict[str, Any]:
        """The values as the table holds them."""
        plain = {one.name: getattr(self, one.name) for one in fields(self)}
        levels = {theme: self.levels[theme] for theme in THEMES if theme in self.levels}
        return {**plain, "cpv": list(self.cpv), "themes": list(self.themes), "levels": levels}


LINE_FIELDS = tuple(one.name for one in fields(LineValues))


class LineRefused(Exception):
    """A line cannot be so: per field what is wrong and what to do; "" is the line as a whole."""

    def __init__(self, problems: dict[str, Text]) -> None:
        super().__init__("; ".join(text.en for text in problems.values()))
        self.problems = problems


def add_line(actor: Actor, *, values: LineValues, at: datetime) -> ExpectedProcurement:
    """Put a line on the calendar. Raises `LineRefused`."""
    must(actor, "calendar.write")
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)  # two who use the same reference at once
        refuse(actor, values)
        added = ExpectedProcurement.enter(organisation_id=actor.organisation_id, **values.columns())
        record(actor, "expectedprocurement.add", added, at=at, fields=("state", *LINE_FIELDS))
        make_findable(actor, added)
    return added


def change_line(
    actor: Actor, line: ExpectedProcurement, *, expected_version: int, values: LineValues, at: datetime
) -> tuple[str, ...]:
    """Change a line; what is public follows at once. Gives the fields that changed.

    Raises `LineRefused`, also where a public line would come to say what may not be public, and `Changed`.
    """
    must(actor, "calendar.write")
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        refuse(actor, values, besides=line)
        changed = line.change(expected_version, **values.columns())
        if changed:
            record(actor, "expectedprocurement.change", line, at=at, fields=changed)
            if line.state == EXPECTED_PUBLIC:
                _refuse_private(actor, line, at)
                show_to_market(actor, line, at=at)
            make_findable(actor, line)
    return changed


def refuse(actor: Actor, values: LineValues, *, besides: ExpectedProcurement | None = None) -> None:
    """Raise `LineRefused` for what no line can be."""
    for own in (values.department, values.client):
        assert own is None or own.organisation_id == actor.organisation_id
    problems: dict[str, Text] = {}
    low, high = values.value_low_cents, values.value_high_cents
    if low is not None and high is not None and high < low:
        problems["value_high"] = BAND_REVERSED
    taken = line_by_reference(actor, values.reference)
    if taken is not None and (besides is None or taken.pk != besides.pk):
        problems["reference"] = Text(
            nl=f"“{values.reference}” staat al op de kalender: {taken.title}. Kies een ander kenmerk.",
            en=f"“{values.reference}” is on the calendar already: {taken.title}. Choose another reference.",
        )
    if not values.title.strip():
        problems["title"] = NO_TITLE
    if problems:
        raise LineRefused(problems)


def take_step(
    actor: Actor, line: ExpectedProcurement, *, verb: str, at: datetime, contact: str | None = None
) -> Step:
    """Drop, put back, publish or take back. Raises `StepRefused`, and `LineRefused` for what stays private.

    `contact` is what the market sees; None keeps the one that was given last.
    """
    with transaction.atomic():
        line.hold()
        step = EXPECTED_PROCUREMENT.step(verb, line.state, actor.role)
        must(actor, step.permission)
        public = step.until == EXPECTED_PUBLIC
        values: dict[str, Any] = {"state": step.until, "public_since": at if public else None}
        changed = line.change(**values)
        _record_step(actor, verb, line, at, changed)
        if public:
            _refuse_private(actor, line, at)
            show_to_market(actor, line, at=at, contact=contact)
        elif step.since == EXPECTED_PUBLIC:
            market.withdraw_opportunity(actor, reference=line.public_id, at=at)
        if verb == "drop":
            remove(kind="expectedprocurement", object_id=line.public_id)
        else:
            make_findable(actor, line)
    return step


def publish_lines(
    actor: Actor, lines: Iterable[ExpectedProcurement], *, contact: str, at: datetime
) -> tuple[list[ExpectedProcurement], dict[str, Text]]:
    """Make many lines public, each by itself; gives those that are, and per public id why another is not."""
    must(actor, "calendar.publish")
    done: list[ExpectedProcurement] = []
    refused: dict[str, Text] = {}
    for one in lines:
        try:
            take_step(actor, one, verb="publish", at=at, contact=contact)
        except LineRefused as fault:
            refused[one.public_id] = next(iter(fault.problems.values()))
        except StepRefused as fault:
            refused[one.public_id] = fault.text
        else:
            done.append(one)
    return done, refused


def _record_step(
    actor: Actor, verb: str, line: ExpectedProcurement, at: datetime, changed: tuple[str, ...]
) -> None:
    match verb:
        case "publish":
            record(actor, "expectedprocurement.publish", line, at=at, fields=changed)
        case "take_back":
            record(actor, "expectedprocurement.take_back", line, at=at, fields=changed)
        case "drop":
            record(actor, "expectedprocurement.drop", line, at=at, fields=changed)
        case _:
            record(actor, "expectedprocurement.restore", line, at=at, fields=changed)


def begin_procurement(actor: Actor, line: ExpectedProcurement, *, at: datetime) -> Procurement:
    """Begin the procurement from a line, filled in with what the line says. A second time gives the same one.

    The client of the line becomes that of the procurement, if that role still holds and may submit one. The
    value is the top of the band: a procedure is chosen for the most that it may cost.
    """
    must(actor, "procurements.start")
    with transaction.atomic():
        line.hold()
        if line.procurement is not None:
            return line.procurement
        step = EXPECTED_PROCUREMENT.step("begin", line.state, actor.role)
        must(actor, step.permission)
        begun = start(
            actor,
            title=line.title,
            need=line.description,
            department=line.department,
            start_on=_start_day(line, at),
            client=_client_now(line, at),
            start_key=hashlib.sha256(f"calendar:{line.public_id}".encode()).hexdigest()[:32],
            at=at,
        )
        _fill(actor, begun, line, at)
        changed = line.change(state=step.until, procurement=begun)
        record(actor, "expectedprocurement.begin", line, at=at, fields=changed)
        market.begin_opportunity(actor, reference=line.public_id, at=at)
        make_findable(actor, line)
    return begun


def _fill(actor: Actor, begun: Procurement, line: ExpectedProcurement, at: datetime) -> None:
    """What is bought, how much, and how far one wants to go, as far as the line says."""
    upper = band_of(line).upper
    part: dict[str, Any] = {
        "contract": line.contract or None,
        "cpv": list(line.cpv) or None,
        "duration_months": line.duration_months,
        "estimate": str(upper) if upper else None,
    }
    save_scope(
        actor,
        begun,
        expected_version=begun.version,
        part=part,
        start_on=begun.start_on,
        divided=None,
        lots=(),
        at=at,
    )
    expected = levels_expected(actor, line)
    levels: dict[str, int] = {theme: one.level for theme, one in expected.items() if one.level}
    if levels:
        save_ambition(actor, begun, expected_version=begun.version, themes=levels, why="", at=at)


def _client_now(line: ExpectedProcurement, at: datetime) -> Membership | None:
    """The client of a line where that role still holds today and is one that submits procurements."""
    if line.client is None or "procurements.submit" not in permissions_of(line.client.role):
        return None
    held = memberships_at(line.organisation_id, timezone.localdate(at))
    return held.filter(pk=line.client.pk).first()


def _start_day(line: ExpectedProcurement, at: datetime) -> Any:
    """The first day of the quarter, where it is still to come and the law of that day is known."""
    day = line_quarter(line).first_day
    if day <= timezone.localdate(at):
        return None
    try:
        Law.on(day)[THRESHOLDS]
    except NoParameter:
        return None
    return day


def show_to_market(
    actor: Actor, line: ExpectedProcurement, *, at: datetime, contact: str | None = None
) -> None:
    """Let the market see what the line says now, in the caller's transaction."""
    if contact is None:
        known = opportunity_by_reference(line.public_id)
        contact = known.contact if known is not None else contact_of(actor.organisation_id)
    market.open_opportunity(
        actor,
        reference=line.public_id,
        values=market.OpportunityValues(**public_values(actor, line), contact=contact),
        at=at,
    )


def public_values(actor: Actor, line: ExpectedProcurement) -> dict[str, Any]:
    """What of a line is public: no client, no department, no reference, no contract that runs now."""
    return {
        "title": line.title,
        "description": line.description,
        "year": line.year,
        "quarter": line.quarter,
        "value_low_cents": line.value_low_cents,
        "value_high_cents": line.value_high_cents,
        "duration_months": line.duration_months,
        "contract": line.contract,
        "cpv": tuple(line.cpv),
        "category": category_names(actor).get(line.category, "") if line.category else "",
        "themes": tuple(line.themes),
    }


def why_private(
    actor: Actor, line: ExpectedProcurement, at: datetime, names: list[str] | None = None
) -> tuple[Text, ...]:
    """Why a line cannot be public as it stands. `names` are those of the people here, where already read."""
    people = names if names is not None else people_here(actor, at)
    known = [*people, line.client_name] if line.client_name else people
    return faults_before_publishing(
        title=line.title,
        description=line.description,
        quarter=line_quarter(line),
        names=known,
        today=Quarter.of(timezone.localdate(at)),
    )


def people_here(actor: Actor, at: datetime) -> list[str]:
    """The names of everybody who holds a role here."""
    held = memberships_at(actor.organisation_id, timezone.localdate(at))
    return list(held.values_list("person__name", flat=True).distinct())


def _refuse_private(actor: Actor, line: ExpectedProcurement, at: datetime) -> None:
    if found := why_private(actor, line, at):
        said = Text(nl=" ".join(one.nl for one in found), en=" ".join(one.en for one in found))
        raise LineRefused({"": said})


def make_findable(actor: Actor, line: ExpectedProcurement) -> None:
    """Put it in the search index, or anew."""
    index(organisation_id=actor.organisation_id, **asdict(findable_line(actor.slug, line)))


BAND_REVERSED = Text(
    nl="Het hoogste bedrag is lager dan het laagste. Draai de bedragen om of verbeter ze.",
    en="The highest amount is below the lowest. Turn the amounts round, or mend them.",
)
NO_TITLE = Text(
    nl="Zeg in een paar woorden wat u verwacht te kopen.", en="Say in a few words what you expect to buy."
)
