"""The journal: never rewritten, in the transaction of the change, and without personal values."""

# ruff: noqa: PT012 (what happens before the exception is what is undone)

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import rfc8785
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.platform.journal import actions
from meerwaarde.platform.journal.actions import System, commitment, event_hash, forget, record, record_about
from meerwaarde.platform.journal.models import GENESIS, Chain, Event, Salt
from meerwaarde.platform.journal.queries import events_of, proves, verdict_on
from meerwaarde.platform.organisations.models import Department, Organisation, Person

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def veenmeer(cast) -> Organisation:
    return Organisation.objects.get(slug="veenmeer")


def rename(actor, department: Department, name: str) -> Event:
    with transaction.atomic():
        department.change(name=name)
        return record(actor, "department.rename", department, at=AT, fields=["name"])


def test_each_event_points_at_the_one_before(cast, veenmeer) -> None:
    department = Department.objects.filter(organisation=veenmeer).first()
    for number in range(5):
        rename(cast.ada, department, f"Afdeling {number}")
    events = list(Event.objects.filter(chain__organisation=veenmeer))
    assert [event.sequence for event in events] == [1, 2, 3, 4, 5]
    assert [event.previous for event in events] == [GENESIS, *(event.hash for event in events[:-1])]
    for event in events:
        assert event.hash == event_hash(event.previous, event.body)
        assert event.body == rfc8785.dumps(json.loads(event.body)).decode()
    chain = Chain.objects.get(organisation=veenmeer)
    assert (chain.length, chain.head) == (5, events[-1].hash)


def test_an_event_holds_who_did_what_to_what_when_in_which_role(cast, veenmeer) -> None:
    department = Department.objects.filter(organisation=veenmeer).first()
    body = json.loads(rename(cast.ada, department, "Nieuwe naam").body)
    assert body["actor"] == {
        "person": cast.ada.person,
        "membership": cast.ada.membership,
        "role": "administrator",
    }
    assert body["action"] == "department.rename"
    assert body["object"] == {"kind": "department", "id": department.public_id}
    assert body["moment"] == "2026-11-22T09:30:00.000000Z"
    assert body["fields"] == ["name"]
    assert (body["format"], body["chain"], body["sequence"]) == (1, cast.ada.organisation, 1)


def test_each_organisation_and_the_installation_have_a_chain_of_their_own(cast) -> None:
    with transaction.atomic():
        for who in (cast.ada, cast.eve, System(), cast.ada):
            record_about(who, "notice.import", "check", "one", at=AT)
    lengths = dict(Chain.objects.values_list("key", "length"))
    assert lengths == {cast.ada.organisation: 2, cast.eve.organisation: 1, "installation": 1}


@pytest.mark.usefixtures("committed_db")
def test_without_a_transaction_nothing_is_written() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        record_about(System(), "check", "check", "one", at=AT)
    assert Event.objects.count() == 0


@pytest.mark.usefixtures("committed_db")
def test_the_change_is_undone_when_its_fact_cannot_be_written(cast) -> None:
    department = Department.objects.filter(organisation__slug="veenmeer").first()
    before = department.name
    refuse_events()
    try:
        with pytest.raises(DatabaseError):
            rename(cast.ada, department, "Stiekem")
    finally:
        allow_events()
    assert Department.objects.get(pk=department.pk).name == before
    assert Event.objects.count() == 0
    assert rename(cast.ada, Department.objects.get(pk=department.pk), "Open en bloot").sequence == 1


@pytest.mark.usefixtures("committed_db")
def test_the_fact_is_undone_with_the_change(cast) -> None:
    department = Department.objects.filter(organisation__slug="veenmeer").first()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        rename(cast.ada, department, "Toch niet")
        raise ZeroDivisionError
    assert Event.objects.count() == 0
    assert rename(cast.ada, Department.objects.get(pk=department.pk), "Toch wel").previous == GENESIS


