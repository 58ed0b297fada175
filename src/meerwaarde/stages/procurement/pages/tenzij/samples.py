"""Samples: all that were drawn, the form to draw one, and what came out of the reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.charts import Chart
from meerwaarde.platform.layout.charts.bars import Bar, bars
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    FormPage,
    Ground,
    Help,
    Kpi,
    ListPage,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_moment
from meerwaarde.platform.organisations.queries import departments_of
from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.sampling import size_sentence, suggested_size
from meerwaarde.stages.procurement.actions import may_judge
from meerwaarde.stages.procurement.forms.tenzij import FOLLOW_UPS, STANDS, VERDICTS, ConclusionForm, DrawForm
from meerwaarde.stages.procurement.pages.explained import theme_in_words
from meerwaarde.stages.procurement.pages.explanations import reason_name, reason_names
from meerwaarde.stages.procurement.pages.tenzij.readings import STAND_TONES, VERDICT_TONES
from meerwaarde.stages.procurement.queries import (
    NO_THEME,
    Criteria,
    ExplanationReview,
    ReviewSample,
    SampleCount,
    listed_samples,
    outcome,
    population,
    readings_of,
    redrawn,
    sampling_of,
    stand_of,
)


@dataclass(frozen=True, kw_only=True)
class DrawPage(FormPage):
    """The form, with what a size can tell beside it."""

    advice: tuple[str, ...]
    grounds: tuple[Ground, ...]
    advice_url: str


@dataclass(frozen=True, kw_only=True)
class SamplePage(Page):
    """One sample: what came out, how sure that is, what follows, and that it can be drawn again."""

    figures: tuple[Kpi, ...]
    outcome: str
    notes: tuple[str, ...]
    charts: tuple[Chart, ...]
    table: Table
    facts: tuple[Definition, ...]
    again: Badge
    again_text: str
    grounds: tuple[Ground, ...]
    read_next: Action | None
    conclusion: str
    form: ConclusionForm | None
    conclude_url: str


def samples_page(actor: Actor) -> ListPage:
    """Every sample that was drawn."""
    found, language = listed_samples(actor), get_language() or "nl"
    draw = Action(
        label=_("Draw a sample"),
        url=reverse("explanations:draw", args=[actor.slug]),
        icon="add",
        kind="primary",
    )
    return ListPage(
        title=_("Samples of explanations"),
        intro=_("Read a part by chance to know how well the whole convinces. Every draw stays here."),
        crumbs=_crumbs(actor),
        actions=(draw,) if actor.may("explanations.review") else (),
        table=Table(
            caption=_("Samples of explanations"),
            caption_hidden=True,
            columns=(
                Column(label=_("Sample")),
                Column(label=_("Drawn on"), compact=True),
                Column(label=_("Drawn"), numeric=True),
                Column(label=_("Read"), numeric=True),
                Column(label=_("Convincing"), numeric=True),
            ),
            rows=tuple(
                Row(
                    (
                        Cell(
                            text=one.title,
                            url=reverse("explanations:sample", args=[actor.slug, one.public_id]),
                            badge=Badge(label=_("Concluded"), tone=Tone.POSITIVE) if one.conclusion else None,
                        ),
                        Cell(text=format_day(timezone.localdate(one.drawn_at), language, "short")),
                        Cell(text=_("%(part)s of %(held)s") % {"part": count.drawn, "held": one.population}),
                        Cell(text=str(count.read)),
                        Cell(text=str(count.convincing)),
                    )
                )
                for one, count in found
            ),
            empty=EmptyState(
                title=_("No samples yet"),
                text=_("A sample of ten or twenty explanations shows quickly how well they convince."),
                action=draw if actor.may("explanations.review") else None,
            ),
        ),
    )


def draw_page(actor: Actor, form: DrawForm, today: date) -> DrawPage:
    """The form to draw a sample."""
    _how, parameter = sampling_of(Law.on(today))
    return DrawPage(
        title=_("Draw a sample"),
        intro=_("Chance chooses, not you: so that the sample says something about the whole."),
        crumbs=(*_crumbs(actor), Crumb(_("Samples"), reverse("explanations:samples", args=[actor.slug]))),
        form=form,
        submit=_("Draw the sample"),
        submit_note=_("Every draw is recorded and stays. Drawing until it suits is visible to everybody."),
        cancel_url=reverse("explanations:samples", args=[actor.slug]),
        draft_key=f"draw:{actor.organisation}",
        advice=size_advice(actor, form, today),
        grounds=(_ground(parameter),),
        advice_url=reverse("explanations:draw_size", args=[actor.slug]),
        help=(
            Help(
                title=_("How it is drawn"),
                points=(
                    _("Each explanation gets a number that follows from the seed and its own code."),
                    _("Those with the lowest numbers are read. So the same seed gives the same sample."),
                    _("What was drawn from is kept, and anybody can check it afterwards."),
                ),
            ),
        ),
    )


def size_advice(actor: Actor, form: DrawForm, today: date) -> tuple[str, ...]:
    """How many there are to draw from, and what a size tells; while one fills in the form."""
    how, _parameter = sampling_of(Law.on(today))
    language = get_language() or "nl"
    there = population(actor, form.criteria() if form.is_bound else Criteria()).count()
    enough = suggested_size(there, margin=how.margin, confidence=how.confidence)
    size = form.cleaned_data.get("size") if form.is_bound else None
    said = size_sentence(there, size or enough, margin=how.margin, confidence=how.confidence)
    told = [_("There are %(count)s approved explanations to draw from.") % {"count": there}]
    if there and size is None:
        told.append(_("Suggestion: read %(count)s of them.") % {"count": enough})
    return (*told, said.in_language(language)) if there else tuple(told)


def sample_page(actor: Actor, one: ReviewSample, form: ConclusionForm | None = None) -> SamplePage:
    """What came out of a sample."""
    language, readings = get_language() or "nl", readings_of(one)
    read = [each for each in readings if each.verdict]
    convincing = sum(each.verdict == "convincing" for each in read)
    how, parameter = sampling_of(Law.on(timezone.localdate(one.drawn_at)))
    found = outcome(convincing, len(read), one.population, how)
    again = redrawn(one, readings)
    count = SampleCount(len(readings), len(read), convincing)
    all_read = len(read) == len(readings)
    may = actor.may("explanations.review")
    return SamplePage(
        title=one.title,
        intro=_("%(drawn)s of %(all)s approved explanations, drawn by chance.")
        % {"drawn": len(readings), "all": one.population},
        crumbs=(*_crumbs(actor), Crumb(_("Samples"), reverse("explanations:samples", args=[actor.slug]))),
        actions=(Action(label=_("Print"), icon="print", prints=True),),
        figures=_figures(count, one),
        outcome=found.sentence.in_language(language) if found else _("Nothing was read yet."),
        notes=_notes(one, count, sure=how.confidence),
        charts=_charts(read),
        table=_table(actor, readings),
        facts=_facts(one),
        again=Badge(
            label=_("The same sample") if again.same else _("Another sample"),
            tone=Tone.POSITIVE if again.same else Tone.NEGATIVE,
        ),
        again_text=_again(same_population=again.same_population, same_sample=again.same_sample),
        grounds=(_ground(parameter),),
        read_next=_read_next(actor, readings) if may else None,
        conclusion=one.conclusion,
        form=(form or ConclusionForm(initial={"version": one.version, "conclusion": one.conclusion}))
        if may and all_read and readings
        else None,
        conclude_url=reverse("explanations:conclude", args=[actor.slug, one.public_id]),
    )


def next_to_read(actor: Actor, readings: Sequence[ExplanationReview]) -> str:
    """The public id of the first reading that this person can still give; empty where there is none."""
    for each in readings:
        if each.read_at is None and may_judge(actor, each) is None:
            return each.public_id
    return ""


def _read_next(actor: Actor, readings: Sequence[ExplanationReview]) -> Action | None:
    left = [each for each in readings if each.read_at is None]
    if not left:
        return None
    key = next_to_read(actor, left)
    if not key:
        return Action(
            label=_("Read on"),
            why_not=_("you wrote, approved or work on what is left. Ask a colleague to read it."),
        )
    url = reverse("explanations:review", args=[actor.slug, key])
    return Action(label=_("Read on"), url=url, icon="next", kind="primary")


def _figures(count: SampleCount, one: ReviewSample) -> tuple[Kpi, ...]:
    return (
        Kpi(
            label=_("Read"),
            value=_("%(part)s of %(held)s") % {"part": count.read, "held": count.drawn},
            share=count.read / count.drawn if count.drawn else None,
            icon="view",
        ),
        Kpi(
            label=_("Convincing"),
            value=_("%(part)s of %(held)s") % {"part": count.convincing, "held": count.read},
            share=count.convincing / count.read if count.read else None,
            icon="success",
        ),
        Kpi(
            label=_("Drawn from"),
            value=str(one.population),
            note=_("Approved explanations."),
            icon="lots",
        ),
    )


def _notes(one: ReviewSample, count: SampleCount, *, sure: Decimal) -> tuple[str, ...]:
    notes = [
        _("The bounds hold about %(sure)s of a hundred such draws.") % {"sure": f"{sure * 100:.0f}"},
        _("A verdict is the judgement of a reader; another reader may judge differently."),
    ]
    if count.read < count.drawn:
        notes.insert(0, _("Not everything was read yet, so this outcome can still change."))
    if one.criteria.get("strata"):
        notes.append(_("The sample was divided. Then the bounds are, if anything, wider than needed."))
    return tuple(notes)


def _charts(read: Sequence[ExplanationReview]) -> tuple[Chart, ...]:
    def by_department(each: ExplanationReview) -> str:
        told = each.explanation
        return told.department.name if told.department else _("No department")

    ways: tuple[tuple[str, str, Callable[[ExplanationReview], str]], ...] = (
        ("sample-reason", _("Convincing per reason"), lambda each: reason_name(each.explanation)),
        ("sample-department", _("Convincing per department"), by_department),
    )
    return tuple(_chart(key, title, read, of) for key, title, of in ways) if read else ()


def _chart(
    key: str, title: str, read: Sequence[ExplanationReview], of: Callable[[ExplanationReview], str]
) -> Chart:
    groups: dict[str, list[ExplanationReview]] = {}
    for each in read:
        groups.setdefault(of(each), []).append(each)
    return bars(
        key,
        title,
        _("How many of those that were read convince. The numbers are small: they show where to look."),
        [
            Bar(
                f"{name} ({_('of %(count)s read') % {'count': len(those)}})",
                float(sum(each.verdict == "convincing" for each in those)),
            )
            for name, those in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
        ],
        headings=(title, _("Convincing"), ""),
        unknown=_("unknown"),
        top=float(max(len(those) for those in groups.values())),
    )


def _table(actor: Actor, readings: Sequence[ExplanationReview]) -> Table:
    return Table(
        caption=_("In the order of the draw"),
        caption_hidden=True,
        columns=(
            Column(label=_("Rule and procurement")),
            Column(label=_("Reason")),
            Column(label=_("Verdict")),
            Column(label=_("What follows")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(
                        text=f"{each.explanation.rule_code} · {each.explanation.procurement.title}",
                        url=reverse("explanations:review", args=[actor.slug, each.public_id]),
                        note=each.explanation.procurement.number,
                    ),
                    Cell(text=reason_name(each.explanation)),
                    Cell(
                        badge=Badge(label=str(VERDICTS[each.verdict]), tone=VERDICT_TONES[each.verdict])
                        if each.verdict
                        else Badge(label=str(STANDS[stand_of(each)]), tone=STAND_TONES[stand_of(each)])
                    ),
                    Cell(
                        text=str(FOLLOW_UPS.get(each.follow_up, "")),
                        note=_("done") if each.followed_on else "",
                    ),
                )
            )
            for each in readings
        ),
    )


def _facts(one: ReviewSample) -> tuple[Definition, ...]:
    language = get_language() or "nl"
    return (
        Definition(term=_("Drawn by"), text=one.drawn_by.person.name if one.drawn_by else ""),
        Definition(term=_("Drawn on"), text=format_moment(one.drawn_at, language)),
        Definition(term=_("Drawn from"), text=_criteria(one)),
        Definition(term=_("Seed"), text=one.seed),
        Definition(term=_("Check sum of what was drawn from"), text=one.population_digest),
    )


def _criteria(one: ReviewSample) -> str:
    language, kept = get_language() or "nl", one.criteria
    told = [_("Approved explanations")]
    if kept.get("since"):
        told.append(_("from %(day)s") % {"day": format_day(date.fromisoformat(kept["since"]), language)})
    if kept.get("until"):
        told.append(_("until %(day)s") % {"day": format_day(date.fromisoformat(kept["until"]), language)})
    if kept.get("theme"):
        told.append(theme_in_words("" if kept["theme"] == NO_THEME else kept["theme"]))
    if kept.get("department"):
        names = {each.public_id: each.name for each in departments_of(one.organisation_id)}
        told.append(names.get(kept["department"], ""))
    if kept.get("reason"):
        names = reason_names(timezone.localdate(one.drawn_at))
        told.append(names.get(kept["reason"], kept["reason"]))
    if kept.get("strata"):
        told.append({"department": _("By department"), "reason": _("By reason")}[kept["strata"]])
    return ", ".join(one for one in told if one)


def _again(*, same_population: bool, same_sample: bool) -> str:
    if same_population and same_sample:
        return _("Just drawn again from the seed and what was kept: it gives the same.")
    return _("Drawn again it gives something else than what stands here. Ask your administrator to look.")


def _ground(parameter: Parameter) -> Ground:
    language, entry = get_language() or "nl", parameter.entry
    return Ground(
        label=parameter.label.in_language(language),
        text=entry.source.title,
        checked=entry.checked,
        unverified=entry.certainty == "unverified",
    )


def _crumbs(actor: Actor) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Explanations"), reverse("explanations:list", args=[actor.slug])),
        Crumb(_("Register"), reverse("explanations:register", args=[actor.slug])),
    )
