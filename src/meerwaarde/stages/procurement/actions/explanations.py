"""Explaining why a rule of comply or explain is not followed, and judging what a colleague explained."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.compliance import (
    Assessment,
    TenzijReason,
    latest_review,
    sentence,
    tenzij_reasons,
    theme_of,
)
from meerwaarde.rules.law import Law
from meerwaarde.rules.lifecycle import APPROVED, EXPLANATION, PROPOSED, REFUSED
from meerwaarde.rules.text import Text
from meerwaarde.stages.policy.queries import words_for
from meerwaarde.stages.procurement.actions.standing import keep_standings
from meerwaarde.stages.procurement.models import Explanation, Procurement
from meerwaarde.stages.procurement.queries import (
    EXPLAINABLE,
    Advised,
    advised,
    assessment_of,
    explanation_for,
    is_past_review,
    lots_of,
    may_approve,
)
from meerwaarde.stages.procurement.queries.evidence import evidence_of


class NotExplainable(Exception):
    """A rule that cannot be explained, or an explanation that cannot be judged: says why, and what now."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def explain(
    actor: Actor,
    procurement: Procurement,
    *,
    rule: str,
    reason: str,
    text: str,
    evidence: Sequence[str],
    review_on: date,
    at: datetime,
    expected_version: int | None = None,
    from_file: Sequence[str] = (),
) -> Explanation:
    """Propose why this file departs from a rule, or change what was proposed or refused.

    `rule` is the public id of the rule, `evidence` says for each item that the reason asks for where it
    stands, `from_file` which evidence in the file it is (public ids there, "" for none). `expected_version`
    is that of the explanation which was opened; None where none was there. Raises `NotExplainable`, and
    `Changed` where somebody else came first.
    """
    must(actor, "explanations.propose")
    today = timezone.localdate(at)
    with transaction.atomic():
        _hold_unsettled(procurement)
        found = advised(actor, procurement, lots_of(procurement), today)
        one = _to_explain(procurement, found, rule)
        chosen = _reason(reason, today)
        _refuse_odd(text, review_on, today)
        values = {
            "rule": one.rule.id,
            "rule_code": one.rule.code,
            "demand": msgspec.to_builtins(one.rule.demand, str_keys=True),
            "sentence": _sentence(actor, one),
            "theme": theme_of(one.rule.demand) or "",
            "reason": reason,
            "text": text,
            "evidence": _evidence(chosen, evidence, _in_file(actor, procurement, from_file, today)),
            "review_on": review_on,
            "value_cents": procurement.value_cents,
            "department_id": procurement.department_id,
        }
        held = explanation_for(procurement, one)
        if held is None:
            told = _begin(actor, procurement, values, at)
        else:
            told = _go_on(actor, held, values, expected_version, at)
        # A proposal leaves the rule open, so what was found a moment ago still counts.
        keep_standings(actor, procurement, at=at, found=found)
    return told


def withdraw_explanation(actor: Actor, one: Explanation, *, expected_version: int, at: datetime) -> None:
    """Take the explanation back: the rule is open again."""
    with transaction.atomic():
        _hold_unsettled(one.procurement)
        step = EXPLANATION.step("withdraw", one.state, actor.role)
        changed = one.change(expected_version, state=step.until)
        record(actor, "explanation.withdraw", one, at=at, fields=changed, plain=_about(one))
        keep_standings(actor, one.procurement, at=at)


def approve_explanation(
    actor: Actor, one: Explanation, *, expected_version: int, verdict: str, at: datetime
) -> None:
    """Agree to a departure from a rule, on a mandate of the register; never in one's own file."""
    _judge(actor, one, "approve", expected_version, verdict=verdict, at=at)


def refuse_explanation(
    actor: Actor, one: Explanation, *, expected_version: int, verdict: str, at: datetime
) -> None:
    """Do not agree, and say what is missing: it goes back to who proposed it."""
    if not verdict.strip():
        raise NotExplainable(SAY_WHY)
    _judge(actor, one, "refuse", expected_version, verdict=verdict, at=at)


def _judge(
    actor: Actor, one: Explanation, verb: str, expected_version: int, *, verdict: str, at: datetime
) -> None:
    today = timezone.localdate(at)
    with transaction.atomic():
        _hold_unsettled(one.procurement)
        step = EXPLANATION.step(verb, one.state, actor.role)
        answer = may_approve(actor, one, today)
        if not answer.granted:
            raise NotExplainable(_with(answer.why, answer.what_now))
        if verb == "approve" and one.review_on < today:
            raise NotExplainable(REVIEW_PASSED)
        changed = one.change(
            expected_version,
            state=step.until,
            approver_id=actor.membership_id,
            decided_on=today,
            verdict=verdict.strip(),
            mandate=answer.mandate,
            value_cents=one.procurement.value_cents,
        )
        record(actor, f"explanation.{verb}", one, at=at, fields=_plainly(changed), plain=_about(one))
        keep_standings(actor, one.procurement, at=at)


def _to_explain(procurement: Procurement, now: Advised, rule: str) -> Assessment:
    """The rule as it stands now, or why nothing can be explained about it."""
    found = assessment_of(now, rule)
    if found is None:
        raise NotExplainable(NOT_HERE)
    if found.rule.strength == "must":
        raise NotExplainable(NO_EXCEPTION)
    if not found.holds:
        raise NotExplainable(_with(found.why, found.what_now))
    if found.standing == "satisfied":
        raise NotExplainable(SATISFIED)
    return found


def _begin(actor: Actor, procurement: Procurement, values: dict[str, Any], at: datetime) -> Explanation:
    told = Explanation.enter(
        procurement=procurement,
        state=EXPLANATION.first,
        proposed_by_id=actor.membership_id,
        proposed_at=at,
        **values,
    )
    record(actor, "explanation.propose", told, at=at, fields=_plainly(values), plain=_about(told))
    return told


