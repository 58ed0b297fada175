"""What flows from later stages back into earlier pages: typed, read-only registries.

A stage registers a function in its own `slots.py`, which its `apps.py` imports in `ready()`:

    from meerwaarde.platform.layout import slots

    @slots.waits.register("procurement.submitted", order=20)
    def submitted(actor: Actor) -> list[Wait]: ...

The page asks `slots.waits.collect(actor)` and sees the answers of all stages in order, without knowing any
stage. A function reads through its own stage's queries, so what an actor may not see never comes out of a
slot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeVar

from meerwaarde.platform.layout.components import (
    Action,
    Answered,
    AskFor,
    Considered,
    Help,
    KindName,
    Kpi,
    Link,
    NavItem,
    SearchDocument,
    Section,
    ThreadNode,
    Turn,
    Wait,
    Workload,
    in_order,
)

if TYPE_CHECKING:
    from meerwaarde.platform.access.actor import Actor

Asked = ParamSpec("Asked")
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing a page is about: its kind ("goal", "procurement") and its public id."""

    kind: str
    public_id: str


class Slot(Generic[Asked, Part]):
    """An ordered registry of functions that each give parts of one type."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._functions: dict[str, tuple[int, Callable[Asked, Iterable[Part]]]] = {}

    def register(
        self, key: str, *, order: int = 50
    ) -> Callable[[Callable[Asked, Iterable[Part]]], Callable[Asked, Iterable[Part]]]:
        """Register a function under a key of its own ("stage.what"); a key used twice is refused."""

        def accept(function: Callable[Asked, Iterable[Part]]) -> Callable[Asked, Iterable[Part]]:
            if key in self._functions and self._functions[key][1] is not function:
                raise ValueError(f"{key!r} is registered twice in slot {self.name!r}: give each its own key.")
            self._functions[key] = (order, function)
            return function

        return accept

    @property
    def keys(self) -> tuple[str, ...]:
        """The registered keys, in the order in which they are asked."""
        return tuple(sorted(self._functions, key=lambda key: (self._functions[key][0], key)))

    def collect(self, *args: Asked.args, **kwargs: Asked.kwargs) -> tuple[Part, ...]:
        """The parts of all registrations, in order."""
        return tuple(part for key in self.keys for part in self._functions[key][1](*args, **kwargs))


navigation: Slot[[Actor], NavItem] = Slot("navigation")
"""The bar. What stands in it follows from the role and the place alone (`slug`, `role`, `kind` and
`permissions`), never from a person or a row: it is kept for the next page."""
waits: Slot[[Actor], Wait] = Slot("waits")
key_figures: Slot[[Actor], Kpi] = Slot("key_figures")
home_actions: Slot[[Actor], Action] = Slot("home_actions")
home_sections: Slot[[Actor], Section] = Slot("home_sections")
page_sections: Slot[[Actor, Subject], Section] = Slot("page_sections")
thread_links: Slot[[Actor, Subject], ThreadNode] = Slot("thread_links")
field_help: Slot[[Actor, str], Help] = Slot("field_help")
plan_inventory: Slot[[Actor], Kpi] = Slot("plan_inventory")
"""Figures that tell where an authority stands: the first step of an action plan, from its own work."""
search_documents: Slot[[Actor], SearchDocument] = Slot("search_documents")
workloads: Slot[[Actor], Workload] = Slot("workloads")
kind_names: Slot[[], KindName] = Slot("kind_names")
considered: Slot[[Actor, str], Considered] = Slot("considered")
"""Procurements for which a firm (public id) was asked: for its own people, and only once it was asked."""
ask_for: Slot[[Actor, str], AskFor] = Slot("ask_for")
"""What a question to suppliers for this reference (public id) begins with; nothing for who may not see it."""
onward_from_answer: Slot[[Actor, Answered], Action] = Slot("onward_from_answer")
"""What can be done with a supplier that said yes to a question."""
turns: Slot[[Actor, date], Turn] = Slot("turns")
"""Every time since a day that the actor's organisation turned to a supplier, in whatever way."""
entrance_links: Slot[[], Link] = Slot("entrance_links")
"""Ways in for who has no account yet, beside the log-in."""
public_actions: Slot[[str], Action] = Slot("public_actions")
"""What everybody may do at one authority (its name in addresses), on each of its pages under `/openbaar/`."""
public_places: Slot[[str], Action] = Slot("public_places")
"""What else one authority (its name in addresses) shows to everybody, on its own page under `/openbaar/`."""
public_navigation: Slot[[], NavItem] = Slot("public_navigation")
"""The bar above what everybody may read, under `/openbaar/`."""


def thread(actor: Actor, subject: Subject, *own: ThreadNode) -> tuple[ThreadNode, ...]:
    """The golden thread of one page: its own nodes and those that other stages add, from goal to outcome."""
    return in_order([*own, *thread_links.collect(actor, subject)])


def waiting(actor: Actor) -> tuple[Wait, ...]:
    """What waits for this person: what is due first stands first."""
    return tuple(sorted(waits.collect(actor), key=lambda wait: (wait.due is None, wait.due or date.max)))
