"""From what a letter says to its two forms: plain text that is complete, and HTML for every mail client.

Mail clients are narrow: no tables and no pictures, one column that grows to 600 pixels, one style block
(small enough for the clients that cut off past 8 KiB), and colours that also hold in dark mode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

PRODUCT = "Meerwaarde"
"""Who sends a letter that no organisation sends."""
WIDTH = 72
"""Characters in a line of the plain text; an address is never broken."""


@dataclass(frozen=True)
class LetterLink:
    """Words with an address; a path becomes a whole address of this installation."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing in a list: its title, where it leads, and a line each for what is told of it."""

    title: str
    url: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Part:
    """A heading with entries below it."""

    heading: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Body:
    """What a letter says, in the language of its reader."""

    greeting: str = ""
    paragraphs: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    button: LetterLink | None = None
    after: tuple[str, ...] = ()


def body_of(text: str) -> Body:
    """A body from plain text, a paragraph per blank line."""
    return Body(paragraphs=tuple(part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()))


def public_address(path: str) -> str:
    """The whole address of a page of this installation; "" for what a letter may not link to.

    >>> public_address("javascript:alert(1)")
    ''
    """
    whole = urljoin(settings.PUBLIC_URL + "/", path)
    if any(sign.isspace() or not sign.isprintable() for sign in whole):
        return ""
    try:
        parts = urlsplit(whole)
    except ValueError:
        return ""
    return whole if parts.scheme in ("http", "https") and parts.netloc else ""


@dataclass(frozen=True, kw_only=True)
class Composed:
    subject: str
    text: str
    html: str


def compose(
    body: Body, *, subject: str, sender: str, why: str, language: str, stop: LetterLink | None = None
) -> Composed:
    """Both forms of a letter. `stop` is where its reader ends letters like this one."""
    body = _with_addresses(body)
    said = one_line(subject)
    with override(language):
        footer = (why, _sent_by(sender))
        html = render_to_string(
            "notify/letter.html",
            {
                "subject": said,
                "body": body,
                "footer": footer,
                "stop": _with_address(stop),
                "language": language,
            },
        )
        text = _plain(body, footer, _with_address(stop))
    return Composed(subject=said, text=text, html=html)


def _sent_by(sender: str) -> str:
    """Without an organisation the product writes by itself, and not with itself."""
    if sender == PRODUCT:
        return _("Sent by Meerwaarde.")
    return _("Sent by %(sender)s with Meerwaarde.") % {"sender": sender}


def one_line(text: str) -> str:
    """Without line breaks, which would forge headers, and without signs that no screen shows.

    >>> one_line("Plan\\r\\nBcc: x@y.example")
    'Plan Bcc: x@y.example'
    """
    whole = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return whole if len(whole) <= 200 else whole[:199].rstrip() + "…"


def _with_address(link: LetterLink | None) -> LetterLink | None:
    if link is None:
        return None
    url = public_address(link.url)
    return LetterLink(link.label, url) if url else None


def _with_addresses(body: Body) -> Body:
    parts = tuple(
        Part(
            heading=part.heading,
            entries=tuple(
                Entry(title=one.title, url=public_address(one.url) if one.url else "", lines=one.lines)
                for one in part.entries
            ),
        )
        for part in body.parts
    )
    return Body(
        greeting=body.greeting,
        paragraphs=body.paragraphs,
        parts=parts,
        button=_with_address(body.button),
        after=body.after,
    )


def _plain(body: Body, footer: tuple[str, ...], stop: LetterLink | None) -> str:
    blocks = [*_said(body)]
    last = ["-- ", *(line for sentence in footer for line in _wrapped(sentence))]
    if stop is not None:
        last += [*_wrapped(f"{stop.label}:"), stop.url]
    return "\n\n".join([*blocks, "\n".join(last)]) + "\n"


def _said(body: Body) -> Iterator[str]:
    for paragraph in (body.greeting, *body.paragraphs):
        if paragraph:
            yield "\n".join(_wrapped(paragraph))
    for part in body.parts:
        if part.heading:
            yield f"{part.heading}\n{'=' * min(len(part.heading), WIDTH)}"
        for entry in part.entries:
            yield "\n".join(_entry(entry))
    if body.button is not None:
        yield f"{body.button.label}:\n{body.button.url}"
    for paragraph in body.after:
        yield "\n".join(_wrapped(paragraph))


def _entry(entry: Entry) -> Iterator[str]:
    yield from _wrapped(entry.title, first="- ", rest="  ")
    for line in entry.lines:
        yield from _wrapped(line, first="  ", rest="  ")
    if entry.url:
        yield f"  {entry.url}"


def _wrapped(text: str, *, first: str = "", rest: str = "") -> list[str]:
    lines: list[str] = []
    for line in text.splitlines() or [""]:
        lines += wrap(
            line,
            WIDTH,
            initial_indent=rest if lines else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    return lines
