"""Explaining a rule that is not followed, and the page on which a colleague judges that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.forms.boundfield import BoundField, BoundWidget
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Action, Badge, Crumb, Definition, FormPage, Help, Page, Tone
from meerwaarde.platform.layout.context import address
from meerwaarde.platform.layout.notation import format_day, format_euro, shortened
from meerwaarde.rules.compliance import Assessment, TenzijReason, sentence, still_lacking, tenzij_reasons
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.lifecycle import APPROVED, EXPLANATION, PROPOSED, REFUSED, WITHDRAWN
from meerwaarde.rules.mandates import MandateAnswer
from meerwaarde.stages.policy.queries import words_for
from meerwaarde.stages.procurement.forms.explanations import (
    ExplanationForm,
    VerdictForm,
    stored_explanation,
)
from meerwaarde.stages.procurement.pages.evidence import evidence_told, evidence_url
from meerwaarde.stages.procurement.pages.frame import frame, step_names
from meerwaarde.stages.procurement.pages.journey import Clash
from meerwaarde.stages.procurement.queries import (
    EXPLAINABLE,
    Advised,
    Explanation,
    Procurement,
    is_past_review,
)

TONES = {
    PROPOSED: Tone.INFO,
    APPROVED: Tone.POSITIVE,
    REFUSED: Tone.NEGATIVE,
    WITHDRAWN: Tone.NEUTRAL,
}


@dataclass(frozen=True)
class ReasonChoice:
    """A reason that one can choose: when it fits, what is not enough, and the lines for its evidence."""

    code: str
    radio: BoundWidget
    when: str
    not_enough: str
    fields: tuple[BoundField, ...]


@dataclass(frozen=True)
class Hints:
    """What would make the explanation stronger; never a refusal."""

    lacking: tuple[str, ...]
    begun: bool


@dataclass(frozen=True, kw_only=True)
class ExplainPage(FormPage):
    """The form, with the rule above it and gentle hints beside it."""

    sentence: str
    why: str
    reasons: tuple[ReasonChoice, ...]
    hints: Hints
    hints_url: str
    verdict: str
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, kw_only=True)
class ExplanationPage(Page):
    """One explanation as everybody may read it; with the form to judge it for who has the mandate."""

    sentence: str
    text: str
    reason: str
    not_enough: str
    evidence: tuple[Definition, ...]
    """Each piece that the reason asks for, and where it stands."""
    facts: tuple[Definition, ...]
    verdict: str
    lacking: tuple[str, ...]
    judge: VerdictForm | None
    approve_url: str
    refuse_url: str
    why_not: tuple[str, ...]
    refused_step: str
    withdraw: Action | None


def explain_page(
    actor: Actor,
    procurement: Procurement,
    advised: Advised,
    one: Assessment,
    form: ExplanationForm,
    *,
    told: Explanation | None = None,
    clashes: Sequence[Clash] = (),
) -> ExplainPage:
    """The form to explain one rule of this file."""
    language, rule = get_language() or "nl", one.rule
    words = words_for(actor.organisation_id, [rule], language)
    parts = frame(actor, procurement, "rules", advised)
    rules_url = reverse("procurement:rules", args=[actor.slug, procurement.public_id])
    back = Crumb(step_names()["rules"], rules_url)
    chosen = {str(radio.data["value"]): radio for radio in form["reason"]}
    return ExplainPage(
        title=_("Explain rule %(code)s") % {"code": rule.code},
        intro=f"{procurement.number} · {procurement.title}",
        **{**parts, "crumbs": (*parts["crumbs"], back)},
        form=form,
        submit=_("Propose to a colleague"),
        submit_note=_(
            "A colleague with a mandate reads this and agrees or not. Until then you can change it."
        ),
        cancel_url=rules_url,
        draft_key=f"explain:{procurement.public_id}:{rule.id}",
        sentence=sentence(rule, words).in_language(language),
        why=one.why.in_language(language),
        reasons=tuple(
            ReasonChoice(
                code=reason.code,
                radio=chosen[reason.code],
                when=reason.when.in_language(language),
                not_enough=reason.not_enough.in_language(language),
                fields=form.evidence_fields(reason),
            )
            for reason in form.reasons
        ),
        hints=hints_of(form) if form.is_bound else stored_hints(told),
        hints_url=reverse("procurement:explain_hints", args=[actor.slug, procurement.public_id, rule.id]),
        verdict=told.verdict if told is not None and told.state == REFUSED else "",
        clashes=tuple(clashes),
        help=(
            Help(
                title=_("What makes a good explanation?"),
                points=(
                    _("Say what is different about this procurement."),
                    _("Say what you looked into, when, and what came out of it."),
                    _("Say where the evidence stands, so that a colleague finds it."),
                    _("A departure that is well explained is no mistake. It shows where policy chafes."),
                ),
            ),
        ),
    )


def hints_of(form: ExplanationForm) -> Hints:
    """Hints on what is being typed."""
    form.is_valid()
    text = str(form.cleaned_data.get("text") or "")
    return _hints(form.chosen(), text, form.evidence_told())


def stored_hints(told: Explanation | None) -> Hints:
    """Hints on what stands there."""
    if told is None:
        return Hints((), begun=False)
    reason = reason_of(told)
    return _hints(reason, told.text, [evidence_told(item) for item in told.evidence])


def clashes_of(told: Explanation, form: ExplanationForm) -> tuple[Clash, ...]:
    """What a colleague saved meanwhile beside what was typed."""
    stored, language = stored_explanation(told), get_language() or "nl"

    def shown(name: str, value: object) -> str:
        if name == "reason":
            return next((r.name.in_language(language) for r in form.reasons if r.code == value), str(value))
        return format_day(value, language) if isinstance(value, date) else str(value or "")

    found = []
    for name in form.fields:
        now, typed = stored.get(name, ""), form.cleaned_data.get(name, "")
        if name != "version" and (now or "") != (typed or ""):
            found.append(Clash(str(form[name].label), shown(name, now), shown(name, typed)))
    return tuple(found)


def explanation_page(
    actor: Actor,
    told: Explanation,
    answer: MandateAnswer,
    *,
    form: VerdictForm | None = None,
    refused: str = "",
) -> ExplanationPage:
    """The explanation, with what a judge needs beside it. `refused` says why a step was just not taken."""
    language, file = get_language() or "nl", told.procurement
    reason, open_now = reason_of(told), told.state == PROPOSED and file.state in EXPLAINABLE
    may_judge = open_now and answer.granted
    return ExplanationPage(
        title=_("Explanation of rule %(code)s") % {"code": told.rule_code},
        intro=f"{file.number} · {file.title}",
        crumbs=(
            Crumb(_("Explanations"), reverse("explanations:list", args=[actor.slug])),
            Crumb(shortened(file.title, 60), reverse("procurement:rules", args=[actor.slug, file.public_id])),
        ),
        badge=explanation_badge(told),
        actions=_change(actor, told),
        sentence=told.sentence.get(language[:2]) or told.sentence.get("nl", ""),
        text=told.text,
        reason=reason_name(told),
        not_enough=reason.not_enough.in_language(language) if reason else "",
        evidence=tuple(
            Definition(
                term=item["asked"].get(language[:2]) or item["asked"]["nl"],
                text=evidence_told(item),
                url=evidence_url(actor, told, item),
            )
            for item in told.evidence
        ),
        facts=_facts(actor, told),
        verdict=told.verdict,
        lacking=stored_hints(told).lacking if open_now else (),
        judge=(form or VerdictForm(initial={"version": told.version})) if may_judge else None,
        approve_url=reverse("explanations:approve", args=[actor.slug, told.public_id]),
        refuse_url=reverse("explanations:refuse", args=[actor.slug, told.public_id]),
        why_not=_why_not(answer) if open_now and not answer.granted else (),
        refused_step=refused,
        withdraw=_withdraw(actor, told),
        sections=slots.page_sections.collect(actor, slots.Subject("explanation", told.public_id)),
    )


def explanation_badge(told: Explanation) -> Badge:
    """The state in words."""
    name = EXPLANATION.state(told.state).name.in_language(get_language() or "nl")
    return Badge(label=name, tone=TONES[told.state])


def reason_of(told: Explanation) -> TenzijReason | None:
    """The reason as the law of the day of proposing words it."""
    return _reasons(timezone.localdate(told.proposed_at)).get(told.reason)


def reason_name(told: Explanation) -> str:
    """The name of the reason; its code where nobody knows it any more."""
    reason = reason_of(told)
    return reason.name.in_language(get_language() or "nl") if reason else told.reason


def reason_names(day: date) -> dict[str, str]:
    """The names of the reasons that one can give on a day, by code."""
    language = get_language() or "nl"
    return {code: reason.name.in_language(language) for code, reason in _reasons(day).items()}


def _reasons(day: date) -> dict[str, TenzijReason]:
    try:
        return {reason.code: reason for reason in tenzij_reasons(Law.on(day))}
    except NoParameter:
        return {}


def _hints(reason: TenzijReason | None, text: str, evidence: Sequence[str]) -> Hints:
    language = get_language() or "nl"
    begun = bool(text.strip())
    lacking = still_lacking(reason, text, evidence) if begun else ()
    return Hints(tuple(one.in_language(language) for one in lacking), begun)


def _facts(actor: Actor, told: Explanation) -> tuple[Definition, ...]:
    language, file = get_language() or "nl", told.procurement
    waits = told.state == PROPOSED and file.state in EXPLAINABLE
    value = file.value_cents if waits else told.value_cents  # a mandate is held against the file as it is now
    facts = [
        Definition(
            term=_("Procurement"),
            text=f"{file.number} {file.title}",
            url=reverse("procurement:detail", args=[actor.slug, file.public_id]),
        ),
        Definition(term=_("Rule"), text=told.rule_code, url=address("policy:rule", actor.slug, told.rule)),
        Definition(
            term=_("Value"),
            text=format_euro(value, language) if value is not None else "",
        ),
        Definition(term=_("Department"), text=told.department.name if told.department else ""),
        Definition(term=_("Proposed by"), text=told.proposed_by.person.name if told.proposed_by else ""),
        Definition(term=_("Holds until"), text=format_day(told.review_on, language)),
    ]
    if told.decided_on is not None:
        judged = told.approver.person.name if told.approver else _("Somebody who has left")
        facts.append(
            Definition(term=_("Judged by"), text=f"{judged}, {format_day(told.decided_on, language)}")
        )
    return tuple(facts)


def _why_not(answer: MandateAnswer) -> tuple[str, ...]:
    language = get_language() or "nl"
    now = (answer.what_now.in_language(language),) if answer.what_now else ()
    return (answer.why.in_language(language), *now)


def _change(actor: Actor, told: Explanation) -> tuple[Action, ...]:
    file = told.procurement
    anew = told.state == REFUSED or is_past_review(told, timezone.localdate())
    if not (anew or told.state == PROPOSED) or file.state not in EXPLAINABLE:
        return ()
    if not actor.may("explanations.propose"):
        return ()
    url = reverse("procurement:explain", args=[actor.slug, file.public_id, told.rule])
    label = _("Improve and propose again") if anew else _("Change")
    return (Action(label=label, url=url, icon="edit", kind="primary" if anew else "secondary"),)


def _withdraw(actor: Actor, told: Explanation) -> Action | None:
    possible = {step.verb for step in EXPLANATION.possible(told.state, actor.role)}
    if "withdraw" not in possible or told.procurement.state not in EXPLAINABLE:
        return None
    return Action(
        label=_("Withdraw this explanation"),
        url=reverse("explanations:withdraw", args=[actor.slug, told.public_id]),
        icon="remove",
        kind="quiet",
        post=True,
        hidden=(("version", str(told.version)),),
    )
