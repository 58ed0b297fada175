"""Reads of explanations: of one file, of the whole authority, and who may judge them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.mandates import mandated, register_of, who_may
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.platform.journal.queries import events_about_all
from meerwaarde.rules.compliance import Assessment
from meerwaarde.rules.lifecycle import APPROVED, PROPOSED, REFUSED, WITHDRAWN
from meerwaarde.rules.mandates import Mandate, MandateAnswer, granted
from meerwaarde.rules.money import from_cents
from meerwaarde.rules.text import Text
from meerwaarde.stages.procurement.models import Explanation, Procurement
from meerwaarde.stages.procurement.queries.advising import Advised
from meerwaarde.stages.procurement.queries.explained import as_explained
from meerwaarde.stages.procurement.queries.reading import PAGE, RUNNING, visible_to

ACT: Final = "approve_explanation"
WRITING: Final = ("explanation.propose", "explanation.change")
"""Acts of the journal by which somebody becomes a writer of an explanation."""
EXPLAINABLE: Final = RUNNING
"""States of a procurement in which explanations are written and judged: until the strategy is settled."""


def explanations_visible_to(actor: Actor) -> QuerySet[Explanation]:
    """Explanations in the files that this actor may read."""
    return Explanation.objects.filter(procurement__in=visible_to(actor).order_by())


def explanation(actor: Actor, public_id: str) -> Explanation | None:
    """One explanation with its file; None for a stranger and for what is not."""
    return _with_people(explanations_visible_to(actor).filter(public_id=public_id)).first()


def explanations_of(procurement: Procurement) -> list[Explanation]:
    """The explanations of one file that were not withdrawn, with who wrote and judged them."""
    found = Explanation.objects.filter(procurement=procurement).exclude(state=WITHDRAWN)
    return list(_with_people(found).order_by("pk"))


def explanation_for(procurement: Procurement, one: Assessment) -> Explanation | None:
    """What the file says about a rule: of what still fits the rule, the furthest; else what is there."""
    given = [
        told
        for told in explanations_of(procurement)
        if told.rule_code == one.rule.code and (told.rule == one.rule.id or as_explained(told).fits(one.rule))
    ]
    order = {APPROVED: 0, PROPOSED: 1, REFUSED: 2}
    return min(
        given, key=lambda told: (not as_explained(told).fits(one.rule), order[told.state]), default=None
    )


def is_past_review(one: Explanation, day: date) -> bool:
    """Whether it was approved and the day on which somebody looks again is over."""
    return one.state == APPROVED and one.review_on < day


def assessment_of(advised: Advised, rule: str) -> Assessment | None:
    """How the file stands towards the rule with this public id; None where it does not hold here."""
    return next((one for one in advised.assessments if one.rule.id == rule), None)


def may_approve(actor: Actor, one: Explanation, day: date) -> MandateAnswer:
    """Whether this person may judge this explanation on this day, or why not and who can.

    Persons are compared, not memberships: in another role one is still the same person.
    """
    if not actor.may("explanations.approve"):
        return MandateAnswer(False, "", NOT_YOUR_ROLE, _ask(actor, one, day))
    if (why := own_file(actor, one)) is not None:
        return MandateAnswer(False, "", why, _ask(actor, one, day))
    answer = mandated(actor, ACT, **_purchase(one), day=day)
    return answer if answer.granted else MandateAnswer(False, "", answer.why, _ask(actor, one, day))


def own_file(actor: Actor, one: Explanation) -> Text | None:
    """Why this is the actor's own file; None where it is that of others."""
    file = one.procurement
    if actor.person in _writers([one]).get(one.public_id, ()):
        return YOU_WROTE
    for held, why in ((one.proposed_by, YOU_WROTE), (file.client, YOU_ASK), (file.buyer, YOU_BUY)):
        if held is not None and held.person_id == actor.person_id:
            return why
    return None


def outgrown(procurement: Procurement, found: Advised) -> tuple[Text, ...]:
    """Approvals that do not carry the file as it became since, a sentence each; empty where all do.

    A mandate that ended or was lowered later leaves what was approved on it; a file that grew beyond it does
    not, nor one of which the approver has become the client or the buyer.
    """
    explained = [one for one in found.assessments if one.standing == "explained"]
    if not explained:
        return ()
    mandates = {entry.id: entry for entry in register_of(procurement.organisation_id)}
    own = {held.person_id for held in (procurement.client, procurement.buyer) if held is not None}
    told = [(one, explanation_for(procurement, one)) for one in explained]
    return tuple(
        Text(nl=f"Regel {one.rule.code}: {why.nl} {ANEW.nl}", en=f"Rule {one.rule.code}: {why.en} {ANEW.en}")
        for one, held in told
        if held is not None and (why := _outgrown(held, procurement, mandates.get(held.mandate), own))
    )


