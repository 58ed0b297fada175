"""How public notices are found: by everybody, at an address that holds for every organisation."""

from __future__ import annotations

from functools import cache

from django.urls import reverse

from meerwaarde.stages.market.models import Notice
from meerwaarde.stages.market.queries.notices import Findable
from meerwaarde.stages.market.queries.suppliers import EVERYWHERE


def findable_public(notice: Notice) -> Findable:
    """A public notice is found by everybody; the index keeps its address for every authority at once."""
    return Findable(
        kind="notice",
        object_id=notice.public_id,
        url=address_of_public(notice.public_id),
        title=notice.title or notice.external_id,
        summary=notice.buyer_name,
        text=notice.record.get("description") or "",
    )


def address_of_public(public_id: str) -> str:
    """The address by which every organisation opens a public notice, as the index keeps it."""
    return f"{_address_before()}{public_id}/"


@cache
def _address_before() -> str:
    """All but the end of an address: looking it up anew for each of a hundred thousand takes seconds."""
    return reverse("market:notice", args=[EVERYWHERE, "x"]).removesuffix("x/")
