"""Who may do what: roles as the field knows them, and the permissions that each carries.

A permission is `noun.verb`. What a person may *see* starts at `visible_to` in each stage's queries; these
permissions say which doors open and which buttons are drawn.
"""

from __future__ import annotations

import msgspec

from meerwaarde.rules.text import Text

READ_EVERYTHING = frozenset(
    {"goals.read", "frameworks.read", "procurements.read", "notices.read", "promises.read", "search.use"}
)
WORK_ON_PROCUREMENTS = frozenset({"procurements.start", "procurements.edit", "notices.import"})


class Role(msgspec.Struct, frozen=True):
    """A role within an authority: its code in the data, its name for people, its permissions."""

    code: str
    name: Text
    permissions: frozenset[str]


def _role(code: str, nl: str, en: str, *permissions: str, base: frozenset[str] = READ_EVERYTHING) -> Role:
    return Role(code, Text(nl=nl, en=en), base | frozenset(permissions))


ROLES: tuple[Role, ...] = (
    _role(
        "client",
        "Opdrachtgever",
        "Client (budget holder)",
        "procurements.submit",
        "procurements.withdraw",
        base=READ_EVERYTHING | WORK_ON_PROCUREMENTS,
    ),
    _role("project_leader", "Projectleider", "Project leader", base=READ_EVERYTHING | WORK_ON_PROCUREMENTS),
    _role(
        "buyer",
        "Inkoper",
        "Buyer",
        "procurements.advise",
        "procurements.return",
        "procurements.decide",
        base=READ_EVERYTHING | WORK_ON_PROCUREMENTS,
    ),
    _role(
        "policy_adviser",
        "Beleidsadviseur",
        "Policy adviser",
        "goals.write",
        "goals.measure",
        "frameworks.draft",
        "frameworks.adopt",
    ),
    _role("subject_expert", "Inhoudelijk deskundige", "Subject expert", "procurements.edit"),
    _role("contract_manager", "Contractmanager", "Contract manager", "procurements.edit"),
    _role(
        "social_return_coordinator", "Social-returncoördinator", "Social-return coordinator", "goals.measure"
    ),
    _role("lawyer", "Jurist", "Lawyer", "procurements.edit", "journal.read"),
    _role(
        "finance_controller", "Financieel controller", "Finance controller", "journal.read", "goals.measure"
    ),
    _role(
        "mvoi_team",
        "MVOI-team",
        "MVOI team",
        "goals.write",
        "goals.measure",
        "frameworks.draft",
    ),
    _role("tenderboard_member", "Lid tenderboard", "Tenderboard member"),
    _role("director", "Directeur", "Director", "journal.read"),
    _role("alderman", "Wethouder", "Alderman"),
    _role(
        "council",
        "Raadslid (alleen lezen)",
        "Council (read only)",
        base=frozenset({"goals.read", "frameworks.read", "promises.read", "search.use"}),
    ),
    _role(
        "administrator",
        "Beheerder",
        "Administrator",
        "organisation.manage",
        "journal.read",
        base=frozenset({"search.use"}),
    ),
)

_BY_CODE = {role.code: role for role in ROLES}

ROLE_CODES: tuple[str, ...] = tuple(_BY_CODE)


def role(code: str) -> Role:
    """The role with this code; an unknown code raises KeyError."""
    return _BY_CODE[code]


def permissions_of(code: str) -> frozenset[str]:
    """What the role may do; a role that is not known may do nothing."""
    known = _BY_CODE.get(code)
    return frozenset() if known is None else known.permissions


def all_permissions() -> frozenset[str]:
    """Every permission that some role carries: doors may ask for no other."""
    return frozenset().union(*(known.permissions for known in ROLES))
