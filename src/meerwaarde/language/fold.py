"""From any text to plain words: what looks different but reads the same becomes the same."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart, though a reader of Dutch or English does.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "ng"}
)
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼ`´′", "'"))
_APOSTROPHE_S = re.compile(r"(?<=[^\W_])'s(?![^\W_])")
_APOSTROPHE_IN_WORD = re.compile(r"(?<=[^\W_])'(?=[^\W_])")
_LETTER_HYPHEN = re.compile(r"(?<![^\W_])([^\W\d_])-(?=[^\W\d_]{2})")
_DOT_IN_ABBREVIATION = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_](?![^\W_]))")
_WORD = re.compile(r"[^\W_]+")


class _WithoutMarks(dict[int, int | None]):
    """For `str.translate`: marks fall away. Each sign is looked up once, texts repeat them without end."""

    def __missing__(self, number: int) -> int | None:
        kept = None if unicodedata.combining(chr(number)) else number
        self[number] = kept
        return kept


_WITHOUT_MARKS = _WithoutMarks()

LONGEST_WORD = 64
"""Letters of a word that count. Longer runs are not words, and would cost time for nothing."""


def fold(text: str) -> str:
    """Lower case without accents and ligatures: "Coördinatie" becomes "coordinatie", "ĲSBAAN" "ijsbaan".

    Folding what was folded changes nothing. Other scripts keep their letters. Never raises.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = apart.translate(_WITHOUT_MARKS)
    folded = bare.translate(_LETTERS)
    # Taking off a mark can free a letter that folds further; nearly always the first round is the last.
    return folded if folded == text else fold(folded)


def words(text: str) -> list[str]:
    """The folded words of a text, in order: letters and digits, nothing else.

    Words hold together where a reader keeps them together: "e-mail" is `email`, "W.M.O." is `wmo`,
    "'s-Gravenhage" is `sgravenhage`. A plural or an owner loses its 's: "foto's" is `foto`.
    A word counts for its first 64 letters. Never raises.
    """
    # Quotes are made equal before folding, which would turn some of them into a space and a mark.
    plain = fold(text.translate(_APOSTROPHES))
    if "'" in plain:
        plain = _APOSTROPHE_IN_WORD.sub("", _APOSTROPHE_S.sub("", plain))
    if "-" in plain:
        plain = _LETTER_HYPHEN.sub(r"\1", plain)
    if "." in plain:
        plain = _DOT_IN_ABBREVIATION.sub(r"\1", plain)
    return [word[:LONGEST_WORD] for word in _WORD.findall(plain)]


def grams(word: str, length: int = 4) -> tuple[str, ...]:
    """The runs of `length` letters of a folded word, its edges marked: `^dak`, `dak$`.

    They find what stems and compounds miss: misspellings and unknown compounds. A word shorter
    than a run gives one, itself between its edges. A number gives none: 2024 and 2025 are not alike.
    """
    if word.isdigit():
        return ()
    edged = f"^{word}$"
    if len(edged) <= length:
        return (edged,)
    return tuple(edged[start : start + length] for start in range(len(edged) - length + 1))
