"""Tables of steps: the states of a thing and who may bring it from one to the next.

Code, tests, drawings and buttons read the same rows. What is not listed is refused, with a sentence that
says what is possible instead.
"""

from __future__ import annotations

import msgspec

from meerwaarde.rules.roles import permissions_of, role
from meerwaarde.rules.text import Text


class State(msgspec.Struct, frozen=True):
    """A state with its name for people; `waits_for` names the permission of whoever must act next."""

    code: str
    name: Text
    waits_for: str | None = None
    final: bool = False


class Step(msgspec.Struct, frozen=True):
    """From one state to another, by whoever carries the permission."""

    verb: str
    since: str
    until: str
    permission: str
    name: Text
    undoable: bool = False
    """True where the next step may lead straight back without anything being lost."""


class Lifecycle(msgspec.Struct, frozen=True):
    """All states and steps of one noun."""

    noun: str
    states: tuple[State, ...]
    steps: tuple[Step, ...]

    @property
    def first(self) -> str:
        return self.states[0].code

    def state(self, code: str) -> State:
        return next(known for known in self.states if known.code == code)

    def possible(self, state: str, role_code: str) -> tuple[Step, ...]:
        """The steps that this role may take now: the buttons on the page."""
        carried = permissions_of(role_code)
        return tuple(s for s in self.steps if s.since == state and s.permission in carried)

    def step(self, verb: str, state: str, role_code: str) -> Step:
        """The step asked for, or `StepRefused` with what is wrong and what is possible."""
        for known in self.possible(state, role_code):
            if known.verb == verb:
                return known
        raise StepRefused(self, verb, state, role_code)

    def own_step(self, verb: str, state: str, permission: str) -> Step | None:
        """The step of who holds a permission by something else than a role, such as a link; None: not now."""
        asked = (verb, state, permission)
        return next((s for s in self.steps if (s.verb, s.since, s.permission) == asked), None)

    def way_back(self, step: Step) -> Step | None:
        """The step that undoes this one at once, for the same people; None where the table allows none."""
        if not step.undoable:
            return None
        return next(
            (
                back
                for back in self.steps
                if (back.since, back.until, back.permission) == (step.until, step.since, step.permission)
            ),
            None,
        )


class StepRefused(Exception):
    """Not in the table: the message names who may do what from here."""

    def __init__(self, lifecycle: Lifecycle, verb: str, state: str, role_code: str) -> None:
        self.text = _refusal(lifecycle, verb, state, role_code)
        super().__init__(self.text.en)


def _refusal(lifecycle: Lifecycle, verb: str, state: str, role_code: str) -> Text:
    here = lifecycle.state(state).name
    wanted = next((s.name for s in lifecycle.steps if s.verb == verb), Text(nl=verb, en=verb))
    who = role(role_code).name
    from_here = [s for s in lifecycle.steps if s.since == state]

    def options(language: str) -> str:
        if not from_here:
            return {"nl": "niets meer", "en": "nothing more"}[language]
        return ", ".join(s.name.in_language(language).lower() for s in from_here)

    return Text(
        nl=f"{wanted.nl} kan nu niet als {who.nl.lower()}: dit staat op “{here.nl.lower()}”. "
        f"Wat hier wel kan: {options('nl')}.",
        en=f"{wanted.en} is not possible now for a {who.en.lower()}: this is “{here.en.lower()}”. "
        f"Possible here: {options('en')}.",
    )
