"""A local server that speaks the public interface of TenderNed, with every oddity that was seen of it.

Publications are made up and follow from their number alone, so that a test knows the exact set. Run it by
itself (`python tests/servers/tenderned_server.py --records 20000 --days 5`): it prints its address on a line.
"""

from __future__ import annotations

import argparse
import base64
import json
import socket
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlsplit

FIRST = 900_001
PREFIX = "/papi/tenderned-rs-tns"
KINDS = (
    ("AAO", "Aankondiging opdracht"),
    ("AGO", "Aankondiging gegunde opdracht"),
    ("REC", "Rectificatie"),
    ("VAK", "Vooraankondiging"),
    ("VBE", "Vroegtijdige beëindiging"),
)
CONTRACTS = (("D", "Diensten"), ("L", "Leveringen"), ("W", "Werken"))
PROCEDURES = (("OPE", "Openbaar"), ("NOP", "Niet-openbaar"))
CPV = ("85312300-2", "90911200-8", "77310000-6", "45000000-7", "39130000-2", "72000000-5")
NUTS = ("NL111", "NL112", "NL113", "NL131", "NL226")
SUBJECTS = (
    "Bedrijfsmaatschappelijk werk",
    "Schoonmaak van gemeentelijke gebouwen",
    "Onderhoud openbaar groen",
    "Renovatie van een sporthal",
    "Kantoormeubilair, gebruikt en vernieuwd",
    "Begeleiding naar werk",
)
KNOWN = {
    "page", "size", "publicatieDatumVanaf", "publicatieDatumTot", "cpvCodes", "typeOpdracht", "procedure",
    "nationaalOfEuropees", "publicatieType", "nutsCodes",
}  # fmt: skip


@dataclass(frozen=True)
class Habits:
    """Which oddities the server has. Numbers are counts of questions: every so many, it happens once."""

    records: int = 250
    days: int = 5
    today: date = date(2026, 11, 22)
    ignores: frozenset[str] = frozenset()
    """Parameters that it does nothing with, as with any that it does not know."""
    unreadable_details: frozenset[int] = frozenset()
    """Publications of which the detail never comes."""
    garbage_pages: frozenset[int] = frozenset()
    """Which list questions (from 1) are answered with half a page."""
    garbage_entries: frozenset[int] = frozenset()
    """Which list questions have odd things among the entries, in the place of publications."""
    shifts: frozenset[int] = frozenset()
    """Which list questions are answered one place further: one publication repeats, one is not shown."""
    busy_every: int = 0
    broken_every: int = 0
    drops_every: int = 0
    slow_every: int = 0
    retry_after: str = "0"
    grows_by: int = 0
    """Publications that today gains with every list question about today."""
    lies_by: int = 0
    """By how many the total of days that are over is too high."""
    counters_run: int = 0
    """How many days have gone by for the counters of days."""
    corrected: frozenset[int] = frozenset()
    """Publications whose text changed since."""
    gone: frozenset[int] = frozenset()
    """Publications that are no longer there."""
    ended: frozenset[int] = frozenset()
    """Publications that tell that their procedure came to an early end."""
    credentials: tuple[str, str] = ("naam", "geheim")


@dataclass
class Seen:
    """What the server was asked."""

    lists: int = 0
    details: int = 0
    questions: int = 0
    refused: list[str] = field(default_factory=list)
    asked_details: list[int] = field(default_factory=list)