def _go_on(
    actor: Actor, held: Explanation, values: dict[str, Any], expected_version: int | None, at: datetime
) -> Explanation:
    """Change what waits, propose again what was refused, or explain anew what the rule now asks."""
    same_demand = held.demand == values["demand"]
    if held.state == APPROVED and same_demand and not is_past_review(held, timezone.localdate(at)):
        raise NotExplainable(APPROVED_ALREADY)
    action = "explanation.change" if held.state == PROPOSED else "explanation.propose"
    changed = held.change(
        expected_version or 0,
        **values,
        state=PROPOSED,
        proposed_by_id=actor.membership_id,
        proposed_at=at,
        approver_id=None,
        decided_on=None,
        mandate="",
        # the last word of the approver stays for the writer to see while it was refused
        verdict=held.verdict if held.state == REFUSED else "",
    )
    record(actor, action, held, at=at, fields=_plainly(changed), plain=_about(held))
    return held


def _reason(code: str, today: date) -> TenzijReason:
    found = next((one for one in tenzij_reasons(Law.on(today)) if one.code == code), None)
    if found is None:
        raise NotExplainable(CHOOSE_REASON)
    return found


def _refuse_odd(text: str, review_on: date, today: date) -> None:
    if not text.strip():
        raise NotExplainable(SAY_WHY)
    latest = latest_review(Law.on(today), today)
    if not today <= review_on <= latest:
        raise NotExplainable(_review_within(latest))


def _hold_unsettled(procurement: Procurement) -> None:
    """From here on nobody settles the file, or judges another explanation in it, until this is done."""
    if procurement.hold() not in EXPLAINABLE:
        raise NotExplainable(SETTLED)


def _in_file(
    actor: Actor, procurement: Procurement, chosen: Sequence[str], today: date
) -> list[dict[str, str] | None]:
    """What was chosen from the file, as it is kept with the explanation; refuses what lies there no more."""
    if not any(chosen):
        return []
    here = {one.public_id: one for one in evidence_of(actor, procurement, today) if one.counts}
    if not here.keys() >= set(filter(None, chosen)):
        raise NotExplainable(NOT_IN_FILE)
    return [
        {"id": key, "kind": here[key].kind, "thing": here[key].thing, "title": here[key].title}
        if key
        else None
        for key in chosen
    ]


def _evidence(
    reason: TenzijReason, given: Sequence[str], chosen: Sequence[dict[str, str] | None]
) -> list[dict[str, Any]]:
    lines = [*given, *[""] * len(reason.evidence)]
    files = [*chosen, *[None] * len(reason.evidence)]
    found = []
    for item, where, file in zip(reason.evidence, lines, files, strict=False):
        told: dict[str, Any] = {"asked": {"nl": item.nl, "en": item.en}, "where": where.strip()}
        found.append({**told, "file": file} if file else told)
    return found


def _sentence(actor: Actor, one: Assessment) -> dict[str, str]:
    def told(language: str) -> str:
        words = words_for(actor.organisation_id, [one.rule], language)
        return sentence(one.rule, words).in_language(language)

    return {language: told(language) for language in ("nl", "en")}


def _about(one: Explanation) -> dict[str, Any]:
    return {"procurement": one.procurement.public_id, "rule_code": one.rule_code, "state": one.state}


def _plainly(fields: Any) -> tuple[str, ...]:
    return tuple(str(name).removesuffix("_id") for name in fields)


def _review_within(latest: date) -> Text:
    return Text(
        nl=f"Kies een dag van herziening vanaf vandaag tot en met {latest:%d-%m-%Y}.",
        en=f"Choose a day of review from today up to and including {latest.isoformat()}.",
    )


def _with(why: Text, what_now: Text | None) -> Text:
    if what_now is None:
        return why
    return Text(nl=f"{why.nl} {what_now.nl}", en=f"{why.en} {what_now.en}")


SETTLED = Text(
    nl="Dit dossier ligt vast. Laat het teruggeven of weer openen om iets uit te leggen.",
    en="This file is fixed. Have it returned or reopened to explain something.",
)
NOT_HERE = Text(
    nl="Deze regel geldt hier niet meer; u hoeft niets uit te leggen.",
    en="This rule does not hold here any more; you need not explain anything.",
)
NO_EXCEPTION = Text(
    nl="Deze regel geldt zonder uitzondering. Een uitleg is niet mogelijk; volg de regel.",
    en="This rule holds without exception. No explanation is possible; follow the rule.",
)
SATISFIED = Text(
    nl="Aan deze regel is al voldaan; u hoeft niets uit te leggen.",
    en="This rule is satisfied already; you need not explain anything.",
)
APPROVED_ALREADY = Text(
    nl="Deze uitleg is al goedgekeurd. Trek haar in om een andere te schrijven.",
    en="This explanation is approved already. Withdraw it to write another.",
)
CHOOSE_REASON = Text(nl="Kies een van de redenen.", en="Choose one of the reasons.")
NOT_IN_FILE = Text(
    nl="Wat u als bewijs koos, ligt niet meer in dit dossier. Kies iets anders of leg het er weer in.",
    en="What you chose as evidence lies in this file no more. Choose something else, or put it back.",
)
SAY_WHY = Text(nl="Schrijf in een paar zinnen waarom.", en="Write in a few sentences why.")
REVIEW_PASSED = Text(
    nl="De dag van herziening is voorbij. Laat de uitleg eerst opnieuw voorleggen.",
    en="The day of review has passed. Have the explanation proposed again first.",
)
