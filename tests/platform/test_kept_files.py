"""Kept files: the same content once, as long as the longest term, and gone when that has passed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from meerwaarde.platform.documents.actions import keep_file, strike_files
from meerwaarde.platform.documents.models import StoredFile
from meerwaarde.platform.journal.actions import System
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.work import actions as work
from meerwaarde.platform.work.run import execute
from meerwaarde.stages.policy.models import BoardDocument

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 11, 22, 9, tzinfo=UTC)


def kept(cast: Any, at: datetime, until: date | None, content: bytes = b"naam;niveau") -> StoredFile:
    return keep_file(
        actor=cast.pia, at=at, name="m.csv", media_type="text/csv", content=content, kept_until=until
    )


@pytest.mark.parametrize(
    ("first", "second", "holds"),
    [
        (DAY, DAY + timedelta(days=9), DAY + timedelta(days=9)),
        (DAY + timedelta(days=9), DAY, DAY + timedelta(days=9)),
        (DAY, None, None),
        (None, DAY, None),
    ],
)
def test_of_the_same_content_the_longest_term_holds(
    cast: Any, at: datetime, first: date | None, second: date | None, holds: date | None
) -> None:
    one = kept(cast, at, first)
    assert kept(cast, at, second).pk == one.pk
    one.refresh_from_db()
    assert one.kept_until == holds


def test_a_file_goes_after_its_term_and_that_is_a_fact(cast: Any, at: datetime) -> None:
    today = at.date()
    gone = kept(cast, at, today - timedelta(days=1))
    stays = [kept(cast, at, today, b"a;b"), kept(cast, at, None, b"c;d")]
    assert strike_files(at=at) == 1
    assert set(StoredFile.objects.all()) == set(stays)
    fact = Event.objects.get(action="file.strike").body
    assert gone.public_id in fact
    assert strike_files(at=at) == 0


def test_a_file_that_something_needs_stays(cast: Any, at: datetime) -> None:
    needed = kept(cast, at, at.date() - timedelta(days=1))
    BoardDocument.enter(
        organisation_id=cast.pia.organisation_id,
        title="Akkoord",
        source_type="coalition_agreement",
        digest="a" * 64,
        pages_count=1,
        file=needed,
    )
    assert strike_files(at=at) == 0
    assert StoredFile.objects.get() == needed
    assert not Event.objects.filter(action="file.strike").exists()


def test_the_worker_strikes_them_by_itself(cast: Any, at: datetime) -> None:
    kept(cast, at, date(2020, 1, 1))
    started = work.start("documents.strike", System(), {}, at=at)
    execute(started.public_id, beat_every=0)
    assert not StoredFile.objects.exists()
