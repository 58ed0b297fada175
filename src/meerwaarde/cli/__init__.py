"""The `meerwaarde` command."""

from __future__ import annotations

import os
import sys

from meerwaarde.cli.streams import DONE, give_advice


def main() -> None:
    """Entry point; a reader that stops reading (`| head`) is no mistake.

    Plain `meerwaarde advise [FILE]` goes straight to the rules: programs call it by the thousand, and loading
    all other commands would take longer than the advice itself.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meerwaarde.config.settings")
    try:
        match [argument for argument in sys.argv[1:] if argument != "--json"]:
            case ["advise"]:
                sys.exit(give_advice("-"))
            case ["advise", file] if file == "-" or not file.startswith("-"):
                sys.exit(give_advice(file))
        from meerwaarde.cli.commands import app

        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
