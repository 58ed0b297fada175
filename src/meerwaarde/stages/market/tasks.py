"""What the market does in the background: lists of suppliers, and alerts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from meerwaarde.exchange.suppliers import SupplierRow
from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.actions import System
from meerwaarde.platform.work import planning
from meerwaarde.platform.work.jobs import Answer, JobRefused, job
from meerwaarde.platform.work.queries import last_result
from meerwaarde.platform.work.run import NO_LONGER_YOURS, HandBack, LeaseLost, Run, StopRequested
from meerwaarde.rules.lifecycle import CHECKING, RUNNING
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions import alerts, intake, kept_searches
from meerwaarde.stages.market.actions import registers as register_actions
from meerwaarde.stages.market.actions import supplier_imports as actions
from meerwaarde.stages.market.actions.admissions import forget_applications
from meerwaarde.stages.market.actions.consultations import forget_guests
from meerwaarde.stages.market.actions.contacts import forget_visitors, remind_late
from meerwaarde.stages.market.actions.enquiries import close_due, remind_due
from meerwaarde.stages.market.actions.firm_parts import forget_contacts
from meerwaarde.stages.market.actions.meetings import ask_what_came
from meerwaarde.stages.market.actions.meetings import forget_guests as forget_meeting_guests
from meerwaarde.stages.market.actions.meetings import remind as remind_of_meetings
from meerwaarde.stages.market.actions.needs import remind_to_confirm
from meerwaarde.stages.market.actions.reminding import remind_firms
from meerwaarde.stages.market.queries import alerts as alert_queries
from meerwaarde.stages.market.queries import intake as intake_queries
from meerwaarde.stages.market.queries import registers as register_queries
from meerwaarde.stages.market.queries import supplier_imports as queries
from meerwaarde.stages.market.queries.supplier_imports import SupplierImport

NAMED = 10
"""Of many that failed so many are named: the log has them all."""
NOT_LOOKED_UP = Text(
    nl="Alle bewaarde zoekopdrachten zijn nagekeken, op {count} na: {names}. Waarom staat in het logboek.",
    en="All saved searches were looked up but {count}: {names}. The log says why.",
)
GONE = Text(
    nl="Deze lijst staat niet meer klaar om over te nemen. Kijk op de pagina van de lijst.",
    en="This list is no longer ready to be taken over. See the page of the list.",
)
NOT_ASKED = Text(
    nl="Voor deze lijst is geen proef meer nodig. Kijk op de pagina van de lijst.",
    en="No dry run is needed for this list any more. See the page of the list.",
)
NO_ROUND = Text(
    nl="Deze ronde bestaat niet meer. Begin een nieuwe.",
    en="This round does not exist any more. Begin a new one.",
)
BUSY = Text(
    nl="Anderen wijzigden steeds dezelfde leveranciers. Start het overnemen opnieuw vanaf de lijst.",
    en="Others kept changing the same suppliers. Start again from the page of the list.",
)


@job(
    actions.CHECK_JOB,
    title=Text(nl="Een proef met een lijst leveranciers", en="Dry run of a list of suppliers"),
    permission="suppliers.import",
)
def check(run: Run) -> Answer:
    """Try the list in parts; after a restart with the part that was not tried yet."""
    actor = run.actor
    if not actor.may("suppliers.import"):
        raise JobRefused(NO_LONGER_YOURS)
    batch = queries.supplier_import(actor, run.parameters["batch"])
    if batch is None or batch.state != CHECKING:
        raise JobRefused(NOT_ASKED)
    try:
        _check_rows(run, batch)
    except (LeaseLost, HandBack, OperationalError, InterfaceError):
        raise  # another worker goes on
    except Refused as refused:
        actions.put_back(actor, batch=_again(actor, batch.public_id), at=timezone.now())
        raise JobRefused(refused.message) from refused
    except BaseException:
        actions.put_back(actor, batch=_again(actor, batch.public_id), at=timezone.now())
        raise
    actions.finish_checking(actor, batch=batch, at=timezone.now())
    return {"counts": batch.counts}


def _check_rows(run: Run, batch: SupplierImport) -> None:
    rows = queries.reading_of(batch, timezone.localdate()).rows
    if "until" not in run.cursor:
        with run.checkpoint():
            actions.begin_checking(batch)
            run.cursor = {"until": 0}
            run.advance(0, len(rows))
    left = [row for row in rows if row.line > run.cursor["until"]]
    done = len(rows) - len(left)
    for part in queries.chunks(left):
        counted = queries.judged_counts(batch, part)
        done += len(part)
        with run.checkpoint():
            actions.keep_checked(batch, part, counted)
            run.cursor = {"until": part[-1].line}
            run.advance(done, len(rows))


@job(
    actions.JOB,
    title=Text(nl="Een lijst met leveranciers overnemen", en="Take over a list of suppliers"),
    permission="suppliers.import",
)
def take_over(run: Run) -> Answer:
    """Go through the list in parts; each part is written whole or not at all, and never twice."""
    actor = run.actor
    if not actor.may("suppliers.import"):
        raise JobRefused(NO_LONGER_YOURS)
    batch = queries.supplier_import(actor, run.parameters["batch"])
    if batch is None or batch.state != RUNNING:
        raise JobRefused(GONE)
    try:
        rows = queries.reading_of(batch, timezone.localdate()).rows
    except Refused as refused:
        raise JobRefused(refused.message) from refused
    try:
        left = [row for row in rows if row.line > batch.taken_until]
        done = len(rows) - len(left)
        run.advance(done, len(rows))
        for part in queries.chunks(left):
            done += len(part)
            _take(run, actor, batch.public_id, list(part), done)
    except (LeaseLost, HandBack, OperationalError, InterfaceError):
        raise  # another worker goes on
    except BaseException:
        actions.note_stop(actor, batch=_again(actor, batch.public_id), at=timezone.now())
        raise
    batch = _again(actor, batch.public_id)
    actions.finish_taking_over(actor, batch=batch, at=timezone.now())
    return {"counts": batch.counts}


def _take(run: Run, actor: Actor, number: str, part: list[SupplierRow], done: int) -> None:
    try:
        actions.take_part_again(
            actor,
            batch=_again(actor, number),
            rows=part,
            within=run.checkpoint,
            told=lambda: run.advance(done),
        )
    except actions.OUT_OF_DATE as error:
        raise JobRefused(BUSY) from error


def _again(actor: Actor, number: str) -> SupplierImport:
    found = queries.supplier_import(actor, number)
    if found is None:
        raise JobRefused(GONE)
    return found


@job(
    register_actions.JOB,
    title=Text(nl="Erkenningen controleren met een register", en="Check recognitions with a register"),
    permission="suppliers.verify",
)
def check_with_register(run: Run) -> Answer:
    """Go through the file in parts; each part is written whole or not at all, and never twice."""
    actor = run.actor
    if not actor.may("suppliers.verify"):
        raise JobRefused(NO_LONGER_YOURS)
    batch = register_queries.register_import(actor, run.parameters["batch"])
    if batch is None or batch.state != RUNNING:
        raise JobRefused(GONE)
    try:
        register_actions.check_with_register(actor, batch=batch, within=run.checkpoint, told=run.advance)
    except Refused as refused:
        raise JobRefused(refused.message) from refused
    return {"counts": batch.counts}


@job(
    "market.forget_register_files",
    title=Text(nl="Bestanden van registers na hun termijn verwijderen", en="Remove old files of registers"),
)
def forget_registers(run: Run) -> Answer:
    """Take away the bytes of files whose term has passed; the reports stay."""
    rows = register_queries.files_past_term(timezone.localdate()).iterator()
    return {"forgotten": register_actions.forget_register_files(rows=rows)}


planning.every("market.forget_register_files", timedelta(days=1))


@job(
    "market.remind_credentials",
    title=Text(nl="Bedrijven herinneren aan erkenningen die aflopen", en="Remind firms of what ends"),
)
def remind_credentials(run: Run) -> Answer:
    """Write to firms sixty and fourteen days ahead. Each letter has a key, so no round writes it twice."""
    return {"letters": remind_firms(at=timezone.now())}


planning.every("market.remind_credentials", timedelta(days=1))


@job(
    "market.enquiries",
    title=Text(nl="Marktvragen sluiten en aan marktvragen herinneren", en="Close enquiries and remind"),
)
def look_after_enquiries(run: Run) -> Answer:
    """Close what is past its moment, and remind who said nothing of what closes soon; each once."""
    now = timezone.now()
    return {"closed": close_due(at=now), "reminded": remind_due(at=now)}


planning.every("market.enquiries", timedelta(hours=1))


@job(
    "market.forget_applications",
    title=Text(
        nl="Gegevens van aanmeldingen na hun termijn verwijderen",
        en="Remove data of registrations after their term",
    ),
)
def forget(run: Run) -> Answer:
    """Take away personal data whose term has passed. Stopped halfway, the next round goes on."""
    now = timezone.now()
    return {"forgotten": forget_applications(at=now), "contacts": forget_contacts(at=now)}


planning.every("market.forget_applications", timedelta(days=1))


@job("market.alerts.match", title=Text(nl="Nieuws bij meldingen zoeken", en="Find news for alerts"))
def match_alerts(run: Run) -> Answer:
    """Match what changed in the market with everybody's alerts; each change is done once."""
    told = alerts.match_changes(at=timezone.now())
    return {"looked": told.looked, "new": told.new, "news": told.news}


