"""The examples of the style guide: every part in every state, with made-up content."""

from meerwaarde.platform.layout.styleguide.forms import example_suggestions
from meerwaarde.platform.layout.styleguide.page import example_shell, styleguide_page

__all__ = ["example_shell", "example_suggestions", "styleguide_page"]
