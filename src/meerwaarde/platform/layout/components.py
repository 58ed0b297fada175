"""The parts a page is made of: typed, frozen, and without a decision left for the template.

A stage's `pages.py` builds one of these (or a dataclass of its own that inherits from `Page`); the
templates in `layout/parts/` draw them. Texts are plain strings in the reader's language, amounts are
integer cents.
"""

from collections.abc import Callable, Collection, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.forms import BoundField, ChoiceField

if TYPE_CHECKING:
    from meerwaarde.platform.access.actor import Actor


class Tone(StrEnum):
    """What a badge, tile or message says beyond its words. Each tone has a shape as well as a colour."""

    NEUTRAL = "neutral"
    INFO = "info"
    POSITIVE = "positive"
    WARNING = "warning"
    NEGATIVE = "negative"


class Severity(StrEnum):
    """How heavy a finding weighs; the same words as in the advice."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


class Progress(StrEnum):
    """Where a step of a longer task stands."""

    DONE = "done"
    CURRENT = "current"
    OPEN = "open"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step in the path to this page; the page itself is not a crumb."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something a person can do from here: a link, or with `post` a button that sends a form.

    With `prints` it is a button that prints the page; without scripts it is not shown, the browser's own
    menu prints as well. `hidden` are values sent along with a post. An action that cannot be done now is not
    shown as a dead button: give `why_not`, and the reason is told in its place.
    """

    label: str
    url: str = ""
    icon: str = ""
    kind: str = "secondary"  # primary | secondary | quiet | danger
    post: bool = False
    prints: bool = False
    hidden: tuple[tuple[str, str], ...] = ()
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    label: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of ambition, 0 to 3."""

    level: int
    label: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.level <= 3:
            raise ValueError(f"A level of ambition is 0, 1, 2 or 3, not {self.level}.")


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """An entry of the navigation bar. It is the current one when the address starts with `prefix` (or its
    url)."""

    label: str
    url: str
    icon: str
    prefix: str = ""
    exact: bool = False  # only the page itself counts, not what lies below its address
    group: str = ""
    """Code of the part of the bar that it belongs to (`NAV_GROUPS` in `context`); "" stands by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A key figure. `share` (0 to 1) draws a bar; `note` says what the bar means, in words."""

    label: str
    value: str
    note: str = ""
    icon: str = ""
    share: float | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareBar:
    """A labelled bar: how far something is. `share` is 0 to 1, `value` is how a person reads it."""

    label: str
    share: float
    value: str
    note: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyState:
    """What a list says when nothing is in it: that it is fine, and what to do."""

    title: str
    text: str = ""
    action: Action | None = None
    drawing: str = "paper"  # paper | search | done | people


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`sort_url` makes the heading a link; `sorted` is "", "ascending" or "descending".

    `compact` is for days and short codes, which are never broken over two lines.
    """

    label: str
    numeric: bool = False
    compact: bool = False
    sort_url: str = ""
    sorted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A box to tick in a row, sent with the form that has this id; `label` says what is picked."""

    form: str
    name: str
    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in a table: text, and where given a link, a second line, a badge, a level or a box."""

    text: str = ""
    url: str = ""
    note: str = ""
    badge: Badge | None = None
    level: Level | None = None
    pick: Pick | None = None

    @property
    def blank(self) -> bool:
        """Nothing is known: on a phone, where each cell carries its label, it is left out."""
        return not (self.text or self.note or self.badge or self.level or self.pick)


