"""What who looks after the intake sees: rounds, their days, what failed and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    FormPage,
    Help,
    Kpi,
    ListPage,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_moment, format_number
from meerwaarde.platform.work.pages import Progress, progress_of
from meerwaarde.platform.work.queries import job_of
from meerwaarde.stages.market.forms.intake import SOURCE_NAMES, IntakeForm
from meerwaarde.stages.market.queries import intake as queries
from meerwaarde.stages.market.queries.intake import IntakeRun, IntakeState, IntakeWindow, Totals

TONES = {
    IntakeState.PLANNED: Tone.NEUTRAL,
    IntakeState.RUNNING: Tone.INFO,
    IntakeState.DONE: Tone.POSITIVE,
    IntakeState.FAILED: Tone.NEGATIVE,
    IntakeState.STOPPED: Tone.WARNING,
}


@dataclass(frozen=True, kw_only=True)
class IntakePage(Page):
    """One round: how far it is, what it brought, which days failed."""

    lead: str
    progress: Progress | None
    counts: tuple[Kpi, ...]
    facts: tuple[Definition, ...]
    failed: Table | None
    days: Table


def runs_page(actor: Actor, *, sources: tuple[str, ...]) -> ListPage:
    """The rounds, newest first. `sources` are those that this installation may ask."""
    runs = queries.newest_runs(actor)
    counted = queries.totals([one.pk for one in runs])
    return ListPage(
        title=_("Fetch public notices"),
        intro=_(
            "Publications of TenderNed and TED come in day by day. Every organisation here can read them."
        ),
        actions=(_begin(actor),) if sources else (),
        help=() if sources else (_switched_off(),),
        table=Table(
            caption=_("Rounds of fetching, newest first"),
            caption_hidden=True,
            columns=(
                Column(label=_("Days")),
                Column(label=_("State")),
                Column(label=_("Days done"), numeric=True),
                Column(label=_("New"), numeric=True),
                Column(label=_("Changed"), numeric=True),
                Column(label=_("Began on")),
            ),
            rows=tuple(_run_row(actor, one, counted.get(one.pk, Totals())) for one in runs),
            empty=EmptyState(
                title=_("Nothing was fetched yet"),
                text=_("Start with the last month. You can leave the page while it goes on."),
                action=_begin(actor) if sources else None,
            ),
        ),
    )


def run_page(actor: Actor, run: IntakeRun, *, sources: tuple[str, ...]) -> IntakePage:
    """One round with its days."""
    counted = queries.totals([run.pk]).get(run.pk, Totals())
    failed = queries.failed_windows(run)[: queries.WINDOWS_SHOWN]
    job = job_of(actor, run.job) if run.job else None
    return IntakePage(
        title=_("%(source)s, %(days)s") % {"source": _name(run), "days": _days(run)},
        crumbs=(Crumb(_("Fetch public notices"), reverse("market:intake_runs", args=[actor.slug])),),
        lead=_lead(run, counted),
        actions=_actions(actor, run, sources),
        progress=progress_of(actor, job) if job is not None and not job.ended else None,
        counts=(
            Kpi(label=_("Publications"), value=_number(counted.received)),
            Kpi(label=_("New"), value=_number(counted.fresh)),
            Kpi(label=_("Changed"), value=_number(counted.changed)),
            Kpi(label=_("Without particulars"), value=_number(counted.incomplete)),
        ),
        facts=(
            Definition(term=_("State"), text=str(IntakeState(run.state).label)),
            Definition(term=_("Why it was fetched"), text=str(IntakeRun.Occasion(run.occasion).label)),
            Definition(term=_("Began on"), text=_moment(run.started)),
            Definition(term=_("Ended on"), text=_moment(run.finished)),
            Definition(term=_("Address"), text=run.base_url),
        ),
        failed=_windows_table(_("Days that failed, and why"), failed, why=True) if failed else None,
        days=_windows_table(_("The newest days"), queries.windows_of(run, most=queries.WINDOWS_SHOWN)),
    )


def begin_page(actor: Actor, form: IntakeForm) -> FormPage:
    """The form before a round."""
    back = reverse("market:intake_runs", args=[actor.slug])
    return FormPage(
        title=_("Fetch notices of certain days"),
        intro=_("What is here already stays. Nothing comes in twice."),
        crumbs=(Crumb(_("Fetch public notices"), back),),
        form=form,
        submit=_("Begin"),
        cancel_url=back,
        help=(
            Help(
                title=_("How long does it take?"),
                points=(
                    _("We ask two questions a second, so that we are no burden."),
                    _("A month takes some twenty minutes."),
                    _("If it breaks off, it goes on where it was."),
                ),
            ),
        ),
    )


def _begin(actor: Actor) -> Action:
    return Action(
        label=_("Fetch notices"),
        url=reverse("market:intake_new", args=[actor.slug]),
        icon="download",
        kind="primary",
    )


def _switched_off() -> Help:
    return Help(
        title=_("This is switched off here"),
        points=(
            _("This installation asks nothing of TenderNed or TED by itself."),
            _("Who runs the server switches it on with the setting NOTICES_FROM, for example: tenderned."),
        ),
    )


def _actions(actor: Actor, run: IntakeRun, sources: tuple[str, ...]) -> tuple[Action, ...]:
    at = [actor.slug, run.public_id]
    if run.state in queries.OPEN:
        return (Action(label=_("Stop"), url=reverse("market:intake_stop", args=at), icon="close", post=True),)
    if run.state == IntakeState.DONE or run.source not in sources:
        return ()
    return (
        Action(
            label=_("Go on with what is missing"),
            url=reverse("market:intake_go_on", args=at),
            icon="next",
            kind="primary",
            post=True,
        ),
    )


def _run_row(actor: Actor, run: IntakeRun, counted: Totals) -> Row:
    return Row(
        (
            Cell(
                text=_days(run),
                url=reverse("market:intake_run", args=[actor.slug, run.public_id]),
                note=f"{_name(run)} · {IntakeRun.Occasion(run.occasion).label}",
            ),
            Cell(badge=_badge(run.state), note=_why(run)),
            Cell(text=_("%(done)s of %(total)s") % {"done": counted.done, "total": counted.windows}),
            Cell(text=_number(counted.fresh)),
            Cell(text=_number(counted.changed)),
            Cell(text=_moment(run.started)),
        )
    )


def _windows_table(caption: str, windows: list[IntakeWindow], *, why: bool = False) -> Table:
    last = Column(label=_("Why")) if why else Column(label=_("New"), numeric=True)
    return Table(
        caption=caption,
        columns=(
            Column(label=_("Day")),
            Column(label=_("State")),
            Column(label=_("Publications"), numeric=True),
            last,
        ),
        rows=tuple(_window_row(one, why=why) for one in windows),
        empty=EmptyState(title=_("No days yet"), text=_("The days appear here when the round begins.")),
    )


def _window_row(one: IntakeWindow, *, why: bool) -> Row:
    language = _language()
    received = _number(one.received)
    if one.expected is not None and one.expected != one.received:
        received = _("%(done)s of %(total)s") % {"done": received, "total": _number(one.expected)}
    return Row(
        (
            Cell(text=format_day(one.since, language, "short"), note=one.split),
            Cell(badge=_badge(one.state)),
            Cell(text=received),
            Cell(text=one.why.in_language(language) if why else _number(one.fresh)),
        )
    )


def _lead(run: IntakeRun, counted: Totals) -> str:
    if run.state in queries.OPEN:
        return _("%(done)s of %(total)s days are in. You can leave this page.") % {
            "done": _number(counted.done),
            "total": _number(counted.windows),
        }
    if run.state == IntakeState.DONE:
        return _("All days are in, and their numbers are right.")
    return _why(run) or _("It was stopped before all days were in.")


def _why(run: IntakeRun) -> str:
    return run.why.in_language(_language())


def _badge(state: str) -> Badge:
    known = IntakeState(state)
    return Badge(label=str(known.label), tone=TONES[known])


def _days(run: IntakeRun) -> str:
    since, until = (format_day(one, _language(), "short") for one in (run.since, run.until))
    return since if since == until else f"{since} – {until}"


def _name(run: IntakeRun) -> str:
    return str(SOURCE_NAMES.get(run.source, run.source))


def _number(number: int) -> str:
    return format_number(number, _language())


def _moment(moment: object) -> str:
    return format_moment(moment, _language()) if moment else ""  # type: ignore[arg-type]


def _language() -> str:
    return get_language() or "nl"
