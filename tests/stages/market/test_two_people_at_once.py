"""Two colleagues write the same at once: the second keeps what it typed, and reads what stands there now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from meerwaarde.stages.market.actions import consultations, meetings
from meerwaarde.stages.market.models import Consultation, ConsultationQuestion, ProgrammeItem

pytestmark = pytest.mark.django_db
BEFORE = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def closed(market_cast: Any) -> Consultation:
    """A consultation that can be reported, with a session that was held."""
    values = consultations.ConsultationValues(
        title="Groen zonder gif",
        introduction="Wij willen weten wat kan.",
        buys="Onderhoud van parken.",
        questions=("Wat kan er zonder gif?",),
        cpv=("77310000",),
        opens_on=date(2026, 9, 1),
        closes_on=date(2026, 9, 30),
        session_at=datetime(2026, 9, 15, 13, 0, tzinfo=UTC),
        session_where="Stadhuis",
        read_early=False,
    )
    found = consultations.make_consultation(actor=market_cast.bob, values=values, at=BEFORE)
    consultations.publish_consultation(actor=market_cast.bob, found=found, at=BEFORE)
    return found


def test_the_report_of_a_consultation(closed: Consultation, browse: Callable[[str], Client]) -> None:
    url = f"/veenmeer/markt/consultaties/{closed.public_id}/antwoorden/"
    bob = browse("bob")
    form = bob.get(url).context["page"].form
    question = ConsultationQuestion.objects.get()
    heard = f"heard_{question.public_id}"

    def typed(said: str, conclusion: str, version: Any) -> dict[str, Any]:
        return {heard: said, "conclusion": conclusion, "market": "", "next_step": "", "version": version}

    opened = form["version"].value()
    assert bob.post(url, typed("Schapen kunnen veel.", "Het kan.", opened)).status_code == HTTPStatus.FOUND
    late = bob.post(url, typed("Schapen eten alles.", "Het kan.", opened))
    assert late.status_code == HTTPStatus.CONFLICT
    page = late.content.decode()
    assert "Schapen eten alles." in page, "what was typed stays"
    assert "Schapen kunnen veel." in page, "and beside it stands what is there now"
    assert set(late.context["page"].form.errors) == {"__all__", heard}, "only what differs is pointed at"
    question.refresh_from_db()
    assert question.heard == "Schapen kunnen veel."
    again = late.context["page"].form["version"].value()
    assert bob.post(url, typed("Schapen eten alles.", "Het kan.", again)).status_code == HTTPStatus.FOUND
    question.refresh_from_db()
    assert question.heard == "Schapen eten alles."


def test_the_notes_of_a_session(closed: Consultation, browse: Callable[[str], Client]) -> None:
    url = f"/veenmeer/markt/consultaties/{closed.public_id}/bijeenkomst/"
    bob = browse("bob")
    opened = bob.get(url).context["page"].form["version"].value()
    first = {"others": "Terp BV", "minutes": "Er is ruimte.", "version": opened}
    assert bob.post(url, first).status_code == HTTPStatus.FOUND
    late = bob.post(url, {"others": "Wad BV", "minutes": "Er is haast.", "version": opened})
    assert late.status_code == HTTPStatus.CONFLICT
    page = late.content.decode()
    assert all(text in page for text in ("Er is haast.", "Er is ruimte.", "Wad BV"))
    closed.refresh_from_db()
    assert closed.minutes == "Er is ruimte."
    assert [one.firm_name for one in closed.seats.all()] == ["Terp BV"], "nothing of it was kept"
    again = late.context["page"].form["version"].value()
    late = bob.post(url, {"others": "Wad BV", "minutes": "Er is haast.", "version": again})
    assert late.status_code == HTTPStatus.FOUND
    closed.refresh_from_db()
    assert closed.minutes == "Er is haast."


def test_a_part_of_a_programme(market_cast: Any, browse: Callable[[str], Client]) -> None:
    soon = timezone.localtime() + timedelta(days=20)
    begins = soon.replace(hour=13, minute=0, second=0, microsecond=0)
    found = meetings.make_meeting(
        actor=market_cast.pia,
        values=meetings.MeetingValues(
            title="Groen dichtbij",
            description="Wie groen onderhoudt.",
            themes=(),
            starts_at=begins,
            ends_at=begins + timedelta(hours=3),
            where="Stadhuis",
            link="",
            capacity=20,
            pitches_wanted=False,
        ),
        at=timezone.now(),
    )
    part = meetings.add_part(
        actor=market_cast.pia,
        found=found,
        values=meetings.PartValues(starts_at=begins, title="Welkom"),
        at=timezone.now(),
    )
    url = f"/veenmeer/markt/bijeenkomsten/{found.public_id}/programma/{part.public_id}/"
    pia, hour = browse("pia"), f"{timezone.localtime(begins):%H:%M}"

    def typed(title: str, version: Any) -> dict[str, Any]:
        return {"begins": hour, "title": title, "speaker": "", "theme": "", "text": "", "version": version}

    opened = pia.get(url).context["page"].form["version"].value()
    assert pia.post(url, typed("Welkom met koffie", opened)).status_code == HTTPStatus.FOUND
    late = pia.post(url, typed("Welkom met thee", opened))
    assert late.status_code == HTTPStatus.CONFLICT
    assert "Welkom met thee" in late.content.decode()
    assert "Welkom met koffie" in late.content.decode()
    assert set(late.context["page"].form.errors) == {"__all__", "title"}, "the hour is the same"
    again = late.context["page"].form["version"].value()
    assert pia.post(url, typed("Welkom met thee", again)).status_code == HTTPStatus.FOUND
    assert ProgrammeItem.objects.get().title == "Welkom met thee"
