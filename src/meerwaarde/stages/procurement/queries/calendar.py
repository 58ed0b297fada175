"""Reads of the procurement calendar: lines, quarters, what must begin in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Lower
from django.urls import reverse

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.lifecycle import BEGUN, DROPPED, EXPECTED, EXPECTED_PUBLIC
from meerwaarde.rules.money import cents, from_cents
from meerwaarde.rules.procurement_calendar import Band, Quarter
from meerwaarde.rules.suppliers import months_later
from meerwaarde.stages.policy import queries as policy
from meerwaarde.stages.policy.queries.keyset import Slice, keyset
from meerwaarde.stages.procurement.models import ExpectedProcurement
from meerwaarde.stages.procurement.queries.findable import Findable

WAITING: Final = (EXPECTED, EXPECTED_PUBLIC)
"""States in which the procurement has yet to begin."""
LINE_SORTS: Final = ("quarter", "title", "value", "ends", "promise")
MOST_IN_A_BLOCK: Final = 12
"""Lines that a quarter shows before it leads to the list."""
LEAD: Final = "calendar/lead_months"


@dataclass(frozen=True, kw_only=True)
class CalendarFilter:
    """What a person asked of the calendar; empty means everything but what was dropped."""

    text: str = ""
    department: str = ""
    theme: str = ""
    category: str = ""
    state: str = ""
    """A state, "waiting" for what has yet to begin, or "all" for dropped lines as well."""
    year: int | None = None
    quarter: int | None = None
    contract: str = ""
    band: Band | None = None
    mine: bool = False
    """Those of which the actor is the client."""


@dataclass(frozen=True)
class QuarterTotals:
    """What one quarter holds. Amounts are cents excl. VAT, the tops of the bands added up."""

    quarter: Quarter
    count: int
    cents: int
    unknown: int
    """How many lines have no amount."""


@dataclass(frozen=True)
class QuarterBlock:
    """A quarter with its totals and the first of its lines."""

    totals: QuarterTotals
    lines: tuple[ExpectedProcurement, ...]


def lines_visible_to(actor: Actor) -> QuerySet[ExpectedProcurement]:
    """Lines of the actor's own authority, for roles that read the calendar."""
    if not actor.may("calendar.read"):
        return ExpectedProcurement.objects.none()
    return ExpectedProcurement.objects.filter(organisation_id=actor.organisation_id)


def line(actor: Actor, public_id: str) -> ExpectedProcurement | None:
    """One line, or None for a stranger and for what does not exist."""
    related = ("department", "client__person", "procurement", "organisation")
    return lines_visible_to(actor).select_related(*related).filter(public_id=public_id).first()


def line_by_reference(actor: Actor, reference: str) -> ExpectedProcurement | None:
    """The line that the authority's own files call so; "" is no name."""
    return lines_visible_to(actor).filter(reference=reference).first() if reference else None


def lines_by_id(actor: Actor, public_ids: Iterable[str]) -> list[ExpectedProcurement]:
    """These lines, in the order of the calendar."""
    found = lines_visible_to(actor).filter(public_id__in=list(public_ids))
    return list(found.select_related("department", "client__person", "organisation"))


def band_of(one: ExpectedProcurement) -> Band:
    """What it is worth, in euros excl. VAT."""
    low, high = one.value_low_cents, one.value_high_cents
    return Band(None if low is None else from_cents(low), None if high is None else from_cents(high))


@dataclass(frozen=True)
class LevelExpected:
    """How far one means to go on a theme, 0 to 3, and whether that is what the matrix says."""

    level: int
    of_matrix: bool


def levels_expected(actor: Actor, one: ExpectedProcurement) -> dict[Theme, LevelExpected]:
    """The level of each theme of a line: as somebody chose it, else as the matrix has it for its category.

    A theme that is not named in the line is absent, and so is one of which neither of the two says anything.
    """
    if one.category:
        said = policy.read_matrix(actor).levels().get(one.category, {})
    else:
        row = policy.matrix_row(actor, list(one.cpv))
        said = row.levels if row else {}
    found: dict[Theme, LevelExpected] = {}
    for theme in THEMES:
        if theme in one.levels:
            found[theme] = LevelExpected(one.levels[theme], of_matrix=False)
        elif theme in one.themes and theme in said:
            found[theme] = LevelExpected(said[theme], of_matrix=True)
    return found


def line_quarter(one: ExpectedProcurement) -> Quarter:
    """The quarter in which the procurement is expected to begin."""
    return Quarter(one.year, one.quarter)


