"""Settings → stores → Dash: the dashboard's front door.

``python app.py`` serves it here, with a made-up borough when nothing has been
loaded; ``gunicorn "app:create_server()"`` serves it in production.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from dash import Dash
from flask import Flask

import callbacks
from callbacks import access, compression, warming
from data_access import sample, settings, snapshot
from data_access.errors import LionError, NoSnapshot
from data_access.settings import Settings
from data_access.warehouse import Warehouse
from layouts import shell

_A_YEAR_S = 31_536_000
_NEVER_BOOTED = 3  # gunicorn's own code: it starts no other worker, which would fail alike


def create_app(configured: Settings | None = None, *, warmed: bool = False) -> Dash:
    """One Dash application over the store that the settings name; ``warmed`` for visitors, not for tests."""
    configured = configured or settings.read()
    app = Dash(
        __name__,
        server=_server(),  # type: ignore[arg-type]  # Dash takes a Flask server; its annotation forgets to say so
        title=configured.title,
        update_title="",
        assets_ignore=r"\.min\.js$",  # asked for by the pages that need it, see assets/theme.js
        suppress_callback_exceptions=True,  # pages come and go with the address
    )
    access.open_desk(app.server, to_loopback=configured.desk != settings.CLOSED)
    warehouse = Warehouse(configured.store, borough=configured.name)
    if warmed and warehouse.lost:  # an empty store is served, and says so on every page
        raise NoSnapshot(warehouse.trouble)
    app.layout = lambda: shell.layout(configured)
    callbacks.register(app, warehouse, configured)
    if warmed:
        warming.start(app.server, warehouse, callbacks.answering(warehouse, configured))
    return app


def _server() -> Flask:
    server = Flask(__name__, static_folder=None)
    server.config["SEND_FILE_MAX_AGE_DEFAULT"] = _A_YEAR_S  # every asset's address carries its fingerprint
    compression.register(server)
    return server


def create_server() -> Flask:
    """The WSGI application for gunicorn; engines are made in its workers, after any fork.

    Its desk is closed unless ``LION_DESK=open``: here a proxy on the same
    machine is usual, and one that adds no header makes every reader look as if
    they sat at it.
    """
    try:
        configured = settings.read()
        server = create_app(replace(configured, desk=configured.desk or settings.CLOSED), warmed=True).server
    except LionError as fault:
        print(fault, file=sys.stderr)
        raise SystemExit(_NEVER_BOOTED) from None
    assert isinstance(server, Flask)
    return server


def main() -> int:
    """Serve until stopped; 1 where there is nothing that can be served."""
    try:
        configured = settings.read()
        if not snapshot.exists(configured.store):
            print(f"No data in {configured.store}: building the demonstration borough. Load real data with data_access.ingest.")
            sample.build(configured.store, configured)
        app = create_app(configured, warmed=True)
    except LionError as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"Lion is at http://127.0.0.1:{configured.port}/")
    app.run(host="127.0.0.1", port=configured.port, debug=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