@job("market.alerts.tell", title=Text(nl="Meldingen versturen", en="Send alerts"))
def tell_alerts(run: Run) -> Answer:
    """Put letters about what was found in the outbox."""
    return {"letters": alerts.tell_due(at=timezone.now())}


@job(
    "market.alerts.deliver",
    title=Text(nl="Berichten aan andere systemen sturen", en="Send messages to other systems"),
)
def deliver_alerts(run: Run) -> Answer:
    """Send what waits for webhooks."""
    told = alerts.deliver_due()
    return {"sent": told.sent, "later": told.later, "given_up": told.given_up}


@job("market.alerts.tidy", title=Text(nl="Verwijderde meldingen opruimen", en="Tidy up deleted alerts"))
def tidy_alerts(run: Run) -> Answer:
    """What was deleted a week ago goes for good, and so do messages that went long ago."""
    now = timezone.now()
    return {"struck": alerts.strike_ended(at=now), "forgotten": alerts.forget_deliveries(at=now)}


planning.every("market.alerts.match", timedelta(seconds=10), when=alert_queries.something_changed)
planning.every("market.alerts.tell", timedelta(seconds=20), when=alert_queries.something_to_tell)
planning.every("market.alerts.deliver", timedelta(seconds=20), when=alert_queries.something_to_deliver)
planning.every("market.alerts.tidy", timedelta(days=1))


