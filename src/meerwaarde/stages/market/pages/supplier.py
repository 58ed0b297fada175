"""One supplier: what it offers, why it is an impact enterprise, who verified that, and what is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.charts import Chart
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Crumb,
    Definition,
    EmptyState,
    Event,
    Ground,
    Page,
)
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.lifecycle import CREDENTIAL
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.pages import where
from meerwaarde.stages.market.pages.own_credentials import history_events
from meerwaarde.stages.market.pages.served_map import served_map
from meerwaarde.stages.market.pages.supplier_facts import (
    contact_of,
    facts_of,
    filled,
    marked,
    origin_of,
    said_of_itself,
    told_once,
)
from meerwaarde.stages.market.pages.trust_marks import Marks
from meerwaarde.stages.market.queries import proof


@dataclass(frozen=True)
class OfferingShown:
    """One thing that a supplier offers."""

    title: str
    kind: Badge
    description: str
    price: str
    facts: tuple[Definition, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class CredentialShown:
    """One recognition with how it stands today."""

    name: str
    state: Badge
    sentence: str
    facts: tuple[Definition, ...]
    history: tuple[Event, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class ImpactShown:
    """The answer to "is this an impact enterprise?" with everything that it rests on."""

    verdict: str
    badges: tuple[Badge, ...]
    counts: tuple[str, ...]
    not_counted: tuple[str, ...]
    unknown: tuple[str, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, kw_only=True)
class SupplierPage(Page):
    """Everything of one supplier that a buyer wants to know, and what nobody has said yet."""

    archived: str
    keeper: str
    impact: ImpactShown
    says: tuple[Definition, ...]
    """What the firm tells of itself."""
    said_by: str
    """Who says most of it, where that is told once; so too for what follows."""
    offerings: tuple[OfferingShown, ...]
    no_offerings: EmptyState
    add_offering: Action | None
    credentials: tuple[CredentialShown, ...]
    no_credentials: EmptyState
    add_credential: Action | None
    facts: tuple[Definition, ...]
    facts_by: str
    served: Chart | None
    """Where it works, on a map; None where that is unknown."""
    contact: tuple[Definition, ...]
    contact_by: str
    asked: tuple[str, ...]
    """What a buyer would still like to know."""


def supplier_page(actor: Actor, supplier: queries.Supplier, day: date) -> SupplierPage:
    """The page of one supplier on a day."""
    subject = slots.Subject("supplier", supplier.public_id)
    standings = words.standings(actor, supplier.credentials.all(), day)
    offerings = list(supplier.offerings.all())
    may_change = queries.may_change(actor, supplier)
    history, marks = proof.history_of(supplier), Marks(supplier, day)
    says, said_by = told_once(marked(said_of_itself(supplier, day), marks.unlike_keeper))
    facts, facts_by = told_once(marked(facts_of(supplier, day), marks.on))
    contact, contact_by = told_once(marked(contact_of(supplier), marks.unlike_keeper))
    return SupplierPage(
        title=supplier.name,
        intro=" · ".join(part for part in (supplier.place, words.regions_in_words(supplier.regions)) if part),
        crumbs=(Crumb(_("Suppliers"), reverse("market:suppliers", args=[actor.slug])),),
        actions=_actions(actor, supplier, may_change=may_change),
        badge=Badge(label=_("Archived")) if supplier.archived_at else None,
        sections=slots.page_sections.collect(actor, subject),
        archived=_("This supplier stands in the archive. It is in no list and nobody finds it by searching.")
        if supplier.archived_at
        else "",
        keeper=_keeper(actor, supplier),
        impact=_impact(actor, supplier, standings, day),
        says=says,
        said_by=said_by,
        offerings=tuple(_offering(actor, supplier, one, may_change=may_change) for one in offerings),
        no_offerings=EmptyState(
            title=_("Nothing is known of what it offers"),
            text=_("Add a product, service or work. Then buyers find this supplier for what they need."),
        ),
        add_offering=_add(actor, supplier, "offering_new", _("Add an offering")) if may_change else None,
        credentials=tuple(
            _credential(
                *(actor, supplier, held, standing),
                history_events(history.get(held.pk, [])),
                may_change=may_change,
            )
            for held, standing in standings
        ),
        no_credentials=EmptyState(
            title=_("No recognition recorded"),
            text=_("A recognition such as PSO 30+ shows that somebody assessed this supplier."),
        ),
        add_credential=_add(actor, supplier, "credential_new", _("Add a recognition"))
        if may_change
        else None,
        facts=facts + origin_of(supplier),
        facts_by=facts_by,
        served=served_map(supplier.regions, day),
        contact=contact,
        contact_by=contact_by,
        asked=_asked(supplier, offerings),
    )


def _add(actor: Actor, supplier: queries.Supplier, route: str, label: str) -> Action:
    return Action(label=label, url=where.address(actor, supplier, route), icon="add")


def _actions(actor: Actor, supplier: queries.Supplier, *, may_change: bool) -> tuple[Action, ...]:
    """An authority changes the whole here; a firm does that on its own profile."""
    beside = tuple(_beside(actor, supplier))
    here = may_change and actor.may("suppliers.write")
    return (*beside, *_changing(actor, supplier)) if here else beside


def _beside(actor: Actor, supplier: queries.Supplier) -> Iterator[Action]:
    """What also a reader may do: look it up at KvK, take the profile along; a firm: its own profile."""
    here = [actor.slug, supplier.public_id]
    if actor.may("firm.write") and supplier.organisation_id == actor.organisation_id:
        url = reverse("profile:profile", args=[actor.slug])
        yield Action(label=_("Our profile"), url=url, icon="edit", kind="primary")
    if actor.may("suppliers.write") and not supplier.archived_at:
        url = reverse("market:supplier_kvk", args=here)
        yield Action(label=_("Check with KvK"), url=url, icon="search", kind="quiet")
    if actor.may("suppliers.read"):
        url = reverse("market:supplier_profile_file", args=here)
        yield Action(label=_("Take along as JSON"), url=url, icon="download", kind="quiet")


def _changing(actor: Actor, supplier: queries.Supplier) -> tuple[Action, ...]:
    code = (
        Action(
            label=_("Code for the firm itself"),
            url=reverse("market:claim_code", args=[actor.slug, supplier.public_id]),
            post=True,
            kind="quiet",
        ),
    )

    def address(name: str) -> str:
        return reverse(f"market:{name}", args=[actor.slug, supplier.public_id])

    if supplier.archived_at:
        return (Action(label=_("Put back"), url=address("supplier_restore"), post=True, kind="primary"),)
    return (
        *(code if actor.may("admissions.decide") and supplier.firm_id is None else ()),
        Action(label=_("Archive"), url=address("supplier_archive"), post=True, kind="quiet"),
        Action(label=_("Change"), url=address("supplier_edit"), icon="edit", kind="primary"),
    )


def _keeper(actor: Actor, supplier: queries.Supplier) -> str:
    if supplier.organisation_id == actor.organisation_id:
        return _("Your own authority keeps this record. Other authorities read it as well.")
    return _("%(authority)s keeps this record. You read it; ask them when something is wrong.") % {
        "authority": supplier.organisation.name
    }


def _impact(
    actor: Actor,
    supplier: queries.Supplier,
    standings: Sequence[tuple[queries.Credential, rules.Standing]],
    day: date,
) -> ImpactShown:
    found = rules.why_impact(
        [standing for _held, standing in standings],
        day,
        target_group_share=supplier.target_group_share,
        main_purpose_integration=supplier.main_purpose_integration,
        says_impact=bool(supplier.impact),
        says_innovation=bool(supplier.innovation),
    )
    kinds = words.kinds_of(supplier, day, queries.own_regions(actor))
    return ImpactShown(
        verdict=words.said(found.text),
        badges=words.kind_badges(kinds.known),
        counts=tuple(words.said(text) for text in found.counts),
        not_counted=tuple(words.said(text) for text in found.not_counted),
        unknown=tuple(words.said(text) for text in found.unknown),
        grounds=words.grounds(found.grounds),
    )


def _offering(
    actor: Actor, supplier: queries.Supplier, one: queries.Offering, *, may_change: bool
) -> OfferingShown:
    size = words.amounts_in_words(one.min_cents, one.max_cents)
    facts = (
        Definition(term=_("CPV"), items=words.cpv_in_words(one.cpv)),
        Definition(term=_("Product group"), text=one.category),
        Definition(term=_("Size of an order"), text=size),
        Definition(
            term=_("Ready in"),
            text=_("%(days)s days") % {"days": one.lead_days} if one.lead_days is not None else "",
        ),
        Definition(term=_("How much at once"), text=one.capacity),
    )

    def address(name: str) -> str:
        return where.address(actor, supplier, name, one.public_id)

    return OfferingShown(
        title=one.title,
        kind=Badge(label=str(words.OFFERINGS[one.kind])),
        description=one.description,
        price=words.price_in_words(one) or _("No price indication"),
        facts=filled(facts),
        actions=(
            Action(label=_("Change"), url=address("offering_edit"), kind="quiet"),
            Action(label=_("Strike"), url=address("offering_strike"), post=True, kind="quiet"),
        )
        if may_change
        else (),
    )


def _credential(
    actor: Actor,
    supplier: queries.Supplier,
    held: queries.Credential,
    standing: rules.Standing,
    history: tuple[Event, ...],
    *,
    may_change: bool,
) -> CredentialShown:
    facts = (
        Definition(term=_("Issued by"), text=held.issuer or (standing.kind.issuer if standing.kind else "")),
        Definition(term=_("Number"), text=held.number),
        Definition(term=_("Valid from"), text=words.day_in_words(held.valid_from)),
        Definition(term=_("Valid up to and including"), text=words.day_in_words(standing.until)),
        Definition(term=_("Where it can be seen"), text=held.evidence),
        Definition(term=_("Evidence"), text=held.evidence_url, url=held.evidence_url),
        Definition(
            term=_("Register"),
            text=_("Look it up with %(issuer)s") % {"issuer": standing.kind.issuer},
            url=standing.kind.register,
        )
        if standing.kind and standing.kind.register
        else Definition(term=""),
        Definition(term=_("Remark"), text=held.note),
    )
    return CredentialShown(
        name=words.said(rules.credential_name(standing)),
        state=words.state_badge(standing),
        sentence=_seen(standing),
        facts=tuple(fact for fact in facts if fact.text),
        history=history,
        actions=_credential_actions(actor, supplier, held, may_change=may_change),
    )


def _seen(standing: rules.Standing) -> str:
    """Who verified it when; or that nobody did."""
    facts = standing.credential
    if facts.verified_on is None:
        return _("Nobody has checked this yet.")
    who = {
        "day": words.day_in_words(facts.verified_on),
        "who": facts.verified_by,
        "where": facts.verified_for,
    }
    if facts.verified_by and facts.verified_for:
        return _("Checked on %(day)s by %(who)s, %(where)s.") % who
    return _("Checked on %(day)s.") % who


def _credential_actions(
    actor: Actor, supplier: queries.Supplier, held: queries.Credential, *, may_change: bool
) -> tuple[Action, ...]:
    possible = {step.verb for step in CREDENTIAL.possible(held.state, actor.role)}

    def address(name: str) -> str:
        return where.address(actor, supplier, name, held.public_id)

    found = []
    if "verify" in possible:
        label = _("Check again") if held.state == "verified" else _("Check this recognition")
        found.append(Action(label=label, url=address("credential_verify"), icon="done"))
    if "refuse" in possible:
        found.append(Action(label=_("Refuse"), url=address("credential_refuse"), kind="quiet"))
    if may_change and held.state != "withdrawn":
        found.append(Action(label=_("Change"), url=address("credential_edit"), kind="quiet"))
    if "withdraw" in possible and queries.may_withdraw(actor, held):
        found.append(Action(label=_("Withdraw"), url=address("credential_withdraw"), post=True, kind="quiet"))
    return tuple(found)


def _asked(supplier: queries.Supplier, offerings: Sequence[queries.Offering]) -> tuple[str, ...]:
    """What a buyer would still like to know, the most useful first."""
    capacity = supplier.capacity_min_cents, supplier.capacity_max_cents
    wanted = (
        (not offerings, _("What does it offer?")),
        (
            bool(offerings) and not any(one.cpv for one in offerings),
            _("Under which CPV codes does that fall?"),
        ),
        (not supplier.regions, _("Where does it deliver?")),
        (capacity == (None, None), _("How large may a contract be?")),
        (
            bool(offerings) and not any(words.price_in_words(one) for one in offerings),
            _("What does it cost, roughly?"),
        ),
        (not (supplier.email or supplier.phone or supplier.website), _("How can it be reached?")),
        (not supplier.size_class, _("How large is the firm?")),
        (
            not supplier.turnover_band,
            _("What is its turnover? Then you see how much it depends on one contract."),
        ),
        (supplier.target_group_share is None, _("Which share of its people belongs to the target group?")),
        (not supplier.kvk, _("What is its KvK number? It keeps one firm from standing here twice.")),
        (not supplier.themes, _("To which themes does it contribute?")),
    )
    return tuple(question for missing, question in wanted if missing)
