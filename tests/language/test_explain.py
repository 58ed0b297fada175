"""Why something was found, in one line."""

from meerwaarde.language.explain import explain
from meerwaarde.language.index import Match


def test_each_word_gives_its_strongest_reason_once() -> None:
    reasons = [
        Match("dak", "letters", "dak"),
        Match("dak", "word", "dak"),
        Match("goten", "letters", "goten"),
        Match("schoonmaakdienst", "part", "schoonmaakdienst"),
    ]
    assert explain(reasons) == "woord: dak; deel van: schoonmaakdienst; lijkt op: goten"
    assert explain(reasons[:1], "en") == "resembles: dak"
    assert explain([]) == ""


def test_a_phrase_that_stands_for_something_else_explains_its_words() -> None:
    reasons = [
        Match("hulp", "letters", "hulp"),
        Match("hulp huishouden", "synonym", "thuishulpdiensten"),
    ]
    assert explain(reasons) == "ook wel: thuishulpdiensten (hulp huishouden)"
