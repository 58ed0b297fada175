"""Who carries what: duties for socially responsible procurement, and the gaps in who holds them.

After the conditions in “We hebben al beleid” (the client or budget holder owns, an MVOI team joins all
trades, advisers coach, somebody speaks for it among the directors) and the vision paper (finance may own the
framework).
What is a gap is our reading; it is advice, never an obligation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from meerwaarde.rules.text import Text

Duty = Literal["owner", "framework_owner", "team_lead", "team_member", "adviser", "board_member"]


class DutyInfo(msgspec.Struct, frozen=True):
    """A duty with its name, what it asks, and whether it is held per department or for the whole."""

    code: Duty
    name: Text
    meaning: Text
    per_department: bool = False


DUTIES: tuple[DutyInfo, ...] = (
    DutyInfo(
        "owner",
        Text(nl="Eigenaar (opdrachtgever)", en="Owner (client)"),
        Text(
            nl="Is als opdrachtgever of budgethouder verantwoordelijk voor de waarde van elke inkoop.",
            en="Is as client or budget holder responsible for the value of every procurement.",
        ),
        per_department=True,
    ),
    DutyInfo(
        "framework_owner",
        Text(nl="Eigenaar van het kader", en="Owner of the framework"),
        Text(
            nl="Zorgt dat het beleidskader klopt en wordt nageleefd. Dat kan financiën zijn.",
            en="Sees to it that the framework is right and lived up to. That may be finance.",
        ),
    ),
    DutyInfo(
        "team_lead",
        Text(nl="Trekker van het MVOI-team", en="Lead of the MVOI team"),
        Text(nl="Roept het MVOI-team bijeen.", en="Calls the MVOI team together."),
    ),
    DutyInfo(
        "team_member",
        Text(nl="Lid van het MVOI-team", en="Member of the MVOI team"),
        Text(
            nl="Brengt het eigen vak in en legt de verbinding met de opdrachtgevers.",
            en="Brings in the own trade and links it to the clients.",
        ),
    ),
    DutyInfo(
        "adviser",
        Text(nl="Adviseur en coach", en="Adviser and coach"),
        Text(
            nl="Helpt collega's op weg en neemt het werk niet over.",
            en="Helps colleagues along and does not take over the work.",
        ),
    ),
    DutyInfo(
        "board_member",
        Text(nl="Stem in de directie", en="Voice among the directors"),
        Text(
            nl="Spreekt in het directieoverleg voor inkopen met impact.",
            en="Speaks for procurement with impact in the directors' meeting.",
        ),
    ),
)

BUYING = frozenset({"buyer"})
"""Roles of the procurement department, which should not be the owner."""
TRADES: dict[str, Text] = {
    "policy_adviser": Text(nl="beleid en duurzaamheid", en="policy and sustainability"),
    "social_return_coordinator": Text(nl="social return", en="social return"),
    "buyer": Text(nl="inkoop", en="procurement"),
    "contract_manager": Text(nl="contractmanagement", en="contract management"),
}
"""The trades that a team wants to have, by the role in which people hold them."""


class Holder(msgspec.Struct, frozen=True):
    """Somebody who holds a duty on the day: in which role, and for which department ("" for the whole)."""

    duty: Duty
    role: str
    department: str = ""
    person: str = ""
    """Public id of the person: one person may hold several duties."""


class DepartmentLoad(msgspec.Struct, frozen=True):
    """A department with how many running procurements it has, and how many of these have no client."""

    code: str
    name: str
    running: int = 0
    without_client: int = 0


class Gap(msgspec.Struct, frozen=True):
    """Something that nobody carries, or that the wrong one seems to carry: what, why it matters, what now."""

    code: str
    text: Text
    what_now: Text
    department: str = ""


def gaps(holders: Iterable[Holder], departments: Sequence[DepartmentLoad]) -> tuple[Gap, ...]:
    """The gaps, the most serious first. The order of holders never matters; one more holder of a duty never
    makes a gap for that duty, except where a buyer is made the owner."""
    held = list(holders)
    found: list[Gap] = []
    owned = {one.department for one in held if one.duty == "owner"}
    for department in departments:
        if department.code not in owned and "" not in owned:
            found.append(_no_owner(department))
        if department.without_client:
            found.append(_no_client(department))
    found += [_missing(duty) for duty in DUTIES if _needed(duty) and not _held(held, duty.code)]
    if any(one.duty == "owner" and one.role in BUYING for one in held):
        found.append(
            Gap(
                "owner_is_buyer",
                Text(
                    nl="Een inkoper staat als eigenaar. Dan ligt de verantwoordelijkheid weer bij inkoop.",
                    en="A buyer is named as owner. Then the responsibility lies with procurement again.",
                ),
                Text(
                    nl="Leg het eigenaarschap bij de opdrachtgever of budgethouder.",
                    en="Give the ownership to the client or budget holder.",
                ),
            )
        )
    found += _trades_missing(held)
    if _held(held, "adviser") and not _coaches_apart(held):
        found.append(
            Gap(
                "adviser_owns",
                Text(
                    nl="Wie adviseert, is ook eigenaar. Een coach neemt het werk niet over.",
                    en="Whoever advises is the owner as well. A coach does not take over the work.",
                ),
                Text(
                    nl="Wijs ten minste één adviseur aan die geen eigenaar is.",
                    en="Appoint at least one adviser who is no owner.",
                ),
            )
        )
    return tuple(found)


def _needed(duty: DutyInfo) -> bool:
    return duty.code in ("framework_owner", "team_lead", "adviser", "board_member")


def _held(held: Sequence[Holder], duty: str) -> bool:
    return any(one.duty == duty for one in held)


def _coaches_apart(held: Sequence[Holder]) -> bool:
    owners = {one.person for one in held if one.duty == "owner"}
    return any(one.duty == "adviser" and one.person not in owners for one in held)


def _no_owner(department: DepartmentLoad) -> Gap:
    return Gap(
        "department_without_owner",
        Text(
            nl=f"{department.name} heeft geen eigenaar. Niemand is er aanspreekbaar op impact.",
            en=f"{department.name} has no owner. Nobody there answers for impact.",
        ),
        Text(
            nl="Leg vast welke opdrachtgever of budgethouder dit draagt.",
            en="Record which client or budget holder carries this.",
        ),
        department.code,
    )


def _no_client(department: DepartmentLoad) -> Gap:
    one = department.without_client == 1
    return Gap(
        "procurements_without_client",
        Text(
            nl=f"{department.name}: {department.without_client} lopende "
            f"{'inkoop heeft' if one else 'inkopen hebben'} geen opdrachtgever.",
            en=f"{department.name}: {department.without_client} running "
            f"{'procurement has' if one else 'procurements have'} no client.",
        ),
        Text(
            nl="Open deze inkopen en kies een opdrachtgever.",
            en="Open these procurements and choose a client.",
        ),
        department.code,
    )


def _missing(duty: DutyInfo) -> Gap:
    return Gap(
        f"no_{duty.code}",
        Text(
            nl=f"Niemand is {duty.name.nl[0].lower()}{duty.name.nl[1:]}. {duty.meaning.nl}",
            en=f"Nobody is {duty.name.en[0].lower()}{duty.name.en[1:]}. {duty.meaning.en}",
        ),
        Text(nl="Leg vast wie dit doet.", en="Record who does this."),
    )


def _trades_missing(held: Sequence[Holder]) -> list[Gap]:
    team = [one for one in held if one.duty in ("team_lead", "team_member")]
    if not team:
        return []
    absent = [name for role, name in TRADES.items() if not any(one.role == role for one in team)]
    if not absent:
        return []
    return [
        Gap(
            "team_misses_trades",
            Text(
                nl=f"In het MVOI-team ontbreekt: {', '.join(name.nl for name in absent)}.",
                en=f"Missing in the MVOI team: {', '.join(name.en for name in absent)}.",
            ),
            Text(nl="Vraag iemand uit dit vak in het team.", en="Ask somebody of this trade into the team."),
        )
    ]
