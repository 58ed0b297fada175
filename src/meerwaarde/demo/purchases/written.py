"""A small purchase in one line, and the CPV codes that such purchases have."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from meerwaarde.demo.shape import DemoQuickPurchase, on

FLOWERS, PLANTS = "03121200", "03451000"
LUNCH, CAKE, COFFEE = "55520000", "15812000", "15860000"
PRINTING, SIGNS, DESIGN = "79810000", "30195000", "79822500"
GIFTS, SEEDS = "18530000", "03111900"
MEETING, OUTING, TRAINING, THEATRE = "55120000", "92300000", "80570000", "92312100"
BICYCLES, BICYCLE_REPAIR = "34430000", "50100000"
FURNITURE_REPAIR, UPHOLSTERY, FURNITURE = "50850000", "98394000", "39130000"
TRANSLATION, INTERPRETING, PLAIN_WORDS = "79530000", "79540000", "79552000"
WINDOWS, CLEANING = "90911300", "90911200"
GARDEN, TREES, LITTER = "77310000", "77341000", "90610000"
POST, COURIER, BUS = "64110000", "64120000", "60170000"
PHOTOS, WEBSITE, LAPTOPS, LAPTOP_REPAIR = "79960000", "72254000", "30213100", "50320000"
CLOTHES_REPAIR, TEXTILE = "50830000", "18930000"
ALARMS, PAPER, FENCES, FLOORS = "31625100", "30197600", "34928200", "45432100"
BENCHES, PAINTING, ENERGY, ASSEMBLY = "39113600", "45442100", "71314300", "79920000"

USUALLY_AHEAD = 7
"""Days between recording a purchase and needing it, where the story does not say otherwise."""


def bought(at: str, by: str, what: str, euros: int, supplier: str, **more: Any) -> DemoQuickPurchase:
    """`supplier` is a key of the directory, or the name of a firm that is not in there."""
    moment = on(at)
    needed_on: date = more.pop("needed_on", moment.date() + timedelta(days=USUALLY_AHEAD))
    return DemoQuickPurchase(
        at=moment, by=by, what=what, euros=euros, supplier=supplier, needed_on=needed_on, **more
    )
