"""Every sentence that a rule speaks, in Dutch and in English."""

from __future__ import annotations

import msgspec


class Text(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One sentence (or short passage) in both languages of the product."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        """The sentence in `language`; anything but English reads Dutch, the language of the field."""
        return self.en if language.startswith("en") else self.nl
