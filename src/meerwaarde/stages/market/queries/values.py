"""Values of statements that Django would take apart at length."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.db import connection
from django.db.models.expressions import RawSQL


def one_value(texts: Sequence[str]) -> RawSQL:
    """Hundreds of texts for `__in` as one value: a value each takes Django longer than the look-up."""
    listing = {"postgresql": "SELECT json_array_elements_text(%s::json)"}
    one = listing.get(connection.vendor, "SELECT value FROM json_each(%s)")
    return RawSQL(one, [json.dumps(texts)])  # noqa: S611 (the texts stay a value)
