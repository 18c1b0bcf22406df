"""Settings → stores → Dash: the dashboard's front door.

``python app.py`` serves it here, with a made-up borough when nothing has been
loaded; ``gunicorn "app:create_server()"`` serves it in production.
"""

from __future__ import annotations

from dash import Dash
from flask import Flask

import callbacks
from callbacks import compression, warming
from data_access import sample, settings
from data_access.settings import Settings
from data_access.warehouse import Warehouse
from layouts import shell

_A_YEAR_S = 31_536_000


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
    warehouse = Warehouse(configured.store, borough=configured.name)
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
    """The WSGI application for gunicorn; engines are made by the first request, after any fork."""
    server = create_app(warmed=True).server
    assert isinstance(server, Flask)
    return server


def main() -> None:
    configured = settings.read()
    if not Warehouse(configured.store).ready:
        print(f"No data in {configured.store}: building the demonstration borough. Load real data with data_access.ingest.")
        sample.build(configured.store, configured)
    print(f"Lion is at http://127.0.0.1:{configured.port}/")
    create_app(configured, warmed=True).run(host="127.0.0.1", port=configured.port, debug=False)


if __name__ == "__main__":
    main()
