"""An answer of a firm lowers what is alike in that point, says so, and nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from meerwaarde.rules.leads import Followed, asks_afterwards, funnel, outcome
from meerwaarde.rules.matching import Need
from meerwaarde.rules.matching.feedback import REASONS, TEACHES, Said, lowered
from meerwaarde.rules.text import Text

NAMES = {
    "90900000": Text(nl="Reiniging en schoonmaak", en="Cleaning services"),
    "NL34": Text(nl="Zeeland", en="Zeeland"),
}


def need(name: str = "new", cpv: str = "90911200", region: str = "NL341", worth: int = 50_000) -> Need:
    return Need(id=name, cpv=(cpv,), regions=(region,), estimate=Decimal(worth))


def said(why: Any, day: int = 1, **more: Any) -> Said:
    return Said(why=why, need=need("old", **more), on=date(2026, 11, day))


@pytest.mark.parametrize(
    ("why", "new", "sentence"),
    [
        ("other_work", {}, "Minder hoog omdat u reiniging en schoonmaak niet zoekt."),
        ("other_work", {"region": "NL11"}, "Minder hoog omdat u reiniging en schoonmaak niet zoekt."),
        ("other_work", {"cpv": "77310000"}, ""),
        ("not_here", {}, "Minder hoog omdat u reiniging en schoonmaak in Zeeland niet zoekt."),
        ("not_here", {"region": "NL11"}, ""),
        ("not_here", {"cpv": "77310000"}, ""),
        ("too_far", {"cpv": "77310000"}, "Minder hoog omdat u Zeeland te ver vindt."),
        ("too_far", {"region": "NL11"}, ""),
        ("too_far", {"region": "NL"}, ""),
        ("too_large", {"worth": 60_000}, "Minder hoog omdat u een opdracht van € 50.000 te groot vond."),
        ("too_large", {"worth": 40_000}, ""),
        ("too_small", {"worth": 40_000}, "Minder hoog omdat u een opdracht van € 50.000 te klein vond."),
        ("no_time", {}, ""),
        ("terms", {}, ""),
        ("other", {}, ""),
    ],
)
def test_what_an_answer_lowers_and_in_which_words(why: str, new: dict[str, Any], sentence: str) -> None:
    found = lowered(need(**new), [said(why)], names=NAMES.get)
    assert (found.text.nl.replace("\u00a0", " ") if found else "") == sentence
    assert bool(sentence) <= (why in TEACHES)


def test_an_answer_never_lowers_the_thing_itself_and_the_newest_speaks() -> None:
    assert lowered(need("old"), [said("other_work")]) is None
    found = lowered(need(), [said("other_work", 1), said("too_far", 5)], names=NAMES.get)
    assert found is not None
    assert found.why == "too_far"
    assert lowered(need(), []) is None
    assert lowered(Need(id="bare"), [said(why) for why in REASONS]) is None


@pytest.mark.parametrize(
    ("firm", "buyer", "came"),
    [
        ("", "", ""),
        ("deal", "", "deal"),
        ("", "no_deal", "no_deal"),
        ("deal", "deal", "deal"),
        ("deal", "no_deal", ""),
    ],
)
def test_what_came_of_it_follows_from_what_both_sides_say(firm: str, buyer: str, came: str) -> None:
    assert outcome(firm, buyer) == came


def test_the_funnel_never_widens_and_names_who_was_silent() -> None:
    found = funnel(
        [
            Followed(supplier="a"),
            Followed(supplier="b", seen=True, declined=True),
            Followed(supplier="c", seen=True, invited=True),
            Followed(supplier="d", invited=True, quoted=True, firm_said="deal", buyer_said="no_deal"),
            Followed(supplier="e", invited=True, quoted=True, buyer_said="deal", buyer_cents=5_000_00),
        ]
    )
    assert found.reached == {
        "suggested": 5,
        "seen": 4,
        "interested": 2,
        "invited": 3,
        "quoted": 2,
        "deal": 1,
    }
    assert (found.silent, found.declined, found.contested, found.amount_cents) == (("c",), 1, 1, 500_000)
    assert found.share("deal", "quoted") == 0.5
    assert funnel([]).share("deal", "quoted") is None


def test_both_sides_are_asked_after_sixty_days_until_they_answer() -> None:
    quoted = date(2026, 9, 1)
    assert not asks_afterwards(quoted, "", date(2026, 10, 30))
    assert asks_afterwards(quoted, "", date(2026, 10, 31))
    assert not asks_afterwards(quoted, "deal", date(2026, 12, 1))
    assert not asks_afterwards(None, "", date(2026, 12, 1))