@job(
    intake.JOB,
    title=Text(nl="Openbare aankondigingen ophalen", en="Fetch public notices"),
    permission="notices.fetch",
)
def fetch_notices(run: Run) -> Answer:
    """A round that somebody asked for."""
    if not run.actor.may("notices.fetch"):
        raise JobRefused(NO_LONGER_YOURS)
    return _fetch_round(run, run.parameters["run"])


def _fetch_round(run: Run, number: str) -> Answer:
    """Work a round off; killed or handed back, the next worker goes on with the same round."""
    planned = intake_queries.run_numbered(number)
    if planned is None:
        raise JobRefused(NO_ROUND)
    thorough = planned.occasion == planned.Occasion.RESCAN
    done = 0

    def tell(totals: intake_queries.Totals) -> None:
        nonlocal done
        done = totals.received
        run.advance(done)

    try:
        with intake.opened(planned.source, planned.base_url, thorough=thorough) as source:
            ended = intake.work_off(
                planned, source, job=run.number, told=tell, look_up=lambda: run.advance(done)
            )
    except StopRequested:
        intake.end_run(planned, intake_queries.IntakeState.STOPPED, at=timezone.now())
        raise
    except Refused as refused:
        intake.end_run(planned, intake_queries.IntakeState.FAILED, at=timezone.now(), why=refused.message)
        raise JobRefused(refused.message) from refused
    if ended.why_nl:
        raise JobRefused(ended.why)
    return {"state": ended.state}


def _planned_rounds(run: Run, occasion: str, days: int, *, only: str = "") -> Answer:
    """A round over the last days for every source that is switched on; a source that is busy is left.

    It begins where the last whole round ended, if that is longer ago. What fails at one source does not keep
    the others from being asked.
    """
    last = intake.today(timezone.now())
    refusals: list[JobRefused] = []
    for source in intake.switched_on():
        if only and source != only:
            continue
        if source not in run.cursor and not intake.is_busy(source, timezone.now()):
            with run.checkpoint():
                planned = intake.plan_run(
                    System(),
                    source=source,
                    base_url=intake.base_of(source),
                    since=_since(source, last - timedelta(days=days)),
                    until=last,
                    at=timezone.now(),
                    occasion=occasion,
                )
                run.cursor = {**run.cursor, source: planned.public_id}
        if source in run.cursor:
            try:
                _fetch_round(run, run.cursor[source])
            except JobRefused as refusal:
                refusals.append(refusal)
    if refusals:
        raise refusals[0]
    return {"rounds": dict(run.cursor)}


def _since(source: str, day: date) -> date:
    """From this day on, or from the last that a whole round reached: an installation may have stood still."""
    reached = intake_queries.fetched_until(source, intake.base_of(source))
    return day if reached is None else min(day, reached)


@job("market.look_for_notices", title=Text(nl="Kijken naar nieuwe aankondigingen", en="Look for new notices"))
def look_for_notices(run: Run) -> Answer:
    """Each hour: what was published today, and yesterday late."""
    return _planned_rounds(run, "look", 1)


