"""From answers to levels per statement, from levels to where an organisation stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from meerwaarde.rules.self_assessment.content import Content, Statement


class Answered(msgspec.Struct, frozen=True):
    """What one person says of one statement; a level of None means "I do not know"."""

    statement: str
    level: int | None


class StatementScore(msgspec.Struct, frozen=True):
    """One statement after several answers. `level` is the lower middle one: never higher than half of the
    people say, so that a round does not flatter. None where nobody knows."""

    statement: str
    level: int | None
    lowest: int | None
    highest: int | None
    answers: int
    unknown: int

    @property
    def spread(self) -> int:
        """Distance between the lowest and the highest answer; 0 where nobody knows."""
        return 0 if self.lowest is None or self.highest is None else self.highest - self.lowest


class PartScore(msgspec.Struct, frozen=True):
    """A phase or other part: the average level (0–3) over the statements that have one; None without any."""

    part: str
    average: Decimal | None
    known: int
    statements: int
    carried: bool


class Standing(msgspec.Struct, frozen=True):
    """Where the organisation stands.

    `phase` is the last phase that is carried together with all phases before it; None where already the first
    is not, or is not known. `ahead` are carried phases beyond a gap: work that is done before its basis is.
    """

    phase: str | None
    following: str | None
    ahead: tuple[str, ...]
    parts: tuple[PartScore, ...]

    def part(self, code: str) -> PartScore:
        return next(one for one in self.parts if one.part == code)


class Change(msgspec.Struct, frozen=True):
    """A part in an earlier and a later round; `difference` is None where one of both is not known."""

    part: str
    before: Decimal | None
    now: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        return None if self.before is None or self.now is None else self.now - self.before


def combine(content: Content, answers: Iterable[Answered]) -> tuple[StatementScore, ...]:
    """The scores of all statements, in the order of the content. The order of the answers never matters;
    answers to statements that are not in the content are left out."""
    given: dict[str, list[int]] = defaultdict(list)
    unknown: dict[str, int] = defaultdict(int)
    for answer in answers:
        if answer.level is None:
            unknown[answer.statement] += 1
        else:
            given[answer.statement].append(answer.level)
    return tuple(_score(one.code, sorted(given[one.code]), unknown[one.code]) for one in content.statements)


def _score(statement: str, levels: list[int], unknown: int) -> StatementScore:
    if not levels:
        return StatementScore(statement, None, None, None, unknown, unknown)
    middle = levels[(len(levels) - 1) // 2]
    return StatementScore(statement, middle, levels[0], levels[-1], len(levels) + unknown, unknown)


def agreed_scores(content: Content, agreed: Mapping[str, int | None]) -> tuple[StatementScore, ...]:
    """The scores of a round that was closed: one agreed level per statement, None where it stayed open."""
    return combine(content, (Answered(code, level) for code, level in agreed.items()))


def standing(content: Content, scores: Iterable[StatementScore]) -> Standing:
    """Where an organisation with these scores stands.

    A part is carried from the average that the limits name, and only when all its statements have a level:
    what nobody knows carries nothing.
    """
    levels = {one.statement: one.level for one in scores}
    parts = tuple(_part(content, part.code, levels) for part in content.parts)
    carried = {one.part: one.carried for one in parts}
    order = [phase.code for phase in content.phases]
    reached = 0
    while reached < len(order) and carried[order[reached]]:
        reached += 1
    return Standing(
        phase=order[reached - 1] if reached else None,
        following=order[reached] if reached < len(order) else None,
        ahead=tuple(code for code in order[reached:] if carried[code]),
        parts=parts,
    )


def _part(content: Content, code: str, levels: Mapping[str, int | None]) -> PartScore:
    statements = content.of(code)
    known = [level for one in statements if (level := levels.get(one.code)) is not None]
    average = (Decimal(sum(known)) / len(known)).quantize(Decimal("0.01")) if known else None
    whole = len(known) == len(statements) > 0
    carried = whole and average is not None and average >= content.limits.carried
    return PartScore(code, average, len(known), len(statements), carried)


def proposals(content: Content, scores: Iterable[StatementScore]) -> tuple[Statement, ...]:
    """The statements that lead to a proposed action, what helps most first.

    That is every statement at or below the weak level: first those of the phase that comes next, then the
    conditions and the position of procurement, then the other phases in order. A statement without a level is
    no proposal: first find out.
    """
    found = tuple(scores)
    levels = {one.statement: one.level for one in found}
    following = standing(content, found).following
    others = [part.code for part in reversed(content.others)]
    phases = [phase.code for phase in content.phases]
    order = [*([following] if following else []), *others, *(code for code in phases if code != following)]
    weak = [
        one
        for one in content.statements
        if (level := levels.get(one.code)) is not None and level <= content.limits.weak
    ]
    return tuple(sorted(weak, key=lambda one: (order.index(one.part), levels[one.code] or 0)))


def changes(before: Standing, now: Standing) -> Sequence[Change]:
    """Per part of the later round how it stood and how it stands."""
    earlier = {one.part: one.average for one in before.parts}
    return tuple(Change(one.part, earlier.get(one.part), one.average) for one in now.parts)
