"""Keep an advice with everything it rests on, and run it again years later."""

from __future__ import annotations

from datetime import date

import msgspec

from meerwaarde.rules.advise import advise
from meerwaarde.rules.grounds import Advice
from meerwaarde.rules.intake import Intake
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.receipt import input_digest, parameters_digest, rules_version
from meerwaarde.rules.text import Text


class StoredAdvice(msgspec.Struct, frozen=True, gc=False):
    """An advice as it is kept: the intake, the answer, and in `advice.used` every entry in full."""

    intake: Intake
    advice: Advice


class Comparison(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Whether a rerun gives the same answer: route, lots, rules with their severities, instrument fits."""

    same: bool
    rules_changed: bool
    """True where the code of the rules is another than when the advice was given."""
    intact: bool
    """False where the stored intake or entries no longer match the receipt."""
    differences: tuple[Text, ...] = ()
    advice: Advice | None = None
    """The answer of the rerun; None where the rules now need what the stored advice did not hold."""


def store(intake: Intake, advice: Advice) -> bytes:
    """The advice as JSON bytes that `rerun` reads."""
    return msgspec.json.encode(StoredAdvice(intake, advice))


def load(stored: bytes) -> StoredAdvice:
    """Read what `store` wrote; raises `msgspec.ValidationError` or `msgspec.DecodeError` on anything else."""
    return msgspec.json.decode(stored, type=StoredAdvice)


def rerun(stored: StoredAdvice) -> Comparison:
    """Run a stored advice again on the entries it kept; today's tables play no part."""
    before = stored.advice
    day = date.fromisoformat(before.receipt.day)
    changed = before.receipt.version != rules_version()
    intact = before.receipt.input_digest == input_digest(
        stored.intake
    ) and before.receipt.parameters_digest == parameters_digest(before.used)
    try:
        after = advise(stored.intake, Law.of(day, before.used))
    except NoParameter as missing:
        return Comparison(
            same=False, rules_changed=changed, intact=intact, differences=(_missing(missing.name),)
        )
    differences = _differences(before, after)
    return Comparison(
        same=not differences, rules_changed=changed, intact=intact, differences=differences, advice=after
    )


def _differences(before: Advice, after: Advice) -> tuple[Text, ...]:
    found = []
    if before.route != after.route:
        found.append(_changed("route", "route", before.route, after.route))
    if before.lots != after.lots:
        found.append(Text(nl="De percelen volgen andere routes.", en="The lots follow other routes."))
    then, now = _spoken(before), _spoken(after)
    found += [_gone(*spoken) for spoken in sorted(then - now)]
    found += [_new(*spoken) for spoken in sorted(now - then)]
    fits_then = {fit.code: fit.fit for fit in before.instruments}
    fits_now = {fit.code: fit.fit for fit in after.instruments}
    for code in sorted(fits_then.keys() | fits_now.keys()):
        if fits_then.get(code) != fits_now.get(code):
            found.append(_changed(code, code, fits_then.get(code), fits_now.get(code)))
    return tuple(found)


def _spoken(advice: Advice) -> set[tuple[str, str, str]]:
    return {(finding.rule, finding.severity, finding.lot or "") for finding in advice.findings}


def _changed(nl: str, en: str, before: str | None, after: str | None) -> Text:
    return Text(
        nl=f"{nl}: was {before or 'onbekend'}, is nu {after or 'onbekend'}.",
        en=f"{en}: was {before or 'unknown'}, is now {after or 'unknown'}.",
    )


def _gone(rule: str, severity: str, lot: str) -> Text:
    of_lot = f" ({lot})" if lot else ""
    return Text(
        nl=f"{rule} ({severity}){of_lot} spreekt niet meer.",
        en=f"{rule} ({severity}){of_lot} no longer speaks.",
    )


def _new(rule: str, severity: str, lot: str) -> Text:
    of_lot = f" ({lot})" if lot else ""
    return Text(
        nl=f"{rule} ({severity}){of_lot} spreekt nu wel.", en=f"{rule} ({severity}){of_lot} speaks now."
    )


def _missing(name: str) -> Text:
    return Text(
        nl=f"De regels vragen nu naar {name}; dat gegeven hoorde niet bij het bewaarde advies.",
        en=f"The rules now ask for {name}; that was no part of the stored advice.",
    )
