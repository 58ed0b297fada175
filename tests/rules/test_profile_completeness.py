"""What a profile misses, and why it would help."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from meerwaarde.rules.profile_completeness import PARTS, completeness

CODES = [part.code for part in PARTS]


def test_the_weights_make_a_hundred_and_every_part_says_why() -> None:
    assert sum(part.weight for part in PARTS) == 100
    assert len(set(CODES)) == len(CODES)
    for part in PARTS:
        for text in (part.name, part.why):
            assert text.nl
            assert text.en
            assert text.nl != text.en


@given(some.sets(some.sampled_from(CODES)), some.sampled_from(CODES))
def test_filling_in_more_never_makes_it_less_complete(filled: set[str], more: str) -> None:
    before, after = completeness(filled), completeness(filled | {more})
    assert after.share >= before.share
    assert {part.code for part in after.done} | {part.code for part in after.missing} == set(CODES)
    weights = [part.weight for part in after.missing]
    assert weights == sorted(weights, reverse=True)


def test_what_is_not_a_part_counts_for_nothing() -> None:
    assert completeness({"colour of the door"}).share == 0
    assert completeness(set(CODES)).share == 1