def _outgrown(one: Explanation, file: Procurement, mandate: Mandate | None, own: set[int]) -> Text | None:
    if one.approver is not None and one.approver.person_id in own:
        return APPROVED_OWN
    was, now = one.value_cents, file.value_cents
    grew = was is not None and (now is None or now > was)
    if grew and mandate is not None and not mandate.within(None if now is None else from_cents(now)):
        return GREW
    return None


def approvers(organisation_id: int, one: Explanation, day: date) -> list[str]:
    """The names of colleagues who may judge this explanation."""
    file = one.procurement
    own = {held.person_id for held in (one.proposed_by, file.client, file.buyer) if held is not None}
    found = who_may(organisation_id, ACT, **_purchase(one), day=day)
    wrote = _writers([one]).get(one.public_id, frozenset())
    able = [h.person for h in found if h.person_id not in own and h.person.public_id not in wrote]
    return list(dict.fromkeys(person.name for person in able))


def to_approve(actor: Actor, day: date) -> list[Explanation]:
    """The explanations that wait for this actor's judgement, oldest first; the register is read once."""
    if not actor.may("explanations.approve"):
        return []
    person = actor.person_id
    own = (
        Q(proposed_by__person_id=person)
        | Q(procurement__client__person_id=person)
        | Q(procurement__buyer__person_id=person)
    )
    waiting = explanations_visible_to(actor).filter(state=PROPOSED, procurement__state__in=EXPLAINABLE)
    waiting = waiting.exclude(pk__in=explanations_visible_to(actor).filter(own).values("pk"))
    entries = register_of(actor.organisation_id)
    given = list(_with_people(waiting).order_by("proposed_at", "pk"))
    wrote = _writers(given)
    mine = [
        one
        for one in given
        if actor.person not in wrote.get(one.public_id, ())
        and granted(
            entries, act=ACT, role=actor.role, membership=actor.membership, **_purchase(one), day=day
        ).granted
    ]
    return mine[:PAGE]


def to_improve(actor: Actor) -> list[Explanation]:
    """What was not approved and waits for who proposed it."""
    if not actor.may("explanations.propose") or actor.person_id is None:
        return []
    mine = explanations_visible_to(actor).filter(
        state=REFUSED, proposed_by__person_id=actor.person_id, procurement__state__in=EXPLAINABLE
    )
    return list(_with_people(mine).order_by("pk")[:PAGE])


@dataclass(frozen=True)
class ExplanationFilter:
    """What a person asked of the list; empty means everything that was not withdrawn."""

    state: str = ""
    reason: str = ""
    theme: str = ""
    department: str = ""
    band: str = ""
    past_review: bool = False


NO_THEME: Final = "none"
"""What a filter calls rules that are not about one theme."""


def filtered_explanations(actor: Actor, wanted: ExplanationFilter, today: date) -> QuerySet[Explanation]:
    """All that fits a filter, newest first."""
    found = explanations_visible_to(actor)
    found = found.filter(state=wanted.state) if wanted.state else found.exclude(state=WITHDRAWN)
    if wanted.reason:
        found = found.filter(reason=wanted.reason)
    if wanted.theme:
        found = found.filter(theme="" if wanted.theme == NO_THEME else wanted.theme)
    if wanted.department:
        found = found.filter(department__public_id=wanted.department)
    if wanted.past_review:
        found = found.filter(state=APPROVED, review_on__lt=today)
    if wanted.band:
        found = found.filter(in_band(wanted.band, "value_cents"))
    return _with_people(found).order_by("-pk")


def listed_explanations(
    actor: Actor, wanted: ExplanationFilter, today: date, *, after: str = ""
) -> list[Explanation]:
    """A page of them and one more; `after` is the public id of the last one of the page before."""
    rows = filtered_explanations(actor, wanted, today)
    last = explanations_visible_to(actor).filter(public_id=after).first() if after else None
    if last is not None:
        rows = rows.filter(pk__lt=last.pk)
    return list(rows[: PAGE + 1])


