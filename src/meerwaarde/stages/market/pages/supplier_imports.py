"""What the pages about lists of suppliers show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from meerwaarde.exchange.suppliers import REASON_COLUMN, RETURN_COLUMN, ROLE_NAMES, Complaint
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
    Progress,
    Row,
    Step,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_euro, format_moment, format_number
from meerwaarde.platform.work.pages import Progress as WorkProgress
from meerwaarde.platform.work.pages import progress_of
from meerwaarde.platform.work.queries import Job, job_of
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.rules.lifecycle import CHECKED, CHECKING, DONE, RUNNING, STOPPED, SUPPLIER_IMPORT, UPLOADED
from meerwaarde.rules.themes import theme_info
from meerwaarde.stages.market.forms.supplier_imports import (
    ColumnsForm,
    DifferencesForm,
    RowForm,
    SupplierFileForm,
)
from meerwaarde.stages.market.queries import supplier_imports as queries
from meerwaarde.stages.market.queries.supplier_differences import CREDENTIAL, IDENTITY, OFFERING, Difference
from meerwaarde.stages.market.queries.supplier_imports import SupplierImport, SupplierImportRow

TONES = {
    UPLOADED: Tone.NEUTRAL,
    CHECKING: Tone.INFO,
    CHECKED: Tone.INFO,
    RUNNING: Tone.INFO,
    DONE: Tone.POSITIVE,
    STOPPED: Tone.WARNING,
}


@dataclass(frozen=True, kw_only=True)
class ImportsPage(FormPage):
    """The upload form, with the lists that were brought in before."""

    table: Table


@dataclass(frozen=True, kw_only=True)
class ColumnsPage(FormPage):
    """What the columns mean; `notes` are sentences about the file as a whole."""

    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ImportPage(Page):
    """One list: how far it is, what it would do or did, and what waits for a person."""

    lead: str
    live_url: str
    """Where the figures come from while work goes on; empty when it has ended."""
    counts: tuple[Kpi, ...]
    progress: WorkProgress | None
    waits: tuple[Action, ...]
    notes: tuple[str, ...]
    facts: tuple[Definition, ...]


@dataclass(frozen=True, kw_only=True)
class RowPage(FormPage):
    """A refused row with why, to be mended in place."""

    faults: tuple[str, ...]
    leave_out: Action


@dataclass(frozen=True, kw_only=True)
class DifferencesPage(ListPage):
    """Rows that wait for a decision, with the decisions for all at once."""

    bulk: tuple[Action, ...]


def imports_page(actor: Actor, form: SupplierFileForm, before: str = "") -> ImportsPage:
    """Bring in a list, or go on with one."""
    rows = queries.listed_imports(actor, before=before)
    shown = rows[: queries.ROWS_ON_A_PAGE]
    here = reverse("market:supplier_imports", args=[actor.slug])
    known = queries.sources(actor)[:5]
    return ImportsPage(
        title=_("Take in a list of suppliers"),
        intro=_(
            "From a register, or a list of your own. First you see what it would do; nothing is changed yet."
        ),
        crumbs=_crumbs(actor, up=False),
        steps=_steps("upload"),
        form=form,
        submit=_("Read the list"),
        cancel_url=reverse("market:suppliers", args=[actor.slug]),
        multipart=True,
        help=(
            Help(
                title=_("What may be in the list?"),
                points=(
                    _("One supplier per line, with the names of the columns on top. Any order will do."),
                    _("Only the name is needed. A KvK number prevents that a supplier stands here twice."),
                    _("Useful as well: CPV codes, themes, credentials, place, postcode, regions, e-mail."),
                    _("Leave out names of contact persons: they are not read."),
                ),
            ),
            *((Help(title=_("Lists that you know"), points=tuple(known)),) if known else ()),
        ),
        table=Table(
            caption=_("Lists brought in before"),
            columns=(
                Column(label=_("List")),
                Column(label=_("State")),
                Column(label=_("New"), numeric=True),
                Column(label=_("Waiting"), numeric=True),
                Column(label=_("Brought in on"), compact=True),
            ),
            rows=tuple(_row_of(actor, batch) for batch in shown),
            empty=EmptyState(
                title=_("No list was brought in yet"),
                text=_("A register or a list of your own fills the directory in a few minutes."),
            ),
            next_url=f"{here}?na={shown[-1].public_id}" if len(rows) > len(shown) else "",
            previous_url=here if before else "",
        ),
    )


def columns_page(actor: Actor, batch: SupplierImport, form: ColumnsForm) -> ColumnsPage:
    """What each column means, with examples; doubts stand first."""
    language = _language()
    notes = [doubt.text.in_language(language) for doubt in form.proposal.doubts]
    again = queries.same_file(actor, batch.sha256, besides=batch)
    if again is not None:
        notes.append(
            _("You brought in exactly this file on %(day)s as “%(source)s”. Suppliers are not doubled.")
            % {"day": _day(again.started_at), "source": again.source}
        )
    return ColumnsPage(
        title=_("What do the columns mean?"),
        intro=_("We made a proposal. Change what is wrong; columns that you do not need are not read."),
        crumbs=_crumbs(actor),
        steps=_steps("columns"),
        form=form,
        submit=_("Make a dry run"),
        submit_note=_("Nothing is taken over yet."),
        cancel_url=_address("supplier_import", actor, batch),
        notes=tuple(notes),
        help=(
            Help(
                title=_("Why is this asked?"),
                text=_("Each list has other headings. Your choice is kept for the next list of this source."),
            ),
        ),
    )


def import_page(actor: Actor, batch: SupplierImport, complaints: Sequence[Complaint] = ()) -> ImportPage:
    """One list as it stands now."""
    language = _language()
    job = job_of(actor, batch.job) if batch.job else None
    running = _goes_on(batch, job)
    told = batch.state in (CHECKING, RUNNING, STOPPED) or (batch.state == UPLOADED and job is not None)
    waiting = queries.waiting_counts(batch)
    return ImportPage(
        title=batch.source,
        intro=_("List “%(file)s”") % {"file": batch.file_name},
        crumbs=_crumbs(actor),
        badge=Badge(
            label=SUPPLIER_IMPORT.state(batch.state).name.in_language(language), tone=TONES[batch.state]
        ),
        steps=_steps(batch.state),
        lead=_lead(batch, waiting),
        live_url=_address("supplier_import", actor, batch) if running else "",
        counts=_counts(actor, batch, waiting),
        progress=progress_of(actor, job) if job is not None and told else None,
        waits=() if running else tuple(_waits(actor, batch, waiting)),
        notes=tuple(_notes(complaints, language)),
        actions=() if running else tuple(_steps_to_take(actor, batch)),
        facts=(
            Definition(term=_("Source"), text=batch.source),
            Definition(
                term=_("File"), text=batch.file_name, url=_address("supplier_import_original", actor, batch)
            ),
            Definition(term=_("Brought in on"), text=_moment(batch.started_at)),
            Definition(term=_("Ended on"), text=_moment(batch.finished_at) if batch.finished_at else ""),
        ),
    )


def at_work(actor: Actor, batch: SupplierImport) -> bool:
    """Whether a worker goes through this list now, or will soon."""
    return _goes_on(batch, job_of(actor, batch.job) if batch.job else None)


def _goes_on(batch: SupplierImport, job: Job | None) -> bool:
    return batch.state in (CHECKING, RUNNING) and job is not None and not job.ended


def refused_page(actor: Actor, batch: SupplierImport, after: int) -> ListPage:
    """Rows that must be mended, in the order of the file."""
    rows = queries.page_of_rows(batch, "refused", after=after)
    shown = rows[: queries.ROWS_ON_A_PAGE]
    here = _address("supplier_import_refused", actor, batch)
    file = _address("supplier_import_refused_file", actor, batch)
    return ListPage(
        title=_("Rows to mend"),
        intro=_(
            "Mend a row here, or download all rows with the reason, mend the file and bring it in again."
        ),
        crumbs=(*_crumbs(actor), Crumb(batch.source, _address("supplier_import", actor, batch))),
        actions=(Action(label=_("Download with reasons"), url=file, icon="download"),) if rows else (),
        table=Table(
            caption=_("Rows that cannot be taken in yet"),
            caption_hidden=True,
            columns=(
                Column(label=_("Supplier")),
                Column(label=_("What is wrong")),
                Column(label=_("Line"), compact=True),
            ),
            rows=tuple(_refused(actor, batch, row) for row in shown),
            empty=EmptyState(
                title=_("No row needs mending"),
                text=_("Everything in this list can be taken over, or was left out."),
                action=Action(label=_("Back to the list"), url=_address("supplier_import", actor, batch)),
                drawing="done",
            ),
            next_url=f"{here}?na={shown[-1].line}" if len(rows) > len(shown) else "",
            previous_url=here if after else "",
        ),
    )


def row_page(actor: Actor, batch: SupplierImport, row: SupplierImportRow, form: RowForm) -> RowPage:
    """One refused row."""
    language = "en" if _language().startswith("en") else "nl"
    return RowPage(
        title=_("Line %(line)s") % {"line": row.line},
        intro=_("Mend what is wrong and check again. What is right is taken over with the rest of the list."),
        crumbs=(
            *_crumbs(actor),
            Crumb(batch.source, _address("supplier_import", actor, batch)),
            Crumb(_("Rows to mend"), _address("supplier_import_refused", actor, batch)),
        ),
        form=form,
        submit=_("Check again"),
        cancel_url=_address("supplier_import_refused", actor, batch),
        faults=tuple(f"{one[language]} {one[f'now_{language}']}" for one in row.faults),
        leave_out=Action(
            label=_("Leave this row out"),
            url=reverse("market:supplier_import_leave_out", args=[actor.slug, batch.public_id, row.line]),
            icon="remove",
            kind="quiet",
            post=True,
        ),
    )


def differences_page(actor: Actor, batch: SupplierImport, after: int) -> DifferencesPage:
    """Suppliers of which the list says something else than the directory."""
    rows = queries.page_of_rows(batch, "differs", after=after)
    shown = rows[: queries.ROWS_ON_A_PAGE]
    here = _address("supplier_import_differences", actor, batch)
    return DifferencesPage(
        title=_("Suppliers that differ"),
        intro=_("What was empty here was filled. Where both say something, you choose."),
        crumbs=(*_crumbs(actor), Crumb(batch.source, _address("supplier_import", actor, batch))),
        bulk=_bulk(here) if rows else (),
        table=Table(
            caption=_("Suppliers that differ"),
            caption_hidden=True,
            columns=(
                Column(label=_("Supplier")),
                Column(label=_("What differs")),
                Column(label=_("Line"), compact=True),
            ),
            rows=tuple(_differing(actor, batch, row) for row in shown),
            empty=EmptyState(
                title=_("Nothing waits for a choice"),
                action=Action(label=_("Back to the list"), url=_address("supplier_import", actor, batch)),
                drawing="done",
            ),
            next_url=f"{here}?na={shown[-1].line}" if len(rows) > len(shown) else "",
            previous_url=here if after else "",
        ),
    )


def difference_page(
    actor: Actor, batch: SupplierImport, row: SupplierImportRow, form: DifferencesForm
) -> FormPage:
    """One supplier: per field what stands here and what the list says."""
    assert row.supplier is not None
    return FormPage(
        title=row.supplier.name,
        intro=_("Choose per field. What you do not take over stays as it is here."),
        crumbs=(
            *_crumbs(actor),
            Crumb(batch.source, _address("supplier_import", actor, batch)),
            Crumb(_("Suppliers that differ"), _address("supplier_import_differences", actor, batch)),
        ),
        form=form,
        submit=_("Record"),
        cancel_url=_address("supplier_import_differences", actor, batch),
    )


def choices_of(differences: Sequence[Difference], day: date) -> list[tuple[str, str, str, str]]:
    """Field, its name, ours and theirs in words."""
    return [
        (
            one.field,
            field_name(one.field),
            in_words(one.field, one.ours, day),
            in_words(one.field, one.theirs, day),
        )
        for one in differences
    ]


def field_name(field: str) -> str:
    """What people call a field of a supplier."""
    language = _language()
    if field == IDENTITY:
        return _("Is this the same supplier?")
    if field.startswith(CREDENTIAL):
        code = field.removeprefix(CREDENTIAL)
        kinds = rules.credential_kinds(Law.on(timezone.localdate()))
        return kinds[code].name.in_language(language) if code in kinds else code
    if field in REST_NAMES:
        return str(REST_NAMES[field])
    name = ROLE_NAMES[field.removesuffix("_cents")].in_language(language)  # type: ignore[index]
    return name[:1].upper() + name[1:]


REST_NAMES = {
    "trade_names": gettext_lazy("Trade names"),
    "impact_areas": gettext_lazy("Impact areas"),
    "sdgs": gettext_lazy("Sustainable development goals"),
    "impact": gettext_lazy("What it does for society"),
    "innovation": gettext_lazy("What is new about it"),
    "target_groups": gettext_lazy("Target groups"),
    "main_purpose_integration": gettext_lazy("Its main purpose is to bring people to work"),
    "turnover_band": gettext_lazy("Turnover"),
    "turnover_year": gettext_lazy("Year of the turnover"),
    "subcontracts": gettext_lazy("Willing to be a subcontractor"),
    "combines": gettext_lazy("Willing to combine"),
    "available_from": gettext_lazy("Available from"),
}
"""Fields that only an open profile tells of."""


def in_words(field: str, value: Any, day: date) -> str:
    """A value of a field as people read it."""
    language = _language()
    if value in (None, "", []):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field == "impact_areas":
        areas = {one.code: one.name.in_language(language) for one in rules.impact_areas(Law.on(day))}
        return ", ".join(areas.get(code, code) for code in value)
    if field in REST_NAMES and isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if field.endswith("_cents"):
        return format_euro(value, language)
    if field == "target_group_share":
        return f"{format_number(float(value) * 100, language)}%"
    if field == "regions":
        return ", ".join(rules.region_name(code) for code in value)
    if field == "themes":
        return ", ".join(theme_info(Law.on(day), code).name.in_language(language) for code in value)
    if field in ("legal_form", "size_class"):
        law = Law.on(day)
        known = rules.legal_forms(law) if field == "legal_form" else rules.size_classes(law)
        return next((one.name.in_language(language) for one in known if one.code == value), str(value))
    if field.startswith(CREDENTIAL):
        level, until = value
        ends = _("until %(day)s") % {"day": format_day(date.fromisoformat(until), language)} if until else ""
        return " ".join(part for part in (level, ends) if part) or _("without an end")
    if field in (IDENTITY, OFFERING):
        return ", ".join(part for part in value if part)
    return str(value)


def refused_file_rows(batch: SupplierImport, rows: Sequence[SupplierImportRow]) -> list[list[str]]:
    """The refused rows by meaning of the column, with why, to be mended and brought in again."""
    language = "en" if _language().startswith("en") else "nl"
    mapping = queries.mapping_of(batch)
    columns = [] if mapping is None else [one for one in mapping.columns if one.role]
    lines = [[*(column.header for column in columns), REASON_COLUMN, RETURN_COLUMN]]
    for row in rows:
        why = " ".join(f"{one[language]} {one[f'now_{language}']}" for one in row.faults)
        said = [row.values.get(column.role or "", "") for column in columns]
        lines.append([*said, why, f"{batch.public_id}/{row.line}"])
    return lines


def _bulk(here: str) -> tuple[Action, ...]:
    return (
        Action(
            label=_("Take over everything from the list"),
            url=here,
            post=True,
            hidden=(("choice", "theirs"),),
        ),
        Action(label=_("Keep everything of ours"), url=here, post=True, hidden=(("choice", "ours"),)),
    )


def _lead(batch: SupplierImport, waiting: dict[str, int]) -> str:
    if batch.state == UPLOADED:
        return _("Choose first what the columns mean. Then you see what taking over would do.")
    if batch.state == CHECKING:
        return _("The list is being tried; nothing is changed. You can leave this page; the work goes on.")
    if batch.state == CHECKED:
        return _("This is a dry run: nothing was changed yet. Look at the figures, then take over.")
    if batch.state == RUNNING:
        return _("The list is being taken over. You can leave this page; the work goes on.")
    if batch.state == STOPPED:
        return _("Taking over was stopped. What was taken over stays. You can go on where it stopped.")
    if waiting:
        return _("The list was taken over. Some rows still wait for you.")
    return _("The list was taken over. Nothing waits for you.")


def _counts(actor: Actor, batch: SupplierImport, waiting: dict[str, int]) -> tuple[Kpi, ...]:
    if not batch.counts:
        return ()
    language = _language()
    done = batch.state not in (UPLOADED, CHECKING, CHECKED) and (batch.state == DONE or batch.taken_until > 0)
    refused = _address("supplier_import_refused", actor, batch)
    differ = _address("supplier_import_differences", actor, batch)

    def kpi(outcome: str, label: str, note: str, url: str = "") -> Kpi:
        # A row that was left out is not to be mended any more, though the file still counts it as refused.
        number = waiting.get(outcome, 0) if outcome == "refused" else batch.counts.get(outcome, 0)
        return Kpi(label=label, value=format_number(number, language), note=note, url=url)

    left = waiting.get("differs", 0)
    return (
        kpi("new", _("New"), _("were added") if done else _("would be added")),
        kpi("changed", _("Completed"), _("what was empty here is filled")),
        kpi("same", _("The same"), _("nothing changes")),
        kpi(
            "differs",
            _("Differ"),
            _waiting(left) if done else _("you choose after taking over"),
            differ if left else "",
        ),
        kpi("elsewhere", _("Kept elsewhere"), _("another authority keeps these; nothing changes")),
        kpi(
            "refused",
            _("To be mended"),
            _("are not taken over until you mend them"),
            refused if waiting.get("refused") else "",
        ),
    )


def _waiting(left: int) -> str:
    if not left:
        return ""
    return ngettext("%(number)s waits for you", "%(number)s wait for you", left) % {"number": left}


def _waits(actor: Actor, batch: SupplierImport, waiting: dict[str, int]) -> list[Action]:
    found = []
    if number := waiting.get("refused", 0):
        label = ngettext("Mend %(number)s row", "Mend %(number)s rows", number) % {"number": number}
        found.append(Action(label=label, url=_address("supplier_import_refused", actor, batch), icon="edit"))
    if (number := waiting.get("differs", 0)) and batch.state != CHECKED:
        label = ngettext("Choose at %(number)s supplier", "Choose at %(number)s suppliers", number)
        url = _address("supplier_import_differences", actor, batch)
        found.append(Action(label=label % {"number": number}, url=url, icon="task"))
    return found


def _steps_to_take(actor: Actor, batch: SupplierImport) -> list[Action]:
    columns = _address("supplier_import_columns", actor, batch)
    start = _address("supplier_import_start", actor, batch)
    stop = _address("supplier_import_stop", actor, batch)
    go_on = Action(label=_("Go on taking over"), url=start, icon="next", kind="primary", post=True)
    give_up = Action(label=_("Do not take over"), url=stop, icon="close", kind="quiet", post=True)
    if batch.state in (UPLOADED, CHECKING):
        choose = Action(label=_("Choose the columns"), url=columns, icon="edit", kind="primary")
        return [choose, give_up] if batch.state == UPLOADED else [choose]
    if batch.state == CHECKED:
        take = Action(label=_("Take over"), url=start, icon="done", kind="primary", post=True)
        return [take, Action(label=_("Change the columns"), url=columns, icon="edit"), give_up]
    if batch.state == STOPPED and not batch.job:
        return [Action(label=_("Choose the columns"), url=columns, icon="edit")]
    if batch.state in (STOPPED, RUNNING):
        return [go_on]
    return [Action(label=_("To the suppliers"), url=reverse("market:suppliers", args=[actor.slug]))]


def _notes(complaints: Sequence[Complaint], language: str) -> list[str]:
    return [f"{one.text.in_language(language)} {one.what_now.in_language(language)}" for one in complaints]


def _row_of(actor: Actor, batch: SupplierImport) -> Row:
    language = _language()
    counts = batch.counts
    return Row(
        (
            Cell(text=batch.source, url=_address("supplier_import", actor, batch), note=batch.file_name),
            Cell(
                badge=Badge(
                    label=SUPPLIER_IMPORT.state(batch.state).name.in_language(language),
                    tone=TONES[batch.state],
                )
            ),
            Cell(text=format_number(counts["new"], language) if counts.get("new") else ""),
            Cell(text=format_number(counts["refused"], language) if counts.get("refused") else ""),
            Cell(text=_day(batch.started_at)),
        )
    )


def _refused(actor: Actor, batch: SupplierImport, row: SupplierImportRow) -> Row:
    language = "en" if _language().startswith("en") else "nl"
    url = reverse("market:supplier_import_row", args=[actor.slug, batch.public_id, row.line])
    told = " ".join(one[language] for one in row.faults)
    now = row.faults[0][f"now_{language}"] if row.faults else ""
    return Row(
        (
            Cell(text=row.values.get("name") or _("Without a name"), url=url, note=row.values.get("kvk", "")),
            Cell(text=told, note=now),
            Cell(text=str(row.line)),
        )
    )


def _differing(actor: Actor, batch: SupplierImport, row: SupplierImportRow) -> Row:
    url = reverse("market:supplier_import_difference", args=[actor.slug, batch.public_id, row.line])
    name = row.supplier.name if row.supplier else row.values.get("name", "")
    fields = ", ".join(field_name(one["field"]) for one in row.differences)
    said = row.values.get("name", "")
    return Row(
        (
            Cell(
                text=name, url=url, note=_("In the list: %(name)s") % {"name": said} if said != name else ""
            ),
            Cell(text=fields),
            Cell(text=str(row.line)),
        )
    )


def _steps(state: str) -> tuple[Step, ...]:
    """Where a person is: the file, the columns, the dry run, taking over."""
    labels = (_("File"), _("Columns"), _("Dry run"), _("Taken over"))
    place = {
        "upload": 0,
        "columns": 1,
        UPLOADED: 1,
        CHECKING: 2,
        CHECKED: 2,
        RUNNING: 3,
        STOPPED: 3,
        DONE: 4,
    }[state]
    return tuple(
        Step(
            label=label,
            state=Progress.DONE if number < place else Progress.CURRENT if number == place else Progress.OPEN,
        )
        for number, label in enumerate(labels)
    )


def _crumbs(actor: Actor, *, up: bool = True) -> tuple[Crumb, ...]:
    first = Crumb(_("Suppliers"), reverse("market:suppliers", args=[actor.slug]))
    if not up:
        return (first,)
    return (first, Crumb(_("Lists"), reverse("market:supplier_imports", args=[actor.slug])))


def _address(name: str, actor: Actor, batch: SupplierImport) -> str:
    return reverse(f"market:{name}", args=[actor.slug, batch.public_id])


def _day(moment: Any) -> str:
    return format_day(timezone.localtime(moment).date(), _language(), "short")


def _moment(moment: Any) -> str:
    return format_moment(moment, _language())


def _language() -> str:
    return get_language() or "nl"
