"""The page object of the style guide and the frame around it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.layout import charts
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Crumb,
    DatedItem,
    Definition,
    EmptyState,
    Event,
    FindingCard,
    InstrumentCard,
    Kpi,
    Level,
    Link,
    Page,
    Progress,
    Question,
    ShareBar,
    Step,
    Table,
    Tone,
    Wait,
)
from meerwaarde.platform.layout.context import PersonMenu, Shell
from meerwaarde.platform.layout.styleguide import advice, parts
from meerwaarde.platform.layout.styleguide import charts as examples
from meerwaarde.platform.layout.styleguide.forms import LEVELS, ExampleForm, ExampleLots


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
        thread=advice.thread(here),
        help=advice.help(here),
        kpis=parts.kpis(here),
        shares=parts.shares(),
        dated=parts.dated(here),
        waits=parts.waits(here),
        buttons=parts.buttons(here),
        badges=parts.badges(),
        levels=tuple(Level(number, str(label)) for number, label in enumerate(LEVELS)),
        table=parts.table(here),
        empties=parts.empties(here),
        definitions=parts.definitions(here),
        findings=advice.findings(here),
        instruments=advice.instruments(here),
        questions=advice.questions(here),
        timeline=advice.timeline(here),
        radar=examples.radar(),
        bars=examples.bars(),
        line=examples.line(),
        matrix=examples.matrix(),
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
        navigation=parts.navigation(here),
        person=PersonMenu(name="Samira de Vries", role=_("Buyer"), links=links),
        search_url=here,
        demo=True,
        support=(Link(_("Manual"), here), Link(_("Accessibility"), here)),
    )
