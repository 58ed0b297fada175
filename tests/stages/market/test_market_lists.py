"""Lists of the market lead on to a next page: nothing is cut off, nothing stands twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.stages.market.models import Consultation, Enquiry, Lead, Meeting, Supplier

pytestmark = pytest.mark.django_db
MANY = 60


def enquiries(cast: Any, _supplier: Supplier) -> set[str]:
    return {
        Enquiry.enter(
            organisation_id=cast.bob.organisation_id,
            title=f"Vraag {number}",
            text="Wie?",
            closes_at=timezone.now() + timedelta(days=5),
            created=timezone.now(),
        ).title
        for number in range(MANY)
    }


def asked(cast: Any, supplier: Supplier) -> set[str]:
    titles = enquiries(cast, supplier)
    for one in Enquiry.objects.all():
        one.change(state="open")
        Lead.enter(
            supplier=supplier,
            organisation_id=one.organisation_id,
            enquiry=one,
            state="invited",
            suggested_at=timezone.now(),
            invited_at=timezone.now(),
        )
    return titles


def meetings(cast: Any, _supplier: Supplier) -> set[str]:
    """Half of them still to come, some in the same moment."""
    now = timezone.now()
    found = set()
    for number in range(MANY):
        begin = now + timedelta(days=(number // 2) - MANY // 4, hours=5)
        made = Meeting.enter(
            organisation_id=cast.pia.organisation_id,
            title=f"Bijeenkomst {number}",
            starts_at=begin,
            ends_at=begin + timedelta(hours=1),
            capacity=10,
            made_at=now,
            changed_at=now,
            state="published",
            published_at=now,
        )
        found.add(made.title)
    return found


def consultations(cast: Any, _supplier: Supplier) -> set[str]:
    return {
        Consultation.enter(
            organisation_id=cast.bob.organisation_id,
            title=f"Consultatie {number}",
            introduction="Wat kan er?",
            opens_on=date(2026, 1, 1),
            made_at=datetime(2026, 1, 1, tzinfo=UTC),
            changed_at=datetime(2026, 1, 1, tzinfo=UTC),
            closes_on=date(2026, 2, 1) + timedelta(days=number // 3),
            state="published",
            published_at=datetime(2026, 1, 1, tzinfo=UTC),
        ).title
        for number in range(MANY)
    }


@pytest.mark.parametrize(
    ("make", "door"),
    [
        (enquiries, ("bob", "/veenmeer/markt/marktvragen/")),
        (asked, ("vera", "/groenwerk/markt/gevraagd/")),
        (meetings, ("bob", "/veenmeer/markt/bijeenkomsten/")),
        (meetings, ("", "/openbaar/bijeenkomsten/")),
        (consultations, ("bob", "/veenmeer/markt/consultaties/")),
        (consultations, ("", "/openbaar/consultaties/")),
    ],
)
def test_a_long_list_has_a_next_page_and_a_way_back(
    market_cast: Any,
    new_supplier: Callable[..., Any],
    browse: Callable[[str], Client],
    make: Callable[[Any, Supplier], set[str]],
    door: tuple[str, str],
) -> None:
    person, url = door
    supplier = new_supplier(name="Groenwerk")
    Supplier.objects.filter(pk=supplier.pk).update(firm=Organisation.objects.get(slug="groenwerk"))
    titles = make(market_cast, Supplier.objects.get(pk=supplier.pk))
    browser = browse(person) if person else Client()
    browser.get(url)  # a first visit remembers what every page asks
    forward: list[list[str]] = []
    queries: set[int] = set()
    here = url
    while here:
        with CaptureQueriesContext(connection) as seen:
            table = browser.get(here).context["page"].table
        queries.add(len(seen))
        forward.append([row.cells[0].text for row in table.rows])
        here, back = table.next_url, table.previous_url
        assert len(forward) < 10
    shown = [title for page in forward for title in page]
    assert len(shown) == len(set(shown)) == MANY
    assert set(shown) == titles
    assert max(queries) - min(queries) <= 1, "a page further on costs no more"
    again = set(forward[-1])
    while back:
        table = browser.get(back).context["page"].table
        again |= {row.cells[0].text for row in table.rows}
        back = table.previous_url
    assert again == titles, "the way back passes all of them too"


def test_what_is_to_come_stands_before_what_has_been(
    market_cast: Any, new_supplier: Callable[..., Any], browse: Callable[[str], Client]
) -> None:
    meetings(market_cast, new_supplier(name="Groenwerk"))
    now = timezone.now()
    shown, here = [], "/veenmeer/markt/bijeenkomsten/"
    while here:
        table = browse("bob").get(here).context["page"].table
        shown += [row.cells[0].text for row in table.rows]
        here = table.next_url
    moments = [Meeting.objects.get(title=title).starts_at for title in shown]
    coming = [moment for moment in moments if moment > now]
    assert moments == sorted(coming) + sorted((one for one in moments if one <= now), reverse=True)


@pytest.mark.parametrize("cursor", ["onzin", "-onzin", "WyJhIiwgIm5pZXQiLCAxXQ", "-WyJhIiwgIm5pZXQiLCAxXQ"])
def test_a_cursor_written_by_hand_is_the_first_page(
    market_cast: Any, new_supplier: Callable[..., Any], cursor: str
) -> None:
    """The last two say `["a", "niet", 1]`: no day, and no number."""
    meetings(market_cast, new_supplier(name="Groenwerk"))
    consultations(market_cast, new_supplier(name="Bloei"))
    for url in ("/openbaar/bijeenkomsten/", "/openbaar/consultaties/"):
        assert Client().get(f"{url}?bladzijde={cursor}").status_code == 200
