"""The advice as JSON, exactly as programs outside the project read it, and the door that gives it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from meerwaarde.rules.advise import advise
from meerwaarde.rules.faults import Fault, UnusableIntake
from meerwaarde.rules.grounds import Advice, Finding, LotRoute, Question, Receipt
from meerwaarde.rules.intake import Intake
from meerwaarde.rules.law import Law, Parameter, Source
from meerwaarde.rules.procedures import ROUTE
from meerwaarde.rules.read_intake import IgnoredField, read_intake
from meerwaarde.rules.receipt import Kept, keep
from meerwaarde.rules.text import Text

DONE, UNUSABLE = 0, 2


class ThresholdAnswer(msgspec.Struct, frozen=True, gc=False):
    """The EU threshold with its source; `value` in euros excluding VAT."""

    value: str
    name: str
    label: Text
    source: Source
    checked: date
    certainty: str


class EstimateAnswer(msgspec.Struct, frozen=True, gc=False):
    """The value of the whole and how it was found; `amount` is null while too little is known."""

    amount: str | None
    text: Text


class FindingAnswer(msgspec.Struct, frozen=True, gc=False):
    """A finding; `grounds` are names in the mapping `grounds` of the answer."""

    rule: str
    severity: str
    text: Text
    grounds: list[str]
    what_now: Text | None
    field: str | None
    lot: str | None


class InstrumentAnswer(msgspec.Struct, frozen=True, gc=False):
    """Whether an instrument fits; `grounds` are names in the mapping `grounds` of the answer."""

    code: str
    fit: str
    why: Text
    grounds: list[str]


class GroundAnswer(msgspec.Struct, frozen=True, gc=False):
    """A parameter that was used, in full: what it says, where it was read, and when it holds."""

    label: Text
    unit: str
    value: Any
    source: Source
    checked: date
    certainty: str
    since: date
    until: date | None
    own: bool


class Answer(msgspec.Struct, frozen=True, gc=False):
    """One advice out; findings heaviest first."""

    route: str | None
    threshold: ThresholdAnswer | None
    estimate: EstimateAnswer
    lots: tuple[LotRoute, ...]
    findings: list[FindingAnswer]
    instruments: list[InstrumentAnswer]
    open_questions: tuple[Question, ...]
    receipt: Receipt
    grounds: msgspec.Raw
    """A mapping from name to `GroundAnswer`, already written as JSON."""
    ignored_fields: tuple[IgnoredField, ...] = ()


class Refusal(msgspec.Struct, frozen=True, gc=False):
    """What is printed where no advice can be given."""

    error: Fault


_ENCODER = msgspec.json.Encoder(decimal_format="string")


def advise_bytes(
    document: bytes, today: date, knows_cpv: Callable[[str], bool] = lambda code: True
) -> tuple[bytes, int]:
    """One intake in, one advice out, both JSON; with the exit code: 0 done, 2 input unusable.

    `today` holds where the intake names no day, and the day is asked then. `knows_cpv` tells whether a code
    exists, for who has the list; one that does not is asked again. Never raises on any document.
    """
    try:
        read = read_intake(document)
        intake = read.intake
        _refuse_without_estimate(intake)
        advice = _with_day_asked(intake, advise(intake, Law.on(intake.day or today)))
        advice = _with_codes_asked(intake, advice, knows_cpv)
    except UnusableIntake as error:
        return _ENCODER.encode(Refusal(error.fault)), UNUSABLE
    return encode(advice, read.ignored_fields), DONE


def _with_day_asked(intake: Intake, advice: Advice) -> Advice:
    """Where the intake names no day the advice is that of today: say so by asking for the day."""
    if intake.day is not None or any(question.field == "day" for question in advice.open_questions):
        return advice
    asked = Question("day", ASK_START, (ROUTE,))
    return msgspec.structs.replace(advice, open_questions=(asked, *advice.open_questions))


def _with_codes_asked(intake: Intake, advice: Advice, knows_cpv: Callable[[str], bool]) -> Advice:
    """A code that does not exist says nothing about the purchase: ask for the right one."""
    unknown = ", ".join(code for code in intake.cpv or () if not knows_cpv(code))
    if not unknown:
        return advice
    why = Text(
        nl=f"CPV-code {unknown} bestaat niet. Welke code past bij wat u koopt?",
        en=f"CPV code {unknown} does not exist. Which code fits what you buy?",
    )
    others = tuple(question for question in advice.open_questions if question.field != "cpv")
    return msgspec.structs.replace(advice, open_questions=(Question("cpv", why), *others))


ASK_START = Text(
    nl="Op welke dag start de procedure? Zonder dag gelden de drempels van vandaag.",
    en="On which day does the procedure start? Without a day the thresholds of today hold.",
)


def encode(advice: Advice, ignored_fields: tuple[IgnoredField, ...] = ()) -> bytes:
    """The advice as JSON bytes."""
    return _ENCODER.encode(answer(advice, ignored_fields))


def answer(advice: Advice, ignored_fields: tuple[IgnoredField, ...] = ()) -> Answer:
    """The advice in the form in which programs read it."""
    return Answer(
        route=advice.route,
        threshold=_threshold(advice.threshold),
        estimate=EstimateAnswer(
            None if advice.estimate is None else f"{advice.estimate:f}", advice.estimate_text
        ),
        lots=advice.lots,
        findings=[_finding(finding) for finding in advice.findings],
        instruments=[
            InstrumentAnswer(fit.code, fit.fit, fit.why, [ground.name for ground in fit.grounds])
            for fit in advice.instruments
        ],
        open_questions=advice.open_questions,
        receipt=advice.receipt,
        grounds=_grounds(advice.used),
        ignored_fields=ignored_fields,
    )


def _threshold(parameter: Parameter | None) -> ThresholdAnswer | None:
    if parameter is None:
        return None
    entry = parameter.entry
    return ThresholdAnswer(
        str(entry.value), parameter.name, parameter.label, entry.source, entry.checked, entry.certainty
    )


def _finding(finding: Finding) -> FindingAnswer:
    return FindingAnswer(
        finding.rule,
        finding.severity,
        finding.text,
        [ground.name for ground in finding.grounds],
        finding.what_now,
        finding.field,
        finding.lot,
    )


# Many intakes rest on the same grounds: they are written as JSON once per set (see `receipt.keep`).
_WRITTEN: dict[int, tuple[Kept, msgspec.Raw]] = {}
_MOST_WRITTEN = 500


def _grounds(used: tuple[Parameter, ...]) -> msgspec.Raw:
    """The mapping from name to ground in full, as JSON."""
    kept = keep(used)
    known = _WRITTEN.get(id(kept))
    if known is None:
        written = msgspec.Raw(_ENCODER.encode({parameter.name: _ground(parameter) for parameter in used}))
        if len(_WRITTEN) >= _MOST_WRITTEN:
            _WRITTEN.clear()
        known = _WRITTEN[id(kept)] = (kept, written)
    return known[1]


def _ground(parameter: Parameter) -> GroundAnswer:
    entry = parameter.entry
    return GroundAnswer(
        label=parameter.label,
        unit=parameter.unit,
        value=entry.value,
        source=entry.source,
        checked=entry.checked,
        certainty=entry.certainty,
        since=entry.since,
        until=entry.until,
        own=parameter.own,
    )


def _refuse_without_estimate(intake: Intake) -> None:
    """A program that asks for advice must say what the purchase is worth; a form may still be asking."""
    if intake.estimate is None and intake.valuation is None and not intake.lots:
        raise UnusableIntake(
            Fault(
                "missing",
                Text(nl="Het veld estimate ontbreekt.", en="The field estimate is missing."),
                "estimate",
                Text(
                    nl='Vul estimate in zonder btw ("216000.00"), of geef valuation of lots.',
                    en='Fill in estimate, excluding VAT ("216000.00"), or give valuation or lots.',
                ),
            )
        )
