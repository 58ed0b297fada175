"""Loading into an empty database: the same every time, and all or nothing."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

pytestmark = pytest.mark.django_db


def test_two_loads_in_two_empty_databases_tell_the_same(db: None, told_again: Any) -> None:
    from django.db import transaction

    from meerwaarde.demo.load import load

    told = []
    for _time in range(2):
        with transaction.atomic():
            load()
            told.append(told_again())
            transaction.set_rollback(True)
    assert told[0]["files"]
    assert told[0] == told[1]


def test_a_load_that_breaks_off_leaves_nothing_and_is_done_again(db: None, actor: Any) -> None:
    from meerwaarde.demo import veenmeer
    from meerwaarde.demo.calendar_acts import CALENDARS
    from meerwaarde.demo.load import STORIES, load
    from meerwaarde.demo.shape import Taken, on
    from meerwaarde.platform.organisations.queries import person_by_email, slug_taken
    from meerwaarde.rules.lifecycle import StepRefused
    from meerwaarde.stages.procurement.queries import visible_to

    whole = veenmeer.STORY
    last = whole.procurements[-1]
    too_early = Taken(at=on("2026-11-19 09:00"), by="bas", verb="decide")
    broken = dataclasses.replace(
        whole, procurements=(*whole.procurements[:-1], dataclasses.replace(last, history=(too_early,)))
    )
    with pytest.raises(StepRefused):
        load((*STORIES[:-1], broken))
    assert not any(slug_taken(story.slug) for story in STORIES)
    assert person_by_email("bas@veenmeer.example") is None
    load()
    begun = sum(line.fate == "begun" for line in CALENDARS["veenmeer"].lines)
    assert visible_to(actor("bas@veenmeer")).count() == len(whole.procurements) + begun
