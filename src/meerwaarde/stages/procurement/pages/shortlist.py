"""The step "Suppliers": what is sought, who can deliver it and why, whom one asks, and the rules of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Action, Badge, Definition, EmptyState, Link, Page
from meerwaarde.platform.layout.notation import format_day, format_euro, format_moment
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.invitation import LOCAL_IS_NOT_ENOUGH, invitation_reasons, says_only_local
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.lifecycle import CONSIDERED, INVITED, INVITEE, LEFT_OUT, WITHDRAWN
from meerwaarde.rules.suppliers import region_name
from meerwaarde.stages.procurement.forms import NewFirmForm, WhereForm
from meerwaarde.stages.procurement.pages.evidence import named as one_line
from meerwaarde.stages.procurement.pages.evidence import thing_url
from meerwaarde.stages.procurement.pages.frame import frame, step_names
from meerwaarde.stages.procurement.pages.market_depth import DepthShown, depth_shown
from meerwaarde.stages.procurement.pages.shortlist_firm import (
    FirmShown,
    TogetherShown,
    archived_firm,
    directory_around,
    firm_shown,
    from_where,
    together_shown,
)
from meerwaarde.stages.procurement.pages.shortlist_rules import InvitingPanel, inviting_panel
from meerwaarde.stages.procurement.pages.shortlist_words import (
    area_name,
    invitee_badge,
    kind_names,
)
from meerwaarde.stages.procurement.queries import (
    Advised,
    Invitee,
    Procurement,
    Ranked,
    Search,
    ShortlistSearch,
    day_of,
    delivery_regions,
    names_of_codes,
    nobody_is_invited,
)
from meerwaarde.stages.procurement.queries.evidence import Evidence
from meerwaarde.stages.procurement.queries.places import place_sought

MAIN_STEPS = {CONSIDERED: "invite", INVITED: "quote", "quoted": "choose"}
"""The step that most often comes next, per state."""


@dataclass(frozen=True, kw_only=True)
class StepOffered:
    """A button of the table of steps."""

    verb: str
    label: str
    url: str
    primary: bool
    asks: str
    """"amount", "why" or "" for what must be filled in with it."""


@dataclass(frozen=True, kw_only=True)
class ListedShown:
    """A firm on the list: how it stands, why it is asked, and what can be done."""

    id: str
    version: int
    firm: FirmShown
    badge: Badge
    newcomer: bool
    reason: str
    reason_name: str
    reason_text: str
    warning: str
    facts: tuple[Definition, ...]
    reason_url: str
    steps: tuple[StepOffered, ...]


@dataclass(frozen=True, kw_only=True)
class WorkShown:
    """What is drawn again with every tick: the list and the rules about it."""

    listed: tuple[ListedShown, ...]
    off: tuple[ListedShown, ...]
    panel: InvitingPanel
    reasons: tuple[tuple[str, str, str], ...]
    """Code, name and when it fits, of each objective ground."""
    may_edit: bool
    told: str = ""
    """A message about what was just done or refused."""
    refused: bool = False


@dataclass(frozen=True, kw_only=True)
class ShortlistPage(Page):
    """Everything of the step "Suppliers"."""

    announced: str
    sought: tuple[Definition, ...]
    where: WhereForm
    where_url: str
    version: int
    ranked: tuple[FirmShown, ...]
    found: str
    empty: EmptyState
    named: tuple[FirmShown, ...] | None
    asked_name: str
    here: str
    new_firm: NewFirmForm
    new_firm_url: str
    may_add: bool
    work: WorkShown
    shows_list: bool
    """False where nobody is invited: then there is no list and no rule about one."""
    together: tuple[TogetherShown, ...]
    depth: DepthShown | None
    searches: tuple[Link, ...]
    keep_url: str
    downloads: tuple[Action, ...]
    further: Link
    """The directory with the same question, to freeze there what is found."""
    evidence: tuple[Link, ...]
    """What lies in the file as evidence from the market."""
    onward: Action


def shortlist_page(
    actor: Actor,
    procurement: Procurement,
    advised: Advised,
    search: Search,
    invitees: Sequence[Invitee],
    *,
    searches: Sequence[ShortlistSearch] = (),
    evidence: Sequence[Evidence] = (),
    named: Sequence[Ranked] | None = None,
    asked_name: str = "",
    where: WhereForm | None = None,
    new_firm: NewFirmForm | None = None,
) -> ShortlistPage:
    """The page of the step."""
    announced, editable = nobody_is_invited(advised), may_choose(actor, procurement, advised)
    standing = {one.supplier.public_id: one for one in invitees}
    here = reverse("procurement:shortlist", args=[actor.slug, procurement.public_id])
    return ShortlistPage(
        title=step_names()["shortlist"],
        intro=f"{procurement.number} · {procurement.title}",
        **frame(actor, procurement, "shortlist", advised),
        sections=slots.page_sections.collect(actor, slots.Subject("shortlist", procurement.public_id)),
        announced=_(
            "In an announced procedure everyone may take part: you invite nobody yourself. "
            "You may tell these firms where the notice stands, so that they do not miss it."
        )
        if announced
        else "",
        sought=_sought(actor, procurement, search),
        where=where or WhereForm(initial={"where": _typed_places(procurement)}),
        where_url=_at(actor, procurement, "shortlist_where"),
        version=procurement.version,
        ranked=tuple(firm_shown(actor, procurement, one, search, standing) for one in search.ranked),
        found=_found(search),
        empty=_empty(actor, procurement, search),
        named=None
        if named is None
        else tuple(firm_shown(actor, procurement, one, search, standing) for one in named),
        asked_name=asked_name,
        here=here,
        new_firm=new_firm or NewFirmForm(initial={"name": asked_name}),
        new_firm_url=_at(actor, procurement, "shortlist_new_firm"),
        may_add=editable and actor.may("suppliers.write"),
        work=work_shown(actor, procurement, advised, search, invitees),
        shows_list=bool(invitees) or not announced,
        together=together_shown(search),
        depth=_depth(actor, procurement, search, advised),
        searches=tuple(_kept(actor, procurement, one) for one in searches),
        keep_url=_at(actor, procurement, "shortlist_keep") if editable else "",
        downloads=tuple(
            Action(label=label, url=_at(actor, procurement, "shortlist_export", kind), icon="download")
            for kind, label in (("xlsx", _("List as Excel")), ("csv", _("List as CSV")))
        )
        if invitees
        else (),
        further=directory_around(actor, procurement, search),
        evidence=tuple(
            Link(one_line(one), thing_url(actor, one.kind, one.thing)) for one in evidence if one.counts
        ),
        onward=Action(
            label=_("On to the rules"),
            url=reverse("procurement:rules", args=[actor.slug, procurement.public_id]),
            icon="next",
            kind="primary",
        ),
    )


def work_shown(
    actor: Actor,
    procurement: Procurement,
    advised: Advised,
    search: Search,
    invitees: Sequence[Invitee],
    *,
    told: str = "",
    refused: bool = False,
) -> WorkShown:
    """The list with the rules about it."""
    editable, reasons = may_choose(actor, procurement, advised), _reasons(procurement)
    shown = [
        (one, _listed(actor, procurement, one, search, reasons=reasons, editable=editable))
        for one in invitees
    ]
    return WorkShown(
        listed=tuple(firm for one, firm in shown if one.state != LEFT_OUT),
        off=tuple(firm for one, firm in shown if one.state == LEFT_OUT),
        panel=inviting_panel(actor, advised),
        reasons=reasons,
        may_edit=editable,
        told=told,
        refused=refused,
    )


def may_choose(actor: Actor, procurement: Procurement, advised: Advised) -> bool:
    """Whether this person can choose whom to ask: also after the strategy is settled, for then one asks."""
    return (
        actor.may("procurements.edit") and procurement.state != WITHDRAWN and not nobody_is_invited(advised)
    )


def _sought(actor: Actor, procurement: Procurement, search: Search) -> tuple[Definition, ...]:
    language, names = get_language() or "nl", kind_names()
    need, value = search.need, procurement.value_cents
    codes = tuple(_code(code) for code in need.cpv or ())
    return (
        Definition(term=_("What"), items=codes or (procurement.title,)),
        Definition(term=_("Where"), text=_places(actor, procurement) or _("Nobody said where")),
        Definition(term=_("Distances"), text=from_where(place_sought(procurement, search.need))),
        Definition(term=_("Value"), text="" if value is None else format_euro(value, language)),
        Definition(
            term=_("Themes"), text=", ".join(theme_name(theme).in_language(language) for theme in need.themes)
        ),
        Definition(
            term=_("Who goes first"),
            text=", ".join(names[kind] for kind in need.first)
            if need.first
            else _("Nobody: every firm may take part"),
        ),
    )


def _code(code: str) -> str:
    known = names_of_codes(code)
    return f"{known.in_language(get_language() or 'nl')} ({code})" if known else code


def _places(actor: Actor, procurement: Procurement) -> str:
    return ", ".join(area_name(code) for code in delivery_regions(actor, procurement))


def _typed_places(procurement: Procurement) -> str:
    """What stands in the field: only what somebody said; the own area is what an empty field means."""
    return ", ".join(region_name(code) for code in procurement.delivery_regions or ())


def _found(search: Search) -> str:
    count = len(search.looked_at)
    looked = ngettext(
        "%(count)d supplier looked at; these fit best.",
        "%(count)d suppliers looked at; these fit best.",
        count,
    )
    if not search.ranked:
        return ""
    if search.need.cpv:
        return looked % {"count": count}
    only_words = _("Without a CPV code we compare words only; choose one at “%(step)s” for a better list.")
    return f"{looked % {'count': count}} {only_words % {'step': step_names()['scope']}}"


def _empty(actor: Actor, procurement: Procurement, search: Search) -> EmptyState:
    if not search.need.cpv:
        scope = reverse("procurement:scope", args=[actor.slug, procurement.public_id])
        return EmptyState(
            title=_("Nobody found yet"),
            text=_("Choose a CPV code: then we look among all suppliers for who offers this."),
            action=Action(label=_("To the step “%(step)s”") % {"step": step_names()["scope"]}, url=scope),
            drawing="search",
        )
    return EmptyState(
        title=_("Nobody in the directory offers this"),
        text=_("Look for a firm by name below, or add one that you know."),
        drawing="search",
    )


def _listed(
    actor: Actor,
    procurement: Procurement,
    one: Invitee,
    search: Search,
    *,
    reasons: Sequence[tuple[str, str, str]],
    editable: bool,
) -> ListedShown:
    language = get_language() or "nl"
    found = search.of(one.supplier.public_id)
    firm = (
        firm_shown(actor, procurement, found, search, {one.supplier.public_id: one})
        if found
        else archived_firm(actor, procurement, one)
    )
    return ListedShown(
        id=one.public_id,
        version=one.version,
        firm=firm,
        badge=invitee_badge(one.state),
        newcomer=one.newcomer,
        reason=one.reason,
        reason_name=next((name for code, name, _when in reasons if code == one.reason), ""),
        reason_text=one.reason_text,
        warning=LOCAL_IS_NOT_ENOUGH.in_language(language) if says_only_local(one.reason_text) else "",
        facts=_facts(one),
        reason_url=_at(actor, procurement, "shortlist_reason", one.public_id),
        steps=_steps(actor, procurement, one) if editable else (),
    )


def _facts(one: Invitee) -> tuple[Definition, ...]:
    language = get_language() or "nl"
    found = []
    if one.invited_on:
        found.append(Definition(term=_("Asked on"), text=format_day(one.invited_on, language)))
    if one.answered_on:
        found.append(Definition(term=_("Answered on"), text=format_day(one.answered_on, language)))
    if one.quote_cents is not None:
        found.append(Definition(term=_("Quote"), text=format_euro(one.quote_cents, language)))
    if one.answer:
        found.append(Definition(term=_("What the firm said"), text=one.answer))
    return tuple(found)


def _steps(actor: Actor, procurement: Procurement, one: Invitee) -> tuple[StepOffered, ...]:
    language = get_language() or "nl"
    return tuple(
        StepOffered(
            verb=step.verb,
            label=step.name.in_language(language),
            url=_at(actor, procurement, "shortlist_step", one.public_id, step.verb),
            primary=MAIN_STEPS.get(one.state) == step.verb,
            asks={"quote": "amount", "decline": "why"}.get(step.verb, ""),
        )
        for step in INVITEE.possible(one.state, actor.role)
    )


def _reasons(procurement: Procurement) -> tuple[tuple[str, str, str], ...]:
    language = get_language() or "nl"
    try:
        known = invitation_reasons(Law.on(day_of(procurement, timezone.localdate())))
    except NoParameter:
        return ()
    return tuple(
        (one.code, one.name.in_language(language), one.not_enough.in_language(language)) for one in known
    )


def _depth(actor: Actor, procurement: Procurement, search: Search, advised: Advised) -> DepthShown | None:
    if not search.looked_at:
        return None
    return depth_shown(actor, procurement, search, advised)


def _kept(actor: Actor, procurement: Procurement, one: ShortlistSearch) -> Link:
    moment = format_moment(one.at, get_language() or "nl")
    return Link(
        _("Search of %(moment)s") % {"moment": moment},
        _at(actor, procurement, "shortlist_search", one.public_id),
    )


def _at(actor: Actor, procurement: Procurement, route: str, *more: Any) -> str:
    return reverse(f"procurement:{route}", args=[actor.slug, procurement.public_id, *more])
