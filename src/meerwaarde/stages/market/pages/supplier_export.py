"""The list of suppliers as a file that can be taken in elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.sheets import Cell as Value
from meerwaarde.rules import suppliers as rules
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import supplier_words as words


def supplier_export_rows(
    actor: Actor, suppliers: Sequence[queries.Supplier], day: date
) -> list[Sequence[Value]]:
    """The columns of a supplier file, so that what is taken along can be taken in elsewhere."""
    offered, held = queries.offerings_of(suppliers), queries.credentials_of(suppliers)
    head: list[Sequence[Value]] = [_COLUMNS]
    return head + [
        _exported(one, offered.get(one.pk, ()), words.standings(actor, held.get(one.pk, ()), day))
        for one in suppliers
    ]


_COLUMNS = (
    "id",
    "kvk",
    "name",
    "legal_form",
    "size_class",
    "description",
    "offering",
    "cpv",
    "themes",
    "target_group_share",
    "credentials",
    "place",
    "postcode",
    "regions",
    "capacity_min",
    "capacity_max",
    "website",
    "email",
    "social_until",
)


def _exported(
    one: queries.Supplier,
    offerings: Sequence[queries.Offering],
    standings: Sequence[tuple[queries.Credential, rules.Standing]],
) -> Sequence[Value]:
    codes = dict.fromkeys(code for offering in offerings for code in offering.cpv)
    holds = [standing for _held, standing in standings if standing.state == "counts"]
    return (
        one.public_id,
        one.kvk,
        one.name,
        one.legal_form,
        one.size_class,
        one.description,
        "; ".join(offering.title for offering in offerings),
        ";".join(codes),
        ";".join(one.themes),
        one.target_group_share,
        ";".join(_held(standing) for standing in holds),
        one.place,
        one.postcode,
        ";".join(one.regions or ()),
        None if one.capacity_min_cents is None else one.capacity_min_cents / 100,
        None if one.capacity_max_cents is None else one.capacity_max_cents / 100,
        one.website,
        one.email,
        one.social_until.isoformat() if one.social_until else "",
    )


def _held(standing: rules.Standing) -> str:
    until = standing.until
    day = "" if until is None or until == rules.LAST_DAY else until.isoformat()
    return f"{standing.credential.code}:{day}" if day else standing.credential.code