def filtered_lines(actor: Actor, wanted: CalendarFilter) -> QuerySet[ExpectedProcurement]:
    """All that fits a filter, the nearest quarter first."""
    rows = lines_visible_to(actor)
    if wanted.state == "waiting":
        rows = rows.filter(state__in=WAITING)
    elif wanted.state in (EXPECTED, EXPECTED_PUBLIC, BEGUN, DROPPED):
        rows = rows.filter(state=wanted.state)
    elif wanted.state != "all":
        rows = rows.exclude(state=DROPPED)
    if wanted.department:
        rows = rows.filter(department__public_id=wanted.department)
    if wanted.theme in THEMES:
        rows = rows.filter(themes__icontains=f'"{wanted.theme}"')
    for name in ("category", "contract", "year", "quarter"):
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: value})
    if wanted.mine:
        rows = rows.filter(client_id=actor.membership_id)
    if wanted.band is not None:
        rows = rows.annotate(upper=Coalesce("value_high_cents", "value_low_cents"))
        if wanted.band.low:
            rows = rows.filter(upper__gt=cents(wanted.band.low))
        if wanted.band.high is not None:
            rows = rows.filter(upper__lte=cents(wanted.band.high))
    for word in wanted.text.split()[:8]:
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(description__icontains=word)
            | Q(reference__icontains=word)
            | Q(client_name__icontains=word)
            | Q(client__person__name__icontains=word)
        )
    return rows.select_related("department", "client__person").order_by("year", "quarter", "pk")


def listed_lines(
    actor: Actor, wanted: CalendarFilter, *, sort: str = "quarter", cursor: str = ""
) -> Slice[ExpectedProcurement]:
    """One page in the order asked; what has no amount, day or scan stands last."""
    rows = filtered_lines(actor, wanted).annotate(
        by_quarter=_PLACE,
        by_title=Lower("title"),
        by_value=Coalesce("value_high_cents", "value_low_cents", Value(-1)),
        by_ends=Coalesce(Cast("current_contract_ends_on", CharField()), Value("9999")),
        by_promise=Coalesce(Cast(KT("scan__points"), IntegerField()), Value(-1)),
    )
    order = sort if sort in LINE_SORTS else "quarter"
    return keyset(rows, f"by_{order}", descending=order in ("value", "promise"), cursor=cursor)


_PLACE: Final = F("year") * 4 + F("quarter")


def quarters(actor: Actor, wanted: CalendarFilter, since: Quarter, count: int) -> tuple[QuarterBlock, ...]:
    """So many quarters in a row with what they hold. Two queries, whatever the calendar holds."""
    rows = filtered_lines(actor, wanted).annotate(place=_PLACE)
    span = rows.filter(place__gte=_place(since), place__lt=_place(since.later(count)))
    totals = {one.quarter: one for one in _totals(span)}
    # Per quarter the first few, in one query: those whose key is among the first of their own quarter.
    first = (
        filtered_lines(actor, wanted)
        .filter(year=OuterRef("year"), quarter=OuterRef("quarter"))
        .order_by("pk")
        .values("pk")[MOST_IN_A_BLOCK - 1 : MOST_IN_A_BLOCK]
    )
    shown = span.annotate(last_shown=Subquery(first)).filter(Q(last_shown=None) | Q(pk__lte=F("last_shown")))
    lines: dict[Quarter, list[ExpectedProcurement]] = {}
    for one in shown:
        lines.setdefault(line_quarter(one), []).append(one)
    return tuple(
        QuarterBlock(totals.get(quarter, QuarterTotals(quarter, 0, 0, 0)), tuple(lines.get(quarter, ())))
        for quarter in (since.later(step) for step in range(count))
    )


def _place(quarter: Quarter) -> int:
    return quarter.year * 4 + quarter.number


def _totals(rows: QuerySet[ExpectedProcurement]) -> Iterator[QuarterTotals]:
    amount = Coalesce("value_high_cents", "value_low_cents")
    grouped: Any = rows.order_by().values("year", "quarter")
    for one in grouped.annotate(
        count=Count("pk"),
        cents=Sum(amount),
        unknown=Sum(Case(When(value_high_cents=None, value_low_cents=None, then=1), default=0)),
    ):
        quarter = Quarter(one["year"], one["quarter"])
        yield QuarterTotals(quarter, one["count"], one["cents"] or 0, one["unknown"] or 0)


def lines_between(
    actor: Actor, wanted: CalendarFilter, first: Quarter, last: Quarter, most: int
) -> list[ExpectedProcurement]:
    """Lines that begin, or whose current contract ends, between two quarters, both included."""
    begins = Q(place__gte=_place(first), place__lte=_place(last))
    ends = Q(current_contract_ends_on__range=(first.first_day, last.last_day))
    return list(filtered_lines(actor, wanted).annotate(place=_PLACE).filter(begins | ends)[:most])


