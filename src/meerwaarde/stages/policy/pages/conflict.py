"""Two people, one record: what stands there now beside what was typed, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField, CheckboxInput, Form
from django.utils.translation import gettext as _

from meerwaarde.platform.layout.components import Cell, Column, Row, Table


@dataclass(frozen=True)
class Conflict:
    """The fields that differ. The form below it saves over what stands there, on purpose."""

    table: Table


def conflict_between(form: Form, now: dict[str, Any]) -> Conflict:
    """`form` is valid and holds what was typed, `now` the record's values as the form would show them."""
    compared = [(form[name], now.get(name), _typed(form[name])) for name in form.fields if name != "version"]
    told = [(field, as_read(field, theirs), as_read(field, mine)) for field, theirs, mine in compared]
    return Conflict(
        Table(
            caption=_("What differs"),
            columns=(
                Column(label=_("Field")),
                Column(label=_("Stands there now")),
                Column(label=_("You typed")),
            ),
            rows=tuple(
                Row((Cell(text=str(field.label)), Cell(text=theirs or "–"), Cell(text=mine or "–")))
                for field, theirs, mine in told
                if theirs != mine
            ),
        )
    )


def as_read(field: BoundField, value: Any) -> str:
    """A value as people read it: the label of a choice, a list as a list, an amount as an amount."""
    if value in (None, "", [], (), False):
        return ""
    choices = dict(_flat(getattr(field.field, "choices", ())))
    if choices:
        chosen = value if isinstance(value, list | tuple) else [value]
        return ", ".join(str(choices.get(str(one), one)) for one in chosen)
    if isinstance(field.field.widget, CheckboxInput):
        return _("yes")
    return str(field.field.widget.format_value(value) or "").strip()


def _typed(field: BoundField) -> Any:
    """What stands in the field as sent, read as its kind of value where that can be."""
    sent = field.data
    return sent if hasattr(field.field, "choices") else field.field.to_python(sent)


def _flat(choices: Any) -> Iterable[tuple[str, Any]]:
    for code, label in choices:
        yield str(code), label
