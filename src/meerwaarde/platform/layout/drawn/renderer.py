"""Which widgets of a form are written by a function; all others have a template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.safestring import SafeString

from meerwaarde.platform.layout.drawn.fields import field_group, given_input, select

_INPUTS = ("text", "search", "email", "number", "password", "hidden", "checkbox", "url", "tel")

DRAWN: Final[dict[str, Callable[[dict[str, Any]], SafeString]]] = {
    **{
        f"django/forms/widgets/{kind}.html": lambda context: given_input(context["widget"])
        for kind in _INPUTS
    },
    "django/forms/widgets/select.html": lambda context: select(context["widget"]),
    "django/forms/field.html": lambda context: field_group(context["field"]),
}


class Renderer(TemplatesSetting):
    """Django's own renderer, with a quicker way for what every form has."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString | str:
        drawn = DRAWN.get(template_name)
        return super().render(template_name, context, request) if drawn is None else drawn(context)
