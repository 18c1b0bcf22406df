"""A store that somebody sits at, and months of made-up searches to load into it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from werkzeug.serving import make_server

from app import create_app
from data_access import settings
from tests.browser.conftest import Quiet
from tests.browser.reader import Reader
from tests.evil.made_up import search
from tests.loading import IN_NORTH, at, whole_force


def a_search(month: int, **changed: str) -> list[str]:
    return search(**({"Date": f"2023-{month:02}-10T10:00:00+00:00", **at(IN_NORTH)} | changed))


def month(number: int, *more: list[str], rows: int = 3) -> str:
    """A month's file of the whole force: ``rows`` in the borough, ``more``, and two far away."""
    return whole_force(*[a_search(number)] * rows, *more).replace("2023-05", f"2023-{number:02}")


@contextmanager
def sitting_at(store: Path, reader: Reader) -> Iterator[Reader]:
    """The same browser, before an app over another store."""
    app = create_app(replace(settings.read({}), store=store))
    server = make_server("127.0.0.1", 0, app.server, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    home, reader.home = reader.home, f"http://127.0.0.1:{server.server_port}"
    try:
        yield reader
    finally:
        reader.home = home
        server.shutdown()
        server.server_close()
        thread.join()