@dataclass(frozen=True, slots=True)
class Row:
    """The first cell is the row's heading."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that becomes cards on a phone. Lists page by keyset: `previous_url` and `next_url`, no page
    numbers."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: EmptyState | None = None
    previous_url: str = ""
    next_url: str = ""
    caption_hidden: bool = False

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(
                    f"{self.caption!r} has {len(self.columns)} columns, a row has {len(row.cells)} cells."
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A line of a definition list. Where nothing is known, `text` is empty and the page says "not filled
    in"."""

    term: str
    text: str = ""
    url: str = ""
    badge: Badge | None = None
    level: Level | None = None
    items: tuple[str, ...] = ()
    note: str = ""
    """A quiet line below it: who says so, for example."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    label: str
    state: Progress = Progress.OPEN
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a finding rests on: an article or a figure, one click away. `unverified` is told to the reader."""

    label: str
    text: str = ""
    url: str = ""
    checked: date | None = None
    unverified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCard:
    """One sentence of an advice, with what to do now and what it rests on."""

    severity: Severity
    text: str
    what_now: str = ""
    rule: str = ""
    rule_url: str = ""
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentCard:
    """An instrument and whether it fits; `fit` is fits, conditions or no."""

    name: str
    fit: str
    why: str
    grounds: tuple[Ground, ...] = ()
    example: str = ""
    risk: str = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that the advice cannot go without, asked kindly; `url` leads to the field."""

    text: str
    why: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadNode:
    """One knot of the golden thread, from goal to evidence.

    `kind` is the word above the label ("Goal", "Rule"), `icon` its drawing; the node of this very page is
    `current` and needs no url. `rank` orders nodes that come from different stages: goal 10, framework 20,
    rule 30, need 40, procurement 50, advice 60, strategy 70, award 80, contract 90, evidence 100, outcome
    110.
    """

    kind: str
    label: str
    url: str = ""
    icon: str = "link"
    note: str = ""
    rank: int = 50
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A moment on a timeline."""

    moment: date | datetime
    title: str
    text: str = ""
    url: str = ""
    icon: str = "clock"
    by: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedItem:
    """A line with a date tile: what is due, what closes."""

    day: date
    label: str
    url: str = ""
    note: str = ""
    badge: Badge | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Something that waits for this person; what is due first stands first, what has no day comes last."""

    label: str
    url: str
    note: str = ""
    icon: str = "task"
    due: date | None = None
    badge: Badge | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """What a colleague carries of one kind of work. `membership` is a public id, "" where nobody carries it;
    `department` is a code, "" where it belongs to none; `kind` is the code of the work ("procurement")."""

    kind: str
    label: str
    count: int
    membership: str = ""
    department: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Help beside a form or at a field."""

    title: str
    points: tuple[str, ...] = ()
    text: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page that another room fills: a template of that room with its own typed object."""

    title: str
    template: str
    content: Any
    icon: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """That a firm was asked for a procurement, as the firm itself may read it: the objective ground, and
    how its profile stood beside the need then. `unclear` are codes of what was not met or not known."""

    authority: str
    title: str
    asked_on: date
    answer: str
    authority_slug: str = ""
    quoted: bool = False
    """A quotation of the firm came in: the authority owes it a word about the outcome."""
    ground: str = ""
    met: tuple[str, ...] = ()
    not_met: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFor:
    """What a question to suppliers may begin with: a procurement of the reader's own, and what it needs."""

    reference: str
    label: str
    url: str
    title: str
    text: str
    cpv: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    estimate: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A supplier that said yes to a question: whoever buys may go on with it. Ids are public ids."""

    lead: str
    supplier: str
    supplier_name: str
    title: str
    reference: str = ""
    """The procurement that it was asked for; empty where there is none."""
    amount_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One time that an organisation turned to a supplier. `kind` is enquiry, shortlist or purchase."""

    supplier: str
    supplier_name: str
    on: date
    kind: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """What the index keeps of one object, as `search.actions.index` takes it; used to build the index
    again. `everyone`: all authorities find it, so it is kept without an organisation."""

    kind: str
    object_id: str
    url: str
    title: str
    summary: str = ""
    text: str = ""
    everyone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KindName:
    """What people call a kind of object ("goal"): the word above a hit in the search.

    `permission` is what a role must carry to find objects of this kind at all. `plural` stands on the chip
    that narrows a search to this kind. `visible` says which of these objects (public ids) somebody may see,
    for kinds of which not everybody with the permission sees all; without it, everything that the index
    keeps for the organisation or for everyone is seen.
    """

    kind: str
    label: str
    permission: str
    icon: str = "link"
    plural: str = ""
    visible: "Callable[[Actor, Collection[str]], Set[str]] | None" = None


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every page has. A stage adds its own fields by inheriting; keep the subclass frozen and
    kw_only."""

    title: str
    intro: str = ""
    crumbs: tuple[Crumb, ...] = ()
    actions: tuple[Action, ...] = ()
    badge: Badge | None = None
    steps: tuple[Step, ...] = ()
    thread: tuple[ThreadNode, ...] = ()
    help: tuple[Help, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """A list with filters. `filters` is a bound form sent with GET; `clear_url` is the list without
    filters."""

    table: Table
    found: str = ""
    filters: Any = None
    filters_used: bool = False
    clear_url: str = ""

    @property
    def filters_in_use(self) -> int:
        """How many filters narrow the list: what a phone says where the filters are folded away."""
        if not self.filters_used or self.filters is None:
            return 0
        return max(1, sum(narrows(bound) for bound in self.filters.visible_fields()))


def narrows(bound: BoundField) -> bool:
    """Whether something was chosen: a choice that cannot be left empty begins with what holds anyway."""
    value = bound.value()
    if value in (None, "", [], (), False):
        return False
    if isinstance(bound.field, ChoiceField):
        options = [widget.data["value"] for widget in bound.subwidgets]
        return str(value) not in {"", str(next(iter(options), ""))}
    return True


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """A form with help beside it."""

    form: Any
    submit: str
    cancel_url: str = ""
    submit_note: str = ""
    draft_key: str = (
        ""  # unique per form and object: the browser offers back what was typed after a lost connection
    )
    multipart: bool = False
    extra_submits: tuple[tuple[str, str, str], ...] = field(default=())  # (name, value, label)


def in_order(nodes: Sequence[ThreadNode]) -> tuple[ThreadNode, ...]:
    """The nodes of a thread from goal to outcome, each once; the current one wins over the same node as a
    link."""
    seen: dict[tuple[str, str], ThreadNode] = {}
    for node in nodes:
        key = (node.kind, node.label)
        if key not in seen or node.current:
            seen[key] = node
    return tuple(sorted(seen.values(), key=lambda node: node.rank))
