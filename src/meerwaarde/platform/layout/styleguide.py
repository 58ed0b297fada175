"""The examples of the style guide: every part in every state, with made-up content."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meerwaarde.platform.layout import charts, notation
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    DatedItem,
    Definition,
    EmptyState,
    Event,
    FindingCard,
    Ground,
    Help,
    InstrumentCard,
    Kpi,
    Level,
    Link,
    NavItem,
    Page,
    Progress,
    Question,
    Row,
    Severity,
    ShareBar,
    Step,
    Table,
    ThreadNode,
    Tone,
    Wait,
)
from meerwaarde.platform.layout.context import NavEntry, PersonMenu, Shell
from meerwaarde.platform.layout.fields import (
    AmountField,
    CpvField,
    DayField,
    LevelField,
    PercentageField,
    Suggestion,
)

LEVELS = (
    gettext_lazy("Not for us now"),
    gettext_lazy("Basis"),
    gettext_lazy("Ambitious"),
    gettext_lazy("Ahead of the field"),
)
THEMES = {
    "environment_biodiversity": gettext_lazy("Environment and biodiversity"),
    "climate": gettext_lazy("Climate"),
    "circular": gettext_lazy("Circular"),
    "supply_chain_responsibility": gettext_lazy("Responsible supply chains"),
    "diversity_inclusion": gettext_lazy("Diversity and inclusion"),
    "social_return": gettext_lazy("Social return"),
}
CODES = (
    Suggestion("90911200", "Gebouwen schoonmaken"),
    Suggestion("90910000", "Reinigingsdiensten"),
    Suggestion("77310000", "Beplanten en onderhouden van groengebieden"),
)


def example_suggestions(words: str) -> list[Suggestion]:
    """The example codes whose name or digits hold the words."""
    wanted = words.strip().lower()
    return [one for one in CODES if wanted and (wanted in one.label.lower() or one.code.startswith(wanted))]


def example_name(code: str) -> str | None:
    return next((one.label for one in CODES if one.code == code), None)


class ExampleForm(forms.Form):
    """One of each kind of field."""

    title = forms.CharField(
        label=gettext_lazy("What do you need?"),
        help_text=gettext_lazy("Describe the need, not the product."),
        max_length=200,
    )
    cpv = CpvField(
        label=gettext_lazy("CPV code"),
        help_text=gettext_lazy("Type what is made or done, for example cleaning."),
        name_of=example_name,
        suggest=example_suggestions,
    )
    estimate = AmountField(
        label=gettext_lazy("Estimate"),
        help_text=gettext_lazy("Excluding VAT, over the whole term with extensions."),
    )
    start = DayField(
        label=gettext_lazy("Starts on"), required=False, help_text=gettext_lazy("For example 31-12-2026.")
    )
    weight = PercentageField(label=gettext_lazy("Weight of societal value"), required=False)
    contract = forms.ChoiceField(
        label=gettext_lazy("Kind of contract"),
        choices=[
            ("", gettext_lazy("Make a choice")),
            ("services", gettext_lazy("Services")),
            ("supplies", gettext_lazy("Supplies")),
            ("works", gettext_lazy("Works")),
        ],
    )
    level = LevelField(label=gettext_lazy("Level for social return"), labels=LEVELS)
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Which themes have a chance?"),
        choices=list(THEMES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Explanation"), widget=forms.Textarea({"rows": 4}), required=False
    )
    document = forms.FileField(label=gettext_lazy("Document"), required=False)
    merged = forms.BooleanField(
        label=gettext_lazy("These needs were merged into one procurement"), required=False
    )

    stays_quiet = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cpv"].widget.suggest_url = reverse("layout:styleguide_suggestions")


class ExampleLot(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the lot"))
    estimate = AmountField(label=gettext_lazy("Estimate"))


ExampleLots = forms.formset_factory(ExampleLot, extra=2)


@dataclass(frozen=True, kw_only=True)
class StyleGuidePage(Page):
    """Everything, once."""

    kpis: tuple[Kpi, ...]
    shares: tuple[ShareBar, ...]
    dated: tuple[DatedItem, ...]
    waits: tuple[Wait, ...]
    buttons: tuple[Action, ...]
    badges: tuple[Badge, ...]
    levels: tuple[Level, ...]
    table: Table
    empties: tuple[EmptyState, ...]
    definitions: tuple[Definition, ...]
    findings: tuple[FindingCard, ...]
    instruments: tuple[InstrumentCard, ...]
    questions: tuple[Question, ...]
    timeline: tuple[Event, ...]
    radar: charts.Chart
    bars: charts.Chart
    line: charts.Chart
    matrix: charts.Matrix
    form: ExampleForm
    wrong_form: ExampleForm
    lots: Any


def styleguide_page(sent: Mapping[str, Any] | None = None) -> StyleGuidePage:
    """The page in the language that is active now."""
    here = reverse("layout:styleguide")
    typed = {"title": "", "cpv": "reiniging", "estimate": "60,000", "start": "01-02-26", "weight": "veel"}
    wrong = ExampleForm({f"wrong-{name}": value for name, value in typed.items()}, prefix="wrong")
    wrong.stays_quiet = True  # nothing was sent, so the summary of mistakes must not take the focus
    return StyleGuidePage(
        title=_("Style guide"),
        intro=_("Every part of a page in every state. The content is made up."),
        crumbs=(Crumb(_("Home"), "/"),),
        actions=(
            Action(label=_("Export"), url=here, icon="download"),
            Action(label=_("Add"), url=here, icon="add", kind="primary"),
        ),
        badge=Badge(label=_("Draft"), tone=Tone.INFO),
        steps=(
            Step(label=_("Purpose"), state=Progress.DONE, url=here),
            Step(label=_("What and how much"), state=Progress.CURRENT),
            Step(label=_("Advice"), state=Progress.ATTENTION, url=here),
            Step(label=_("Ambition"), state=Progress.OPEN),
            Step(label=_("Strategy note"), state=Progress.OPEN),
        ),
        thread=_thread(here),
        help=_help(here),
        kpis=_kpis(here),
        shares=_shares(),
        dated=_dated(here),
        waits=_waits(here),
        buttons=_buttons(here),
        badges=_badges(),
        levels=tuple(Level(number, str(label)) for number, label in enumerate(LEVELS)),
        table=_table(here),
        empties=_empties(here),
        definitions=_definitions(here),
        findings=_findings(here),
        instruments=_instruments(here),
        questions=_questions(here),
        timeline=_timeline(here),
        radar=_radar(),
        bars=_bars(),
        line=_line(),
        matrix=_matrix(),
        form=ExampleForm(sent) if sent else ExampleForm(),
        wrong_form=wrong,
        lots=ExampleLots(prefix="lots"),
    )


def example_shell(shell: Shell) -> Shell:
    """The frame of a page as somebody sees it who is logged in."""
    here = reverse("layout:styleguide")
    links = tuple((what, here) for what in ("authorities", "password", "second_factor", "sign_out"))
    return replace(
        shell,
        authority="Gemeente Veenmeer",
        navigation=_navigation(here),
        person=PersonMenu(name="Samira de Vries", role=_("Buyer"), links=links),
        search_url=here,
        demo=True,
        support=(Link(_("Manual"), here), Link(_("Accessibility"), here)),
    )


def _said(value: float) -> str:
    return notation.format_number(value, get_language() or "nl")


def _euro(cents: int) -> str:
    return notation.format_euro(cents, get_language() or "nl")


def _thread(here: str) -> tuple[ThreadNode, ...]:
    return (
        ThreadNode(kind=_("Goal"), label=_("More people at work near home"), url=here, icon="goal", rank=10),
        ThreadNode(
            kind=_("Rule"), label=_("5% social return from €50,000"), url=here, icon="framework", rank=30
        ),
        ThreadNode(
            kind=_("Procurement"),
            label=_("Cleaning of the town hall"),
            icon="procurement",
            rank=50,
            current=True,
        ),
        ThreadNode(
            kind=_("Advice"),
            label=_("Reserve one lot"),
            url=here,
            icon="advice",
            rank=60,
            note=_("two points to note"),
        ),
        ThreadNode(kind=_("Strategy"), label=_("Not made yet"), icon="strategy", rank=70),
    )


def _help(here: str) -> tuple[Help, ...]:
    points = (
        _("Choose the procedure that fits the estimate and your own policy."),
        _("You can save at any time. Colleagues with the same role can read along."),
    )
    return (Help(title=_("Help with this step"), points=points, link=Link(_("Read the guide"), here)),)


def _navigation(here: str) -> tuple[NavEntry, ...]:
    items = (
        NavItem(label=_("Home"), url=here, icon="home"),
        NavItem(label=_("Goals"), url=here, icon="goal"),
        NavItem(label=_("Framework"), url=here, icon="framework"),
        NavItem(label=_("Procurements"), url=here, icon="procurement"),
        NavItem(label=_("Suppliers"), url=here, icon="supplier"),
    )
    return tuple(NavEntry(item, item.icon == "procurement") for item in items)


def _kpis(here: str) -> tuple[Kpi, ...]:
    return (
        Kpi(
            label=_("Running procurements"),
            value="9",
            note=_("3 close within 14 days"),
            icon="procurement",
            url=here,
        ),
        Kpi(
            label=_("Estimated value"), value=_euro(3_002_000_000), note=_("Calendar 2026–2027"), icon="spend"
        ),
        Kpi(
            label=_("With societal value"), value="71%", note=_("Goal: 85% in 2027"), icon="goal", share=0.71
        ),
        Kpi(label=_("Promises kept"), value="92%", note=_("11 of 12 promises"), icon="contract", share=0.92),
    )


def _shares() -> tuple[ShareBar, ...]:
    reached = (
        ("environment_biodiversity", 2, 3),
        ("climate", 2.4, 3),
        ("circular", 1.6, 2),
        ("supply_chain_responsibility", 1, 2),
        ("diversity_inclusion", 1.8, 2),
        ("social_return", 0.8, 3),
    )
    return tuple(
        ShareBar(
            label=str(THEMES[theme]),
            share=now / wanted,
            value=f"{round(100 * now / wanted)}%",
            note=_("Level %(now)s of ambition %(wanted)s") % {"now": _said(now), "wanted": _said(wanted)},
            icon=f"theme_{theme}",
        )
        for theme, now, wanted in reached
    )


def _dated(here: str) -> tuple[DatedItem, ...]:
    high, middle = Badge(label=_("High"), tone=Tone.POSITIVE), Badge(label=_("Middle"), tone=Tone.WARNING)
    return (
        DatedItem(
            day=date(2026, 11, 27),
            label="Onderhoud openbaar groen 2027–2031",
            url=here,
            note=_euro(240_000_000),
            badge=high,
        ),
        DatedItem(
            day=date(2026, 12, 3),
            label="Schoonmaak gemeentelijke gebouwen",
            url=here,
            note=_euro(185_000_000),
            badge=high,
        ),
        DatedItem(
            day=date(2026, 12, 15),
            label="Renovatie sporthal De Meent",
            url=here,
            note=_euro(395_000_000),
            badge=middle,
        ),
    )


def _waits(here: str) -> tuple[Wait, ...]:
    return (
        Wait(
            label=_("Advise on the cleaning of the town hall"),
            url=here,
            due=date(2026, 11, 30),
            note=_("submitted by the client"),
        ),
        Wait(
            label=_("Fill in the measurement of goal 4"),
            url=here,
            icon="measurement",
            badge=Badge(label=_("New"), tone=Tone.INFO),
        ),
    )


def _buttons(here: str) -> tuple[Action, ...]:
    return (
        Action(label=_("Save and continue"), url=here, kind="primary"),
        Action(label=_("Print"), url=here, icon="print"),
        Action(label=_("Remove"), url=here, icon="remove", kind="danger", post=True),
        Action(label=_("Not now"), url=here, kind="quiet"),
        Action(label=_("Submit"), why_not=_("First answer the two open questions.")),
    )


def _badges() -> tuple[Badge, ...]:
    return (
        Badge(label=_("Draft"), tone=Tone.NEUTRAL),
        Badge(label=_("In preparation"), tone=Tone.INFO),
        Badge(label=_("Adopted"), tone=Tone.POSITIVE),
        Badge(label=_("Waiting"), tone=Tone.WARNING),
        Badge(label=_("Stopped"), tone=Tone.NEGATIVE),
    )


def _table(here: str) -> Table:
    def row(name: str, number: str, category: str, badge: Badge, level: int, day: str, cents: int) -> Row:
        return Row(
            (
                Cell(text=name, url=here, note=number),
                Cell(text=category),
                Cell(badge=badge),
                Cell(level=Level(level)),
                Cell(text=day),
                Cell(text=_euro(cents)),
            )
        )

    published, preparing = (
        Badge(label=_("Published"), tone=Tone.POSITIVE),
        Badge(label=_("In preparation"), tone=Tone.INFO),
    )
    stopped = Badge(label=_("Stopped"), tone=Tone.NEGATIVE)
    return Table(
        caption=_("Procurements"),
        caption_hidden=True,
        columns=(
            Column(label=_("Subject"), sort_url=here),
            Column(label=_("Category"), sort_url=here),
            Column(label=_("State")),
            Column(label=_("Level")),
            Column(label=_("Closes"), sort_url=here, sorted="ascending"),
            Column(label=_("Estimate"), numeric=True),
        ),
        rows=(
            row(
                "Onderhoud openbaar groen 2027–2031",
                "VM-2026-101",
                "Wegen en groen",
                published,
                3,
                "27-11-2026",
                240_000_000,
            ),
            row(
                "Schoonmaak gemeentelijke gebouwen",
                "VM-2026-102",
                "Facilitair en catering",
                preparing,
                2,
                "03-12-2026",
                185_000_000,
            ),
            row(
                "Huishoudelijke ondersteuning",
                "VM-2026-107",
                "Zorg en welzijn",
                published,
                1,
                "02-01-2027",
                760_000_000,
            ),
            row(
                "Inhuur flexibele capaciteit",
                "VM-2026-108",
                "Inhuur en advies",
                stopped,
                0,
                "08-01-2027",
                130_000_050,
            ),
        ),
        previous_url=here,
        next_url=here,
    )


def _empties(here: str) -> tuple[EmptyState, ...]:
    add = Action(label=_("Start a procurement"), url=here, icon="add", kind="primary")
    return (
        EmptyState(
            title=_("No procurements yet"),
            text=_("Start with the need: what must it deliver, and for whom?"),
            action=add,
        ),
        EmptyState(
            title=_("Nothing found"), text=_("Try other words, or clear the filters."), drawing="search"
        ),
        EmptyState(
            title=_("Nothing waits for you"),
            text=_("Enjoy it. New tasks appear here by themselves."),
            drawing="done",
        ),
        EmptyState(
            title=_("No colleagues yet"), text=_("Ask the administrator to add them."), drawing="people"
        ),
    )


def _definitions(here: str) -> tuple[Definition, ...]:
    return (
        Definition(term=_("Portfolio holder"), text=_("Alderman for Work and Income")),
        Definition(term=_("Source"), text=_("Coalition agreement 2026–2030, page 12"), url=here),
        Definition(term=_("State"), badge=Badge(label=_("Adopted"), tone=Tone.POSITIVE)),
        Definition(term=_("Level"), level=Level(2, str(LEVELS[2]))),
        Definition(term=_("Indicator")),
        Definition(term=_("Serves"), items=(_("More people at work near home"), _("Fewer poor households"))),
    )


def _findings(here: str) -> tuple[FindingCard, ...]:
    article = Ground(
        label=_("Procurement Act 2012, article 2.82"),
        text=_("Reserved contracts: at least 30% of the workers have a distance to the labour market."),
        url=here,
        checked=date(2026, 11, 22),
    )
    figure = Ground(label=_("Own policy: three quotes from €50,000"), unverified=True)
    return (
        FindingCard(
            severity=Severity.BLOCK,
            text=_("The estimate of the lots is higher than the estimate of the whole."),
            what_now=_("Raise the estimate or lower a lot."),
            rule="R04",
            rule_url=here,
            grounds=(article,),
        ),
        FindingCard(
            severity=Severity.WARN,
            text=_("5% social return asks much of a supplier when little of the price is labour."),
            what_now=_("Ask for less, or let suppliers fulfil it in another way."),
            rule="R11",
            grounds=(article, figure),
        ),
        FindingCard(
            severity=Severity.INFO, text=_("The estimate is below the European threshold."), grounds=(figure,)
        ),
    )


def _instruments(here: str) -> tuple[InstrumentCard, ...]:
    return (
        InstrumentCard(
            name=_("Reserved contract"),
            fit="fits",
            why=_("There are enough social enterprises that do this work."),
            example=_("A town reserved the cleaning of six schools."),
            risk=_("Check that the supplier meets the 30% at the start."),
            actions=(Action(label=_("Use this instrument"), url=here),),
        ),
        InstrumentCard(
            name=_("Impact lot"), fit="conditions", why=_("It fits when the work can be divided.")
        ),
        InstrumentCard(name=_("Innovation lot"), fit="no", why=_("Nothing new has to be made here.")),
    )


def _questions(here: str) -> tuple[Question, ...]:
    return (
        Question(
            text=_("How much of the price is labour?"),
            why=_("Then we can say whether social return is fair here."),
            url=f"{here}#fields",
        ),
        Question(text=_("Did you look for suppliers in the region?")),
    )


def _timeline(here: str) -> tuple[Event, ...]:
    return (
        Event(
            moment=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
            title=_("Submitted"),
            by=_("the client"),
            icon="next",
            url=here,
        ),
        Event(
            moment=datetime(2026, 11, 21, 13, 5, tzinfo=UTC),
            title=_("Returned with a question"),
            text=_("Which part of the estimate is labour?"),
            by=_("the buyer"),
            icon="message",
            tone=Tone.WARNING,
        ),
        Event(moment=date(2026, 11, 22), title=_("Advice accepted"), icon="done", tone=Tone.POSITIVE),
    )


def _radar() -> charts.Chart:
    return charts.radar(
        "ambitieweb",
        _("Web of ambitions"),
        _("Ambition and result per theme. The result stays behind most at social return."),
        tuple(str(name) for name in THEMES.values()),
        (
            charts.Series(_("Result 2026"), (2, 2.4, 1.6, 1, 1.8, 0.8)),
            charts.Series(_("Ambition 2027"), (3, 3, 2, 2, 2, 3)),
        ),
        first_heading=_("Theme"),
        say=_said,
    )


def _bars() -> charts.Chart:
    return charts.bars(
        "aandelen",
        _("Spend with societal value"),
        _("Share of the spend per category that carries societal value, with the goal as a mark."),
        (
            charts.Bar("Wegen en groen", 62, 50),
            charts.Bar("Facilitair en catering", 38, 60),
            charts.Bar("ICT", 0, 20),
            charts.Bar("Zorg en welzijn", None, 60),
        ),
        headings=(_("Category"), _("Share"), _("Goal")),
        unknown=_("not known"),
        top=100,
        say=lambda value: f"{_said(value)}%",
    )


def _line() -> charts.Chart:
    return charts.line(
        "verloop",
        _("People placed through social return"),
        _("The number rose each year; the figure of 2024 is not known."),
        ("2021", "2022", "2023", "2024", "2025", "2026"),
        (
            charts.Series(_("Placed"), (12, 18, 25, None, 41, 52)),
            charts.Series(_("Promised"), (20, 20, 30, 30, 45, 45)),
        ),
        first_heading=_("Year"),
        say=_said,
    )


def _matrix() -> charts.Matrix:
    levels = (
        (3, 3, 2, 1, 0),
        (2, 3, 2, 2, 1),
        (3, 3, 3, 2, None),
        (2, 2, 3, 2, 1),
        (2, 2, 3, 2, 3),
        (3, 3, 3, 2, 2),
    )
    return charts.Matrix(
        title=_("Themes per category"),
        description=_("For each combination the level in running contracts, from 0 to 3."),
        columns=("Wegen en groen", "Bouw en vastgoed", "Facilitair en catering", "ICT", "Zorg en welzijn"),
        rows=tuple(
            charts.MatrixRow(str(name), row, _said(round(sum(one or 0 for one in row) / 5, 1)))
            for name, row in zip(THEMES.values(), levels, strict=True)
        ),
        legend=tuple(str(label) for label in LEVELS),
        closing=_("Average"),
    )
