"""A mapping that comes back: kept per source, or written by hand."""

from __future__ import annotations

from collections import Counter

import msgspec

from meerwaarde.exchange.payments.records import PaymentMapping
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

_WHAT_NOW = Text(
    nl="Maak een nieuw voorstel met “meerwaarde spend map” en pas alleen de rollen aan.",
    en="Make a new proposal with “meerwaarde spend map”, and change the roles only.",
)


def read_mapping(document: bytes, *, where: str = "mapping") -> PaymentMapping:
    """A mapping in the form that `spend map` prints.

    Raises `Refused` with mapping_unreadable, mapping_role_twice, mapping_column_twice or mapping_incomplete.
    """
    try:
        mapping = msgspec.json.decode(document, type=PaymentMapping)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(
            "mapping_unreadable",
            Text(
                nl=f"De toewijzing van kolommen klopt niet: {error}.",
                en=f"The mapping of columns is not right: {error}.",
            ),
            where,
            _WHAT_NOW,
        ) from error
    _refuse_twice(mapping, where)
    missing = [role for role in ("amount", "supplier") if mapping.index_of(role) is None]
    if mapping.index_of("gross") is not None and "amount" in missing:
        missing.remove("amount")  # net is gross less VAT, or gross where no VAT is told
    if missing:
        raise Refused(
            "mapping_incomplete",
            Text(
                nl=f"In de toewijzing ontbreekt een kolom voor: {', '.join(missing)}.",
                en=f"The mapping has no column for: {', '.join(missing)}.",
            ),
            where,
            _WHAT_NOW,
        )
    return mapping


def _refuse_twice(mapping: PaymentMapping, where: str) -> None:
    roles = Counter(column.role for column in mapping.columns if column.role)
    if twice := [role for role, times in roles.items() if times > 1]:
        raise Refused(
            "mapping_role_twice",
            Text(
                nl=f"Deze rol heeft meer dan één kolom: {', '.join(twice)}.",
                en=f"This role has more than one column: {', '.join(twice)}.",
            ),
            where,
            _WHAT_NOW,
        )
    places = Counter(column.index for column in mapping.columns)
    if again := [str(index) for index, times in places.items() if times > 1]:
        raise Refused(
            "mapping_column_twice",
            Text(
                nl=f"Deze kolom staat er meer dan één keer in: {', '.join(again)}.",
                en=f"This column stands in it more than once: {', '.join(again)}.",
            ),
            where,
            _WHAT_NOW,
        )
