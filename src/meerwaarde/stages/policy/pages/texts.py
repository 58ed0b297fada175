"""What the pages about the board's texts show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.language.sentences import Span, sentences
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    EmptyState,
    FormPage,
    Help,
    Link,
    ListPage,
    Page,
    Row,
    ShareBar,
    Table,
    Tone,
)
from meerwaarde.rules.promises import hint
from meerwaarde.stages.policy.forms.texts import FindForm
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.conflict import Conflict
from meerwaarde.stages.policy.queries import Goal
from meerwaarde.stages.policy.queries import texts as queries
from meerwaarde.stages.policy.queries.texts import BoardDocument, BoardPage, Passage

LONGEST_HEADING = 80
"""Signs; a line that is shorter and has no full stop reads as a heading."""


@dataclass(frozen=True)
class Sentence:
    """One sentence. `state` is "", marked, goal or aside; `reason` says why it may be a promise."""

    start: int
    text: str
    state: str
    told: str
    anchor: str
    reason: str
    about_procurement: bool


@dataclass(frozen=True)
class Paragraph:
    """The sentences of one line; `heading` where the line is short and is no sentence."""

    heading: bool
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class PassageCard:
    """A marked passage beside the text, with what was made of it and what can be done with it."""

    anchor: str
    quote: str
    badge: Badge
    goals: tuple[Link, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class PageLink:
    """The way to one page of the text; `marks` counts what is marked on it."""

    name: str
    url: str
    current: bool
    marks: int


@dataclass(frozen=True)
class FoundPage:
    """A page on which what was looked for stands."""

    name: str
    url: str
    before: str
    found: str
    after: str


@dataclass(frozen=True, kw_only=True)
class ReadingPage(Page):
    """A text, one page at a time, with its marks."""

    document_title: str
    page_name: str
    number: int
    paragraphs: tuple[Paragraph, ...]
    nothing_here: str
    passages: tuple[PassageCard, ...]
    pages: tuple[PageLink, ...]
    previous: PageLink | None
    next: PageLink | None
    progress: tuple[ShareBar, ...]
    find: FindForm
    looked_for: str
    found: tuple[FoundPage, ...]
    found_none: str
    may_mark: bool
    mark_url: str
    archived: str
    promises: str


@dataclass(frozen=True, kw_only=True)
class TextFormPage(FormPage):
    """The form for a text; `same` leads to the text that holds these very words already."""

    conflict: Conflict | None = None
    same: Link | None = None


def texts_page(actor: Actor, *, archived: bool) -> ListPage:
    """The texts with how far the reading of each is."""
    rows = queries.listed_texts(actor, archived=archived)
    home = reverse("policy:texts", args=[actor.slug])
    return ListPage(
        title=_("Texts of the board"),
        intro=_("Coalition agreement, programme, motions: mark what is promised, and make goals of it."),
        crumbs=(Crumb(_("Goals"), reverse("policy:goals", args=[actor.slug])),),
        actions=_texts_actions(actor, archived=archived, home=home),
        table=Table(
            caption=_("Texts in the archive") if archived else _("Texts"),
            columns=(
                Column(label=_("Text")),
                Column(label=_("Pages"), numeric=True),
                Column(label=_("Marked"), numeric=True),
                Column(label=_("Became goals"), numeric=True),
            ),
            rows=tuple(_text_row(actor, one) for one in rows),
            caption_hidden=True,
            empty=_no_texts(actor, archived=archived),
        ),
        found=_("Texts in the archive") if archived else _("Texts"),
    )


def reading_page(actor: Actor, document: BoardDocument, page: BoardPage, looked_for: str) -> ReadingPage:
    """One page of a text with its sentences, marks and hints."""
    labels = queries.page_labels(document)
    marks = queries.marks_per_page(document)
    passages = queries.passages_on(document, page.number)
    address = reverse("policy:text", args=[actor.slug, document.public_id])
    links = _page_links(address, labels, marks, page.number)
    place = next(index for index, link in enumerate(links) if link.current)
    name = queries.place_name(page.number, page.label)
    paragraphs = _paragraphs(page.text, passages)
    may_mark = actor.may("goals.write") and document.archived_at is None
    hits = queries.found_in(document, looked_for)
    return ReadingPage(
        title=document.title,
        intro=_source(document),
        crumbs=(
            Crumb(_("Goals"), reverse("policy:goals", args=[actor.slug])),
            Crumb(_("Texts of the board"), reverse("policy:texts", args=[actor.slug])),
        ),
        actions=_reading_actions(actor, document),
        badge=Badge(label=_("Archived")) if document.archived_at else None,
        document_title=document.title,
        page_name=name,
        number=page.number,
        paragraphs=paragraphs,
        nothing_here="" if paragraphs else _("There is no text on this page."),
        passages=tuple(_card(actor, one, may_mark=may_mark) for one in passages),
        pages=_near(links, place),
        previous=links[place - 1] if place else None,
        next=links[place + 1] if place + 1 < len(links) else None,
        progress=_progress(queries.progress_of(document)),
        find=FindForm({"zoek": looked_for} if looked_for else None),
        looked_for=looked_for,
        found=tuple(_found(address, hit, looked_for) for hit in hits),
        found_none=_("“%(words)s” does not stand in this text.") % {"words": looked_for}
        if looked_for and not hits
        else "",
        may_mark=may_mark,
        mark_url=reverse("policy:passages_mark", args=[actor.slug, document.public_id]),
        archived=_("This text is archived. Put it back to mark more of it.") if document.archived_at else "",
        promises=_promises_told(paragraphs),
    )


def text_form_page(
    actor: Actor,
    form: Any,
    document: BoardDocument | None = None,
    *,
    conflict: Conflict | None = None,
    same: BoardDocument | None = None,
) -> TextFormPage:
    """The form to bring a text in, or to change what is told about one."""
    crumbs = [
        Crumb(_("Goals"), reverse("policy:goals", args=[actor.slug])),
        Crumb(_("Texts of the board"), reverse("policy:texts", args=[actor.slug])),
    ]
    if document is not None:
        crumbs.append(
            Crumb(
                words.shortened(document.title, 60),
                reverse("policy:text", args=[actor.slug, document.public_id]),
            )
        )
    return TextFormPage(
        title=_("Change details of the text") if document else _("Bring in a text"),
        intro=_("The words themselves are never changed.")
        if document
        else _("Then mark what is promised, sentence by sentence."),
        crumbs=tuple(crumbs),
        form=form,
        submit=_("Save details") if document else _("Read the text"),
        cancel_url=crumbs[-1].url,
        multipart=document is None,
        draft_key="" if document is None else f"text:{document.public_id}",
        conflict=conflict,
        same=None
        if same is None
        else Link(same.title, reverse("policy:text", args=[actor.slug, same.public_id])),
        help=(_help(),),
    )


def from_passage(passage: Passage) -> dict[str, Any]:
    """What the form of a goal begins with when it is made of a passage."""
    document = passage.document
    given: dict[str, Any] = {
        "wording": passage.quote,
        "document": document.title,
        "page": queries.label_of(passage),
        "source_type": document.source_type,
    }
    years = {"since_year": document.since_year, "until_year": document.until_year}
    return given | {name: year for name, year in years.items() if year}


def place_of(actor: Actor, passage: Passage) -> str:
    """The address of a passage in its text."""
    address = reverse("policy:text", args=[actor.slug, passage.document.public_id])
    return f"{address}?bladzijde={passage.page}#{passage.public_id}"


def _help() -> Help:
    return Help(
        title=_("What happens with it"),
        points=(
            _("The text is cut into sentences. Page numbers and page labels stay."),
            _("The original file is kept, and everyone who may read goals can download it."),
            _("Is a PDF a scan? Then paste the text, or make text of it first (OCR)."),
        ),
    )


def _source(document: BoardDocument) -> str:
    kind = str(dict(Goal.Source.choices).get(document.source_type, ""))
    years = [str(year) for year in (document.since_year, document.until_year) if year]
    return f"{kind}, {'–'.join(years)}" if years else kind


def _texts_actions(actor: Actor, *, archived: bool, home: str) -> tuple[Action, ...]:
    other = (
        Action(label=_("Texts in use"), url=home, kind="quiet")
        if archived
        else Action(label=_("Archive"), url=f"{home}?archief=1", kind="quiet")
    )
    if not actor.may("goals.write"):
        return (other,)
    return (other, _bring_in(actor))


def _bring_in(actor: Actor) -> Action:
    return Action(
        label=_("Bring in a text"),
        url=reverse("policy:text_new", args=[actor.slug]),
        icon="upload",
        kind="primary",
    )


def _no_texts(actor: Actor, *, archived: bool) -> EmptyState:
    if archived:
        return EmptyState(title=_("The archive is empty"))
    return EmptyState(
        title=_("No texts yet"),
        text=_("Bring in the coalition agreement. Reading it together takes about an hour."),
        action=_bring_in(actor) if actor.may("goals.write") else None,
    )


def _text_row(actor: Actor, document: Any) -> Row:
    return Row(
        (
            Cell(
                text=document.title,
                url=reverse("policy:text", args=[actor.slug, document.public_id]),
                note=_source(document),
            ),
            Cell(text=str(document.pages_count)),
            Cell(text=str(document.marked)),
            Cell(text=str(document.became_goals)),
        )
    )


def _reading_actions(actor: Actor, document: BoardDocument) -> tuple[Action, ...]:
    def address(name: str) -> str:
        return reverse(f"policy:{name}", args=[actor.slug, document.public_id])

    actions = []
    if document.file_id is not None:
        actions.append(
            Action(label=_("Original file"), url=address("text_file"), icon="download", kind="quiet")
        )
    if actor.may("goals.write") and document.archived_at:
        actions.append(Action(label=_("Put back"), url=address("text_restore"), post=True, kind="primary"))
    elif actor.may("goals.write"):
        actions += [
            Action(label=_("Archive"), url=address("text_archive"), post=True, kind="quiet"),
            Action(label=_("Change details"), url=address("text_edit"), icon="edit"),
        ]
    return tuple(actions)


def _page_links(
    address: str, labels: Sequence[tuple[int, str]], marks: dict[int, int], current: int
) -> list[PageLink]:
    return [
        PageLink(
            name=queries.place_name(number, label),
            url=f"{address}?bladzijde={number}",
            current=number == current,
            marks=marks.get(number, 0),
        )
        for number, label in labels
    ]


def _near(links: list[PageLink], place: int) -> tuple[PageLink, ...]:
    """All pages of a short text; of a long one those with marks and those nearby."""
    if len(links) <= 24:
        return tuple(links)
    return tuple(
        link
        for index, link in enumerate(links)
        if abs(index - place) <= 3 or index in (0, len(links) - 1) or link.marks
    )[:60]


def _paragraphs(text: str, passages: Sequence[Passage]) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    line_of: dict[int, list[Span]] = {}
    begins = _line_begins(text)
    for span in sentences(text):
        line_of.setdefault(max(begin for begin in begins if begin <= span.start), []).append(span)
    for begin in begins:
        spans = line_of.get(begin, [])
        if spans:
            line = text[spans[0].start : spans[-1].end]
            heading = len(spans) == 1 and len(line) <= LONGEST_HEADING and line[-1] not in ".!?:;…,”"
            heading = heading and not line.startswith(("•", "-", "–"))
            told = tuple(_sentence(text, span, passages) for span in spans)
            found.append(Paragraph(heading, told))
    return tuple(found)


def _line_begins(text: str) -> list[int]:
    return [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n")]


def _sentence(text: str, span: Span, passages: Sequence[Passage]) -> Sentence:
    over = [one for one in passages if one.start < span.end and one.end > span.start]
    with_goal = [one for one in over if one.made]  # type: ignore[attr-defined] # fetched along
    taken = [one for one in over if one.set_aside_at is None]
    if with_goal:
        state, told, anchor = "goal", _("a goal was made of this"), with_goal[0].public_id
    elif taken:
        state, told, anchor = "marked", _("marked"), taken[0].public_id
    elif over:
        state, told, anchor = "aside", _("set aside: no promise"), over[0].public_id
    else:
        state, told, anchor = "", "", ""
    said = text[span.start : span.end]
    told_hint = hint(said)
    looks = told_hint.looks_like_promise and not state
    return Sentence(
        start=span.start,
        text=said,
        state=state,
        told=told,
        anchor=anchor,
        reason=words.in_words(told_hint.signs[0].why) if looks else "",
        about_procurement=looks and told_hint.about_procurement,
    )


def _promises_told(paragraphs: Sequence[Paragraph]) -> str:
    count = sum(bool(one.reason) for paragraph in paragraphs for one in paragraph.sentences)
    if not count:
        return ""
    return ngettext(
        "%(count)d sentence on this page looks like a promise and is not marked yet.",
        "%(count)d sentences on this page look like a promise and are not marked yet.",
        count,
    ) % {"count": count}


def _card(actor: Actor, passage: Passage, *, may_mark: bool) -> PassageCard:
    made: list[Goal] = passage.made  # type: ignore[attr-defined] # fetched along
    if passage.set_aside_at is not None:
        badge = Badge(label=_("No promise"), tone=Tone.NEUTRAL)
    elif made:
        label = ngettext("%(count)d goal", "%(count)d goals", len(made)) % {"count": len(made)}
        badge = Badge(label=label, tone=Tone.POSITIVE)
    else:
        badge = Badge(label=_("Marked"), tone=Tone.INFO)
    return PassageCard(
        anchor=passage.public_id,
        quote=passage.quote,
        badge=badge,
        goals=tuple(
            Link(
                words.shortened(goal.wording, 100),
                reverse("policy:goal", args=[actor.slug, goal.public_id]),
            )
            for goal in made
        ),
        actions=_passage_actions(actor, passage, made=bool(made)) if may_mark else (),
    )


def _passage_actions(actor: Actor, passage: Passage, *, made: bool) -> tuple[Action, ...]:
    def address(name: str) -> str:
        return reverse(f"policy:{name}", args=[actor.slug, passage.public_id])

    if passage.set_aside_at is not None:
        return (Action(label=_("Mark again"), url=address("passage_take_up"), post=True, kind="quiet"),)
    make = Action(
        label=_("Make another goal of it") if made else _("Make a goal of it"),
        url=f"{reverse('policy:goal_new', args=[actor.slug])}?passage={passage.public_id}",
        icon="goal",
        kind="secondary" if made else "primary",
    )
    if made:
        return (make,)
    return (
        make,
        Action(label=_("No promise"), url=address("passage_aside"), post=True, kind="quiet"),
        Action(label=_("Take mark away"), url=address("passage_unmark"), post=True, kind="quiet"),
    )


def _progress(progress: queries.Progress) -> tuple[ShareBar, ...]:
    if not progress.marked:
        return ()
    aside = ngettext(
        "%(count)d passage was set aside as no promise.",
        "%(count)d passages were set aside as no promise.",
        progress.set_aside,
    ) % {"count": progress.set_aside}
    return (
        ShareBar(
            label=_("%(marked)d marked, %(made)d became goals")
            % {"marked": progress.marked, "made": progress.became_goals},
            share=progress.became_goals / progress.marked,
            value=f"{progress.became_goals}/{progress.marked}",
            note=aside if progress.set_aside else "",
            icon="goal",
        ),
    )


def _found(address: str, hit: queries.Hit, looked_for: str) -> FoundPage:
    query = urlencode({"bladzijde": hit.page, "zoek": looked_for})
    return FoundPage(
        name=queries.place_name(hit.page, hit.label),
        url=f"{address}?{query}",
        before=hit.before.replace("\n", " "),
        found=hit.found,
        after=hit.after.replace("\n", " "),
    )
