"""A local server that speaks the search of TED, version 3, and gives the XML of what it found."""

from __future__ import annotations

import json
import threading
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

TODAY = date(2026, 11, 22)
SAMPLE = Path(__file__).parents[1] / "exchange" / "samples" / "eforms_reserved_contract_notice.xml"


class TedServer:
    """`records` notices over `days`; every seventh question is refused, and some XML never comes."""

    def __init__(self, records: int = 30, days: int = 3, unreadable: frozenset[int] = frozenset()) -> None:
        self.records, self.days, self.unreadable = records, days, unreadable
        self.questions: list[dict[str, Any]] = []
        self.turns = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.place = f"127.0.0.1:{self._server.server_address[1]}"
        self.search = f"http://{self.place}/v3/notices/search"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self) -> TedServer:
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def number(self, place: int) -> str:
        return f"{700_000 + place}-2026"

    def numbers(self) -> set[str]:
        return {self.number(place) for place in range(self.records)}

    def day_of(self, place: int) -> date:
        return TODAY - timedelta(days=self.days - 1 - place * self.days // self.records)

    def found(self, asked: dict[str, Any]) -> dict[str, Any]:
        words = asked["query"].split()
        since, until = (
            date.fromisoformat(next(one for one in words if one.startswith(f"publication-date{sign}"))[18:])
            for sign in (">=", "<=")
        )
        assert "buyer-country=NLD" in words
        there = [place for place in range(self.records) if since <= self.day_of(place) <= until]
        begin = int(asked.get("iterationNextToken") or 0)
        shown = there[begin : begin + asked["limit"]]
        on = begin + len(shown)
        return {
            "notices": [self.entry(place) for place in shown],
            "totalNoticeCount": len(there),
            "iterationNextToken": str(on) if on < len(there) else None,
            "timedOut": False,
        }

    def entry(self, place: int) -> dict[str, Any]:
        return {
            "publication-number": self.number(place),
            "publication-date": f"{self.day_of(place)}+01:00",
            "notice-title": {"eng": f"Green {place}", "nld": f"Groenonderhoud {place}"},
            "buyer-name": {"nld": ["Gemeente Voorbeeld"]},
            "classification-cpv": ["77310000", "77310000"],
            "notice-type": "cn-standard",
        }

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.turns += 1
                if server.turns % 7 == 0:
                    return self.answer(429, b"")
                server.questions.append(asked)
                return self.answer(200, json.dumps(server.found(asked)).encode())

            def do_GET(self) -> None:
                number = self.path.split("/")[-2]
                place = int(number.partition("-")[0]) - 700_000
                if place in server.unreadable:
                    return self.answer(404, b"")
                return self.answer(200, SAMPLE.read_bytes())

            def log_message(self, *_said: object) -> None:
                pass

        return Handler
