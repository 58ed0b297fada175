"""The list of quick purchases with what they add up to, one of them, and the rows of an export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.exchange.cpv.read import CpvNotBuilt
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.charts import Bar, Chart, bars
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    Kpi,
    ListPage,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_euro, format_percentage
from meerwaarde.platform.organisations.queries import departments_of
from meerwaarde.rules.money import cents
from meerwaarde.rules.quick_purchase import Repeated
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.forms import QuickListForm
from meerwaarde.stages.procurement.forms.scope import cpv_name
from meerwaarde.stages.procurement.pages import quick_words as words


@dataclass(frozen=True, kw_only=True)
class QuickListPage(ListPage):
    """The list with its totals, its charts, what returns often, and the ways to take it along."""

    figures: tuple[Kpi, ...]
    charts: tuple[Chart, ...]
    hints: tuple[str, ...]
    hint_advice: str
    exports: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class QuickDetailPage(Page):
    """One purchase as it was recorded."""

    facts: tuple[Definition, ...]
    undone: str
    hint: str
    hint_advice: str


def quick_list_page(actor: Actor, form: QuickListForm, after: str, day: date) -> QuickListPage:
    """One page. `after` is the public id of the last purchase of the page before this one."""
    wanted = form.wanted()
    rows = queries.listed_quick_purchases(actor, wanted, after=after)
    shown = rows[: queries.QUICK_PAGE]
    here, asked = reverse("quick:list", args=[actor.slug]), form.asked()
    used = wanted != queries.QuickFilter()
    return QuickListPage(
        title=_("Quick purchases"),
        intro=_("Everything small that your authority bought in one go, and from whom."),
        actions=(words.buy(actor),) if actor.may("quick_purchases.record") else (),
        filters=form,
        filters_used=used,
        clear_url=here,
        figures=quick_figures(queries.totals_of(queries.filtered_quick_purchases(actor, wanted))),
        charts=_charts(actor, day),
        hints=_hints(actor, day),
        hint_advice=_advice(),
        table=Table(
            caption=_("Quick purchases"),
            caption_hidden=True,
            columns=(
                Column(label=_("What")),
                Column(label=_("Supplier")),
                Column(label=_("Department")),
                Column(label=_("Amount"), numeric=True),
                Column(label=_("Bought on"), compact=True),
            ),
            rows=tuple(_row(actor, one) for one in shown),
            empty=_nothing(actor, used),
            next_url=f"{here}?{urlencode({**asked, 'na': shown[-1].public_id})}"
            if len(rows) > queries.QUICK_PAGE
            else "",
            previous_url=f"{here}?{urlencode(asked)}" if after else "",
        ),
        exports=_exports(actor, asked) if shown else (),
    )


def quick_figures(totals: queries.QuickTotals) -> tuple[Kpi, ...]:
    """Number and amount, and the share with social enterprises and innovators in both."""
    language = words.language()
    count, money = totals.share_of_count, totals.share_of_money
    return (
        Kpi(
            label=_("Quick purchases"),
            value=str(totals.count),
            note=_("For %(amount)s together, excluding VAT.")
            % {"amount": format_euro(totals.cents, language)},
            icon="spend",
        ),
        Kpi(
            label=_("Social, in number"),
            value=_percentage(count),
            note=_("%(some)s of %(all)s from a social enterprise or sustainable innovator.")
            % {"some": totals.social_count, "all": totals.count},
            icon="theme_social_return",
            share=count,
        ),
        Kpi(
            label=_("Social, in euros"),
            value=_percentage(money),
            note=_("%(some)s of %(all)s.")
            % {
                "some": format_euro(totals.social_cents, language),
                "all": format_euro(totals.cents, language),
            },
            icon="theme_social_return",
            share=money,
        ),
    )


def quick_year_figures(totals: queries.QuickTotals, year: int, url: str) -> tuple[Kpi, ...]:
    """The same in two tiles, for the home; each opens the list of that year."""
    language, money, of_year = words.language(), totals.share_of_money, f"{url}?since=01-01-{year}"
    return (
        Kpi(
            label=_("Quick purchases in %(year)s") % {"year": year},
            value=str(totals.count),
            note=_("For %(amount)s together, excluding VAT.")
            % {"amount": format_euro(totals.cents, language)},
            icon="spend",
            url=of_year,
        ),
        Kpi(
            label=_("Quickly bought from social firms"),
            value=_percentage(money),
            note=_("%(some)s of %(all)s; in number %(share)s (%(few)s of %(many)s).")
            % {
                "some": format_euro(totals.social_cents, language),
                "all": format_euro(totals.cents, language),
                "share": _percentage(totals.share_of_count),
                "few": totals.social_count,
                "many": totals.count,
            },
            icon="theme_social_return",
            share=money,
            url=f"{of_year}&social=yes",
        ),
    )


def quick_detail_page(actor: Actor, purchase: queries.QuickPurchase, day: date) -> QuickDetailPage:
    """One purchase; who recorded it can take it back."""
    again = queries.of_the_same_kind(actor, purchase, day) if purchase.cpv else None
    undone = purchase.undone_at
    return QuickDetailPage(
        title=purchase.what,
        intro=f"{purchase.number} · {words.supplier_of(purchase)}",
        crumbs=(Crumb(_("Quick purchases"), reverse("quick:list", args=[actor.slug])),),
        badge=Badge(label=_("Undone"), tone=Tone.WARNING)
        if undone
        else Badge(label=_("Recorded"), tone=Tone.POSITIVE),
        actions=_detail_actions(actor, purchase),
        facts=_facts(actor, purchase),
        undone=_("Undone on %(day)s. It counts in no figure.")
        % {"day": format_day(timezone.localdate(undone), words.language())}
        if undone
        else "",
        hint=_hint(again, _names(actor)) if again and not undone else "",
        hint_advice=_advice(),
        sections=slots.page_sections.collect(actor, slots.Subject("quickpurchase", purchase.public_id)),
    )


def quick_export_rows(purchases: Iterable[queries.QuickPurchase]) -> list[list[str | int | float | None]]:
    """A heading and a row per purchase; amounts in euros, days in ISO."""
    head: list[str | int | float | None] = [
        _("Number"),
        _("What"),
        _("Amount (EUR excluding VAT)"),
        _("Supplier"),
        _("Social or sustainable innovator"),
        _("Reason"),
        _("Department"),
        _("CPV code"),
        _("Place"),
        _("Needed on"),
        _("Bought on"),
        _("Undone on"),
    ]
    return [head, *(_export_row(one) for one in purchases)]


def _export_row(one: queries.QuickPurchase) -> list[str | int | float | None]:
    day = timezone.localdate(one.bought_at)
    return [
        one.number,
        one.what,
        one.amount_cents / 100,
        words.supplier_of(one),
        _("yes") if one.social else _("no"),
        words.reason_in_words(one.reason, day) if one.reason else "",
        one.department.name if one.department else "",
        one.cpv,
        one.place,
        one.needed_on.isoformat() if one.needed_on else "",
        day.isoformat(),
        timezone.localdate(one.undone_at).isoformat() if one.undone_at else "",
    ]


def quick_rows(actor: Actor, purchases: Sequence[queries.QuickPurchase]) -> Table:
    """A short table for another page, with "once more" at each row for who may record."""
    language, may = words.language(), actor.may("quick_purchases.record")
    return Table(
        caption=_("Quick purchases"),
        caption_hidden=True,
        columns=(
            Column(label=_("What")),
            Column(label=_("Amount"), numeric=True),
            Column(label=_("Once more") if may else _("Bought on")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=one.what, url=_address(actor, one), note=words.supplier_of(one)),
                    Cell(text=format_euro(one.amount_cents, language)),
                    Cell(
                        text=_("Repeat") if may else words.bought_on(one),
                        url=words.again(actor, one).url if may else "",
                        note=words.bought_on(one) if may else "",
                    ),
                )
            )
            for one in purchases
        ),
    )


def _percentage(share: float | None) -> str:
    if share is None:
        return "–"
    return f"{format_percentage(Decimal(round(share * 100)), words.language())}%"


def _address(actor: Actor, one: queries.QuickPurchase) -> str:
    return reverse("quick:detail", args=[actor.slug, one.public_id])


def _row(actor: Actor, one: queries.QuickPurchase) -> Row:
    language = words.language()
    badge = Badge(label=_("Undone"), tone=Tone.WARNING) if one.undone_at else None
    kinds = words.kind_badges([kind for kind in one.kinds or () if one.social])[:1]
    return Row(
        (
            Cell(text=one.what, url=_address(actor, one), note=one.number, badge=badge),
            Cell(text=words.supplier_of(one), badge=kinds[0] if kinds else None),
            Cell(text=one.department.name if one.department else ""),
            Cell(text=format_euro(one.amount_cents, language)),
            Cell(text=words.bought_on(one)),
        )
    )


def _detail_actions(actor: Actor, purchase: queries.QuickPurchase) -> tuple[Action, ...]:
    if not actor.may("quick_purchases.record"):
        return ()
    found = [words.again(actor, purchase, kind="primary")]
    mine = purchase.bought_by_id is not None and purchase.bought_by_id == actor.membership_id
    if mine and purchase.undone_at is None:
        url = reverse("quick:undo", args=[actor.slug, purchase.public_id])
        found.append(Action(label=_("Undo"), url=url, icon="previous", post=True))
    return (*found, words.buy(actor, kind="quiet"))


def _facts(actor: Actor, one: queries.QuickPurchase) -> tuple[Definition, ...]:
    language, day = words.language(), timezone.localdate(one.bought_at)
    kinds = ", ".join(str(words.KINDS[kind][0]) for kind in one.kinds or () if kind in words.KINDS)
    facts = [
        Definition(
            term=_("Amount"),
            text=_("%(amount)s excluding VAT") % {"amount": format_euro(one.amount_cents, language)},
        ),
        Definition(term=_("Supplier"), text=words.supplier_of(one), url=_supplier_address(actor, one)),
        Definition(term=_("What kind of supplier"), text=kinds or _("Not known")),
        Definition(term=_("Department"), text=one.department.name if one.department else ""),
        Definition(term=_("Place"), text=one.place),
        Definition(term=_("Needed on"), text=format_day(one.needed_on, language) if one.needed_on else ""),
        Definition(term=_("CPV code"), text=_code(one.cpv)),
        Definition(term=_("Bought on"), text=format_day(day, language)),
        Definition(term=_("Bought by"), text=one.bought_by.person.name if one.bought_by else ""),
        Definition(
            term=_("Suppliers shown"),
            text=ngettext("%(count)d supplier", "%(count)d suppliers", len(one.considered))
            % {"count": len(one.considered)},
        ),
    ]
    if one.reason:
        facts.append(Definition(term=_("Why another supplier"), text=words.reason_in_words(one.reason, day)))
    if one.note:
        facts.append(Definition(term=_("Note"), text=one.note))
    if one.repeats:
        facts.append(Definition(term=_("Repeats"), text=one.repeats.number, url=_address(actor, one.repeats)))
    return tuple(facts)


def _supplier_address(actor: Actor, one: queries.QuickPurchase) -> str:
    if one.supplier is None or not actor.may("suppliers.read"):
        return ""
    return reverse("market:supplier", args=[actor.slug, one.supplier.public_id])


def _code(cpv: str) -> str:
    if not cpv:
        return ""
    try:
        return f"{cpv} {cpv_name(cpv) or ''}".strip()
    except CpvNotBuilt:
        return cpv


def _charts(actor: Actor, day: date) -> tuple[Chart, ...]:
    """The share of social per department, and how often each reason was given, this year."""
    language = words.language()
    parts = queries.per_department(actor, day.year)
    reasons = queries.per_reason(actor, day.year)
    drawn = []
    if parts:
        drawn.append(
            bars(
                "quick-departments",
                _("Social per department in %(year)s") % {"year": day.year},
                _("Share of the amount that went to social enterprises and sustainable innovators."),
                [
                    Bar(one.name or _("The whole authority"), (one.totals.share_of_money or 0) * 100)
                    for one in parts
                ],
                headings=(_("Department"), _("Social, in euros"), ""),
                unknown=_("Not known"),
                top=100,
                say=lambda value: f"{format_percentage(Decimal(round(value)), language)}%",
            )
        )
    if reasons:
        drawn.append(
            bars(
                "quick-reasons",
                _("Why not social in %(year)s") % {"year": day.year},
                _("How often each reason was given when social suppliers were shown."),
                [Bar(words.reason_in_words(one.name, day), float(one.totals.count)) for one in reasons],
                headings=(_("Reason"), _("Times"), ""),
                unknown=_("Not known"),
            )
        )
    return tuple(drawn)


def _names(actor: Actor) -> dict[str, str]:
    return {one.public_id: one.name for one in departments_of(actor.organisation_id)}


def _hints(actor: Actor, day: date) -> tuple[str, ...]:
    found = queries.bought_again_and_again(actor, day)
    names = _names(actor) if found else {}
    return tuple(_hint(one, names) for one in found[:5])


def _hint(one: Repeated, names: dict[str, str]) -> str:
    return _(
        "%(department)s bought this %(times)d times in twelve months, for %(total)s together: %(what)s."
    ) % {
        "department": names.get(one.department) or _("The whole authority"),
        "times": one.times,
        "total": format_euro(cents(one.total), words.language()),
        "what": _group(one.group),
    }


def _group(group: str) -> str:
    try:
        return (cpv_name(group.ljust(8, "0")) or group).lower()
    except CpvNotBuilt:
        return group


def _advice() -> str:
    return _(
        "Together that is more than one quick purchase may cost. Perhaps one agreement serves you better, "
        "for example with a social enterprise. Ask your buyer to think along."
    )


def _exports(actor: Actor, asked: dict[str, str]) -> tuple[Action, ...]:
    return tuple(
        Action(
            label=label,
            url=f"{reverse('quick:export', args=[actor.slug, kind])}?{urlencode(asked)}",
            icon="download",
            kind="quiet",
        )
        for kind, label in (("csv", _("Download as CSV")), ("xlsx", _("Download as Excel")))
    )


def _nothing(actor: Actor, used: bool) -> EmptyState:
    if used:
        return EmptyState(
            title=_("No quick purchase fits these filters"), text=_("Try fewer filters."), drawing="search"
        )
    return EmptyState(
        title=_("No quick purchases yet"),
        text=_("A bunch of flowers, a lunch, a company outing: record it here in under a minute."),
        action=words.buy(actor) if actor.may("quick_purchases.record") else None,
    )
