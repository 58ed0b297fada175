"""Who may do what: roles as the field knows them, and the permissions that each carries.

A permission is `noun.verb`. What a person may *see* starts at `visible_to` in each stage's queries; these
permissions say which doors open and which buttons are drawn.
"""

from __future__ import annotations

import msgspec

from meerwaarde.rules.text import Text

READ_EVERYTHING = frozenset(
    {
        "goals.read",
        "frameworks.read",
        "procurements.read",
        "notices.read",
        "promises.read",
        "search.use",
        "suppliers.read",
        "mandates.read",
        "quick_purchases.read",
        "matrix.read",
        "webs.agreed",
        "webs.read",
        "register.read",
        "plans.read",
        "plans.progress",
        "assessments.answer",
        "responsibilities.read",
        "calendar.read",
        "directory.read",
        "alerts.own",
        "needs.read",
        "events.read",
        "events.join",
        "consultations.read",
        "contact.read",
        "regions.read",
        "pools.read",
        "spend.figures",
    }
)
LEAD_POLICY = frozenset(
    {
        "matrix.write",
        "webs.facilitate",
        "plans.write",
        "assessments.lead",
        "responsibilities.write",
        "calendar.write",
        "calendar.publish",
        "explanations.review",
        "enquiries.write",
        "consultations.write",
        "events.write",
        "needs.approve",
        "contact.answer",
        "contact.manage",
        "pools.write",
        "admissions.decide",
        "regions.manage",
        "spend.lines",
    }
)
"""What who keeps policy alive does: matrix, sessions, plan, self-assessment, who carries what, calendar."""
WORK_ON_PROCUREMENTS = frozenset(
    {
        "procurements.start",
        "procurements.edit",
        "notices.import",
        "explanations.propose",
        "quick_purchases.record",
        "suppliers.write",
        "webs.facilitate",
        "calendar.write",
        "enquiries.write",
        "consultations.write",
        "contact.answer",
        "pools.write",
        "spend.lines",
    }
)
TAKE_PART = frozenset(
    {
        "search.use",
        "directory.read",
        "alerts.own",
        "notices.read",
        "needs.read",
        "events.read",
        "events.join",
        "contact.read",
        "contact.ask",
    }
)
"""What everybody in the market does who is no authority: firms and civic organisations."""
TRADE = TAKE_PART | {
    "firm.read",
    "firm.write",
    "leads.answer",
    "enquiries.write",
    "combinations.form",
    "needs.offer",
    "consultations.read",
    "consultations.answer",
}
"""What a firm does. It asks as well: firms buy with impact themselves."""
BRING_TOGETHER = frozenset(
    {
        "suppliers.write",
        "suppliers.verify",
        "suppliers.import",
        "admissions.decide",
        "events.write",
        "needs.approve",
        "contact.answer",
        "contact.manage",
        "consultations.write",
    }
)
"""What who knows the market does: admit firms, check what they show, bring people together."""
APPROVE = "explanations.approve"
"""Carried by roles that a mandate may be given to; without a mandate in the register nobody approves."""


class Role(msgspec.Struct, frozen=True):
    """A role within an organisation of one kind (authority, supplier, civic): its code in the data, its
    name for people, its permissions."""

    code: str
    name: Text
    permissions: frozenset[str]
    kind: str = "authority"


def _role(
    code: str,
    nl: str,
    en: str,
    *permissions: str,
    base: frozenset[str] = READ_EVERYTHING,
    kind: str = "authority",
) -> Role:
    return Role(code, Text(nl=nl, en=en), base | frozenset(permissions), kind)


