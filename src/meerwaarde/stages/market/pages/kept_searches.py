"""Pages of searches that people keep: the list, what is new, and the evidence of one moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents import blocks
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    FormPage,
    Page,
    Row,
    Section,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_moment
from meerwaarde.stages.market.forms import supplier_query
from meerwaarde.stages.market.forms.kept_searches import FreezeSearchForm, SaveSearchForm
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.queries import SupplierFilter
from meerwaarde.stages.market.queries import kept_searches as queries
from meerwaarde.stages.market.queries.question import asked_in_words


@dataclass(frozen=True, kw_only=True)
class KeptSearchesPage(Page):
    """Saved searches with their news, and frozen ones."""

    saved: Table
    frozen: Table


@dataclass(frozen=True, kw_only=True)
class SavedSearchPage(Page):
    """What is new in one saved search, and the form to change it for whose it is."""

    asked: tuple[Definition, ...]
    told: str
    news: Table | None
    form: SaveSearchForm | None
    strike_url: str


@dataclass(frozen=True, kw_only=True)
class FrozenSearchPage(Page):
    """The evidence: question, moment, data, results with reasons, hash; and what is different now."""

    facts: tuple[Definition, ...]
    results: Table
    difference: tuple[Definition, ...]
    compared: bool
    compare_url: str


@dataclass(frozen=True, kw_only=True)
class KeepFormPage(FormPage):
    """A form about a question, with the question in words beside it."""

    asked: tuple[Definition, ...]


def _home(actor: Actor) -> Crumb:
    return Crumb(_("Suppliers"), reverse("market:suppliers", args=[actor.slug]))


def _kept(actor: Actor) -> Crumb:
    return Crumb(_("Kept searches"), reverse("market:kept_searches", args=[actor.slug]))


def search_url(actor: Actor, wanted: SupplierFilter) -> str:
    """The list that answers this question."""
    return f"{reverse('market:suppliers', args=[actor.slug])}?{urlencode(supplier_query(wanted))}"


def kept_searches_page(actor: Actor, day: date) -> KeptSearchesPage:
    """Everything that this person keeps or colleagues share, and the evidence of the organisation."""
    return KeptSearchesPage(
        title=_("Kept searches"),
        intro=_("Searches that tell you what is new, and searches frozen as evidence of a choice."),
        crumbs=(_home(actor),),
        saved=_saved_table(actor, day),
        frozen=_frozen_table(actor, queries.frozen_listed(actor)),
    )


def _saved_table(actor: Actor, day: date) -> Table:
    rows = []
    for one, news in queries.saved_with_news(actor):
        rows.append(
            Row(
                (
                    Cell(
                        text=one.name,
                        url=reverse("market:saved_search", args=[actor.slug, one.public_id]),
                        note=asked_in_words(actor, queries.filter_of(one.asked), day),
                    ),
                    _news_cell(one, news),
                    Cell(text=_whose(actor, one)),
                )
            )
        )
    return Table(
        caption=_("Saved searches"),
        caption_hidden=True,
        columns=(Column(label=_("Search")), Column(label=_("New")), Column(label=_("Whose"))),
        rows=tuple(rows),
        empty=EmptyState(
            title=_("No saved searches yet"),
            text=_("Search for suppliers and choose “Save this search”. Then you hear what is new."),
            action=Action(label=_("Search suppliers"), url=reverse("market:suppliers", args=[actor.slug])),
            drawing="search",
        ),
    )


def news_in_words(number: int) -> str:
    return ngettext("%(number)s new", "%(number)s new", number) % {"number": number}


def _news_cell(saved: queries.SavedSearch, news: int) -> Cell:
    if saved.too_many:
        return Cell(text=_("Too wide for news"), note=_("More than 500 suppliers fit. Narrow it down."))
    if not news:
        return Cell(text=_("Nothing new"))
    return Cell(badge=Badge(label=news_in_words(news), tone=Tone.INFO))


def _whose(actor: Actor, saved: queries.SavedSearch) -> str:
    if saved.owner_id != actor.membership_id:
        return _("shared by %(name)s") % {"name": saved.owner.person.name}
    return _("yours, shared") if saved.shared else _("yours")


def _frozen_table(actor: Actor, frozen: Sequence[queries.FrozenSearch]) -> Table:
    return Table(
        caption=_("Frozen searches"),
        caption_hidden=True,
        columns=(
            Column(label=_("Search")),
            Column(label=_("Frozen on")),
            Column(label=_("Found"), numeric=True),
        ),
        rows=tuple(
            Row(
                (
                    Cell(
                        text=one.title, url=reverse("market:frozen_search", args=[actor.slug, one.public_id])
                    ),
                    Cell(text=format_day(timezone.localdate(one.at), words.language())),
                    Cell(text=str(one.found_count)),
                )
            )
            for one in frozen
        ),
        empty=EmptyState(
            title=_("No frozen searches yet"),
            text=_("Freeze a search to show later whom you found and why (article 1.4)."),
            drawing="paper",
        ),
    )


def saved_search_page(
    actor: Actor, saved: queries.SavedSearch, since: datetime, day: date, form: SaveSearchForm | None
) -> SavedSearchPage:
    """What was found since `since`; the form is there for whose search it is."""
    wanted = queries.filter_of(saved.asked)
    news = queries.still_there(actor, queries.news_since(saved, since))
    moment = format_moment(since, words.language())
    if saved.too_many:
        told = _("More than 500 suppliers fit, so we cannot tell what is new. Narrow the search down.")
    elif news:
        told = ngettext("%(number)s new since %(moment)s", "%(number)s new since %(moment)s", len(news)) % {
            "number": len(news),
            "moment": moment,
        }
    else:
        told = _("Nothing new since %(moment)s") % {"moment": moment}
    return SavedSearchPage(
        title=saved.name,
        intro=_whose(actor, saved).capitalize(),
        crumbs=(_home(actor), _kept(actor)),
        actions=(
            Action(label=_("Open the search"), url=search_url(actor, wanted), icon="search", kind="primary"),
        ),
        asked=(Definition(term=_("You search for"), text=asked_in_words(actor, wanted, day)),),
        told=told,
        news=Table(
            caption=_("New"),
            caption_hidden=True,
            columns=(Column(label=_("Supplier")),),
            rows=tuple(
                Row((Cell(text=name, url=reverse("market:supplier", args=[actor.slug, public_id])),))
                for public_id, name in news.items()
            ),
        )
        if news
        else None,
        form=form,
        strike_url=reverse("market:saved_search_strike", args=[actor.slug, saved.public_id]) if form else "",
    )


def save_form_page(actor: Actor, wanted: SupplierFilter, form: SaveSearchForm, day: date) -> KeepFormPage:
    """Give a question a name."""
    return KeepFormPage(
        title=_("Save this search"),
        intro=_("We look every hour what is new. You see it at the start and in the list of kept searches."),
        crumbs=(_home(actor), _kept(actor)),
        form=form,
        submit=_("Save this search"),
        cancel_url=search_url(actor, wanted),
        asked=(Definition(term=_("You search for"), text=asked_in_words(actor, wanted, day)),),
    )


def freeze_form_page(
    actor: Actor, wanted: SupplierFilter, form: FreezeSearchForm, day: date, found: int
) -> KeepFormPage:
    """What is frozen, before it is."""
    number = ngettext("%(number)s supplier fits", "%(number)s suppliers fit", found) % {"number": found}
    return KeepFormPage(
        title=_("Freeze this search as evidence"),
        intro=_(
            "Kept for good: the question, the moment, the state of the directory, and every result with why "
            "it was found. Nobody can change it afterwards."
        ),
        crumbs=(_home(actor), _kept(actor)),
        form=form,
        submit=_("Freeze this search"),
        cancel_url=search_url(actor, wanted),
        asked=(
            Definition(term=_("You search for"), text=asked_in_words(actor, wanted, day)),
            Definition(term=_("Found"), text=number),
        ),
    )


def frozen_search_page(
    actor: Actor,
    frozen: queries.FrozenSearch,
    day: date,
    *,
    compared: queries.Difference | None,
    asked_to_compare: bool,
    sections: tuple[Section, ...] = (),
) -> FrozenSearchPage:
    """The evidence; with what is different now where somebody asked that."""
    here = reverse("market:frozen_search", args=[actor.slug, frozen.public_id])
    files = tuple(
        Action(
            label=form.upper(),
            url=reverse("market:frozen_search_file", args=[actor.slug, frozen.public_id, form]),
            icon="download",
        )
        for form in ("pdf", "json")
    )
    return FrozenSearchPage(
        title=frozen.title,
        intro=_("As it was then. It does not change any more, whatever is changed in the directory."),
        crumbs=(_home(actor), _kept(actor)),
        actions=files,
        facts=tuple(Definition(term=term, text=text) for term, text in frozen_facts(actor, frozen)),
        results=Table(
            caption=_("What was found"),
            caption_hidden=True,
            columns=(Column(label=_("Supplier")), Column(label=_("Why it was found"))),
            rows=tuple(
                Row(
                    (
                        Cell(
                            text=one["name"],
                            url=reverse("market:supplier", args=[actor.slug, one["id"]]),
                            note=one["place"],
                        ),
                        Cell(text=" ".join(_said(reason) for reason in one["reasons"])),
                    )
                )
                for one in frozen.content["results"]
            ),
            empty=EmptyState(
                title=_("Nobody was found"),
                text=_("That is evidence as well: at that moment nobody in the directory fitted."),
                drawing="search",
            ),
        ),
        difference=_difference(compared) if asked_to_compare else (),
        compared=asked_to_compare,
        compare_url=f"{here}?nu=1#nu",
        sections=sections,
    )


def _said(reason: dict[str, str]) -> str:
    return reason["en" if words.language().startswith("en") else "nl"]


def frozen_facts(actor: Actor, frozen: queries.FrozenSearch) -> list[tuple[str, str]]:
    """What the evidence says of itself, for the page and the file."""
    wanted = queries.filter_of(frozen.content["asked"])
    data, language = frozen.content["data"], words.language()
    until = data["changedUntil"]
    changed = format_moment(datetime.fromisoformat(until), language) if until else ""
    return [
        (_("What was asked"), asked_in_words(actor, wanted, date.fromisoformat(frozen.content["day"]))),
        (_("What it is for"), frozen.purpose),
        (_("When"), format_moment(frozen.at, language)),
        (_("By whom"), frozen.by.person.name if frozen.by else _("somebody who has left")),
        (_("Found"), str(frozen.found_count)),
        (
            _("State of the directory"),
            _("%(number)s suppliers, last change %(moment)s")
            % {"number": data["suppliers"], "moment": changed},
        ),
        (_("Program"), frozen.content["program"]),
        (_("Fingerprint (SHA-256)"), frozen.sha256),
    ]


def _difference(compared: queries.Difference | None) -> tuple[Definition, ...]:
    if compared is None:
        text = _("The question finds more than 500 suppliers now; that is too many to compare.")
        return (Definition(term=_("Now"), text=text),)
    return (
        Definition(
            term=_("Is the evidence intact?"),
            text=_("Yes: the fingerprint fits what is kept.")
            if compared.intact
            else _("No: the fingerprint does not fit. Tell your administrator."),
        ),
        Definition(term=_("Found again, for the same reasons"), text=str(compared.same)),
        Definition(term=_("Not found any more"), text=", ".join(compared.gone) or _("nobody")),
        Definition(term=_("New"), text=", ".join(name for _id, name in compared.new) or _("nobody")),
        Definition(
            term=_("Found for other reasons"),
            text=", ".join(name for _id, name in compared.otherwise) or _("nobody"),
        ),
    )


def frozen_document(actor: Actor, frozen: queries.FrozenSearch) -> blocks.Document:
    """The evidence as a document of its own."""
    return blocks.Document(
        title=frozen.title,
        subtitle=_("Frozen search in the directory of suppliers"),
        language=words.language()[:2],
        author=actor.organisation_name,
        subject=_("Evidence of an objective choice (article 1.4)"),
        moment=format_day(timezone.localdate(frozen.at), words.language()),
        not_filled_in=_("not filled in"),
        page_word=_("Page"),
        contents_word=_("Contents"),
        blocks=(
            blocks.Facts(rows=tuple(frozen_facts(actor, frozen))),
            blocks.Heading(_("What was found")),
            blocks.Table(
                caption=_("Every result, and why it was found"),
                header=(_("Supplier"), _("Place"), _("Why it was found")),
                rows=tuple(
                    (one["name"], one["place"], " ".join(_said(reason) for reason in one["reasons"]))
                    for one in frozen.content["results"]
                ),
                widths=(0.3, 0.2, 0.5),
            )
            if frozen.content["results"]
            else blocks.Paragraph(_("Nobody was found")),
        ),
    )


@dataclass(frozen=True, kw_only=True)
class StopSearchPage(Page):
    """What the address in a letter stops; without a button where it stopped already."""

    names: tuple[str, ...]
    button: Action | None


def stop_search_page(saved: queries.SavedSearch, token: str) -> StopSearchPage:
    """For who holds the address; no log-in."""
    if not saved.by_letter:
        return StopSearchPage(
            title=_("You get no more e-mail about this"),
            intro=_("The search still stands in Meerwaarde. You can turn the e-mail on again there."),
            names=(saved.name,),
            button=None,
        )
    return StopSearchPage(
        title=_("Stop this e-mail?"),
        intro=_("Then you get no more e-mail about:"),
        names=(saved.name,),
        button=Action(
            label=_("Stop the e-mail"),
            url=reverse("messages:stop_search", args=[token]),
            post=True,
            kind="primary",
        ),
    )
