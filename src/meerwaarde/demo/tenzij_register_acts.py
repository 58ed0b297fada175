"""Explanations that are withdrawn, read a second time, and drawn in a sample."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.shape import Happening, on
from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.queries import Criteria, Explanation, ExplanationReview


@dataclass(frozen=True, kw_only=True)
class DemoReading:
    """Somebody is asked to read an explanation; and where they did, what they said and what came of it."""

    title: str
    rule: str
    at: datetime
    by: str
    reader: str
    read_at: datetime | None = None
    verdict: str = "convincing"
    text: str = ""
    follow_up: str = "none"
    agreed: str = ""
    done_at: datetime | None = None
    came_of_it: str = ""


@dataclass(frozen=True, kw_only=True)
class DemoWithdrawal:
    """An explanation that is written, and taken back because there was another way after all."""

    title: str
    rule: str
    by: str
    at: datetime
    withdrawn_at: datetime
    reason: str
    text: str
    review_on: date


@dataclass(frozen=True, kw_only=True)
class DemoSample:
    """A sample, with what its reader says of each explanation that may come up."""

    title: str
    at: datetime
    by: str
    size: int
    seed: str
    criteria: Criteria
    read_at: datetime
    reader: str
    weak: dict[tuple[str, str], str]
    """Title and rule of what does not convince, and why; of all others `fine` is said."""
    fine: str
    follow_up: str
    agreed: str
    concluded_at: datetime | None = None
    conclusion: str = ""


@dataclass(frozen=True, kw_only=True)
class DemoRegister:
    """All of this for one authority."""

    withdrawals: tuple[DemoWithdrawal, ...] = ()
    readings: tuple[DemoReading, ...] = ()
    samples: tuple[DemoSample, ...] = ()


def register_happenings(cast: Cast, slug: str) -> list[Happening]:
    """What an authority of this name did with its explanations."""
    told = REGISTERS.get(slug, DemoRegister())
    happenings: list[Happening] = []
    for one in told.withdrawals:
        happenings.append(Happening(one.at, partial(_explain, cast, one)))
        happenings.append(Happening(one.withdrawn_at, partial(_withdraw, cast, one)))
    for reading in told.readings:
        happenings.append(Happening(reading.at, partial(_ask, cast, reading)))
        if reading.read_at is not None:
            happenings.append(Happening(reading.read_at, partial(_read, cast, reading, reading.read_at)))
        if reading.done_at is not None:
            happenings.append(Happening(reading.done_at, partial(_follow, cast, reading, reading.done_at)))
    for sample in told.samples:
        drawn: list[str] = []
        happenings.append(Happening(sample.at, partial(_draw, cast, sample, drawn)))
        happenings.append(Happening(sample.read_at, partial(_read_all, cast, sample, drawn)))
        if sample.concluded_at is not None:
            at = sample.concluded_at
            happenings.append(Happening(at, partial(_conclude, cast, sample, drawn, at)))
    return happenings


def _explain(cast: Cast, one: DemoWithdrawal) -> None:
    actor = cast.actor(one.by)
    file = next(
        iter(queries.filtered(actor, queries.ProcurementFilter(text=one.title)).filter(title=one.title))
    )
    now = queries.advised(actor, file, queries.lots_of(file), one.at.date())
    rule = next(each.rule.id for each in now.assessments if each.rule.code == one.rule)
    actions.explain(
        actor,
        file,
        rule=rule,
        reason=one.reason,
        text=one.text,
        evidence=(),
        review_on=one.review_on,
        at=one.at,
    )


def _withdraw(cast: Cast, one: DemoWithdrawal) -> None:
    actor = cast.actor(one.by)
    told = _told(actor, one.title, one.rule)
    actions.withdraw_explanation(actor, told, expected_version=told.version, at=one.withdrawn_at)


def _ask(cast: Cast, one: DemoReading) -> None:
    actor = cast.actor(one.by)
    told = _told(actor, one.title, one.rule)
    actions.ask_reader(actor, told, reader=cast.members[one.reader].public_id, at=one.at)


def _read(cast: Cast, one: DemoReading, at: datetime) -> None:
    actor = cast.actor(one.reader)
    review = _review(actor, one)
    actions.judge_reading(
        actor,
        review,
        expected_version=review.version,
        verdict=one.verdict,
        text=one.text,
        follow_up=one.follow_up,
        follow_up_text=one.agreed,
        at=at,
    )


def _follow(cast: Cast, one: DemoReading, at: datetime) -> None:
    actor = cast.actor(one.reader)
    review = _review(actor, one)
    actions.follow_up(actor, review, expected_version=review.version, text=one.came_of_it, at=at)


def _draw(cast: Cast, one: DemoSample, drawn: list[str]) -> None:
    actor = cast.actor(one.by)
    made = actions.draw_sample(
        actor, title=one.title, criteria=one.criteria, size=one.size, seed=one.seed, at=one.at
    )
    drawn.append(made.public_id)


def _read_all(cast: Cast, one: DemoSample, drawn: list[str]) -> None:
    actor = cast.actor(one.reader)
    sample = queries.sample(actor, drawn[0])
    assert sample is not None
    for review in queries.readings_of(sample):
        told = review.explanation
        why = one.weak.get((told.procurement.title, told.rule_code))
        actions.judge_reading(
            actor,
            review,
            expected_version=review.version,
            verdict="unconvincing" if why else "convincing",
            text=why or one.fine,
            follow_up=one.follow_up if why else "none",
            follow_up_text=one.agreed if why else "",
            at=one.read_at,
        )


def _conclude(cast: Cast, one: DemoSample, drawn: list[str], at: datetime) -> None:
    actor = cast.actor(one.by)
    sample = queries.sample(actor, drawn[0])
    assert sample is not None
    actions.conclude_sample(actor, sample, expected_version=sample.version, conclusion=one.conclusion, at=at)


def _told(actor: Actor, title: str, rule: str) -> Explanation:
    found = queries.explanations_visible_to(actor).filter(procurement__title=title, rule_code=rule)
    told = queries.explanation(actor, found.order_by("-pk").values_list("public_id", flat=True)[0])
    assert told is not None
    return told


def _review(actor: Actor, one: DemoReading) -> ExplanationReview:
    return queries.reviews_of(actor, _told(actor, one.title, one.rule))[0]


SOLAR, BRIDGE = "Zonnepanelen op elf daken", "Biobased fietsbrug Kanaalzone"
CASES = "Aanpassing zaaksysteem binnen de raamovereenkomst"
SAME_EVERY_TIME = (
    "Dezelfde tekst staat bij vier inkopen. Ik lees niet waar is gezocht en wie is gevraagd. Testen en "
    "helpdesk kan een ander misschien wel doen."
)

VEENMEER = DemoRegister(
    withdrawals=(
        DemoWithdrawal(
            title="Onderhoud archiefprogramma",
            rule="K6",
            by="marjan",
            at=on("2026-11-04 09:15"),
            withdrawn_at=on("2026-11-12 14:40"),
            reason="other",
            text="Er is maar één maker, dus wij vragen niemand anders om een prijs.",
            review_on=date(2027, 4, 1),
        ),
    ),
    readings=(
        DemoReading(
            title=SOLAR,
            rule="K1",
            at=on("2026-10-19 09:20"),
            by="pieter",
            reader="tineke",
            read_at=on("2026-10-21 16:10"),
            verdict="unconvincing",
            text="Er staat één zin. Hoeveel arbeid is weinig, en welke lichtere vorm is bekeken? De raming "
            "in de bijlage geeft dat antwoord wel: 15% arbeid.",
            follow_up="talk",
            agreed="Ik bel Sietse in de week van 26 oktober.",
            done_at=on("2026-10-28 11:35"),
            came_of_it="Gesproken. Sietse zet voortaan de berekening erbij, en vroeg om een voorbeeld.",
        ),
        DemoReading(
            title=BRIDGE,
            rule="K10",
            at=on("2026-10-05 10:30"),
            by="robert",
            reader="joost",
            read_at=on("2026-10-08 13:25"),
            text="Helder en volledig. De berekening klopt, en de lichtere vorm is echt gekozen en niet "
            "alleen genoemd.",
        ),
        DemoReading(
            title=CASES,
            rule="K6",
            at=on("2026-11-18 11:05"),
            by="pieter",
            reader="dirk",
        ),
    ),
    samples=(
        DemoSample(
            title="Najaarssteekproef 2026",
            at=on("2026-11-09 10:00"),
            by="dirk",
            size=6,
            seed="raadsvergadering 12 november 2026",
            criteria=Criteria(since=date(2025, 7, 1), until=date(2026, 11, 8)),
            read_at=on("2026-11-16 15:20"),
            reader="joost",
            weak={
                (
                    SOLAR,
                    "K1",
                ): "Eén zin zonder berekening. Wie er niet bij was, kan dit niet volgen.",
                ("Onderhoud kassa's milieustraat", "K8"): SAME_EVERY_TIME,
                ("Onderhoud programma zaalverhuur", "K8"): SAME_EVERY_TIME,
                ("Onderhoud roosterprogramma wijkteams", "K8"): SAME_EVERY_TIME,
                ("Onderhoud archiefprogramma", "K8"): SAME_EVERY_TIME,
            },
            fine="De tekst zegt wat hier anders is, wat is onderzocht en waar het bewijs staat.",
            follow_up="change_rule",
            agreed="Bespreken of regel K8 ook voor onderhoud van bestaande software moet gelden.",
            concluded_at=on("2026-11-19 09:30"),
            conclusion="Waar veel geld omgaat, is de uitleg goed. Bij onderhoud van software staat steeds "
            "dezelfde tekst. Wij praten met Bedrijfsvoering en leggen het MVOI-team voor of regel K8 daar "
            "past. In het voorjaar trekken wij opnieuw.",
        ),
    ),
)
ZUIDERVEEN = DemoRegister(
    samples=(
        DemoSample(
            title="Alle uitleg van het eerste halfjaar",
            at=on("2026-09-07 09:00"),
            by="karin",
            size=5,
            seed="7 september 2026",
            criteria=Criteria(since=date(2026, 1, 1), until=date(2026, 6, 30)),
            read_at=on("2026-09-08 10:45"),
            reader="karin",
            weak={},
            fine="Zes fabrieken en twee netwerken zijn gevraagd; dat staat in het verslag.",
            follow_up="none",
            agreed="",
        ),
    ),
)
REGISTERS = {"veenmeer": VEENMEER, "zuiderveen": ZUIDERVEEN}