ROLES: tuple[Role, ...] = (
    _role(
        "client",
        "Opdrachtgever",
        "Client (budget holder)",
        "procurements.submit",
        "procurements.withdraw",
        APPROVE,
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
        APPROVE,
        "suppliers.import",
        "calendar.publish",
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
        "plans.adopt",
        APPROVE,
        "suppliers.write",
        "suppliers.verify",
        "suppliers.import",
        "quick_purchases.record",
        base=READ_EVERYTHING | LEAD_POLICY,
    ),
    _role(
        "subject_expert",
        "Inhoudelijk deskundige",
        "Subject expert",
        "procurements.edit",
        "explanations.propose",
        "quick_purchases.record",
    ),
    _role(
        "contract_manager",
        "Contractmanager",
        "Contract manager",
        "procurements.edit",
        "explanations.propose",
        "quick_purchases.record",
        "suppliers.write",
        "spend.lines",
    ),
    _role(
        "social_return_coordinator",
        "Social-returncoördinator",
        "Social-return coordinator",
        "goals.measure",
        "webs.facilitate",
        "quick_purchases.record",
        base=READ_EVERYTHING | BRING_TOGETHER,
    ),
    _role(
        "lawyer",
        "Jurist",
        "Lawyer",
        "procurements.edit",
        "journal.read",
        APPROVE,
        "explanations.propose",
        "explanations.review",
        "spend.lines",
    ),
    _role(
        "finance_controller",
        "Financieel controller",
        "Finance controller",
        "journal.read",
        "goals.measure",
        "explanations.review",
        APPROVE,
        "quick_purchases.record",
        "spend.import",
        "spend.lines",
    ),
    _role(
        "mvoi_team",
        "MVOI-team",
        "MVOI team",
        "goals.write",
        "goals.measure",
        "frameworks.draft",
        APPROVE,
        "suppliers.write",
        "suppliers.verify",
        "suppliers.import",
        "quick_purchases.record",
        base=READ_EVERYTHING | LEAD_POLICY,
    ),
    _role(
        "tenderboard_member",
        "Lid tenderboard",
        "Tenderboard member",
        APPROVE,
        "explanations.review",
    ),
    _role(
        "director",
        "Directeur",
        "Director",
        "journal.read",
        APPROVE,
        "responsibilities.write",
        "assessments.lead",
        "quick_purchases.record",
        "spend.lines",
    ),
    _role(
        "alderman",
        "Wethouder",
        "Alderman",
        APPROVE,
    ),
    _role(
        "council",
        "Raadslid (alleen lezen)",
        "Council (read only)",
        base=frozenset(
            {
                "goals.read",
                "frameworks.read",
                "promises.read",
                "search.use",
                "matrix.read",
                "plans.read",
                "register.read",
                "webs.agreed",
                "spend.figures",
            }
        ),
    ),
    _role(
        "administrator",
        "Beheerder",
        "Administrator",
        "organisation.manage",
        "journal.read",
        "mandates.manage",
        "mandates.read",
        "responsibilities.read",
        "responsibilities.write",
        "contact.read",
        "contact.manage",
        "embeds.manage",
        "notices.fetch",
        "regions.read",
        "regions.manage",
        "alerts.own",
        base=frozenset({"search.use"}),
    ),
    _role(
        "regional_coordinator",
        "Regiocoördinator",
        "Regional coordinator",
        "regions.manage",
        "pools.write",
        "calendar.publish",
        "embeds.manage",
        base=READ_EVERYTHING | BRING_TOGETHER,
    ),
    _role(
        "ambassador",
        "Ambassadeur impactvol inkopen",
        "Ambassador for buying with impact",
        "events.write",
        "contact.answer",
    ),
    _role(
        "supplier_owner",
        "Beheerder van het bedrijf",
        "Owner of the firm's profile",
        "firm.manage",
        base=frozenset(TRADE),
        kind="supplier",
    ),
    _role(
        "supplier_member",
        "Medewerker van het bedrijf",
        "Colleague at the firm",
        base=frozenset(TRADE),
        kind="supplier",
    ),
    _role(
        "civic_coordinator",
        "Coördinator van een maatschappelijke organisatie",
        "Coordinator of a civic organisation",
        "needs.ask",
        "firm.manage",
        base=TAKE_PART,
        kind="civic",
    ),
)

_BY_CODE = {role.code: role for role in ROLES}

ROLE_CODES: tuple[str, ...] = tuple(_BY_CODE)


def roles_at(kind: str) -> tuple[Role, ...]:
    """The roles that people may hold at an organisation of this kind."""
    return tuple(known for known in ROLES if known.kind == kind)


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
