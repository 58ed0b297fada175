"""Form fields: label, help, mistakes, and the widgets that most forms have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from meerwaarde.platform.layout.drawn.markup import NOTHING, joined, markup

Widget = Mapping[str, Any]

_TICKED = frozenset({"checkbox", "radio"})
_ELSEWHERE = frozenset({"class", "placeholder"})
"""The class is written with the element. No placeholder: it goes as soon as somebody types, and looks like
an answer. Say it in the help."""


def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """The attributes of a widget; True stands alone, False is left out."""
    return _listed((name, value) for name, value in attrs.items() if name not in _ELSEWHERE)


def given_input(widget: Widget) -> SafeString:
    """An input of any type."""
    kind, value = widget["type"], widget["value"]
    return markup(
        '<input type="{}" name="{}" class="{}{}"{}{}>',
        kind,
        widget["name"],
        _class_of(kind),
        _own_class(widget),
        NOTHING if value is None else markup(' value="{}"', value),
        attributes(widget["attrs"]),
    )


def select(widget: Widget) -> SafeString:
    """A list to choose from, in groups where it has those."""
    several = " mw-select--multiple" if widget["attrs"].get("multiple") else ""
    return markup(
        '<select name="{}" class="utrecht-select mw-select{}{}"{}>{}</select>',
        widget["name"],
        several,
        _own_class(widget),
        attributes(widget["attrs"]),
        joined(_group(*group[:2]) for group in widget["optgroups"]),
    )


def field_group(bound: BoundField) -> SafeString:
    """One field with its label, its help, what is wrong, and what is typed."""
    invalid = " mw-field--invalid" if bound.errors else ""
    mistakes = bound.errors if bound.errors else NOTHING
    explained = _help(bound)
    drawn = str(bound)
    if bound.use_fieldset:
        described = bound.aria_describedby
        return markup(
            '<fieldset class="mw-field mw-field--group{}"{}>'
            '<legend class="utrecht-form-label mw-field__label">{}{}</legend>{}{}{}</fieldset>',
            invalid,
            markup(' aria-describedby="{}"', described) if described else NOTHING,
            bound.label,
            _optional(bound),
            explained,
            mistakes,
            drawn,
        )
    if bound.widget_type == "checkbox":
        return markup(
            '<div class="mw-field mw-field--single{}">{}<div class="mw-choice">{}'
            '<label class="mw-choice__label" for="{}">{}</label></div>{}</div>',
            invalid,
            mistakes,
            drawn,
            bound.id_for_label,
            bound.label,
            explained,
        )
    return markup(
        '<div class="mw-field{}"><label class="utrecht-form-label mw-field__label" for="{}">{}{}</label>'
        "{}{}{}</div>",
        invalid,
        bound.id_for_label,
        bound.label,
        _optional(bound),
        explained,
        mistakes,
        drawn,
    )


def _listed(pairs: Iterable[tuple[str, Any]]) -> SafeString:
    return joined(
        markup(" {}", name) if value is True else markup(' {}="{}"', name, value)
        for name, value in pairs
        if value is not False
    )


def _class_of(kind: str) -> str:
    if kind in _TICKED:
        return f"mw-choice__input mw-choice__input--{kind}"
    return {"file": "mw-file", "hidden": ""}.get(kind, "utrecht-textbox mw-input")


def _own_class(widget: Widget) -> SafeString:
    own = widget["attrs"].get("class")
    return markup(" {}", own) if own else NOTHING


def _group(name: str | None, options: list[Widget]) -> SafeString:
    drawn = joined(
        markup('<option value="{}"{}>{}</option>', one["value"], _listed(one["attrs"].items()), one["label"])
        for one in options
    )
    return markup('<optgroup label="{}">{}</optgroup>', name, drawn) if name else drawn


def _help(bound: BoundField) -> SafeString:
    if not bound.help_text:
        return NOTHING
    text = mark_safe(str(bound.help_text))  # noqa: S308 - written by us with the form, never typed
    return markup(
        '<div class="utrecht-form-field-description mw-field__help" id="{}_helptext">{}</div>',
        bound.auto_id,
        text,
    )


def _optional(bound: BoundField) -> SafeString:
    """A form that may stay open as a whole does not say so at each field."""
    if bound.field.required or getattr(bound.form, "may_stay_open", False):
        return NOTHING
    return markup(' <span class="mw-field__optional">{}</span>', gettext("(not required)"))
