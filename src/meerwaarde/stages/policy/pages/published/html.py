"""The public pages of frameworks: who publishes, what holds, what changes when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.exchange.interfaces.frameworks import LICENCE_URL
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    Link,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.organisations.queries import Organisation
from meerwaarde.rules.base_frameworks import BASIS_NAMES, BaseFramework, BaseRule
from meerwaarde.rules.cascade import DIFFERENCE_NAMES, Difference
from meerwaarde.rules.compliance import DEMAND_NAMES, PolicyRule, demand_code, sentence, theme_of
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.frameworks import wording
from meerwaarde.stages.policy.pages.published.records import words_of
from meerwaarde.stages.policy.queries import Framework


@dataclass(frozen=True)
class ToldRule:
    """A rule as everybody reads it; `beside` tells how it stands to the level above."""

    code: str
    sentence: str
    explanation: str
    strength: Badge
    relation: Badge | None
    reason: str
    themes: str


@dataclass(frozen=True)
class ToldGroup:
    title: str
    rules: tuple[ToldRule, ...]


@dataclass(frozen=True)
class ToldChange:
    """One rule that came, went or changed, with both wordings where there are two."""

    badge: Badge
    older: str
    newer: str


@dataclass(frozen=True, kw_only=True)
class PublicPage(Page):
    """What every public page has: what one may do with it, and the same as data."""

    licence: Link
    data: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class PublicationsPage(PublicPage):
    """All authorities that publish."""

    table: Table


@dataclass(frozen=True, kw_only=True)
class PublisherPage(PublicPage):
    """The frameworks of one authority, now, later and before."""

    tables: tuple[tuple[str, Table], ...]


@dataclass(frozen=True, kw_only=True)
class PublishedFrameworkPage(PublicPage):
    """One version, rule by rule in plain sentences."""

    explanation: str
    facts: tuple[Definition, ...]
    groups: tuple[ToldGroup, ...]
    bounds: tuple[Definition, ...]
    left_out: tuple[ToldRule, ...]
    changes: tuple[ToldChange, ...]
    no_changes: str
    followers: tuple[Link, ...]
    themes: tuple[Definition, ...]


@dataclass(frozen=True, kw_only=True)
class BasePage(PublicPage):
    """The national base framework with what each rule rests on."""

    explanation: str
    status: str
    status_source: Link
    status_unverified: bool
    rules: tuple[tuple[ToldRule, Link, str], ...]
    ended: tuple[tuple[ToldRule, Link, str], ...]


def publications_page(day: date) -> PublicationsPage:
    """Who publishes its rules here."""
    rows = []
    for one, found in queries.publications_of_all(day):
        main = next((version for version in found.now if version.department is None), None)
        coming = next(iter(found.coming), None)
        rows.append(
            Row(
                (
                    Cell(
                        text=one.name,
                        note=one.get_authority_type_display(),
                        url=reverse("public_frameworks:publisher", args=[one.slug]),
                    ),
                    Cell(text=words.version_name(main) if main else "–", note=_rules(main) if main else ""),
                    Cell(text=_from(coming) if coming else "–"),
                )
            )
        )
    return PublicationsPage(
        title=_("What authorities ask when they buy"),
        intro=_("The rules that authorities give themselves, in plain sentences, with when they hold."),
        licence=_licence(),
        data=_data(),
        actions=(
            Action(
                label=_("National base framework"),
                url=reverse("public_frameworks:base", args=["national_mvoi"]),
                icon="law",
            ),
        ),
        table=Table(
            caption=_("Authorities that publish"),
            caption_hidden=True,
            columns=(
                Column(label=_("Authority")),
                Column(label=_("In force now")),
                Column(label=_("Changes from")),
            ),
            rows=tuple(rows),
            empty=EmptyState(
                title=_("No framework is public yet"),
                text=_("As soon as an authority makes its framework public, it stands here."),
            ),
        ),
    )


def publisher_page(organisation: Organisation, day: date) -> PublisherPage:
    """What one authority asks, asked before, and will ask."""
    found = queries.publications_of(organisation, day)
    parts = (
        (_("In force now"), found.now),
        (_("Holds later"), found.coming),
        (_("What held before"), found.before),
    )
    return PublisherPage(
        title=organisation.name,
        intro=_("The rules that this authority gives itself when it buys."),
        crumbs=(_home(),),
        actions=(
            *slots.public_places.collect(organisation.slug),
            *slots.public_actions.collect(organisation.slug),
        ),
        licence=_licence(),
        data=_data(organisation.slug),
        tables=tuple((name, _versions(name, versions)) for name, versions in parts if versions),
    )


def published_framework_page(framework: Framework, day: date) -> PublishedFrameworkPage:
    """One version with every rule, every difference with the level above, and what it changed."""
    stored = queries.rules_of(framework)
    rules = queries.policy_rules(stored)
    told = {key: words.unbroken(words.in_words(text)) for key, text in words_of(framework, rules).items()}
    found = queries.public_differences_of(framework, day, stored)
    follows = bool(framework.base) or framework.above_id is not None
    cards = {rule.id: _told(framework, rule, told[rule.id], found, follows=follows) for rule in rules}
    changes = told_changes(framework)
    slug = framework.organisation.slug
    return PublishedFrameworkPage(
        title=words.version_name(framework),
        intro=_("Framework of %(whom)s") % {"whom": _whom(framework)},
        crumbs=(_home(), Crumb(framework.organisation.name, _publisher(slug))),
        badge=words.state_badge(framework),
        actions=slots.public_actions.collect(slug),
        licence=_licence(),
        data=_data(slug, framework.public_id),
        explanation=framework.explanation,
        facts=_facts(framework, day),
        groups=_groups(rules, cards),
        bounds=wording.bounds_in_words(framework.policy_bounds),
        left_out=tuple(_left_out(one) for one in found if one.kind == "left_out"),
        changes=changes or (),
        no_changes=_("The version before this one is not public.")
        if changes is None and framework.replaces_id
        else "",
        followers=tuple(
            Link(
                f"{one.organisation.name}: {words.version_name(one)}",
                reverse("public_frameworks:framework", args=[one.organisation.slug, one.public_id]),
            )
            for one in queries.followers(framework)
        ),
        themes=wording.theme_set_in_words(framework.theme_set),
    )


def base_page(base: BaseFramework) -> BasePage:
    """The national base as it stands on a day."""
    return BasePage(
        title=words.in_words(base.name),
        crumbs=(_home(),),
        licence=_licence(),
        data=_data(),
        explanation=words.in_words(base.explanation),
        status=words.in_words(base.status_text),
        status_source=Link(base.status.source.title, base.status.source.url),
        status_unverified=base.status.certainty == "unverified",
        rules=tuple(_base_rule(one) for one in base.rules),
        ended=tuple(_base_rule(one) for one in base.ended),
    )


def _base_rule(one: BaseRule) -> tuple[ToldRule, Link, str]:
    told = ToldRule(
        code=one.rule.code,
        sentence=words.unbroken(words.in_words(sentence(one.rule))),
        explanation=words.in_words(one.explanation),
        strength=words.strength_badge(one.rule),
        relation=Badge(label=words.in_words(BASIS_NAMES[one.basis]), tone=Tone.NEUTRAL),
        reason="",
        themes="",
    )
    notes = []
    if one.entry.until is not None:
        notes.append(_("Until %(day)s.") % {"day": wording.day_in_words(one.entry.until)})
    notes.append(_("Checked on %(day)s.") % {"day": wording.day_in_words(one.entry.checked)})
    if one.entry.certainty == "unverified":
        notes.append(_("Not verified in the source itself."))
    return told, Link(one.entry.source.title, one.entry.source.url), " ".join(notes)


def _told(
    framework: Framework, rule: PolicyRule, told: str, found: tuple[Difference, ...], *, follows: bool
) -> ToldRule:
    difference = next((one for one in found if one.own is not None and one.own.id == rule.id), None)
    relation = None
    if follows:
        relation = wording.relation_badge(difference.kind if difference else "takes_over")
    return ToldRule(
        code=rule.code,
        sentence=told,
        explanation=rule.explanation,
        strength=words.strength_badge(rule),
        relation=relation,
        reason=difference.reason if difference and difference.reason != rule.explanation else "",
        themes=wording.own_names(theme_of(rule.demand), queries.mapped(framework.theme_set)),
    )


def _left_out(one: Difference) -> ToldRule:
    assert one.above is not None
    return ToldRule(
        code=one.above.code,
        sentence=words.unbroken(words.in_words(sentence(one.above))),
        explanation="",
        strength=words.strength_badge(one.above),
        relation=Badge(label=words.in_words(DIFFERENCE_NAMES["left_out"]), tone=Tone.NEUTRAL),
        reason=one.reason,
        themes="",
    )


def _groups(rules: tuple[PolicyRule, ...], cards: dict[str, ToldRule]) -> tuple[ToldGroup, ...]:
    groups = []
    for kind, name in DEMAND_NAMES.items():
        within = tuple(cards[rule.id] for rule in rules if demand_code(rule.demand) == kind)
        if within:
            groups.append(ToldGroup(words.in_words(name), within))
    return tuple(groups)


def told_changes(framework: Framework) -> tuple[ToldChange, ...] | None:
    """What a version changed in sentences; None where the version before it is not public."""
    found = queries.changed_since_before(framework)
    if not found:
        return None if found is None else ()
    rules = tuple(rule for one in found for rule in (one.older, one.newer) if rule is not None)
    told = {key: words.unbroken(words.in_words(text)) for key, text in words_of(framework, rules).items()}
    return tuple(
        ToldChange(
            badge=wording.change_badge(one),
            older=told[one.older.id] if one.older else "",
            newer=told[one.newer.id] if one.newer else "",
        )
        for one in found
    )


def _facts(framework: Framework, day: date) -> tuple[Definition, ...]:
    facts = [
        Definition(term=_("Adopted by"), text=framework.get_adopted_by_display()),
        Definition(term=_("Adopted on"), text=wording.day_in_words(framework.adopted_on)),
        Definition(term=_("Holds"), text=wording.term_in_words(framework)),
    ]
    above = queries.public_above_of(framework, day)
    if above is not None:
        name, url = (
            (_("A framework that is not public"), "") if above.hidden else wording.above_in_words(above)
        )
        facts.append(Definition(term=_("Follows"), text=name, url=url))
    before = framework.replaces
    if before is not None and before.published_at is not None:
        address = reverse("public_frameworks:framework", args=[framework.organisation.slug, before.public_id])
        facts.append(Definition(term=_("Replaces"), text=words.version_name(before), url=address))
    return tuple(facts)


def _versions(name: str, versions: tuple[Framework, ...]) -> Table:
    return Table(
        caption=name,
        caption_hidden=True,
        columns=(
            Column(label=_("Framework")),
            Column(label=_("For")),
            Column(label=_("Holds")),
            Column(label=_("Rules"), numeric=True),
        ),
        rows=tuple(
            Row(
                (
                    Cell(
                        text=words.version_name(one),
                        url=reverse(
                            "public_frameworks:framework", args=[one.organisation.slug, one.public_id]
                        ),
                    ),
                    Cell(text=one.department.name if one.department else _("The whole authority")),
                    Cell(text=wording.term_in_words(one)),
                    Cell(text=str(one.rule_count)),  # type: ignore[attr-defined] # counted by the query
                )
            )
            for one in versions
        ),
    )


def _rules(framework: Framework) -> str:
    count = framework.rule_count  # type: ignore[attr-defined] # counted by the query
    return ngettext("%(count)d rule", "%(count)d rules", count) % {"count": count}


def _from(framework: Framework) -> str:
    return wording.day_in_words(framework.valid_from)


def _whom(framework: Framework) -> str:
    if framework.department is None:
        return framework.organisation.name
    return f"{framework.organisation.name}, {framework.department.name}"


def _home() -> Crumb:
    return Crumb(_("Public frameworks"), reverse("public_frameworks:index"))


def _publisher(slug: str) -> str:
    return reverse("public_frameworks:publisher", args=[slug])


def _licence() -> Link:
    return Link("CC0", LICENCE_URL)


def _data(slug: str = "", public_id: str = "") -> tuple[Link, ...]:
    """The same as data, and the feed that tells of what changes."""
    if public_id:
        data = reverse("api:framework", args=[public_id])
    else:
        data = reverse("api:frameworks") + (f"?authority={slug}" if slug else "")
    feed = reverse("public_frameworks:feed_of", args=[slug]) if slug else reverse("public_frameworks:feed")
    return (
        Link(_("This page as data (JSON)"), data),
        Link(_("Follow what changes (Atom feed)"), feed),
        Link(_("Description of the data (OpenAPI)"), reverse("api:openapi")),
    )
