"""A message that can be taken back: what was done, with a button beside it that undoes it.

Django keeps messages as plain text with tags. The tag that `undoable` makes carries where the button leads
and which version it is about; the page draws it as a form of its own.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from meerwaarde.platform.layout.components import Action

MARK = "undo:"


def undoable(url: str, version: int) -> str:
    """The `extra_tags` of a message about something that a POST to `url` undoes."""
    return f"{MARK}{url}#{version}"


def undo_of(message: Any) -> Action | None:
    """The button that undoes what a message tells; None where there is none."""
    tags = getattr(message, "extra_tags", "") or ""
    if not tags.startswith(MARK):
        return None
    url, _hash, version = tags.removeprefix(MARK).rpartition("#")
    return Action(label=_("Undo"), url=url, post=True, kind="quiet", hidden=(("version", version),))
