"""Lines of the procurement calendar: written, changed by two, dropped and put back, begun, shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.organisations.models import Department, Membership
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.models import Opportunity
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.models import ExpectedProcurement
from meerwaarde.stages.procurement.queries import CalendarFilter

HOME = "/veenmeer/inkopen/kalender/"


def values(**more: Any) -> actions.LineValues:
    known: dict[str, Any] = {
        "title": "Onderhoud wijkparken",
        "year": 2027,
        "quarter": 2,
        "value_low_cents": 100_000_00,
        "value_high_cents": 250_000_00,
        "contract": "services",
        "cpv": ("77310000",),
        "themes": ("social_return",),
    }
    return actions.LineValues(**{**known, **more})


@pytest.fixture
def line(cast: Any, at: datetime) -> ExpectedProcurement:
    return actions.add_line(cast.bob, values=values(), at=at)


def happened(line: ExpectedProcurement) -> list[str]:
    found = Event.objects.filter(object_id=line.public_id).order_by("pk")
    return list(found.values_list("action", flat=True))


def test_a_line_is_written_with_one_fact_and_no_free_text_in_plain(line: ExpectedProcurement) -> None:
    assert happened(line) == ["expectedprocurement.add"]
    body = Event.objects.get(action="expectedprocurement.add").body
    assert "Onderhoud wijkparken" not in body
    assert "25000000" in body


def test_who_only_reads_writes_nothing(cast: Any, at: datetime) -> None:
    with pytest.raises(NotYourRole):
        actions.add_line(cast.rik, values=values(), at=at)
    assert not ExpectedProcurement.objects.exists()


def test_a_stranger_sees_no_line(
    cast: Any, line: ExpectedProcurement, browse: Callable[[str], Client]
) -> None:
    assert queries.line(cast.eve, line.public_id) is None
    assert browse("eve").get(f"{HOME}{line.public_id}/").status_code == 404


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"value_low_cents": 300_000_00}, "value_high"),
        ({"title": "  "}, "title"),
        ({"reference": "A-1"}, "reference"),
    ],
)
def test_what_no_line_can_be_is_refused_at_its_field(
    cast: Any, at: datetime, given: dict[str, Any], field: str
) -> None:
    actions.add_line(cast.bob, values=values(reference="A-1"), at=at)
    with pytest.raises(actions.LineRefused) as refused:
        actions.add_line(cast.bob, values=values(**{"reference": "A-2", **given}), at=at)
    assert set(refused.value.problems) == {field}
    assert ExpectedProcurement.objects.count() == 1


def test_a_line_is_dropped_and_put_back(cast: Any, line: ExpectedProcurement, at: datetime) -> None:
    actions.take_step(cast.bob, line, verb="drop", at=at)
    assert line.state == "dropped"
    assert not queries.filtered_lines(cast.bob, CalendarFilter())
    with pytest.raises(StepRefused):
        actions.take_step(cast.bob, line, verb="publish", at=at)
    actions.take_step(cast.bob, line, verb="restore", at=at)
    assert [one.pk for one in queries.filtered_lines(cast.bob, CalendarFilter())] == [line.pk]


def test_beginning_fills_the_procurement_once(cast: Any, line: ExpectedProcurement, at: datetime) -> None:
    begun = actions.begin_procurement(cast.bob, line, at=at)
    again = actions.begin_procurement(cast.bob, line, at=at)
    assert begun.pk == again.pk
    assert (begun.title, begun.contract, begun.cpv) == ("Onderhoud wijkparken", "services", ["77310000"])
    assert begun.value_cents == 250_000_00
    assert begun.start_on == date(2027, 4, 1)
    assert (line.state, line.procurement_id) == ("begun", begun.pk)
    found = queries.line_of_procurement(cast.bob, begun.public_id)
    assert found is not None
    assert found.pk == line.pk


def test_beyond_the_known_law_no_start_day_is_made_up(cast: Any, at: datetime) -> None:
    far = actions.add_line(cast.bob, values=values(year=2029), at=at)
    assert actions.begin_procurement(cast.bob, far, at=at).start_on is None


def test_a_public_line_shows_no_person_and_follows_every_change(
    cast: Any, line: ExpectedProcurement, at: datetime
) -> None:
    client = Membership.objects.get(public_id=cast.ann.membership)
    department = Department.objects.get(code="sociaal-domein")
    more = values(
        client=client, department=department, reference="VM-12", description="Groen dat iedereen deelt."
    )
    actions.change_line(cast.bob, line, expected_version=line.version, values=more, at=at)
    actions.publish_lines(cast.bob, [line], contact="inkoop@veenmeer.example", at=at)
    shown = Opportunity.objects.get()
    told = {field.attname: getattr(shown, field.attname) for field in shown._meta.concrete_fields}
    assert "Ann" not in str(told)
    assert "VM-12" not in str(told)
    assert "sociaal" not in str(told).lower()
    assert (shown.title, shown.contact) == ("Onderhoud wijkparken", "inkoop@veenmeer.example")
    line.refresh_from_db()
    actions.change_line(
        cast.bob, line, expected_version=line.version, values=values(title="Groenonderhoud"), at=at
    )
    shown.refresh_from_db()
    assert shown.title == "Groenonderhoud"
    actions.begin_procurement(cast.bob, line, at=at)
    shown.refresh_from_db()
    assert shown.begun_at == at
    assert shown.withdrawn_at is None


def test_what_is_taken_back_or_dropped_is_public_no_more_and_may_return(
    cast: Any, line: ExpectedProcurement, at: datetime
) -> None:
    actions.publish_lines(cast.bob, [line], contact="", at=at)
    first = Opportunity.objects.get().public_id
    for verb, back in (("take_back", ()), ("drop", ("restore",))):
        line.refresh_from_db()
        actions.take_step(cast.bob, line, verb=verb, at=at)
        assert Opportunity.objects.get().withdrawn_at == at
        for step in (*back, "publish"):
            actions.take_step(cast.bob, line, verb=step, at=at)
        assert Opportunity.objects.get().withdrawn_at is None
    assert Opportunity.objects.get().public_id == first


def test_a_name_in_the_text_keeps_a_line_private_also_later(cast: Any, at: datetime) -> None:
    named = actions.add_line(
        cast.bob, values=values(client_name="Anneke de Vries", title="Parken van Anneke de Vries"), at=at
    )
    done, refused = actions.publish_lines(cast.bob, [named], contact="", at=at)
    assert not done
    assert "Anneke de Vries" in refused[named.public_id].nl
    clean = actions.add_line(cast.bob, values=values(client_name="Anneke de Vries"), at=at)
    actions.publish_lines(cast.bob, [clean], contact="", at=at)
    clean.refresh_from_db()
    with pytest.raises(actions.LineRefused):
        actions.change_line(
            cast.bob,
            clean,
            expected_version=clean.version,
            values=values(client_name="Anneke de Vries", description="Vraag Anneke de Vries."),
            at=at,
        )
    assert Opportunity.objects.get().description == ""


def test_quarters_hold_their_lines_and_totals(cast: Any, at: datetime) -> None:
    for place in range(14):
        actions.add_line(cast.bob, values=values(title=f"Inkoop {place:02d}"), at=at)
    actions.add_line(cast.bob, values=values(quarter=3, value_low_cents=None, value_high_cents=None), at=at)
    from meerwaarde.rules.procurement_calendar import Quarter

    blocks = queries.quarters(cast.bob, CalendarFilter(), Quarter(2027, 1), 4)
    assert [block.totals.count for block in blocks] == [0, 14, 1, 0]
    assert [len(block.lines) for block in blocks] == [0, 12, 1, 0]
    assert (blocks[1].totals.cents, blocks[2].totals.unknown) == (14 * 250_000_00, 1)


@pytest.mark.parametrize("sort", [*queries.LINE_SORTS, "nonsense"])
def test_every_order_pages_through_all_lines_once(cast: Any, at: datetime, sort: str) -> None:
    for place in range(30):
        ends = date(2027, 1 + place % 12, 1) if place % 3 else None
        value = 1_000_00 * (place % 7) if place % 5 else None
        actions.add_line(
            cast.bob,
            values=values(
                title=f"Inkoop {place % 9}",
                quarter=1 + place % 4,
                value_low_cents=None,
                value_high_cents=value,
                current_contract_ends_on=ends,
            ),
            at=at,
        )
    seen: list[int] = []
    cursor = ""
    while True:
        part = queries.listed_lines(cast.bob, CalendarFilter(), sort=sort, cursor=cursor)
        seen += [one.pk for one in part.rows]
        cursor = part.after
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 30


def test_filters_narrow_the_calendar(cast: Any, line: ExpectedProcurement, at: datetime) -> None:
    actions.add_line(
        cast.ann,
        values=values(
            title="Kantoorkoffie",
            year=2028,
            contract="supplies",
            themes=("circular",),
            value_high_cents=20_000_00,
            value_low_cents=None,
            client=Membership.objects.get(public_id=cast.ann.membership),
        ),
        at=at,
    )
    from decimal import Decimal

    from meerwaarde.rules.procurement_calendar import Band

    def titles(actor: Any = cast.ann, **wanted: Any) -> list[str]:
        return [one.title for one in queries.filtered_lines(actor, CalendarFilter(**wanted))]

    assert titles(text="koffie") == titles(year=2028) == titles(contract="supplies") == ["Kantoorkoffie"]
    assert titles(theme="circular") == titles(mine=True) == ["Kantoorkoffie"]
    assert titles(band=Band(Decimal(0), Decimal(50_000))) == ["Kantoorkoffie"]
    assert titles(theme="social_return") == titles(quarter=2, year=2027) == ["Onderhoud wijkparken"]
    assert titles(theme='" or 1=1') == ["Onderhoud wijkparken", "Kantoorkoffie"]
    assert titles(state="public") == []


def test_a_contract_that_ends_soon_waits_until_something_begins(cast: Any, at: datetime, today: date) -> None:
    client = Membership.objects.get(public_id=cast.ann.membership)
    soon = actions.add_line(
        cast.bob, values=values(current_contract_ends_on=date(2027, 7, 1), client=client), at=at
    )
    actions.add_line(cast.bob, values=values(current_contract_ends_on=date(2028, 7, 1)), at=at)
    assert [one.pk for one in queries.must_begin(cast.bob, today)] == [soon.pk]
    assert [one.pk for one in queries.must_begin(cast.ann, today)] == [soon.pk]
    assert queries.must_begin(cast.rik, today) == []
    actions.begin_procurement(cast.bob, soon, at=at)
    assert queries.must_begin(cast.bob, today) == []


# --- pages ------------------------------------------------------------------------------------------------


FILLED = {
    "title": "Onderhoud wijkparken",
    "when": "2027-2",
    "value_low": "100.000",
    "value_high": "250.000",
    "contract": "services",
    "cpv": "77310000",
    "themes": ["social_return"],
}


@pytest.mark.parametrize("path", ["", "lijst/", "jaren/", "doorlichting/", "openbaar/", "nieuw/"])
def test_every_view_opens_empty_and_full(
    cast: Any, browse: Callable[[str], Client], at: datetime, path: str
) -> None:
    assert browse("bob").get(HOME + path).status_code == 200
    actions.add_line(cast.bob, values=values(current_contract_ends_on=date(2027, 9, 30)), at=at)
    page = browse("bob").get(HOME + path)
    assert page.status_code == 200
    assert ("Onderhoud wijkparken" in page.content.decode()) is (path != "nieuw/")


def test_a_form_adds_and_a_mistake_keeps_what_was_typed(browse: Callable[[str], Client]) -> None:
    bob = browse("bob")
    wrong = bob.post(HOME + "nieuw/", {**FILLED, "value_high": "50.000"})
    assert wrong.status_code == 422
    assert "Onderhoud wijkparken" in wrong.content.decode()
    missing = bob.post(HOME + "nieuw/", {**FILLED, "when": "2027-5"})
    assert missing.status_code == 422
    assert bob.post(HOME + "nieuw/", FILLED).status_code == 302
    added = ExpectedProcurement.objects.get()
    assert (added.year, added.quarter, added.value_high_cents) == (2027, 2, 250_000_00)


def test_two_people_in_one_line_lose_nothing(
    browse: Callable[[str], Client], line: ExpectedProcurement
) -> None:
    address = f"{HOME}{line.public_id}/wijzigen/"
    opened = str(line.version)
    assert browse("ann").post(address, {**FILLED, "version": opened, "title": "Van Ann"}).status_code == 302
    met = browse("bob").post(address, {**FILLED, "version": opened, "title": "Van Bob"})
    told = met.content.decode()
    assert met.status_code == 409
    assert "Van Ann" in told
    assert 'value="Van Bob"' in told
    line.refresh_from_db()
    assert line.title == "Van Ann"
    again = browse("bob").post(address, {**FILLED, "version": str(line.version), "title": "Van Bob"})
    assert again.status_code == 302


def test_a_save_is_undone_with_everything_it_held(
    cast: Any, browse: Callable[[str], Client], at: datetime
) -> None:
    client = Membership.objects.get(public_id=cast.ann.membership)
    full = actions.add_line(
        cast.bob,
        values=values(
            client=client,
            duration_months=48,
            description="Twee\nregels",
            current_contract_ends_on=date(2027, 6, 30),
            cpv=("77310000", "77340000"),
            reference="A-9",
        ),
        at=at,
    )
    kept = {name: getattr(full, name) for name in actions.LINE_FIELDS}
    bob = browse("bob")
    bob.post(f"{HOME}{full.public_id}/wijzigen/", {**FILLED, "version": "1", "title": "Anders"})
    full = ExpectedProcurement.objects.get(pk=full.pk)
    assert full.title == "Anders"
    assert full.reference == ""
    bob.post(f"{HOME}{full.public_id}/terug/", {"version": str(full.version)})
    full = ExpectedProcurement.objects.get(pk=full.pk)
    assert {name: getattr(full, name) for name in actions.LINE_FIELDS} == kept


def test_the_number_of_queries_does_not_follow_the_lines(
    cast: Any, browse: Callable[[str], Client], at: datetime, django_assert_max_num_queries: Any
) -> None:
    for place in range(40):
        actions.add_line(cast.bob, values=values(title=f"Inkoop {place}", quarter=1 + place % 4), at=at)
    bob = browse("bob")
    for path in ("", "lijst/", "jaren/", "doorlichting/", "openbaar/"):
        bob.get(HOME + path)
        with django_assert_max_num_queries(24):
            assert bob.get(HOME + path).status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ics"])
def test_the_calendar_is_taken_along(
    cast: Any, browse: Callable[[str], Client], at: datetime, kind: str
) -> None:
    actions.add_line(cast.bob, values=values(title="=1+1", current_contract_ends_on=date(2027, 6, 30)), at=at)
    answer = browse("bob").get(f"{HOME}export/{kind}/")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    if kind == "csv":
        assert "'=1+1" in answer.content.decode("utf-8-sig")
    if kind == "ics":
        from icalendar import Calendar

        events = Calendar.from_ical(answer.content).walk("VEVENT")
        assert [event.decoded("dtstart") for event in events] == [date(2027, 4, 1), date(2027, 6, 30)]


def test_the_client_of_a_line_is_that_of_the_procurement_where_the_role_fits(cast: Any, at: datetime) -> None:
    from meerwaarde.platform.organisations.models import Membership

    def begun(client: Any, reference: str) -> Any:
        membership = Membership.objects.get(pk=client.membership_id)
        line = actions.add_line(cast.bob, values=values(client=membership, reference=reference), at=at)
        return actions.begin_procurement(cast.bob, line, at=at)

    asked = begun(cast.ann, "A-1")
    assert (asked.client_id, asked.buyer_id) == (cast.ann.membership_id, cast.bob.membership_id)
    assert begun(cast.leo, "A-2").client_id is None, "a project leader submits nothing"
    ended = actions.add_line(
        cast.bob,
        values=values(client=Membership.objects.get(pk=cast.ann.membership_id), reference="A-3"),
        at=at,
    )
    Membership.objects.filter(pk=cast.ann.membership_id).update(until=date(2026, 1, 2))
    assert actions.begin_procurement(cast.bob, ended, at=at).client_id is None


# How far one means to go, per theme


@pytest.fixture
def green(cast: Any, at: datetime) -> Any:
    """The matrix says how far green work can go."""
    from meerwaarde.stages.policy.actions import CategoryValues, EntryValues, add_category, write_entries

    added = add_category(actor=cast.pia, at=at, values=CategoryValues(name="Groen", cpv="773"))
    levels = {"social_return": 3, "climate": 1}
    entries = [
        EntryValues(category=added, theme=one, level=level, opportunity="Vraag de wijkploeg.", examples=())
        for one, level in levels.items()
    ]
    write_entries(actor=cast.pia, at=at, entries=entries)
    return added


def test_a_theme_follows_the_matrix_until_somebody_chooses(cast: Any, green: Any, at: datetime) -> None:
    named = {"themes": ("climate", "circular", "social_return")}
    line = actions.add_line(cast.bob, values=values(**named, levels={"climate": 2}, reference="L-1"), at=at)
    expected = queries.levels_expected(cast.bob, line)
    assert {theme: (one.level, one.of_matrix) for theme, one in expected.items()} == {
        "climate": (2, False),
        "social_return": (3, True),
    }
    begun = actions.begin_procurement(cast.bob, line, at=at)
    begun.refresh_from_db()
    assert begun.themes == {"climate": 2, "social_return": 3}


def test_a_line_without_themes_brings_no_level_along(cast: Any, green: Any, at: datetime) -> None:
    line = actions.add_line(cast.bob, values=values(themes=(), reference="L-2"), at=at)
    assert queries.levels_expected(cast.bob, line) == {}
    begun = actions.begin_procurement(cast.bob, line, at=at)
    begun.refresh_from_db()
    assert not begun.themes


def test_levels_are_chosen_in_the_form_and_shown_with_the_scan(
    cast: Any, browse: Any, green: Any, at: datetime
) -> None:
    line = actions.add_line(cast.bob, values=values(themes=("climate",), reference="L-3"), at=at)
    bob, address = browse("bob"), reverse("calendar:edit", args=["veenmeer", line.public_id])
    form = bob.get(address).context["page"].form
    typed = {name: form[name].value() for name in form.fields if form[name].value() not in (None, [])}
    typed |= {"level_social_return": "2", "themes": ["climate"], "cpv": "77310000"}
    assert bob.post(address, typed).status_code == 302
    line.refresh_from_db()
    assert (line.levels, line.themes) == ({"social_return": 2}, ["climate", "social_return"])
    bob.post(reverse("calendar:line_scan", args=["veenmeer", line.public_id]))
    page = bob.get(reverse("calendar:line", args=["veenmeer", line.public_id]))
    told = page.content.decode()
    assert "zoals de matrix zegt" in told
    assert "Deze regel: niveau 2" in told
