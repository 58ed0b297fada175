"""A register of forms: a name, and the record that is its one definition."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from meerwaarde.exchange.notice import Notice
from meerwaarde.exchange.partners.records import PartnerNotices
from meerwaarde.exchange.suppliers import SupplierMapping, SupplierRecord
from meerwaarde.rules.answer import Answer, Refusal
from meerwaarde.rules.intake import Intake

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class SearchHit(msgspec.Struct, frozen=True):
    """One thing found; `id` of a CPV code is its eight digits, `why` says in a sentence what matched."""

    id: str
    label: str
    score: float
    why: str


class SearchHits(msgspec.Struct, frozen=True):
    """What a search gives, best first."""

    hits: tuple[SearchHit, ...]


_FORMS: Final[dict[str, Any]] = {
    "advice": Answer,
    "error": Refusal,
    "intake": Intake,
    "notice": Notice,
    "partner_notices": PartnerNotices,
    "search": SearchHits,
    "supplier": SupplierRecord,
    "supplier_mapping": SupplierMapping,
}


def register(name: str, form: Any) -> None:
    """Adds a form under a name; `form` is a msgspec Struct or any type that msgspec can describe.

    Raises ValueError where the name is taken by another form: a name means one thing for ever.
    """
    known = _FORMS.setdefault(name, form)
    if known is not form:
        raise ValueError(f"the form {name!r} is already registered as {known!r}")


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one form; raises KeyError for an unknown name."""
    described = msgspec.json.schema(_FORMS[name])
    return {"$schema": _DIALECT, "$id": f"urn:meerwaarde:schema:{name}", "title": name, **described}


def schemas() -> dict[str, dict[str, Any]]:
    """All schemas by name, in alphabetical order."""
    return {name: schema(name) for name in sorted(_FORMS)}
