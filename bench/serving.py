"""Servers under measurement: started on a free port, asked until they answer, stopped afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from data_access import snapshot

_PATIENCE_S = 180


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def copied(store: Path, folder: Path) -> Path:
    """A store's current snapshot in another folder, which a load may change."""
    seed = snapshot.current(store)
    snapshot.folder(folder).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(seed, snapshot.folder(folder) / seed.name)
    snapshot.point_to(folder, seed.name)
    return folder


@contextmanager
def lion(store: Path) -> Iterator[str]:
    """Lion as its Procfile starts it."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "app:create_server()", "--threads", "8", "--bind", f"127.0.0.1:{port}"]
    with _running([*command, "--log-level", "error"], port, {"LION_STORE": str(store)}) as address:
        yield address


@contextmanager
def ordinary(store: Path, cells: str = "h3_9") -> Iterator[str]:
    """The contender, served by the same server with the same threads."""
    port = free_port()
    factory = f"bench.ordinary:served('{store}', '{cells}')"
    command = [sys.executable, "-m", "gunicorn", factory, "--threads", "8", "--bind", f"127.0.0.1:{port}", "--timeout", "300"]
    with _running([*command, "--log-level", "error"], port, {}) as address:
        yield address


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[str]:
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, env={**os.environ, **environment}) as server:
        try:
            _wait(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(30)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"{address}/_dash-dependencies", timeout=30) as answer:
                answer.read()
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"{' '.join(server.args)} did not start")  # type: ignore[arg-type]
