"""Drawing a sample that anybody can draw again, and saying honestly what it tells.

The draw rests on nothing but a seed and the ids that were drawn from: each id gets the SHA-256 of seed and
id, and those with the lowest come first. So the order in which ids are given never matters, and whoever knows
the seed and the ids finds the same sample in any language, without this program.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from math import ceil, comb, exp, lgamma, log
from statistics import NormalDist

import msgspec

from meerwaarde.rules.text import Text

LARGEST_EXACT = 2_000
"""Up to so many the uncertainty is counted out exactly; beyond it the binomial limit is as good."""


class ShareFound(msgspec.Struct, frozen=True, kw_only=True):
    """How many of what was read carried the mark, and what that says of all that was drawn from."""

    marked: int
    read: int
    population: int
    lowest: int
    """The smallest number in the population that does not make this outcome surprising."""
    highest: int
    """The greatest such number."""
    sentence: Text


def population_digest(ids: Iterable[str]) -> str:
    """SHA-256, in hexadecimal, over the sorted ids with a line feed after each."""
    return hashlib.sha256("".join(f"{one}\n" for one in sorted(ids)).encode()).hexdigest()


def draw(ids: Iterable[str], *, size: int, seed: str) -> tuple[str, ...]:
    """`size` of these ids (all of them where there are fewer), in the order in which they were drawn.

    ValueError where an id stands there twice, or a size is negative.
    """
    given = list(ids)
    if size < 0:
        raise ValueError("A sample has no negative size.")
    if len(set(given)) != len(given):
        raise ValueError("An id stands there twice: then it would have a double chance.")
    return tuple(sorted(given, key=lambda one: (_lot(seed, one), one))[:size])


def draw_stratified(strata: Mapping[str, Iterable[str]], *, size: int, seed: str) -> tuple[str, ...]:
    """The same, each stratum in proportion to what is in it; stratum by stratum, by name."""
    groups = {name: tuple(ids) for name, ids in strata.items()}
    everything = [one for ids in groups.values() for one in ids]
    if len(set(everything)) != len(everything):
        raise ValueError("An id stands in two strata: then it would have a double chance.")
    share = shares({name: len(ids) for name, ids in groups.items()}, size)
    return tuple(one for name in sorted(groups) for one in draw(groups[name], size=share[name], seed=seed))


def shares(counts: Mapping[str, int], size: int) -> dict[str, int]:
    """How many of each stratum: in proportion, rounded by the largest remainder.

    Where the size allows, each stratum that holds something gets one at least. Together they are exactly
    `size`, or everything where there is less.
    """
    filled = {name: count for name, count in counts.items() if count > 0}
    total = sum(filled.values())
    wanted = min(max(size, 0), total)
    given = dict.fromkeys(counts, 0)
    if not wanted:
        return given
    for name in filled if wanted >= len(filled) else ():
        given[name] = 1
    exact = {name: Decimal(wanted) * count / total for name, count in filled.items()}
    while sum(given.values()) < wanted:
        name = min(
            (one for one in filled if given[one] < filled[one]),
            key=lambda one: (given[one] - exact[one], -filled[one], one),
        )
        given[name] += 1
    return given


def suggested_size(population: int, *, margin: Decimal, confidence: Decimal) -> int:
    """How many to read so that a share is known to about plus or minus `margin` (0.10 is ten points).

    The usual formula for a share in a finite population, at the most uncertain share of one half. It is a
    suggestion: what a sample says in the end is counted by `share_found`.
    """
    if population <= 0:
        return 0
    if not (0 < margin < 1 and 0 < confidence < 1):
        raise ValueError("Margin and confidence are shares between 0 and 1.")
    z = NormalDist().inv_cdf(float(1 + confidence) / 2)
    endless = z * z * 0.25 / float(margin) ** 2
    return min(population, ceil(endless / (1 + (endless - 1) / population) - 1e-9))


def size_sentence(population: int, size: int, *, margin: Decimal, confidence: Decimal) -> Text:
    """What reading `size` of `population` can tell, in one or two honest sentences."""
    enough = suggested_size(population, margin=margin, confidence=confidence)
    points = f"{(margin * 100).normalize():f}"
    sure = f"{(confidence * 100).normalize():f}"
    if population == 0:
        return Text(nl="Er is niets om uit te trekken.", en="There is nothing to draw from.")
    if size >= population:
        return Text(
            nl=f"U leest alle {population}. De uitkomst is dan geen schatting, maar een telling.",
            en=f"You read all {population}. The outcome is then no estimate, but a count.",
        )
    if size >= enough:
        return Text(
            nl=f"Met {size} van de {population} kent u het aandeel op ongeveer {points} procentpunt. "
            f"Van honderd zulke trekkingen klopt dat er ongeveer {sure} keer.",
            en=f"With {size} of {population} you know the share to about {points} percentage points. "
            f"Of a hundred such draws that is right about {sure} times.",
        )
    return Text(
        nl=f"Met {size} van de {population} ziet u voorbeelden, maar kent u het aandeel niet precies. "
        f"Voor ongeveer {points} procentpunt zijn er {enough} nodig.",
        en=f"With {size} of {population} you see examples, but do not know the share precisely. "
        f"For about {points} percentage points {enough} are needed.",
    )


def share_found(
    marked: int, read: int, population: int, *, confidence: Decimal, fewest: int
) -> ShareFound | None:
    """What `marked` of `read` says of a population of that size; None where nothing was read.

    The bounds are all numbers in the population under which an outcome this far off is not rarer than
    1 - `confidence`, both sides shared equally (hypergeometric, after Clopper and Pearson; past
    `LARGEST_EXACT` binomial). Under `fewest` read the sentence gives no percentage.
    """
    if not 0 <= marked <= read <= population:
        raise ValueError("Marked, read and population rise, and none is negative.")
    if not read:
        return None
    lowest, highest = _bounds(marked, read, population, float(1 - confidence) / 2)
    return ShareFound(
        marked=marked,
        read=read,
        population=population,
        lowest=lowest,
        highest=highest,
        sentence=_told(marked, read, population, (lowest, highest), fewest),
    )


def _lot(seed: str, one: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{one}".encode()).digest()


def _bounds(marked: int, read: int, population: int, tail: float) -> tuple[int, int]:
    if read == population:
        return marked, marked
    least, most = marked, population - (read - marked)
    kind = _Hypergeometric if population <= LARGEST_EXACT else _Binomial
    chance = kind(read, population)
    # Both tails move one way with the number in the population, so that halving finds the bounds.
    lowest = _first(least, most, lambda held: chance.at_least(marked, held) > tail)
    highest = most - (_first(0, most - least, lambda less: chance.at_most(marked, most - less) > tail))
    return lowest, highest


class _Hypergeometric:
    """Chances of drawing without putting back."""

    def __init__(self, read: int, population: int) -> None:
        self.read, self.population = read, population
        self.all = comb(population, read)

    def at_least(self, marked: int, held: int) -> float:
        return self._sum(range(marked, min(self.read, held) + 1), held)

    def at_most(self, marked: int, held: int) -> float:
        return self._sum(range(max(0, self.read - (self.population - held)), marked + 1), held)

    def _sum(self, numbers: Sequence[int], held: int) -> float:
        rest = self.population - held
        ways = sum(
            comb(held, one) * comb(rest, self.read - one) for one in numbers if self.read - one <= rest
        )
        return ways / self.all


class _Binomial:
    """Chances of drawing from a population that a draw hardly changes."""

    def __init__(self, read: int, population: int) -> None:
        self.read, self.population = read, population

    def at_least(self, marked: int, held: int) -> float:
        return self._sum(range(marked, self.read + 1), held)

    def at_most(self, marked: int, held: int) -> float:
        return self._sum(range(marked + 1), held)

    def _sum(self, numbers: Sequence[int], held: int) -> float:
        share = held / self.population
        if share in (0.0, 1.0):
            return float(self.read * int(share) in numbers)
        yes, no, ways = log(share), log(1 - share), lgamma(self.read + 1)
        return sum(
            exp(ways - lgamma(one + 1) - lgamma(self.read - one + 1) + one * yes + (self.read - one) * no)
            for one in numbers
        )


def _first(low: int, high: int, fits: Callable[[int], bool]) -> int:
    """The first whole number from `low` to `high` that fits, where all after it fit too."""
    while low < high:
        middle = (low + high) // 2
        if fits(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _told(marked: int, read: int, population: int, bounds: tuple[int, int], fewest: int) -> Text:
    lowest, highest = bounds
    counted = f"{marked} van de {read}", f"{marked} of {read}"
    if read == population:
        return Text(
            nl=f"{counted[0]} overtuigen. Alles is gelezen: dit is een telling.",
            en=f"{counted[1]} convince. Everything was read: this is a count.",
        )
    between = f"{lowest} tot {highest} van de {population}", f"{lowest} to {highest} of the {population}"
    if read < fewest:
        return Text(
            nl=f"{counted[0]} overtuigen. Dat is te weinig voor een percentage: van alles kunnen er "
            f"{between[0]} overtuigen.",
            en=f"{counted[1]} convince. That is too few for a percentage: of all there can be "
            f"{between[1]} that convince.",
        )
    low, high = round(100 * lowest / population), round(100 * highest / population)
    return Text(
        nl=f"{counted[0]} overtuigen ({round(100 * marked / read)}%). Van alles is dat waarschijnlijk "
        f"{low}% tot {high}%: {between[0]}.",
        en=f"{counted[1]} convince ({round(100 * marked / read)}%). Of all it is probably "
        f"{low}% to {high}%: {between[1]}.",
    )
