"""The demonstration authorities, loaded once for all tests of a file and taken away after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Everything loaded, in a transaction that is rolled back at the end of the file."""
    from django.db import transaction

    from meerwaarde.demo.load import load

    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(demonstration: None, db: None) -> None:
    """The demonstration for one test; what the test does to it is undone."""


@pytest.fixture
def actor() -> Callable[[str], Any]:
    """`actor("bas@veenmeer")` as the doors would make it."""
    return actor_named


@pytest.fixture
def told_again() -> Callable[[], dict[str, list[Any]]]:
    """What both authorities hold now, without the ids that differ per load."""
    return everything


def actor_named(name: str) -> Any:
    from meerwaarde.platform.access.actor import actor_of
    from meerwaarde.platform.organisations.queries import memberships_of, person_by_email

    person = person_by_email(f"{name}.example")
    assert person is not None
    return actor_of(memberships_of(person, date(2026, 11, 22)).select_related("person")[0])


def everything() -> dict[str, list[Any]]:
    """What a visitor sees of both authorities, without the ids that differ per load."""
    from meerwaarde.platform.journal.queries import events_of
    from meerwaarde.stages.policy.queries import goals_visible_to, listed_frameworks, rules_of
    from meerwaarde.stages.procurement.queries import file_of, lots_of, procurement, visible_to

    seen: dict[str, list[Any]] = {"goals": [], "rules": [], "files": [], "journal": []}
    for name in ("bas@veenmeer", "eva@duinrade"):
        who = actor_named(name)
        seen["goals"] += [(g.wording, g.document, g.target) for g in goals_visible_to(who).order_by("pk")]
        for version in listed_frameworks(who):
            rules = [(rule.code, rule.strength, rule.demand, rule.scope) for rule in rules_of(version)]
            seen["rules"].append((version.number, version.title, version.state, version.valid_until, rules))
        for row in visible_to(who).order_by("pk"):
            found = procurement(who, row.public_id)
            assert found is not None
            file = file_of(who, found, date(2026, 11, 22))
            findings = [(f.rule, f.severity) for f in file.advice.findings] if file.advice else []
            lots = [(lot.code, lot.estimate_cents) for lot in lots_of(found)]
            seen["files"].append(
                (file.number, file.title, file.state, file.value_cents, file.decided_on, lots, findings)
            )
        events = events_of(who.organisation_id).order_by("sequence")
        seen["journal"] += [(event.moment, event.action, event.role) for event in events]
    return seen