BANDS: Final[dict[str, tuple[int | None, int | None]]] = {
    "small": (None, 50_000_00),
    "medium": (50_000_00, 250_000_00),
    "large": (250_000_00, 1_000_000_00),
    "largest": (1_000_000_00, None),
}
"""Bands of value for counting, in whole cents: from (inclusive) and until (exclusive).

Fixed, so that years and authorities can be compared; they are no thresholds and decide nothing.
"""
UNKNOWN_BAND: Final = "unknown"


def in_band(band: str, column: str) -> Q:
    """Rows whose amount is in a band."""
    if band == UNKNOWN_BAND:
        return Q(**{f"{column}__isnull": True})
    since, until = BANDS.get(band, (None, None))
    narrowed = Q(**{f"{column}__isnull": False})
    if since is not None:
        narrowed &= Q(**{f"{column}__gte": since})
    return narrowed if until is None else narrowed & Q(**{f"{column}__lt": until})


def explanations_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every explanation without its texts, which may speak of people."""
    found = Explanation.objects.filter(procurement__organisation_id=organisation_id).order_by("pk")
    for one in found.select_related("procurement", "department", "proposed_by", "approver"):
        rests_on = [item["file"]["id"] for item in one.evidence if item.get("file")]
        yield (
            one.public_id,
            {**plain_values(one), "procurement": one.procurement.public_id, "evidence": rests_on},
        )


def writers_of(one: Explanation) -> frozenset[str]:
    """Who had a hand in an explanation: public ids of persons."""
    return _writers([one]).get(one.public_id, frozenset())


def _writers(explanations: Sequence[Explanation]) -> dict[str, frozenset[str]]:
    """Who had a hand in each explanation, also before a colleague went on with it: public ids. One query."""
    if not explanations:
        return {}
    organisation_id = explanations[0].procurement.organisation_id
    told = events_about_all(organisation_id, {"explanation": [one.public_id for one in explanations]})
    found: dict[str, frozenset[str]] = {}
    for key, person in told.filter(action__in=WRITING).order_by().values_list("object_id", "person"):
        found[key] = found.get(key, frozenset()) | {person}
    return found


def _purchase(one: Explanation) -> dict[str, Any]:
    """What a mandate is held against: the file as it is now."""
    file = one.procurement
    return {
        "amount": None if file.value_cents is None else from_cents(file.value_cents),
        "contract": file.contract or None,
        "cpv": file.cpv,
        "department": file.department.code if file.department else None,
    }


def _ask(actor: Actor, one: Explanation, day: date) -> Text:
    names = ", ".join(approvers(actor.organisation_id, one, day)[:3])
    if not names:
        return NOBODY_CAN
    return Text(nl=f"Dit kan wel: {names}.", en=f"These colleagues can: {names}.")


def _with_people(rows: QuerySet[Explanation]) -> QuerySet[Explanation]:
    return rows.select_related(
        "procurement__department",
        "procurement__client",
        "procurement__buyer",
        "department",
        "proposed_by__person",
        "approver__person",
    )


NOT_YOUR_ROLE = Text(
    nl="In uw rol geeft u geen akkoord op een uitleg.",
    en="In your role you do not approve explanations.",
)
YOU_WROTE = Text(
    nl="U hebt deze uitleg zelf geschreven; een ander geeft akkoord.",
    en="You wrote this explanation yourself; somebody else approves it.",
)
YOU_ASK = Text(
    nl="U bent de opdrachtgever van dit dossier; niemand keurt het eigen dossier goed.",
    en="You are the client of this file; nobody approves their own file.",
)
YOU_BUY = Text(
    nl="U bent de inkoper van dit dossier; niemand keurt het eigen dossier goed.",
    en="You are the buyer of this file; nobody approves their own file.",
)
APPROVED_OWN = Text(
    nl="wie akkoord gaf, is nu zelf de opdrachtgever of de inkoper van dit dossier.",
    en="who approved is now the client or the buyer of this file.",
)
GREW = Text(
    nl="de waarde is gestegen tot boven het mandaat waarop akkoord is gegeven.",
    en="the value rose above the mandate on which it was approved.",
)
ANEW = Text(
    nl="Trek de uitleg in, leg haar opnieuw voor en vraag een ander akkoord.",
    en="Withdraw the explanation, propose it again and ask somebody else to approve.",
)
NOBODY_CAN = Text(
    nl="Nu kan niemand dit. Vraag uw beheerder om iemand een mandaat te geven.",
    en="Nobody can at the moment. Ask your administrator to give somebody a mandate.",
)
