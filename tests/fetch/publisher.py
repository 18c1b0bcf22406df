"""A publisher on this machine that answers as it is told to: whole, cut short, late, wrong, or not at all."""

from __future__ import annotations

import hashlib
import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``cut`` ends the body after so many bytes, ``stall`` falls silent there, ``length`` states another length."""

    body: bytes = b""
    status: int = 200
    head: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    stall: bool = False
    length: int | None = None
    marks: bool = True  # an ETag, and with it ranges
    chunked: bool = False

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:12]}"'


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived."""

    path: str
    query: str
    head: Mapping[str, str]


class Publisher:
    """The server; ``says`` sets the answers of a path, in their order, the last one for good."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.answers: dict[str, list[Answer]] = defaultdict(list)
        self.awake = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Handler,), {"publisher": self}))
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def says(self, path: str, *answers: Answer) -> None:
        self.answers[path] = list(answers)

    def paths(self) -> list[str]:
        return [each.path for each in self.asked]

    def ranges(self, path: str) -> list[str]:
        """The part asked for in each request for ``path``, "" where all of it was."""
        return [each.head.get("Range", "") for each in self.asked if each.path == path]

    def next_answer(self, path: str) -> Answer:
        left = self.answers[path]
        if not left:
            return Answer(b"not here", status=404)
        return left.pop(0) if len(left) > 1 else left[0]

    def close(self) -> None:
        self.awake.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class _Handler(BaseHTTPRequestHandler):
    publisher: ClassVar[Publisher]
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        parts = urlsplit(self.path)
        self.publisher.asked.append(Asked(parts.path, parts.query, dict(self.headers)))
        answer = self.publisher.next_answer(parts.path)
        start = self._start(answer)
        self.close_connection = True
        if start > len(answer.body):
            self._head(416, {"Content-Range": f"bytes */{len(answer.body)}", "Content-Length": "0"})
            return
        self._head(206 if start else answer.status, self._described(answer, start))
        self._send(answer, start)

    do_GET = answer  # noqa: N815 -- the name http.server looks for

    def _start(self, answer: Answer) -> int:
        """Where the body begins: as asked, if the edition is still the same one."""
        asked, edition = self.headers.get("Range", ""), self.headers.get("If-Range", "")
        if not asked or not answer.marks or answer.status != 200 or edition != answer.etag:
            return 0
        return int(asked.removeprefix("bytes=").rstrip("-"))

    def _described(self, answer: Answer, start: int) -> dict[str, str]:
        whole = len(answer.body)
        head = {"ETag": answer.etag} if answer.marks else {}
        head |= {"Content-Range": f"bytes {start}-{whole - 1}/{whole}"} if start else {}
        if answer.chunked:
            head["Transfer-Encoding"] = "chunked"
        else:
            head["Content-Length"] = str((answer.length or whole) - start)
        return head | dict(answer.head)

    def _head(self, status: int, head: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in head.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()

    def _send(self, answer: Answer, start: int) -> None:
        sent = answer.body[start : answer.cut]
        if answer.chunked:
            sent = b"%x\r\n%b\r\n" % (len(sent), sent) + (b"" if answer.cut else b"0\r\n\r\n")
        self.wfile.write(sent)
        self.wfile.flush()
        if answer.stall:
            self.publisher.awake.wait(10)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name is the base class's
        """Nothing: the tests read what was asked."""
