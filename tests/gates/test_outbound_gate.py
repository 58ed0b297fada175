"""The one way out: no address inside a network is ever spoken to, and no answer outgrows its limits."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from listening import (
    Server,
    certified,
    dripping,
    in_turn,
    listening,
    plain,
    raw,
)

from meerwaarde.gates.outbound import (
    Answer,
    Limits,
    NoAnswer,
    NotLetOut,
    Outbound,
    Patience,
    allowances,
    is_public,
    loopback_place,
    retry_after,
)

# {port} is a listener on this machine that counts who comes.
HOSTILE = (
    # other schemes
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/_GET",
    "ftp://127.0.0.1:{port}/",
    "dict://127.0.0.1:{port}/stat",
    "ldap://127.0.0.1:{port}/",
    "jar:https://127.0.0.1:{port}/!/",
    "data:text/html,ha",
    "javascript:alert(1)",
    "//127.0.0.1:{port}/",
    "127.0.0.1:{port}",
    "",
    "https://",
    "https:///pad",
    "https:127.0.0.1:{port}/",
    # this machine, in every spelling
    "https://127.0.0.1:{port}/",
    "https://127.0.0.2:{port}/",
    "https://localhost:{port}/",
    "https://LOCALHOST:{port}/",
    "https://localhost.:{port}/",
    "https://127.1:{port}/",
    "https://127.0.1:{port}/",
    "https://0x7f.1:{port}/",
    "https://0x7f000001:{port}/",
    "https://0x7f.0x0.0x0.0x1:{port}/",
    "https://2130706433:{port}/",
    "https://017700000001:{port}/",
    "https://0177.0.0.1:{port}/",
    "https://0:{port}/",
    "https://0.0.0.0:{port}/",
    "https://127.0.0.1.:{port}/",
    "https://[::1]:{port}/",
    "https://[::]:{port}/",
    "https://[0:0:0:0:0:0:0:1]:{port}/",
    "https://[::ffff:127.0.0.1]:{port}/",
    "https://[::ffff:7f00:1]:{port}/",
    "https://[::127.0.0.1]:{port}/",
    "https://[64:ff9b::7f00:1]:{port}/",
    "https://[2002:7f00:1::]:{port}/",
    "https://[fe80::1%25lo]:{port}/",
    # networks of others
    "https://169.254.169.254/latest/meta-data/",
    "https://[fd00:ec2::254]/latest/meta-data/",
    "https://100.100.100.200/latest/meta-data/",
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://192.0.0.8/",
    "https://198.18.0.1/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    # names and signs that mislead
    "https://example.nl@127.0.0.1:{port}/",
    "https://user:secret@example.nl/",
    "https://127.0.0.1:{port}#@example.nl/",
    "https://127.0.0.1:{port}\\@example.nl/",
    "https://example.nl:{port}/",
    "https://exa mple.nl/",
    "https://example.nl/\r\nX-More: 1",
    "https://example.nl/\x00",
    "https://①②⑦.⓪.⓪.①:{port}/",
    "https://ⓛocalhost:{port}/",
    "https://127。0。0。1:{port}/",
    "https://ex%61mple.nl/",
    "https://-example.nl/",
    "https://example/",
    "https://example.nl:0/",
    "https://example.nl:99999/",
    "https://[::1/",
    "https://" + "a" * 300 + ".nl/",
    "https://example.nl/" + "a" * 2_000,
)


@pytest.fixture
def canary() -> Iterator[Server]:
    with listening(plain()) as server:
        yield server


def here(_name: str, _port: int) -> Sequence[str]:
    """The resolver of somebody who means harm: whatever is asked, it is this machine."""
    return ["127.0.0.1"]


def test_there_are_enough_hostile_addresses() -> None:
    assert len(set(HOSTILE)) >= 60


@pytest.mark.parametrize("known", [{}, {"resolve": here}], ids=["own resolver", "hostile resolver"])
def test_no_hostile_address_is_spoken_to(canary: Server, known: dict[str, Any]) -> None:
    let_out = []
    with Outbound(limits=Limits(seconds=2.0), **known) as outbound:
        for pattern in HOSTILE:
            url = pattern.replace("{port}", str(canary.port))
            for ask in (outbound.get, partial(outbound.post, body=b"{}")):
                try:
                    ask(url)
                except NotLetOut as refused:
                    told = str(refused)
                except NoAnswer:
                    told = "secret"
                if "secret" in told:
                    let_out.append(url)
    assert let_out == []
    assert canary.connections == 0


@pytest.mark.parametrize(
    "behind",
    [
        ["127.0.0.1"],
        ["2d00::1", "127.0.0.1"],
        ["::ffff:127.0.0.1"],
        ["169.254.169.254"],
        ["64:ff9b::a00:1"],
        ["2002:a00:1::"],
        ["10.1.2.3"],
        ["fe80::1"],
        ["fc00::1"],
        ["niet-te-lezen"],
    ],
)
def test_a_public_name_with_an_inner_address_behind_it_is_refused(canary: Server, behind: list[str]) -> None:
    with Outbound(hosts={f"example.nl:{canary.port}"}, resolve=lambda *_asked: behind) as outbound:
        with pytest.raises(NotLetOut) as refused:
            outbound.get(f"https://example.nl:{canary.port}/")
        assert refused.value.code == "address_not_public"
    assert canary.connections == 0


def test_a_name_is_looked_up_once_and_the_address_of_then_is_used(canary: Server) -> None:
    """A resolver that says something else the second time: the second time never comes."""
    asked: list[str] = []

    def rebinding(name: str, _port: int) -> Sequence[str]:
        asked.append(name)
        return ["2d00::1"] if len(asked) == 1 else ["127.0.0.1"]  # 2d00::/8 is public and given to nobody

    hosts = {f"example.nl:{canary.port}"}
    outbound = Outbound(hosts=hosts, resolve=rebinding, limits=Limits(seconds=0.5))
    with outbound, pytest.raises(NoAnswer):
        outbound.get(f"https://example.nl:{canary.port}/")
    assert asked == ["example.nl"]
    assert canary.connections == 0


def test_a_resolver_that_hangs_is_not_waited_for() -> None:
    release = threading.Event()

    def hanging(_name: str, _port: int) -> Sequence[str]:
        release.wait(30)
        return []

    outbound = Outbound(resolve=hanging, limits=Limits(seconds=0.2))
    with outbound, pytest.raises(NoAnswer) as failure:
        outbound.get("https://example.nl/")
    release.set()
    assert failure.value.code == "name_unknown"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2a00:1450:400e:80c::200e", True),
        ("192.88.99.1", True),
        ("::ffff:93.184.216.34", False),
        ("127.0.0.1", False),
        ("100.64.0.1", False),
        ("203.0.113.9", False),
        ("239.1.1.1", False),
        ("2001:db8::1", False),
        ("fec0::1", False),
        ("", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_list_of_hosts_lets_nobody_else_through(canary: Server) -> None:
    with Outbound(hosts={"api.example.nl"}, resolve=here) as outbound:
        for url in ("https://example.nl/", "https://api.example.nl.evil.nl/", "https://api.example.nl:8443/"):
            with pytest.raises(NotLetOut) as refused:
                outbound.get(url)
            assert refused.value.code == "address_not_listed"


def test_this_machine_only_when_it_is_allowed_by_name(
    canary: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Outbound() as outbound, pytest.raises(NotLetOut):
        outbound.get(canary.url)
    with Outbound(allow=[canary.place]) as outbound:
        assert outbound.get(canary.url).body == b"goed"
        with pytest.raises(NotLetOut):  # another port is another place
            outbound.get(f"http://127.0.0.1:{canary.port + 1}/")
    monkeypatch.setenv("OUTBOUND_ALLOW", f" {canary.place} ,")
    with Outbound() as outbound:
        assert outbound.get(canary.url).fine


@pytest.mark.parametrize(
    "place", ["10.0.0.1:80", "example.nl:443", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:x"]
)
def test_an_allowance_opens_no_network(place: str) -> None:
    with pytest.raises(ValueError, match="OUTBOUND_ALLOW"):
        allowances([place])
    assert loopback_place(f"http://{place}/") is None


def test_an_address_of_this_machine_is_known_as_such() -> None:
    assert loopback_place("http://127.0.0.1:8080/papi") == "127.0.0.1:8080"
    assert loopback_place("http://[::1]:8080/") == "[::1]:8080"
    assert loopback_place("http://user@127.0.0.1:8080/") is None


def test_a_redirect_is_an_answer_and_is_not_followed(canary: Server) -> None:
    to_canary = raw(f"HTTP/1.1 302 Found\r\nLocation: {canary.url}/\r\nContent-Length: 0\r\n\r\n".encode())
    with listening(to_canary) as server, Outbound(allow=[server.place, canary.place]) as outbound:
        answer = outbound.get(server.url)
    assert (answer.status, answer.fine) == (302, False)
    assert answer.headers["location"] == f"{canary.url}/"
    assert canary.connections == 0


OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
PACKED = OK + b"Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx"
BIG = b"x" * 50_000


@pytest.mark.parametrize(
    ("habit", "code"),
    [
        (dripping(b"", b"H", 0.05), "too_slow"),
        (dripping(OK + b"X: ", b"x", 0.05), "too_slow"),
        (dripping(OK + b"Content-Length: 90\r\n\r\n", b"x", 0.05), "too_slow"),
        (dripping(CHUNKED, b"1\r\nx\r\n", 0.05), "too_slow"),
        (dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.02), "too_slow"),
        (dripping(OK + b"\r\n", BIG, 0.0), "answer_too_large"),
        (dripping(CHUNKED, b"c350\r\n" + BIG + b"\r\n", 0.0), "answer_too_large"),
        (dripping(CHUNKED + b"-1\r\n", BIG, 0.0), "answer_too_large"),
        (raw(OK + b"Content-Length: 100001\r\n\r\n"), "answer_too_large"),
        (raw(OK + b"Content-Length: 100\r\n\r\nhalf"), "answer_unreadable"),
        (raw(PACKED), "answer_unreadable"),
        (raw(OK + b"X: y\r\n" * 200 + b"\r\n"), "answer_unreadable"),
        (raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "answer_unreadable"),
        (raw(b""), "answer_unreadable"),
    ],
)
def test_no_answer_outgrows_its_limits(habit: object, code: str) -> None:
    with listening(habit) as server:  # type: ignore[arg-type]
        limits = Limits(most_bytes=100_000, seconds=0.4)
        with Outbound(allow=[server.place], limits=limits) as outbound:
            with pytest.raises(NoAnswer) as failure:
                outbound.get(server.url)
            assert failure.value.code == code


def test_a_place_where_nobody_listens_is_unreachable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
        with Outbound(allow=[place]) as outbound, pytest.raises(NoAnswer) as failure:
            outbound.get(f"http://{place}/")
    assert (failure.value.code, failure.value.passing) == ("unreachable", True)


def test_an_address_that_is_silent_leaves_time_for_the_next(canary: Server) -> None:
    """As IPv6 that leads nowhere: whoever connects to a full queue hears nothing, not even a refusal."""
    with socket.socket() as silent, ExitStack() as waiting:
        silent.bind(("127.0.0.5", canary.port))
        silent.listen(0)
        for _ in range(2):
            line = waiting.enter_context(socket.socket())
            line.setblocking(False)
            line.connect_ex(("127.0.0.5", canary.port))
        outbound = Outbound(
            allow=[f"localhost:{canary.port}"],
            resolve=lambda *_asked: ["127.0.0.5", "127.0.0.1"],
            limits=Limits(seconds=2.0),
        )
        with outbound:
            assert outbound.get(f"http://localhost:{canary.port}/").body == b"goed"


def test_questions_share_a_connection_and_a_broken_one_is_made_anew(canary: Server) -> None:
    once = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nja")  # promises to stay and leaves
    with listening(in_turn(once, plain(b"weer"))) as server, Outbound(allow=[server.place]) as outbound:
        assert [outbound.get(server.url).body for _ in range(4)] == [b"ja", b"weer", b"weer", b"weer"]
        assert server.connections == 2


def test_a_body_is_sent_whole_and_never_twice_by_itself() -> None:
    left = raw(b"")
    with listening(left) as server, Outbound(allow=[server.place]) as outbound:
        with pytest.raises(NoAnswer):
            outbound.post(server.url + "/haak?soort=a", b'{"a": 1}', headers={"X-Signature": "abc"})
        (asked,) = server.asked
    assert asked.startswith(b"POST /haak?soort=a HTTP/1.1\r\n")
    assert b"X-Signature: abc\r\n" in asked
    assert b"Content-Type: application/json\r\n" in asked
    assert asked.endswith(b'\r\n\r\n{"a": 1}')


def test_a_certificate_must_be_of_the_name_that_was_asked(tmp_path: Path) -> None:
    tls, trusts = certified(tmp_path, "localhost")
    with listening(plain(), tls=tls) as server:
        places = [f"localhost:{server.port}", server.place]
        with Outbound(allow=places, tls=trusts) as outbound:
            assert outbound.get(f"https://localhost:{server.port}/").body == b"goed"
            with pytest.raises(NoAnswer) as failure:
                outbound.get(f"https://127.0.0.1:{server.port}/")
            assert (failure.value.code, failure.value.passing) == ("certificate", False)
        with Outbound(allow=places) as stranger, pytest.raises(NoAnswer) as failure:
            stranger.get(f"https://localhost:{server.port}/")
        assert failure.value.code == "certificate"


def test_two_questions_to_one_place_keep_their_distance(canary: Server) -> None:
    with Outbound(allow=[canary.place], pace_here=0.05) as outbound:
        for _ in range(4):
            outbound.get(canary.url)
    between = [later - before for before, later in zip(canary.moments, canary.moments[1:], strict=False)]
    assert sum(between) >= 3 * 0.05 * 0.8  # the clock of the answering thread may lag a little


def test_patience_waits_ever_longer_and_as_long_as_is_asked() -> None:
    waited: list[float] = []
    habits = [
        plain(status="503 Busy"),
        plain(status="429 Too Many", headers="Retry-After: 7\r\n"),
        plain(status="500 Oops"),
        plain(b"eindelijk"),
    ]
    with listening(in_turn(*habits)) as server, Outbound(allow=[server.place]) as outbound:
        answer = Patience(first=1.0).ask(lambda: outbound.get(server.url), wait=waited.append)
    assert answer.body == b"eindelijk"
    assert 0.5 <= waited[0] <= 1.0
    assert waited[1] == 7.0
    assert 2.0 <= waited[2] <= 4.0


def test_patience_ends_and_gives_the_last_answer() -> None:
    waited: list[float] = []
    with listening(plain(status="503 Busy")) as server, Outbound(allow=[server.place]) as outbound:
        answer = Patience(attempts=3).ask(lambda: outbound.get(server.url), wait=waited.append)
        assert (answer.status, len(server.asked), len(waited)) == (503, 3, 2)
    with Outbound(allow=[server.place]) as outbound, pytest.raises(NoAnswer):
        Patience(attempts=2).ask(lambda: outbound.get(server.url), wait=waited.append)


def test_patience_does_not_ask_again_what_will_not_change() -> None:
    waited: list[float] = []
    with listening(plain(status="404 Not Found")) as server, Outbound(allow=[server.place]) as outbound:
        assert Patience().ask(lambda: outbound.get(server.url), wait=waited.append).status == 404
        with pytest.raises(NotLetOut):
            Patience().ask(lambda: outbound.get("http://10.0.0.1/"), wait=waited.append)
    far = plain(status="429 Too Many", headers="Retry-After: 3600\r\n")
    with listening(far) as server, Outbound(allow=[server.place]) as outbound:
        assert Patience().ask(lambda: outbound.get(server.url), wait=waited.append).status == 429
    assert waited == []


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0),
        ("Sun, 22 Nov 2026 10:00:30 GMT", 30.0),
        ("Sun, 22 Nov 2026 09:00:00 GMT", 0.0),
        ("straks", None),
        ("-5", None),
        ("", None),
    ],
)
def test_how_long_the_other_side_asks_to_wait(said: str, seconds: float | None) -> None:
    now = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    assert retry_after(Answer(429, {"retry-after": said}, b""), now=now) == seconds


def test_nothing_is_left_running(canary: Server) -> None:
    before = threading.active_count()
    with Outbound(allow=[canary.place]) as outbound:
        outbound.get(canary.url)
    for _ in range(50):
        if threading.active_count() <= before + 1:  # the canary's own line
            break
        time.sleep(0.02)
    assert threading.active_count() <= before + 1
