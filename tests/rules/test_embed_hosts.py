"""Which sites may show a search box: what people paste becomes an origin for a header, or nothing."""

from __future__ import annotations

import pytest

from meerwaarde.rules.embed_hosts import frame_ancestors, read_origin, read_origins


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://intranet.veenmeer.nl", "https://intranet.veenmeer.nl"),
        (" HTTPS://Intranet.Veenmeer.NL/start?x=1#y ", "https://intranet.veenmeer.nl"),
        ("intranet.veenmeer.nl", "https://intranet.veenmeer.nl"),
        ("https://intranet.veenmeer.nl:8443", "https://intranet.veenmeer.nl:8443"),
        ("http://127.0.0.1:8001", "http://127.0.0.1:8001"),
        ("http://localhost", "http://localhost"),
    ],
)
def test_an_address_becomes_an_origin(typed: str, origin: str) -> None:
    assert read_origin(typed) == origin


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "*",
        "https://*",
        "https://*.nl",
        "http://intranet.veenmeer.nl",
        "https://a b.nl",
        "https://veenmeer.nl; script-src *",
        "https://veenmeer.nl\nX-Frame-Options: x",
        "https://ada:geheim@veenmeer.nl",
        "https://veenmeer.nl:99999",
        "https://veenmeer",
        "javascript:alert(1)",
        "data:text/html,x",
        "'self'",
        "https://-veenmeer.nl",
        "ftp://veenmeer.nl",
        "https://xn--veenmeer\u2028.nl",
    ],
)
def test_what_is_no_plain_origin_is_refused(typed: str) -> None:
    assert read_origin(typed) is None


def test_several_are_read_each_once_and_the_odd_one_is_named() -> None:
    assert read_origins("https://a.nl, b.nl\nhttps://a.nl/x") == (("https://a.nl", "https://b.nl"), None)
    assert read_origins("https://a.nl\n*") == (("https://a.nl",), "*")


def test_nothing_but_origins_comes_into_the_header() -> None:
    assert frame_ancestors(["https://a.nl", "*", "https://b.nl; x"]) == ["https://a.nl"]
    assert frame_ancestors([]) == ["'none'"]
