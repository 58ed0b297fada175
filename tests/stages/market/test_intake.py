"""Public notices come in from a source that has every oddity: each once, whole, and with what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tenderned_server import FIRST, Habits, TenderNedServer, kind_of, procedure_of

from meerwaarde.exchange.tenderned.fetch import MOST_FOUND, TenderNed
from meerwaarde.gates.outbound import Outbound, Patience
from meerwaarde.platform.journal.actions import System
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.search.queries import search
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.actions import intake
from meerwaarde.stages.market.actions.intake.holders import is_gone
from meerwaarde.stages.market.models import IntakeRun, IntakeWindow, Notice, NoticeRaw
from meerwaarde.stages.market.queries.intake import last_raw, totals, versions_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
SINCE = date(2026, 11, 18)
QUICK = Patience(attempts=4, first=0.01, most=0.02, longest=1.0)


@contextmanager
def serving(**habits: Any) -> Iterator[TenderNedServer]:
    with TenderNedServer(Habits(**habits)) as server:
        yield server


def fetch(
    server: TenderNedServer,
    *,
    since: date = SINCE,
    until: date = date(2026, 11, 22),
    at: datetime = NOW,
    thorough: bool = False,
    occasion: str = "asked",
    look_up: Callable[[], None] = lambda: None,
) -> IntakeRun:
    """One command: planned, or gone on with, and worked off."""
    with Outbound(allow=[server.place]) as outbound:
        client = TenderNed(outbound, base=server.url, patience=QUICK)
        source = intake.FromTenderNed(client, thorough=thorough)
        run = intake.plan_run(
            System(), source="tenderned", base_url="local", since=since, until=until, at=at, occasion=occasion
        )
        return intake.work_off(run, source, now=lambda: at, look_up=look_up)


def there() -> set[str]:
    return set(Notice.objects.filter(organisation=None).values_list("external_id", flat=True))


def test_everything_comes_in_once_with_its_raw_record_and_the_fact() -> None:
    with serving() as server:
        run = fetch(server)
        assert there() == server.numbers()
        assert Notice.objects.count() == 250
    assert (run.state, run.why.nl) == ("done", "")
    counted = totals([run.pk])[run.pk]
    assert (counted.windows, counted.done, counted.received, counted.fresh) == (5, 5, 250, 250)
    assert NoticeRaw.objects.count() == 500
    notice = Notice.objects.get(external_id=str(FIRST + 3))
    assert b"j.jansen" in (last_raw(notice, "entry") or b"")
    assert "@" not in str(notice.record)
    assert notice.cpv
    assert notice.nuts
    begun, ended = Event.objects.filter(action__startswith="intake.").order_by("sequence")
    assert (begun.action, ended.action) == ("intake.start", "intake.end")


def test_a_second_round_asks_no_detail_and_changes_nothing(cast: Any) -> None:
    with serving(counters_run=0) as server:
        fetch(server)
    before = list(Notice.objects.order_by("pk").values_list("external_id", "version", "changed_at"))
    with serving(counters_run=1) as server:
        run = fetch(server, at=NOW + timedelta(hours=1))
        assert server.seen.details == 0
    assert run.state == "done"
    assert list(Notice.objects.order_by("pk").values_list("external_id", "version", "changed_at")) == before
    assert NoticeRaw.objects.count() == 500


def test_every_oddity_at_once_and_still_the_exact_set() -> None:
    odd = {
        "garbage_pages": frozenset({2}),
        "garbage_entries": frozenset({5}),
        "shifts": frozenset({9}),
        "unreadable_details": frozenset({FIRST + 17, FIRST + 40}),
        "busy_every": 31,
        "broken_every": 43,
        "drops_every": 57,
        "slow_every": 61,
    }
    with serving(records=600, **odd) as server:
        run = fetch(server)
        assert run.state == "done"
        assert there() == server.numbers()
    waiting = Notice.objects.filter(awaits_detail=True)
    assert {one.external_id for one in waiting} == {str(FIRST + 17), str(FIRST + 40)}
    record = queries.read_record(waiting[0])
    assert any(one.code == "detail_missing" and "127.0.0.1" in one.why for one in record.complaints)
    assert totals([run.pk])[run.pk].incomplete == 2


def test_a_detail_that_failed_is_asked_again_in_the_next_round() -> None:
    missing = FIRST + 17
    with serving(unreadable_details=frozenset({missing})) as server:
        fetch(server)
    assert Notice.objects.get(external_id=str(missing)).cpv == ""
    with serving() as server:
        fetch(server, at=NOW + timedelta(hours=1))
        assert server.seen.asked_details == [missing]
    notice = Notice.objects.get(external_id=str(missing))
    assert (notice.awaits_detail, len(notice.cpv)) == (False, 8)


def test_a_detail_that_fails_later_does_not_take_away_what_was_known() -> None:
    number = FIRST + 17
    with serving() as server:
        fetch(server)
    known = Notice.objects.get(external_id=str(number)).cpv
    with serving(unreadable_details=frozenset({number}), corrected=frozenset({number})) as server:
        fetch(server, at=NOW + timedelta(hours=1))
    notice = Notice.objects.get(external_id=str(number))
    assert (notice.cpv, notice.awaits_detail) == (known, True)
    assert notice.record["description"] == "De omschrijving is aangepast."


def test_an_earlier_day_that_does_not_add_up_is_an_error_and_not_a_smaller_day() -> None:
    with serving(lies_by=2) as server:
        run = fetch(server)
        assert there() == server.numbers()  # what came is kept
    assert run.state == "failed"
    failed = list(IntakeWindow.objects.filter(state="failed").order_by("since"))
    assert [one.since for one in failed][:1] == [SINCE]
    assert "52" in failed[0].why.nl
    assert "50" in failed[0].why.nl


def test_a_failed_day_is_tried_again_by_the_same_command() -> None:
    with serving(lies_by=2) as server:
        first = fetch(server)
    with serving() as server:
        again = fetch(server, at=NOW + timedelta(hours=1))
    assert again.pk == first.pk
    assert again.state == "done"
    assert IntakeRun.objects.count() == 1


def test_today_may_grow_while_it_is_read_and_is_looked_at_again() -> None:
    with serving(records=250, grows_by=1) as server:
        run = fetch(server)
        assert run.state == "done"
        fetched = there()
        assert fetched <= server.numbers()
        later = fetch(server, at=NOW + timedelta(hours=1))
        assert later.state == "done"
        assert fetched < there()


def test_a_day_is_fetched_again_when_it_was_not_over() -> None:
    with serving() as server:
        run = fetch(server)
        IntakeRun.objects.filter(pk=run.pk).update(state="failed")
        fetch(server, until=date(2026, 11, 23), at=NOW + timedelta(days=1))
    tried = dict(IntakeWindow.objects.values_list("since", "attempts"))
    assert tried[date(2026, 11, 21)] == 1
    assert tried[date(2026, 11, 22)] == 1  # planned anew, and done once since
    assert IntakeWindow.objects.get(since=date(2026, 11, 22)).finished == NOW + timedelta(days=1)
    assert IntakeWindow.objects.get(since=date(2026, 11, 21)).finished == NOW


def test_a_source_that_is_away_ends_the_round_soon_and_it_goes_on_later() -> None:
    with serving(drops_every=1) as server:
        run = fetch(server)
    assert run.state == "failed"
    assert "bereikbaar" in run.why.nl or "brak af" in run.why.nl
    assert IntakeWindow.objects.filter(state="failed").count() == 3
    assert IntakeWindow.objects.filter(state="planned").count() == 2
    with serving() as server:
        assert fetch(server, at=NOW + timedelta(hours=1)).state == "done"
        assert there() == server.numbers()


def test_broken_off_at_any_page_it_goes_on_without_loss_or_double() -> None:
    class Enough(BaseException):
        pass

    left = [7]

    def look_up() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Enough

    with serving(records=400) as server:
        for patience in (7, 90, 140, 170):
            left[0] = patience
            with pytest.raises(Enough):
                fetch(server, look_up=look_up)
            assert there() <= server.numbers()
        left[0] = 10_000
        run = fetch(server, look_up=look_up)
        assert run.state == "done"
        assert there() == server.numbers()
    assert Notice.objects.count() == 400
    assert IntakeRun.objects.count() == 1


def test_who_loses_a_day_to_another_machine_goes_on_with_the_others() -> None:
    taken = IntakeWindow.objects.filter(state="running")
    once = iter(["elsewhere|7|1"])

    def look_up() -> None:
        for other in once:
            taken.update(held_by=other, heartbeat=NOW)

    with serving() as server:
        fetch(server, look_up=look_up)
        window = IntakeWindow.objects.get(state="running")
        assert (window.held_by, window.received) == ("elsewhere|7|1", 0)
        assert IntakeWindow.objects.filter(state="done").count() == 4
        assert Notice.objects.count() == 200
        run = fetch(server, at=NOW + timedelta(hours=1))  # and that machine was never heard again
        assert run.state == "done"
        assert there() == server.numbers()


@pytest.mark.parametrize(("job", "state", "left"), [("same2345", "done", 0), ("other234", "running", 1)])
def test_a_job_that_moves_to_another_machine_takes_its_days_along(job: str, state: str, left: int) -> None:
    """A container that was ended comes back under another name, within seconds."""
    with serving(records=20, days=2) as server, Outbound(allow=[server.place]) as outbound:
        source = intake.FromTenderNed(TenderNed(outbound, base=server.url, patience=QUICK))
        days = {"since": date(2026, 11, 21), "until": date(2026, 11, 22)}
        run = intake.plan_run(System(), source="tenderned", base_url="local", at=NOW, **days)
        IntakeRun.objects.update(job="same2345", state="running")
        window = IntakeWindow.objects.filter(since=date(2026, 11, 21))
        window.update(state="running", held_by="elsewhere|7|1", heartbeat=NOW)
        run = intake.work_off(run, source, job=job, now=lambda: NOW)
    assert (run.state, IntakeWindow.objects.filter(held_by="elsewhere|7|1").count()) == (state, left)


def test_a_day_that_is_too_full_is_divided() -> None:
    full = MOST_FOUND + 30
    day = date(2026, 11, 22)
    with serving(records=full, days=1) as server, Outbound(allow=[server.place]) as outbound:
        source = intake.FromTenderNed(TenderNed(outbound, base=server.url, patience=QUICK))
        run = intake.plan_run(System(), source="tenderned", base_url="local", since=day, until=day, at=NOW)
        window = IntakeWindow.objects.get()
        with pytest.raises(intake.TooFull) as divided:
            next(source.pages(window))
        window.replace_by(divided.value.splits)
    parts = IntakeWindow.objects.filter(run=run)
    assert {one.split for one in parts} == {"typeOpdracht=L", "typeOpdracht=D", "typeOpdracht=W"}


def test_a_correction_and_an_award_become_versions_of_one_procedure(cast: Any) -> None:
    with serving(records=5, days=1) as server:
        fetch(server)
    first, correction, award = (Notice.objects.get(external_id=str(FIRST + place)) for place in range(3))
    assert [kind_of(FIRST + place)[0] for place in range(3)] == ["AAO", "REC", "AGO"]
    assert {one.procedure_id for one in (first, correction, award)} == {str(procedure_of(FIRST))}
    assert (first.latest, first.corrected, first.awarded) == (False, True, True)
    assert (correction.latest, correction.corrected) == (False, False)
    assert (award.latest, award.corrected, award.awarded) == (True, False, False)
    assert [one.pk for one in versions_of(cast.bob, correction)] == [award.pk, correction.pk, first.pk]


def test_what_the_source_no_longer_gives_is_withdrawn_and_may_come_back() -> None:
    gone = FIRST + 8
    with serving(records=50) as server:
        fetch(server)
    with serving(records=50, gone=frozenset({gone})) as server:
        fetch(server, at=NOW + timedelta(hours=1))
    notice = Notice.objects.get(external_id=str(gone))
    assert (notice.withdrawn, notice.changed_at) == (True, NOW + timedelta(hours=1))
    assert Notice.objects.filter(withdrawn=True).count() == 1
    with serving(records=50) as server:
        fetch(server, at=NOW + timedelta(hours=2))
    assert not Notice.objects.get(external_id=str(gone)).withdrawn


@pytest.mark.parametrize("thorough", [False, True])
def test_a_procedure_that_ended_early_is_told_once_and_not_every_night(thorough: bool) -> None:
    ended = frozenset({FIRST + 1})
    with serving(records=5, days=1, ended=ended) as server:
        fetch(server)
        members = Notice.objects.filter(procedure_id=str(procedure_of(FIRST)))
        assert list(members.values_list("withdrawn", flat=True)) == [True] * 3
        before = list(Notice.objects.order_by("pk").values_list("version", "changed_at"))
        asked = server.seen.details
        run = fetch(server, at=NOW + timedelta(hours=1), thorough=thorough)
        assert server.seen.details == asked + (5 if thorough else 0)
    assert list(Notice.objects.order_by("pk").values_list("version", "changed_at")) == before
    assert totals([run.pk])[run.pk].changed == 0


def test_a_correction_that_is_taken_away_leaves_what_it_corrected() -> None:
    with serving(records=2, days=2) as server:
        fetch(server)
    notice, correction = Notice.objects.order_by("external_id")
    assert (notice.latest, notice.corrected, correction.latest) == (False, True, True)
    later = NOW + timedelta(days=1)
    with serving(records=2, days=2, gone=frozenset({FIRST + 1})) as server:
        fetch(server, at=later)
    notice, correction = Notice.objects.order_by("external_id")
    assert (notice.latest, notice.corrected, notice.withdrawn) == (True, False, False)
    assert (correction.latest, correction.withdrawn) == (False, True)
    assert notice.changed_at == later  # whoever follows it hears of it


def test_a_changed_text_is_a_new_version_with_both_raw_records() -> None:
    number = FIRST + 8
    with serving(records=50) as server:
        fetch(server)
    with serving(records=50, corrected=frozenset({number})) as server:
        fetch(server, at=NOW + timedelta(hours=1))
    notice = Notice.objects.get(external_id=str(number))
    assert notice.version == 2
    assert notice.changed_at == NOW + timedelta(hours=1)
    assert NoticeRaw.objects.filter(notice=notice, part="entry").count() == 2
    assert Notice.objects.filter(version=2).count() == 1


def test_public_notices_are_found_by_everybody_without_addresses_of_people(cast: Any) -> None:
    with serving(records=12) as server:
        fetch(server)
    for actor in (cast.bob, cast.eve):
        assert search(actor.organisation_id, "renovatie sporthal", kinds=("notice",), limit=5)
    assert not search(cast.bob.organisation_id, f"jansen{FIRST + 1}", kinds=("notice",), limit=5)


def test_days_that_cannot_be_are_refused() -> None:
    from meerwaarde.gates.refusal import Refused

    for since, until in ((date(2026, 11, 23), date(2026, 11, 22)), (date(2000, 1, 1), date(2026, 11, 22))):
        with pytest.raises(Refused):
            intake.plan_run(System(), source="tenderned", base_url="local", since=since, until=until, at=NOW)
    assert IntakeRun.objects.count() == 0


def test_who_waits_as_long_as_a_source_asks_is_not_taken_for_dead() -> None:
    """Another machine that was told to wait five minutes, each time, gives no sign in between."""
    patience, heard = Patience(), NOW
    asked_for = timedelta(seconds=(patience.attempts - 1) * patience.longest)
    assert not is_gone("elsewhere|1|1", heard, at=heard + asked_for)
    assert is_gone("elsewhere|1|1", heard, at=heard + asked_for + timedelta(minutes=6))
