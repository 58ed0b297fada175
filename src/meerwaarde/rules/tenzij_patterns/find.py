"""Finding the patterns. Each function reads one thing, and the order of what it is given never matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from meerwaarde.rules.law import Parameter
from meerwaarde.rules.money import euro, percent
from meerwaarde.rules.tenzij_patterns import words
from meerwaarde.rules.tenzij_patterns.records import Held, Limit, Limits, Pattern, Told, Worth
from meerwaarde.rules.tenzij_patterns.same_text import by_words
from meerwaarde.rules.text import Text


def patterns(
    told: Sequence[Told],
    held: Iterable[Held],
    worth: Sequence[Worth],
    amounts: Iterable[Limit],
    *,
    limits: Limits,
    ground: Parameter,
) -> tuple[Pattern, ...]:
    """Every pattern of these explanations and procurements, those seen in most things first."""
    found = [
        *_same_rule(told, limits, ground),
        *_often(held, limits, ground),
        *_same_text(told, limits, ground),
        *_same_pair(told, limits, ground),
        *_under_limit(worth, amounts, limits, ground),
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.things), one.code, one.sentence.en, one.things)))


def _same_rule(told: Iterable[Told], limits: Limits, ground: Parameter) -> Iterator[Pattern]:
    """One department explains the same rule again and again."""
    groups: dict[tuple[str, str], list[Told]] = {}
    for one in told:
        if one.department:
            groups.setdefault((one.department, one.rule_code), []).append(one)
    for (department, rule), those in groups.items():
        files = len({one.procurement for one in those})
        if files >= limits.same_rule_times:
            yield Pattern(
                code="same_rule",
                sentence=Text(
                    nl=f"{department} legde regel {rule} bij {files} inkopen uit.",
                    en=f"{department} explained rule {rule} in {files} procurements.",
                ),
                **words.SAME_RULE,
                explanations=_sorted(one.id for one in those),
                ground=ground,
            )


def _often(held: Iterable[Held], limits: Limits, ground: Parameter) -> Iterator[Pattern]:
    """A rule is explained in more than a share of the procurements in which it held."""
    for one in held:
        times = len(one.explained)
        if one.procurements < limits.often_fewest or times <= limits.often_share * one.procurements:
            continue
        share = percent(Decimal(round(100 * times / one.procurements)), "nl")
        yield Pattern(
            code="often",
            sentence=Text(
                nl=f"Regel {one.rule_code} gold bij {one.procurements} inkopen en werd bij {times} uitgelegd "
                f"({share}).",
                en=f"Rule {one.rule_code} held in {one.procurements} procurements and was explained in "
                f"{times} ({share}).",
            ),
            **words.OFTEN,
            explanations=_sorted(one.explained),
            ground=ground,
        )


def _same_text(told: Iterable[Told], limits: Limits, ground: Parameter) -> Iterator[Pattern]:
    """The same words explain one procurement after the other."""
    for those in by_words(told).values():
        files = len({one.procurement for one in those})
        if files >= limits.same_text_times:
            yield Pattern(
                code="same_text",
                sentence=Text(
                    nl=f"Dezelfde tekst legt {len(those)} keer iets uit, bij {files} inkopen.",
                    en=f"The same text explains something {len(those)} times, in {files} procurements.",
                ),
                **words.SAME_TEXT,
                explanations=_sorted(one.id for one in those),
                ground=ground,
            )


def _same_pair(told: Sequence[Told], limits: Limits, ground: Parameter) -> Iterator[Pattern]:
    """All that one person wrote was approved by one and the same other."""
    groups: dict[str, list[Told]] = {}
    for one in told:
        if one.writer and one.approver:
            groups.setdefault(one.writer, []).append(one)
    for those in groups.values():
        if len({one.approver for one in those}) == 1 and len(those) >= limits.same_pair_times:
            yield Pattern(
                code="same_pair",
                sentence=Text(
                    nl=f"{len(those)} keer schreef dezelfde collega de uitleg en gaf steeds dezelfde "
                    "collega akkoord.",
                    en=f"{len(those)} times the same colleague wrote the explanation and the same colleague "
                    "approved.",
                ),
                **words.SAME_PAIR,
                explanations=_sorted(one.id for one in those),
                ground=ground,
            )


def _under_limit(
    worth: Sequence[Worth], amounts: Iterable[Limit], limits: Limits, ground: Parameter
) -> Iterator[Pattern]:
    """Many values just under an amount at which more is asked, and fewer just above it."""
    for limit in amounts:
        margin = limit.amount * limits.under_limit_margin
        about = [one for one in worth if limit.holds_for(one)]
        under = [one for one in about if limit.amount - margin <= one.value < limit.amount]
        over = [one for one in about if limit.amount <= one.value < limit.amount + margin]
        if len(under) >= limits.under_limit_times and len(under) > len(over):
            part = percent(limits.under_limit_margin * 100, "nl")
            yield Pattern(
                code="under_limit",
                sentence=Text(
                    nl=f"{len(under)} inkopen liggen tot {part} onder {euro(limit.amount, 'nl')} "
                    f"({limit.name.nl}), en {len(over)} erboven.",
                    en=f"{len(under)} procurements lie up to {part} under {euro(limit.amount, 'en')} "
                    f"({limit.name.en}), and {len(over)} above it.",
                ),
                **words.UNDER_LIMIT,
                procurements=_sorted(one.procurement for one in under),
                ground=ground,
            )


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))
