"""A procurement is found by its words, by its own authority alone."""

from __future__ import annotations

from typing import Any

import pytest

from meerwaarde.platform.layout import slots
from meerwaarde.platform.search.queries import search
from meerwaarde.stages.procurement.models import Procurement

pytestmark = pytest.mark.django_db


def test_a_procurement_is_found_by_its_title_and_its_need(cast: Any, filled: Procurement) -> None:
    for words in ("wijkparken", "prettig", "afstand tot de arbeidsmarkt"):
        found = search(cast.ann.organisation_id, words, kinds=("procurement",))
        assert [hit.object_id for hit in found] == [filled.public_id]
    assert search(cast.eve.organisation_id, "wijkparken") == ()
    assert {one.object_id for one in slots.search_documents.collect(cast.ann)} >= {filled.public_id}
    assert filled.public_id not in {one.object_id for one in slots.search_documents.collect(cast.rik)}
