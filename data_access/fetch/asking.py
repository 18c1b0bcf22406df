"""What does a publisher answer to one request?

Only https is asked, or a server on this very machine; a redirect is followed
under the same rule. What may pass by itself (a stall, a broken connection,
"too many requests") is a :class:`Passing`, for ``patience`` to wait out;
everything else is an error for the reader.

The standard library's client is enough here: it heeds the system's proxies
and certificates, and going on with half a file is no client's own trade.
"""

from __future__ import annotations

import errno
import http.client
import ipaddress
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import IO
from urllib.parse import quote, urlsplit

from data_access.errors import NotFetched, NotPublished
from data_access.fetch.clock import Clock
from data_access.fetch.publishers import Manners
from data_access.settings import Contact

_GONE = {404, 410}
_PASSING = {408, 425, 429, 500, 502, 503, 504}
_BROKEN = (ConnectionResetError, ConnectionAbortedError, ssl.SSLError)
_NETWORK = {errno.ENETDOWN, errno.ENETUNREACH, errno.ENETRESET, errno.EHOSTDOWN, errno.EHOSTUNREACH}
_SAFE = "/:?&=%,.~()'*+@;!$-_"


class Passing(Exception):
    """Something that may pass: why, and how long (seconds) the server asks to be left alone."""

    def __init__(self, why: str, *, rest_s: float | None = None, reached: bool = True) -> None:
        super().__init__(why)
        self.why, self.rest_s, self.reached = why, rest_s, reached
        self.progressed = False  # whether the try brought more of the file than any before


class RangeRefused(Exception):
    """The server has no such part of the file (416); ``whole`` is the length it states, if any."""

    def __init__(self, whole: int | None) -> None:
        super().__init__("there is no such part of the file")
        self.whole = whole


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that is being read: its status, what its head says, and its body."""

    status: int
    head: Mapping[str, str]
    read: Callable[[int], bytes]


def agent(contact: Contact) -> str:
    """Who asks: the program, the partnership and how to reach it, in the letters a header may hold."""
    who = contact.name + (f"; {contact.email}" if contact.email else "")
    return f"Lion community-safety dashboard ({''.join(c if c.isascii() and c.isprintable() else '?' for c in who)})"


@dataclass(slots=True)
class Asker:
    """Asks one thing at a time, and no host more often than is polite."""

    manners: Manners
    agent: str
    clock: Clock
    _asked: dict[str, float] = field(default_factory=dict)  # host → when

    @contextmanager
    def answer(self, address: str, *, head: Mapping[str, str] | None = None) -> Iterator[Answer]:
        """The answer to a GET, open; what goes wrong while its body is read is told in the same way."""
        refuse_address(address, first=address)
        self._be_polite(address)
        wanted = {"User-Agent": self.agent, "Accept-Encoding": "identity", **(head or {})}
        request = urllib.request.Request(quote(address, safe=_SAFE), headers=wanted)
        way = _Way(address)
        opener = urllib.request.build_opener(way)
        with _told(way, self.clock), opener.open(request, timeout=self.manners.timeout_s) as response:
            if response.headers.get("Content-Encoding", "identity") != "identity":
                raise NotFetched("It came packed in a way that was not asked for", file=address, do="try again later")
            yield Answer(response.status, response.headers, response.read1)

    def _be_polite(self, address: str) -> None:
        host = urlsplit(address).hostname or ""
        early = self._asked.get(host, float("-inf")) + self.manners.interval_s - self.clock.monotonic()
        if early > 0:
            self.clock.sleep(early)
        self._asked[host] = self.clock.monotonic()


def refuse_address(address: str, *, first: str) -> None:
    """:class:`NotFetched` unless ``address`` is https; plain http only for a server on this machine asked from the start.

    A publisher that sends us to an address of this machine is refused: what answers there is not the publisher.
    """
    here, began_here = _on_this_machine(address), _on_this_machine(first)
    scheme = urlsplit(address).scheme
    if (scheme == "https" and (began_here or not here)) or (scheme == "http" and here and began_here):
        return
    what = f"It leads to {address}" if address != first else "This address is not asked"
    do = "look on the publisher's page where the file lies now, and correct publishers.toml"
    raise NotFetched(what, file=first, expected="an https address of the publisher", do=do)


def _on_this_machine(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


class _Way(urllib.request.HTTPRedirectHandler):
    """From the first address over every redirect; each leads only to where we would have gone by ourselves."""

    def __init__(self, first: str) -> None:
        self.first = self.last = first

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        refuse_address(newurl, first=self.first)
        self.last = newurl
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


@contextmanager
def _told(way: _Way, clock: Clock) -> Iterator[None]:
    """Sort what can go wrong on the way into what may pass and what will not."""
    try:
        yield
    except urllib.error.HTTPError as error:
        error.close()
        raise _of_status(error, way.first, clock) from error
    except urllib.error.URLError as error:
        raise _of_reason(error.reason, way) from error
    except TimeoutError as error:
        raise Passing("the server went silent") from error
    except http.client.InvalidURL as error:
        raise NotFetched(f"It cannot be asked: {error}", file=way.first, do="correct the address in publishers.toml") from error
    except (*_BROKEN, http.client.HTTPException) as error:
        raise Passing("the connection broke") from error
    except OSError as error:
        if error.errno not in _NETWORK:  # the disk's, or whoever reads the progress
            raise
        raise Passing("the network broke") from error


def _of_status(error: urllib.error.HTTPError, address: str, clock: Clock) -> Exception:
    if error.code in _GONE:
        do = "look on the publisher's page; if it has moved, correct publishers.toml"
        return NotPublished(f"There is nothing at this address ({error.code})", file=address, do=do)
    if error.code in _PASSING:
        words = {429: "the server asks for fewer requests (429)", 503: "the server is busy (503)"}
        why = words.get(error.code, f"the server has a fault ({error.code})")
        return Passing(why, rest_s=rest_s(error.headers.get("Retry-After", ""), clock.now()))
    if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
        whole = error.headers.get("Content-Range", "").rpartition("/")[2]
        return RangeRefused(int(whole) if whole.isascii() and whole.isdigit() else None)
    return NotFetched(f"The server answers {error.code} {error.reason}", file=address, do="try again later, or ask the publisher")


def _of_reason(reason: object, way: _Way) -> Exception:
    """Of a connection that never came about."""
    address, host = way.first, urlsplit(way.last).hostname or way.last
    if isinstance(reason, ssl.SSLCertVerificationError):
        do = "ask whoever runs the network; where a proxy signs for every site, SSL_CERT_FILE names its certificate"
        return NotFetched(f"{host} cannot prove that it is {host}: {reason.verify_message}", file=address, do=do)
    if isinstance(reason, TimeoutError):
        return Passing(f"{host} does not answer", reached=False)
    if isinstance(reason, socket.gaierror):
        return Passing(f"the name {host} is not known here", reached=False)
    if isinstance(reason, _BROKEN):
        return Passing("the connection broke")
    if isinstance(reason, OSError):
        return Passing(f"{host} cannot be reached ({(reason.strerror or str(reason)).lower()})", reached=False)
    return NotFetched(f"It cannot be asked: {reason}", file=address, do="correct the address in publishers.toml")


def rest_s(text: str, now: datetime) -> float | None:
    """``Retry-After`` in seconds: a number of them, or a date; None where it says neither."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
