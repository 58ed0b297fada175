"""The tags a page is written with: `{% load meerwaarde %}`.

{% icon "goal" %}                     an icon beside words (hidden from screen readers)
{% icon "goal" label=_("Goal") %}     an icon that stands alone and must be read out
{% euro goal.budget_cents %}          € 2.400.000
{% day goal.until %}                  27 november 2026       {% day goal.until "short" %}   27-11-2026
{% number 2.5 %}                      2,5
{% badge page.badge %}  {% level 2 %}  {% action page.actions.0 %}
{% part page.table %}                 draws any component of layout/components.py
{% thread page.thread %}  {% chart page.radar %}  {% field form.title %}
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField
from django.template.context import Context
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from meerwaarde.platform.layout import components, drawn, notation, slots, undo
from meerwaarde.platform.layout.charts import Chart, Matrix
from meerwaarde.platform.layout.context import Shell
from meerwaarde.platform.layout.drawn.fields import attributes, given_input

register = template.Library()

PARTS: dict[type, str] = {
    components.Action: "action",
    components.Kpi: "kpi",
    components.ShareBar: "share_bar",
    components.EmptyState: "empty_state",
    components.Table: "table",
    components.Definition: "definition",
    components.FindingCard: "finding",
    components.InstrumentCard: "instrument",
    components.Question: "question",
    components.DatedItem: "dated_item",
    components.Wait: "wait",
    components.Event: "event",
    components.Help: "help",
    components.Section: "section",
    Chart: "chart",
    Matrix: "matrix",
}


def language() -> str:
    return notation.language_of(get_language())


@register.simple_tag
def undo_of(message: Any) -> components.Action | None:
    """The button that takes back what a message tells, where it can be taken back."""
    return undo.undo_of(message)


register.simple_tag(drawn.icon, name="icon")
register.simple_tag(drawn.table_head, name="table_head")
register.simple_tag(drawn.table_rows, name="table_rows")
register.simple_tag(drawn.head_files, name="head_files")
register.simple_tag(drawn.spoken, name="spoken_texts")
register.simple_tag(given_input, name="given_input")
register.simple_tag(attributes, name="attributes")


@register.simple_tag
def mark() -> SafeString:
    """The sign of the house."""
    return drawn.MARK


@register.simple_tag(takes_context=True)
def page_header(context: Context) -> SafeString:
    """Above every page."""
    return drawn.header(context.get("shell") or Shell(), lambda: str(context.get("csrf_token", "")))


@register.simple_tag(takes_context=True)
def page_footer(context: Context) -> SafeString:
    """Below every page."""
    return drawn.footer(context.get("shell") or Shell(), lambda: str(context.get("csrf_token", "")))


@register.simple_tag
def euro(cents: int | None, always_cents: bool = False) -> str:
    """An amount from integer cents; nothing for an amount that is not known."""
    return "" if cents is None else notation.format_euro(cents, language(), always_cents=always_cents)


@register.simple_tag
def day(value: date | datetime | None, form: str = "long") -> SafeString | str:
    """A day for people, with the day for machines in a time element."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = notation.here(value).date()
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), notation.format_day(value, language(), form)
    )


@register.simple_tag
def moment(value: datetime | date | None) -> SafeString | str:
    """A day and, where known, the time in the reader's zone."""
    if not isinstance(value, datetime):
        return day(value)
    return format_html(
        '<time datetime="{}">{}</time>',
        notation.here(value).isoformat(timespec="minutes"),
        notation.format_moment(value, language()),
    )


@register.simple_tag
def month(value: date) -> str:
    return notation.month_name(value, language())


@register.simple_tag
def number(value: Decimal | float | int | None, decimals: int | None = None) -> str:
    return "" if value is None else notation.format_number(value, language(), decimals=decimals)


@register.simple_tag(takes_context=True)
def part(context: Context, component: Any, **extra: Any) -> SafeString:
    """Draw one component, with its template in layout/parts where it has one; nothing for None."""
    if component is None or component == "":
        return SafeString("")
    if isinstance(component, components.Badge):
        return drawn.badge(component)
    if isinstance(component, components.Level):
        return drawn.level(component)
    try:
        name = PARTS[type(component)]
    except KeyError:
        raise template.TemplateSyntaxError(
            f"{type(component).__name__} is not a part that can be drawn."
        ) from None
    return _draw(context, name, it=component, **extra)


@register.simple_tag(takes_context=True)
def parts(context: Context, these: Sequence[Any]) -> SafeString:
    """Draw several components one after the other."""
    return SafeString("".join(part(context, one) for one in these))


@register.simple_tag
def badge(value: components.Badge | None) -> SafeString:
    return drawn.badge(value) if value else SafeString("")


@register.simple_tag(takes_context=True)
def action(context: Context, value: components.Action) -> SafeString:
    return part(context, value)


@register.simple_tag
def level(value: int | components.Level | None, label: str = "") -> SafeString:
    """The level 0 to 3 as a numbered tile with its name."""
    if value is None:
        return SafeString("")
    return drawn.level(value if isinstance(value, components.Level) else components.Level(value, label))


@register.simple_tag(takes_context=True)
def thread(context: Context, nodes: Sequence[components.ThreadNode]) -> SafeString:
    """The golden thread: where this comes from and what came of it, both ways."""
    return _draw(context, "thread", nodes=nodes) if nodes else SafeString("")


@register.simple_tag(takes_context=True)
def steps(context: Context, these: Sequence[components.Step]) -> SafeString:
    return _draw(context, "steps", steps=these) if these else SafeString("")


@register.simple_tag(takes_context=True)
def chart(context: Context, value: Chart | None) -> SafeString:
    """A drawing with its title, its legend and the same figures as a table."""
    return part(context, value)


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One form field with label, help, error and widget."""
    return bound.as_field_group()


@register.simple_tag
def share_width(share: float, of: int = 100) -> str:
    """A share of 0 to 1 as a length in a drawing: never localised, never outside the bar."""
    return f"{max(0.0, min(1.0, float(share))) * of:.2f}"


@register.simple_tag
def entrance_links() -> tuple[components.Link, ...]:
    """Ways in for who has no account: the log-in page is made by a library and has no page object."""
    return slots.entrance_links.collect()


def _draw(context: Context, name: str, **values: Any) -> SafeString:
    with context.push(**values):
        found = get_template(f"layout/parts/{name}.html").template  # type: ignore[attr-defined]
        return SafeString(found.render(context))
