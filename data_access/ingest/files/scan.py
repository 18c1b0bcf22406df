"""What does one pass over a file's bytes show: digest, size, head, and lines that would break a reader later?"""

from __future__ import annotations

import hashlib

HEAD = 65_536
MAX_LINE = 1 << 20  # bytes; no published row comes near


class Scan:
    """What one pass over the bytes shows."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256()
        self.size = 0
        self.head = b""
        self.lines = 0  # line ends seen
        self.run = 0  # bytes since the last line end
        self.nul_line: int | None = None
        self.long_line: int | None = None

    def feed(self, chunk: bytes) -> None:
        self.digest.update(chunk)
        self.size += len(chunk)
        if len(self.head) < HEAD:
            self.head += chunk[: HEAD - len(self.head)]
        self._measure(chunk)
        if self.nul_line is None and (at := chunk.find(0)) >= 0:
            self.nul_line = self.lines + chunk.count(b"\n", 0, at) + 1
        self.lines += chunk.count(b"\n")

    def _measure(self, chunk: bytes) -> None:
        """Find the first line over the limit; a chunk is about that long, so only its ends can lie in one."""
        first = chunk.find(b"\n")
        head = len(chunk) if first < 0 else first
        if self.long_line is None and self.run + head > MAX_LINE:
            self.long_line = self.lines + 1
        self.run = self.run + len(chunk) if first < 0 else len(chunk) - chunk.rfind(b"\n") - 1
        if self.long_line is None and self.run > MAX_LINE:
            self.long_line = self.lines + chunk.count(b"\n") + 1