@job(
    "market.rescan_notices",
    title=Text(nl="Aankondigingen van een week opnieuw bekijken", en="Look again at the notices of a week"),
)
def rescan_notices(run: Run) -> Answer:
    """Each night: the last seven days anew, with all details, for these may change without a sign."""
    return _planned_rounds(run, "rescan", 7)


PEEK = "market.peek_at_feed"


@job(
    PEEK, title=Text(nl="Kijken of TenderNed iets nieuws heeft", en="See whether TenderNed has something new")
)
def peek_at_feed(run: Run) -> Answer:
    """Between the hourly looks one small question: only when the feed names something new, the list is asked.

    What was looked for once and did not come is not looked for again: the hourly look and the nightly one do.
    """
    if not run.cursor:
        try:
            newest = intake.newest_of_tenderned()
        except Refused as refused:
            raise JobRefused(refused.message) from refused
        seen_before = (last_result(PEEK) or {}).get("newest") == newest
        if newest is None or seen_before or intake_queries.known_publications("tenderned", [newest]):
            return {"newest": newest, "rounds": {}}
        with run.checkpoint():
            run.cursor = {"newest": newest}
    _planned_rounds(run, "look", 1, only="tenderned")
    rounds = {source: number for source, number in run.cursor.items() if source != "newest"}
    return {"newest": run.cursor["newest"], "rounds": rounds}


def _tenderned(_at: datetime) -> bool:
    return "tenderned" in intake.switched_on()


def _some_source(_at: datetime) -> bool:
    return bool(intake.switched_on())


planning.every(PEEK, timedelta(minutes=15), when=_tenderned)
planning.every("market.look_for_notices", timedelta(hours=1), when=_some_source)
planning.every("market.rescan_notices", timedelta(days=1), when=_some_source)


@job(
    "market.saved_searches",
    title=Text(
        nl="Kijken wat er nieuw is in bewaarde zoekopdrachten", en="Look what is new in saved searches"
    ),
)
def look_up_searches(run: Run) -> Answer:
    """What every saved search finds now; whoever looks later is told what came since.

    The job ends as failed where one could not be looked up, and says which; the others were looked up.
    """
    looked = kept_searches.look_up_all(at=timezone.now())
    if looked.failed:
        named = looked.failed[:NAMED]
        names = ", ".join(named) + (" …" if len(looked.failed) > len(named) else "")
        told = {"count": len(looked.failed), "names": names}
        raise JobRefused(Text(nl=NOT_LOOKED_UP.nl.format(**told), en=NOT_LOOKED_UP.en.format(**told)))
    return {"new": looked.new}


planning.every("market.saved_searches", timedelta(hours=1))


@job(
    "market.remind_needs",
    title=Text(
        nl="Herinneren aan het bevestigen van afspraken met de buurt",
        en="Remind of confirming agreements with the neighbourhood",
    ),
)
def remind_needs(run: Run) -> Answer:
    """Write who did not say yet what was given. Stopped halfway, the next round goes on."""
    return {"reminded": remind_to_confirm(at=timezone.now())}


planning.every("market.remind_needs", timedelta(days=1))


@job(
    "market.forget_consultation_guests",
    title=Text(
        nl="Namen en adressen uit marktconsultaties na hun termijn verwijderen",
        en="Remove names and addresses of market consultations after their term",
    ),
)
def forget_consultation_guests(run: Run) -> Answer:
    """Take away personal data whose term has passed. Stopped halfway, the next round goes on."""
    return {"forgotten": forget_guests(at=timezone.now())}


planning.every("market.forget_consultation_guests", timedelta(days=1))


@job(
    "market.contact_point",
    title=Text(
        nl="Herinneren aan late vragen en gegevens van vragers verwijderen",
        en="Remind of late questions and remove data of askers",
    ),
)
def contact_point(run: Run) -> Answer:
    """Write owners of what is late, and forget visitors after their term."""
    now = timezone.now()
    return {"reminded": remind_late(at=now), "forgotten": forget_visitors(at=now)}


planning.every("market.contact_point", timedelta(days=1))


@job(
    "market.meetings",
    title=Text(
        nl="Herinneren aan bijeenkomsten, vragen wat ervan kwam en gegevens van gasten verwijderen",
        en="Remind of meetings, ask what came of them and remove data of guests",
    ),
)
def look_after_meetings(run: Run) -> Answer:
    """Write who comes soon, ask both sides after three months, forget guests after their term; each once."""
    now = timezone.now()
    return {
        "reminded": remind_of_meetings(at=now),
        "asked": ask_what_came(at=now),
        "forgotten": forget_meeting_guests(at=now),
    }


planning.every("market.meetings", timedelta(hours=1))
