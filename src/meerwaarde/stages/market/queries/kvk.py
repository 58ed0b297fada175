"""What the trade register said of a supplier, beside what stands here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import msgspec
from django.db.models import Q

from meerwaarde.exchange.kvk import KvkProfile
from meerwaarde.language.fold import fold
from meerwaarde.stages.market.models import FirmApplication, KvkExtract, Supplier

__all__ = ["KvkExtract"]


@dataclass(frozen=True)
class KvkDifference:
    """A field that the register fills: ours, theirs, and whether they say the same."""

    field: str
    ours: Any
    theirs: Any
    same: bool


def last_extract(supplier: Supplier) -> KvkExtract | None:
    """The last answer of the trade register about this supplier and its present number."""
    rows = KvkExtract.objects.filter(supplier=supplier, kvk=supplier.kvk).select_related("organisation")
    return rows.order_by("-asked_at", "-pk").first()


def last_extract_about(application: FirmApplication) -> KvkExtract | None:
    """The last answer of the trade register about who asks to be let in."""
    about = Q(application=application)
    if application.supplier_id is not None:
        about |= Q(supplier=application.supplier_id)
    rows = KvkExtract.objects.filter(about, kvk=application.kvk).select_related("organisation")
    return rows.order_by("-asked_at", "-pk").first()


def profile_of(extract: KvkExtract) -> KvkProfile | None:
    """What was kept of the answer; None where the register did not know the number."""
    return msgspec.convert(extract.values, KvkProfile) if extract.values else None


def kvk_differences(supplier: Supplier, extract: KvkExtract) -> list[KvkDifference]:
    """Every field that the register filled, beside ours."""
    said = profile_of(extract)
    if said is None:
        return []
    names = [said.name, said.statutory_name, *said.trade_names]
    found = [
        _row("name", supplier.name, said.name or said.statutory_name, [name for name in names if name]),
        _row("legal_form", supplier.legal_form, said.legal_form, [said.legal_form]),
        _row("place", supplier.place, said.place, [said.place]),
        KvkDifference(
            "trade_names",
            list(supplier.trade_names),
            list(said.trade_names),
            {fold(name) for name in said.trade_names} <= {fold(name) for name in supplier.trade_names},
        ),
    ]
    return [one for one in found if one.theirs]


def kvk_beside_application(application: FirmApplication, extract: KvkExtract) -> list[KvkDifference]:
    """What an applicant typed, beside what the register says; a website is compared by its host alone."""
    said = profile_of(extract)
    if said is None:
        return []
    names = [name for name in (said.name, said.statutory_name, *said.trade_names) if name]
    found = [
        _row("name", application.firm_name, said.name or said.statutory_name, names),
        _row("place", application.place, said.place, [said.place]),
        KvkDifference(
            "website", application.website, said.website, _host(application.website) == _host(said.website)
        ),
    ]
    return [one for one in found if one.theirs]


def _host(website: str) -> str:
    return (urlsplit(website if "://" in website else f"https://{website}").hostname or "").removeprefix(
        "www."
    )


def _row(field: str, ours: str, theirs: str, good: list[str]) -> KvkDifference:
    return KvkDifference(field, ours, theirs, fold(ours) in {fold(name) for name in good})