def refuse_events() -> None:
    """The database refuses new events, as on a full disk."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER no_events BEFORE INSERT ON journal_event "
                "BEGIN SELECT RAISE(ABORT, 'full'); END"
            )
        else:
            cursor.execute(
                "ALTER TABLE journal_event ADD CONSTRAINT no_events CHECK (sequence < 0) NOT VALID"
            )


def allow_events() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER no_events")
        else:
            cursor.execute("ALTER TABLE journal_event DROP CONSTRAINT no_events")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_event SET body = '{}'",
        "UPDATE journal_event SET person = ''",
        "DELETE FROM journal_event",
        "TRUNCATE journal_event",
    ],
)
def test_the_database_refuses_to_rewrite(cast, statement: str) -> None:
    with transaction.atomic():
        record_about(cast.ada, "check", "check", "one", at=AT)
    if statement.startswith("TRUNCATE") and connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    connection.check_constraints()  # PostgreSQL keeps deferred checks that would refuse first
    with (
        pytest.raises(DatabaseError, match="never rewritten"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Event.objects.count() == 1


def test_the_orm_cannot_rewrite_either(cast) -> None:
    with transaction.atomic():
        event = record_about(cast.ada, "check", "check", "one", at=AT)
    for rewrite in (event.save, event.delete, Event.objects.all().delete):
        with pytest.raises(DatabaseError, match="never rewritten"), transaction.atomic():
            rewrite()


def test_personal_values_never_reach_the_journal(cast) -> None:
    canary = "Kanarie van der Zwaluw"
    person = Person.objects.get(public_id=cast.ann.person)
    with transaction.atomic():
        person.change(name=canary, email="kanarie@veenmeer.example")
        event = record(cast.ada, "person.change", person, at=AT, fields=["name", "email", "language"])
    row = " ".join(str(value) for value in Event.objects.filter(pk=event.pk).values().get().values())
    assert "anarie" not in row
    assert sorted(json.loads(event.body)["commitments"]) == ["email", "language", "name"]


def test_a_commitment_proves_its_value_until_the_salt_is_erased(cast) -> None:
    department = Department.objects.filter(organisation__slug="veenmeer").first()
    event = rename(cast.ada, department, "Team Kansen")
    assert proves(event, "name", "Team Kansen") is True
    assert proves(event, "name", "Team Kans") is False
    assert proves(event, "code", "x") is None
    with transaction.atomic():
        forget(cast.ada, "department", department.public_id, at=AT)
    assert proves(event, "name", "Team Kansen") is None
    later = rename(cast.ada, Department.objects.get(pk=department.pk), "Team Kansen")
    assert json.loads(later.body)["commitments"] != json.loads(event.body)["commitments"]
    assert all(verdict_on(event).intact for event in events_of(cast.ada.organisation_id))


def test_a_commitment_is_as_the_documentation_says(cast) -> None:
    department = Department.objects.filter(organisation__slug="veenmeer").first()
    event = rename(cast.ada, department, 'Zorg & "Welzijn"')
    salt = bytes(Salt.objects.get(object_kind="department", object_id=department.public_id).value)
    expected = hmac.new(salt, b'name\x00"Zorg & \\"Welzijn\\""', hashlib.sha256).hexdigest()
    assert json.loads(event.body)["commitments"]["name"] == expected


def test_nothing_and_the_word_none_are_committed_to_differently() -> None:
    assert commitment(b"s" * 32, "name", None) != commitment(b"s" * 32, "name", "None")


def test_numbers_that_json_cannot_hold_are_kept_as_text(cast) -> None:
    with transaction.atomic():
        event = record_about(
            cast.ada,
            "check",
            "check",
            "one",
            at=AT,
            plain={
                "largest": 2**53 - 1,
                "too_large": 2**53,
                "very_negative": -(2**60),
                "share": Decimal("0.650"),
                "day": date(2026, 1, 2),
                "nested": {"list": [2**70, True, None]},
            },
        )
    assert json.loads(event.body)["values"] == {
        "largest": 9007199254740991,
        "too_large": "9007199254740992",
        "very_negative": "-1152921504606846976",
        "share": "0.650",
        "day": "2026-01-02",
        "nested": {"list": [str(2**70), True, None]},
    }


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.decimals(allow_nan=False)
    | st.dates()
    | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4) | st.tuples(inner)
    ),
    max_leaves=8,
)


@given(VALUES)
def test_every_value_has_a_canonical_form(value: object) -> None:
    plain = actions.plain_of(value)
    assert rfc8785.dumps(json.loads(rfc8785.dumps(plain))) == rfc8785.dumps(plain)


def test_the_moment_is_kept_in_universal_time(cast) -> None:
    from zoneinfo import ZoneInfo

    with transaction.atomic():
        event = record_about(
            cast.ada,
            "check",
            "check",
            "one",
            at=datetime(2026, 7, 1, 0, 30, tzinfo=ZoneInfo("Europe/Amsterdam")),
        )
    assert json.loads(event.body)["moment"] == "2026-06-30T22:30:00.000000Z"


WRITER = """
from meerwaarde.platform.journal.actions import System, record_about
from meerwaarde.platform.organisations.models import Organisation
organisation = Organisation.objects.get(slug=sys.argv[1])
who = System(organisation.public_id, organisation.pk)
for number in range(int(sys.argv[2])):
    with transaction.atomic():
        record_about(who, "check", "check", f"{sys.argv[3]}-{number}", at=AT)
        if random.random() < 0.2:
            transaction.set_rollback(True)
"""
CHECK = """
from meerwaarde.platform.journal.models import Chain, Event
from meerwaarde.platform.journal.actions import event_hash
for chain in Chain.objects.all():
    head, numbers = "0" * 64, []
    for event in Event.objects.filter(chain=chain):
        assert event.previous == head and event.hash == event_hash(head, event.body), event
        head = event.hash
        numbers.append(event.sequence)
    assert numbers == list(range(1, len(numbers) + 1))
    assert (chain.length, chain.head) == (len(numbers), head)
    print(len(numbers))
"""


def test_processes_that_write_at_once_leave_no_gap(own_database) -> None:
    own_database.run(
        "from meerwaarde.platform.organisations.models import Organisation\n"
        "for slug in ('een', 'twee'): Organisation.objects.create(slug=slug, name=slug)"
    )
    writers = [own_database.start(WRITER, slug, "40", str(n)) for n in range(3) for slug in ("een", "twee")]
    for writer in writers:
        _, trouble = writer.communicate(timeout=120)
        assert writer.returncode == 0, trouble
    lengths = [int(line) for line in own_database.run(CHECK).split()]
    assert len(lengths) == 2
    assert all(60 < length <= 120 for length in lengths)
