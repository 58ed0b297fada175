"""Merge the translations of all rooms into one catalogue, and hold them to the rules of the house.

    python tools/translations.py build    *.po become locale/<language>/LC_MESSAGES/django.mo
    python tools/translations.py check    what is missing, unused, doubtful, or too difficult
    python tools/translations.py missing  what one room still has to fill in (--room policy)

Message ids are English. Every room has its own Dutch file, so that nobody waits for another; the same message
in two rooms must have the same translation. No gettext programs are needed: Babel reads and writes the files.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "meerwaarde"
LOCALE = PACKAGE / "locale"
LANGUAGES = ("nl", "en")

# Words that a reader stumbles over, and what to write in their place.
DIFFICULT = {
    "aangaande": "over",
    "alsmede": "en",
    "betreffende": "over",
    "bovengenoemde": "deze",
    "commitment": "belofte",
    "conform": "volgens",
    "deadline": "uiterste datum",
    "derhalve": "daarom",
    "desalniettemin": "toch",
    "desgewenst": "als u wilt",
    "dient te": "moet",
    "dienen te": "moeten",
    "echter": "maar",
    "effectueren": "uitvoeren",
    "faciliteren": "helpen",
    "gaarne": "graag",
    "hetgeen": "wat",
    "implementeren": "invoeren",
    "indien": "als",
    "ingeval": "als",
    "initiëren": "beginnen",
    "inzake": "over",
    "klik hier": "noem waar de link heen gaat",
    "met betrekking tot": "over",
    "middels": "met of door",
    "mits": "als",
    "omtrent": "over",
    "onderhavige": "deze",
    "optimaliseren": "verbeteren",
    "reeds": "al",
    "stakeholders": "betrokkenen",
    "ten behoeve van": "voor",
    "teneinde": "om",
    "tevens": "ook",
    "voornoemde": "deze",
    "zulks": "dit",
}
ABBREVIATED = re.compile(
    r"\b(?:i\.v\.m|d\.m\.v|m\.b\.t|t\.b\.v|o\.b\.v|s\.v\.p|n\.a\.v|t\.a\.v|a\.d\.h\.v|e\.e\.a)\.", re.I
)
MOST_WORDS = 25
# Messages of Django and allauth that we word in our own way: our code never asks for them.
ELSEWHERE = "elsewhere.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|%[sd]")
IN_PYTHON = {
    "_": (1, None),
    "gettext": (1, None),
    "gettext_lazy": (1, None),
    "gettext_noop": (1, None),
    "ngettext": (2, None),
    "ngettext_lazy": (2, None),
    "pgettext": (1, 0),
    "pgettext_lazy": (1, 0),
}

Key = tuple[str, str]  # context ("" for none) and message id


@dataclass(frozen=True, slots=True)
class Used:
    """A message as the code asks for it, and the first place where it does."""

    context: str
    message: str
    plural: str
    file: Path
    line: int

    @property
    def key(self) -> Key:
        return (self.context, self.message)

    @property
    def where(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}"

    @property
    def room(self) -> str:
        """The room whose .po file this message belongs to."""
        parts = self.file.relative_to(PACKAGE).parts
        return (
            parts[1]
            if parts[0] in ("stages", "platform") and len(parts) > 2
            else parts[0].removesuffix(".py")
        )


# What the code uses


def used_messages() -> list[Used]:
    """Every message in Python files and templates of the package, in a fixed order."""
    found: list[Used] = []
    for path in sorted(PACKAGE.rglob("*")):
        if "migrations" in path.parts or "vendor" in path.parts:
            continue
        if path.suffix == ".py":
            found.extend(in_python(path))
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            found.extend(in_template(path.read_text(encoding="utf-8"), path))
    return found


def in_python(path: Path) -> Iterator[Used]:
    """Calls of gettext and its family with plain strings."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in IN_PYTHON:
            continue
        count, context_at = IN_PYTHON[name]
        texts = [
            one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if context_at is not None:
            if len(texts) >= 2:
                yield Used(texts[0], texts[1], "", path, node.lineno)
        elif len(texts) >= count:
            yield Used("", texts[0], texts[1] if count == 2 else "", path, node.lineno)


def in_template(source: str, path: Path) -> Iterator[Used]:
    """Messages of `translate`, `blocktranslate` and `_()` in one template, as Django asks for them."""
    from django.template.base import DebugLexer, TokenType
    from django.utils.translation import trim_whitespace
    from django.utils.translation.template import (
        block_re,
        constant_re,
        context_re,
        endblock_re,
        inline_re,
        plural_re,
    )

    inside: list[list[str]] | None = None
    context, trimmed, started = "", False, 0
    for token in DebugLexer(source).tokenize():
        contents = token.contents
        if inside is not None:
            if token.token_type == TokenType.BLOCK and endblock_re.match(contents):
                texts = [trim_whitespace("".join(part)) if trimmed else "".join(part) for part in inside]
                yield Used(context, texts[0], texts[1] if len(texts) > 1 else "", path, started)
                inside = None
            elif token.token_type == TokenType.BLOCK and plural_re.match(contents):
                inside.append([])
            elif token.token_type == TokenType.VAR:
                inside[-1].append(f"%({contents.strip()})s")
            elif token.token_type == TokenType.TEXT:
                inside[-1].append(contents.replace("%", "%%"))
            continue
        if token.token_type == TokenType.BLOCK and (match := block_re.match(contents)):
            inside, started = [[]], token.lineno or 0
            trimmed = "trimmed" in contents.split()
            context = unquoted(said[1]) if (said := context_re.match(contents)) else ""
            del match
        elif token.token_type == TokenType.BLOCK and (match := inline_re.match(contents)):
            context_here = unquoted(said[1]) if (said := context_re.match(contents)) else ""
            yield Used(context_here, unquoted(match[1]).replace("%", "%%"), "", path, token.lineno or 0)
        if token.token_type in (TokenType.BLOCK, TokenType.VAR):
            for constant in constant_re.findall(contents):
                yield Used("", unquoted(constant), "", path, token.lineno or 0)


def unquoted(text: str) -> str:
    return text.strip().removeprefix("_(").removesuffix(")")[1:-1] if text[:1] in "\"'_" else text


# What the rooms say


@dataclass(frozen=True, slots=True)
class Said:
    """A translation and the file it stands in."""

    key: Key
    plural: str
    texts: tuple[str, ...]
    fuzzy: bool
    file: Path
    line: int

    @property
    def where(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}"


def translations(language: str) -> list[Said]:
    """All entries of all rooms of a language."""
    from babel.messages.pofile import read_po

    said = []
    for path in sorted((LOCALE / language).glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, abort_invalid=True)
        for entry in catalogue:
            if not entry.id:
                continue
            ids = (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)
            texts = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
            key = (entry.context or "", ids[0])
            plural = ids[1] if len(ids) > 1 else ""
            said.append(Said(key, plural, texts, entry.fuzzy, path, entry.lineno or 0))
    return said


def build() -> bool:
    """Make the merged catalogues that are out of date; True when one was made."""
    made = False
    for language in LANGUAGES:
        sources = sorted((LOCALE / language).glob("*.po"))
        target = LOCALE / language / "LC_MESSAGES" / "django.mo"
        newest = max(
            [path.stat().st_mtime for path in [*sources, (LOCALE / language)] if path.exists()], default=0
        )
        if not sources or (target.exists() and target.stat().st_mtime > newest):
            continue
        merge(language, target)
        made = True
    return made


def merge(language: str, target: Path) -> None:
    """Write one binary catalogue; the first room wins, the check refuses that two rooms disagree."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    merged = Catalog(locale=language, charset="utf-8")
    for entry in translations(language):
        context, message = entry.key
        if entry.fuzzy or not all(entry.texts) or merged.get(message, context or None):
            continue
        merged.add(
            (message, entry.plural) if entry.plural else message,
            entry.texts if entry.plural else entry.texts[0],
            context=context or None,
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".new")
    with fresh.open("wb") as file:
        write_mo(file, merged)
    fresh.replace(target)  # at once, so that a running server never reads half a catalogue
    print(f"translations: {language} has {len(merged)} messages", file=sys.stderr)


# The rules


def problems() -> list[str]:
    """What is wrong with the Dutch catalogue, each with file and message; empty when all is well."""
    used, said = used_messages(), translations("nl")
    return [
        *missing_from(used, said),
        *unused_in(used, said),
        *conflicting(said),
        *faulty(said),
        *too_difficult(used, said),
    ]


def missing_from(used: list[Used], said: list[Said]) -> Iterator[str]:
    known = {entry.key: entry for entry in said}
    told = set()
    for one in used:
        if one.key in told:
            continue
        told.add(one.key)
        entry = known.get(one.key)
        if entry is None:
            yield f"{one.where}: {one.message!r} has no Dutch translation; add it to locale/nl/{one.room}.po"
        elif one.plural and not entry.plural:
            yield f"{entry.where}: {one.message!r} needs a plural translation (used at {one.where})"


def unused_in(used: list[Used], said: list[Said]) -> Iterator[str]:
    asked = {one.key for one in used}
    for entry in said:
        if entry.key not in asked and entry.file.name != ELSEWHERE:
            yield f"{entry.where}: {entry.key[1]!r} is used nowhere; remove it"


def conflicting(said: list[Said]) -> Iterator[str]:
    first: dict[Key, Said] = {}
    for entry in said:
        earlier = first.setdefault(entry.key, entry)
        if earlier.texts != entry.texts:
            yield f"{entry.where}: {entry.key[1]!r} is translated otherwise at {earlier.where}"


def faulty(said: list[Said]) -> Iterator[str]:
    for entry in said:
        if entry.fuzzy:
            yield f"{entry.where}: {entry.key[1]!r} is marked fuzzy; check it and remove the mark"
        if not all(entry.texts):
            yield f"{entry.where}: {entry.key[1]!r} has an empty translation"
            continue
        wanted = placeholders(entry.key[1]) | placeholders(entry.plural)
        for text in entry.texts:
            given = placeholders(text)
            # The singular may leave out the number ("one thing waits"); nothing may be made up.
            lacking = set() if entry.plural else wanted - given
            if lacking or given - wanted:
                yield f"{entry.where}: {entry.key[1]!r} has other placeholders in {text!r}"


def placeholders(text: str) -> set[str]:
    return {match[0] for match in PLACEHOLDER.finditer(text.replace("%%", ""))}


def too_difficult(used: list[Used], said: list[Said]) -> Iterator[str]:
    for entry in said:
        for text in entry.texts:
            for trouble in difficulties(text):
                yield f"{entry.where}: {trouble}"
    for one in used:
        if long := longest_sentence(one.message):
            yield f"{one.where}: a sentence of {long} words in {one.message[:60]!r}; at most {MOST_WORDS}"


def difficulties(text: str) -> Iterator[str]:
    """What makes a Dutch text hard to read."""
    lowered = text.lower()
    for word, better in DIFFICULT.items():
        if re.search(rf"\b{re.escape(word)}\b", lowered):
            yield f"“{word}” is difficult, write “{better}”: {text[:80]!r}"
    if match := ABBREVIATED.search(text):
        yield f"“{match[0]}” is an abbreviation, write it out: {text[:80]!r}"
    if long := longest_sentence(text):
        yield f"a sentence of {long} words in {text[:60]!r}; at most {MOST_WORDS}"


def longest_sentence(text: str) -> int:
    """The number of words of the longest sentence when that is too long, else 0."""
    bare = re.sub(r"<[^>]+>", " ", text)
    longest = max((len(sentence.split()) for sentence in re.split(r"(?<=[.!?:])\s+|\n\n", bare)), default=0)
    return longest if longest > MOST_WORDS else 0


def missing_entries(room: str) -> str:
    """The missing messages of a room in the form of a .po file."""
    known = {entry.key for entry in translations("nl")}
    lines: dict[Key, str] = {}
    for one in used_messages():
        if one.key in known or one.key in lines or (room and one.room != room):
            continue
        context = f"msgctxt {quoted(one.context)}\n" if one.context else ""
        if one.plural:
            plural = quoted(one.plural)
            body = f'msgid {quoted(one.message)}\nmsgid_plural {plural}\nmsgstr[0] ""\nmsgstr[1] ""\n'
        else:
            body = f'msgid {quoted(one.message)}\nmsgstr ""\n'
        lines[one.key] = f"#: {one.where.split(':')[0]}\n{context}{body}"
    return "\n".join(lines.values())


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("build", "check", "missing"))
    parser.add_argument("--room", default="", help="only the messages of this room")
    chosen = parser.parse_args()
    if chosen.what == "build":
        build()
    elif chosen.what == "missing":
        print(missing_entries(chosen.room))
    else:
        found = problems()
        print("\n".join(found) or "All messages are translated, used and readable.")
        raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