def lines_to_publish(
    actor: Actor, wanted: CalendarFilter, since: Quarter, most: int
) -> list[ExpectedProcurement]:
    """What could become public: expected, and not in a quarter that has passed."""
    rows = filtered_lines(actor, wanted).filter(state=EXPECTED).annotate(place=_PLACE)
    return list(rows.filter(place__gte=_place(since))[:most])


def years_of(actor: Actor) -> list[int]:
    """The years in which something stands on the calendar."""
    return list(lines_visible_to(actor).order_by("year").values_list("year", flat=True).distinct())


def contracts_ending(
    actor: Actor, wanted: CalendarFilter, since: date, until: date
) -> list[ExpectedProcurement]:
    """Lines whose current contract ends between two days, both included, the first end first."""
    rows = filtered_lines(actor, wanted).filter(current_contract_ends_on__range=(since, until))
    return list(rows.order_by("current_contract_ends_on", "pk"))


def lead_months(day: date) -> int | None:
    """So many months before its end the successor of a contract must have begun; None where not known."""
    try:
        return int(Law.on(day)[LEAD].value)
    except NoParameter:
        return None


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier."""
    return months_later(day, -months)


def must_begin(actor: Actor, day: date, most: int = 50) -> list[ExpectedProcurement]:
    """What has not begun while the current contract ends within the lead time, or has ended already.

    To who is client of a line its own lines, to who may begin procurements and is no client all of them.
    """
    months = lead_months(day)
    if months is None or not actor.may("calendar.write"):
        return []
    due = lines_visible_to(actor).filter(
        state__in=WAITING, current_contract_ends_on__lte=months_later(day, months)
    )
    if actor.role == "client":
        due = due.filter(client_id=actor.membership_id)
    return list(due.order_by("current_contract_ends_on", "pk")[:most])


@dataclass(frozen=True)
class CalendarFigures:
    """What the home tells of the calendar: the coming four quarters, in cents excl. VAT."""

    count: int
    cents: int
    public: int


def calendar_figures(actor: Actor, today: date) -> CalendarFigures:
    """What is expected in this quarter and the three after it. One query."""
    now = Quarter.of(today)
    rows = lines_visible_to(actor).filter(state__in=WAITING).annotate(place=_PLACE)
    span = rows.filter(place__gte=_place(now), place__lt=_place(now.later(4))).order_by()
    found: Any = span.aggregate(
        count=Count("pk"),
        cents=Sum(Coalesce("value_high_cents", "value_low_cents")),
        public=Count("pk", filter=Q(state=EXPECTED_PUBLIC)),
    )
    return CalendarFigures(found["count"], found["cents"] or 0, found["public"])


def lines_of_category(actor: Actor, category: str, most: int = 20) -> list[ExpectedProcurement]:
    """What is expected in a category (its public id), the nearest quarter first."""
    return list(filtered_lines(actor, CalendarFilter(category=category))[:most])


def line_of_procurement(actor: Actor, procurement: str) -> ExpectedProcurement | None:
    """The line from which a procurement (its public id) was begun."""
    return lines_visible_to(actor).filter(procurement__public_id=procurement).first()


def category_names(actor: Actor) -> dict[str, str]:
    """Public id of every category to its name, archived ones too: a line keeps what it was given."""
    found = policy.categories_visible_to(actor).order_by("position", "name", "pk")
    return dict(found.values_list("public_id", "name"))


# --- search, names and the dossier ------------------------------------------------------------------------


def findable_line(slug: str, one: ExpectedProcurement) -> Findable:
    """Who reads the calendar finds a line by title, reference, description and themes."""
    themes = [theme_name(theme).nl for theme in THEMES if theme in one.themes]
    return Findable(
        kind="expectedprocurement",
        object_id=one.public_id,
        url=reverse("calendar:line", args=[slug, one.public_id]),
        title=one.title,
        summary=line_quarter(one).text.nl,
        text="\n".join((one.reference, one.description, *themes, *one.cpv)),
    )


def all_lines_findable(actor: Actor) -> Iterator[Findable]:
    """Every line that was not dropped, for an index that is made anew."""
    for one in lines_visible_to(actor).exclude(state=DROPPED).order_by("pk").iterator():
        yield findable_line(actor.slug, one)


def names_of_lines(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these lines."""
    found = lines_visible_to(actor).filter(public_id__in=public_ids).order_by()
    return dict(found.values_list("public_id", "title"))


def lines_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every line: codes, amounts and days, no free text and no names."""
    rows = ExpectedProcurement.objects.filter(organisation_id=organisation_id).order_by("pk")
    for one in rows.select_related("department", "client", "procurement"):
        yield one.public_id, plain_values(one)
