"""The strategy note tells the whole file, the step "Approach" too, and tells nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from meerwaarde.platform.documents.blocks import Block, Document, Facts, Heading, Paragraph, Table
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.models import Procurement
from meerwaarde.stages.procurement.pages.approach import approach_in_words
from meerwaarde.stages.procurement.pages.strategy_note import strategy_note

pytestmark = pytest.mark.django_db

APPROACH = {
    "procedure_chosen": "multiple",
    "cross_border_interest": False,
    "invitees": 4,
    "social_enterprises_invited": 2,
    "joint_buyers": 3,
    "related_contracts": [{"cpv": "77310000", "estimate": "20000", "day": "2026-09-01"}],
    "award": "quality",
    "weights": {"price": "40", "quality": "37.5", "social_value": "22.5"},
    "labour_share": "0.65",
    "social_return_percentage": "5",
    "reserved": "2.82",
    "reserved_proof_share": "0.3",
    "label_or_equivalent": True,
    "turnover_requirement_percentage": "150",
}


def note_of(actor: Any, procurement: Procurement) -> Document:
    with override("nl"):
        return strategy_note(queries.file_of(actor, queries.procurement(actor, procurement.public_id), DAY))


def under(note: Document, heading: str) -> tuple[Block, ...]:
    """The blocks between this heading and the next of its level."""
    places = [place for place, one in enumerate(note.blocks) if isinstance(one, Heading) and one.level == 1]
    start = next(place for place in places if note.blocks[place].text == heading)
    end = next((place for place in places if place > start), len(note.blocks))
    return note.blocks[start + 1 : end]


def test_the_approach_is_told_in_words() -> None:
    with override("nl"):
        told = dict(approach_in_words(APPROACH))
    assert told["Belangstelling uit andere landen"] == "nee"
    assert told["Uitgenodigde bedrijven"] == "4"
    assert told["Sociale ondernemingen daarbij"] == "2"
    assert told["Gewichten"] == "prijs 40%, kwaliteit 37,5%, maatschappelijke waarde 22,5%"
    assert told["Deel van het bedrag dat arbeid is"] == "65%"
    assert told["Gevraagde social return"] == "5%"
    assert told["Aandeel werknemers uit de doelgroep"] == "30%"
    assert told["Gevraagde omzet"] == "150% van de opdracht"
    assert told["Opdrachten die hierbij horen"] == "CPV 77310000, € 20.000, 1 september 2026"
    assert "Referenties per competentie" not in told
    assert approach_in_words({}) == ()


def test_every_field_of_the_step_has_words() -> None:
    known: dict[str, Any] = dict.fromkeys(queries.PARTICULARS, 1)
    known |= {"weights": {"price": 1}, "related_contracts": []}
    with override("nl"):
        told = approach_in_words(known)
    assert len(told) == len(queries.PARTICULARS)


def test_the_approach_follows_what_and_how_much(cast: Any, filled: Procurement) -> None:
    note = note_of(cast.bob, filled)
    headings = [one.text for one in note.blocks if isinstance(one, Heading) and one.level == 1]
    assert headings.index("Aanpak") == headings.index("Wat en hoeveel") + 1
    (facts,) = under(note, "Aanpak")
    assert isinstance(facts, Facts)
    assert dict(facts.rows)["Uitgenodigde bedrijven"] == "3"
    assert dict(facts.rows)["Opdrachten die hierbij horen"] == "geen"


def test_the_note_says_who_advised_and_who_decided(cast: Any, filled: Procurement, at: datetime) -> None:
    assert not any(isinstance(one, Paragraph) for one in under(note_of(cast.bob, filled), "In het kort"))
    for step, actor in (
        (actions.submit, cast.ann),
        (actions.complete_advice, cast.bob),
        (actions.decide, cast.bob),
    ):
        filled.refresh_from_db()
        step(actor, filled, expected_version=filled.version, at=at)
    filled.refresh_from_db()
    (said,) = [one for one in under(note_of(cast.bob, filled), "In het kort") if isinstance(one, Paragraph)]
    assert "Advies afgerond op 22 november 2026 door " in said.text
    assert "Strategie vastgesteld op 22 november 2026 door " in said.text


def test_a_contract_in_lots_gives_no_reason_for_not_dividing(
    cast: Any, filled: Procurement, at: datetime
) -> None:
    file = queries.file_of(cast.bob, filled, DAY)
    assert "lots" in file.reasons
    assert set(file.reasons) - set(replace(file, divided=True).reasons) == {"lots"}


def test_the_same_step_on_one_day_is_one_row(cast: Any, filled: Procurement, at: datetime) -> None:
    for choice in ("use", "not", "use"):
        filled.refresh_from_db()
        actions.weigh_instrument(cast.bob, filled, code="share", choice=choice, why="Samen", at=at)
    note = note_of(cast.bob, filled)
    (history,) = under(note, "Geschiedenis")
    assert isinstance(history, Table)
    assert len([row for row in history.rows if row[1].endswith("(3×)")]) == 1
    assert len(set(history.rows)) == len(history.rows)


def test_what_is_not_decided_is_one_sentence(cast: Any, filled: Procurement) -> None:
    blocks = under(note_of(cast.bob, filled), "Instrumenten")
    assert not any(isinstance(one, Table) for one in blocks)
    (undecided,) = [
        one for one in blocks if isinstance(one, Paragraph) and one.strong == "Nog niet besloten:"
    ]
    assert undecided.text.endswith(".")


def test_page_and_note_name_the_approach_and_the_digest_alike(
    browse: Callable[[str], Client], cast: Any, filled: Procurement
) -> None:
    address = reverse("procurement:detail", args=["veenmeer", filled.public_id])
    answer = browse("ann").get(address)
    page = answer.context["page"]
    note = note_of(cast.ann, filled)
    (facts,) = under(note, "Aanpak")
    assert tuple((one.term, one.text) for one in page.approach) == facts.rows
    terms = {one.term for one in page.receipt}
    noted = {term for one in under(note, "Bewijs") if isinstance(one, Facts) for term, _text in one.rows}
    assert {term for term in terms if "getal" in term} == {term for term in noted if "getal" in term}
    assert "Vingerafdruk" not in answer.content.decode()


DAY = date(2026, 11, 22)
