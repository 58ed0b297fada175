"""The one way in which a gate says no: what is wrong, where, and what can be done now."""

from __future__ import annotations

import msgspec

from meerwaarde.rules.text import Text


class Refusal(msgspec.Struct, frozen=True):
    """Why something from outside is not let in.

    `code` is stable snake_case for programs; `message` and `what_now` are sentences for people;
    `where` names the file, line or field ("" where the whole input is meant).
    """

    code: str
    message: Text
    where: str
    what_now: Text


class Refused(Exception):
    """Raised by a gate; carries a frozen `Refusal` and never holds the refused content itself."""

    def __init__(self, code: str, message: Text, where: str, what_now: Text) -> None:
        super().__init__(f"{code}: {message.en}" + (f" ({where})" if where else ""))
        self._refusal = Refusal(code, message, where, what_now)

    @property
    def refusal(self) -> Refusal:
        """The whole refusal as one frozen record."""
        return self._refusal

    @property
    def code(self) -> str:
        """Stable snake_case code."""
        return self._refusal.code

    @property
    def message(self) -> Text:
        """What is wrong and why."""
        return self._refusal.message

    @property
    def where(self) -> str:
        """File, line or field; "" where the whole input is meant."""
        return self._refusal.where

    @property
    def what_now(self) -> Text:
        """What can be done now."""
        return self._refusal.what_now