class TenderNedServer:
    """Serves until it is closed; `url` is what a client calls its base."""

    def __init__(self, habits: Habits | None = None, port: int = 0) -> None:
        self.habits = habits or Habits()
        self.seen = Seen()
        self.grown = 0
        self._lock = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", port), backlog=100)
        self._lines: list[socket.socket] = []
        self.port = self._door.getsockname()[1]
        self.place = f"127.0.0.1:{self.port}"
        self.url = f"http://{self.place}{PREFIX}/v2"
        threading.Thread(target=self._welcome, daemon=True).start()

    def __enter__(self) -> TenderNedServer:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for line in self._lines:
            line.close()

    # --- what there is ------------------------------------------------------------------------------

    def numbers(self) -> set[str]:
        """Every publication that there is now."""
        last = FIRST + self.habits.records + self.grown
        return {str(number) for number in range(FIRST, last) if number not in self.habits.gone}

    def day_of(self, number: int) -> date:
        """Numbers rise with the days; what today gains comes behind all others."""
        place = number - FIRST
        if place >= self.habits.records:
            return self.habits.today
        back = self.habits.days - 1 - place * self.habits.days // self.habits.records
        return self.habits.today - timedelta(days=back)

    def _of_days(self, since: date, until: date) -> range:
        """Numbers of these days: they lie behind each other."""
        habits = self.habits
        first_day = habits.today - timedelta(days=habits.days - 1)
        begin, end = (since - first_day).days, (until - first_day).days + 1

        def place(day: int) -> int:
            return -(-min(max(day, 0), habits.days) * habits.records // habits.days)

        last = place(end) + (self.grown if until >= habits.today else 0)
        return range(FIRST + place(begin), FIRST + max(place(begin), last))

    def _fits(self, number: int, wanted: dict[str, list[str]]) -> bool:
        facts = {
            "typeOpdracht": CONTRACTS[number % 3][0],
            "procedure": PROCEDURES[number % 2][0],
            "nationaalOfEuropees": "EU" if number % 4 else "NL",
            "publicatieType": kind_of(number)[0],
            "nutsCodes": NUTS[number % 5],
        }
        for name, values in wanted.items():
            if name == "cpvCodes":
                if not any(CPV[number % 6][:8].startswith(one[:8].rstrip("0")) for one in values):
                    return False
            elif facts[name] not in values:
                return False
        return True

    # --- answers ------------------------------------------------------------------------------------

    def answer(self, target: str, headers: dict[str, str]) -> tuple[int, bytes, str]:
        """Status, body and kind of the body."""
        parts = urlsplit(target)
        path = parts.path.removeprefix(PREFIX)
        if path == "/v2/publicaties":
            return self._list(parse_qsl(parts.query, keep_blank_values=True))
        if path == "/rss/laatste-publicatie.rss":
            return 200, self._feed(), "application/atom+xml"
        steps = path.split("/")
        if path.startswith("/v2/publicaties/") and steps[3].isdigit():
            return self._one(int(steps[3]), steps[4:], headers)
        return 404, b'{"status": 404}', "application/json"

    def _list(self, said: list[tuple[str, str]]) -> tuple[int, bytes, str]:
        with self._lock:
            self.seen.lists += 1
            turn = self.seen.lists
        given: dict[str, list[str]] = {}
        for name, value in said:
            given.setdefault(name, []).append(value)
        page, size = int(given.get("page", ["0"])[0]), int(given.get("size", ["10"])[0])
        codes = given.get("cpvCodes", [])
        if size > 100 or page > 99 or any(len(one) != 10 or one[8] != "-" for one in codes):
            self.seen.refused.append(str(said))
            return 400, b'{"status": 400, "title": "Bad Request"}', "application/json"
        wanted = {
            name: values
            for name, values in given.items()
            if name in KNOWN and name not in self.habits.ignores
        }
        far = date(2000, 1, 1).isoformat()
        since = date.fromisoformat(wanted.pop("publicatieDatumVanaf", [far])[0])
        until = date.fromisoformat(wanted.pop("publicatieDatumTot", [date(2100, 1, 1).isoformat()])[0])
        wanted.pop("page", None), wanted.pop("size", None)
        if until >= self.habits.today and self.habits.grows_by:
            with self._lock:
                self.grown += self.habits.grows_by
        found: range | list[int] = self._of_days(since, until)
        if wanted or self.habits.gone:
            found = [one for one in found if one not in self.habits.gone and self._fits(one, wanted)]
        total = len(found) + (self.habits.lies_by if until < self.habits.today and found else 0)
        begin = page * size - (1 if turn in self.habits.shifts and page else 0)
        newest_first = found[::-1][begin : begin + size]
        entries: list[object] = [self.entry(number) for number in newest_first]
        if turn in self.habits.garbage_entries:
            odd: tuple[object, ...] = (None, "publicatie", {"publicatieId": None}, 17, ["x"])
            entries = [one if place % 2 else odd[place % 5] for place, one in enumerate(entries)]
        pages = -(-total // size)
        body = json.dumps(
            {
                "content": entries,
                "first": page == 0,
                "last": page + 1 >= pages,
                "totalElements": total,
                "totalPages": pages,
                "size": size,
                "numberOfElements": len(entries),
                "number": page,
            }
        ).encode()
        if turn in self.habits.garbage_pages:
            body = body[: len(body) // 2] + b"<html>\x00\xff"
        return 200, body, "application/json"

    def entry(self, number: int) -> dict[str, object]:
        """A publication as the list shows it."""
        kind, kind_name = KINDS[-1] if number in self.habits.ended else kind_of(number)
        contract = CONTRACTS[number % 3]
        procedure = PROCEDURES[number % 2]
        day = self.day_of(number)
        subject = SUBJECTS[number % 6]
        said: dict[str, object] = {
            "publicatieId": str(number),
            "kenmerk": procedure_of(number),
            "publicatieDatum": day.isoformat(),
            "typePublicatie": {"code": kind, "omschrijving": kind_name},
            "publicatiestatus": {"code": "PUB", "omschrijving": "Gepubliceerd"},
            "aanbestedingNaam": f"{subject} {number}",
            "opdrachtgeverNaam": f"Gemeente Voorbeeld {number % 40}",
            "sluitingsDatum": f"{day + timedelta(days=40)}T17:00:00",
            "aantalDagenTotSluitingsDatum": 40 - self.habits.counters_run,
            # a coded field can arrive as plain text
            "procedure": {"code": procedure[0], "omschrijving": procedure[1]} if number % 7 else procedure[1],
            "typeOpdracht": {"code": contract[0], "omschrijving": contract[1]},
            "europees": bool(number % 4),
            "digitaal": True,
            "isVroegtijdigeBeeindiging": kind == "VBE",
            "isEformsWijziging": False,
            "opdrachtBeschrijving": f"{subject}. Vragen? j.jansen{number}@voorbeeld.nl. "
            "Wij vragen 5% social return.",
            "urlTsenderNaam": None,
            "score": None,
            "link": {"href": f"https://www.tenderned.nl/aankondigingen/overzicht/{number}", "title": "self"},
        }
        if number in self.habits.corrected:
            said["opdrachtBeschrijving"] = "De omschrijving is aangepast."
        if number % 11 == 0:
            del said["sluitingsDatum"], said["aantalDagenTotSluitingsDatum"]
        return said

    def detail(self, number: int) -> dict[str, object]:
        """A publication as it stands by itself: its number is no text here."""
        return {
            "publicatieId": number,
            "kenmerk": procedure_of(number),
            "referentieNummer": f"2026-{number}",
            "numberOfDaysBeforeAanmeldenInschrijven": 40 - self.habits.counters_run,
            "aankondigingCode": {"code": kind_of(number)[0]},
            "typeOpdrachtCode": {"code": CONTRACTS[number % 3][0]},
            "cpvCodes": [{"isHoofdOpdracht": True, "code": CPV[number % 6], "omschrijving": "x"}],
            "nutsCodes": [{"code": NUTS[number % 5], "omschrijving": "x"}],
            "trefwoord1": "welzijn",
            "links": {"pdf": {"href": f"{PREFIX}/v2/publicaties/{number}/pdf", "title": "pdf"}},
        }

    def _one(self, number: int, further: list[str], headers: dict[str, str]) -> tuple[int, bytes, str]:
        if str(number) not in self.numbers() if self.habits.gone else not self._there(number):
            return 404, b'{"status": 404}', "application/json"
        match further:
            case []:
                with self._lock:
                    self.seen.details += 1
                    self.seen.asked_details.append(number)
                if number in self.habits.unreadable_details:
                    return (
                        (500, b"<html>oeps", "text/html")
                        if number % 2
                        else (200, b'{"pub', "application/json")
                    )
                return 200, json.dumps(self.detail(number)).encode(), "application/json"
            case ["documenten"]:
                return 200, json.dumps(documents_of(number)).encode(), "application/json"
            case ["public-xml"]:
                expected = base64.b64encode(":".join(self.habits.credentials).encode()).decode()
                if headers.get("authorization") != f"Basic {expected}":
                    return 401, b"", "text/plain"
                return 200, XML.replace("NUMMER", str(number)).encode(), "application/xml"
        return 404, b'{"status": 404}', "application/json"

    def _there(self, number: int) -> bool:
        return FIRST <= number < FIRST + self.habits.records + self.grown

    def _feed(self) -> bytes:
        last = FIRST + self.habits.records + self.grown - 1
        entries = "".join(
            f"<entry><title>{SUBJECTS[number % 6]} {number}</title><id>urn:tenderned:{number}</id>"
            f'<link href="https://www.tenderned.nl/aankondigingen/overzicht/{number}"/></entry>'
            for number in range(last, max(FIRST - 1, last - 25), -1)
        )
        return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>TenderNed</title>{entries}</feed>'.encode()

    # --- the wire -----------------------------------------------------------------------------------

    def _welcome(self) -> None:
        with suppress(OSError):
            while True:
                line, _from = self._door.accept()
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._lines.append(line)
                threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        got = b""
        with suppress(OSError):
            while True:
                while b"\r\n\r\n" not in got:
                    part = line.recv(65_536)
                    if not part:
                        return
                    got += part
                head, _, got = got.partition(b"\r\n\r\n")
                first, *rest = head.decode("latin-1").split("\r\n")
                headers = {
                    name.lower(): value.strip() for name, _, value in (one.partition(":") for one in rest)
                }
                if not self._reply(line, first.split(" ")[1], headers):
                    line.close()
                    return

    def _reply(self, line: socket.socket, target: str, headers: dict[str, str]) -> bool:
        with self._lock:
            self.seen.questions += 1
            turn = self.seen.questions
        habits = self.habits
        extra = ""
        if habits.drops_every and turn % habits.drops_every == 0:
            return False
        if habits.busy_every and turn % habits.busy_every == 0:
            status, body, kind = 429, b"", "text/plain"
            extra = f"Retry-After: {habits.retry_after}\r\n"
        elif habits.broken_every and turn % habits.broken_every == 0:
            status, body, kind = 503, b"<html>even geduld", "text/html"
        else:
            status, body, kind = self.answer(target, headers)
        said = f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n{extra}"
        head = f"HTTP/1.1 {status} X\r\n{said}\r\n".encode()
        if habits.slow_every and turn % habits.slow_every == 0:
            for place in range(0, len(body) + len(head), 2_000):
                line.sendall((head + body)[place : place + 2_000])
                time.sleep(0.01)
            return True
        line.sendall(head + body)
        return True


def kind_of(number: int) -> tuple[str, str]:
    """Of each procedure of five: a notice, its correction, the award; the others are notices alone."""
    place = (number - FIRST) % 5
    return KINDS[{0: 0, 1: 2, 2: 1, 3: 0, 4: 0}[place]]


def procedure_of(number: int) -> int:
    """The kenmerk: the first three of five publications belong together."""
    place = (number - FIRST) % 5
    return 500_000 + ((number - FIRST) // 5) * 3 + (0 if place < 3 else place - 2)


def documents_of(number: int) -> dict[str, object]:
    """What there is to download, without the files."""
    here = f"{PREFIX}/v2/publicaties/{number}/documenten"
    return {
        "documenten": [
            {
                "documentId": "31",
                "documentNaam": "Aanbestedingsleidraad.pdf",
                "typeDocument": {"code": "pdf", "omschrijving": "PDF"},
                "publicatieCategorie": {"code": "DOC", "omschrijving": "Aanbestedingsdocumenten"},
                "virusIndicatie": False,
                "grootte": 482_133,
                "links": {"download": {"href": f"{here}/31/content", "title": "download"}},
            }
        ],
        "links": {"downloadZip": {"href": f"{here}/zip", "title": "zip"}},
    }


XML = """<?xml version="1.0" encoding="UTF-8"?>
<ContractNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2">
<cbc:ID schemeName="notice-id">00000000-0000-4000-8000-000000NUMMER</cbc:ID>
<cbc:NoticeTypeCode listName="competition">cn-standard</cbc:NoticeTypeCode>
<cbc:NoticeLanguageCode listName="language">NLD</cbc:NoticeLanguageCode>
<cac:ProcurementProject><cbc:ID>1</cbc:ID><cbc:Name languageID="NLD">Onderhoud NUMMER</cbc:Name>
<cac:MainCommodityClassification>
<cbc:ItemClassificationCode listName="cpv">77310000</cbc:ItemClassificationCode>
</cac:MainCommodityClassification></cac:ProcurementProject>
</ContractNotice>"""


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("--port", type=int, default=0)
    given.add_argument("--records", type=int, default=20_000)
    given.add_argument("--days", type=int, default=5)
    given.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 22))
    given.add_argument("--odd", action="store_true", help="garbage, 429, 503, dropped lines, shifting pages")
    said = given.parse_args()
    odd = (
        {
            "garbage_pages": frozenset({3, 40}),
            "garbage_entries": frozenset({7, 55}),
            "shifts": frozenset({12, 90}),
            "unreadable_details": frozenset({FIRST + 17, FIRST + 404}),
            "busy_every": 997,
            "broken_every": 1_499,
            "drops_every": 2_003,
            "slow_every": 3_001,
        }
        if said.odd
        else {}
    )
    server = TenderNedServer(Habits(records=said.records, days=said.days, today=said.today, **odd), said.port)
    print(server.url, flush=True)
    with suppress(KeyboardInterrupt):
        sys.stdin.read()


if __name__ == "__main__":
    main()
